//! HTML to blocks: a tree by the rules browsers follow, then one walk over it.

mod attribute;
mod blocks;
mod element;
mod names;
mod parse;
mod path;
mod region;
pub mod render;
mod title;
mod tree;
mod writer;

use crate::page::{Origin, Page};

/// Letters in paragraphs from which on a page is believed to show its text without scripts; an article has more.
const ENOUGH: usize = 1000;

/// Bytes of a block that is a paragraph, if less than [`LINKED`] of it is linked.
const PARAGRAPH: usize = 80;

/// See [`PARAGRAPH`].
const LINKED: f32 = 0.3;

/// Extracts a page's text and blocks. Any string gives a page, in time and memory linear in its length.
#[must_use]
pub fn extract(markup: &str) -> Page {
    let page = read(markup, false);
    // Pages that are made by scripts may have their text in `<noscript>`; most have but a notice or a picture there.
    let shown = prose(&page);
    if shown >= ENOUGH || !has_noscript(markup) {
        return page;
    }
    let whole = read(markup, true);
    let more = page.blocks.is_empty() || prose(&whole) > 2 * shown.max(ENOUGH / 2);
    if more { whole } else { page }
}

fn has_noscript(markup: &str) -> bool {
    let name = "noscript";
    let starts =
        |at: usize| markup.get(at + 1..at + 1 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
    memchr::memchr_iter(b'<', markup.as_bytes()).any(starts)
}

/// Bytes in paragraphs.
fn prose(page: &Page) -> usize {
    let paragraphs = page.blocks.iter().filter(|block| block.link_density < LINKED && block.span.len() >= PARAGRAPH);
    paragraphs.map(|block| block.span.len()).sum()
}

fn read(markup: &str, fallback: bool) -> Page {
    let tree = parse::parse(markup, !fallback);
    let mut declared = title::declared(&tree);
    let (writer, elements, names) = blocks::walk(&tree, fallback);
    let (text, mut blocks, levels) = writer.finish();
    title::mark(&mut blocks, &levels, &text, declared.title.as_deref());
    if declared.title.is_none() {
        let shown = blocks.iter().find(|block| block.kind == crate::page::BlockKind::Title);
        declared.title = shown.map(|block| block.span.of(&text).to_owned());
    }
    Page { text, blocks, elements, names, origin: Origin::Html, declared }
}

#[cfg(test)]
mod tests;
