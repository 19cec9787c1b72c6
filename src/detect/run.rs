//! Runs: stretches of blocks without a sentence among them. A menu is one; so is a list of an author's.

use std::ops::Range;

use super::{
    own::Own,
    sign::{Signs, sign},
    tongue::Foreign,
    view::View,
};

/// Nats below which a block is clearly in the page's language.
const CLEARLY_OWN: f32 = -3.0;
/// Letters of a block that ends a run, if it also ends like a sentence.
const SENTENCE_LENGTH: f32 = 40.0;
/// Words above which a block ends a run however it ends.
const LONG_UNITS: f32 = 14.0;

/// What the other blocks of a block's run are, as shares 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Run {
    /// Blocks in the run, this one included; 0 for a block in none.
    pub length: u32,
    /// Surely foreign.
    pub foreign: f32,
    /// Clearly in the page's language.
    pub own: f32,
    /// Stamps.
    pub stamps: f32,
    /// Of the same stamp class as this block.
    pub alike: f32,
    /// Numbers without letters.
    pub numbers: f32,
    /// Code.
    pub code: f32,
    /// With a year in brackets.
    pub works: f32,
    /// Known phrases.
    pub phrases: f32,
    /// How many are foreign, stamps, phrases or networks.
    pub junk: u32,
    /// How many start with a clock time.
    pub clocks: u32,
    /// How many different signs of an interface they hold.
    pub signs: u32,
}

/// The runs of a page, in order, each with where it starts and ends.
#[derive(Debug)]
pub(crate) struct Runs(Vec<(Range<usize>, Counts)>);

impl Runs {
    /// The runs in a view.
    pub(crate) fn of(view: &View<'_>) -> Self {
        let mut runs: Vec<(Range<usize>, Counts)> = Vec::new();
        for index in (0..view.len()).filter(|&index| !is_sentence(view, index)) {
            match runs.last_mut().filter(|run| run.0.end == index) {
                Some(run) => run.0.end += 1,
                None => runs.push((index..index + 1, Counts::default())),
            }
            runs.iter_mut().next_back().into_iter().for_each(|run| run.1.add(Traits::of(view, index)));
        }
        Self(runs)
    }

    /// The run of a block.
    pub(crate) fn at(&self, view: &View<'_>, index: usize) -> Run {
        let run = self.0.get(self.0.partition_point(|run| run.0.end <= index)).filter(|run| run.0.contains(&index));
        run.map_or_else(Run::default, |run| run.1.without(view, index))
    }
}

fn is_sentence(view: &View<'_>, index: usize) -> bool {
    let own = view.own(index);
    let m = &own.measure;
    m.length >= SENTENCE_LENGTH && (own.shape.terminal || m.units >= LONG_UNITS) && own.fault.is_none()
}

/// Whether a block is likely chrome by itself: foreign, a stamp, a phrase or a network.
fn is_junk(own: Own<'_>, foreign: bool) -> bool {
    foreign || own.is_stamp() || own.phrase.hit().is_some() || own.is_network()
}

/// Counts over a run.
#[derive(Debug, Default)]
struct Counts {
    all: u32,
    foreign: u32,
    own: u32,
    stamps: u32,
    numbers: u32,
    code: u32,
    works: u32,
    phrases: u32,
    junk: u32,
    clocks: u32,
    signs: Signs,
    classes: rustc_hash::FxHashMap<&'static str, u32>,
}

impl Counts {
    /// Counts one more block.
    fn add(&mut self, one: Traits) {
        self.all += 1;
        self.foreign += u32::from(one.foreign);
        self.own += u32::from(one.own);
        self.stamps += u32::from(one.stamp);
        self.numbers += u32::from(one.number);
        self.code += u32::from(one.code);
        self.works += u32::from(one.work);
        self.phrases += u32::from(one.phrase);
        self.junk += u32::from(one.junk);
        self.clocks += u32::from(one.clock);
        one.sign.into_iter().for_each(|sign| self.signs.add(sign));
        if let Some(class) = one.class {
            *self.classes.entry(class).or_default() += 1;
        }
    }

    /// The run as the block at `index` sees it: itself left out.
    fn without(&self, view: &View<'_>, index: usize) -> Run {
        let one = Traits::of(view, index);
        let others = (self.all - 1).max(1) as f32;
        let share = |count: u32, own: bool| (count - u32::from(own)) as f32 / others;
        let alike = one.class.map_or(0, |class| self.classes.get(class).copied().unwrap_or(1) - 1);
        Run {
            length: self.all,
            foreign: share(self.foreign, one.foreign),
            own: share(self.own, one.own),
            stamps: share(self.stamps, one.stamp),
            alike: alike as f32 / others,
            numbers: share(self.numbers, one.number),
            code: share(self.code, one.code),
            works: share(self.works, one.work),
            phrases: share(self.phrases, one.phrase),
            junk: self.junk - u32::from(one.junk),
            clocks: self.clocks - u32::from(one.clock),
            signs: self.signs.different_without(one.sign),
        }
    }
}

/// What counts of one block.
struct Traits {
    foreign: bool,
    own: bool,
    stamp: bool,
    number: bool,
    code: bool,
    work: bool,
    phrase: bool,
    junk: bool,
    clock: bool,
    sign: Option<&'static str>,
    class: Option<&'static str>,
}

impl Traits {
    fn of(view: &View<'_>, index: usize) -> Self {
        let (own, tongue) = (view.own(index), view.tongue(index));
        let foreign = tongue.foreign == Foreign::Sure;
        Self {
            foreign,
            own: tongue.margin < CLEARLY_OWN,
            stamp: own.is_stamp(),
            number: own.measure.letters == 0 && own.measure.digits > 0,
            code: own.shape.code && own.fault.is_none(),
            work: own.shape.year_in_brackets,
            phrase: own.phrase.hit().is_some(),
            junk: is_junk(own, foreign),
            clock: own.shape.clock,
            sign: sign(own),
            class: own.stamp.as_ref().map(|stamp| stamp.class.name()),
        }
    }
}
