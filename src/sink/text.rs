//! Cleaned text as one stream. A single page comes out byte for byte; records are ended by a newline each, or stay records.

use crate::{
    outcome::Outcome,
    sink::{
        Sink, WriteError,
        file::Stream,
        jsonl::{is_left_out, record},
        metadata::line,
    },
};

/// Writes cleaned text.
pub struct TextSink<'o> {
    out: Stream<'o>,
    records: bool,
    drop_empty: bool,
}

impl<'o> TextSink<'o> {
    /// A sink that writes to `out`. With `records`, what came in as a record goes out as one: whether standard input holds
    /// records is known only when it is read. `drop_empty` leaves out those without text.
    #[must_use]
    pub fn new(out: Stream<'o>, records: bool, drop_empty: bool) -> Self {
        Self { out, records, drop_empty }
    }
}

impl Sink for TextSink<'_> {
    fn take(&mut self, outcome: &Outcome) -> Result<(), WriteError> {
        if is_left_out(outcome, self.drop_empty) {
            return Ok(());
        }
        if outcome.origin.shard && self.records {
            return self.out.write(&line(&record(outcome, outcome.text())));
        }
        self.out.write(outcome.text().as_bytes())?;
        if outcome.origin.shard && !outcome.text().is_empty() {
            self.out.write(b"\n")?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>, whole: bool) -> Result<(), WriteError> {
        self.out.finish(whole)
    }
}
