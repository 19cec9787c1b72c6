//! What a block is by itself. The same in all rounds of decisions, which only change what stands around it.

use std::ops::Deref;

use crate::page::{BlockKind, Region};

use super::{outline::is_prose, spread::Spread, wording::Wording, wordings::Said};

/// The evidence of a block alone: what its text says, and where it stands in its document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Own<'p> {
    pub kind: BlockKind,
    pub region: Region,
    pub link_density: f32,
    /// What its text says; all of its fields are read as those of the block.
    pub wording: &'p Wording,
    /// How its text begins and goes on, in hashes.
    pub said: &'p Said,
    /// Where it stands in its document, if it has one.
    pub layout: Option<Layout>,
    /// On how many pages of its site it stands, where a census tells.
    pub spread: Option<Spread>,
}

impl Deref for Own<'_> {
    type Target = Wording;

    fn deref(&self) -> &Wording {
        self.wording
    }
}

impl Own<'_> {
    /// Whether the site's template prints it.
    pub(crate) fn is_common(&self) -> bool {
        self.spread.is_some_and(Spread::is_common)
    }
}

/// What the outline of its document says of a block.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Layout {
    /// How much it speaks for cutting the block, in nats; below 0 for keeping it.
    pub nats: f32,
    /// Whether the block is a paragraph by itself.
    pub prose: bool,
    /// Whether it stands in a box that is called comments.
    pub comments: bool,
    /// Whether the page has an article beside those: without one, what readers wrote is what the page is about.
    pub below_article: bool,
}

/// What the outline of a document says of all its blocks; empty for plain text.
#[derive(Debug, Default)]
pub(crate) struct Layouts {
    /// How much it speaks for cutting each block, in nats.
    pub nats: Vec<f32>,
    /// Whether it stands in a box that is called comments.
    pub comments: Vec<bool>,
    /// Whether there is an article outside of such boxes.
    pub article: bool,
}

impl Layouts {
    /// That of a block with so many letters and such a share of links.
    #[inline]
    pub(super) fn of(&self, index: usize, length: f32, link_density: f32) -> Option<Layout> {
        let (&nats, &comments) = (self.nats.get(index)?, self.comments.get(index)?);
        let below_article = comments && self.article;
        Some(Layout { nats, prose: is_prose(length, link_density), comments, below_article })
    }
}
