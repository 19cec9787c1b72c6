//! Prints polyscrub's scores of every string, for `scripts/calibrate_lid.py`: `nats DATA_DIR`.
//!
//! A row a string: language, length class, letters, how much better the best other language fits than its own (in nats),
//! the nats of the candidates that are less than [`CLOSE`] behind the best, and the string.

use std::{
    io::{self, BufWriter, Write},
    path::PathBuf,
};

use anyhow::{Context, Result};
use lid_report::row::{self, Row};
use polyscrub::{
    Identifier, Lang,
    identify::{NgramScorer, Score},
};

/// Nats behind the best beyond which a candidate weighs nothing, whatever a nat is worth.
const CLOSE: f32 = 120.0;
/// Letters that are read; no string has more.
const LETTERS: usize = 1600;

fn main() -> Result<()> {
    let data = std::env::args().nth(1).context("usage: nats DATA_DIR")?;
    let rows = row::read(&PathBuf::from(data).join("lid_dev.tsv.gz"))?;
    let (identifier, scorer) = (Identifier::new(), NgramScorer::new());
    let mut out = BufWriter::new(io::stdout().lock());
    rows.iter().try_for_each(|row| print(row, &identifier, &scorer, &mut out))
}

fn print(row: &Row, identifier: &Identifier, scorer: &NgramScorer, out: &mut impl Write) -> Result<()> {
    let language = Lang::parse(&row.language).with_context(|| row.language.clone())?;
    let (found, scores) = (identifier.identify(&row.text), scorer.score(&row.text, LETTERS));
    let candidates: Vec<Lang> = found.ranked(usize::MAX).iter().map(|guess| guess.language).collect();
    let most = candidates.iter().map(|&lang| scores.of(lang)).fold(f32::MIN, f32::max);
    let close = candidates.iter().filter(|&&lang| scores.of(lang) > most - CLOSE);
    let close: Vec<String> = close.map(|&lang| format!("{lang}:{}", scores.of(lang))).collect();
    let (letters, margin) = (found.letters(), found.margin(language));
    writeln!(out, "{}\t{}\t{letters}\t{margin}\t{}\t{}", row.language, row.bucket, close.join(" "), row.text)?;
    Ok(())
}
