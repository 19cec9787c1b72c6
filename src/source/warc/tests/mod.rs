//! Archives as they should be, and as they are. Each is read in pieces of several sizes, which must make no difference.

mod damage;
mod lengths;

use std::io::{BufReader, Write};

use encoding_rs::{ISO_8859_2, UTF_8};
use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;

use super::*;
use crate::source::{self, InputFormat, Limits, RecordError, RecordProblem};

const LIMIT: u64 = 200_000;
const PAGE: &[u8] = b"<html><p>In autumn the fog lies over the valley.</p></html>";
const HTML: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=ISO-8859-2\r\n\r\n";

type One = Result<WarcRecord, RecordError>;

/// A record as it should be.
fn record(kind: &str, fields: &str, block: &[u8]) -> Vec<u8> {
    sized(kind, &format!("{fields}Content-Length: {}\r\n", block.len()), block)
}

/// A record that says of its length what `fields` do.
fn sized(kind: &str, fields: &str, block: &[u8]) -> Vec<u8> {
    let head = format!("WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://a.example/{kind}\r\n{fields}\r\n");
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(http: &str, body: &[u8]) -> Vec<u8> {
    record("response", "Content-Type: application/http; msgtype=response\r\n", &[http.as_bytes(), body].concat())
}

fn page() -> Vec<u8> {
    response(HTML, PAGE)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn read(archive: &[u8]) -> Vec<One> {
    let limits = Limits { page: LIMIT, total: None };
    let of = |size| WarcRecords::new(BufReader::with_capacity(size, archive), limits).collect::<Vec<_>>();
    let read = of(1 << 16);
    for size in [1, 3, 17] {
        assert_eq!(of(size), read, "in pieces of {size}");
    }
    read
}

/// The bytes of a page, `-` for a record without one, and what is wrong where there is no record.
fn told(one: &One) -> String {
    match one {
        Ok(WarcRecord { body: Body::Html { bytes, .. } | Body::Text { bytes, .. }, .. }) => {
            String::from_utf8_lossy(bytes).into_owned()
        }
        Ok(_) => "-".to_owned(),
        Err(RecordError { problem: RecordProblem::Warc(problem), .. }) => format!("{problem:?}"),
        Err(error) => error.to_string(),
    }
}

fn tell(archive: &[u8]) -> Vec<String> {
    read(archive).iter().map(told).collect()
}

/// What is read of one response.
fn of_response(http: &str, body: &[u8]) -> String {
    tell(&response(http, body)).remove(0)
}

fn html() -> String {
    String::from_utf8_lossy(PAGE).into_owned()
}

#[test]
fn records_are_read_with_what_their_heads_say() {
    let fields =
        "WARC-Record-ID: <urn:uuid:1-2>\r\nWARC-Date: 2024-05-06T07:08:09Z\r\nContent-Type: application/http\r\n";
    let archive = [
        record("warcinfo", "Content-Type: application/warc-fields\r\n", b"software: made-up\r\n"),
        record("request", "Content-Type: application/http; msgtype=request\r\n", b"GET / HTTP/1.1\r\n\r\n"),
        record("response", fields, &[HTML.as_bytes(), PAGE].concat()),
    ];
    let read: Vec<WarcRecord> = read(&archive.concat()).into_iter().map(Result::unwrap).collect();
    let kinds: Vec<&str> = read.iter().map(|record| record.kind.name()).collect();
    assert_eq!(kinds, ["warcinfo", "request", "response"]);
    let expected = WarcRecord {
        number: 3,
        kind: WarcKind::Response,
        id: Some("1-2".to_owned()),
        url: Some("https://a.example/response".to_owned()),
        date: Some("2024-05-06T07:08:09Z".to_owned()),
        truncated: None,
        mended: false,
        body: Body::Html { bytes: PAGE.to_vec(), charset: Some(ISO_8859_2) },
    };
    assert_eq!(read[2], expected);
}

#[test]
fn text_and_resources_are_pages_and_nothing_else_is() {
    let archive = [
        record("conversion", "Content-Type: text/plain\r\n", b"text of a page"),
        record("resource", "Content-Type: text/html; charset=utf-8\r\n", PAGE),
        record("resource", "Content-Type: image/png\r\n", b"\x89PNG"),
        record("response", "Content-Type: text/dns\r\n", b"20240506\na.example. 60 IN A 192.0.2.1\n"),
        record("revisit", "Content-Type: application/http\r\n", HTML.as_bytes()),
        record("metadata", "Content-Type: text/plain\r\n", b"a: b"),
        record("made-up", "Content-Type: text/plain\r\n", b"text"),
    ];
    let read = read(&archive.concat());
    let told: Vec<String> = read.iter().map(told).collect();
    assert_eq!(told, ["text of a page", &html(), "-", "-", "-", "-", "-"]);
    assert!(
        matches!(&read[0], Ok(WarcRecord { body: Body::Text { charset: Some(charset), .. }, .. }) if *charset == UTF_8)
    );
}

#[test]
fn answers_are_pages_by_status_and_type() {
    for (http, expected) in [
        ("HTTP/1.1 206 Partial\r\nContent-Type: text/plain\r\n\r\n", "<p>a</p>"),
        ("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n", "-"),
        ("HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\n", "-"),
        ("HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n", "-"),
        ("HTTP/1.1 200 OK\ncontent-type:text/html\n\n", "<p>a</p>"),
        ("HTTP/1.1 OK\r\nserver\r\nX: \u{e9}\r\nContent-Type:\r\n text/html\r\n\r\n", "<p>a</p>"),
        ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", "<p>a</p>"),
    ] {
        assert_eq!(of_response(http, b"<p>a</p>"), expected, "{http}");
    }
    assert_eq!(of_response("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", b""), "");
}

#[test]
fn a_missing_type_is_taken_from_the_crawler_or_the_content() {
    let bare = "HTTP/1.1 200 OK\r\n\r\n";
    assert_eq!(of_response(bare, PAGE), html());
    assert_eq!(of_response(bare, b"Only text."), "Only text.");
    assert_eq!(of_response(bare, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "-");
    assert_eq!(of_response("", PAGE), html());
    let identified = |mime: &str| {
        let fields = format!("WARC-Identified-Payload-Type: {mime}\r\nContent-Type: application/http\r\n");
        told(&read(&record("response", &fields, &[bare.as_bytes(), b"a b"].concat()))[0])
    };
    assert_eq!((identified("text/html").as_str(), identified("application/zip").as_str()), ("a b", "-"));
    assert_eq!(tell(&record("response", "", &[HTML.as_bytes(), PAGE].concat())), [html()]);
}

#[test]
fn bodies_are_decoded_as_far_as_they_are_coded() {
    let http = |lines: &str| format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{lines}\r\n");
    let packed = gzip(PAGE);
    let chunks = [format!("{:x}\r\n", packed.len()).as_bytes(), &packed, b"\r\n0\r\n\r\n"].concat();
    let both = http("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n");
    for body in [&chunks, &packed, PAGE] {
        assert_eq!(of_response(&both, body), html());
    }
    assert_eq!(of_response(&http("Content-Encoding: gzip\r\n"), &packed[..5]), "Coding { coding: \"gzip\" }");
    let bomb = of_response(&http("Content-Encoding: gzip\r\n"), &gzip(&vec![b' '; 300_000]));
    assert_eq!(bomb, format!("{:?}", WarcProblem::TooLarge { limit: LIMIT }));
}

#[test]
fn versions_line_ends_and_trailers_vary() {
    let unix = b"WARC/0.18\nWARC-Type: resource\nContent-Type: text/html\nContent-Length: 3\n\nabc\n\n";
    let bare = b"WARC/1.1\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\nabc";
    let folded =
        b"WARC/1.0\r\nWARC-Type: resource\r\nno colon\r\nX: \xff\r\nWARC-Target-URI: <https://a.example/\r\n  b>\r\n\
        Content-Type: text/html\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n";
    let archive = [&b"\r\n\n"[..], unix, bare, folded, bare, b"\r\n\r\n\r\n\r\n\0\0"].concat();
    assert_eq!(tell(&archive), ["abc"; 4]);
    let urls: Vec<Option<String>> = read(&archive).into_iter().map(|one| one.unwrap().url).collect();
    assert_eq!(urls, [None, None, Some("https://a.example/    b".to_owned()), None]);
}

#[test]
fn records_of_no_length_are_read() {
    let archive = [
        record("resource", "Content-Type: text/html\r\n", b""),
        response("", b""),
        record("request", "", b""),
        record("conversion", "Content-Type: text/plain\r\n", b""),
        page(),
    ];
    assert_eq!(tell(&archive.concat()), ["", "-", "-", "", &html()]);
    assert!(read(b"").is_empty());
    assert!(read(b"\r\n \n").is_empty());
}

#[test]
fn arc_files_are_refused() {
    let arc = b"filedesc://a.arc 192.0.2.1 20080430204825 text/plain 76\n1 0 InternetArchive\nURL IP-address\n\n";
    assert_eq!(tell(&arc.repeat(3)), ["Arc"]);
}

/// What is read of a compressed archive, as files are opened.
fn unpacked(archive: Vec<u8>) -> Vec<String> {
    let opened =
        source::open_stream(std::io::Cursor::new(archive), None, InputFormat::Auto, Limits::default()).unwrap();
    WarcRecords::new(opened.reader, Limits { page: LIMIT, total: None }).map(|one| told(&one)).collect()
}

#[test]
fn compressed_archives_are_read() {
    let records = [page(), page(), page()];
    let members: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    let zstandard = zstd::stream::encode_all(&records.concat()[..], 1).unwrap();
    for archive in [members, gzip(&records.concat()), zstandard, records.concat()] {
        assert_eq!(unpacked(archive), [html(), html(), html()]);
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read(pieces in prop::collection::vec(
        prop_oneof![
            Just(&b"WARC/1.0\r\n"[..]), Just(&b"\r\n"[..]), Just(&b"\n"[..]), Just(&b"WARC-Type: response\n"[..]),
            Just(&b"Content-Length: 30\r\n"[..]), Just(&b"Content-Length: 9999999\n"[..]), Just(&b"HTTP/1.1 200 OK\n"[..]),
            Just(&b"Content-Type: text/html\n"[..]), Just(&b"Transfer-Encoding: chunked\n"[..]), Just(&b"4\r\n<p>a\r\n"[..]),
            Just(&b"Content-Encoding: br, gzip, deflate\n"[..]), Just(&b"\xff\0WARC/"[..]), Just(&b"WARC-Type: request\n"[..]),
        ], 0..40)) {
        let read = read(&pieces.concat());
        prop_assert!(read.len() <= pieces.len() + 1);
    }
}
