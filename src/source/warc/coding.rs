//! Content codings, undone: as headers name them, as far as the body is really so coded.

use std::io::Read;

use brotli_decompressor::{BrotliDecoderParameter::BROTLI_DECODER_PARAM_LARGE_WINDOW, Decompressor};
use flate2::bufread::{DeflateDecoder, GzDecoder, ZlibDecoder};

use super::error::WarcProblem;
use crate::decode;

/// A content coding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    Gzip,
    Deflate,
    Brotli,
    Zstd,
}

/// Codings of one body that are undone; servers use one, misconfigured ones two.
const CODINGS: usize = 3;
/// What a body may decompress to whatever its size.
const FREE: u64 = 1 << 20;
/// The ratio of output to input that only bombs pass, as for files.
const RATIO: u64 = 1000;
/// The largest window for Zstandard over HTTP, 8 MiB (RFC 9659).
const WINDOW_LOG: u32 = 23;
/// Bytes read at once for Brotli.
const BUFFER: usize = 16 << 10;

impl Coding {
    /// Reads a header's value. Names that mean nothing here are left out.
    pub(super) fn parse(value: &[u8]) -> Vec<Self> {
        let value = value.to_ascii_lowercase();
        let names = value.split(|&byte| byte == b',').map(<[u8]>::trim_ascii);
        names.filter_map(Self::of).collect()
    }

    fn of(name: &[u8]) -> Option<Self> {
        match name {
            b"gzip" | b"x-gzip" => Some(Self::Gzip),
            b"deflate" => Some(Self::Deflate),
            b"br" => Some(Self::Brotli),
            b"zstd" => Some(Self::Zstd),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Deflate => "deflate",
            Self::Brotli => "br",
            Self::Zstd => "zstd",
        }
    }

    /// What comes out, up to a byte more than `most`, and whether it came to its end.
    fn unpack(self, body: &[u8], most: u64) -> (Vec<u8>, bool) {
        match self {
            Self::Gzip => gunzip(body, most),
            Self::Deflate => match drain(ZlibDecoder::new(body), most) {
                (bytes, false) if bytes.is_empty() => drain(DeflateDecoder::new(body), most),
                done => done,
            },
            Self::Brotli => {
                let mut decoder = Decompressor::new(body, BUFFER);
                // Windows of a gigabyte are no part of HTTP.
                decoder.set_parameter(BROTLI_DECODER_PARAM_LARGE_WINDOW, 0);
                drain(decoder, most)
            }
            Self::Zstd => unpack_zstd(body, most),
        }
    }
}

/// Undoes codings, the last one first. A body that is not so coded stays as it is; of one that is damaged, what comes
/// before the damage is left, as browsers show it.
///
/// # Errors
/// Where more than `limit` bytes come out, or nothing of what is no text without the coding.
pub(super) fn undo(mut body: Vec<u8>, codings: &[Coding], limit: u64) -> Result<Vec<u8>, WarcProblem> {
    if codings.len() > CODINGS {
        return Err(WarcProblem::Codings { limit: CODINGS });
    }
    for coding in codings.iter().rev() {
        let fair = (body.len() as u64).saturating_mul(RATIO).max(FREE);
        let (unpacked, whole) = coding.unpack(&body, limit.min(fair));
        if unpacked.len() as u64 > limit {
            return Err(WarcProblem::TooLarge { limit });
        }
        if unpacked.len() as u64 > fair {
            return Err(WarcProblem::Bomb { limit: fair });
        }
        if whole && !unpacked.is_empty() {
            body = unpacked;
        } else if !body.is_empty() && decode::is_binary(&body) {
            if unpacked.is_empty() && !whole {
                return Err(WarcProblem::Coding { coding: coding.name() });
            }
            body = unpacked;
        }
    }
    Ok(body)
}

/// One member after the other; what follows them is left out.
fn gunzip(mut body: &[u8], most: u64) -> (Vec<u8>, bool) {
    let mut bytes = Vec::new();
    loop {
        let mut decoder = GzDecoder::new(body);
        let whole = fill(&mut bytes, &mut decoder, most);
        body = decoder.into_inner();
        if !whole || !body.starts_with(&[0x1f, 0x8b]) || bytes.len() as u64 > most {
            return (bytes, whole);
        }
    }
}

fn unpack_zstd(body: &[u8], most: u64) -> (Vec<u8>, bool) {
    let decoder = zstd::stream::read::Decoder::with_buffer(body).and_then(|mut decoder| {
        decoder.window_log_max(WINDOW_LOG)?;
        Ok(decoder)
    });
    decoder.map_or_else(|_| (Vec::new(), false), |decoder| drain(decoder, most))
}

