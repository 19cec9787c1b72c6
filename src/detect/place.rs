//! Where a block stands towards the page's prose.

use super::{own::Own, view::View};

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
    /// Whether it is an anchor: a sentence-like block in the page's own language.
    pub anchor: bool,
    /// Its part of the page; without anchors all is head.
    pub zone: Zone,
    /// Blocks to the nearest anchor; 0 for an anchor, `u32::MAX` without any.
    pub distance: u32,
    /// Blocks after it.
    pub after: u32,
}

/// Whether a block is a sentence-like block of the page's language, and not of its template.
pub(crate) fn is_anchor(view: &View<'_>, index: usize) -> bool {
    let own = view.blocks[index];
    is_prose(own) && view.tongues[index].own && !(view.mined && own.is_common())
}

/// Whether a block is sentence-like, in whatever language.
pub(crate) fn is_prose(own: &Own) -> bool {
    let m = &own.measure;
    let sentence = own.shape.terminal || m.units >= LONG_UNITS;
    let long = m.length >= ANCHOR_LENGTH && m.units >= ANCHOR_UNITS;
    long && sentence && own.fault.is_none() && !own.shape.code
}

/// The places of all blocks.
pub(crate) fn places(view: &View<'_>) -> Vec<Place> {
    let anchors: Vec<bool> = (0..view.blocks.len()).map(|index| is_anchor(view, index)).collect();
    let (first, last) = (anchors.iter().position(|&a| a), anchors.iter().rposition(|&a| a));
    let mut distances = vec![u32::MAX; anchors.len()];
    sweep(&anchors, &mut distances, 0..anchors.len());
    sweep(&anchors, &mut distances, (0..anchors.len()).rev());
    let zone = |index| match (first, last) {
        (Some(first), _) if index < first => Zone::Head,
        (_, Some(last)) if index > last => Zone::Tail,
        (Some(_), _) => Zone::Middle,
        _ => Zone::Head,
    };
    (0..anchors.len())
        .map(|index| Place {
            anchor: anchors[index],
            zone: zone(index),
            distance: distances[index],
            after: (anchors.len() - 1 - index) as u32,
        })
        .collect()
}

fn sweep(anchors: &[bool], distances: &mut [u32], order: impl Iterator<Item = usize>) {
    let mut distance = u32::MAX;
    for index in order {
        distance = if anchors[index] { 0 } else { distance.saturating_add(1) };
        distances[index] = distances[index].min(distance);
    }
}
