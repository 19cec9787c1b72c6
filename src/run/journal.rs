//! What is told of a run as it goes, so that a run that was broken off can be taken up: the settings, then a line for each input that
//! is done. While the run goes on it lies in the working folder; in the end it is the manifest of the output.
//!
//! A line is written once everything that it speaks of has been handed on to the system, so after SIGKILL all lines are true. After
//! a loss of power they need not be: then only those count that stood there at the last checkpoint, when everything was on
//! disk.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    outcome::{Outcome, SCHEMA, Status},
    run::plan::Task,
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

/// The settings of a run that change its output, by name.
pub type Terms = Map<String, Value>;

#[derive(Debug, Serialize, Deserialize)]
struct Head {
    schema: u8,
    settings: Terms,
}

/// Records by how they ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// With text left.
    pub cleaned: u64,
    /// Without text.
    pub emptied: u64,
    /// Left out on purpose.
    pub skipped: u64,
    /// Not cleaned.
    pub failed: u64,
}

impl Counts {
    /// All of them.
    #[must_use]
    pub fn sum(self) -> u64 {
        self.cleaned + self.emptied + self.skipped + self.failed
    }

    fn add(&mut self, status: Status) {
        let count = match status {
            Status::Cleaned => &mut self.cleaned,
            Status::Emptied => &mut self.emptied,
            Status::Skipped => &mut self.skipped,
            Status::Failed => &mut self.failed,
        };
        *count += 1;
    }
}

/// One input, or the part of one that went into a file of a numbered series.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What it is called in records.
    pub input: String,
    /// Its length in bytes.
    pub size: u64,
    /// When it was last written to, in seconds since 1970 with nine decimals.
    pub modified: Option<String>,
    /// `done`; `failed` where a record of it could not be cleaned; `part` where a file of a numbered series ended in it.
    pub status: String,
    /// How its records have ended so far.
    pub records: Counts,
    /// Characters of extracted text.
    pub chars_in: u64,
    /// Characters of cleaned text.
    pub chars_out: u64,
    /// How long the files that grow over the run are after it: metadata, removals.
    pub lengths: Vec<u64>,
    /// How many files of a numbered series are whole after it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub parts: u64,
}

/// For serde, which hands on references.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

const DONE: &str = "done";
const FAILED: &str = "failed";
const PART: &str = "part";

impl Entry {
    /// An entry of a task that nothing was delivered of yet.
    #[must_use]
    pub fn of(task: &Task) -> Self {
        let modified = task.version.modified.map(|time| format!("{}.{:09}", time.as_secs(), time.subsec_nanos()));
        Self { input: task.origin.source.clone(), size: task.version.size, modified, ..Self::default() }
    }

    /// Counts one record.
    pub fn count(&mut self, outcome: &Outcome) {
        self.records.add(outcome.status);
        if let Some(cleaned) = &outcome.cleaned {
            self.chars_in += cleaned.extracted.chars().count() as u64;
            self.chars_out += cleaned.text.chars().count() as u64;
        }
    }

    /// Whether it is about the same version of the same input.
    #[must_use]
    pub fn is_of(&self, task: &Task) -> bool {
        let now = Self::of(task);
        (&self.input, self.size, &self.modified) == (&now.input, now.size, &now.modified)
    }

    /// Whether the input has more records.
    #[must_use]
    pub fn is_part(&self) -> bool {
        self.status == PART
    }
}

/// Where a run takes up: what is done, and how long the growing files are there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Position {
    /// Inputs that are done.
    pub inputs: u64,
    /// What is done of the next one.
    pub within: Option<Entry>,
    /// Records of the inputs that are done.
    pub records: Counts,
    /// The lengths of the growing files.
    pub lengths: Vec<u64>,
    /// Files of the numbered series.
    pub parts: u64,
    /// Bytes of the journal up to here.
    bytes: u64,
}

impl Position {
    /// The length of a growing file, by its place in the list; 0 where nothing is there.
    #[must_use]
    pub fn length(&self, index: usize) -> u64 {
        self.lengths.get(index).copied().unwrap_or(0)
    }

