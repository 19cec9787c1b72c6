//! Runs: what did not fit into memory, sorted, in files without a name that vanish with the process.

use std::{
    fs::File,
    io::{self, Seek, Write},
    path::{Path, PathBuf},
};

use super::{
    Detail, FAN_IN,
    error::SurveyError,
    merge::{Merge, Source},
    rows::Rows,
    writer::Writer,
};

/// Runs by level: those of the level above are merged from [`FAN_IN`] each, so that a block is written a few times at most,
/// however many there are.
pub(super) struct Runs {
    scratch: PathBuf,
    buffer: usize,
    levels: Vec<Vec<File>>,
}

impl Runs {
    /// Runs in a directory, each read through a buffer of so many bytes.
    pub(super) fn new(scratch: &Path, buffer: usize) -> Self {
        Self { scratch: scratch.to_owned(), buffer, levels: Vec::new() }
    }

    /// Writes a run.
    pub(super) fn write(&mut self, fill: impl FnOnce(&mut Writer<File>) -> io::Result<()>) -> Result<(), SurveyError> {
        let write = || {
            let mut writer = Writer::new(tempfile::tempfile_in(&self.scratch)?, Detail::All);
            fill(&mut writer)?;
            ready(writer)
        };
        let run = write().map_err(|error| SurveyError::writing(&self.scratch, error))?;
        self.push(run)
    }

    /// Writes a run from others.
    pub(super) fn join(&mut self, merge: Merge) -> Result<(), SurveyError> {
        let run = self.joined(merge)?;
        self.push(run)
    }

    fn push(&mut self, mut run: File) -> Result<(), SurveyError> {
        for level in 0.. {
            if self.levels.len() == level {
                self.levels.push(Vec::new());
            }
            self.levels[level].push(run);
            if self.levels[level].len() < FAN_IN {
                break;
            }
            let full = std::mem::take(&mut self.levels[level]);
            run = self.joined(self.merged(full))?;
        }
        Ok(())
    }

    fn joined(&self, mut merge: Merge) -> Result<File, SurveyError> {
        let failed = |error| SurveyError::writing(&self.scratch, error);
        let mut writer = Writer::new(tempfile::tempfile_in(&self.scratch).map_err(failed)?, Detail::All);
        writer.take(&mut merge, &self.scratch)?;
        ready(writer).map_err(failed)
    }

    fn merged(&self, runs: Vec<File>) -> Merge {
        let open =
            |run: File| -> Source { Source::new(Rows::new(Box::new(run), Detail::All, self.buffer), &self.scratch) };
        Merge::new(runs.into_iter().map(open).collect())
    }

    /// All of them as one stream.
    pub(super) fn finish(mut self) -> Result<Merge, SurveyError> {
        let mut runs: Vec<File> = std::mem::take(&mut self.levels).into_iter().flatten().collect();
        while runs.len() > FAN_IN {
            // The small ones stand first.
            let rest = runs.split_off(FAN_IN);
            let joined = self.joined(self.merged(std::mem::replace(&mut runs, rest)))?;
            runs.push(joined);
        }
        Ok(self.merged(runs))
    }
}

/// The file of a run, to be read from its start.
fn ready(writer: Writer<File>) -> io::Result<File> {
    let (mut file, _) = writer.finish()?;
    file.flush()?;
    file.rewind()?;
    Ok(file)
}
