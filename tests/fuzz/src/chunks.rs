//! A source that gives its bytes in pieces of any size, as networks and decompressors do.

use std::io::{BufRead, ErrorKind, Read, Result};

/// The size that stands for being interrupted instead of giving bytes.
const INTERRUPTED: u8 = 0;

/// Gives bytes in chunks of the given sizes, in turn.
pub(super) struct Chunks<'b> {
    rest: &'b [u8],
    sizes: &'b [u8],
    turn: usize,
    /// What of the chunk in turn is not consumed.
    available: usize,
}

impl<'b> Chunks<'b> {
    /// `sizes` are not empty; what is [`INTERRUPTED`] is so once, and then a byte.
    pub(super) fn new(rest: &'b [u8], sizes: &'b [u8]) -> Self {
        Self { rest, sizes, turn: 0, available: 0 }
    }
}

impl Read for Chunks<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let chunk = self.fill_buf()?;
        let length = chunk.len().min(buffer.len());
        buffer[..length].copy_from_slice(&chunk[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl BufRead for Chunks<'_> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.available == 0 && !self.rest.is_empty() {
            let size = self.sizes[self.turn % self.sizes.len()];
            self.turn += 1;
            self.available = usize::from(size).clamp(1, self.rest.len());
            if size == INTERRUPTED {
                return Err(ErrorKind::Interrupted.into());
            }
        }
        Ok(&self.rest[..self.available])
    }

    fn consume(&mut self, amount: usize) {
        self.rest = &self.rest[amount..];
        self.available -= amount;
    }
}
