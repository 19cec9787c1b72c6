//! What the verdicts on a text's other lines say of one: small trees over what each line weighs by itself, what its neighbours, the
//! lines of its form and the page as a whole weigh, and its own evidence. A menu goes as a whole; an entry that would be cut out of the
//! middle of a list is no part of one. Cross-validated, they add 0.2 points to the F1 of the mixed pages, and take away a quarter of the damage.

use super::{
    feature::Feature::{self, *},
    trees::{Row, Trees},
};

/// The trees, as [`Trees::read`] takes them. Written by `scripts/train.py`.
const TABLE: &str = include_str!("chain.tsv");

/// Lines on either side that are a line's surroundings.
const AROUND: usize = 5;
/// Lines on either side among which those of the same form are sought.
const KIN: usize = 12;
/// Nats beyond which nothing gets surer.
const SUREST: f32 = 9.0;
/// The value of a mean over nothing.
const NONE: f32 = -1.0;

/// Names of the numbers, in the order of [`Numbers`].
const NAMES: [&str; 14] = [
    "nats",
    "nats-before",
    "nats-before-2",
    "nats-after",
    "nats-after-2",
    "share-around",
    "most-around",
    "least-around",
    "cuts-of-page",
    "share-of-page",
    "lines-of-page",
    "share-of-kin",
    "count-of-kin",
    "share-outwards",
];
type Numbers = [f32; NAMES.len()];

/// The features that make the form of a line.
const FORM: [Feature; 17] = [
    NoDigit, SomeDigits, ManyDigits, Length0, Length1, Length5, Length13, Length21, Length36, Length70, Length150,
    Terminal, Pause, Colon, Reference, Bullet, Name,
];

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
    NAMES.into_iter().chain(Feature::ALL.iter().map(|feature| feature.name())).collect()
}

impl Chain {
    /// What the lines of a text add to the sum of each, in nats.
    pub(super) fn nats(&self, links: &[Link<'_>]) -> Vec<f32> {
        let text = Text::of(links);
        let lines = links.iter().enumerate();
        self.0.nats(lines.map(|(line, link)| Line { numbers: text.numbers(line), set: Set::of(link.features) }))
    }
}

/// A line's facts.
struct Line {
    numbers: Numbers,
    set: Set,
}

impl Row for Line {
    fn fact(&self, place: usize) -> f32 {
        self.numbers.get(place).copied().unwrap_or_else(|| f32::from(u8::from(self.set.has(place - NAMES.len()))))
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

/// What the lines of a text weigh.
struct Text {
    nats: Vec<f32>,
    shares: Vec<f32>,
    forms: Vec<u32>,
    /// Sums of what stands before each line, so that a mean over any stretch takes two of them.
    before: Vec<f64>,
}

impl Text {
    fn of(links: &[Link<'_>]) -> Self {
        let nats: Vec<f32> = links.iter().map(|link| link.nats.clamp(-SUREST, SUREST)).collect();
        let shares: Vec<f32> = nats.iter().map(|&nats| super::sigmoid(nats)).collect();
        let forms = links.iter().map(|link| form(link.features)).collect();
        Self { forms, before: sums(&shares), nats, shares }
    }

    /// The numbers on a line.
    fn numbers(&self, line: usize) -> Numbers {
        let count = self.shares.len();
        let others = self.before[count] - f64::from(self.shares[line]);
        let around = || near(line, AROUND, count).map(|other| self.shares[other]);
        let kin = near(line, KIN, count).filter(|&other| self.forms[other] == self.forms[line]);
        let (kin_sum, kin_count) = kin.fold((0.0, 0.0), |(sum, count), other| (sum + self.shares[other], count + 1.0));
        let outwards = if line * 2 < count { 0..line } else { line + 1..count };
        [
            self.nats[line],
            self.beside(line, -1),
            self.beside(line, -2),
            self.beside(line, 1),
            self.beside(line, 2),
            around().sum::<f32>() / around().count().max(1) as f32,
            around().fold(NONE, f32::max),
            around().fold(1.0, f32::min),
            others as f32,
            others as f32 / (count - 1).max(1) as f32,
            count as f32,
            if kin_count > 0.0 { kin_sum / kin_count } else { NONE },
            kin_count,
            self.mean(outwards),
        ]
    }

    /// The nats of a line so far away; 0 beyond the ends.
    fn beside(&self, line: usize, offset: isize) -> f32 {
        line.checked_add_signed(offset).and_then(|line| self.nats.get(line)).copied().unwrap_or(0.0)
    }

    fn mean(&self, range: std::ops::Range<usize>) -> f32 {
        match range.len() {
            0 => NONE,
            length => ((self.before[range.end] - self.before[range.start]) / length as f64) as f32,
        }
    }
}

fn sums(shares: &[f32]) -> Vec<f64> {
    let mut sums = Vec::with_capacity(shares.len() + 1);
    sums.push(0.0);
    shares.iter().fold(0.0, |sum, &share| {
        sums.push(sum + f64::from(share));
        sum + f64::from(share)
    });
    sums
}

/// The other lines within `reach` of a line.
fn near(line: usize, reach: usize, count: usize) -> impl Iterator<Item = usize> {
    (line.saturating_sub(reach)..(line + reach + 1).min(count)).filter(move |&other| other != line)
}

/// The form of a line: a bit for each feature that makes it.
fn form(features: &[Feature]) -> u32 {
    let bit = |feature: &Feature| FORM.iter().position(|part| part == feature).map_or(0, |place| 1 << place);
    features.iter().map(bit).fold(0, |form, bit| form | bit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_step() {
        super::super::trees::hold(TABLE, &names());
    }

    #[test]
    fn a_line_knows_its_neighbours_and_its_kin() {
        let (menu, prose) = ([NoDigit, Length5], [NoDigit, Length150, Terminal]);
        let link = |nats, features| Link { nats, features };
        let links = [link(2.0, &menu[..]), link(-20.0, &prose[..]), link(0.0, &menu[..])];
        let numbers = Text::of(&links).numbers(2);
        let fact = |name: &str| numbers[NAMES.iter().position(|&known| known == name).expect(name)];
        assert_eq!(["nats", "nats-before", "nats-before-2", "nats-after"].map(fact), [0.0, -SUREST, 2.0, 0.0]);
        assert_eq!(["count-of-kin", "lines-of-page", "share-outwards"].map(fact), [1.0, 3.0, NONE]);
        let share = super::super::sigmoid(2.0);
        assert_eq!(["share-of-kin", "most-around"].map(fact), [share; 2]);
        assert!(fact("cuts-of-page") > share && fact("cuts-of-page") < share + 0.001);
    }

    #[test]
    fn a_set_has_what_was_put_in() {
        let set = Set::of(&[StampStrong, CommentProse]);
        assert!(set.has(StampStrong as usize) && set.has(CommentProse as usize) && !set.has(Code as usize));
    }
}
