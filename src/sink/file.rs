//! Files that exist under their final name only once they are whole, and the compression of what is written to them.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use flate2::{Compression, write::GzEncoder};
use tempfile::{NamedTempFile, TempPath};

use crate::{
    outcome::Packing,
    sink::{WriteError, growing::Growing},
};

/// The usual level of `zstd`.
const ZSTD_LEVEL: i32 = 3;

/// What an unfinished file is called: its name and this.
pub const PARTIAL: &str = ".partial";

/// A file being written under a temporary name.
#[derive(Debug)]
pub struct Draft {
    out: Encoder<BufWriter<File>>,
    temporary: Temporary,
    path: PathBuf,
}

/// The file that is written to until it is whole.
#[derive(Debug)]
enum Temporary {
    /// One with a name of its own beside the final one; it goes away with the draft.
    Beside(TempPath),
    /// One in a working folder; a later run writes over it.
    Working(PathBuf),
    /// None: the name is that of a pipe or a device, which a file must not take the place of.
    Itself,
}

impl Temporary {
    fn rename(self, path: &Path) -> io::Result<()> {
        match self {
            Self::Itself => Ok(()),
            Self::Beside(temporary) => temporary.persist(path).map_err(|error| error.error),
            Self::Working(temporary) => rename(&temporary, path),
        }
    }
}

/// Gives a file its final name, in directories that are made where they are not there yet.
pub(super) fn rename(temporary: &Path, path: &Path) -> io::Result<()> {
    match fs::rename(temporary, path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(folder(path))?;
            fs::rename(temporary, path)
        }
        other => other,
    }
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
    /// Starts a file, and the directories above it. What is a pipe or a device is written to as it is.
    ///
    /// # Errors
    /// Where a directory or the temporary file cannot be made.
    pub fn new(path: impl Into<PathBuf>, packing: Packing) -> Result<Self, WriteError> {
        let path = path.into();
        let made =
            start(&path).and_then(|(file, temporary)| Ok((Encoder::new(BufWriter::new(file), packing)?, temporary)));
        Self::made(made, path)
    }

    /// Starts a file that is `temporary` until it is whole.
    ///
    /// # Errors
    /// Where the temporary file cannot be made.
    pub fn at(temporary: PathBuf, path: PathBuf, packing: Packing) -> Result<Self, WriteError> {
        let made = File::create(&temporary).and_then(|file| Encoder::new(BufWriter::new(file), packing));
        Self::made(made.map(|out| (out, Temporary::Working(temporary))), path)
    }

    fn made(made: io::Result<(Encoder<BufWriter<File>>, Temporary)>, path: PathBuf) -> Result<Self, WriteError> {
        match made {
            Ok((out, temporary)) => Ok(Self { out, temporary, path }),
            Err(error) => Err(WriteError::new(path, error)),
        }
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
        let temporary = self.temporary;
        let end = |out: Encoder<BufWriter<File>>| -> io::Result<()> {
            out.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
            temporary.rename(&path)
        };
        end(self.out).map_err(|error| WriteError::new(self.path, error))
    }
}

/// What is written to for a path.
fn start(path: &Path) -> io::Result<(File, Temporary)> {
    if fs::metadata(path).is_ok_and(|meta| !meta.is_file() && !meta.is_dir()) {
        return Ok((File::options().write(true).open(path)?, Temporary::Itself));
    }
    let (file, temporary) = beside(path)?.into_parts();
    Ok((file, Temporary::Beside(temporary)))
}

/// A new file beside a path, and the directories above it.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = folder(path);
    match temporary(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(folder)?;
            temporary(folder)
        }
        other => other,
    }
}

/// The directory that a path is in.
fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
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
    /// A file that later runs go on with.
    Growing(Growing),
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
            Self::Growing(file) => file.write(bytes),
        }
    }

    /// Hands on what is held back, for a reader that waits or a run that goes on; a draft has neither.
    ///
    /// # Errors
    /// As the system says.
    pub fn flush(&mut self) -> Result<(), WriteError> {
        match self {
            Self::Open(out) => out.flush().map_err(|error| WriteError::new("-", error)),
            Self::File(_) => Ok(()),
            Self::Growing(file) => file.flush(),
        }
    }

    /// The length of a file that later runs go on with.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        if let Self::Growing(file) = self { Some(file.length()) } else { None }
    }

    /// Flushes an open stream, or finishes a file as [`Draft::finish`] does.
    ///
    /// # Errors
    /// As the system says.
    pub fn finish(self, whole: bool) -> Result<(), WriteError> {
        match self {
            Self::Open(out) => out.flush().map_err(|error| WriteError::new("-", error)),
            Self::File(draft) => draft.finish(whole),
            Self::Growing(file) => file.finish(whole),
        }
    }
}
