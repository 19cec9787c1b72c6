//! Whole phrases, found by their words. A run meets few of them, so they are kept as they are written, and folded when their words are met.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::{Hit, fold::fold};

/// About how many phrases there are; nearly all have words of their own.
const PHRASES: usize = 128 << 10;

/// One line of a lexicon.
#[derive(Debug)]
struct Phrase {
    text: Box<str>,
    folded: OnceLock<Box<str>>,
    hit: Hit,
    /// The phrase before it that has the same words, if one has.
    before: Option<u32>,
}

/// Phrases, and the last of those that have the same words, by the hash of these.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    list: Vec<Phrase>,
    by_words: FxHashMap<u32, u32>,
}

impl Phrases {
    /// None yet, with room for all that are built in.
    pub(super) fn new() -> Self {
        let mut phrases = Self { list: Vec::with_capacity(PHRASES), by_words: FxHashMap::default() };
        phrases.by_words.reserve(PHRASES);
        phrases
    }

    /// Adds a phrase under the hash of its words.
    pub(super) fn add(&mut self, text: &str, words: u32, hit: Hit) {
        let before = self.by_words.insert(words, self.list.len() as u32);
        self.list.push(Phrase { text: text.into(), folded: OnceLock::new(), hit, before });
    }

    /// Whether a phrase has these words.
    pub(super) fn has(&self, words: u32) -> bool {
        self.by_words.contains_key(&words)
    }

    /// The phrase that a folded text with these words is, or else the one that it is without the numbers around it.
    pub(super) fn find(&self, folded: &str, bare: &str, words: u32) -> Option<Hit> {
        let (mut exact, mut apart) = (None, None);
        let mut next = self.by_words.get(&words).copied();
        while let Some(phrase) = next.map(|index| &self.list[index as usize]) {
            let own = phrase.folded.get_or_init(|| fold(&phrase.text).into());
            if **own == *folded {
                exact = Some(merged(exact, phrase.hit));
            } else if **own == *bare {
                apart = Some(merged(apart, phrase.hit));
            }
            next = phrase.before;
        }
        exact.or(apart)
    }
}

/// What is known of a phrase that stands in several lexicons: the languages of all, and the hardest of the risks, of the first that has it.
fn merged(known: Option<Hit>, before: Hit) -> Hit {
    known.map_or(before, |known| {
        let (langs, inset) = (known.langs.or(before.langs), known.inset && before.inset);
        let hardest = if before.risk <= known.risk { before } else { known };
        Hit { langs, inset, ..hardest }
    })
}
