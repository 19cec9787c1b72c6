//! Archives through the program: pages in, records out, everything else counted, and damage that costs one record.

mod common;

use std::{fs, io::Write, path::Path};

use common::{ARTICLE, polyscrub, tree};
use flate2::{Compression, read::MultiGzDecoder, write::GzEncoder};
use serde_json::Value;

/// A page in windows-1252 that names no encoding; its HTTP header does.
const WESTERN: &[u8] =
    b"<html><body><h1>Der Fluss am Mittag</h1><p>Im Sommer liegt die W\xe4rme lange \xfcber dem Tal.</p></body></html>";
/// A page in Brotli, as `brotli` writes it.
const BROTLI: &[u8] = &[
    0x1b, 0x9e, 0x00, 0xe0, 0x1d, 0x07, 0x76, 0x63, 0x57, 0x73, 0xf1, 0xa4, 0x6d, 0x3b, 0x30, 0x4a, 0x82, 0x5e, 0x7f,
    0x2a, 0xa2, 0x27, 0xde, 0x01, 0xf0, 0x06, 0xa8, 0x15, 0xb7, 0xfd, 0x5f, 0xd6, 0x72, 0xa2, 0x02, 0x00, 0x9a, 0x3e,
    0x49, 0xbc, 0xc5, 0x43, 0x04, 0x0e, 0x39, 0x60, 0xff, 0x9e, 0x59, 0x60, 0x16, 0x90, 0x95, 0xad, 0x15, 0x2e, 0xef,
    0x19, 0xb5, 0x80, 0x6c, 0xa8, 0x8d, 0xf7, 0x70, 0x64, 0x62, 0x23, 0x37, 0xd7, 0x54, 0x58, 0xd5, 0xa2, 0x71, 0x45,
    0xfc, 0xcd, 0xd0, 0xaa, 0xde, 0x29, 0x96, 0xbc, 0xda, 0x64, 0xb0, 0xa9, 0x16, 0xff, 0x5d, 0x1b, 0x45, 0x23, 0x1f,
    0x1b, 0x4e, 0x1c, 0x53, 0xa1, 0xb4, 0xe2, 0xdd, 0x66, 0x34, 0xda, 0xf8, 0xd9, 0xb6, 0x6b, 0x3a, 0xe1, 0x6d, 0x92,
    0xad, 0x28, 0x96, 0xd8, 0x54, 0xb4, 0x89, 0x6f, 0xa5, 0x8d, 0x54, 0xa3, 0xe9, 0xe2, 0xba, 0x08, 0x03,
];

const ANSWER: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A record, as a member of its own.
fn record(number: u32, kind: &str, mime: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:record-{number}>\r\nWARC-Date: 2024-05-06T07:08:09Z\r\n\
        WARC-Target-URI: https://www.a.example/{number}\r\nContent-Type: {mime}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    gzip(&[head.as_bytes(), block, b"\r\n\r\n"].concat())
}

fn response(number: u32, head: &str, body: &[u8]) -> Vec<u8> {
    record(number, "response", "application/http; msgtype=response", &[head.as_bytes(), b"\r\n", body].concat())
}

/// An article with a share link under it.
fn page() -> Vec<u8> {
    let paragraphs: String = ARTICLE.split("\n\n").map(|block| format!("<p>{}</p>\n", block.trim())).collect();
    format!("<html><body><article>{paragraphs}</article><p>Share on Facebook</p></body></html>").into_bytes()
}

