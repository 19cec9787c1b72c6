//! How likely a language is before anything is read: three classes after how much of the web is written in it.
//!
//! Without it, languages that a scrape hardly ever meets take short strings from those that it is full of (research: rare
//! languages among the candidates are the common thread of wrong answers). Set by hand, in whole steps, and not fitted: the
//! development strings are balanced over languages and say nothing about how common one is.

use std::sync::LazyLock;

use crate::lang::{Lang, SCORED};

use super::scores::PER_NAT;

/// Nats of a language met now and then.
const UNCOMMON: f32 = -2.0;
/// Nats of a language hardly ever met.
const RARE: f32 = -4.0;

/// Languages met now and then.
const UNCOMMON_LANGUAGES: &[&str] = &[
    "af", "sq", "az", "eu", "bs", "is", "ga", "ms", "nn", "sw", "tl", "cy", "be", "kk", "mk", "mn", "ur", "hy", "ka",
    "mr", "bn", "pa", "gu", "ta", "te",
];
/// Languages hardly ever met.
const RARE_LANGUAGES: &[&str] = &["eo", "lg", "la", "mi", "sn", "so", "st", "ts", "tn", "xh", "yo", "zu"];

/// What is added to the score of each language, by its row, in steps of the scores.
pub(crate) static PRIOR: LazyLock<[i32; SCORED]> = LazyLock::new(|| {
    let mut prior = [0; SCORED];
    for (languages, nats) in [(UNCOMMON_LANGUAGES, UNCOMMON), (RARE_LANGUAGES, RARE)] {
        for lang in languages.iter().filter_map(|code| Lang::parse(code)) {
            prior[lang.index()] = (nats * PER_NAT) as i32;
        }
    }
    prior
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_names_a_language() {
        let unlikely = PRIOR.iter().filter(|steps| **steps < 0).count();
        assert_eq!(unlikely, UNCOMMON_LANGUAGES.len() + RARE_LANGUAGES.len());
    }
}
