//! The page as detectors see it in one round: the blocks that are still there, and the language they are held against.

use crate::{
    identify::{Ballot, Primary, given, vote},
    lang::{Lang, LangSet},
};

use super::{own::Own, tongue::Tongue};

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
        Self { blocks, tongues, primary, has_primary: chosen.is_some() }
    }
}

/// The language that the blocks vote for.
pub(crate) fn primary_of<'p>(blocks: impl Iterator<Item = &'p Own> + Clone, allowed: LangSet) -> Option<Primary> {
    let ballots = blocks.map(|own| Ballot {
        scores: &own.scores,
        length: own.measure.length,
        units: own.measure.units,
        sentence: own.shape.terminal,
        start: own.start,
        error: own.fault.is_some(),
    });
    vote(ballots, |lang| allowed.is_empty() || allowed.contains(lang))
}
