//! Which blocks the articles form, and which files each has.
//!
//! In: how many articles there are. Out: blocks like the digits of that number in base 2, so that there are few, and so that
//! a new article touches the smallest alone: a block of 16, 32, 64 … articles never changes until a larger one takes it up.

/// The smallest block that is full.
const SMALLEST: usize = 16;
/// So many articles stand in one file of cards. A file lies in one block.
pub const GROUP: usize = 8;

/// Articles that are indexed together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The number of the first.
    pub from: usize,
    /// How many there are.
    pub length: usize,
}

/// One file of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum File {
    /// Syllables.
    Words(usize),
    /// Pairs of neighbouring syllables.
    Pairs(usize),
    /// Places, fields, sections, kinds.
    Filters(usize),
    /// All syllables, without marks.
    Vocabulary,
}

/// The blocks of so many articles, oldest first.
pub fn spans(articles: usize) -> Vec<Span> {
    let (mut spans, mut from) = (Vec::new(), 0);
    while from < articles {
        let rest = articles - from;
        let length = if rest < SMALLEST { rest } else { SMALLEST << (rest / SMALLEST).ilog2() };
        spans.push(Span { from, length });
        from += length;
    }
    spans
}

/// How many files of each sort a block has; all are powers of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Of syllables.
    pub words: usize,
    /// Of pairs, by their first syllable.
    pub firsts: usize,
    /// Of those, by their second one.
    pub seconds: usize,
    /// Of filters.
    pub filters: usize,
}

impl Span {
    /// How many files it has. A small block has few, for all are written anew with each article; a large one has so many
    /// that none is large.
    pub fn shape(self) -> Shape {
        let power = self.length.max(SMALLEST).next_power_of_two();
        let small = power < 128;
        // Pairs are what nearly all queries ask each block for; up to 4,096 articles a file for each keeps theirs small.
        let pairs = if small { 16 } else { power.min((power / 2).clamp(4096, 8192)) };
        let firsts = pairs.min(256);
        let words = if small { 8 } else { (power / 8).min(512) };
        Shape { words, firsts, seconds: pairs / firsts, filters: (power / 64).clamp(1, 64) }
    }

    /// All its files.
    pub fn files(self) -> impl Iterator<Item = File> {
        let Shape { words, firsts, seconds, filters } = self.shape();
        let pairs = (0..firsts * seconds).map(File::Pairs);
        (0..words).map(File::Words).chain(pairs).chain((0..filters).map(File::Filters)).chain([File::Vocabulary])
    }

    /// The name of one: `1024-512/p7.json`.
    pub fn name(self, file: File) -> String {
        let Self { from, length } = self;
        match file {
            File::Words(at) => format!("{from}-{length}/w{at}.json"),
            File::Pairs(at) => format!("{from}-{length}/p{at}.json"),
            File::Filters(at) => format!("{from}-{length}/f{at}.json"),
            File::Vocabulary => format!("{from}-{length}/v.json"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{File, GROUP, Shape, Span, spans};

    fn lengths(articles: usize) -> Vec<usize> {
        spans(articles).iter().map(|span| span.length).collect()
    }

    #[test]
    fn blocks_are_like_digits() {
        assert_eq!(lengths(0), [0; 0]);
        assert_eq!(lengths(15), [15]);
        assert_eq!(lengths(16), [16]);
        assert_eq!(lengths(100), [64, 32, 4]);
        assert_eq!(lengths(100_000), [65536, 32768, 1024, 512, 128, 32]);
    }

    #[test]
    fn blocks_follow_each_other_and_hold_whole_files_of_cards() {
        for articles in 0..700 {
            let mut next = 0;
            for span in spans(articles) {
                assert_eq!(span.from, next);
                assert!(span.from % GROUP == 0);
                next += span.length;
            }
            assert_eq!(next, articles);
        }
    }

    #[test]
    fn a_new_article_writes_few_files() {
        for length in [1, 16, 32, 64] {
            assert!(Span { from: 0, length }.files().count() <= 26);
        }
        let shape = Shape { words: 512, firsts: 256, seconds: 32, filters: 64 };
        assert_eq!(Span { from: 0, length: 65536 }.shape(), shape);
        assert_eq!(Span { from: 64, length: 32 }.name(File::Pairs(3)), "64-32/p3.json");
    }
}
