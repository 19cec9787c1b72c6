//! What a site prints on many pages, with the real program: counted, merged, shown, and cut; and what authors repeat, which stays.

mod common;

use std::{
    fs,
    path::{Path, PathBuf},
};

use common::{polyscrub, tree};
use serde_json::Value;

const QUOTATION: &str = "„Wer den Fluss kennt, fürchtet den Regen nicht“, sagte die alte Fährfrau.";
const HEADING: &str = "Was bleibt";

/// Page `index` of a site: its own text between what all pages of the site have. Three pages have a quotation, all a heading.
fn page(index: usize) -> String {
    let place =
        ["Ahrweiler", "Bacharach", "Cochem", "Dausenau", "Ediger", "Filsen", "Güls", "Hatzenport", "Irlich", "Kamp"]
            [index];
    let quotation = if index < 3 { format!("{QUOTATION}\n\n") } else { String::new() };
    format!(
        "Rheinbote\n\nZum Anfang springen und lesen\n\nAm Wasser in {place}\n\n\
         Im Frühjahr kommen die Gäste nach {place}, und die Wirte stellen die Tische vor die Häuser am Ufer.\n\n{quotation}\
         {HEADING}\n\nVon {place} aus fährt das Schiff am Nachmittag zurück, wenn genug Leute an der Brücke stehen.\n\n\
         Der Rheinbote erscheint seit vielen Jahren an jedem zweiten Donnerstag.\n\nHerausgegeben vom Verein der Uferfreunde\n"
    )
}

fn site(folder: &Path) -> PathBuf {
    let pages = folder.join("pages");
    for index in 0..10 {
        tree(&pages, &[(&format!("bote/{index}.txt"), page(index).as_bytes())]);
    }
    pages
}

