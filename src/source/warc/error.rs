//! What can go wrong in an archive. It costs the record where it goes wrong; those after it are read.

use super::super::error::ReadError;

/// What is wrong with a record, or between records.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WarcProblem {
    /// The format before WARC; nothing follows.
    #[error("an ARC file: convert it with `warcio recompress`")]
    Arc,
    /// Bytes between records.
    #[error("{bytes} bytes that belong to no record")]
    Stray {
        /// How many.
        bytes: u64,
    },
    /// Header lines above the limit.
    #[error("a head of more than {limit} bytes")]
    LongHead {
        /// The limit, in bytes.
        limit: usize,
    },
    /// Header lines that stop in the middle.
    #[error("its head breaks off")]
    CutHead,
    /// The archive ends in the middle of it.
    #[error("the archive ends within it (fetch the file again)")]
    Truncated,
    /// Its length is wrong, and too much of it to be read nevertheless.
    #[error("its Content-Length is wrong")]
    Length,
    /// Above the limit, or above it without its content coding.
    #[error("larger than {limit} bytes (raise --max-page-size to read it)")]
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// It decompresses to far more than any page does.
    #[error("its body decompresses to more than {limit} bytes, which no page of its size does")]
    Bomb {
        /// Where decompression stopped, in bytes.
        limit: u64,
    },
    /// It is neither in the coding that its header names, nor readable without.
    #[error("its body cannot be decoded as `{coding}`")]
    Coding {
        /// The name of the coding.
        coding: &'static str,
    },
    /// More codings than any server uses.
    #[error("its body is coded more than {limit} times over")]
    Codings {
        /// How many are undone.
        limit: usize,
    },
    /// The file cannot be read here.
    #[error("{0}")]
    Read(#[from] ReadError),
}
