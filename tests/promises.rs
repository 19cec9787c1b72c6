//! What docs/faults.md promises is shown by tests that it names: each of them is there, and runs.

use std::{fs, path::Path};

/// Cases that the document lists.
const CASES: usize = 60;

/// A test that a row names: its file, and its name, or none where all of the file is meant.
#[derive(Debug, PartialEq, Eq)]
struct Shown {
    file: String,
    name: Option<String>,
}

fn read(file: &str) -> Option<String> {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).ok()
}

/// The last cell of each row of the document that has a number in its first.
fn rows(document: &str) -> Vec<(usize, &str)> {
    let row = |line: &'_ str| -> Option<(usize, usize)> {
        let inner = line.strip_prefix('|')?.strip_suffix('|')?;
        Some((inner.split(['.', '|']).next()?.trim().parse().ok()?, inner.rfind('|')? + 2))
    };
    let rows = document.lines().filter_map(|line| row(line).map(|(number, at)| (number, &line[at..line.len() - 1])));
    rows.collect()
}

/// What stands between backticks in a cell: `file::name`, `src/file.rs: name`, the name alone of another test of the file before
/// it, or a file of tests.
fn shown(cell: &str) -> Vec<Shown> {
    let (mut found, mut last) = (Vec::<Shown>::new(), String::new());
    for own in cell.split('`').skip(1).step_by(2) {
        let (file, name) = if let Some((file, name)) = own.split_once(": ") {
            (file.to_owned(), Some(name))
        } else if let Some((file, name)) = own.split_once("::") {
            (format!("tests/{file}.rs"), Some(name))
        } else if own.contains('/') {
            (own.to_owned(), None)
        } else if read(&format!("tests/{own}.rs")).is_some() {
            (format!("tests/{own}.rs"), None)
        } else {
            (last, Some(own))
        };
        found.push(Shown { file: file.clone(), name: name.map(str::to_owned) });
        last = file;
    }
    found
}

/// Whether a function of the name is a test that runs; attributes stand right before it.
fn runs(code: &str, name: &str) -> bool {
    let lines: Vec<&str> = code.lines().map(str::trim).collect();
    let start = format!("fn {name}(");
    let tests = lines.iter().enumerate().filter(|(_, line)| line.starts_with(&start));
    let mut attributes = tests.map(|(at, _)| lines[..at].iter().rev().take_while(|line| line.starts_with("#[")));
    attributes
        .any(|mut own| own.clone().any(|line| *line == "#[test]") && !own.any(|line| line.starts_with("#[ignore")))
}

fn is_there(shown: &Shown) -> bool {
    read(&shown.file).is_some_and(|code| shown.name.as_ref().is_none_or(|name| runs(&code, name)))
}

#[test]
fn every_test_that_the_document_names_is_there() {
    let document = read("docs/faults.md").unwrap();
    let (promises, cases) = document.split_once("## Cases").unwrap();
    let numbers: Vec<usize> = rows(cases).iter().map(|row| row.0).collect();
    assert_eq!(numbers, (1..=CASES).collect::<Vec<_>>());
    let named = rows(promises).into_iter().chain(rows(cases)).flat_map(|row| shown(row.1));
    let (there, gone): (Vec<_>, Vec<_>) = named.partition(is_there);
    assert!(there.len() >= CASES, "the document was not read");
    assert!(gone.is_empty(), "named, and not there or not run: {gone:?}");
}

#[test]
fn rows_are_read_in_all_their_forms() {
    let table =
        "| # | case |\n|---|---|\n| 7 | a `x` | b | `cli::one`, `two`; `src/a.rs: three`, `layers` |\n| 8 | c | |\n";
    let of = |file: &str, name: Option<&str>| Shown { file: file.to_owned(), name: name.map(str::to_owned) };
    let expected = [
        of("tests/cli.rs", Some("one")),
        of("tests/cli.rs", Some("two")),
        of("src/a.rs", Some("three")),
        of("tests/layers.rs", None),
    ];
    let rows = rows(table);
    assert_eq!(rows.iter().map(|row| (row.0, shown(row.1))).collect::<Vec<_>>(), [(7, expected.into()), (8, vec![])]);
    let code = "#[test]\nfn a() {}\nfn b() {}\n#[test]\n#[ignore = \"slow\"]\nfn c() {}\n";
    assert_eq!(["a", "b", "c", "d"].map(|name| runs(code, name)), [true, false, false, false]);
}
