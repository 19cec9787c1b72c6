//! Bad input: each gets a message or a count, everything else is cleaned, and the exit code tells.
#![cfg(unix)]

mod common;

use std::{
    ffi::OsStr,
    fs,
    io::Write,
    os::unix::ffi::OsStrExt,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use common::{ARTICLE, polyscrub, tree};
use serde_json::Value;

/// Cleans a directory of one good page and `files`; returns the exit code, standard error, and status and reason by page.
fn run(files: &[(&str, &[u8])]) -> (i32, String, Vec<(String, String, String)>) {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages");
    tree(&pages, files);
    tree(&pages, &[("good.txt", ARTICLE.as_bytes())]);
    clean(&pages, &folder.path().join("out"), &[])
}

fn clean(pages: &Path, out: &Path, flags: &[&str]) -> (i32, String, Vec<(String, String, String)>) {
    let output = polyscrub().arg("clean").arg(pages).arg("-o").arg(out).args(flags).output().unwrap();
    assert_eq!(fs::read_to_string(out.join("good.txt.txt")).unwrap(), ARTICLE);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let metadata = fs::read_to_string(out.join("pages.jsonl")).unwrap();
    let rows = metadata.lines().map(|line| {
        let row: Value = serde_json::from_str(line).unwrap();
        (text(&row["page"]), text(&row["status"]), text(&row["reason"]))
    });
    let rows = rows.filter(|row| row.0 != "good.txt").collect();
    (output.status.code().unwrap(), String::from_utf8_lossy(&output.stderr).into_owned(), rows)
}

fn row(page: &str, status: &str, reason: &str) -> (String, String, String) {
    (page.to_owned(), status.to_owned(), reason.to_owned())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    gzip_as(bytes, flate2::Compression::fast())
}

fn gzip_as(bytes: &[u8], level: flate2::Compression) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), level);
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn empty_files_and_lone_marks_are_emptied() {
    let (code, _, rows) = run(&[("a", b""), ("b", b"\xef\xbb\xbf")]);
    assert_eq!(code, 0);
    assert_eq!(rows, [row("a", "emptied", "no-text"), row("b", "emptied", "no-text")]);
}

#[test]
fn odd_encodings_are_cleaned() {
    let utf16: Vec<u8> = "Der Fluss ist breit.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode("Река широкая и холодная, лодок на ней мало.");
    let files: [(&str, &[u8]); 4] = [
        ("a", &utf16),
        ("b", &cyrillic),
        ("c", b"Der Flu\xff ist breit."),
        ("d", b"Der Fluss\0 ist breit, das Wasser kalt."),
    ];
    let (code, _, rows) = run(&files);
    assert_eq!(code, 0);
    assert!(rows.iter().all(|row| row.1 == "cleaned"), "{rows:?}");
}

#[test]
fn images_are_skipped_whatever_their_name() {
    let (code, stderr, rows) = run(&[("a.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")]);
    assert_eq!((code, rows), (0, vec![row("a.html", "skipped", "binary")]));
    assert!(stderr.contains("a.html: not text"), "{stderr}");
}

#[test]
fn one_long_line_is_cleaned() {
    let line = "wort ".repeat(10_000_000);
    assert_eq!(run(&[("a.txt", line.as_bytes())]).0, 0);
}

#[test]
fn deep_nesting_is_cleaned() {
    let html = format!("<html>{}Der Fluss ist breit.", "<div>".repeat(100_000));
    let (code, _, rows) = run(&[("a.html", html.as_bytes())]);
    assert_eq!((code, rows), (0, vec![row("a.html", "cleaned", "")]));
}

#[test]
fn pages_above_the_limit_are_skipped() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages");
    tree(&pages, &[("good.txt", ARTICLE.as_bytes()), ("large.txt", &[b'a'; 2000])]);
    let (code, _, rows) = clean(&pages, &folder.path().join("out"), &["--max-page-size", "1k"]);
    assert_eq!((code, rows), (0, vec![row("large.txt", "skipped", "too-large")]));
}

