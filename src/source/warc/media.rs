//! What a payload is, from a header such as `text/html; charset=utf-8`.

use encoding_rs::Encoding;

/// A kind of content, as far as pages are told from the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Kind {
    Html,
    Text,
    /// Something else.
    Other,
    /// Not said.
    #[default]
    Unknown,
}

/// A content type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Media {
    pub(super) kind: Kind,
    pub(super) charset: Option<&'static Encoding>,
}

impl Media {
    /// Reads a header's value. Of several types the first counts.
    pub(super) fn parse(value: &[u8]) -> Self {
        let value = value.to_ascii_lowercase();
        let name = value.split(|byte| matches!(byte, b';' | b',')).next().unwrap_or_default().trim_ascii();
        let kind = match name {
            b"text/html" | b"application/xhtml+xml" => Kind::Html,
            b"text/plain" => Kind::Text,
            _ if name.contains(&b'/') => Kind::Other,
            _ => Kind::Unknown,
        };
        Self { kind, charset: charset(&value) }
    }

    /// The same, of the kind that another source names where this one names none.
    pub(super) fn or(self, other: Self) -> Self {
        if self.kind == Kind::Unknown { Self { kind: other.kind, ..self } } else { self }
    }
}

fn charset(value: &[u8]) -> Option<&'static Encoding> {
    const NAME: &[u8] = b"charset=";
    let label = &value[memchr::memmem::find(value, NAME)? + NAME.len()..];
    let label = label.trim_ascii_start();
    let label = label.strip_prefix(b"\"").or_else(|| label.strip_prefix(b"'")).unwrap_or(label);
    let end = label.iter().position(|byte| b"\"';, \t".contains(byte)).unwrap_or(label.len());
    Encoding::for_label(&label[..end])
}

#[cfg(test)]
mod tests {
    use encoding_rs::{ISO_8859_2, SHIFT_JIS, UTF_8};

    use super::*;

    #[test]
    fn types_are_read_as_servers_write_them() {
        let cases: &[(&str, Kind, Option<&'static Encoding>)] = &[
            ("text/html; charset=utf-8", Kind::Html, Some(UTF_8)),
            ("Text/HTML;Charset=\"ISO-8859-2\"", Kind::Html, Some(ISO_8859_2)),
            ("text/plain; format=flowed; charset='shift_jis'", Kind::Text, Some(SHIFT_JIS)),
            ("text/html, text/html; charset=none", Kind::Html, None),
            ("application/xhtml+xml", Kind::Html, None),
            ("application/pdf", Kind::Other, None),
            ("charset=utf-8", Kind::Unknown, Some(UTF_8)),
            ("", Kind::Unknown, None),
        ];
        for (value, kind, charset) in cases {
            assert_eq!(Media::parse(value.as_bytes()), Media { kind: *kind, charset: *charset }, "{value}");
        }
    }
}
