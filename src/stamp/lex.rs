//! Folded text to tokens: numbers, words with what they can mean, marks. Phrases are found longest first.

use super::{
    names::{Entry, Names},
    role::Role,
};

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    Glued,
    Space,
    Line,
    Tab,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// A value, and how many digits it is written with.
    Number(u64, usize),
    Word(Entry),
    /// A word of no known meaning.
    Other,
    Mark(char),
}

/// One token, in bytes of the folded text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) gap: Gap,
}

impl Token {
    pub(super) fn has(&self, role: Role) -> bool {
        matches!(self.kind, Kind::Word(entry) if entry.has(role))
    }

    pub(super) fn number(&self) -> Option<(u64, usize)> {
        match self.kind {
            Kind::Number(value, digits) => Some((value, digits)),
            _ => None,
        }
    }

    pub(super) fn mark(&self) -> Option<char> {
        match self.kind {
            Kind::Mark(c) => Some(c),
            _ => None,
        }
    }
}

/// Phrases have at most this many words; the longest of the tables has six.
const MAX_WORDS: usize = 6;
/// Names of scripts without spaces have at most this many characters.
const MAX_CHARS: usize = 16;

/// Whether words of the character's script are written without spaces, or with endings glued to them (Hangul).
pub(super) fn unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '○')
}

/// Whether a folded character belongs to a word: letters, and the signs of Indic and Burmese syllables.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic()
        || matches!(c, '\u{900}'..='\u{963}' | '\u{971}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17d3}' | '○')
}

/// Cuts a folded text into tokens.
pub(super) fn lex(text: &str, names: &Names) -> Vec<Token> {
    let mut lexer = Lexer { text, names, at: 0, tokens: Vec::with_capacity(24) };
    while lexer.at < text.len() {
        lexer.step();
    }
    lexer.tokens
}

struct Lexer<'a> {
    text: &'a str,
    names: &'a Names,
    at: usize,
    tokens: Vec<Token>,
}

impl Lexer<'_> {
    fn step(&mut self) {
        let gap = self.skip_space();
        let rest = &self.text[self.at..];
        let Some(c) = rest.chars().next() else { return };
        let (kind, length) = if c.is_ascii_digit() {
            number(rest)
        } else if let Some(found) = han_number(rest, c, self.names) {
            found
        } else if is_letter(c) {
            self.word(rest, c, gap)
        } else {
            (Kind::Mark(c), c.len_utf8())
        };
        let (start, end) = (self.at, self.at + length);
        self.at = end;
        if let (Kind::Other, Gap::Glued, Some(last)) = (kind, gap, self.tokens.last_mut())
            && matches!(last.kind, Kind::Other)
        {
            last.end = end;
            return;
        }
        self.tokens.push(Token { kind, start, end, gap });
    }

    fn skip_space(&mut self) -> Gap {
        let rest = &self.text[self.at..];
        let trimmed = rest.trim_start_matches(char::is_whitespace);
        let space = &rest[..rest.len() - trimmed.len()];
        self.at += space.len();
        match space {
            "" => Gap::Glued,
            " " => Gap::Space,
            space if space.contains('\n') => Gap::Line,
            space if space.contains('\t') => Gap::Tab,
            _ => Gap::Space,
        }
    }

    fn word(&self, rest: &str, first: char, gap: Gap) -> (Kind, usize) {
        if !unspaced(first) {
            return spaced_word(rest, self.names);
        }
        let inside = gap == Gap::Glued && self.tokens.last().is_some_and(|last| matches!(last.kind, Kind::Other));
        let found = unspaced_word(rest, self.names);
        let hangul = matches!(first, '\u{ac00}'..='\u{d7a3}');
        match found {
            Some((entry, length)) if !inside || (!hangul && length > first.len_utf8()) => (Kind::Word(entry), length),
            _ => (Kind::Other, first.len_utf8()),
        }
    }
}

