//! Evidence to verdicts. The one place that decides: a table of weights, a few rules before it, a gate and a
//! guard after it.

mod chain;
mod document;
mod document_weights;
mod feature;
mod features;
mod gate;
mod grounds;
mod guard;
mod kind;
mod ledger;
mod list;
mod objection;
mod outline;
mod protection;
mod rules;
mod separator;
mod surroundings;
mod trees;
mod weights;

use serde::Serialize;

use crate::{
    detect::{Evidence, Facts, Layout, Numbers, Observed, View},
    kind::{Kind, KindSet},
    lang::LangSet,
    settings::Profile,
};

use chain::{Chain, Link};
use document_weights::{CUT_PART, DOCUMENT_WEIGHTS, MOST_TEXT, OUTLINE_PART, TEXT_PART};
pub use feature::Feature;
pub(crate) use features::features;
pub use grounds::Grounds;
pub(crate) use kind::{Setting, kind_of};
pub(crate) use ledger::{Features, Ledger, Reason};
use objection::{Case, Objection};
use outline::Outline;
use weights::{BIAS, WEIGHTS};

/// Weights are counted in quarters of a nat, so that sums are exact on every machine.
const PER_NAT: f32 = 4.0;

/// Probability above which a block tells the kind of its neighbours.
const LIKELY: f32 = 0.5;

/// Nats from which on the outline leaves no question open that a rule could answer: 85 in 100 of such blocks are chrome.
const CLEAR: f32 = 0.0;

/// The probability of chrome below which a block is surely content; a page that has none is not understood.
const FOUND: f32 = 0.25;

/// Why a paragraph stays where nothing is surely content.
const DOUBTFUL: &str = "a paragraph of a page without a sure one";
/// Why a block stays that is likely chrome.
const FEW: &str = "next to nothing here is chrome, so only what is sure is cut";
/// Why an item of a list stays that is likely chrome.
const LISTED: &str = "an item of a list whose others stay";
/// Why marks alone in a line stay that are likely chrome.
const BESIDE: &str = "a mark beside a line that stays";
/// Why a block of a kind that is not to be cut stays.
pub(crate) const UNSELECTED: &str = "its kind is not selected";

/// What one piece of evidence added to a decision.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Share {
    /// The name of the evidence, as `polyscrub rules` explains it.
    pub name: &'static str,
    /// What it weighed, in nats; above 0 speaks for cutting.
    pub nats: f32,
}

/// The weights, by feature.
#[derive(Debug)]
pub(crate) struct Model {
    /// Of what a text says by itself and by its neighbours.
    weights: Vec<i16>,
    /// Of a text in a document, beside that.
    places: Vec<i16>,
    /// Of where it stands in a document.
    outline: Outline,
    /// Of what the other lines of a text weigh.
    chain: Chain,
}

impl Default for Model {
    fn default() -> Self {
        let list = |table: &[(Feature, i16)]| {
            let mut weights = vec![0; Feature::ALL.len()];
            table.iter().for_each(|&(feature, weight)| weights[feature as usize] = weight);
            weights
        };
        Self {
            weights: list(WEIGHTS),
            places: list(DOCUMENT_WEIGHTS),
            outline: Outline::default(),
            chain: Chain::default(),
        }
    }
}

impl Model {
    /// The sum of evidence in nats; above 0 speaks for cutting. In a document, what the text says is bounded: words cannot
    /// outweigh every sign of the place they stand in.
    fn sum(&self, features: &[Feature], layout: Option<&Layout>) -> f32 {
        let text = self.text(features);
        match layout {
            Some(layout) => {
                let places = add(&self.places, features);
                (of_text(text) + places as f32) / PER_NAT + OUTLINE_PART * layout.nats
            }
            None => text as f32 / PER_NAT,
        }
    }

    /// What the text says, in quarter nats.
    fn text(&self, features: &[Feature]) -> i32 {
        i32::from(BIAS) + add(&self.weights, features)
    }

    /// How much the outline of a document speaks for cutting each block, in nats.
    pub(crate) fn outline(&self, facts: impl Iterator<Item = Facts>) -> Vec<f32> {
        self.outline.nats(facts)
    }

    /// What each fact of the outline had to do with that.
    pub(crate) fn outline_shares(&self, facts: &Facts) -> Vec<Share> {
        let mut shares = self.outline.shares(facts);
        shares.iter_mut().for_each(|share| share.nats *= OUTLINE_PART);
        shares
    }

