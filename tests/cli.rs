//! The program as users and scripts see it: every verb, every exit code.

mod common;

use std::fs;

use common::{ARTICLE, polyscrub, tree};
use serde_json::Value;

fn lines(bytes: &[u8]) -> Vec<Value> {
    String::from_utf8_lossy(bytes).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn one_page_goes_to_standard_output_as_it_is() {
    polyscrub().arg("clean").write_stdin(ARTICLE).assert().code(0).stdout(ARTICLE);
    let folder = tempfile::tempdir().unwrap();
    tree(folder.path(), &[("a.txt", ARTICLE.as_bytes())]);
    polyscrub().arg("clean").arg(folder.path().join("a.txt")).assert().code(0).stdout(ARTICLE);
    let out = folder.path().join("out.txt");
    polyscrub().arg("clean").arg(folder.path().join("a.txt")).arg("-o").arg(&out).assert().code(0).stdout("");
    assert_eq!(fs::read_to_string(out).unwrap(), ARTICLE);
}

#[test]
fn a_directory_is_mirrored() {
    let folder = tempfile::tempdir().unwrap();
    let (pages, out) = (folder.path().join("pages"), folder.path().join("out"));
    tree(
        &pages,
        &[
            ("b/c.html", b"<p>Ein Satz.</p>"),
            ("a.txt", ARTICLE.as_bytes()),
            ("s.jsonl", b"{\"id\":7,\"text\":\"Satz\"}\n"),
        ],
    );
    polyscrub().arg("clean").arg(&pages).arg("-o").arg(&out).assert().code(0).stdout("");
    assert_eq!(fs::read_to_string(out.join("a.txt.txt")).unwrap(), ARTICLE);
    assert!(out.join("b/c.html.txt").is_file());
    let shard = lines(&fs::read(out.join("s.jsonl")).unwrap());
    assert_eq!((&shard[0]["id"], &shard[0]["text"]), (&Value::from(7), &Value::from("Satz")));
    let pages = lines(&fs::read(out.join("pages.jsonl")).unwrap());
    assert_eq!(pages.iter().map(|page| page["page"].as_str().unwrap()).collect::<Vec<_>>(), ["a.txt", "b/c.html", "7"]);
}

#[test]
fn shards_keep_their_name_and_compression() {
    use std::io::Read;
    let folder = tempfile::tempdir().unwrap();
    let (pages, out) = (folder.path().join("pages"), folder.path().join("out"));
    let record = b"{\"id\":\"x\",\"text\":\"Satz\"}\n";
    let packed = zstd::encode_all(&record[..], 3).unwrap();
    tree(&pages, &[("s.jsonl.zst", &packed), ("pages.jsonl", record), ("a", b"Satz\n"), ("a.txt", record)]);
    polyscrub().arg("clean").arg(&pages).arg("-o").arg(&out).assert().code(0);
    let mut text = String::new();
    zstd::Decoder::new(fs::File::open(out.join("s.jsonl.zst")).unwrap()).unwrap().read_to_string(&mut text).unwrap();
    assert_eq!(lines(text.as_bytes())[0]["text"], "Satz");
    assert_eq!(lines(&fs::read(out.join("pages.jsonl")).unwrap()).len(), 4, "metadata, not the shard of that name");
    assert_eq!(lines(&fs::read(out.join("pages.jsonl.jsonl")).unwrap())[0]["id"], "x");
    assert_eq!(fs::read_to_string(out.join("a.txt")).unwrap(), "Satz\n");
    assert_eq!(lines(&fs::read(out.join("a.txt.jsonl")).unwrap())[0]["id"], "x");
}

#[test]
fn records_keep_the_users_fields_in_order() {
    let input =
        "{\"z\":1.10,\"id\":\"x\",\"html\":\"<p>weg</p>\",\"text\":\"Satz\",\"n\":123456789012345678901234567890}\n";
    let output =
        polyscrub().args(["clean", "--to", "jsonl"]).write_stdin(input).assert().code(0).get_output().stdout.clone();
    let text = String::from_utf8(output).unwrap();
    assert!(text.starts_with("{\"id\":\"x\",\"text\":\"Satz\",\"source\":\"-\",\"z\":1.10,\"n\":123456789012345678901234567890,\"polyscrub\":{\"schema\":1,\"status\":\"cleaned\""), "{text}");
    let kept = polyscrub().args(["clean", "--keep-html"]).write_stdin(input).assert().get_output().stdout.clone();
    assert_eq!(lines(&kept)[0]["html"], "<p>weg</p>");
}

#[test]
fn empty_and_short_records_are_left_out_when_asked() {
    let input = "{\"id\":1,\"text\":\"\"}\n{\"id\":2,\"text\":\"Satz\"}\n{\"id\":3,\"text\":\"Ein ganzer Satz.\"}\n";
    let ids = |flags: &[&str]| {
        let output =
            polyscrub().arg("clean").args(flags).write_stdin(input).assert().code(0).get_output().stdout.clone();
        lines(&output).iter().map(|record| record["id"].as_u64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&[]), [1, 2, 3]);
    assert_eq!(ids(&["--drop-empty"]), [2, 3]);
    assert_eq!(ids(&["--min-chars", "5"]), [3]);
}

#[test]
fn a_directory_without_a_place_to_go_is_refused_with_a_hint() {
    let folder = tempfile::tempdir().unwrap();
    tree(folder.path(), &[("a.txt", ARTICLE.as_bytes())]);
    let output = polyscrub().arg("clean").arg(folder.path()).assert().code(2).get_output().stderr.clone();
    let text = String::from_utf8(output).unwrap();
    assert!(text.contains("error: ") && text.contains("hint: add `-o cleaned/`"), "{text}");
    polyscrub().arg("clean").arg(folder.path()).arg("--dry-run").assert().code(0).stdout("");
}

#[test]
fn usage_errors_are_two() {
    let bad: [&[&str]; 9] = [
        &["clean", "--no-such-flag"],
        &["clean", "/no/such/page.html"],
        &["clean", "--select", "nonsense"],
        &["clean", "--primary", "xx"],
        &["clean", "--encoding", "nonsense"],
        &["clean", "--max-page-size", "9 apples"],
        &["clean", "--lexicon", "/no/such/de.tsv"],
        &["clean", "--config", "/no/such/config"],
        &["rules", "nonsense"],
    ];
    for args in bad {
        polyscrub().args(args).write_stdin("").assert().code(2).stdout("");
    }
}

#[test]
fn a_bad_lexicon_is_refused_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    tree(folder.path(), &[("de.tsv", b"# phrases\nlogin\tvery\tAnmelden\n")]);
    let assert =
        polyscrub().args(["clean", "--lexicon"]).arg(folder.path().join("de.tsv")).write_stdin("x").assert().code(2);
    assert!(String::from_utf8_lossy(&assert.get_output().stderr).contains("line 2"));
}

