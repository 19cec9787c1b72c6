//! What can go wrong with input: in a pattern, with a file, on a line. Each message says what, where and what helps.

use std::io;

use super::warc::WarcProblem;

/// A pattern of what to leave out that cannot be read; found before anything is written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("--exclude {glob:?}: {reason}")]
pub struct PatternError {
    /// The pattern.
    pub glob: String,
    /// What is wrong with it.
    pub reason: String,
}

/// Why a file could not be read to its end. What came before was delivered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The compressed data stops in the middle.
    #[error("the compressed data ends too early; what was whole before it was read (fetch the file again)")]
    Truncated,
    /// The compressed data is damaged, or followed by something else.
    #[error("the compressed data is damaged: {0}; what was whole before it was read (fetch the file again)")]
    Corrupt(String),
    /// It decompresses to far more than any text does, or to more than is allowed.
    #[error(
        "it decompresses to more than {limit} bytes, which no text of its size does; left out as a decompression bomb"
    )]
    Bomb {
        /// Where reading stopped, in bytes.
        limit: u64,
    },
    /// No whole Parquet file.
    #[error("not a whole Parquet file: {0}")]
    Parquet(String),
    /// A Parquet file of a kind that cannot be read.
    #[error("a Parquet file {0}, which this program does not read")]
    ParquetKind(&'static str),
    /// A Parquet file, and a program that does not know them.
    #[error("this program was built without Parquet (cargo feature `parquet`)")]
    NoParquet,
    /// A table without a column of pages.
    #[error("neither a column `{text}` nor `{html}` holds text (name them by --text-field or --html-field)")]
    NoColumn {
        /// The name of the column of text.
        text: String,
        /// The name of the column of HTML.
        html: String,
    },
    /// A page above the limit.
    #[error("larger than {limit} bytes (raise --max-page-size to read it)")]
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// The system's answer.
    #[error("{message}")]
    Io {
        /// Its kind: vanished, not permitted and so on.
        kind: io::ErrorKind,
        /// Its text.
        message: String,
    },
}

impl From<io::Error> for ReadError {
    /// The typed error inside, where this module's readers put one.
    fn from(error: io::Error) -> Self {
        match error.get_ref().and_then(|inner| inner.downcast_ref::<Self>()) {
            Some(typed) => typed.clone(),
            None => Self::Io { kind: error.kind(), message: error.to_string() },
        }
    }
}

impl From<ReadError> for io::Error {
    fn from(error: ReadError) -> Self {
        let kind = if let ReadError::Io { kind, .. } = error { kind } else { io::ErrorKind::InvalidData };
        Self::new(kind, error)
    }
}

/// A line that cannot be given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct LineError {
    /// Its number, from 1.
    pub line: u64,
    /// What is wrong.
    pub problem: LineProblem,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LineProblem {
    /// Above the limit; skipped to its end.
    #[error("longer than {limit} bytes (raise --max-page-size to read it)")]
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// The file could not be read on; nothing follows.
    #[error("{0}")]
    Read(ReadError),
}

/// Something among records that gives none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("record {number}: {problem}")]
pub struct RecordError {
    /// Its number, from 1; of JSONL, that of its line.
    pub number: u64,
    /// What is wrong.
    pub problem: RecordProblem,
}

/// What is wrong with a record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordProblem {
    /// No JSON.
    #[error("not JSON: {0}")]
    Json(String),
    /// JSON, but no object.
    #[error("not a JSON object; each line has to be one, such as {{\"id\": 1, \"text\": \"...\"}}")]
    NotObject,
    /// Above the limit; skipped to its end.
    #[error("longer than {limit} bytes (raise --max-page-size to read it)")]
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// Something in an archive of Web pages.
    #[error("{0}")]
    Warc(WarcProblem),
    /// The file could not be read on; nothing follows.
    #[error("{0}")]
    Read(ReadError),
}
