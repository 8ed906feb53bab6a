//! What kinds of administrative units there are, and the words and abbreviations that people write for them.

/// The kind of a unit. English names as the state's translations have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitKind {
    /// xã
    Commune,
    /// phường
    Ward,
    /// thị trấn, until 2025
    Township,
    /// đặc khu, since 2025
    SpecialZone,
    /// huyện, until 2025
    District,
    /// thị xã, until 2025
    Town,
    /// thành phố of a province, until 2025
    City,
    /// tỉnh
    Province,
    /// Everywhere beyond the province.
    Outside,
}

/// A kind with its word, that word at the start of a name, and how people shorten it.
type Words = (UnitKind, &'static str, &'static str, &'static [&'static str]);

/// The longer word comes before one that it begins with.
const WORDS: [Words; 8] = [
    (UnitKind::Township, "thị trấn", "Thị trấn", &["tt. ", "tt.", "tt "]),
    (UnitKind::Town, "thị xã", "Thị xã", &["tx. ", "tx.", "tx "]),
    (UnitKind::City, "thành phố", "Thành phố", &["tp. ", "tp.", "tp "]),
    (UnitKind::SpecialZone, "đặc khu", "Đặc khu", &["đk. "]),
    (UnitKind::District, "huyện", "Huyện", &["h. ", "h.", "h "]),
    (UnitKind::Commune, "xã", "Xã", &["x. ", "x.", "x "]),
    (UnitKind::Ward, "phường", "Phường", &["p. ", "p.", "p "]),
    (UnitKind::Province, "tỉnh", "Tỉnh", &["t. "]),
];

impl UnitKind {
    /// As `type` in the list may say: (Vietnamese, English, kind).
    pub const CHOICES: [(&'static str, &'static str, Self); 8] = [
        ("xã", "commune", Self::Commune),
        ("phường", "ward", Self::Ward),
        ("thị trấn", "township", Self::Township),
        ("đặc khu", "special zone", Self::SpecialZone),
        ("huyện", "district", Self::District),
        ("thị xã", "town", Self::Town),
        ("thành phố", "city", Self::City),
        ("tỉnh", "province", Self::Province),
    ];

    fn words(self) -> (&'static str, &'static str) {
        let found = WORDS.iter().find(|(kind, ..)| *kind == self);
        found.map_or(("", ""), |(_, word, title, _)| (word, title))
    }

    /// `xã`, as in the middle of a sentence.
    pub fn word(self) -> &'static str {
        self.words().0
    }

    /// `Xã`, as at the start of a name.
    pub fn title(self) -> &'static str {
        self.words().1
    }

    /// Whether it is of the lowest level: xã, phường, thị trấn, đặc khu.
    pub fn is_commune_level(self) -> bool {
        matches!(self, Self::Commune | Self::Ward | Self::Township | Self::SpecialZone)
    }

    /// Whether it is of the level that was abolished in 2025: huyện, thị xã, thành phố of a province.
    pub fn is_district_level(self) -> bool {
        matches!(self, Self::District | Self::Town | Self::City)
    }

    /// The kind whose word a name begins with, as it is written.
    pub(in crate::site) fn begins(name: &str) -> Option<Self> {
        Self::strip(&super::query::normal(name)).map(|(kind, _)| kind)
    }

    /// The kind that a name begins with, and the rest of the name. `name` is in lower case.
    pub(super) fn strip(name: &str) -> Option<(Self, &str)> {
        WORDS.iter().find_map(|(kind, word, _, short)| {
            let long = name.strip_prefix(word).and_then(|rest| rest.strip_prefix(' '));
            let rest = long.or_else(|| short.iter().find_map(|short| name.strip_prefix(short)))?.trim_start();
            (!rest.is_empty()).then_some((*kind, rest))
        })
    }
}