#[test]
fn truncated_compression_fails_after_what_was_whole() {
    // Numbers that do not repeat, so that little fits into a compressed block.
    let mut state = 1_u64;
    let mut shard = String::new();
    for id in 0..20_000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        shard.push_str(&format!("{{\"id\":{id},\"text\":\"Satz {state}\"}}\n"));
    }
    let gzip = gzip(shard.as_bytes());
    let zstd = zstd::encode_all(shard.as_bytes(), 1).unwrap();
    let (code, stderr, rows) =
        run(&[("a.jsonl.gz", &gzip[..gzip.len() / 2]), ("b.jsonl.zst", &zstd[..zstd.len() / 2])]);
    assert_eq!(code, 3, "{stderr}");
    let failed: Vec<_> = rows.iter().filter(|row| row.1 == "failed").collect();
    assert_eq!(failed.iter().map(|row| row.2.as_str()).collect::<Vec<_>>(), ["truncated", "truncated"], "{failed:?}");
    assert!(rows.iter().filter(|row| row.1 == "cleaned").count() > 1000);
}

#[test]
fn bad_records_fail_alone() {
    let shard = b"{\"id\":1,\"text\":\"Satz\"}\nnot json\n{\"id\":3}\n\n{\"id\":4,\"text\":\"\\ud800\"}\n{\"id\":5,\"text\":\"Satz\"}\n[1]\n";
    let (code, stderr, rows) = run(&[("s.jsonl", shard)]);
    assert_eq!(code, 3);
    assert_eq!(
        rows,
        [
            row("1", "cleaned", ""),
            row("s.jsonl#2", "failed", "not-json"),
            row("3", "failed", "no-field"),
            row("4", "cleaned", ""),
            row("5", "cleaned", ""),
            row("s.jsonl#7", "failed", "not-json"),
        ]
    );
    assert!(stderr.contains("warning: s.jsonl#2: not a JSON object"), "{stderr}");
    let output = polyscrub().arg("clean").write_stdin(&shard[..]).output().unwrap();
    let records: Vec<Value> =
        output.stdout.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
    assert_eq!(records.len(), 6);
    assert_eq!(records[3]["text"], "\u{fffd}");
    assert_eq!(records[3]["polyscrub"]["flags"], serde_json::json!(["no-primary", "replaced"]));
    assert_eq!((&records[1]["id"], &records[1]["text"]), (&Value::Null, &Value::from("")));
}

#[test]
fn files_that_are_gone_are_told_from_links_that_lead_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages");
    tree(&pages, &[("good.txt", ARTICLE.as_bytes())]);
    std::os::unix::fs::symlink(folder.path().join("nowhere"), pages.join("b.txt")).unwrap();
    let (code, stderr, rows) = clean(&pages, &folder.path().join("out"), &[]);
    assert_eq!((code, rows), (0, vec![row("b.txt", "skipped", "special")]), "links in a directory are not followed");
    assert!(stderr.contains("b.txt: not a regular file"), "{stderr}");
    polyscrub().arg("clean").arg(folder.path().join("nowhere")).assert().code(2);
}

#[test]
fn a_file_that_vanishes_fails() {
    use std::io::Read;
    let folder = tempfile::tempdir().unwrap();
    let shard: String = (0..50_000).map(|id| format!("{{\"id\":{id},\"text\":\"Satz\"}}\n")).collect();
    tree(folder.path(), &[("a.jsonl", shard.as_bytes()), ("b.jsonl", shard.as_bytes()), ("c.txt", b"Satz")]);
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("polyscrub"))
        .args(["clean", "--to", "jsonl", "--threads", "1"])
        .arg(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // The pipe holds far less than the first shard: the run waits for us in the middle of it, the second still to open.
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0; 1000]).unwrap();
    fs::remove_file(folder.path().join("b.jsonl")).unwrap();
    let mut rest = String::new();
    stdout.read_to_string(&mut rest).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(3));
    assert!(rest.contains("\"reason\":\"vanished\"") && rest.contains("c.txt"));
}

#[test]
fn an_unreadable_file_fails() {
    // Root may read any file of its own, but nobody the unmapped start of a process's memory.
    let path = Path::new("/proc/self/mem");
    if !path.exists() {
        eprintln!("skipped: there is no {}", path.display());
        return;
    }
    let output = polyscrub().args(["clean", "--to", "jsonl"]).arg(path).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stdout).contains("\"reason\":\"unreadable\""));
}