/// What a crawl of four pages leaves, with a request, an image and an error among them.
fn archive() -> Vec<u8> {
    let chunked = [format!("{:X}\r\n", gzip(&page()).len()).as_bytes(), &gzip(&page()), b"\r\n0\r\n\r\n"].concat();
    let packed = format!("{ANSWER}Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n");
    [
        record(1, "warcinfo", "application/warc-fields", b"software: made-up\r\n"),
        record(2, "request", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
        response(3, ANSWER, &page()),
        response(4, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\n", WESTERN),
        response(5, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n", b"<p>Not found</p>"),
        response(6, &packed, &chunked),
        response(7, &format!("{ANSWER}Content-Encoding: br\r\n"), BROTLI),
        response(8, "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n", b"\x89PNG\r\n\x1a\n"),
    ]
    .concat()
}

/// The same with a record in the middle whose member is damaged.
fn broken() -> Vec<u8> {
    let text: String = (0..20_000_u64).map(|at| char::from(b'a' + (at.wrapping_mul(at) % 23) as u8)).collect();
    let mut damaged = response(9, ANSWER, text.as_bytes());
    let middle = damaged.len() / 2;
    damaged[middle..middle + 60].fill(0xff);
    [archive(), damaged, response(10, ANSWER, &page())].concat()
}

fn lines(bytes: &[u8]) -> Vec<Value> {
    bytes
        .split(|&byte| byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect()
}

fn unpacked(path: &Path) -> Vec<Value> {
    let mut bytes = Vec::new();
    std::io::copy(&mut MultiGzDecoder::new(fs::File::open(path).unwrap()), &mut bytes).unwrap();
    lines(&bytes)
}

fn column<'v>(records: &'v [Value], path: &str) -> Vec<&'v str> {
    records.iter().map(|record| record.pointer(path).and_then(Value::as_str).unwrap_or_default()).collect()
}

#[test]
fn pages_of_an_archive_become_records() {
    let folder = tempfile::tempdir().unwrap();
    tree(folder.path(), &[("a.warc.gz", &archive())]);
    let output = polyscrub().current_dir(folder.path()).args(["clean", "a.warc.gz"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("8 pages: 4 cleaned, 0 emptied, 4 skipped, 0 failed"), "{said}");
    assert!(said.contains("skipped: 4 (a record that is no page)"), "{said}");
    let records = lines(&output.stdout);
    assert_eq!(column(&records, "/id"), ["record-3", "record-4", "record-6", "record-7"]);
    assert_eq!(column(&records, "/url")[0], "https://www.a.example/3");
    assert_eq!(column(&records, "/date"), ["2024-05-06T07:08:09Z"; 4]);
    assert_eq!(column(&records, "/source"), ["a.warc.gz"; 4]);
    assert_eq!(column(&records, "/polyscrub/encoding"), ["UTF-8", "windows-1252", "UTF-8", "UTF-8"]);
    let texts = column(&records, "/text");
    assert_eq!((texts[0].trim(), texts[2].trim()), (ARTICLE.trim(), ARTICLE.trim()), "the share link goes");
    assert!(texts[1].contains("Im Sommer liegt die Wärme lange über dem Tal."), "{}", texts[1]);
    assert!(texts[3].contains("Im Winter liegt das Eis lange über dem Tal"), "{}", texts[3]);
}

#[test]
fn a_damaged_record_fails_and_everything_else_is_cleaned() {
    let folder = tempfile::tempdir().unwrap();
    tree(folder.path(), &[("in/a.warc.gz", &broken()), ("in/b.txt", ARTICLE.as_bytes())]);
    let output = polyscrub().current_dir(folder.path()).args(["clean", "in", "-o", "out"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("11 pages: 6 cleaned, 0 emptied, 4 skipped, 1 failed"), "{said}");
    assert!(said.contains("a.warc.gz#9: "), "{said}");
    let records = unpacked(&folder.path().join("out/a.warc.gz.jsonl.gz"));
    let statuses = column(&records, "/polyscrub/status");
    assert_eq!(statuses, ["cleaned", "cleaned", "cleaned", "cleaned", "failed", "cleaned"]);
    assert_eq!(column(&records, "/id").last(), Some(&"record-10"));
    assert!(folder.path().join("out/b.txt.txt").is_file());
}

#[test]
fn text_of_pages_is_read_from_wet_files() {
    let folder = tempfile::tempdir().unwrap();
    let wet = [
        record(1, "warcinfo", "application/warc-fields", b"software: made-up\r\n"),
        record(2, "conversion", "text/plain", ARTICLE.as_bytes()),
    ];
    tree(folder.path(), &[("a.warc.wet.gz", &wet.concat())]);
    let output = polyscrub().arg("clean").arg(folder.path().join("a.warc.wet.gz")).output().unwrap();
    assert_eq!(column(&lines(&output.stdout), "/text"), [ARTICLE]);
    let report = polyscrub().arg("report").arg(folder.path()).args(["--format", "json"]).output().unwrap();
    assert!(String::from_utf8_lossy(&report.stdout).contains("no-page"));
}

#[test]
fn what_was_cut_from_an_archive_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    // Beside it a shard whose name is that of the archive's output.
    let shard = format!("{}\n", serde_json::json!({"id": "x", "text": ARTICLE}));
    tree(folder.path(), &[("in/sub/a.warc.gz", &archive()), ("in/sub/a.warc.gz.jsonl.gz", &gzip(shard.as_bytes()))]);
    let mut clean = polyscrub();
    clean.arg("clean").arg(place("in")).arg("-o").arg(place("out")).arg("--removals").arg(place("removals"));
    clean.arg("--keep-extracted").arg(place("extracted")).assert().code(0);
    let mut restore = polyscrub();
    restore.arg("restore").arg(place("out")).arg("--removals").arg(place("removals")).arg("-o").arg(place("back"));
    restore.assert().code(0);
    let texts = |folder: &str| {
        let records = unpacked(&place(folder).join("sub/a.warc.gz.jsonl.gz"));
        column(&records, "/text").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(texts("back"), texts("extracted"));
    assert_ne!(texts("out"), texts("extracted"));
    assert_eq!(column(&unpacked(&place("back/sub/a.warc.gz.jsonl.gz.jsonl")), "/text"), [ARTICLE]);
}

#[test]
fn any_number_of_threads_writes_the_same() {
    let folder = tempfile::tempdir().unwrap();
    tree(folder.path(), &[("a.warc.gz", &broken().repeat(20))]);
    let run = |threads: &str| {
        let mut clean = polyscrub();
        clean.current_dir(folder.path()).args(["clean", "-q", "a.warc.gz", "--threads", threads]);
        clean.output().unwrap().stdout
    };
    let alone = run("1");
    assert_eq!(lines(&alone).len(), 120);
    assert!(alone == run("3"));
}

#[test]
fn addresses_name_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let head = "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: ../../outside\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\n";
    tree(folder.path(), &[("in/a.warc", format!("{head}Hello\r\n\r\n").as_bytes())]);
    polyscrub().arg("clean").arg(folder.path().join("in")).arg("-o").arg(folder.path().join("out")).assert().code(0);
    let mut names: Vec<String> = fs::read_dir(folder.path().join("out"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["a.warc.jsonl", "manifest.jsonl", "pages.jsonl"]);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn the_example_of_the_manual_is_read() {
    let archive = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora/archives/crawl.warc");
    let output = polyscrub().arg("clean").arg(archive).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("7 pages: 2 cleaned, 0 emptied, 5 skipped, 0 failed"));
    assert_eq!(column(&lines(&output.stdout), "/polyscrub/encoding"), ["UTF-8", "windows-1252"]);
}

#[test]
fn arc_files_are_refused_with_what_helps() {
    let folder = tempfile::tempdir().unwrap();
    tree(folder.path(), &[("a.arc.gz", &gzip(b"filedesc://a.arc 192.0.2.1 20080430204825 text/plain 5\n1 0 a\n"))]);
    let output = polyscrub().arg("clean").arg(folder.path().join("a.arc.gz")).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("warcio recompress"));
}

#[test]
fn a_page_that_the_crawler_cut_says_why() {
    let head = "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Truncated: length\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\n";
    let output = polyscrub().arg("clean").write_stdin(format!("{head}Hello\r\n\r\n")).output().unwrap();
    let records = lines(&output.stdout);
    assert_eq!((output.status.code(), column(&records, "/warc_truncated")), (Some(0), vec!["length"]));
    assert_eq!(column(&records, "/polyscrub/status"), ["cleaned"]);
}
