//! What every test of the program needs: the program, and pages to give it.
#![allow(dead_code, unreachable_pub, missing_docs)]

use std::{fs, path::Path};

use assert_cmd::Command;

pub fn polyscrub() -> Command {
    let mut command = Command::cargo_bin("polyscrub").unwrap();
    command.env_remove("POLYSCRUB_CONFIG");
    command
}

/// Writes files below a directory.
pub fn tree(root: &Path, files: &[(&str, &[u8])]) {
    for (name, bytes) in files {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// A short article in German that has nothing to cut.
pub const ARTICLE: &str = "Der Fluss am Morgen\n\nIm Herbst liegt der Nebel lange über dem Tal, und die Fischer warten, bis sie das andere Ufer sehen.\n\nErst gegen zehn Uhr kommt die Sonne durch, und das Wasser wird hell.\n";
