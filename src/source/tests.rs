use std::{fs, io::Write, path::PathBuf};

use flate2::{Compression as Level, write::GzEncoder};
use proptest::prelude::*;
use serde_json::json;

use super::*;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Level::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstandard(bytes: &[u8]) -> Vec<u8> {
    zstd::stream::encode_all(bytes, 1).unwrap()
}

/// What was delivered, and how it ended.
fn drain(bytes: &[u8], total: Option<u64>) -> (Vec<u8>, Option<ReadError>) {
    let mut reader = inflate(bytes, total).unwrap();
    let mut data = Vec::new();
    let end = reader.read_to_end(&mut data).err().map(ReadError::from);
    (data, end)
}

fn records(input: &[u8], page: u64) -> Vec<Result<Record, RecordError>> {
    Records::new(BufReader::with_capacity(7, input), Fields::default(), Limits { page, total: None }).collect()
}

/// Bytes that do not compress to nothing.
fn noise(length: usize) -> Vec<u8> {
    (0..length as u64).map(|at| (at.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as u8).collect()
}

#[test]
fn compression_is_told_from_content() {
    assert_eq!(drain(b"plain", None), (b"plain".to_vec(), None));
    assert_eq!(drain(b"", None), (Vec::new(), None));
    assert_eq!(drain(&zstandard(b"data"), None), (b"data".to_vec(), None));
    let members = [gzip(b"one "), gzip(b"two")].concat();
    assert_eq!(drain(&members, None), (b"one two".to_vec(), None));
}

#[test]
fn truncated_data_is_delivered_before_the_error() {
    let data = noise(300_000);
    for packed in [gzip(&data), zstandard(&data)] {
        let (read, end) = drain(&packed[..packed.len() * 2 / 3], None);
        assert_eq!(end, Some(ReadError::Truncated));
        assert!(read.len() > 1_000 && data.starts_with(&read));
    }
}

#[test]
fn damage_is_told_from_truncation() {
    let mut packed = gzip(b"some text");
    packed.extend_from_slice(b"garbage after the member");
    let (read, end) = drain(&packed, None);
    assert_eq!(read, b"some text");
    assert!(matches!(end, Some(ReadError::Corrupt(_))), "{end:?}");
}

#[test]
fn bombs_are_stopped() {
    let bomb = zstandard(&vec![0; 80 << 20]);
    assert!(matches!(drain(&bomb, None).1, Some(ReadError::Bomb { .. })));
    assert_eq!(drain(&gzip(&[b'a'; 5_000]), Some(4_000)).1, Some(ReadError::Bomb { limit: 4_000 }));
}

#[test]
fn formats_are_told_from_content() {
    let cases: &[(&[u8], Option<&str>, Content)] = &[
        (b"<!DOCTYPE html><p>x", Some("a.txt"), Content::Html),
        (b"\xef\xbb\xbf\n<html>", None, Content::Html),
        (b"<div><p>One</p><p>Two</p></div>", None, Content::Html),
        (b"\xff\xfe<\0p\0>\0a\0<\0/\0p\0>\0<\0p\0>\0", None, Content::Html),
        (b"Use the <b> tag for bold text.", Some("a.txt"), Content::Text),
        (b"Use the <b> tag for bold text.", None, Content::Text),
        (b"No tags at all", Some("a.html"), Content::Text),
        (b"{\"text\": \"<p>a</p><p>b</p>\"}\n{\"text\": 1}\n", Some("a.html"), Content::Jsonl),
        (b"not json\n{\"a\":1}\n{\"a\":2}\n", None, Content::Jsonl),
        (b"{\"text\": \"cut off", None, Content::Jsonl),
        (b"{name} wrote this.\nAnd that.", None, Content::Text),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Some("a.html"), Content::Binary),
        (b"PAR1\x15\x04\x15\x20\x15\x24", Some("a.txt"), Content::Parquet),
        (b"PAR1 is where the race begins.", Some("a.parquet"), Content::Text),
        (b"", None, Content::Empty),
        (b"\xef\xbb\xbf", None, Content::Empty),
        (b" \r\n\t\0\0", None, Content::Empty),
    ];
    for (bytes, name, content) in cases {
        assert_eq!(
            sniff(bytes, name.map(Path::new), InputFormat::Auto),
            *content,
            "{}",
            String::from_utf8_lossy(bytes)
        );
    }
    assert_eq!(sniff(b"<html>", None, InputFormat::Text), Content::Text);
    assert_eq!(sniff(b"%PDF-1.4\n", None, InputFormat::Text), Content::Binary);
    assert_eq!(sniff(b"PAR1\x15\x04\x15\x20", None, InputFormat::Text), Content::Binary);
    assert_eq!(sniff(b"no table", None, InputFormat::Parquet), Content::Parquet);
}

