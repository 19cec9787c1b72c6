//! The page as detectors see it in one round: the blocks that are still there, and the language they are held against.

use crate::{
    identify::{Ballot, Primary, given, vote},
    lang::{Lang, LangSet},
};

use super::{own::Own, place::is_prose, tongue::Tongue};

/// The blocks of a round. All slices are as long as `blocks`.
#[derive(Debug)]
pub(crate) struct View<'p> {
    /// What each block is by itself.
    pub blocks: Vec<&'p Own>,
    /// How its language stands to the page's.
    pub tongues: Vec<Tongue>,
    /// The page's language.
    pub primary: Primary,
    /// Whether there is a page language at all.
    pub has_primary: bool,
    /// Whether there is prose that the site's template does not print: then that alone is the page's.
    pub mined: bool,
}

impl<'p> View<'p> {
    /// A view of these blocks, with the page's language voted, or given by the user.
    pub(crate) fn new(blocks: Vec<&'p Own>, asked: Option<Lang>, allowed: LangSet) -> Self {
        let chosen = asked.map(given).or_else(|| primary_of(blocks.iter().copied(), allowed));
        let tongues = match &chosen {
            Some(primary) => blocks.iter().map(|own| Tongue::of(own, primary, allowed)).collect(),
            None => vec![Tongue::UNKNOWN; blocks.len()],
        };
        let primary = chosen.unwrap_or_else(|| given(Lang::at(0)));
        let mined = is_mined(blocks.iter().copied());
        Self { blocks, tongues, primary, has_primary: chosen.is_some(), mined }
    }
}

/// Whether some prose of a page is not its template's.
fn is_mined<'p>(mut blocks: impl Iterator<Item = &'p Own>) -> bool {
    blocks.any(|own| !own.is_common() && is_prose(own))
}

/// The language that the blocks vote for, without those of the site's template.
pub(crate) fn primary_of<'p>(blocks: impl Iterator<Item = &'p Own> + Clone, allowed: LangSet) -> Option<Primary> {
    let mined = is_mined(blocks.clone());
    let ballots = blocks.filter(|own| !(mined && own.is_common())).map(|own| Ballot {
        scores: &own.scores,
        length: own.measure.length,
        units: own.measure.units,
        sentence: own.shape.terminal,
        start: own.start,
        error: own.fault.is_some(),
    });
    vote(ballots, |lang| allowed.is_empty() || allowed.contains(lang))
}
