//! Which kind of removal a block would be: by what it says, or else by what stands around it.

use super::rules::{is_headline_behind, is_teaser, is_template};

use crate::{
    detect::{Evidence, Foreign, Own, View},
    kind::Kind,
    page::Region,
    stamp::StampClass,
};

/// The concept of words such as "document" and "reference", which stand before numbers.
const DOCUMENT: &str = "document";

/// What stands around a block that tells its kind.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Setting {
    /// Whether it is in another language than the page.
    foreign: bool,
    /// Whether the site's template prints it.
    template: bool,
    /// Whether the page prints it several times.
    repeated: bool,
}

/// The kind, from the most particular evidence there is.
pub(crate) fn kind(block: &Evidence<'_>) -> Kind {
    let tongue = &block.tongue;
    let foreign = tongue.foreign == Foreign::Sure || tongue.margin > 0.0 && block.own.measure.letters > 4;
    let setting = Setting { foreign, template: is_template(block), repeated: block.repeated > 1 };
    let headline = block.own.phrase.hit().is_none() && (is_teaser(block) || is_headline_behind(block));
    match kind_of(block.own, setting) {
        Kind::Navigation | Kind::Repeated | Kind::Foreign if headline => Kind::Related,
        kind => kind,
    }
}

/// The same from the block alone and what is known of the rest.
pub(crate) fn kind_of(own: Own<'_>, setting: Setting) -> Kind {
    if own.fault.is_some() {
        return Kind::TechError;
    }
    if let Some(stamp) =
        own.stamp.as_ref().filter(|stamp| stamp.class.is_strong() && (stamp.digits > 0 || own.phrase.whole.is_none()))
    {
        return if stamp.class == StampClass::DocumentNumber { Kind::DocumentNumber } else { Kind::Timestamp };
    }
    if own.is_network() {
        return Kind::Share;
    }
    if let Some(hit) = own.phrase.hit() {
        let numbered = hit.concept.name == DOCUMENT && own.measure.digits > own.measure.letters;
        return if numbered { Kind::DocumentNumber } else { hit.concept.kind };
    }
    if own.shape.copyright || own.credit {
        return Kind::Legal;
    }
    if own.phrase.networks > 0.3 {
        return Kind::Share;
    }
    if own.shape.cookies {
        return Kind::Cookie;
    }
    if setting.template {
        return Kind::Repeated;
    }
    if setting.foreign {
        return Kind::Foreign;
    }
    match own.region {
        Region::Form => Kind::UiPhrase,
        _ if setting.repeated => Kind::Repeated,
        _ => Kind::Navigation,
    }
}

/// Blocks to each side that tell the kind of a block of no kind more particular than foreign.
const REACH: usize = 3;
/// Words of an item of a menu or form at most; longer blocks are text of their own.
const ITEM_UNITS: f32 = 4.0;

/// Gives foreign blocks the kind of the menu or form they stand in: the kind that most of the blocks next to them have.
pub(crate) fn settle_by_neighbours(kinds: &mut [Kind], view: &View<'_>, likely: &[bool]) {
    let told: Vec<Option<Kind>> =
        kinds.iter().zip(likely).map(|(&kind, &likely)| (likely && is_function(kind)).then_some(kind)).collect();
    for index in 0..kinds.len() {
        let short = || view.own(index).measure.units <= ITEM_UNITS;
        if kinds[index] == Kind::Foreign && likely[index] && short() {
            kinds[index] = neighbours(&told, likely, index).unwrap_or(Kind::Foreign);
        }
    }
}

/// Words of a headline at least.
const HEADLINE_UNITS: f32 = 3.0;

/// Gives headlines below the head of a list of other articles the kind of that list.
pub(crate) fn settle_headlines(kinds: &mut [Kind], view: &View<'_>, likely: &[bool]) {
    for index in 1..kinds.len() {
        let own = view.own(index);
        let headline = own.phrase.hit().is_none() && own.measure.units >= HEADLINE_UNITS;
        let unknown = kinds[index] == Kind::Navigation && likely[index] && headline;
        if unknown && likely[index - 1] && kinds[index - 1] == Kind::Related {
            kinds[index] = Kind::Related;
        }
    }
}

/// Whether a kind is a function of interfaces that its neighbours share.
fn is_function(kind: Kind) -> bool {
    matches!(kind, Kind::Navigation | Kind::UiPhrase | Kind::Cookie | Kind::Legal | Kind::Related)
}

/// The commonest kind among the blocks next to one, as far as the stretch of likely chrome reaches; at least two of it.
fn neighbours(told: &[Option<Kind>], likely: &[bool], index: usize) -> Option<Kind> {
    let before = (index.saturating_sub(REACH)..index).rev().take_while(|&near| likely[near]);
    let after = (index + 1..likely.len().min(index + 1 + REACH)).take_while(|&near| likely[near]);
    let near: Vec<Kind> = before.chain(after).filter_map(|near| told[near]).collect();
    let count = |kind: Kind| near.iter().filter(|&&other| other == kind).count();
    let best = near.iter().copied().max_by_key(|&kind| (count(kind), std::cmp::Reverse(kind)))?;
    (count(best) >= 2).then_some(best)
}
