//! Stanzas: short lines in a row, none of which says anything of an interface, that end in a full stop. So stands verse that is
//! quoted in another language; menus have no full stops.

use std::ops::Range;

use super::{place::Places, sign::sign, view::View};

/// Letters of a line of verse at most.
const LONGEST: f32 = 50.0;
/// Lines of a stanza at least.
const FEWEST: usize = 3;

/// Whether each block belongs to a stanza.
pub(crate) fn stanzas(view: &View<'_>, places: &Places) -> Vec<bool> {
    let verse: Vec<bool> = (0..view.len()).map(|index| is_verse(view, places, index)).collect();
    let mut stanzas = vec![false; verse.len()];
    let mut start = 0;
    for stretch in verse.chunk_by(|a, b| a == b) {
        let range = start..start + stretch.len();
        start = range.end;
        if stretch[0] {
            stanzas[finished(view, range)].fill(true);
        }
    }
    stanzas
}

/// A stretch up to its last line that ends like a sentence; empty where that leaves too few lines.
fn finished(view: &View<'_>, range: Range<usize>) -> Range<usize> {
    let end = range.clone().rev().find(|&index| view.own(index).shape.terminal).map_or(range.start, |last| last + 1);
    if end - range.start >= FEWEST { range.start..end } else { range.start..range.start }
}

/// Whether a block may be a line of verse.
fn is_verse(view: &View<'_>, places: &Places, index: usize) -> bool {
    let own = view.own(index);
    let m = &own.measure;
    let short = m.letters > 0 && m.length <= LONGEST && m.digits == 0;
    short && !places.is_anchor(index) && sign(own).is_none() && own.stamp.is_none() && !own.shape.bullet
}
