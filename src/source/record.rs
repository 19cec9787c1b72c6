//! One record of a file that holds many, whatever the format of the file.

use std::sync::Arc;

use encoding_rs::Encoding;
use serde_json::Value;

use super::error::RecordError;
use crate::user::{Layout, UserFields};

/// What a record holds of its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordContent {
    /// Text.
    Text(String),
    /// HTML, where there is no text.
    Html(String),
    /// A page as it came over the network.
    Raw {
        /// Its bytes, without transfer and content codings.
        bytes: Vec<u8>,
        /// Whether they are HTML rather than plain text.
        html: bool,
        /// The encoding in its header.
        transport: Option<&'static Encoding>,
    },
    /// A page above the limit, which is left where it is.
    TooLarge,
    /// Something else that such files hold: a request, an image, a note about the crawl.
    NoPage,
    /// A page should be in it, and neither field is a string.
    Missing,
}

impl RecordContent {
    /// The bytes that it keeps in memory, near enough.
    #[must_use]
    pub fn size(&self) -> usize {
        match self {
            Self::Text(text) | Self::Html(text) => text.len(),
            Self::Raw { bytes, .. } => bytes.len(),
            Self::TooLarge | Self::NoPage | Self::Missing => 0,
        }
    }
}

/// One record.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Its number in the file, from 1; of JSONL, that of its line.
    pub number: u64,
    /// All fields in their order. Of JSON, the one that `content` was taken from holds null, so that it is in memory once; a
    /// row leaves it out.
    pub value: UserFields,
    /// The value of the id field, whatever its type.
    pub id: Option<Value>,
    /// The value of the address field, where it is a string.
    pub url: Option<String>,
    /// The page.
    pub content: RecordContent,
    /// How many malformed sequences (lone surrogates, invalid UTF-8) became U+FFFD.
    pub replaced: usize,
}

impl Record {
    /// The bytes that it keeps in memory, near enough.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.content.size() as u64 + self.value.size()
    }
}

/// The records of a file, in order. What gives none is an error of its own; those after it follow.
pub type RecordIter = Box<dyn Iterator<Item = Result<Record, RecordError>> + Send>;

/// A file of records.
pub struct Shard {
    /// Its shape, where it is a table.
    pub layout: Option<Arc<Layout>>,
    /// Its records.
    pub records: RecordIter,
}
