//! How much the parts of a score count. Fitted by `fit.py`; see there for what on.

use crate::gram::{Gram, START};

/// ln P of a letter that a language does not use, negated. Found by coordinate search on development strings (research).
pub const FLOOR: f64 = 13.4;

/// How an n-gram's weight follows from its probability.
#[derive(Debug, Clone, Copy)]
pub struct Tuning {
    /// Nats to a nat of ln P(last | the others) over the same without the first character.
    pub scale: f64,
    /// Nats for being known to the language at all.
    pub known: f64,
}

const fn t(scale: f64, known: f64) -> Tuning {
    Tuning { scale, known }
}

/// Single letters; the scale is of ln P above the floor.
pub const LETTER: Tuning = t(0.41, -2.21);

/// Orders 2 to 5: inside a word, at its start, at its end, a whole word.
const TUNING: [[Tuning; 4]; 4] = [
    [t(0.49, -3.40), t(0.35, 2.47), t(0.62, 2.11), t(0.0, 0.0)],
    [t(0.41, 0.88), t(0.34, 0.37), t(0.44, -0.06), t(0.32, 0.90)],
    [t(0.33, -0.70), t(0.30, 1.21), t(0.39, 1.39), t(0.15, -0.72)],
    [t(0.29, 0.78), t(0.25, 1.28), t(0.36, 1.55), t(0.28, 2.31)],
];

/// The tuning of an n-gram of two characters or more.
pub fn tuning(gram: Gram) -> Tuning {
    let place = usize::from(gram.starts()) + 2 * usize::from(gram.ends());
    TUNING[gram.order() - 2][place]
}

/// Nats to a nat of ln(1 + share / background) of a word of interfaces.
pub const WORD_SCALE: f64 = 0.20;
/// Nats for a word being known to a language's interfaces at all.
pub const WORD_KNOWN: f64 = 1.29;
/// The share that a word has anyway.
pub const WORD_BACKGROUND: f64 = 1e-5;
/// Words added to those of a language, so that few words give no large shares.
pub const WORD_PRIOR: f64 = 20_000.0;

const _: () = assert!(START as u32 == 1, "the scorer reads the same character");
