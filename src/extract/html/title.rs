//! The title: which block shows the one that the document declares.

use crate::page::{Block, BlockKind};

/// Between a page's title and its site's name.
const SEPARATORS: [&str; 8] = [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " / "];

/// Share of links above which a block points to a page rather than naming it.
const LINKED: f32 = 0.5;

/// Longest block that may show a title, in bytes.
const LONGEST: usize = 2048;

/// Makes a title of the heading that shows the declared one, else of any other block that does and is no link; where none does, of
/// the first `<h1>`.
pub(super) fn mark(blocks: &mut [Block], levels: &[u8], text: &str, declared: Option<&str>) {
    let names = declared.map(names);
    let headings = || (0..blocks.len()).filter(|&index| blocks[index].kind == BlockKind::Heading);
    let shown = |index: &usize| names.as_ref().is_some_and(|names| is_one(blocks[*index].span.of(text), names));
    let first = || headings().find(|&index| levels[index] == 1);
    let plain = || (0..blocks.len()).filter(|&index| blocks[index].link_density < LINKED);
    let found = headings().find(|index| levels[*index] <= 2 && shown(index));
    let found = found.or_else(|| headings().find(shown)).or_else(|| plain().find(shown)).or_else(first);
    if let Some(index) = found {
        blocks[index].kind = BlockKind::Title;
    }
}

/// What a block that shows a title says: all of it, or its longest part.
fn names(title: &str) -> [String; 2] {
    let mut parts = vec![title];
    for separator in SEPARATORS {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    let longest = parts.into_iter().max_by_key(|part| part.len()).unwrap_or_default();
    [key(title), key(longest)]
}

fn is_one(text: &str, names: &[String; 2]) -> bool {
    // Nearly every block starts with another letter, and is not put in lower case.
    let alike = |c: char| names.iter().any(|name| name.starts_with(c.to_ascii_lowercase()));
    let may = text.trim_start().chars().next().is_none_or(|c| !c.is_ascii() || alike(c));
    may && text.len() <= LONGEST && names.contains(&key(text))
}

fn key(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
