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

/// A kind with its word at the start of a name, and how people shorten it.
type Names = (UnitKind, &'static str, &'static [&'static str]);

const NAMES: [Names; 8] = [
    (UnitKind::Commune, "Xã", &["x. ", "x.", "x "]),
    (UnitKind::Ward, "Phường", &["p. ", "p.", "p "]),
    (UnitKind::Township, "Thị trấn", &["tt. ", "tt.", "tt "]),
    (UnitKind::SpecialZone, "Đặc khu", &["đk. "]),
    (UnitKind::District, "Huyện", &["h. ", "h.", "h "]),
    (UnitKind::Town, "Thị xã", &["tx. ", "tx.", "tx "]),
    (UnitKind::City, "Thành phố", &["tp. ", "tp.", "tp "]),
    (UnitKind::Province, "Tỉnh", &["t. "]),
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

    /// `xã`, as in the middle of a sentence.
    pub fn word(self) -> &'static str {
        Self::CHOICES.iter().find(|(.., kind)| *kind == self).map_or("", |(word, ..)| word)
    }

    /// `Xã`, as at the start of a name.
    pub fn title(self) -> &'static str {
        NAMES.iter().find(|(kind, ..)| *kind == self).map_or("", |(_, title, _)| title)
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
        NAMES.iter().find_map(|(kind, _, short)| {
            let long = name.strip_prefix(kind.word()).and_then(|rest| rest.strip_prefix(' '));
            let rest = long.or_else(|| short.iter().find_map(|short| name.strip_prefix(short)))?.trim_start();
            (!rest.is_empty()).then_some((*kind, rest))
        })
    }
}
