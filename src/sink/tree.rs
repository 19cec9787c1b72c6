//! A directory that mirrors the input: a page becomes `PATH.txt`, a shard of records keeps its name and compression, an archive
//! `a.warc.gz` becomes a shard `a.warc.gz.jsonl.gz`.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    outcome::{Origin, Outcome, Status},
    sink::{
        Sink, WriteError,
        file::{Draft, Stream, append},
        jsonl::{is_left_out, record},
        metadata::{MetadataSink, line},
        parquet::{Columns, ParquetDraft},
        work::WorkFolder,
    },
};

/// The file of a mirrored directory that holds one metadata record a page, in the working folder too.
pub const PAGES: &str = "pages.jsonl";

/// What the name of a page is extended by.
pub const SUFFIX: &str = ".txt";

/// What the name of an archive is extended by, whose records become JSONL; then comes the ending of its compression.
pub const RECORDS: &str = ".jsonl";

/// Which text of a page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// After cutting.
    Cleaned,
    /// Before cutting.
    Extracted,
}

/// The name of a page in the working folder.
const PAGE: &str = "page";

/// The name of a shard in the working folder.
const SHARD: &str = "shard";

/// A shard being written.
enum Shard {
    Lines(Draft),
    Table(Box<ParquetDraft>),
}

impl Shard {
    /// What the records of a file go to: a table stays one.
    fn new(draft: Draft, origin: &Origin) -> Result<Self, WriteError> {
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
    work: WorkFolder,
    side: Side,
    drop_empty: bool,
    shard: Option<Shard>,
    pages: Option<MetadataSink<'static>>,
}

impl TreeSink {
    /// A sink for the directory `root` with its working folder. Cleaned text comes with metadata, which go to `pages`; extracted
    /// text has none.
    #[must_use]
    pub fn new(root: &Path, work: WorkFolder, pages: Option<Stream<'static>>, drop_empty: bool) -> Self {
        let side = if pages.is_some() { Side::Cleaned } else { Side::Extracted };
        let pages = pages.map(MetadataSink::new);
        Self { root: root.to_owned(), work, side, drop_empty, shard: None, pages }
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
        let path = append(&self.root.join(&outcome.origin.place), SUFFIX);
        self.work.put(PAGE, &path, self.text(outcome).as_bytes())
    }

    /// The records of a shard come one after the other; it gets its name with the end of its input.
    fn record(&mut self, outcome: &Outcome) -> Result<(), WriteError> {
        if self.shard.is_none() {
            self.open(&outcome.origin)?;
        }
        let text = self.text(outcome);
        match &mut self.shard {
            Some(shard) if !is_left_out(outcome, self.drop_empty) => shard.write(outcome, text),
            _ => Ok(()),
        }
    }

    fn open(&mut self, origin: &Origin) -> Result<(), WriteError> {
        let place = &origin.place;
        let path = self.root.join(if place.as_os_str().is_empty() { Path::new("-") } else { place });
        self.shard = Some(Shard::new(self.work.draft(SHARD, path, origin.packing)?, origin)?);
        Ok(())
    }
}

impl Sink for TreeSink {
    /// A table is there even without rows; whether there are any is not known yet.
    fn begin(&mut self, origin: &Arc<Origin>) -> Result<(), WriteError> {
        if origin.layout.is_none() {
            return Ok(());
        }
        self.open(origin)
    }

    fn take(&mut self, outcome: &Outcome) -> Result<(), WriteError> {
        if outcome.origin.shard {
            self.record(outcome)?;
        } else {
            self.page(outcome)?;
        }
        self.pages.as_mut().map_or(Ok(()), |pages| pages.take(outcome))
    }

    fn flush(&mut self) -> Result<(), WriteError> {
        self.pages.as_mut().map_or(Ok(()), MetadataSink::flush)
    }

    fn length(&self) -> Option<u64> {
        self.pages.as_ref().and_then(MetadataSink::length)
    }

    fn end_input(&mut self) -> Result<(), WriteError> {
        self.shard.take().map_or(Ok(()), Shard::finish)
    }

    /// A shard that is open still stays in the working folder: a run that goes on makes it anew.
    fn finish(self: Box<Self>, whole: bool) -> Result<(), WriteError> {
        self.pages.map_or(Ok(()), |pages| Box::new(pages).finish(whole))
    }
}
