//! The page as detectors see it in one round: the blocks that are still there, and the language they are held against.

use std::borrow::Cow;

use crate::{
    identify::{Ballot, Primary, Scores, given, vote},
    lang::{Lang, LangSet},
};

use super::{blocks::Blocks, own::Own, place::is_prose, tongue::Tongue};

/// The blocks of a round.
#[derive(Debug)]
pub(crate) struct View<'p> {
    blocks: Blocks<'p>,
    /// How the language of each wording stands to the page's; `None` for those that no block has any more.
    tongues: Vec<Option<Tongue>>,
    /// The page's language.
    pub primary: Primary,
    /// Whether there is a page language at all.
    pub has_primary: bool,
    /// Whether there is prose that the site's template does not print: then that alone is the page's.
    pub mined: bool,
}

impl<'p> View<'p> {
    /// A view of these blocks, held against the page's language, if it has one.
    pub(crate) fn new(blocks: Blocks<'p>, chosen: Option<Primary>, allowed: LangSet) -> Self {
        let mut tongues = vec![None; blocks.wordings.len()];
        for piece in blocks.pieces {
            let of = |primary| Tongue::of(&blocks.wordings.scores(piece.wording), primary, allowed);
            tongues[piece.wording as usize].get_or_insert_with(|| chosen.as_ref().map_or(Tongue::UNKNOWN, of));
        }
        let primary = chosen.unwrap_or_else(|| given(Lang::at(0)));
        let mined = is_mined(blocks.iter());
        Self { blocks, tongues, primary, has_primary: chosen.is_some(), mined }
    }

    /// How many blocks there are.
    pub(crate) fn len(&self) -> usize {
        self.blocks.len()
    }

    /// What a block is by itself.
    #[inline]
    pub(crate) fn own(&self, index: usize) -> Own<'p> {
        self.blocks.own(index)
    }

    /// All blocks.
    pub(crate) fn owns(&self) -> impl DoubleEndedIterator<Item = Own<'p>> + Clone + use<'p> {
        self.blocks.iter()
    }

    /// The text of a block.
    pub(crate) fn text(&self, index: usize) -> &'p str {
        self.blocks.text(index)
    }

    /// Hashes of the words of a block.
    pub(super) fn words(&self, index: usize) -> &'p [u32] {
        self.blocks.words(index)
    }

    /// How well a block fits each language.
    pub(super) fn scores(&self, index: usize) -> Cow<'p, Scores> {
        self.blocks.scores(index)
    }

    /// How the language of a block stands to the page's.
    pub(crate) fn tongue(&self, index: usize) -> Tongue {
        self.tongues[self.blocks.pieces[index].wording as usize].unwrap_or(Tongue::UNKNOWN)
    }

    /// Whether the page is a document with an outline.
    pub(crate) fn is_document(&self) -> bool {
        !self.blocks.layouts.nats.is_empty()
    }

    /// Whether a census tells of the page's site.
    pub(super) fn has_site(&self) -> bool {
        !self.blocks.spreads.is_empty()
    }
}

/// Whether some prose of a page is not its template's.
fn is_mined<'p>(mut blocks: impl Iterator<Item = Own<'p>>) -> bool {
    blocks.any(|own| !own.is_common() && is_prose(own))
}

/// The language that the blocks vote for, without those of the site's template.
pub(crate) fn primary_of(blocks: &Blocks<'_>, allowed: LangSet) -> Option<Primary> {
    let mined = is_mined(blocks.iter());
    let voters = blocks.iter().enumerate().filter(|(_, own)| !(mined && own.is_common()));
    let ballots = voters.map(|(index, own)| Ballot {
        best: move || blocks.best(index, allowed),
        length: own.measure.length,
        units: own.measure.units,
        sentence: own.shape.terminal,
        start: own.said.start,
        error: own.fault.is_some(),
    });
    vote(ballots)
}
