//! Blocks that a page prints more than once.

use rustc_hash::FxHashMap;

use super::{own::Own, view::View};

/// How often each text stands on the page, by the hash of all of its words.
#[derive(Debug)]
pub(crate) struct Repetitions(FxHashMap<u32, u32>);

impl Repetitions {
    /// The repetitions in a view.
    pub(crate) fn of(view: &View<'_>) -> Self {
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        view.owns().for_each(|own| *counts.entry(own.said.whole).or_default() += 1);
        Self(counts)
    }

    /// How often such a block stands on the page, itself included.
    pub(crate) fn at(&self, own: Own<'_>) -> u32 {
        self.0.get(&own.said.whole).copied().unwrap_or_default()
    }
}
