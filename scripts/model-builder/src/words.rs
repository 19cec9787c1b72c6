//! Whole words of interfaces, from the counts that `words.py` makes.

use std::{collections::BTreeMap, fs};

use anyhow::{Context, Result};

use crate::{
    models::{LANGUAGES, Script},
    tuning::{WORD_BACKGROUND, WORD_KNOWN, WORD_PRIOR, WORD_SCALE},
    weigh::{Key, Row, quantised},
};

/// How often a word occurs at least in a language's interfaces to be held for one of its words.
const LEAST: f64 = 1.0;
/// How often the letters of a word occur at most in other words: longer n-grams know short words as well.
const SHORTEST: usize = 2;

/// Counts of words, by word and language.
struct Counts {
    by_word: BTreeMap<String, Vec<(usize, f64)>>,
    totals: Vec<f64>,
}

/// A row for every word of `path` that a language has for its own.
pub fn rows(path: &str) -> Result<Vec<Row>> {
    let counts = read(path)?;
    let rows = counts.by_word.iter().map(|(word, uses)| {
        let own = uses.iter().filter(|used| used.1 >= LEAST);
        let mut weights: Vec<(u8, i8)> = own.map(|&(lang, count)| weight(&counts, lang, count)).collect();
        weights.sort_unstable();
        let share = uses
            .iter()
            .map(|&(lang, count)| LANGUAGES[lang].2 * count / counts.totals[lang].max(WORD_PRIOR))
            .sum::<f64>();
        Row { key: Key::Word(word.clone()), weights, importance: share as f32 }
    });
    Ok(rows.filter(|row| !row.weights.is_empty()).collect())
}

fn weight(counts: &Counts, lang: usize, count: f64) -> (u8, i8) {
    let share = count / (counts.totals[lang] + WORD_PRIOR);
    let nats = WORD_SCALE * (share / WORD_BACKGROUND).ln_1p() + WORD_KNOWN;
    (lang as u8, quantised(nats).max(1))
}

fn read(path: &str) -> Result<Counts> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {path}: words.py writes it"))?;
    let mut counts = Counts { by_word: BTreeMap::new(), totals: vec![0.0; LANGUAGES.len()] };
    for (number, line) in text.lines().enumerate() {
        let mut columns = line.split('\t');
        let (Some(code), Some(word), Some(count)) = (columns.next(), columns.next(), columns.next()) else {
            anyhow::bail!("{path}:{}: not language, word, count", number + 1);
        };
        let Some(lang) = LANGUAGES.iter().position(|language| language.3 == code) else { continue };
        if word.chars().count() < SHORTEST || !word.chars().any(|c| Script::of(c) == LANGUAGES[lang].1) {
            continue;
        }
        let count: f64 = count.parse().with_context(|| format!("{path}:{}", number + 1))?;
        counts.totals[lang] += count;
        counts.by_word.entry(word.to_owned()).or_default().push((lang, count));
    }
    Ok(counts)
}
