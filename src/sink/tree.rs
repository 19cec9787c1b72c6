//! A directory that mirrors the input: a page becomes `PATH.txt`, a shard of records keeps its name and compression.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    outcome::{Origin, Outcome, Packing, Status},
    sink::{
        Sink, WriteError,
        file::{Draft, Stream, append},
        jsonl::{is_left_out, record},
        metadata::{MetadataSink, line},
        parquet::{Columns, ParquetDraft},
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

/// A shard being written.
enum Shard {
    Lines(Draft),
    Table(Box<ParquetDraft>),
}

impl Shard {
    /// What the records of a file go to: a table stays one.
    fn new(path: PathBuf, origin: &Origin) -> Result<Self, WriteError> {
        let draft = Draft::new(path, origin.packing)?;
        Ok(match &origin.layout {
            Some(layout) => Self::Table(Box::new(ParquetDraft::over(draft, Columns::Mirror(Arc::clone(layout)))?)),
            None => Self::Lines(draft),
        })
    }

    fn write(&mut self, outcome: &Outcome, text: &str) -> Result<(), WriteError> {
        match self {
            Self::Lines(draft) => draft.write(&line(&record(outcome, text))),
            Self::Table(table) => table.write(outcome, text),
        }
    }

    fn finish(self) -> Result<(), WriteError> {
        match self {
            Self::Lines(draft) => draft.finish(true),
            Self::Table(table) => table.finish(true),
        }
    }
}

/// Writes a mirrored directory.
pub struct TreeSink {
    root: PathBuf,
    side: Side,
    drop_empty: bool,
    shard: Option<(PathBuf, Shard)>,
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
        if self.shard.as_ref().is_none_or(|open| open.0 != outcome.origin.place) {
            self.close_shard(true)?;
            self.open(&outcome.origin)?;
        }
        if is_left_out(outcome, self.drop_empty) {
            return Ok(());
        }
        let text = self.text(outcome);
        self.shard.as_mut().map_or(Ok(()), |(_, shard)| shard.write(outcome, text))
    }

    fn open(&mut self, origin: &Origin) -> Result<(), WriteError> {
        let place = &origin.place;
        let path = self.root.join(if place.as_os_str().is_empty() { Path::new("-") } else { place });
        self.shard = Some((place.clone(), Shard::new(path, origin)?));
        Ok(())
    }

    fn close_shard(&mut self, whole: bool) -> Result<(), WriteError> {
        match self.shard.take() {
            // An unfinished shard is dropped with its temporary file: a run that goes on makes it anew.
            Some((_, shard)) if whole => shard.finish(),
            _ => Ok(()),
        }
    }
}

impl Sink for TreeSink {
    /// A table is there even without rows; whether there are any is not known yet.
    fn begin(&mut self, origin: &Arc<Origin>) -> Result<(), WriteError> {
        if origin.layout.is_none() {
            return Ok(());
        }
        self.close_shard(true)?;
        self.open(origin)
    }

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
