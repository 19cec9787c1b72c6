//! Lists with marks, which an author wrote or did not write as a whole.

use crate::detect::View;

/// Items of a list at least; two beside each other may be of different lists.
const ITEMS: usize = 3;

/// The items to be cut of lists that stay for the most part. Of what was cut of such lists behind extractors, readers gave a third and more
/// to the author, twice the share of other cuts; a list without half of its items is of no use either way.
pub(super) fn kept_whole(view: &View<'_>, cut: &[bool]) -> Vec<usize> {
    let marks: Vec<Option<char>> = (0..view.len()).map(|index| mark(view, index)).collect();
    let mut items = Vec::new();
    let mut start = 0;
    for list in marks.chunk_by(|a, b| a == b) {
        let range = start..start + list.len();
        start = range.end;
        let gone = range.clone().filter(|&index| cut[index]).count();
        if list[0].is_some() && list.len() >= ITEMS && gone * 2 <= list.len() {
            items.extend(range.filter(|&index| cut[index]));
        }
    }
    items
}

/// The list mark that a line starts with; numbers count as one.
fn mark(view: &View<'_>, index: usize) -> Option<char> {
    let shape = &view.own(index).shape;
    let first = view.text(index).trim_start().chars().next()?;
    match first {
        _ if shape.bullet => Some(first),
        '0'..='9' if shape.reference => Some('1'),
        _ => None,
    }
}
