//! The page's second language: what its surely foreign blocks agree on, and how well it fits the others.

use crate::lang::{Lang, SCORED};

use super::{place::Place, tongue::Foreign, view::View};

/// Nats that one block nominates at most: beyond it more margin is no more certainty.
const MOST: f32 = 6.0;
/// Blocks to each side that nominate for the near second language.
const NEAR: usize = 4;

/// How well the second languages fit a block, in nats over the page's language. `None` where none is nominated.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Nominee {
    /// For the second language of the whole page, this block left out.
    pub page: Option<f32>,
    /// For that of the blocks around it.
    pub near: Option<f32>,
}

type Totals = [f32; SCORED];

/// The fit of the nominated languages for every block.
pub(crate) fn nominees(view: &View<'_>, places: &[Place]) -> Vec<Nominee> {
    let votes: Vec<Option<(Lang, f32)>> = (0..view.blocks.len()).map(|index| vote(view, places, index)).collect();
    let mut page: Totals = [0.0; SCORED];
    for (lang, weight) in votes.iter().flatten() {
        page[lang.index()] += weight;
    }
    let first = best(&page);
    // Without its own vote, a block changes what comes first only where that is what it voted for.
    let of_page = |index: usize| match votes[index] {
        Some((lang, weight)) if lang == first.0 => {
            let mut others = page;
            others[lang.index()] -= weight;
            best(&others)
        }
        _ => first,
    };
    (0..votes.len())
        .map(|index| {
            let near = near(&votes, index).and_then(|totals| fit(view, index, best(&totals)));
            Nominee { page: fit(view, index, of_page(index)), near }
        })
        .collect()
}

/// What a block nominates: the language it surely is in.
fn vote(view: &View<'_>, places: &[Place], index: usize) -> Option<(Lang, f32)> {
    let tongue = &view.tongues[index];
    let sure = tongue.foreign == Foreign::Sure && !places[index].anchor;
    let lang = tongue.other.filter(|lang| sure && lang.index() < SCORED)?;
    Some((lang, tongue.margin.clamp(0.0, MOST)))
}

/// The votes of the neighbours, nearer ones weighing more; `None` where none of them voted.
fn near(votes: &[Option<(Lang, f32)>], index: usize) -> Option<Totals> {
    let mut totals = None;
    let around = index.saturating_sub(NEAR)..(index + NEAR + 1).min(votes.len());
    for other in around.filter(|&other| other != index) {
        if let Some((lang, weight)) = votes[other] {
            let totals = totals.get_or_insert([0.0; SCORED]);
            totals[lang.index()] += weight / index.abs_diff(other) as f32;
        }
    }
    totals
}

/// The language with most votes, the first of several, and how many.
fn best(totals: &Totals) -> (Lang, f32) {
    let most = totals.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)));
    most.map_or((Lang::at(0), 0.0), |(lang, &most)| (Lang::at(lang), most))
}

fn fit(view: &View<'_>, index: usize, (best, most): (Lang, f32)) -> Option<f32> {
    let scores = &view.blocks[index].scores;
    (most > 0.01 && !scores.is_blank()).then(|| scores.of(best) - scores.of(view.primary.lang))
}
