//! What can go wrong with a census on disk.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::sink::WriteError;

/// Why a survey or a census file came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum SurveyError {
    /// The system's answer to a read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// A file that is no census, or no whole one.
    #[error("{}: {damage}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        damage: Damage,
    },
    /// Something could not be written: the census file, or runs in the scratch directory.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// It starts like something else.
    #[error("not a census file; one starts with the line `polyscrub census 1`")]
    Alien,
    /// It says that its format is another one.
    #[error("a census of format {0}, which this version of polyscrub does not know (use a newer one)")]
    Newer(String),
    /// It stops in the middle.
    #[error("the census file ends too early (copy it again, or survey again)")]
    Truncated,
    /// Its content is not what was written.
    #[error("the census file is damaged: {0} (copy it again, or survey again)")]
    Corrupt(String),
    /// More shards than are read, or than would be.
    #[error("more than {limit} shards, one from each survey; survey more pages at a time")]
    TooMany {
        /// The limit.
        limit: u64,
    },
}

impl From<Damage> for io::Error {
    fn from(damage: Damage) -> Self {
        Self::new(io::ErrorKind::InvalidData, damage)
    }
}

/// Content that cannot have been written so.
pub(super) fn corrupt(reason: &str) -> io::Error {
    Damage::Corrupt(reason.to_owned()).into()
}

impl SurveyError {
    /// An error while a file was read: of the system, of the data, or of the place that the data were copied to.
    pub(super) fn reading(path: &Path, error: io::Error) -> Self {
        let error = match error.downcast::<WriteError>() {
            Ok(write) => return Self::Write(write),
            Err(error) => error,
        };
        let path = path.to_owned();
        match error.downcast::<Damage>() {
            Ok(damage) => Self::Damaged { path, damage },
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                Self::Damaged { path, damage: Damage::Truncated }
            }
            // What the system says has a number; anything else comes from the decoder.
            Err(error) if error.raw_os_error().is_none() => {
                Self::Damaged { path, damage: Damage::Corrupt(error.to_string()) }
            }
            Err(source) => Self::Read { path, source },
        }
    }

    /// An error while something was written.
    pub(super) fn writing(path: &Path, error: io::Error) -> Self {
        Self::Write(WriteError::new(path, error))
    }
}