#[test]
fn a_configuration_is_put_before_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    tree(folder.path(), &[("config", b"# ours\n--to jsonl\n--id-field=key\n")]);
    let config = folder.path().join("config");
    let run = |flags: &[&str]| {
        let mut command = polyscrub();
        command
            .env("POLYSCRUB_CONFIG", &config)
            .arg("clean")
            .args(flags)
            .write_stdin("{\"key\":\"k\",\"text\":\"Satz\"}");
        String::from_utf8(command.assert().code(0).get_output().stdout.clone()).unwrap()
    };
    assert!(run(&[]).starts_with("{\"id\":\"k\""));
    assert_eq!(run(&["--to", "text"]), "Satz\n");
    assert!(run(&["--no-config"]).starts_with("{\"id\":\"-#1\""));
}

#[test]
fn explain_names_the_page() {
    let assert = polyscrub().args(["explain", "-"]).write_stdin(ARTICLE).assert().code(0);
    let text = String::from_utf8_lossy(&assert.get_output().stdout).into_owned();
    assert!(text.starts_with("-: ") && text.contains("Im Herbst"), "{text}");
    polyscrub().args(["explain", "/no/such/page"]).assert().code(2);
}

#[test]
fn report_counts_pages_in_three_forms() {
    let folder = tempfile::tempdir().unwrap();
    tree(folder.path(), &[("a.txt", ARTICLE.as_bytes()), ("b.bin", b"\x89PNG\r\n\x1a\n\0\0\0")]);
    let run = |format: &str| {
        let assert = polyscrub().arg("report").arg(folder.path()).args(["-q", "--format", format]).assert().code(0);
        String::from_utf8(assert.get_output().stdout.clone()).unwrap()
    };
    let json: Value = serde_json::from_str(&run("json")).unwrap();
    assert_eq!(json["status"][0], serde_json::json!({"status": "cleaned", "reason": "", "pages": 1}));
    assert_eq!(json["status"][1], serde_json::json!({"status": "skipped", "reason": "binary", "pages": 1}));
    assert!(run("csv").contains("skipped,binary,1\n"));
    assert!(run("table").lines().all(|line| line.chars().count() <= 80));
}