#[test]
fn link_loops_are_not_followed_and_odd_names_survive() {
    let folder = tempfile::tempdir().unwrap();
    let (pages, out) = (folder.path().join("pages"), folder.path().join("out"));
    tree(&pages, &[("good.txt", ARTICLE.as_bytes())]);
    std::os::unix::fs::symlink(&pages, pages.join("loop")).unwrap();
    let odd = OsStr::from_bytes(b"odd-\xff.txt");
    fs::write(pages.join(odd), ARTICLE).unwrap();
    let (code, _, rows) = clean(&pages, &out, &[]);
    assert_eq!(code, 0);
    assert_eq!(rows, [row("loop", "skipped", "special"), row("odd-\u{fffd}.txt", "cleaned", "")]);
    assert_eq!(fs::read_to_string(out.join(OsStr::from_bytes(b"odd-\xff.txt.txt"))).unwrap(), ARTICLE);
}

#[test]
fn output_inside_the_input_and_output_that_is_not_empty_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (pages, out) = (folder.path().join("pages"), folder.path().join("out"));
    tree(&pages, &[("good.txt", ARTICLE.as_bytes())]);
    polyscrub().arg("clean").arg(&pages).arg("-o").arg(pages.join("x/y")).assert().code(2);
    assert!(!pages.join("x").exists());
    polyscrub().arg("clean").arg(pages.join("good.txt")).arg("-o").arg(pages.join("good.txt")).assert().code(2);
    tree(&out, &[("old.txt", b"old")]);
    polyscrub().arg("clean").arg(&pages).arg("-o").arg(&out).assert().code(2);
    assert_eq!(fs::read_dir(&out).unwrap().count(), 1);
    assert_eq!(clean(&pages, &out, &["--overwrite"]).0, 0);
}

#[test]
fn two_inputs_never_share_a_place() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages");
    tree(&pages, &[("a/x.txt", ARTICLE.as_bytes())]);
    let mut twice = polyscrub();
    twice.arg("clean").arg(&pages).arg(pages.join("a")).arg("-o").arg(folder.path().join("out")).assert().code(2);
}

#[test]
fn a_full_disk_stops_the_run() {
    let folder = tempfile::tempdir().unwrap();
    tree(folder.path(), &[("a.txt", ARTICLE.as_bytes())]);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = Command::new(assert_cmd::cargo::cargo_bin("polyscrub"))
        .arg("clean")
        .arg(folder.path().join("a.txt"))
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(4));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot write -"));
}

#[test]
fn a_full_file_system_leaves_no_half_written_file_and_the_run_goes_on_with_more_room() {
    let folder = tempfile::tempdir().unwrap();
    let (pages, disk) = (folder.path().join("pages"), folder.path().join("disk"));
    fs::create_dir(&disk).unwrap();
    for index in 0..200 {
        tree(&pages, &[(&format!("{index:03}.txt"), ARTICLE.repeat(20).as_bytes())]);
    }
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(&disk).output();
    if !mounted.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: mounting a small file system needs root");
        return;
    }
    let output = polyscrub().arg("clean").arg(&pages).arg("-o").arg(disk.join("out")).output().unwrap();
    let texts = || {
        let files = fs::read_dir(disk.join("out")).unwrap().map(|entry| entry.unwrap().path());
        let texts = files.filter(|path| path.extension().is_some_and(|own| own == "txt"));
        texts.map(|path| fs::read_to_string(path).unwrap()).collect::<Vec<_>>()
    };
    let whole = texts().iter().all(|text| *text == ARTICLE.repeat(20));
    Command::new("mount").args(["-o", "remount,size=10m"]).arg(&disk).status().unwrap();
    let resumed =
        polyscrub().arg("clean").arg(&pages).arg("-o").arg(disk.join("out")).arg("--resume").output().unwrap();
    let all = texts();
    Command::new("umount").arg(&disk).status().unwrap();
    assert_eq!(output.status.code(), Some(4), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(resumed.status.code(), Some(0), "{}", String::from_utf8_lossy(&resumed.stderr));
    assert!(all.len() == 200 && all.iter().all(|text| *text == ARTICLE.repeat(20)));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot write "));
    assert!(whole, "a file under its final name is whole");
}

