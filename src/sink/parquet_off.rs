//! Parquet in a program that was built without it: no such file can be begun.

use std::{io, path::PathBuf, sync::Arc};

use crate::{
    outcome::Outcome,
    sink::{WriteError, file::Draft},
    user::Layout,
};

/// The columns of a table.
#[derive(Debug, Clone)]
pub enum Columns {
    /// Those of the table that comes in.
    Mirror(Arc<Layout>),
    /// Those of any record.
    Own {
        /// The name of the field that holds the address.
        url: String,
    },
}

/// A table being written: there is none.
#[derive(Debug)]
pub enum ParquetDraft {}

impl ParquetDraft {
    /// Refuses to start a table.
    ///
    /// # Errors
    /// Always.
    pub fn new(path: impl Into<PathBuf>, _: Columns) -> Result<Self, WriteError> {
        Err(WriteError::new(path, io::Error::new(io::ErrorKind::Unsupported, "built without cargo feature `parquet`")))
    }

    /// The same.
    ///
    /// # Errors
    /// Always.
    pub fn over(draft: Draft, columns: Columns) -> Result<Self, WriteError> {
        Self::new(draft.path(), columns)
    }

    /// Never called.
    ///
    /// # Errors
    /// None.
    pub fn write(&mut self, _: &Outcome, _: &str) -> Result<(), WriteError> {
        match *self {}
    }

    /// Never called.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        match *self {}
    }

    /// Never called.
    ///
    /// # Errors
    /// None.
    pub fn finish(self, _: bool) -> Result<(), WriteError> {
        match self {}
    }
}
