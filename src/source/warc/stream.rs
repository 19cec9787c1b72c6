//! The archive as bytes, some of which can be put back: a head that came too early, or what a wrong length took along.

use std::io::{self, BufRead};

use super::super::error::ReadError;

/// Bytes that come, are looked at, and are consumed.
pub(super) struct Stream<R> {
    inner: R,
    /// What was put back or looked at, from `at` on.
    back: Vec<u8>,
    at: usize,
    /// What went wrong behind the bytes at hand.
    failed: Option<ReadError>,
    fresh: u64,
    /// The furthest position so far, which does not depend on how much was looked at.
    furthest: u64,
    reread: u64,
}

impl<R: BufRead> Stream<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, back: Vec::new(), at: 0, failed: None, fresh: 0, furthest: 0, reread: 0 }
    }

    /// How many bytes came from the source so far.
    pub(super) fn fresh(&self) -> u64 {
        self.fresh
    }

    /// How many bytes were given back so far.
    #[cfg(test)]
    pub(super) fn reread(&self) -> u64 {
        self.reread
    }

    /// How many bytes were taken so far, less those that were put back.
    pub(super) fn position(&self) -> u64 {
        self.fresh - (self.back.len() - self.at) as u64
    }

    /// Sees to it that bytes are at hand, and says how many; none at the end.
    ///
    /// # Errors
    /// What reading runs into, once.
    pub(super) fn load(&mut self) -> Result<usize, ReadError> {
        if self.at < self.back.len() {
            return Ok(self.back.len() - self.at);
        }
        self.failed.take().map_or_else(|| self.fill(), Err)
    }

    fn fill(&mut self) -> Result<usize, ReadError> {
        loop {
            match self.inner.fill_buf() {
                Ok(bytes) => return Ok(bytes.len()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// The bytes at hand.
    pub(super) fn chunk(&mut self) -> &[u8] {
        if self.at < self.back.len() { &self.back[self.at..] } else { self.inner.fill_buf().unwrap_or_default() }
    }

    /// Takes bytes that are at hand.
    pub(super) fn consume(&mut self, bytes: usize) {
        if self.at < self.back.len() {
            self.at += bytes;
        } else {
            self.inner.consume(bytes);
            self.fresh += bytes as u64;
        }
        self.furthest = self.furthest.max(self.position());
    }

    /// The next bytes, at least as many as asked for unless the archive ends before or cannot be read on.
    pub(super) fn peek(&mut self, length: usize) -> &[u8] {
        if self.at == self.back.len() && self.failed.is_none() && self.fill().is_ok_and(|at_hand| at_hand >= length) {
            return self.chunk();
        }
        while self.back.len() - self.at < length && self.failed.is_none() {
            self.back.drain(..self.at);
            self.at = 0;
            match self.fill() {
                Ok(0) => break,
                Ok(at_hand) => {
                    let bytes = at_hand.min(length);
                    self.back.extend_from_slice(&self.inner.fill_buf().unwrap_or_default()[..bytes]);
                    self.inner.consume(bytes);
                    self.fresh += bytes as u64;
                }
                Err(error) => self.failed = Some(error),
            }
        }
        &self.back[self.at..]
    }

    /// Puts a few bytes back that were just consumed.
    pub(super) fn put_back(&mut self, bytes: &[u8]) {
        if bytes.len() <= self.at {
            self.at -= bytes.len();
            self.back[self.at..][..bytes.len()].copy_from_slice(bytes);
        } else {
            self.back.splice(..self.at, bytes.iter().copied());
            self.at = 0;
        }
    }

    /// Puts back what a record took along of others.
    pub(super) fn give_back(&mut self, bytes: &[u8]) {
        self.reread += bytes.len() as u64;
        self.put_back(bytes);
    }

    /// Whether a length may be tried out. Where many have lied, no more are: taken all together, nothing is read more than
    /// twice.
    pub(super) fn trusts(&self, length: u64) -> bool {
        self.reread == 0 || self.reread.saturating_add(length) <= self.furthest
    }

    /// Reads on to the end of a line, which belongs to it, but `most` bytes.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub(super) fn line(&mut self, line: &mut Vec<u8>, most: usize) -> Result<(), ReadError> {
        let end = line.len() + most;
        while line.len() < end && self.load()? > 0 {
            let chunk = self.chunk();
            let chunk = &chunk[..chunk.len().min(end - line.len())];
            let newline = memchr::memchr(b'\n', chunk);
            let bytes = newline.map_or(chunk.len(), |at| at + 1);
            line.extend_from_slice(&chunk[..bytes]);
            self.consume(bytes);
            if newline.is_some() {
                break;
            }
        }
        Ok(())
    }
}
