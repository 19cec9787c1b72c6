//! Days as metadata writes them: for machines, year first. What a reader would have to guess at is not read.

use crate::date::Date;

/// The first year a page is published in that metadata is believed about: what stands for "no date" lies before.
const FIRST_YEAR: i32 = 1000;

/// What systems write for a day they do not know: the day they count from.
const EPOCHS: [(i32, u32, u32); 2] = [(1970, 1, 1), (1900, 1, 1)];

/// The day of a date or date-time, as it is where it was written. `None` where the order of day and month is not certain.
pub(super) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let (year, month, day) = year_first(text).or_else(|| day_first(text)).or_else(|| mail(text))?;
    let known = year >= FIRST_YEAR && !EPOCHS.contains(&(year, month, day));
    if known { Date::new(year, month, day) } else { None }
}

/// The day that an address holds as a part of its path: `/2023/05/01/`, `/2023-05-01-tea`.
pub(super) fn in_address(address: &str) -> Option<Date> {
    let path = address.split(['?', '#']).next()?;
    path.match_indices('/').find_map(|(at, _)| {
        let part = path.get(at + 1..)?;
        let (year, rest) = number(part, 4..=4)?;
        let between = rest.chars().next().filter(|c| matches!(c, '/' | '-'))?;
        let (month, rest) = number(rest.strip_prefix(between)?, 1..=2)?;
        let (day, rest) = number(rest.strip_prefix(between)?, 1..=2)?;
        let (year, month, day) = numbers((year, month, day))?;
        let ends = rest.is_empty() || rest.starts_with(['/', '-', '_', '.']);
        Date::new(year, month, day).filter(|_| ends && year >= FIRST_ADDRESS)
    })
}

/// The first year of the web.
const FIRST_ADDRESS: i32 = 1991;

/// `2023-05-01T10:00`, `2023/5/1`, `20230501`.
fn year_first(text: &str) -> Option<(i32, u32, u32)> {
    let (first, rest) = number(text, 4..=8)?;
    let (parts, rest) = match first.len() {
        8 => ((first.get(..4)?, first.get(4..6)?, first.get(6..)?), rest),
        4 => {
            let (month, rest) = number(rest.strip_prefix(['-', '/', '.'])?, 1..=2)?;
            let (day, rest) = number(rest.strip_prefix(['-', '/', '.'])?, 1..=2)?;
            ((first, month, day), rest)
        }
        _ => return None,
    };
    let ends = rest.chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, 'T' | 't' | ',' | 'Z' | '+'));
    numbers(parts).filter(|_| ends)
}

/// `31.05.2023`, `5/31/2023`: only where one of the two cannot be a month.
fn day_first(text: &str) -> Option<(i32, u32, u32)> {
    let (one, rest) = number(text, 1..=2)?;
    let (two, rest) = number(rest.strip_prefix(['-', '/', '.'])?, 1..=2)?;
    let (year, rest) = number(rest.strip_prefix(['-', '/', '.'])?, 4..=4)?;
    let (year, one, two) = numbers((year, one, two))?;
    let ends = rest.chars().next().is_none_or(|c| c.is_whitespace() || c == ',');
    let order = match (one > 12, two > 12) {
        (true, false) => (year, two, one),
        (false, true) => (year, one, two),
        (false, false) if one == two => (year, one, two),
        _ => return None,
    };
    ends.then_some(order)
}

/// `Mon, 01 May 2023 12:00:00 GMT`, as in mail and feeds.
fn mail(text: &str) -> Option<(i32, u32, u32)> {
    let day = jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_zoned(text).ok()?.date();
    Some((day.year().into(), day.month().try_into().ok()?, day.day().try_into().ok()?))
}

/// The digits at the start of a text, if there are that many, and what follows.
fn number(text: &str, count: std::ops::RangeInclusive<usize>) -> Option<(&str, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if count.contains(&digits) { text.split_at_checked(digits) } else { None }
}

fn numbers((year, month, day): (&str, &str, &str)) -> Option<(i32, u32, u32)> {
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_days_as_parts_of_their_path() {
        let read = |text: &str| in_address(text).map(|day| day.to_string()).unwrap_or_default();
        assert_eq!(read("https://a.example/2023/05/01/tea"), "2023-05-01");
        assert_eq!(read("https://a.example/blog/2023-5-1-tea"), "2023-05-01");
        for other in
            ["https://a.example/2023/05/", "https://a.example/x?d=/2023/05/01/", "https://a.example/1023/05/01", ""]
        {
            assert_eq!(read(other), "", "{other}");
        }
    }

    #[test]
    fn days_for_machines_are_read_and_no_order_is_guessed() {
        let read = |text: &str| day(text).map(|day| day.to_string()).unwrap_or_default();
        for (text, expected) in [
            ("2023-05-01", "2023-05-01"),
            (" 2023-05-01T23:30:00-05:00 ", "2023-05-01"),
            ("2023-5-1 10:00", "2023-05-01"),
            ("2023/05/01", "2023-05-01"),
            ("20230501", "2023-05-01"),
            ("20230501T101500Z", "2023-05-01"),
            ("Mon, 01 May 2023 12:00:00 GMT", "2023-05-01"),
            ("31.05.2023", "2023-05-31"),
            ("5/31/2023 9:15", "2023-05-31"),
            ("05/05/2023", "2023-05-05"),
            ("05/06/2023", ""),
            ("2023-13-01", ""),
            ("2023-02-30", ""),
            ("2023-05", ""),
            ("2023-05-011", ""),
            ("202305011", ""),
            ("1970-01-01T00:00:00Z", ""),
            ("0001-01-01T00:00:00", ""),
            ("１２３４-05-01", ""),
            ("May 2023", ""),
            ("", ""),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
