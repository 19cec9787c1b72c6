//! What stands around a line of a text, in numbers: what its neighbours weigh, those of its own form, and the page as a whole.

use std::ops::{Add, Range, Sub};

use crate::detect::near;

use super::{
    chain::Link,
    feature::Feature::{self, *},
};

/// Lines on either side that are a line's surroundings.
const AROUND: usize = 5;
/// Lines on either side among which those with a list mark, or without, are sought.
const MARKED: usize = 6;
/// Lines on either side among which those of the same form are sought.
const KIN: usize = 12;
/// Lines beyond which no line is nearer than another.
const FAR: u8 = 30;
/// Nats beyond which nothing gets surer.
const SUREST: f32 = 9.0;
/// The value of a mean over nothing.
const NONE: f32 = -1.0;
/// Probability of chrome below which a line surely stays, as far as its own words tell.
const STAYS: f32 = 0.05;
/// Probability of chrome above which a line surely goes, as far as its own words tell.
const GOES: f32 = 0.9;

/// Names of the numbers, in their order.
pub(super) const NAMES: [&str; 28] = [
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
    "to-kept-before",
    "to-kept-after",
    "to-cut-before",
    "to-cut-after",
    "kept-before",
    "kept-after",
    "most-of-kin",
    "least-of-kin",
    "twin-before",
    "twin-after",
    "share-of-marked",
    "nats-before-3",
    "nats-after-3",
    "place",
];

/// The numbers on a line.
pub(super) type Numbers = [f32; NAMES.len()];

/// The features that make the form of a line.
const FORM: [Feature; 17] = [
    NoDigit, SomeDigits, ManyDigits, Length0, Length1, Length5, Length13, Length21, Length36, Length70, Length150,
    Terminal, Pause, Colon, Reference, Bullet, Name,
];

/// What the lines of a text weigh.
pub(super) struct Surroundings {
    nats: Vec<f32>,
    shares: Vec<f32>,
    forms: Vec<u32>,
    /// Sums of what stands before each line, so that a mean over any stretch takes two of them.
    before: Vec<f64>,
    /// How many lines that surely stay are before each.
    kept: Vec<u32>,
    /// How far it is from each line to the nearest that surely stays or goes: before it and behind it.
    to_kept: [Vec<u8>; 2],
    to_cut: [Vec<u8>; 2],
}

impl Surroundings {
    /// Those of all lines.
    pub(super) fn of<'v>(links: impl ExactSizeIterator<Item = Link<'v>> + Clone) -> Self {
        let nats: Vec<f32> = links.clone().map(|link| link.nats.clamp(-SUREST, SUREST)).collect();
        let shares: Vec<f32> = nats.iter().map(|&nats| super::sigmoid(nats)).collect();
        let forms = links.map(|link| form(link.features)).collect();
        let stays: Vec<bool> = shares.iter().map(|&share| share < STAYS).collect();
        let goes: Vec<bool> = shares.iter().map(|&share| share > GOES).collect();
        Self {
            forms,
            before: sums(shares.iter().map(|&share| f64::from(share))),
            kept: sums(stays.iter().map(|&stays| u32::from(stays))),
            to_kept: distances(&stays),
            to_cut: distances(&goes),
            nats,
            shares,
        }
    }

    /// The numbers on a line.
    pub(super) fn numbers(&self, line: usize) -> Numbers {
        let count = self.shares.len();
        let others = self.before[count] - f64::from(self.shares[line]);
        let around = Spread::of(near(line, AROUND, count).map(|other| self.shares[other]));
        let alike = near(line, KIN, count).filter(|&other| self.forms[other] == self.forms[line]);
        let kin = Spread::of(alike.map(|other| self.shares[other]));
        let marked = near(line, MARKED, count).filter(|&other| self.is_marked(other) == self.is_marked(line));
        let outwards = if line * 2 < count { 0..line } else { line + 1..count };
        [
            self.nats[line],
            self.beside(line, -1),
            self.beside(line, -2),
            self.beside(line, 1),
            self.beside(line, 2),
            around.sum / around.count.max(1.0),
            around.most,
            if around.count > 0.0 { around.least } else { 1.0 },
            others as f32,
            others as f32 / (count - 1).max(1) as f32,
            count as f32,
            kin.mean(),
            kin.count,
            mean(&self.before, outwards).unwrap_or(NONE),
            f32::from(self.to_kept[0][line]),
            f32::from(self.to_kept[1][line]),
            f32::from(self.to_cut[0][line]),
            f32::from(self.to_cut[1][line]),
            mean(&self.kept, 0..line).unwrap_or(0.0),
            mean(&self.kept, line + 1..count).unwrap_or(0.0),
            kin.most,
            kin.least,
            self.twin(line, -1),
            self.twin(line, 1),
            Spread::of(marked.map(|other| self.shares[other])).mean(),
            self.beside(line, -3),
            self.beside(line, 3),
            line as f32,
        ]
    }

    fn is_marked(&self, line: usize) -> bool {
        self.forms[line] & BULLET != 0
    }

    /// The nats of a line so far away; 0 beyond the ends.
    fn beside(&self, line: usize, offset: isize) -> f32 {
        line.checked_add_signed(offset).and_then(|line| self.nats.get(line)).copied().unwrap_or(0.0)
    }

    /// The share of the line right before or behind, if it is of the same form.
    fn twin(&self, line: usize, offset: isize) -> f32 {
        let other = line.checked_add_signed(offset).filter(|&other| self.forms.get(other) == Some(&self.forms[line]));
        other.map_or(NONE, |other| self.shares[other])
    }
}

