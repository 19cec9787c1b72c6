//! Which language a text is in: scores for every language at once, from character n-grams.

mod case;
mod detector;
mod letters;
#[cfg(feature = "lingua")]
mod lingua;
mod name;
mod primary;
mod prior;
mod scorer;
mod scores;
mod table;
#[cfg(feature = "whatlang")]
mod whatlang;

pub use detector::Detector;
pub(crate) use letters::{is_letter, is_unspaced, lower};
#[cfg(feature = "lingua")]
pub use lingua::LinguaScorer;
pub(crate) use primary::{Ballot, Primary, given, vote};
pub use scorer::{NgramScorer, Score};
pub use scores::Scores;
#[cfg(feature = "whatlang")]
pub use whatlang::WhatlangScorer;
