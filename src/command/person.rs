//! Someone at the terminal who can be asked.
//!
//! In: lines that are typed. Out: questions, and the answers to them. What is asked, and what an answer means, is the
//! affair of each command.

use super::Terminal;
use crate::diagnostic::{Diagnostic, Excerpts, Failure, Format, Language, Text, show};
use crate::vietnamese::clean;
use std::io::{BufRead, Write};

/// So many choices are shown at once.
pub(super) const MOST_CHOICES: usize = 20;

/// Nobody answers any more: the end of what is typed (Ctrl+D, Ctrl+Z).
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Gone;

/// Someone who can be asked.
pub struct Person<'p> {
    answers: Box<dyn BufRead + 'p>,
    questions: Box<dyn Write + 'p>,
    language: Language,
}

impl Person<'static> {
    /// Whoever sits at the terminal.
    pub fn at(terminal: Terminal) -> Self {
        Self::new(std::io::stdin().lock(), anstream::stderr(), terminal.language)
    }
}

impl<'p> Person<'p> {
    /// Someone whose answers come from `answers`, one a line, and who reads what goes to `questions`.
    pub fn new(answers: impl BufRead + 'p, questions: impl Write + 'p, language: Language) -> Self {
        Self { answers: Box::new(answers), questions: Box::new(questions), language }
    }

    /// Says one line.
    pub(super) fn tell(&mut self, line: &str) {
        let _ = writeln!(self.questions, "{line}");
    }

    /// Says one line in the person's language.
    pub(super) fn say(&mut self, vi: &str, en: &str) {
        let line = if self.language == Language::Vietnamese { vi } else { en };
        self.tell(line);
    }

    /// Says what is wrong with an answer.
    pub(super) fn object(&mut self, note: Diagnostic) {
        let text = show(&[note], &Excerpts::default(), Format::Human, self.language);
        let _ = self.questions.write_all(text.as_bytes());
    }

    /// Asks for a line of text; an empty one is the default, which is shown.
    ///
    /// # Errors
    /// Nobody answers any more.
    pub(super) fn ask(&mut self, question: &Text, default: &str) -> Result<String, Gone> {
        let question = question.get(self.language);
        let _ = if default.is_empty() {
            write!(self.questions, "{question}: ")
        } else {
            write!(self.questions, "{question} [{default}]: ")
        };
        let _ = self.questions.flush();
        let mut line = Vec::new();
        match self.answers.read_until(b'\n', &mut line) {
            Ok(read) if read > 0 => {}
            _ => {
                self.tell("");
                return Err(Gone);
            }
        }
        let answer = one_line(&String::from_utf8_lossy(&line));
        Ok(if answer.is_empty() { default.to_owned() } else { answer })
    }

    /// Asks until the answer can be read; what is wrong with one is said.
    ///
    /// # Errors
    /// Nobody answers any more.
    pub(super) fn until<T>(
        &mut self,
        question: &Text,
        default: &str,
        read: impl Fn(&str) -> Result<T, Failure>,
    ) -> Result<T, Gone> {
        loop {
            match read(&self.ask(question, default)?) {
                Ok(answer) => return Ok(answer),
                Err(Failure(note)) => self.object(*note),
            }
        }
    }

    /// Asks a question that is answered with yes or no.
    ///
    /// # Errors
    /// Nobody answers any more.
    pub(super) fn agrees(&mut self, question: &Text) -> Result<bool, Gone> {
        let words = if self.language == Language::Vietnamese { "c = có, k = không" } else { "y = yes, n = no" };
        let asked = Text { vi: format!("{} ({words})", question.vi), en: format!("{} ({words})", question.en) };
        loop {
            match self.ask(&asked, &words[..1])?.to_lowercase().as_str() {
                "c" | "có" | "co" | "y" | "yes" => return Ok(true),
                "k" | "không" | "khong" | "n" | "no" => return Ok(false),
                _ => self.say("Trả lời c (có) hoặc k (không).", "Answer y (yes) or n (no)."),
            }
        }
    }

    /// Shows choices with their numbers.
    pub(super) fn show(&mut self, choices: &[String]) {
        for (number, choice) in (1..).zip(choices.iter().take(MOST_CHOICES)) {
            self.tell(&format!("  {number}. {choice}"));
        }
        let more = choices.len().saturating_sub(MOST_CHOICES);
        if more > 0 {
            self.say(&format!("  … và {more} mục nữa"), &format!("  … and {more} more"));
        }
    }

    /// Lets a window stay until its reader is done with it.
    pub fn wait(&mut self) {
        let _ = self.ask(&text("Bấm Enter để đóng cửa sổ này", "Press Enter to close this window"), "");
    }
}

/// A sentence in both languages.
pub(super) fn text(vi: &str, en: &str) -> Text {
    Text { vi: vi.to_owned(), en: en.to_owned() }
}

/// The choice that an answer gives the number of.
pub(super) fn numbered<'c>(answer: &str, choices: &'c [String]) -> Option<&'c String> {
    let number: usize = answer.trim_end_matches('.').parse().ok()?;
    choices.get(number.checked_sub(1)?)
}

/// A text as it was typed, on one line: whole letters, single spaces.
pub(super) fn one_line(text: &str) -> String {
    let text = clean(text);
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Gone, Person, numbered};
    use crate::diagnostic::{Language, Text};

    fn text() -> Text {
        super::text("Tên", "Name")
    }

    #[test]
    fn answers_are_lines_or_the_default() {
        let mut asked = Vec::new();
        let mut person =
            Person::new(&b"  Ca\xcc\x82\xcc\x89m  Du\xe1\xbb\x87\t\r\n\nx"[..], &mut asked, Language::Vietnamese);
        assert_eq!(person.ask(&text(), ""), Ok("Cẩm Duệ".into()));
        assert_eq!(person.ask(&text(), "mặc định"), Ok("mặc định".into()));
        assert_eq!(person.ask(&text(), ""), Ok("x".into()));
        assert_eq!(person.ask(&text(), ""), Err(Gone));
        drop(person);
        assert_eq!(String::from_utf8(asked).unwrap(), "Tên: Tên [mặc định]: Tên: Tên: \n");
    }

    #[test]
    fn yes_or_no() {
        let answers =
            |answers: &str| Person::new(answers.as_bytes(), std::io::sink(), Language::English).agrees(&text());
        for (line, answer) in [("\n", true), ("Có\n", true), ("KHÔNG\n", false), ("gì\nn\n", false)] {
            assert_eq!(answers(line), Ok(answer), "{line}");
        }
        assert_eq!(answers(""), Err(Gone));
    }

    #[test]
    fn numbers_of_choices() {
        let choices = ["a".to_owned(), "b".to_owned()];
        assert_eq!(numbered("2.", &choices).map(String::as_str), Some("b"));
        assert_eq!((numbered("0", &choices), numbered("3", &choices), numbered("b", &choices)), (None, None, None));
    }
}
