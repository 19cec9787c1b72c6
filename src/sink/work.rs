//! The working folder of an output directory: what is not whole yet lives in it, under names that a later run finds again.
//! It lies inside the directory, so that giving a file its final name is one rename. When the run is over, it is gone.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use crate::{
    outcome::Packing,
    sink::{
        WriteError,
        file::{Draft, rename},
        growing::Growing,
    },
};

/// What the folder is called.
pub const WORK: &str = ".polyscrub-run";

/// The working folder of an output directory.
#[derive(Debug, Clone)]
pub struct WorkFolder {
    folder: PathBuf,
}

impl WorkFolder {
    /// Makes the folder, and the output directory, where they are not there yet.
    ///
    /// # Errors
    /// Where they cannot be made.
    pub fn new(root: &Path) -> Result<Self, WriteError> {
        let folder = root.join(WORK);
        match fs::create_dir_all(&folder) {
            Ok(()) => Ok(Self { folder }),
            Err(error) => Err(WriteError::new(folder, error)),
        }
    }

    /// The path of something in it.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Starts a file that is kept here under `name` until it is whole. There is one of a name at a time.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn draft(&self, name: &str, path: PathBuf, packing: Packing) -> Result<Draft, WriteError> {
        Draft::at(self.path(name), path, packing)
    }

    /// Writes a file that is kept here under `name` until it is whole, which it is at once.
    ///
    /// # Errors
    /// Where it cannot be made, or the name cannot be taken.
    pub fn put(&self, name: &str, path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
        let temporary = self.path(name);
        let put = || {
            File::create(&temporary)?.write_all(bytes)?;
            rename(&temporary, path)
        };
        put().map_err(|error| WriteError::new(path, error))
    }

    /// A file that grows here under `name` through interrupted runs; see [`Growing::open`].
    ///
    /// # Errors
    /// Where it cannot be opened.
    pub fn growing(&self, name: &str, path: PathBuf, length: u64) -> Result<Growing, WriteError> {
        Growing::open(self.path(name), path, length)
    }

    /// Takes the folder away with all that is in it.
    ///
    /// # Errors
    /// Where the system refuses.
    pub fn remove(&self) -> Result<(), WriteError> {
        match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(WriteError::new(&self.folder, error)),
            _ => Ok(()),
        }
    }
}
