//! A numbered series of files of about one size, for what reads shards: `part-00000.jsonl.zst`, `part-00001.jsonl.zst` and so on. A file
//! ends with the record that takes it to its size, so the same records make the same files.

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

/// What the files of a series are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// One JSON object a line, packed with zstd.
    Jsonl,
    /// Parquet tables, with the column of addresses that records have in this field.
    Parquet {
        /// The name of the field.
        url: String,
    },
}

/// A file of the series that is being written.
enum Part {
    Lines(Draft),
    Table(Box<ParquetDraft>),
}

/// Writes records into a numbered series of files.
pub struct PartsSink {
    root: PathBuf,
    work: WorkFolder,
    form: Form,
    size: u64,
    drop_empty: bool,
    open: Option<Part>,
    /// Bytes in the open part, before compression.
    written: u64,
    /// Parts that are whole.
    whole: u64,
}

impl PartsSink {
    /// A series in `root`, going on after `whole` parts, each of `size` bytes before compression or up to a record more.
    #[must_use]
    pub fn new(root: &Path, work: WorkFolder, form: Form, size: u64, whole: u64, drop_empty: bool) -> Self {
        Self { root: root.to_owned(), work, form, size, drop_empty, open: None, written: 0, whole }
    }

    fn open(&self) -> Result<Part, WriteError> {
        let draft = |ending: &str, packing| {
            let path = self.root.join(format!("part-{:05}.{ending}", self.whole));
            self.work.draft(PART, path, packing)
        };
        Ok(match &self.form {
            Form::Jsonl => Part::Lines(draft("jsonl.zst", Packing::Zstd)?),
            Form::Parquet { url } => {
                let columns = Columns::Own { url: url.clone() };
                Part::Table(Box::new(ParquetDraft::over(draft("parquet", Packing::Plain)?, columns)?))
            }
        })
    }

    fn end_part(&mut self) -> Result<(), WriteError> {
        match self.open.take() {
            None => return Ok(()),
            Some(Part::Lines(draft)) => draft.finish(true)?,
            Some(Part::Table(table)) => table.finish(true)?,
        }
        self.whole += 1;
        self.written = 0;
        Ok(())
    }
}

impl Sink for PartsSink {
    fn take(&mut self, outcome: &Outcome) -> Result<(), WriteError> {
        if is_left_out(outcome, self.drop_empty) {
            return Ok(());
        }
        let mut part = match self.open.take() {
            Some(part) => part,
            None => self.open()?,
        };
        self.written += match &mut part {
            Part::Lines(draft) => {
                let line = line(&record(outcome, outcome.text()));
                draft.write(&line)?;
                line.len() as u64
            }
            // What a table takes is known in the end; the text is most of it.
            Part::Table(table) => {
                table.write(outcome, outcome.text())?;
                outcome.text().len() as u64
            }
        };
        self.open = Some(part);
        if self.written >= self.size { self.end_part() } else { Ok(()) }
    }

    fn parts(&self) -> u64 {
        self.whole
    }

    fn finish(mut self: Box<Self>, whole: bool) -> Result<(), WriteError> {
        if whole { self.end_part() } else { Ok(()) }
    }
}
