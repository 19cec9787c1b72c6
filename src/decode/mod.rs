//! Bytes to text: which encoding, what could not be decoded, what was repaired.
//!
//! The only place where text changes before offsets exist. Line ends, NUL characters and everything else stay as they are.

mod binary;
mod charset;
mod declared;
mod mojibake;
mod wide;

use encoding_rs::{DecoderResult, Encoding, UTF_8};

pub use binary::is_binary;
use charset::Choice;

/// How to decode a page.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// The encoding, where the user names it.
    pub encoding: Option<&'static Encoding>,
    /// The encoding that the page came with, as in an HTTP header: believed before what the page says, where it fits.
    pub transport: Option<&'static Encoding>,
    /// Whether to repair certain mojibake.
    pub repair: bool,
    /// Whether a `<meta charset>` or XML declaration may be looked for.
    pub markup: bool,
}

/// One repair of mojibake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// Where the repaired text starts, in bytes of the decoded text.
    pub start: u32,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
}

/// Decoded text, and what decoding did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The WHATWG name of the encoding; `UTF-32LE` and `UTF-32BE`, which WHATWG lacks, by their IANA names.
    pub encoding: &'static str,
    /// How many malformed sequences became U+FFFD.
    pub replaced: usize,
    /// What was repaired, in order.
    pub repairs: Vec<Repair>,
}

/// Decodes a page. Never fails: what is malformed becomes U+FFFD and is counted.
#[must_use]
pub fn decode(bytes: &[u8], options: Options) -> Decoded {
    let (choice, mark) = charset::choose(bytes, options);
    let body = &bytes[mark..];
    let (text, replaced) = match choice {
        Choice::Known(encoding) if encoding == UTF_8 => utf8(body),
        Choice::Known(encoding) => legacy(body, encoding),
        Choice::Utf32(order) => wide::decode32(body, order),
    };
    let (text, repairs) = if options.repair { mojibake::repair(text) } else { (text, Vec::new()) };
    Decoded { text, encoding: choice.name(), replaced, repairs }
}

/// Decodes UTF-8 and counts what was malformed.
fn utf8(bytes: &[u8]) -> (String, usize) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), 0);
    }
    let replaced = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    (String::from_utf8_lossy(bytes).into_owned(), replaced)
}

/// Decodes with any WHATWG encoding and counts what was malformed.
fn legacy(mut bytes: &[u8], encoding: &'static Encoding) -> (String, usize) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2);
    let mut replaced = 0;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
        bytes = &bytes[read..];
        match result {
            DecoderResult::InputEmpty => return (text, replaced),
            DecoderResult::OutputFull => text.reserve(bytes.len() + 64),
            DecoderResult::Malformed(..) => {
                replaced += 1;
                text.push('\u{fffd}');
            }
        }
    }
}

#[cfg(test)]
mod tests;
