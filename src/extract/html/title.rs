//! The title: which block shows the one that the document declares.

use crate::page::{Block, BlockKind};

/// Between a page's title and its site's name.
const SEPARATORS: [&str; 8] = [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " / "];

/// Share of links above which a block points to a page rather than naming it.
const LINKED: f32 = 0.5;

/// Longest block that may show a title, in bytes.
const LONGEST: usize = 2048;

/// Makes a title of the heading that shows the declared one, else of any other block that does and is no link; where none does, of
/// the first `<h1>` that is no link.
pub(super) fn mark(blocks: &mut [Block], levels: &[u8], text: &str, declared: Option<&str>) {
    let names = declared.map(names);
    let headings = || (0..blocks.len()).filter(|&index| blocks[index].kind == BlockKind::Heading);
    let shown = |index: &usize| {
        let linked = blocks[*index].link_density >= LINKED;
        names.as_ref().is_some_and(|names| is_one(blocks[*index].span.of(text), names, linked))
    };
    let plain = || (0..blocks.len()).filter(|&index| blocks[index].link_density < LINKED);
    let first = || plain().find(|&index| blocks[index].kind == BlockKind::Heading && levels[index] == 1);
    let found = headings().find(|index| levels[*index] <= 2 && shown(index));
    let found = found.or_else(|| headings().find(shown)).or_else(|| plain().find(shown)).or_else(first);
    if let Some(index) = found {
        blocks[index].kind = BlockKind::Title;
    }
}

/// What blocks that show a title say.
struct Names {
    /// All of it.
    whole: String,
    /// Its longest part.
    longest: String,
    /// Its first part, if it has several: mostly the article's, before the name of the site.
    first: Option<String>,
}

fn names(title: &str) -> Names {
    let mut parts = vec![title];
    for separator in SEPARATORS {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    let first = parts.first().filter(|_| parts.len() > 1).map(|part| key(part));
    let longest = parts.into_iter().max_by_key(|part| part.len()).unwrap_or_default();
    Names { whole: key(title), longest: key(longest), first }
}

/// Whether a text is one of these names. A link that says all of them, or what comes behind, names a site, as on each of its pages.
fn is_one(text: &str, names: &Names, linked: bool) -> bool {
    let Names { whole, longest, first } = names;
    let is_name = |key: String| if linked { first.as_ref() == Some(&key) } else { key == *whole || key == *longest };
    // Nearly every block starts with another letter, and is not put in lower case.
    let all = [Some(whole), Some(longest), first.as_ref()];
    let alike = |c: char| all.iter().flatten().any(|name| name.starts_with(c.to_ascii_lowercase()));
    let may = text.trim_start().chars().next().is_none_or(|c| !c.is_ascii() || alike(c));
    may && text.len() <= LONGEST && is_name(key(text))
}

/// Case, white space, and where a word may be broken do not matter.
fn key(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    joined.to_lowercase().replace([SOFT_HYPHEN, ZERO_WIDTH_SPACE], "")
}

/// Where a word may be broken, with a hyphen and without.
const SOFT_HYPHEN: char = '\u{ad}';
/// See [`SOFT_HYPHEN`].
const ZERO_WIDTH_SPACE: char = '\u{200b}';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_shows_a_title_only_before_the_name_of_a_site() {
        let [page, site] = [names("The mill | The Valley News"), names("Valley News")];
        assert!(is_one("The mi\u{ad}ll | The Valley News", &page, false) && is_one("the  mi\u{ad}ll", &page, true));
        assert!(is_one("Valley News", &site, false) && !is_one("Valley News", &site, true));
        assert!(is_one("The Valley News", &page, false) && !is_one("The Valley News", &page, true));
    }
}
