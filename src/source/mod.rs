//! Where pages come from: a directory to its files ([`Walk`]), a file to plain bytes whatever its compression ([`open`]),
//! its format told from its content ([`sniff`]), JSONL and archives to records ([`Records`], [`warc`]). What a page says is not looked at here.
//!
//! ```no_run
//! use polyscrub::source::{self, Filters, Found, InputFormat, Limits, Walk};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! for found in Walk::new("pages".as_ref(), &Filters::default())? {
//!     let Found::File(path, _) = found else { continue };
//!     let opened = source::open(&path, InputFormat::Auto, Limits::default())?;
//!     println!("{}: {:?}", path.display(), opened.content);
//! }
//! # Ok(())
//! # }
//! ```

mod compression;
mod error;
mod format;
mod gzip;
mod head;
mod jsonl;
mod lines;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(not(feature = "parquet"))]
#[path = "parquet_off.rs"]
mod parquet;
mod record;
mod version;
mod walk;
pub mod warc;

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Cursor, Read},
    path::Path,
};

pub use compression::{Compression, Inflate, inflate};
pub use error::{LineError, LineProblem, PatternError, ReadError, RecordError, RecordProblem};
use head::Head;
use warc::WarcRecords;

pub use format::{Content, InputFormat, sniff};
pub use jsonl::Records;
pub use lines::TextLines;
pub use parquet::Table;
pub use record::{Record, RecordContent, RecordIter, Shard};
pub use version::Version;
pub use walk::{Filters, Found, Walk};

/// Bytes that the format is told from: some lines of JSONL, the head of a page.
const HEAD: u64 = 64 << 10;
/// Bytes decompressed at once. gzip takes a tenth less time than with 64 KiB, and no less with more.
const BUFFER: usize = 256 << 10;
/// The same for one page, most of which is in the head already: the buffer is cleared before it is filled, which would take longer
/// than to read a small file.
const PAGE_BUFFER: usize = 8 << 10;
/// The default of `--max-page-size`, 64 MiB.
const PAGE_BYTES: u64 = 64 << 20;

/// The names of a record's fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    /// The page as text.
    pub text: String,
    /// The page as HTML, used where there is no text.
    pub html: String,
    /// The record's name.
    pub id: String,
    /// The page's address.
    pub url: String,
}

impl Default for Fields {
    fn default() -> Self {
        Self { text: "text".to_owned(), html: "html".to_owned(), id: "id".to_owned(), url: "url".to_owned() }
    }
}

/// How much is read at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The longest page or JSONL line, in bytes after decompression.
    pub page: u64,
    /// The most bytes one file may decompress to, where it is to be bounded; a shard of many pages need not be.
    pub total: Option<u64>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { page: PAGE_BYTES, total: None }
    }
}

/// A file or stream, opened and looked into.
pub struct Opened {
    /// What it holds.
    pub content: Content,
    /// How it was compressed.
    pub compression: Compression,
    /// Everything in it, decompressed, from the first byte. Its errors are [`ReadError`]s; see [`ReadError::from`].
    /// Nothing, where it is a table.
    pub reader: Box<dyn BufRead + Send>,
    /// The table.
    pub table: Option<Table>,
    /// How many bytes `reader` has in memory; where it is one page, mostly all of them.
    ready: usize,
}

impl Opened {
    /// The rest as one page.
    ///
    /// # Errors
    /// [`ReadError::TooLarge`] above `limits.page`, and whatever reading runs into.
    pub fn page(self, limits: Limits) -> Result<Vec<u8>, ReadError> {
        let mut bytes = Vec::with_capacity(self.ready + 1);
        self.reader.take(limits.page.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limits.page {
            return Err(ReadError::TooLarge { limit: limits.page });
        }
        Ok(bytes)
    }

    /// The rest as records; those of a table carry the HTML field only with `keep_html`.
    ///
    /// # Errors
    /// [`ReadError::NoColumn`] where no field of a table is of those names.
    pub fn records(self, fields: &Fields, keep_html: bool, limits: Limits) -> Result<Shard, ReadError> {
        if let Some(table) = self.table {
            return table.shard(fields, keep_html, limits);
        }
        let records: RecordIter = match self.content {
            Content::Warc => Box::new(WarcRecords::new(self.reader, limits).map(|record| record.map(Record::from))),
            _ => Box::new(Records::new(self.reader, fields.clone(), limits)),
        };
        Ok(Shard { layout: None, records })
    }
}

/// Opens a file and tells its compression and format.
///
/// # Errors
/// What opening or reading its head runs into. Damage further on comes from the reader, after the data before it.
pub fn open(path: &Path, format: InputFormat, limits: Limits) -> Result<Opened, ReadError> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    open_file(file, length, path, format, limits)
}

