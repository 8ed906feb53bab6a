//! Places in texts, sorted by syllable without being compared.
//!
//! In: how often each syllable occurs, then its places in the order of the texts. Out: the places of one syllable, in order.

/// One place in a text, in 64 bits that sort as they should: the second syllable of a pair, the article, the position, the
/// field.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting(u64);

impl Posting {
    /// As many bits as each has; what does not fit is not indexed.
    const SECOND: u32 = 24;
    const ARTICLE: u32 = 20;
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

    /// The second syllable of a pair.
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

/// The postings of some syllables, each with a room that is as large as it occurs often.
pub(super) struct Rooms {
    /// By syllable: where its room begins, and how far it is filled; `NONE` of one that has no room.
    rooms: Vec<(usize, usize)>,
    postings: Vec<Posting>,
}

/// Of a syllable that has no room.
const NONE: (usize, usize) = (usize::MAX, usize::MAX);

impl Rooms {
    /// Rooms for syllables that occur so often; `None` for those that need none.
    pub(super) fn of(counts: impl Iterator<Item = Option<u32>>) -> Self {
        let mut length = 0;
        let room = |count: Option<u32>| {
            let from = length;
            length += count.unwrap_or_default() as usize;
            count.map_or(NONE, |_| (from, from))
        };
        let rooms = counts.map(room).collect();
        Self { rooms, postings: vec![Posting::default(); length] }
    }

    /// Whether a syllable has a room.
    pub(super) fn has(&self, syllable: usize) -> bool {
        self.rooms[syllable] != NONE
    }

    /// One more place of a syllable that has a room.
    pub(super) fn push(&mut self, syllable: usize, posting: Posting) {
        let (_, end) = &mut self.rooms[syllable];
        self.postings[*end] = posting;
        *end += 1;
    }

    /// All places of a syllable.
    pub(super) fn get(&mut self, syllable: usize) -> &mut [Posting] {
        match self.rooms[syllable] {
            NONE => &mut [],
            (from, end) => &mut self.postings[from..end],
        }
    }
}