#[test]
fn archives_are_told_from_content_even_where_they_hold_images() {
    let told = |bytes: &[u8], name: &str| sniff(bytes, Some(Path::new(name)), InputFormat::Auto);
    let image = [b"WARC/1.1\r\nWARC-Type: resource\r\n\r\n", &[0; 5000][..]].concat();
    assert_eq!(told(&image, "a.txt"), Content::Warc);
    assert_eq!(told(b"filedesc://a.arc 192.0.2.1", "a.arc"), Content::Warc);
    assert_eq!(told(b"WARC/1.0 is a format of archives.", "a.txt"), Content::Text);
    assert_eq!(told(b"WARC is a format.\nWARC/1.0\n", "a.txt"), Content::Text);
    let damaged = b"damage\nWARC/1.0\r\n";
    for name in ["a.warc", "a.WARC.gz", "a.warc.wet.gz", "a.wet.zst"] {
        assert_eq!(told(damaged, name), Content::Warc, "{name}");
        assert_eq!(told(b"Only text.", name), Content::Text, "{name}");
    }
    assert_eq!(sniff(damaged, None, InputFormat::Warc), Content::Warc);
    assert_eq!(sniff(&image, None, InputFormat::Text), Content::Binary);
}

#[test]
fn records_keep_order_and_fields() {
    let input = b"\xef\xbb\xbf{\"z\":1,\"text\":\"Hi\",\"id\":7,\"url\":\"u\",\"a\":[]}\r\n\n  \n{\"html\":\"<p>\",\"text\":null}\n{\"text\":5}";
    let records: Vec<Record> = records(input, 1_000).into_iter().map(Result::unwrap).collect();
    assert_eq!(records[0].value.json().keys().collect::<Vec<_>>(), ["z", "text", "id", "url", "a"]);
    assert_eq!((records[0].id.clone(), records[0].url.as_deref()), (Some(json!(7)), Some("u")));
    let contents: Vec<_> = records.iter().map(|record| record.content.clone()).collect();
    let expected =
        [RecordContent::Text("Hi".to_owned()), RecordContent::Html("<p>".to_owned()), RecordContent::Missing];
    assert_eq!(contents, expected);
    assert_eq!(records.iter().map(|record| record.number).collect::<Vec<_>>(), [1, 4, 5]);
}

#[test]
fn numbers_of_the_user_are_unchanged() {
    let line = r#"{"text":"a","n":12345678901234567890123,"x":1.10}"#;
    let record = records(line.as_bytes(), 1_000).remove(0).unwrap();
    assert_eq!(serde_json::to_string(&*record.value.json()).unwrap(), line.replace("\"a\"", "null"));
}