/// The same for a file that was listed with this length. It is a hint, which saves asking again: all that the file has by now is
/// read.
///
/// # Errors
/// As [`open`].
pub fn open_listed(path: &Path, length: u64, format: InputFormat, limits: Limits) -> Result<Opened, ReadError> {
    open_file(File::open(path)?, length, path, format, limits)
}

fn open_file(
    mut file: File,
    length: u64,
    path: &Path,
    format: InputFormat,
    limits: Limits,
) -> Result<Opened, ReadError> {
    let bytes = begin(&mut file, length)?;
    let whole = !bytes.is_empty() && bytes.len() as u64 == length;
    let opened = if whole && Compression::of(&bytes) == Compression::Plain {
        in_memory(bytes, path, format)
    } else if whole {
        look_into(Cursor::new(bytes), Some(path), format, limits)?
    } else {
        look_into(Cursor::new(bytes).chain(file), Some(path), format, limits)?
    };
    if opened.content == Content::Parquet && opened.compression == Compression::Plain {
        return Ok(Opened { table: Some(parquet::open(File::open(path)?)?), reader: Box::new(io::empty()), ..opened });
    }
    with_table(opened)
}

/// The same for a stream such as stdin; `name` breaks ties where the content does not tell the format. A table is written to
/// a temporary file first: it is read from its end.
///
/// # Errors
/// As [`open`].
pub fn open_stream<R: Read + Send + 'static>(
    stream: R,
    name: Option<&Path>,
    format: InputFormat,
    limits: Limits,
) -> Result<Opened, ReadError> {
    with_table(look_into(stream, name, format, limits)?)
}

/// All of a small file, by one call; of a large one nothing. What is read is all if it is just as long as it should be: more was
/// asked for.
fn begin(file: &mut File, length: u64) -> io::Result<Vec<u8>> {
    if !(1..=HEAD).contains(&length) {
        return Ok(Vec::new());
    }
    let mut bytes = vec![0; length as usize + 1];
    let read = loop {
        match file.read(&mut bytes) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => break other?,
        }
    };
    bytes.truncate(read);
    Ok(bytes)
}

/// A small file that is not compressed.
fn in_memory(bytes: Vec<u8>, path: &Path, format: InputFormat) -> Opened {
    let (content, ready) = (sniff(&bytes, Some(path), format), bytes.len());
    Opened { content, compression: Compression::Plain, reader: Box::new(Cursor::new(bytes)), table: None, ready }
}

/// Opens the table in a stream, if it is one.
fn with_table(mut opened: Opened) -> Result<Opened, ReadError> {
    if opened.content == Content::Parquet {
        let mut file = tempfile::tempfile()?;
        io::copy(&mut opened.reader, &mut file)?;
        (opened.table, opened.reader) = (Some(parquet::open(file)?), Box::new(io::empty()));
    }
    Ok(opened)
}

fn look_into<R: Read + Send + 'static>(
    stream: R,
    name: Option<&Path>,
    format: InputFormat,
    limits: Limits,
) -> Result<Opened, ReadError> {
    let inner = inflate(stream, limits.total)?;
    let compression = inner.compression();
    let head = Head::read(inner, HEAD)?;
    let content = sniff(head.bytes(), name, format);
    let ready = head.bytes().len();
    let capacity = if content.is_records() { BUFFER } else { PAGE_BUFFER };
    let reader = Box::new(head.map(|rest| BufReader::with_capacity(capacity, rest)));
    Ok(Opened { content, compression, reader, table: None, ready })
}

#[cfg(test)]
mod tests;
