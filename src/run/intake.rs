//! Files and records on their way in: what [`crate::source`] reads becomes pages with a name, a site and a format.

use std::{io, path::Path, sync::Arc};

use encoding_rs::Encoding;
use serde_json::Value;

use crate::{
    outcome::{Origin, Packing, Reason},
    settings::Format,
    sink::{file::append, tree::RECORDS},
    source::{
        self, Compression, Content, Fields, InputFormat, Limits, LineProblem, Opened, ReadError, Record, RecordContent,
        RecordProblem, warc::WarcProblem,
    },
    user::{Layout, UserFields},
};

/// Everything about reading that the user can say.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The form of every input.
    pub form: InputFormat,
    /// The names of a record's fields.
    pub fields: Fields,
    /// How much is read at most.
    pub limits: Limits,
    /// Whether the HTML field stays in the record.
    pub keep_html: bool,
}

/// One page that is ready to be cleaned.
#[derive(Debug, PartialEq)]
pub struct Ready {
    /// Its name.
    pub page: String,
    /// The site it belongs to.
    pub site: String,
    /// The site that a survey counts it with; `""` where none is sure.
    pub mined: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What they are.
    pub format: Format,
    /// The encoding that it came with.
    pub transport: Option<&'static Encoding>,
    /// Whether reading has replaced malformed characters.
    pub replaced: bool,
    /// The user's record, without what was cleaned.
    pub record: Option<UserFields>,
}

/// What keeps a page or record from being cleaned.
#[derive(Debug, PartialEq)]
pub struct Trouble {
    /// Why.
    pub reason: Reason,
    /// What the system said.
    pub detail: Option<String>,
}

impl Trouble {
    /// A reason that needs no words.
    #[must_use]
    pub fn plain(reason: Reason) -> Self {
        Self { reason, detail: None }
    }

    fn said(reason: Reason, detail: impl ToString) -> Self {
        Self { reason, detail: Some(detail.to_string()) }
    }
}

impl From<ReadError> for Trouble {
    fn from(error: ReadError) -> Self {
        let reason = match &error {
            ReadError::Truncated | ReadError::Corrupt(_) | ReadError::Parquet(_) => Reason::Truncated,
            ReadError::NoColumn { .. } => Reason::NoField,
            ReadError::NoParquet | ReadError::ParquetKind(_) => Reason::Unreadable,
            ReadError::Bomb { .. } | ReadError::TooLarge { .. } => Reason::TooLarge,
            ReadError::Io { kind, .. } => unreadable(*kind),
        };
        Self::said(reason, error)
    }
}

/// The reason that a failure to open or read amounts to.
#[must_use]
pub fn unreadable(kind: io::ErrorKind) -> Reason {
    if kind == io::ErrorKind::NotFound { Reason::Vanished } else { Reason::Unreadable }
}

/// Opens a file that was listed with this length, and tells what it holds.
///
/// # Errors
/// Where it cannot be opened, or is damaged from the start.
pub fn open(path: &Path, length: u64, reading: &Reading) -> Result<Opened, Trouble> {
    Ok(source::open_listed(path, length, reading.form, reading.limits)?)
}

/// Reads a page to its end.
///
/// # Errors
/// Where it is too large, no text, or cannot be read.
pub fn page(opened: Opened, origin: &Origin, reading: &Reading) -> Result<Ready, Trouble> {
    let format = match opened.content {
        Content::Html => Format::Html,
        Content::Text | Content::Jsonl | Content::Warc | Content::Empty => Format::Text,
        Content::Binary | Content::Parquet => return Err(Trouble::plain(Reason::Binary)),
    };
    let bytes = opened.page(reading.limits)?;
    Ok(Ready {
        page: origin.source.clone(),
        site: folder(&origin.source),
        mined: if origin.source == "-" { String::new() } else { folder(&origin.source) },
        bytes,
        format,
        transport: None,
        replaced: false,
        record: None,
    })
}

