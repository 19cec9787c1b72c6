//! What the texts of a page say, each looked at once: menus repeat, and a page of nothing but short blocks has few different ones. Where it
//! has many after all, a text of its own takes little more than its words.

use std::{borrow::Cow, hash::Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use crate::{
    identify::Scores,
    lang::{Lang, LangSet},
    lexicon::word_hashes,
};

use super::wording::{Tools, Wording};

/// Letters that are scored of a block: scores of longer texts say nothing new. With 80 all figures are the same, with 40 the F1 of the
/// development pages falls by 0.004.
const SCORED_LETTERS: usize = 60;
/// Words by which two blocks start alike.
const START_WORDS: usize = 4;
/// Bytes of a text above which it is not looked for among those seen: what is longer seldom comes again.
const LONGEST: usize = 200;
/// Texts whose scores are kept, in 11 megabytes. Hardly a page says more; what it says then is scored again when it is asked for, since the
/// scores of a short text take fifty times as much as the text.
const SCORED_TEXTS: usize = 1 << 15;
/// Texts for which there is room from the start at most; few pages say more.
const ROOM: usize = 1024;

/// What is known of one text beside its wording.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said {
    /// The number of its wording.
    wording: u32,
    /// Where its words begin; they end where those of the next begin.
    words: u32,
    /// A hash of its first words, digits masked out.
    pub start: u32,
    /// A hash of all its words.
    pub whole: u32,
}

impl Said {
    /// A text that nobody asks for.
    pub(crate) const NOTHING: Self = Self { wording: 0, words: 0, start: 0, whole: 0 };
}

/// The texts of a page, by number.
#[derive(Debug)]
pub(crate) struct Wordings<'p> {
    tools: &'p Tools,
    /// Those that stand on the page.
    texts: Vec<&'p str>,
    /// Those that came about where lines were joined; their numbers follow.
    joined: Vec<Box<str>>,
    said: Vec<Said>,
    /// Hashes of the words of all.
    words: Vec<u32>,
    /// How many of them have their scores kept.
    kept: usize,
    /// The scores of those, the first.
    scores: Vec<Scores>,
    /// The languages that fit the others best.
    best: Vec<Option<Lang>>,
    /// The wordings, each once but for those whose keys are the same.
    wordings: Vec<Wording>,
    /// Where they are, by their keys.
    known: FxHashMap<u32, u32>,
}

impl<'p> Wordings<'p> {
    /// The wordings of texts of a page, and the number of each text.
    pub(crate) fn of(texts: impl Iterator<Item = &'p str>, tools: &'p Tools) -> (Self, Vec<u32>) {
        let room = texts.size_hint().1.unwrap_or(ROOM).min(ROOM);
        let mut wordings = Self::keeping(SCORED_TEXTS, room, tools);
        let mut seen = FxHashMap::default();
        let numbers = texts.map(|text| wordings.number(text, &mut seen)).collect();
        (wordings, numbers)
    }

    /// None yet: `kept` says how many texts have their scores kept, `room` for how many there is room.
    fn keeping(kept: usize, room: usize, tools: &'p Tools) -> Self {
        Self {
            tools,
            texts: Vec::with_capacity(room),
            joined: Vec::new(),
            said: Vec::with_capacity(room),
            words: Vec::with_capacity(room),
            kept,
            scores: Vec::with_capacity(room),
            best: Vec::new(),
            wordings: Vec::new(),
            known: FxHashMap::default(),
        }
    }

    /// The number of a text of the page. `seen` has those of short texts by their hashes; of two with the same hash, the later one.
    fn number(&mut self, text: &'p str, seen: &mut FxHashMap<u32, u32>) -> u32 {
        let hash = (text.len() <= LONGEST).then(|| hash(text));
        let found = hash.and_then(|hash| seen.get(&hash)).copied();
        if let Some(known) = found.filter(|&known| self.texts[known as usize] == text) {
            return known;
        }
        let number = self.look(text);
        self.texts.push(text);
        seen.extend(hash.map(|hash| (hash, number)));
        number
    }

    /// Adds a text that is none of the page: one of joined lines.
    pub(crate) fn join(&mut self, text: &str) -> u32 {
        self.joined.push(text.into());
        self.look(text)
    }

    /// Looks at a text; gives its number.
    fn look(&mut self, text: &str) -> u32 {
        let (number, from) = (self.said.len() as u32, self.words.len());
        word_hashes(text, &mut self.words);
        let words = &self.words[from..];
        let scores = self.tools.scorer.score(text, SCORED_LETTERS);
        let wording = Wording::of(text, words, &scores, self.tools);
        let combine = |hash: u32, &word: &u32| hash.rotate_left(5) ^ word;
        let start = words.iter().take(START_WORDS).fold(0, combine);
        let whole = words.iter().fold(wording.measure.visible, combine);
        if self.scores.len() < self.kept {
            self.scores.push(scores);
        } else {
            self.best.push(best(&scores, LangSet::ALL));
        }
        let wording = self.share(wording);
        self.said.push(Said { wording, words: from as u32, start, whole });
        number
    }

    /// The number of a wording, which is that of an equal one.
    fn share(&mut self, wording: Wording) -> u32 {
        let key = wording.key();
        let known = self.known.get(&key).copied();
        known.filter(|&known| self.wordings[known as usize] == wording).unwrap_or_else(|| {
            let number = self.wordings.len() as u32;
            self.wordings.push(wording);
            self.known.insert(key, number);
            number
        })
    }

