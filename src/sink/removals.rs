//! `--removals`: a line for each page, followed by a line for each of its removals. With it, `restore` puts everything back.

use serde::Serialize;

use crate::{
    cleaned::{Cleaned, Removal},
    decide::Share,
    decode::Repair,
    kind::Kind,
    lang::Lang,
    outcome::{Outcome, SCHEMA, Status},
    sink::{
        Sink, WriteError,
        file::Stream,
        metadata::{line, rounded},
    },
};

#[derive(Serialize)]
struct PageLine<'a> {
    schema: u8,
    page: &'a str,
    source: &'a str,
    chars_in: usize,
    chars_out: usize,
    status: Status,
    repairs: Vec<RepairLine<'a>>,
    site: &'a str,
    language: Option<Lang>,
}

#[derive(Serialize)]
struct RepairLine<'a> {
    start: u32,
    before: &'a str,
    after: &'a str,
}

#[derive(Serialize)]
struct RemovalLine<'a> {
    schema: u8,
    page: &'a str,
    start: u32,
    end: u32,
    text: &'a str,
    kind: Kind,
    language: Option<Lang>,
    confidence: f64,
    evidence: Vec<Share>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
}

impl<'a> PageLine<'a> {
    fn of(outcome: &'a Outcome) -> Self {
        let cleaned = outcome.cleaned.as_ref();
        let repairs = cleaned.map_or(&[][..], |cleaned| &cleaned.repairs);
        Self {
            schema: SCHEMA,
            page: &outcome.page,
            source: &outcome.origin.source,
            chars_in: cleaned.map_or(0, |cleaned| cleaned.extracted.chars().count()),
            chars_out: cleaned.map_or(0, |cleaned| cleaned.text.chars().count()),
            status: outcome.status,
            repairs: repairs.iter().map(RepairLine::of).collect(),
            site: &outcome.site,
            language: cleaned.and_then(|cleaned| cleaned.language).map(|guess| guess.language),
        }
    }
}

impl<'a> RepairLine<'a> {
    fn of(repair: &'a Repair) -> Self {
        Self { start: repair.start, before: &repair.before, after: &repair.after }
    }
}

impl<'a> RemovalLine<'a> {
    fn of(page: &'a str, removal: &'a Removal, cleaned: &'a Cleaned) -> Self {
        Self {
            schema: SCHEMA,
            page,
            start: removal.span.start,
            end: removal.span.end,
            text: removal.span.of(&cleaned.extracted),
            kind: removal.kind,
            language: removal.language,
            confidence: rounded(removal.confidence),
            evidence: removal.evidence.shares(),
            date: removal.date.map(|date| date.to_string()),
        }
    }
}

/// Writes the removals of a run.
pub struct RemovalsSink<'o> {
    out: Stream<'o>,
}

impl<'o> RemovalsSink<'o> {
    /// A sink that writes to `out`.
    #[must_use]
    pub fn new(out: Stream<'o>) -> Self {
        Self { out }
    }
}

impl Sink for RemovalsSink<'_> {
    fn take(&mut self, outcome: &Outcome) -> Result<(), WriteError> {
        self.out.write(&line(&PageLine::of(outcome)))?;
        let Some(cleaned) = &outcome.cleaned else { return Ok(()) };
        for removal in &cleaned.removals {
            self.out.write(&line(&RemovalLine::of(&outcome.page, removal, cleaned)))?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), WriteError> {
        self.out.flush()
    }

    fn length(&self) -> Option<u64> {
        self.out.length()
    }

    fn finish(self: Box<Self>, whole: bool) -> Result<(), WriteError> {
        self.out.finish(whole)
    }
}
