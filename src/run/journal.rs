//! What is told of a run as it goes, so that a run that was broken off can be taken up: the settings, then a line for each input that
//! is done. While the run goes on it lies in the working folder; in the end it is the manifest of the output.
//!
//! A line is written once everything that it speaks of has been handed on to the system, so after SIGKILL all lines are true. After
//! a loss of power they need not be: then only those count that stood there at the last checkpoint, when everything was on
//! disk.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use serde::Serialize;

use crate::{
    outcome::SCHEMA,
    run::{
        entry::{DONE, Entry, FAILED, PART},
        position::{Head, JournalError, Position, Terms},
    },
    sink::{WriteError, work::WorkFolder},
};

/// The manifest of an output directory.
pub const MANIFEST: &str = "manifest.jsonl";
/// The same in the working folder, while the run goes on.
const JOURNAL: &str = "journal.jsonl";
/// The last checkpoint, in the working folder.
const CHECKPOINT: &str = "checkpoint";
/// How often everything is brought to disk: a run on a slow disk spends a few percent of its time on it, and a loss of power costs
/// seconds.
const CHECKPOINTS: Duration = Duration::from_secs(5);

/// The journal of a run that goes on.
#[derive(Debug)]
pub struct Journal {
    file: File,
    work: WorkFolder,
    target: PathBuf,
    /// Lines that speak of what is not handed on yet.
    waiting: Vec<u8>,
    written: u64,
    checked: Instant,
}

/// The journal of an output directory, as it lies there.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// None.
    Nothing,
    /// That of a run that was broken off.
    Open(PathBuf),
    /// That of a run that came to its end.
    Whole(PathBuf),
}

/// Looks for the journal of an output directory.
#[must_use]
pub fn find(root: &Path, work: &Path) -> Found {
    let (open, whole) = (work.join(JOURNAL), root.join(MANIFEST));
    if open.is_file() {
        Found::Open(open)
    } else if whole.is_file() {
        Found::Whole(whole)
    } else {
        Found::Nothing
    }
}

impl Journal {
    /// Starts the journal of a new run.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn new(root: &Path, work: &WorkFolder, terms: &Terms) -> Result<Self, JournalError> {
        let mut journal = Self::open(root, work, 0)?;
        let head = Head { schema: SCHEMA, settings: terms.clone() };
        journal.line(&head);
        journal.write().map_err(|source| JournalError::Io { path: work.path(JOURNAL), source })?;
        Ok(journal)
    }

    /// Goes on after a position.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn resume(root: &Path, work: &WorkFolder, position: &Position) -> Result<Self, JournalError> {
        Self::open(root, work, position.bytes)
    }

    fn open(root: &Path, work: &WorkFolder, bytes: u64) -> Result<Self, JournalError> {
        let path = work.path(JOURNAL);
        let open = || {
            let mut file = OpenOptions::new().create(true).write(true).truncate(false).open(&path)?;
            file.set_len(bytes)?;
            file.seek(SeekFrom::End(0))?;
            Ok(file)
        };
        let file = open().map_err(|source| JournalError::Io { path: path.clone(), source })?;
        let target = root.join(MANIFEST);
        let (work, checked) = (work.clone(), Instant::now());
        Ok(Self { file, work, target, waiting: Vec::new(), written: bytes, checked })
    }

    fn line(&mut self, value: &impl Serialize) {
        // Nothing that is written here can fail to become JSON.
        self.waiting.extend(serde_json::to_vec(value).unwrap_or_default());
        self.waiting.push(b'\n');
    }

    /// Notes that an input is done.
    pub fn done(&mut self, mut entry: Entry) {
        entry.status = if entry.records.failed > 0 { FAILED } else { DONE }.to_owned();
        self.line(&entry);
    }

    /// Notes that a file of a numbered series is whole, with these records of an input in it or before it.
    pub fn part(&mut self, mut entry: Entry) {
        entry.status = PART.to_owned();
        self.line(&entry);
    }

    /// Writes the lines that wait; everything that they speak of has been handed on.
    ///
    /// # Errors
    /// As the system says.
    pub fn commit(&mut self) -> Result<(), WriteError> {
        let due = self.checked.elapsed() >= CHECKPOINTS;
        let done = self.write().and_then(|()| if due { self.checkpoint() } else { Ok(()) });
        done.map_err(|error| WriteError::new(self.work.path(JOURNAL), error))
    }

    fn write(&mut self) -> io::Result<()> {
        self.file.write_all(&self.waiting)?;
        self.written += self.waiting.len() as u64;
        self.waiting.clear();
        Ok(())
    }

    /// Brings everything to disk, once for all files, and says how much of the journal is true then.
    fn checkpoint(&mut self) -> io::Result<()> {
        sync_all(&self.file)?;
        let fresh = self.work.path("checkpoint.new");
        fs::write(&fresh, format!("{}\n", self.written))?;
        fs::rename(&fresh, self.work.path(CHECKPOINT))?;
        self.checked = Instant::now();
        Ok(())
    }

    /// Ends the run: the journal becomes the manifest, or stays for a run that goes on.
    ///
    /// # Errors
    /// As the system says.
    pub fn finish(mut self, whole: bool) -> Result<(), WriteError> {
        let path = self.work.path(JOURNAL);
        let wrong = |error| WriteError::new(&path, error);
        self.write().and_then(|()| self.checkpoint()).map_err(wrong)?;
        if whole {
            fs::rename(&path, &self.target).map_err(wrong)?;
            self.work.remove()?;
        }
        Ok(())
    }
}

/// Bytes of the journal that are surely on disk, with all that they speak of.
#[must_use]
pub fn checkpointed(work: &Path) -> u64 {
    fs::read_to_string(work.join(CHECKPOINT)).ok().and_then(|text| text.trim().parse().ok()).unwrap_or(0)
}

/// Brings a whole file system to disk: one call instead of one a page.
#[cfg(target_os = "linux")]
fn sync_all(file: &File) -> io::Result<()> {
    Ok(rustix::fs::syncfs(file)?)
}

#[cfg(not(target_os = "linux"))]
fn sync_all(file: &File) -> io::Result<()> {
    file.sync_all()
}
