//! Which encoding: the surest evidence first, a statistical guess last.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{
    Options, declared,
    wide::{self, Order, Wide},
};

/// The encoding to decode with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// One of WHATWG's.
    Known(&'static Encoding),
    /// UTF-32.
    Utf32(Order),
}

impl Choice {
    /// Its name in records.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Known(encoding) => encoding.name(),
            Self::Utf32(Order::Little) => "UTF-32LE",
            Self::Utf32(Order::Big) => "UTF-32BE",
        }
    }
}

/// Bytes given to the guesser, which reads 16 MB/s: 2 ms at most a page.
const GUESS_BYTES: usize = 32 << 10;
/// ASCII bytes around those that are not, so that the guesser sees where words end.
const CONTEXT: usize = 16;
/// Valid multi-byte sequences for each malformed one that make damaged UTF-8 likelier than a legacy charset.
/// Thai in windows-874, the worst case, has fewer than one.
const UTF8_RATIO: usize = 4;
/// Of bytes above 0x7f, the percentage followed by another that no text in a Western charset reaches
/// (Finnish, the worst case, about 25), and any other alphabet passes (Cyrillic about 80).
const PAIR_PERCENT: usize = 60;
/// Fewer bytes above 0x7f than this say nothing about pairs.
const PAIR_BYTES: usize = 20;
/// Malformed sequences, in percent of the bytes above 0x7f, that disprove a declaration.
const MALFORMED_PERCENT: usize = 2;

/// The encoding of a page, and the length of its byte order mark.
pub(super) fn choose(bytes: &[u8], options: Options) -> (Choice, usize) {
    if let Some(marked) = byte_order_mark(bytes) {
        return marked;
    }
    let label = options.encoding.filter(|&encoding| encoding != REPLACEMENT);
    let choice = label.map(Choice::Known).or_else(|| wide::detect(bytes).map(from_wide));
    (choice.unwrap_or_else(|| Choice::Known(narrow(bytes, options))), 0)
}

/// The encoding that a byte order mark names, and the mark's length. UTF-32LE's begins with UTF-16LE's.
pub(super) fn byte_order_mark(bytes: &[u8]) -> Option<(Choice, usize)> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] => Some((Choice::Utf32(Order::Little), 4)),
        [0, 0, 0xfe, 0xff, ..] => Some((Choice::Utf32(Order::Big), 4)),
        _ => Encoding::for_bom(bytes).map(|(encoding, length)| (Choice::Known(encoding), length)),
    }
}

fn from_wide(wide: Wide) -> Choice {
    match wide {
        Wide::Utf16(Order::Little) => Choice::Known(UTF_16LE),
        Wide::Utf16(Order::Big) => Choice::Known(UTF_16BE),
        Wide::Utf32(order) => Choice::Utf32(order),
    }
}

/// The encoding where one unit is one byte.
fn narrow(bytes: &[u8], options: Options) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return if is_iso_2022_jp(bytes) { ISO_2022_JP } else { UTF_8 };
    }
    let own = if options.markup { declared::prescan(bytes) } else { None };
    let transport = options.transport.and_then(declared::usable);
    if is_damaged_utf8(bytes, declared::is_utf8(own) || declared::is_utf8(transport)) {
        return UTF_8;
    }
    let fitting = |encoding: &&'static Encoding| *encoding != UTF_8 && fits(bytes, encoding);
    transport.filter(fitting).or_else(|| own.filter(fitting)).unwrap_or_else(|| guess(bytes))
}

/// ISO-2022-JP is ASCII with escapes, so it passes for UTF-8.
fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    let escaped = |order: &[u8]| memchr::memmem::find(bytes, order).is_some();
    memchr::memchr(0x1b, bytes).is_some()
        && (escaped(b"\x1b$B") || escaped(b"\x1b$@"))
        && ISO_2022_JP.decode_without_bom_handling_and_without_replacement(bytes).is_some()
}

/// UTF-8 with some bytes broken: far more sequences are whole than malformed, or as many where the page says UTF-8.
fn is_damaged_utf8(bytes: &[u8], declared: bool) -> bool {
    let (mut whole, mut malformed) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|&byte| byte >= 0xc0).count();
        malformed += usize::from(!chunk.invalid().is_empty());
    }
    whole > 0 && whole >= malformed * if declared { 1 } else { UTF8_RATIO }
}

/// Whether the bytes can be in the declared encoding.
fn fits(bytes: &[u8], encoding: &'static Encoding) -> bool {
    let high = bytes.iter().filter(|&&byte| byte >= 0x80).count();
    if encoding == WINDOWS_1252 {
        let pairs = bytes.windows(2).filter(|pair| pair[0] >= 0x80 && pair[1] >= 0x80).count();
        return high < PAIR_BYTES || pairs * 100 < high * PAIR_PERCENT;
    }
    super::legacy(bytes, encoding).1 * 100 <= high * MALFORMED_PERCENT
}

/// The guesser's answer, from the parts of the page that are not ASCII. It falls back on windows-1252 by itself.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let (mut from, mut fed) = (0, 0);
    while fed < GUESS_BYTES
        && let Some(window) = next_window(bytes, from, GUESS_BYTES - fed)
    {
        detector.feed(&bytes[window.clone()], false);
        fed += window.len();
        from = window.end;
    }
    detector.feed(b"\n", true);
    detector.guess(None, Utf8Detection::Deny)
}

/// The next stretch around bytes above 0x7f, at most `most` long and some context. It ends where enough ASCII follows,
/// so that no character is cut.
fn next_window(bytes: &[u8], from: usize, most: usize) -> Option<std::ops::Range<usize>> {
    let first = from + bytes[from..].iter().position(|&byte| byte >= 0x80)?;
    let (mut end, mut plain) = (first, 0);
    while end < bytes.len() && plain < CONTEXT && end - first < most {
        plain = if bytes[end] < 0x80 { plain + 1 } else { 0 };
        end += 1;
    }
    Some(first.saturating_sub(CONTEXT).max(from)..end)
}
