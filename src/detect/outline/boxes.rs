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
    /// The element around it; itself for the outermost.
    pub(super) parent: usize,
    /// Whether it holds most of the page.
    pub(super) whole: bool,
    /// Boxes from the one around the article down to this, 0 from that one on.
    pub(super) depth: f32,
    /// What the smallest boxes around it of 4, 16 and 40 blocks hold, itself included.
    pub(super) around: [Sum; SIZES.len()],
}

/// All boxes, by element, and the whole page.
pub(super) fn parts(page: &Page, blocks: &[Sum]) -> (Vec<Part>, Sum) {
    let elements = &page.elements;
    let mut sums = vec![Sum::default(); elements.len()];
    let mut whole = Sum::default();
    for (block, sum) in page.blocks.iter().zip(blocks) {
        whole.add(*sum);
        if let Some(total) = sums.get_mut(block.element as usize) {
            total.add(*sum);
        }
    }
    // Parents stand before their children, so one pass back sums up, and one pass forth hands down.
    for index in (0..elements.len()).rev() {
        let (sum, parent) = (sums[index], parent(elements, index));
        if parent != index {
            sums[parent].add(sum);
        }
    }
    let mut parts: Vec<Part> = Vec::with_capacity(elements.len());
    for (index, &sum) in sums.iter().enumerate() {
        let parent = parent(elements, index);
        let outer = parts.get(parent).copied();
        parts.push(part(sum, parent, outer, whole));
    }
    (parts, whole)
}

fn part(sum: Sum, parent: usize, outer: Option<Part>, whole: Sum) -> Part {
    let inherited = outer.unwrap_or_default();
    let mut around = inherited.around;
    for (around, least) in around.iter_mut().zip(SIZES) {
        if sum.blocks >= least || outer.is_none() {
            *around = sum;
        }
    }
    let inside = sum.prose < MOST_PROSE * whole.prose;
    Part {
        sum,
        parent,
        whole: sum.letters > WHOLE * whole.letters,
        depth: if inside { inherited.depth + 1.0 } else { 0.0 },
        around,
    }
}

fn parent(elements: &[Element], index: usize) -> usize {
    (elements[index].parent as usize).min(index)
}
