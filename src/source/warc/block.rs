//! The block of a record: kept or passed over, as long as its head says, or up to the next record where that is wrong.
//!
//! What follows a block tells whether its length is right: an empty line or the next record. Where neither does, the record
//! ends where the next one begins, before or behind the end that the length gives. Where lengths have lied too often, all
//! records end where the next one begins.

use std::io::BufRead;

use super::{
    error::WarcProblem,
    fields::{self, End, HEAD_BYTES},
    http::{Http, START},
    marker::{self, Marker},
    stream::Stream,
};

/// Bytes that are set aside for a block before they came, at most.
const RESERVE: u64 = 1 << 20;
/// Bytes looked at behind a block: line ends, of which some crawlers write too many, and what follows.
const AHEAD: usize = 64;

/// A block that is read.
pub(super) struct Block<'s, R> {
    stream: &'s mut Stream<R>,
    /// What is left of it by its head, before anything is kept or passed over.
    announced: Option<u64>,
    /// What is left of it, in bytes; `None` where that is not known, or not believed.
    left: Option<u64>,
    limit: u64,
    /// Whether its length proved wrong.
    mended: bool,
}

/// What was read of a block.
#[derive(Debug)]
pub(super) struct Taken {
    /// Its bytes, none where it was passed over.
    pub(super) bytes: Vec<u8>,
    /// Whether it ends where the next record begins, and not where its head says.
    pub(super) mended: bool,
}

impl<'s, R: BufRead> Block<'s, R> {
    /// The block at hand, of which `limit` bytes are kept at most.
    pub(super) fn new(stream: &'s mut Stream<R>, length: Option<u64>, limit: u64) -> Self {
        let left = length.filter(|&length| stream.trusts(length));
        Self { stream, announced: length, left, limit, mended: false }
    }

    /// The heads that an answer of HTTP begins with, the last of them; nothing is taken of a block that has none.
    ///
    /// # Errors
    /// Where a head is too long, or cannot be read.
    pub(super) fn http(&mut self) -> Result<Http, WarcProblem> {
        let mut http = Http::default();
        while self.stream.peek(START.len()).starts_with(START) {
            // A shorter block has no such beginning: its length is wrong.
            self.left = self.left.filter(|&left| left >= START.len() as u64);
            let (lines, end) = self.head()?;
            match end {
                End::Full if self.left != Some(0) => return Err(WarcProblem::LongHead { limit: HEAD_BYTES }),
                End::Full if !self.is_whole() => {
                    self.stream.give_back(&lines);
                    (self.announced, self.left) = (None, None);
                    continue;
                }
                End::Marker => (self.left, self.mended) = (Some(0), true),
                _ => {}
            }
            http = Http::parse(&lines);
            if !http.is_interim() {
                break;
            }
        }
        Ok(http)
    }

    /// The header lines at hand, no more than belong to the block.
    fn head(&mut self) -> Result<(Vec<u8>, End), WarcProblem> {
        let room = self.left.map_or(HEAD_BYTES, |left| usize::try_from(left).unwrap_or(HEAD_BYTES).min(HEAD_BYTES));
        let before = self.stream.position();
        let head = fields::read(self.stream, room)?;
        let taken = self.stream.position() - before;
        [&mut self.left, &mut self.announced].into_iter().flatten().for_each(|left| *left = left.saturating_sub(taken));
        Ok(head)
    }

    /// The rest of the block.
    ///
    /// # Errors
    /// Where it is too large, ends too early, or cannot be read.
    pub(super) fn keep(mut self) -> Result<Taken, WarcProblem> {
        let Some(left) = self.left else { return self.mend(Vec::new()) };
        if left > self.limit {
            let wrong = self.pass()?.mended;
            return Err(if wrong { WarcProblem::Length } else { WarcProblem::TooLarge { limit: self.limit } });
        }
        let mut bytes = Vec::with_capacity(usize::try_from(left.min(RESERVE)).unwrap_or(0));
        while let Some(piece) = self.piece()? {
            bytes.extend_from_slice(&self.stream.chunk()[..piece]);
            self.consume(piece);
        }
        if self.left == Some(0) && (self.mended || self.is_whole()) {
            return Ok(Taken { bytes, mended: self.mended });
        }
        self.mend(bytes)
    }

