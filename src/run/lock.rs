//! One run an output directory: a lock that the system gives up with the process, whatever ends it.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Seek, Write},
    process,
};

use serde::{Deserialize, Serialize};

use crate::sink::work::WorkFolder;

/// The lock, in the working folder.
const LOCK: &str = "lock";
/// Where Linux keeps the name of the time since the machine was started.
const BOOT: &str = "/proc/sys/kernel/random/boot_id";
/// Where Linux keeps the name of the machine.
const HOST: &str = "/proc/sys/kernel/hostname";

/// Who holds a lock.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Holder {
    process: u32,
    host: String,
    boot: String,
}

/// Why a lock is not to be had.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another run has it.
    #[error("process {process} on `{host}` is writing to it")]
    Held {
        /// The process.
        process: u32,
        /// Its machine; empty where the system does not tell.
        host: String,
    },
    /// The system refuses.
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// A lock that is held as long as this lives.
#[derive(Debug)]
pub struct Lock {
    file: File,
    /// Whether the machine has been up since the run that held it before. Then nothing that it handed to the system is lost.
    pub same_boot: bool,
}

impl Lock {
    /// Takes the lock of a working folder.
    ///
    /// # Errors
    /// Where another run has it, or the system refuses.
    pub fn take(work: &WorkFolder) -> Result<Self, LockError> {
        let path = work.path(LOCK);
        let mut file = OpenOptions::new().create(true).read(true).write(true).truncate(false).open(&path)?;
        let text = fs::read_to_string(&path).unwrap_or_default();
        let before: Holder = serde_json::from_str(&text).unwrap_or_default();
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(LockError::Held { process: before.process, host: before.host });
            }
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        let now = Holder { process: process::id(), host: system(HOST), boot: system(BOOT) };
        let same_boot = !now.boot.is_empty() && now.boot == before.boot;
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(&serde_json::to_vec(&now).unwrap_or_default())?;
        Ok(Self { file, same_boot })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // The system gives it up with the file in any case.
        let _ = self.file.unlock();
    }
}

fn system(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_default().trim().to_owned()
}