fn run(arguments: &[&str]) -> String {
    let output = polyscrub().args(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn name(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Whether only what the site's authors wrote is left of a page.
fn assert_clean(text: &str, index: usize) {
    for shell in ["Rheinbote\n", "Zum Anfang", "jedem zweiten Donnerstag", "Herausgegeben"] {
        assert!(!text.contains(shell), "{shell}: {text}");
    }
    assert!(text.contains(HEADING) && text.starts_with("Am Wasser"), "{text}");
    assert_eq!(text.contains(QUOTATION), index < 3);
    assert_eq!(text.matches("Ufer.").count() + text.matches("stehen.").count(), 2);
}

#[test]
fn a_template_goes_and_what_authors_repeat_stays() {
    let folder = tempfile::tempdir().unwrap();
    let (pages, census) = (site(folder.path()), folder.path().join("site.census"));
    let [counted, at_once, alone] = ["counted", "at-once", "alone"].map(|name| folder.path().join(name));
    run(&["survey", name(&pages), "-o", name(&census)]);
    run(&["clean", name(&pages), "--census", name(&census), "-o", name(&counted)]);
    run(&["clean", name(&pages), "--survey", "-o", name(&at_once)]);
    run(&["clean", name(&pages), "-o", name(&alone)]);
    for index in 0..10 {
        let text = |out: &Path| fs::read_to_string(out.join(format!("bote/{index}.txt.txt"))).unwrap();
        assert_clean(&text(&counted), index);
        assert_eq!(text(&counted), text(&at_once));
        assert!(text(&alone).contains("jedem zweiten Donnerstag"), "nothing is mined unasked");
    }
    let removals = folder.path().join("removals.jsonl");
    run(&["clean", name(&pages), "--survey", "--to", "jsonl", "--removals", name(&removals)]);
    let removals = fs::read_to_string(removals).unwrap();
    assert!(removals.contains("\"kind\":\"repeated\""), "{removals}");
}

#[test]
fn records_belong_to_the_host_of_their_address() {
    let folder = tempfile::tempdir().unwrap();
    let census = folder.path().join("site.census");
    let record = |index: usize, url: Option<String>| {
        serde_json::json!({"id": index, "url": url, "text": page(index)}).to_string() + "\n"
    };
    let cleaned = |address: &dyn Fn(usize) -> Option<String>| -> Vec<Value> {
        let shard = folder.path().join("shard.jsonl");
        fs::write(&shard, (0..10).map(|index| record(index, address(index))).collect::<String>()).unwrap();
        run(&["survey", name(&shard), "-o", name(&census)]);
        let out = run(&["clean", name(&shard), "--census", name(&census), "--to", "jsonl"]);
        out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    for (index, record) in cleaned(&|index| Some(format!("https://www.bote.example/{index}"))).iter().enumerate() {
        assert_clean(record["text"].as_str().unwrap(), index);
    }
    let strangers = |pages: &Path| {
        let output = polyscrub().args(["clean", name(pages), "--census", name(&census), "--dry-run"]).output().unwrap();
        String::from_utf8(output.stderr).unwrap().contains("no page is of a site")
    };
    assert!(!strangers(&folder.path().join("shard.jsonl")) && strangers(&site(folder.path())));
    let without = |record: &Value| record["text"].as_str().unwrap().contains("jedem zweiten Donnerstag");
    assert!(cleaned(&|_| None).iter().all(without), "a record without an address is of no site");
    assert!(cleaned(&|index| Some(format!("https://host-{index}.example/"))).iter().all(without), "sites of one page");
}

#[test]
fn censuses_are_merged_and_shown() {
    let folder = tempfile::tempdir().unwrap();
    let pages = site(folder.path());
    let [one, two, both, again] = ["one", "two", "both", "again"].map(|name| folder.path().join(name));
    run(&["survey", name(&pages), "--shard", "1/2", "-o", name(&one)]);
    run(&["survey", name(&pages), "--shard", "2/2", "-o", name(&two)]);
    run(&["census", "merge", name(&one), name(&two), "-o", name(&both)]);
    run(&["census", "merge", name(&two), name(&both), name(&one), "-o", name(&again)]);
    assert!(fs::read(&both).unwrap() == fs::read(&again).unwrap());
    let shown = run(&["census", "show", name(&both), "--top", "3"]);
    assert!(shown.starts_with("bote: 10 pages, "), "{shown}");
    assert!(shown.contains("10 100.0 %") && shown.lines().count() == 5, "{shown}");
    let rows = run(&["census", "show", name(&both), "--format", "jsonl"]);
    let rows: Vec<Value> = rows.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |text: &str| rows.iter().find(|row| row["text"] == text).map(|row| row["pages"].as_u64().unwrap());
    assert_eq!(
        (of("Rheinbote"), of(QUOTATION)),
        (Some(10), None),
        "each half of the quotation is too rare to have a sample"
    );
    assert!(rows.iter().any(|row| row["pages"] == 3));
}

#[test]
fn what_is_no_census_is_refused_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let (pages, out) = (site(folder.path()), folder.path().join("out"));
    let alien = folder.path().join("alien");
    fs::write(&alien, "no census").unwrap();
    for census in [name(&alien), "nowhere.census"] {
        let mut command = polyscrub();
        let output = command.args(["clean", name(&pages), "--census", census, "-o", name(&out)]).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(String::from_utf8_lossy(&output.stderr).contains("survey"));
        assert!(!out.exists());
    }
    polyscrub().args(["clean", "-", "--survey"]).write_stdin("Text").assert().code(2);
}

#[test]
fn a_run_that_starts_anew_counts_anew() {
    let folder = tempfile::tempdir().unwrap();
    let (pages, out) = (site(folder.path()), folder.path().join("out"));
    tree(&out, &[(".polyscrub-run/site.census", b"of another run")]);
    run(&["clean", name(&pages), "--survey", "--overwrite", "-o", name(&out)]);
    assert_clean(&fs::read_to_string(out.join("bote/5.txt.txt")).unwrap(), 5);
}
