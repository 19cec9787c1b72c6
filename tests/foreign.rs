//! `--foreign-pages`: what becomes of pages wholly in another language than asked for.

mod common;

use std::{fs, path::Path};

use common::{polyscrub, tree};
use serde_json::{Value, json};

/// A German page under an English menu.
const GERMAN: &str = "Home\n\nSearch\n\nEine neue Brücke über den Mühlbach\n\n\
    Seit gestern können Fußgänger den Mühlbach wieder überqueren, nachdem der alte Steg gesperrt worden war.\n\n\
    Share on Facebook\n\n\
    Der Gemeinderat brauchte elf Jahre, um sich auf die Farbe zu einigen, und am Ende wurde sie grau.\n\n\
    Niemand im Dorf wusste noch, wer die drei Kastanien gepflanzt hatte, und niemand wollte sie fällen.\n\n\
    All rights reserved\n";

/// What is left of it once it is cleaned as a German page.
const GERMAN_CLEANED: &str = "Eine neue Brücke über den Mühlbach\n\n\
    Seit gestern können Fußgänger den Mühlbach wieder überqueren, nachdem der alte Steg gesperrt worden war.\n\n\
    Der Gemeinderat brauchte elf Jahre, um sich auf die Farbe zu einigen, und am Ende wurde sie grau.\n\n\
    Niemand im Dorf wusste noch, wer die drei Kastanien gepflanzt hatte, und niemand wollte sie fällen.\n";

/// An English page with nothing to cut.
const ENGLISH: &str = "A new bridge over the mill stream\n\n\
    Since yesterday people can cross the mill stream again, after the old one had been closed in spring.\n\n\
    It took the council eleven years to agree on the colour, and in the end it was painted grey.\n";

/// Its paragraphs between German ones.
const BILINGUAL: &str = "Since yesterday people can cross the mill stream again, after the old one had been closed.\n\n\
    Seit gestern kann man den Mühlbach wieder überqueren, nachdem der alte Steg gesperrt worden war.\n\n\
    It took the council eleven years to agree on the colour, and in the end it was painted grey.\n\n\
    Der Gemeinderat brauchte elf Jahre, um sich auf die Farbe zu einigen, und am Ende wurde sie grau.\n\n\
    Nobody in the village remembered who had planted the chestnuts, and nobody wanted to cut them.\n\n\
    Niemand im Dorf wusste noch, wer die drei Kastanien gepflanzt hatte, und niemand wollte sie fällen.\n";

