//! The kinds of articles. A section gives its articles their kind.

/// What an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Tin tức.
    News,
    /// A story about a model (mô hình): needs a place and a field.
    Model,
    /// Coverage of a conference (hội nghị).
    Conference,
    /// Emagazine: a long story told with pictures across the page.
    Longform,
    /// A film.
    Video,
    /// An episode of a podcast.
    Audio,
    /// A document with number, date and issuer.
    Document,
    /// A plain page outside all lists.
    Page,
}

impl Kind {
    /// As `kind:` of a section may say: (Vietnamese, English, kind).
    pub const WORDS: [(&str, &str, Self); 8] = [
        ("tin tức", "news", Self::News),
        ("mô hình", "model", Self::Model),
        ("hội nghị", "conference", Self::Conference),
        ("emagazine", "longform", Self::Longform),
        ("video", "video", Self::Video),
        ("podcast", "audio", Self::Audio),
        ("văn bản", "document", Self::Document),
        ("trang", "page", Self::Page),
    ];

    /// Its English name, for templates.
    pub fn name(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Model => "model",
            Self::Conference => "conference",
            Self::Longform => "longform",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Document => "document",
            Self::Page => "page",
        }
    }

    /// The template of its articles.
    pub fn template(self) -> &'static str {
        match self {
            Self::News => "article.html",
            Self::Model => "model.html",
            Self::Conference => "conference.html",
            Self::Longform => "longform.html",
            Self::Video => "video.html",
            Self::Audio => "audio.html",
            Self::Document => "document.html",
            Self::Page => "page.html",
        }
    }
}
