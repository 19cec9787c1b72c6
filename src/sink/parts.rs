//! A numbered series of files of about one size, for what reads shards: `part-00000.jsonl.zst`, `part-00001.jsonl.zst` and so on, or
//! `part-00000.parquet`. A file ends with the record that takes it to its size, so the same records make the same files.

use std::path::{Path, PathBuf};

use crate::{
    outcome::{Outcome, Packing},
    sink::{
        Sink, WriteError,
        file::Draft,
        jsonl::{is_left_out, record},
        metadata::line,
        parquet::{Columns, ParquetDraft},
        work::WorkFolder,
    },
};

/// The name of a part in the working folder.
const PART: &str = "part";

/// A part being written.
enum Part {
    /// With the bytes of its lines, before compression.
    Lines(Draft, u64),
    Table(Box<ParquetDraft>),
}

impl Part {
    /// Writes a record, and tells the size of the part with it.
    fn write(&mut self, outcome: &Outcome) -> Result<u64, WriteError> {
        match self {
            Self::Lines(draft, written) => {
                let line = line(&record(outcome, outcome.text()));
                *written += line.len() as u64;
                draft.write(&line).map(|()| *written)
            }
            Self::Table(table) => table.write(outcome, outcome.text()).map(|()| table.bytes()),
        }
    }

    fn finish(self) -> Result<(), WriteError> {
        match self {
            Self::Lines(draft, _) => draft.finish(true),
            Self::Table(table) => table.finish(true),
        }
    }
}

/// Writes records into a numbered series of files.
pub struct PartsSink {
    root: PathBuf,
    work: WorkFolder,
    size: u64,
    table: Option<Columns>,
    drop_empty: bool,
    open: Option<Part>,
    /// Parts that are whole.
    whole: u64,
}

impl PartsSink {
    /// A series in `root`, going on after `whole` parts, each of `size` bytes or up to a record more: of JSONL before compression, or
    /// of Parquet, where the columns of a `table` are given.
    #[must_use]
    pub fn new(root: &Path, work: WorkFolder, size: u64, whole: u64, table: Option<Columns>, drop_empty: bool) -> Self {
        Self { root: root.to_owned(), work, size, table, drop_empty, open: None, whole }
    }

    fn start(&self) -> Result<Part, WriteError> {
        let path = |ending: &str| self.root.join(format!("part-{:05}.{ending}", self.whole));
        Ok(match self.table.clone() {
            Some(columns) => {
                let draft = self.work.draft(PART, path("parquet"), Packing::Plain)?;
                Part::Table(Box::new(ParquetDraft::over(draft, columns)?))
            }
            None => Part::Lines(self.work.draft(PART, path("jsonl.zst"), Packing::Zstd)?, 0),
        })
    }

    fn end_part(&mut self) -> Result<(), WriteError> {
        if let Some(part) = self.open.take() {
            part.finish()?;
            self.whole += 1;
        }
        Ok(())
    }
}

impl Sink for PartsSink {
    fn take(&mut self, outcome: &Outcome) -> Result<(), WriteError> {
        if is_left_out(outcome, self.drop_empty) {
            return Ok(());
        }
        let part = match self.open.take() {
            Some(part) => part,
            None => self.start()?,
        };
        let written = self.open.insert(part).write(outcome)?;
        if written >= self.size { self.end_part() } else { Ok(()) }
    }

    fn parts(&self) -> u64 {
        self.whole
    }

    fn finish(mut self: Box<Self>, whole: bool) -> Result<(), WriteError> {
        if whole { self.end_part() } else { Ok(()) }
    }
}
