//! Whether a block is a long piece of prose: what the content of a page consists of, and its head and its foot do not.

/// Letters that make it long: what `detect` takes as prose too.
const LETTERS: u32 = 80;
/// What a letter weighs, so that the weights of all scripts are whole numbers.
const LETTER: u32 = 5;
/// What a letter of a script without spaces weighs: `detect` measures it as 1.8 letters of an alphabet, on translations. 80
/// letters are 45 of these.
const UNSPACED_LETTER: u32 = 9;

/// Characters that end a sentence. Dots that leave it open are none: they end a teaser.
const TERMINAL: &[char] =
    &['.', '!', '?', '。', '！', '？', '．', '｡', '।', '॥', '؟', '۔', '։', '።', '᠃', '။', '។', '།', '༎'];
/// What may follow the end of a sentence.
const CLOSING: &[char] = &['"', '\'', '”', '’', '»', '“', '«', '」', '』', ')', ']', '）', '】', '*', '_'];

/// Whether a text is long and ends like a sentence. Thai and Lao have no mark for that; there a letter at the end will do.
pub(super) fn is_prose(text: &str) -> bool {
    ends_like_a_sentence(text) && is_long(text)
}

fn ends_like_a_sentence(text: &str) -> bool {
    let end = text.trim_end().trim_end_matches(CLOSING).trim_end();
    match end.chars().next_back() {
        Some(last) if TERMINAL.contains(&last) => !end.ends_with(".."),
        Some(last) => matches!(last, '\u{e01}'..='\u{ede}'),
        None => false,
    }
}

fn is_long(text: &str) -> bool {
    let mut weight = 0;
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        weight += if is_unspaced(c) { UNSPACED_LETTER } else { LETTER };
        if weight >= LETTERS * LETTER {
            return true;
        }
    }
    false
}

/// Han, kana, Thai, Lao, Tibetan, Burmese, Khmer.
fn is_unspaced(c: char) -> bool {
    matches!(c as u32, 0xE00..=0xFFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x31F0..=0x31FF | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0xFF66..=0xFF9F | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_and_ended() {
        let words = "the river rose in the night ".repeat(4);
        assert!(is_prose(&format!("{words}again.")) && is_prose(&format!("“{words}again!” ")));
        assert!(!is_prose("The river rose in the night."));
        assert!(!is_prose(&words) && !is_prose(&format!("{words}...")) && !is_prose(&format!("{words}…")));
    }

    #[test]
    fn fewer_letters_where_there_are_no_spaces() {
        let han = |count| format!("{}。", "河".repeat(count));
        assert!(is_prose(&han(45)) && !is_prose(&han(44)));
        assert!(is_prose(&"แม่น้ำขึ้นสูงในตอนกลางคืน".repeat(3)) && !is_prose("แม่น้ำขึ้นสูงในตอนกลางคืน"));
        assert!(is_prose(&format!("{}।", "नदी रात में चढ़ गई ".repeat(8))));
    }
}
