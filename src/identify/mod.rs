//! Which language a text is in: scores for every language at once, from character n-grams.

mod bits;
mod case;
mod detector;
mod identification;
mod identifier;
mod letters;
#[cfg(feature = "lingua")]
mod lingua;
mod memo;
mod name;
mod primary;
mod prior;
mod probability;
mod sample;
mod scorer;
mod scores;
mod script;
mod spans;
mod table;
mod units;
#[cfg(feature = "whatlang")]
mod whatlang;

pub(crate) use bits::CharBits;
pub use detector::Detector;
pub use identification::{Guess, Identification};
pub use identifier::Identifier;
pub(crate) use letters::{is_letter, is_unspaced, lower};
#[cfg(feature = "lingua")]
pub use lingua::LinguaScorer;
pub(crate) use primary::{Ballot, Primary, given, vote};
pub use scorer::{NgramScorer, Score};
pub use scores::Scores;
pub use spans::LanguageSpan;
#[cfg(feature = "whatlang")]
pub use whatlang::WhatlangScorer;
