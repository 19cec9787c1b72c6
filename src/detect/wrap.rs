//! Wrapped lines: whether a short line goes on with the sentence of the line before it, or the next line with its own. Extractors
//! leave such pieces where the page broke a sentence.

use super::{sign::sign, view::View};

/// Letters of a line that a sentence may go on from.
const LONG: f32 = 40.0;

/// For each block, whether it is a piece of a sentence that the block before or after it holds the rest of.
pub(crate) fn wraps(view: &View<'_>) -> Vec<bool> {
    let long = |index: usize| view.own(index).measure.length >= LONG;
    let open = |index: usize| is_open(view, index) && long(index);
    let lower = |index: usize| view.text(index).trim_start().starts_with(char::is_lowercase);
    (0..view.len())
        .map(|index| {
            let ends = || view.own(index).shape.terminal || is_broken(view.text(index));
            let from_before = index > 0 && open(index - 1) && (lower(index) || ends());
            let goes_on = || is_open(view, index) && index + 1 < view.len() && long(index + 1) && lower(index + 1);
            from_before || goes_on() || is_running(view, index)
        })
        .collect()
}

/// Whether a block's sentence has not come to its end: the page's own language, no end, no sign of an interface, no list mark.
fn is_open(view: &View<'_>, index: usize) -> bool {
    view.tongue(index).is_own() && is_unfinished(view, index)
}

/// The same in whatever language.
fn is_unfinished(view: &View<'_>, index: usize) -> bool {
    let own = view.own(index);
    let shape = &own.shape;
    let closed = shape.terminal || shape.colon || shape.row || shape.bullet;
    !closed && sign(own).is_none() && own.stamp.is_none() && own.measure.letters > 0
}

/// Whether a block, in whatever language, is a line of running text between others as long: one sentence ends in it, and the next has no end.
fn is_running(view: &View<'_>, index: usize) -> bool {
    let line = |index: usize| view.own(index).measure.length >= LONG && is_unfinished(view, index);
    let beside = || index > 0 && line(index - 1) || index + 1 < view.len() && line(index + 1);
    line(index) && is_broken(view.text(index)) && view.own(index).phrase.is_plain() && beside()
}

/// Whether a sentence ends within a text: a word, its full stop, and an upper case letter.
fn is_broken(text: &str) -> bool {
    let mut words = text.split(' ').filter(|word| !word.is_empty()).peekable();
    while let Some(word) = words.next() {
        let letters =
            word.trim_end_matches(['.', '!', '?']).chars().rev().take(WORD).filter(|c| c.is_lowercase()).count();
        let next = words.peek().is_some_and(|next| next.starts_with(char::is_uppercase));
        if letters == WORD && word.ends_with(['.', '!', '?']) && next {
            return true;
        }
    }
    false
}

/// Letters in lower case before a full stop that make it the end of a sentence, and not of an abbreviation.
const WORD: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_within_a_text() {
        assert!(is_broken("and came home late. Nobody had") && is_broken("was that all? It was"));
        assert!(!is_broken("with Dr. Ashworth and the") && !is_broken("it ends here.") && !is_broken("version 2. The"));
    }
}
