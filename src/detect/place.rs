//! Where a block stands towards the page's prose.

use super::{card::cards, own::Own, view::View};

/// Letters of a block that anchors a page.
const ANCHOR_LENGTH: f32 = 40.0;
/// Words of a block that anchors a page.
const ANCHOR_UNITS: f32 = 6.0;
/// Words above which a block anchors without ending like a sentence.
const LONG_UNITS: f32 = 14.0;

/// The part of the page a block stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Zone {
    /// Before the first anchor.
    Head,
    /// Between anchors.
    Middle,
    /// After the last anchor.
    Tail,
}

/// A block's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// Its part of the page; without anchors all is head.
    pub zone: Zone,
    /// Blocks to the nearest anchor, a sentence-like block in the page's own language; 0 for an anchor, `u32::MAX` without any.
    pub distance: u32,
    /// Blocks before it.
    pub before: u32,
    /// Blocks after it.
    pub after: u32,
}

/// Whether a block is a sentence-like block of the page's language, and not of its template.
pub(crate) fn is_anchor(view: &View<'_>, index: usize) -> bool {
    let own = view.own(index);
    is_prose(own) && view.tongue(index).is_own() && !(view.mined && own.is_common())
}

/// Whether a block is sentence-like, in whatever language.
pub(crate) fn is_prose(own: Own<'_>) -> bool {
    let m = &own.measure;
    let sentence = own.shape.terminal || m.units >= LONG_UNITS;
    let long = m.length >= ANCHOR_LENGTH && m.units >= ANCHOR_UNITS;
    long && sentence && own.fault.is_none() && !own.shape.code
}

/// The places of all blocks.
#[derive(Debug)]
pub(crate) struct Places {
    /// Blocks from each to the nearest anchor.
    distances: Vec<u32>,
    /// The first anchor and the last.
    anchors: Option<(usize, usize)>,
    /// Which blocks stand in rows of cards, and are no anchors; empty without a row.
    cards: Vec<bool>,
}

impl Places {
    /// The places in a view.
    pub(crate) fn of(view: &View<'_>) -> Self {
        let mut prose: Vec<bool> = (0..view.len()).map(|index| is_anchor(view, index)).collect();
        let cards = cards(view, &prose);
        prose.iter_mut().zip(&cards).for_each(|(prose, card)| *prose &= !card);
        let mut distances: Vec<u32> = prose.into_iter().map(|prose| if prose { 0 } else { u32::MAX }).collect();
        let first = distances.iter().position(|&distance| distance == 0);
        let anchors = first.zip(distances.iter().rposition(|&distance| distance == 0));
        sweep(distances.iter_mut());
        sweep(distances.iter_mut().rev());
        Self { distances, anchors, cards }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.distances.len()
    }

    /// Whether a block is an anchor.
    pub(crate) fn is_anchor(&self, index: usize) -> bool {
        self.distances[index] == 0
    }

    /// Whether a block stands in a row of cards with other articles.
    pub(crate) fn is_card(&self, index: usize) -> bool {
        self.cards.get(index).is_some_and(|card| *card)
    }

    /// The part of the page that a block stands in.
    pub(crate) fn zone(&self, index: usize) -> Zone {
        match self.anchors {
            Some((first, _)) if index < first => Zone::Head,
            Some((_, last)) if index > last => Zone::Tail,
            Some(_) => Zone::Middle,
            None => Zone::Head,
        }
    }

    /// The place of a block.
    pub(crate) fn at(&self, index: usize) -> Place {
        let after = (self.len() - 1 - index) as u32;
        Place { zone: self.zone(index), distance: self.distances[index], before: index as u32, after }
    }
}

/// Goes along the page in one direction. On the way, each is as far as the one before it and one more, or nearer.
fn sweep<'d>(distances: impl Iterator<Item = &'d mut u32>) {
    let mut before = u32::MAX;
    for distance in distances {
        *distance = before.saturating_add(1).min(*distance);
        before = *distance;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_to_the_nearest_anchor() {
        for anchors in 0..1 << 7 {
            let is_anchor = |index: usize| anchors >> index & 1 != 0;
            let mut distances: Vec<u32> = (0..7).map(|index| if is_anchor(index) { 0 } else { u32::MAX }).collect();
            sweep(distances.iter_mut());
            sweep(distances.iter_mut().rev());
            let nearest = |index: usize| (0..7).filter(|&other| is_anchor(other)).map(|o| o.abs_diff(index)).min();
            let expected: Vec<u32> = (0..7).map(|i| nearest(i).map_or(u32::MAX, |distance| distance as u32)).collect();
            assert_eq!(distances, expected);
        }
    }
}
