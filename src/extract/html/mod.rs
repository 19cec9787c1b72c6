//! HTML to blocks: a tree by the rules browsers follow, then one walk over it.

mod attribute;
mod blocks;
mod element;
mod escape;
mod inline;
mod mark;
mod markdown;
mod metadata;
mod names;
mod namesakes;
mod parse;
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

/// Letters in paragraphs from which on a page is believed to show its text without scripts; an article has more.
const ENOUGH: usize = 1000;

/// Bytes of a block that is a paragraph, if less than [`LINKED`] of it is linked.
const PARAGRAPH: usize = 80;

/// See [`PARAGRAPH`].
const LINKED: f32 = 0.3;

/// Extracts a page's text and blocks. Any string gives a page, in time and memory linear in its length.
#[must_use]
pub fn extract(markup: &str) -> Page {
    extract_as(markup, Writing::default()).0
}

/// The same with what it takes to write the text in another form, where one is asked for.
#[must_use]
pub fn extract_as(markup: &str, writing: Writing) -> (Page, Option<Marks>) {
    let shown = read(markup, false, writing);
    // Pages that are made by scripts may have their text in `<noscript>`; most have but a notice or a picture there.
    let letters = prose(&shown.0);
    if letters >= ENOUGH || !has_noscript(markup) {
        return shown;
    }
    let whole = read(markup, true, writing);
    let more = shown.0.blocks.is_empty() || prose(&whole.0) > 2 * letters.max(ENOUGH / 2);
    if more { whole } else { shown }
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

fn read(markup: &str, fallback: bool, writing: Writing) -> (Page, Option<Marks>) {
    let tree = parse::parse(markup, !fallback);
    let mut declared = metadata::declared(&tree);
    let blocks::Walked { writer, elements, callings, names, nests } = blocks::walk(&tree, fallback, writing);
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
    (Page { text, blocks, elements, callings, names, origin: Origin::Html, declared, written: None }, marks)
}

/// What relative links of a document with this address are relative to.
fn base(tree: &Tree, url: Option<&str>) -> Base {
    let base = tree.descendants(ROOT).find(|&id| tree.name(id) == "base" && tree.attribute(id, Name::Href).is_some());
    Base::new(base.and_then(|id| tree.attribute(id, Name::Href)), url)
}

#[cfg(test)]
mod tests;