/// Some shares, summed up.
struct Spread {
    sum: f32,
    count: f32,
    most: f32,
    least: f32,
}

impl Spread {
    fn of(shares: impl Iterator<Item = f32>) -> Self {
        let none = Self { sum: 0.0, count: 0.0, most: NONE, least: NONE };
        shares.fold(none, |spread, share| Self {
            sum: spread.sum + share,
            count: spread.count + 1.0,
            most: spread.most.max(share),
            least: if spread.count > 0.0 { spread.least.min(share) } else { share },
        })
    }

    fn mean(&self) -> f32 {
        if self.count > 0.0 { self.sum / self.count } else { NONE }
    }
}

/// The sums up to each line and up to the end.
fn sums<N: Copy + Default + Add<Output = N>>(numbers: impl ExactSizeIterator<Item = N>) -> Vec<N> {
    let mut sums = Vec::with_capacity(numbers.len() + 1);
    sums.push(N::default());
    numbers.fold(N::default(), |sum, number| {
        sums.push(sum + number);
        sum + number
    });
    sums
}

fn mean<N: Copy + Sub<Output = N> + Into<f64>>(sums: &[N], range: Range<usize>) -> Option<f32> {
    (!range.is_empty()).then(|| ((sums[range.end] - sums[range.start]).into() / range.len() as f64) as f32)
}

/// How far it is from each line to the nearest marked one before it, and behind it; more than [`FAR`] where there is none.
fn distances(marked: &[bool]) -> [Vec<u8>; 2] {
    let steps = |lines: &mut dyn Iterator<Item = usize>| {
        let mut far = vec![0; marked.len()];
        lines.fold(None, |last: Option<usize>, line| {
            far[line] = last.map_or(FAR + 1, |last| last.abs_diff(line).min(usize::from(FAR)) as u8);
            if marked[line] { Some(line) } else { last }
        });
        far
    };
    [steps(&mut (0..marked.len())), steps(&mut (0..marked.len()).rev())]
}

/// The bit of a list mark in a form.
const BULLET: u32 = 1 << 15;

/// The form of a line: a bit for each feature that makes it.
fn form(features: &[Feature]) -> u32 {
    let bit = |feature: &Feature| FORM.iter().position(|part| part == feature).map_or(0, |place| 1 << place);
    features.iter().map(bit).fold(0, |form, bit| form | bit)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told of one of three lines: a menu's, a sentence, and another like the first.
    fn fact(line: usize, name: &str) -> f32 {
        let (menu, prose) = ([NoDigit, Length5], [NoDigit, Length150, Terminal]);
        let link = |nats, features| Link { nats, features };
        let links = [link(2.5, &menu[..]), link(-20.0, &prose[..]), link(0.0, &menu[..])];
        Surroundings::of(links.into_iter()).numbers(line)[NAMES.iter().position(|&known| known == name).expect(name)]
    }

    #[test]
    fn a_line_knows_its_neighbours_and_its_kin() {
        let facts = |line, names: [&str; 4]| names.map(|name| fact(line, name));
        assert_eq!(facts(2, ["nats", "nats-before", "nats-before-2", "nats-after"]), [0.0, -SUREST, 2.5, 0.0]);
        assert_eq!(facts(2, ["count-of-kin", "lines-of-page", "share-outwards", "place"]), [1.0, 3.0, NONE, 2.0]);
        let share = super::super::sigmoid(2.5);
        assert_eq!(facts(2, ["share-of-kin", "most-around", "most-of-kin", "least-of-kin"]), [share; 4]);
        assert!(fact(2, "cuts-of-page") > share && fact(2, "cuts-of-page") < share + 0.001);
    }

    #[test]
    fn a_line_knows_how_far_it_is_from_what_stays_and_goes() {
        let none = f32::from(FAR + 1);
        assert_eq!(["to-kept-before", "to-cut-before", "to-kept-after"].map(|name| fact(2, name)), [1.0, 2.0, none]);
        assert_eq!(["kept-before", "kept-after", "twin-before"].map(|name| fact(2, name)), [0.5, 0.0, NONE]);
        assert_eq!(fact(0, "kept-after"), 0.5);
    }

    #[test]
    fn the_form_has_a_bit_for_the_list_mark() {
        assert_eq!(form(&[Bullet]), BULLET);
    }
}
