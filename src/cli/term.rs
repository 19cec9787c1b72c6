//! Manners on a terminal: colour, errors with a hint, and no word from a worker that panics (its page is counted instead).

use std::{
    env,
    io::{self, IsTerminal, Write},
    panic, thread,
};

use polyscrub::run::batch::WORKER;

use super::args::Colour;

/// Whether standard output gets colour.
pub(crate) fn colour(choice: Colour) -> bool {
    let unwanted = || env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = || env::var_os("TERM").is_some_and(|value| value == "dumb");
    match choice {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => io::stdout().is_terminal() && !unwanted() && !dumb(),
    }
}

/// A line on standard error. A standard error that is closed is no reason to stop.
pub(crate) fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// An error, and what to do about it.
pub(crate) fn error(message: &str, hint: Option<&str>) {
    say(&format!("error: {message}"));
    if let Some(hint) = hint {
        say(&format!("hint: {hint}"));
    }
}

/// Keeps workers from writing about a panic that is caught and counted.
pub(crate) fn quiet_panics() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !thread::current().name().is_some_and(|name| name.starts_with(WORKER)) {
            usual(info);
        }
    }));
}
