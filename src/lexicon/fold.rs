//! The form in which phrases are compared: lower case, digits masked, punctuation and marks as single spaces.

use std::sync::LazyLock;

use unicode_normalization::{IsNormalized, UnicodeNormalization, char::canonical_combining_class, is_nfkc_quick};

use crate::identify::{CharBits, is_letter, is_unspaced, lower};

use super::words::is_mark;

/// Stands for any number in a folded text.
pub(crate) const NUMBER: char = '#';
/// The same as a byte.
const DIGITS: u8 = NUMBER as u8;

/// Folds a text: NFKC, lower case, every number as `#`, every run of anything else that is no letter as one
/// space, none at the ends. Soft hyphens, joiners and direction marks vanish.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return fold_ascii(text.as_bytes());
    }
    let mut folded = String::with_capacity(text.len());
    if text.chars().all(is_inert) || is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        push_folded(text.chars(), &mut folded);
    } else {
        push_folded(text.nfkc(), &mut folded);
    }
    let end = folded.trim_end().len();
    folded.truncate(end);
    folded
}

/// Which of the first characters are in NFKC beside any other such character: asking for the form of each takes longer than folding.
static INERT: LazyLock<CharBits> = LazyLock::new(|| CharBits::of(is_normal));

/// The same for ASCII, which most texts are: nothing has to be looked up, which is four fifths of the work.
fn fold_ascii(text: &[u8]) -> String {
    let mut folded = Vec::with_capacity(text.len());
    // As if a space stood before the text, so that none is written there.
    let (mut last, mut mark_in_number) = (b' ', false);
    for &byte in text {
        let behind_mark = std::mem::take(&mut mark_in_number);
        let piece = if byte.is_ascii_alphabetic() {
            byte.to_ascii_lowercase()
        } else if byte.is_ascii_digit() {
            if behind_mark {
                folded.pop();
                last = DIGITS;
            }
            DIGITS
        } else {
            mark_in_number = last == DIGITS && matches!(byte, b',' | b'.' | b'\'');
            b' '
        };
        if piece != last || piece.is_ascii_lowercase() {
            folded.push(piece);
            last = piece;
        }
    }
    folded.truncate(folded.trim_ascii_end().len());
    String::from_utf8(folded).unwrap_or_default()
}

fn is_normal(c: char) -> bool {
    is_nfkc_quick(std::iter::once(c)) == IsNormalized::Yes && canonical_combining_class(c) == 0
}

fn is_inert(c: char) -> bool {
    c.is_ascii() || INERT.get(c).unwrap_or(matches!(c as u32, 0x4E00..=0x9FFF | 0xAC00..=0xD7A3))
}

/// Whether folding keeps all words of a text as they are, and where they end: no form of a letter is to be changed, nothing vanishes, no
/// number is hidden from who looks for digits, and spaces are between words.
pub(super) fn keeps_words(text: &str) -> bool {
    text.is_ascii() || text.chars().all(|c| c.is_ascii() || PLAIN.get(c).unwrap_or(false))
}

/// The characters for which [`keeps_words`] holds.
static PLAIN: LazyLock<CharBits> = LazyLock::new(|| CharBits::of(keeps_word));

fn keeps_word(c: char) -> bool {
    let number = !c.is_ascii() && c.is_numeric();
    is_mark(c) || is_inert(c) && !is_invisible(c) && !number && !is_unspaced(c)
}

fn push_folded(chars: impl Iterator<Item = char>, folded: &mut String) {
    // A mark between two digits belongs to the number: 1,204.
    let mut mark_in_number = false;
    for c in chars {
        if is_letter(c) {
            folded.push(lower(c));
        } else if c.is_numeric() {
            if mark_in_number {
                folded.pop();
            }
            if !folded.ends_with(NUMBER) {
                folded.push(NUMBER);
            }
        } else if !is_invisible(c) && !folded.is_empty() && !folded.ends_with(' ') {
            mark_in_number = folded.ends_with(NUMBER) && matches!(c, ',' | '.' | '\'' | '’');
            folded.push(' ');
            continue;
        }
        mark_in_number = false;
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c as u32, 0xAD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069 | 0xFE0F | 0xFEFF | 0x300..=0x36F)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sites_vary_is_folded() {
        assert_eq!(fold("» READ more …"), "read more");
        assert_eq!(fold("Comments (12)"), "comments #");
        assert_eq!(fold("1,204 views, 3"), "# views #");
        assert_eq!(fold("E-Mail:"), "e mail");
        assert_eq!(fold("…"), "");
    }

    #[test]
    fn plain_text_is_folded_as_any_text() {
        let every: String = (0..0x80u8).map(char::from).collect();
        for text in ["1,204 views, 3", " a 1.5'2 b", "1,,2", "1, 2", "12.", "3,a,4", "-- x1y --", "", every.as_str()] {
            let mut slow = String::new();
            push_folded(text.chars(), &mut slow);
            assert_eq!(fold(text), slow.trim_end(), "{text}");
        }
    }

    #[test]
    fn what_is_passed_over_is_normal() {
        assert!((0..=0x1_1000u32).filter_map(char::from_u32).all(|c| !is_inert(c) || is_normal(c)));
        assert!("Văn bản é ß 한국어 漢字 が".chars().all(is_inert));
        assert!("ﬁ…\u{a0}½\u{301}ｱ".chars().all(|c| !is_inert(c)));
    }
}
