//! Many streams as one: sites and blocks in order, the counts of equal ones added up.

use std::{
    cmp::Reverse,
    collections::BinaryHeap,
    io,
    path::{Path, PathBuf},
};

use crate::census::{Key, Seen};

use super::{error::SurveyError, rows::Rows};

/// A stream, and the file that it comes from.
pub(super) struct Source {
    rows: Rows,
    path: PathBuf,
}

impl Source {
    pub(super) fn new(rows: Rows, path: &Path) -> Self {
        Self { rows, path: path.to_owned() }
    }

    /// Reads it to its end, where it is checked.
    pub(super) fn check(mut self) -> Result<(), SurveyError> {
        while self.next_site()? {}
        Ok(())
    }

    fn failed(&self, error: io::Error) -> SurveyError {
        SurveyError::reading(&self.path, error)
    }

    fn next_site(&mut self) -> Result<bool, SurveyError> {
        self.rows.next_site().map_err(|error| self.failed(error))
    }

    /// The key of the next block.
    fn next_key(&mut self) -> Result<Option<Key>, SurveyError> {
        match self.rows.next_block() {
            Ok(more) => Ok(self.rows.key().filter(|_| more)),
            Err(error) => Err(self.failed(error)),
        }
    }
}

/// A block of a site: its key, its counts, and the bytes of its sample.
pub(super) type Block<'m> = (Key, Seen, &'m [u8]);

/// The sum of several streams.
pub(super) struct Merge {
    /// Those that have not come to their end.
    sources: Vec<Source>,
    /// The next block of each source that stands at the site.
    heads: BinaryHeap<Reverse<(Key, usize)>>,
    started: bool,
    name: String,
    sample: Vec<u8>,
}

impl Merge {
    pub(super) fn new(sources: Vec<Source>) -> Self {
        Self { sources, heads: BinaryHeap::new(), started: false, name: String::new(), sample: Vec::new() }
    }

    /// Goes on to the next site: its name and its pages.
    pub(super) fn next_site(&mut self) -> Result<Option<(&str, u32)>, SurveyError> {
        self.leave_site()?;
        let Some(name) = self.sources.iter().map(|source| source.rows.name()).min() else { return Ok(None) };
        name.clone_into(&mut self.name);
        let mut pages = 0_u32;
        for (place, source) in self.sources.iter_mut().enumerate() {
            if source.rows.name() == self.name {
                pages = pages.saturating_add(source.rows.pages());
                self.heads.extend(source.next_key()?.map(|key| Reverse((key, place))));
            }
        }
        Ok(Some((&self.name, pages)))
    }

    /// Sends on the sources that stand at the site, and drops those that are at their end.
    fn leave_site(&mut self) -> Result<(), SurveyError> {
        self.heads.clear();
        let mut place = 0;
        while let Some(source) = self.sources.get_mut(place) {
            let stays = self.started && source.rows.name() != self.name;
            if stays || source.next_site()? {
                place += 1;
            } else {
                self.sources.swap_remove(place);
            }
        }
        self.started = true;
        Ok(())
    }

    /// Goes on to the next block of the site. Of its samples it gets the least.
    pub(super) fn next_block(&mut self) -> Result<Option<Block<'_>>, SurveyError> {
        let Some(&Reverse((key, _))) = self.heads.peek() else { return Ok(None) };
        let mut seen = Seen::default();
        self.sample.clear();
        while let Some(Reverse((_, place))) = self.heads.peek().copied().filter(|head| head.0.0 == key) {
            self.heads.pop();
            let source = &mut self.sources[place];
            seen = seen.and(source.rows.seen());
            let sample = source.rows.sample();
            if self.sample.is_empty() || !sample.is_empty() && sample < &self.sample[..] {
                sample.clone_into(&mut self.sample);
            }
            self.heads.extend(source.next_key()?.map(|key| Reverse((key, place))));
        }
        Ok(Some((key, seen, &self.sample)))
    }
}
