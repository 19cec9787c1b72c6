//! The command line: flags to a plan, an outcome to an exit code. The only place that prints.

pub(crate) mod args;
mod census;
mod clean;
mod completions;
mod config;
mod detect;
mod eval;
mod explain;
mod lines;
mod man;
mod progress;
mod report;
mod resolve;
mod restore;
mod rules;
mod survey;
mod term;
mod terms;

use std::{
    ffi::OsString,
    io::{self, Write},
};

use clap::{CommandFactory, FromArgMatches};
use polyscrub::{run::plan::Refused, sink::WriteError};

use args::{Cli, Verb};

/// Exit codes, as users and scripts rely on them.
pub(crate) mod code {
    /// Done.
    pub(crate) const DONE: u8 = 0;
    /// `--check`: something would be cut.
    pub(crate) const WOULD_CUT: u8 = 1;
    /// Usage or settings; nothing was written.
    pub(crate) const USAGE: u8 = 2;
    /// Finished, but some records failed.
    pub(crate) const FAILED: u8 = 3;
    /// Stopped early.
    pub(crate) const STOPPED: u8 = 4;
    /// Ctrl-C.
    pub(crate) const INTERRUPTED: u8 = 130;
}

/// What keeps a verb from finishing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// Nothing was done.
    #[error("{0}")]
    Refused(#[from] Refused),
    /// Something could not be written.
    #[error("{0}")]
    Write(#[from] WriteError),
}

/// Runs the program and returns its exit code.
pub(crate) fn main() -> u8 {
    term::quiet_panics();
    match parse(std::env::args_os().collect()) {
        Ok(cli) => finish(dispatch(&cli)),
        Err(Wrong::Clap(error)) => {
            let _ = error.print();
            if error.use_stderr() { code::USAGE } else { code::DONE }
        }
        Err(Wrong::Config(refused)) => finish(Err(refused.into())),
    }
}

enum Wrong {
    Clap(clap::Error),
    Config(Refused),
}

fn parse(line: Vec<OsString>) -> Result<Cli, Wrong> {
    let line = config::with_file(line).map_err(Wrong::Config)?;
    let matches = Cli::command().try_get_matches_from(line).map_err(Wrong::Clap)?;
    Cli::from_arg_matches(&matches).map_err(Wrong::Clap)
}

fn dispatch(cli: &Cli) -> Result<u8, Error> {
    match &cli.verb {
        Verb::Clean(args) => clean::clean(args),
        Verb::Explain(args) => explain::explain(args),
        Verb::Report(args) => report::report(args),
        Verb::Restore(args) => restore::restore(args),
        Verb::Detect(args) => detect::detect(args),
        Verb::Survey(args) => survey::survey(args),
        Verb::Census(args) => census::census(args),
        Verb::Eval(args) => eval::eval(args),
        Verb::Rules(args) => rules::rules(args),
        Verb::Completions(args) => completions::completions(args),
        Verb::Man => man::man(),
    }
}

fn finish(result: Result<u8, Error>) -> u8 {
    match result {
        Ok(code) => code,
        Err(Error::Write(error)) if error.is_closed_pipe() => code::DONE,
        Err(Error::Write(error)) => {
            term::error(&error.to_string(), Some("free some space, or write elsewhere, and run it again"));
            code::STOPPED
        }
        Err(Error::Refused(refused)) => {
            term::error(&refused.message, refused.hint.as_deref());
            code::USAGE
        }
    }
}

/// Writes data to standard output.
pub(crate) fn put(text: &str) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    let done = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    done.map_err(|error| WriteError::new("-", error).into())
}
