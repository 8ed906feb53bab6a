//! Quotation marks and ellipses as newspapers print them: “ ” for what was typed as `"`, ‘ ’ inside, `…` for three
//! full stops.
//!
//! In: the pieces of one block of text, in order. Out: each piece as it is printed, borrowed when nothing changes, and
//! where marks do not pair. Doing it twice changes nothing more. Knows no markup: its caller leaves code out.

use std::borrow::Cow;

/// `'từ'` is a quotation up to so many bytes; beyond, the second mark belongs to something else.
const LONGEST_INNER: usize = 120;
/// So far back it is looked whether a sign stands within an address.
const LONGEST_ADDRESS: usize = 500;

/// Something that occurs in a text: how often, and where first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Where first, in the places that the caller counts in.
    pub first: usize,
    /// How often.
    pub count: usize,
}

impl Seen {
    fn add(&mut self, at: usize) {
        if self.count == 0 || at < self.first {
            self.first = at;
        }
        self.count += 1;
    }
}

/// What was wrong with the quotation marks of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QuoteFaults {
    /// Pairs of two kinds of mark, which were mended: `"Dân vận khéo”`.
    pub mixed: Seen,
    /// Marks without their partner in the same block.
    pub lone: Seen,
}

impl QuoteFaults {
    /// Counts those of another text too.
    pub fn add(&mut self, other: &Self) {
        for (sum, seen) in [(&mut self.mixed, other.mixed), (&mut self.lone, other.lone)] {
            if seen.count > 0 {
                sum.add(seen.first);
                sum.count += seen.count - 1;
            }
        }
    }
}

/// A mark that waits for its partner.
#[derive(Clone, Copy, Debug)]
struct Opened {
    is_straight: bool,
    at: usize,
}

/// The state of the quotation marks from piece to piece.
#[derive(Debug)]
pub struct Quotes {
    opened: Vec<Opened>,
    /// The last two signs printed; at the start of a block they are spaces.
    last: (char, char),
    /// Opened in the block before and not closed there.
    pending: Vec<Opened>,
    has_dots: bool,
    /// Whether the block has text so far.
    has_begun: bool,
    /// What was wrong in the blocks that have ended.
    pub faults: QuoteFaults,
}

impl Quotes {
    /// Before the first piece of a text. Who knows that it has no three full stops in a row (`has_dots`) saves looking
    /// for them.
    pub fn new(has_dots: bool) -> Self {
        let (opened, pending, faults) = (Vec::new(), Vec::new(), QuoteFaults::default());
        Self { opened, last: (' ', ' '), pending, has_dots, has_begun: false, faults }
    }

