//! The encoding a document declares: `<meta charset>`, `<meta http-equiv>` or an XML declaration.

use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// Bytes searched. WHATWG asks for 1,024; shells with a long head need more.
const PRESCAN: usize = 4096;

/// The encoding that the start of a document declares, if it is one that such a declaration can be read in.
/// A declaration of UTF-8 is given as it is; one of UTF-16 that can be read byte by byte is wrong, and is none.
pub(super) fn prescan(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(PRESCAN)].to_ascii_lowercase();
    let xml = head.trim_ascii_start().strip_prefix(b"<?xml").and_then(|rest| {
        let end = find(rest, b"?>")?;
        attribute(&rest[..end], b"encoding")
    });
    xml.and_then(labelled).or_else(|| meta(&head))
}

/// The first `<meta>` outside comments that names a known encoding.
fn meta(mut rest: &[u8]) -> Option<&'static Encoding> {
    while let Some(open) = rest.iter().position(|&byte| byte == b'<') {
        rest = &rest[open..];
        if rest.starts_with(b"<!--") {
            rest = &rest[find(rest, b"-->")?..];
            continue;
        }
        let end = rest.iter().position(|&byte| byte == b'>').unwrap_or(rest.len());
        if rest.starts_with(b"<meta")
            && let Some(encoding) = attribute(&rest[..end], b"charset").and_then(labelled)
        {
            return Some(encoding);
        }
        rest = &rest[end.max(1).min(rest.len())..];
    }
    None
}

/// The value after `name=`: quoted or bare, also inside `content="text/html; charset=..."`.
fn attribute<'a>(tag: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let after = tag[find(tag, name)? + name.len()..].trim_ascii_start().strip_prefix(b"=")?;
    let value = after.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let end = value.iter().position(|byte| b"\"'; \t\r\n>?/".contains(byte)).unwrap_or(value.len());
    Some(&value[..end])
}

fn labelled(label: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_label(label).and_then(usable)
}

/// The encoding that a declaration of this one means; none where it cannot be meant.
pub(super) fn usable(encoding: &'static Encoding) -> Option<&'static Encoding> {
    if encoding == X_USER_DEFINED {
        return Some(WINDOWS_1252);
    }
    (![UTF_16BE, UTF_16LE, REPLACEMENT].contains(&encoding)).then_some(encoding)
}

/// Whether the document says that it is UTF-8.
pub(super) fn is_utf8(declared: Option<&'static Encoding>) -> bool {
    declared == Some(UTF_8)
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, part)
}
