//! The pages of one column, with a look at the head of each before the library reads it: that one allocates what a page says
//! it unpacks to.

use std::{
    fs::File,
    io::{self, Cursor, Read, Seek, SeekFrom},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use bytes::Bytes;
use flate2::read::MultiGzDecoder;
use parquet::{
    errors::{ParquetError, Result},
    file::reader::{ChunkReader, Length},
};

use super::{
    grammar::is_page,
    thrift::{Field, Kind, Thrift},
};

/// Bytes that are read for the head of a page at first; those with the ends of their values have some hundred...
const FIRST_BYTES: u64 = 8 << 10;
/// ... and at most.
const HEAD_BYTES: u64 = 1 << 20;
/// What a page may unpack to whatever its size: 64 MiB fit into memory anyway.
const FREE_BYTES: u64 = 64 << 20;
/// The ratio that only bombs pass; gzip cannot exceed 1,032 and text stays below 20.
const RATIO: u64 = 1000;
/// What a value of a list takes in memory besides its bytes: a view, and its place in lists.
const VALUE_BYTES: u64 = 20;
/// What the pages of one step may unpack to: those of ten columns by writers that make pages of 100 MB...
const STEP_BYTES: u64 = 1 << 30;
/// ... or so many times the size of the row group, which text does not pass: a table may be wide.
const STEP_RATIO: u64 = 16;

/// The bytes that the pages of a step may still unpack to. Copies share one account.
#[derive(Debug, Clone, Default)]
pub(super) struct Budget(Arc<AtomicU64>);

impl Budget {
    /// Begins a step in a row group of so many bytes, and tells what there is.
    pub(super) fn renew(&self, packed: u64) -> u64 {
        let granted = STEP_BYTES.saturating_add(packed.saturating_mul(STEP_RATIO));
        self.0.store(granted, Ordering::Relaxed);
        granted
    }

    /// What is left.
    pub(super) fn left(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Whether so many bytes are left; they are not, any more.
    pub(super) fn spend(&self, bytes: u64) -> bool {
        let left = self.left().checked_sub(bytes);
        self.0.store(left.unwrap_or(0), Ordering::Relaxed);
        left.is_some()
    }
}

/// What the head of a page says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Head {
    unpacked: u64,
    packed: u64,
    values: u64,
    /// Bytes before the packed ones.
    levels: u64,
    /// Whether it is not packed, in a column that is.
    plain: bool,
}

/// The fields of the head: both sizes, and the structure of its kind of page.
const UNPACKED: i64 = 2;
const PACKED: i64 = 3;
const DATA: i64 = 5;
const DICTIONARY: i64 = 7;
const DATA_2: i64 = 8;
/// The fields of these structures: how many values, and of the newer kind the bytes of both levels and whether it is packed.
const VALUES: i64 = 1;
const DEFINITIONS: i64 = 5;
const REPETITIONS: i64 = 6;
const IS_PACKED: i64 = 7;

impl Head {
    /// Reads a head. `None` where it is none, or does not end here.
    fn of(bytes: &[u8]) -> Option<Self> {
        is_page(bytes).then(|| Self::numbers(bytes)).flatten()
    }

    /// The numbers of a head, of those that come again the last, as the library has them. A page is of one kind.
    fn numbers(bytes: &[u8]) -> Option<Self> {
        let (mut thrift, mut head, mut last, mut kinds) = (Thrift(bytes), Self::default(), 0, 0);
        while let Some(field) = thrift.field(last)? {
            last = field.id;
            match field {
                Field { id: UNPACKED, kind: Kind::Number } => head.unpacked = size(thrift.number()?)?,
                Field { id: PACKED, kind: Kind::Number } => head.packed = size(thrift.number()?)?,
                Field { id: DATA | DICTIONARY | DATA_2, kind: Kind::Struct } => {
                    head.kind(&mut thrift, last == DATA_2)?;
                    kinds += 1;
                }
                Field { kind, .. } => thrift.skip(kind)?,
            }
        }
        (kinds <= 1).then_some(head)
    }

    /// What the structure of a kind of page says.
    fn kind(&mut self, thrift: &mut Thrift<'_>, newer: bool) -> Option<()> {
        let (mut levels, mut last) = ([0; 2], 0);
        while let Some(field) = thrift.field(last)? {
            last = field.id;
            match field {
                Field { id: VALUES, kind: Kind::Number } => self.values = size(thrift.number()?)?,
                Field { id: id @ (DEFINITIONS | REPETITIONS), kind: Kind::Number } if newer => {
                    levels[usize::from(id == REPETITIONS)] = size(thrift.number()?)?;
                }
                Field { id: IS_PACKED, kind } if newer => self.plain = kind == Kind::False,
                Field { kind, .. } => thrift.skip(kind)?,
            }
        }
        self.levels = levels.iter().sum();
        Some(())
    }
}

fn size(number: i64) -> Option<u64> {
    i32::try_from(number).ok().and_then(|number| u64::try_from(number).ok())
}

/// What a column is, as far as its pages are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kept {
    /// Whether a row has several values.
    pub(super) repeated: bool,
    /// Whether it is packed by gzip, which unpacks to what it likes and not to what the head says.
    pub(super) gzip: bool,
}

