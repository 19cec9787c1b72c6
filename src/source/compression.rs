//! Decompression by magic number, with a guard against bombs, and errors that come after the data before them.

use std::io::{self, BufReader, Cursor, Read};

use super::{error::ReadError, gzip::Members};

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
/// The stretch of output that the ratio is asked of: 64 MiB fit into memory anyway, and a bomb behind gigabytes of text is
/// found as soon as one at the start.
const STRETCH: u64 = 64 << 20;
/// The ratio of output to input that only bombs pass; gzip cannot exceed 1,032 and text stays below 20.
const RATIO: u64 = 1000;

/// A reader of decompressed bytes. After an error in gzip, reading goes on with the member after it; after any other, each
/// further read gives the same error.
pub struct Inflate<R: Read> {
    decoder: Decoder<R>,
    total: Option<u64>,
    delivered: u64,
    stretch: Stretch,
    failed: Option<ReadError>,
}

/// Where the stretch that the ratio is asked of began.
#[derive(Default)]
struct Stretch {
    taken: u64,
    delivered: u64,
}

impl Stretch {
    /// Whether a stretch ends here that came of next to nothing.
    fn is_bomb(&mut self, taken: u64, delivered: u64) -> bool {
        let (input, output) = (taken.saturating_sub(self.taken), delivered - self.delivered);
        if output <= STRETCH {
            return false;
        }
        *self = Self { taken, delivered };
        input.saturating_mul(RATIO) < output
    }
}

/// The source with its first bytes put back.
type Source<R> = Counted<io::Chain<Cursor<Vec<u8>>, R>>;

enum Decoder<R: Read> {
    Plain(Source<R>),
    Gzip(Box<Members<Source<R>>>),
    Zstd(Box<zstd::stream::read::Decoder<'static, BufReader<Source<R>>>>),
}

/// Opens a stream by its magic number. `total` bounds what it may decompress to, in bytes.
///
/// # Errors
/// What reading the first bytes, or setting up the decoder, runs into.
pub fn inflate<R: Read>(mut reader: R, total: Option<u64>) -> Result<Inflate<R>, ReadError> {
    let mut magic = Vec::with_capacity(4);
    reader.by_ref().take(4).read_to_end(&mut magic)?;
    let compression = Compression::of(&magic);
    let source = Counted { inner: Cursor::new(magic).chain(reader), read: 0 };
    let decoder = match compression {
        Compression::Plain => Decoder::Plain(source),
        Compression::Gzip => Decoder::Gzip(Box::new(Members::new(source))),
        Compression::Zstd => {
            let mut decoder = zstd::stream::read::Decoder::new(source)?;
            decoder.window_log_max(WINDOW_LOG)?;
            Decoder::Zstd(Box::new(decoder))
        }
    };
    Ok(Inflate { decoder, total, delivered: 0, stretch: Stretch::default(), failed: None })
}

impl Compression {
    /// What the first bytes of a file tell: gzip with deflate; a frame of zstd, or one to skip as parallel compressors write first.
    pub(super) fn of(bytes: &[u8]) -> Self {
        match bytes {
            [0x1f, 0x8b, 8, ..] => Self::Gzip,
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Self::Zstd,
            _ => Self::Plain,
        }
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

    /// Compressed bytes used so far; `None` where nothing is compressed.
    fn taken(&self) -> Option<u64> {
        match &self.decoder {
            Decoder::Plain(_) => None,
            Decoder::Gzip(decoder) => Some(decoder.taken()),
            Decoder::Zstd(decoder) => Some(decoder.get_ref().get_ref().read),
        }
    }

    fn step(&mut self, buffer: &mut [u8]) -> Result<usize, ReadError> {
        let read = match &mut self.decoder {
            Decoder::Plain(source) => return Ok(source.read(buffer)?),
            Decoder::Gzip(decoder) => decoder.read(buffer)?,
            Decoder::Zstd(decoder) => decoder.read(buffer).map_err(classify)?,
        };
        self.delivered += read as u64;
        if let Some(limit) = self.total.filter(|&limit| self.delivered > limit) {
            return Err(ReadError::Bomb { limit });
        }
        let taken = self.taken();
        let bomb = taken.is_some_and(|taken| self.stretch.is_bomb(taken, self.delivered));
        if bomb { Err(ReadError::Bomb { limit: self.delivered }) } else { Ok(read) }
    }

    /// What is left after an error: of gzip the other members, unless the whole was too much.
    fn recover(&mut self, error: &ReadError) {
        let spent = self.total.is_some_and(|total| self.delivered > total);
        match (&mut self.decoder, error) {
            (Decoder::Gzip(_), ReadError::Truncated | ReadError::Corrupt(_)) => {}
            (Decoder::Gzip(decoder), ReadError::Bomb { .. }) if !spent => decoder.leave(),
            _ => self.failed = Some(error.clone()),
        }
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
            Ok(read) => Ok(read),
            Err(ReadError::Io { kind: io::ErrorKind::Interrupted, .. }) => Err(io::ErrorKind::Interrupted.into()),
            Err(error) => {
                self.recover(&error);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bomb_is_found_behind_any_length_of_text() {
        let mut stretch = Stretch::default();
        let (mut taken, mut delivered) = (0, 0);
        for _ in 0..10_000 {
            (taken, delivered) = (taken + (100 << 10), delivered + (1 << 20));
            assert!(!stretch.is_bomb(taken, delivered));
        }
        let found = (1..).find(|_| {
            (taken, delivered) = (taken + 1000, delivered + (1 << 20));
            stretch.is_bomb(taken, delivered)
        });
        assert!(found.is_some_and(|mebibytes| mebibytes <= 130), "{found:?}");
    }
}
