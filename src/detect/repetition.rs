//! Blocks that a page prints more than once.

use rustc_hash::FxHashMap;

use super::view::View;

/// How often each block stands on the page, itself included.
pub(crate) fn repetitions(view: &View<'_>) -> Vec<u32> {
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    for own in &view.blocks {
        *counts.entry(own.whole).or_default() += 1;
    }
    view.blocks.iter().map(|own| counts[&own.whole]).collect()
}
