//! Archives: whatever the bytes, the same records in any chunks, none above the limit; and records with the right length
//! give what was put into them, whatever it is.

use std::io::{BufRead, Cursor};

use polyscrub::source::{
    InputFormat, Limits, Record, RecordError, RecordProblem, open_stream,
    warc::{Body, WarcKind, WarcProblem, WarcRecord, WarcRecords},
};

use super::chunks::Chunks;

/// Bytes before the input proper: what to do with it, four chunk sizes, the limit.
const HEAD: usize = 6;
/// What a unit of the limit's byte stands for, in bytes.
const LIMIT_UNIT: u64 = 16;
/// Divides an input into the pages of an archive.
const DIVIDER: u8 = b'~';
/// What an archive may decompress to, in bytes: more than any input without a bomb.
const TOTAL: u64 = 1 << 20;

type Found = Result<WarcRecord, RecordError>;

/// The first byte chooses: an archive as it is, as it is behind compression, or one made of pages.
pub fn check(input: &[u8]) {
    let Some((&[what, ref sizes @ .., limit], bytes)) = input.split_first_chunk::<HEAD>() else { return };
    let limit = if limit == 0 { u64::from(u32::MAX) } else { u64::from(limit) * LIMIT_UNIT };
    match what % 4 {
        0 => check_packed(bytes, limit),
        1 => check_made(bytes, sizes),
        _ => check_archive(bytes, sizes, limit),
    }
}

fn read(reader: impl BufRead, limit: u64) -> Vec<Found> {
    WarcRecords::new(reader, Limits { page: limit, total: None }).collect()
}

fn check_archive(bytes: &[u8], sizes: &[u8], limit: u64) {
    let whole = read(bytes, limit);
    assert!(whole.len() <= bytes.len() + 1, "{} records of {} bytes", whole.len(), bytes.len());
    for (number, found) in (1..).zip(&whole) {
        check_found(found, number, bytes.len() as u64, limit);
    }
    assert_eq!(whole, read(Chunks::new(bytes, sizes), limit));
}

fn check_found(found: &Found, number: u64, size: u64, limit: u64) {
    match found {
        Ok(record) => {
            assert_eq!(record.number, number);
            if let Body::Html { bytes, .. } | Body::Text { bytes, .. } = &record.body {
                assert!(bytes.len() as u64 <= limit, "{} bytes above {limit}", bytes.len());
            }
            let of_page = Record::from(record.clone());
            assert_eq!((of_page.number, of_page.url.as_deref()), (number, record.url.as_deref()));
        }
        Err(error) => {
            assert_eq!(error.number, number);
            let RecordProblem::Warc(problem) = &error.problem else { panic!("{error:?}") };
            assert!(!matches!(problem, WarcProblem::Stray { bytes } if *bytes > size), "{problem:?}");
            assert!(!matches!(problem, WarcProblem::Read(_)), "nothing goes wrong with bytes in memory: {problem:?}");
        }
    }
}

/// The whole way in, which tells compression and format. Behind damage, the rest is a matter of luck.
fn check_packed(bytes: &[u8], limit: u64) {
    let limits = Limits { page: limit, total: Some(TOTAL) };
    let Ok(opened) = open_stream(Cursor::new(bytes.to_vec()), None, InputFormat::Auto, limits) else { return };
    let most = TOTAL + bytes.len() as u64 + 1;
    let Ok(shard) = opened.records(&Default::default(), false, limits) else { return };
    let records = shard.records.take(usize::try_from(most + 1).unwrap_or(usize::MAX));
    let (mut count, mut kept) = (0, 0);
    for record in records {
        count += 1;
        kept += record.map_or(0, |record| record.content.size());
    }
    assert!(count <= most, "no end");
    // The bodies of records may be packed once more.
    assert!(kept as u64 <= most * limit, "{kept} bytes");
}

/// Pages come out as they went in, in order, and nothing else does.
fn check_made(bytes: &[u8], sizes: &[u8]) {
    let pages: Vec<&[u8]> = bytes.split(|&byte| byte == DIVIDER).collect();
    let archive: Vec<u8> = pages.iter().zip(0..).flat_map(|(page, number)| record(page, number)).collect();
    let found = read(Chunks::new(&archive, sizes), u64::from(u32::MAX));
    assert_eq!(found.len(), pages.len());
    for ((found, page), number) in found.into_iter().zip(pages).zip(0..) {
        let record = found.expect("a record with a right head, a right length and an end");
        assert_eq!((record.number, record.mended), (number + 1, false));
        assert_eq!(record.url, Some(format!("https://a.example/{number}")));
        let Body::Html { bytes, .. } = record.body else { panic!("{record:?}") };
        assert_eq!(bytes, page);
        assert!(matches!(record.kind, WarcKind::Resource | WarcKind::Response));
    }
}

/// A record with a page; every other one as a server answered it.
fn record(page: &[u8], number: u64) -> Vec<u8> {
    let (kind, mime, answer) = match number % 2 {
        0 => ("resource", "text/html", ""),
        _ => ("response", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
    };
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://a.example/{number}\r\nContent-Type: {mime}\r\n\
        Content-Length: {}\r\n\r\n{answer}",
        answer.len() + page.len()
    );
    [head.as_bytes(), page, b"\r\n\r\n"].concat()
}