/// Starts a run on standard input that waits for more, sends it a signal, and tells its exit code.
fn signalled(signal: &str) -> (Option<i32>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.jsonl");
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("polyscrub"))
        .args(["clean", "--input", "jsonl", "-", "-o"])
        .arg(&out)
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // More than one batch, so that something has been written when the signal comes; then silence.
    for index in 0..2000 {
        writeln!(stdin, "{{\"id\":{index},\"text\":\"Satz\"}}").unwrap();
    }
    stdin.flush().unwrap();
    // The file is made once signals are heeded.
    let made = || fs::read_dir(folder.path()).unwrap().next().is_some();
    for _ in 0..600 {
        if made() {
            break;
        }
        thread::sleep(Duration::from_millis(100));
    }
    Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
    let code = child.wait().unwrap().code();
    drop(stdin);
    let names = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    (code, names.collect())
}

#[test]
fn ctrl_c_and_sigterm_end_a_run_that_waits() {
    let (code, names) = signalled("-INT");
    assert_eq!((code, names), (Some(130), vec!["out.jsonl.partial".to_owned()]));
    let (code, names) = signalled("-TERM");
    assert_eq!((code, names), (Some(4), vec!["out.jsonl.partial".to_owned()]));
}

#[test]
#[cfg(not(feature = "parquet"))]
fn a_program_without_tables_says_so() {
    let (code, stderr, rows) = run(&[("a.parquet", b"PAR1\x15\x04\x15\x20\x15\x24PAR1")]);
    assert_eq!((code, rows), (3, vec![row("a.parquet", "failed", "unreadable")]));
    assert!(stderr.contains("this program was built without Parquet (cargo feature `parquet`)"), "{stderr}");
    let refused = polyscrub().args(["clean", "--to", "parquet", "-o", "out.parquet"]).write_stdin("Text.\n").output();
    let refused = refused.unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--features parquet"));
}

#[test]
fn pages_of_nothing_but_white_space_or_nuls_are_emptied() {
    let (code, _, rows) = run(&[("a", b" \r\n\t\n"), ("b", &[0; 4096]), ("c", b"\xff\xfe\0\0"), ("d", &gzip(b""))]);
    assert_eq!(code, 0);
    assert_eq!(rows, ["a", "b", "c", "d"].map(|page| row(page, "emptied", "no-text")));
}

/// Sentences in six scripts, each with an encoding of the time before Unicode.
fn legacy() -> [(&'static encoding_rs::Encoding, &'static str); 6] {
    use encoding_rs::{GBK, SHIFT_JIS, WINDOWS_874, WINDOWS_1251, WINDOWS_1252, WINDOWS_1256};
    [
        (WINDOWS_1252, "Die Brücke über den Fluß ist für Fußgänger geöffnet, später wird sie gestrichen."),
        (WINDOWS_1251, "Река широкая и холодная, лодок на ней мало. Рыбаки ждут утра, пока туман не уйдёт с воды."),
        (WINDOWS_1256, "في الخريف يبقى الضباب طويلا فوق الوادي وينتظر الصيادون حتى يروا الضفة الأخرى"),
        (WINDOWS_874, "ในฤดูใบไม้ร่วงหมอกจะปกคลุมหุบเขาเป็นเวลานานและชาวประมงรอจนกว่าจะเห็นอีกฝั่งหนึ่ง"),
        (GBK, "秋天雾气长久地停留在山谷里,渔夫们一直等到看得见对岸。十点左右太阳才出来,水面变得明亮。"),
        (SHIFT_JIS, "秋になると霧は長いあいだ谷にとどまり、漁師たちは向こう岸が見えるまで待っている。"),
    ]
}

#[test]
fn legacy_encodings_are_told_declared_or_not_or_wrongly() {
    let folder = tempfile::tempdir().unwrap();
    for (number, (encoding, text)) in legacy().into_iter().enumerate() {
        let bytes = encoding.encode(text).0;
        let page = |label: &str| [format!("<html><meta charset={label}><p>").as_bytes(), &bytes].concat();
        for (ending, file) in [("none", bytes.to_vec()), ("right", page(encoding.name())), ("wrong", page("utf-8"))] {
            tree(folder.path(), &[(&format!("{number}.{ending}"), &file)]);
        }
    }
    let output = polyscrub().args(["clean", "--to", "jsonl"]).arg(folder.path()).output().unwrap();
    let expected = legacy().into_iter().flat_map(|one| [one; 3]);
    let records = output.stdout.split_inclusive(|byte| *byte == b'\n');
    let records: Vec<Value> = records.map(|line| serde_json::from_slice(line).unwrap()).collect();
    assert_eq!(records.len(), 18);
    for (record, (encoding, text)) in records.iter().zip(expected) {
        assert_eq!(record["polyscrub"]["encoding"], encoding.name(), "{}", record["id"]);
        assert_eq!(record["text"].as_str().unwrap().trim(), text);
    }
}

