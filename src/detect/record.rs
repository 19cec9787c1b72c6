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

/// The labels of a page, and the values of each.
pub(crate) struct Records<'p>(FxHashMap<&'p str, FxHashSet<u32>>);

impl<'p> Records<'p> {
    /// The labels of a view.
    pub(crate) fn of(view: &View<'p>) -> Self {
        let mut values: FxHashMap<&str, FxHashSet<u32>> = FxHashMap::default();
        for (index, own) in view.owns().enumerate() {
            if let Some(label) = label(view.text(index)) {
                values.entry(label).or_default().insert(own.whole);
            }
        }
        Self(values)
    }

    /// How many other values the label of a block has; 0 for what has no label.
    pub(crate) fn at(&self, text: &str) -> u32 {
        let values = label(text).and_then(|label| self.0.get(label));
        values.map_or(0, |values| values.len() as u32 - 1)
    }
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
