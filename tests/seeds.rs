//! The seeds of the fuzz targets, held against what the targets hold every input against: so each run of the tests proves
//! that both still fit the library. Fuzzing itself needs more than a Rust toolchain (docs/fuzzing.md).

#[allow(unreachable_pub)]
#[path = "fuzz/src/lib.rs"]
mod checks;

use std::{fs, path::Path};

/// Holds all seeds of a target against its check. A seed that fails is the last one named.
fn hold(target: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds").join(target);
    let mut seeds: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    seeds.sort();
    assert!(!seeds.is_empty());
    for seed in seeds {
        println!("{}", seed.display());
        check(&fs::read(seed).unwrap());
    }
}

#[test]
fn any_bytes_decode() {
    hold("decode", checks::decode::check);
}

#[test]
fn any_markup_is_a_page() {
    hold("extract", checks::extract::check);
}

#[test]
fn any_line_is_read_for_stamps() {
    hold("stamps", checks::stamps::check);
}

#[test]
fn records_come_in_any_chunks() {
    hold("jsonl", checks::jsonl::check);
}

#[test]
fn any_page_is_cleaned() {
    hold("clean", checks::clean::check);
}

#[test]
fn any_archive_is_read() {
    hold("warc", checks::warc::check);
}

#[cfg(feature = "parquet")]
#[test]
fn any_table_is_read_and_written() {
    hold("parquet", checks::parquet::check);
}

#[test]
fn any_census_is_read_and_every_page_counted() {
    hold("census", checks::census::check);
}

#[test]
fn long_inputs_end() {
    // Without optimisation, longer ones take their time.
    hold("long", |input| checks::long::check(input, 4 << 10));
}

#[test]
fn every_target_has_seeds() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz");
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let targets: Vec<_> =
        manifest.lines().filter_map(|line| line.strip_prefix("path = \"targets/")?.strip_suffix(".rs\"")).collect();
    assert!(targets.len() >= 5, "{targets:?}");
    for target in targets {
        assert!(root.join("seeds").join(target).is_dir(), "no seeds for {target}");
    }
}
