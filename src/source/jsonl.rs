//! One JSON object a line to records. A line that gives none is an error of its own; the lines after it are read.

use std::io::{self, BufRead};

use serde_json::{Map, Value};

use super::{
    Fields, Limits,
    error::{RecordError, RecordProblem},
    record::{Record, RecordContent},
};
use crate::user::UserFields;

/// Reads records line by line. Memory is bounded by the longest line up to the limit.
pub struct Records<R> {
    reader: R,
    fields: Fields,
    limit: u64,
    line: u64,
    buffer: Vec<u8>,
    done: bool,
}

/// What was read of a line.
enum Line {
    Whole,
    TooLarge,
    End,
}

/// A buffer above this is given back after its line.
const KEEP_BYTES: usize = 1 << 20;

impl<R: BufRead> Records<R> {
    /// Reads from `reader`; a byte order mark at its start is skipped.
    pub fn new(reader: R, fields: Fields, limits: Limits) -> Self {
        Self { reader, fields, limit: limits.page, line: 0, buffer: Vec::new(), done: false }
    }

    /// Reads a line without its newline into the buffer. One above the limit is skipped to its end.
    fn read_line(&mut self) -> io::Result<Line> {
        self.buffer.clear();
        self.buffer.shrink_to(KEEP_BYTES);
        let (mut length, mut any) = (0_u64, false);
        loop {
            let available = match self.reader.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if available.is_empty() && !any {
                return Ok(Line::End);
            }
            let newline = memchr::memchr(b'\n', available);
            let part = &available[..newline.unwrap_or(available.len())];
            length += part.len() as u64;
            if length <= self.limit {
                self.buffer.extend_from_slice(part);
            }
            let used = part.len() + usize::from(newline.is_some());
            any = true;
            self.reader.consume(used);
            if newline.is_some() || used == 0 {
                return Ok(if length > self.limit { Line::TooLarge } else { Line::Whole });
            }
        }
    }

    /// The record on the line read, or nothing where the line is blank.
    fn parse(&self) -> Option<Result<Record, RecordProblem>> {
        let start = if self.line == 1 && self.buffer.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let bytes = self.buffer[start..].trim_ascii();
        (!bytes.is_empty()).then(|| record(bytes, self.line, &self.fields))
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<Record, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let line = self.read_line();
            self.line += 1;
            let parsed = match line {
                Ok(Line::End) => {
                    self.done = true;
                    None
                }
                Ok(Line::Whole) => self.parse(),
                Ok(Line::TooLarge) => Some(Err(RecordProblem::TooLarge { limit: self.limit })),
                Err(error) => {
                    self.done = true;
                    Some(Err(RecordProblem::Read(error.into())))
                }
            };
            if let Some(parsed) = parsed {
                return Some(parsed.map_err(|problem| RecordError { number: self.line, problem }));
            }
        }
        None
    }
}

/// Parses one line.
fn record(bytes: &[u8], line: u64, fields: &Fields) -> Result<Record, RecordProblem> {
    let text = String::from_utf8_lossy(bytes);
    let invalid = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let (paired, lone) = pair_surrogates(&text);
    let value = serde_json::from_str(paired.as_deref().unwrap_or(&text))
        .map_err(|error| RecordProblem::Json(reason(&error)))?;
    let Value::Object(mut value) = value else {
        return Err(RecordProblem::NotObject);
    };
    Ok(Record {
        number: line,
        id: value.get(&fields.id).filter(|id| !id.is_null()).cloned(),
        url: value.get(&fields.url).and_then(Value::as_str).map(str::to_owned),
        content: take_content(&mut value, fields),
        value: UserFields::Json(value),
        replaced: invalid + lone,
    })
}

/// serde_json's words, with the column but not its line, which is always the first.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let end = text.rfind(" at line ").unwrap_or(text.len());
    format!("{} at column {}", &text[..end], error.column())
}

/// Takes the text, or where it is blank or none, the HTML.
fn take_content(value: &mut Map<String, Value>, fields: &Fields) -> RecordContent {
    let string = |field: &str| value.get(field).and_then(Value::as_str);
    let (text, html) = (string(&fields.text), string(&fields.html));
    let has_html = html.is_some_and(|html| !html.trim().is_empty());
    let has_field = html.is_some();
    let prefer_text = text.is_some_and(|text| !has_html || !text.trim().is_empty());
    let mut take = |field: &str| match value.get_mut(field).map(Value::take) {
        Some(Value::String(content)) => content,
        _ => String::new(),
    };
    if prefer_text {
        RecordContent::Text(take(&fields.text))
    } else if has_field {
        RecordContent::Html(take(&fields.html))
    } else {
        RecordContent::Missing
    }
}

/// Replaces escapes of lone surrogates by that of U+FFFD, and counts them; nothing where there are none.
/// JavaScript writes them when it cuts a string inside an emoji; JSON parsers refuse them.
fn pair_surrogates(text: &str) -> (Option<String>, usize) {
    let (mut result, mut copied, mut at, mut lone) = (String::new(), 0, 0, 0);
    while let Some(found) = memchr::memchr(b'\\', &text.as_bytes()[at..]) {
        let escape = at + found;
        at = match (surrogate(text, escape), surrogate(text, escape + 6)) {
            (Some(Half::High), Some(Half::Low)) => escape + 12,
            (Some(_), _) => {
                result.push_str(&text[copied..escape]);
                result.push_str("\\ufffd");
                lone += 1;
                copied = escape + 6;
                copied
            }
            // The escaped byte is skipped: it may be a backslash.
            (None, _) => (escape + 2).min(text.len()),
        };
    }
    result.push_str(&text[copied..]);
    ((lone > 0).then_some(result), lone)
}

/// Half of a surrogate pair.
enum Half {
    High,
    Low,
}

/// The surrogate that an escape at this byte stands for.
fn surrogate(text: &str, at: usize) -> Option<Half> {
    let digits = text.as_bytes().get(at..at + 6)?.strip_prefix(b"\\u")?;
    match (digits[0].to_ascii_lowercase(), digits[1].to_ascii_lowercase(), digits[2], digits[3]) {
        (b'd', second, c, d) if c.is_ascii_hexdigit() && d.is_ascii_hexdigit() => match second {
            b'8'..=b'9' | b'a'..=b'b' => Some(Half::High),
            b'c'..=b'f' => Some(Half::Low),
            _ => None,
        },
        _ => None,
    }
}
