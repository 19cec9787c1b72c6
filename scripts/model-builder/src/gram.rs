//! Character n-grams, packed into a number each, with the boundaries of words as characters of their own.

/// Stands before the first letter of a word. The scorer in `src/identify/` uses the same three characters.
pub const START: char = '\u{1}';
/// Stands behind the last letter of a word.
pub const END: char = '\u{2}';
/// Stands for "this is a whole word" before its letters.
pub const WHOLE: char = '\u{3}';
/// Characters to an n-gram at most, boundaries among them.
pub const ORDERS: usize = 5;
/// Bits a character takes.
const BITS: u32 = 21;

/// An n-gram, its last character in the lowest bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gram(u128);

impl Gram {
    /// The n-gram of at most [`ORDERS`] characters.
    pub fn new(characters: impl IntoIterator<Item = char>) -> Self {
        characters.into_iter().fold(Self(0), Self::then)
    }

    /// With one more character behind.
    pub fn then(self, next: char) -> Self {
        Self(self.0 << BITS | next as u128)
    }

    /// With one more character before.
    pub fn after(self, first: char) -> Self {
        Self(self.0 | (first as u128) << (BITS * self.order() as u32))
    }

    /// How many characters it has.
    pub fn order(self) -> usize {
        (128 - self.0.leading_zeros()).div_ceil(BITS) as usize
    }

    /// The characters, last one first: the order in which the scorer meets them.
    pub fn backwards(self) -> impl Iterator<Item = char> {
        let mask = (1 << BITS) - 1;
        (0..self.order()).filter_map(move |place| char::from_u32((self.0 >> (BITS * place as u32) & mask) as u32))
    }

    /// Without its first character.
    pub fn suffix(self) -> Self {
        let bits = BITS * (self.order() as u32 - 1);
        Self(self.0 & ((1 << bits) - 1))
    }

    /// Without its last character.
    pub fn prefix(self) -> Self {
        Self(self.0 >> BITS)
    }

    /// Its last character.
    pub fn last(self) -> Option<char> {
        self.backwards().next()
    }

    /// Whether it starts a word.
    pub fn starts(self) -> bool {
        self.0 >> (BITS * (self.order() as u32 - 1)) == START as u128
    }

    /// Whether it ends a word.
    pub fn ends(self) -> bool {
        self.last() == Some(END)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_come_and_go_at_both_ends() {
        let gram = Gram::new("abc".chars());
        assert_eq!(gram.suffix(), Gram::new("bc".chars()));
        assert_eq!(gram.prefix(), Gram::new("ab".chars()));
        assert_eq!(gram.prefix().after(START).then(END), Gram::new([START, 'a', 'b', END]));
        assert!(gram.after(START).starts() && !gram.starts() && gram.then(END).ends());
        assert_eq!(gram.backwards().collect::<String>(), "cba");
    }
}
