//! The charsets that UTF-8 gets misread in, from characters back to bytes, and the scan for suspicious pairs.

use std::sync::LazyLock;

use encoding_rs::{Encoding, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};

/// A single-byte charset that UTF-8 was read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    /// windows-1252, Latin-1 and windows-1254, which differ in characters that never stand for each other here.
    Western,
    /// windows-1250.
    Central,
    /// windows-1251.
    Cyrillic,
}

/// Characters outside ASCII and their bytes, sorted.
type Table = Vec<(char, u8)>;

static WESTERN: LazyLock<Table> = LazyLock::new(|| {
    // Latin-1 has controls where windows-1252 has punctuation; windows-1254 has ğ where both have ð.
    let controls = (0x80..=0x9f).map(|byte| (char::from(byte), byte));
    table(WINDOWS_1252, controls.chain([('ğ', 0xf0)]))
});
static CENTRAL: LazyLock<Table> = LazyLock::new(|| table(WINDOWS_1250, [].into_iter()));
static CYRILLIC: LazyLock<Table> = LazyLock::new(|| table(WINDOWS_1251, [].into_iter()));

fn table(encoding: &'static Encoding, more: impl Iterator<Item = (char, u8)>) -> Table {
    let high = (0x80..=0xff_u8).filter_map(|byte| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(&[byte])?.into_owned();
        text.chars().next().map(|c| (c, byte))
    });
    let mut table: Table = high.chain(more).collect();
    table.sort_unstable();
    table.dedup_by_key(|entry| entry.0);
    table
}

impl Charset {
    /// All, the most frequent first.
    pub(super) const ALL: [Self; 3] = [Self::Western, Self::Central, Self::Cyrillic];

    /// The byte of a character outside ASCII.
    pub(super) fn byte(self, c: char) -> Option<u8> {
        let table: &Table = match self {
            Self::Western => &WESTERN,
            Self::Central => &CENTRAL,
            Self::Cyrillic => &CYRILLIC,
        };
        table.binary_search_by_key(&c, |entry| entry.0).ok().map(|at| table[at].1)
    }
}

/// One past the highest character that any charset has (U+2122).
const LIMIT: usize = 0x2123;
const LEAD: u8 = 1;
const CONTINUATION: u8 = 2;

/// For each character, whether some charset has it at the place of a lead or a continuation byte of UTF-8.
static ROLES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut roles = vec![0; LIMIT];
    for &(c, byte) in WESTERN.iter().chain(CENTRAL.iter()).chain(CYRILLIC.iter()) {
        let role = match byte {
            0x80..=0xbf => CONTINUATION,
            0xc2..=0xf4 => LEAD,
            _ => 0,
        };
        if let Some(entry) = roles.get_mut(c as usize) {
            *entry |= role;
        }
    }
    roles
});

/// Bytes that are looked at together.
const CHUNK: usize = 32;

/// How many bytes of ASCII stand before the first other; `None` where there is no other. Most of a page is ASCII, so that is skipped
/// by chunks.
fn ascii(bytes: &[u8]) -> Option<usize> {
    let skipped = CHUNK * bytes.chunks_exact(CHUNK).take_while(|chunk| chunk.is_ascii()).count();
    bytes[skipped..].iter().position(|byte| !byte.is_ascii()).map(|found| skipped + found)
}

/// The first place where a lead is followed by a continuation: where there is none, nothing can be repaired.
pub(super) fn first_suspect(text: &str) -> Option<usize> {
    let roles = &**ROLES;
    let bytes = text.as_bytes();
    let (mut at, mut lead) = (0, false);
    loop {
        let skipped = ascii(&bytes[at..])?;
        lead &= skipped == 0;
        at += skipped;
        let c = text[at..].chars().next()?;
        let role = roles.get(c as usize).copied().unwrap_or_default();
        if lead && role & CONTINUATION != 0 {
            return Some(at);
        }
        lead = role & LEAD != 0;
        at += c.len_utf8();
    }
}
