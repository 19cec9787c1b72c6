//! Decompression by magic number, with a guard against bombs, and errors that come after the data before them.

use std::io::{self, BufReader, Cursor, Read};

use flate2::read::MultiGzDecoder;

use super::error::ReadError;

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Compression {
    /// Not at all.
    Plain,
    /// gzip, of one or many members.
    Gzip,
    /// Zstandard.
    Zstd,
}

/// Windows up to 128 MiB (2^27), what `zstd --long` makes: a larger one is an attempt on memory.
const WINDOW_LOG: u32 = 27;
/// Output that no ratio is asked of: 64 MiB fit into memory anyway.
const FREE_BYTES: u64 = 64 << 20;
/// The ratio of output to input that only bombs pass; gzip cannot exceed 1,032 and text stays below 20.
const RATIO: u64 = 1000;

/// A reader of decompressed bytes. After an error each further read gives the same error.
pub struct Inflate<R: Read> {
    decoder: Decoder<R>,
    total: Option<u64>,
    delivered: u64,
    failed: Option<ReadError>,
}

/// The source with its first bytes put back.
type Source<R> = Counted<io::Chain<Cursor<Vec<u8>>, R>>;

enum Decoder<R: Read> {
    Plain(Source<R>),
    Gzip(Box<MultiGzDecoder<Source<R>>>),
    Zstd(Box<zstd::stream::read::Decoder<'static, BufReader<Source<R>>>>),
}

/// Opens a stream by its magic number. `total` bounds what it may decompress to, in bytes.
///
/// # Errors
/// What reading the first bytes, or setting up the decoder, runs into.
pub fn inflate<R: Read>(mut reader: R, total: Option<u64>) -> Result<Inflate<R>, ReadError> {
    let mut magic = Vec::with_capacity(4);
    reader.by_ref().take(4).read_to_end(&mut magic)?;
    let compression = compression_of(&magic);
    let source = Counted { inner: Cursor::new(magic).chain(reader), read: 0 };
    let decoder = match compression {
        Compression::Plain => Decoder::Plain(source),
        Compression::Gzip => Decoder::Gzip(Box::new(MultiGzDecoder::new(source))),
        Compression::Zstd => {
            let mut decoder = zstd::stream::read::Decoder::new(source)?;
            decoder.window_log_max(WINDOW_LOG)?;
            Decoder::Zstd(Box::new(decoder))
        }
    };
    Ok(Inflate { decoder, total, delivered: 0, failed: None })
}

/// gzip with deflate; a frame of zstd, or one to skip as parallel compressors write first.
fn compression_of(magic: &[u8]) -> Compression {
    match magic {
        [0x1f, 0x8b, 8, ..] => Compression::Gzip,
        [0x28, 0xb5, 0x2f, 0xfd] | [0x50..=0x5f, 0x2a, 0x4d, 0x18] => Compression::Zstd,
        _ => Compression::Plain,
    }
}

impl<R: Read> Inflate<R> {
    /// How the stream is compressed.
    #[must_use]
    pub fn compression(&self) -> Compression {
        match self.decoder {
            Decoder::Plain(_) => Compression::Plain,
            Decoder::Gzip(_) => Compression::Gzip,
            Decoder::Zstd(_) => Compression::Zstd,
        }
    }

    /// The most bytes that may have been delivered by now.
    fn allowed(&self) -> u64 {
        let read = match &self.decoder {
            Decoder::Plain(_) => return u64::MAX,
            Decoder::Gzip(decoder) => decoder.get_ref().read,
            Decoder::Zstd(decoder) => decoder.get_ref().get_ref().read,
        };
        read.saturating_mul(RATIO).max(FREE_BYTES).min(self.total.unwrap_or(u64::MAX))
    }

    fn step(&mut self, buffer: &mut [u8]) -> Result<usize, ReadError> {
        let result = match &mut self.decoder {
            Decoder::Plain(source) => return Ok(source.read(buffer)?),
            Decoder::Gzip(decoder) => decoder.read(buffer),
            Decoder::Zstd(decoder) => decoder.read(buffer),
        };
        let read = result.map_err(classify)?;
        let limit = self.allowed();
        if self.delivered + read as u64 > limit {
            return Err(ReadError::Bomb { limit });
        }
        Ok(read)
    }
}

/// What a decoder's error means. Decoders pass on the system's errors, which carry its code.
fn classify(error: io::Error) -> ReadError {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => ReadError::Truncated,
        _ if error.raw_os_error().is_some() => error.into(),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::Other => {
            ReadError::Corrupt(error.to_string())
        }
        _ => error.into(),
    }
}

impl<R: Read> Read for Inflate<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(error) = &self.failed {
            return Err(error.clone().into());
        }
        match self.step(buffer) {
            Ok(read) => {
                self.delivered += read as u64;
                Ok(read)
            }
            Err(ReadError::Io { kind: io::ErrorKind::Interrupted, .. }) => Err(io::ErrorKind::Interrupted.into()),
            Err(error) => {
                self.failed = Some(error.clone());
                Err(error.into())
            }
        }
    }
}

/// Counts the bytes that a decoder takes in.
struct Counted<R> {
    inner: R,
    read: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read += read as u64;
        Ok(read)
    }
}
