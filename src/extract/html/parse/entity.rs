//! Character references: `&amp;`, `&#38;`, and those whose semicolon was forgotten, by the rules of the HTML standard.

use encoding_rs::WINDOWS_1252;
use memchr::memchr2;

include!(concat!(env!("OUT_DIR"), "/entities.rs"));

/// Longest name of the table, in bytes: `CounterClockwiseContourIntegral;`.
const LONGEST: usize = 32;

/// Longest name that may stand without its semicolon, in bytes: `thetasym` may not, `frac12` may.
const LONGEST_BARE: usize = 6;

/// What NULs become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nul {
    /// They stay, for the rules of parsing to say.
    Stays,
    /// U+FFFD.
    Replaced,
}

/// Where a text with references stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Between tags.
    Text,
    /// In the value of an attribute, where `&copy=1` is part of an address.
    Attribute,
}

/// Writes `text` with its references replaced to the end of `out`.
pub(super) fn decode(text: &str, place: Place, nul: Nul, out: &mut String) {
    let mut rest = text;
    while let Some(at) = memchr2(b'&', 0, rest.as_bytes()) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let read = match from.as_bytes() {
            [0, ..] if nul == Nul::Replaced => {
                out.push('\u{fffd}');
                1
            }
            [b'&', ..] => reference(from, place, out),
            _ => 0,
        };
        if read == 0 {
            out.push_str(&from[..1]);
        }
        rest = &from[read.max(1)..];
    }
    out.push_str(rest);
}

/// Reads the reference at the start of `text`; gives its length, 0 where it is none.
fn reference(text: &str, place: Place, out: &mut String) -> usize {
    match text.as_bytes().get(1) {
        Some(b'#') => number(text, out),
        Some(byte) if byte.is_ascii_alphanumeric() => name(text, place, out),
        _ => 0,
    }
}

/// `&#123;`, `&#x7b;`.
fn number(text: &str, out: &mut String) -> usize {
    let (start, base) = if matches!(text.as_bytes().get(2), Some(b'x' | b'X')) { (3, 16) } else { (2, 10) };
    let digits = text[start..].bytes().take_while(|byte| char::from(*byte).is_digit(base)).count();
    if digits == 0 {
        return 0;
    }
    let end = start + digits;
    let value = text[start..end].chars().filter_map(|digit| digit.to_digit(base));
    let code = value.fold(0_u32, |code, digit| code.saturating_mul(base).saturating_add(digit));
    match u8::try_from(code) {
        // Authors meant windows-1252.
        Ok(byte @ 0x80..=0x9f) => out.push_str(&WINDOWS_1252.decode_without_bom_handling(&[byte]).0),
        Ok(0) => out.push('\u{fffd}'),
        _ => out.push(char::from_u32(code).unwrap_or('\u{fffd}')),
    }
    end + usize::from(text.as_bytes().get(end) == Some(&b';'))
}

/// `&amp;`, `&amp`: the longest name that is in the table.
fn name(text: &str, place: Place, out: &mut String) -> usize {
    let bytes = text[1..].bytes().take(LONGEST);
    let length = bytes.take_while(u8::is_ascii_alphanumeric).count();
    let whole = &text[1..=length];
    if text[1 + length..].starts_with(';')
        && let Some(characters) = lookup(&text[1..length + 2])
    {
        out.push_str(characters);
        return length + 2;
    }
    let bare = (1..=length.min(LONGEST_BARE)).rev().find_map(|length| Some((length, lookup(&whole[..length])?)));
    let Some((length, characters)) = bare else { return 0 };
    let next = text.as_bytes().get(1 + length).copied().unwrap_or_default();
    if place == Place::Attribute && (next == b'=' || next.is_ascii_alphanumeric()) {
        return 0;
    }
    out.push_str(characters);
    1 + length
}

/// What a name stands for. The five that pages are full of are not searched for.
fn lookup(name: &str) -> Option<&'static str> {
    Some(match name {
        "amp;" => "&",
        "lt;" => "<",
        "gt;" => ">",
        "quot;" => "\"",
        "nbsp;" => "\u{a0}",
        _ => ENTITIES[ENTITIES.binary_search_by(|row| row.0.cmp(name)).ok()?].1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(text: &str, place: Place) -> String {
        let mut out = String::new();
        decode(text, place, Nul::Replaced, &mut out);
        out
    }

    #[test]
    fn the_table_is_sorted_and_within_bounds() {
        assert!(ENTITIES.is_sorted() && ENTITIES.iter().all(|row| row.0.len() <= LONGEST));
        assert!(ENTITIES.iter().filter(|row| !row.0.ends_with(';')).all(|row| row.0.len() <= LONGEST_BARE));
        for (name, characters) in ENTITIES {
            assert_eq!(lookup(name), Some(*characters));
        }
    }

    #[test]
    fn numbers_are_read_as_browsers_do() {
        let text = "&#65;&#x41&#x80;&#0;&#xD800;&#99999999999;&#;&#x;&#13;x";
        assert_eq!(decoded(text, Place::Text), "AA\u{20ac}\u{fffd}\u{fffd}\u{fffd}&#;&#x;\rx");
    }

    #[test]
    fn a_forgotten_semicolon_counts_between_tags_only() {
        assert_eq!(decoded("&notit; &notin; &ampx &copy=1 &no & &", Place::Text), "¬it; ∉ &x ©=1 &no & &");
        assert_eq!(decoded("&notit; &notin; &ampx &copy=1 &copy", Place::Attribute), "&notit; ∉ &ampx &copy=1 ©");
        assert_eq!(decoded("a\0b", Place::Text), "a\u{fffd}b");
    }
}
