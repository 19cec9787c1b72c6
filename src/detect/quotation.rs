//! Quotations, also those that run over several blocks: where one opens, is open, and closes.

use std::ops::Range;

/// Pairs of marks that open and close a quotation. Marks that do both are left out, but for `"`, which is counted.
const PAIRS: &[(char, char)] =
    &[('“', '”'), ('„', '“'), ('«', '»'), ('»', '«'), ('「', '」'), ('『', '』'), ('‹', '›'), ('《', '》')];
/// Blocks after which an open quotation is taken for a stray mark.
const REACH: usize = 8;

/// Opening marks that menus use as arrows.
const ARROWS: &[char] = &['«', '»', '‹'];
/// Words, less one, of a block that such a mark opens.
const ARROW_WORDS: usize = 3;

/// Where a block stands towards quotations.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// Starts with an opening mark.
    pub opens: bool,
    /// Ends with a closing mark.
    pub closes: bool,
    /// Lies inside a quotation that an earlier block opened, or tells right behind one, after a dash, whose it is.
    pub inside: bool,
}

impl Quotation {
    /// Whether the block belongs to a quotation in any way.
    pub(crate) fn any(self) -> bool {
        self.opens || self.closes || self.inside
    }
}

/// The quotations over so many blocks, in order, of which `text` gives the texts.
pub(crate) fn quotations<'t>(count: usize, text: impl Fn(usize) -> &'t str) -> Vec<Quotation> {
    let mut open: Option<(char, usize)> = None;
    let mut found = Vec::with_capacity(count);
    let texts = |blocks: Range<usize>| blocks.map(|index| (index, text(index)));
    for (index, text) in texts(0..count) {
        let first = text.chars().find(|c| !matches!(c, '-' | '–' | '—' | ' ' | '>' | '*' | '_'));
        let first = first.filter(|_| !is_bullet(text));
        let pair = PAIRS.iter().find(|pair| first == Some(pair.0));
        let behind = found.last().is_some_and(|before: &Quotation| before.closes && (before.opens || before.inside));
        let inside = open.is_some_and(|(_, last)| index <= last) || behind && is_whose(text);
        let closes = open.is_some_and(|(_, last)| index == last) || closes_itself(text, pair);
        if open.is_none_or(|(_, last)| index >= last) {
            open = opened(text, first, pair)
                .and_then(|mark| Some((mark, closing_block(texts(index + 1..count.min(index + 1 + REACH)), mark)?)));
        }
        found.push(Quotation { opens: pair.is_some() || first == Some('"'), closes, inside });
    }
    found
}

/// Whether a block starts with a mark that points at it: "» Comments". Where such a mark opens a quotation, no space follows.
fn is_bullet(text: &str) -> bool {
    let rest = text.trim_start().strip_prefix(['»', '›']);
    rest.is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

/// Whether a block starts with a dash, as the name does under what somebody said.
fn is_whose(text: &str) -> bool {
    text.trim_start().strip_prefix(['–', '—', '―']).is_some_and(|rest| rest.contains(char::is_alphabetic))
}

/// Whether a block ends with the end of a quotation.
fn closes_itself(text: &str, pair: Option<&(char, char)>) -> bool {
    let end = text.trim_end_matches(['.', ',', ' ', '*', '_', ';', '!', '?', '。']);
    let straight = end.ends_with('"') && text.len() > 2;
    straight || end.ends_with(['”', '»', '」', '』']) || pair.is_some_and(|pair| end.ends_with(pair.1))
}

/// The mark that will close what a block opens and does not close.
fn opened(text: &str, first: Option<char>, pair: Option<&(char, char)>) -> Option<char> {
    match pair {
        Some(pair) if ARROWS.contains(&pair.0) && text.split_whitespace().nth(ARROW_WORDS).is_none() => None,
        Some(pair) => (text.matches(pair.0).count() > text.matches(pair.1).count()).then_some(pair.1),
        None => (first == Some('"') && text.matches('"').count() == 1).then_some('"'),
    }
}

/// The block among those near enough that holds the closing mark: without one, the opening mark is a stray.
fn closing_block<'t>(mut near: impl Iterator<Item = (usize, &'t str)>, mark: char) -> Option<usize> {
    near.find(|(_, text)| text.contains(mark)).map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quotations(blocks: &[&'static str]) -> Vec<Quotation> {
        super::quotations(blocks.len(), |index| blocks[index])
    }

    #[test]
    fn a_quotation_may_run_over_blocks() {
        let found = quotations(&["“One day", "we shall see", "again.” he said", "Menu"]);
        assert!(found[0].opens && !found[0].closes);
        assert!(found[1].inside && found[2].inside && !found[3].any());
    }

    #[test]
    fn whose_a_quotation_is_belongs_to_it() {
        let found = quotations(&["\"Time is a river.\"", "— carved over a gate in Wales", "— Menu"]);
        assert!(found[1].inside && !found[2].any());
        assert!(!quotations(&["Time is a river.", "— carved over a gate"])[1].any());
    }

    #[test]
    fn a_bullet_opens_nothing() {
        assert!(!quotations(&["» Comments"])[0].any());
        assert!(quotations(&["»Guten Morgen«, sagte sie"])[0].opens);
        assert!(quotations(&["« Bonjour », dit-elle"])[0].opens);
    }

    #[test]
    fn a_stray_mark_opens_nothing() {
        let found = quotations(&["« stray", "menu", "search"]);
        assert!(found[0].opens && !found[1].inside && !found[2].inside);
    }
}