fn drain(decoder: impl Read, most: u64) -> (Vec<u8>, bool) {
    let mut bytes = Vec::new();
    let whole = fill(&mut bytes, decoder, most);
    (bytes, whole)
}

/// Reads on up to a byte more than `most`; whether nothing went wrong.
fn fill(bytes: &mut Vec<u8>, decoder: impl Read, most: u64) -> bool {
    let room = (most + 1).saturating_sub(bytes.len() as u64);
    decoder.take(room).read_to_end(bytes).is_ok()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{
        Compression,
        write::{DeflateEncoder, GzEncoder, ZlibEncoder},
    };

    use super::*;

    const TEXT: &[u8] = b"<p>In autumn the fog lies over the valley, and nobody sees the other bank before ten.</p>";
    /// The text in Brotli, as `brotli` writes it.
    const BROTLI: &[u8] = &[
        0x1b, 0x58, 0x00, 0xa0, 0x8c, 0xd3, 0x1d, 0xb1, 0xf9, 0x78, 0x68, 0x6c, 0x84, 0x4a, 0x4f, 0x1e, 0x9f, 0x24,
        0x28, 0xb7, 0xa5, 0x7a, 0xb9, 0x2e, 0xbc, 0x2a, 0xe8, 0x2b, 0x6c, 0x03, 0x87, 0x1c, 0xb0, 0x7f, 0x8f, 0x24,
        0x09, 0x14, 0xcb, 0x4e, 0xe9, 0xd5, 0x1e, 0x90, 0xca, 0xe5, 0xf0, 0xdb, 0x44, 0x57, 0x5f, 0x53, 0x4b, 0x8c,
        0x37, 0x39, 0x5b, 0x09, 0xc0, 0x49, 0x61, 0x7e, 0x25, 0x18, 0x23, 0xa5, 0xdc, 0x49, 0x79, 0x35, 0x2d, 0x25,
        0x0f, 0x2b, 0x00,
    ];
    const LIMIT: u64 = 100_000;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zlib(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn deflate(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn read(body: &[u8], codings: &str) -> Result<Vec<u8>, WarcProblem> {
        undo(body.to_vec(), &Coding::parse(codings.as_bytes()), LIMIT)
    }

    #[test]
    fn all_codings_are_undone() {
        let zstandard = zstd::stream::encode_all(TEXT, 3).unwrap();
        let cases: &[(&[u8], &str)] = &[
            (&gzip(TEXT), "gzip"),
            (&[gzip(&TEXT[..20]), gzip(&TEXT[20..]), b"\n".to_vec()].concat(), "X-GZip"),
            (&zlib(TEXT), "deflate"),
            (&deflate(TEXT), "deflate"),
            (BROTLI, "br"),
            (&zstandard, "zstd"),
            (&gzip(BROTLI), "br, gzip"),
            (TEXT, "identity"),
        ];
        for (body, codings) in cases {
            assert_eq!(read(body, codings).as_deref(), Ok(TEXT), "{codings}");
        }
    }

    #[test]
    fn what_is_not_coded_stays() {
        for codings in ["gzip", "deflate", "br", "zstd", "gzip, br"] {
            for body in [TEXT, b"; a comment", b"", b"plain", b"x"] {
                assert_eq!(read(body, codings).as_deref(), Ok(body), "{codings}");
            }
        }
        assert_eq!(read(&gzip(TEXT), "gzip, gzip").as_deref(), Ok(TEXT));
    }

    #[test]
    fn of_damaged_bodies_the_good_part_is_left() {
        let long = TEXT.repeat(300);
        for (body, codings) in [(gzip(&long), "gzip"), (zlib(&long), "deflate")] {
            let left = read(&body[..body.len() - 20], codings).unwrap();
            assert!(left.len() > TEXT.len() && long.starts_with(&left), "{codings}");
        }
        assert_eq!(read(&gzip(TEXT)[..12], "gzip"), Err(WarcProblem::Coding { coding: "gzip" }));
        assert_eq!(read(&gzip(b""), "gzip").as_deref(), Ok(&b""[..]));
    }

    #[test]
    fn bombs_are_stopped() {
        assert_eq!(read(&gzip(&[b' '; 200_000]), "gzip"), Err(WarcProblem::TooLarge { limit: LIMIT }));
        let small = zstd::stream::encode_all(&vec![0; 3 << 20][..], 3).unwrap();
        let bomb = undo(small, &[Coding::Zstd], u64::MAX - 1);
        assert_eq!(bomb, Err(WarcProblem::Bomb { limit: FREE }));
        assert_eq!(read(TEXT, "gzip, gzip, gzip, gzip"), Err(WarcProblem::Codings { limit: CODINGS }));
    }
}
