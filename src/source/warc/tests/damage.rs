//! What breaks off, what is damaged, and what is no record.

use std::io::{BufReader, Read};

use super::*;
use crate::source::ReadError;

#[test]
fn heads_that_are_none_cost_their_record() {
    let long = [&b"WARC/1.0\r\nX: "[..], &b"x".repeat(1 << 20), b"\r\n\r\n"].concat();
    let long_http = response(&format!("HTTP/1.1 200 OK\r\nX: {}\r\n\r\n", "x".repeat(100_000)), PAGE);
    let cut = b"WARC/1.0\r\nWARC-Type: resource\r\n";
    let archive = [&long[..], &page(), &long_http, cut, &page()].concat();
    let head = format!("{:?}", WarcProblem::LongHead { limit: 64 << 10 });
    assert_eq!(tell(&archive), [head.clone(), html(), head, "CutHead".to_owned(), html()]);
    let cut_http = sized("response", "Content-Length: 500\r\n", b"HTTP/1.1 200 OK\r\nContent-Type: text/html");
    assert_eq!(tell(&[cut_http, page()].concat()), [String::new(), html()]);
}

#[test]
fn what_is_between_records_is_told_of() {
    let archive = [b"garbage\n", &page()[..], b"more\nof it\n", &page(), b"and more"].concat();
    let stray = |bytes| format!("{:?}", WarcProblem::Stray { bytes });
    assert_eq!(tell(&archive), [stray(8), html(), stray(11), html(), stray(8)]);
    let numbers: Vec<u64> = read(&archive)
        .iter()
        .map(|one| one.as_ref().map_or_else(|error| error.number, |record| record.number))
        .collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
}

#[test]
fn an_archive_that_breaks_off_gives_its_whole_records() {
    let archive = [page(), page()].concat();
    let length = page().len();
    for end in length + 1..2 * length - 4 {
        let read = tell(&archive[..end]);
        assert_eq!(read[0], html());
        let told = if end - length < 7 {
            format!("{:?}", WarcProblem::Stray { bytes: (end - length) as u64 })
        } else {
            "Truncated".to_owned()
        };
        assert_eq!(read[1..], [told], "{end}");
    }
}

#[test]
fn a_damaged_member_costs_its_record() {
    let mut seed = 7u64;
    let mut random = || {
        seed = seed.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
        (seed >> 57) as u8
    };
    let noise: Vec<u8> = (0..90_000).map(|_| random()).collect();
    let long = gzip(&response(HTML, &noise));
    let (mut damaged, mut checksum) = (long.clone(), gzip(&page()));
    damaged[40_000..40_100].fill(0xff);
    let end = checksum.len();
    checksum[end - 8] ^= 1;
    let broken_off = long[..40_000].to_vec();
    for bad in [damaged.clone(), broken_off] {
        let read = unpacked([gzip(&page()), bad, gzip(&page()), gzip(&page())].concat());
        assert!(read[1].starts_with("Read("), "{}", read[1]);
        assert_eq!((read.len(), &read[0], &read[2], &read[3]), (4, &html(), &html(), &html()));
    }
    let read = unpacked([checksum, gzip(&page()), b"garbage".to_vec()].concat());
    assert!(read[1].starts_with("Read(Corrupt") && read[3].starts_with("Read(Corrupt"), "{read:?}");
    assert_eq!((read.len(), &read[0], &read[2]), (4, &html(), &html()));
    assert_eq!(unpacked([gzip(&page()), long[..9_000].to_vec()].concat())[1], "Read(Truncated)");
    let read = unpacked([damaged, gzip(&page())].concat());
    assert_eq!(read.last(), Some(&html()), "damage in the first bytes");
}

/// Fails at every read, as a broken disk does.
struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        Err(std::io::Error::other("broken"))
    }
}

#[test]
fn a_source_that_fails_ends_it() {
    let reader = BufReader::new(std::io::Cursor::new(page()).chain(Broken));
    let read: Vec<One> = WarcRecords::new(reader, Limits::default()).collect();
    assert_eq!(told(&read[0]), html());
    let failed = WarcProblem::Read(ReadError::Io { kind: std::io::ErrorKind::Other, message: "broken".to_owned() });
    assert_eq!(read[1..], [Err(RecordError { number: 2, problem: RecordProblem::Warc(failed) })]);
}
