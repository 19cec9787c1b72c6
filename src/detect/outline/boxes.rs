//! How much text the boxes of a document hold: the elements, each with what is in it.

use crate::page::{Element, Page};

/// Letters and blocks.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Sum {
    pub(super) letters: f32,
    pub(super) linked: f32,
    pub(super) prose: f32,
    pub(super) blocks: f32,
}

impl Sum {
    pub(super) fn add(&mut self, other: Self) {
        self.letters += other.letters;
        self.linked += other.linked;
        self.prose += other.prose;
        self.blocks += other.blocks;
    }

    /// Its share of links.
    pub(super) fn links(self) -> f32 {
        self.linked / self.letters.max(1.0)
    }

    /// Its share of prose.
    pub(super) fn inner_prose(self) -> f32 {
        self.prose / self.letters.max(1.0)
    }

    /// The letters of a block, on average.
    pub(super) fn mean(self) -> f32 {
        self.letters / self.blocks.max(1.0)
    }
}

/// Share of the page's prose that the innermost box around the article holds.
const MOST_PROSE: f32 = 0.6;
/// Share of the page's letters from which on a box is the page.
const WHOLE: f32 = 0.5;
/// Blocks of a box, of a wide one, and of one that is a part of the page.
const SIZES: [f32; 3] = [4.0, 16.0, 40.0];

/// A box of a document.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Part {
    /// What it holds.
    pub(super) sum: Sum,
    /// Boxes from the one around the article down to this, 0 from that one on.
    pub(super) depth: f32,
    /// The smallest boxes around it of 4, 16 and 40 blocks, itself included, by element.
    pub(super) around: [u32; SIZES.len()],
    /// Whether it holds most of the page.
    pub(super) whole: bool,
}

/// All boxes, by element, and the whole page.
pub(super) fn parts(page: &Page, blocks: impl Iterator<Item = Sum>) -> (Vec<Part>, Sum) {
    let elements = &page.elements;
    let mut parts = vec![Part::default(); elements.len()];
    let mut whole = Sum::default();
    for (block, sum) in page.blocks.iter().zip(blocks) {
        whole.add(sum);
        if let Some(part) = parts.get_mut(block.element as usize) {
            part.sum.add(sum);
        }
    }
    // Parents stand before their children, so one pass back sums up, and one pass forth hands down.
    for index in (0..elements.len()).rev() {
        let (sum, parent) = (parts[index].sum, parent(elements, index));
        if parent != index {
            parts[parent].sum.add(sum);
        }
    }
    for index in 0..parts.len() {
        let parent = parent(elements, index);
        let outer = (parent < index).then(|| parts[parent]);
        parts[index] = part(parts[index].sum, index, outer, whole);
    }
    (parts, whole)
}

fn part(sum: Sum, index: usize, outer: Option<Part>, whole: Sum) -> Part {
    let inherited = outer.unwrap_or_default();
    let mut around = inherited.around;
    for (around, least) in around.iter_mut().zip(SIZES) {
        if sum.blocks >= least || outer.is_none() {
            *around = u32::try_from(index).unwrap_or(u32::MAX);
        }
    }
    let inside = sum.prose < MOST_PROSE * whole.prose;
    Part {
        sum,
        depth: if inside { inherited.depth + 1.0 } else { 0.0 },
        around,
        whole: sum.letters > WHOLE * whole.letters,
    }
}

/// The element around one; itself for the outermost.
pub(super) fn parent(elements: &[Element], index: usize) -> usize {
    elements.get(index).map_or(index, |element| (element.parent as usize).min(index))
}
