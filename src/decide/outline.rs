//! What the outline of a document says of a block: small trees of questions about its place. A block is where it is
//! for more than one reason at once (few links in a box that holds the prose; many in a box of cards on a page without any).

use crate::detect::{Fact, Facts};

use super::{
    Share,
    trees::{Row, Trees},
};

/// The trees, as [`Trees::read`] takes them. Written by `scripts/train_html.py`.
const TABLE: &str = include_str!("outline.tsv");

/// The trees over the facts of an outline.
#[derive(Debug)]
pub(super) struct Outline(Trees);

impl Default for Outline {
    fn default() -> Self {
        Self(Trees::read(TABLE, &names()))
    }
}

fn names() -> Vec<&'static str> {
    Fact::ALL.iter().map(|fact| fact.name()).collect()
}

impl Row for Facts {
    fn fact(&self, place: usize) -> f32 {
        self[place]
    }
}

impl Outline {
    /// How much the outline speaks for cutting each block, in nats; below 0 for keeping it.
    pub(super) fn nats(&self, blocks: impl Iterator<Item = Facts>) -> Vec<f32> {
        self.0.nats(blocks)
    }

    /// What each fact had to do with that, heaviest first.
    pub(super) fn shares(&self, facts: &Facts) -> Vec<Share> {
        let sums = self.0.shares(facts.len(), facts);
        let mut shares: Vec<Share> =
            Fact::ALL.iter().zip(sums).map(|(fact, nats)| Share { name: fact.name(), nats }).collect();
        shares.retain(|share| share.nats != 0.0);
        shares.sort_by(|a, b| b.nats.abs().total_cmp(&a.nats.abs()).then(a.name.cmp(b.name)));
        shares
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_step() {
        super::super::trees::hold(TABLE, &names());
    }
}
