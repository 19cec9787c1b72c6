//! The primary language of a page: a vote over its long, sentence-like blocks.

use crate::lang::{Lang, LangSet};

/// What a block casts into the vote.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ballot<B> {
    /// Tells the language that fits it best, if any does; asked for only where it votes.
    pub best: B,
    /// Letters, all scripts on one scale.
    pub length: f32,
    /// Words.
    pub units: f32,
    /// Whether it ends like a sentence.
    pub sentence: bool,
    /// A hash of how it starts: blocks that start alike are a log, or a form.
    pub start: u32,
    /// Whether it is a message of a broken program.
    pub error: bool,
}

/// The outcome of a vote.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Primary {
    /// The language with most votes.
    pub lang: Lang,
    /// The languages that count as the same.
    pub kin: LangSet,
    /// Its share of the votes, 0 to 1.
    pub share: f32,
    /// The language that came second, with its share.
    pub second: Option<(Lang, f32)>,
    /// Whether enough prose voted to call the outcome sure.
    pub sure: bool,
}

/// Letters below which a block does not vote; shorter ones are often titles in other languages. As measured on the
/// development pages, these floors and the weights below name the language of 99.8 % of documents.
pub(super) const MIN_LENGTH: f32 = 40.0;
/// Words below which a block does not vote.
pub(super) const MIN_UNITS: f32 = 7.0;
/// Letters above which a block counts no more.
pub(super) const MAX_LENGTH: f32 = 300.0;
/// Weight of a block that does not end like a sentence.
pub(super) const UNFINISHED: f32 = 0.4;
/// Weight of a block that starts like an earlier one.
const REPEATED: f32 = 0.1;
/// Weight of an error message.
const ERROR: f32 = 0.02;
/// Letters of prose, weighed, that make the outcome sure.
const ENOUGH: f32 = 120.0;

/// Counts the votes. `None` where no block has a language at all.
pub(crate) fn vote<B: Fn() -> Option<Lang>>(ballots: impl Iterator<Item = Ballot<B>> + Clone) -> Option<Primary> {
    let long = ballots.clone().filter(|ballot| ballot.length >= MIN_LENGTH && ballot.units >= MIN_UNITS);
    let prose = count(long, |ballot| ballot.length.min(MAX_LENGTH));
    let is_prose = prose.is_some();
    // Without prose the short blocks name a language, however many they are, but not for sure.
    let mut totals = prose.or_else(|| count(ballots, |ballot| ballot.length.min(MIN_LENGTH) / MIN_LENGTH))?;
    totals.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let sum: f32 = totals.iter().map(|total| total.1).sum();
    let &(lang, votes) = totals.first()?;
    let second = totals.get(1).map(|&(lang, votes)| (lang, votes / sum));
    Some(Primary { lang, kin: lang.kin(), share: votes / sum, second, sure: is_prose && votes >= ENOUGH })
}

/// The primary language that the user names.
pub(crate) fn given(lang: Lang) -> Primary {
    Primary { lang, kin: lang.kin(), share: 1.0, second: None, sure: true }
}

fn count<B: Fn() -> Option<Lang>>(
    ballots: impl Iterator<Item = Ballot<B>>,
    weight: impl Fn(&Ballot<B>) -> f32,
) -> Option<Vec<(Lang, f32)>> {
    // With the languages that count as the same: they are looked up by name.
    let mut totals: Vec<(Lang, LangSet, f32)> = Vec::new();
    let mut starts = rustc_hash::FxHashSet::default();
    for ballot in ballots {
        let Some(lang) = (ballot.best)() else { continue };
        let finished = if ballot.sentence { 1.0 } else { UNFINISHED };
        let fresh = if starts.insert(ballot.start) { 1.0 } else { REPEATED };
        let sane = if ballot.error { ERROR } else { 1.0 };
        let votes = weight(&ballot) * finished * fresh * sane;
        match totals.iter_mut().find(|total| total.1.contains(lang)) {
            Some(total) => total.2 += votes,
            None => totals.push((lang, lang.kin(), votes)),
        }
    }
    (!totals.is_empty()).then(|| totals.into_iter().map(|(lang, _, votes)| (lang, votes)).collect())
}
