//! Cleaned pages as one Parquet table. A table that comes in alone keeps its columns; whatever else comes in goes into the
//! same few.

use std::sync::Arc;

use crate::{
    outcome::{Origin, Outcome},
    sink::{
        Sink, WriteError,
        file::Draft,
        jsonl::is_left_out,
        parquet::{Columns, ParquetDraft},
    },
};

/// Writes one table.
pub struct TableSink {
    /// The file, until it is known which columns it gets.
    draft: Option<Draft>,
    table: Option<ParquetDraft>,
    alone: bool,
    url: String,
    drop_empty: bool,
}

impl TableSink {
    /// A sink that writes to `draft`. `alone` tells that there is one input, whose columns are kept if it is a table; `url` is
    /// the field of a record that holds its address. `drop_empty` leaves out records without text.
    #[must_use]
    pub fn new(draft: Draft, alone: bool, url: String, drop_empty: bool) -> Self {
        Self { draft: Some(draft), table: None, alone, url, drop_empty }
    }

    fn open(&mut self, columns: Option<Columns>) -> Result<(), WriteError> {
        if let Some(draft) = self.draft.take() {
            let columns = columns.unwrap_or_else(|| Columns::Own { url: self.url.clone() });
            self.table = Some(ParquetDraft::over(draft, columns)?);
        }
        Ok(())
    }
}

impl Sink for TableSink {
    fn begin(&mut self, origin: &Arc<Origin>) -> Result<(), WriteError> {
        self.open(origin.layout.clone().filter(|_| self.alone).map(Columns::Mirror))
    }

    fn take(&mut self, outcome: &Outcome) -> Result<(), WriteError> {
        self.open(None)?;
        match &mut self.table {
            Some(table) if !is_left_out(outcome, self.drop_empty) => table.write(outcome, outcome.text()),
            _ => Ok(()),
        }
    }

    fn finish(mut self: Box<Self>, whole: bool) -> Result<(), WriteError> {
        self.open(None)?;
        self.table.map_or(Ok(()), |table| table.finish(whole))
    }
}
