//! Files that exist under their final name only once they are whole, and the compression of what is written to them.

use std::{
    fs,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use flate2::{Compression, write::GzEncoder};
use tempfile::NamedTempFile;

use crate::{outcome::Packing, sink::WriteError};

/// The usual level of `zstd`.
const ZSTD_LEVEL: i32 = 3;

/// What an unfinished file is called: its name and this.
pub const PARTIAL: &str = ".partial";

/// A file being written under a temporary name beside its final one.
#[derive(Debug)]
pub struct Draft {
    out: Encoder<BufWriter<NamedTempFile>>,
    path: PathBuf,
}

#[derive(Debug)]
enum Encoder<W: Write> {
    Plain(W),
    Gzip(Box<GzEncoder<W>>),
    Zstd(Box<ZstdEncoder<W>>),
}

/// [`zstd::Encoder`] with the `Debug` it lacks.
struct ZstdEncoder<W: Write>(zstd::Encoder<'static, W>);

impl<W: Write> std::fmt::Debug for ZstdEncoder<W> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("ZstdEncoder")
    }
}

impl<W: Write> Encoder<W> {
    fn new(out: W, packing: Packing) -> io::Result<Self> {
        Ok(match packing {
            Packing::Plain => Self::Plain(out),
            Packing::Gzip => Self::Gzip(Box::new(GzEncoder::new(out, Compression::default()))),
            Packing::Zstd => Self::Zstd(Box::new(ZstdEncoder(zstd::Encoder::new(out, ZSTD_LEVEL)?))),
        })
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Plain(out) => out.write_all(bytes),
            Self::Gzip(out) => out.write_all(bytes),
            Self::Zstd(out) => out.0.write_all(bytes),
        }
    }

    fn finish(self) -> io::Result<W> {
        match self {
            Self::Plain(out) => Ok(out),
            Self::Gzip(out) => out.finish(),
            Self::Zstd(out) => out.0.finish(),
        }
    }
}

impl Draft {
    /// Starts a file, and the directories above it.
    ///
    /// # Errors
    /// Where a directory or the temporary file cannot be made.
    pub fn new(path: impl Into<PathBuf>, packing: Packing) -> Result<Self, WriteError> {
        let path = path.into();
        let made = Self::make(&path, packing);
        match made {
            Ok(out) => Ok(Self { out, path }),
            Err(error) => Err(WriteError::new(path, error)),
        }
    }

    fn make(path: &Path, packing: Packing) -> io::Result<Encoder<BufWriter<NamedTempFile>>> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let temporary = match temporary(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(folder)?;
                temporary(folder)?
            }
            other => other?,
        };
        Encoder::new(BufWriter::new(temporary), packing)
    }

    /// Its final name.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes.
    ///
    /// # Errors
    /// As the system says.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), WriteError> {
        self.out.write_all(bytes).map_err(|error| WriteError::new(&self.path, error))
    }

    /// Gives the file its final name, or `NAME.partial` where it is not whole.
    ///
    /// # Errors
    /// Where the rest cannot be written or the name cannot be taken; the temporary file is gone then.
    pub fn finish(self, whole: bool) -> Result<(), WriteError> {
        let path = if whole { self.path.clone() } else { append(&self.path, PARTIAL) };
        let end = |out: Encoder<BufWriter<NamedTempFile>>| -> io::Result<()> {
            let temporary = out.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
            temporary.persist(&path).map(drop).map_err(|error| error.error)
        };
        end(self.out).map_err(|error| WriteError::new(self.path, error))
    }
}

/// A path with something added to its last part, whatever bytes that part has.
#[must_use]
pub fn append(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".polyscrub-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The process's umask applies, as for any other file; the default of `tempfile` is 0600.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// A stream of output: standard output, or a file with a name.
pub enum Stream<'o> {
    /// Something that is already open, such as standard output.
    Open(&'o mut dyn Write),
    /// A file.
    File(Box<Draft>),
}

impl Stream<'_> {
    /// A stream to a new file; errors as [`Draft::new`].
    ///
    /// # Errors
    /// Where the file cannot be made.
    pub fn file(path: impl Into<PathBuf>, packing: Packing) -> Result<Self, WriteError> {
        Ok(Self::File(Box::new(Draft::new(path, packing)?)))
    }

    /// Writes.
    ///
    /// # Errors
    /// As the system says; standard output goes by `-`.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), WriteError> {
        match self {
            Self::Open(out) => out.write_all(bytes).map_err(|error| WriteError::new("-", error)),
            Self::File(draft) => draft.write(bytes),
        }
    }

    /// Hands on what an open stream holds back, for a reader that waits; a file has none before it is finished.
    ///
    /// # Errors
    /// As the system says.
    pub fn flush(&mut self) -> Result<(), WriteError> {
        match self {
            Self::Open(out) => out.flush().map_err(|error| WriteError::new("-", error)),
            Self::File(_) => Ok(()),
        }
    }

    /// Flushes an open stream, or finishes a file as [`Draft::finish`] does.
    ///
    /// # Errors
    /// As the system says.
    pub fn finish(self, whole: bool) -> Result<(), WriteError> {
        match self {
            Self::Open(out) => out.flush().map_err(|error| WriteError::new("-", error)),
            Self::File(draft) => draft.finish(whole),
        }
    }
}
