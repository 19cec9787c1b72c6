//! Records: lines with a label whose value changes from one to the next, as the entries of an author's list have them
//! ("Average Rating: 4.85", "Average Rating: 4.3"). What an interface repeats has no value, or the same.

use memchr::memchr2_iter;
use rustc_hash::{FxHashMap, FxHashSet};

use super::view::View;

/// Letters of a label: a longer one is the start of a sentence.
const LABEL: std::ops::RangeInclusive<usize> = 2..=30;

/// The label of a line and its value: what stands before its first colon and behind it. Lines such as `https://…` have none.
fn entry(text: &str) -> Option<(&str, &str)> {
    let (label, value) = split_at_colon(text)?;
    let label = label.trim_matches(|c: char| !c.is_alphanumeric());
    let told = label.contains(|c: char| c.is_alphabetic()) && !label.contains(['.', '!', '?', ',']);
    let valued = !value.trim().is_empty() && !value.starts_with("//");
    (told && valued && LABEL.contains(&label.chars().count())).then_some((label, value))
}

/// The colon of East Asia.
const WIDE: &str = "：";

/// What stands before the first colon of a text and behind it. Most texts have none, so that bytes are looked for: characters take a
/// dozen times as long.
fn split_at_colon(text: &str) -> Option<(&str, &str)> {
    let bytes = text.as_bytes();
    let is_colon = |&at: &usize| bytes[at] == b':' || bytes[at..].starts_with(WIDE.as_bytes());
    let at = memchr2_iter(b':', WIDE.as_bytes()[0], bytes).find(is_colon)?;
    let length = if bytes[at] == b':' { 1 } else { WIDE.len() };
    Some((&text[..at], &text[at + length..]))
}

/// How many other values the labels of blocks have, by the place of the block; those that have any.
pub(crate) struct Records(FxHashMap<usize, u32>);

impl Records {
    /// The labels of a view.
    pub(crate) fn of(view: &View<'_>) -> Self {
        let entries: Vec<(usize, &str, &str)> = (0..view.len())
            .filter_map(|index| entry(view.text(index)).map(|(label, value)| (index, label, value)))
            .collect();
        let mut values: FxHashMap<&str, FxHashSet<&str>> = FxHashMap::default();
        for &(_, label, value) in &entries {
            values.entry(label).or_default().insert(value.trim());
        }
        let others = entries.iter().map(|&(index, label, _)| (index, values[label].len() as u32 - 1));
        Self(others.filter(|&(_, others)| others > 0).collect())
    }

    /// How many other values the label of a block has; 0 for what has no label.
    pub(crate) fn at(&self, index: usize) -> u32 {
        self.0.get(&index).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_has_a_value() {
        assert_eq!(entry("• Average rating: 4.85"), Some(("Average rating", " 4.85")));
        assert_eq!(entry("評価：４"), Some(("評価", "４")));
        assert_eq!(entry("評価ｅ：４:"), Some(("評価ｅ", "４:")));
        for none in ["https://example.org/a", "Ingredients:", "19:54", "He said it twice, then again: no", ": no"] {
            assert_eq!(entry(none), None, "{none}");
        }
    }
}
