//! The size of a block: letters, words, digits, in units that mean the same in every script.

use crate::identify::{is_letter, is_unspaced};

/// What a character of an unspaced script counts, in letters of an alphabet.
const UNSPACED_LETTER: f32 = 1.8;
/// How many characters of an unspaced script make a word.
const UNSPACED_WORD: f32 = 2.2;

/// Sizes of a block.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Measure {
    /// Letters, those of unspaced scripts weighing more: one length for all scripts.
    pub length: f32,
    /// Words; in unspaced scripts an estimate.
    pub units: f32,
    /// Letters as they are.
    pub letters: u32,
    /// Characters other than white space.
    pub visible: u32,
    /// Decimal digits.
    pub digits: u32,
    /// Words that start in upper case.
    pub capitalised: u32,
    /// Words of a script that has case.
    pub cased: u32,
}

/// What is counted of a character, a bit each.
const VISIBLE: u8 = 1;
/// See [`VISIBLE`].
const DIGIT: u8 = 2;
/// See [`VISIBLE`].
const LETTER: u8 = 4;

/// The same of each character of ASCII: asking in turn takes twice as long.
const TRAITS: [u8; 128] = {
    let (mut traits, mut byte) = ([0; 128], 0);
    while byte < 128 {
        let c = byte as u8;
        // The vertical tab is white space of Unicode, but not of the standard library's ASCII.
        let visible = !(c.is_ascii_whitespace() || c == 0x0B);
        traits[byte] =
            (visible as u8 * VISIBLE) | (c.is_ascii_digit() as u8 * DIGIT) | (c.is_ascii_alphabetic() as u8 * LETTER);
        byte += 1;
    }
    traits
};

/// The same of a character beyond.
fn traits_beyond(c: char) -> u8 {
    let (visible, digit, letter) = (!c.is_whitespace(), c.is_numeric(), is_letter(c));
    (u8::from(visible) * VISIBLE) | (u8::from(digit) * DIGIT) | (u8::from(letter) * LETTER)
}

impl Measure {
    /// Measures a text.
    pub(crate) fn of(text: &str) -> Self {
        if text.is_ascii() { Self::of_ascii(text.as_bytes()) } else { Self::of_any(text) }
    }

    /// The same for ASCII, which most texts are, and which needs no table.
    fn of_ascii(text: &[u8]) -> Self {
        let mut measure = Self::default();
        let (mut words, mut in_word) = (0u32, false);
        for &byte in text {
            let traits = TRAITS[usize::from(byte & 0x7F)];
            let letter = traits & LETTER != 0;
            measure.visible += u32::from(traits & VISIBLE != 0);
            measure.digits += u32::from(traits & DIGIT != 0);
            measure.letters += u32::from(letter);
            if letter && !in_word {
                words += 1;
                measure.capitalised += u32::from(byte.is_ascii_uppercase());
            }
            in_word = letter || (in_word && byte == b'\'');
        }
        (measure.cased, measure.length, measure.units) = (words, measure.letters as f32, words as f32);
        measure
    }

    fn of_any(text: &str) -> Self {
        let mut measure = Self::default();
        let (mut unspaced, mut words, mut in_word) = (0u32, 0u32, false);
        for c in text.chars() {
            let traits = TRAITS.get(c as usize).copied().unwrap_or_else(|| traits_beyond(c));
            let letter = traits & LETTER != 0;
            measure.visible += u32::from(traits & VISIBLE != 0);
            measure.digits += u32::from(traits & DIGIT != 0);
            let alone = letter && is_unspaced(c);
            measure.letters += u32::from(letter);
            unspaced += u32::from(alone);
            if letter && !alone && !in_word {
                words += 1;
                measure.capitalised += u32::from(c.is_uppercase());
                measure.cased += u32::from(c.is_uppercase() || c.is_lowercase());
            }
            in_word = (letter && !alone) || (in_word && matches!(c, '\'' | '’' | '\u{ad}'));
        }
        measure.length = (measure.letters - unspaced) as f32 + UNSPACED_LETTER * unspaced as f32;
        measure.units = words as f32 + unspaced as f32 / UNSPACED_WORD;
        measure
    }

    /// The share of digits among what is visible.
    pub(crate) fn digit_share(&self) -> f32 {
        self.digits as f32 / self.visible.max(1) as f32
    }

    /// The share of words in upper case among those that could be.
    pub(crate) fn capital_share(&self) -> f32 {
        self.capitalised as f32 / self.cased.max(1) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_length_for_all_scripts() {
        let (latin, han) = (Measure::of("The river rose in the night"), Measure::of("河水在夜里上涨了许多"));
        assert_eq!(latin.units, 6.0);
        assert!((han.units - 4.5).abs() < 0.1 && han.length == 18.0);
    }

    #[test]
    fn ascii_is_measured_as_any_text() {
        let every: String = (0..0x80u8).flat_map(|byte| [char::from(byte), 'a', char::from(byte)]).collect();
        for text in ["The river's 3 mills", "O'Hara '' x'", "", "12:45\t\n", "'tis A", every.as_str()] {
            assert_eq!(Measure::of_ascii(text.as_bytes()), Measure::of_any(text), "{text}");
        }
    }
}
