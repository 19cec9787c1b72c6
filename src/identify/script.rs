//! Which languages are written in a script.

use crate::lang::{LangSet, SCORED};

/// The languages of the table that are written in Latin letters: the first of it.
pub(crate) const LATIN: LangSet = LangSet::rows(0, 49);
/// Those that are written in Cyrillic letters.
pub(crate) const CYRILLIC: LangSet = LangSet::rows(49, 57);

/// The languages that are written in Han letters. Korean text is in Hangul, and brings its language with it.
const HAN: LangSet = LangSet::rows(72, 73).or(LangSet::rows(74, 75));

/// The languages that a letter of any other script can be of; none for one that no language here uses.
pub(crate) fn written_in(letter: char) -> LangSet {
    /// A block of letters, and the rows of the languages that are written in it: from, and up to.
    const BLOCKS: [(u32, u32, usize, usize); 31] = [
        (0x370, 0x3FF, 61, 62),
        (0x530, 0x58F, 62, 63),
        (0x590, 0x5FF, 60, 61),
        (0x600, 0x77F, 57, 60),
        (0x780, 0x7BF, SCORED + 9, SCORED + 10),
        (0x8A0, 0x8FF, 57, 60),
        (0x900, 0x97F, 64, 66),
        (0x980, 0x9FF, 66, 67),
        (0xA00, 0xA7F, 67, 68),
        (0xA80, 0xAFF, 68, 69),
        (0xB00, 0xB7F, SCORED + 6, SCORED + 7),
        (0xB80, 0xBFF, 69, 70),
        (0xC00, 0xC7F, 70, 71),
        (0xC80, 0xCFF, SCORED + 3, SCORED + 4),
        (0xD00, 0xD7F, SCORED + 4, SCORED + 5),
        (0xD80, 0xDFF, SCORED + 5, SCORED + 6),
        (0xE00, 0xE7F, 71, 72),
        (0xE80, 0xEFF, SCORED + 7, SCORED + 8),
        (0xF00, 0xFFF, SCORED + 8, SCORED + 9),
        (0x1000, 0x109F, SCORED + 1, SCORED + 2),
        (0x10A0, 0x10FF, 63, 64),
        (0x1100, 0x11FF, 73, 74),
        (0x1200, 0x139F, SCORED, SCORED + 1),
        (0x1780, 0x17FF, SCORED + 2, SCORED + 3),
        (0x1C90, 0x1CBF, 63, 64),
        (0x1F00, 0x1FFF, 61, 62),
        (0x3040, 0x30FF, 72, 73),
        (0x3130, 0x318F, 73, 74),
        (0xAC00, 0xD7FF, 73, 74),
        (0xFB1D, 0xFB4F, 60, 61),
        (0xFB50, 0xFEFC, 57, 60),
    ];
    let code = letter as u32;
    if matches!(code, 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF) {
        return HAN;
    }
    let after = BLOCKS.partition_point(|block| block.0 <= code);
    let block = after.checked_sub(1).map(|place| BLOCKS[place]).filter(|block| code <= block.1);
    match block {
        Some((_, _, from, to)) => LangSet::rows(from, to),
        None if (0xFF66..=0xFF9F).contains(&code) => LangSet::rows(72, 73),
        None => LangSet::default(),
    }
}

#[cfg(test)]
mod tests {
    use crate::lang::Lang;

    use super::*;

    fn codes(letter: char) -> Vec<&'static str> {
        Lang::all().filter(|lang| written_in(letter).contains(*lang)).map(Lang::code).collect()
    }

    #[test]
    fn letters_tell_their_languages() {
        let cases: [(char, &[&str]); 24] = [
            ('α', &["el"]),
            ('ա', &["hy"]),
            ('ა', &["ka"]),
            ('א', &["he"]),
            ('ب', &["ar", "fa", "ur"]),
            ('ހ', &["dv"]),
            ('क', &["hi", "mr"]),
            ('ক', &["bn"]),
            ('ਕ', &["pa"]),
            ('ક', &["gu"]),
            ('କ', &["or"]),
            ('க', &["ta"]),
            ('క', &["te"]),
            ('ಕ', &["kn"]),
            ('ക', &["ml"]),
            ('ක', &["si"]),
            ('ก', &["th"]),
            ('ກ', &["lo"]),
            ('ཀ', &["bo"]),
            ('က', &["my"]),
            ('ក', &["km"]),
            ('አ', &["am"]),
            ('が', &["ja"]),
            ('漢', &["ja", "zh"]),
        ];
        for (letter, expected) in cases {
            assert_eq!(codes(letter), expected, "{letter}");
        }
        assert_eq!(codes('ᚠ'), [""; 0]);
    }

    #[test]
    fn every_scored_language_has_a_script() {
        let last = |set: LangSet| Lang::scored().filter(|lang| set.contains(*lang)).last().map(Lang::code);
        assert_eq!((last(LATIN), last(CYRILLIC)), (Some("zu"), Some("uk")));
    }
}
