//! Numbers that ran together, cut where only one cut leaves a date: a year and the hour behind it, a counter and the
//! day after it.

use super::{
    lex::{Gap, Kind, Token},
    role::Role,
};

/// Cuts glued numbers; `true` where any was cut.
pub(super) fn unglue(tokens: &mut Vec<Token>, text: &str) -> bool {
    let mut cut = false;
    let mut at = 0;
    while at < tokens.len() {
        if let Some(length) = place(tokens, at, text) {
            split(tokens, at, length, text);
            cut = true;
        }
        at += 1;
    }
    cut
}

fn number<'a>(tokens: &[Token], at: Option<usize>, text: &'a str) -> Option<&'a str> {
    let token = tokens.get(at?)?;
    token.number().map(|_| &text[token.start..token.end]).filter(|digits| digits.is_ascii())
}

fn mark(tokens: &[Token], at: Option<usize>) -> Option<char> {
    tokens.get(at?)?.mark()
}

fn is_year(digits: &str) -> bool {
    digits.len() >= 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

fn is_day(digits: &str) -> bool {
    digits.len() <= 2 && digits.parse().is_ok_and(|day: u8| (1..=31).contains(&day))
}

/// After how many digits the number at `at` is to be cut.
fn place(tokens: &[Token], at: usize, text: &str) -> Option<usize> {
    let digits = number(tokens, Some(at), text).filter(|digits| digits.len() > 2)?;
    let (before, after) = (mark(tokens, at.checked_sub(1)), mark(tokens, Some(at + 1)));
    let (second, third) = (number(tokens, Some(at + 2), text), number(tokens, Some(at + 4), text));
    let separator = |c: Option<char>| matches!(c, Some('.' | '/' | '-'));
    let tail = digits.len() - 2;
    let hour = number(tokens, at.checked_sub(2), text).is_some_and(|hour| hour.len() <= 2);
    if before == Some(':') && hour && tokens[at].gap == Gap::Glued {
        return (digits[..2] < *"60").then_some(2);
    }
    if separator(before) && digits.len() > 4 && is_year(digits) && after != before {
        let day = number(tokens, at.checked_sub(2), text).is_some_and(|n| n.len() <= 2);
        let month = mark(tokens, at.checked_sub(3)) == before && number(tokens, at.checked_sub(4), text).is_some();
        return (day && month).then_some(4);
    }
    if separator(after) && before != after && mark(tokens, Some(at + 3)) == after {
        let (second, third) = (second.filter(|n| is_day(n))?, third?);
        if is_year(third) && digits.len() != 4 && is_day(&digits[tail..]) {
            return Some(tail);
        }
        let year = digits.len().checked_sub(4).filter(|from| *from > 0)?;
        return (is_year(&digits[year..]) && second.len() == 2 && is_day(third)).then_some(year);
    }
    beside_month(tokens, at, digits)
}

fn beside_month(tokens: &[Token], at: usize, digits: &str) -> Option<usize> {
    let month = |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(|token| token.has(Role::Month));
    let previous = at.checked_sub(1);
    if month(previous) {
        return match digits.len() {
            6 if is_year(&digits[2..]) && is_day(&digits[..2]) => Some(2),
            5 if is_year(&digits[1..]) => Some(1),
            5.. if is_year(digits) => Some(4),
            _ => None,
        };
    }
    let tail = digits.len() - 2;
    let next = tokens.get(at + 1).is_some_and(|token| matches!(token.gap, Gap::Glued | Gap::Space));
    (month(Some(at + 1)) && next && digits.len() != 4 && is_day(&digits[tail..])).then_some(tail)
}

fn split(tokens: &mut Vec<Token>, at: usize, length: usize, text: &str) {
    let whole = tokens[at];
    let middle = whole.start + length;
    let part = |start: usize, end: usize, gap| Token {
        kind: Kind::Number(text[start..end].parse().unwrap_or(u64::MAX), end - start),
        start,
        end,
        gap,
    };
    tokens[at] = part(whole.start, middle, whole.gap);
    tokens.insert(at + 1, part(middle, whole.end, Gap::Glued));
}
