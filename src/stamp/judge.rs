//! Items to a class: what the whole text is, and how much of it no stamp explains.

use super::{
    class::{Form, Stamp, StampClass},
    lex::{Gap, Kind, Token, unspaced},
    parse::{Item, What},
    role::{Role, Roles},
};
use crate::{date::Date, span::Span};

/// Years in which a page can have been made: earlier ones are history, later ones plans.
const PAGE_YEARS: std::ops::RangeInclusive<u64> = 1990..=2040;
/// Words of author, category or place beside a labelled date.
const MAX_NAME_WORDS: usize = 5;
/// Words beside a date of birth or foundation; more are a sentence.
const MAX_LIFE_WORDS: usize = 3;
/// Words in one part of a line whose parts are set off by bars or dots.
const MAX_PART_WORDS: usize = 4;
/// Letters of an unspaced script that count as one word.
const UNSPACED_WORD: usize = 3;

/// Words that a stamp explains wherever they stand in it.
const EXPLAINED: Roles = Roles::of(&[
    Role::Weekday,
    Role::Label,
    Role::Modifier,
    Role::Source,
    Role::Bit,
    Role::Now,
    Role::JustNow,
    Role::TimeWord,
    Role::HalfDay,
    Role::Era,
    Role::YearMark,
    Role::MonthMark,
    Role::DayMark,
    Role::HourMark,
    Role::Particle,
    Role::Zone,
    Role::Ordinal,
    Role::By,
    Role::AgoBefore,
    Role::AgoAfter,
]);

/// What was counted in the items.
#[derive(Default)]
struct Counts {
    dates: usize,
    past: bool,
    month_days: usize,
    slashed: usize,
    month_years: usize,
    times: usize,
    dotted: usize,
    relative: usize,
    durations: usize,
    epochs: usize,
    documents: usize,
    labels: usize,
    modifiers: usize,
    bits: usize,
    sources: usize,
    by: usize,
    now: usize,
    just_now: usize,
    weekdays: usize,
    life: usize,
    cite: usize,
    numbers: usize,
    years: usize,
    words: usize,
    letters: usize,
    glued_word: bool,
    glued_known: bool,
    glued_number: bool,
    bars: usize,
    tabs: usize,
    figures: bool,
    range: bool,
    date: Option<Date>,
    dated: bool,
    form: Option<Form>,
}

pub(super) struct Judge<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) items: &'a [Item],
    pub(super) glued: bool,
}

