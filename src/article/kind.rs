//! The kinds of articles. A section gives its articles their kind.

/// What an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Tin tức.
    News,
    /// A story about a model (mô hình): needs a place and a field.
    Model,
    /// Coverage of a conference (hội nghị).
    Conference,
    /// A plain page outside all lists.
    Page,
}

impl Kind {
    /// As `kind:` of a section may say: (Vietnamese, English, kind).
    pub const WORDS: [(&str, &str, Self); 4] = [
        ("tin tức", "news", Self::News),
        ("mô hình", "model", Self::Model),
        ("hội nghị", "conference", Self::Conference),
        ("trang", "page", Self::Page),
    ];

    /// Its English name, for templates.
    pub fn name(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Model => "model",
            Self::Conference => "conference",
            Self::Page => "page",
        }
    }
}
