//! Prints documents a second of polyscrub, and of whatlang and lingua (34 languages) asked once a line, in one process and
//! on one thread, so that the ratio comes from one run: `lingua-bench GOLD.jsonl [EVERY] [ROUNDS]`.
//!
//! `GOLD.jsonl` has `text`, or `lines` with a `text` each; `-` is standard input. Every `EVERY`th document is taken (10).
//! Rounds (5) are interleaved, so that a machine that slows down slows all three; the median round counts. Polyscrub does
//! the whole job, from bytes to cleaned text; the other two only name the language of each line.

use std::{
    fs::File,
    hint::black_box,
    io::{BufRead, BufReader, Read, stdin},
    time::Instant,
};

use anyhow::{Context, Result, ensure};
use lingua::{LanguageDetector, LanguageDetectorBuilder};
use polyscrub::{Cleaner, Format, Settings};
use serde_json::Value;

/// Languages that are compiled in, and no others.
const LANGUAGES: usize = 34;

type Candidate<'a> = (&'static str, Box<dyn Fn(&str) + 'a>);

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().context("usage: lingua-bench GOLD.jsonl [EVERY] [ROUNDS]")?;
    let every = arguments.next().map_or(Ok(10), |number| number.parse())?;
    let rounds = arguments.next().map_or(Ok(5), |number| number.parse())?;
    let documents = documents(&path, every)?;
    ensure!(!documents.is_empty() && rounds > 0, "nothing to measure");

    let cleaner = Cleaner::new(Settings::default())?;
    let lingua = LanguageDetectorBuilder::from_all_languages().with_preloaded_language_models().build();
    ensure!(lingua::Language::all().len() == LANGUAGES, "lingua has other languages than the {LANGUAGES} asked for");
    let candidates: [Candidate<'_>; 3] = [
        ("polyscrub", Box::new(|text| drop(black_box(cleaner.clean(text.as_bytes(), Format::Text))))),
        ("whatlang, once a line", Box::new(|text| each_line(text, |line| _ = black_box(whatlang::detect_lang(line))))),
        ("lingua, once a line", Box::new(|text| each_line(text, |line| ask(&lingua, line)))),
    ];
    let seconds = measure(&candidates, &documents, rounds);
    print(&candidates, &seconds, documents.len());
    Ok(())
}

/// The texts of every `every`th document.
fn documents(path: &str, every: usize) -> Result<Vec<String>> {
    let input: Box<dyn Read> =
        if path == "-" { Box::new(stdin()) } else { Box::new(File::open(path).with_context(|| path.to_owned())?) };
    let rows = BufReader::new(input).lines().step_by(every);
    rows.map(|row| Ok(text(&serde_json::from_str(&row?)?))).collect()
}

fn text(document: &Value) -> String {
    if let Some(text) = document["text"].as_str() {
        return text.to_owned();
    }
    let lines = document["lines"].as_array().into_iter().flatten().filter_map(|line| line["text"].as_str());
    lines.collect::<Vec<_>>().join(document["sep"].as_str().unwrap_or("\n"))
}

fn each_line(text: &str, ask: impl Fn(&str)) {
    text.lines().filter(|line| !line.trim().is_empty()).for_each(ask);
}

fn ask(lingua: &LanguageDetector, line: &str) {
    black_box(lingua.detect_language_of(line));
}

/// The median seconds of each candidate; a first round warms up and is not counted.
fn measure(candidates: &[Candidate<'_>], documents: &[String], rounds: usize) -> Vec<f64> {
    let mut seconds = vec![Vec::new(); candidates.len()];
    for round in 0..=rounds {
        for (own, (_, candidate)) in seconds.iter_mut().zip(candidates) {
            let start = Instant::now();
            documents.iter().for_each(|text| candidate(text));
            if round > 0 {
                own.push(start.elapsed().as_secs_f64());
            }
        }
    }
    seconds.into_iter().map(median).collect()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn print(candidates: &[Candidate<'_>], seconds: &[f64], documents: usize) {
    println!("{documents} documents, one thread, median of interleaved rounds");
    for ((name, _), own) in candidates.iter().zip(seconds) {
        let speed = documents as f64 / own;
        println!("{name:<24} {speed:>10.1} documents/s   polyscrub is {:>7.2} times as fast", own / seconds[0]);
    }
}
