//! Which of three numbers is the day: told by their size, or by the habit of a language; never guessed.

use super::calendar;
use crate::{date::Date, lang::Lang};

/// One number of a date: value and how many digits it has.
pub(super) type Part = (u64, usize);

/// Languages that write day.month.year.
const DOTTED: [&str; 33] = [
    "de", "ru", "uk", "be", "bg", "pl", "cs", "sk", "sl", "hr", "sr", "bs", "mk", "ro", "fi", "et", "lv", "nb", "nn",
    "da", "is", "tr", "az", "kk", "hy", "ka", "he", "sq", "tk", "uz", "fr", "it", "mn",
];
/// Languages that write day/month/year.
const SLASHED: [&str; 19] =
    ["fr", "es", "pt", "it", "ca", "gl", "el", "ar", "vi", "id", "ms", "th", "hi", "bn", "ur", "cy", "ga", "ro", "sw"];
/// Languages that write day-month-year.
const DASHED: [&str; 6] = ["nl", "da", "id", "hi", "pt", "te"];
/// Two-digit years below this are of this century.
const CENTURY_TURN: u64 = 50;

fn day_first(separator: char, lang: Lang) -> bool {
    let list: &[&str] = match separator {
        '.' => &DOTTED,
        '/' => &SLASHED,
        '-' => &DASHED,
        _ => &[],
    };
    list.contains(&lang.code())
}

fn date(year: u64, month: u64, day: u64) -> Option<Date> {
    Date::new(i32::try_from(year).ok()?, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

/// A two-digit year in full.
pub(super) fn full_year(short: u64) -> u64 {
    if short < CENTURY_TURN { 2000 + short } else { 1900 + short }
}

/// Whether three numbers can be a date at all.
pub(super) fn plausible(parts: [Part; 3]) -> bool {
    let [a, b, c] = parts;
    let day_month = |x: Part, y: Part| {
        x.1 <= 2 && y.1 <= 2 && (1..=31).contains(&x.0) && (1..=31).contains(&y.0) && x.0.min(y.0) <= 12
    };
    match (a.1, c.1) {
        (4, 1..=2) => (1000..3000).contains(&a.0) && day_month(b, c) && b.0 <= 12,
        (3, 1..=2) => (90..150).contains(&a.0) && day_month(b, c) && b.0 <= 12,
        (1..=2, 4) => (1000..3000).contains(&c.0) && day_month(a, b),
        (1..=2, 2) => day_month(a, b) || (day_month(b, c) && b.0 <= 12),
        (2, 1) => day_month(b, c) && b.0 <= 12,
        _ => false,
    }
}

/// The day that three numbers name, where only one reading is possible or the language fixes the order.
pub(super) fn resolve(parts: [Part; 3], separator: char, lang: Option<Lang>) -> Option<Date> {
    let [a, b, c] = parts;
    let day_first = lang.is_some_and(|lang| day_first(separator, lang));
    match (a.1, c.1) {
        (4, _) => date(calendar::year(a.0, lang)?, b.0, c.0).or_else(|| calendar::jalali(a.0, b.0, c.0, lang)),
        (3, _) => date(a.0 + calendar::MINGUO, b.0, c.0),
        (_, 4) if a.0 > 12 || day_first || a.0 == b.0 => date(calendar::year(c.0, lang)?, b.0, a.0),
        (_, 4) if b.0 > 12 => date(calendar::year(c.0, lang)?, a.0, b.0),
        (_, 4) => None,
        _ => short(parts, day_first),
    }
}

/// Three short numbers: the order of the language, or the only one of the three orders that gives a day.
fn short([a, b, c]: [Part; 3], day_first: bool) -> Option<Date> {
    if day_first && c.1 == 2 {
        return date(full_year(c.0), b.0, a.0);
    }
    let mut readings = [(c, b, a), (c, a, b), (a, b, c)]
        .into_iter()
        .filter(|(year, _, _)| year.1 == 2)
        .filter_map(|(year, month, day)| date(full_year(year.0), month.0, day.0));
    let first = readings.next()?;
    readings.all(|other| other == first).then_some(first)
}
