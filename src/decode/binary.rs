//! Is it text at all? Magic numbers first, then the share of control characters.

use super::{charset, wide};

/// Bytes looked at for control characters.
const SAMPLE: usize = 8192;
/// Share of control characters, in percent, above which valid UTF-8 is no text: NULs are padding in some exports, so it is high.
const UTF8_PERCENT: usize = 30;
/// The same for anything else: compressed data has about 10 %, text in any legacy charset none.
const OTHER_PERCENT: usize = 5;
/// Where a magic number of letters only has to be followed by a byte that no text has.
const HEAD: usize = 32;

/// Magic numbers that hold bytes no text begins with.
const MAGIC: &[&[u8]] = &[
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"%PDF-",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x7fELF",
    b"\x1f\x8b",
    b"\x28\xb5\x2f\xfd",
    b"BZh91AY&SY",
    b"\xfd7zXZ\x00",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"II*\x00",
    b"MM\x00*",
    b"\x00\x00\x01\x00",
    b"\x00asm",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"SQLite format 3\x00",
    b"OggS\x00",
    b"fLaC\x00",
    b"\x1a\x45\xdf\xa3",
    b"\xd0\xcf\x11\xe0",
];

/// Magic numbers that text could begin with.
const LETTERS: &[&[u8]] =
    &[b"GIF87a", b"GIF89a", b"RIFF", b"MZ", b"BM", b"ID3", b"wOFF", b"wOF2", b"OTTO", b"PAR1", b"FWS", b"CWS"];

/// Whether the bytes are a picture, an archive, a program or other data rather than text in any encoding.
#[must_use]
pub fn is_binary(bytes: &[u8]) -> bool {
    if charset::byte_order_mark(bytes).is_some() {
        return false;
    }
    has_magic(bytes) || (has_controls(bytes) && wide::detect(bytes).is_none())
}

fn has_magic(bytes: &[u8]) -> bool {
    let strange = || bytes.iter().take(HEAD).any(|&byte| is_control(byte));
    let media = || bytes.get(4..8) == Some(b"ftyp") && bytes[0] == 0;
    MAGIC.iter().any(|magic| bytes.starts_with(magic))
        || (LETTERS.iter().any(|magic| bytes.starts_with(magic)) && strange())
        || media()
}

fn has_controls(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    // Added up in bytes, which compilers do sixteen at a time: one by one takes as long as opening the file.
    let some = |bytes: &[u8]| usize::from(bytes.iter().map(|&byte| u8::from(is_control(byte))).sum::<u8>());
    let controls: usize = sample.chunks(u8::MAX.into()).map(some).sum();
    let valid = std::str::from_utf8(sample).map_or_else(|error| error.error_len().is_none(), |_| true);
    let percent = if valid { UTF8_PERCENT } else { OTHER_PERCENT };
    controls * 100 > sample.len() * percent
}

/// Control characters that text does not use: below 8, from 0x10 to 0x1f, and 0x7f; ESC and the shifts of ISO-2022 are not among
/// them. Without a branch, so that many bytes are asked at once.
fn is_control(byte: u8) -> bool {
    (byte < 8) | ((byte & 0xf0 == 0x10) & (byte != 0x1b)) | (byte == 0x7f)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_those_that_text_does_not_use() {
        let named = |byte| matches!(byte, 0..=7 | 0x10..=0x1a | 0x1c..=0x1f | 0x7f);
        assert!((0..=u8::MAX).all(|byte| is_control(byte) == named(byte)));
    }

    #[test]
    fn any_number_of_controls_is_counted() {
        for length in [1, 254, 255, 256, 511, 4000] {
            let bytes = |controls: usize| [vec![1; controls], vec![b'a'; length - controls]].concat();
            let most = length * UTF8_PERCENT / 100;
            assert!(!has_controls(&bytes(most)) && has_controls(&bytes(most + 1)), "{length}");
        }
    }
}
