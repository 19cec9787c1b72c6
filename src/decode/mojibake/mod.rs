//! Repairs UTF-8 that was read as a single-byte charset, once or several times, and only where that is certain.
//!
//! A page without a suspicious pair of characters is returned as it came after one scan. Otherwise each line is
//! judged by itself: a *unit* is a sequence of characters whose bytes in the charset are one character of UTF-8.
//! Certain units are repaired; doubtful ones only on a line that has certain ones and nothing but units outside ASCII.

mod certainty;
mod table;

use super::Repair;
use certainty::Unit;
use table::Charset;

/// Text is judged by line, and a longer line in parts of at most this many bytes: it bounds memory.
const PART: usize = 64 << 10;
/// Rounds on one line: text misread three times has been seen, twice as often is bearable, and one more has to find that
/// nothing is left. A line that is not done by then is no text that was misread, and stays as it came.
const ROUNDS: usize = 7;
/// Repairs with at most this many ASCII characters between them, all in one word, are listed as one.
const GAP: usize = 16;

/// A character of the working text, and the bytes of the original part it came from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    pub(super) c: char,
    start: usize,
    end: usize,
    changed: bool,
}

/// Repairs a text. The repairs come in order, placed in the repaired text.
pub(super) fn repair(text: String) -> (String, Vec<Repair>) {
    if table::first_suspect(&text).is_none() {
        return (text, Vec::new());
    }
    let (mut repaired, mut repairs) = (String::with_capacity(text.len()), Vec::new());
    for part in parts(&text) {
        let suspect = table::first_suspect(part).filter(|_| part.len() <= PART);
        match suspect.and_then(|_| repair_part(part)) {
            Some(cells) => write(part, &cells, &mut repaired, &mut repairs),
            None => repaired.push_str(part),
        }
    }
    (repaired, repairs)
}

/// Lines, and pieces of long lines. A piece without a place to cut is longer than [`PART`], and left as it came.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (part, after) = rest.split_at(part_end(rest.as_bytes()));
        rest = after;
        (!part.is_empty()).then_some(part)
    })
}

/// Where the first part ends: with its line, or at the last cut that bounds it.
fn part_end(rest: &[u8]) -> usize {
    // Nearly every line is short.
    let near = &rest[..rest.len().min(PART)];
    if let Some(line) = memchr::memchr(b'\n', near) {
        return line + 1;
    }
    let mut cut = 0;
    for (end, &byte) in (1..).zip(rest) {
        if end > PART && cut > 0 {
            return cut;
        }
        if byte == b'\n' || end > PART && is_cut(byte) {
            return end;
        }
        cut = if is_cut(byte) { end } else { cut };
    }
    rest.len()
}

/// Whether a line may be cut behind a character: one that belongs to no unit, and that no unit beside it is judged by, so that
/// it makes no difference where lines are cut.
fn is_cut(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric() && !matches!(byte, b'"' | b'\'' | b'(')
}

/// The cells of a part after repair, or nothing where nothing was certain, or where there is no end to it: what is given
/// has nothing left to repair, so that repairing it again changes nothing.
fn repair_part(part: &str) -> Option<Vec<Cell>> {
    let cell = |(start, c): (usize, char)| Cell { c, start, end: start + c.len_utf8(), changed: false };
    let mut cells: Vec<Cell> = part.char_indices().map(cell).collect();
    let mut changed = false;
    for _ in 0..ROUNDS {
        let mut again = false;
        for charset in Charset::ALL {
            let units = certainty::certain_units(&cells, charset);
            if !units.is_empty() {
                cells = apply(&cells, &units);
                again = true;
            }
        }
        if !again {
            return changed.then_some(cells);
        }
        changed = true;
    }
    None
}

/// Replaces the cells of each unit by its character.
fn apply(cells: &[Cell], units: &[Unit]) -> Vec<Cell> {
    let (mut result, mut from) = (Vec::with_capacity(cells.len()), 0);
    for unit in units {
        let last = unit.at + unit.length - 1;
        result.extend_from_slice(&cells[from..unit.at]);
        result.push(Cell { c: unit.c, start: cells[unit.at].start, end: cells[last].end, changed: true });
        from = last + 1;
    }
    result.extend_from_slice(&cells[from..]);
    result
}

/// Appends the repaired part, and lists its runs of changed cells.
fn write(part: &str, cells: &[Cell], text: &mut String, repairs: &mut Vec<Repair>) {
    let mut at = 0;
    while at < cells.len() {
        let length = if cells[at].changed { run_length(&cells[at..]) } else { 1 };
        let run = &cells[at..at + length];
        let start = text.len();
        text.extend(run.iter().map(|cell| cell.c));
        if cells[at].changed {
            let before = part[run[0].start..run[length - 1].end].to_owned();
            let start = u32::try_from(start).unwrap_or(u32::MAX);
            repairs.push(Repair { start, before, after: text[start as usize..].to_owned() });
        }
        at += length;
    }
}

/// How many cells from the first belong to one repair: up to the last changed one with short gaps between.
fn run_length(cells: &[Cell]) -> usize {
    let mut length = 1;
    for (at, cell) in cells.iter().enumerate().skip(1) {
        if cell.changed {
            length = at + 1;
        } else if at - length >= GAP || !cell.c.is_ascii_alphanumeric() {
            break;
        }
    }
    length
}

#[cfg(test)]
mod tests;
