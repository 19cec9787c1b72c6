//! Which parts of a long text are looked at: pieces from all over it, so that neither its length nor its head matters.

use super::{
    letters::{is_letter, is_unspaced},
    primary::{MAX_LENGTH, MIN_LENGTH, MIN_UNITS, UNFINISHED},
    units::is_stop,
};

/// Bytes up to which a text is looked at as a whole.
pub(super) const WHOLE: usize = 1600;
/// Pieces of a longer one.
const PIECES: usize = 16;
/// Letters of a piece.
const LETTERS: usize = 100;
/// What an unspaced character counts in letters of an alphabet, and in words; as blocks are measured.
const UNSPACED: (f32, f32) = (1.8, 1.0 / 2.2);

/// What may follow the end of a sentence.
const CLOSING: [char; 8] = ['"', '\'', ')', ']', '”', '“', '»', '」'];

/// What to look at.
pub(super) struct Sample<P> {
    /// Parts of the text, in order and without overlap, each with what its vote weighs.
    pub pieces: P,
    /// Letters to read of each.
    pub letters: usize,
}

/// Pieces of a text, which cover it.
pub(super) fn pieces(text: &str) -> Sample<impl Iterator<Item = (&str, f32)>> {
    let start = move |index: usize| match index {
        0 => 0,
        PIECES => text.len(),
        _ => word_start(text, text.len() / PIECES * index),
    };
    Sample { pieces: (0..PIECES).map(move |index| (&text[start(index)..start(index + 1)], 1.0)), letters: LETTERS }
}

/// The start of the first word from `at` on, or where the character at `at` starts in a stretch without spaces.
fn word_start(text: &str, at: usize) -> usize {
    let at = boundary(text, at);
    let near = &text[at..boundary(text, at + LETTERS)];
    near.find(char::is_whitespace).map_or(at, |space| at + space)
}

/// Where the character at a byte starts.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default()
}

/// Lines that are long enough to be prose, evenly spread over the text, the weightiest with weight 1; `None` where it has none.
pub(super) fn prose(text: &str) -> Option<Sample<impl Iterator<Item = (&str, f32)>>> {
    let lines = || text.lines().map(str::trim).map(|line| (line, weight(line))).filter(|line| line.1 > 0.0);
    let count = lines().count();
    let most = lines().map(|line| line.1).fold(f32::MIN_POSITIVE, f32::max);
    let chosen = count.min(PIECES);
    // Of `count` lines, those on which a new one of `chosen` equal shares begins.
    let pieces = lines().enumerate().filter(move |(index, _)| (index * chosen) % count < chosen);
    let pieces = pieces.map(move |(_, (line, weight))| (line, weight / most));
    (count > 0).then_some(Sample { pieces, letters: (WHOLE / count.max(1)).max(LETTERS) })
}

/// What the vote of a line weighs, as that of a block in [`super::primary`]: its length, less where it does not end like
/// a sentence; nothing where it is too short for one.
fn weight(line: &str) -> f32 {
    let (mut length, mut units, mut in_word) = (0.0, 0.0, false);
    for c in line.chars() {
        let letter = is_letter(c);
        if letter && is_unspaced(c) {
            (length, units) = (length + UNSPACED.0, units + UNSPACED.1);
        } else if letter {
            length += 1.0;
            units += if in_word { 0.0 } else { 1.0 };
        }
        in_word = letter && !is_unspaced(c);
        if length >= MAX_LENGTH {
            break;
        }
    }
    let finished = line.trim_end_matches(CLOSING).ends_with(is_stop);
    let factor = if finished { 1.0 } else { UNFINISHED };
    if length >= MIN_LENGTH && units >= MIN_UNITS { factor * length / MAX_LENGTH } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_cover_a_text_in_order() {
        for text in ["Ein Satz mit Wörtern. ".repeat(200), "長い文".repeat(900), "é".repeat(WHOLE)] {
            assert_eq!(pieces(&text).pieces.map(|piece| piece.0).collect::<String>(), text);
        }
    }

    #[test]
    fn prose_is_taken_from_all_over() {
        let line = |index: usize| format!("This is line {index} of a page that goes on and on for quite some time.");
        let text: String = (0..100).map(|index| line(index) + "\nMenu\n").collect();
        let chosen: Vec<&str> = prose(&text).unwrap().pieces.map(|piece| piece.0).collect();
        assert_eq!(chosen.len(), PIECES);
        assert!(chosen[0] == line(0) && chosen[PIECES - 1].contains("line 9"));
        assert!(prose("Home\nMenu\nContact\n").is_none());
        assert_eq!(prose(&line(1)).unwrap().pieces.count(), 1);
    }
}
