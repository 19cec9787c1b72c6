//! What the head of a record says of it.

use super::{fields::fields, media::Media};

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WarcKind {
    /// What a server answered.
    Response,
    /// A page that came another way than over HTTP, or without its headers.
    Resource,
    /// A page in another form, such as its text.
    Conversion,
    /// What the crawler asked.
    Request,
    /// A note on the archive.
    Warcinfo,
    /// A note on a record.
    Metadata,
    /// A page that was seen before.
    Revisit,
    /// A further part of a record.
    Continuation,
    /// None that is known.
    Other,
}

const KINDS: [(WarcKind, &str); 8] = [
    (WarcKind::Response, "response"),
    (WarcKind::Resource, "resource"),
    (WarcKind::Conversion, "conversion"),
    (WarcKind::Request, "request"),
    (WarcKind::Warcinfo, "warcinfo"),
    (WarcKind::Metadata, "metadata"),
    (WarcKind::Revisit, "revisit"),
    (WarcKind::Continuation, "continuation"),
];

impl WarcKind {
    /// The name in archives, `other` where it has none.
    #[must_use]
    pub fn name(self) -> &'static str {
        KINDS.iter().find(|row| row.0 == self).map_or("other", |row| row.1)
    }

    fn of(name: &[u8]) -> Self {
        KINDS.iter().find(|row| name.eq_ignore_ascii_case(row.1.as_bytes())).map_or(Self::Other, |row| row.0)
    }
}

/// The head of a record. Of fields that are given twice, the first counts.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) kind: Option<WarcKind>,
    /// The length of the block; `None` where it is missing, no number, or two.
    pub(super) length: Option<u64>,
    pub(super) id: Option<String>,
    pub(super) url: Option<String>,
    pub(super) date: Option<String>,
    pub(super) truncated: Option<String>,
    /// Whether the block is an answer of HTTP, or may be one.
    pub(super) http: bool,
    /// What the block is, where it is none.
    pub(super) media: Media,
    /// What the crawler found the payload to be.
    pub(super) identified: Media,
}

impl Head {
    pub(super) fn parse(lines: &[u8]) -> Self {
        let (mut head, mut lengths, mut media) = (Self::default(), Vec::new(), None);
        for (name, value) in fields(lines).filter(|field| !field.1.is_empty()) {
            match name.to_ascii_lowercase().as_slice() {
                b"warc-type" => drop(head.kind.get_or_insert(WarcKind::of(value))),
                b"content-length" => lengths.push(value),
                b"warc-record-id" => set(&mut head.id, id(value)),
                b"warc-target-uri" => set(&mut head.url, unwrapped(value)),
                b"warc-date" => set(&mut head.date, value),
                b"warc-truncated" => set(&mut head.truncated, value),
                b"content-type" => drop(media.get_or_insert(value)),
                b"warc-identified-payload-type" => head.identified = head.identified.or(Media::parse(value)),
                _ => {}
            }
        }
        head.length = length(&lengths);
        head.http = media.is_none_or(|media| media.to_ascii_lowercase().starts_with(b"application/http"));
        head.media = Media::parse(media.unwrap_or_default());
        head
    }
}

fn set(field: &mut Option<String>, value: &[u8]) {
    if field.is_none() && !value.is_empty() {
        *field = Some(String::from_utf8_lossy(value).into_owned());
    }
}

/// The one length that is given, of digits only.
fn length(values: &[&[u8]]) -> Option<u64> {
    let first = values.first()?;
    let digits = first.iter().all(u8::is_ascii_digit) && values.iter().all(|value| value == first);
    std::str::from_utf8(first).ok().filter(|_| digits)?.parse().ok()
}

/// A value without the angle brackets that WARC 1.0 has in examples, and some crawlers write.
fn unwrapped(value: &[u8]) -> &[u8] {
    value.strip_prefix(b"<").and_then(|value| value.strip_suffix(b">")).unwrap_or(value).trim_ascii()
}

fn id(value: &[u8]) -> &[u8] {
    let value = unwrapped(value);
    value.strip_prefix(b"urn:uuid:").unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_however_they_are_written() {
        let lines = b"WARC/1.0\nwarc-type:RESPONSE\r\nno colon\r\nWARC-Record-ID: <urn:uuid:a-1>\nWARC-Target-URI:\t<http://a.example/> \n\
            WARC-Target-URI: http://b.example/\nWARC-Date: 2024-05-06T07:08:09Z\nWARC-Truncated: length\nX: \xff\nContent-Length: 012\n";
        let head = Head::parse(lines);
        assert_eq!(head.kind, Some(WarcKind::Response));
        assert_eq!((head.id.as_deref(), head.url.as_deref()), (Some("a-1"), Some("http://a.example/")));
        assert_eq!((head.date.as_deref(), head.truncated.as_deref()), (Some("2024-05-06T07:08:09Z"), Some("length")));
        assert_eq!((head.length, head.http), (Some(12), true));
    }

    #[test]
    fn only_one_number_is_a_length() {
        let cases = [
            ("Content-Length: 5\nContent-Length: 5", Some(5)),
            ("Content-Length: 5\nContent-Length: 6", None),
            ("Content-Length: -5", None),
            ("Content-Length: +5", None),
            ("Content-Length: five", None),
            ("Content-Length: 99999999999999999999", None),
            ("Content-Length:", None),
            ("", None),
        ];
        for (lines, length) in cases {
            assert_eq!(Head::parse(lines.as_bytes()).length, length, "{lines}");
        }
    }
}
