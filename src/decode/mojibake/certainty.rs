//! Which units are certain. The danger is correct text: a capital before a closing mark (`MANHÃ…`, `«CAFÉ»`),
//! two letters that happen to be a unit (`Рёв`, `ĂŞ`), a letter before a no-break space (`Å gå`).

use super::{Cell, table::Charset};

/// Characters whose bytes in a charset are one character of UTF-8.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    /// The first cell.
    pub(super) at: usize,
    /// How many cells.
    pub(super) length: usize,
    /// The character they stand for.
    pub(super) c: char,
    group: Group,
}

/// What a unit stands for; neighbours of one group support each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    /// A Latin letter, or a sign of Latin-1.
    Latin,
    /// Typographic marks, arrows, symbols.
    Sign,
    /// Emoji and other characters of four bytes.
    Emoji,
    /// U+FFFD and the byte order mark, themselves misread.
    Special,
    /// A letter of another script, by number.
    Script(u8),
}

/// The scripts whose text is repaired: common on the web, and without the rare blocks that correct text is mistaken for.
const SCRIPTS: &[(u32, u32, u8)] = &[
    (0x386, 0x3ce, 1),
    (0x401, 0x45f, 2),
    (0x490, 0x491, 2),
    (0x531, 0x586, 3),
    (0x5d0, 0x5ea, 4),
    (0x60c, 0x6d5, 5),
    (0x6f0, 0x6f9, 5),
    (0x901, 0x97f, 6),
    (0x980, 0x9ff, 7),
    (0xb80, 0xbff, 8),
    (0xe01, 0xe5b, 9),
    (0x10d0, 0x10ff, 10),
    (0x3001, 0x30ff, 11),
    (0x4e00, 0x9fff, 11),
    (0xff01, 0xffef, 11),
    (0xac00, 0xd7a3, 12),
];

/// Units in a row that are no accident in a Western charset, where each is a letter and a sign.
const CHAIN: usize = 2;
/// The same where signs are letters too: Ukrainian `РІС…` is two units and a word.
const LETTER_CHAIN: usize = 3;

/// The units of a line that are certain, in order.
pub(super) fn certain_units(cells: &[Cell], charset: Charset) -> Vec<Unit> {
    let (units, consistent) = units(cells, charset);
    let mut certain: Vec<bool> = units.iter().map(|unit| is_certain(unit, cells, charset)).collect();
    mark_chains(&units, cells, charset, &mut certain);
    if consistent && certain.contains(&true) {
        return units;
    }
    mark_neighbours(&units, &mut certain);
    units.into_iter().zip(certain).filter_map(|(unit, sure)| sure.then_some(unit)).collect()
}

/// All units, and whether nothing else of the charset stands on the line outside ASCII.
fn units(cells: &[Cell], charset: Charset) -> (Vec<Unit>, bool) {
    let (mut units, mut consistent, mut at) = (Vec::new(), true, 0);
    while at < cells.len() {
        let unit = unit_at(cells, at, charset);
        at += unit.map_or(1, |unit| unit.length);
        match unit {
            Some(unit) => units.push(unit),
            None => consistent &= cells[at - 1].c.is_ascii() || charset.byte(cells[at - 1].c).is_none(),
        }
    }
    (units, consistent)
}

fn unit_at(cells: &[Cell], at: usize, charset: Charset) -> Option<Unit> {
    let c = cells[at].c;
    if c.is_ascii() {
        return None;
    }
    let mut bytes = [charset.byte(c)?, 0, 0, 0];
    let length = match bytes[0] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    for (byte, cell) in bytes[1..length].iter_mut().zip(cells.get(at + 1..at + length)?) {
        *byte = charset.byte(cell.c).filter(|byte| (0x80..0xc0).contains(byte))?;
    }
    let c = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
    Some(Unit { at, length, c, group: group(c)? })
}

fn group(c: char) -> Option<Group> {
    Some(match c as u32 {
        0xd7 | 0xf7 => return None,
        0x80..=0x17f | 0x1a0 | 0x1a1 | 0x1af | 0x1b0 | 0x218..=0x21b | 0x1e80..=0x1ef9 => Group::Latin,
        0x2010..=0x2044 | 0x20a0..=0x20c0 | 0x2100..=0x27bf | 0x2b00..=0x2bff => Group::Sign,
        0x1f000..=0x1faff => Group::Emoji,
        0xfeff | 0xfffd => Group::Special,
        code => Group::Script(SCRIPTS.iter().find(|&&(first, last, _)| (first..=last).contains(&code))?.2),
    })
}

/// Whether a unit is certain by itself.
fn is_certain(unit: &Unit, cells: &[Cell], charset: Charset) -> bool {
    let place = Place::of(unit, cells);
    match unit.group {
        Group::Emoji | Group::Special => true,
        Group::Sign if charset == Charset::Western => !is_closing(place.second) || place.second == '„',
        // Where letters are signs too (`в–Їжа`), only the most frequent.
        Group::Sign => matches!(unit.c, '\u{2010}'..='\u{203a}' | '€' | '№' | '™' | '←'..='↓'),
        Group::Script(_) => false,
        Group::Latin if charset == Charset::Cyrillic => place.is_latin_in_cyrillic(),
        Group::Latin if unit.length == 3 => charset == Charset::Western && place.is_in_word() && !place.ends_word,
        Group::Latin => place.is_misread_letter(),
    }
}

