//! What is left of a date that was broken: the end of one that was cut off, and the date of a mail header whose time lost its colon.

use super::class::{Form, Stamp, StampClass};
use crate::span::Span;

/// Letters of an abbreviated weekday at most.
const WEEKDAY_LETTERS: usize = 6;
/// Characters of an abbreviated month at most, with its full stop.
const MONTH_CHARS: usize = 8;
/// Years in which mail was sent that pages show.
const YEARS: std::ops::RangeInclusive<u32> = 1970..=2040;

/// What a text is that lost a part of its date, and no stamp as it stands.
pub(super) fn rest(text: &str, stamp: Option<Stamp>) -> Option<Stamp> {
    let start = text.len() - text.trim_start().len();
    let text = text.trim();
    let end = stamp.is_some_and(|stamp| stamp.class == StampClass::Year) && text.starts_with([',', '،', '、']);
    let class = if end { StampClass::Date } else { StampClass::DateTime };
    let whole = Span::new(start, start + text.len());
    (end || is_mail_date(text)).then(|| Stamp::broken(class, Some(Form::Named), None, text, whole))
}

/// Whether a text is the date of a mail header, its hour and minute run together: `Mon, 05 Dec 2016 2300`. Names are not asked for: they
/// may be of any language.
fn is_mail_date(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let mut next = || words.next().unwrap_or_default();
    let (weekday, day, month, year, time) = (next(), next(), next(), next(), next());
    let weekday = weekday.strip_suffix([',', '،']).unwrap_or_default();
    let named = !weekday.is_empty()
        && weekday.chars().nth(WEEKDAY_LETTERS).is_none()
        && weekday.chars().all(char::is_alphabetic);
    let month = month.chars().nth(MONTH_CHARS).is_none() && month.contains(char::is_alphabetic);
    let (hour, minute) = time.split_at_checked(2).unwrap_or_default();
    named
        && month
        && number(day, 1..=2).is_some_and(|day| (1..=31).contains(&day))
        && number(year, 4..=4).is_some_and(|year| YEARS.contains(&year))
        && number(hour, 2..=2).is_some_and(|hour| hour < 24)
        && number(minute, 2..=2).is_some_and(|minute| minute < 60)
        && words.next().is_none()
}

/// The value of a word that is a number of so many digits.
fn number(word: &str, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let plain = digits.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_date_may_have_lost_its_colon() {
        for text in
            ["Mon, 05 Dec 2016 2300", "DiS, 27 Iuch 2019 0415", "an, 6 gruod. 2016 2300", "چا, 28 M09 2005 0749"]
        {
            assert!(is_mail_date(text), "{text}");
        }
        for text in [
            "Mon, 05 Dec 2016",
            "In 2019 and 2020 0415",
            "Bonn, 12 Mark 2019 9999",
            "Then, 5 men 2016 2300 people",
            "Mon, 32 Dec 2016 2300",
        ] {
            assert!(!is_mail_date(text), "{text}");
        }
    }
}
