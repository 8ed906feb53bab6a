//! Prints diagnostics for people (`human`, `short`) and for machines (`json`, `github`).
//!
//! In: diagnostics in order, and the source lines they point at. Out: text. Knows no files and no terminal; colours are
//! ANSI codes that the caller's stream strips where they do not belong.

use super::{Diagnostic, Language, Severity, Span};
use std::collections::HashMap;
use std::fmt::Write;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How messages are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// With the source line and the cures.
    Human,
    /// One line a message: `path:line:column: …`.
    Short,
    /// One JSON object a line, both languages inside.
    Json,
    /// Workflow commands that GitHub shows beside the changed lines.
    Github,
}

/// Source lines, by path and line.
pub type Excerpts = HashMap<(String, u32), String>;

/// So many messages of one code are shown; the rest are counted.
const MOST_OF_ONE_CODE: usize = 20;
/// So many columns of a source line are shown around the place.
const WIDEST_EXCERPT: usize = 120;

/// All messages as one text. `human` and `short` show at most twenty of one code and count the rest.
pub fn show(notes: &[Diagnostic], excerpts: &Excerpts, format: Format, language: Language) -> String {
    let mut out = String::new();
    let mut shown: HashMap<&str, usize> = HashMap::new();
    for note in notes {
        let count = shown.entry(&*note.code).or_default();
        *count += 1;
        match format {
            Format::Json => json(note, &mut out),
            Format::Github => github(note, language, &mut out),
            _ if *count > MOST_OF_ONE_CODE => {}
            Format::Short => short(note, language, &mut out),
            Format::Human => human(note, excerpts, language, &mut out),
        }
    }
    if matches!(format, Format::Human | Format::Short) {
        let mut over: Vec<(&str, usize)> = shown.into_iter().filter(|(_, n)| *n > MOST_OF_ONE_CODE).collect();
        over.sort_unstable();
        for (code, count) in over {
            let rest = count - MOST_OF_ONE_CODE;
            let _ = match language {
                Language::Vietnamese => writeln!(out, "… và {rest} thông báo {code} nữa"),
                Language::English => writeln!(out, "… and {rest} more {code}"),
            };
        }
    }
    out
}

fn label(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (Severity::Error, Language::Vietnamese) => "lỗi",
        (Severity::Error, Language::English) => "error",
        (Severity::LeftOut | Severity::Warning, Language::Vietnamese) => "cảnh báo",
        (Severity::LeftOut | Severity::Warning, Language::English) => "warning",
        (Severity::Advice, Language::Vietnamese) => "góp ý",
        (Severity::Advice, Language::English) => "advice",
    }
}