/// Makes a record ready. The fields that the text came from leave it, the HTML field only where it is not to be kept.
///
/// # Errors
/// Where neither field holds text; the record comes back.
pub fn record(
    record: Record,
    name: String,
    origin: &Origin,
    reading: &Reading,
) -> Result<Ready, (Trouble, UserFields)> {
    let (fields, mut value, replaced) = (&reading.fields, record.value, record.replaced > 0);
    let no_text = prepare(&mut value, record.id, reading);
    let mut coming = None;
    let (bytes, format) = match record.content {
        RecordContent::Text(text) => (text.into_bytes(), Format::Text),
        RecordContent::Raw { bytes, html, transport } => {
            coming = transport;
            (bytes, if html { Format::Html } else { Format::Text })
        }
        RecordContent::Html(html) => {
            if let (true, UserFields::Json(value)) = (reading.keep_html, &mut value) {
                value.insert(fields.html.clone(), Value::String(html.clone()));
            }
            (html.into_bytes(), Format::Html)
        }
        // A text of null is a text that is not there, and no fault.
        RecordContent::Missing if no_text => (Vec::new(), Format::Text),
        RecordContent::TooLarge => return Err((Trouble::plain(Reason::TooLarge), value)),
        RecordContent::NoPage => return Err((Trouble::plain(Reason::NoPage), value)),
        RecordContent::Missing => {
            let wanted = format!("neither `{}` nor `{}` holds text", fields.text, fields.html);
            return Err((Trouble::said(Reason::NoField, wanted), value));
        }
    };
    let page = value.name().unwrap_or(name);
    let host = record.url.as_deref().and_then(host);
    let mined = host.clone().unwrap_or_default();
    let site = host.unwrap_or_else(|| folder(&origin.source));
    Ok(Ready { page, site, mined, bytes, format, transport: coming, replaced, record: Some(value) })
}

/// Takes out of a JSON record what is told in another place, and tells whether its text is null. A row has been read without.
fn prepare(value: &mut UserFields, id: Option<Value>, reading: &Reading) -> bool {
    #[cfg_attr(not(feature = "parquet"), allow(irrefutable_let_patterns))]
    let UserFields::Json(value) = value else { return false };
    let no_text = value.get(&reading.fields.text).is_some_and(Value::is_null);
    value.shift_remove(&reading.fields.text);
    if !reading.keep_html {
        value.shift_remove(&reading.fields.html);
    }
    if let Some(id) = id {
        value.insert("id".into(), id);
    }
    no_text
}

/// The longest name that a host has (RFC 1035). What archives hold for an address may be anything.
const HOST_BYTES: usize = 253;

/// The host of an address, without `www.` and port.
fn host(url: &str) -> Option<String> {
    let after = url.split_once("://").map_or(url, |parts| parts.1);
    let host = after.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let fits = (1..=HOST_BYTES).contains(&host.len()) && !host.contains(char::is_whitespace);
    fits.then(|| host.to_lowercase())
}

/// The directory part of a name, `.` where there is none.
fn folder(source: &str) -> String {
    source.rsplit_once('/').map_or(".", |parts| parts.0).to_owned()
}

impl From<LineProblem> for Trouble {
    fn from(problem: LineProblem) -> Self {
        match problem {
            LineProblem::TooLarge { .. } => Self::plain(Reason::TooLarge),
            LineProblem::Read(error) => error.into(),
        }
    }
}

impl From<RecordProblem> for Trouble {
    fn from(problem: RecordProblem) -> Self {
        match problem {
            RecordProblem::Json(said) => Self::said(Reason::NotJson, said),
            RecordProblem::NotObject => Self::plain(Reason::NotJson),
            RecordProblem::TooLarge { .. } => Self::plain(Reason::TooLarge),
            RecordProblem::Warc(problem) => problem.into(),
            // The records behind it are lost, which is more than a page that is too large.
            RecordProblem::Read(error @ ReadError::Bomb { .. }) => Self::said(Reason::Truncated, error),
            RecordProblem::Read(error) => error.into(),
        }
    }
}

impl From<WarcProblem> for Trouble {
    fn from(problem: WarcProblem) -> Self {
        match problem {
            WarcProblem::Read(error) => RecordProblem::Read(error).into(),
            WarcProblem::TooLarge { .. } => Self::plain(Reason::TooLarge),
            WarcProblem::Bomb { .. } => Self::said(Reason::TooLarge, problem),
            other => Self::said(Reason::BadRecord, other),
        }
    }
}

/// The origin of a record, once it is known what its file holds and how it is packed, and its shape where it is a table. Records
/// of an archive become JSONL, so their file is called so.
#[must_use]
pub fn shard_origin(
    origin: &Origin,
    (content, compression): (Content, Compression),
    layout: Option<Arc<Layout>>,
) -> Arc<Origin> {
    let packing = packing(compression);
    let place = match content {
        Content::Warc => append(&origin.place, &[RECORDS, packing.ending()].concat()),
        _ => origin.place.clone(),
    };
    Arc::new(Origin { source: origin.source.clone(), place, shard: true, packing, layout })
}

/// The compression of input as one of output.
#[must_use]
pub fn packing(compression: Compression) -> Packing {
    match compression {
        Compression::Plain => Packing::Plain,
        Compression::Gzip => Packing::Gzip,
        Compression::Zstd => Packing::Zstd,
    }
}
