//! `lantoa new`: a new article in the right section and year, its front matter filled in.
//!
//! In: what the command line says, and someone to ask for the rest. Out: one new file, whose path goes to stdout. Other
//! articles are not read: what is wrong in them does not matter.

use super::Terminal;
use super::person::{Gone, MOST_CHOICES, Person, numbered, one_line, text};
use super::progress::Bar;
use crate::article::{Kind, Section};
use crate::diagnostic::{Diagnostic, Failure, Place, Severity, Text, catalogue, nearest};
use crate::load::Disk;
use crate::output;
use crate::site::{Period, Unclear, field_asked, place_asked};
use crate::starter::{Beginning, file_names};
use crate::vietnamese::{Moment, found_by};
use crate::{Desk, Options};
use std::io::Write;
use std::path::Path;

/// What the user typed.
#[derive(Clone, Debug, Default)]
pub struct NewArguments {
    /// The site's folder, and the present.
    pub options: Options,
    /// The title.
    pub title: Option<String>,
    /// The section, by its folder or title.
    pub section: Option<String>,
    /// The places.
    pub communes: Vec<String>,
    /// The fields, the main one first.
    pub fields: Vec<String>,
    /// When it is published; now when that is not said.
    pub date: Option<String>,
    /// Whether it begins as a draft.
    pub is_draft: bool,
    /// Whether it is opened for writing.
    pub open: bool,
}

/// Why there is no article.
enum Stop {
    /// Nobody answers any more.
    Left,
    /// Something that was typed, or the world, with the exit code.
    Wrong(Vec<Diagnostic>, u8),
}

impl From<Gone> for Stop {
    fn from(_: Gone) -> Self {
        Self::Left
    }
}

impl From<Failure> for Stop {
    fn from(Failure(note): Failure) -> Self {
        Self::Wrong(vec![*note], 2)
    }
}

impl From<Unclear> for Stop {
    fn from(unclear: Unclear) -> Self {
        Self::Wrong(vec![unclear.note], 2)
    }
}

/// Runs the command; the exit code is 0 (done), 1 (settings or lists have errors) or 2 (what was typed is wrong, or the
/// world is in the way).
pub fn new(arguments: &NewArguments, terminal: Terminal, mut person: Option<Person<'_>>) -> u8 {
    let root = &arguments.options.root;
    let path = match make(arguments, terminal, person.as_mut()) {
        Ok(path) => path,
        Err(Stop::Left) => {
            terminal.say("Đã dừng, chưa tạo bài", "Stopped; no article was made");
            return 2;
        }
        Err(Stop::Wrong(notes, code)) => {
            terminal.show(&notes, Disk::open(root).ok().as_ref());
            return code;
        }
    };
    let file = if root == Path::new(".") { path.as_str().into() } else { root.join(&path) };
    let _ = writeln!(anstream::stdout(), "{}", file.display());
    if arguments.open
        && let Err(error) = open::that_detached(&file)
    {
        terminal.show(&[catalogue::cannot_open(&file.display().to_string(), &error)], None);
        return 2;
    }
    if arguments.is_draft {
        terminal.say(
            "Bài là bản nháp: viết xong thì xóa dòng “trạng thái: bản nháp” để đăng",
            "It is a draft: remove the line “trạng thái: bản nháp” to publish it",
        );
    }
    0
}

/// Makes the article; tells its path below the site.
fn make(arguments: &NewArguments, terminal: Terminal, mut person: Option<&mut Person<'_>>) -> Result<String, Stop> {
    let (desk, mut notes) = crate::desk(&arguments.options, &Bar::new(terminal))?;
    notes.retain(|note| note.severity == Severity::Error);
    let Some(desk) = desk else { return Err(Stop::Wrong(notes, 1)) };
    // What is wrong on the command line is told before anything is asked.
    let date = |text: &str| date(text, &desk);
    let given_date = arguments.date.as_deref().map(date).transpose()?;
    let section = arguments.section.as_deref().map(|typed| section(typed, &desk)).transpose()?;
    let given_title = arguments.title.as_deref().map(title).transpose()?;
    let fields = arguments.fields.iter().map(|typed| field_asked(typed, &desk.fields));
    let mut fields = fields.collect::<Result<Vec<_>, _>>()?;
    let now = Moment::from_unix(arguments.options.now, desk.settings.offset);
    let places = |date: &Moment| {
        let place = |typed: &String| place_asked(typed, Period::on(date), &desk.gazetteer, &desk.settings);
        arguments.communes.iter().map(place).collect::<Result<Vec<_>, _>>()
    };
    given_date.or(now.filter(|_| person.is_none())).map(|date| places(&date)).transpose()?;

    let title = match (given_title, person.as_deref_mut()) {
        (Some(title), _) => title,
        (None, Some(person)) => person.until(&text("Tiêu đề bài", "Title"), "", title)?,
        (None, None) => {
            let (vi, en) = ("thiếu tiêu đề: lantoa new \"Tiêu đề bài\"", "the title is missing: lantoa new \"Title\"");
            return Err(Failure::from(catalogue::wrong_usage(vi, en)).into());
        }
    };
    let section = match (section, person.as_deref_mut()) {
        (Some(section), _) => section,
        (None, Some(person)) if desk.sections.len() > 1 => ask_section(person, &desk)?,
        _ => desk.sections.first().ok_or_else(|| Failure::from(catalogue::unknown_section("", &[], &[])))?,
    };
    let date = match (given_date, person.as_deref_mut(), now) {
        (Some(date), ..) => date,
        (None, Some(person), Some(now)) => person.until(&text("Ngày đăng", "Date"), &now.typed_vi(), date)?,
        (None, _, now) => now.ok_or(Stop::Left)?,
    };
    // A name means the place of the day.
    let mut communes = places(&date)?;
    if let Some(person) = person {
        if arguments.communes.is_empty() {
            communes = ask_communes(person, &date, section.kind, &desk)?;
        }
        if arguments.fields.is_empty() {
            fields = ask_fields(person, section.kind, &desk)?;
        }
    }
    let beginning = Beginning {
        title: &title,
        kind: section.kind,
        date,
        communes: &communes,
        fields: &fields,
        is_draft: arguments.is_draft,
    };
    let text = beginning.text();
    for name in file_names(&title) {
        let path = format!("{}/{}/{name}.md", section.folder, date.year());
        if desk.is_free(&path) && output::new_file(&arguments.options.root, &format!("content/{path}"), &text)? {
            return Ok(format!("content/{path}"));
        }
    }
    Err(Failure::from(catalogue::title_without_letters(&title)).into())
}

