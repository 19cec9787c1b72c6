//! The gate: no cut without a second witness beside the sum.

use crate::{
    detect::{Evidence, Foreign, Layout, Own, Zone},
    lang::LangSet,
    lexicon::Risk,
    page::Region,
    settings::Profile,
    stamp::StampClass,
};

use super::{
    objection::Objection,
    rules::{is_babel, is_pointer, is_related, is_template, may_be_related},
};

/// Nats above which a block counts as foreign to the gate.
const FOREIGN: f32 = 1.25;
/// Nats below which a block counts as the page's own.
const OWN: f32 = -1.25;
/// Letters below which the language of a block is nobody's to tell.
const TELLING_LETTERS: u32 = 6;
/// Nats above which a number with a word is foreign.
const FOREIGN_AMOUNT: f32 = 4.0;

/// Why a block has too few witnesses to be cut.
pub(crate) fn vetoes(block: &Evidence<'_>, primary: LangSet, profile: Profile) -> Option<Objection> {
    let own = block.own;
    if own.fault.is_some() || is_template(block) || is_babel(block) || has_witness(block, primary) {
        return None;
    }
    let list = of_list(block);
    match profile {
        _ if own.shape.symbols_only && !is_separator(block) => Some(Objection::BareSymbols),
        Profile::Eager => None,
        _ if own.shape.row => Some(Objection::TableRow),
        Profile::Default if list.is_some() => list,
        Profile::Careful if !is_foreign(block) => Some(Objection::NoSign),
        Profile::Default
            if own.layout.is_none() && block.tongue.margin < OWN && own.measure.letters >= TELLING_LETTERS =>
        {
            Some(Objection::OwnWithoutSign)
        }
        Profile::Default if own.shape.number_and_word && !is_dated(own) && block.tongue.margin < FOREIGN_AMOUNT => {
            Some(Objection::NumberAndWord)
        }
        _ => None,
    }
}

/// Why a line may be an entry of an author's list: names, parts, numbers, terms that no language tells, or, in another language, one of many
/// without any word of an interface. On the texts that extractors leave of the development pages, most of what was cut wrongly was one.
fn of_list(block: &Evidence<'_>) -> Option<Objection> {
    let (own, run, side) = (block.own, &block.run, &block.outskirts);
    let many = run.length >= MANY;
    let plain = own.phrase.is_plain() && own.phrase.hit().is_none();
    let near_foreign = block.nominee.near.is_some_and(|fit| fit > 0.0);
    let listed = run.signs == 0 && own.shape.bullet && !near_foreign && plain;
    if block.tongue.foreign == Foreign::Sure {
        return (many && plain || listed).then_some(Objection::ForeignOfMany);
    }
    let behind = side.between > 0;
    let doubtful = block.place.zone == Zone::Middle && behind && side.between < BEHIND_AMONG_PROSE;
    let unsure = run.signs == 0 && run.foreign == 0.0 && !near_foreign && !behind && side.distance == 0;
    let one = many && !behind || doubtful && is_own(block) || listed && block.tongue.margin > 0.0 || unsure;
    one.then_some(Objection::OneOfMany)
}

/// Whether the page's language fits a block as well as any other.
fn is_own(block: &Evidence<'_>) -> bool {
    let tongue = &block.tongue;
    tongue.foreign == Foreign::No || tongue.foreign == Foreign::Maybe && !tongue.likely
}

/// Unfinished lines in a row that make a list rather than a menu.
const MANY: u32 = 20;

/// Whether there is a date in a block: its number is no amount then.
fn is_dated(own: Own<'_>) -> bool {
    own.stamp.as_ref().is_some_and(|stamp| stamp.form.is_some())
}

/// Whether symbols are those that separate the items of menus, in a run of chrome.
fn is_separator(block: &Evidence<'_>) -> bool {
    block.own.shape.separator && block.run.junk >= JUNK
}

/// Blocks of chrome in a run that make a separator among them one of theirs.
const JUNK: u32 = 1;

/// Whether the block is a stamp, a network, a known phrase, or stands where the document keeps its chrome.
fn has_witness(block: &Evidence<'_>, primary: LangSet) -> bool {
    let own = block.own;
    let known = |hit: crate::lexicon::Hit| hit.risk < Risk::Headword || !hit.langs.intersects(primary);
    own.is_stamp()
        || own.stamp.as_ref().is_some_and(|stamp| stamp.class == StampClass::Label)
        || own.is_network()
        || own.shape.icons
        || own.shape.copyright
        || own.phrase.hit().is_some_and(known)
        || own.region != Region::Main
        || own.link_density > 0.5
        || is_behind_chrome(block)
        || is_pointer(block)
        || is_related(block)
        || may_be_related(block)
        || own.layout.as_ref().is_some_and(is_aside)
}

/// Whether chrome stands between a line and the article: what is farther out is seldom the author's.
fn is_behind_chrome(block: &Evidence<'_>) -> bool {
    let side = &block.outskirts;
    let least = if block.place.zone == Zone::Middle { BEHIND_AMONG_PROSE } else { BEHIND };
    side.between >= least && !side.has_rest() && !block.own.shape.row
}

/// Signs of an interface between the article and what is chrome with them. Of the own-language lines behind one or two, 94 in 100
/// are chrome on the development pages that are articles, and 99 in the mixed ones.
const BEHIND: u32 = 1;
/// The same where prose follows. Behind one or two, half of what was cut of extractors' texts was an author's list.
const BEHIND_AMONG_PROSE: u32 = 3;

/// Whether the outline of the document speaks against a block.
fn is_aside(layout: &Layout) -> bool {
    layout.nats > 0.0 || layout.below_article
}

fn is_foreign(block: &Evidence<'_>) -> bool {
    block.tongue.foreign == Foreign::Sure || block.tongue.margin > FOREIGN && block.own.phrase.words > 0.67
}
