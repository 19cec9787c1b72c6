//! Marks alone in a line that no interface needs, which belong to what stands beside them.

use crate::detect::View;

/// The marks to be cut beside what stays: an empty list mark, or one that an author sets between paragraphs. Of what was cut of such lines behind
/// extractors, readers called more than half neither right nor wrong.
pub(super) fn beside_kept(view: &View<'_>, cut: &[bool]) -> Vec<usize> {
    let mut beside = vec![false; cut.len()];
    look(view, cut, &mut beside, 0..cut.len());
    look(view, cut, &mut beside, (0..cut.len()).rev());
    let mark = |index: usize| view.own(index).shape.symbols_only && is_ornament(view.text(index));
    (0..cut.len()).filter(|&index| beside[index] && cut[index] && mark(index)).collect()
}

/// Notes down which lines come after one that stays, marks alone left out.
fn look(view: &View<'_>, cut: &[bool], beside: &mut [bool], way: impl Iterator<Item = usize>) {
    let mut stays = false;
    for index in way {
        beside[index] |= stays;
        if !view.own(index).shape.symbols_only {
            stays = !cut[index];
        }
    }
}

/// Marks that authors and lists use. Others are buttons: `×`, `▲`, `»`.
const ORNAMENTS: [char; 14] = ['-', '–', '—', '*', '•', '·', '◦', '+', ',', '.', '~', '∼', '_', '='];
/// What forms show in the place of a choice.
const NO_CHOICE: &str = "--";

/// Whether marks are those of lists, or between paragraphs.
fn is_ornament(text: &str) -> bool {
    text.split_whitespace().all(|marks| marks != NO_CHOICE && marks.chars().all(|mark| ORNAMENTS.contains(&mark)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_lists_are_no_buttons() {
        assert!(is_ornament("* * *") && is_ornament("-") && is_ornament(", ,") && is_ornament("---"));
        assert!(!is_ornament("×") && !is_ornament("• »") && !is_ornament("--") && !is_ornament("|"));
    }
}
