//! Calls: sentences by which a page asks its readers to subscribe, sign in or share. They are phrases of which only parts are given, with
//! the slot `{any}` for all words between and behind: "Subscribe {any} newsletter {any}".

use rustc_hash::FxHashMap;

use super::{Hit, fold::fold, words::word_hashes};

/// Stands for any words, or none.
pub(super) const ANY: &str = "{any}";

/// One call: its parts in order, folded. A text starts with the first and holds the others behind it.
#[derive(Debug)]
struct Call {
    /// The words of the first part, in hashes: most texts are told from it by them.
    opening: Vec<u32>,
    parts: Vec<String>,
    /// Whether the last part ends the text.
    ends: bool,
    hit: Hit,
}

/// All calls, by the hash of their first word.
#[derive(Debug, Default)]
pub(super) struct Calls(FxHashMap<u32, Vec<Call>>);

impl Calls {
    /// Adds a phrase that has the slot.
    pub(super) fn add(&mut self, phrase: &str, hit: Hit) {
        let parts: Vec<String> = phrase.split(ANY).map(fold).filter(|part| !part.is_empty()).collect();
        let ends = !phrase.trim_end().ends_with(ANY);
        let mut opening = Vec::new();
        word_hashes(parts.first().map_or("", String::as_str), &mut opening);
        if let Some(&word) = opening.first() {
            self.0.entry(word).or_default().push(Call { opening, parts, ends, hit });
        }
    }

    /// The call that a text with these words is.
    pub(super) fn find(&self, text: &str, words: &[u32]) -> Option<Hit> {
        let calls = self.0.get(words.first()?)?;
        let mut opened = calls.iter().filter(|call| words.starts_with(&call.opening)).peekable();
        opened.peek()?;
        let folded = fold(text);
        opened.find(|call| call.matches(&folded)).map(|call| call.hit)
    }
}

impl Call {
    fn matches(&self, folded: &str) -> bool {
        let rest = self.parts.first().and_then(|first| behind(folded, first));
        let rest = self.parts.iter().skip(1).fold(rest, |rest, part| after(rest?, part));
        rest.is_some_and(|rest| !self.ends || rest.is_empty())
    }
}

/// What follows the words of a part at the start of a text.
fn behind<'t>(text: &'t str, part: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(part)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix(' ') }
}

/// What follows the words of a part anywhere in a text.
fn after<'t>(text: &'t str, part: &str) -> Option<&'t str> {
    let starts = std::iter::once(0).chain(text.match_indices(' ').map(|(index, _)| index + 1));
    starts.map(|start| &text[start..]).find_map(|text| behind(text, part))
}

#[cfg(test)]
mod tests {
    use super::super::{Lexicon, word_hashes};
    use crate::lang::Lang;

    #[test]
    fn a_call_starts_with_its_first_part_and_holds_the_others() {
        let calls = "newsletter\thard\tSubscribe {any} newsletter {any}\nnewsletter\thard\tJoin {any} newsletters\n";
        let lexicon = Lexicon::new(&[(Lang::ENGLISH, calls.to_owned())]).unwrap();
        let finds = |text: &str| {
            let mut words = Vec::new();
            word_hashes(text, &mut words);
            lexicon.find_call(text, &words).is_some()
        };
        assert!(
            finds("Subscribe to the River Newsletter, and hear of floods first!") && finds("» Subscribe: newsletter")
        );
        assert!(finds("Join the River Newsletters"));
        assert!(
            !finds("Readers subscribe to the newsletter") && !finds("Subscribers of a newsletter that nobody reads")
        );
        assert!(!finds("Join those who write newsletters for a living"));
    }
}