#[test]
fn restore_gives_the_extracted_text() {
    let folder = tempfile::tempdir().unwrap();
    let (pages, out, back) = (folder.path().join("pages"), folder.path().join("out"), folder.path().join("back"));
    let removals = folder.path().join("removals.jsonl");
    tree(
        &pages,
        &[
            ("a.txt", ARTICLE.as_bytes()),
            ("d/s.jsonl", b"{\"id\":1,\"text\":\"Satz\"}\n{\"id\":1,\"text\":\"Noch einer\"}\n"),
        ],
    );
    let mut clean = polyscrub();
    clean.arg("clean").arg(&pages).arg("-o").arg(&out).arg("--removals").arg(&removals).assert().code(0);
    polyscrub().arg("restore").arg(&out).arg("--removals").arg(&removals).arg("-o").arg(&back).assert().code(0);
    assert_eq!(fs::read_to_string(back.join("a.txt.txt")).unwrap(), ARTICLE);
    let texts: Vec<Value> =
        lines(&fs::read(back.join("d/s.jsonl")).unwrap()).iter().map(|r| r["text"].clone()).collect();
    assert_eq!(texts, ["Satz", "Noch einer"]);
    fs::write(out.join("a.txt.txt"), "changed").unwrap();
    let mut again = polyscrub();
    again
        .arg("restore")
        .arg(&out)
        .arg("--removals")
        .arg(&removals)
        .arg("-o")
        .arg(folder.path().join("c"))
        .assert()
        .code(3);
}

#[test]
fn eval_scores_gold() {
    let folder = tempfile::tempdir().unwrap();
    let gold = "{\"id\":\"g\",\"primary\":\"de\",\"lines\":[{\"text\":\"Im Herbst liegt der Nebel lange über dem Tal.\",\"label\":\"keep\",\"lang\":\"de\",\"reason\":\"text\",\"pos\":\"middle\",\"foreign\":false}]}\n";
    tree(folder.path(), &[("gold.jsonl", gold.as_bytes()), ("bad.jsonl", b"{}\n")]);
    let assert = polyscrub().arg("eval").arg(folder.path().join("gold.jsonl")).assert().code(0);
    let text = String::from_utf8_lossy(&assert.get_output().stdout).into_owned();
    assert!(text.starts_with("docs 1  perfect 1.000") && text.contains("-- by keep\n  text"), "{text}");
    polyscrub().arg("eval").arg(folder.path().join("bad.jsonl")).assert().code(2);
}

#[test]
fn helpers_print() {
    polyscrub().args(["completions", "bash"]).assert().code(0);
    polyscrub().arg("man").assert().code(0);
    let rules = polyscrub().arg("rules").assert().code(0).get_output().stdout.clone();
    assert_eq!(String::from_utf8(rules).unwrap().lines().count(), 12);
    let help = polyscrub().args(["clean", "--help"]).assert().code(0).get_output().stdout.clone();
    let help = String::from_utf8(help).unwrap();
    assert!(help.starts_with("Examples:"), "{help}");
    assert!(
        ["Input:", "Output:", "What is cut:", "Language:", "Running:"].iter().all(|heading| help.contains(heading)),
        "{help}"
    );
}

