//! Interface phrases by language: one data file a language in `corpora/lexicons`, compiled into one matcher, with the
//! function words of `corpora/words`.

mod call;
mod concept;
mod fold;
mod matcher;
mod parse;
mod phrases;
mod words;

pub use concept::Concept;
pub use fold::fold;
pub use matcher::{Hit, Lexicon};
pub use parse::{Entry, ParseError, Risk, parse};
pub(crate) use words::{is_plain, word_hashes};

include!(concat!(env!("OUT_DIR"), "/lexicons.rs"));
include!(concat!(env!("OUT_DIR"), "/words.rs"));
