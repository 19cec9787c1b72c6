//! A block's place in the document, as `html/body/div[2]/p[3]`.

use std::fmt::Write as _;

use super::super::head;

/// Steps written at most, the innermost; `…` stands for those left out. Pages of frameworks nest about 30 deep, and the
/// last half is what tells blocks apart.
const STEPS: usize = 16;

/// Bytes of a name written at most; the longest name HTML has is 10 long.
const NAME: usize = 32;

/// Different names counted among siblings; beyond, an element counts as the first of its name.
const NAMES: usize = 32;

/// One element of the path.
pub(super) struct Step<'a> {
    pub(super) name: &'a str,
    ordinal: u32,
    block: bool,
    counts: Vec<(&'a str, u32)>,
}

impl<'a> Step<'a> {
    pub(super) fn new(name: &'a str, ordinal: u32, block: bool) -> Self {
        Self { name, ordinal, block, counts: Vec::new() }
    }

    /// The document, which has no name.
    pub(super) fn root() -> Self {
        Self::new("", 1, false)
    }

    /// Counts a child of this name; gives its place among its namesakes, from 1.
    pub(super) fn count(&mut self, name: &'a str) -> u32 {
        if let Some(found) = self.counts.iter_mut().find(|row| row.0 == name) {
            found.1 += 1;
            return found.1;
        }
        if self.counts.len() < NAMES {
            self.counts.push((name, 1));
        }
        1
    }
}

/// The path of the innermost element that is a block.
pub(super) fn write<'a, 'b: 'a>(steps: impl DoubleEndedIterator<Item = &'a Step<'b>>) -> Box<str> {
    let mut inner: Vec<_> = steps.rev().skip_while(|step| !step.block).take(STEPS + 2).collect();
    inner.retain(|step| !step.name.is_empty());
    let cut = inner.len() > STEPS;
    inner.truncate(STEPS);
    let mut path = String::from(if cut { "…/" } else { "" });
    for step in inner.iter().rev() {
        path.push_str(head(step.name, NAME));
        if step.ordinal > 1 {
            // Writing to a string cannot fail.
            let _ = write!(path, "[{}]", step.ordinal);
        }
        path.push('/');
    }
    path.pop();
    path.into()
}
