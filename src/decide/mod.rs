//! Evidence to verdicts. The one place that decides: a table of weights, a few rules before it, a gate and a
//! guard after it.

mod document;
mod document_weights;
mod feature;
mod features;
mod gate;
mod guard;
mod kind;
mod rules;
mod weights;

use serde::Serialize;

use crate::{
    detect::{Evidence, View},
    kind::{Kind, KindSet},
    lang::LangSet,
    settings::Profile,
};

use document_weights::{DOCUMENT_WEIGHTS, MOST_TEXT, TEXT_PARTS};
pub use feature::Feature;
pub(crate) use features::features;
use weights::{BIAS, WEIGHTS};

/// Weights are counted in quarters of a nat, so that sums are exact on every machine.
const PER_NAT: f32 = 4.0;

/// Probability above which a block tells the kind of its neighbours.
const LIKELY: f32 = 0.5;

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
    /// Of where it stands in a document.
    places: Vec<i16>,
}

impl Default for Model {
    fn default() -> Self {
        let list = |table: &[(Feature, i16)]| {
            let mut weights = vec![0; Feature::ALL.len()];
            table.iter().for_each(|&(feature, weight)| weights[feature as usize] = weight);
            weights
        };
        Self { weights: list(WEIGHTS), places: list(DOCUMENT_WEIGHTS) }
    }
}

impl Model {
    /// The sum of evidence in quarter nats; above 0 speaks for cutting. In a document, what the text says is bounded: words
    /// cannot outweigh every sign of the place they stand in.
    fn sum(&self, features: &[Feature]) -> i32 {
        let add = |weights: &[i16]| features.iter().map(|&feature| i32::from(weights[feature as usize])).sum::<i32>();
        let text = i32::from(BIAS) + add(&self.weights);
        if features.contains(&Feature::Document) { of_text(text) + add(&self.places) } else { text }
    }

    /// The features that weigh something, heaviest first.
    pub(crate) fn shares(&self, features: &[Feature]) -> Vec<Share> {
        let text = i32::from(BIAS) + features.iter().map(|&one| i32::from(self.weights[one as usize])).sum::<i32>();
        let part =
            if features.contains(&Feature::Document) && text != 0 { of_text(text) as f32 / text as f32 } else { 1.0 };
        let weight = |feature: Feature| {
            f32::from(self.weights[feature as usize]) * part + f32::from(self.places[feature as usize])
        };
        let weighed = features.iter().map(|&feature| (feature, weight(feature)));
        let mut weighed: Vec<_> = weighed.filter(|share| share.1 != 0.0).collect();
        weighed.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
        weighed.into_iter().map(|(feature, weight)| Share { name: feature.name(), nats: weight / PER_NAT }).collect()
    }
}

/// What the sum of a text counts in a document: in full where it speaks for cutting, in part where it speaks for keeping,
/// since there menus are written like any text of the page's language.
fn of_text(sum: i32) -> i32 {
    if sum > 0 { sum.min(MOST_TEXT) } else { sum.max(-MOST_TEXT) / TEXT_PARTS }
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
    let likely: Vec<bool> = verdicts.iter().map(|verdict| verdict.probability > LIKELY).collect();
    let mut found: Vec<Kind> = verdicts.iter().map(|verdict| verdict.kind).collect();
    kind::settle_by_neighbours(&mut found, evidence, &likely);
    kind::settle_headlines(&mut found, evidence, &likely);
    verdicts.iter_mut().zip(found).for_each(|(verdict, kind)| verdict.kind = kind);
    let guarded = guard::is_guarded(&verdicts);
    for (verdict, block) in verdicts.iter_mut().zip(evidence) {
        let unselected = (!kinds.contains(verdict.kind)).then_some("its kind is not selected");
        let objection = rules::protects(block).or_else(|| gate::vetoes(block, primary, profile)).or(unselected);
        let document = block.own.layout.is_some();
        let threshold = guard::threshold(profile, guarded, document);
        verdict.cut = verdict.probability > threshold && objection.is_none();
        let likely = verdict.probability > guard::threshold(profile, false, document);
        let few = (guarded && likely).then_some("next to nothing here is chrome, so only what is sure is cut");
        verdict.spared = objection.or(few).filter(|_| !verdict.cut);
    }
    verdicts
}

fn weigh(block: &Evidence<'_>, primary: LangSet, model: &Model) -> Verdict {
    let features = features(block, primary);
    let probability = match rules::settles(block) {
        Some(probability) => probability,
        None => sigmoid(model.sum(&features) as f32 / PER_NAT),
    };
    Verdict { cut: false, probability, kind: kind::kind(block), features, spared: None }
}

fn sigmoid(nats: f32) -> f32 {
    1.0 / (1.0 + (-nats).exp())
}
