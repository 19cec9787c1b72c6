//! A calendar day, told with certainty.

use std::fmt;

/// A day of the Gregorian calendar. Exists only for days that exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i16,
    month: i8,
    day: i8,
}

impl Date {
    /// The day, or `None` where there is no such day or the year is outside 1..=9999.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let (year, month, day) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        if year < 1 {
            return None;
        }
        jiff::civil::Date::new(year, month, day).ok().map(|_| Self { year, month, day })
    }

    /// Whether another day is the one before or after.
    #[must_use]
    pub fn is_beside(self, other: Self) -> bool {
        let day = |date: Self| jiff::civil::Date::new(date.year, date.month, date.day).ok();
        let distance = day(self).zip(day(other)).and_then(|(one, two)| one.until(two).ok());
        distance.is_some_and(|distance| distance.get_days().abs() == 1)
    }

    /// The year, 1 to 9999.
    #[must_use]
    pub fn year(self) -> i32 {
        i32::from(self.year)
    }
}

/// ISO 8601, `2013-11-12`.
impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}