/// Text that came from a file may hold signs that would move the terminal's cursor: they are shown as �.
fn tame(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

fn short(note: &Diagnostic, language: Language, out: &mut String) {
    if let Some(place) = &note.place {
        let _ = write!(out, "{}:", tame(&place.path));
        if let Some(span) = place.span {
            let _ = write!(out, "{}:{}:", span.line, span.column);
        }
        out.push(' ');
    }
    let _ = writeln!(out, "{}[{}]: {}", label(note.severity, language), note.code, tame(note.message.get(language)));
}

fn human(note: &Diagnostic, excerpts: &Excerpts, language: Language, out: &mut String) {
    const BLUE: &str = "\x1b[1;34m";
    const BOLD: &str = "\x1b[1m";
    const END: &str = "\x1b[0m";
    let colour = match note.severity {
        Severity::Error => "\x1b[1;31m",
        Severity::LeftOut | Severity::Warning => "\x1b[1;33m",
        Severity::Advice => "\x1b[1;36m",
    };
    let message = tame(note.message.get(language));
    let _ = writeln!(out, "{colour}{}[{}]{END}{BOLD}: {message}{END}", label(note.severity, language), note.code);
    let mut margin = 1;
    if let Some(place) = &note.place {
        let span = place.span;
        margin = span.map_or(1, |span| span.line.to_string().len());
        let pad = " ".repeat(margin);
        let _ = write!(out, "{pad}{BLUE}-->{END} {}", tame(&place.path));
        if let Some(span) = span {
            let _ = write!(out, ":{}:{}", span.line, span.column);
        }
        out.push('\n');
        if let Some(span) = span
            && let Some(line) = excerpts.get(&(place.path.clone(), span.line))
        {
            let (text, before, width) = cut(line, span);
            let marks = "^".repeat(width);
            let _ = writeln!(out, "{pad} {BLUE}|{END}");
            let _ = writeln!(out, "{BLUE}{} |{END} {text}", span.line);
            let _ = writeln!(out, "{pad} {BLUE}|{END} {}{colour}{marks}{END}", " ".repeat(before));
        }
    }
    let pad = " ".repeat(margin);
    let cure_label = if language == Language::Vietnamese { "gợi ý" } else { "help" };
    for cure in &note.cures {
        let _ = writeln!(out, "{pad} {BLUE}={END} {BOLD}{cure_label}{END}: {}", tame(cure.get(language)));
    }
    out.push('\n');
}

/// The part of a line around a span, how many columns stand before the span in it, and how many the span takes.
fn cut(line: &str, span: Span) -> (String, usize, usize) {
    let line: Vec<char> = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let start = (span.column.saturating_sub(1) as usize).min(line.len());
    let end = (start + span.length as usize).min(line.len());
    let mut from = start;
    let mut room = WIDEST_EXCERPT / 2;
    while from > 0 && room > 0 {
        from -= 1;
        room = room.saturating_sub(line[from].width().unwrap_or(0).max(1));
    }
    let to = (from + WIDEST_EXCERPT).min(line.len());
    let mut text: String = line[from..to].iter().collect();
    let width_of = |part: &[char]| part.iter().collect::<String>().width();
    let mut before = width_of(&line[from..start]);
    if from > 0 {
        text.insert(0, '…');
        before += 1;
    }
    if to < line.len() {
        text.push('…');
    }
    (text.trim_end().to_owned(), before, width_of(&line[start..end.min(to).max(start)]).max(1))
}

fn json(note: &Diagnostic, out: &mut String) {
    let text = |text: &super::Text| serde_json::json!({"vi": text.vi, "en": text.en});
    let span = note.place.as_ref().and_then(|place| place.span);
    let object = serde_json::json!({
        "code": note.code,
        "severity": label(note.severity, Language::English),
        "path": note.path(),
        "line": span.map(|span| span.line),
        "column": span.map(|span| span.column),
        "length": span.map(|span| span.length),
        "message": text(&note.message),
        "help": note.cures.iter().map(text).collect::<Vec<_>>(),
    });
    let _ = writeln!(out, "{object}");
}

fn github(note: &Diagnostic, language: Language, out: &mut String) {
    let escape = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| escape(text).replace(':', "%3A").replace(',', "%2C");
    let command = match note.severity {
        Severity::Error => "error",
        Severity::LeftOut | Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    let mut properties = format!("title={}", note.code);
    if let Some(place) = &note.place {
        let _ = write!(properties, ",file={}", property(&place.path));
        if let Some(span) = place.span {
            let _ = write!(properties, ",line={},col={}", span.line, span.column);
        }
    }
    let cures: String = note.cures.iter().map(|cure| format!("\n{}", cure.get(language))).collect();
    let _ = writeln!(out, "::{command} {properties}::{}{}", escape(note.message.get(language)), escape(&cures));
}

#[cfg(test)]
mod tests {
    use super::super::{Diagnostic, Language, Place, Severity, Span};
    use super::{Excerpts, Format, show};

    fn note(n: u32) -> Diagnostic {
        let span = Span { line: n, column: 3, length: 4 };
        let place = Some(Place::at("content/a.md", span));
        Diagnostic::new("D999", Severity::Error, place, format!("sai {n}"), format!("wrong {n}")).cure("sửa", "mend")
    }

    #[test]
    fn the_twenty_first_of_one_code_is_counted() {
        let notes: Vec<_> = (1..=25).map(note).collect();
        let text = show(&notes, &Excerpts::new(), Format::Short, Language::Vietnamese);
        assert_eq!(text.lines().count(), 21);
        assert!(text.ends_with("… và 5 thông báo D999 nữa\n"));
        assert_eq!(show(&notes, &Excerpts::new(), Format::Json, Language::English).lines().count(), 25);
    }

    #[test]
    fn machines_get_one_line_a_message() {
        let text = show(&[note(7)], &Excerpts::new(), Format::Github, Language::English);
        assert_eq!(text, "::error title=D999,file=content/a.md,line=7,col=3::wrong 7%0Amend\n");
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let span = Span { line: 1, column: 5_000, length: 3 };
        let place = Some(Place::at("a.md", span));
        let note = Diagnostic::new("D999", Severity::Error, place, "sai".into(), "wrong".into());
        let line = format!("{}lỗi{}", "ă".repeat(4_999), "x".repeat(10_000));
        let excerpts = Excerpts::from([(("a.md".to_owned(), 1), line)]);
        let text = show(&[note], &excerpts, Format::Human, Language::Vietnamese);
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[3].chars().count() < 160 && lines[3].contains("lỗi"));
        let column = |line: &str, what: char| line.chars().position(|c| c == what);
        let plain = lines[4].replace("\x1b[1;34m", "").replace("\x1b[0m", "").replace("\x1b[1;31m", "");
        let source = lines[3].replace("\x1b[1;34m", "").replace("\x1b[0m", "");
        assert_eq!(column(&plain, '^'), column(&source, 'l'));
    }
}
