//! Evidence to verdicts. The one place that decides: a table of weights, a few rules before it, a gate and a
//! guard after it.

mod chain;
mod document;
mod document_weights;
mod feature;
mod features;
mod gate;
mod guard;
mod kind;
mod objection;
mod outline;
mod rules;
mod trees;
mod weights;

use serde::Serialize;

use crate::{
    detect::{Evidence, Facts, Layout, View},
    kind::{Kind, KindSet},
    lang::LangSet,
    settings::Profile,
};

use chain::{Chain, Link};
use document_weights::{CUT_PART, DOCUMENT_WEIGHTS, MOST_TEXT, OUTLINE_PART, TEXT_PART};
pub use feature::Feature;
pub(crate) use features::features;
pub(crate) use kind::{Setting, kind_of};
use objection::Objection;
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
    pub(crate) fn outline(&self, facts: &[Facts]) -> Vec<f32> {
        self.outline.nats(facts)
    }

    /// What each fact of the outline had to do with that.
    pub(crate) fn outline_shares(&self, facts: &Facts) -> Vec<Share> {
        let mut shares = self.outline.shares(facts);
        shares.iter_mut().for_each(|share| share.nats *= OUTLINE_PART);
        shares
    }

    /// What weighs something in a verdict, heaviest first; `layout` is what its outline weighs, if it has one.
    pub(crate) fn shares(&self, verdict: &Verdict, layout: Option<f32>) -> Vec<Share> {
        let features = &verdict.features;
        let text = self.text(features);
        let part = if layout.is_some() && text != 0 { of_text(text) / text as f32 } else { 1.0 };
        let weight = |feature: Feature| {
            f32::from(self.weights[feature as usize]) * part + f32::from(self.places[feature as usize])
        };
        let weighed = features.iter().map(|&feature| Share { name: feature.name(), nats: weight(feature) / PER_NAT });
        let outline = layout.map(|nats| Share { name: OUTLINE, nats: nats * OUTLINE_PART });
        let chain = Share { name: CHAIN, nats: verdict.chain };
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

/// How a block was decided.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Verdict {
    /// Whether it goes.
    pub cut: bool,
    /// How likely it is chrome, 0 to 1.
    pub probability: f32,
    /// What it is, if it is chrome.
    pub kind: Kind,
    /// What the sum consists of.
    pub features: Vec<Feature>,
    /// What the other lines of a text add to it, in nats.
    pub chain: f32,
    /// What speaks for keeping it, whatever the sum.
    pub spared: Option<&'static str>,
}

/// Decides on all blocks of a view.
pub(crate) fn decide(
    view: &View<'_>,
    evidence: &[Evidence<'_>],
    model: &Model,
    profile: Profile,
    kinds: KindSet,
) -> Vec<Verdict> {
    let primary = if view.has_primary { view.primary.kin } else { LangSet::default() };
    let mut verdicts: Vec<Verdict> = evidence.iter().map(|block| weigh(block, primary, model)).collect();
    chain(&mut verdicts, evidence, model);
    let likely: Vec<bool> = verdicts.iter().map(|verdict| verdict.probability > LIKELY).collect();
    let mut found: Vec<Kind> = verdicts.iter().map(|verdict| verdict.kind).collect();
    kind::settle_by_neighbours(&mut found, evidence, &likely);
    kind::settle_headlines(&mut found, evidence, &likely);
    verdicts.iter_mut().zip(found).for_each(|(verdict, kind)| verdict.kind = kind);
    let guarded = guard::is_guarded(&verdicts);
    let limits = guard::Limits::of(profile, guarded, &verdicts, evidence);
    let found = verdicts.iter().any(|verdict| verdict.probability < FOUND);
    for (verdict, block) in verdicts.iter_mut().zip(evidence) {
        let unselected = (!kinds.contains(verdict.kind)).then_some(UNSELECTED);
        let doubtful = (!found && rules::is_paragraph(block)).then_some("a paragraph of a page without a sure one");
        let objection =
            final_objection(block, verdict.probability, primary, profile).map(Objection::reason).or(doubtful);
        let objection = rules::is_shown_title(block).or(objection).or(unselected);
        verdict.cut = verdict.probability > limits.cut && objection.is_none();
        let likely = verdict.probability > limits.unguarded;
        let few = (guarded && likely).then_some("next to nothing here is chrome, so only what is sure is cut");
        verdict.spared = objection.or(few).filter(|_| !verdict.cut);
    }
    verdicts
}

/// Adds what the lines of a text say of each other. In a document, the outline tells what belongs together.
fn chain(verdicts: &mut [Verdict], evidence: &[Evidence<'_>], model: &Model) {
    if evidence.iter().any(|block| block.own.layout.is_some()) {
        return;
    }
    let nats: Vec<f32> = verdicts.iter().map(|verdict| logit(verdict.probability)).collect();
    let links: Vec<Link<'_>> =
        verdicts.iter().zip(&nats).map(|(verdict, &nats)| Link { nats, features: &verdict.features }).collect();
    let added = model.chain.nats(&links);
    for (((verdict, block), nats), added) in verdicts.iter_mut().zip(evidence).zip(nats).zip(added) {
        if rules::settles(block).is_none() {
            (verdict.probability, verdict.chain) = (sigmoid(nats + added), added);
        }
    }
}

/// What speaks for keeping a block.
fn objection(block: &Evidence<'_>, primary: LangSet, profile: Profile) -> Option<Objection> {
    rules::protects(block).or_else(|| gate::vetoes(block, primary, profile))
}

/// What keeps a block although it is so likely chrome. Where the outline of a document is clear, nothing does.
fn final_objection(block: &Evidence<'_>, probability: f32, primary: LangSet, profile: Profile) -> Option<Objection> {
    let layout = block.own.layout.as_ref();
    let open = layout.is_none_or(|layout| layout.nats < CLEAR);
    let found = if open { objection(block, primary, profile) } else { None };
    found.filter(|objection| objection.holds(probability, profile, layout.is_some()))
}

fn weigh(block: &Evidence<'_>, primary: LangSet, model: &Model) -> Verdict {
    let mut features = features(block, primary);
    features.extend(objection(block, primary, Profile::Default).map(Objection::feature));
    let probability = match rules::settles(block) {
        Some(probability) => probability,
        None => sigmoid(nats(block, &features, model)),
    };
    Verdict { cut: false, probability, kind: kind::kind(block), features, chain: 0.0, spared: None }
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
