//! Information boxes: a quotation whose first line is `[!NOTE]`, or `[!GHI CHÚ]` and its like in Vietnamese.
//!
//! In: the kind that the parser found, or the events of a quotation. Out: the kind of box, and where its content begins.
//! A word that is not known leaves the quotation as it is.

use super::html::{self, Sheet};
use super::words::Words;
use super::writer::{Events, Writer};
use crate::vietnamese::fold;
use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

/// The kinds of box; each is a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
    Information,
}

/// The words in Vietnamese, without marks.
const WORDS: [(&str, Kind); 7] = [
    ("ghi chu", Kind::Note),
    ("meo", Kind::Tip),
    ("quan trong", Kind::Important),
    ("luu y", Kind::Warning),
    ("chu y", Kind::Warning),
    ("canh bao", Kind::Caution),
    ("thong tin", Kind::Information),
];

/// No word is longer, in bytes, with its brackets.
const LONGEST: usize = 40;

impl From<BlockQuoteKind> for Kind {
    fn from(kind: BlockQuoteKind) -> Self {
        match kind {
            BlockQuoteKind::Note => Self::Note,
            BlockQuoteKind::Tip => Self::Tip,
            BlockQuoteKind::Important => Self::Important,
            BlockQuoteKind::Warning => Self::Warning,
            BlockQuoteKind::Caution => Self::Caution,
        }
    }
}

impl Kind {
    /// Its class, and its title.
    fn shown(self, words: &Words) -> (&'static str, &str) {
        match self {
            Self::Note => ("note", &words.box_note),
            Self::Tip => ("tip", &words.box_tip),
            Self::Important => ("important", &words.box_important),
            Self::Warning => ("warning", &words.box_warning),
            Self::Caution => ("caution", &words.box_caution),
            Self::Information => ("information", &words.box_information),
        }
    }
}

/// The mark of a box: `[!LƯU Ý]`.
pub(super) struct Mark {
    /// `None` for a word that is no kind of box.
    pub(super) kind: Option<Kind>,
    /// The mark as typed.
    pub(super) typed: String,
    /// The line break or the end of the paragraph after it.
    pub(super) end: usize,
}

/// The mark that the quotation whose first event is at `first` begins with, alone on its line.
pub(super) fn find(events: &Events<'_>, first: usize) -> Option<Mark> {
    if !matches!(events.get(first)?.0, Event::Start(Tag::Paragraph)) {
        return None;
    }
    // The brackets are texts of their own: they could have been those of a link.
    let mut mark = String::new();
    let mut at = first + 1;
    while let Some((Event::Text(text), _)) = events.get(at) {
        if mark.len() + text.len() > LONGEST || !(mark.is_empty() || mark.starts_with('[')) {
            return None;
        }
        mark.push_str(text);
        at += 1;
    }
    let ends_line = matches!(events.get(at)?.0, Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph));
    let typed = mark.trim();
    let word = fold(typed.strip_prefix("[!")?.strip_suffix(']').filter(|_| ends_line)?);
    let kind = WORDS.iter().find(|(known, _)| *known == word.trim()).map(|(_, kind)| *kind);
    Some(Mark { kind, typed: typed.to_owned(), end: at })
}

impl<'w, 'e: 'w> Writer<'w, 'e, '_> {
    /// Opens a box; the end of the quotation closes it.
    pub(super) fn open_box(&mut self, kind: Kind, out: &mut Sheet) {
        let (class, title) = kind.shown(self.style.words);
        out.push_str("<aside class=\"box ");
        out.push_str(class);
        out.push_str("\"><p class=\"box-title\">");
        html::text(title, out);
        self.element("</p>\n", "</aside>\n", out);
    }
}