#[test]
fn line_ends_of_all_kinds_are_kept() {
    let text = "Der Fluss ist breit und kalt.\r\n\r\nDie Fischer warten am Ufer.\rDann kommt die Sonne.\u{2028}Es wird hell.\u{b}\u{c}Und warm.\u{85}Ende des Tages.\n\r\n";
    polyscrub().arg("clean").write_stdin(text).assert().code(0).stdout(text);
}

#[test]
fn floods_of_marks_are_kept_as_they_are() {
    let marks = ["\u{301}", "\u{202e}", "\u{200b}", "\u{feff}", "\u{e0041}"];
    let text: String =
        marks.iter().map(|mark| format!("Der Fluss ist breit{} und kalt.\n\n", mark.repeat(10_000))).collect();
    polyscrub().arg("clean").write_stdin(text.clone()).assert().code(0).stdout(text);
}

#[test]
fn bombs_are_stopped_in_pages_and_in_shards() {
    let text = "a".repeat(70 << 20);
    let shard =
        format!("{{\"id\":1,\"text\":\"Satz\"}}\n{{\"id\":2,\"text\":\"{text}\"}}\n{{\"id\":3,\"text\":\"Satz\"}}\n");
    // A frame of Zstandard that asks for a window of 2 GiB.
    let window = [0x28, 0xb5, 0x2f, 0xfd, 0, 21 << 3, 1, 0, 0];
    let page = zstd::encode_all(text.as_bytes(), 1).unwrap();
    let files: [(&str, &[u8]); 5] = [
        ("a.txt.gz", &gzip(text.as_bytes())),
        ("b.txt.zst", &page),
        // Packed less well it is a line that is too long, and the next one is read.
        ("c.jsonl.gz", &gzip_as(shard.as_bytes(), flate2::Compression::best())),
        ("d.jsonl.gz", &gzip(shard.as_bytes())),
        ("e.txt.zst", &window),
    ];
    let (code, stderr, rows) = run(&files);
    assert_eq!(code, 3, "what was behind the bomb in the shard is lost");
    let expected = [
        row("a.txt.gz", "skipped", "too-large"),
        row("b.txt.zst", "skipped", "too-large"),
        row("1", "cleaned", ""),
        row("c.jsonl.gz#2", "failed", "truncated"),
        row("1", "cleaned", ""),
        row("d.jsonl.gz#2", "skipped", "too-large"),
        row("3", "cleaned", ""),
        row("e.txt.zst", "failed", "truncated"),
    ];
    assert_eq!(rows, expected);
    assert!(stderr.contains("decompression bomb") && stderr.contains("too much memory"), "{stderr}");
}

#[test]
fn compression_is_told_from_content_and_undone_once() {
    let (whole, twice) = (gzip(ARTICLE.as_bytes()), gzip(&gzip(ARTICLE.as_bytes())));
    let members = [gzip(&ARTICLE.as_bytes()[..100]), gzip(&ARTICLE.as_bytes()[100..])].concat();
    let garbage = [&whole[..], b"garbage"].concat();
    let mut checksum = whole.clone();
    let at = checksum.len() - 8;
    checksum[at] ^= 1;
    let files: [(&str, &[u8]); 7] = [
        ("a.gz", ARTICLE.as_bytes()),
        ("b.txt", &whole),
        ("c.gz", &members),
        ("d.gz.gz", &twice),
        ("e.gz", &checksum),
        ("f.gz", &garbage),
        ("g.bz2", b"BZh91AY&SY\x01\x02\x03\x00\xff\xfe\x00\x00\x01\x02"),
    ];
    let (code, _, rows) = run(&files);
    let status: Vec<_> = rows.iter().map(|row| (row.1.as_str(), row.2.as_str())).collect();
    assert_eq!(code, 3);
    assert_eq!(status[..3], [("cleaned", ""); 3]);
    assert_eq!(status[3], ("skipped", "binary"), "a packed file in a packed file is data");
    assert_eq!(status[4..6], [("failed", "truncated"); 2]);
    assert_eq!(status[6], ("skipped", "binary"));
}

