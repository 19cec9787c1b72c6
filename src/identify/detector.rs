//! Which scorer tells the languages of blocks.

use std::fmt;

use super::scorer::{NgramScorer, Score};

/// The scorers that can be chosen. Only the n-gram table is what the weights were fitted on; the others are yardsticks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Detector {
    /// The built-in n-gram table.
    #[default]
    Ngrams,
    /// whatlang.
    #[cfg(feature = "whatlang")]
    Whatlang,
    /// lingua.
    #[cfg(feature = "lingua")]
    Lingua,
}

impl Detector {
    /// The detectors that were compiled in.
    pub const ALL: &[Self] = &[
        Self::Ngrams,
        #[cfg(feature = "whatlang")]
        Self::Whatlang,
        #[cfg(feature = "lingua")]
        Self::Lingua,
    ];

    /// The name that `--detector` takes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ngrams => "ngrams",
            #[cfg(feature = "whatlang")]
            Self::Whatlang => "whatlang",
            #[cfg(feature = "lingua")]
            Self::Lingua => "lingua",
        }
    }

    /// The scorer behind it.
    #[must_use]
    pub fn scorer(self) -> Box<dyn Score> {
        match self {
            Self::Ngrams => Box::new(NgramScorer::new()),
            #[cfg(feature = "whatlang")]
            Self::Whatlang => Box::new(super::whatlang::WhatlangScorer),
            #[cfg(feature = "lingua")]
            Self::Lingua => Box::new(super::lingua::LinguaScorer::new()),
        }
    }
}

impl fmt::Display for Detector {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}