    /// What weighs something, heaviest first: features, what the other lines of a text add, and the outline of a document.
    pub(crate) fn shares(&self, features: &[Feature], chain: f32, layout: Option<f32>) -> Vec<Share> {
        let text = self.text(features);
        let part = if layout.is_some() && text != 0 { of_text(text) / text as f32 } else { 1.0 };
        let weight = |feature: Feature| {
            f32::from(self.weights[feature as usize]) * part + f32::from(self.places[feature as usize])
        };
        let weighed = features.iter().map(|&feature| Share { name: feature.name(), nats: weight(feature) / PER_NAT });
        let outline = layout.map(|nats| Share { name: OUTLINE, nats: nats * OUTLINE_PART });
        let chain = Share { name: CHAIN, nats: chain };
        let mut shares: Vec<Share> = outline.into_iter().chain(weighed).chain([chain]).collect();
        shares.retain(|share| share.nats != 0.0);
        shares.sort_by(|a, b| b.nats.abs().total_cmp(&a.nats.abs()));
        shares
    }
}

/// The name under which the outline of a document is told among evidence.
pub const OUTLINE: &str = "outline";

/// The name under which the verdicts on the other lines of a text are told among evidence.
const CHAIN: &str = "other-lines";

fn add(weights: &[i16], features: &[Feature]) -> i32 {
    features.iter().map(|&feature| i32::from(weights[feature as usize])).sum()
}

/// What the sum of a text counts in a document, in quarter nats: there menus are written like any text of the page's language.
fn of_text(sum: i32) -> f32 {
    if sum > 0 { sum.min(MOST_TEXT) as f32 * CUT_PART } else { sum.max(-MOST_TEXT) as f32 * TEXT_PART }
}

/// How a block was decided. There is one for each block of a page, so it is small.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Verdict {
    /// How likely it is chrome, 0 to 1.
    pub probability: f32,
    /// What the sum consists of.
    pub features: Features,
    /// Whether a rule says that it is chrome.
    pub settled: bool,
    /// What the other lines of a text add to it, in nats.
    pub chain: f32,
    /// What it is, if it is chrome.
    pub kind: Kind,
    /// What speaks for keeping it, whatever the sum.
    pub spared: Option<Reason>,
    /// Whether it goes.
    pub cut: bool,
}

/// How to decide.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Decision<'a> {
    /// The weights.
    pub model: &'a Model,
    /// How sure a cut has to be.
    pub profile: Profile,
    /// What may be cut.
    pub kinds: KindSet,
}

