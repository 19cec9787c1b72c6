//! The round before the first, for documents: what the outline settles is decided before any word is looked at. Half of a page's
//! blocks are menus and lists of links that nothing in their words could save, and what is left is easier to judge.

use crate::{
    decide::{Model, Setting, UNSELECTED, Verdict, kind_of, of_outline},
    detect::{Facts, Naming, Own, Tools, in_comments, outline},
    kind::KindSet,
    page::{Block, BlockKind, Origin, Page},
};

/// The probability above which a block is chrome whatever its words say. On cross-validated outlines of the development pages, what
/// lies above holds 48 in 100 blocks, and 0.3 in 100 words of the content.
const SETTLED: f32 = 0.98;

/// Share of links above which a block is no plain text.
const LINKS: f32 = 0.3;
/// Share of links from which on a block that shows the title points to another page.
const LINKED: f32 = 0.5;
/// Share of the plain text that has to be left to be looked at, or nothing is settled.
const LEAST: f32 = 0.05;

/// What the outline of a document says of its blocks.
#[derive(Debug, Default)]
pub(crate) struct Sieve {
    /// The facts of each block; empty for plain text.
    pub facts: Vec<Facts>,
    /// How much they speak for cutting it, in nats.
    pub nats: Vec<f32>,
    /// Whether it stands in a box that is called comments.
    pub comments: Vec<bool>,
    /// Whether there is an article outside of such boxes.
    pub article: bool,
    /// Whether it is settled that it is chrome.
    pub settled: Vec<bool>,
}

impl Sieve {
    /// Looks at a page; nothing is known of plain text.
    pub(crate) fn of(page: &Page, model: &Model, naming: &Naming) -> Self {
        if page.origin == Origin::Text {
            return Self::default();
        }
        let facts = outline(page, naming);
        let nats = model.outline(&facts);
        let title = |block: &Block| block.kind == BlockKind::Title && block.link_density < LINKED;
        let is_settled = |(block, &nats): (&Block, &f32)| of_outline(nats) > SETTLED && !title(block);
        let settled = page.blocks.iter().zip(&nats).map(is_settled).collect();
        let comments = in_comments(page);
        let article = has_article(page, &comments);
        let sieve = Self { facts, nats, comments, article, settled };
        if sieve.leaves_text(page) { sieve } else { Self { settled: vec![false; page.blocks.len()], ..sieve } }
    }

    /// Leaves readers' comments to be judged by their words.
    pub(crate) fn leave_comments(&mut self) {
        self.settled.iter_mut().zip(&self.comments).for_each(|(settled, &comment)| *settled &= !comment);
    }

    /// Whether the outline settles that a block is chrome.
    pub(crate) fn is_settled(&self, index: usize) -> bool {
        self.settled.get(index).copied().unwrap_or(false)
    }

    fn leaves_text(&self, page: &Page) -> bool {
        let plain = page.blocks.iter().map(|block| if block.link_density < LINKS { block.span.len() } else { 0 });
        let (mut all, mut left) = (0, 0);
        for (letters, &settled) in plain.zip(&self.settled) {
            all += letters;
            left += if settled { 0 } else { letters };
        }
        left as f32 >= LEAST * all as f32
    }
}

/// Bytes of paragraphs that make an article, be it a short one.
const ARTICLE: usize = 400;
/// Bytes of a paragraph.
const PARAGRAPH: usize = 80;

/// Whether there is an article outside of the comments, and no less of it than of them: below the first post of a thread, readers' words are
/// what the page is about.
fn has_article(page: &Page, comments: &[bool]) -> bool {
    let (mut inside, mut outside) = (0, 0);
    let is_prose = |block: &Block| block.link_density < LINKS && block.span.len() >= PARAGRAPH;
    for (block, &comment) in page.blocks.iter().zip(comments).filter(|(block, _)| is_prose(block)) {
        *if comment { &mut inside } else { &mut outside } += block.span.len();
    }
    outside >= ARTICLE.max(inside)
}

/// The verdict on a block that the outline settles. Only its kind depends on its words.
pub(crate) fn verdict(page: &Page, index: usize, nats: f32, tools: &Tools, kinds: KindSet) -> Verdict {
    let own = Own::of_kind(page, &page.blocks[index], tools);
    let kind = kind_of(&own, Setting::default());
    let cut = kinds.contains(kind);
    let spared = (!cut).then_some(UNSELECTED);
    Verdict { cut, probability: of_outline(nats), kind, features: Vec::new(), chain: 0.0, spared }
}
