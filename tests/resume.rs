//! Runs that are broken off and taken up: the output is that of one run, byte for byte, and no other run can be taken for it.
#![cfg(unix)]

mod common;

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use common::{polyscrub, tree};

/// Pages, a shard, and a compressed one among them.
fn pages(folder: &Path, count: usize) -> PathBuf {
    let pages = folder.join("pages");
    let text = |index: usize| format!("Der Fluss ist breit, und das Wasser ist kalt.\n\n{index} Kommentare\n");
    let files: Vec<(String, Vec<u8>)> =
        (0..count).map(|index| (format!("{}/{index:04}.txt", index % 7), text(index).into_bytes())).collect();
    tree(&pages, &files.iter().map(|file| (file.0.as_str(), file.1.as_slice())).collect::<Vec<_>>());
    let shard: String = (0..60).map(|id| serde_json::json!({"id": id, "text": text(id)}).to_string() + "\n").collect();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(shard.as_bytes()).unwrap();
    tree(&pages, &[("3/shard.jsonl", shard.as_bytes()), ("5/packed.jsonl.gz", &gzip.finish().unwrap())]);
    pages
}

/// A table of so many pages.
#[cfg(feature = "parquet")]
fn table(rows: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let texts = (0..rows).map(|row| Some(format!("Der Fluss ist breit.\n\nDer Steg hat {row} Bretter.\n")));
    let column: arrow_array::ArrayRef = std::sync::Arc::new(texts.collect::<arrow_array::StringArray>());
    let batch = arrow_array::RecordBatch::try_from_iter([("text", column)]).unwrap();
    let mut writer = parquet::arrow::ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    bytes
}

/// Every file below a directory with its content.
fn contents(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut open, mut found) = (vec![root.to_owned()], BTreeMap::new());
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.insert(path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// Holds two directories against each other.
fn assert_same(one: &Path, other: &Path) {
    let (one, other) = (contents(one), contents(other));
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (path, bytes) in &one {
        assert!(bytes == &other[path], "{} differs", path.display());
    }
}

/// The command line of a run into `out`, with removals beside it.
fn flags(pages: &Path, out: &Path, more: &[&str]) -> Vec<std::ffi::OsString> {
    let removals = out.with_extension("removals");
    let mut line: Vec<std::ffi::OsString> =
        vec!["clean".into(), pages.into(), "-o".into(), out.into(), "-q".into(), "--removals".into(), removals.into()];
    line.extend(more.iter().map(Into::into));
    line
}

/// Starts a run into `out` and kills it once its journal has grown; false where it came to its end before.
fn is_killed(line: &[std::ffi::OsString], out: &Path) -> bool {
    let journal = out.join(".polyscrub-run/journal.jsonl");
    let length = || fs::metadata(&journal).map_or(0, |meta| meta.len());
    let before = length();
    let mut child = Command::new(env!("CARGO_BIN_EXE_polyscrub"))
        .args(line)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while length() <= before {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    true
}

/// Kills a run whenever it has come further, and takes it up again; the output is that of a run that was let be.
fn survives_kills(more: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let pages = pages(folder.path(), 600);
    #[cfg(feature = "parquet")]
    tree(&pages, &[("4/table.parquet", &table(300))]);
    let [whole, broken] = ["whole", "broken"].map(|name| folder.path().join(name));
    polyscrub().args(flags(&pages, &whole, more)).assert().code(0);
    let resumed: Vec<&str> = more.iter().copied().chain(["--resume"]).collect();
    let kills = (0..4).filter(|_| is_killed(&flags(&pages, &broken, &resumed), &broken)).count();
    assert!(kills > 1, "the run was over too soon to show anything");
    polyscrub().args(flags(&pages, &broken, &resumed)).assert().code(0);
    assert_same(&broken, &whole);
    let removals = |out: &Path| fs::read(out.with_extension("removals")).unwrap();
    assert!(removals(&broken) == removals(&whole));
    assert!(!folder.path().join("broken.removals.partial").exists());
    assert!(contents(&whole).keys().all(|path| !path.starts_with(".polyscrub-run")));
}

#[test]
fn a_mirrored_directory_survives_kills() {
    survives_kills(&[]);
}

#[test]
fn a_numbered_series_survives_kills() {
    survives_kills(&["--shard-size", "20k"]);
}

#[test]
#[cfg(feature = "parquet")]
fn a_numbered_series_of_tables_survives_kills() {
    survives_kills(&["--shard-size", "20k", "--to", "parquet"]);
}

#[test]
fn a_run_that_ended_has_nothing_left_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let (pages, out) = (pages(folder.path(), 3), folder.path().join("out"));
    polyscrub().args(flags(&pages, &out, &[])).assert().code(0);
    let before = contents(&out);
    let output = polyscrub().arg("clean").arg(&pages).arg("-o").arg(&out).arg("--resume").output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "removals were asked for: {said}");
    let again = flags(&pages, &out, &["--resume"]);
    let output = polyscrub().args(again.iter().filter(|flag| *flag != "-q")).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), said.as_str()), (Some(0), "nothing left to do: 123 pages were done before\n"));
    assert!(contents(&out) == before);
}

