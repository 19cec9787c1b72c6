//! What a document says of itself outside its text, and where it says so.

use crate::date::Date;

/// Where a document states something, the most trusted first. A statement for machines goes before one for readers: it is
/// of the whole document, and its form is certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// `<link rel=canonical>`.
    Link,
    /// A `<script>` of JSON-LD in the words of schema.org.
    JsonLd,
    /// `<meta property>` of Open Graph: `og:`, `article:`.
    OpenGraph,
    /// `<meta name>` of Dublin Core: `dc.`, `dcterms.`.
    DublinCore,
    /// Any other `<meta name>`.
    Meta,
    /// `itemprop` in the words of schema.org.
    Microdata,
    /// A `<time datetime>` of the text.
    Time,
    /// A link with `rel=author`.
    RelAuthor,
    /// An element that is called a byline.
    Byline,
    /// A day in the address.
    Address,
    /// A stamp that was lifted from the text.
    Stamp,
}

impl Source {
    /// The name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::JsonLd => "json-ld",
            Self::OpenGraph => "open-graph",
            Self::DublinCore => "dublin-core",
            Self::Meta => "meta",
            Self::Microdata => "microdata",
            Self::Time => "time",
            Self::RelAuthor => "rel-author",
            Self::Byline => "byline",
            Self::Address => "address",
            Self::Stamp => "stamp",
        }
    }
}

/// A value, and who states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated<T> {
    /// What is stated.
    pub value: T,
    /// Where.
    pub source: Source,
}

/// What a document says of itself, outside its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Declared {
    /// The title (`<title>`, or a heading that serves as one).
    pub title: Option<String>,
    /// The language of the document, as written: the `lang` attribute, or what stands in for it.
    pub language: Option<String>,
    /// Who wrote it; several names are parted by `; `.
    pub author: Option<Stated<String>>,
    /// The day it was published.
    pub date: Option<Stated<Date>>,
    /// The day it was published as it is written, where that is for readers of its language.
    pub dated: Option<Stated<String>>,
    /// The day it was last changed.
    pub modified: Option<Stated<Date>>,
    /// Its address.
    pub url: Option<Stated<String>>,
    /// The name of the site.
    pub site: Option<Stated<String>>,
    /// What it is about, in a sentence or two.
    pub description: Option<Stated<String>>,
    /// The languages it says it exists in (`hreflang`), as written, each once.
    pub alternates: Vec<String>,
}

/// Puts a statement in its place, unless what stands there is as trusted.
pub(crate) fn state<T>(place: &mut Option<Stated<T>>, source: Source, value: Option<T>) {
    if let Some(value) = value
        && place.as_ref().is_none_or(|known| source < known.source)
    {
        *place = Some(Stated { value, source });
    }
}
