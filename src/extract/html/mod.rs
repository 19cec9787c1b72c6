//! HTML to blocks: a tree by the rules browsers follow, then one walk over it.

mod attribute;
mod blocks;
mod element;
mod feed;
mod hint;
mod metadata;
mod path;
mod region;
pub mod render;
mod title;
mod tree;
mod writer;

use crate::page::{Origin, Page};

/// Extracts a page's text and blocks. Any string gives a page, in time and memory linear in its length.
#[must_use]
pub fn extract(markup: &str) -> Page {
    let page = read(markup, false);
    // Pages that are made by scripts may have their text in `<noscript>`.
    if page.blocks.is_empty() && markup.to_ascii_lowercase().contains("<noscript") { read(markup, true) } else { page }
}

fn read(markup: &str, fallback: bool) -> Page {
    let tree = feed::parse(markup, !fallback);
    let mut declared = metadata::declared(&tree);
    let (writer, elements) = blocks::walk(&tree, fallback);
    let (text, mut blocks, levels) = writer.finish();
    title::mark(&mut blocks, &levels, &text, declared.title.as_deref());
    if declared.title.is_none() {
        let shown = blocks.iter().find(|block| block.kind == crate::page::BlockKind::Title);
        declared.title = shown.map(|block| block.span.of(&text).to_owned());
    }
    Page { text, blocks, elements, origin: Origin::Html, declared }
}

#[cfg(test)]
mod tests;
