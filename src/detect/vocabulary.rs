//! The page's own words: what its prose uses is hardly foreign, a product name that the prose repeats least of all; and what a line
//! shares with no other is seldom about what the page is about.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::{place::Places, view::View};

/// Share of the anchors that use a word from which on it tells nothing of what the page is about.
const COMMON: f32 = 0.3;
/// Anchors that a word may have all the same on a short page.
const FEW: f32 = 2.0;

/// The words of a page, and how many of its blocks use each: in a document the anchors alone.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    uses: FxHashMap<u32, Uses>,
    anchors: u32,
}

/// The blocks that use a word.
#[derive(Debug, Clone, Copy)]
struct Uses {
    /// The last of them.
    last: u32,
    /// How many there are.
    blocks: u32,
    /// How many of them are anchors.
    anchors: u32,
}

impl Uses {
    const NONE: Self = Self { last: u32::MAX, blocks: 0, anchors: 0 };
}

/// What a block has in common with the others of its page, in words that tell what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Echo {
    /// The share of them that another anchor uses, 0 to 1.
    pub prose: f32,
    /// The share of them that any other block uses, 0 to 1.
    pub lines: f32,
    /// How many other anchors use the one that most do.
    pub most: u32,
}

impl Vocabulary {
    /// The words in a view.
    pub(crate) fn of(view: &View<'_>, places: &Places) -> Self {
        let read = || (0..view.len()).filter(|&index| !view.is_document() || places.is_anchor(index));
        // Half of the words of a text are there more than once.
        let words: usize = read().map(|index| view.words(index).len()).sum();
        let mut uses: FxHashMap<u32, Uses> = FxHashMap::with_capacity_and_hasher(words / 2, FxBuildHasher);
        let mut anchors = 0;
        for index in read() {
            let anchor = u32::from(places.is_anchor(index));
            anchors += anchor;
            for &word in view.words(index) {
                let entry = uses.entry(word).or_insert(Uses::NONE);
                if entry.last != index as u32 {
                    *entry = Uses { last: index as u32, blocks: entry.blocks + 1, anchors: entry.anchors + anchor };
                }
            }
        }
        // In a text, a word of one block alone is asked for by that block alone, which has nothing in common with others for it.
        if !view.is_document() {
            uses.retain(|_, uses| uses.blocks > 1);
            uses.shrink_to_fit();
        }
        Self { uses, anchors }
    }

    /// Whether more than one block of a text uses a word.
    pub(super) fn is_shared(&self, word: u32) -> bool {
        self.uses.contains_key(&word)
    }

    /// The share of such words that the page's prose uses, 0 to 1; of an anchor, that another anchor uses. `None` without words.
    pub(crate) fn share(&self, words: &[u32], anchor: bool) -> Option<f32> {
        let known = |word: &&u32| self.uses.get(*word).is_some_and(|uses| uses.anchors > u32::from(anchor));
        (!words.is_empty()).then(|| words.iter().filter(known).count() as f32 / words.len() as f32)
    }

    /// What a block of these words has in common with the others. `None` where none of them tells what it is about.
    pub(crate) fn echo(&self, words: &[u32], anchor: bool) -> Option<Echo> {
        let common = (COMMON * self.anchors as f32).max(FEW);
        let uses = words.iter().map(|word| self.uses.get(word).unwrap_or(&Uses::NONE));
        let (mut telling, mut prose, mut lines, mut most) = (0_u32, 0_u32, 0_u32, 0);
        for uses in uses.filter(|uses| uses.anchors as f32 <= common) {
            let others = uses.anchors.saturating_sub(u32::from(anchor));
            telling += 1;
            prose += u32::from(others > 0);
            lines += u32::from(uses.blocks > 1);
            most = others.max(most);
        }
        let share = |count: u32| count as f32 / telling as f32;
        (telling > 0).then(|| Echo { prose: share(prose), lines: share(lines), most })
    }
}
