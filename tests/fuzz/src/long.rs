//! A few bytes, over and over: what costs more than its length shows against the time limit of the fuzzer.

use std::sync::LazyLock;

use polyscrub::{Format, Identifier};

use super::{clean, decode, extract, jsonl, stamps, warc};

/// The byte that chooses the first stage; it makes seeds readable.
const FIRST: u8 = b'0';
/// What makes an input of `warc` an archive that comes in chunks.
const ARCHIVE: &[u8] = b"2\xff\x07\xff\xff\0";

/// Most bytes before the repeated part: what is opened once and then holds all of it.
const MOST_ONCE: usize = 32;
/// Stands for the number of the repetition, so that no two are alike.
const NUMBER: u8 = b'#';

static IDENTIFIER: LazyLock<Identifier> = LazyLock::new(Identifier::new);

/// The first byte chooses the stage, the second how many of the others stand at the start only. The rest is repeated to `length`
/// bytes.
pub fn check(input: &[u8], length: usize) {
    let &[stage, prefix, ref bytes @ ..] = input else { return };
    let (once, unit) = bytes.split_at((usize::from(prefix) % MOST_ONCE).min(bytes.len()));
    if unit.is_empty() {
        return;
    }
    let long = repeated(once, unit, length);
    match stage.wrapping_sub(FIRST) % 8 {
        0 => decode::check(&long),
        1 => stamps::check(&long),
        2 => jsonl::check(&long),
        3 => clean::check_once(&long, Format::Text),
        4 => clean::check_once(&long, Format::Html),
        5 => extract::check(&[b"4", &long[..]].concat()),
        6 => warc::check(&[ARCHIVE, &long[..]].concat()),
        _ => check_spans(&String::from_utf8_lossy(&long)),
    }
}

/// Languages of parts, which `detect --spans` tells.
fn check_spans(text: &str) {
    let spans = IDENTIFIER.spans(text);
    assert_eq!(spans.iter().map(|span| span.span.len()).sum::<usize>(), text.len());
}

/// The first part once, then the other with its number, until there is enough.
fn repeated(once: &[u8], unit: &[u8], length: usize) -> Vec<u8> {
    let mut long = Vec::with_capacity(length + unit.len());
    long.extend_from_slice(once);
    for number in 0..length {
        for part in unit.split_inclusive(|&byte| byte == NUMBER) {
            match part.split_last() {
                Some((&NUMBER, before)) => {
                    long.extend_from_slice(before);
                    long.extend_from_slice(number.to_string().as_bytes());
                }
                _ => long.extend_from_slice(part),
            }
        }
        if long.len() >= length {
            break;
        }
    }
    long
}
