//! Writes the content of shards and of runs: sites and their blocks, in order.

use std::{
    io::{self, Write},
    path::Path,
};

use crate::census::{Key, LEAST_PAGES, Seen, site_name};

use super::{Detail, counts::Counts, error::SurveyError, merge::Merge, number::push_number};

/// Bytes that are collected before they are handed on.
const BUFFER: usize = 1 << 16;

/// Where on its pages a block stands: the lowest two bits of its first number.
pub(super) const PLACE_BITS: u32 = 2;
pub(super) const ALL_HEAD: u64 = 0;
pub(super) const ALL_TAIL: u64 = 1;
pub(super) const ALL_MIDDLE: u64 = 2;
pub(super) const MIXED: u64 = 3;

/// Takes sites in the order of their names, each followed by its blocks in the order of their keys.
pub(super) struct Writer<W: Write> {
    out: W,
    buffer: Vec<u8>,
    detail: Detail,
    counts: Counts,
}

impl<W: Write> Writer<W> {
    pub(super) fn new(out: W, detail: Detail) -> Self {
        Self { out, buffer: Vec::with_capacity(2 * BUFFER), detail, counts: Counts::default() }
    }

    /// The next site.
    pub(super) fn site(&mut self, name: &str, pages: u32) -> io::Result<()> {
        self.end_site();
        let name = site_name(name);
        push_number(1 + name.len() as u64, &mut self.buffer);
        self.buffer.extend_from_slice(name.as_bytes());
        push_number(u64::from(pages), &mut self.buffer);
        self.counts.sites += 1;
        self.counts.pages += u64::from(pages);
        self.hand_on()
    }

    /// The next block of the last site.
    pub(super) fn block(&mut self, key: Key, seen: Seen, sample: &[u8]) -> io::Result<()> {
        let place = place(seen);
        push_number(u64::from(seen.pages) << PLACE_BITS | place, &mut self.buffer);
        if place == MIXED {
            push_number(u64::from(seen.head), &mut self.buffer);
            push_number(u64::from(seen.tail), &mut self.buffer);
        }
        self.buffer.extend_from_slice(&key.0.to_be_bytes());
        if self.detail == Detail::All || seen.pages >= LEAST_PAGES {
            push_number(sample.len() as u64, &mut self.buffer);
            self.buffer.extend_from_slice(sample);
        }
        self.counts.blocks += u64::from(!key.is_pair());
        self.hand_on()
    }

    /// All that comes from other streams. The path is where an error of writing is placed.
    pub(super) fn take(&mut self, merge: &mut Merge, path: &Path) -> Result<(), SurveyError> {
        let failed = |error| SurveyError::writing(path, error);
        while let Some((name, pages)) = merge.next_site()? {
            self.site(name, pages).map_err(failed)?;
            while let Some((key, seen, sample)) = merge.next_block()? {
                self.block(key, seen, sample).map_err(failed)?;
            }
        }
        Ok(())
    }

    /// Ends the stream; gives back what it was written to, and what it holds.
    pub(super) fn finish(mut self) -> io::Result<(W, Counts)> {
        self.end_site();
        push_number(0, &mut self.buffer);
        self.out.write_all(&self.buffer)?;
        Ok((self.out, self.counts))
    }

    fn end_site(&mut self) {
        if self.counts.sites > 0 {
            push_number(0, &mut self.buffer);
        }
    }

    fn hand_on(&mut self) -> io::Result<()> {
        if self.buffer.len() >= BUFFER {
            self.out.write_all(&self.buffer)?;
            self.buffer.clear();
        }
        Ok(())
    }
}

fn place(seen: Seen) -> u64 {
    match seen {
        Seen { pages, head, tail: 0 } if head == pages => ALL_HEAD,
        Seen { pages, head: 0, tail } if tail == pages => ALL_TAIL,
        Seen { head: 0, tail: 0, .. } => ALL_MIDDLE,
        _ => MIXED,
    }
}