#[test]
fn odd_json_costs_its_line_at_most() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let shard = [
        r#"{"id":1,"text":"Satz","x":NaN}"#.to_owned(),
        r#"{"id":2,"text":"eins","text":"zwei","k":1,"k":2}"#.to_owned(),
        r#"{"id":3,"text":null}"#.to_owned(),
        r#"{"id":4,"text":7}"#.to_owned(),
        r#"{"id":5,"text":"Satz","n":123456789012345678901234567890,"f":1.10}"#.to_owned(),
        format!(r#"{{"id":6,"text":"Satz","d":{}}}"#, nested(500_000)),
        format!(r#"{{"id":7,"text":"Satz","d":{}}}"#, nested(100)),
        r#"{"id":8,"text":"no newline at the end"}"#.to_owned(),
    ];
    let output = polyscrub().args(["clean", "-"]).write_stdin(shard.join("\n")).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let stdout = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<Value> = stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<_> = lines.iter().map(|line| line["polyscrub"]["status"].as_str().unwrap()).collect();
    assert_eq!(told, ["failed", "cleaned", "emptied", "failed", "cleaned", "failed", "cleaned", "cleaned"]);
    assert_eq!((&lines[1]["text"], &lines[1]["k"]), (&Value::from("zwei"), &Value::from(2)), "the last one counts");
    assert!(stdout.contains(r#""n":123456789012345678901234567890,"f":1.10"#), "{stdout}");
    assert!(stdout.contains(&nested(100)));
    let half = "{\"id\":1,\"text\":\"Satz\"}\n{\"id\":2,\"text\":\"ha";
    let output = polyscrub().args(["clean", "-"]).write_stdin(half).output().unwrap();
    assert_eq!(output.status.code(), Some(3), "a line that was half written");
    assert!(String::from_utf8_lossy(&output.stderr).contains("-#2: not a JSON object"));
}

#[test]
fn any_name_works_and_none_commands_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let (pages, out) = (folder.path().join("pages"), folder.path().join("out"));
    let names = ["a\nb.txt", "dots..", "space ", "\u{e9}.txt", "e\u{301}.txt", "CON", "a:b", "-x"];
    tree(&pages, &[("good.txt", ARTICLE.as_bytes()), ("x\n\u{1b}[2J.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")]);
    let long = "y".repeat(255);
    for name in names.iter().chain([&long.as_str()]) {
        tree(&pages, &[(name, ARTICLE.as_bytes())]);
    }
    let (code, stderr, rows) = clean(&pages, &out, &[]);
    assert_eq!(code, 3);
    for name in names {
        assert_eq!(fs::read_to_string(out.join(format!("{name}.txt"))).unwrap(), ARTICLE, "{name:?}");
    }
    assert!(rows.contains(&row(&long, "failed", "unwritable")), "no room for an ending");
    assert!(stderr.contains(r"warning: x\n\u{1b}[2J.png: not text (page skipped)"), "{stderr}");
}

#[test]
fn pipes_and_sockets_are_skipped_and_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages");
    tree(&pages, &[("good.txt", ARTICLE.as_bytes())]);
    let fifo = pages.join("fifo");
    assert!(Command::new("mkfifo").arg(&fifo).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(pages.join("socket")).unwrap();
    fs::hard_link(pages.join("good.txt"), pages.join("hard.txt")).unwrap();
    let (code, _, rows) = clean(&pages, &folder.path().join("out"), &[]);
    assert_eq!(code, 0);
    let expected =
        [row("fifo", "skipped", "special"), row("hard.txt", "cleaned", ""), row("socket", "skipped", "special")];
    assert_eq!(rows, expected);
    let output = polyscrub().arg("clean").arg(&fifo).output().unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0), "nor where it is named");
}

