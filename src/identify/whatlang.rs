//! whatlang as a scorer: a yardstick for the built-in table, chosen by `--detector whatlang`.
//!
//! whatlang tells only its best guess, so all other languages score 0.

use whatlang::detect;

use crate::lang::{Lang, LangSet, SCORED};

use super::{letters::is_letter, scorer::Score, scores::Scores};

/// Eighths of a nat that full confidence is worth: above every threshold of the cleaner.
const SURE: f64 = 320.0;

/// Scores by whatlang.
#[derive(Debug, Clone, Copy, Default)]
pub struct WhatlangScorer;

impl Score for WhatlangScorer {
    fn score(&self, text: &str, letters: usize) -> Scores {
        let count = text.chars().filter(|&c| is_letter(c)).take(letters).count();
        let mut scores =
            Scores { letters: u32::try_from(count).unwrap_or(u32::MAX), written: LangSet::ALL, ..Scores::default() };
        let Some(info) = detect(text) else { return scores };
        match Lang::parse(info.lang().code()) {
            Some(lang) if lang.index() < SCORED => scores.nats[lang.index()] = (info.confidence() * SURE) as i32,
            other => scores.script = other,
        }
        scores
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_guess_scores_and_nothing_else() {
        let scores = WhatlangScorer.score("Die Ausstellung ist bis Ende Oktober geöffnet, der Eintritt ist frei.", 400);
        assert_eq!(scores.best_of(|_| true).map(|best| best.0), Lang::parse("de"));
        assert_eq!(scores.nats.iter().filter(|&&nats| nats != 0).count(), 1);
        assert!(WhatlangScorer.score("12:45", 400).is_blank());
    }
}
