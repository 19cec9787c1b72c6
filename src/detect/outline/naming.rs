//! What the names of boxes say: the words of classes, ids, tags and roles, each with how strongly it speaks for content.

use rustc_hash::FxHashMap;

use super::boxes::{Part, parent};
use crate::{page::Page, span::Span};

/// The words, a line each: the word, what it says of a box within the page, what of one that holds most of the page, both in
/// hundredths of a nat, above 0 for content; or the word and, after `=`, the one that says the same in English.
const TABLE: &str = include_str!("names.tsv");
/// In hundredths: what says less says nothing.
const LEAST: i16 = 2;
/// Hundredths.
const PER_NAT: f32 = 100.0;

/// What a word says of a box within the page, and of one that holds most of it; in hundredths of a nat.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Weight {
    part: i16,
    whole: i16,
}

/// The words that say something.
#[derive(Debug)]
pub(crate) struct Naming {
    words: FxHashMap<&'static str, Weight>,
}

impl Default for Naming {
    fn default() -> Self {
        Self::read(TABLE)
    }
}

impl Naming {
    /// Reads a table. Lines that are no rows are passed over; a test holds that there are none.
    fn read(table: &'static str) -> Self {
        let mut words = FxHashMap::default();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            if let Some((word, weight)) = row(line) {
                words.insert(word, weight);
            }
        }
        for (word, same) in table.lines().filter_map(|line| line.split_once("\t=")) {
            if let Some(&weight) = words.get(same) {
                words.entry(word).or_insert(weight);
            }
        }
        Self { words }
    }

    fn weight(&self, names: &str, whole: bool) -> i16 {
        let weights = names.split(' ').filter_map(|word| self.words.get(word));
        weights.map(|weight| if whole { weight.whole } else { weight.part }).sum()
    }
}

fn row(line: &str) -> Option<(&str, Weight)> {
    let mut fields = line.split('\t');
    let (word, part, whole) = (fields.next()?, fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    fields.next().is_none().then_some((word, Weight { part, whole }))
}

/// What the names of the boxes around a block say, in hundredths of a nat.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Said {
    all: i16,
    least: i16,
    most: i16,
    own: i16,
    near: i16,
    next: i16,
}

/// What names say of each element.
pub(super) fn said(page: &Page, parts: &[Part], naming: &Naming) -> Vec<Said> {
    let mut known: FxHashMap<(Option<Span>, bool), i16> = FxHashMap::default();
    let mut all: Vec<Said> = Vec::with_capacity(parts.len());
    for (index, (element, part)) in page.elements.iter().zip(parts).enumerate() {
        let weigh = || naming.weight(page.names_of(element), part.whole);
        let names = page.callings.get(element.calling as usize).map(|calling| calling.names);
        let own = *known.entry((names, part.whole)).or_insert_with(weigh);
        let outer = all.get(parent(&page.elements, index)).copied().unwrap_or_default();
        all.push(outer.below(own));
    }
    all
}

impl Said {
    /// In nats: all, least, most, own, near, next.
    pub(super) fn nats(&self) -> [f32; 6] {
        [self.all, self.least, self.most, self.own, self.near, self.next]
            .map(|hundredths| f32::from(hundredths) / PER_NAT)
    }

    /// With one more name, further in.
    fn below(self, own: i16) -> Self {
        let says = own.abs() >= LEAST;
        Self {
            all: self.all.saturating_add(own),
            least: self.least.min(own),
            most: self.most.max(own),
            own,
            near: if says { own } else { self.near },
            next: if says { self.near } else { self.next },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_row() {
        let naming = Naming::default();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let same = line.split_once("\t=").is_some_and(|(_, same)| naming.words.contains_key(same));
            assert!(row(line).is_some() != same, "{line}");
        }
    }

    #[test]
    fn words_add_up_and_those_in_other_languages_say_the_same() {
        let naming = Naming::read("comment\t-100\t-20\nlist\t10\t0\nkommentar\t=comment\n");
        assert_eq!(naming.weight("<div> comment list", false), -90);
        assert_eq!(naming.weight("<div> kommentar", true), -20);
    }
}
