//! Everything that can change a byte of the output. Two runs with equal settings give equal results.

use encoding_rs::Encoding;

use crate::{identify::Detector, kind::KindSet, lang::Lang};

/// How an input is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    /// Told from the content.
    #[default]
    Auto,
    /// Plain text.
    Text,
    /// HTML or XHTML.
    Html,
}

/// How the text of a document is written. Plain text is taken as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Writing {
    /// Whether headings, lists, quotations, code, tables and emphasis get the marks of Markdown.
    pub markdown: bool,
    /// Whether links get their targets, as `[text](target)`.
    pub links: bool,
    /// Whether tables of data are taken at all.
    pub tables: bool,
}

impl Default for Writing {
    fn default() -> Self {
        Self { markdown: false, links: false, tables: true }
    }
}

impl Writing {
    /// Whether there are marks beside the words.
    pub(crate) fn has_marks(self) -> bool {
        self.markdown || self.links
    }
}

/// How sure the cleaner has to be before it cuts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Profile {
    /// Cuts only what it is sure of.
    Careful,
    /// The measured balance.
    #[default]
    Default,
    /// Cuts what is more likely chrome than not.
    Eager,
}

/// The settings of a [`crate::Cleaner`].
#[derive(Debug, Clone)]
pub struct Settings {
    /// The primary language, where the user knows it better than the page does.
    pub primary: Option<Lang>,
    /// The only languages considered; empty for all.
    pub languages: Vec<Lang>,
    /// Whether a page that is wholly in another language than asked for, by `primary` or `languages`, is cleaned by its own;
    /// otherwise it is left whole.
    pub clean_foreign: bool,
    /// What tells the languages of blocks.
    pub detector: Detector,
    /// How sure to be.
    pub profile: Profile,
    /// The kinds that are cut.
    pub kinds: KindSet,
    /// The encoding of every page, overriding what the page says.
    pub encoding: Option<&'static Encoding>,
    /// Whether certain mojibake is repaired while decoding.
    pub repair: bool,
    /// How the text of documents is written.
    pub writing: Writing,
    /// Whether the comments of a document's readers stay.
    pub comments: bool,
    /// Lines that are never cut, compared without regard to case and white space.
    pub keep_phrases: Vec<String>,
    /// Lexicon files of the user's, their text in the format of `corpora/lexicons`, with the language of each.
    pub lexicons: Vec<(Lang, String)>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            primary: None,
            languages: Vec::new(),
            clean_foreign: false,
            detector: Detector::default(),
            profile: Profile::Default,
            kinds: KindSet::ALL,
            encoding: None,
            repair: true,
            writing: Writing::default(),
            comments: false,
            keep_phrases: Vec::new(),
            lexicons: Vec::new(),
        }
    }
}
