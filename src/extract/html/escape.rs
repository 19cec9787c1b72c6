//! Signs of the text that Markdown would read as marks, and a backslash before them where it would: nowhere else, so that what
//! is extracted stays readable as text (CommonMark 0.31 and the tables and struck text of GitHub).

use std::ops::Range;

/// Longest name of an entity, in bytes.
const LONGEST_ENTITY: usize = 32;

/// Most digits of a number that makes an item of a line.
const ITEM_DIGITS: usize = 9;

/// What a line is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Lines of a block.
    Lines,
    /// A line that nothing may break.
    Line,
    /// A cell of a table, which is one as well.
    Cell,
}

/// Where a piece of text stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'t> {
    /// The text of the page, which tells what stands beside a sign.
    pub(super) text: &'t str,
    pub(super) place: Place,
    /// Whether it is the text of a link.
    pub(super) link: bool,
    /// Whether marks may stand right beside it.
    pub(super) marked: bool,
    /// Whether there are several tildes, so that two may strike what is between.
    tildes: bool,
    /// Whether a bracket at the start of a line may define where others lead.
    pub(super) defines: bool,
}

impl<'t> Around<'t> {
    /// Of a part of the text, outside of links.
    pub(super) fn new(text: &'t str, part: Range<usize>, place: Place) -> Self {
        let part = text.get(part).unwrap_or_default();
        let tildes = part.matches('~').nth(1).is_some();
        Self { text, place, link: false, marked: false, tildes, defines: part.contains("]:") }
    }

    /// Whether the sign at a place needs a backslash, wherever in a line it stands.
    pub(super) fn escapes(self, at: usize, sign: char) -> bool {
        let rest = &self.text[at + sign.len_utf8()..];
        let (before, after) = (self.text[..at].chars().next_back(), rest.chars().next());
        let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        match sign {
            '\\' => after.is_some_and(|c| c.is_ascii_punctuation() || c == '\n'),
            '`' => true,
            '*' => self.marked || !(is_space(before) && is_space(after)),
            '_' => !(is_space(before) && is_space(after) || is_word(before) && is_word(after)),
            '[' => self.link || is_task(rest),
            ']' => self.link || after.is_some_and(|c| matches!(c, '(' | '[' | ':')),
            '<' => after.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => is_entity(rest),
            '~' => self.tildes,
            '|' => self.place == Place::Cell,
            _ => false,
        }
    }
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// Whether a bracket opens the box of a task.
fn is_task(rest: &str) -> bool {
    ["x]", "X]", " ]"].iter().any(|mark| rest.starts_with(mark))
}

fn is_entity(rest: &str) -> bool {
    let name = rest.bytes().take(LONGEST_ENTITY).take_while(|&c| c.is_ascii_alphanumeric() || c == b'#').count();
    name > 0 && rest.as_bytes().get(name) == Some(&b';')
}

/// The place in a line where a backslash keeps it from being a heading, an item, a rule or the like.
pub(super) fn of_line(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let ends = |at: usize| bytes.get(at).is_none_or(u8::is_ascii_whitespace);
    let only = |signs: &str| line.chars().all(|c| signs.contains(c));
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    match *bytes.first()? {
        b'#' => {
            let signs = bytes.iter().take_while(|&&byte| byte == b'#').count();
            (signs <= 6 && ends(signs)).then_some(0)
        }
        b'>' => Some(0),
        sign @ (b'-' | b'+' | b'*' | b'_' | b'=') => {
            let same = bytes.iter().all(|&byte| byte == sign || byte == b' ');
            let bullet = matches!(sign, b'-' | b'+' | b'*') && ends(1);
            (bullet || same || only("|-: ")).then_some(0)
        }
        // The dash that makes the row of a table of it may be the mark of its item.
        b'|' => only("|-: ").then_some(0),
        b':' => (line.contains('-') && only("|-: ")).then_some(0),
        b'0'..=b'9' => {
            let item = digits <= ITEM_DIGITS && matches!(bytes.get(digits), Some(b'.' | b')'));
            (item && ends(digits + 1)).then_some(digits)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let around = Around::new(text, 0..text.len(), Place::Lines);
        let start = of_line(text);
        let signs = text.char_indices().map(|(at, sign)| {
            let mark = if around.escapes(at, sign) || start == Some(at) { "\\" } else { "" };
            format!("{mark}{sign}")
        });
        signs.collect()
    }

    #[test]
    fn only_what_would_be_a_mark_is_escaped() {
        for plain in [
            "2 * 3 = 6",
            "snake_case_name",
            "a - b",
            "#hashtag",
            "C# and F#",
            "1.5 litres",
            "[1] a note",
            "x < y",
            "R&D more",
            "~5 km",
            "a | b",
            "-5 degrees",
            "2020 was",
            "http://a.example/x?a=b&c=d",
            "\\o/",
            "Q: what?",
        ] {
            assert_eq!(escaped(plain), plain);
        }
    }

    #[test]
    fn marks_are_escaped() {
        for (text, expected) in [
            ("# 1", "\\# 1"),
            ("> said", "\\> said"),
            ("- item", "\\- item"),
            ("+", "\\+"),
            ("12. Mai", "12\\. Mai"),
            ("3) three", "3\\) three"),
            ("---", "\\---"),
            ("===", "\\==="),
            ("|-|-|", "\\|-|-|"),
            ("|", "\\|"),
            ("*a*", "\\*a\\*"),
            ("_a_", "\\_a\\_"),
            ("`x`", "\\`x\\`"),
            ("<b>", "\\<b>"),
            ("&amp; &#38;", "\\&amp; \\&#38;"),
            ("[a](b) [a]: c", "[a\\](b) [a\\]: c"),
            ("[x] done", "\\[x] done"),
            ("~~a~~", "\\~\\~a\\~\\~"),
            ("\\*", "\\\\\\*"),
        ] {
            assert_eq!(escaped(text), expected, "{text}");
        }
    }
}
