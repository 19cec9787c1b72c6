//! Pages as rows that tell their language: a row a page, a row a line of it, or a row a span. Every page that came in has a row;
//! one that could not be read has no language, and says why.

use crate::{
    identify::Identifier,
    outcome::{Outcome, Status},
    sink::{
        Sink, WriteError,
        file::Stream,
        guess::{Form, Row, Style},
    },
    user::UserFields,
};

/// What a row tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Unit {
    /// A page.
    #[default]
    Page,
    /// A line of its text.
    Line,
    /// A part of its text in one language.
    Span,
}

/// Writes rows about the text that was extracted of each page.
pub struct DetectedSink<'o> {
    out: Stream<'o>,
    identifier: Identifier,
    style: Style,
    unit: Unit,
    many: bool,
    rows: Vec<u8>,
}

impl<'o> DetectedSink<'o> {
    /// A sink that writes to `out`; `many` tells that pages come from several files, so that rows say from which.
    #[must_use]
    pub fn new(out: Stream<'o>, identifier: Identifier, style: Style, unit: Unit, many: bool) -> Self {
        Self { out, identifier, style, unit, many, rows: Vec::new() }
    }

    fn page(&mut self, outcome: &Outcome) {
        let text = self.identifier.identify_page(extracted(outcome));
        let mut row = self.style.row(&mut self.rows);
        if row.form() == Form::Jsonl {
            name(&mut row, outcome, self.many);
        }
        self.style.tell(&mut row, &text);
        match row.form() {
            Form::Tsv => name(&mut row, outcome, self.many),
            Form::Jsonl => trouble(&mut row, outcome),
        }
        row.end();
    }

    fn lines(&mut self, outcome: &Outcome) {
        let source = (self.many || outcome.record.is_some()).then_some(outcome.page.as_str());
        for (index, line) in extracted(outcome).lines().enumerate() {
            self.style.line(&mut self.rows, index as u64 + 1, source, &self.identifier.identify(line), line);
        }
    }

    fn spans(&mut self, outcome: &Outcome) {
        let text = extracted(outcome);
        for span in self.identifier.spans(text) {
            let part = span.span.of(text);
            let mut row = self.style.row(&mut self.rows);
            if row.form() == Form::Jsonl {
                name(&mut row, outcome, self.many);
                row.count("start", span.span.start.into());
                row.count("end", span.span.end.into());
            }
            self.style.tell_as(&mut row, span.language, span.probability, &self.identifier.identify(part));
            if row.form() == Form::Tsv {
                row.count("start", span.span.start.into());
                row.count("end", span.span.end.into());
                name(&mut row, outcome, self.many);
            }
            row.text("text", part);
            row.end();
        }
    }
}

impl Sink for DetectedSink<'_> {
    fn take(&mut self, outcome: &Outcome) -> Result<(), WriteError> {
        self.rows.clear();
        match self.unit {
            Unit::Page => self.page(outcome),
            Unit::Line => self.lines(outcome),
            Unit::Span => self.spans(outcome),
        }
        self.out.write(&self.rows)
    }

    fn finish(self: Box<Self>, whole: bool) -> Result<(), WriteError> {
        self.out.finish(whole)
    }
}

fn extracted(outcome: &Outcome) -> &str {
    outcome.cleaned.as_ref().map_or("", |cleaned| cleaned.extracted.as_str())
}

/// What the page is called: a file by its path, a record by its own identifier, and by its file where there are several.
fn name(row: &mut Row<'_>, outcome: &Outcome, many: bool) {
    match outcome.record.as_ref().map(UserFields::id) {
        Some(Some(id)) => row.value("id", &id),
        Some(None) => row.text("id", &outcome.page),
        None if outcome.origin.shard => row.text("id", &outcome.page),
        None => return row.text("path", &outcome.page),
    }
    if many {
        row.text("source", &outcome.origin.source);
    }
}

/// Why a page has no text, if that needs words.
fn trouble(row: &mut Row<'_>, outcome: &Outcome) {
    if let (Status::Skipped | Status::Failed, Some(reason)) = (outcome.status, outcome.reason) {
        row.text("status", outcome.status.name());
        row.text("reason", reason.name());
    }
}
