//! Wrapped lines: whether a short line goes on with the sentence of the line before it, or the next line with its own. Extractors
//! leave such pieces where the page broke a sentence.

use super::{sign::sign, view::View};

/// Letters of a line that a sentence may go on from.
const LONG: f32 = 40.0;

/// For each block, whether it is a piece of a sentence that the block before or after it holds the rest of.
pub(crate) fn wraps(view: &View<'_>) -> Vec<bool> {
    let open = |index: usize| is_open(view, index) && view.own(index).measure.length >= LONG;
    let lower = |index: usize| view.text(index).trim_start().starts_with(char::is_lowercase);
    (0..view.len())
        .map(|index| {
            let ends = view.own(index).shape.terminal;
            let from_before = index > 0 && open(index - 1) && (lower(index) || ends);
            let long_after = |next: usize| view.own(next).measure.length >= LONG && lower(next);
            from_before || is_open(view, index) && index + 1 < view.len() && long_after(index + 1)
        })
        .collect()
}

/// Whether a block's sentence has not come to its end: the page's own language, no end, no sign of an interface, no list mark.
fn is_open(view: &View<'_>, index: usize) -> bool {
    let own = view.own(index);
    let shape = &own.shape;
    let closed = shape.terminal || shape.colon || shape.row || shape.bullet;
    view.tongue(index).is_own() && !closed && sign(own).is_none() && own.stamp.is_none() && own.measure.letters > 0
}
