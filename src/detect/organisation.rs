//! Names of bodies, which are foreign as often as not and stay where the author has them: a ministry, an institute, a foundation.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::measure::Measure;

/// The words that tell such a name, in lower case.
static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../corpora/organisations.txt").lines();
    lines.filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
});

/// Words of the name of a body at most.
const MOST_WORDS: f32 = 8.0;

/// Whether a text is the name of a body, as far as its words tell. On the mixed development pages, with nearly these words, 117 such lines
/// are an author's, and six are chrome.
pub(super) fn is_organisation(text: &str, measure: &Measure) -> bool {
    let named = measure.capitalised > 0 && measure.digits == 0 && measure.units > 1.0 && measure.units <= MOST_WORDS;
    let upper = text.trim_start().starts_with(|c: char| c.is_uppercase());
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3);
    named && upper && words.any(|word| WORDS.contains(word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_told_by_their_words() {
        let told = |text: &str| is_organisation(text, &Measure::of(text));
        assert!(
            told("Blue Shore Foundation") && told("Centraal Bureau voor de Kust") && told("Министерство речных дел")
        );
        assert!(
            !told("Foundation")
                && !told("Share this page")
                && !told("the council of the town")
                && !told("Council news 12")
        );
    }
}
