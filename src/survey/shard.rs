//! One shard of a file: its head, how its content is written, and how it is read and checked.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Take, Write},
    path::Path,
};

use xxhash_rust::xxh3::Xxh3Default;
use zstd::stream::{read::Decoder, write::Encoder};

use super::{
    Detail,
    counts::Counts,
    error::{SurveyError, corrupt},
    hashed::Hashed,
    merge::{Merge, Source},
    rows::Rows,
    writer::Writer,
};

/// The usual level of `zstd`.
const LEVEL: i32 = 3;
/// Windows of 128 KiB: keys do not compress, samples do within as much, and merging keeps one for each stream.
const WINDOW_LOG: u32 = 17;
/// Bytes of each buffer on the way.
const BUFFER: usize = 1 << 15;

/// What stands before a shard's content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) id: u128,
    /// Bytes of the content, packed.
    pub(super) packed: u64,
    /// A hash of these bytes.
    pub(super) check: u64,
    pub(super) counts: Counts,
}

impl Head {
    pub(super) fn to_bytes(self) -> Vec<u8> {
        let mut bytes = self.id.to_le_bytes().to_vec();
        let numbers = [self.packed, self.check].into_iter().chain(self.counts.numbers());
        numbers.for_each(|number| bytes.extend_from_slice(&number.to_le_bytes()));
        bytes
    }

    pub(super) fn read(input: &mut impl Read) -> io::Result<Self> {
        let mut id = [0; 16];
        input.read_exact(&mut id)?;
        let mut numbers = [0; 7];
        for number in &mut numbers {
            *number = read_long(input)?;
        }
        let [packed, check, counts @ ..] = numbers;
        Ok(Self { id: u128::from_le_bytes(id), packed, check, counts: Counts::from_numbers(counts) })
    }
}

/// Reads a number of 64 bits.
pub(super) fn read_long(input: &mut impl Read) -> io::Result<u64> {
    let mut bytes = [0; 8];
    input.read_exact(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes))
}

/// The id of a content that has been hashed to its end.
fn id(content: &mut Xxh3Default, counts: Counts) -> u128 {
    counts.numbers().iter().for_each(|number| content.update(&number.to_le_bytes()));
    content.digest128()
}

/// Writes the content of a shard to a file in the scratch directory, and gives it back with its head. `copies` and `unchecked`
/// come from `known`, the rest is counted.
pub(super) fn write(merge: &mut Merge, known: Counts, scratch: &Path) -> Result<(Head, File), SurveyError> {
    let failed = |error| SurveyError::writing(scratch, error);
    let mut writer = Writer::new(encoder(scratch).map_err(failed)?, Detail::Repeated);
    writer.take(merge, scratch)?;
    finish(writer, known).map_err(failed)
}

type Packer = Hashed<Encoder<'static, Hashed<File>>>;

fn encoder(scratch: &Path) -> io::Result<Packer> {
    let mut encoder = Encoder::new(Hashed::new(tempfile::tempfile_in(scratch)?), LEVEL)?;
    encoder.window_log(WINDOW_LOG)?;
    Ok(Hashed::new(encoder))
}

fn finish(writer: Writer<Packer>, known: Counts) -> io::Result<(Head, File)> {
    let (mut content, counted) = writer.finish()?;
    let counts = Counts { copies: known.copies, unchecked: known.unchecked, ..counted };
    let id = id(&mut content.hash, counts);
    let packed = content.inner.finish()?;
    let head = Head { id, packed: packed.bytes, check: packed.hash.digest(), counts };
    let mut file = packed.inner;
    file.flush()?;
    file.rewind()?;
    Ok((head, file))
}

/// Somebody who gets the packed bytes of a shard while it is read.
pub(super) type Tee = Box<dyn FnMut(&[u8]) -> io::Result<()>>;

/// A shard to be read, from where its content starts in a file.
pub(super) fn open(path: &Path, start: u64, head: Head, tee: Option<Tee>) -> Result<Source, SurveyError> {
    let open = || {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(start))?;
        let packed = Packed { input: Hashed::new(file.take(head.packed)), tee };
        let mut decoder = Decoder::with_buffer(BufReader::with_capacity(BUFFER, packed))?.single_frame();
        decoder.window_log_max(WINDOW_LOG)?;
        let content = Content { input: Hashed::new(decoder), head, ended: false };
        Ok(Rows::new(Box::new(content), Detail::Repeated, BUFFER))
    };
    let rows = open().map_err(|error| SurveyError::reading(path, error))?;
    Ok(Source::new(rows, path))
}

