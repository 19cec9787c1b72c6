//! Runs: stretches of blocks without a sentence among them. A menu is one; so is a list of an author's.

use super::{
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

/// The runs of all blocks.
pub(crate) fn runs(view: &View<'_>) -> Vec<Run> {
    let mut runs = vec![Run::default(); view.blocks.len()];
    let sentences: Vec<bool> = (0..view.blocks.len()).map(|index| is_sentence(view, index)).collect();
    let mut start = 0;
    for stretch in sentences.chunk_by(|a, b| a == b) {
        let range = start..start + stretch.len();
        start = range.end;
        if stretch[0] {
            continue;
        }
        let sum = Counts::of(view, range.clone());
        for index in range {
            runs[index] = sum.without(view, index);
        }
    }
    runs
}

fn is_sentence(view: &View<'_>, index: usize) -> bool {
    let own = view.blocks[index];
    let m = &own.measure;
    m.length >= SENTENCE_LENGTH && (own.shape.terminal || m.units >= LONG_UNITS) && own.fault.is_none()
}

/// Whether a block is likely chrome by itself: foreign, a stamp, a phrase or a network.
fn is_junk(view: &View<'_>, index: usize) -> bool {
    let own = view.blocks[index];
    let foreign = view.tongues[index].foreign == Foreign::Sure;
    foreign || own.is_stamp() || own.phrase.hit().is_some() || own.is_network()
}

/// Counts over a run.
#[derive(Default, Clone)]
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
    fn of(view: &View<'_>, range: std::ops::Range<usize>) -> Self {
        let mut counts = Self::default();
        for index in range {
            let one = Traits::of(view, index);
            counts.all += 1;
            counts.foreign += u32::from(one.foreign);
            counts.own += u32::from(one.own);
            counts.stamps += u32::from(one.stamp);
            counts.numbers += u32::from(one.number);
            counts.code += u32::from(one.code);
            counts.works += u32::from(one.work);
            counts.phrases += u32::from(one.phrase);
            counts.junk += u32::from(one.junk);
            counts.clocks += u32::from(one.clock);
            one.sign.into_iter().for_each(|sign| counts.signs.add(sign));
            if let Some(class) = one.class {
                *counts.classes.entry(class).or_default() += 1;
            }
        }
        counts
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
        let (own, tongue) = (view.blocks[index], &view.tongues[index]);
        let foreign = tongue.foreign == Foreign::Sure;
        Self {
            foreign,
            own: tongue.margin < CLEARLY_OWN,
            stamp: own.is_stamp(),
            number: own.measure.letters == 0 && own.measure.digits > 0,
            code: own.shape.code && own.fault.is_none(),
            work: own.shape.year_in_brackets,
            phrase: own.phrase.hit().is_some(),
            junk: is_junk(view, index),
            clock: own.shape.clock,
            sign: sign(own),
            class: own.stamp.as_ref().map(|stamp| stamp.class.name()),
        }
    }
}
