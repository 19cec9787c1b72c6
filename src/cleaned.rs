//! What becomes of a page: its cleaned text, every removal, and what was learnt on the way.

pub use crate::identify::Guess;
use crate::{date::Date, decide::Grounds, declared::Declared, decode::Repair, kind::Kind, lang::Lang, span::Span};

/// One removal: which bytes of the extracted text went, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Removal {
    /// The bytes removed, with the separator that went with the block.
    pub span: Span,
    /// The block itself, inside `span`.
    pub block: Span,
    /// What it was.
    pub kind: Kind,
    /// The language of the block, where it has one.
    pub language: Option<Lang>,
    /// How sure the decision was, 0.5 to 1.
    pub confidence: f32,
    /// The evidence for it.
    pub evidence: Grounds,
    /// The day that a removed stamp named, where day and month are certain.
    pub date: Option<Date>,
}

/// What a reader of the record should know about the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Flag {
    /// Long text in two languages, side by side: left whole.
    Bilingual,
    /// Too little prose to have a primary language: only language-free evidence was used.
    NoPrimary,
    /// The page is wholly in another language than asked for: left whole, unless [`clean_foreign`] says otherwise.
    ///
    /// [`clean_foreign`]: crate::settings::Settings::clean_foreign
    OtherLanguage,
    /// Bytes that could not be decoded were replaced.
    Replaced,
    /// The decision did not settle within its rounds: left whole.
    Unsettled,
}

impl Flag {
    /// The name in records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bilingual => "bilingual",
            Self::NoPrimary => "no-primary",
            Self::OtherLanguage => "other-language",
            Self::Replaced => "replaced",
            Self::Unsettled => "unsettled",
        }
    }
}

/// A cleaned page.
#[derive(Debug, Clone, PartialEq)]
pub struct Cleaned {
    /// The text before cutting: what removals refer to.
    pub extracted: String,
    /// The text after cutting: `extracted` minus the removals, byte for byte.
    pub text: String,
    /// The removals, sorted and disjoint.
    pub removals: Vec<Removal>,
    /// The primary language, where the page has one.
    pub language: Option<Guess>,
    /// The WHATWG name of the encoding the page was decoded with.
    pub encoding: &'static str,
    /// What was repaired while decoding.
    pub repairs: Vec<Repair>,
    /// Days lifted from removed stamps, in page order, each once.
    pub dates: Vec<Date>,
    /// What the document says of itself.
    pub declared: Declared,
    /// What a reader should know.
    pub flags: Vec<Flag>,
}

impl Cleaned {
    /// A page that nothing was cut from, and nothing is told of.
    #[must_use]
    pub fn untouched(text: String, encoding: &'static str) -> Self {
        Self {
            text: text.clone(),
            extracted: text,
            removals: Vec::new(),
            language: None,
            encoding,
            repairs: Vec::new(),
            dates: Vec::new(),
            declared: Declared::default(),
            flags: Vec::new(),
        }
    }

    /// Whether no text is left.
    #[must_use]
    pub fn is_emptied(&self) -> bool {
        self.text.trim().is_empty()
    }
}
