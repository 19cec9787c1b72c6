//! What readers wrote below a document, for those who want to keep it.

use super::own::Own;
use crate::page::{BlockKind, Hint, Region};

/// Share of links above which a block is a button or a name that leads elsewhere.
const LINKED: f32 = 0.5;

/// Whether a block is the text of a comment, or a line of one: it stands in a box that is called so, and is no part of the interface
/// around it. The name of who wrote it looks like a short comment, and stays.
pub(crate) fn is_comment(own: &Own) -> bool {
    let hints = own.layout.as_ref().map(|layout| layout.hints).unwrap_or_default();
    let boxed = hints.has(Hint::Comments) && !hints.has(Hint::Related);
    let plain = own.region != Region::Form && own.link_density <= LINKED && own.kind != BlockKind::Heading;
    boxed && plain && !own.is_stamp() && own.phrase.hit().is_none() && own.fault.is_none()
}
