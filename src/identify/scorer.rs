//! Scores a text in all languages, in one pass over its letters.

use std::cell::RefCell;

use crate::lang::{LangSet, SCORED};

use super::{
    case::Case,
    letters::{Group, is_letter, lower, stands_alone},
    memo::{HELD, Key, Memo},
    name::NameForm,
    prior::PRIOR,
    scores::Scores,
    script::{CYRILLIC, LATIN, written_in},
    table::{END, NARROW, ORDERS, START, Sums, Table, WELL_KNOWN, WordHash, built_in},
};

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

thread_local! {
    /// The words of the built-in table that this thread met.
    static MEMO: RefCell<Memo> = RefCell::new(Memo::new());
}

impl Score for NgramScorer {
    fn score(&self, text: &str, letters: usize) -> Scores {
        MEMO.with_borrow_mut(|memo| self.read(text, letters, memo))
    }
}

impl NgramScorer {
    fn read(&self, text: &str, letters: usize, memo: &mut Memo) -> Scores {
        let mut reading = Reading::new(self.table, dominant_group(text, letters), memo);
        if text.is_ascii() {
            reading.ascii(text.as_bytes(), letters);
        } else {
            reading.any(text, letters);
        }
        let mut scores = reading.finish();
        if scores.nats.iter().any(|&nats| nats != 0) {
            scores.expect(&PRIOR);
        } else {
            let apart = text.chars().filter(|&c| is_letter(c)).map(written_in).find(|langs| !langs.is_empty());
            scores.script = apart.and_then(LangSet::single).filter(|lang| lang.index() >= SCORED);
        }
        scores
    }
}

/// A text being scored.
struct Reading<'t> {
    table: &'t Table,
    memo: &'t mut Memo,
    group: Group,
    scores: Scores,
    word: Word,
    name: NameForm,
    /// What is not in the scores yet: the running word, or some letters that are words of their own.
    sums: Sums,
    /// How many letters that is.
    pending: u32,
}

impl<'t> Reading<'t> {
    fn new(table: &'t Table, group: Group, memo: &'t mut Memo) -> Self {
        let written = match group {
            Group::Latin => LATIN,
            Group::Cyrillic => CYRILLIC,
            Group::Other => LangSet::default(),
        };
        let scores = Scores { written, ..Scores::default() };
        let (word, name) = (Word::new(), NameForm::default());
        Self { table, memo, group, scores, word, name, sums: [0; SCORED], pending: 0 }
    }

    /// Takes a text, up to the end of the word that makes the letters enough.
    fn any(&mut self, text: &str, letters: usize) {
        for c in text.chars() {
            if is_letter(c) && Group::of(c) == self.group {
                self.letter(c);
                if !stands_alone(c) {
                    continue;
                }
            } else {
                self.other(c);
            }
            if self.scores.letters as usize >= letters {
                break;
            }
        }
    }

    /// The same for ASCII, which most texts are, word by word: half of the work beside that of looking them up.
    fn ascii(&mut self, text: &[u8], letters: usize) {
        let mut rest = text;
        loop {
            let length = rest.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(rest.len());
            let (word, behind) = rest.split_at(length);
            if word.len() <= HELD {
                self.hold(word);
            } else {
                word.iter().for_each(|&letter| self.letter(char::from(letter)));
            }
            let Some((&other, behind)) = behind.split_first() else { break };
            self.other(char::from(other));
            if self.scores.letters as usize >= letters {
                break;
            }
            rest = behind;
        }
    }

    /// Takes a word in ASCII that is short enough to be looked up as a whole.
    fn hold(&mut self, word: &[u8]) {
        if word.is_empty() {
            return;
        }
        self.scores.letters += word.len() as u32;
        self.name.word(word);
        self.settle();
        for &letter in word {
            let lower = char::from(letter.to_ascii_lowercase());
            self.word.case.letter(letter.is_ascii_uppercase(), lower);
            self.word.push(lower);
        }
    }

    /// Takes a letter of the dominant script.
    fn letter(&mut self, c: char) {
        self.scores.letters += 1;
        self.name.letter(c);
        if self.group == Group::Other {
            self.scores.written = self.scores.written.or(written_in(c));
        }
        if stands_alone(c) {
            self.end_word();
            self.make_room();
            self.table.add(&[lower(c)], self.scores.letters, &mut self.sums);
            return;
        }
        if self.word.length == 0 {
            self.settle();
        }
        let letter = lower(c);
        self.word.case.letter(letter != c, letter);
        self.word.push(letter);
        // A word is looked up when it ends, unless it is too long to be kept.
        if self.word.length == HELD + 1 {
            self.spell();
        }
        if self.word.length > HELD {
            self.add(letter, self.scores.letters);
        }
    }