/// The pages of one column, read from where the library asks.
#[derive(Debug, Clone)]
pub(super) struct Pages {
    file: Arc<File>,
    length: u64,
    kept: Kept,
    budget: Budget,
    /// The head that was read last.
    head: Arc<Mutex<Head>>,
}

impl Pages {
    /// The pages of a column of a file of `length` bytes.
    pub(super) fn new(file: Arc<File>, length: u64, kept: Kept, budget: Budget) -> Self {
        Self { file, length, kept, budget, head: Arc::default() }
    }

    /// The bytes from `start` on, as many as the head there takes, and what it says.
    fn head(&self, start: u64) -> Result<(Vec<u8>, Head)> {
        let mut file = Arc::clone(&self.file);
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = Vec::new();
        for most in [FIRST_BYTES, HEAD_BYTES] {
            file.by_ref().take(most - bytes.len() as u64).read_to_end(&mut bytes)?;
            if let Some(head) = Head::of(&bytes) {
                return Ok((bytes, head));
            }
        }
        Err(ParquetError::General("the head of a page is broken".to_owned()))
    }

    fn admit(&self, head: Head) -> Result<()> {
        let refuse = |why: &str| Err(ParquetError::General(why.to_owned()));
        if head.unpacked > head.packed.saturating_mul(RATIO).max(FREE_BYTES) {
            return refuse("a page unpacks to more than any text does");
        }
        let listed = if self.kept.repeated { head.values.saturating_mul(VALUE_BYTES) } else { 0 };
        if !self.budget.spend(head.unpacked.saturating_add(listed)) {
            return refuse("a few rows take more than a gigabyte of memory");
        }
        if let Ok(mut last) = self.head.lock() {
            *last = head;
        }
        Ok(())
    }

    /// Whether packed bytes unpack to no more than their head says.
    fn is_honest(&self, bytes: &[u8]) -> bool {
        let Ok(head) = self.head.lock().map(|head| *head) else { return false };
        // The library does not unpack what is said to be nothing.
        if head.plain || head.unpacked == head.levels {
            return true;
        }
        let levels = usize::try_from(head.levels).unwrap_or(usize::MAX);
        let packed = bytes.get(levels..).unwrap_or_default();
        let limit = head.unpacked.saturating_add(1);
        io::copy(&mut MultiGzDecoder::new(packed).take(limit), &mut io::sink()).is_ok_and(|length| length < limit)
    }
}

impl Length for Pages {
    fn len(&self) -> u64 {
        self.length
    }
}

impl ChunkReader for Pages {
    type T = HeadReader;

    /// The library reads nothing but heads through this.
    fn get_read(&self, start: u64) -> Result<HeadReader> {
        let (bytes, head) = self.head(start)?;
        self.admit(head)?;
        Ok(HeadReader(Cursor::new(bytes)))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let end = start.checked_add(length as u64).filter(|end| *end <= self.length);
        if end.is_none() {
            return Err(ParquetError::EOF("a page lies behind the end of the file".to_owned()));
        }
        let mut file = Arc::clone(&self.file);
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = vec![0; length];
        file.read_exact(&mut bytes)?;
        if self.kept.gzip && !self.is_honest(&bytes) {
            return Err(ParquetError::General("a page unpacks to more than it says".to_owned()));
        }
        Ok(bytes.into())
    }
}

/// Reads the head of a page, which was looked at first. Its end is an error: the library passes over what is not there, value by value.
pub(super) struct HeadReader(Cursor<Vec<u8>>);