impl Decision<'_> {
    /// Decides on all blocks of a view. What verdicts refer to is written into the ledger.
    pub(crate) fn verdicts(&self, view: &View<'_>, ledger: &mut Ledger) -> Vec<Verdict> {
        let (mut verdicts, objections) = self.weighed(view, ledger);
        let likely: Vec<bool> = verdicts.iter().map(|verdict| verdict.probability > LIKELY).collect();
        let mut kinds: Vec<Kind> = verdicts.iter().map(|verdict| verdict.kind).collect();
        kind::settle_by_neighbours(&mut kinds, view, &likely);
        kind::settle_headlines(&mut kinds, view, &likely);
        let guarded = guard::is_guarded(&verdicts);
        let limits = guard::Limits::of(self.profile, guarded, &verdicts, view);
        let found = verdicts.iter().any(|verdict| verdict.probability < FOUND);
        let [title, doubtful, unselected, few] =
            [protection::SHOWN_TITLE, DOUBTFUL, UNSELECTED, FEW].map(|why| ledger.reason(why));
        for ((verdict, kind), objection) in verdicts.iter_mut().zip(kinds).zip(objections) {
            verdict.kind = kind;
            let case = if verdict.settled { Case::Settled } else { Case::Weighed(verdict.probability) };
            let holds = |objection: &Objection| objection.holds(case, self.profile, view.is_document());
            let held = objection.filter(holds).map(|objection| ledger.reason(objection.reason()));
            let shown = verdict.spared.filter(|&reason| reason == title);
            let doubted = verdict.spared.filter(|&reason| !found && reason == doubtful);
            let objection = shown.or(held).or(doubted).or((!self.kinds.contains(kind)).then_some(unselected));
            verdict.cut = verdict.probability > limits.cut && objection.is_none();
            let likely = verdict.probability > limits.unguarded;
            verdict.spared = objection.or((guarded && likely).then_some(few)).filter(|_| !verdict.cut);
        }
        if !view.is_document() {
            keep(&mut verdicts, ledger.reason(LISTED), |cut| list::kept_whole(view, cut));
            keep(&mut verdicts, ledger.reason(BESIDE), |cut| separator::beside_kept(view, cut));
        }
        verdicts
    }

    /// What each block weighs, and what speaks against cutting it beside that; nothing is cut yet.
    fn weighed(&self, view: &View<'_>, ledger: &mut Ledger) -> (Vec<Verdict>, Vec<Option<Objection>>) {
        let observed = Observed::of(view);
        let primary = if view.has_primary { view.primary.kin } else { LangSet::default() };
        let (mut list, mut objections) = (Vec::new(), Vec::with_capacity(view.len()));
        let weigh = |index: usize| {
            let block = observed.at(index);
            features(&block, primary, &mut list);
            let objection = objection(&block, primary, Profile::Default);
            list.extend(objection.map(Objection::feature));
            objections.push(self.objection(&block, primary, objection));
            let rule = rules::settles(&block);
            let probability = rule.unwrap_or_else(|| sigmoid(nats(&block, &list, self.model)));
            let doubtful = || protection::is_paragraph(&block).then_some(DOUBTFUL);
            let spared = protection::is_shown_title(&block).or_else(doubtful).map(|why| ledger.reason(why));
            let features = ledger.enter(&list);
            let (settled, kind) = (rule.is_some(), kind::kind(&block));
            Verdict { probability, features, settled, chain: 0.0, kind, spared, cut: false }
        };
        let mut verdicts: Vec<Verdict> = (0..view.len()).map(weigh).collect();
        // What was observed takes as much as what the chain is about to note down, so that only what that needs is kept.
        if !view.is_document() {
            let proportions = observed.into_proportions();
            self.chain(&mut verdicts, ledger, |line| proportions.at(view, line));
        }
        (verdicts, objections)
    }

    /// What speaks for keeping a block, with this profile; `usual` is what does by default. Where the outline of a document is clear, nothing
    /// does.
    fn objection(&self, block: &Evidence<'_>, primary: LangSet, usual: Option<Objection>) -> Option<Objection> {
        let open = block.own.layout.as_ref().is_none_or(|layout| layout.nats < CLEAR);
        match self.profile {
            _ if !open => None,
            Profile::Default => usual,
            profile => objection(block, primary, profile),
        }
    }

    /// Adds what the lines of a text say of each other. In a document, the outline tells what belongs together.
    fn chain(&self, verdicts: &mut [Verdict], ledger: &Ledger, proportions: impl Fn(usize) -> Numbers) {
        let nats: Vec<f32> = verdicts.iter().map(|verdict| logit(verdict.probability)).collect();
        let links = nats.iter().zip(verdicts.iter());
        let link = |(&nats, verdict): (&f32, &Verdict)| Link { nats, features: ledger.features(verdict.features) };
        let added = self.model.chain.nats(links.map(link), proportions);
        for ((verdict, nats), added) in verdicts.iter_mut().zip(nats).zip(added) {
            if !verdict.settled {
                (verdict.probability, verdict.chain) = (sigmoid(nats + added), added);
            }
        }
    }
}

/// Takes back the cuts that what else is cut speaks against.
fn keep(verdicts: &mut [Verdict], why: Reason, which: impl Fn(&[bool]) -> Vec<usize>) {
    let cut: Vec<bool> = verdicts.iter().map(|verdict| verdict.cut).collect();
    for index in which(&cut) {
        (verdicts[index].cut, verdicts[index].spared) = (false, Some(why));
    }
}

fn objection(block: &Evidence<'_>, primary: LangSet, profile: Profile) -> Option<Objection> {
    protection::protects(block, primary).or_else(|| gate::vetoes(block, primary, profile))
}

/// How much speaks for cutting a block. What is no part of its text wherever it stands, a stray line of another language or a stamp, is
/// judged by its words: templates put such lines into the box of the article itself.
fn nats(block: &Evidence<'_>, features: &[Feature], model: &Model) -> f32 {
    let layout = block.own.layout.as_ref();
    let nats = model.sum(features, layout);
    if layout.is_some() && rules::is_stray(block) { nats.max(model.text(features) as f32 / PER_NAT) } else { nats }
}

/// The probability that a block of a document is chrome by its outline alone.
pub(crate) fn of_outline(nats: f32) -> f32 {
    sigmoid(OUTLINE_PART * nats)
}

fn logit(probability: f32) -> f32 {
    (probability / (1.0 - probability)).ln()
}

fn sigmoid(nats: f32) -> f32 {
    1.0 / (1.0 + (-nats).exp())
}
