//! The number of threads changes no byte: the same directory, cleaned by one thread and by four.

mod common;

use std::{collections::BTreeMap, fs, path::Path};

use common::{polyscrub, tree};

/// Every file below a directory with its bytes.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.insert(path.strip_prefix(root).unwrap().display().to_string(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

#[test]
fn one_thread_and_four_write_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages");
    for index in 0..700 {
        let text =
            format!("Seite {index}\n\nDer Absatz Nummer {index} handelt vom Wetter im Norden.\n\nShare on Facebook\n");
        tree(&pages, &[(&format!("{}/{index}.txt", index % 7), text.as_bytes())]);
    }
    let shard: String = (0..600).map(|index| format!("{{\"id\":{index},\"text\":\"Text {index}\"}}\n")).collect();
    tree(&pages, &[("3/shard.jsonl", shard.as_bytes())]);
    let run = |threads: &str| {
        let out = folder.path().join(threads);
        let removals = out.join("removals.jsonl");
        let mut command = polyscrub();
        command.arg("clean").arg(&pages).arg("-o").arg(&out).arg("--removals").arg(&removals);
        command.args(["--threads", threads, "-q"]).assert().success();
        files(&out)
    };
    let (one, four) = (run("1"), run("4"));
    assert_eq!(one.len(), 704);
    assert!(one == four, "the outputs differ");
}
