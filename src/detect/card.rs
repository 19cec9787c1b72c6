//! Cards: teasers of other articles in a row below an article, each with the same button, reading time or counter.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::lexicon::{Concept, Risk};

use super::view::View;

/// Cards of a row at least.
const CARDS: usize = 3;
/// Lines of a card at most, that with its sign included.
const LINES: usize = 6;
/// Blocks of prose before a row at least: a page that has less is made of its cards.
const PROSE: usize = 3;
/// The concepts of lines that stand in cards wherever they recur. Others, such as counters, recur between the posts of readers as well.
const TEASING: [&str; 2] = ["read-more", "reading-time"];

/// The rows of cards behind all prose, given the prose of a view, that of cards included.
pub(super) fn rows(view: &View<'_>, prose: &[bool]) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    if view.is_document() {
        return rows;
    }
    let mut signs: FxHashMap<&str, (Concept, Vec<usize>)> = FxHashMap::default();
    for index in 0..view.len() {
        if let Some(hit) = view.own(index).phrase.whole.filter(|hit| hit.risk == Risk::Hard) {
            signs.entry(hit.concept.name).or_insert_with(|| (hit.concept, Vec::new())).1.push(index);
        }
    }
    for (concept, places) in signs.values() {
        let near = places.chunk_by(|a, b| (2..=LINES).contains(&(b - a)));
        rows.extend(near.filter(|row| row.len() >= CARDS).filter_map(|row| extent(view, *concept, row)));
    }
    rows.sort_by_key(|row| (row.end, row.start));
    let (mut kept, mut end) = (Vec::new(), view.len());
    for row in rows.into_iter().rev() {
        let last = !prose[row.end.min(end)..end].contains(&true);
        let article = prose[..row.start].iter().filter(|&&prose| prose).count() >= PROSE;
        if last && article {
            end = end.min(row.start);
            kept.push(row);
        }
    }
    kept
}

/// The lines of cards whose signs stand at these places.
fn extent(view: &View<'_>, concept: Concept, signs: &[usize]) -> Option<Range<usize>> {
    let (first, last) = (*signs.first()?, *signs.last()?);
    let gaps = || signs.windows(2).map(|pair| pair[1] - pair[0]);
    let least = gaps().min()?;
    if TEASING.contains(&concept.name) {
        return Some((first + 1).saturating_sub(least)..last + 1);
    }
    if gaps().any(|gap| gap != least) {
        return None;
    }
    let said = |index: usize| (index < view.len()).then(|| view.own(index).said.whole);
    let label = (1..least).find(|label| gaps().count() > 1 && signs.windows(2).all(|pair| said(pair[0] + label) == said(first + label)))?;
    let whole = said(last + label) == said(first + label);
    Some(first + 1..if whole { (last + least).min(view.len()) } else { last + 1 })
}
