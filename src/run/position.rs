//! A journal read back: whether it is of a run with the same settings, and where that run had come to.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::run::entry::{Counts, Entry};

/// The settings of a run that change its output, by name.
pub type Terms = Map<String, Value>;

/// The first line of a journal.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Head {
    pub(super) schema: u8,
    pub(super) settings: Terms,
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
    pub(super) bytes: u64,
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