/// A unit's characters and neighbours.
struct Place {
    before: Option<char>,
    after: Option<char>,
    first: char,
    second: char,
    /// Whether all after the first can end a word and begin the next, as in `á»Ž`.
    ends_word: bool,
}

impl Place {
    fn of(unit: &Unit, cells: &[Cell]) -> Self {
        let rest = &cells[unit.at + 1..unit.at + unit.length];
        Self {
            before: unit.at.checked_sub(1).map(|at| cells[at].c),
            after: cells.get(unit.at + unit.length).map(|cell| cell.c),
            first: cells[unit.at].c,
            second: rest[0].c,
            ends_word: rest.iter().all(|cell| is_mark(cell.c) || cell.c.is_alphabetic()),
        }
    }

    fn after_lower(&self) -> bool {
        self.before.is_some_and(char::is_lowercase)
    }

    fn before_lower(&self) -> bool {
        self.after.is_some_and(|c| c.is_ascii_lowercase())
    }

    fn starts_word(&self) -> bool {
        self.before.is_none_or(|c| !c.is_alphanumeric())
    }

    /// A Latin letter on at least one side.
    fn is_in_word(&self) -> bool {
        self.before_lower() || self.before.is_some_and(|c| c.is_ascii_alphabetic())
    }

    /// Two characters for one Latin letter or sign: a capital where no capital stands, or before what follows none.
    fn is_misread_letter(&self) -> bool {
        if !self.first.is_uppercase() {
            return false;
        }
        match self.second {
            // As a word of its own only Â and Ã are no word in any language.
            '\u{a0}' | '\u{ad}' => self.after_lower() || (self.starts_word() && matches!(self.first, 'Â' | 'Ã')),
            second if is_mark(second) => self.after_lower() || self.opens_word() || self.is_sign_after_a(),
            second if second.is_alphabetic() && second != 'µ' => self.after_lower(),
            _ => self.before_lower() || self.before.is_none_or(|c| !c.is_uppercase()),
        }
    }

    /// At the start of a word that goes on in lower case, and not a letter in quotation marks.
    /// The leads that are words by themselves (Å, È, É, Ó) may be correct there: `Å…`.
    fn opens_word(&self) -> bool {
        matches!(self.first, 'Ã' | 'Ä' | 'Ă' | 'Ĺ')
            && self.starts_word()
            && self.before_lower()
            && !self.before.is_some_and(is_mark)
    }

    /// `Â°`, `Â»`: no word ends in Â; but `«Â»` and `CÂ®` are left.
    fn is_sign_after_a(&self) -> bool {
        self.first == 'Â' && !is_closing(self.second) && self.before.is_none_or(|c| !c.is_uppercase() && !is_mark(c))
    }

    /// A Cyrillic capital and a sign inside a Latin word: `fГјr`, `Г¶ffnen`.
    fn is_latin_in_cyrillic(&self) -> bool {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase());
        let foreign = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && c.is_alphabetic());
        let inside = latin(self.before) && !foreign(self.after);
        let opening = latin(self.after) && self.starts_word() && !self.second.is_alphabetic() && !is_mark(self.second);
        self.first.is_uppercase() && (inside || opening)
    }
}

/// Marks that may follow a capital in correct text; raised digits are footnotes.
fn is_mark(c: char) -> bool {
    const MARKS: &str = "–—‚„™®©°·•´ªº¹²³\u{a0}\u{ad}";
    is_closing(c) || MARKS.contains(c)
}

/// Marks that close a quotation or break off a word.
fn is_closing(c: char) -> bool {
    matches!(c, '…' | '“' | '”' | '‘' | '’' | '»' | '«' | '›' | '‹' | '„' | '"' | '\'' | '(')
}

/// Marks runs of adjacent units in one script.
fn mark_chains(units: &[Unit], cells: &[Cell], charset: Charset, certain: &mut [bool]) {
    let mut start = 0;
    for end in 1..=units.len() {
        let joined = end < units.len() && touch(&units[end - 1], &units[end]) && units[end].group == units[start].group;
        if !joined {
            if is_chain(&units[start..end], cells, charset) {
                certain[start..end].fill(true);
            }
            start = end;
        }
    }
}

/// Whether adjacent units of one group are no accident: enough of them, and a lead right after a small letter or a sign
/// that ends no word. `С…РІС…` has neither.
fn is_chain(units: &[Unit], cells: &[Cell], charset: Charset) -> bool {
    let script = units.first().is_some_and(|unit| matches!(unit.group, Group::Script(_)));
    let least = if charset == Charset::Western { CHAIN } else { LETTER_CHAIN };
    let breaks = |unit: &Unit| {
        let last = cells[unit.at + unit.length - 1].c;
        last.is_lowercase() || !(last.is_alphabetic() || is_mark(last))
    };
    script && units.len() >= least && units[..units.len() - 1].iter().any(breaks)
}

/// What touches a certain unit is certain: correct text has no two in a row.
fn mark_neighbours(units: &[Unit], certain: &mut [bool]) {
    for at in 1..units.len() {
        certain[at] |= certain[at - 1] && touch(&units[at - 1], &units[at]);
    }
    for at in (1..units.len()).rev() {
        certain[at - 1] |= certain[at] && touch(&units[at - 1], &units[at]);
    }
}

fn touch(left: &Unit, right: &Unit) -> bool {
    left.at + left.length == right.at
}
