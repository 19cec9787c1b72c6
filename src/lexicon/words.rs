//! Words as numbers, to be counted and compared without keeping them.

use crate::identify::{is_letter, is_unspaced, lower};

/// The words of a text as hashes: runs of letters in lower case, pairs of characters in unspaced scripts.
pub(crate) fn word_hashes(text: &str, out: &mut Vec<u32>) {
    each(text, |hash| out.push(hash));
}

/// The first of the words of a text.
pub(super) fn first_hash(text: &str) -> Option<u32> {
    let mut first = None;
    each(text, |hash| first = first.or(Some(hash)));
    first
}

/// Whether all of a text's words are cut at the same places for every purpose: it is ASCII, but for marks that stand for nothing
/// else in any form of Unicode that is a letter or a digit.
pub(crate) fn is_plain(text: &str) -> bool {
    text.is_ascii() || text.chars().all(|c| c.is_ascii() || is_mark(c))
}

/// Whether a character beyond ASCII is such a mark.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{a0}' | '©' | '«' | '®' | '·' | '»' | '\u{2010}'..='\u{2027}' | '→')
}

fn each(text: &str, out: impl FnMut(u32)) {
    if text.is_ascii() { each_ascii(text.as_bytes(), out) } else { each_any(text, out) }
}

/// The same for ASCII, which most texts are: half of the work.
fn each_ascii(text: &[u8], mut out: impl FnMut(u32)) {
    let mut hash = Hash::new();
    for &byte in text {
        if byte.is_ascii_alphabetic() {
            hash = hash.with(char::from(byte.to_ascii_lowercase()));
        } else {
            hash.finish(&mut out);
        }
    }
    hash.finish(&mut out);
}

fn each_any(text: &str, mut out: impl FnMut(u32)) {
    let mut hash = Hash::new();
    let mut previous: Option<char> = None;
    for c in text.chars() {
        // Most characters of most such texts are of ASCII all the same.
        if c.is_ascii() {
            previous = None;
            if c.is_ascii_alphabetic() {
                hash = hash.with(c.to_ascii_lowercase());
            } else {
                hash.finish(&mut out);
            }
        } else if is_unspaced(c) && is_letter(c) {
            hash.finish(&mut out);
            if let Some(before) = previous {
                out(Hash::new().with(before).with(c).value());
            }
            previous = Some(c);
        } else {
            previous = None;
            if is_letter(c) {
                hash = hash.with(lower(c));
            } else {
                hash.finish(&mut out);
            }
        }
    }
    hash.finish(&mut out);
}

/// FNV-1a over characters: words are compared, never trusted to be distinct.
#[derive(Clone, Copy)]
struct Hash {
    value: u32,
    empty: bool,
}

impl Hash {
    fn new() -> Self {
        Self { value: 0x811C_9DC5, empty: true }
    }

    fn with(self, c: char) -> Self {
        let mixed = (self.value ^ c as u32).wrapping_mul(0x0100_0193);
        Self { value: mixed ^ mixed >> 15, empty: false }
    }

    fn value(self) -> u32 {
        self.value
    }

    /// Gives the word read so far, if any, and starts anew.
    fn finish(&mut self, out: &mut impl FnMut(u32)) {
        if !self.empty {
            out(self.value);
            *self = Self::new();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_alike_in_any_case() {
        let (mut a, mut b) = (Vec::new(), Vec::new());
        word_hashes("Back to Top", &mut a);
        word_hashes("back — TO: top!", &mut b);
        assert_eq!(a, b);
        assert_eq!(a.len(), 3);
    }

    #[test]
    fn words_in_ascii_are_the_same_words() {
        let every: String = (0..0x80u8).map(char::from).collect();
        for text in ["Back to Top", "", "a1b", "don't -- E-Mail: x", "  ", every.as_str()] {
            let (mut fast, mut slow) = (Vec::new(), Vec::new());
            each_ascii(text.as_bytes(), |hash| fast.push(hash));
            each_any(text, |hash| slow.push(hash));
            assert_eq!(fast, slow, "{text}");
            assert_eq!(first_hash(text), slow.first().copied());
        }
    }
}
