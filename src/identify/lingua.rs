//! lingua as a scorer: the model that the built-in table is computed from, in its own form, chosen by
//! `--detector lingua`. Slow and large; behind the feature `lingua`.

use lingua::{LanguageDetector, LanguageDetectorBuilder};

use crate::lang::{Lang, LangSet, SCORED};

use super::{
    letters::is_letter,
    scorer::Score,
    scores::{PER_NAT, Scores},
};

/// ln of the confidence below which languages are not told apart.
const FLOOR: f64 = -12.0;
/// Letters above which lingua's confidence, which is divided by the number of letters, counts no more.
const MOST_LETTERS: u32 = 40;
/// Letters that double the weight of a difference in confidence.
const LETTERS: f64 = 8.0;

/// Scores by lingua, with the languages that were compiled in.
pub struct LinguaScorer {
    detector: LanguageDetector,
}

impl LinguaScorer {
    /// A detector of all languages that were compiled in.
    #[must_use]
    pub fn new() -> Self {
        Self { detector: LanguageDetectorBuilder::from_all_languages().build() }
    }
}

impl Default for LinguaScorer {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for LinguaScorer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("LinguaScorer")
    }
}

impl Score for LinguaScorer {
    fn score(&self, text: &str, letters: usize) -> Scores {
        let count = text.chars().filter(|&c| is_letter(c)).take(letters).count();
        let mut scores =
            Scores { letters: u32::try_from(count).unwrap_or(u32::MAX), written: LangSet::ALL, ..Scores::default() };
        if count == 0 {
            return scores;
        }
        let end = text.char_indices().nth(letters).map_or(text.len(), |next| next.0);
        let weight = f64::from(scores.letters.min(MOST_LETTERS)) / LETTERS + 1.0;
        for (language, confidence) in self.detector.compute_language_confidence_values(&text[..end]) {
            let lang = Lang::parse(&language.iso_code_639_3().to_string()).filter(|lang| lang.index() < SCORED);
            if let Some(lang) = lang {
                let nats = (confidence.ln().max(FLOOR) - FLOOR) * weight;
                scores.nats[lang.index()] = (nats * f64::from(PER_NAT)) as i32;
            }
        }
        scores
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_told_apart() {
        let scores = LinguaScorer::new().score("Die Ausstellung ist bis Ende Oktober geöffnet.", 400);
        assert_eq!(scores.best_of(|_| true).map(|best| best.0), Lang::parse("de"));
    }
}
