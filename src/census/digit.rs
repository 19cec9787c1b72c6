//! The decimal digits of all scripts, in a table of our own: those of the standard library grow with Rust, and keys must not.

/// The first digit of each run of ten beyond ASCII: general category Nd of Unicode 17, without those that NFKC turns into ASCII.
const ZEROS: [u32; 67] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20,
    0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0,
    0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0x104a0, 0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0,
    0x11450, 0x114d0, 0x11650, 0x116c0, 0x116d0, 0x116da, 0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50, 0x11d50,
    0x11da0, 0x11de0, 0x11f50, 0x16a60, 0x16ac0, 0x16b50, 0x16d70, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e5f1, 0x1e950,
];

/// Whether a character of a text in NFKC is a decimal digit.
pub(super) fn is_digit(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    let code = u32::from(c);
    let after = ZEROS.partition_point(|zero| *zero <= code);
    after.checked_sub(1).is_some_and(|place| code - ZEROS[place] < 10)
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn digits_of_all_scripts() {
        assert!("0९٣๙༠၉𑛣𑷩".chars().all(is_digit));
        assert!(!"aⅣ一½፩²".chars().any(is_digit));
    }

    #[test]
    fn the_table_is_in_order_and_holds_numbers_only() {
        assert!(ZEROS.is_sorted_by(|a, b| a + 10 <= *b));
        for c in (0..=0x10_ffff).filter_map(char::from_u32).filter(|c| is_digit(*c)) {
            // What is newer than the standard library is left out.
            assert!(c.is_numeric() || matches!(c as u32, 0x11de0..=0x11de9), "{c:?}");
            assert!(c.is_ascii() || c.nfkc().eq([c]), "{c:?}");
        }
    }
}
