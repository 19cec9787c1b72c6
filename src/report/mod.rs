//! A tally for a reader. What is shown is decided here once, as tables; each form of output has a file that writes them.

pub mod csv;
pub mod explain;
pub mod json;
pub mod summary;
pub mod table;

use crate::{
    kind::Kind,
    lang::Lang,
    outcome::Status,
    tally::{Count, Tally},
};

/// What a report is broken down by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum By {
    /// How pages ended, and why.
    Status,
    /// The kind of removal.
    Kind,
    /// The language of what was removed.
    Language,
    /// The primary language of pages.
    Primary,
    /// The site: the host of the page's address, or the directory of its file.
    Site,
    /// The most frequent removed phrases.
    Phrase,
}

impl By {
    /// All of them, in the order of a full report.
    pub const ALL: [Self; 6] = [Self::Status, Self::Primary, Self::Kind, Self::Language, Self::Site, Self::Phrase];
}

/// One value of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// A name.
    Text(String),
    /// A whole number.
    Number(u64),
    /// A share of a whole, 0 to 1.
    Share(f64),
}

/// A table: what it is of, its columns, its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The name of the breakdown, a key in JSON.
    pub name: &'static str,
    /// The names of the columns, keys in JSON.
    pub columns: Vec<&'static str>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Vec<Cell>>,
    /// A remark under the table.
    pub note: Option<String>,
}

/// The totals of a tally.
#[must_use]
pub fn totals(tally: &Tally) -> Table {
    let removed = tally.removed();
    let row = |name: &str, number| vec![Cell::Text(name.to_owned()), Cell::Number(number)];
    let rows = vec![
        row("pages", tally.pages_in()),
        row("pages_touched", tally.touched),
        row("bytes_in", tally.bytes_in),
        row("chars_in", tally.chars_in),
        row("chars_out", tally.chars_out),
        row("removals", removed.pieces),
        row("chars_removed", removed.chars),
        row("dates", tally.dates),
        row("repairs", tally.repairs),
    ];
    Table { name: "total", columns: vec!["what", "count"], rows, note: None }
}

/// One breakdown, at most `top` rows where rows are many.
#[must_use]
pub fn breakdown(tally: &Tally, by: By, top: usize) -> Table {
    match by {
        By::Status => statuses(tally),
        By::Kind => {
            counts("kind", tally, tally.kinds.iter().map(|(kind, count)| (kind.name().to_owned(), *count)), top)
        }
        By::Language => {
            counts("language", tally, tally.languages.iter().map(|(lang, count)| (language(*lang), *count)), top)
        }
        By::Primary => primaries(tally, top),
        By::Site => sites(tally, top),
        By::Phrase => phrases(tally, top),
    }
}

fn statuses(tally: &Tally) -> Table {
    let mut rows = Vec::new();
    for status in Status::ALL {
        let reasons = tally.pages.iter().filter(|(key, _)| key.0 == status);
        rows.extend(reasons.map(|((status, reason), pages)| {
            let reason = reason.map_or(String::new(), |reason| reason.name().to_owned());
            vec![Cell::Text(status.name().to_owned()), Cell::Text(reason), Cell::Number(*pages)]
        }));
    }
    Table { name: "status", columns: vec!["status", "reason", "pages"], rows, note: None }
}

fn counts(name: &'static str, tally: &Tally, rows: impl Iterator<Item = (String, Count)>, top: usize) -> Table {
    let mut rows: Vec<_> = rows.collect();
    rows.sort_by(|a, b| b.1.pieces.cmp(&a.1.pieces).then(a.0.cmp(&b.0)));
    let note = cut_note(rows.len(), top);
    rows.truncate(top);
    let rows = rows.into_iter().map(|(key, count)| {
        let share = share(count.chars, tally.chars_in);
        vec![Cell::Text(key), Cell::Number(count.pieces), Cell::Number(count.chars), Cell::Share(share)]
    });
    Table { name, columns: vec![name, "removals", "chars", "share_of_text"], rows: rows.collect(), note }
}

fn primaries(tally: &Tally, top: usize) -> Table {
    let mut rows: Vec<_> = tally.primaries.iter().map(|(lang, pages)| (language(*lang), *pages)).collect();
    rows.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let note = cut_note(rows.len(), top);
    rows.truncate(top);
    let all: u64 = tally.primaries.values().sum();
    let row = |(key, pages)| vec![Cell::Text(key), Cell::Number(pages), Cell::Share(share(pages, all))];
    let rows = rows.into_iter().map(row).collect();
    Table { name: "primary", columns: vec!["primary", "pages", "share_of_pages"], rows, note }
}

fn sites(tally: &Tally, top: usize) -> Table {
    let mut rows: Vec<_> = tally.sites.iter().collect();
    rows.sort_by(|a, b| b.1.removed.chars.cmp(&a.1.removed.chars).then(a.0.cmp(b.0)));
    let note = cut_note(rows.len(), top);
    rows.truncate(top);
    let rows = rows.into_iter().map(|(name, site)| {
        let share = share(site.removed.chars, site.chars_in);
        let (pages, removals) = (Cell::Number(site.pages), Cell::Number(site.removed.pieces));
        vec![Cell::Text(name.to_owned()), pages, removals, Cell::Number(site.removed.chars), Cell::Share(share)]
    });
    let columns = vec!["site", "pages", "removals", "chars", "share_of_text"];
    Table { name: "site", columns, rows: rows.collect(), note }
}

fn phrases(tally: &Tally, top: usize) -> Table {
    let row = |(phrase, kind, times): (&str, Kind, u64)| {
        vec![Cell::Text(phrase.to_owned()), Cell::Text(kind.name().to_owned()), Cell::Number(times)]
    };
    let rows = tally.phrases.top(top).into_iter().map(row).collect();
    let slack = tally.phrases.slack();
    let note =
        (slack > 0).then(|| format!("too many different phrases to hold: each count may be up to {slack} too low"));
    Table { name: "phrase", columns: vec!["phrase", "kind", "times"], rows, note }
}

/// A language for a reader; a dash where there is none.
pub(crate) fn language(lang: Option<Lang>) -> String {
    lang.map_or("-".to_owned(), |lang| lang.code().to_owned())
}

fn cut_note(rows: usize, top: usize) -> Option<String> {
    (rows > top).then(|| format!("the first {top} of {rows}"))
}

/// Part of a whole, 0 where there is no whole.
#[must_use]
pub fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
