//! Archives of Web pages: WARC files, and the WET files of text that are made from them, record by record.
//!
//! An archive is read as it comes off the network: lengths that lie, heads that break off and bodies that are not coded as
//! their headers say cost their record at most. Most of them cost nothing.
//!
//! ```
//! use polyscrub::source::{Limits, warc::{Body, WarcRecords}};
//!
//! let archive = b"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://a.example/\r\n\
//!     Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nHello\r\n\r\n";
//! let record = WarcRecords::new(&archive[..], Limits::default()).next().unwrap().unwrap();
//! assert_eq!(record.url.as_deref(), Some("https://a.example/"));
//! assert!(matches!(record.body, Body::Text { bytes, .. } if bytes == b"Hello"));
//! ```

mod block;
mod chunked;
mod coding;
mod error;
mod fields;
mod head;
mod http;
mod marker;
mod media;
mod reader;
mod stream;

use encoding_rs::Encoding;
use serde_json::{Map, Value};

pub use error::WarcProblem;
pub use head::WarcKind;
pub use reader::WarcRecords;

use super::{Record, RecordContent};
use crate::user::UserFields;

/// One record of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WarcRecord {
    /// Its number, from 1; what gives no record counts alike.
    pub number: u64,
    /// What it is.
    pub kind: WarcKind,
    /// Its identifier, without `<urn:uuid:` and `>`.
    pub id: Option<String>,
    /// The address of the page, without angle brackets.
    pub url: Option<String>,
    /// When it was fetched, as it is written.
    pub date: Option<String>,
    /// Why the crawler stored less than there was, where it says so.
    pub truncated: Option<String>,
    /// Whether its length was missing or wrong. It was read up to the next record.
    pub mended: bool,
    /// The page.
    pub body: Body,
}

/// The page that a record holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// HTML.
    Html {
        /// Its bytes, without transfer and content codings.
        bytes: Vec<u8>,
        /// The encoding in its header.
        charset: Option<&'static Encoding>,
    },
    /// Plain text.
    Text {
        /// Its bytes, without transfer and content codings.
        bytes: Vec<u8>,
        /// The encoding in its header; UTF-8 of text that was made from a page.
        charset: Option<&'static Encoding>,
    },
    /// No page: a request, an image, an error of the server, a note. It was passed over.
    Other,
}

impl From<WarcRecord> for Record {
    fn from(record: WarcRecord) -> Self {
        let WarcRecord { number, id, url, date, truncated, mended, body, .. } = record;
        let mut value = Map::new();
        let fields = [("url", url.clone()), ("date", date), ("warc_truncated", truncated)];
        let fields = fields.into_iter().filter_map(|(name, field)| Some((name, Value::String(field?))));
        for (name, field) in fields.chain(mended.then_some(("warc_wrong_length", Value::Bool(true)))) {
            value.insert(name.to_owned(), field);
        }
        let content = match body {
            Body::Html { bytes, charset } => RecordContent::Raw { bytes, html: true, transport: charset },
            Body::Text { bytes, charset } => RecordContent::Raw { bytes, html: false, transport: charset },
            Body::Other => RecordContent::NoPage,
        };
        Self { number, value: UserFields::Json(value), id: id.map(Value::String), url, content, replaced: 0 }
    }
}

/// Whether bytes begin as an archive does; one of the kind before WARC, too, which its reader refuses.
pub(super) fn begins(bytes: &[u8]) -> bool {
    let bytes = bytes.trim_ascii_start();
    let version = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default().trim_ascii();
    let is_version = |rest: &[u8]| rest.iter().all(u8::is_ascii_digit);
    marker::is_at(version) && is_version(&version[marker::LENGTH..]) || bytes.starts_with(reader::ARC)
}

/// Whether a record begins somewhere in the bytes.
pub(super) fn has_record(bytes: &[u8]) -> bool {
    marker::Marker::at_line_start().find(bytes).is_some()
}

#[cfg(test)]
mod tests;
