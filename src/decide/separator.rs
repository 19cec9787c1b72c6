//! Marks alone in a line that no interface needs, which belong to what stands beside them.

use crate::detect::View;

/// The marks to be cut beside what stays: an empty list mark, or one that an author sets between paragraphs. Of what was cut of such lines behind
/// extractors, readers called more than half neither right nor wrong.
pub(super) fn beside_kept(view: &View<'_>, cut: &[bool]) -> Vec<usize> {
    let mark = |index: usize| view.own(index).shape.symbols_only && is_ornament(view.text(index));
    let others = |index: &usize| !view.own(*index).shape.symbols_only;
    let stays = |other: Option<usize>| other.is_some_and(|other| !cut[other]);
    let beside = |index: usize| stays((0..index).rev().find(others)) || stays((index + 1..cut.len()).find(others));
    (0..cut.len()).filter(|&index| cut[index] && mark(index) && beside(index)).collect()
}

/// Marks that authors and lists use. Others are buttons: `×`, `▲`, `»`.
const ORNAMENTS: [char; 14] = ['-', '–', '—', '*', '•', '·', '◦', '+', ',', '.', '~', '∼', '_', '='];
/// What forms show in the place of a choice.
const NO_CHOICE: &str = "--";

/// Whether marks are those of lists, or between paragraphs.
fn is_ornament(text: &str) -> bool {
    text.split_whitespace().all(|marks| marks != NO_CHOICE && marks.chars().all(|mark| ORNAMENTS.contains(&mark)))
}
