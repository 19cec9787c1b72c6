//! Records: lines with a label whose value changes from one to the next, as the entries of an author's list have them
//! ("Average Rating: 4.85", "Average Rating: 4.3"). What an interface repeats has no value, or the same.

use rustc_hash::{FxHashMap, FxHashSet};

use super::view::View;

/// Letters of a label: a longer one is the start of a sentence.
const LABEL: std::ops::RangeInclusive<usize> = 2..=30;

/// The label of a line and its value: what stands before its first colon and behind it. Lines such as `https://…` have none.
fn entry(text: &str) -> Option<(&str, &str)> {
    let (label, value) = text.split_once([':', '：'])?;
    let label = label.trim_matches(|c: char| !c.is_alphanumeric());
    let told = label.contains(|c: char| c.is_alphabetic()) && !label.contains(['.', '!', '?', ',']);
    let valued = !value.trim().is_empty() && !value.starts_with("//");
    (told && valued && LABEL.contains(&label.chars().count())).then_some((label, value))
}

/// The labels of a page, and the values of each.
pub(crate) struct Records<'p>(FxHashMap<&'p str, FxHashSet<&'p str>>);

impl<'p> Records<'p> {
    /// The labels of a view.
    pub(crate) fn of(view: &View<'p>) -> Self {
        let mut records = Self(FxHashMap::default());
        for (label, value) in (0..view.len()).filter_map(|index| entry(view.text(index))) {
            records.0.entry(label).or_default().insert(value.trim());
        }
        records
    }

    /// How many other values the label of a block has; 0 for what has no label.
    pub(crate) fn at(&self, text: &str) -> u32 {
        let values = entry(text).and_then(|(label, _)| self.0.get(label));
        values.map_or(0, |values| values.len() as u32 - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_has_a_value() {
        assert_eq!(entry("• Average rating: 4.85"), Some(("Average rating", " 4.85")));
        assert_eq!(entry("評価：４"), Some(("評価", "４")));
        for none in ["https://example.org/a", "Ingredients:", "19:54", "He said it twice, then again: no", ": no"] {
            assert_eq!(entry(none), None, "{none}");
        }
    }
}
