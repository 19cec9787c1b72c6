//! The key of a block: a hash of its text without what varies from page to page: case, digits, white space, spelling in
//! Unicode.
//!
//! A key is the same on every machine and in every version of this program, as census files outlive both: the hash is XXH3,
//! whose values are fixed, NFKC is stable by Unicode's policy, and digits have a table of their own. Only letters that Unicode
//! has yet to assign may change theirs.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};
use xxhash_rust::xxh3::xxh3_64;

use super::digit::is_digit;

/// What any run of digits becomes.
const NUMBER: u8 = b'0';
/// What any run of white space becomes.
const SPACE: u8 = b' ';

/// The bit that the keys of pairs have, and those of blocks have not.
const PAIR: u64 = 1;

/// What is left of a block's text: 63 bits of a hash. On a site of a million different blocks, the chance that any two have the same
/// is one in fifteen million.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub u64);

impl Key {
    /// The key of a block with the one after it: what a template prints stands in the same order on all pages, what authors repeat
    /// seldom does.
    #[must_use]
    pub fn followed_by(self, next: Self) -> Self {
        let both = (u128::from(self.0) << 64 | u128::from(next.0)).to_le_bytes();
        Self(xxh3_64(&both) | PAIR)
    }

    /// Whether it is of two blocks.
    #[must_use]
    pub fn is_pair(self) -> bool {
        self.0 & PAIR != 0
    }

    /// The key of one text; [`Keyer`] is quicker for many.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        Keyer::default().key(text)
    }
}

/// Makes keys, with one buffer for all of them.
#[derive(Debug, Clone, Default)]
pub struct Keyer {
    folded: Vec<u8>,
    letters: bool,
}

impl Keyer {
    /// The key of a text: a hash of it in NFKC and lower case, each run of decimal digits as one `0`, each run of white space
    /// as one space, none at the ends. `None` where it has no letter: such blocks say nothing of a site.
    ///
    /// Lower case stands in for full case folding: `ß` and `SS` stay apart, as do the Turkish `I` and `ı`. Of letters with two
    /// lower-case forms one is taken: `σ` for `ς`, `i` for the lower case of `İ`.
    pub fn key(&mut self, text: &str) -> Option<Key> {
        self.folded.clear();
        self.letters = false;
        if text.is_ascii() {
            self.fold_ascii(text);
        } else if is_nfkc_quick(text.chars()) == IsNormalized::Yes {
            text.chars().for_each(|c| self.push(lower(c)));
        } else {
            // Twice, as a letter in lower case may have a form together with its accent that the capital has not.
            text.nfkc().map(lower).nfkc().for_each(|c| self.push(c));
        }
        let end = self.folded.len() - usize::from(self.folded.last() == Some(&SPACE));
        self.letters.then(|| Key(xxh3_64(&self.folded[..end]) & !PAIR))
    }

    /// What [`Self::push`] does of each character, without asking twice: most blocks are ASCII.
    fn fold_ascii(&mut self, text: &str) {
        self.folded.resize(text.len(), 0);
        let (mut end, mut last) = (0, SPACE);
        for byte in text.bytes().map(fold_byte) {
            self.letters |= byte.is_ascii_lowercase();
            self.folded[end] = byte;
            end += usize::from(byte != last || !matches!(byte, NUMBER | SPACE));
            last = byte;
        }
        self.folded.truncate(end);
    }

    /// Adds a character in lower case.
    fn push(&mut self, c: char) {
        if c.is_ascii() {
            let byte = fold_byte(c as u8);
            self.letters |= byte.is_ascii_lowercase();
            match byte {
                NUMBER | SPACE => self.mark(byte),
                _ => self.folded.push(byte),
            }
        } else if is_digit(c) {
            self.mark(NUMBER);
        } else if c.is_whitespace() {
            self.mark(SPACE);
        } else {
            self.letters |= c.is_alphabetic();
            self.folded.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }

    /// Adds what stands for a run, once; no space at the start.
    fn mark(&mut self, byte: u8) {
        if *self.folded.last().unwrap_or(&SPACE) != byte {
            self.folded.push(byte);
        }
    }
}

/// An ASCII character in lower case; all digits are one, and all white space.
fn fold_byte(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => NUMBER,
        b'\t'..=b'\r' => SPACE,
        _ => byte.to_ascii_lowercase(),
    }
}

/// One character in lower case.
fn lower(c: char) -> char {
    match c {
        'ς' => 'σ',
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(texts: &[&str]) {
        let keys: Vec<Option<Key>> = texts.iter().map(|text| Key::of(text)).collect();
        assert!(keys[0].is_some() && keys.iter().all(|key| *key == keys[0]), "{texts:?}");
    }

    #[test]
    fn what_varies_from_page_to_page_does_not_count() {
        same(&["Comments (12)", " comments  (7)\n", "COMMENTS (٣٤)", "Ｃｏｍｍｅｎｔｓ (１２)"]);
        same(&["Καλημέρα κόσμος", "ΚΑΛΗΜΈΡΑ ΚΌΣΜΟΣ"]);
        same(&["İLETİŞİM", "iletişim"]);
        same(&["Über uns", "U\u{308}ber\u{a0}uns", "über\u{2003}uns"]);
        same(&["\u{1e96}", "H\u{331}"]);
        same(&["a 0 b", " A\t\x0b1234 \r\n\x0cB  ", "ａ ０ ｂ"]);
        same(&["0 a 0", "12  a 7 ", " 1 a 1\u{2028}"]);
        same(&["第 12 页", "第 7 页"]);
    }

    #[test]
    fn what_differs_does() {
        let texts = ["Next", "Next page", "Next 1", "Next 1.2", "N ext", "Next!", "Nächste", "第 1 页", "第 一 页"];
        for (place, text) in texts.iter().enumerate() {
            assert!(texts[..place].iter().all(|other| Key::of(other) != Key::of(text)), "{text}");
        }
    }

    #[test]
    fn blocks_without_letters_have_none() {
        assert!(["", " ", "12:45", "• | ·", "3 / 7", "…", "👍 5", "१२"].iter().all(|text| Key::of(text).is_none()));
    }

    /// Census files hold keys: a change of these values makes every file out there worthless.
    #[test]
    fn keys_never_change() {
        let key = |text| Key::of(text).map(|key| key.0);
        assert_eq!(key("Share on Facebook"), Some(8_226_876_305_924_220_804));
        let folded = "пн, 0 ijssel ... 漢字 ऋ0";
        assert_eq!(key("Пн, ５ ĳssel … 漢字 ऋ৭"), Some(xxh3_64(folded.as_bytes())));
        assert_eq!(key(folded), Some(10_976_252_954_856_289_664));
    }

    #[test]
    fn lower_case_leaves_nfkc_as_it_is() {
        for c in (0..=0x10_ffff).filter_map(char::from_u32) {
            let yes = |c: char| is_nfkc_quick([c].into_iter()) == IsNormalized::Yes;
            assert!(!yes(c) || yes(lower(c)), "{c:?}");
        }
    }
}
