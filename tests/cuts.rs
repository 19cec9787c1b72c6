//! The program with the cleaner that it ships: what is cut is seen by every verb alike.

mod common;

use std::{fs, path::PathBuf, process::Output};

use common::polyscrub;

/// A page of the sample scrape with six removals.
fn page() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpora/pages/extracted/nl2.txt")
}

/// Whether a program printed a text.
fn contains(output: &Output, part: &str) -> bool {
    String::from_utf8_lossy(&output.stdout).contains(part)
}

#[test]
fn check_tells_by_its_exit_code_and_prints_nothing() {
    polyscrub().args(["clean", "--check"]).arg(page()).assert().code(1).stdout("");
    let article = "De kinderen meten, tellen en wegen, en schrijven alles op in een schrift.\n";
    polyscrub().args(["clean", "--check"]).write_stdin(article).assert().code(0).stdout("");
}

#[test]
fn a_difference_names_what_would_go_and_nothing_else() {
    let output = polyscrub().args(["clean", "-q", "--diff"]).arg(page()).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let gone: Vec<&str> = text.lines().filter(|line| line.starts_with('-') && !line.starts_with("---")).collect();
    assert!(gone.contains(&"-Share on Facebook") && gone.contains(&"-07:30"), "{text}");
    assert!(!text.lines().any(|line| line.starts_with('+') && !line.starts_with("+++")), "{text}");
}

#[test]
fn explain_shows_evidence_for_cuts_and_reasons_for_what_stays() {
    let output = polyscrub().arg("explain").arg(page()).output().unwrap();
    assert!(contains(&output, "⟦share: Share on Facebook⟧"));
    assert!(contains(&output, "stamp-strong"));
    assert!(contains(&output, "spared: a sentence in the page's language"));
}

#[test]
fn restore_brings_a_page_back_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    let mut clean = polyscrub();
    clean.args(["clean", "-q"]).arg(page()).arg("-o").arg(place("clean")).arg("--removals").arg(place("removals"));
    clean.assert().code(0);
    let (before, cleaned) = (fs::read(page()).unwrap(), fs::read(place("clean")).unwrap());
    assert!(cleaned.len() < before.len());
    let mut restore = polyscrub();
    restore.arg("restore").arg(place("clean")).arg("--removals").arg(place("removals")).arg("-o").arg(place("back"));
    restore.assert().code(0);
    assert_eq!(fs::read(place("back")).unwrap(), before);
}

#[test]
fn kinds_can_be_selected_and_phrases_kept() {
    let only = polyscrub().args(["clean", "-q", "--select", "timestamp"]).arg(page()).output().unwrap();
    assert!(contains(&only, "Share on Facebook") && !contains(&only, "07:30"));
    let folder = tempfile::tempdir().unwrap();
    let keep = folder.path().join("keep.txt");
    fs::write(&keep, "share on  FACEBOOK\n").unwrap();
    let kept = polyscrub().args(["clean", "-q", "--keep-phrases"]).arg(keep).arg(page()).output().unwrap();
    assert!(contains(&kept, "Share on Facebook") && !contains(&kept, "07:30"));
}

#[test]
fn detectors_that_are_not_compiled_in_are_refused_by_name() {
    let output = polyscrub().args(["clean", "--detector", "oracle"]).arg(page()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("ngrams"));
    polyscrub().args(["clean", "-q", "--detector", "ngrams"]).arg(page()).assert().code(0);
}

#[test]
fn a_layout_is_shown_of_pages_that_have_one() {
    let folder = tempfile::tempdir().unwrap();
    let html = folder.path().join("a.html");
    fs::write(&html, "<html><body><h1>Prices</h1><table><tr><td>Bread</td><td>3</td></tr></table></body></html>")
        .unwrap();
    let output = polyscrub().args(["explain", "--layout"]).arg(html).output().unwrap();
    assert!(contains(&output, "Prices") && contains(&output, "Bread"));
}

#[test]
fn a_page_without_prose_is_left_whole() {
    let menu = "Startseite\nKontakt | Impressum\n12:30\n".repeat(500);
    polyscrub().args(["clean", "-q", "--input", "text"]).write_stdin(menu.clone()).assert().code(0).stdout(menu);
}
