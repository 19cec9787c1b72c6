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
        work::WorkFolder,
    },
};

/// The name of a part in the working folder.
const PART: &str = "part";

/// Writes records into a numbered series of files.
pub struct PartsSink {
    root: PathBuf,
    work: WorkFolder,
    size: u64,
    drop_empty: bool,
    open: Option<Draft>,
    /// Bytes in the open part, before compression.
    written: u64,
    /// Parts that are whole.
    whole: u64,
}

impl PartsSink {
    /// A series in `root`, going on after `whole` parts, each of `size` bytes before compression or up to a record more.
    #[must_use]
    pub fn new(root: &Path, work: WorkFolder, size: u64, whole: u64, drop_empty: bool) -> Self {
        Self { root: root.to_owned(), work, size, drop_empty, open: None, written: 0, whole }
    }

    fn end_part(&mut self) -> Result<(), WriteError> {
        if let Some(part) = self.open.take() {
            part.finish(true)?;
            self.whole += 1;
            self.written = 0;
        }
        Ok(())
    }
}

impl Sink for PartsSink {
    fn take(&mut self, outcome: &Outcome) -> Result<(), WriteError> {
        if is_left_out(outcome, self.drop_empty) {
            return Ok(());
        }
        let line = line(&record(outcome, outcome.text()));
        if self.open.is_none() {
            let path = self.root.join(format!("part-{:05}.jsonl.zst", self.whole));
            self.open = Some(self.work.draft(PART, path, Packing::Zstd)?);
        }
        if let Some(part) = &mut self.open {
            part.write(&line)?;
        }
        self.written += line.len() as u64;
        if self.written >= self.size { self.end_part() } else { Ok(()) }
    }

    fn parts(&self) -> u64 {
        self.whole
    }

    fn finish(mut self: Box<Self>, whole: bool) -> Result<(), WriteError> {
        if whole { self.end_part() } else { Ok(()) }
    }
}
