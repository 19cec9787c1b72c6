//! What speaks for keeping a block, whatever its sum: the forms in which authors write.

use crate::{
    detect::{Evidence, Foreign, Layout, Own, TITLE_UNITS, Zone},
    lang::LangSet,
    lexicon::{Hit, Risk},
    page::{BlockKind, Region},
    stamp::StampClass,
};

use super::{
    objection::Objection,
    rules::{
        APART, is_babel, is_broken, is_contact, is_dated_title, is_headline_behind, is_pointer, is_related,
        is_sentence, is_template, is_told_title, may_be_related,
    },
};

/// Share of interface words below which a line has none to speak of.
const PLAIN: f32 = 0.5;
/// Other lines of a run that start with a clock time, and make a schedule of it in whatever language.
const CLOCKS: u32 = 2;

/// Whether a block is a paragraph of the page's language, in a document.
pub(super) fn is_paragraph(block: &Evidence<'_>) -> bool {
    let own = block.own;
    let prose = own.layout.as_ref().is_some_and(|layout| layout.prose && !layout.below_article);
    prose && own.shape.terminal && is_sentence(block) && own.phrase.hit().is_none()
}

/// Why the title of a document stays.
pub(super) const SHOWN_TITLE: &str = "the title of the document";

/// Whether a block shows the title of its document, which stays wherever the outline has it.
pub(super) fn is_shown_title(block: &Evidence<'_>) -> Option<&'static str> {
    let own = block.own;
    let shown = own.kind == BlockKind::Title && own.layout.is_some();
    (shown && own.fault.is_none() && !is_template(block)).then_some(SHOWN_TITLE)
}

/// Whether the page's reader understands a line that is no more than a word of interfaces.
fn is_understood(own: Own<'_>, primary: LangSet) -> bool {
    own.phrase.hit().is_none_or(|hit| hit.risk < Risk::Headword || hit.langs.intersects(primary))
}

/// Whether a line says itself that it is chrome: a phrase that no author writes, a network, a copyright line.
fn is_told_chrome(own: Own<'_>) -> bool {
    own.phrase.hit().is_some_and(|hit| hit.risk == Risk::Hard) || own.is_network() || own.shape.copyright
}

/// Why a block should stay whatever else its evidence weighs.
pub(crate) fn protects(block: &Evidence<'_>, primary: LangSet) -> Option<Objection> {
    let own = block.own;
    if is_broken(block) || is_template(block) || is_babel(block) || is_pointer(block) || is_related(block) {
        return None;
    }
    // In a document, the place of a block tells more than these forms.
    let (text, plain, undated) = (own.layout.is_none(), own.phrase.hit().is_none(), own.stamp.is_none());
    if block.wrapped && text && plain && !own.shape.locator {
        return Some(Objection::Piece);
    }
    if own.is_stamp() {
        return of_stamp(block);
    }
    let signed = block.neighbours.signed && plain && undated && !own.is_network();
    if text && (own.credit && is_understood(own, primary) || signed) {
        return Some(Objection::Credit);
    }
    let sentence =
        is_sentence(block) && plain && !own.shape.rights && !may_be_related(block) && !is_headline_behind(block);
    if sentence && is_at_home(own) && own.link_density < 0.5 {
        return Some(Objection::OwnSentence);
    }
    if is_told(block) {
        return Some(Objection::ToldDate);
    }
    if is_contact(block) && !is_told_chrome(own) && block.tongue.foreign != Foreign::Sure {
        return Some(Objection::Contact);
    }
    if let Some(objection) = of_name(block).filter(|_| plain && !own.shape.copyright) {
        return Some(objection);
    }
    let told = [
        (own.shape.clock && block.run.clocks >= CLOCKS && plain, Objection::ScheduleLine),
        (is_first_line(block), Objection::FirstLine),
        (is_title(block), Objection::MayBeTitle),
        (is_lone_heading(block, primary), Objection::LoneHeading),
        (text && plain && undated && is_lone_name(block), Objection::LoneName),
        (text && block.neighbours.echoed, Objection::TakenUp),
        (text && own.shape.locator && plain && undated, Objection::BareAddress),
        ((own.shape.scores && undated || text && own.shape.mark) && plain, Objection::Scores),
        (own.timed && plain, Objection::AgendaItem),
        (own.shape.code, Objection::CodeLine),
        (text && own.fault.is_none() && may_be_listed(own) && block.neighbours.is_in_listing(), Objection::Listing),
        (text && block.values >= ENTRIES && block.place.zone == Zone::Middle, Objection::Entry),
        (plain && (block.quotation.inside || is_told_sentence(block)), Objection::InQuotation),
    ];
    told.into_iter().find(|form| form.0).map(|form| form.1)
}

/// What speaks for keeping a block that is a stamp as a whole.
fn of_stamp(block: &Evidence<'_>) -> Option<Objection> {
    if block.own.shape.code && block.neighbours.code > 0 {
        return Some(Objection::CodeLine);
    }
    if is_dated_heading(block) {
        return Some(Objection::ToldDate);
    }
    (block.outskirts.distance == 0 && block.is_in_series()).then_some(Objection::DatedEntries)
}

/// Whether a sentence stands in the part of its document where the article is; in a text, it does anywhere.
fn is_at_home(own: Own<'_>) -> bool {
    own.region == Region::Main && own.layout.as_ref().is_none_or(|layout| is_text_of_article(own, layout))
}

/// What speaks for keeping a block that may be a name or a work.
fn of_name(block: &Evidence<'_>) -> Option<Objection> {
    let own = block.own;
    let (shape, undated, worded) = (&own.shape, own.stamp.is_none(), own.phrase.words >= PLAIN);
    let forms = [
        (shape.year_in_brackets || shape.bibliographic, Objection::Bibliography),
        (shape.two_scripts && undated && !worded, Objection::NameInScripts),
        (shape.attribution && undated && !worded, Objection::NameAfterDash),
        (shape.organisation && own.layout.is_none() && undated && !shape.terminal, Objection::Organisation),
        (is_list_of_names(block), Objection::NamesAmongNames),
    ];
    forms.into_iter().find(|form| form.0).map(|form| form.1)
}

/// Whether a line may belong to a listing: nothing of an interface, or a word that programs use as well.
fn may_be_listed(own: Own<'_>) -> bool {
    own.phrase.hit().is_none_or(|hit| hit.risk == Risk::Headword)
}

/// Other values of a label that make entries of the lines that have it.
const ENTRIES: u32 = 3;

/// Whether a sentence in another language stands between paragraphs and holds next to no word of an interface: of ten, the mixed
/// pages quote nine.
fn is_told_sentence(block: &Evidence<'_>) -> bool {
    let (own, zone) = (block.own, block.place.zone);
    let sentence = own.shape.terminal && own.measure.units >= TOLD_UNITS;
    sentence && zone == Zone::Middle && own.phrase.is_plain() && own.layout.is_none()
}

/// Words of a sentence that is told.
const TOLD_UNITS: f32 = 5.0;

/// Whether a sentence of a document stands where its outline has the article. Elsewhere it is a teaser, a notice or a foot as
/// often as not: there, the sum decides.
fn is_text_of_article(own: Own<'_>, layout: &Layout) -> bool {
    own.shape.terminal && layout.nats < 0.0 && !layout.below_article
}

/// Whether a date or time is told by the author: in a sentence, a schedule, a citation, a date line; or a year that
/// stands among the author's lines.
fn is_told(block: &Evidence<'_>) -> bool {
    let Some(stamp) = &block.own.stamp else { return false };
    if block.own.shape.copyright {
        return false;
    }
    let chrome = block.tongue.foreign == Foreign::Sure || block.own.phrase.hit().is_some();
    match stamp.class {
        StampClass::Figures => !chrome && block.run.alike > 0.0,
        StampClass::Year | StampClass::MonthYear | StampClass::PastDate => block.run.junk == 0,
        StampClass::DateProse
        | StampClass::TimeProse
        | StampClass::Schedule
        | StampClass::Subtitle
        | StampClass::Dateline
        | StampClass::Life
        | StampClass::Citation => !chrome,
        _ => false,
    }
}

/// Whether a block is a date in words of the page's language, between paragraphs: the head of a day, in a diary or a programme. The mixed
/// pages have none that is chrome, and of the real ones' two in three are an author's.
fn is_dated_heading(block: &Evidence<'_>) -> bool {
    let dated = block.own.stamp.as_ref().is_some_and(|stamp| stamp.class == StampClass::Date);
    dated && block.place.zone == Zone::Middle && block.tongue.margin < WORDED && block.own.layout.is_none()
}

/// Nats by which the page's language has to fit better for a date to be in its words.
const WORDED: f32 = -2.0;

/// Whether a block is the first line of a text, in whatever language, and its prose takes up what it says: a title of names. Of the texts that
/// extractors leave of the development pages, readers found three that lost theirs.
fn is_first_line(block: &Evidence<'_>) -> bool {
    let shared = block.vocabulary.is_some_and(|share| share > FIRST_SHARE);
    block.place.before == 0 && shared && is_elsewhere(block) && is_headline(block.own)
}

/// Whether a block is surely of another language, or of none.
fn is_elsewhere(block: &Evidence<'_>) -> bool {
    matches!(block.tongue.foreign, Foreign::Sure | Foreign::Unknown)
}

/// Whether a line of a text has the words of a title, and is neither a stamp nor a phrase of interfaces.
fn is_headline(own: Own<'_>) -> bool {
    let plain = own.phrase.hit().is_none() && own.stamp.is_none() && own.layout.is_none();
    plain && own.measure.units >= TITLE_UNITS
}

/// Share of such a title's words that the prose uses.
const FIRST_SHARE: f32 = 0.3;

/// Whether a block may be the title of a text: the line above its prose, or one that the prose tells, not surely foreign and no phrase of interfaces.
fn is_title(block: &Evidence<'_>) -> bool {
    let near = block.place.zone == Zone::Head && block.place.distance == 1 || block.outskirts.leads;
    let placed = near || is_told_title(block) || is_dated_title(block);
    (placed && !is_elsewhere(block) || is_close_title(block)) && is_headline(block.own)
}

/// Whether a line right above the prose shares words with it, so that it may be of the page's language although one close to that fits better. Of such
/// lines that are surely of another language, the mixed pages have four that are chrome and six of an author's.
fn is_close_title(block: &Evidence<'_>) -> bool {
    let above = block.place.zone == Zone::Head && block.neighbours.heads && block.own.measure.units >= CLOSE_WORDS;
    above && block.vocabulary.is_some_and(|share| share > CLOSE_SHARE)
}

/// Words of such a title.
const CLOSE_WORDS: f32 = 3.0;
/// Share of them that the prose uses.
const CLOSE_SHARE: f32 = 0.2;

/// Whether a word that interfaces use may be a heading or an answer: of the page's language, or a phrase of it that fits another better,
/// with no chrome around, or at the head of a paragraph.
fn is_lone_heading(block: &Evidence<'_>, primary: LangSet) -> bool {
    let foreign = block.tongue.foreign == Foreign::Sure;
    let common = |hit: Hit| hit.risk > Risk::Hard && (!foreign || hit.langs.intersects(primary));
    block.own.phrase.whole.is_some_and(common)
        && block.own.measure.digits == 0
        && (is_head(block) || block.run.junk == 0 && block.outskirts.distance < APART)
        && block.own.link_density < 0.5
        && block.own.region == Region::Main
}

/// Whether a line is a name, for all that it says: no word of an interface in it or in foreign lines beside it, and perhaps not the page's
/// language.
fn is_lone_name(block: &Evidence<'_>) -> bool {
    let own = block.own;
    let named = own.shape.name && block.tongue.foreign != Foreign::No;
    named && own.phrase.words == 0.0 && block.segment.phrases == 0.0 && !own.is_network()
}

/// Whether a block stands right above prose of the page's language, which uses all of its words.
fn is_head(block: &Evidence<'_>) -> bool {
    block.neighbours.heads && block.vocabulary.is_some_and(|share| share > ALL)
}

/// Share of a line's words that is all of them.
const ALL: f32 = 0.99;

/// Whether a block is one of several foreign names or addresses, between the author's lines or on a side of the article where
/// nothing else says that it is an interface. Words that their language knows all of are no name: "Current Issue".
fn is_list_of_names(block: &Evidence<'_>) -> bool {
    let own = block.own;
    let named = block.tongue.other.is_none_or(|lang| !own.known.contains(lang));
    let plain = named && own.phrase.words < PLAIN && block.segment.phrases == 0.0 && !own.is_network();
    let among = block.segment.length >= 2 && block.run.phrases == 0.0 && block.run.stamps == 0.0;
    let side = &block.outskirts;
    let quiet = block.place.zone == Zone::Middle || side.between + side.beyond == 0;
    own.shape.proper && plain && among && quiet
}
