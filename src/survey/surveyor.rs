//! The survey: takes pages one after another, and makes one shard of them.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use crate::{
    census::{PageKeys, site_name},
    sink::file::Draft,
};

use super::{
    FAN_IN,
    copies::{Copies, Met},
    counts::Counts,
    error::SurveyError,
    list,
    memory::Memory,
    runs::Runs,
    shard,
};

/// The part of the memory that the marks of pages may take.
const COPIES_SHARE: usize = 4;
/// The part that the buffers of runs take, if each gets enough and not too much.
const BUFFERS_SHARE: usize = 16;
/// Bytes of a run's buffer at least and at most.
const BUFFER: (usize, usize) = (1 << 12, 1 << 16);
/// The part for what is not counted, such as the buffers of what is written.
const REST_SHARE: usize = 32;
/// Bytes that are copied at a time.
const PIECE: usize = 1 << 16;

/// Counts the blocks of pages, within a bound of memory. The counts are the same whatever the bound, but that copies of pages are found as long
/// as there is room for the marks of pages: [`Counts::unchecked`] tells how many came after that.
pub struct Survey {
    scratch: PathBuf,
    /// Bytes for sites and blocks.
    room: usize,
    copies: Copies,
    memory: Memory,
    runs: Runs,
    counts: Counts,
}

impl Survey {
    /// A survey that keeps about `memory` bytes, and writes what does not fit to files without a name in `scratch`, a
    /// directory. A few hundred kilobytes come on top, which matters where `memory` is small.
    #[must_use]
    pub fn new(memory: u64, scratch: &Path) -> Self {
        let memory = usize::try_from(memory).unwrap_or(usize::MAX);
        let buffer = (memory / BUFFERS_SHARE / FAN_IN).clamp(BUFFER.0, BUFFER.1);
        let others = FAN_IN * buffer + memory / COPIES_SHARE + memory / REST_SHARE;
        let room = memory.saturating_sub(others).max(memory / 2);
        Self {
            scratch: scratch.to_owned(),
            room,
            copies: Copies::new(memory / COPIES_SHARE),
            memory: Memory::new(room),
            runs: Runs::new(scratch, buffer),
            counts: Counts::default(),
        }
    }

    /// Counts a page of a site, unless it is a copy of another.
    ///
    /// # Errors
    /// Where the scratch directory takes no more. The survey is lost then.
    pub fn add(&mut self, site: &str, page: &PageKeys) -> Result<(), SurveyError> {
        let name = site_name(site);
        match self.copies.take(name, page.fingerprint) {
            Met::Copy => {
                self.counts.copies += 1;
                return Ok(());
            }
            Met::Unchecked => self.counts.unchecked += 1,
            Met::New => {}
        }
        self.counts.pages += 1;
        self.make_room()?;
        let mut number = self.number(name)?;
        self.memory.add_page(number);
        for (place, (key, zone)) in page.blocks.iter().enumerate() {
            if self.make_room()? {
                number = self.number(name)?;
            }
            let sample = page.sample(place);
            if self.memory.add_block(number, *key, *zone, sample).is_none() {
                self.spill()?;
                number = self.number(name)?;
                self.memory.add_block(number, *key, *zone, sample);
            }
        }
        Ok(())
    }

    /// The number of a site until the next run is written.
    fn number(&mut self, name: &str) -> Result<u32, SurveyError> {
        if let Some(number) = self.memory.site(name) {
            return Ok(number);
        }
        self.spill()?;
        Ok(self.memory.site(name).unwrap_or_default())
    }

    /// What has been counted so far; sites and blocks are only known in the end.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Whether a run had to be written so that there is room for a block.
    fn make_room(&mut self) -> Result<bool, SurveyError> {
        let full = self.memory.resident() + self.memory.needs() > self.room && !self.memory.is_empty();
        if full {
            self.spill()?;
        }
        Ok(full)
    }

    /// Writes a run. Its memory is used again, unless it is out of shape.
    fn spill(&mut self) -> Result<(), SurveyError> {
        let out_of_shape = self.memory.is_out_of_shape();
        self.runs.write(|writer| self.memory.write(writer))?;
        if out_of_shape {
            self.memory = Memory::new(self.room);
        }
        Ok(())
    }

    /// Writes the census file: one shard, or none where no page came. Tells what it holds.
    ///
    /// # Errors
    /// Where it cannot be written. What stood there before stays then.
    pub fn finish(mut self, out: &Path) -> Result<Counts, SurveyError> {
        if self.counts.pages == 0 {
            list::start(out, 0)?.finish(true)?;
            return Ok(self.counts);
        }
        self.spill()?;
        let Self { scratch, copies, memory, runs, counts, .. } = self;
        drop((copies, memory));
        let (head, packed) = shard::write(&mut runs.finish()?, counts, &scratch)?;
        let mut draft = list::start(out, 1)?;
        draft.write(&head.to_bytes())?;
        copy(packed, &mut draft, &scratch)?;
        draft.finish(true)?;
        Ok(head.counts)
    }
}

fn copy(mut packed: File, draft: &mut Draft, scratch: &Path) -> Result<(), SurveyError> {
    let mut piece = vec![0; PIECE];
    loop {
        match packed.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(read) => draft.write(piece.get(..read).unwrap_or_default())?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(SurveyError::reading(scratch, error)),
        }
    }
}