    /// How many texts there are.
    pub(super) fn len(&self) -> usize {
        self.said.len()
    }

    /// What a text says by itself.
    #[inline]
    pub(super) fn at(&self, number: u32) -> (&Wording, &Said) {
        let said = &self.said[number as usize];
        (&self.wordings[said.wording as usize], said)
    }

    /// Hashes of its words.
    pub(super) fn words(&self, number: u32) -> &[u32] {
        let begin = |number: usize| self.said.get(number).map_or(self.words.len(), |said| said.words as usize);
        &self.words[begin(number as usize)..begin(number as usize + 1)]
    }

    /// The language that fits it best, of those allowed, or of all where none is named; `None` where nothing is known.
    pub(super) fn best(&self, number: u32, allowed: LangSet) -> Option<Lang> {
        let noted = (number as usize).checked_sub(self.scores.len()).filter(|_| allowed.is_empty());
        let allowed = if allowed.is_empty() { LangSet::ALL } else { allowed };
        noted.map_or_else(|| best(&self.scores(number), allowed), |place| self.best[place])
    }

    /// How well it fits each language.
    pub(super) fn scores(&self, number: u32) -> Cow<'_, Scores> {
        let kept = self.scores.get(number as usize).map(Cow::Borrowed);
        kept.unwrap_or_else(|| Cow::Owned(self.tools.scorer.score(self.text(number as usize), SCORED_LETTERS)))
    }

    fn text(&self, number: usize) -> &str {
        let joined = || number.checked_sub(self.texts.len()).and_then(|number| self.joined.get(number));
        self.texts.get(number).copied().or_else(|| joined().map(|text| &**text)).unwrap_or_default()
    }
}

/// The language that fits best, where anything is known.
fn best(scores: &Scores, allowed: LangSet) -> Option<Lang> {
    let best = scores.best_of(|lang| allowed.contains(lang)).filter(|_| !scores.is_blank());
    best.map(|best| best.0)
}

/// A number by which a text is found again.
fn hash(text: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish() as u32
}

#[cfg(test)]
mod tests {
    use crate::{detect::Naming, identify::NgramScorer, lexicon::Lexicon, stamp::Stamps};

    use super::*;

    fn tools() -> Tools {
        let (lexicon, scorer) = (Lexicon::new(&[]).unwrap(), Box::new(NgramScorer::new()));
        Tools { naming: Naming::default(), scorer, lexicon, stamps: Stamps::new() }
    }

    /// Holds what is known of each text against a look at nothing but it.
    fn hold(wordings: &Wordings<'_>, tools: &Tools) {
        for number in 0..wordings.len() {
            let (text, number) = (wordings.text(number), number as u32);
            let mut words = Vec::new();
            word_hashes(text, &mut words);
            let scores = tools.scorer.score(text, SCORED_LETTERS);
            assert_eq!((wordings.words(number), &*wordings.scores(number)), (&*words, &scores), "{text}");
            assert_eq!(*wordings.at(number).0, Wording::of(text, &words, &scores, tools), "{text}");
        }
    }

    #[test]
    fn what_says_the_same_is_looked_at_once() {
        let tools = tools();
        let long = "The mill by the river was sold last week. ".repeat(5);
        let texts = ["Share", "3 May", "Share", &long, "share", &long, "Share"];
        let (mut wordings, numbers) = Wordings::of(texts.into_iter(), &tools);
        assert_eq!(numbers, [0, 1, 0, 2, 3, 4, 0]);
        let joined = wordings.join("The mill by the river");
        assert_eq!((joined, wordings.text(joined as usize)), (5, "The mill by the river"));
        hold(&wordings, &tools);
    }

    #[test]
    fn what_looks_alike_shares_its_wording() {
        let tools = tools();
        let texts = ["kestrel", "lapwing", "12:40", "12:41", "Share", "Kestrel"];
        let (wordings, numbers) = Wordings::of(texts.into_iter(), &tools);
        let shared = numbers.into_iter().map(|number| wordings.said[number as usize].wording);
        assert_eq!(shared.collect::<Vec<_>>(), [0, 0, 1, 1, 2, 3]);
        hold(&wordings, &tools);
    }

    #[test]
    fn scores_that_are_not_kept_are_the_same() {
        let tools = tools();
        let [mut all, mut few] = [SCORED_TEXTS, 2].map(|kept| Wordings::keeping(kept, ROOM, &tools));
        let german = Lang::parse("de").into_iter().collect();
        for text in ["Alle Fotos", "Photos", "Η έκθεση", "漢字", "12:40", "Anne Morel"] {
            let [number, same] = [&mut all, &mut few].map(|wordings| wordings.number(text, &mut FxHashMap::default()));
            assert_eq!((number, all.scores(number)), (same, few.scores(number)), "{text}");
            for allowed in [LangSet::default(), german] {
                assert_eq!(all.best(number, allowed), few.best(number, allowed), "{text}");
            }
        }
        let [joined, same] = [&mut all, &mut few].map(|wordings| wordings.join("Die alte Mühle am Fluss"));
        assert_eq!(all.scores(joined), few.scores(same));
        assert_eq!((all.scores.len(), few.scores.len(), few.best.len()), (7, 2, 5));
        hold(&few, &tools);
    }
}