#[test]
fn a_directory_that_may_not_be_read_fails() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let (pages, out) = (folder.path().join("pages"), folder.path().join("out"));
    tree(&pages, &[("good.txt", ARTICLE.as_bytes()), ("shut/a.txt", ARTICLE.as_bytes())]);
    fs::set_permissions(pages.join("shut"), fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read_dir(pages.join("shut")).is_ok() {
        eprintln!("skipped: root may read any directory");
        return;
    }
    let (code, stderr, rows) = clean(&pages, &out, &[]);
    assert_eq!((code, rows), (3, vec![row("shut", "failed", "unreadable")]), "{stderr}");
}

#[test]
fn few_files_are_open_at_a_time_however_many_and_deep() {
    let folder = tempfile::tempdir().unwrap();
    let (pages, out) = (folder.path().join("pages"), folder.path().join("out"));
    tree(&pages, &[(&format!("{}a.txt", "d/".repeat(500)), ARTICLE.as_bytes())]);
    for index in 0..300 {
        tree(&pages, &[(&format!("{index}.txt"), ARTICLE.as_bytes())]);
    }
    let line = "ulimit -n 32; exec \"$0\" clean \"$1\" -o \"$2\" --threads 8";
    let program = assert_cmd::cargo::cargo_bin("polyscrub");
    let output = Command::new("sh").args(["-c", line]).arg(program).arg(&pages).arg(&out).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("301 pages: 301 cleaned"), "{said}");
}

#[test]
fn files_whose_names_are_alike_have_places_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let (pages, out) = (folder.path().join("pages"), folder.path().join("out"));
    let shard = b"{\"id\":1,\"text\":\"Satz\"}\n";
    tree(
        &pages,
        &[("good.txt", ARTICLE.as_bytes()), ("a.txt", b"Seite"), ("a.txt.txt", shard), ("pages.jsonl", shard)],
    );
    tree(&pages, &[("a.txt.gz", &gzip(b"Seite")), ("A.TXT", b"Seite")]);
    assert_eq!(clean(&pages, &out, &[]).0, 0);
    let mut names: Vec<_> =
        fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let pages = ["A.TXT.txt", "a.txt.gz.txt", "a.txt.txt", "a.txt.txt.jsonl", "good.txt.txt"];
    assert_eq!(names, [&pages[..], &["manifest.jsonl", "pages.jsonl", "pages.jsonl.jsonl"]].concat());
}

#[test]
fn an_input_named_twice_is_refused_whatever_its_path() {
    let folder = tempfile::tempdir().unwrap();
    tree(folder.path(), &[("p/a.txt", ARTICLE.as_bytes()), ("q/b.txt", ARTICLE.as_bytes())]);
    let (file, link) = (folder.path().join("p/a.txt"), folder.path().join("link"));
    std::os::unix::fs::symlink(&file, &link).unwrap();
    std::os::unix::fs::symlink(folder.path().join("p"), folder.path().join("folder")).unwrap();
    let refused = |paths: &[&Path]| {
        let output = polyscrub().args(["clean", "--to", "jsonl"]).args(paths).output().unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{paths:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    for other in [&file, &folder.path().join("q/../p/a.txt"), &link] {
        refused(&[&file, other]);
    }
    assert!(refused(&[&file, &link]).contains("are the same input"));
    assert!(refused(&[&folder.path().join("folder"), &file]).contains("lies in"));
    refused(&[Path::new("-"), Path::new("-")]);
    let list = format!("{0}\n{0}\n", file.display());
    polyscrub().args(["clean", "--to", "jsonl", "--files-from", "-"]).write_stdin(list).assert().code(2);
    let both = [file, folder.path().join("q/b.txt")];
    polyscrub().args(["clean", "--to", "jsonl"]).args(both).assert().code(0);
}

#[test]
fn ctrl_c_in_the_middle_of_a_page_leaves_no_output() {
    let folder = tempfile::tempdir().unwrap();
    let line = format!("wort {}", "wort ".repeat(4_000_000));
    tree(folder.path(), &[("a.txt", line.as_bytes())]);
    let out = folder.path().join("out");
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("polyscrub"))
        .arg("clean")
        .arg(folder.path().join("a.txt"))
        .arg("-o")
        .arg(&out)
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // The second one does not wait for the page.
    while child.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_millis(300));
        Command::new("kill").args(["-INT", &child.id().to_string()]).stderr(Stdio::null()).status().unwrap();
    }
    assert_ne!(child.wait().unwrap().code(), Some(0));
    assert!(!out.exists(), "a file under its final name is whole");
}

