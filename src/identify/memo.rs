//! What words add to the scores, as long as there is room: a few thousand words make up most of every text, and each letter of one that
//! is looked up in the table waits for memory. Nothing but time depends on what is kept.

use crate::lang::{LangSet, SCORED};

use super::table::{Sums, WordHash};

/// Letters of a word that is kept at most: 99 in 100 words of the development pages have no more.
pub(super) const HELD: usize = 15;
/// Words that are kept, in 3.2 megabytes a thread. Of the words of the development pages, 74 in 100 are found; with half as many 69, with a
/// quarter 63.
const SLOTS: usize = 1 << 14;

/// A word in lower case, and behind it how long it is and how its n-grams are looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key([u16; HELD + 1]);

impl Key {
    /// The key of a word of which the first letters, so many as `long`, complete long n-grams and the others short ones; `None` for one with
    /// letters beyond the first plane, or without any.
    pub(super) fn of(word: &[char], long: usize) -> Option<Self> {
        let mut key = [0; HELD + 1];
        for (place, &letter) in key.iter_mut().zip(word.get(..word.len().min(HELD))?) {
            *place = u16::try_from(u32::from(letter)).ok()?;
        }
        key[HELD] = u16::try_from(word.len() * (HELD + 1) + long.min(word.len())).ok()?;
        (!word.is_empty() && word.len() <= HELD).then_some(Self(key))
    }
}

/// The words that are kept, each in the only place it can be in: a new word takes that of an old one. The columns are made of nothing but
/// zeros, which take no memory until something is written there.
#[derive(Debug)]
pub(super) struct Memo {
    keys: Vec<[u16; HELD + 1]>,
    /// What each adds to the score of each language, one word behind the other.
    sums: Vec<i16>,
    /// The languages that have it for their own, as the number of their set.
    known: Vec<u128>,
}

impl Memo {
    /// One that keeps nothing yet: the empty key is that of no word.
    pub(super) fn new() -> Self {
        Self { keys: vec![[0; HELD + 1]; SLOTS], sums: vec![0; SCORED * SLOTS], known: vec![0; SLOTS] }
    }

    /// What a word adds, and the languages that have it for their own, if it is kept.
    pub(super) fn get(&self, key: &Key, hash: WordHash) -> Option<(&[i16], LangSet)> {
        let slot = Self::slot(key, hash);
        let sums = SCORED * slot..SCORED * (slot + 1);
        (self.keys[slot] == key.0).then(|| (&self.sums[sums], LangSet::of_bits(self.known[slot])))
    }

    /// Keeps what a word adds.
    pub(super) fn keep(&mut self, key: &Key, hash: WordHash, sums: &Sums, known: LangSet) {
        let slot = Self::slot(key, hash);
        self.sums[SCORED * slot..SCORED * (slot + 1)].copy_from_slice(sums);
        (self.keys[slot], self.known[slot]) = (key.0, known.bits());
    }

    /// A word that is common is so wherever it stands, so that its keys keep apart.
    fn slot(key: &Key, hash: WordHash) -> usize {
        (hash.bits() ^ u64::from(key.0[HELD]) << 8) as usize % SLOTS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart() {
        let key = |word: &str, long| Key::of(&word.chars().collect::<Vec<_>>(), long);
        assert_eq!(key("tea", 3), key("tea", 20));
        assert!((0..3).all(|long| key("tea", long) != key("tea", 3)));
        assert_ne!(key("tea", 0), key("teas", 0));
        assert_ne!(key("te", 2), key("te\0", 2));
        assert!(key("abcdefghijklmno", 0).is_some());
        assert!(["", "𝔞b", "abcdefghijklmnop"].iter().all(|word| key(word, 0).is_none()));
    }

    #[test]
    fn a_word_is_found_until_another_takes_its_place() {
        let (mut memo, hash) = (Memo::new(), WordHash::new());
        let [tea, pot] = ["tea", "pot"].map(|word| Key::of(&word.chars().collect::<Vec<_>>(), 3).unwrap());
        assert!(memo.get(&tea, hash).is_none());
        memo.keep(&tea, hash, &[1; SCORED], LangSet::default());
        assert_eq!(memo.get(&tea, hash), Some(([1; SCORED].as_slice(), LangSet::default())));
        assert!(memo.get(&pot, hash).is_none());
        // In the same place, whatever their length.
        let (one, other) = (Memo::slot(&tea, hash), Memo::slot(&pot, hash));
        assert_eq!(one, other);
        memo.keep(&pot, hash, &[2; SCORED], LangSet::default());
        assert!(memo.get(&tea, hash).is_none() && memo.get(&pot, hash).is_some());
    }
}
