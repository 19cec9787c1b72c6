//! The page's own words: what its prose uses is hardly foreign, a product name that the prose repeats least of all.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::{place::Places, view::View};

/// The words of the page's prose: the anchor that uses each first, and whether another one does.
#[derive(Debug)]
pub(crate) struct Vocabulary(FxHashMap<u32, (u32, bool)>);

impl Vocabulary {
    /// The words in a view.
    pub(crate) fn of(view: &View<'_>, places: &Places) -> Self {
        let anchors = || (0..view.len()).filter(|&index| places.is_anchor(index));
        // Half of the words of a text are there more than once.
        let words: usize = anchors().map(|index| view.words(index).len()).sum();
        let mut users: FxHashMap<u32, (u32, bool)> = FxHashMap::with_capacity_and_hasher(words / 2, FxBuildHasher);
        for index in anchors() {
            for &word in view.words(index) {
                let entry = users.entry(word).or_insert((index as u32, false));
                entry.1 |= entry.0 != index as u32;
            }
        }
        Self(users)
    }

    /// The share of such words that the page's prose uses, 0 to 1; of an anchor, that another anchor uses. `None` without words.
    pub(crate) fn share(&self, words: &[u32], anchor: bool) -> Option<f32> {
        let known = |word: &&u32| self.0.get(*word).is_some_and(|&(_, shared)| shared || !anchor);
        (!words.is_empty()).then(|| words.iter().filter(known).count() as f32 / words.len() as f32)
    }
}
