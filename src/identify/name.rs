//! Whether a text has the form of a personal name: two to four capitalised words, particles between them, and nothing else.

/// Words in lower case that names have between their parts.
#[rustfmt::skip]
const PARTICLES: [&str; 34] = [
    "af", "al", "am", "an", "av", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "e", "el", "i",
    "ibn", "la", "le", "of", "ten", "ter", "und", "van", "von", "vom", "y", "zu", "zum", "zur",
];
/// Capitalised words of a name: at least, and at most.
const PARTS: (u8, u8) = (2, 4);
/// Letters of a word that are kept: no particle has more.
const KEPT: usize = 6;

/// What a text that has the form of a name is worth against the page's language at most, in nats, where the other language
/// does not know all of its words: below every threshold at which a short line is foreign for sure. Every detector takes
/// names for foreign text (research: 60 to 98 % of them), and no threshold on the score tells them apart.
const NAME_MARGIN: f32 = 1.0;

/// The lead of another language over the page's on a text that has the form of a name: that of the best language, curbed, or
/// that of the best one that knows all of the words.
pub(crate) fn curbed(lead: f32, worded: Option<f32>) -> f32 {
    worded.unwrap_or(f32::MIN).max(lead.min(NAME_MARGIN))
}

/// What was read of a text so far. Fed letter by letter, so that nothing is kept of the text.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct NameForm {
    /// Capitalised words.
    parts: u8,
    /// Whether something stands in the text that no name has.
    spoiled: bool,
    /// The running word: letters, how many of them are capitals, whether the first is, and the first letters.
    letters: usize,
    capitals: usize,
    capitalised: bool,
    first: [u8; KEPT],
}

impl NameForm {
    /// Takes a letter.
    pub(crate) fn letter(&mut self, c: char) {
        if self.spoiled {
            return;
        }
        let capital = c.is_uppercase();
        self.capitalised |= self.letters == 0 && capital;
        self.capitals += usize::from(capital);
        if let Some(place) = self.first.get_mut(self.letters) {
            *place = u8::try_from(c).unwrap_or(0);
        }
        self.letters += 1;
    }

    /// Takes the letters of a word in ASCII.
    pub(crate) fn word(&mut self, letters: &[u8]) {
        if !self.spoiled {
            letters.iter().for_each(|&letter| self.letter(char::from(letter)));
        }
    }

    /// Takes anything else.
    pub(crate) fn other(&mut self, c: char) {
        if self.spoiled {
            return;
        }
        self.end_word();
        self.spoiled |= !(c.is_whitespace() || matches!(c, '-' | '\'' | '’' | '.' | ',' | '‐'));
    }

    /// Whether all that was read is a name by its form.
    pub(crate) fn is_name(mut self) -> bool {
        self.end_word();
        !self.spoiled && (PARTS.0..=PARTS.1).contains(&self.parts)
    }

    fn end_word(&mut self) {
        if self.letters == 0 {
            return;
        }
        // A word all in capitals says nothing: menus are often set that way.
        if self.capitalised && (self.capitals == 1 || self.letters > 2 && self.capitals == 2) {
            self.parts = self.parts.saturating_add(1);
        } else if !self.is_particle() {
            self.spoiled = true;
        }
        *self = Self { parts: self.parts, spoiled: self.spoiled, ..Self::default() };
    }

    fn is_particle(&self) -> bool {
        let word = self.first.get(..self.letters).and_then(|letters| std::str::from_utf8(letters).ok());
        word.is_some_and(|word| PARTICLES.contains(&word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_name(text: &str) -> bool {
        let mut form = NameForm::default();
        for c in text.chars() {
            if c.is_alphabetic() { form.letter(c) } else { form.other(c) }
        }
        form.is_name()
    }

    #[test]
    fn names_are_told_by_their_form() {
        for name in
            ["Britt de Graaf", "Per-Erik Lundmark", "Алла Семенова", "J. R. Ewing", "Siobhan O'Hara", "Ian McEwan"]
        {
            assert!(is_name(name), "{name}");
        }
        for other in ["Lisa", "Neue Seite anlegen", "ALLE SEITEN", "Seite: Suche", "Foto 3", "日本", ""] {
            assert!(!is_name(other), "{other}");
        }
    }
}