    /// Adds the letters of the word that were held back.
    fn spell(&mut self) {
        let before = self.scores.letters - self.word.length as u32;
        for (place, read) in (0..self.word.length.min(HELD)).zip(before + 1..) {
            self.add(self.word.held[place], read);
        }
    }

    /// Adds the n-grams that a letter of a word completes, the `read`th of the text.
    fn add(&mut self, letter: char, read: u32) {
        self.make_room();
        self.word.extend(letter);
        // A sign that the table does not know, such as the vowel signs of Indic scripts, ends what n-grams see of a word.
        if !self.table.add(self.word.window(), read, &mut self.sums) {
            self.word.break_off();
            self.make_room();
            self.end_window(read);
        }
    }

    /// Counts a letter, or an end within a word, and settles before the sums could overflow.
    fn make_room(&mut self) {
        if self.pending == NARROW {
            self.settle();
        }
        self.pending += 1;
    }

    /// Adds the sums to the scores.
    fn settle(&mut self) {
        if self.pending > 0 {
            self.scores.add(&self.sums);
            (self.sums, self.pending) = ([0; SCORED], 0);
        }
    }

    /// Takes anything else: it ends a word.
    fn other(&mut self, c: char) {
        self.end_word();
        self.name.other(c);
    }

    fn end_word(&mut self) {
        let (length, symbol) = (self.word.length, self.word.case.is_symbol());
        match length {
            0 => return,
            // Nothing of it was looked up.
            1..=HELD if symbol => {}
            1..=HELD => self.end_held(),
            _ => {
                self.end_window(self.scores.letters);
                if symbol {
                    self.sums = [0; SCORED];
                } else {
                    self.add_whole();
                }
            }
        }
        self.word.clear();
    }

    /// Adds a word that was held back as a whole. The sums are empty: those before it were settled when it began, and so short a word never
    /// fills them.
    fn end_held(&mut self) {
        let (last, hash) = (self.scores.letters, self.word.hash);
        let before = last - self.word.length as u32;
        let long = (WELL_KNOWN - 1).saturating_sub(before) as usize;
        let key = Key::of(&self.word.held[..self.word.length], long);
        if let Some((sums, known)) = key.as_ref().and_then(|key| self.memo.get(key, hash)) {
            self.scores.add(sums);
            self.scores.known = self.scores.known.and(known);
            return;
        }
        self.spell();
        self.end_window(last);
        let known = self.add_whole();
        if let Some(key) = &key {
            self.memo.keep(key, hash, &self.sums, known);
        }
    }

    /// Adds what is known of the word as a whole: the languages that have it for their own.
    fn add_whole(&mut self) -> LangSet {
        let own = self.table.add_word(self.word.hash, &mut self.sums);
        self.scores.known = self.scores.known.and(own);
        own
    }

    /// Adds the n-grams that the end of a word completes, behind the `read`th letter of the text.
    fn end_window(&mut self, read: u32) {
        if self.word.filled > 1 {
            self.word.extend(END);
            self.table.add(self.word.window(), read, &mut self.sums);
        }
        self.word.restart();
    }

    fn finish(mut self) -> Scores {
        self.end_word();
        self.settle();
        self.scores.name = self.name.is_name();
        self.scores
    }
}

