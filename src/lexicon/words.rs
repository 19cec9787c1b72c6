//! Words as numbers, to be counted and compared without keeping them.

use crate::identify::{is_letter, is_unspaced, lower};

/// The words of a text as hashes: runs of letters in lower case, pairs of characters in unspaced scripts.
pub(crate) fn word_hashes(text: &str, out: &mut Vec<u32>) {
    let mut hash = Hash::new();
    let mut previous: Option<char> = None;
    for c in text.chars() {
        if is_unspaced(c) && is_letter(c) {
            hash.finish(out);
            if let Some(before) = previous {
                out.push(Hash::new().with(before).with(c).value());
            }
            previous = Some(c);
        } else {
            previous = None;
            if is_letter(c) {
                hash = hash.with(lower(c));
            } else {
                hash.finish(out);
            }
        }
    }
    hash.finish(out);
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

    /// Adds the word read so far, if any, and starts anew.
    fn finish(&mut self, out: &mut Vec<u32>) {
        if !self.empty {
            out.push(self.value);
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
}
