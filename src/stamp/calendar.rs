//! Years and days of other calendars. Hijri dates are left alone: their days depend on a sighting or a table.

use jiff::civil::date;

use crate::{date::Date, lang::Lang};

/// The year before the first of the Republic of China.
pub(super) const MINGUO: u64 = 1911;
/// The Buddhist era is ahead by this many years.
const BUDDHIST: u64 = 543;
/// Years of the Buddhist era that a web page can name.
const BUDDHIST_YEARS: std::ops::Range<u64> = 2400..2600;
/// Years of the Persian calendar that a web page can name, and for which the rule of 33 years holds.
const JALALI_YEARS: std::ops::Range<u64> = 1300..1500;
/// Two-digit Thai years from here on are of the Buddhist 2500s.
const SHORT_BUDDHIST: u64 = 40;

/// A year of the page's calendar in ours; `None` where it is of a calendar that needs month and day.
pub(super) fn year(value: u64, lang: Option<Lang>) -> Option<u64> {
    if BUDDHIST_YEARS.contains(&value) {
        return Some(value - BUDDHIST);
    }
    let code = lang.map_or("", Lang::code);
    (!(JALALI_YEARS.contains(&value) && matches!(code, "fa" | "ar" | "ur"))).then_some(value)
}

/// A two-digit Thai year in ours, where it is Buddhist.
pub(super) fn short_buddhist(value: u64, lang: Option<Lang>) -> Option<u64> {
    (value >= SHORT_BUDDHIST && lang.is_some_and(|lang| lang.code() == "th")).then(|| 2500 + value - BUDDHIST)
}

/// The year of an era that is counted from another year: the entry's value is the year before its first.
pub(super) fn era_year(value: u64, before: u16) -> u64 {
    let before = u64::from(before);
    if before == BUDDHIST { value.saturating_sub(BUDDHIST) } else { value + before }
}

/// A day of the Persian calendar.
pub(super) fn jalali(year: u64, month: u64, day: u64, lang: Option<Lang>) -> Option<Date> {
    let persian = lang.is_none_or(|lang| lang.code() == "fa");
    let length = if month <= 6 { 31 } else { 30 };
    if !persian || !JALALI_YEARS.contains(&year) || !(1..=12).contains(&month) || !(1..=length).contains(&day) {
        return None;
    }
    let leaps = |years: u64| (years * 8 + 21) / 33;
    let before = (year - 1300) * 365 + leaps(year) - leaps(1300);
    let in_year = (month - 1) * 30 + (month - 1).min(6) + day - 1;
    day_after(1921, 3, 21, before + in_year)
}

/// The day this many days after another.
fn day_after(year: i16, month: i8, start: i8, days: u64) -> Option<Date> {
    let days = jiff::Span::new().try_days(i64::try_from(days).ok()?).ok()?;
    let found = date(year, month, start).checked_add(days).ok()?;
    Date::new(found.year().into(), u32::try_from(found.month()).ok()?, u32::try_from(found.day()).ok()?)
}

/// Seconds of the years that a page can be of: 1990 to 2040.
const EPOCH_SECONDS: std::ops::Range<u64> = 631_152_000..2_208_988_800;

/// The day (UTC) of a count of seconds or milliseconds since 1970.
pub(super) fn epoch(value: u64, digits: usize) -> Option<Date> {
    let seconds = match digits {
        9 | 10 => value,
        13 => value / 1000,
        _ => return None,
    };
    EPOCH_SECONDS.contains(&seconds).then(|| day_after(1970, 1, 1, seconds / 86_400)).flatten()
}
