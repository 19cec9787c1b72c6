//! Records: lines with a label whose value changes from one to the next, as the entries of an author's list have them
//! ("Average Rating: 4.85", "Average Rating: 4.3"). What an interface repeats has no value, or the same.

use rustc_hash::{FxHashMap, FxHashSet};

use super::view::View;

/// Letters of a label: a longer one is the start of a sentence.
const LABEL: std::ops::RangeInclusive<usize> = 2..=30;

/// The label of a line: what stands before its first colon, if a value follows. Lines such as `https://…` have none.
fn label(text: &str) -> Option<&str> {
    let (label, value) = text.split_once([':', '：'])?;
    let label = label.trim_matches(|c: char| !c.is_alphanumeric());
    let told = label.contains(|c: char| c.is_alphabetic()) && !label.contains(['.', '!', '?', ',']);
    let valued = !value.trim().is_empty() && !value.starts_with("//");
    (told && valued && LABEL.contains(&label.chars().count())).then_some(label)
}

/// For each block, how many other values its label has on the page; 0 for what has no label.
pub(crate) fn records(view: &View<'_>, texts: &[&str]) -> Vec<u32> {
    let mut values: FxHashMap<&str, FxHashSet<u32>> = FxHashMap::default();
    let labels: Vec<Option<&str>> = texts.iter().map(|text| label(text)).collect();
    for (label, own) in labels.iter().zip(&view.blocks) {
        if let Some(label) = label {
            values.entry(label).or_default().insert(own.whole);
        }
    }
    labels.iter().map(|label| label.map_or(0, |label| values[label].len() as u32 - 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_has_a_value() {
        assert_eq!(label("• Average rating: 4.85"), Some("Average rating"));
        assert_eq!(label("評価：４"), Some("評価"));
        for none in ["https://example.org/a", "Ingredients:", "19:54", "He said it twice, then again: no", ": no"] {
            assert_eq!(label(none), None, "{none}");
        }
    }
}