impl Read for HeadReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 if !buffer.is_empty() => {
                Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the head of a page is cut off"))
            }
            read => Ok(read),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    /// The head of a page: its kind, both sizes (zigzag), and how many values of which encoding.
    const HEAD: [u8; 14] = [0x15, 0, 0x15, 0x80, 0x02, 0x15, 0x14, 0x2c, 0x15, 6, 0x15, 0, 0, 0];

    fn pages(bytes: &[u8], repeated: bool) -> Pages {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        let budget = Budget::default();
        budget.renew(0);
        Pages::new(Arc::new(file), bytes.len() as u64, Kept { repeated, gzip: true }, budget)
    }

    fn read(pages: &Pages) -> Option<String> {
        match pages.get_read(0).err()? {
            ParquetError::General(why) => Some(why),
            other => panic!("{other}"),
        }
    }

    #[test]
    fn heads_are_read() {
        let head = Head { unpacked: 128, packed: 10, values: 3, ..Head::default() };
        assert_eq!(Head::of(&HEAD), Some(head));
        let newer = [
            0x15, 6, 0x15, 0x80, 0x02, 0x15, 0x14, 0x5c, 0x15, 6, 0x15, 0, 0x15, 6, 0x15, 0, 0x15, 4, 0x15, 2, 0x12, 0,
            0,
        ];
        assert_eq!(Head::of(&newer), Some(Head { levels: 3, plain: true, ..head }));
        assert_eq!(Head::of(&HEAD[..6]), None);
        assert_eq!(Head::of(&[0x15, 0, 0x15, 1, 0]), None, "a size below nothing");
        // The number of values once more, at last the largest that there is: the library takes what comes last.
        let again = [&HEAD[..12], &[0x05, 2, 0xfe, 0xff, 0xff, 0xff, 0x0f, 0, 0]].concat();
        assert_eq!(Head::of(&again), Some(Head { values: i32::MAX as u64, ..head }));
        let larger = [&HEAD[..13], &[0x05, 4, 0xfe, 0xff, 0xff, 0xff, 0x0f, 0]].concat();
        assert_eq!(Head::of(&larger), Some(Head { unpacked: i32::MAX as u64, ..head }));
        let two = [&HEAD[..13], &[0x2c, 0x15, 6, 0x15, 0, 0, 0]].concat();
        assert_eq!(Head::of(&two), None, "a page of data and of a dictionary at once");
        let list = [&HEAD[..12], &[0x39, 0xf1, 0xff, 0xff, 0xff, 0xff, 0x07, 0, 0]].concat();
        assert_eq!(
            Head::of(&list),
            None,
            "thousands of millions of truth values, of which the library takes none from the head"
        );
    }

    #[test]
    fn pages_that_claim_too_much_are_not_read() {
        assert_eq!(read(&pages(&HEAD, false)), None);
        let large = [&HEAD[..3], &[0xfe, 0xff, 0xff, 0xff, 0x0f], &HEAD[5..]].concat();
        assert_eq!(read(&pages(&large, false)).as_deref(), Some("a page unpacks to more than any text does"));
        let many = [&HEAD[..9], &[0xfe, 0xff, 0xff, 0xff, 0x0f], &HEAD[10..]].concat();
        assert_eq!(read(&pages(&many, false)), None, "values that are none take no memory");
        assert_eq!(read(&pages(&many, true)).as_deref(), Some("a few rows take more than a gigabyte of memory"));
        assert_eq!(read(&pages(b"none", false)).as_deref(), Some("the head of a page is broken"));
    }

    #[test]
    fn the_end_of_a_head_is_told() {
        let mut head = Vec::new();
        let end = pages(&HEAD, false).get_read(0).unwrap().read_to_end(&mut head);
        assert_eq!((end.unwrap_err().kind(), &head[..]), (io::ErrorKind::UnexpectedEof, &HEAD[..]));
        assert_eq!(pages(&HEAD, false).get_read(0).unwrap().read(&mut []).unwrap(), 0);
    }

    #[test]
    fn the_bytes_of_a_step_are_counted() {
        let pages = pages(&HEAD, false);
        assert!(pages.budget.spend(STEP_BYTES - 128));
        assert_eq!(read(&pages), None);
        assert_eq!(read(&pages).as_deref(), Some("a few rows take more than a gigabyte of memory"));
        pages.budget.renew(0);
        assert_eq!(read(&pages), None);
    }

    #[test]
    fn a_page_lies_in_its_file_and_unpacks_to_what_it_says() {
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(&[7; 128]).unwrap();
        let packed = packed.finish().unwrap();
        let honest = pages(&[&HEAD[..], &packed].concat(), false);
        assert_eq!(read(&honest), None);
        assert_eq!(honest.get_bytes(HEAD.len() as u64, packed.len()).unwrap(), packed);
        assert!(honest.get_bytes(HEAD.len() as u64, packed.len() + 1).is_err());
        assert!(honest.get_bytes(u64::MAX, 1).is_err());
        // The same bytes behind a head that says 64.
        let less = pages(&[&HEAD[..3], &[0x80, 0x01], &HEAD[5..], &packed[..]].concat(), false);
        assert_eq!(read(&less), None);
        assert!(less.get_bytes(HEAD.len() as u64, packed.len()).is_err());
    }
}
