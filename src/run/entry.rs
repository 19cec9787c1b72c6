//! One line of a journal: an input that is done, or as much of it as went into a file of a numbered series.

use serde::{Deserialize, Serialize};

use crate::{
    outcome::{Outcome, Status},
    run::plan::Task,
};

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

/// The status of an input whose records could all be cleaned.
pub(super) const DONE: &str = "done";
/// Of one with some that could not.
pub(super) const FAILED: &str = "failed";
/// Of one that has more records than are told of.
pub(super) const PART: &str = "part";

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
