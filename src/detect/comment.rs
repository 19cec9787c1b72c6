//! What readers wrote below a document, for those who want to keep it.

use super::own::Own;
use crate::page::{BlockKind, Hint, Region};

/// Share of links above which a block is a button or a name that leads elsewhere.
const LINKED: f32 = 0.5;

/// Whether a block is the text of a comment, or a line of one: it stands in a box that is called so, and is no part of the interface
/// around it. The name of who wrote it looks like a short comment, and stays.
pub(crate) fn is_comment(own: &Own) -> bool {
    let boxed = own.layout.as_ref().is_some_and(|layout| layout.hints.has(Hint::Comments));
    let plain = own.region != Region::Form && own.link_density <= LINKED && own.kind != BlockKind::Heading;
    boxed && plain && !own.is_stamp() && own.phrase.hit().is_none() && own.fault.is_none()
}