/// The packed bytes of a shard.
struct Packed {
    input: Hashed<Take<File>>,
    tee: Option<Tee>,
}

impl Read for Packed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        if let Some(tee) = &mut self.tee {
            tee(buffer.get(..read).unwrap_or_default())?;
        }
        Ok(read)
    }
}

/// The content of a shard, which at its end is held against the head.
struct Content {
    input: Hashed<Decoder<'static, BufReader<Packed>>>,
    head: Head,
    ended: bool,
}

impl Read for Content {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        if read == 0 && !buffer.is_empty() && !self.ended {
            self.ended = true;
            self.verify()?;
        }
        Ok(read)
    }
}

impl Content {
    fn verify(&mut self) -> io::Result<()> {
        let packed = self.input.inner.get_mut();
        if !packed.fill_buf()?.is_empty() || packed.get_ref().input.bytes != self.head.packed {
            return Err(corrupt("a shard has another length than it says"));
        }
        let check = packed.get_ref().input.hash.digest();
        if check != self.head.check || id(&mut self.input.hash, self.head.counts) != self.head.id {
            return Err(corrupt("a shard is not what its id says"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{super::error::Damage, *};

    /// A file that holds no more than a content, and its head.
    fn packed(content: &[u8], window: u32) -> (tempfile::NamedTempFile, Head) {
        let mut encoder = Encoder::new(Vec::new(), LEVEL).unwrap();
        encoder.window_log(window).unwrap();
        encoder.write_all(content).unwrap();
        let packed = encoder.finish().unwrap();
        let file = tempfile::NamedTempFile::new().unwrap();
        file.as_file().write_all(&packed).unwrap();
        let mut hash = Xxh3Default::new();
        hash.update(content);
        let counts = Counts::default();
        let check = xxhash_rust::xxh3::xxh3_64(&packed);
        (file, Head { id: id(&mut hash, counts), packed: packed.len() as u64, check, counts })
    }

    fn damage(file: &tempfile::NamedTempFile, head: Head) -> Option<Damage> {
        match open(file.path(), 0, head, None).and_then(Source::check) {
            Err(SurveyError::Damaged { damage, .. }) => Some(damage),
            Err(other) => panic!("{other}"),
            Ok(()) => None,
        }
    }

    #[test]
    fn heads_come_back() {
        let counts = Counts { pages: 1, copies: 2, unchecked: 3, sites: 4, blocks: u64::MAX };
        let head = Head { id: u128::MAX - 1, packed: 5, check: 6, counts };
        let bytes = head.to_bytes();
        assert_eq!((bytes.len(), Head::read(&mut &bytes[..]).unwrap()), (72, head));
        assert!(Head::read(&mut &bytes[..71]).is_err());
    }

    #[test]
    fn contents_are_held_against_their_heads() {
        let (file, head) = packed(&[0], WINDOW_LOG);
        assert_eq!(damage(&file, head), None);
        let wrong = [
            Head { id: head.id ^ 1, ..head },
            Head { check: head.check ^ 1, ..head },
            Head { packed: head.packed - 1, ..head },
            Head { packed: head.packed + 1, ..head },
            Head { counts: Counts { unchecked: 1, ..head.counts }, ..head },
        ];
        assert!(wrong.into_iter().all(|head| damage(&file, head).is_some()));
        file.as_file().write_all(&[0]).unwrap();
        assert!(damage(&file, Head { packed: head.packed + 1, ..head }).is_some());
    }

    #[test]
    fn windows_that_ask_for_more_memory_are_refused() {
        let names = (0..60_000).map(|name| format!("\u{6}{name:05}\u{1}\0"));
        let content = names.collect::<String>() + "\0";
        let (file, head) = packed(content.as_bytes(), WINDOW_LOG);
        assert_eq!(damage(&file, head), None);
        let (file, head) = packed(content.as_bytes(), WINDOW_LOG + 3);
        assert!(damage(&file, head).is_some());
    }
}