/// A title on one line, of which an address can be made.
fn title(typed: &str) -> Result<String, Failure> {
    let title = one_line(typed);
    if file_names(&title).next().is_none() {
        return Err(catalogue::title_without_letters(&title).into());
    }
    Ok(title)
}

fn date(typed: &str, desk: &Desk) -> Result<Moment, Failure> {
    let wrong = |fault| Diagnostic { place: None, ..catalogue::bad_date(Place::file(""), typed, fault) }.into();
    Moment::parse(typed, desk.settings.offset).map_err(wrong)
}

/// The section of a folder or a title, or of a part of one.
fn section<'d>(typed: &str, desk: &'d Desk) -> Result<&'d Section, Failure> {
    let sections = &desk.sections;
    let folders: Vec<&str> = sections.iter().map(|section| &*section.folder).collect();
    let titles: Vec<&str> = sections.iter().map(|section| &*section.title).collect();
    let found = sections.iter().position(|section| &*section.folder == typed).or_else(|| {
        [&folders, &titles].into_iter().find_map(|names| match found_by(typed, names.iter().copied()).as_slice() {
            [only] => Some(*only),
            _ => None,
        })
    });
    let near = |names: &[&'d str]| nearest(typed, names.iter().copied());
    let near = if near(&folders).is_empty() { near(&titles) } else { near(&folders) };
    found.and_then(|at| sections.get(at)).ok_or_else(|| catalogue::unknown_section(typed, &near, &folders).into())
}

fn ask_section<'d>(person: &mut Person<'_>, desk: &'d Desk) -> Result<&'d Section, Gone> {
    let titles: Vec<String> = desk.sections.iter().map(|section| section.title.to_string()).collect();
    person.show(&titles);
    person.until(&text("Chuyên mục (gõ số hoặc tên)", "Section (number or name)"), "1", |typed| {
        let name = numbered(typed, &titles).map_or(typed, String::as_str);
        section(name, desk)
    })
}

/// Places, until an empty answer.
fn ask_communes(person: &mut Person<'_>, date: &Moment, kind: Kind, desk: &Desk) -> Result<Vec<String>, Gone> {
    let (vi, en) = may_wait(kind);
    let first = text(
        &format!("Địa phương (gõ vài chữ của tên, không cần dấu; {vi})"),
        &format!("Place (a part of its name, without marks; {en})"),
    );
    ask_names(person, &first, &[], |typed| place_asked(typed, Period::on(date), &desk.gazetteer, &desk.settings))
}

/// What an empty answer means: a story about a model must name both before it is published.
fn may_wait(kind: Kind) -> (&'static str, &'static str) {
    if kind == Kind::Model {
        ("phải có trước khi đăng; bấm Enter để điền sau", "needed before it is published; Enter for later")
    } else {
        ("bấm Enter để bỏ qua", "Enter to skip")
    }
}

fn ask_fields(person: &mut Person<'_>, kind: Kind, desk: &Desk) -> Result<Vec<String>, Gone> {
    let all: Vec<String> = desk.fields.terms().map(|(_, term)| term.name.to_string()).collect();
    person.show(&all);
    let (vi, en) = may_wait(kind);
    let first = text(
        &format!("Lĩnh vực (gõ số hoặc vài chữ của tên; {vi})"),
        &format!("Field (number or a part of its name; {en})"),
    );
    ask_names(person, &first, &all, |typed| field_asked(typed, &desk.fields))
}

/// Names, until an empty answer. `all` stand before the person with their numbers; what may mean several is
/// shown so, too.
fn ask_names(
    person: &mut Person<'_>,
    first: &Text,
    all: &[String],
    find: impl Fn(&str) -> Result<String, Unclear>,
) -> Result<Vec<String>, Gone> {
    let more = text("Thêm nữa (bấm Enter nếu đã đủ)", "One more (Enter if that is all)");
    let (mut names, mut shown): (Vec<String>, Vec<String>) = (Vec::new(), all.to_vec());
    loop {
        let answer = person.ask(if names.is_empty() { first } else { &more }, "")?;
        if answer.is_empty() {
            return Ok(names);
        }
        let found = numbered(&answer, &shown).map_or_else(|| find(&answer), |name| Ok(name.clone()));
        match found {
            Ok(name) => {
                person.tell(&format!("  → {name}"));
                if !names.contains(&name) {
                    names.push(name);
                }
                shown = all.to_vec();
            }
            Err(Unclear { names, .. }) if (1..=MOST_CHOICES).contains(&names.len()) => {
                person.say("Chọn một số, hoặc gõ thêm:", "Choose a number, or type more:");
                person.show(&names);
                shown = names;
            }
            Err(Unclear { note, .. }) => person.object(note),
        }
    }
}