    /// Passes the rest of the block over.
    ///
    /// # Errors
    /// Where it ends too early, or cannot be read.
    pub(super) fn pass(&mut self) -> Result<Taken, WarcProblem> {
        let (mut marker, mut others) = (Marker::at_line_start(), Vec::new());
        while let Some(piece) = self.piece()? {
            let chunk = &self.stream.chunk()[..piece];
            let taken = if others.is_empty() {
                let found = marker.find(chunk);
                if found.is_some() {
                    others.extend_from_slice(marker.found());
                }
                found.unwrap_or(piece)
            } else {
                // No more than tells that it is too much, however large the pieces are.
                let most = (self.limit - others.len() as u64).saturating_add(1);
                let taken = piece.min(usize::try_from(most).unwrap_or(usize::MAX));
                others.extend_from_slice(&chunk[..taken]);
                taken
            };
            self.consume(taken);
            // So much of other records, and no end: the length is taken for wrong.
            if others.len() as u64 > self.limit {
                break;
            }
        }
        let bytes = Vec::new();
        if self.left == Some(0) && (self.mended || self.is_whole()) {
            return Ok(Taken { bytes, mended: self.mended });
        }
        if !others.is_empty() {
            self.stream.give_back(&others);
            return Ok(Taken { bytes, mended: true });
        }
        if self.left.is_some_and(|left| left > 0) {
            return Err(WarcProblem::Truncated);
        }
        pass_to_marker(self.stream, &mut marker)?;
        Ok(Taken { bytes, mended: true })
    }

    /// Bytes of the block that are at hand; `None` where the block, or the archive, ends.
    fn piece(&mut self) -> Result<Option<usize>, WarcProblem> {
        let left = self.left.unwrap_or(0);
        let at_hand = if left == 0 { 0 } else { self.stream.load()? };
        let piece = at_hand.min(usize::try_from(left).unwrap_or(usize::MAX));
        Ok((piece > 0).then_some(piece))
    }

    fn consume(&mut self, bytes: usize) {
        self.stream.consume(bytes);
        self.left = self.left.map(|left| left - bytes as u64);
    }

    /// Whether the block ends here: with an empty line, with the next record, or with the archive.
    fn is_whole(&mut self) -> bool {
        let ahead = self.stream.peek(AHEAD);
        let ahead = &ahead[..ahead.len().min(AHEAD)];
        let rest = ahead.trim_ascii_start();
        rest.is_empty() || marker::is_at(rest) || ahead.starts_with(b"\r\n\r\n") || ahead.starts_with(b"\n\n")
    }

    /// The block up to the next record, which may have begun in the bytes that were taken for it.
    fn mend(mut self, mut bytes: Vec<u8>) -> Result<Taken, WarcProblem> {
        let mut marker = Marker::at_line_start();
        if let Some(end) = marker.find(&bytes) {
            let own = end - marker::LENGTH;
            self.stream.give_back(&bytes[own..]);
            bytes.truncate(own);
        } else if self.left.is_some_and(|left| left > 0) {
            return Err(WarcProblem::Truncated);
        } else {
            self.keep_to_marker(&mut marker, &mut bytes)?;
        }
        trim_end(&mut bytes);
        let mended = self.announced != Some(bytes.len() as u64);
        Ok(Taken { bytes, mended })
    }

    fn keep_to_marker(&mut self, marker: &mut Marker, bytes: &mut Vec<u8>) -> Result<(), WarcProblem> {
        let too_large = Err(WarcProblem::TooLarge { limit: self.limit });
        loop {
            let length = self.stream.load()?;
            let found = if length > 0 { marker.find(self.stream.chunk()) } else { None };
            let taken = found.unwrap_or(length);
            bytes.extend_from_slice(&self.stream.chunk()[..taken]);
            self.stream.consume(taken);
            if found.is_some() {
                bytes.truncate(bytes.len() - marker::LENGTH);
                self.stream.put_back(marker.found());
            }
            if found.is_some() || length == 0 {
                return if bytes.len() as u64 > self.limit { too_large } else { Ok(()) };
            }
            // The last of them may belong to a marker.
            if bytes.len() as u64 > self.limit.saturating_add(marker::LENGTH as u64) {
                pass_to_marker(self.stream, marker)?;
                return too_large;
            }
        }
    }
}

/// Passes bytes over up to a marker, and says how many; to the end of the archive where none follows.
///
/// # Errors
/// What reading runs into.
pub(super) fn pass_to_marker<R: BufRead>(stream: &mut Stream<R>, marker: &mut Marker) -> Result<u64, WarcProblem> {
    let mut passed = 0;
    loop {
        let length = stream.load()?;
        if length == 0 {
            return Ok(passed);
        }
        let found = marker.find(stream.chunk());
        stream.consume(found.unwrap_or(length));
        passed += found.unwrap_or(length) as u64;
        if found.is_some() {
            stream.put_back(marker.found());
            return Ok(passed.saturating_sub(marker::LENGTH as u64));
        }
    }
}

/// Takes off the empty line that stands between records.
fn trim_end(bytes: &mut Vec<u8>) {
    for end in [&b"\r\n\r\n"[..], b"\n\n"] {
        if bytes.ends_with(end) {
            return bytes.truncate(bytes.len() - end.len());
        }
    }
}
