//! What a stamp is: the vocabulary that the detector and the reports share.

use super::fold::digit;
use crate::{date::Date, span::Span};

/// The kind of a date or time expression, by the shape of the whole text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StampClass {
    /// A time of day and nothing else.
    Time,
    /// A full date.
    Date,
    /// A date, with or without a year, and a time.
    DateTime,
    /// Day and month without a year. A heading may look like this, so the context decides.
    MonthDay,
    /// A time told from now: a number of units ago, yesterday at a time.
    Relative,
    /// A publication label with a date or time.
    Labelled,
    /// Seconds or milliseconds since 1970.
    Epoch,
    /// A number that a system gave the document, with a date in it.
    DocumentNumber,
    /// A format, a placeholder or a zero date that a template failed to fill.
    Template,
    /// A date or time run together with a counter or a word.
    Glued,
    /// A date beside an author, a category or counters, in parts set off from one another.
    DateWithBits,
    /// A time with a dot; prices look the same.
    DottedTime,
    /// A word such as today, alone.
    RelativeDay,
    /// A publication label without its date.
    Label,
    /// A full date too early or too late to be the day a page was made.
    PastDate,
    /// A year.
    Year,
    /// A month, with or without a year.
    MonthYear,
    /// A day of the week.
    Weekday,
    /// Only numbers.
    Numbers,
    /// A number with a unit of time: a duration.
    NumberUnit,
    /// Opens with a time and goes on as prose: a schedule, a diary, a ticker.
    TimeProse,
    /// Opens with a full date, set off by nothing but space, and goes on with words.
    LeadingDate,
    /// Words, then a full date at the end.
    TrailingDate,
    /// A date inside a sentence, or before a colon or dash and a sentence.
    DateProse,
    /// Several times, or a range of them.
    Schedule,
    /// Values: years with figures, prices, table rows with dates.
    Figures,
    /// A source with a date: retrieved, a page, a ruling, a law.
    Citation,
    /// Cue times of subtitles.
    Subtitle,
    /// A place and a date.
    Dateline,
    /// A date of birth, death, foundation or release.
    Life,
}

impl StampClass {
    /// Whether the whole text is a stamp, so that it is evidence of itself.
    #[must_use]
    pub fn is_strong(self) -> bool {
        self <= Self::DateWithBits
    }

    /// The name in records, in lower case with hyphens.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Date => "date",
            Self::DateTime => "date-time",
            Self::MonthDay => "month-day",
            Self::Relative => "relative",
            Self::Labelled => "labelled",
            Self::Epoch => "epoch",
            Self::DocumentNumber => "document-number",
            Self::Template => "template",
            Self::Glued => "glued",
            Self::DateWithBits => "date-with-bits",
            Self::DottedTime => "dotted-time",
            Self::RelativeDay => "relative-day",
            Self::Label => "label",
            Self::PastDate => "past-date",
            Self::Year => "year",
            Self::MonthYear => "month-year",
            Self::Weekday => "weekday",
            Self::Numbers => "numbers",
            Self::NumberUnit => "number-unit",
            Self::TimeProse => "time-prose",
            Self::LeadingDate => "leading-date",
            Self::TrailingDate => "trailing-date",
            Self::DateProse => "date-prose",
            Self::Schedule => "schedule",
            Self::Figures => "figures",
            Self::Citation => "citation",
            Self::Subtitle => "subtitle",
            Self::Dateline => "dateline",
            Self::Life => "life",
        }
    }
}

/// How the first date of a stamp is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// Three numbers with separators.
    Numeric,
    /// The month as a word.
    Named,
    /// Numbers with words or signs for year, month and day.
    Marked,
    /// Eight or more digits without separators.
    Compact,
    /// Counted from 1970.
    Counted,
}

/// A date or time expression found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// What it is.
    pub class: StampClass,
    /// How its first date is written, where it has one.
    pub form: Option<Form>,
    /// The day, only where it is certain.
    pub date: Option<Date>,
    /// Letters of the text that no date, time, label or counter explains.
    pub residue_letters: u32,
    /// Decimal digits of the text.
    pub digits: u32,
    /// Whether an encoding, an escape or glue damaged it.
    pub mangled: bool,
    /// The part of the text that is stamp, in bytes of the text.
    pub span: Span,
}

impl Stamp {
    /// One that is its text as a whole, and that something broke.
    pub(super) fn broken(class: StampClass, form: Option<Form>, date: Option<Date>, text: &str, span: Span) -> Self {
        let digits = text.chars().filter(|&c| digit(c).is_some()).count();
        let digits = u32::try_from(digits).unwrap_or(u32::MAX);
        Self { class, form, date, residue_letters: 0, digits, mangled: true, span }
    }
}
