//! What a template left behind when it had no date to fill in: formats, placeholders, zero dates; and the clock of a player that waits.

/// Letters that stand for day, month, year, hour, minute and second in formats of the languages of the web.
const FORMAT_LETTERS: &str = "dmyhstjaggrpuдмгчс";
/// A placeholder is at most this long, in bytes.
const MAX_BYTES: usize = 80;
/// Words of placeholders.
const WORDS: [&str; 6] = ["date", "time", "published", "created", "updated", "modified"];
/// Values that are no date.
const VALUES: [&str; 9] = [
    "invalid date",
    "nan",
    "nan.nan.nan",
    "nan/nan/nan",
    "nan-nan-nan",
    "undefined nan, nan",
    "1 january 1970",
    "january 1, 1970",
    "jan 1, 1970",
];
/// Zero dates of databases and programs, and the zero of the epoch.
const ZEROS: [&str; 8] =
    ["0000-00-00", "0000/00/00", "00.00.0000", "00/00/0000", "00-00-0000", "-0001-11-30", "1970-01-01", "01.01.1970"];

/// Whether a format or a failed value can begin with this folded word.
pub(super) fn may_open(word: &str) -> bool {
    let first = word.chars().next();
    let repeated = first.is_some_and(|first| FORMAT_LETTERS.contains(first) && word.chars().all(|c| c == first));
    repeated || matches!(word, "invalid" | "nan" | "undefined")
}

/// Whether the folded text is a format, a placeholder, a zero date or the clock of a player.
pub(super) fn is_template(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() || text.len() > MAX_BYTES {
        return false;
    }
    VALUES.contains(&text) || zero(text) || waiting(text) || strftime(text) || placeholder(text) || format(text)
}

fn zero(text: &str) -> bool {
    let rest = ZEROS.iter().find_map(|zero| text.strip_prefix(zero));
    rest.is_some_and(|rest| !rest.contains(|c: char| c.is_alphabetic() && c != 't' && c != 'z') && rest.len() <= 16)
        || (text.contains("1970") && text.contains("00:00:00") && text.len() <= 40)
}

/// The clock of a player before it starts: `0:00 / 2:35`.
fn waiting(text: &str) -> bool {
    let number = |field: &str| (1..=2).contains(&field.len()) && field.bytes().all(|byte| byte.is_ascii_digit());
    let clock = |text: &str| {
        let (first, rest) = text.split_once(':').unwrap_or_default();
        let fields = rest.split(':');
        number(first) && fields.clone().count() <= 2 && fields.clone().all(|field| field.len() == 2 && number(field))
    };
    text.split_once('/').is_some_and(|(now, end)| {
        clock(now.trim()) && clock(end.trim()) && now.trim().bytes().all(|byte| matches!(byte, b'0' | b':'))
    })
}

/// Two or more `%X`, and no words.
fn strftime(text: &str) -> bool {
    let mut fields = 0;
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        if before.chars().any(char::is_alphanumeric) {
            return false;
        }
        let field = after.trim_start_matches('-');
        let Some(letter) = field.chars().next().filter(char::is_ascii_alphabetic) else { return false };
        fields += 1;
        rest = &field[letter.len_utf8()..];
    }
    fields >= 2 && !rest.chars().any(char::is_alphanumeric)
}

/// A variable of a template language with a date's name.
fn placeholder(text: &str) -> bool {
    const MARKS: [(&str, &str); 9] = [
        ("{{", "}}"),
        ("${", "}"),
        ("<%", "%>"),
        ("<?", "?>"),
        ("{%", "%}"),
        ("[[", "]]"),
        ("{", "}"),
        ("%", "%"),
        ("[", "]"),
    ];
    let named = |inner: &str| WORDS.iter().any(|word| inner.contains(word));
    let inner = MARKS.iter().find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close));
    if let Some(inner) = inner {
        let words = inner.split_whitespace().count();
        return named(inner) && (words == 1 || text.starts_with("{{") || text.starts_with('<'));
    }
    text.strip_prefix('$').is_some_and(|name| !name.contains(' ') && named(name))
}

/// Letters of a format repeated: at least three groups, the month among them.
fn format(text: &str) -> bool {
    if text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let (mut groups, mut month) = (0, false);
    for group in text.split(|c: char| !c.is_alphabetic()).filter(|group| !group.is_empty()) {
        let mut letters = group.chars();
        let Some(first) = letters.next() else { return false };
        if !FORMAT_LETTERS.contains(first) || letters.any(|c| c != first) || group.chars().count() > 4 {
            return false;
        }
        month |= matches!(first, 'm' | 'м') && group.chars().count() >= 2;
        groups += 1;
    }
    groups >= 3 && month
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_player_waits_at_zero() {
        assert!(waiting("0:00 / 2:35") && waiting("00:00/01:02:35") && waiting("0:00:00 / 0:12:11"));
        assert!(!waiting("7:30 / 8:45") && !waiting("0 / 12") && !waiting("0:00 / late") && !waiting("00/12"));
    }
}
