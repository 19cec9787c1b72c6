//! Cards: teasers of other articles in a row below an article, each with the same button, reading time or counter.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::lexicon::Risk;

use super::view::View;

/// Cards of a row at least.
const CARDS: usize = 3;
/// Lines of a card at most, that with its sign included.
const LINES: usize = 6;
/// Blocks of prose before a row at least: a page that has less is made of its cards.
const PROSE: usize = 3;
/// The concepts of lines that stand in cards wherever they recur. Others, such as counters, recur between the posts of readers as well.
const TEASING: [&str; 2] = ["read-more", "reading-time"];

/// Which blocks stand in rows of cards behind all prose, given the prose of a view, that of cards included; none where there is no row.
pub(super) fn cards(view: &View<'_>, prose: &[bool]) -> Vec<bool> {
    let mut rows = if view.is_document() { Vec::new() } else { rows(view) };
    rows.sort_unstable_by_key(|row| (row.end, row.start));
    let article = (0..prose.len()).filter(|&index| prose[index]).nth(PROSE - 1);
    let (mut cards, mut end) = (Vec::new(), view.len());
    for row in rows.into_iter().rev() {
        if prose[row.end.min(end)..end].contains(&true) || article.is_none_or(|last| last >= row.start) {
            break;
        }
        end = end.min(row.start);
        cards.resize(view.len(), false);
        cards[row].fill(true);
    }
    cards
}

/// All rows of cards, wherever they stand.
fn rows(view: &View<'_>) -> Vec<Range<usize>> {
    let mut signs: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for index in 0..view.len() {
        if let Some(hit) = view.own(index).phrase.whole.filter(|hit| hit.risk == Risk::Hard) {
            signs.entry(hit.concept.name).or_default().push(index);
        }
    }
    let near = |a: &usize, b: &usize| (2..=LINES).contains(&(b - a));
    let row = |(name, places): (&&str, &Vec<usize>)| -> Vec<Range<usize>> {
        let rows = places.chunk_by(near).filter(|row| row.len() >= CARDS);
        rows.filter_map(|row| if TEASING.contains(name) { with_button(row) } else { with_counter(view, row) }).collect()
    };
    signs.iter().flat_map(row).collect()
}

/// The lines of cards with a button each at these places, as many before the first as all others have.
fn with_button(signs: &[usize]) -> Option<Range<usize>> {
    let least = signs.windows(2).map(|pair| pair[1] - pair[0]).min()?;
    Some((signs.first()? + 1).saturating_sub(least)..signs.last()? + 1)
}

/// The lines between other signs at these places, if they come at equal distances, and a second line says the same in all cards.
fn with_counter(view: &View<'_>, signs: &[usize]) -> Option<Range<usize>> {
    let (first, last) = (*signs.first()?, *signs.last()?);
    let gap = signs.get(1)? - first;
    let said = |index: usize| (index < view.len()).then(|| view.own(index).said.whole);
    let alike = |label: usize| signs.iter().rev().skip(1).all(|sign| said(sign + label) == said(first + label));
    if signs.windows(2).any(|pair| pair[1] - pair[0] != gap) {
        return None;
    }
    let label = (1..gap).find(|&label| alike(label))?;
    let another = said(last + label) == said(first + label);
    Some(first + 1..if another { (last + gap).min(view.len()) } else { last + 1 })
}
