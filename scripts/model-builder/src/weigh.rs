//! Frequencies to weights: what seeing an n-gram adds to the score of each language, in nats.

use rustc_hash::FxHashMap as HashMap;

use crate::{
    frequency::Frequencies,
    gram::{Gram, ORDERS},
    models::{LANGUAGES, Model},
    tuning::{FLOOR, LETTER, Tuning, tuning},
};

/// Nats a quantisation step. Finer ones say no more; coarser ones lose the many small weights (0.25: 0.3 points of UI words).
pub const STEP: f64 = 0.125;

/// What a row of the table is looked up by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// The end of what was read.
    Gram(Gram),
    /// A whole word.
    Word(String),
}

/// One row: its key, its weights by language, and how much it matters.
pub struct Row {
    pub key: Key,
    /// (index of the language, weight in steps), by language.
    pub weights: Vec<(u8, i8)>,
    /// Expected absolute share in the score, over all languages.
    pub importance: f32,
}

/// A weight in steps.
pub fn quantised(nats: f64) -> i8 {
    (nats / STEP).round().clamp(-127.0, 127.0) as i8
}

struct Entry {
    gram: Gram,
    lang: u8,
    weight: f32,
    share: f32,
}

/// The rows of all n-grams of all models, by n-gram.
pub fn rows(models: &[Model]) -> Vec<Row> {
    let mut entries: Vec<Entry> = Vec::with_capacity(32_000_000);
    for (index, model) in models.iter().enumerate() {
        let frequencies = Frequencies::of(model, LANGUAGES[index].1);
        let own = frequencies.iter().filter(|(gram, _)| *gram != Gram::new([crate::gram::END]));
        entries.extend(own.filter_map(|(gram, share)| {
            let weight = weight(gram, &frequencies)? as f32;
            Some(Entry { gram, lang: index as u8, weight, share: share as f32 })
        }));
    }
    entries.sort_unstable_by_key(|entry| (entry.gram, entry.lang));
    let users = users_of_letters(&entries);
    entries.chunk_by(|a, b| a.gram == b.gram).map(|entries| row(entries, &users)).collect()
}

/// What an n-gram adds over its suffix, and over not being known at all.
fn weight(gram: Gram, frequencies: &Frequencies) -> Option<f64> {
    let own = frequencies.conditional(gram)?;
    if gram.order() == 1 {
        return Some(LETTER.scale * (own + FLOOR).max(0.0) + LETTER.known);
    }
    let Tuning { scale, known } = tuning(gram);
    let shorter = frequencies.conditional(gram.suffix()).unwrap_or(own);
    Some(scale * (own - shorter) + known)
}

/// Which languages use a letter, a bit each.
fn users_of_letters(entries: &[Entry]) -> HashMap<char, u128> {
    let mut users = HashMap::default();
    for entry in entries.iter().filter(|entry| entry.gram.order() == 1) {
        for letter in entry.gram.backwards() {
            *users.entry(letter).or_insert(0) |= 1u128 << entry.lang;
        }
    }
    users
}

fn row(entries: &[Entry], users: &HashMap<char, u128>) -> Row {
    let gram = entries[0].gram;
    let letters = gram.backwards().filter_map(|c| users.get(&c));
    let group = letters.fold(u128::MAX, |group, users| group & users);
    let sum: f64 = entries.iter().map(|entry| f64::from(entry.weight)).sum();
    let mean = sum / f64::from(group.count_ones().max(1));
    let share = |entry: &Entry| {
        LANGUAGES[usize::from(entry.lang)].2 * f64::from(entry.share) * (f64::from(entry.weight) - mean).abs()
    };
    let importance = entries.iter().map(share).sum::<f64>() as f32;
    let weights = entries.iter().map(|entry| (entry.lang, quantised(entry.weight.into())));
    let weights = weights.filter(|weight| weight.1 != 0).collect();
    Row { key: Key::Gram(gram), weights, importance }
}

const _: () = assert!(ORDERS == 5, "the tuning has rows for five orders");
