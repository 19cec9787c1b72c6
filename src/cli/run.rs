//! Runs a plan for any verb, and tells its exit code.

use std::io;

use polyscrub::{
    outcome::Status,
    run::{
        Clean, Ended, Stopped, batch,
        folder::Folder,
        plan::{Plan, Refused},
        signal::Stop,
    },
    sink::Sink,
};

use super::{Error, args::RunArgs, code, progress::Progress, term};

/// Signals are heeded from here on: before the first file is made, so that none is left without a word.
pub(super) fn heed_signals() -> Result<Stop, Refused> {
    Stop::on_signals().map_err(cannot_start)
}

pub(super) fn cannot_start(error: io::Error) -> Refused {
    Refused::new(format!("cannot start: {error}"), "try fewer `--threads`")
}

/// Runs a plan and tells the exit code.
pub(super) fn go<'r>(
    plan: &'r Plan,
    cleaner: &'r impl Clean,
    sinks: Vec<Box<dyn Sink + 'r>>,
    run: &RunArgs,
    stop: &Stop,
    folder: Option<Box<Folder>>,
) -> Result<(Ended, u8), Error> {
    let mut watch = Progress::new(run, plan.is_many());
    let (journal, lock) =
        folder.map_or((None, None), |folder| (Some((folder.journal, folder.position)), Some(folder.lock)));
    let ended = batch::run(plan, cleaner, sinks, &mut watch, stop, journal).map_err(cannot_start)?;
    drop(lock);
    watch.finish();
    let code = exit_code(&ended);
    Ok((ended, code))
}

/// What to do about a run that was stopped.
const RESUME: &str = "a run into a directory is finished by the same command with `--resume`";

pub(super) fn exit_code(ended: &Ended) -> u8 {
    match &ended.stopped {
        Some(Stopped::Interrupted) => {
            term::error("interrupted; every page in place is whole", Some(RESUME));
            return code::INTERRUPTED;
        }
        Some(Stopped::Terminated) => {
            term::error("stopped by SIGTERM; every page in place is whole", Some(RESUME));
            return code::STOPPED;
        }
        Some(Stopped::Unwritable(error)) if error.is_closed_pipe() => return code::DONE,
        Some(Stopped::Unwritable(error)) => {
            term::error(&error.to_string(), Some("free some space, or write elsewhere, and run it again"));
            return code::STOPPED;
        }
        None => {}
    }
    if !ended.is_balanced() {
        term::error("some records are not accounted for; this is a bug in polyscrub", None);
        return code::STOPPED;
    }
    if ended.tally.pages_with(Status::Failed) + ended.before.failed > 0 { code::FAILED } else { code::DONE }
}
