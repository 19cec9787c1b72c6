//! The page's second language: what its surely foreign blocks agree on, and how well it fits the others.

use crate::lang::{Lang, SCORED};

use super::{place::Places, tongue::Foreign, view::View};

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

/// What a block nominates.
#[derive(Debug, Clone, Copy)]
struct Vote {
    index: u32,
    lang: Lang,
    weight: f32,
}

/// The nominations of a page.
#[derive(Debug)]
pub(crate) struct Nominees {
    /// Those of the blocks that nominate one, in order.
    votes: Vec<Vote>,
    page: Totals,
    /// The language with most votes of the page, and how many.
    first: (Lang, f32),
}

impl Nominees {
    /// The nominations in a view.
    pub(crate) fn of(view: &View<'_>, places: &Places) -> Self {
        let votes: Vec<Vote> = (0..view.len()).filter_map(|index| vote(view, places, index)).collect();
        let mut page: Totals = [0.0; SCORED];
        votes.iter().for_each(|vote| page[vote.lang.index()] += vote.weight);
        Self { votes, page, first: best(&page) }
    }

    /// The fit of the nominated languages for a block.
    pub(crate) fn at(&self, view: &View<'_>, index: usize) -> Nominee {
        let page = Some(self.of_page(index)).filter(is_nominated);
        let near = self.near(index).map(|totals| best(&totals)).filter(is_nominated);
        // Those of a page that says much are counted when they are asked for.
        let scores = page.or(near).map(|_| view.scores(index)).filter(|scores| !scores.is_blank());
        let fit = |lang: Lang| scores.as_ref().map(|scores| scores.of(lang) - scores.of(view.primary.lang));
        Nominee { page: page.and_then(|best| fit(best.0)), near: near.and_then(|best| fit(best.0)) }
    }

    /// The language of the page without the vote of a block, which changes what comes first only where that is what it voted for.
    fn of_page(&self, index: usize) -> (Lang, f32) {
        let own = self.votes.binary_search_by_key(&index, |vote| vote.index as usize).map(|found| self.votes[found]);
        match own {
            Ok(own) if own.lang == self.first.0 => {
                let mut others = self.page;
                others[own.lang.index()] -= own.weight;
                best(&others)
            }
            _ => self.first,
        }
    }

    /// The votes of the neighbours, nearer ones weighing more; `None` where none of them voted.
    fn near(&self, index: usize) -> Option<Totals> {
        let first = self.votes.partition_point(|vote| (vote.index as usize) < index.saturating_sub(NEAR));
        let mut totals = None;
        for vote in self.votes[first..].iter().take_while(|vote| vote.index as usize <= index + NEAR) {
            let distance = index.abs_diff(vote.index as usize);
            if distance > 0 {
                totals.get_or_insert([0.0; SCORED])[vote.lang.index()] += vote.weight / distance as f32;
            }
        }
        totals
    }
}

/// What a block nominates: the language it surely is in.
fn vote(view: &View<'_>, places: &Places, index: usize) -> Option<Vote> {
    let tongue = view.tongue(index);
    let sure = tongue.foreign == Foreign::Sure && !places.is_anchor(index);
    let lang = tongue.other.filter(|lang| sure && lang.index() < SCORED)?;
    Some(Vote { index: index as u32, lang, weight: tongue.margin.clamp(0.0, MOST) })
}

/// The language with most votes, the first of several, and how many.
fn best(totals: &Totals) -> (Lang, f32) {
    let most = totals.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)));
    most.map_or((Lang::at(0), 0.0), |(lang, &most)| (Lang::at(lang), most))
}

/// Whether anything nominates the language with most votes.
fn is_nominated(best: &(Lang, f32)) -> bool {
    best.1 > 0.01
}
