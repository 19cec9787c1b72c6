//! The blocks of a round: few numbers each, from which everything that is known of one is put together when it is asked for.

use std::borrow::Cow;

use crate::{
    identify::Scores,
    lang::{Lang, LangSet},
    page::Page,
};

use super::{
    own::{Layouts, Own},
    spread::Spread,
    wordings::Wordings,
};

/// Blocks of the page that stand together as one in a later round: wrapped lines may join once a line between is gone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    /// The first of them.
    pub first: u32,
    /// The last.
    pub last: u32,
    /// What they say, by its number among the wordings of the page.
    pub wording: u32,
}

impl Piece {
    /// The blocks that stand together.
    pub(crate) fn blocks(self) -> std::ops::RangeInclusive<usize> {
        self.first as usize..=self.last as usize
    }
}

/// The blocks that are left in a round.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Blocks<'p> {
    /// The page that they are of.
    pub page: &'p Page,
    /// Those that are left.
    pub pieces: &'p [Piece],
    /// What is said on the page.
    pub wordings: &'p Wordings<'p>,
    /// Where its blocks stand, if it is a document.
    pub layouts: &'p Layouts,
    /// On how many pages of its site each stands; empty where no census tells.
    pub spreads: &'p [Option<Spread>],
}

impl<'p> Blocks<'p> {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.pieces.len()
    }

    /// What one is by itself. Who asks mostly looks at one of its fields, so that what the others take is left out where it is compiled in.
    #[inline]
    pub(crate) fn own(&self, index: usize) -> Own<'p> {
        let piece = self.pieces[index];
        let first = piece.first as usize;
        let (block, (wording, said)) = (&self.page.blocks[first], self.wordings.at(piece.wording));
        Own {
            kind: block.kind,
            region: block.region,
            link_density: block.link_density,
            wording,
            said,
            layout: self.layouts.of(first, wording.measure.length, block.link_density),
            // A census knows the blocks of pages, not what they are joined to.
            spread: if piece.first == piece.last { self.spreads.get(first).copied().flatten() } else { None },
        }
    }

    /// Hashes of the words of one.
    pub(crate) fn words(&self, index: usize) -> &'p [u32] {
        self.wordings.words(self.pieces[index].wording)
    }

    /// How well one fits each language.
    pub(crate) fn scores(&self, index: usize) -> Cow<'p, Scores> {
        self.wordings.scores(self.pieces[index].wording)
    }

    /// The language that fits one best, of those allowed, or of all where none is named; `None` where nothing is known.
    pub(crate) fn best(&self, index: usize, allowed: LangSet) -> Option<Lang> {
        self.wordings.best(self.pieces[index].wording, allowed)
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = Own<'p>> + Clone + use<'p> {
        let blocks = *self;
        (0..self.pieces.len()).map(move |index| blocks.own(index))
    }

    /// The text of one, from its first block to its last; what was cut between them is still in it, which matters to nothing but the
    /// marks of quotations.
    pub(crate) fn text(&self, index: usize) -> &'p str {
        let piece = self.pieces[index];
        let [first, last] = [piece.first, piece.last].map(|index| self.page.blocks[index as usize].span);
        self.page.text.get(first.start as usize..last.end as usize).unwrap_or_default()
    }
}
