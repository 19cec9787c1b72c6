//! Which n-grams are worth their bytes.

use rustc_hash::FxHashMap as HashMap;

use crate::{
    gram::{Gram, ORDERS},
    pack::row_bytes,
    weigh::{Key, Row},
};

/// The most important rows that fit `budget` bytes, with every suffix of every kept n-gram: the scorer walks
/// backwards and stops at the first miss. Letters are always kept.
pub fn best(mut rows: Vec<Row>, budget: usize) -> Vec<Row> {
    let places: HashMap<Gram, usize> =
        rows.iter().enumerate().filter_map(|(place, row)| Some((gram(row)?, place))).collect();
    let mut by_order: [Vec<usize>; ORDERS] = Default::default();
    for (place, row) in rows.iter_mut().enumerate() {
        let Some(order) = gram(row).map(Gram::order) else { continue };
        by_order[order - 1].push(place);
        if order == 1 {
            row.importance = f32::MAX;
        } else if row.weights.is_empty() {
            row.importance = 0.0;
        }
    }
    for place in by_order[1..].iter().rev().flatten().copied() {
        raise_suffix(&mut rows, &places, place);
    }
    rows.sort_by(|a, b| b.importance.total_cmp(&a.importance).then_with(|| a.key.cmp(&b.key)));
    let mut spent = 0;
    let kept = rows.iter().take_while(|row| {
        spent += row_bytes(row);
        spent <= budget && row.importance > 0.0
    });
    let kept = kept.count();
    rows.truncate(kept);
    rows
}

fn gram(row: &Row) -> Option<Gram> {
    match row.key {
        Key::Gram(gram) => Some(gram),
        Key::Word(_) => None,
    }
}

/// A suffix matters as much as whatever stands on it. An n-gram whose suffix is not in the table is never reached.
fn raise_suffix(rows: &mut [Row], places: &HashMap<Gram, usize>, place: usize) {
    let Some(suffix) = gram(&rows[place]).map(Gram::suffix) else { return };
    let importance = rows[place].importance;
    match places.get(&suffix) {
        Some(&suffix) => rows[suffix].importance = rows[suffix].importance.max(importance),
        None if suffix == Gram::new([crate::gram::END]) => {}
        None => rows[place].importance = 0.0,
    }
}
