//! HTML to blocks: a tree by the rules browsers follow, then one walk over it.

mod attribute;
mod blocks;
mod element;
mod escape;
mod feed;
mod hint;
mod inline;
mod mark;
mod markdown;
mod metadata;
mod path;
mod region;
pub mod render;
mod stretch;
mod target;
mod title;
mod tree;
mod writer;

use crate::{
    page::{BlockKind, Origin, Page},
    settings::Writing,
};
use attribute::Name;
pub use markdown::Marks;
use target::Base;
use tree::{ROOT, Tree};

/// Extracts a page's text and blocks. Any string gives a page, in time and memory linear in its length.
#[must_use]
pub fn extract(markup: &str) -> Page {
    extract_as(markup, Writing::default()).0
}

/// The same with what it takes to write the text in another form, where one is asked for.
#[must_use]
pub fn extract_as(markup: &str, writing: Writing) -> (Page, Option<Marks>) {
    let read_once = read(markup, false, writing);
    // Pages that are made by scripts may have their text in `<noscript>`.
    let fallback = read_once.0.blocks.is_empty() && markup.to_ascii_lowercase().contains("<noscript");
    if fallback { read(markup, true, writing) } else { read_once }
}

fn read(markup: &str, fallback: bool, writing: Writing) -> (Page, Option<Marks>) {
    let tree = feed::parse(markup, !fallback);
    let mut declared = metadata::declared(&tree);
    let blocks::Walked { writer, elements, nests } = blocks::walk(&tree, fallback, writing);
    let (text, mut blocks, levels, notes) = writer.finish();
    title::mark(&mut blocks, &levels, &text, declared.title.as_deref());
    if declared.title.is_none() {
        let shown = blocks.iter().find(|block| block.kind == BlockKind::Title);
        declared.title = shown.map(|block| block.span.of(&text).to_owned());
    }
    let marks = writing.has_marks().then(|| {
        let base = base(&tree, declared.url.as_ref().map(|url| url.value.as_str()));
        Marks::new(&tree, writing, &base, (levels, notes, nests))
    });
    (Page { text, blocks, elements, origin: Origin::Html, declared, written: None }, marks)
}

/// What relative links of a document with this address are relative to.
fn base(tree: &Tree, url: Option<&str>) -> Base {
    let base = tree.descendants(ROOT).find(|&id| tree.name(id) == "base" && tree.attribute(id, Name::Href).is_some());
    Base::new(base.and_then(|id| tree.attribute(id, Name::Href)), url)
}

#[cfg(test)]
mod tests;
