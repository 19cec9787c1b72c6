//! A page as a reader would see it in a terminal, for `explain --layout`. The extracted text is not made here.

use super::{
    parse,
    tree::{NONE, ROOT, Tree},
};

/// Largest markup that is rendered, in bytes.
const LARGEST: usize = 2 << 20;

/// Deepest nesting that is rendered: html2text's lists and definitions cost the square of it (research/crates.md §2).
const DEEPEST: usize = 64;

/// The page, wrapped at `width` columns. `None` where rendering would cost more than linear time: too large, nested too
/// deep, tables or superscripts inside one another; or where html2text refuses.
#[must_use]
pub fn rendered(html: &str, width: usize) -> Option<String> {
    if html.len() > LARGEST || !is_simple(&parse::parse(html, false)) {
        return None;
    }
    let config = html2text::config::plain_no_decorate().allow_width_overflow();
    config.string_from_read(html.as_bytes(), width.max(1)).ok()
}

/// Whether a document stays within what is rendered.
fn is_simple(tree: &Tree) -> bool {
    tree.descendants(ROOT).all(|id| {
        let name = tree.name(id);
        let single = !matches!(name, "table" | "sup") || ancestors(tree, id).all(|above| tree.name(above) != name);
        single && (name.is_empty() || ancestors(tree, id).nth(DEEPEST).is_none())
    })
}

fn ancestors(tree: &Tree, id: u32) -> impl Iterator<Item = u32> {
    let parent = |id: u32| Some(tree.node(id).parent).filter(|&parent| parent != NONE);
    // One more than the deepest allowed decides.
    std::iter::successors(parent(id), move |&id| parent(id)).take(DEEPEST + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_drawn_and_hazards_refused() {
        let page = "<h1>Fig</h1><table><tr><td>one<td>two</table>";
        let text = rendered(page, 40).unwrap();
        assert!(text.contains("Fig") && text.contains("one"));
        assert_eq!(rendered(&"<div>".repeat(80), 40), None);
        assert_eq!(rendered("<table><tr><td><table><tr><td>x</table></table>", 40), None);
        assert_eq!(rendered("<sup><sup>x", 40), None);
        assert_eq!(rendered(&" ".repeat(LARGEST + 1), 40), None);
    }
}