#[test]
fn lone_surrogates_are_replaced_and_counted() {
    let cases = [
        (r#"{"text":"a\ud800b"}"#, "a\u{fffd}b", 1),
        (r#"{"text":"\uDE00\ud83d\ude00"}"#, "\u{fffd}😀", 1),
        (r#"{"text":"\ud800\ud83d\ude00"}"#, "\u{fffd}😀", 1),
        (r#"{"text":"\\ud800"}"#, "\\ud800", 0),
    ];
    for (line, text, replaced) in cases {
        let record = records(line.as_bytes(), 1_000).remove(0).unwrap();
        assert_eq!((record.content, record.replaced), (RecordContent::Text(text.to_owned()), replaced), "{line}");
    }
}

#[test]
fn chunks_that_cut_characters_change_no_record() {
    let shard = "\u{feff}{\"text\":\"Grüße 🌊 привет\",\"id\":1}\r\nnot json é\n{\"text\":\"\\ud83c\\udf0a 海\"}\n{\"html\":\"half é";
    let read = |size: usize| {
        let reader = io::BufReader::with_capacity(size, shard.as_bytes());
        Records::new(reader, Fields::default(), Limits::default())
            .map(|record| format!("{record:?}"))
            .collect::<Vec<_>>()
    };
    let whole = read(shard.len());
    assert_eq!(whole.len(), 4);
    assert!((1..40).all(|size| read(size) == whole));
}

#[test]
fn bad_lines_do_not_stop_the_rest() {
    let deep = "[".repeat(500);
    let long = "x".repeat(700);
    let input = format!("{{bad\n[1]\n{{\"a\":NaN}}\n{deep}\n{long}\n{{\"text\":\"ok\"}}\n");
    let mut results = records(input.as_bytes(), 600);
    assert_eq!(results.pop().unwrap().unwrap().content, RecordContent::Text("ok".to_owned()));
    let errors: Vec<RecordError> = results.into_iter().map(Result::unwrap_err).collect();
    assert_eq!(errors.iter().map(|error| error.number).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    assert_eq!(errors[1].problem, RecordProblem::NotObject);
    assert_eq!(errors[4].problem, RecordProblem::TooLarge { limit: 600 });
    assert!([0, 2, 3].iter().all(|&at| matches!(errors[at].problem, RecordProblem::Json(_))));
}

#[test]
fn a_truncated_shard_gives_its_whole_lines_then_an_error() {
    let lines: Vec<u8> = (0..2_000).flat_map(|n| format!("{{\"text\":\"{n} {:?}\"}}\n", n * n).into_bytes()).collect();
    let packed = gzip(&lines);
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("shard.jsonl");
    fs::write(&path, &packed[..packed.len() / 2]).unwrap();
    let opened = open(&path, InputFormat::Auto, Limits::default()).unwrap();
    assert_eq!((opened.content, opened.compression), (Content::Jsonl, Compression::Gzip));
    let mut results: Vec<_> = opened.records(&Fields::default(), false, Limits::default()).unwrap().records.collect();
    assert_eq!(results.pop().unwrap().unwrap_err().problem, RecordProblem::Read(ReadError::Truncated));
    assert!(results.len() > 100 && results.iter().all(Result::is_ok));
}

#[test]
fn pages_above_the_limit_are_refused() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a.txt");
    fs::write(&path, "12345").unwrap();
    let page = |page| open(&path, InputFormat::Auto, Limits::default()).unwrap().page(Limits { page, total: None });
    assert_eq!(page(5), Ok(b"12345".to_vec()));
    assert_eq!(page(4), Err(ReadError::TooLarge { limit: 4 }));
}

#[test]
fn the_length_that_a_file_was_listed_with_is_a_hint() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a.txt");
    let text = b"Das Tal ist eng.\n".repeat(9);
    for bytes in [text.clone(), gzip(&text), zstandard(&text)] {
        fs::write(&path, &bytes).unwrap();
        let length = bytes.len() as u64;
        // Grown or cut since then, new, or as it was.
        for listed in [0, 1, length - 1, length, length + 1, HEAD, HEAD + 1] {
            let open = |page| {
                open_listed(&path, listed, InputFormat::Auto, Limits::default())?.page(Limits { page, total: None })
            };
            assert_eq!(open(text.len() as u64).as_ref(), Ok(&text), "{length} bytes, listed with {listed}");
            assert_eq!(open(20), Err(ReadError::TooLarge { limit: 20 }));
        }
    }
    fs::write(&path, "").unwrap();
    assert_eq!(open_listed(&path, 9, InputFormat::Auto, Limits::default()).unwrap().content, Content::Empty);
}

/// What a walk finds, by its place below the root: files with their length, other things without.
fn found(root: &Path, filters: &Filters) -> Vec<(PathBuf, Option<u64>)> {
    let walk = Walk::new(root, filters).unwrap();
    let pair = |found| match found {
        Found::File(path, version) => (path, Some(version.size)),
        Found::Special(path) | Found::Unreadable(path, _) => (path, None),
    };
    walk.map(pair).map(|(path, length)| (path.strip_prefix(root).unwrap().to_owned(), length)).collect()
}

#[test]
fn directories_are_walked_sorted_and_filtered() {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path();
    fs::create_dir_all(root.join("b/skip")).unwrap();
    for name in ["b/z.html", "b/a.HTML.gz", "b/skip/x.html", "c.css", "a.html", "html", ".gitignore", ".hidden.html"] {
        fs::write(root.join(name), "*").unwrap();
    }
    let names = |filters: &Filters| {
        let found = found(root, filters);
        assert!(found.iter().all(|(_, length)| *length == Some(1)));
        found.into_iter().map(|(path, _)| path.display().to_string()).collect::<Vec<_>>()
    };
    let all = [".gitignore", ".hidden.html", "a.html", "b/a.HTML.gz", "b/skip/x.html", "b/z.html", "c.css", "html"];
    assert_eq!(names(&Filters::default()), all);
    let some = |extension: &str| {
        names(&Filters { extensions: vec![extension.to_owned()], exclude: vec!["skip".into(), ".hidden*".into()] })
    };
    assert_eq!(some("html"), ["a.html", "b/a.HTML.gz", "b/z.html"]);
    assert_eq!(some(".Html.gz"), ["b/a.HTML.gz"]);
    assert_eq!(some("gz"), ["b/a.HTML.gz"]);
}

#[test]
fn a_walk_tells_what_a_directory_holds() {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path();
    fs::create_dir_all(root.join("a/a")).unwrap();
    for name in ["a/b", "a/b-1", "a/b.txt", "c"] {
        fs::write(root.join(name), "*").unwrap();
    }
    let mut walk = Walk::new(root, &Filters { extensions: vec!["txt".into()], ..Filters::default() }).unwrap();
    assert!(!walk.lists("a".as_ref()), "nothing is open");
    assert!(walk.next().unwrap().path().ends_with("a/b.txt"));
    assert_eq!(["a", "b", "b.txt", "c", ""].map(|name| walk.lists(name.as_ref())), [true, true, true, false, false]);
}

#[test]
fn bad_patterns_are_errors() {
    for glob in ["a[", "!a", " "] {
        let filters = Filters { exclude: vec![glob.to_owned()], ..Filters::default() };
        assert_eq!(Walk::new(Path::new("."), &filters).unwrap_err().glob, glob);
    }
}

#[test]
fn what_is_not_there_is_told() {
    let missing = Walk::new(Path::new("no/such/place"), &Filters::default()).unwrap().next();
    assert!(matches!(missing, Some(Found::Unreadable(path, _)) if path == Path::new("no/such/place")));
}

#[cfg(unix)]
#[test]
fn links_and_special_files_are_told_and_any_name_works() {
    use std::os::unix::{ffi::OsStrExt, fs::symlink, net::UnixListener};
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path().join("pages");
    fs::create_dir(&root).unwrap();
    symlink(&root, root.join("loop")).unwrap();
    symlink("nowhere", root.join("dangling")).unwrap();
    let _socket = UnixListener::bind(root.join("socket")).unwrap();
    let odd = std::ffi::OsStr::from_bytes(b"z\xff.txt");
    fs::write(root.join(odd), "x").unwrap();
    let expected =
        [("dangling".into(), None), ("loop".into(), None), ("socket".into(), None), (PathBuf::from(odd), Some(1))];
    assert_eq!(found(&root, &Filters::default()), expected);
    let link = directory.path().join("link");
    symlink(&root, &link).unwrap();
    assert_eq!(found(&link, &Filters::default()), expected, "a root that is a link is followed");
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let results = records(&bytes, 100);
        prop_assert!(results.len() <= bytes.split(|&byte| byte == b'\n').count());
        let _ = sniff(&bytes, None, InputFormat::Auto);
        let _ = drain(&bytes, None);
    }

    #[test]
    fn any_strings_come_back(texts in prop::collection::vec("\\PC{0,40}", 1..6)) {
        let lines: String = texts.iter().map(|text| json!({ "text": text }).to_string() + "\n").collect();
        let read: Vec<_> = records(lines.as_bytes(), 10_000).into_iter().map(|record| record.unwrap().content).collect();
        let expected: Vec<_> = texts.into_iter().map(RecordContent::Text).collect();
        prop_assert_eq!(read, expected);
    }
}
