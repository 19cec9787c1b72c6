//! The round before the first, for documents: what the outline settles is decided before any word is looked at. Half of a page's
//! blocks are menus and lists of links that nothing in their words could save, and what is left is easier to judge.

use rustc_hash::FxHashMap;

use crate::{
    decide::{Model, Setting, kind_of, of_outline},
    detect::{Layouts, Naming, Outline, Own, Said, Tools, Wording, in_comments},
    kind::Kind,
    page::{Block, BlockKind, Origin, Page, Region},
};

/// The probability above which a block is chrome whatever its words say. On cross-validated outlines of the development pages, what
/// lies above holds 48 in 100 blocks, and 0.3 in 100 words of the content.
const SETTLED: f32 = 0.968;

/// Share of links above which a block is no plain text.
const LINKS: f32 = 0.3;
/// Share of the plain text that has to be left to be looked at, or nothing is settled.
const LEAST: f32 = 0.05;

/// What the outline of a document says of its blocks.
#[derive(Debug, Default)]
pub(crate) struct Sieve {
    /// What it says of each.
    pub layouts: Layouts,
    /// Whether it is settled that a block is chrome; empty for plain text.
    settled: Vec<bool>,
}

impl Sieve {
    /// Looks at a page; nothing is known of plain text.
    pub(crate) fn of(page: &Page, model: &Model, naming: &Naming) -> Self {
        if page.origin == Origin::Text {
            return Self::default();
        }
        let nats = model.outline(Outline::of(page, naming).facts());
        let title = |block: &Block| block.kind == BlockKind::Title;
        let is_settled = |(block, &nats): (&Block, &f32)| of_outline(nats) > SETTLED && !title(block);
        let settled = page.blocks.iter().zip(&nats).map(is_settled).collect();
        let comments = in_comments(page);
        let article = has_article(page, &comments);
        let sieve = Self { layouts: Layouts { nats, comments, article }, settled };
        if sieve.leaves_text(page) { sieve } else { Self { settled: vec![false; page.blocks.len()], ..sieve } }
    }

    /// Leaves readers' comments to be judged by their words.
    pub(crate) fn leave_comments(&mut self) {
        self.settled.iter_mut().zip(&self.layouts.comments).for_each(|(settled, &comment)| *settled &= !comment);
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

/// The kinds of the blocks that the outline settles. Only they depend on words; those that say the same in the same part of the page are of the
/// same kind.
#[derive(Debug)]
pub(crate) struct Settled<'p> {
    page: &'p Page,
    tools: &'p Tools,
    known: FxHashMap<(&'p str, Region), Kind>,
}

impl<'p> Settled<'p> {
    /// The kinds of the blocks of a page.
    pub(crate) fn new(page: &'p Page, tools: &'p Tools) -> Self {
        Self { page, tools, known: FxHashMap::default() }
    }

    /// The kind of a block.
    pub(crate) fn kind(&mut self, block: &Block) -> Kind {
        let Self { page, tools, known } = self;
        let text = page.block_text(block);
        *known.entry((text, block.region)).or_insert_with(|| {
            let wording = Wording::of_kind(text, tools);
            let Block { kind, region, link_density, .. } = *block;
            kind_of(
                Own { kind, region, link_density, wording: &wording, said: &Said::NOTHING, layout: None, spread: None },
                Setting::default(),
            )
        })
    }
}
