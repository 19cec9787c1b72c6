//! A reader that can be called off while it waits: standard input may stay silent for hours, and Ctrl-C must still work.

use std::{
    io::{self, Read},
    sync::mpsc::{Receiver, RecvTimeoutError, sync_channel},
    thread,
    time::Duration,
};

use crate::run::signal::Stop;

/// Bytes handed over at once.
const CHUNK: usize = 1 << 16;

/// Chunks read ahead: enough to keep both sides busy.
const AHEAD: usize = 4;

/// How often a waiting reader looks whether to stop.
const LOOK: Duration = Duration::from_millis(50);

/// Reads through a thread of its own. Once called off, it is at its end.
pub struct Patient {
    chunks: Receiver<io::Result<Vec<u8>>>,
    chunk: Vec<u8>,
    at: usize,
    stop: Stop,
}

impl Patient {
    /// A reader of `source` that gives up when `stop` says so.
    pub fn new(mut source: impl Read + Send + 'static, stop: Stop) -> Self {
        let (send, chunks) = sync_channel(AHEAD);
        // The thread ends with its source, or with the first chunk nobody wants.
        thread::spawn(move || {
            loop {
                let mut chunk = vec![0; CHUNK];
                let result = source.read(&mut chunk).map(|length| {
                    chunk.truncate(length);
                    chunk
                });
                let last = !matches!(&result, Ok(chunk) if !chunk.is_empty());
                if send.send(result).is_err() || last {
                    break;
                }
            }
        });
        Self { chunks, chunk: Vec::new(), at: 0, stop }
    }

    fn next_chunk(&mut self) -> io::Result<()> {
        self.at = 0;
        self.chunk.clear();
        loop {
            match self.chunks.recv_timeout(LOOK) {
                Ok(chunk) => {
                    self.chunk = chunk?;
                    return Ok(());
                }
                Err(RecvTimeoutError::Timeout) if self.stop.asked().is_none() => {}
                Err(_) => return Ok(()),
            }
        }
    }
}

impl Read for Patient {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.chunk.len() {
            self.next_chunk()?;
        }
        let length = buffer.len().min(self.chunk.len() - self.at);
        buffer[..length].copy_from_slice(&self.chunk[self.at..self.at + length]);
        self.at += length;
        Ok(length)
    }
}
