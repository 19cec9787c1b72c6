//! Which version of a file it is, as far as its directory tells: enough to see that it has changed since.

use std::{
    fs::Metadata,
    time::{Duration, SystemTime},
};

/// The length of a file, and when it was last written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Version {
    /// Its length in bytes.
    pub size: u64,
    /// When it was last written to, since 1970; `None` for what is no file, and on systems that do not tell.
    pub modified: Option<Duration>,
}

impl From<&Metadata> for Version {
    fn from(meta: &Metadata) -> Self {
        let since = |time: SystemTime| time.duration_since(SystemTime::UNIX_EPOCH).ok();
        Self { size: meta.len(), modified: meta.modified().ok().and_then(since) }
    }
}
