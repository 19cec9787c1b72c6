//! What a census takes of a page: the keys of its blocks, their zones, and the start of their texts for people to read.

use std::collections::HashSet;

use xxhash_rust::xxh3::Xxh3Default;

use super::{
    key::{Key, Keyer},
    seen::{Thirds, Zone},
};

/// Characters of a sample.
pub const SAMPLE_CHARS: usize = 80;

/// A page without its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageKeys {
    /// A hash of the keys of all its blocks in order, repeated ones included: pages of one site with the same are copies.
    pub fingerprint: u64,
    /// Each key once, of blocks and of pairs of blocks, in the order of their first blocks, with the zone of that block; of a pair, that of
    /// the second.
    pub blocks: Vec<(Key, Zone)>,
    /// The samples of the blocks in one string, and where each ends.
    samples: String,
    ends: Vec<usize>,
}

impl PageKeys {
    /// The keys of a page, from the texts of its blocks in order. Blocks without a key only count as places.
    #[must_use]
    pub fn of<'t>(texts: impl IntoIterator<Item = &'t str>, keyer: &mut Keyer) -> Self {
        let mut page = Self::default();
        let (mut thirds, mut order, mut places) = (Thirds::default(), Xxh3Default::new(), Vec::new());
        // With a random seed: the keys are as somebody's pages will have them.
        let mut met = HashSet::new();
        let mut before: Option<Key> = None;
        for text in texts {
            let place = thirds.take(text);
            let Some(key) = keyer.key(text) else { continue };
            order.update(&key.0.to_le_bytes());
            if met.insert(key) {
                places.push((key, place));
                push_sample(text, &mut page.samples);
                page.ends.push(page.samples.len());
            }
            if let Some(pair) = before.replace(key).map(|before| before.followed_by(key))
                && met.insert(pair)
            {
                places.push((pair, place));
                page.ends.push(page.samples.len());
            }
        }
        page.fingerprint = order.digest();
        page.blocks = places.into_iter().map(|(key, place)| (key, thirds.zone(place))).collect();
        page
    }

    /// The start of a block's text, of at most [`SAMPLE_CHARS`] characters, each run of white space and control characters one
    /// space; `""` beyond the last block.
    #[must_use]
    pub fn sample(&self, block: usize) -> &str {
        let start = block.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before));
        let range = start.zip(self.ends.get(block)).map(|(start, end)| *start..*end);
        range.and_then(|range| self.samples.get(range)).unwrap_or_default()
    }
}

fn push_sample(text: &str, samples: &mut String) {
    let (start, mut left, mut gap) = (samples.len(), SAMPLE_CHARS, false);
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            gap = samples.len() > start;
            continue;
        }
        let Some(rest) = left.checked_sub(1 + usize::from(gap)) else { break };
        if gap {
            samples.push(' ');
        }
        samples.push(c);
        (left, gap) = (rest, false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str =
        "The council met on Tuesday and decided, after a long debate, that the old mill by the weir will be repaired.";

    fn page(texts: &[&str]) -> PageKeys {
        PageKeys::of(texts.iter().copied(), &mut Keyer::default())
    }

    #[test]
    fn each_key_once_where_it_stands_first() {
        let page = page(&["Share", "12:45", LONG, "share", "Page  1\n of 3"]);
        let key = |text| Key::of(text).unwrap();
        assert_eq!(
            page.blocks,
            [
                (key("Share"), Zone::Head),
                (key(LONG), Zone::Middle),
                (key("Share").followed_by(key(LONG)), Zone::Middle),
                (key(LONG).followed_by(key("Share")), Zone::Tail),
                (key("page 0 of 0"), Zone::Tail),
                (key("Share").followed_by(key("page 0 of 0")), Zone::Tail),
            ]
        );
        assert_eq!((page.sample(0), page.sample(2), page.sample(4)), ("Share", "", "Page 1 of 3"));
        assert_eq!(page.sample(1), &LONG[..SAMPLE_CHARS]);
    }

    #[test]
    fn copies_have_the_fingerprint_of_their_page() {
        let first = page(&["Share", LONG, "Page 1"]);
        assert_eq!(first.fingerprint, page(&["SHARE", "07:30", LONG, "Page 2"]).fingerprint);
        assert_ne!(first.fingerprint, page(&["Share", LONG, "Share", "Page 1"]).fingerprint);
        assert_ne!(first.fingerprint, page(&["Share", "Page 1", LONG]).fingerprint);
    }

    #[test]
    fn samples_are_cut_between_characters() {
        let sample = |text: &str| page(&[text]).sample(0).to_owned();
        assert_eq!(sample(&"ä".repeat(200)), "ä".repeat(80));
        assert_eq!(sample("\u{1b}[1m a\u{7}\u{85} b\n"), "[1m a b");
        assert_eq!(sample(&format!("{} b", "ä".repeat(79))), "ä".repeat(79));
        assert_eq!(sample(&format!("{} bc", "ä".repeat(78))), format!("{} b", "ä".repeat(78)));
    }
}
