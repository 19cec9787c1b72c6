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
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(shard.as_bytes()).unwrap();
    let gzip = gzip.finish().unwrap();
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
