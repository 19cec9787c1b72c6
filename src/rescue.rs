//! No page is emptied that has content: where next to nothing of a document's plain text would be left, it stays.

use crate::{
    detect::{Blocks, Own},
    page::{BlockKind, Origin, Region},
};

/// Share of links above which a block is no plain text.
const LINKS: f32 = 0.3;
/// Share of the text that has to be left: a page that keeps less has lost its content, however little it looked like it.
const LEAST: f32 = 0.05;

/// What would be left of a document, and what comes back if that is next to nothing.
#[derive(Debug, Default)]
pub(crate) struct Rescue {
    /// The letters of each block that is plain text of the content.
    letters: Vec<f32>,
}

impl Rescue {
    /// Looks at the blocks of a page before any is cut; what the outline settled is not among them. Where the page has long paragraphs, they
    /// are its content. Plain text is not rescued.
    pub(crate) fn of(blocks: &Blocks<'_>) -> Self {
        if blocks.page.origin == Origin::Text {
            return Self::default();
        }
        let plain = |own: &Own<'_>| {
            own.region == Region::Main && own.link_density < LINKS && own.fault.is_none() && !own.is_stamp()
        };
        let prose = |own: &Own<'_>| plain(own) && own.layout.as_ref().is_some_and(|layout| layout.prose);
        let any = blocks.iter().any(|own| prose(&own));
        let counts = |own: &Own<'_>| if any { prose(own) } else { plain(own) || own.kind == BlockKind::Title };
        let mut letters = vec![0.0; blocks.page.blocks.len()];
        for (piece, own) in blocks.pieces.iter().zip(blocks.iter()).filter(|(_, own)| counts(own)) {
            letters[piece.first as usize] = own.measure.length;
        }
        Self { letters }
    }

    /// Which blocks stay although they were cut; none where enough is left.
    pub(crate) fn back(&self, cut: &[bool]) -> Vec<usize> {
        let all: f32 = self.letters.iter().sum();
        let kept: f32 = self.letters.iter().zip(cut).filter(|pair| !pair.1).map(|pair| pair.0).sum();
        let is_back = |&index: &usize| self.letters[index] > 0.0 && cut.get(index) == Some(&true);
        if kept < LEAST * all { (0..self.letters.len()).filter(is_back).collect() } else { Vec::new() }
    }
}
