//! What became of one record that came in: the unit that sinks write and tallies count.

use std::{fmt, path::PathBuf, sync::Arc};

use serde::{Serialize, Serializer};

use crate::{
    census::PageKeys,
    cleaned::Cleaned,
    settings::Format,
    user::{Layout, UserFields},
};

/// The version of every JSON record and report that is written. Fields are only ever added to a version.
pub const SCHEMA: u8 = 1;

/// How a record ended. Every record that comes in has exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Text is left.
    Cleaned,
    /// No text is left, or none was there.
    Emptied,
    /// Left out on purpose, for a reason that is no fault of the input.
    Skipped,
    /// Could not be cleaned.
    Failed,
}

impl Status {
    /// All of them, in the order of reports.
    pub const ALL: [Self; 4] = [Self::Cleaned, Self::Emptied, Self::Skipped, Self::Failed];

    /// The name in records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Cleaned => "cleaned",
            Self::Emptied => "emptied",
            Self::Skipped => "skipped",
            Self::Failed => "failed",
        }
    }
}

/// Why a record was not simply cleaned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// There was no text before anything was cut.
    NoText,
    /// The content is no text: an image, an archive, NUL bytes.
    Binary,
    /// No regular file: a socket, a device.
    Special,
    /// Larger than `--max-page-size`.
    TooLarge,
    /// A record of an archive that is no page: a request, an image, a note about the crawl.
    NoPage,
    /// Fewer characters left than `--min-chars`.
    TooShort,
    /// Wholly in another language than asked for, with `--foreign-pages skip`.
    OtherLanguage,
    /// It could not be read.
    Unreadable,
    /// It was listed, and gone when it was its turn.
    Vanished,
    /// A compressed file that ends too early or is damaged.
    Truncated,
    /// A line that is not a JSON object.
    NotJson,
    /// A record without the text field.
    NoField,
    /// A record of an archive that is damaged, or something in it that is none.
    BadRecord,
    /// The cleaner itself broke off. A bug: please report it.
    Panic,
    /// The cleaned page could not be put under its name.
    Unwritable,
}

/// Every reason with its name, the status it leads to, and a sentence for people.
const REASONS: [(Reason, &str, Status, &str); 15] = [
    (Reason::NoText, "no-text", Status::Emptied, "there is no text in it"),
    (Reason::Binary, "binary", Status::Skipped, "not text"),
    (Reason::Special, "special", Status::Skipped, "not a regular file"),
    (Reason::TooLarge, "too-large", Status::Skipped, "larger than --max-page-size"),
    (Reason::NoPage, "no-page", Status::Skipped, "a record that is no page"),
    (Reason::TooShort, "too-short", Status::Skipped, "fewer characters left than --min-chars"),
    (Reason::OtherLanguage, "other-language", Status::Skipped, "in another language than asked for"),
    (Reason::Unreadable, "unreadable", Status::Failed, "cannot be read"),
    (Reason::Vanished, "vanished", Status::Failed, "no longer there"),
    (Reason::Truncated, "truncated", Status::Failed, "compressed data that is damaged or ends too early"),
    (Reason::NotJson, "not-json", Status::Failed, "not a JSON object"),
    (Reason::NoField, "no-field", Status::Failed, "no text field"),
    (Reason::BadRecord, "bad-record", Status::Failed, "an archive record that cannot be read"),
    (Reason::Panic, "panic", Status::Failed, "the cleaner broke off; please report this page"),
    (Reason::Unwritable, "unwritable", Status::Failed, "cannot be written under its name"),
];

impl Reason {
    /// All of them, in the order of reports.
    pub fn all() -> impl Iterator<Item = Self> {
        REASONS.iter().map(|row| row.0)
    }

    /// The name in records, such as `too-large`.
    #[must_use]
    pub fn name(self) -> &'static str {
        REASONS[self as usize].1
    }

    /// The status it leads to.
    #[must_use]
    pub fn status(self) -> Status {
        REASONS[self as usize].2
    }

    /// What it means, in a few words.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        REASONS[self as usize].3
    }
}

impl fmt::Display for Status {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
}

impl Serialize for Status {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// The compression of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Packing {
    /// None.
    #[default]
    Plain,
    /// gzip.
    Gzip,
    /// Zstandard.
    Zstd,
}

impl Packing {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Plain, Self::Gzip, Self::Zstd];

    /// What the name of such a file ends in.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Gzip => ".gz",
            Self::Zstd => ".zst",
        }
    }
}

/// The file that a record came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// Its name in records: the path below the input directory, the path as given, or `-`.
    pub source: String,
    /// Where its output goes below the output directory, before any suffix.
    pub place: PathBuf,
    /// Whether it holds records (JSONL, a table) rather than being one page.
    pub shard: bool,
    /// How it is compressed.
    pub packing: Packing,
    /// Its shape, where it is a table.
    pub layout: Option<Arc<Layout>>,
}

/// One record after its turn.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The file it came from.
    pub origin: Arc<Origin>,
    /// Its name: the record's own identifier, or the source, with `#line` where the source holds many.
    pub page: String,
    /// How it ended.
    pub status: Status,
    /// Why, where the status needs a reason.
    pub reason: Option<Reason>,
    /// What the system said, where it said something.
    pub detail: Option<String>,
    /// Bytes read for it, after decompression.
    pub bytes: u64,
    /// The site it belongs to: the host of its address, or the directory of its file.
    pub site: String,
    /// The site that it is counted with by a survey: the same, or `""` for a record without an address.
    pub mined: String,
    /// The user's record, without the fields that held the text; `None` for a page that is a file.
    pub record: Option<UserFields>,
    /// How it was read.
    pub format: Format,
    /// The page; `None` where it was skipped or failed.
    pub cleaned: Option<Cleaned>,
    /// The keys of its blocks, where the run is a survey.
    pub keys: Option<PageKeys>,
}

impl Outcome {
    /// Takes the page out and says why. Used where writing shows that a page cannot be delivered.
    pub fn give_up(&mut self, reason: Reason, detail: Option<String>) {
        self.status = reason.status();
        self.reason = Some(reason);
        self.detail = detail;
        self.cleaned = None;
        self.keys = None;
    }

    /// The cleaned text, `""` where there is none.
    #[must_use]
    pub fn text(&self) -> &str {
        self.cleaned.as_ref().map_or("", |cleaned| cleaned.text.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_stand_in_the_order_of_the_enum() {
        for (index, reason) in Reason::all().enumerate() {
            assert_eq!(reason as usize, index);
        }
    }
}
