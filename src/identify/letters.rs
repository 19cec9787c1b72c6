//! The letters of a text: what counts as one, and which script group it belongs to.

use std::sync::LazyLock;

use super::bits::CharBits;

/// Script groups that share no n-grams. The model builder under `scripts/` draws the same lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    /// Latin letters.
    Latin,
    /// Cyrillic letters.
    Cyrillic,
    /// All others.
    Other,
}

impl Group {
    /// The group of a letter.
    #[inline]
    pub(crate) fn of(letter: char) -> Self {
        if letter.is_ascii_alphabetic() { Self::Latin } else { Self::of_any(letter) }
    }

    fn of_any(letter: char) -> Self {
        match letter as u32 {
            0x41..=0x24F | 0x1E00..=0x1EFF | 0x2C60..=0x2C7F | 0xA720..=0xA7FF | 0xFB00..=0xFB06 => Self::Latin,
            0x400..=0x52F | 0x1C80..=0x1C8F | 0x2DE0..=0x2DFF | 0xA640..=0xA69F => Self::Cyrillic,
            _ => Self::Other,
        }
    }
}

/// Whether a character is part of a word. Marks of Indic and South-East Asian scripts are: they carry vowels.
#[inline]
pub(crate) fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { is_letter_beyond(c) }
}

/// The letters among the first characters: the tables of the standard library are searched.
static LETTERS: LazyLock<CharBits> = LazyLock::new(|| CharBits::of(is_letter_by_range));

/// The same for a character beyond ASCII, so that the short half is compiled into the loops over texts.
fn is_letter_beyond(c: char) -> bool {
    LETTERS.get(c).unwrap_or_else(|| is_letter_by_range(c))
}

fn is_letter_by_range(c: char) -> bool {
    match c as u32 {
        0..0x80 => c.is_ascii_alphabetic(),
        // The commonest letters beyond ASCII, so that the tables of the standard library are seldom asked.
        0xC0..=0x24F => !matches!(c, '×' | '÷'),
        0x400..=0x481 | 0x48A..=0x52F | 0x3041..=0x3096 | 0x30A1..=0x30FA | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3 => true,
        0x388..=0x3A1 | 0x3A3..=0x3F5 => c != '\u{38B}' && c != '\u{38D}',
        0x531..=0x556 | 0x5D0..=0x5EA | 0x620..=0x64A | 0x671..=0x6D3 | 0x10D0..=0x10FA => true,
        0x80..=0xA9 | 0x2000..=0x206F | 0x3001..=0x3004 => false,
        0x900..=0xDFF => !matches!(c, '\u{964}' | '\u{965}') && !c.is_numeric(),
        0xE00..=0xFFF | 0x1000..=0x109F | 0x1780..=0x17FF => c.is_alphabetic() || is_mark(c),
        _ => c.is_alphabetic(),
    }
}

/// Tone marks and killers that Unicode does not call alphabetic.
fn is_mark(c: char) -> bool {
    matches!(c as u32, 0xE47..=0xE4E | 0xEC8..=0xECE | 0xF71..=0xF84 | 0x1037..=0x103A | 0x17C9..=0x17D3)
}

/// Whether a character is a word of its own: Han and kana are written without spaces.
pub(crate) fn stands_alone(c: char) -> bool {
    c as u32 >= 0x3040
        && matches!(c as u32, 0x3040..=0x30FF | 0x31F0..=0x31FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0xFF66..=0xFF9F | 0x20000..=0x3FFFF)
}

/// Whether a script is written without spaces between words, so that length is counted in characters.
pub(crate) fn is_unspaced(c: char) -> bool {
    c as u32 >= 0xE00
        && (stands_alone(c) || matches!(c as u32, 0xE00..=0xEFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0xF00..=0xFFF))
}

/// A letter in lower case; a letter whose lower case is a sequence stays as it is, but for the Turkish capital of `i`.
#[inline]
pub(crate) fn lower(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { lower_beyond(c) }
}

/// The same for a character beyond ASCII, so that the short half is compiled into the loops over texts.
fn lower_beyond(c: char) -> char {
    match c as u32 {
        0x130 => return 'i',
        0x410..=0x42F => return char::from_u32(c as u32 + 0x20).unwrap_or(c),
        0x430..=0x45F | 0xDF..=0xFF | 0x900..=0xDFF | 0x3040..=0x9FFF | 0xAC00..=0xD7A3 => return c,
        _ => {}
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(single), None) => single,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcuts_agree_with_the_standard_library() {
        for c in (0..0x1_1000u32).filter_map(char::from_u32) {
            let mut expected = c.to_lowercase();
            let expected = expected.next().filter(|_| expected.next().is_none()).unwrap_or(c);
            let expected = if c == 'İ' { 'i' } else { expected };
            assert_eq!(lower(c), expected, "{c:?}");
            let marked = matches!(c as u32, 0x900..=0x109F | 0x1780..=0x17FF);
            assert!(marked || is_letter(c) == c.is_alphabetic(), "{c:?}");
            assert_eq!(is_letter(c), is_letter_by_range(c), "{c:?}");
        }
    }
}
