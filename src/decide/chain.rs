//! What the verdicts on a text's other lines say of one: small trees over what each line weighs by itself, what its neighbours, the
//! lines of its form and the page as a whole weigh, how it is written, and its own evidence. A menu goes as a whole; an entry that would be cut out of the
//! middle of a list is no part of one. Cross-validated, they add 0.4 points to the F1 of the mixed pages, and take away a third of the damage.

use crate::detect::{Numbers, Proportions};

use super::{
    feature::Feature,
    surroundings::{self, NAMES, Surroundings},
    trees::{Row, Trees},
};

/// The trees, as [`Trees::read`] takes them. Written by `scripts/train.py`.
const TABLE: &str = include_str!("chain.tsv");

/// A line as its neighbours know it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link<'v> {
    /// What speaks for cutting it, in nats.
    pub nats: f32,
    /// Its evidence.
    pub features: &'v [Feature],
}

/// The trees over a line and its neighbours.
#[derive(Debug)]
pub(super) struct Chain(Trees);

impl Default for Chain {
    fn default() -> Self {
        Self(Trees::read(TABLE, &names()))
    }
}

fn names() -> Vec<&'static str> {
    NAMES.into_iter().chain(Proportions::NAMES).chain(Feature::ALL.iter().map(|feature| feature.name())).collect()
}

impl Chain {
    /// What the lines of a text add to the sum of each, in nats; `proportions` tells the numbers on a line alone.
    pub(super) fn nats<'v>(
        &self,
        links: impl ExactSizeIterator<Item = Link<'v>> + Clone,
        proportions: impl Fn(usize) -> Numbers,
    ) -> Vec<f32> {
        let text = Surroundings::of(links.clone());
        self.0.nats(links.enumerate().map(|(line, link)| Line {
            surroundings: text.numbers(line),
            proportions: proportions(line),
            set: Set::of(link.features),
        }))
    }
}

/// A line's facts.
struct Line {
    surroundings: surroundings::Numbers,
    proportions: Numbers,
    set: Set,
}

/// How many numbers come before the features.
const NUMBERS: usize = NAMES.len() + Proportions::NAMES.len();

impl Row for Line {
    fn fact(&self, place: usize) -> f32 {
        let number = self.surroundings.get(place).or_else(|| self.proportions.get(place.wrapping_sub(NAMES.len())));
        number.copied().unwrap_or_else(|| f32::from(u8::from(self.set.has(place - NUMBERS))))
    }
}

/// A set of features.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Set([u64; Feature::ALL.len().div_ceil(64)]);

impl Set {
    fn of(features: &[Feature]) -> Self {
        let mut set = Self::default();
        features.iter().for_each(|&feature| set.0[feature as usize / 64] |= 1 << (feature as usize % 64));
        set
    }

    fn has(&self, feature: usize) -> bool {
        self.0[feature / 64] >> (feature % 64) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::{super::feature::Feature::*, *};

    #[test]
    fn every_line_of_the_table_is_a_step() {
        super::super::trees::hold(TABLE, &names());
    }

    #[test]
    fn a_set_has_what_was_put_in() {
        let set = Set::of(&[StampStrong, CommentProse]);
        assert!(set.has(StampStrong as usize) && set.has(CommentProse as usize) && !set.has(Code as usize));
    }
}