    /// Goes on by one input.
    pub fn add(&mut self, entry: &Entry) {
        self.inputs += 1;
        self.records.cleaned += entry.records.cleaned;
        self.records.emptied += entry.records.emptied;
        self.records.skipped += entry.records.skipped;
        self.records.failed += entry.records.failed;
    }
}

/// Why a journal cannot be gone on with.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// It cannot be read or written.
    #[error("cannot use the record of the run, {}: {source}", path.display())]
    Io {
        /// Its path.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Settings differ: name, then, now.
    #[error("the run was started with other settings: {}", differences(.0))]
    Settings(Vec<(String, Value, Value)>),
    /// Its first line is not one of ours.
    #[error("{} is no record of a run", .0.display())]
    Foreign(PathBuf),
}

fn differences(all: &[(String, Value, Value)]) -> String {
    let one = |(name, then, now): &(String, Value, Value)| format!("`{name}` was {then} and is {now}");
    all.iter().map(one).collect::<Vec<_>>().join("; ")
}

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

/// The entries of a journal, up to the first line that is not whole, with the bytes up to the end of each.
pub struct Entries {
    lines: BufReader<io::Take<File>>,
    at: u64,
    line: Vec<u8>,
}

impl Entries {
    /// The entries of a journal with these settings; `limit` is how many of its bytes count.
    ///
    /// # Errors
    /// Where it cannot be read, or has other settings.
    pub fn open(path: &Path, terms: &Terms, limit: Option<u64>) -> Result<Self, JournalError> {
        let wrong = |source| JournalError::Io { path: path.to_owned(), source };
        let file = File::open(path).map_err(wrong)?.take(limit.unwrap_or(u64::MAX));
        let mut entries = Self { lines: BufReader::new(file), at: 0, line: Vec::new() };
        let head: Option<Head> = entries.read_line().map_err(wrong)?;
        let head = head.ok_or_else(|| JournalError::Foreign(path.to_owned()))?;
        let differences = compare(&head.settings, terms);
        if differences.is_empty() { Ok(entries) } else { Err(JournalError::Settings(differences)) }
    }

    fn read_line<T: for<'de> Deserialize<'de>>(&mut self) -> io::Result<Option<T>> {
        self.line.clear();
        self.lines.read_until(b'\n', &mut self.line)?;
        if !self.line.ends_with(b"\n") {
            return Ok(None);
        }
        let parsed = serde_json::from_slice(&self.line).ok();
        self.at += if parsed.is_some() { self.line.len() as u64 } else { 0 };
        Ok(parsed)
    }
}

impl Iterator for Entries {
    type Item = (Entry, u64);

    fn next(&mut self) -> Option<Self::Item> {
        let entry = self.read_line().ok().flatten()?;
        Some((entry, self.at))
    }
}

/// The settings that differ.
fn compare(then: &Terms, now: &Terms) -> Vec<(String, Value, Value)> {
    let names = then.keys().chain(now.keys().filter(|name| !then.contains_key(*name)));
    let of = |terms: &Terms, name: &str| terms.get(name).cloned().unwrap_or_default();
    names
        .filter(|name| then.get(*name) != now.get(*name))
        .map(|name| (name.clone(), of(then, name), of(now, name)))
        .collect()
}

/// The position that a run with these entries has come to: the last input that is done, or with a numbered series (`in_parts`) the last file of
/// it that is.
pub fn position(entries: Entries, in_parts: bool) -> Position {
    let mut last = Position { bytes: entries.at, ..Position::default() };
    let mut now = last.clone();
    let mut parts = 0;
    for (entry, bytes) in entries {
        now.bytes = bytes;
        now.lengths.clone_from(&entry.lengths);
        now.parts = entry.parts;
        let closes = entry.parts > parts;
        parts = entry.parts;
        if entry.is_part() {
            now.within = Some(entry);
        } else {
            now.within = None;
            now.add(&entry);
        }
        if closes || !in_parts {
            last = now.clone();
        }
    }
    last
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
