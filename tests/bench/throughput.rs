//! Documents a second of the whole cleaner, in memory and on one thread, beside detectors that only name the language of
//! each line: whatlang, and with `--features lingua` lingua with this package's twelve languages. A timing is no test.
//!
//! `POLYSCRUB_BENCH` names a JSONL file with `text` or line-labelled `lines`, or a directory of UTF-8 text files; the default
//! is `corpora/pages/extracted`. Rounds are interleaved, so that a machine that slows down slows all alike; medians count.
//! `scripts/lingua-bench` holds lingua with 34 languages against it.

use std::{
    env, fs,
    hint::black_box,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use polyscrub::{Cleaner, Format, Settings};
use serde_json::Value;

/// Rounds that count, after one that warms up.
const ROUNDS: usize = 5;
/// What a round takes at least; small inputs are repeated until it does.
const ROUND: Duration = Duration::from_millis(200);

type Candidate<'a> = (&'static str, Box<dyn Fn(&str) + 'a>);

fn main() -> Result<()> {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora/pages/extracted");
    let path = env::var_os("POLYSCRUB_BENCH").map_or(default, PathBuf::from);
    let documents = documents(&path).with_context(|| path.display().to_string())?;
    ensure!(!documents.is_empty(), "no documents in {}", path.display());
    let cleaner = Cleaner::new(Settings::default())?;
    let mut candidates: Vec<Candidate<'_>> =
        vec![("polyscrub", Box::new(|text| drop(black_box(cleaner.clean(text.as_bytes(), Format::Text)))))];
    candidates.push((
        "whatlang, once a line",
        Box::new(|text| each_line(text, |line| _ = black_box(whatlang::detect_lang(line)))),
    ));
    #[cfg(feature = "lingua")]
    candidates.push(("lingua (12), once a line", lingua()));
    let speeds = measure(&candidates, &documents);
    println!("{} documents, one thread, medians of {ROUNDS} interleaved rounds", documents.len());
    for ((name, _), speed) in candidates.iter().zip(&speeds) {
        println!("{name:<26} {speed:>10.1} documents/s   polyscrub is {:>7.2} times as fast", speeds[0] / speed);
    }
    Ok(())
}

#[cfg(feature = "lingua")]
fn lingua() -> Box<dyn Fn(&str)> {
    let detector = lingua::LanguageDetectorBuilder::from_all_languages().with_preloaded_language_models().build();
    Box::new(move |text| each_line(text, |line| _ = black_box(detector.detect_language_of(line))))
}

fn each_line(text: &str, ask: impl Fn(&str)) {
    text.lines().filter(|line| !line.trim().is_empty()).for_each(ask);
}

fn documents(path: &Path) -> Result<Vec<String>> {
    if path.is_dir() {
        let files = fs::read_dir(path)?.map(|entry| Ok(fs::read(entry?.path())?)).collect::<Result<Vec<_>>>()?;
        return Ok(files.into_iter().filter_map(|bytes| String::from_utf8(bytes).ok()).collect());
    }
    fs::read_to_string(path)?.lines().map(|row| Ok(text(&serde_json::from_str(row)?))).collect()
}

fn text(document: &Value) -> String {
    if let Some(text) = document["text"].as_str() {
        return text.to_owned();
    }
    let lines = document["lines"].as_array().into_iter().flatten().filter_map(|line| line["text"].as_str());
    lines.collect::<Vec<_>>().join(document["sep"].as_str().unwrap_or("\n"))
}

/// Documents a second of each candidate.
fn measure(candidates: &[Candidate<'_>], documents: &[String]) -> Vec<f64> {
    let mut speeds = vec![Vec::new(); candidates.len()];
    for round in 0..=ROUNDS {
        for (own, (_, candidate)) in speeds.iter_mut().zip(candidates) {
            let speed = speed(candidate, documents);
            if round > 0 {
                own.push(speed);
            }
        }
    }
    speeds.into_iter().map(median).collect()
}

fn speed(candidate: &dyn Fn(&str), documents: &[String]) -> f64 {
    let (start, mut passes) = (Instant::now(), 0);
    while passes == 0 || start.elapsed() < ROUND {
        documents.iter().for_each(|text| candidate(text));
        passes += 1;
    }
    (passes * documents.len()) as f64 / start.elapsed().as_secs_f64()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
