//! What the verdicts on a text's other lines say of one: small trees over what each line weighs by itself, what its neighbours, the
//! lines of its form and the page as a whole weigh, and its own evidence. A menu goes as a whole; an entry that would be cut out of the
//! middle of a list is no part of one. Linear chains lost against them on the development pages (`docs/quality.md`).

use super::{
    feature::Feature::{self, *},
    trees::Trees,
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
    /// What speaks for cutting each line, all others considered, in nats.
    pub(super) fn nats(&self, links: &[Link<'_>]) -> Vec<f32> {
        let numbers = numbers(links);
        let sets: Vec<Set> = links.iter().map(|link| Set::of(link.features)).collect();
        self.0.nats(links.len(), |line, fact| value(&numbers[line], &sets[line], fact))
    }
}

/// A line's fact, by its place in the list of names.
fn value(numbers: &Numbers, set: &Set, fact: usize) -> f32 {
    numbers.get(fact).copied().unwrap_or_else(|| f32::from(u8::from(set.has(fact - NAMES.len()))))
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

/// The numbers on each line.
fn numbers(links: &[Link<'_>]) -> Vec<Numbers> {
    let nats: Vec<f32> = links.iter().map(|link| link.nats.clamp(-SUREST, SUREST)).collect();
    let shares: Vec<f32> = nats.iter().map(|&nats| super::sigmoid(nats)).collect();
    let forms: Vec<u32> = links.iter().map(|link| form(link.features)).collect();
    // Sums of what stands before each line, so that a mean over any stretch takes two of them.
    let before: Vec<f64> = sums(&shares);
    let total = before[shares.len()];
    let mean = |range: std::ops::Range<usize>| match range.len() {
        0 => NONE,
        length => ((before[range.end] - before[range.start]) / length as f64) as f32,
    };
    let at = |line: usize, offset: isize| line.checked_add_signed(offset).and_then(|line| nats.get(line)).copied();
    (0..links.len())
        .map(|line| {
            let others = total - f64::from(shares[line]);
            let around = || near(line, AROUND, shares.len()).map(|other| shares[other]);
            let kin = near(line, KIN, shares.len()).filter(|&other| forms[other] == forms[line]);
            let (kin_sum, kin_count) = kin.fold((0.0, 0.0), |(sum, count), other| (sum + shares[other], count + 1.0));
            let side = if line * 2 < shares.len() { 0..line } else { line + 1..shares.len() };
            [
                nats[line],
                at(line, -1).unwrap_or(0.0),
                at(line, -2).unwrap_or(0.0),
                at(line, 1).unwrap_or(0.0),
                at(line, 2).unwrap_or(0.0),
                around().sum::<f32>() / around().count().max(1) as f32,
                around().fold(NONE, f32::max),
                around().fold(1.0, f32::min),
                others as f32,
                others as f32 / (shares.len() - 1).max(1) as f32,
                shares.len() as f32,
                if kin_count > 0.0 { kin_sum / kin_count } else { NONE },
                kin_count,
                mean(side),
            ]
        })
        .collect()
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
