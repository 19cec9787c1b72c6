//! What is said on standard error while pages go through: a bar on a terminal, and pages that were not cleaned.

use std::{io, io::IsTerminal, time::Duration};

use indicatif::{ProgressBar, ProgressStyle};
use polyscrub::{
    outcome::{Outcome, Reason, Status},
    run::Watch,
};

use super::{args::RunArgs, term};

/// Pages named before they are only counted.
const NAMED: usize = 20;

/// How often the bar moves.
const TICK: Duration = Duration::from_millis(100);

/// Tells a person how a run goes.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    named: usize,
    unnamed: u64,
    quiet: bool,
    verbose: bool,
    mute: bool,
    characters: u64,
}

impl Progress {
    pub(crate) fn new(run: &RunArgs, many: bool) -> Self {
        let shown = many && !run.quiet && io::stderr().is_terminal();
        let bar = shown.then(|| {
            let bar = ProgressBar::new_spinner();
            bar.set_style(
                ProgressStyle::with_template("{spinner} {pos} pages · {per_sec} · {msg}")
                    .unwrap_or_else(|_| ProgressStyle::default_spinner()),
            );
            bar.enable_steady_tick(TICK);
            bar
        });
        Self { bar, named: 0, unnamed: 0, quiet: run.quiet, verbose: run.verbose, mute: false, characters: 0 }
    }

    /// For a pass before the one that tells of troubles: only the bar.
    pub(crate) fn counting(run: &RunArgs, many: bool) -> Self {
        Self { mute: true, ..Self::new(run, many) }
    }

    fn say(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| term::say(line)),
            None => term::say(line),
        }
    }

    /// Ends the bar and counts what was not named.
    pub(crate) fn finish(self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        if self.unnamed > 0 && !self.quiet {
            term::say(&format!("warning: {} more pages skipped or failed (`--verbose` names them)", self.unnamed));
        }
    }
}

impl Watch for Progress {
    fn trouble(&mut self, page: &str, reason: Reason, detail: Option<&str>) {
        // A page that failed is an error to its owner; `-q` silences the rest.
        if self.mute || self.quiet && reason.status() != Status::Failed {
            return;
        }
        if self.named >= NAMED && !self.verbose {
            self.unnamed += 1;
            return;
        }
        self.named += 1;
        let what = if reason.status() == Status::Failed { "page failed" } else { "page skipped" };
        let detail = detail.map_or(String::new(), |detail| format!(": {detail}"));
        self.say(&harmless(&format!("warning: {page}: {}{detail} ({what})", reason.meaning())));
    }

    fn progress(&mut self, outcome: &Outcome) {
        let Some(bar) = &self.bar else { return };
        self.characters += outcome.bytes;
        bar.inc(1);
        bar.set_message(format!("{} MB", self.characters / 1_000_000));
    }
}

/// A line with its control characters spelled out. Names come from strangers: they must neither break the line nor command the
/// terminal.
fn harmless(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    for c in line.chars() {
        if c.is_control() { shown.extend(c.escape_default()) } else { shown.push(c) }
    }
    shown
}
