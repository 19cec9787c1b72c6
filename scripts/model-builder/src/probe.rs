//! What the models say on development strings, for `fit.py`: every n-gram of every string with its probabilities.
//!
//! Writes four files of little-endian numbers: `OUT.rows` (string, n-gram: `u32` each), `OUT.grams` (order, whether it starts a
//! word, whether it ends one: `u8` each), `OUT.entries` (n-gram, language: `u32`; ln P, ln P without the first character: `f32`).

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
};

use anyhow::{Context, Result};
use rustc_hash::FxHashMap;

use crate::{
    frequency::Frequencies,
    gram::{END, Gram, ORDERS, START},
    models::{LANGUAGES, Model, Script},
};

/// Probes the strings of `path`, rows of language, bucket and text.
pub fn probe(models: &[Model], path: &str, out: &str) -> Result<()> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {path}"))?;
    let mut known: FxHashMap<Gram, u32> = FxHashMap::default();
    let mut grams: Vec<Gram> = Vec::new();
    let mut rows = writer(out, "rows")?;
    for (row, line) in text.lines().enumerate() {
        for gram in grams_of(line.splitn(3, '\t').nth(2).unwrap_or_default()) {
            let number = *known.entry(gram).or_insert_with(|| {
                grams.push(gram);
                grams.len() as u32 - 1
            });
            rows.write_all(&(row as u32).to_le_bytes())?;
            rows.write_all(&number.to_le_bytes())?;
        }
    }
    let mut kinds = writer(out, "grams")?;
    for gram in &grams {
        kinds.write_all(&[gram.order() as u8, u8::from(gram.starts()), u8::from(gram.ends())])?;
    }
    let mut entries = writer(out, "entries")?;
    for (lang, model) in models.iter().enumerate() {
        let frequencies = Frequencies::of(model, LANGUAGES[lang].1);
        for (number, &gram) in grams.iter().enumerate() {
            let Some(own) = frequencies.conditional(gram) else { continue };
            let shorter = if gram.order() > 1 { frequencies.conditional(gram.suffix()).unwrap_or(own) } else { 0.0 };
            entries.write_all(&(number as u32).to_le_bytes())?;
            entries.write_all(&(lang as u32).to_le_bytes())?;
            entries.write_all(&(own as f32).to_le_bytes())?;
            entries.write_all(&(shorter as f32).to_le_bytes())?;
        }
    }
    Ok(())
}

fn writer(out: &str, ending: &str) -> Result<BufWriter<File>> {
    let path = format!("{out}.{ending}");
    Ok(BufWriter::new(File::create(&path).with_context(|| format!("cannot write {path}"))?))
}

/// The n-grams of the letters of the commonest script, as the scorer meets them.
fn grams_of(text: &str) -> Vec<Gram> {
    let count = |script| text.chars().filter(|&c| c.is_alphabetic() && Script::of(c) == script).count();
    let scripts = [Script::Other, Script::Cyrillic, Script::Latin];
    let Some(script) = scripts.into_iter().max_by_key(|&script| count(script)) else { return Vec::new() };
    let words = text.split(|c: char| !c.is_alphabetic() || Script::of(c) != script).filter(|word| !word.is_empty());
    words.flat_map(grams_of_word).collect()
}

fn grams_of_word(word: &str) -> Vec<Gram> {
    let lower = word.chars().map(|c| c.to_lowercase().next().unwrap_or(c));
    let characters: Vec<char> = [START].into_iter().chain(lower).chain([END]).collect();
    let ends = 2..=characters.len();
    ends.flat_map(|end| (1..=ORDERS.min(end)).map(move |order| end - order..end))
        .map(|place| Gram::new(characters[place].iter().copied()))
        .collect()
}
