//! Places of a syllable, sorted by pair without being compared.
//!
//! In: the places of one syllable in the order of the texts. Out: those of each pair that it begins, in that order.

/// One place of a syllable in a text, in 64 bits: the syllable behind it, the article, the position, the field.
#[derive(Clone, Copy, Default)]
pub(super) struct Posting(u64);

impl Posting {
    /// The last position that can be told: it stands for all behind it.
    pub(super) const LAST: u32 = (1 << Self::POSITION) - 1;
    /// What stands behind the last syllable of a phrase.
    pub(super) const NOTHING: u32 = (1 << Self::SECOND) - 1;

    /// As many bits as the number of an article has.
    pub(super) const ARTICLE: u32 = 20;
    /// And the others; what does not fit is not indexed.
    const SECOND: u32 = 24;
    const POSITION: u32 = 18;
    const FIELD: u32 = 2;

    /// `None` when it does not fit.
    pub(super) fn new(second: u32, article: u32, position: u32, field: u32) -> Option<Self> {
        let mut bits = 0;
        for (value, size) in
            [(second, Self::SECOND), (article, Self::ARTICLE), (position, Self::POSITION), (field, Self::FIELD)]
        {
            (value >> size == 0).then_some(())?;
            bits = bits << size | u64::from(value);
        }
        Some(Self(bits))
    }

    fn part(self, below: u32, size: u32) -> u32 {
        // No part has more than 24 bits.
        u32::try_from(self.0 >> below & ((1 << size) - 1)).unwrap_or_default()
    }

    /// The syllable behind it, or `NOTHING`.
    pub(super) fn second(self) -> u32 {
        self.part(Self::ARTICLE + Self::POSITION + Self::FIELD, Self::SECOND)
    }

    /// The article, counted within the block.
    pub(super) fn article(self) -> u32 {
        self.part(Self::POSITION + Self::FIELD, Self::ARTICLE)
    }

    /// Where it stands there.
    pub(super) fn position(self) -> u32 {
        self.part(Self::FIELD, Self::POSITION)
    }

    /// In which field.
    pub(super) fn field(self) -> u32 {
        self.part(0, Self::FIELD)
    }
}

/// All places of one syllable.
pub(super) struct Postings {
    all: Vec<Posting>,
    /// By the syllable behind it: how many there are; 0 of all once they are sorted.
    places: Vec<usize>,
    seconds: Vec<u32>,
    sorted: Vec<Posting>,
}

impl Postings {
    /// None yet, in a block of so many syllables.
    pub(super) fn new(syllables: usize) -> Self {
        Self { all: Vec::new(), places: vec![0; syllables], seconds: Vec::new(), sorted: Vec::new() }
    }

    /// One more, in the order of the texts.
    pub(super) fn push(&mut self, posting: Posting) {
        self.all.push(posting);
        let second = posting.second();
        if second != Posting::NOTHING {
            let count = &mut self.places[second as usize];
            if *count == 0 {
                self.seconds.push(second);
            }
            *count += 1;
        }
    }

    /// All of them, in that order.
    pub(super) fn all(&self) -> &[Posting] {
        &self.all
    }

    /// Those of each pair, by second syllable. No more are left then.
    pub(super) fn take_pairs(&mut self) -> impl Iterator<Item = &[Posting]> {
        self.seconds.sort_unstable();
        let mut length = 0;
        // From how many there are to where the next belongs.
        for second in &self.seconds {
            let place = &mut self.places[*second as usize];
            length += std::mem::replace(place, length);
        }
        self.sorted.resize(length, Posting::default());
        for posting in self.all.drain(..).filter(|posting| posting.second() != Posting::NOTHING) {
            let place = &mut self.places[posting.second() as usize];
            self.sorted[*place] = posting;
            *place += 1;
        }
        for second in self.seconds.drain(..) {
            self.places[second as usize] = 0;
        }
        self.sorted.chunk_by(|one, other| one.second() == other.second())
    }
}
