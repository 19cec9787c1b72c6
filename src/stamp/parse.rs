//! Tokens to items: what together is a date, a time or a distance in time becomes one item; the rest stays as it is.

use super::{
    calendar,
    class::Form,
    lex::{Gap, Kind, Token},
    names::{Entry, Names},
    order::{self, Part},
    role::{Role, Roles},
};
use crate::{date::Date, lang::Lang};

/// What was read.
#[derive(Debug, Clone, Copy)]
pub(super) enum What {
    Date(Option<Date>, Form, Option<u64>),
    MonthDay { named: bool },
    MonthYear,
    Time { dotted: bool },
    Epoch(Date),
    Document(Option<Date>),
    Relative,
    Duration,
    Token(Kind),
}

/// One item with the tokens it is made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) what: What,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// Dates by words have at most this many tokens.
const MAX_DATE_TOKENS: usize = 18;
/// A distance in time has at most this many tokens.
const MAX_RELATIVE_TOKENS: usize = 12;

pub(super) struct Parser<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) names: &'a Names,
    pub(super) lang: Option<Lang>,
    pub(super) page: Option<Lang>,
}

impl Parser<'_> {
    /// All items, in order.
    pub(super) fn items(&self) -> Vec<Item> {
        let (mut items, mut at): (Vec<Item>, usize) = (Vec::with_capacity(self.tokens.len()), 0);
        while at < self.tokens.len() {
            let (what, length) = self.item(at, items.last()).unwrap_or((What::Token(self.tokens[at].kind), 1));
            items.push(Item { what, from: at, to: at + length });
            at += length;
        }
        items
    }

    fn item(&self, at: usize, last: Option<&Item>) -> Option<(What, usize)> {
        if !opens(self.tokens[at].kind) {
            return None;
        }
        let after_date = last.is_some_and(|item| matches!(item.what, What::Date(..) | What::MonthDay { .. }));
        self.document(at)
            .or_else(|| self.numeric(at))
            .or_else(|| self.iso_month(at))
            .or_else(|| self.distance(at, true))
            .or_else(|| self.named(at))
            .or_else(|| self.time(at, after_date))
            .or_else(|| self.distance(at, false))
            .or_else(|| self.compact(at, after_date))
            .or_else(|| self.slashed(at))
    }

    fn number(&self, at: usize) -> Option<Part> {
        self.tokens.get(at)?.number()
    }

    fn mark(&self, at: usize) -> Option<char> {
        self.tokens.get(at)?.mark()
    }

    fn gap(&self, at: usize) -> Gap {
        self.tokens.get(at).map_or(Gap::Line, |token| token.gap)
    }

    fn has(&self, at: usize, role: Role) -> bool {
        self.tokens.get(at).is_some_and(|token| token.has(role))
    }

    /// Numbers at `at`, `at + 2`, ... joined by one and the same separator.
    fn joined<const N: usize>(&self, at: usize, separators: &[char]) -> Option<([Part; N], char)> {
        let separator = self.mark(at + 1).filter(|mark| separators.contains(mark))?;
        let mut parts = [(0, 0); N];
        for (i, part) in parts.iter_mut().enumerate() {
            *part = self.number(at + 2 * i)?;
            let tight = |at| matches!(self.gap(at), Gap::Glued | Gap::Space);
            if i > 0 && (self.mark(at + 2 * i - 1) != Some(separator) || !tight(at + 2 * i) || !tight(at + 2 * i - 1)) {
                return None;
            }
        }
        Some((parts, separator))
    }

    /// Four numbers with dashes, of which three are a date.
    fn document(&self, at: usize) -> Option<(What, usize)> {
        let (parts, separator) = self.joined::<4>(at, &['-'])?;
        let more = self.mark(at + 7) == Some(separator) && self.gap(at + 7) == Gap::Glued;
        let (first, last) = ([parts[0], parts[1], parts[2]], [parts[1], parts[2], parts[3]]);
        let year = |part: Part| part.1 == 4 && (1900..2100).contains(&part.0);
        let triple = [last, first].into_iter().find(|t| order::plausible(*t) && (year(t[0]) || year(t[2])))?;
        (!more).then(|| (What::Document(order::resolve(triple, separator, self.lang)), 7))
    }

    /// Three numbers with separators.
    fn numeric(&self, at: usize) -> Option<(What, usize)> {
        let (parts, separator) = self.joined::<3>(at, &['.', '/', '-'])?;
        if !order::plausible(parts) || (parts[0].1.max(parts[2].1) < 3 && separator == '-' && self.lang.is_none()) {
            return None;
        }
        let clock = parts[2].1 <= 2 && self.mark(at + 5) == Some(':') && self.gap(at + 5) == Gap::Glued;
        if clock {
            return None;
        }
        let american = self.tokens.iter().any(|token| token.has(Role::HalfDay)) && separator == '/';
        let lang = self.lang.filter(|lang| !american || !matches!(lang.code(), "fr" | "it" | "pt" | "ro" | "id"));
        let date = order::resolve(parts, separator, lang);
        let year = if parts[0].1 >= 3 { parts[0].0 } else { parts[2].0 };
        let year = if parts[0].1.max(parts[2].1) < 4 { None } else { calendar::year(year, self.lang) };
        Some((
            What::Date(date, Form::Numeric, year),
            5 + usize::from(self.mark(at + 5) == Some('.') && separator == '.'),
        ))
    }

    /// Year and month, and a day on the line before.
    fn iso_month(&self, at: usize) -> Option<(What, usize)> {
        let pair = |at: usize| {
            let (parts, _) = self.joined::<2>(at, &['-', '/'])?;
            (parts[0].1 == 4 && (1900..2100).contains(&parts[0].0) && parts[1].1 == 2 && (1..=12).contains(&parts[1].0))
                .then_some((parts[0].0, parts[1].0))
        };
        if let Some((day, 1..=2)) = self.number(at)
            && self.gap(at + 1) == Gap::Line
            && let Some((year, month)) = pair(at + 1)
        {
            let date = new_date(year, month, day)?;
            return Some((What::Date(Some(date), Form::Numeric, Some(year)), 4));
        }
        let closed = !matches!(self.mark(at + 3), Some('-' | '/')) || self.gap(at + 3) != Gap::Glued;
        pair(at).filter(|_| closed).map(|_| (What::MonthYear, 3))
    }

    /// A number of units, ago or as a duration.
    fn distance(&self, at: usize, wants_ago: bool) -> Option<(What, usize)> {
        let (mut unit, mut ago, mut end, mut number) = (false, false, at, false);
        for i in at..self.tokens.len().min(at + MAX_RELATIVE_TOKENS) {
            let token = &self.tokens[i];
            if i > at && matches!(token.gap, Gap::Line | Gap::Tab) {
                break;
            }
            if !unit && token.has(Role::AgoBefore) && !ago {
                ago = true;
            } else if token.has(Role::Unit) && (number || ago || at == i) {
                unit = true;
                end = i + 1;
            } else if unit && token.has(Role::AgoAfter) {
                ago = true;
                end = i + 1;
            } else if token.number().is_some_and(|n| n.1 <= 3) || token.has(Role::One) {
                if matches!(self.mark(i + 1), Some(':' | '/' | '.' | '-')) && self.number(i + 2).is_some() {
                    break;
                }
                number = true;
            } else if !(token.has(Role::Particle)
                || (unit && token.mark() == Some(','))
                || (i == at && token.mark() == Some('-')))
            {
                break;
            }
        }
        let what = if ago { What::Relative } else { What::Duration };
        (unit && (ago || (number && end > at)))
            .then_some((what, end - at))
            .filter(|_| ago == wants_ago && (ago || self.number(at).is_some()))
    }

    /// A date with a month by word, or with words or signs for year, month and day.
    fn named(&self, at: usize) -> Option<(What, usize)> {
        let first = &self.tokens[at];
        let opens = first.number().is_some()
            || first.has(Role::Month)
            || first.has(Role::Era)
            || first.has(Role::Prefix)
            || first.has(Role::Jalali)
            || first.has(Role::Hijri);
        let joined = at > 1
            && first.gap == Gap::Glued
            && matches!(self.mark(at - 1), Some('-' | '/'))
            && self.number(at - 2).is_some();
        if !opens || joined {
            return None;
        }
        let mut slots = Slots::default();
        let mut end = at;
        for i in at..self.tokens.len().min(at + MAX_DATE_TOKENS) {
            if i < end {
                continue;
            }
            match self.fill(&mut slots, i) {
                Fill::Used(length) => end = i + length,
                Fill::Skip => {}
                Fill::Stop => break,
            }
        }
        if slots.year.is_none()
            && slots.day.is_some()
            && let Some((year, to)) = self.year_after_time(end)
        {
            slots.year = Some(year);
            end = to;
        }
        self.finish(&slots).map(|what| (what, end - at))
    }

    /// The year behind the time, as in `Nov 12 21:41:07 UTC 2013`, and where it ends.
    fn year_after_time(&self, at: usize) -> Option<(Part, usize)> {
        let (_, length) = self.time(at, false)?;
        let at = at + length + usize::from(self.has(at + length, Role::Zone));
        self.number(at).filter(|part| part.1 == 4 && (1900..2100).contains(&part.0)).map(|part| (part, at + 1))
    }

    fn fill(&self, slots: &mut Slots, i: usize) -> Fill {
        let token = &self.tokens[i];
        match token.kind {
            Kind::Number(value, digits) => self.fill_number(slots, i, (value, digits)),
            Kind::Word(entry) => self.fill_word(slots, entry, i),
            Kind::Mark('.' | ',' | '-' | '/' | '\'' | 'º' | 'ª') if token.gap != Gap::Tab => Fill::Skip,
            _ => Fill::Stop,
        }
    }

    fn fill_number(&self, slots: &mut Slots, i: usize, part: Part) -> Fill {
        let clock = self.mark(i + 1) == Some(':') && part.1 <= 2 && self.gap(i + 1) == Gap::Glued;
        if clock || (self.has(i + 1, Role::HourMark) && self.gap(i + 1) != Gap::Line && slots.month.is_some()) {
            return Fill::Stop;
        }
        let marked = |role| {
            self.has(i + 1, role)
                && !self.has(i + 1, Role::Prefix)
                && matches!(self.gap(i + 1), Gap::Glued | Gap::Space)
        };
        let prefix = slots.prefix.take();
        let (slot, length) = match prefix {
            Some(role) => (role, 1),
            None if marked(Role::YearMark) && slots.year.is_none() && (part.1 >= 3 || slots.era.is_some()) => {
                (Role::YearMark, 2)
            }
            None if marked(Role::MonthMark) && part.1 <= 2 => (Role::MonthMark, 2),
            None if marked(Role::DayMark) && part.1 <= 2 => (Role::DayMark, 2),
            None if part.1 == 4 => (Role::YearMark, 1),
            None if part.1 <= 2 && slots.day.is_none() && (1..=31).contains(&part.0) => (Role::DayMark, 1),
            None if part.1 == 2 && slots.month.is_some() && slots.day.is_some() => (Role::YearMark, 1),
            None => return Fill::Stop,
        };
        let target = match slot {
            Role::YearMark => &mut slots.year,
            Role::MonthMark => &mut slots.number,
            _ => &mut slots.day,
        };
        if target.is_some() {
            return Fill::Stop;
        }
        *target = Some(part);
        Fill::Used(length)
    }

    fn fill_word(&self, slots: &mut Slots, entry: Entry, i: usize) -> Fill {
        const MONTHS: Roles = Roles::of(&[Role::Month, Role::Jalali, Role::Hijri]);
        const LOOSE: Roles = Roles::of(&[Role::Particle, Role::Ordinal, Role::Weekday, Role::YearMark, Role::DayMark]);
        if entry.has(Role::Prefix) && self.number(i + 1).is_some() {
            let roles = [Role::YearMark, Role::MonthMark, Role::DayMark];
            slots.prefix = roles.into_iter().find(|role| entry.has(*role));
            return Fill::Skip;
        }
        let weekday = entry.has(Role::Weekday) && self.month_follows(i);
        if entry.roles.meets(MONTHS) && slots.month.is_none() && slots.number.is_none() && !weekday {
            slots.month = Some(entry);
            return Fill::Used(1);
        }
        if entry.has(Role::Era) && slots.era.is_none() {
            slots.era = Some(entry.value);
            return Fill::Used(1);
        }
        let closes =
            entry.has(Role::YearMark) && self.gap(i) != Gap::Line && slots.year.is_some() && slots.month.is_some();
        if closes {
            return Fill::Used(1);
        }
        if entry.roles.meets(LOOSE) { Fill::Skip } else { Fill::Stop }
    }

    /// Whether another month word stands close behind: then the first of two short words is a weekday.
    fn month_follows(&self, at: usize) -> bool {
        (at + 1..self.tokens.len().min(at + 5)).any(|i| self.has(i, Role::Month))
    }

    fn finish(&self, slots: &Slots) -> Option<What> {
        if slots.month.is_none() && slots.number.is_none() {
            return None;
        }
        let Some(day) = slots.day else { return slots.year.map(|_| What::MonthYear) };
        let Some(year) = slots.year else { return Some(What::MonthDay { named: true }) };
        let form = if slots.month.is_some() { Form::Named } else { Form::Marked };
        let other = slots.month.is_some_and(|m| !m.has(Role::Month));
        let (date, ours) = match slots.month {
            Some(entry) if other && entry.has(Role::Jalali) => {
                let date = calendar::jalali(year.0, entry.value.into(), day.0, None);
                (date, date.and_then(|d| u64::try_from(d.year()).ok()))
            }
            Some(_) if other => (None, None),
            _ => self.ours(slots, year, day),
        };
        Some(What::Date(date, form, ours))
    }

    /// Day and year of our calendar.
    fn ours(&self, slots: &Slots, year: Part, day: Part) -> (Option<Date>, Option<u64>) {
        let lang = slots.month.and_then(Entry::lang).or(self.lang);
        let year = match slots.era {
            Some(before) if before > 0 => Some(calendar::era_year(year.0, before)),
            _ if year.1 == 2 => calendar::short_buddhist(year.0, lang).or(Some(order::full_year(year.0))),
            _ => calendar::year(year.0, lang),
        };
        let month = match (slots.number, slots.month) {
            (Some(month), _) => Some(month.0),
            (None, Some(entry)) => self.names.month(entry, &[self.lang, self.page]).map(u64::from),
            _ => None,
        };
        (year.zip(month).and_then(|(year, month)| new_date(year, month, day.0)), year)
    }

    /// A time of day.
    fn time(&self, at: usize, after_date: bool) -> Option<(What, usize)> {
        let lead = usize::from(at == 0 && self.mark(at) == Some(':'));
        let (hour, digits) = self.number(at + lead)?;
        if digits > 2 || hour > if lead == 1 { 59 } else { 24 } {
            return None;
        }
        let at_mark = self.mark(at + lead + 1).filter(|_| self.gap(at + lead + 1) != Gap::Line);
        let minute = self.number(at + lead + 2).filter(|m| m.1 == 2 && m.0 < 60).is_some();
        let dotted = at_mark == Some('.') && minute && self.gap(at + lead + 2) == Gap::Glued;
        if at_mark == Some(':') && minute || (dotted && self.dotted_time(at, after_date)) {
            let length = self.seconds(at + lead + 3, at_mark);
            return Some((What::Time { dotted: false }, lead + 3 + length));
        }
        if dotted && digits == 2 && self.closed(at + 3) {
            return Some((What::Time { dotted: true }, 3));
        }
        if self.has(at + 1, Role::HalfDay) && (1..=12).contains(&hour) {
            return Some((What::Time { dotted: false }, 2));
        }
        self.marked_time(at)
    }

    /// Whether hours and minutes with a dot between them are told as a time by what is around them.
    fn dotted_time(&self, at: usize, after_date: bool) -> bool {
        let before = at > 0 && (self.has(at - 1, Role::TimeWord) || (after_date || self.after_comma(at)));
        let third = self.mark(at + 3) == Some('.')
            && self.gap(at + 4) == Gap::Glued
            && self.number(at + 4).is_some_and(|s| s.1 == 2);
        before
            || third
            || self.has(at + 3, Role::TimeWord)
            || self.has(at + 3, Role::HalfDay)
            || self.has(at + 3, Role::Zone)
    }

    fn after_comma(&self, at: usize) -> bool {
        at > 1
            && matches!(self.mark(at - 1), Some(',' | '|' | '-' | '–'))
            && self.number(at - 2).is_some_and(|n| n.1 == 4)
    }

    /// Whether no digit or dot goes on behind a dotted pair.
    fn closed(&self, at: usize) -> bool {
        !matches!(self.mark(at), Some('.' | ',' | '%' | '€' | '$' | '£')) && self.number(at).is_none()
    }

    /// The tokens of seconds and their fraction, and of an offset from UTC.
    fn seconds(&self, at: usize, separator: Option<char>) -> usize {
        let mut end = at;
        let seconds = |end: usize| self.gap(end) == Gap::Glued && self.number(end + 1).is_some_and(|n| n.1 == 2);
        if self.mark(end) == separator && seconds(end) {
            end += 2;
            if matches!(self.mark(end), Some('.' | ','))
                && self.gap(end + 1) == Gap::Glued
                && self.number(end + 1).is_some()
            {
                end += 2;
            }
        }
        end += usize::from(self.has(end, Role::Zone));
        if matches!(self.mark(end), Some('+' | '-'))
            && self.number(end + 1).is_some_and(|n| matches!(n.1, 2 | 4))
            && self.gap(end + 1) == Gap::Glued
        {
            end += 2;
            if self.mark(end) == Some(':') && self.number(end + 1).is_some() {
                end += 2;
            }
        }
        end - at
    }

    /// Hours with a word or letter behind them: 21h41, 21時41分.
    fn marked_time(&self, at: usize) -> Option<(What, usize)> {
        if !self.has(at + 1, Role::HourMark) {
            return None;
        }
        let mut end = at + 2;
        for _ in 0..2 {
            if self.number(end).is_some_and(|n| n.1 <= 2 && n.0 < 60) {
                let unit = self.has(end + 1, Role::Unit) || self.has(end + 1, Role::HourMark);
                if !unit && self.gap(end) != Gap::Glued && end > at + 2 {
                    break;
                }
                end += 1 + usize::from(unit);
            }
        }
        Some((What::Time { dotted: false }, end - at))
    }

    /// Digits without separators: a day, a day and a time, or a count from 1970.
    fn compact(&self, at: usize, after_date: bool) -> Option<(What, usize)> {
        let (value, digits) = self.number(at)?;
        if after_date && digits == 4 && value / 100 < 24 && value % 100 < 60 && self.gap(at) == Gap::Space {
            return Some((What::Time { dotted: false }, 1));
        }
        let day = match digits {
            8 => value,
            12 if value / 100 % 100 < 24 && value % 100 < 60 => value / 10_000,
            14 if value / 10_000 % 100 < 24 => value / 1_000_000,
            _ => 0,
        };
        if let Some(date) =
            new_date(day / 10_000, day / 100 % 100, day % 100).filter(|d| (1990..2040).contains(&d.year()))
        {
            return Some((What::Date(Some(date), Form::Compact, Some(day / 10_000)), 1));
        }
        if digits == 8 && (1990..2040).contains(&(value % 10_000)) {
            let parts = [(value / 1_000_000, 2), (value / 10_000 % 100, 2), (value % 10_000, 4)];
            return order::plausible(parts)
                .then(|| (What::Date(order::resolve(parts, ' ', None), Form::Compact, Some(value % 10_000)), 1));
        }
        let fraction =
            if self.mark(at + 1) == Some('.') && self.gap(at + 2) == Gap::Glued && self.number(at + 2).is_some() {
                3
            } else {
                1
            };
        calendar::epoch(value, digits).map(|date| (What::Epoch(date), fraction))
    }

    /// Day and month in numbers.
    fn slashed(&self, at: usize) -> Option<(What, usize)> {
        let (parts, separator) = self.joined::<2>(at, &['/', '.'])?;
        let fits = parts.iter().all(|p| p.1 <= 2 && (1..=31).contains(&p.0)) && parts[0].0.min(parts[1].0) <= 12;
        let closed = separator == '/' || self.mark(at + 3) == Some('.') && self.gap(at + 3) == Gap::Glued;
        let length = 3 + usize::from(separator == '.');
        (fits && closed && self.number(at + length).is_none_or(|_| self.gap(at + length) != Gap::Glued))
            .then_some((What::MonthDay { named: false }, length))
    }
}

/// Whether anything of more than one token can begin with such a one. The words of a sentence do not, and are most of what is read.
fn opens(kind: Kind) -> bool {
    match kind {
        Kind::Number(..) | Kind::Word(_) => true,
        // Of an offset, and of a time that lost its hour.
        Kind::Mark(mark) => matches!(mark, '-' | ':'),
        Kind::Other => false,
    }
}

/// What a token did to the slots.
enum Fill {
    Used(usize),
    Skip,
    Stop,
}

/// The parts of a date by words, as they are found.
#[derive(Default)]
struct Slots {
    day: Option<Part>,
    month: Option<Entry>,
    number: Option<Part>,
    year: Option<Part>,
    era: Option<u16>,
    prefix: Option<Role>,
}

fn new_date(year: u64, month: u64, day: u64) -> Option<Date> {
    Date::new(i32::try_from(year).ok()?, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}
