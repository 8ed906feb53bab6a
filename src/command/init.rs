//! `lantoa init`: a new site in a folder that holds nothing.
//!
//! In: what the command line says, and someone to ask for the rest; when there is nobody, what an empty answer would mean.
//! Out: the site's files, all of them or none.

use super::Terminal;
use super::person::{Gone, Person, one_line, text};
use crate::base::path::BaseUrl;
use crate::diagnostic::{Diagnostic, Failure, catalogue};
use crate::output;
use crate::starter::Answers;
use crate::vietnamese::{Moment, Offset};
use std::path::{Path, PathBuf};

const TITLE: &str = "Dân vận khéo";
/// Where nothing stands: the site is built, and must be told its real address before it is published.
const BASE_URL: &str = "https://example.vn/";
const DIR: &str = "trang-tin";

/// What the user typed.
#[derive(Clone, Debug, Default)]
pub struct InitArguments {
    /// The site's folder; `None` when the site is offered to someone who asked for nothing.
    pub dir: Option<PathBuf>,
    /// The site's name.
    pub title: Option<String>,
    /// Whose it is.
    pub publisher: Option<String>,
    /// Where it will stand.
    pub base_url: Option<String>,
    /// Where readers write to.
    pub email: Option<String>,
    /// Whether it begins with the communes of Hà Tĩnh.
    pub has_communes: Option<bool>,
    /// The present, in seconds since 1970.
    pub now: i64,
}

/// Why there is no site.
enum Stop {
    /// Nobody answers any more, or wants none.
    Left,
    Wrong(Box<Diagnostic>),
}

impl From<Gone> for Stop {
    fn from(_: Gone) -> Self {
        Self::Left
    }
}

impl From<Failure> for Stop {
    fn from(Failure(note): Failure) -> Self {
        Self::Wrong(note)
    }
}

/// Runs the command; the exit code is 0 (done) or 2 (the world is in the way).
pub fn init(arguments: &InitArguments, terminal: Terminal, mut person: Option<Person<'_>>) -> u8 {
    match make(arguments, person.as_mut()) {
        Ok((dir, answers)) => {
            tell(&dir, &answers, terminal);
            0
        }
        Err(Stop::Left) => {
            terminal.say(
                "Đã dừng, chưa tạo gì. Xem các lệnh: lantoa --help",
                "Stopped; nothing was made. Commands: lantoa --help",
            );
            if arguments.dir.is_none() { 0 } else { 2 }
        }
        Err(Stop::Wrong(note)) => {
            terminal.show(&[*note], None);
            2
        }
    }
}

fn make(arguments: &InitArguments, mut person: Option<&mut Person<'_>>) -> Result<(PathBuf, Answers), Stop> {
    // What is wrong is told before anything is asked.
    let base_url = arguments.base_url.as_deref().map(base_url).transpose()?;
    let email = arguments.email.as_deref().map(email).transpose()?;
    let dir = match (&arguments.dir, person.as_deref_mut()) {
        (Some(dir), _) => dir.clone(),
        (None, Some(person)) => offered(person)?,
        (None, None) => return Err(Stop::Left),
    };
    output::refuse_taken(&dir)?;
    let given = |text: &Option<String>| text.as_deref().map(one_line);
    let title = given(&arguments.title).filter(|title| !title.is_empty());
    let answers = Answers {
        title: answer(title, person.as_deref_mut(), "Tên trang", "Name of the site", TITLE, keep)?,
        publisher: answer(
            given(&arguments.publisher),
            person.as_deref_mut(),
            "Cơ quan chủ quản (bấm Enter để bỏ qua)",
            "Whose site it is (Enter to skip)",
            "",
            keep,
        )?,
        base_url: answer(
            base_url,
            person.as_deref_mut(),
            "Địa chỉ của trang trên mạng (chưa có thì bấm Enter, sửa sau)",
            "Address of the site (Enter if there is none yet)",
            BASE_URL,
            self::base_url,
        )?,
        email: answer(
            email,
            person.as_deref_mut(),
            "Email để bạn đọc góp ý (bấm Enter để bỏ qua)",
            "E-mail address for readers (Enter to skip)",
            "",
            self::email,
        )?,
        has_communes: match (arguments.has_communes, person) {
            (Some(given), _) => given,
            (None, Some(person)) => person.agrees(&text(
                "Dùng danh sách có sẵn gồm 69 xã, phường của tỉnh Hà Tĩnh",
                "Begin with the 69 communes of Hà Tĩnh",
            ))?,
            (None, None) => true,
        },
    };
    let today = Moment::from_unix(arguments.now, Offset::VIETNAM).or_else(|| Moment::from_unix(0, Offset::VIETNAM));
    let files = today.map(|today| answers.files(&today)).unwrap_or_default();
    output::new_site(&dir, &files)?;
    Ok((dir, answers))
}

