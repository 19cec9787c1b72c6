//! The page's own words: what its prose uses is hardly foreign, a product name that the prose repeats least of all.

use rustc_hash::FxHashMap;

use super::{place::Place, view::View};

/// The share of each block's words that the page's prose uses, 0 to 1; of an anchor, that another anchor uses.
/// `None` for a block without words.
pub(crate) fn shares(view: &View<'_>, places: &[Place]) -> Vec<Option<f32>> {
    let anchors = (0..view.blocks.len()).filter(|&index| places[index].anchor);
    let mut users: FxHashMap<u32, (u32, bool)> = FxHashMap::default();
    for index in anchors {
        for &word in &view.blocks[index].words {
            let entry = users.entry(word).or_insert((index as u32, false));
            entry.1 |= entry.0 != index as u32;
        }
    }
    let known = |word: &u32, anchor: bool| users.get(word).is_some_and(|&(_, shared)| shared || !anchor);
    (0..view.blocks.len())
        .map(|index| {
            let words = &view.blocks[index].words;
            let count = words.iter().filter(|word| known(word, places[index].anchor)).count();
            (!words.is_empty()).then(|| count as f32 / words.len() as f32)
        })
        .collect()
}
