//! What is known of the first characters, a bit each, where to find it out takes long.

/// The first character of which nothing is kept: what lies below are the alphabets.
const END: u32 = 0x3100;

/// Whether something holds of a character, for all below the kana's end.
#[derive(Debug)]
pub(crate) struct CharBits(Vec<u64>);

impl CharBits {
    /// Asks for each of them once.
    pub(crate) fn of(holds: fn(char) -> bool) -> Self {
        let mut bits = vec![0; END as usize / 64];
        for c in (0..END).filter_map(char::from_u32).filter(|&c| holds(c)) {
            bits[c as usize / 64] |= 1 << (c as u32 % 64);
        }
        Self(bits)
    }

    /// Whether it holds of a character; `None` beyond those that are kept.
    #[inline]
    pub(crate) fn get(&self, c: char) -> Option<bool> {
        self.0.get(c as usize / 64).map(|bits| bits >> (c as u32 % 64) & 1 != 0)
    }
}