    /// One piece of the block. `at` is its place, and `next` the sign that comes after it, if one does.
    pub fn piece<'t>(&mut self, text: &'t str, at: usize, next: Option<char>) -> Cow<'t, str> {
        if !self.has_begun && !text.is_empty() {
            self.settle(text.starts_with(['"', '“', '„']));
            self.has_begun = true;
        }
        let mut out = String::new();
        // How far the text is known to the state, and how far it is copied.
        let (mut seen, mut copied) = (0, 0);
        for (start, sign) in signs(text, self.has_dots) {
            // The second mark of a pair.
            if start < seen {
                continue;
            }
            self.see(&text[seen..start]);
            seen = start + sign.len_utf8();
            let next = text[seen..].chars().next().or(next);
            let printed = match sign {
                '.' if is_ellipsis(text, start) => {
                    seen = start + 3;
                    '…'
                }
                '\'' => {
                    if let Some(end) = self.inner(text, start) {
                        out.push_str(&text[copied..start]);
                        out.push('‘');
                        self.push('‘');
                        out.push_str(&self.piece(&text[seen..end], at + seen, Some('’')));
                        out.push('’');
                        self.push('’');
                        (seen, copied) = (end + 1, end + 1);
                        continue;
                    }
                    sign
                }
                '.' => sign,
                _ => self.mark(sign, next, at + start),
            };
            self.push(printed);
            if printed != sign {
                out.push_str(&text[copied..start]);
                out.push(printed);
                copied = seen;
            }
        }
        self.see(&text[seen..]);
        if copied == 0 {
            return Cow::Borrowed(text);
        }
        out.push_str(&text[copied..]);
        Cow::Owned(out)
    }

    /// Something other than text stands here: a line break is a space, code a letter.
    pub fn pass(&mut self, sign: char) {
        self.push(sign);
    }

    /// The block ends. A block without text is none.
    pub fn end(&mut self) {
        self.last = (' ', ' ');
        self.has_begun = false;
        self.pending.append(&mut self.opened);
    }

    /// The text ends; tells what was wrong in it.
    pub fn finish(mut self) -> QuoteFaults {
        self.end();
        self.settle(false);
        self.faults
    }

    /// What the block before left open. A speech of several paragraphs has a mark at the start of each and only one at
    /// its end.
    fn settle(&mut self, goes_on: bool) {
        for mark in self.pending.drain(..) {
            if !goes_on {
                self.faults.lone.add(mark.at);
            }
        }
    }

    fn push(&mut self, sign: char) {
        self.last = (self.last.1, sign);
    }

    fn see(&mut self, text: &str) {
        let mut back = text.chars().rev();
        if let Some(last) = back.next() {
            self.last = (back.next().unwrap_or(self.last.1), last);
        }
    }

    /// Whether a mark that stands here opens, by what is before it.
    fn may_open(&self) -> bool {
        let (before, last) = self.last;
        match last {
            '-' | '–' | '—' => before.is_whitespace(),
            '(' | '[' | '{' | '“' | '‘' | '„' | '/' => true,
            _ => last.is_whitespace(),
        }
    }

    /// A mark of the outer kind, as it is printed.
    fn mark(&mut self, sign: char, next: Option<char>, at: usize) -> char {
        let may_open = self.may_open();
        let ends = next.is_none_or(ends_before);
        let is_open = !self.opened.is_empty();
        let opens = match sign {
            '"' if may_open => !(is_open && ends),
            // `nói:"Tôi…"`, the space forgotten.
            '"' => !is_open && matches!(self.last.1, ':' | ';' | ',' | '=') && next.is_some_and(char::is_alphanumeric),
            '“' => may_open || !is_open || !ends,
            '”' => may_open && !is_open && next.is_some_and(char::is_alphanumeric),
            _ => true,
        };
        if opens {
            if matches!(sign, '”' | '„') {
                self.faults.mixed.add(at);
            }
            self.opened.push(Opened { is_straight: sign == '"', at });
            return '“';
        }
        match self.opened.pop() {
            Some(opened) if (sign == '"') != opened.is_straight || sign == '“' => self.faults.mixed.add(opened.at),
            Some(_) => {}
            // `5"`: inches, or seconds.
            None if self.last.1.is_ascii_digit() => return sign,
            None => self.faults.lone.add(at),
        }
        '”'
    }

    /// The end of the quotation that the `'` at `start` opens, within the same piece.
    fn inner(&self, text: &str, start: usize) -> Option<usize> {
        let rest = &text[start + 1..text.floor_char_boundary(start + 1 + LONGEST_INNER)];
        if !self.may_open() || !rest.starts_with(char::is_alphanumeric) {
            return None;
        }
        for (end, _) in rest.match_indices('\'') {
            let (within, after) = (&rest[..end], text[start + 2 + end..].chars().next());
            let last = within.chars().next_back()?;
            // `'90, 45'` are a year and minutes, and `'n'` is half a word.
            let is_measure = last.is_ascii_digit() && within.contains(' ');
            let is_sound = !last.is_whitespace() && !is_measure && !within.eq_ignore_ascii_case("n");
            if after.is_none_or(|c| ends_before(c) || matches!(c, '"' | '”')) {
                let is_own = !within.contains(['"', '“', '”', '\n']) && !within.contains(" '");
                return (is_sound && is_own).then_some(start + 1 + end);
            }
        }
        None
    }
}

/// A text that is one block.
pub fn quotes(text: &str) -> (Cow<'_, str>, QuoteFaults) {
    let mut state = Quotes::new(true);
    let printed = state.piece(text, 0, None);
    (printed, state.finish())
}

/// Whether any sign in the text may concern us, and whether three full stops are among them: a scan that costs next to
/// nothing.
pub fn may_have_quotes(text: &str) -> (bool, bool) {
    let has_dots = memchr::memmem::find(text.as_bytes(), b"...").is_some();
    (has_dots || memchr::memchr3(b'"', b'\'', 0xe2, text.as_bytes()).is_some(), has_dots)
}

/// The signs that may change or that count, with their places; those within an address of the web are left out.
fn signs(text: &str, has_dots: bool) -> impl Iterator<Item = (usize, char)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = &bytes[at..];
            let found = if has_dots {
                rest.iter().position(|byte| matches!(byte, b'"' | b'\'' | b'.' | 0xe2))
            } else {
                memchr::memchr3(b'"', b'\'', 0xe2, rest)
            };
            let start = at + found?;
            at = start + 1;
            let sign = match bytes[start] {
                b'.' if !bytes[start..].starts_with(b"...") => continue,
                0xe2 => text[start..].chars().next().filter(|c| matches!(c, '“' | '”' | '„')),
                byte => Some(char::from(byte)),
            };
            if let Some(sign) = sign.filter(|sign| !sign.is_ascii() || !is_in_address(text, start)) {
                return Some((start, sign));
            }
        }
    })
}

