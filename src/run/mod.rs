//! A run over many pages: take them in, clean them on many threads, hand the outcomes on in order.

pub mod batch;
pub mod choice;
pub mod entry;
pub mod folder;
pub mod intake;
pub mod journal;
pub mod lock;
pub mod patient;
pub mod plan;
pub mod position;
pub mod removed;
pub mod restore;
pub mod shard;
pub mod signal;
pub mod surveyor;

use crate::{
    census::PageKeys,
    cleaned::{Cleaned, Flag},
    cleaner::Cleaner,
    outcome::{Outcome, Reason, Status},
    reader::{RawPage, Read, Reader},
    run::entry::Counts,
    sink::WriteError,
    tally::Tally,
};

/// What a run asks of a cleaner. [`Cleaner`] is the one; tests bring others.
pub trait Clean: Sync {
    /// Cleans a page.
    fn clean(&self, raw: RawPage<'_>) -> Made;
}

/// What was made of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// The cleaned page.
    pub cleaned: Cleaned,
    /// The keys of its blocks, where the run is a survey.
    pub keys: Option<PageKeys>,
}

impl From<Cleaned> for Made {
    fn from(cleaned: Cleaned) -> Self {
        Self { cleaned, keys: None }
    }
}

impl Clean for Cleaner {
    fn clean(&self, raw: RawPage<'_>) -> Made {
        self.clean_page(raw).into()
    }
}

/// A run that cuts nothing and names no language: pages come out as they were read.
impl Clean for Reader {
    fn clean(&self, raw: RawPage<'_>) -> Made {
        let Read { page, marks, encoding, replaced, repairs } = self.read(raw);
        let written = marks.map(|marks| marks.write(&page, &[]));
        let cleaned = Cleaned {
            repairs,
            declared: page.declared,
            flags: if replaced > 0 { vec![Flag::Replaced] } else { Vec::new() },
            ..Cleaned::untouched(written.map_or(page.text, |written| written.text), encoding)
        };
        cleaned.into()
    }
}

/// Somebody who is told how a run goes. The library does not print; a program may.
pub trait Watch {
    /// A page was skipped or failed.
    fn trouble(&mut self, page: &str, reason: Reason, detail: Option<&str>);
    /// A page is done, whatever its status.
    fn progress(&mut self, outcome: &Outcome);
}

/// Nobody.
impl Watch for () {
    fn trouble(&mut self, _: &str, _: Reason, _: Option<&str>) {}
    fn progress(&mut self, _: &Outcome) {}
}

/// Why a run ended before its input did.
#[derive(Debug)]
pub enum Stopped {
    /// Ctrl-C.
    Interrupted,
    /// SIGTERM.
    Terminated,
    /// Output could not be written.
    Unwritable(WriteError),
}

/// How a run ended.
#[derive(Debug)]
pub struct Ended {
    /// What was counted.
    pub tally: Tally,
    /// Why it stopped early, if it did.
    pub stopped: Option<Stopped>,
    /// How many records were taken in.
    pub taken: u64,
    /// What the run that this one went on with had done.
    pub before: Counts,
}

impl Ended {
    /// Whether every record that was taken in is accounted for.
    #[must_use]
    pub fn is_balanced(&self) -> bool {
        let sum: u64 = Status::ALL.iter().map(|status| self.tally.pages_with(*status)).sum();
        sum == self.taken
    }
}