/// What was given, else what a person says, else the default. What is wrong is asked for once more.
fn answer(
    given: Option<String>,
    person: Option<&mut Person<'_>>,
    vi: &str,
    en: &str,
    default: &str,
    read: fn(&str) -> Result<String, Failure>,
) -> Result<String, Gone> {
    match (given, person) {
        (Some(given), _) => Ok(given),
        (None, None) => Ok(default.to_owned()),
        (None, Some(person)) => person.until(&text(vi, en), default, read),
    }
}

/// The folder of a site that is offered.
fn offered(person: &mut Person<'_>) -> Result<PathBuf, Stop> {
    person.say("Thư mục này chưa có trang nào của Lan Tỏa.", "There is no site of Lan Tỏa here.");
    if !person.agrees(&text("Tạo một trang mới", "Make a new one"))? {
        return Err(Stop::Left);
    }
    let free = |typed: &str| output::refuse_taken(Path::new(typed)).map(|()| PathBuf::from(typed));
    Ok(person.until(&text("Tên thư mục của trang mới", "Folder of the new site"), DIR, free)?)
}

#[expect(clippy::unnecessary_wraps, reason = "beside those that may find a text wrong")]
fn keep(text: &str) -> Result<String, Failure> {
    Ok(text.to_owned())
}

/// An address as people say it: `danvan.example.vn` stands at `https://`.
fn base_url(text: &str) -> Result<String, Failure> {
    let text = one_line(text);
    let whole = if text.contains("://") { text.clone() } else { format!("https://{text}") };
    match BaseUrl::parse(&whole) {
        Ok(url) => Ok(url.absolute("/")),
        Err(why) => Err(catalogue::bad_base_url(None, &text, why).into()),
    }
}

/// An e-mail address, or nothing.
fn email(text: &str) -> Result<String, Failure> {
    let text = one_line(text);
    let is_sound = |(name, host): (&str, &str)| !name.is_empty() && host.contains('.') && !host.contains('@');
    if text.is_empty() || (!text.contains(' ') && text.split_once('@').is_some_and(is_sound)) {
        return Ok(text);
    }
    Err(catalogue::bad_email(&text).into())
}

/// What is there now, and how to go on.
fn tell(dir: &Path, answers: &Answers, terminal: Terminal) {
    let shown = dir.display();
    terminal.say(
        &format!("Đã tạo trang “{}” trong {shown}", answers.title),
        &format!("Made the site “{}” in {shown}", answers.title),
    );
    if answers.base_url == BASE_URL {
        terminal.say(
            "Địa chỉ trang tạm ghi https://example.vn/: trước khi đăng, sửa dòng “địa chỉ gốc” trong site.yaml",
            "The address stands as https://example.vn/ for now: mend “địa chỉ gốc” in site.yaml before publishing",
        );
    }
    let enter = if dir == Path::new(".") { String::new() } else { format!("  cd {}\n", quoted(dir)) };
    terminal.say(
        &format!(
            "Việc tiếp theo (hướng dẫn trong README.md):\n{enter}  lantoa new \"Tiêu đề bài đầu tiên\"\n  lantoa serve --open"
        ),
        &format!("To go on (see README.md):\n{enter}  lantoa new \"Tiêu đề bài đầu tiên\"\n  lantoa serve --open"),
    );
}

/// A path as one word of a command line.
fn quoted(dir: &Path) -> String {
    let shown = dir.display().to_string();
    if shown.contains(' ') { format!("\"{shown}\"") } else { shown }
}