/// Exactly three.
fn is_ellipsis(text: &str, start: usize) -> bool {
    let rest = &text.as_bytes()[start..];
    rest.starts_with(b"...") && rest.get(3) != Some(&b'.') && !text[..start].ends_with('.')
}

/// Whether the sign belongs to an address such as `https://a.vn/?q="x"`.
fn is_in_address(text: &str, at: usize) -> bool {
    let after = text[at + 1..].chars().next();
    let goes_on = after.is_some_and(|c| c.is_ascii_alphanumeric() || "%&=/_.".contains(c));
    let before = &text[text.floor_char_boundary(at.saturating_sub(LONGEST_ADDRESS))..at];
    goes_on && before.rsplit(char::is_whitespace).next().is_some_and(|word| word.contains("://"))
}

/// What may follow a closing mark, quotation marks excepted: those may be changed themselves.
fn ends_before(sign: char) -> bool {
    sign.is_whitespace()
        || matches!(sign, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '…' | '’' | '/' | '-' | '–' | '—')
}

#[cfg(test)]
mod tests {
    use super::{Quotes, quotes};
    use proptest::prelude::*;
    use unicode_normalization::is_nfc;

    #[test]
    fn marks() {
        for (typed, printed) in [
            ("\"Dân vận khéo\"", "“Dân vận khéo”"),
            ("\"Dân vận khéo”", "“Dân vận khéo”"),
            ("“Dân vận khéo\"", "“Dân vận khéo”"),
            ("”Dân vận khéo”", "“Dân vận khéo”"),
            ("“Dân vận khéo“.", "“Dân vận khéo”."),
            ("„Dân vận khéo“", "“Dân vận khéo”"),
            ("“a “b” c”", "“a “b” c”"),
            ("\"a \"b\" c\"", "“a “b” c”"),
            ("(\"a\") [\"b\"] - \"c\"", "(“a”) [“b”] - “c”"),
            ("Ông nói:\"Tôi làm.\"", "Ông nói:“Tôi làm.”"),
            ("màn hình 5\" và 15\"", "màn hình 5\" và 15\""),
            ("\"Chương trình 135\"", "“Chương trình 135”"),
            ("M'Drắk, phút 90', Rock 'n' Roll", "M'Drắk, phút 90', Rock 'n' Roll"),
            ("chữ 'khéo' và ('dân')", "chữ ‘khéo’ và (‘dân’)"),
            ("\"chữ 'khéo'\"", "“chữ ‘khéo’”"),
            ("từ '90 đến 45' sau", "từ '90 đến 45' sau"),
            ("Đợi... rồi.... xong..", "Đợi… rồi.... xong.."),
            ("https://a.vn/?q=\"x\" \"y\"", "https://a.vn/?q=\"x” “y”"),
            ("\"https://a.vn/\"", "“https://a.vn/”"),
            ("'", "'"),
        ] {
            assert_eq!(quotes(typed).0, printed, "{typed}");
        }
    }

    #[test]
    fn faults() {
        for (typed, mixed, lone) in [
            ("\"a\" “b”", 0, 0),
            ("\"a”, “b\"", 2, 0),
            ("”a”", 1, 0),
            ("“a", 0, 1),
            ("a\"", 0, 1),
            ("“a “b”", 0, 1),
            ("5\"", 0, 0),
        ] {
            let faults = quotes(typed).1;
            assert_eq!((faults.mixed.count, faults.lone.count), (mixed, lone), "{typed}");
        }
        assert_eq!(quotes("Một \"hai”").1.mixed.first, "Một ".len());
    }

    #[test]
    fn state_is_kept_from_piece_to_piece() {
        let mut state = Quotes::new(true);
        assert_eq!(state.piece("Nói \"", 0, Some('d')), "Nói “");
        assert_eq!(state.piece("dân", 5, Some('"')), "dân");
        assert_eq!(state.piece("\" rồi", 10, None), "” rồi");
        assert_eq!(state.finish().lone.count, 0);
    }

    #[test]
    fn a_speech_of_several_paragraphs() {
        let mut state = Quotes::new(true);
        for text in ["“Một.", "“Hai.", "“Ba.”"] {
            state.piece(text, 0, None);
            state.end();
            state.end();
        }
        assert_eq!(state.finish().lone.count, 0);
    }

    #[test]
    fn what_needs_nothing_is_borrowed() {
        assert!(matches!(quotes("Xã “Đ” – 5' … M'Drắk").0, std::borrow::Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn idempotent_total_nfc(text in "(\\PC|[\"'“”„‘’.,:( 5anN/-]){0,24}") {
            let once = quotes(&text).0.into_owned();
            prop_assert_eq!(&quotes(&once).0, &once);
            if is_nfc(&text) {
                prop_assert!(is_nfc(&once));
            }
        }
    }
}
