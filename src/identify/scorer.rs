//! Scores a text in all languages, in one pass over its letters.

use crate::lang::Lang;

use super::{
    letters::{Group, is_letter, lower, stands_alone},
    scores::Scores,
    table::{Table, built_in},
};

/// Letters kept of the running word: an n-gram has at most five.
const WINDOW: usize = 64;

/// Something that scores a text in every language.
pub trait Score: Send + Sync + std::fmt::Debug {
    /// The scores of a text, of which at most about `letters` letters are read.
    fn score(&self, text: &str, letters: usize) -> Scores;
}

/// The built-in scorer, over the n-gram table.
#[derive(Debug, Clone, Copy)]
pub struct NgramScorer {
    table: &'static Table,
}

impl NgramScorer {
    /// The scorer over the built-in table, which is unpacked once a process.
    #[must_use]
    pub fn new() -> Self {
        Self { table: built_in() }
    }
}

impl Default for NgramScorer {
    fn default() -> Self {
        Self::new()
    }
}

impl Score for NgramScorer {
    fn score(&self, text: &str, letters: usize) -> Scores {
        let mut scores = Scores::default();
        let group = dominant_group(text, letters);
        let mut word = Word::default();
        for c in text.chars() {
            if !is_letter(c) || Group::of(c) != group {
                if scores.letters as usize >= letters {
                    break;
                }
                word.clear();
                continue;
            }
            if stands_alone(c) {
                word.clear();
            }
            word.push(lower(c));
            self.table.add(word.letters(), &mut scores);
            scores.letters += 1;
            if stands_alone(c) {
                word.clear();
                if scores.letters as usize >= letters {
                    break;
                }
            }
        }
        if scores.nats.iter().all(|&nats| nats == 0) {
            scores.script = text.chars().filter(|&c| is_letter(c)).find_map(language_of_script);
        }
        scores
    }
}

/// The language of a letter whose script the table does not know and one language mostly has to itself.
fn language_of_script(letter: char) -> Option<Lang> {
    let code = match letter as u32 {
        0x1200..=0x139F => "am",
        0x1000..=0x109F => "my",
        0x1780..=0x17FF => "km",
        0xC80..=0xCFF => "kn",
        0xD00..=0xD7F => "ml",
        0xD80..=0xDFF => "si",
        0xB00..=0xB7F => "or",
        0xE80..=0xEFF => "lo",
        0xF00..=0xFFF => "bo",
        0x780..=0x7BF => "dv",
        _ => return None,
    };
    Lang::parse(code)
}

/// The script group with most letters among the first `letters`.
fn dominant_group(text: &str, letters: usize) -> Group {
    let mut counts = [0usize; 3];
    for c in text.chars().filter(|&c| is_letter(c)).take(letters) {
        counts[Group::of(c) as usize] += 1;
    }
    let [latin, cyrillic, other] = counts;
    if latin >= cyrillic && latin >= other {
        Group::Latin
    } else if cyrillic >= other {
        Group::Cyrillic
    } else {
        Group::Other
    }
}

/// The letters of the word being read.
#[derive(Debug)]
struct Word {
    letters: [char; WINDOW],
    length: usize,
}

impl Default for Word {
    fn default() -> Self {
        Self { letters: ['\0'; WINDOW], length: 0 }
    }
}

impl Word {
    fn clear(&mut self) {
        self.length = 0;
    }

    fn push(&mut self, letter: char) {
        if self.length == WINDOW {
            self.letters.copy_within(WINDOW - 8.., 0);
            self.length = 8;
        }
        self.letters[self.length] = letter;
        self.length += 1;
    }

    fn letters(&self) -> &[char] {
        &self.letters[..self.length]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(text: &str) -> Option<&'static str> {
        let scores = NgramScorer::new().score(text, 400);
        scores.best_of(|_| true).filter(|_| !scores.is_blank()).map(|(lang, _)| lang.code())
    }

    #[test]
    fn sentences_are_told_apart() {
        assert_eq!(best("Die Ausstellung ist bis Ende Oktober geöffnet."), Some("de"));
        assert_eq!(best("The exhibition is open until the end of October."), Some("en"));
        assert_eq!(best("Выставка открыта до конца октября."), Some("ru"));
        assert_eq!(best("展覧会は十月末まで開かれています。"), Some("ja"));
        assert_eq!(best("Η έκθεση είναι ανοιχτή έως το τέλος Οκτωβρίου."), Some("el"));
    }

    #[test]
    fn nothing_to_go_by_scores_nothing() {
        assert!(NgramScorer::new().score("12:45 - 2013", 400).is_blank());
        assert_eq!(NgramScorer::new().score("", 400).letters(), 0);
    }

    #[test]
    fn minority_script_is_skipped() {
        let scorer = NgramScorer::new();
        let german = Lang::parse("de").unwrap();
        let (plain, mixed) = (scorer.score("Bilder und Texte", 400), scorer.score("Bilder Ж und Texte", 400));
        assert_eq!(plain.of(german), mixed.of(german));
    }
}