fn text(flags: &[&str], page: &str) -> String {
    let assert = polyscrub().arg("clean").args(flags).write_stdin(page).assert().code(0);
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

fn lines(bytes: &[u8]) -> Vec<Value> {
    String::from_utf8_lossy(bytes).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The record that a page becomes.
fn record(flags: &[&str], page: &str) -> Value {
    lines(text(&[flags, &["--to", "jsonl"]].concat(), page).as_bytes()).remove(0)
}

/// A line of input records.
fn shard(pages: &[(u32, &str)]) -> String {
    pages.iter().map(|(id, text)| format!("{}\n", json!({"id": id, "text": text}))).collect()
}

/// The texts that pages become in one run, and whether each has flag or reason `other-language`.
fn together(flags: &[&str], pages: &[&str]) -> Vec<(String, bool)> {
    let input: String = pages.iter().map(|text| format!("{}\n", json!({"text": text}))).collect();
    let tell = |record: &Value| {
        let ours = &record["polyscrub"];
        let foreign = ours["reason"] == "other-language" || ours["flags"] == json!(["other-language"]);
        (record["text"].as_str().unwrap().to_owned(), foreign)
    };
    lines(text(flags, &input).as_bytes()).iter().map(tell).collect()
}

/// A directory with a German page, an English one, and records of both.
fn mixed(folder: &Path) {
    let records = shard(&[(1, GERMAN), (2, ENGLISH), (3, GERMAN)]);
    tree(folder, &[("de.txt", GERMAN.as_bytes()), ("en.txt", ENGLISH.as_bytes()), ("s.jsonl", records.as_bytes())]);
}

#[test]
fn tag_leaves_the_page_whole_and_is_the_default() {
    for flags in [&["--primary", "en"][..], &["--primary", "en", "--foreign-pages", "tag"]] {
        assert_eq!(together(flags, &[GERMAN, ENGLISH]), [(GERMAN.to_owned(), true), (ENGLISH.to_owned(), false)]);
    }
    let ours = record(&["--primary", "en"], GERMAN)["polyscrub"].clone();
    assert_eq!((&ours["status"], &ours["flags"]), (&json!("cleaned"), &json!(["other-language"])));
    assert_eq!(ours["language"], "de", "the page's language, not the one asked for");
}

#[test]
fn keep_cleans_the_page_by_its_own_language() {
    let flags = ["--primary", "en", "--foreign-pages", "keep"];
    let cleaned = (GERMAN_CLEANED.to_owned(), true);
    let told = together(&flags, &[GERMAN, GERMAN_CLEANED, ENGLISH]);
    assert_eq!(told, [cleaned.clone(), cleaned, (ENGLISH.to_owned(), false)]);
    let ours = record(&flags, GERMAN)["polyscrub"].clone();
    assert_eq!((&ours["status"], &ours["language"]), (&json!("cleaned"), &json!("de")));
}

#[test]
fn skip_writes_no_text() {
    let flags = ["--primary", "en", "--foreign-pages", "skip"];
    assert_eq!(text(&flags, GERMAN), "");
    let skipped = record(&flags, GERMAN);
    assert_eq!(skipped["text"], "");
    let ours = &skipped["polyscrub"];
    assert_eq!((&ours["status"], &ours["reason"]), (&json!("skipped"), &json!("other-language")));
    assert_eq!((&ours["chars_in"], &ours["chars_out"]), (&json!(0), &json!(0)));
}

#[test]
fn records_stay_in_order_and_are_dropped_when_asked() {
    let input = shard(&[(1, GERMAN), (2, ENGLISH), (3, GERMAN)]);
    let flags = ["--primary", "en", "--foreign-pages", "skip"];
    let told = |flags: &[&str]| -> Vec<(u64, String)> {
        let tell = |record: &Value| {
            (record["id"].as_u64().unwrap(), record["polyscrub"]["status"].as_str().unwrap().to_owned())
        };
        lines(text(flags, &input).as_bytes()).iter().map(tell).collect()
    };
    let expected = [(1, "skipped"), (2, "cleaned"), (3, "skipped")].map(|(id, status)| (id, status.to_owned()));
    assert_eq!(told(&flags), expected);
    assert_eq!(told(&[&flags[..], &["--drop-empty"]].concat()), expected[1..2]);
    assert_eq!(text(&[&flags[..], &["--to", "text"]].concat(), &input), format!("{ENGLISH}\n"));
}

#[test]
fn a_skipped_page_has_no_file_in_a_mirrored_directory() {
    let folder = tempfile::tempdir().unwrap();
    let [pages, out, removals, back] = ["pages", "out", "removals.jsonl", "back"].map(|name| folder.path().join(name));
    mixed(&pages);
    let mut clean = polyscrub();
    clean.args(["clean", "--primary", "en", "--foreign-pages", "skip"]).arg(&pages).arg("-o").arg(&out);
    let assert = clean.arg("--removals").arg(&removals).assert().code(0);
    let said = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    assert!(said.contains("5 pages: 2 cleaned, 0 emptied, 3 skipped, 0 failed"), "{said}");
    assert!(said.contains("skipped: 3 (in another language than asked for)"), "{said}");
    assert!(!out.join("de.txt.txt").exists());
    assert_eq!(fs::read_to_string(out.join("en.txt.txt")).unwrap(), ENGLISH);
    assert_eq!(lines(&fs::read(out.join("s.jsonl")).unwrap()).len(), 3);
    let metadata = lines(&fs::read(out.join("pages.jsonl")).unwrap());
    assert_eq!((&metadata[0]["page"], &metadata[0]["reason"]), (&json!("de.txt"), &json!("other-language")));
    let removed = lines(&fs::read(&removals).unwrap());
    let statuses: Vec<&str> = removed.iter().filter_map(|line| line["status"].as_str()).collect();
    assert_eq!(statuses, ["skipped", "cleaned", "skipped", "cleaned", "skipped"]);
    polyscrub().arg("restore").arg(&out).arg("--removals").arg(&removals).arg("-o").arg(&back).assert().code(0);
    assert_eq!(fs::read_to_string(back.join("en.txt.txt")).unwrap(), ENGLISH);
    assert!(!back.join("de.txt.txt").exists());
    let texts: Vec<Value> = lines(&fs::read(back.join("s.jsonl")).unwrap()).iter().map(|r| r["text"].clone()).collect();
    assert_eq!(texts, [json!(""), json!(ENGLISH), json!("")]);
}

#[test]
fn a_page_in_none_of_the_languages_is_foreign_too() {
    let pages = [GERMAN, ENGLISH];
    let told = |languages: &str, choice: &str| together(&["--languages", languages, "--foreign-pages", choice], &pages);
    let english = (ENGLISH.to_owned(), false);
    assert_eq!(told("en,fr", "skip"), [(String::new(), true), english.clone()]);
    assert_eq!(told("en,fr", "tag"), [(GERMAN.to_owned(), true), english.clone()], "not cleaned as English");
    assert_eq!(told("en,fr", "keep"), [(GERMAN_CLEANED.to_owned(), true), english.clone()]);
    assert_eq!(told("de,en", "skip"), [(GERMAN_CLEANED.to_owned(), false), english]);
}

#[test]
fn pages_that_are_not_wholly_foreign_stay_as_they_are() {
    let short = "Eine kurze Zeile.\n";
    let same = |text: &str| (text.to_owned(), false);
    for choice in ["keep", "skip", "tag"] {
        let told = together(&["--foreign-pages", choice], &[GERMAN, BILINGUAL]);
        assert_eq!(told, [same(GERMAN_CLEANED), same(BILINGUAL)], "no language was asked for");
        let told = together(&["--languages", "en", "--foreign-pages", choice], &[short, BILINGUAL]);
        assert_eq!(told, [same(short), same(BILINGUAL)], "too short to be sure, and half of it in English");
    }
    let ours = record(&["--primary", "en", "--foreign-pages", "skip"], BILINGUAL)["polyscrub"].clone();
    assert_eq!((&ours["status"], &ours["flags"]), (&json!("cleaned"), &json!(["bilingual"])));
}

#[test]
fn a_page_in_two_languages_not_asked_for_is_foreign_and_bilingual() {
    let told = |choice: &str| record(&["--primary", "fr", "--foreign-pages", choice], BILINGUAL);
    let kept = told("keep");
    assert_eq!(
        (&kept["text"], &kept["polyscrub"]["flags"]),
        (&json!(BILINGUAL), &json!(["other-language", "bilingual"]))
    );
    assert_eq!(told("skip")["polyscrub"]["status"], "skipped");
}

#[test]
fn documents_are_told_too() {
    let paragraphs: String = GERMAN_CLEANED.split("\n\n").map(|text| format!("<p>{}</p>\n", text.trim_end())).collect();
    let page =
        format!("<html><body><nav><a href=\"/\">Home</a> <a href=\"/s\">Search</a></nav>{paragraphs}</body></html>");
    let clean = |choice: &str| text(&["--primary", "en", "--foreign-pages", choice], &page);
    assert_eq!(clean("skip"), "");
    assert!(clean("tag").contains("Search"));
    let kept = clean("keep");
    assert!(kept.contains("Mühlbach") && !kept.contains("Search"), "{kept}");
}

#[test]
fn it_is_said_when_no_language_was_asked_for() {
    let warns = |flags: &[&str]| {
        let assert = polyscrub().arg("clean").args(flags).write_stdin(ENGLISH).assert().code(0);
        !assert.get_output().stderr.is_empty()
    };
    assert!(warns(&["--foreign-pages", "skip"]) && warns(&["--foreign-pages", "keep"]));
    assert!(!warns(&["--foreign-pages", "skip", "-q"]) && !warns(&["--foreign-pages", "tag"]));
    assert!(!warns(&["--foreign-pages", "skip", "--primary", "en"]));
    assert!(!warns(&["--foreign-pages", "skip", "--languages", "en"]));
}

#[test]
fn report_explain_and_check_follow() {
    let folder = tempfile::tempdir().unwrap();
    mixed(folder.path());
    let asked = |choice: &'static str| ["--primary", "en", "--foreign-pages", choice];
    let report = |choice| {
        let mut command = polyscrub();
        command.args(["report", "-q", "--format", "csv", "--by", "status"]).args(asked(choice)).arg(folder.path());
        String::from_utf8(command.assert().code(0).get_output().stdout.clone()).unwrap()
    };
    assert!(report("skip").contains("skipped,other-language,3\n"));
    assert!(report("keep").contains("cleaned,,5\n"));
    let explain = |choice| {
        let mut command = polyscrub();
        command.args(["explain", "-"]).args(asked(choice)).write_stdin(GERMAN);
        String::from_utf8(command.assert().code(0).get_output().stdout.clone()).unwrap()
    };
    assert!(explain("keep").contains("⟦share: Share on Facebook⟧"));
    let tagged = explain("tag");
    assert!(!tagged.contains("⟦") && tagged.contains(" · other-language"), "{tagged}");
    for (choice, code) in [("keep", 1), ("tag", 0), ("skip", 0)] {
        polyscrub().args(["clean", "--check"]).args(asked(choice)).write_stdin(GERMAN).assert().code(code);
    }
}

#[test]
fn a_configuration_may_hold_it_and_helpers_know_it() {
    let folder = tempfile::tempdir().unwrap();
    tree(folder.path(), &[("config", b"--primary en\n--foreign-pages skip\n")]);
    let config = folder.path().join("config");
    let config = config.to_str().unwrap();
    assert_eq!(text(&["--config", config], GERMAN), "");
    assert_eq!(text(&["--config", config, "--foreign-pages", "tag"], GERMAN), GERMAN);
    polyscrub().args(["clean", "--foreign-pages", "drop"]).write_stdin(GERMAN).assert().code(2).stdout("");
    for helper in [&["completions", "bash"][..], &["man"]] {
        let printed = polyscrub().args(helper).assert().code(0).get_output().stdout.clone();
        assert!(String::from_utf8(printed).unwrap().replace('\\', "").contains("foreign-pages"), "{helper:?}");
    }
}

/// Without its menu line the page has too little prose to be German for sure, and would be held against English.
#[test]
fn a_page_that_stops_being_foreign_is_left_whole() {
    let folder = tempfile::tempdir().unwrap();
    let menu = "Lesen Sie auch die anderen Meldungen aus der Gemeinde und aus dem Tal";
    let body = "Gestern wurde die neue Brücke am Mühlbach eröffnet, und viele kamen.\n\n\
        Das Wetter war gut, am Abend spielte noch eine Kapelle.\n";
    tree(folder.path(), &[("de.tsv", format!("newsletter\thard\t{menu}\n").as_bytes())]);
    let (lexicon, page) = (folder.path().join("de.tsv"), format!("{menu}\n\n{body}"));
    let german = ["--lexicon", lexicon.to_str().unwrap(), "--primary", "de"];
    assert_eq!(text(&german, &page), body);
    let english = [&german[..2], &["--primary", "en", "--foreign-pages", "keep"]].concat();
    assert_eq!(text(&english, &page), page);
    assert_eq!(record(&english, &page)["polyscrub"]["flags"], json!(["other-language", "unsettled"]));
}

#[test]
fn removals_of_a_single_skipped_page_restore_to_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let [page, out, removals, back] =
        ["de.txt", "out.txt", "removals", "back.txt"].map(|name| folder.path().join(name));
    fs::write(&page, GERMAN).unwrap();
    let mut clean = polyscrub();
    clean.args(["clean", "--primary", "en", "--foreign-pages", "skip"]).arg(&page).arg("-o").arg(&out);
    clean.arg("--removals").arg(&removals).assert().code(0);
    assert_eq!(lines(&fs::read(&removals).unwrap())[0]["status"], "skipped");
    polyscrub().arg("restore").arg(&out).arg("--removals").arg(&removals).arg("-o").arg(&back).assert().code(0);
    assert_eq!(fs::read_to_string(&back).unwrap(), "");
}
