//! A stream whose first bytes were looked at: they come again, and so does what went wrong meanwhile, each in its place.

use std::io::{self, BufRead, Read};

use super::error::ReadError;

/// Gives the damage before the first bytes, these, the damage behind them, and the rest.
pub(super) struct Head<R> {
    before: Option<ReadError>,
    bytes: Vec<u8>,
    at: usize,
    behind: Option<ReadError>,
    rest: R,
}

impl<R: Read> Head<R> {
    /// Reads up to `length` bytes from the start. Where damage is all there is at first, what follows it is read.
    ///
    /// # Errors
    /// Where there are no bytes, and something went wrong.
    pub(super) fn read(mut rest: R, length: u64) -> Result<Self, ReadError> {
        let mut bytes = Vec::new();
        let mut take = |bytes: &mut Vec<u8>| rest.by_ref().take(length).read_to_end(bytes).err().map(ReadError::from);
        let (mut before, mut behind) = (None, take(&mut bytes));
        if bytes.is_empty() && behind.is_some() {
            before = behind;
            behind = take(&mut bytes);
        }
        match before {
            Some(error) if bytes.is_empty() => Err(error),
            before => Ok(Self { before, bytes, at: 0, behind, rest }),
        }
    }

    /// The first bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The same with another rest, such as a buffered one.
    pub(super) fn map<T>(self, wrap: impl FnOnce(R) -> T) -> Head<T> {
        let Self { before, bytes, at, behind, rest } = self;
        Head { before, bytes, at, behind, rest: wrap(rest) }
    }

    /// What goes wrong here, once.
    fn trouble(&mut self) -> Option<ReadError> {
        self.before.take().or_else(|| if self.at == self.bytes.len() { self.behind.take() } else { None })
    }
}

impl<R: BufRead> BufRead for Head<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self.trouble() {
            Some(error) => Err(error.into()),
            None if self.at < self.bytes.len() => Ok(&self.bytes[self.at..]),
            None => self.rest.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        if self.at < self.bytes.len() {
            self.at = self.bytes.len().min(self.at + amount);
        } else {
            self.rest.consume(amount);
        }
    }
}

impl<R: BufRead> Read for Head<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.before.is_none() && self.behind.is_none() && self.at == self.bytes.len() {
            return self.rest.read(buffer);
        }
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}
