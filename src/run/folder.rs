//! An output directory at the start of a run: new, given up by the user, or that of a run that was broken off. Everything that can be
//! refused is refused here, before a byte is written.

use std::path::Path;

use crate::{
    run::{
        entry::{Counts, Entry},
        journal::{self, Found, Journal},
        lock::{Lock, LockError},
        plan::{Plan, Refused, Work, check_empty},
        position::{Entries, JournalError, Position, Terms, position},
    },
    sink::work::{WORK, WorkFolder},
};

/// What to do with an output directory that is not empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// Refuse it.
    New,
    /// Write over what is there.
    Overwrite,
    /// Finish the run that was broken off in it.
    Resume,
}

/// An output directory that a run may write to.
#[derive(Debug)]
pub struct Folder {
    /// Its working folder.
    pub work: WorkFolder,
    /// The record of the run.
    pub journal: Journal,
    /// Where the run takes up.
    pub position: Position,
    /// The lock on it, to be held until the run is over.
    pub lock: Lock,
}

/// What became of opening a directory.
#[derive(Debug)]
pub enum Opened {
    /// There is something to do.
    Run(Box<Folder>),
    /// The run that was to be resumed has come to its end; these are its records.
    Finished(Counts),
}

/// The census that a run has made of its input, in the working folder.
pub const COUNTED: &str = "site.census";

const START_ANEW: &str = "`--overwrite` starts anew, over what is there";

/// Opens the output directory `root` of a run with these settings. `in_parts` tells whether it writes a numbered series.
///
/// # Errors
/// Where the directory is not empty, is in use, or belongs to a run over other input or with other settings.
pub fn open(root: &Path, start: Start, terms: &Terms, plan: &Plan, in_parts: bool) -> Result<Opened, Refused> {
    let found = journal::find(root, &root.join(WORK));
    match (start, &found) {
        (Start::Resume, Found::Whole(path)) => return finished(path, terms, plan),
        (Start::Resume, Found::Open(_)) => {}
        (Start::Resume, Found::Nothing) if !root.join(WORK).is_dir() => check_empty(root, false)?,
        (Start::New, Found::Open(_)) => {
            let message = format!("`{}` holds a run that was broken off", root.display());
            return Err(Refused::new(message, "`--resume` finishes it; `--overwrite` starts anew"));
        }
        (Start::New, _) => check_empty(root, false)?,
        (Start::Overwrite, _) => check_empty(root, true)?,
        (Start::Resume, Found::Nothing) => {}
    }
    let work = WorkFolder::new(root).map_err(|error| Refused::new(error.to_string(), "choose another place"))?;
    let lock = Lock::take(&work).map_err(|error| held(root, &error))?;
    let position = match (start, found) {
        (Start::Resume, Found::Open(path)) => {
            let limit = if lock.same_boot { None } else { Some(journal::checkpointed(&root.join(WORK))) };
            resumable(&path, limit, terms, plan, in_parts)?
        }
        _ => None,
    };
    let journal = match &position {
        Some(position) => Journal::resume(root, &work, position),
        None => forget(root, &work).and_then(|()| Journal::new(root, &work, terms)),
    };
    let journal = journal.map_err(refused)?;
    Ok(Opened::Run(Box::new(Folder { work, journal, position: position.unwrap_or_default(), lock })))
}

/// The manifest and the census of a run before would no longer be true.
fn forget(root: &Path, work: &WorkFolder) -> Result<(), JournalError> {
    for path in [root.join(journal::MANIFEST), work.path(COUNTED)] {
        match std::fs::remove_file(&path) {
            Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                return Err(JournalError::Io { path, source });
            }
            _ => {}
        }
    }
    Ok(())
}

/// Where a run can take up; nothing where its journal was lost to a failure of power.
fn resumable(
    path: &Path,
    limit: Option<u64>,
    terms: &Terms,
    plan: &Plan,
    in_parts: bool,
) -> Result<Option<Position>, Refused> {
    if limit == Some(0) {
        return Ok(None);
    }
    let open = || Entries::open(path, terms, limit).map_err(refused);
    let position = position(open()?, in_parts);
    let mut tasks = plan.tasks();
    let done = open()?.map(|line| line.0).filter(|entry| !entry.is_part()).take(position.inputs as usize);
    for entry in done.chain(position.within.clone()) {
        match tasks.next() {
            Some(task) if matches!(task.work, Work::Stdin) => return Err(unrepeatable()),
            Some(task) if entry.is_of(&task) => {}
            _ => return Err(changed(&entry.input)),
        }
    }
    Ok(Some(position))
}

/// A run that has come to its end: nothing is to be done, unless it was over something else.
fn finished(path: &Path, terms: &Terms, plan: &Plan) -> Result<Opened, Refused> {
    let mut counts = Position::default();
    let mut tasks = plan.tasks();
    for entry in Entries::open(path, terms, None).map_err(refused)?.map(|line| line.0).filter(|entry| !entry.is_part())
    {
        match tasks.next() {
            Some(task) if entry.is_of(&task) => counts.add(&entry),
            _ => return Err(changed(&entry.input)),
        }
    }
    match tasks.next() {
        Some(task) => Err(changed(&Entry::of(&task).input)),
        None => Ok(Opened::Finished(counts.records)),
    }
}

fn changed(input: &str) -> Refused {
    Refused::new(format!("`{input}` is not what it was when the run began"), START_ANEW)
}

fn unrepeatable() -> Refused {
    Refused::new("standard input cannot be read a second time", START_ANEW)
}

fn refused(error: JournalError) -> Refused {
    let hint = match &error {
        JournalError::Settings(_) => "give the same flags again; `--overwrite` starts anew",
        _ => START_ANEW,
    };
    Refused::new(error.to_string(), hint)
}

fn held(root: &Path, error: &LockError) -> Refused {
    let hint = match error {
        LockError::Held { .. } => "wait for that run, or choose another directory",
        LockError::Io(_) => "choose another directory",
    };
    Refused::new(format!("`{}` cannot be used: {error}", root.display()), hint)
}