#[test]
fn a_closed_pipe_ends_quietly() {
    use std::process::{Command, Stdio};
    let folder = tempfile::tempdir().unwrap();
    let shard: String = (0..20_000).map(|n| format!("{{\"id\":{n},\"text\":\"Satz Nummer {n}\"}}\n")).collect();
    tree(folder.path(), &[("s.jsonl", shard.as_bytes())]);
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("polyscrub"));
    let mut child = child
        .arg("clean")
        .arg(folder.path().join("s.jsonl"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

/// A document whose every option shows.
const DOCUMENT: &str = "<html lang=de><head><title>Am Fluss</title><meta name=author content='Ida Brook'>\
    <meta property=article:published_time content=2021-03-04T10:00:00Z><link rel=canonical href=https://a.example/fluss></head><body>\
    <h1>Am Fluss</h1><p>Im <em>Herbst</em> liegt der Nebel lange über dem Tal, und die <a href=/f>Fischer</a> warten auf das andere Ufer.</p>\
    <p>Erst gegen zehn Uhr kommt die Sonne durch, und das Wasser wird so hell, dass man die Steine zählen kann.</p>\
    <table><tr><th>Ort</th><th>Fische</th></tr><tr><td>Wehr</td><td>zwölf</td></tr></table></body></html>";

#[test]
fn documents_are_written_as_asked_for() {
    // Nothing of it is a cookie notice, so what is written is all of it.
    let cleaned = |flags: &[&str]| {
        let output = polyscrub()
            .args(["clean", "--select", "cookie"])
            .args(flags)
            .write_stdin(DOCUMENT)
            .assert()
            .code(0)
            .get_output()
            .stdout
            .clone();
        String::from_utf8(output).unwrap()
    };
    assert!(cleaned(&[]).contains("Im Herbst liegt") && cleaned(&[]).contains("Wehr\tzwölf"));
    let markdown = cleaned(&["--format", "markdown", "--links"]);
    assert!(markdown.starts_with("# Am Fluss\n\nIm *Herbst* liegt"), "{markdown}");
    assert!(markdown.contains("[Fischer](https://a.example/f)") && markdown.contains("| Wehr | zwölf |"), "{markdown}");
    assert!(
        cleaned(&["--links"]).contains("Im Herbst") && cleaned(&["--links"]).contains("[Fischer](https://a.example/f)")
    );
    assert!(!cleaned(&["--no-tables"]).contains("Wehr") && cleaned(&["--no-tables", "--tables"]).contains("Wehr"));
    polyscrub().args(["clean", "--format", "html"]).write_stdin(DOCUMENT).assert().code(2);
}

#[test]
fn text_is_taken_as_it_is_whatever_is_asked_of_documents() {
    let text =
        "# Am Fluss\n\nIm *Herbst* liegt der Nebel lange über dem Tal, und die Fischer warten auf das andere Ufer.\n";
    let flags = ["clean", "--format", "markdown", "--links", "--no-tables", "--with-comments"];
    polyscrub().args(flags).write_stdin(text).assert().code(0).stdout(text);
}

#[test]
fn records_tell_what_a_document_says_of_itself() {
    let output =
        polyscrub().args(["clean", "--to", "jsonl"]).write_stdin(DOCUMENT).assert().get_output().stdout.clone();
    let ours = &lines(&output)[0]["polyscrub"];
    assert_eq!(
        (&ours["title"], &ours["author"], &ours["date"]),
        (&"Am Fluss".into(), &"Ida Brook".into(), &"2021-03-04".into())
    );
    assert_eq!((&ours["url"], &ours["declared_language"]), (&"https://a.example/fluss".into(), &"de".into()));
    assert!(ours.get("modified").is_none() && ours.get("alternates").is_none(), "{ours}");
    let explained = polyscrub().args(["explain", "-"]).write_stdin(DOCUMENT).assert().get_output().stdout.clone();
    let explained = String::from_utf8(explained).unwrap();
    assert!(explained.contains("author Ida Brook (meta) · date 2021-03-04 (open-graph)"), "{explained}");
}

#[test]
fn markdown_is_restored_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let page = DOCUMENT.replace(
        "</body>",
        "<ul><li><a href=/1>Share on Facebook</a><li><a href=/2>All rights reserved</a></ul></body>",
    );
    tree(folder.path(), &[("pages/a.html", page.as_bytes())]);
    let path = |name: &str| folder.path().join(name);
    let mut clean = polyscrub();
    clean.args(["clean", "--format", "markdown", "--links"]).arg(path("pages")).arg("-o").arg(path("out"));
    clean.arg("--removals").arg(path("r.jsonl")).arg("--keep-extracted").arg(path("extracted")).assert().code(0);
    let mut restore = polyscrub();
    restore
        .arg("restore")
        .arg(path("out"))
        .arg("--removals")
        .arg(path("r.jsonl"))
        .arg("-o")
        .arg(path("back"))
        .assert()
        .code(0);
    let read = |folder: &str| fs::read_to_string(path(folder).join("a.html.txt")).unwrap();
    assert_eq!(read("back"), read("extracted"));
    assert!(read("extracted").contains("- [Share on Facebook](https://a.example/1)") && !read("out").contains("Share"));
}
