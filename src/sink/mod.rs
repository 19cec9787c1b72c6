//! Where outcomes go: one file a form of output. Sinks get every outcome in input order, from one thread.

pub mod detected;
pub mod diff;
pub mod extracted;
pub mod file;
pub mod growing;
pub mod guess;
pub mod jsonl;
pub mod metadata;
#[cfg(feature = "parquet")]
pub mod parquet;
#[cfg(not(feature = "parquet"))]
#[path = "parquet_off.rs"]
pub mod parquet;
pub mod parts;
pub mod removals;
pub mod table;
pub mod text;
pub mod tree;
pub mod work;

use std::{io, path::PathBuf, sync::Arc};

use crate::outcome::{Origin, Outcome};

/// Something that could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}: {source}", path.display())]
pub struct WriteError {
    /// What was being written; `-` for standard output.
    pub path: PathBuf,
    /// What the system said.
    #[source]
    pub source: io::Error,
}

impl WriteError {
    /// An error at a path.
    pub fn new(path: impl Into<PathBuf>, source: io::Error) -> Self {
        Self { path: path.into(), source }
    }

    /// Whether the reader of a pipe has gone, which is no fault.
    #[must_use]
    pub fn is_closed_pipe(&self) -> bool {
        self.source.kind() == io::ErrorKind::BrokenPipe
    }

    /// Whether only this page is concerned (its name is too long, something stands in its place) and the run can go on.
    #[must_use]
    pub fn is_local(&self) -> bool {
        use io::ErrorKind as Kind;
        matches!(
            self.source.kind(),
            Kind::InvalidFilename | Kind::NotADirectory | Kind::IsADirectory | Kind::AlreadyExists | Kind::InvalidInput
        )
    }
}

/// A form of output.
pub trait Sink {
    /// A file of records begins. Most sinks learn all they need from its records; a table without rows is still a table.
    ///
    /// # Errors
    /// What could not be written.
    fn begin(&mut self, _origin: &Arc<Origin>) -> Result<(), WriteError> {
        Ok(())
    }

    /// Takes the next outcome.
    ///
    /// # Errors
    /// What could not be written. [`WriteError::is_local`] tells whether others can follow.
    fn take(&mut self, outcome: &Outcome) -> Result<(), WriteError>;

    /// The input that the last outcomes came from is over.
    ///
    /// # Errors
    /// What could not be written.
    fn end_input(&mut self) -> Result<(), WriteError> {
        Ok(())
    }

    /// Hands on to the system what is held back.
    ///
    /// # Errors
    /// What could not be written.
    fn flush(&mut self) -> Result<(), WriteError> {
        Ok(())
    }

    /// The length of the file that a later run could go on with, flushed or not; `None` where there is no such file.
    fn length(&self) -> Option<u64> {
        None
    }

    /// How many files of a numbered series are whole.
    fn parts(&self) -> u64 {
        0
    }

    /// Ends the output: `whole` tells whether every record came through. What is not whole never gets its final name.
    ///
    /// # Errors
    /// What could not be written.
    fn finish(self: Box<Self>, whole: bool) -> Result<(), WriteError>;
}
