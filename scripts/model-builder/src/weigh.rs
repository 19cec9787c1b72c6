//! Log-probabilities to weights: what seeing an n-gram adds to the score of each language.

use std::collections::HashMap;

use fst::Streamer;

use crate::models::{LANGUAGES, Model, Script};

/// ln P of a character that a language does not use. Found by coordinate search on development strings.
const FLOOR: f64 = 13.4;
/// Scale of an n-gram's gain over its suffix, for orders 2 to 5; from the same search.
const SCALE: [f64; 4] = [1.25, 1.25, 1.0, 0.8];
/// What it costs a language not to know an n-gram whose suffix it knows, for orders 2 to 5; from the same search.
const PENALTY: [f64; 4] = [0.6, 1.0, 1.0, 3.0];
/// Nats a quantisation step; steps up to 0.25 lose nothing.
const STEP: f64 = 0.25;
/// Weights this close to 0 are dropped above order 1.
const DEAD_ZONE: i8 = 1;
/// Characters to an n-gram at most.
pub const ORDERS: usize = 5;
/// Bits a character takes in a packed n-gram.
const BITS: u32 = 21;

/// An n-gram, its last character in the lowest bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gram(u128);

impl Gram {
    fn new(text: &str) -> Self {
        Self(text.chars().fold(0, |packed, c| packed << BITS | c as u128))
    }

    pub fn order(self) -> usize {
        (128 - self.0.leading_zeros()).div_ceil(BITS) as usize
    }

    /// The characters, last one first: the order in which the scorer meets them.
    pub fn backwards(self) -> impl Iterator<Item = char> {
        let mask = (1 << BITS) - 1;
        (0..self.order()).filter_map(move |i| char::from_u32((self.0 >> (BITS * i as u32) & mask) as u32))
    }

    /// Without its first character.
    pub fn suffix(self) -> Self {
        let bits = BITS * (self.order() as u32 - 1);
        Self(self.0 & ((1 << bits) - 1))
    }
}

/// One n-gram with its weights by language, and how much it matters.
pub struct Row {
    pub gram: Gram,
    /// (index of the language, weight in steps), by language.
    pub weights: Vec<(u8, i8)>,
    /// Expected absolute share in the score, over all languages.
    pub importance: f32,
}

struct Entry {
    gram: Gram,
    lang: u8,
    weight: f32,
    probability: f32,
}

/// The weights of all n-grams of all models, by n-gram.
pub fn rows(models: &[Model]) -> Vec<Row> {
    let mut entries: Vec<Entry> = Vec::with_capacity(22_000_000);
    for (index, model) in models.iter().enumerate() {
        collect(model, index as u8, &mut entries);
    }
    entries.sort_unstable_by_key(|entry| (entry.gram, entry.lang));
    let users = users_of_letters(&entries);
    entries.chunk_by(|a, b| a.gram == b.gram).map(|entries| row(entries, &users)).collect()
}

/// Adds the entries of one language. A prefix sorts before its extensions, so probabilities multiply on the way.
fn collect(model: &Model, lang: u8, entries: &mut Vec<Entry>) {
    let script = LANGUAGES[usize::from(lang)].1;
    let mut stream = model.stream();
    let mut prefixes: Vec<f64> = Vec::new();
    while let Some((bytes, value)) = stream.next() {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        let order = text.chars().count();
        let lp = f64::from_bits(value);
        prefixes.truncate(order - 1);
        prefixes.push(prefixes.last().copied().unwrap_or(0.0) + lp);
        if order > ORDERS || !text.chars().all(|c| Script::of(c) == script) {
            continue;
        }
        let suffix: usize = text.chars().next().map_or(0, char::len_utf8);
        let weight = match order {
            1 => (lp + FLOOR).max(0.0),
            _ => {
                let shorter = model.get(&bytes[suffix..]).map_or(lp, f64::from_bits);
                SCALE[order - 2] * (lp - shorter + PENALTY[order - 2])
            }
        };
        let probability = prefixes[order - 1].exp() as f32;
        entries.push(Entry { gram: Gram::new(text), lang, weight: weight as f32, probability });
    }
}

/// Which languages use a letter, a bit each.
fn users_of_letters(entries: &[Entry]) -> HashMap<char, u128> {
    let mut users = HashMap::new();
    for entry in entries.iter().filter(|entry| entry.gram.order() == 1) {
        for letter in entry.gram.backwards() {
            *users.entry(letter).or_insert(0) |= 1u128 << entry.lang;
        }
    }
    users
}

fn row(entries: &[Entry], users: &HashMap<char, u128>) -> Row {
    let gram = entries[0].gram;
    let group = gram.backwards().fold(u128::MAX, |group, c| group & users.get(&c).copied().unwrap_or(0));
    let sum: f64 = entries.iter().map(|entry| f64::from(entry.weight)).sum();
    let mean = sum / f64::from(group.count_ones().max(1));
    let share = |entry: &Entry| f64::from(entry.probability) * (f64::from(entry.weight) - mean).abs();
    let importance = entries.iter().map(share).sum::<f64>() as f32;
    let quantised = entries.iter().map(|entry| (entry.lang, (f64::from(entry.weight) / STEP).round().clamp(-127.0, 127.0) as i8));
    let weights = quantised.filter(|&(_, q)| if gram.order() == 1 { q != 0 } else { q.abs() > DEAD_ZONE }).collect();
    Row { gram, weights, importance }
}
