//! From removals to every form of output and back, with a cleaner that cuts what the test says: whole lines that start
//! with `#`, and it breaks off at `boom`.

mod common;

use std::{fs, path::Path};

use common::{polyscrub, tree};
use polyscrub::{
    Cleaned, Kind, Lang, Removal, Span,
    decide::Grounds,
    eval::{Gold, Score},
    outcome::{Packing, Status},
    reader::RawPage,
    run::{
        Clean, Ended, Made, batch,
        choice::Choice,
        intake::Reading,
        plan::{self, Plan},
        signal::Stop,
    },
    sink::{
        Sink,
        file::Stream,
        removals::RemovalsSink,
        tree::{PAGES, TreeSink},
        work::WorkFolder,
    },
    source::{Fields, Filters, InputFormat, Limits},
};
use serde_json::Value;

struct Toy;

impl Clean for Toy {
    fn clean(&self, raw: RawPage<'_>) -> Made {
        let extracted = String::from_utf8(raw.bytes.to_vec()).unwrap();
        assert!(!extracted.contains("boom"), "asked to break off");
        let (mut text, mut removals, mut start) = (String::new(), Vec::new(), 0);
        for line in extracted.split_inclusive('\n') {
            if line.starts_with('#') {
                let span = Span::new(start, start + line.len());
                let block = Span::new(start, start + line.trim_end().len());
                let language = Lang::parse("en");
                removals.push(Removal {
                    span,
                    block,
                    kind: Kind::Share,
                    language,
                    confidence: 0.9,
                    evidence: Grounds::default(),
                    date: None,
                });
            } else {
                text.push_str(line);
            }
            start += line.len();
        }
        Cleaned { text, removals, ..Cleaned::untouched(extracted, "UTF-8") }.into()
    }
}

fn run(pages: &Path, out: &Path, removals: &Path, threads: usize) -> Ended {
    let limits = Limits { page: 1 << 20, total: None };
    let reading = Reading { form: InputFormat::Auto, fields: Fields::default(), limits, keep_html: false };
    let inputs = plan::inputs(&[pages.to_owned()]).unwrap();
    let (filters, choice) = (Filters::default(), Choice::default());
    let plan = Plan { inputs, reading, filters, shard: None, choice, threads };
    let work = WorkFolder::new(out).unwrap();
    let metadata = Stream::Growing(work.growing(PAGES, out.join(PAGES), 0).unwrap());
    let sinks: Vec<Box<dyn Sink>> = vec![
        Box::new(TreeSink::new(out, work, Some(metadata), false)),
        Box::new(RemovalsSink::new(Stream::file(removals, Packing::Plain).unwrap())),
    ];
    batch::run(&plan, &Toy, sinks, &mut (), &Stop::default(), None).unwrap()
}

const PAGE: &str = "# Teilen\nDer Fluss\n\n# für alle ✓\nist breit.\n# Ende";

#[test]
fn what_was_removed_goes_back_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let [pages, out, back, removals] = ["pages", "out", "back", "removals.jsonl"].map(|name| folder.path().join(name));
    let record = |id: u32, text: &str| format!("{}\n", serde_json::json!({"id": id, "text": text}));
    let shard = [record(1, PAGE), record(1, "# weg"), record(2, "kein Rest"), record(3, "boom")].concat();
    tree(&pages, &[("a.html", PAGE.as_bytes()), ("d/s.jsonl", shard.as_bytes()), ("z.txt", b"ganz\n")]);
    let ended = run(&pages, &out, &removals, 2);
    assert!(ended.is_balanced() && ended.stopped.is_none());
    assert_eq!(Status::ALL.map(|status| ended.tally.pages_with(status)), [4, 1, 0, 1]);
    assert_eq!(fs::read_to_string(out.join("a.html.txt")).unwrap(), "Der Fluss\n\nist breit.\n");
    let mut restore = polyscrub();
    restore.arg("restore").arg(&out).arg("--removals").arg(&removals).arg("-o").arg(&back).assert().code(0);
    assert_eq!(fs::read_to_string(back.join("a.html.txt")).unwrap(), PAGE);
    assert_eq!(fs::read_to_string(back.join("z.txt.txt")).unwrap(), "ganz\n");
    let texts = fs::read_to_string(back.join("d/s.jsonl")).unwrap();
    let texts: Vec<String> = texts
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["text"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(texts, [PAGE, "# weg", "kein Rest", ""]);
}

#[test]
fn a_past_run_is_reported_as_the_run_was() {
    let folder = tempfile::tempdir().unwrap();
    let [pages, out, removals] = ["pages", "out", "removals.jsonl"].map(|name| folder.path().join(name));
    tree(&pages, &[("a.html", PAGE.as_bytes()), ("b.html", b"# Teilen\nSatz\n")]);
    let ended = run(&pages, &out, &removals, 1);
    let output = polyscrub()
        .args(["report", "--format", "json", "--removals"])
        .arg(&removals)
        .assert()
        .code(0)
        .get_output()
        .stdout
        .clone();
    let report: Value = serde_json::from_slice(&output).unwrap();
    assert_eq!(report["kind"][0]["removals"], 4);
    assert_eq!(report["kind"][0]["chars"], ended.tally.removed().chars);
    assert_eq!(report["phrase"][0], serde_json::json!({"phrase": "# Teilen", "kind": "share", "times": 2}));
}

#[test]
fn scores_come_from_spans() {
    let gold = r##"{"id":"g","primary":"de","sep":"\n","lines":[
        {"text":"# Share","label":"drop","lang":"en","reason":"share","pos":"head","foreign":true},
        {"text":"Der Satz","label":"keep","lang":"de","reason":"text","pos":"middle"},
        {"text":"# Titel","label":"keep","lang":"de","reason":"title","pos":"middle"},
        {"text":"Impressum","label":"drop","lang":"de","reason":"legal","pos":"tail"},
        {"text":"Kurz","label":"opt","lang":"de","reason":"byline","pos":"tail"}]}"##;
    let gold: Gold = serde_json::from_str(gold).unwrap();
    let score = |core| {
        let mut score = Score::default();
        score.add(&gold, &Toy, core);
        score
    };
    let all = score(false);
    assert_eq!((all.total.dropped, all.total.missed, all.total.lost, all.total.kept), (1, 1, 1, 1));
    assert_eq!((all.total.keep_chars, all.total.lost_chars, all.perfect), (13, 6, 0));
    assert_eq!((score(true).total.missed, score(true).clean), (0, 0));
}
