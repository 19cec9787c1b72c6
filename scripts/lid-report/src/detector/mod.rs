//! The detectors, behind one trait. Each is a file and a cargo feature.

#[cfg(any(feature = "lingua-34", feature = "lingua-75"))]
mod lingua;
#[cfg(feature = "polyscrub")]
mod polyscrub;
#[cfg(feature = "whatlang")]
mod whatlang;
#[cfg(feature = "whichlang")]
mod whichlang;

/// A detector of languages.
pub trait Detector: Send + Sync {
    /// What it makes of a string, and how strongly it holds the string to be in another language than each of `pages`.
    fn answer(&self, text: &str, pages: &[&str]) -> Answer;

    /// Only the language, in the way that costs least.
    fn language(&self, text: &str) -> Option<String>;
}

/// What a detector makes of a string.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The code of the language, as it counts ([`crate::code::counted`]).
    pub language: String,
    /// For each page language that was asked for: above 0 where another fits better.
    pub margins: Vec<f64>,
}

/// How to come by a detector.
pub struct Entry {
    /// Its name, with the number of its candidates.
    pub name: &'static str,
    /// Loads it.
    pub load: fn(&[&str]) -> Box<dyn Detector>,
    /// Its candidates; none for all it has.
    pub candidates: &'static [&'static str],
}

impl Entry {
    /// Loads it with its candidates.
    pub fn load(&self) -> Box<dyn Detector> {
        (self.load)(self.candidates)
    }
}

/// The codes of the languages of the strings.
pub const ALL: [&str; 34] = {
    let mut codes = [""; 34];
    let mut place = 0;
    while place < codes.len() {
        codes[place] = crate::code::LANGUAGES[place].0;
        place += 1;
    }
    codes
};

/// The detectors that were compiled in.
pub const ENTRIES: &[Entry] = &[
    #[cfg(feature = "polyscrub")]
    Entry { name: "polyscrub-75", load: polyscrub::load, candidates: &[] },
    #[cfg(feature = "polyscrub")]
    Entry { name: "polyscrub-34", load: polyscrub::load, candidates: &ALL },
    #[cfg(feature = "lingua-75")]
    Entry { name: "lingua-75", load: lingua::load, candidates: &[] },
    #[cfg(feature = "lingua-34")]
    Entry { name: "lingua-34", load: lingua::load, candidates: &ALL },
    #[cfg(feature = "whatlang")]
    Entry { name: "whatlang-70", load: whatlang::load, candidates: &[] },
    #[cfg(feature = "whatlang")]
    Entry { name: "whatlang-34", load: whatlang::load, candidates: &ALL },
    #[cfg(feature = "whichlang")]
    Entry { name: "whichlang-16", load: whichlang::load, candidates: &[] },
];
