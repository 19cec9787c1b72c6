//! Which n-grams are worth their bytes.

use std::collections::HashMap;

use crate::{
    pack::row_bytes,
    weigh::{Gram, ORDERS, Row},
};

/// The most important rows that fit `budget` bytes, with every suffix of every kept n-gram: the scorer walks
/// backwards and stops at the first miss. Letters are always kept.
pub fn best(mut rows: Vec<Row>, budget: usize) -> Vec<Row> {
    let places: HashMap<Gram, usize> = rows.iter().enumerate().map(|(place, row)| (row.gram, place)).collect();
    let mut by_order: [Vec<usize>; ORDERS] = Default::default();
    for (place, row) in rows.iter_mut().enumerate() {
        let order = row.gram.order();
        by_order[order - 1].push(place);
        if order == 1 {
            row.importance = f32::MAX;
        } else if row.weights.is_empty() {
            row.importance = 0.0;
        }
    }
    for place in by_order.iter().rev().flatten().copied().filter(|&place| rows[place].gram.order() > 1).collect::<Vec<_>>() {
        let importance = rows[place].importance;
        if let Some(&suffix) = places.get(&rows[place].gram.suffix()) {
            rows[suffix].importance = rows[suffix].importance.max(importance);
        } else {
            rows[place].importance = 0.0;
        }
    }
    rows.sort_by(|a, b| b.importance.total_cmp(&a.importance).then(a.gram.order().cmp(&b.gram.order())).then(a.gram.cmp(&b.gram)));
    let mut spent = 0;
    let kept = rows.iter().take_while(|row| {
        spent += row_bytes(row);
        spent <= budget && row.importance > 0.0
    });
    let kept = kept.count();
    rows.truncate(kept);
    rows
}
