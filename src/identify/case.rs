//! What the capitals of a word say: whether it is a symbol, an acronym or a name of a program, which no language owns.

/// What was read of a word so far.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Case {
    letters: u32,
    capitals: u32,
    vowels: u32,
    /// Whether a capital stands behind a small letter: "JavaScript".
    inner: bool,
}

impl Case {
    /// Takes a letter: whether it was a capital, and its lower case.
    pub(crate) fn letter(&mut self, capital: bool, lower: char) {
        self.inner |= capital && self.letters > self.capitals;
        self.letters += 1;
        self.capitals += u32::from(capital);
        self.vowels += u32::from(is_vowel(lower));
    }

    /// Whether the word is a symbol: capitals inside it, or nothing but capitals that nobody could pronounce. A hump behind
    /// two letters ("McEwan", "MacLeod") is a name's.
    pub(crate) fn is_symbol(self) -> bool {
        let acronym = self.letters >= 2 && self.capitals == self.letters && self.vowels == 0;
        acronym || self.inner
    }
}

/// Whether a letter in lower case can carry a syllable. Letters beyond ASCII count, so that only plain Latin words can be
/// acronyms.
fn is_vowel(lower: char) -> bool {
    !lower.is_ascii() || matches!(lower, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_symbol(word: &str) -> bool {
        let mut case = Case::default();
        word.chars().for_each(|c| case.letter(c.is_uppercase(), c.to_lowercase().next().unwrap_or(c)));
        case.is_symbol()
    }

    #[test]
    fn symbols_are_told_by_their_capitals() {
        for symbol in ["RGB", "sRGB", "YCbCr", "JavaScript", "iPhone", "HTTPS"] {
            assert!(is_symbol(symbol), "{symbol}");
        }
        for word in ["Foto", "FOTO", "vlk", "Krk", "Straße", "ЧПК", "I", "a", ""] {
            assert!(!is_symbol(word), "{word}");
        }
    }
}
