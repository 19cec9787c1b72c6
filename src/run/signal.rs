//! Ctrl-C and SIGTERM: noted at once, acted upon between pages.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use signal_hook::{
    consts::{SIGINT, SIGTERM},
    flag,
};

use crate::run::Stopped;

/// The exit code of a second Ctrl-C, which does not wait: 128 + SIGINT, as shells count.
const IMPATIENT: i32 = 130;

/// Whether the run should stop. Copies share one answer.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicUsize>);

impl Stop {
    /// One that follows the signals of the process. A second Ctrl-C ends the process there and then.
    ///
    /// # Errors
    /// Where the system refuses a handler.
    pub fn on_signals() -> io::Result<Self> {
        let stop = Self::default();
        let again = Arc::new(AtomicBool::new(false));
        flag::register_conditional_shutdown(SIGINT, IMPATIENT, Arc::clone(&again))?;
        flag::register(SIGINT, again)?;
        for signal in [SIGINT, SIGTERM] {
            flag::register_usize(signal, Arc::clone(&stop.0), signal.unsigned_abs() as usize)?;
        }
        Ok(stop)
    }

    /// Why to stop, if so.
    #[must_use]
    pub fn asked(&self) -> Option<Stopped> {
        match i32::try_from(self.0.load(Ordering::Relaxed)) {
            Ok(0) => None,
            Ok(SIGTERM) => Some(Stopped::Terminated),
            _ => Some(Stopped::Interrupted),
        }
    }
}
