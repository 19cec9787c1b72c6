//! A file that grows over a whole run, and over a run that takes up where another was broken off.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Seek, SeekFrom, Write},
    path::PathBuf,
};

use crate::sink::WriteError;

/// Bytes that are written at once.
const BUFFER: usize = 64 << 10;

/// A file under a name of its own until it is whole.
#[derive(Debug)]
pub struct Growing {
    out: BufWriter<File>,
    partial: PathBuf,
    path: PathBuf,
    length: u64,
}

impl Growing {
    /// Opens the file `partial`, which becomes `path`, and goes on after its first `length` bytes. Where the run before was broken
    /// off between naming its files and saying so, the one under the final name is taken back.
    ///
    /// # Errors
    /// Where it cannot be opened, or is shorter than `length`.
    pub fn open(partial: PathBuf, path: PathBuf, length: u64) -> Result<Self, WriteError> {
        match Self::open_file(&partial, &path, length) {
            Ok(file) => Ok(Self { out: BufWriter::with_capacity(BUFFER, file), partial, path, length }),
            Err(error) => Err(WriteError::new(partial, error)),
        }
    }

    fn open_file(partial: &PathBuf, path: &PathBuf, length: u64) -> io::Result<File> {
        if length > 0 && !partial.exists() && path.exists() {
            fs::rename(path, partial)?;
        }
        if let Some(folder) = partial.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder)?;
        }
        let mut file = OpenOptions::new().create(true).write(true).truncate(false).open(partial)?;
        if file.metadata()?.len() < length {
            return Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                "shorter than the run that is to be resumed left it",
            ));
        }
        file.set_len(length)?;
        file.seek(SeekFrom::End(0))?;
        Ok(file)
    }

    /// Its length in bytes, with what is not handed on yet.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Writes at its end.
    ///
    /// # Errors
    /// As the system says.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), WriteError> {
        self.length += bytes.len() as u64;
        self.out.write_all(bytes).map_err(|error| WriteError::new(&self.partial, error))
    }

    /// Hands on to the system what is held back.
    ///
    /// # Errors
    /// As the system says.
    pub fn flush(&mut self) -> Result<(), WriteError> {
        self.out.flush().map_err(|error| WriteError::new(&self.partial, error))
    }

    /// Gives the file its final name, or leaves it where it is for a run that goes on.
    ///
    /// # Errors
    /// Where the rest cannot be written or the name cannot be taken.
    pub fn finish(mut self, whole: bool) -> Result<(), WriteError> {
        self.flush()?;
        if whole {
            fs::rename(&self.partial, &self.path).map_err(|error| WriteError::new(self.path, error))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_said_to_be_there_is_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let [partial, path] = ["p", "final"].map(|name| folder.path().join(name));
        let open = |length| Growing::open(partial.clone(), path.clone(), length);
        let mut first = open(0).unwrap();
        first.write(b"one\ntwo\nth").unwrap();
        first.finish(false).unwrap();
        assert!(!path.exists());
        let mut second = open(8).unwrap();
        second.write(b"three\n").unwrap();
        assert_eq!(second.length(), 14);
        second.finish(true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"one\ntwo\nthree\n");
        open(14).unwrap().finish(true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"one\ntwo\nthree\n");
        assert!(open(15).is_err());
    }
}
