//! What a file holds, told from its first bytes. The name only breaks ties: scrapes are full of wrong ones.

use std::path::Path;

use super::warc;
use crate::decode::{self, Options};

/// What the user says the input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum InputFormat {
    /// Told from the content.
    #[default]
    Auto,
    /// Plain text.
    Text,
    /// HTML or XHTML.
    Html,
    /// One JSON object a line.
    Jsonl,
    /// An archive of Web pages, WARC or WET.
    Warc,
    /// A Parquet table.
    Parquet,
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Content {
    /// HTML or XHTML.
    Html,
    /// Plain text.
    Text,
    /// One JSON object a line.
    Jsonl,
    /// An archive of Web pages, WARC or WET.
    Warc,
    /// A Parquet table.
    Parquet,
    /// No text: skipped.
    Binary,
    /// Nothing but white space, NULs or a byte order mark.
    Empty,
}

impl Content {
    /// Whether it holds records rather than being one page.
    #[must_use]
    pub fn is_records(self) -> bool {
        matches!(self, Self::Jsonl | Self::Warc | Self::Parquet)
    }
}

/// What a Parquet file begins with; text could begin so as well, but does not go on as one.
const PARQUET: &[u8] = b"PAR1";
/// Bytes that tags are counted in.
const SAMPLE: usize = 4096;
/// Lines of JSON looked at: one bad line must not decide.
const LINES: usize = 5;
/// Tags that make a nameless file HTML; text about HTML rarely shows as many so early.
const TAGS: usize = 3;
/// Bytes for each tag, at most: text about HTML has more prose between its tags.
const BYTES_PER_TAG: usize = 300;
/// Elements that pages consist of. Text such as `a <b> c` alone does not make a page.
const ELEMENTS: &[&str] = &[
    "html",
    "head",
    "body",
    "title",
    "meta",
    "link",
    "script",
    "style",
    "div",
    "span",
    "p",
    "a",
    "br",
    "img",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "tbody",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
    "main",
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "input",
    "button",
    "blockquote",
    "pre",
    "code",
    "em",
    "strong",
    "b",
    "i",
    "figure",
    "iframe",
    "noscript",
    "font",
    "center",
];

/// Tells what the first bytes of a file belong to; `name` breaks ties. A `format` that the user names overrides all
/// but [`Content::Empty`] and, as archives hold all kinds of data, [`Content::Binary`] where it is another than these. Give 64 KiB where there are as many.
#[must_use]
pub fn sniff(bytes: &[u8], name: Option<&Path>, format: InputFormat) -> Content {
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if is_blank(body) {
        return Content::Empty;
    }
    if bytes.starts_with(PARQUET)
        && decode::is_binary(bytes)
        && matches!(format, InputFormat::Auto | InputFormat::Parquet)
    {
        return Content::Parquet;
    }
    let hint = Hint::of(name);
    if is_warc(body, hint, format) {
        return Content::Warc;
    }
    if decode::is_binary(bytes) {
        return Content::Binary;
    }
    match format {
        InputFormat::Text => Content::Text,
        InputFormat::Html => Content::Html,
        InputFormat::Jsonl => Content::Jsonl,
        InputFormat::Warc => Content::Warc,
        InputFormat::Parquet => Content::Parquet,
        InputFormat::Auto => guess(bytes, body, hint),
    }
}

fn is_blank(body: &[u8]) -> bool {
    let body = body.strip_prefix(b"\xff\xfe").or_else(|| body.strip_prefix(b"\xfe\xff")).unwrap_or(body);
    body.iter().all(|&byte| byte.is_ascii_whitespace() || byte == 0)
}

/// An archive by how it begins; one with a damaged beginning by its name.
fn is_warc(body: &[u8], hint: Hint, format: InputFormat) -> bool {
    let found = || warc::begins(body) || hint == Hint::Warc && warc::has_record(body);
    format == InputFormat::Warc || format == InputFormat::Auto && found()
}

/// What a name suggests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hint {
    None,
    Text,
    Html,
    Jsonl,
    Warc,
}

impl Hint {
    fn of(name: Option<&Path>) -> Self {
        let name = name.and_then(Path::file_name).map(|name| name.to_string_lossy().to_ascii_lowercase());
        let name = name.as_deref().unwrap_or_default();
        let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(name);
        match name.rsplit_once('.').map(|(_, extension)| extension) {
            Some("txt" | "text" | "md") => Self::Text,
            Some("html" | "htm" | "xhtml" | "shtml" | "php" | "asp" | "aspx") => Self::Html,
            Some("jsonl" | "ndjson" | "jl") => Self::Jsonl,
            Some("warc" | "wet" | "wat") => Self::Warc,
            _ => Self::None,
        }
    }
}

fn guess(bytes: &[u8], body: &[u8], hint: Hint) -> Content {
    if is_jsonl(body, hint) {
        return Content::Jsonl;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    // Only in the encodings of two and four bytes is there a tag without this one.
    if memchr::memchr2(b'<', 0, sample).is_none() {
        return Content::Text;
    }
    let text = decode::decode(sample, Options::default()).text.to_ascii_lowercase();
    if is_html(&text, hint) { Content::Html } else { Content::Text }
}

/// Lines that begin an object: at least one is whole, and at least half are, not counting one cut off at the end.
fn is_jsonl(body: &[u8], hint: Hint) -> bool {
    let mut lines =
        body.split_inclusive(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).take(LINES);
    let (mut good, mut bad, mut cut) = (0, 0, false);
    for line in lines.by_ref() {
        let whole = is_object(line);
        let unfinished = !whole && begins_object(line) && !line.ends_with(b"\n");
        good += usize::from(whole);
        cut |= unfinished;
        bad += usize::from(!whole && !unfinished);
    }
    good > 0 && good >= bad || bad == 0 && cut || hint == Hint::Jsonl && begins_object(body)
}

fn is_object(line: &[u8]) -> bool {
    begins_object(line) && serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok()
}

/// `{"` or `{}`, with white space allowed.
fn begins_object(line: &[u8]) -> bool {
    let inner = line.trim_ascii_start().strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    inner.is_some_and(|inner| inner.starts_with(b"\"") || inner.starts_with(b"}"))
}

/// Decided by how it begins, or else by how dense tags are.
fn is_html(text: &str, hint: Hint) -> bool {
    let start = text.trim_start();
    if ["<!doctype html", "<html", "<head", "<body"].iter().any(|opening| start.starts_with(opening)) {
        return true;
    }
    let (tags, closing) = count_tags(text);
    if start.starts_with("<?xml") && text.contains("<html") {
        return true;
    }
    match hint {
        Hint::Html => tags > 0,
        Hint::Text => tags >= TAGS * 2 && closing > 0 && tags * BYTES_PER_TAG / 3 >= text.len(),
        Hint::None | Hint::Jsonl | Hint::Warc => tags >= TAGS && closing > 0 && tags * BYTES_PER_TAG >= text.len(),
    }
}

/// Tags of known elements, and how many of them close one.
fn count_tags(text: &str) -> (usize, usize) {
    let (mut tags, mut closing) = (0, 0);
    for piece in text.split('<').skip(1) {
        let rest = piece.strip_prefix('/').unwrap_or(piece);
        let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let ends = rest[length..].starts_with(['>', ' ', '/', '\n', '\t', '\r']);
        if ends && ELEMENTS.contains(&&rest[..length]) {
            tags += 1;
            closing += usize::from(piece.len() != rest.len());
        }
    }
    (tags, closing)
}
