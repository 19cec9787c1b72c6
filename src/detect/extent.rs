//! How far the article reaches: the stretch of blocks that holds most prose for the fewest unfinished lines in it. What lies
//! before and after are the outskirts, where pages keep their menus, lists of other articles and notices.
//!
//! The method is the body text extraction of Finn, Kushmerick and Smyth (2001), with blocks in place of tokens and prose in
//! place of text between tags.

use super::{
    place::Place,
    sign::{Signs, TEMPLATE, has_menu, headword, sign},
    spread::Template,
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
const TITLE_UNITS: f32 = 1.5;
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

/// The stands of all blocks.
pub(crate) fn outskirts(view: &View<'_>, places: &[Place], templates: &[Template]) -> Vec<Outskirts> {
    let (start, end) = extent(view, places);
    let prose = (start..end).filter(|&index| places[index].anchor).map(|index| worth(view, places, index)).sum::<f32>();
    let mut all = vec![Outskirts { prose: prose as u32, ..Outskirts::default() }; places.len()];
    if start < end {
        let leads = |index: &usize| may_lead(view, *index);
        let lines: Vec<usize> = (0..start).rev().filter(leads).collect();
        let most = if lines.len() <= FEW { FEW } else { 1 };
        lines.iter().take(most).for_each(|&index| all[index].leads = true);
        walk(view, places, templates, &mut all, (0..start).rev());
        walk(view, places, templates, &mut all, end..places.len());
    }
    all
}

/// Fills in the stands of one side, which is given from the article outwards.
fn walk(
    view: &View<'_>,
    places: &[Place],
    templates: &[Template],
    all: &mut [Outskirts],
    side: impl Iterator<Item = usize>,
) {
    let (mut inner, mut outer) = (Signs::default(), Signs::default());
    let order: Vec<usize> = side.collect();
    let menu = has_menu(order.iter().map(|&index| view.blocks[index]));
    let template = |index: usize| (templates[index].together > 1).then_some(TEMPLATE);
    let sign = |index: usize| {
        let own = view.blocks[index];
        sign(own).or_else(|| headword(own).filter(|_| menu)).or_else(|| template(index))
    };
    for (&index, distance) in order.iter().zip(1..) {
        (all[index].distance, all[index].between) = (distance, inner.different());
        sign(index).into_iter().for_each(|sign| inner.add(sign));
    }
    let mut rest = 0.0;
    for &index in order.iter().rev() {
        rest += worth(view, places, index).max(0.0);
        (all[index].beyond, all[index].rest) = (outer.different(), rest as u32);
        sign(index).into_iter().for_each(|sign| outer.add(sign));
    }
}

/// Whether a block may be a title, for all that it says.
fn may_lead(view: &View<'_>, index: usize) -> bool {
    let own = view.blocks[index];
    let plain = own.phrase.hit().is_none() && own.stamp.is_none() && !own.is_network() && own.fault.is_none();
    let template = view.mined && own.is_common();
    plain && !template && own.measure.units >= TITLE_UNITS && view.tongues[index].foreign != Foreign::Sure
}

/// The article: first block, and the one after the last. Empty without prose.
fn extent(view: &View<'_>, places: &[Place]) -> (usize, usize) {
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
fn worth(view: &View<'_>, places: &[Place], index: usize) -> f32 {
    let own = view.blocks[index];
    match places[index].anchor {
        true if own.shape.terminal || own.shape.colon || own.measure.length >= LONG => {
            own.measure.length.min(MOST_PROSE)
        }
        true => 0.0,
        false if sign(own).is_some() => -SIGN,
        false => -LINE,
    }
}
