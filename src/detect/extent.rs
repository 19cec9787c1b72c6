//! How far the article reaches: the stretch of blocks that holds most prose for the fewest unfinished lines in it. What lies
//! before and after are the outskirts, where pages keep their menus, lists of other articles and notices.
//!
//! The method is the body text extraction of Finn, Kushmerick and Smyth (2001), with blocks in place of tokens and prose in
//! place of text between tags.

use super::{
    place::Places,
    sign::{Signs, TEMPLATE, has_menu, headword, sign},
    spread::Templates,
    tongue::Foreign,
    view::View,
};

/// Letters of prose that one unfinished line outweighs. On the lines of real pages 300 letters a line leave 3 to 12 % of the
/// author's lines outside, mostly titles; 10 to 25 % of the chrome is inside.
const LINE: f32 = 20.0;
/// Lines before the article that may all be titles; where there are more, they are a menu, and only the nearest may be one.
const FEW: usize = 2;
/// Letters of prose below which a page is no article.
const SPARSE: u32 = 800;
/// Times that an article is longer than what may stand after it.
const RESTS: u32 = 4;
/// Words of a title; a single one is as likely the last of a menu.
pub(crate) const TITLE_UNITS: f32 = 1.5;
/// Letters of a headline at most: what is longer is prose although it has no end. Thai has no full stops.
const LONG: f32 = 150.0;
/// The same for a sign of an interface: after a list of related articles seldom comes more of this one.
const SIGN: f32 = 100.0;
/// Letters of one block of prose that count; a long one is no better evidence than three.
const MOST_PROSE: f32 = 300.0;

/// How a block stands towards the article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Outskirts {
    /// Blocks between it and the article, itself included; 0 inside, and on a page without prose.
    pub distance: u32,
    /// Whether it stands behind the article.
    pub behind: bool,
    /// How many different signs of an interface stand between it and the article.
    pub between: u32,
    /// The same between it and the edge of the page.
    pub beyond: u32,
    /// Whether it is a line before the article that may be its title: the nearest, or one of two, that is not foreign and says
    /// nothing of an interface.
    pub leads: bool,
    /// Letters of the article's prose, long blocks counted in part.
    pub prose: u32,
    /// The same of the prose from this block to the edge of the page.
    pub rest: u32,
}

impl Outskirts {
    /// Whether the page is a list, a form, a product: anything but an article.
    pub(crate) fn is_sparse(&self) -> bool {
        self.prose < SPARSE
    }

    /// Whether there is so much prose from this block on that it may be a second part of the article.
    pub(crate) fn has_rest(&self) -> bool {
        self.rest * RESTS >= self.prose
    }
}

/// What lies between a block outside of the article and the article, and beyond it.
#[derive(Debug, Clone, Copy, Default)]
struct Side {
    between: u16,
    beyond: u16,
    rest: u32,
}

/// The stands of all blocks.
#[derive(Debug)]
pub(crate) struct Stands {
    /// The article, by its first block and the one after its last; empty without prose.
    extent: (usize, usize),
    /// Letters of its prose, long blocks counted in part.
    prose: u32,
    /// The lines that may be its title.
    leads: Vec<usize>,
    /// One a block, where there is an article.
    sides: Vec<Side>,
}

impl Stands {
    /// The stands in a view.
    pub(crate) fn of(view: &View<'_>, places: &Places, templates: &Templates) -> Self {
        let (start, end) = extent(view, places);
        let anchors = (start..end).filter(|&index| places.is_anchor(index));
        let prose = anchors.map(|index| worth(view, places, index)).sum::<f32>() as u32;
        let mut stands = Self { extent: (start, end), prose, leads: Vec::new(), sides: Vec::new() };
        if start < end {
            let lines: Vec<usize> = (0..start).rev().filter(|&index| may_lead(view, index)).collect();
            let most = if lines.len() <= FEW { FEW } else { 1 };
            stands.leads.extend(lines.iter().take(most));
            stands.sides = vec![Side::default(); places.len()];
            walk(view, places, templates, &mut stands.sides, (0..start).rev());
            walk(view, places, templates, &mut stands.sides, end..places.len());
        }
        stands
    }

    /// Blocks between one and the article, itself included; 0 inside, and on a page without prose.
    pub(crate) fn distance(&self, index: usize) -> u32 {
        let (start, end) = self.extent;
        let distance = if index < start { start - index } else { (index + 1).saturating_sub(end) };
        if start < end { distance as u32 } else { 0 }
    }

    /// The stand of a block.
    pub(crate) fn at(&self, index: usize) -> Outskirts {
        let Side { between, beyond, rest } = self.sides.get(index).copied().unwrap_or_default();
        let (between, beyond) = (u32::from(between), u32::from(beyond));
        let (distance, leads) = (self.distance(index), self.leads.contains(&index));
        let behind = distance > 0 && index >= self.extent.1;
        Outskirts { distance, behind, between, beyond, leads, prose: self.prose, rest }
    }
}

/// Fills in what lies on one side, which is given from the article outwards.
fn walk(
    view: &View<'_>,
    places: &Places,
    templates: &Templates,
    all: &mut [Side],
    side: impl DoubleEndedIterator<Item = usize> + Clone,
) {
    let (mut inner, mut outer) = (Signs::default(), Signs::default());
    let menu = has_menu(side.clone().map(|index| view.own(index)));
    let template = |index: usize| (templates.at(index).together > 1).then_some(TEMPLATE);
    let sign = |index: usize| {
        let own = view.own(index);
        sign(own).or_else(|| headword(own).filter(|_| menu)).or_else(|| template(index))
    };
    // There are fewer signs than a number of 16 bits counts.
    let different = |signs: &Signs| signs.different() as u16;
    for index in side.clone() {
        all[index].between = different(&inner);
        sign(index).into_iter().for_each(|sign| inner.add(sign));
    }
    let mut rest = 0.0;
    for index in side.rev() {
        rest += worth(view, places, index).max(0.0);
        (all[index].beyond, all[index].rest) = (different(&outer), rest as u32);
        sign(index).into_iter().for_each(|sign| outer.add(sign));
    }
}

/// Whether a block may be a title, for all that it says.
fn may_lead(view: &View<'_>, index: usize) -> bool {
    let own = view.own(index);
    let plain = own.phrase.hit().is_none() && own.stamp.is_none() && !own.is_network() && own.fault.is_none();
    let template = view.mined && own.is_common();
    plain && !template && own.measure.units >= TITLE_UNITS && view.tongue(index).foreign != Foreign::Sure
}

/// The article: first block, and the one after the last. Empty without prose.
fn extent(view: &View<'_>, places: &Places) -> (usize, usize) {
    let (mut best, mut found) = (0.0, (0, 0));
    let (mut sum, mut start) = (0.0, 0);
    for index in 0..places.len() {
        if sum <= 0.0 {
            (sum, start) = (0.0, index);
        }
        sum += worth(view, places, index);
        if sum > best {
            (best, found) = (sum, (start, index + 1));
        }
    }
    found
}

/// What a block adds to an article, in letters of prose. A long line without an end is a headline as often as prose.
fn worth(view: &View<'_>, places: &Places, index: usize) -> f32 {
    let own = view.own(index);
    match places.is_anchor(index) {
        true if own.shape.terminal || own.shape.colon || own.measure.length >= LONG => {
            own.measure.length.min(MOST_PROSE)
        }
        true => 0.0,
        false if sign(own).is_some() => -SIGN,
        false => -LINE,
    }
}
