//! How a block's language stands to the page's.

use crate::{
    identify::{Primary, Scores},
    lang::{Lang, LangSet},
};

/// Margin above which one block in a hundred of the page's own language lies, by letters: (letters at most, nats).
/// Fitted on English interface strings of the development data (research: thresholds by letters, 1 % false alarms).
const CONFIDENT: [(u32, f32); 5] = [(4, 6.5), (7, 4.5), (15, 4.0), (25, 3.75), (u32::MAX, 1.0)];

/// How sure it is that a block is foreign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Foreign {
    /// No letters to go by.
    Unknown,
    /// Above the threshold for its length.
    Sure,
    /// Another language fits better, but not by much.
    Maybe,
    /// The page's own language fits best.
    No,
}

/// A block's language beside the page's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Tongue {
    /// The language that fits best, apart from the page's and its kin.
    pub other: Option<Lang>,
    /// How much better it fits than the page's language, in nats. 0 where nothing is known.
    pub margin: f32,
    /// How much better English fits than the page's language, in nats.
    pub english: f32,
    /// The verdict of the threshold.
    pub foreign: Foreign,
    /// Whether the margin is more than half of the threshold for the block's length.
    pub likely: bool,
}

/// Share of the threshold above which a block is likely foreign.
const LIKELY: f32 = 0.5;

impl Tongue {
    /// A block of which nothing is known.
    pub(crate) const UNKNOWN: Self =
        Self { other: None, margin: 0.0, english: 0.0, foreign: Foreign::Unknown, likely: false };

    /// The language of a text of such scores on a page in `primary`.
    pub(crate) fn of(scores: &Scores, primary: &Primary, allowed: LangSet) -> Self {
        if scores.is_blank() {
            return Self::UNKNOWN;
        }
        let candidate = |lang| !primary.kin.contains(lang) && (allowed.is_empty() || allowed.contains(lang));
        let base = scores.best_among(primary.kin).map_or(0.0, |best| best.1);
        let (other, margin) = scores.lead_over(base, candidate);
        let threshold = threshold(scores.letters());
        let foreign = match margin {
            m if m > threshold => Foreign::Sure,
            m if m > 0.0 => Foreign::Maybe,
            _ => Foreign::No,
        };
        let english = scores.of(Lang::ENGLISH) - base;
        Self { other, margin, english, foreign, likely: margin / threshold > LIKELY }
    }

    /// Whether the page's own language, or nothing, is what it is written in.
    pub(crate) fn is_own(&self) -> bool {
        self.foreign == Foreign::No
    }
}

/// The margin that makes a block of so many letters foreign for sure.
fn threshold(letters: u32) -> f32 {
    CONFIDENT.iter().find(|row| letters <= row.0).map_or(1.0, |row| row.1)
}