fn number(rest: &str) -> (Kind, usize) {
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    (Kind::Number(rest[..length].parse().unwrap_or(u64::MAX), length), length)
}

/// The end of the letters at the start of `rest`.
fn letters(rest: &str) -> usize {
    let plain = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let mut beyond = rest[plain..].char_indices();
    beyond.find(|(_, c)| !is_letter(*c) || unspaced(*c)).map_or(rest.len(), |(at, _)| plain + at)
}

/// The longest phrase at the start of `rest`, or the first word of no meaning.
fn spaced_word(rest: &str, names: &Names) -> (Kind, usize) {
    let mut end = letters(rest);
    // A name of one word is the start of itself.
    if !names.starts(&rest[..end]) {
        return (Kind::Other, end);
    }
    let mut found = names.get(&rest[..end]).map_or((Kind::Other, end), |entry| (Kind::Word(entry), end));
    for _ in 1..MAX_WORDS {
        let Some(joint) = joint(&rest[end..]) else { break };
        let next = letters(&rest[end + joint..]);
        if next == 0 {
            break;
        }
        end += joint + next;
        if let Some(entry) = names.get(&rest[..end]) {
            found = (Kind::Word(entry), end);
        }
    }
    found
}

/// The bytes between two words of a phrase.
fn joint(rest: &str) -> Option<usize> {
    [" ", ".", "'", "-", ". "].iter().rev().find(|joint| rest.starts_with(**joint)).map(|joint| joint.len())
}

fn unspaced_word(rest: &str, names: &Names) -> Option<(Entry, usize)> {
    let first = rest.chars().next()?;
    if !names.starts(&rest[..first.len_utf8()]) {
        return None;
    }
    let mut found = None;
    for (at, c) in rest.char_indices().take(MAX_CHARS) {
        if !(unspaced(c) || matches!(c, '.' | ' ')) {
            break;
        }
        let end = at + c.len_utf8();
        if let Some(entry) = names.get(&rest[..end]) {
            found = Some((entry, end));
        }
    }
    found
}

/// A number in Han numerals, only where a sign for year, month, day or hour follows.
fn han_number(rest: &str, first: char, names: &Names) -> Option<(Kind, usize)> {
    if first.is_ascii() {
        return None;
    }
    let end = rest.char_indices().find(|(_, c)| han_digit(*c).is_none()).map(|(at, _)| at).filter(|end| *end > 0)?;
    let next = rest[end..].chars().next()?;
    if !matches!(next, '年' | '月' | '日' | '号' | '號' | '時' | '时' | '分') {
        return None;
    }
    if unspaced_word(rest, names).is_some_and(|(_, length)| length > end) {
        return None;
    }
    let digits = rest[..end].chars().filter_map(han_digit);
    let value = if rest[..end].contains(['十', '廿', '卅']) { additive(digits) } else { positional(digits) };
    Some((Kind::Number(value, if value < 100 { 2 } else { 4 }), end))
}

fn han_digit(c: char) -> Option<u64> {
    const DIGITS: &str = "零一二三四五六七八九十";
    match c {
        '〇' | '○' => Some(0),
        '元' => Some(1),
        '廿' => Some(20),
        '卅' => Some(30),
        _ => DIGITS.chars().zip(0..).find(|(digit, _)| *digit == c).map(|(_, value)| value),
    }
}

fn positional(digits: impl Iterator<Item = u64>) -> u64 {
    digits.fold(0, |sum: u64, digit| sum.saturating_mul(10).saturating_add(digit))
}

/// Tens are a factor for the digit before them: 二十三 is 23, 十二 is 12, 廿三 is 23.
fn additive(digits: impl Iterator<Item = u64>) -> u64 {
    let (mut sum, mut last) = (0_u64, 0);
    for digit in digits {
        if digit == 10 {
            sum = (sum - last).saturating_add(last.max(1) * 10);
            last = 0;
        } else {
            sum = sum.saturating_add(digit);
            last = digit;
        }
    }
    sum
}
