//! The only place that builds new text: a page minus the blocks that were cut.

use std::ops::Range;

use crate::{page::Page, span::Span};

/// What goes with each cut block: the block and one separator, so that of those around and in a stretch of cut blocks
/// the strongest stays. Blocks that were apart by a blank line never come to stand closer.
///
/// `cut` is indexed by block. The spans are sorted and disjoint, one a cut block. White space before the first and
/// after the last block of the page stays with what is kept there.
#[must_use]
pub fn spans(page: &Page, cut: &[bool]) -> Vec<Span> {
    let is_cut = |index: usize| cut.get(index).copied().unwrap_or(false);
    let mut spans = Vec::new();
    let mut first = 0;
    while first < page.blocks.len() {
        let stretch = (first..page.blocks.len()).take_while(|&index| is_cut(index) == is_cut(first)).count();
        if is_cut(first) {
            add_stretch(page, first..first + stretch, &mut spans);
        }
        first += stretch;
    }
    spans
}

/// Adds the spans of neighbouring cut blocks.
fn add_stretch(page: &Page, stretch: Range<usize>, spans: &mut Vec<Span>) {
    let (count, text) = (page.blocks.len(), page.extracted().len());
    let end_of = |index: usize| page.span(index).end as usize;
    if stretch.len() == count {
        let ends = |index: usize| if index + 1 == count { text } else { start(page, index + 1) };
        spans.extend(stretch.map(|index| Span::new(if index == 0 { 0 } else { start(page, index) }, ends(index))));
        return;
    }
    let breaks = |index: usize| if index == 0 || index == count { usize::MAX } else { breaks(page, index) };
    // The first of the strongest separators, by the block after it: what is before it goes with its own before, the rest
    // with its own after.
    let stays = (stretch.start..=stretch.end).rev().max_by_key(|&index| breaks(index)).unwrap_or(stretch.end);
    spans.extend((stretch.start..stays).map(|index| Span::new(end_of(index - 1), end_of(index))));
    spans.extend((stays..stretch.end).map(|index| Span::new(start(page, index), start(page, index + 1))));
}

/// How many line breaks stand before a block.
fn breaks(page: &Page, index: usize) -> usize {
    let gap = Span::new(page.span(index - 1).end as usize, page.span(index).start as usize);
    gap.of(page.extracted()).matches('\n').count()
}

/// Where a block's line starts: marks and indentation before it belong to it.
fn start(page: &Page, index: usize) -> usize {
    let from = index.checked_sub(1).map_or(0, |before| page.span(before).end as usize);
    let block = page.span(index).start as usize;
    let before = page.extracted().get(from..block).unwrap_or_default();
    before.rfind('\n').map_or(if index == 0 { 0 } else { block }, |newline| from + newline + 1)
}

/// The text without the spans, which are sorted and disjoint.
#[must_use]
pub fn without(text: &str, spans: &[Span]) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for span in spans {
        kept.push_str(text.get(from..span.start as usize).unwrap_or_default());
        from = span.end as usize;
    }
    kept.push_str(text.get(from..).unwrap_or_default());
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::text::extract;

    fn cut(text: &str, which: &[usize]) -> String {
        let page = extract(text.to_owned());
        let cut: Vec<bool> = (0..page.blocks.len()).map(|index| which.contains(&index)).collect();
        without(text, &spans(&page, &cut))
    }

    #[test]
    fn a_block_takes_its_separator_along() {
        let text = "Home\n\nThe text.\n\n  Print\n\nMore text.\n\nShare\nTop\n";
        assert_eq!(cut(text, &[0, 2, 4, 5]), "The text.\n\nMore text.\n");
        assert_eq!(cut(text, &[]), text);
        assert_eq!(cut(text, &[0, 1, 2, 3, 4, 5]), "");
        assert_eq!(cut("\n\n A\nB", &[0]), "\n\nB");
        assert_eq!(cut("A\nB\n\nC\n", &[1]), "A\n\nC\n");
        assert_eq!(cut("A\nB\n\nC\nD\n", &[1, 2]), "A\n\nD\n");
        assert_eq!(cut("A\n\nB\nC\n\nD", &[1, 2]), "A\n\nD");
    }
}