/// The script group with most letters among the first `letters`.
fn dominant_group(text: &str, letters: usize) -> Group {
    if text.is_ascii() {
        return Group::Latin;
    }
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

/// The word being read: its last characters, and a hash of all its letters.
struct Word {
    /// The window, of which `filled` characters are in use; the first is [`START`] unless the word is longer.
    characters: [char; WINDOW],
    filled: usize,
    /// Its first letters, which are looked up together.
    held: [char; HELD],
    hash: WordHash,
    /// Letters.
    length: usize,
    case: Case,
}

/// Characters kept of the running word.
const WINDOW: usize = 64;

impl Word {
    fn new() -> Self {
        let (characters, held, case) = (['\0'; WINDOW], ['\0'; HELD], Case::default());
        let mut word = Self { characters, filled: 0, held, hash: WordHash::new(), length: 0, case };
        word.restart();
        word
    }

    /// Starts the next word.
    fn clear(&mut self) {
        (self.hash, self.length, self.case) = (WordHash::new(), 0, Case::default());
        self.restart();
    }

    fn push(&mut self, letter: char) {
        if let Some(held) = self.held.get_mut(self.length) {
            *held = letter;
        }
        self.hash = self.hash.with(letter);
        self.length += 1;
    }

    fn extend(&mut self, character: char) {
        if self.filled == WINDOW {
            self.characters.copy_within(WINDOW - ORDERS.., 0);
            self.filled = ORDERS;
        }
        self.characters[self.filled] = character;
        self.filled += 1;
    }

    /// Takes the last character out of the window.
    fn break_off(&mut self) {
        self.filled -= 1;
    }

    /// Starts the window anew, as at the start of a word.
    fn restart(&mut self) {
        self.characters[0] = START;
        self.filled = 1;
    }

    fn window(&self) -> &[char] {
        &self.characters[..self.filled]
    }
}

#[cfg(test)]
mod tests {
    use crate::lang::Lang;

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
    fn names_have_no_language() {
        let german = |text| {
            let scores = NgramScorer::new().score(text, 400);
            let lead = scores.lead(|lang| lang.code() != "en", |lang| lang.code() == "en");
            lead.unwrap().1
        };
        assert!(german("Herlinde Lorch") <= 3.0);
        assert!(german("Alle Beiträge") > 3.0);
        assert!(german("herlinde lorch") > 3.0);
    }

    #[test]
    fn a_script_of_one_language_leads_no_other() {
        let scores = NgramScorer::new().score("Η έκθεση είναι ανοιχτή.", 400);
        let lead = scores.lead(|lang| lang.code() != "el", |lang| lang.code() == "el");
        assert!(lead.is_some_and(|(other, lead)| other.is_none() && lead < 0.0));
    }

    #[test]
    fn no_letter_is_lost_where_sums_settle() {
        let (scorer, chinese) = (NgramScorer::new(), Lang::parse("zh").unwrap());
        let one = scorer.score("漢", 400).of(chinese);
        for count in 1..100 {
            assert_eq!(scorer.score(&"漢".repeat(count), 400).of(chinese), one * count as f32, "{count}");
        }
    }

    #[test]
    fn what_is_kept_of_words_changes_nothing() {
        let texts = [
            "The old mill by the river, the OLD mill and the millers' Donaudampfschifffahrtsgesellschaft of old",
            "Die Mühle am Fluss die alte Mühle die Mühlen am Fluss und die Müllerin am alten Fluss am Ende",
            "नदी के पास पुरानी चक्की नदी के पास पुरानी चक्की 漢字 नदी",
            "a b a b RGB a 𝔞𝔟 a",
        ];
        let scorer = NgramScorer::new();
        for (text, letters) in texts.iter().flat_map(|text| [20, 40, 60, 400].map(|letters| (text, letters))) {
            let mut memo = Memo::new();
            let fresh = scorer.read(text, letters, &mut memo);
            assert_eq!(scorer.read(text, letters, &mut memo), fresh, "{text} {letters}");
            assert_eq!(scorer.score(text, letters), fresh, "{text} {letters}");
        }
    }

    #[test]
    fn plain_text_is_read_as_any_text() {
        let scorer = NgramScorer::new();
        let texts = [
            "The old mill by the river, the millers' Donaudampfschifffahrtsgesellschaft of old",
            "Anne de Graaf",
            "JavaScript RGB 3 May 2012 -- a b",
            "1, 2",
            "",
        ];
        for (text, letters) in texts.iter().flat_map(|text| [0, 5, 20, 400].map(|letters| (text, letters))) {
            let scores = |read: fn(&mut Reading<'_>, &str, usize)| {
                let mut memo = Memo::new();
                let mut reading = Reading::new(scorer.table, Group::Latin, &mut memo);
                read(&mut reading, text, letters);
                reading.finish()
            };
            let plain = scores(|reading, text, letters| reading.ascii(text.as_bytes(), letters));
            assert_eq!(plain, scores(|reading, text, letters| reading.any(text, letters)), "{text} {letters}");
        }
    }

    #[test]
    fn the_best_of_a_set_is_the_best_of_its_languages() {
        let set: LangSet = ["de", "en", "el", "zh"].into_iter().filter_map(Lang::parse).collect();
        for text in ["Alle Fotos", "Photos", "Η έκθεση", "漢字", "12", "Њива"] {
            let scores = NgramScorer::new().score(text, 400);
            assert_eq!(scores.best_among(set), scores.best_of(|lang| set.contains(lang)), "{text}");
            assert_eq!(scores.best_among(LangSet::default()), None);
        }
    }

    #[test]
    fn symbols_have_no_language() {
        let scorer = NgramScorer::new();
        let (with, without) = (scorer.score("JavaScript RGB Bilder", 400), scorer.score("Bilder", 400));
        assert_eq!(with.nats, without.nats);
        assert!(scorer.score("HTTPS", 400).is_blank());
        assert!(!scorer.score("FOTO", 400).is_blank());
    }

    #[test]
    fn minority_script_is_skipped() {
        let scorer = NgramScorer::new();
        let german = Lang::parse("de").unwrap();
        let (plain, mixed) = (scorer.score("Bilder und Texte", 400), scorer.score("Bilder Ж und Texte", 400));
        assert_eq!(plain.of(german), mixed.of(german));
    }
}