impl Judge<'_> {
    /// The stamp of a folded text; its span is in folded bytes.
    pub(super) fn stamp(&self) -> Option<Stamp> {
        let counts = self.count();
        let class = self.class(&counts)?;
        let (from, to) = self.extent(class);
        let digits = self.text.bytes().filter(u8::is_ascii_digit).count();
        Some(Stamp {
            class,
            form: counts.form,
            date: counts.date,
            residue_letters: u32::try_from(counts.letters).unwrap_or(u32::MAX),
            digits: u32::try_from(digits).unwrap_or(u32::MAX),
            mangled: self.glued,
            span: Span::new(from, to),
        })
    }

    fn count(&self) -> Counts {
        let mut counts = Counts::default();
        for (i, item) in self.items.iter().enumerate() {
            let token = &self.tokens[item.from];
            counts.range |= self.spans_days(i);
            counts.tabs += usize::from(token.gap == Gap::Tab);
            match item.what {
                What::Date(date, form, year) => counts.add_date(date, form, year),
                What::MonthDay { named } => {
                    counts.month_days += 1;
                    counts.slashed += usize::from(!named);
                    counts.form = counts.form.or(Some(if named { Form::Named } else { Form::Numeric }));
                }
                What::MonthYear => counts.month_years += 1,
                What::Time { dotted } => {
                    counts.times += 1;
                    counts.dotted += usize::from(dotted);
                    counts.range |= self.is_range(i);
                }
                What::Epoch(date) => {
                    counts.epochs += 1;
                    counts.set(Some(date), Form::Counted);
                }
                What::Document(date) => {
                    counts.documents += 1;
                    counts.set(date, Form::Numeric);
                }
                What::Relative => counts.relative += 1,
                What::Duration => counts.durations += 1,
                What::Token(kind) => self.count_token(&mut counts, kind, i),
            }
        }
        counts
    }

    /// Whether a dash joins the time at `i` with another before it.
    fn is_range(&self, i: usize) -> bool {
        i >= 2
            && matches!(self.items[i - 1].what, What::Token(Kind::Mark('-' | '–' | '~')))
            && matches!(self.items[i - 2].what, What::Time { .. } | What::Token(Kind::Number(..)))
    }

    /// Whether a dash or a word such as "to" joins the date at `i` with another before it.
    fn spans_days(&self, i: usize) -> bool {
        let day = |i: usize| matches!(self.items[i].what, What::Date(..) | What::MonthDay { .. });
        let between = |what| match what {
            What::Token(Kind::Mark(c)) => matches!(c, '-' | '–' | '~'),
            What::Token(Kind::Word(entry)) => entry.has(Role::Particle) && !entry.has(Role::Label),
            _ => false,
        };
        i >= 2 && day(i) && day(i - 2) && between(self.items[i - 1].what)
    }

    fn count_token(&self, counts: &mut Counts, kind: Kind, i: usize) {
        match kind {
            Kind::Number(value, digits) => {
                let year = digits == 4 && (1000..2100).contains(&value);
                counts.years += usize::from(year);
                counts.numbers += 1;
                counts.glued_number |= self.touches_date(i, true);
            }
            Kind::Mark(c) => match c {
                '|' | '•' => counts.bars += 1,
                '%' | '€' | '$' | '£' | '¥' | '°' | '§' | '#' | '=' | '<' | '>' | '@' => counts.figures = true,
                _ => {}
            },
            Kind::Word(entry) => {
                for (role, slot) in [
                    (Role::Label, &mut counts.labels),
                    (Role::Modifier, &mut counts.modifiers),
                    (Role::Bit, &mut counts.bits),
                    (Role::By, &mut counts.by),
                    (Role::Now, &mut counts.now),
                    (Role::JustNow, &mut counts.just_now),
                    (Role::Weekday, &mut counts.weekdays),
                    (Role::Life, &mut counts.life),
                    (Role::Cite, &mut counts.cite),
                ] {
                    *slot += usize::from(entry.has(role));
                }
                const SMALL: Roles = Roles::of(&[Role::Particle, Role::TimeWord, Role::Weekday, Role::Month]);
                counts.sources += usize::from(entry.has(Role::Source) && !entry.roles.meets(SMALL));
                counts.glued_known |=
                    entry.roles.meets(Roles::of(&[Role::By, Role::Label])) && self.touches_date(i, false);
                if !entry.roles.meets(EXPLAINED) {
                    self.count_word(counts, i);
                }
            }
            Kind::Other => self.count_word(counts, i),
        }
    }

    fn count_word(&self, counts: &mut Counts, i: usize) {
        let token = &self.tokens[self.items[i].from];
        let word = &self.text[token.start..token.end];
        let letters = word.chars().count();
        counts.letters += letters;
        counts.words += if word.chars().next().is_some_and(unspaced) { letters.div_ceil(UNSPACED_WORD) } else { 1 };
        counts.glued_word |= !word.chars().next().is_some_and(unspaced) && self.touches_date(i, false);
    }

    /// Whether a date or time follows or precedes the item with nothing between them.
    fn touches_date(&self, i: usize, number: bool) -> bool {
        let dated = |item: &Item| matches!(item.what, What::Date(..) | What::Time { .. } | What::Document(_));
        let glued = |item: &Item| self.tokens[item.from].gap == Gap::Glued;
        let next = self.items.get(i + 1).is_some_and(|next| glued(next) && dated(next));
        let last = glued(&self.items[i]) && i > 0 && dated(&self.items[i - 1]);
        next || (last && (number || self.items[i].from > 0))
    }

    fn class(&self, counts: &Counts) -> Option<StampClass> {
        if self.text.contains("-->") && counts.times >= 1 {
            return Some(StampClass::Subtitle);
        }
        if counts.words == 0 { self.bare(counts) } else { self.worded(counts) }
    }

    /// The class of a text without unexplained words.
    fn bare(&self, c: &Counts) -> Option<StampClass> {
        use StampClass as Class;
        let dated = c.dates + c.epochs > 0;
        if c.figures && !(dated && c.labels + c.bits > 0) {
            return (c.numbers + c.times + c.dates > 0).then_some(Class::Figures);
        }
        if c.documents > 0 {
            return Some(if c.documents == 1 && c.dates + c.times == 0 { Class::DocumentNumber } else { Class::Glued });
        }
        if c.tabs > 0 && c.numbers > 0 {
            return Some(Class::Figures);
        }
        if dated {
            return Some(self.dated(c));
        }
        let many = c.times > 1 && c.month_days == 0 && c.labels == 0;
        if many || (c.range && c.times.max(c.month_days) > 1) {
            return Some(Class::Schedule);
        }
        if c.labels > 0 && c.month_days + c.times + c.relative + c.now + c.month_years > 0 {
            return Some(Class::Labelled);
        }
        if c.relative > 0 || c.just_now > 0 || (c.now > 0 && c.times > 0) {
            return Some(if c.numbers > 0 { Class::Figures } else { Class::Relative });
        }
        if c.month_days > 0 {
            return self.day(c);
        }
        self.rest(c)
    }

    /// A full date and nothing unexplained but numbers.
    fn dated(&self, c: &Counts) -> StampClass {
        use StampClass as Class;
        if c.life > 0 {
            return Class::Life;
        }
        if c.past && c.labels == 0 {
            return Class::PastDate;
        }
        if c.range {
            return Class::Schedule;
        }
        if c.numbers > 0 && c.bits == 0 && c.labels == 0 {
            return if c.glued_number || self.glued {
                Class::Glued
            } else if c.times > 0 {
                Class::Numbers
            } else {
                Class::Figures
            };
        }
        if c.labels + c.sources > 0 {
            return Class::Labelled;
        }
        if c.numbers > 0 && (self.glued || c.glued_number) {
            return Class::Glued;
        }
        if c.bits > 0 {
            return Class::DateWithBits;
        }
        if c.epochs > 0 {
            return Class::Epoch;
        }
        if self.glued {
            return Class::Glued;
        }
        if c.times + c.relative > 0 { Class::DateTime } else { Class::Date }
    }

    fn day(&self, c: &Counts) -> Option<StampClass> {
        use StampClass as Class;
        if c.numbers > 0 {
            return Some(if c.years > 0 && c.times > 0 && c.numbers == 1 { Class::DateTime } else { Class::Figures });
        }
        if c.times > 0 {
            return Some(Class::DateTime);
        }
        if c.slashed > 0 && self.text.contains('/') && c.weekdays == 0 {
            return Some(Class::Numbers);
        }
        Some(if c.bits > 0 { Class::DateWithBits } else { Class::MonthDay })
    }

    fn rest(&self, c: &Counts) -> Option<StampClass> {
        use StampClass as Class;
        if c.times == 1 && c.numbers == 0 {
            let class = if c.dotted > 0 { Class::DottedTime } else { Class::Time };
            return Some(if c.bits > 0 { Class::DateWithBits } else { class });
        }
        if c.times == 1 && self.glued && c.dotted == 0 {
            return Some(Class::Glued);
        }
        if c.durations > 0 {
            return Some(Class::NumberUnit);
        }
        if c.month_years > 0 {
            return Some(if c.numbers > 1 { Class::Figures } else { Class::MonthYear });
        }
        if c.numbers > 0 {
            return self.numbers(c);
        }
        if c.labels > 0 {
            return Some(Class::Label);
        }
        if c.now > 0 {
            return Some(Class::RelativeDay);
        }
        (c.weekdays > 0).then_some(Class::Weekday)
    }

    fn numbers(&self, c: &Counts) -> Option<StampClass> {
        use StampClass as Class;
        if c.labels + c.bits > 0 && c.years == 0 {
            return None;
        }
        let spaced: Vec<_> = self.tokens.iter().map(|token| token.number()).collect();
        if let [Some(a), Some(b), Some(year)] = spaced[..]
            && super::order::plausible([a, b, year])
            && PAGE_YEARS.contains(&year.0)
        {
            return Some(Class::Date);
        }
        Some(match (c.numbers, c.years) {
            (1, 1) => Class::Year,
            (_, 1..) => Class::Figures,
            _ => Class::Numbers,
        })
    }

    /// The class of a text in which some words are left.
    fn worded(&self, c: &Counts) -> Option<StampClass> {
        use StampClass as Class;
        let any = c.dates + c.documents + c.epochs + (c.month_days - c.slashed) + c.times + c.relative > 0;
        if !any
            || (c.times > 0
                && c.dates + c.month_days + c.relative + c.labels + c.bars + c.bits == 0
                && !self.time_at_edge())
        {
            return None;
        }
        if c.tabs > 0 {
            return Some(Class::Figures);
        }
        if c.bars > 0 && !c.past && !self.ends_sentence() && self.in_parts(c) {
            return Some(Class::DateWithBits);
        }
        if c.cite > 0 {
            return Some(Class::Citation);
        }
        if c.life > 0 && c.words <= MAX_LIFE_WORDS {
            return Some(Class::Life);
        }
        let full = c.dates + c.epochs > 0;
        if c.range || (c.times > 1 && !full) {
            return Some(Class::Schedule);
        }
        let sentence = self.ends_sentence();
        if full && !c.past && !sentence && self.is_glued(c) {
            return Some(Class::Glued);
        }
        if self.document_word(c) {
            return Some(Class::DocumentNumber);
        }
        if !sentence && !c.past && self.in_parts(c) {
            return Some(Class::DateWithBits);
        }
        if !sentence && !c.past && self.is_labelled(c) {
            return Some(Class::Labelled);
        }
        if full && self.is_dateline(c) {
            return Some(Class::Dateline);
        }
        Some(self.prose(c, full))
    }

    /// Whether a time opens or closes the text; inside it is a ratio, a score or a verse.
    fn time_at_edge(&self) -> bool {
        let mut solid = self.items.iter().filter(|item| !matches!(item.what, What::Token(Kind::Mark(_))));
        let time = |item: Option<&Item>| item.is_some_and(|item| matches!(item.what, What::Time { .. }));
        time(solid.next()) || time(solid.next_back()) || self.range_inside()
    }

    fn range_inside(&self) -> bool {
        (0..self.items.len()).filter(|i| matches!(self.items[*i].what, What::Time { .. })).nth(1).is_some()
    }

    fn prose(&self, c: &Counts, full: bool) -> StampClass {
        use StampClass as Class;
        let edge = |item: Option<&Item>| item.map(|item| item.what);
        let solid = self.items.iter().filter(|item| !matches!(item.what, What::Token(Kind::Mark(_))));
        let first = edge(solid.clone().next());
        let last = edge(solid.clone().next_back());
        let chronicle = self.items.get(1).is_some_and(|item| matches!(item.what, What::Token(Kind::Mark(':' | '–'))));
        if matches!(first, Some(What::Time { .. })) && !full {
            return Class::TimeProse;
        }
        if matches!(first, Some(What::Date(..))) && !chronicle && !c.past && !self.ends_sentence() {
            return Class::LeadingDate;
        }
        let stamped = matches!(first, Some(What::Date(..))) && c.times == 1 && !c.past;
        if stamped && !chronicle {
            return Class::LeadingDate;
        }
        let detached = self.text.trim_end().ends_with([')', ']']) || c.times > 0 || self.text.contains(['|', '•']);
        if full && !c.past && detached && matches!(last, Some(What::Date(..) | What::Time { .. })) {
            return Class::TrailingDate;
        }
        Class::DateProse
    }

    fn ends_sentence(&self) -> bool {
        let end = self.text.trim_end().trim_end_matches(['"', '\'', '”', '»', ')']);
        end.ends_with(['!', '?', '…', ';'])
            || (end.ends_with('.')
                && self.items.last().is_some_and(|item| {
                    let before = self.items.len().checked_sub(2).map(|i| self.items[i].what);
                    matches!(item.what, What::Token(Kind::Mark(_))) && matches!(before, Some(What::Token(Kind::Other)))
                }))
    }

    /// A word or counter runs into the date.
    fn is_glued(&self, c: &Counts) -> bool {
        ((c.glued_word || c.glued_known && c.labels == 0) && c.words <= 3 && c.letters <= 40)
            || (self.glued && c.words <= 2)
            || (c.glued_number && c.words <= 2 && c.dates == 1)
            || (c.bits > 0 && c.words <= 2 && c.numbers > 0 && self.text.contains('('))
    }

    /// A code with a day in it, such as letters, dash, day, dash, number.
    fn document_word(&self, c: &Counts) -> bool {
        let compact =
            c.form == Some(Form::Compact) && c.words == 1 && c.letters <= 6 && self.text.contains(['-', '_', '/']);
        (c.documents == 1 && c.words <= 1 || compact) && !self.text.trim().contains(' ')
    }

    /// Parts set off by bars or dots: one is the stamp, the others are short and have no numbers but counters.
    fn in_parts(&self, c: &Counts) -> bool {
        let stamp = c.dates + c.relative + c.times + c.month_days > 0;
        let counted = c.numbers == 0 || (c.bits > 0 && c.numbers <= c.bits + 1);
        let bars = c.bars + usize::from(self.text.contains(" / ") || (c.bits > 0 && self.text.contains(" - ")));
        if !stamp || bars == 0 || !counted || c.figures {
            return false;
        }
        let mut parts = self.text.split(['|', '•']);
        let short = parts.all(|part| part.split_whitespace().count() <= MAX_PART_WORDS * 2);
        short && c.words <= MAX_PART_WORDS * (bars + 1) && self.apart()
    }

    /// Whether every part with a date has no unexplained words in it.
    fn apart(&self) -> bool {
        let (mut words, mut stamps) = (0, 0);
        let mut clean = false;
        for item in self.items {
            match item.what {
                What::Token(Kind::Mark('|' | '•' | '/' | '-')) => {
                    clean |= stamps > 0 && words == 0;
                    (words, stamps) = (0, 0);
                }
                What::Token(Kind::Other) => words += 1,
                What::Token(Kind::Word(entry)) if !entry.roles.meets(EXPLAINED) => words += 1,
                What::Token(_) => {}
                _ => stamps += 1,
            }
        }
        clean || (stamps > 0 && words == 0)
    }

    /// A publication label, with a name or a place between it and the date.
    fn is_labelled(&self, c: &Counts) -> bool {
        let dated = c.dates + c.month_days + c.relative + c.times > 0;
        let names = c.words <= MAX_NAME_WORDS;
        let opened = self.items.iter().find_map(|item| match item.what {
            What::Token(Kind::Word(entry)) => Some(entry.has(Role::Label) || entry.has(Role::Modifier)),
            What::Token(Kind::Mark(_)) => None,
            _ => Some(false),
        });
        let led = opened == Some(true) && c.labels + c.by > 0 && (c.by + c.sources > 0 || c.words <= 1);
        let ends = self.items.last().is_some_and(|item| self.tokens[item.from].has(Role::Label));
        let closed = c.labels + c.sources > 0 && (c.dates > 0 || ends) && c.numbers == 0;
        dated && names && (led && c.labels > 0 || closed && (c.sources > 0 || c.times > 0))
    }

    /// A place, a comma and a date.
    fn is_dateline(&self, c: &Counts) -> bool {
        let first = self.items.iter().position(|item| matches!(item.what, What::Date(..)));
        let comma = self.items.iter().position(|item| matches!(item.what, What::Token(Kind::Mark(','))));
        c.words <= 3
            && matches!((comma, first), (Some(comma), Some(first)) if comma < first)
            && first.is_some_and(|f| f + 2 >= self.items.len())
    }

    /// The folded bytes that are stamp.
    fn extent(&self, class: StampClass) -> (usize, usize) {
        use StampClass as Class;
        let whole = || {
            let from = self.tokens.first().map_or(0, |token| token.start);
            (from, self.tokens.last().map_or(from, |token| token.end))
        };
        if class.is_strong() || self.items.is_empty() {
            return whole();
        }
        let dated = |item: &Item| !matches!(item.what, What::Token(kind) if !matches!(kind, Kind::Word(e) if e.has(Role::Zone) || e.has(Role::TimeWord)));
        let solid = |item: &Item| !matches!(item.what, What::Token(_));
        let (Some(first), Some(last)) = (self.items.iter().position(solid), self.items.iter().rposition(solid)) else {
            return whole();
        };
        let (from, to) = match class {
            Class::TrailingDate => (self.run_start(last), self.items.len() - 1),
            Class::LeadingDate | Class::TimeProse => (0, self.run_end(first, dated)),
            _ => (first, self.run_end(first, dated)),
        };
        (self.tokens[self.items[from].from].start, self.tokens[self.items[to].to - 1].end)
    }

    /// The last item of the stamp that begins at `first`: marks between its dates and times belong to it.
    fn run_end(&self, first: usize, dated: impl Fn(&Item) -> bool) -> usize {
        let mut end = first;
        for (i, item) in self.items.iter().enumerate().skip(first) {
            match item.what {
                What::Token(Kind::Mark(_)) => {}
                _ if dated(item) => end = i,
                _ => break,
            }
        }
        let closed =
            |c| matches!(self.items.get(end + 1).map(|item| item.what), Some(What::Token(Kind::Mark(m))) if m == c);
        end + usize::from(closed(']') || closed(')'))
    }

    /// The first item of the stamp that ends with `last`, with an opening bracket before it.
    fn run_start(&self, last: usize) -> usize {
        let mut start = last;
        for i in (0..=last).rev() {
            match self.items[i].what {
                What::Token(Kind::Mark(_)) => {}
                What::Token(_) => break,
                _ => start = i,
            }
        }
        let open = start > 0 && matches!(self.items[start - 1].what, What::Token(Kind::Mark('(' | '[' | '|' | '•')));
        start - usize::from(open)
    }
}

impl Counts {
    fn add_date(&mut self, date: Option<Date>, form: Form, year: Option<u64>) {
        self.dates += 1;
        let year = date.and_then(|d| u64::try_from(d.year()).ok()).or(year);
        self.past |= year.is_some_and(|year| !PAGE_YEARS.contains(&year));
        self.set(date, form);
    }

    /// The first date counts, whether or not it could be told.
    fn set(&mut self, date: Option<Date>, form: Form) {
        if !self.dated || self.date.is_none() {
            self.date = date;
            self.form = Some(form);
        }
        self.dated = true;
    }
}
