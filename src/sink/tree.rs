//! A directory that mirrors the input: a page becomes `PATH.txt`, a shard of records keeps its name and compression.

use std::path::{Path, PathBuf};

use crate::{
    outcome::{Outcome, Packing, Status},
    sink::{
        Sink, WriteError,
        file::{Draft, Stream, append},
        jsonl::{is_left_out, record},
        metadata::{MetadataSink, line},
    },
};

/// The file of a mirrored directory that holds one metadata record a page.
pub const PAGES: &str = "pages.jsonl";

/// What the name of a page is extended by.
pub const SUFFIX: &str = ".txt";

/// Which text of a page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// After cutting.
    Cleaned,
    /// Before cutting.
    Extracted,
}

/// Writes a mirrored directory.
pub struct TreeSink {
    root: PathBuf,
    side: Side,
    drop_empty: bool,
    shard: Option<(PathBuf, Draft)>,
    pages: Option<MetadataSink<'static>>,
}

impl TreeSink {
    /// A sink for a directory, which is made on the first write.
    ///
    /// # Errors
    /// Where the directory cannot be written to.
    pub fn new(root: &Path, side: Side, drop_empty: bool) -> Result<Self, WriteError> {
        let pages = match side {
            Side::Cleaned => Some(MetadataSink::new(Stream::file(root.join(PAGES), Packing::Plain)?)),
            Side::Extracted => None,
        };
        Ok(Self { root: root.to_owned(), side, drop_empty, shard: None, pages })
    }

    fn text<'t>(&self, outcome: &'t Outcome) -> &'t str {
        let cleaned = outcome.cleaned.as_ref();
        match self.side {
            Side::Cleaned => outcome.text(),
            Side::Extracted => cleaned.map_or("", |cleaned| cleaned.extracted.as_str()),
        }
    }

    /// A page gets its file as soon as it is there.
    fn page(&self, outcome: &Outcome) -> Result<(), WriteError> {
        if !matches!(outcome.status, Status::Cleaned | Status::Emptied) || is_left_out(outcome, self.drop_empty) {
            return Ok(());
        }
        let mut draft = Draft::new(append(&self.root.join(&outcome.origin.place), SUFFIX), Packing::Plain)?;
        draft.write(self.text(outcome).as_bytes())?;
        draft.finish(true)
    }

    /// The records of a shard come one after the other; the shard gets its name when the next file begins.
    fn record(&mut self, outcome: &Outcome) -> Result<(), WriteError> {
        let place = &outcome.origin.place;
        let shard = match self.shard.take() {
            Some(open) if open.0 == *place => self.shard.insert(open),
            other => {
                other.map_or(Ok(()), |(_, draft)| draft.finish(true))?;
                let path = self.root.join(if place.as_os_str().is_empty() { Path::new("-") } else { place });
                self.shard.insert((place.clone(), Draft::new(path, outcome.origin.packing)?))
            }
        };
        if is_left_out(outcome, self.drop_empty) {
            return Ok(());
        }
        let text = match self.side {
            Side::Cleaned => outcome.text(),
            Side::Extracted => outcome.cleaned.as_ref().map_or("", |cleaned| cleaned.extracted.as_str()),
        };
        shard.1.write(&line(&record(outcome, text)))
    }

    fn close_shard(&mut self, whole: bool) -> Result<(), WriteError> {
        match self.shard.take() {
            // An unfinished shard is dropped with its temporary file: a run that goes on makes it anew.
            Some((_, draft)) if whole => draft.finish(true),
            _ => Ok(()),
        }
    }
}

impl Sink for TreeSink {
    fn take(&mut self, outcome: &Outcome) -> Result<(), WriteError> {
        if outcome.origin.shard {
            self.record(outcome)?;
        } else {
            self.close_shard(true)?;
            self.page(outcome)?;
        }
        self.pages.as_mut().map_or(Ok(()), |pages| pages.take(outcome))
    }

    fn finish(mut self: Box<Self>, whole: bool) -> Result<(), WriteError> {
        self.close_shard(whole)?;
        self.pages.map_or(Ok(()), |pages| Box::new(pages).finish(whole))
    }
}
