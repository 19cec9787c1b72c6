//! Plain text to blocks: a block is a non-blank line, or the hard-wrapped lines of one paragraph.

use crate::{
    page::{Block, BlockKind, Declared, Origin, Page, Region},
    span::Span,
};

/// Column at which wrapped text breaks at the earliest; mail and text browsers wrap from 60 to 80.
const MIN_WRAP: usize = 40;
/// Column at which wrapped text breaks at the latest.
const MAX_WRAP: usize = 120;
/// Words a wrapped line has at least; poems and menus have fewer.
const MIN_WORDS: usize = 5;
/// Lines that wrap at one column before an upper-case start counts as going on.
const SURE_RUN: usize = 3;

/// The page of a decoded text: the text is the page's, unchanged.
#[must_use]
pub fn extract(text: String) -> Page {
    let blocks = blocks(&text);
    let (elements, callings, names) = (Vec::new(), Vec::new(), String::new());
    Page { text, blocks, elements, callings, names, origin: Origin::Text, declared: Declared::default(), written: None }
}

/// The blocks of a text, by position.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let (mut blocks, mut stretch, mut offset) = (Vec::new(), Vec::new(), 0);
    for raw in text.split_inclusive('\n') {
        let trimmed = raw.trim();
        if trimmed.is_empty() {
            join_wrapped(&stretch, &mut blocks);
            stretch.clear();
        } else {
            let start = offset + raw.len() - raw.trim_start().len();
            stretch.push(Line { text: trimmed, start, columns: columns(trimmed) });
        }
        offset += raw.len();
    }
    join_wrapped(&stretch, &mut blocks);
    blocks
}

/// A non-blank line, trimmed.
struct Line<'t> {
    text: &'t str,
    start: usize,
    columns: usize,
}

impl Line<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The width of a line in characters, as far as it matters here.
fn columns(line: &str) -> usize {
    line.chars().take(MAX_WRAP + 1).count()
}

/// Adds the blocks of a stretch of lines without a blank line in it.
fn join_wrapped(lines: &[Line<'_>], blocks: &mut Vec<Block>) {
    let width = lines.iter().map(|line| line.columns).max().unwrap_or(0);
    let wraps = (MIN_WRAP..=MAX_WRAP).contains(&width);
    let mut first = 0;
    while first < lines.len() {
        let mut last = first;
        while wraps && last + 1 < lines.len() && is_full(&lines[last], &lines[last + 1], width) {
            last += 1;
        }
        let run = &lines[first..=last];
        let sure = run.len() >= SURE_RUN;
        let mut start = 0;
        for (index, line) in run.iter().enumerate() {
            let goes_on = run.get(index + 1).is_some_and(|next| sure || starts_lower(next.text));
            if !goes_on {
                blocks.push(block(&run[start], line));
                start = index + 1;
            }
        }
        first = last + 1;
    }
}

/// Whether the next line's first word would not have fitted this line.
fn is_full(line: &Line<'_>, next: &Line<'_>, width: usize) -> bool {
    let word = next.text.split(char::is_whitespace).next().unwrap_or_default();
    line.columns + 1 + columns(word) > width
        && line.text.split_whitespace().nth(MIN_WORDS - 1).is_some()
        && !line.text.contains('\t')
        && !next.text.contains('\t')
}

fn starts_lower(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

fn block(first: &Line<'_>, last: &Line<'_>) -> Block {
    Block {
        span: Span::new(first.start, last.end()),
        kind: kind(first.text),
        region: Region::Main,
        link_density: 0.0,
        element: 0,
    }
}

/// What the marks of plain text show.
fn kind(text: &str) -> BlockKind {
    let heading = text.trim_start_matches('#');
    if heading.len() < text.len() && heading.starts_with(' ') {
        BlockKind::Heading
    } else if text.starts_with(['•', '‣', '▪', '●', '◦']) || text.starts_with("- ") || text.starts_with("* ")
    {
        BlockKind::ListItem
    } else if text.starts_with("> ") {
        BlockKind::Quote
    } else {
        BlockKind::Paragraph
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        blocks(text).iter().map(|block| block.span.of(text)).collect()
    }

    #[test]
    fn a_block_is_a_line() {
        assert_eq!(texts("\u{a0}Home \n\n  News\r\nContact"), ["Home", "News", "Contact"]);
        assert!(texts(" \n\n").is_empty());
    }

    #[test]
    fn wrapped_lines_are_one_block() {
        let text = "The museum was opened in the spring of that year by the\nmayor and the council of the town, who had long wished\nfor such a house.\nHome\nNews";
        let found = texts(text);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].ends_with("for such a house."));
    }

    #[test]
    fn verse_stays_in_lines() {
        let text = "Over the hill the road goes down\nTo where the mill is standing\nAnd nobody remembers now\nWho built it, or why";
        assert_eq!(texts(text).len(), 4);
    }
}