#[test]
fn pipes_and_devices_are_written_to_and_stay() {
    use std::os::unix::fs::FileTypeExt;
    let folder = tempfile::tempdir().unwrap();
    tree(folder.path(), &[("a.txt", ARTICLE.as_bytes())]);
    let (pipe, link) = (folder.path().join("pipe"), folder.path().join("null"));
    Command::new("mkfifo").arg(&pipe).status().unwrap();
    std::os::unix::fs::symlink("/dev/null", &link).unwrap();
    let from = pipe.clone();
    let reader = thread::spawn(move || fs::read_to_string(from).unwrap());
    polyscrub().arg("clean").arg(folder.path().join("a.txt")).arg("-o").arg(&pipe).assert().code(0);
    assert_eq!(reader.join().unwrap(), ARTICLE);
    assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
    // By way of a link, so that the device is safe if this fails.
    polyscrub().arg("clean").arg(folder.path().join("a.txt")).arg("-o").arg(&link).assert().code(0);
    assert!(fs::symlink_metadata(&link).unwrap().file_type().is_symlink());
}

#[test]
fn streams_that_are_closed_are_no_reason_to_break_off() {
    let folder = tempfile::tempdir().unwrap();
    tree(folder.path(), &[("a.txt", ARTICLE.as_bytes())]);
    let program = assert_cmd::cargo::cargo_bin("polyscrub");
    let run = |line: &str| {
        let mut command = Command::new("sh");
        let output = command.args(["-c", line]).arg(&program).arg(folder.path().join("a.txt")).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    assert_eq!(run("exec \"$0\" clean \"$1\" 2>&-"), (Some(0), ARTICLE.to_owned()));
    assert_eq!(run("exec \"$0\" clean - <&-"), (Some(0), String::new()), "as an empty page");
    assert_eq!(run("exec \"$0\" clean \"$1\" >&-"), (Some(0), String::new()));
}

#[test]
fn a_page_in_a_language_unknown_is_left_whole() {
    let line = "ⰲⱐ ⱀⰰⱍⱔⰾⱑ ⰱⱑⰰⱎⰵ ⱄⰾⱁⰲⱁ ⰻ ⱄⰾⱁⰲⱁ ⰱⱑⰰⱎⰵ ⱁⱅⱏ ⰱⱁⰳⰰ.\n\n";
    for text in [line.repeat(4), format!("Share on Facebook\n\n{}07:30\n", line.repeat(4))] {
        let output = polyscrub().args(["clean", "--to", "jsonl"]).write_stdin(text.clone()).output().unwrap();
        let record: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!((output.status.code(), record["text"].as_str()), (Some(0), Some(text.as_str())));
        assert_eq!(record["polyscrub"]["flags"], serde_json::json!(["no-primary"]));
    }
}

#[test]
fn clocks_time_zones_and_locales_change_nothing() {
    let page = "vor 3 Stunden\n\nDer Fluss am Morgen\n\n07:30\n\nIm Herbst liegt der Nebel lange über dem Tal, und die Fischer warten am Ufer.\n\nShare on Facebook\n";
    let run = |zone: &str, locale: &str| {
        let mut command = polyscrub();
        command.env("TZ", zone).env("LC_ALL", locale).args(["clean", "--to", "jsonl"]);
        command.write_stdin(page).output().unwrap().stdout
    };
    let plain = run("UTC", "C");
    assert!(
        !plain.is_empty()
            && plain == run("Nowhere/Nothing", "xx_XX.UTF-99")
            && plain == run("Pacific/Apia", "tr_TR.UTF-8")
    );
}

#[test]
fn hostile_markup_is_read_as_text() {
    let page = "<p>Der Fluss &amp;amp;amp; ist &bogus; breit.</p><table><tr><td colspan=999999999 rowspan=4000000000>Das Wasser ist kalt.</td></tr></table><p>Offen <";
    let output = polyscrub().args(["clean", "--input", "html"]).write_stdin(page).output().unwrap();
    let text = "Der Fluss &amp;amp; ist &bogus; breit.\n\nDas Wasser ist kalt.\n\nOffen <";
    assert_eq!(String::from_utf8(output.stdout).unwrap().trim(), text);
}