/// Breaks a run off at its start, and returns the directory it has left.
fn broken(folder: &Path, pages: &Path) -> PathBuf {
    let out = folder.join("out");
    let line = flags(pages, &out, &[]);
    assert!(is_killed(&line, &out));
    out
}

fn refusal(line: &[std::ffi::OsString]) -> String {
    let output = polyscrub().args(line).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn other_settings_are_refused_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let pages = pages(folder.path(), 700);
    let out = broken(folder.path(), &pages);
    let said = refusal(&flags(&pages, &out, &["--resume", "--primary", "en", "--careful", "--links"]));
    assert!(said.contains("`--careful` was false and is true"), "{said}");
    assert!(said.contains("`--links` was false and is true"), "{said}");
    assert!(said.contains("`--primary` was \"auto\" and is \"en\""), "{said}");
    let said = refusal(&flags(&pages, &out, &[]));
    assert!(said.contains("holds a run that was broken off") && said.contains("--resume"), "{said}");
    polyscrub().args(flags(&pages, &out, &["--overwrite"])).assert().code(0);
}

#[test]
fn an_input_that_has_changed_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (pages, out) = (pages(folder.path(), 3), folder.path().join("out"));
    polyscrub().args(flags(&pages, &out, &[])).assert().code(0);
    fs::write(pages.join("1/0001.txt"), "Der Fluss ist breit.").unwrap();
    let said = refusal(&flags(&pages, &out, &["--resume"]));
    assert!(said.contains("`1/0001.txt` is not what it was when the run began"), "{said}");
}

#[test]
fn two_runs_never_write_to_one_directory() {
    let folder = tempfile::tempdir().unwrap();
    let (pages, out) = (pages(folder.path(), 3), folder.path().join("out"));
    fs::create_dir_all(out.join(".polyscrub-run")).unwrap();
    let lock = File::create(out.join(".polyscrub-run/lock")).unwrap();
    (&lock).write_all(br#"{"process":7,"host":"other"}"#).unwrap();
    lock.lock().unwrap();
    for start in ["--resume", "--overwrite"] {
        let said = refusal(&flags(&pages, &out, &[start]));
        assert!(said.contains("process 7 on `other` is writing to it"), "{said}");
    }
    drop(lock);
    polyscrub().args(flags(&pages, &out, &["--resume"])).assert().code(0);
}

#[test]
fn a_stopped_run_says_how_to_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let pages = pages(folder.path(), 700);
    let out = folder.path().join("out");
    let mut child = Command::new(env!("CARGO_BIN_EXE_polyscrub"))
        .args(flags(&pages, &out, &[]))
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    while !out.join(".polyscrub-run/journal.jsonl").exists() {
        thread::sleep(Duration::from_millis(5));
    }
    Command::new("kill").arg("-TERM").arg(child.id().to_string()).status().unwrap();
    let mut said = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut said).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(4), "{said}");
    assert!(said.contains("--resume"), "{said}");
    let whole = folder.path().join("whole");
    polyscrub().args(flags(&pages, &whole, &[])).assert().code(0);
    polyscrub().args(flags(&pages, &out, &["--resume"])).assert().code(0);
    assert_same(&out, &whole);
}

#[test]
fn jobs_of_an_array_take_each_input_once() {
    let folder = tempfile::tempdir().unwrap();
    let pages = pages(folder.path(), 10);
    let mut all = Vec::new();
    for part in 1..=3 {
        let out = folder.path().join(format!("out-{part}"));
        let shard = format!("{part}/3");
        polyscrub().args(flags(&pages, &out, &["--shard", &shard])).assert().code(0);
        all.extend(contents(&out).into_keys().filter(|path| path.components().count() > 1));
    }
    all.sort();
    let whole = folder.path().join("whole");
    polyscrub().args(flags(&pages, &whole, &[])).assert().code(0);
    let expected: Vec<PathBuf> = contents(&whole).into_keys().filter(|path| path.components().count() > 1).collect();
    assert_eq!(all, expected);
}
