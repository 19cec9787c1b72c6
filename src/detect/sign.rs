//! Signs of an interface: what a block says of itself. Lines around count by different signs, for an author's list may repeat one.

use crate::lexicon::Risk;

use super::own::Own;

/// Names of networks, and copyright lines, beside the concepts of phrases.
const NETWORK: &str = "network";
/// See [`NETWORK`].
const COPYRIGHT: &str = "copyright";

/// The sign that a block is: an interface phrase that is no ordinary word, by its concept; a network; a copyright line. A credit is none,
/// and neither is what pages set between paragraphs as well.
pub(crate) fn sign(own: Own<'_>) -> Option<&'static str> {
    if own.credit || own.phrase.hit().is_some_and(|hit| hit.inset) {
        return None;
    }
    let phrase = own.phrase.hit().filter(|hit| hit.risk < Risk::Headword && !own.shape.row && !own.shape.code);
    phrase
        .map(|hit| hit.concept.name)
        .or(own.is_network().then_some(NETWORK))
        .or(own.shape.copyright.then_some(COPYRIGHT))
}

/// The sign that an ordinary word which interfaces use is, where there is a menu of them.
pub(crate) fn headword(own: Own<'_>) -> Option<&'static str> {
    own.phrase.whole.filter(|hit| hit.risk == Risk::Headword && !own.shape.row && !own.shape.code).map(|_| MENU)
}

/// Whether there are so many different ordinary words among blocks that they make a menu: Politics, Culture, Sport.
pub(crate) fn has_menu<'p>(blocks: impl Iterator<Item = Own<'p>>) -> bool {
    let mut words: Vec<u32> = blocks.filter(|own| headword(*own).is_some()).map(|own| own.said.whole).collect();
    words.sort_unstable();
    words.dedup();
    words.len() >= MENU_WORDS
}

/// What the words of a menu count as, all of them together.
const MENU: &str = "menu";
/// Different words that make a menu.
const MENU_WORDS: usize = 3;

/// What blocks that the site's template prints together count as, all of them together.
pub(crate) const TEMPLATE: &str = "template";

/// How often each sign was met.
#[derive(Debug, Clone, Default)]
pub(crate) struct Signs(Vec<(&'static str, u32)>);

impl Signs {
    /// Counts one more.
    pub(crate) fn add(&mut self, sign: &'static str) {
        match self.0.iter_mut().find(|known| known.0 == sign) {
            Some(known) => known.1 += 1,
            None => self.0.push((sign, 1)),
        }
    }

    /// How many different signs there are.
    pub(crate) fn different(&self) -> u32 {
        self.0.len() as u32
    }

    /// The same without one block of this sign.
    pub(crate) fn different_without(&self, sign: Option<&'static str>) -> u32 {
        let only = |sign| self.0.contains(&(sign, 1));
        self.different() - u32::from(sign.is_some_and(only))
    }
}
