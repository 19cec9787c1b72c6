//! Features of a block that is part of a document. Plain text has none of them; what the document's outline says is weighed
//! apart, in `outline.rs`.

use crate::{detect::Evidence, page::BlockKind};

use super::{
    feature::Feature::{self, *},
    features::add,
};

/// What the block is in its document.
pub(super) fn document(evidence: &Evidence<'_>, out: &mut Vec<Feature>) {
    let own = evidence.own;
    let Some(layout) = &own.layout else { return };
    add(
        out,
        &[
            (true, Document),
            (own.link_density > 0.9, Links),
            (own.link_density > 0.5 && own.link_density <= 0.9, LinksMostly),
            (own.kind == BlockKind::Heading, Heading),
            (own.kind == BlockKind::ListItem, Item),
            (layout.below_article, Comment),
            (layout.below_article && layout.prose, CommentProse),
        ],
    );
}
