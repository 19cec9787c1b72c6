//! What is settled before, and protected after, any weighing.

use crate::{
    detect::{Evidence, Fault, Foreign, Layout, Own, Template, Zone},
    lexicon::Risk,
    page::{BlockKind, Region},
    stamp::StampClass,
};

use super::objection::Objection;

/// Nats by which the page's language has to fit better for a block never to be called foreign interface text.
const CLEARLY_OWN: f32 = -4.0;
/// Words of a sentence.
const SENTENCE_UNITS: f32 = 6.0;
/// Share of interface words below which a line has none to speak of.
const PLAIN: f32 = 0.5;
/// Share of a line's letters in known parts that makes it one of them.
const MOSTLY: f32 = 0.5;
/// Words of a title; a single one is as likely the last of a menu.
const TITLE_UNITS: f32 = 1.5;
/// The probability of what a rule settles.
const SURE: f32 = 0.99;

/// The probability of chrome where a rule settles it.
pub(crate) fn settles(block: &Evidence<'_>) -> Option<f32> {
    (is_broken(block)
        || is_template(block)
        || block.own.shape.icons
        || is_pointer(block)
        || is_known_chrome(block)
        || is_among_chrome(block)
        || is_babel(block)
        || is_below_article(block)
        || is_stamped(block))
    .then_some(SURE)
}

/// Whether a block is of the site's template, by a census. Before and after the prose it is with others of the template, or behind them;
/// within it, others stand with it, or something else says that it is no author's. A heading that all articles have stands
/// alone there, and what all recipes need stands in another order in each.
pub(super) fn is_template(block: &Evidence<'_>) -> bool {
    let own = block.own;
    let Some(spread) = own.spread.filter(|spread| spread.is_common()) else { return false };
    if own.kind == BlockKind::Title && spread.share() < EVERYWHERE {
        return false;
    }
    let Template { together, behind } = block.template;
    let prose = block.place.distance != u32::MAX;
    let told = own.shape.terminal && own.measure.units >= SENTENCE_UNITS;
    let hard = own.phrase.hit().is_some_and(|hit| hit.risk == Risk::Hard);
    let apart = hard || own.is_network() || own.link_density > 0.5 || own.region != Region::Main;
    if !prose {
        return !told;
    }
    let least = match block.place.zone {
        Zone::Middle if block.outskirts.distance == 0 => TOGETHER,
        _ => 2,
    };
    let edge = block.place.zone != Zone::Middle;
    let alone = spread.share() >= if edge { AT_EDGE } else { MOST } && (edge || told);
    behind || apart || alone || together >= least && !own.shape.row
}

/// Blocks of a template that stand together within an article; of headings that recur, two may.
const TOGETHER: u32 = 3;
/// Share of a site's pages on which what a document shows as its title is the site's own: below it, pages may list each other.
const EVERYWHERE: f32 = 0.9;
/// Share of a site's pages on which a line before or after the prose is not the author's, although nothing of the template stands with
/// it: the head of a list whose items differ.
const AT_EDGE: f32 = 0.6;
/// Share of a site's pages on which a sentence within an article is not the author's.
const MOST: f32 = 0.5;

/// Whether a block is of a kind that stands anywhere without belonging there: in another language, or a stamp.
pub(super) fn is_stray(block: &Evidence<'_>) -> bool {
    block.tongue.foreign == Foreign::Sure || block.own.is_stamp()
}

/// Different languages that no author's text goes through in so many lines, with a date or a time beside them.
const LANGUAGES: u32 = 3;

/// Whether a foreign block is one of several in as many languages, with a stamp at their side: what templates of different sites left. A
/// list that an author makes of many languages has none.
pub(super) fn is_babel(block: &Evidence<'_>) -> bool {
    let (own, segment) = (block.own, &block.segment);
    let several = segment.languages >= LANGUAGES && segment.stamped;
    several && !block.quotation.any() && !own.shape.row && !own.shape.code
}

/// Whether readers wrote it, below an article.
fn is_below_article(block: &Evidence<'_>) -> bool {
    block.own.layout.as_ref().is_some_and(|layout| layout.below_article)
}

/// Whether a program left a block. What texts about programs show as well stays among code and others of its kind.
fn is_broken(block: &Evidence<'_>) -> bool {
    match block.own.fault {
        Some(Fault::Message) => true,
        Some(Fault::Sample) => block.run.code == 0.0 && !block.is_in_series(),
        None => false,
    }
}

/// Whether a block is a stamp that no author writes as a line: with a publication label, told from now, counted from 1970, or left
/// by a template; or any other that stands alone before or after the prose. Of such lines the mixed pages have none to keep.
fn is_stamped(block: &Evidence<'_>) -> bool {
    let class = block.own.stamp.as_ref().map(|stamp| stamp.class);
    let made =
        matches!(class, Some(StampClass::Labelled | StampClass::Relative | StampClass::Epoch | StampClass::Template));
    let edge = block.place.zone != Zone::Middle;
    let single = edge && block.own.is_stamp() && block.series == 0 && block.repeated < 2 && block.run.alike == 0.0;
    (made || single) && !block.quotation.any() && block.own.layout.is_none()
}

/// Whether a block is an interface phrase where such phrases are chrome, in the page's language or another. Of those in the page's own,
/// before or after the article and of all risks, 99 in 100 are chrome on the development pages with their shells; an ordinary
/// word has to stand farther off. Within the article it is so for phrases that no author writes.
fn is_known_chrome(block: &Evidence<'_>) -> bool {
    let (own, side) = (block.own, &block.outskirts);
    let whole = own.phrase.whole.is_some_and(|hit| hit.risk == Risk::Hard);
    let article = !side.is_sparse() && !side.has_rest();
    let apart = match own.phrase.hit() {
        Some(_) if whole && (side.distance > 0 || own.measure.digits == 0 && block.repeated < 2) => true,
        _ if is_sentence(block) => false,
        Some(hit) if hit.risk == Risk::Headword => side.distance >= APART && side.between > 0 && article,
        Some(hit) if own.phrase.whole.is_some() || own.phrase.covered >= MOSTLY => {
            side.distance > 0 && (hit.risk == Risk::Hard || article)
        }
        _ => false,
    };
    apart && !own.shape.row && !own.shape.code && !block.quotation.any()
}

/// Whether a line of a text points away from its article, before or after it: the trail of pages that leads to it, or, where an
/// interface has begun, an arrow to the next. Of the labelled lines that do, on the development pages, all are chrome.
fn is_pointer(block: &Evidence<'_>) -> bool {
    let (shape, side) = (&block.own.shape, &block.outskirts);
    let edge = side.distance > 0 && block.place.zone != Zone::Middle && block.own.layout.is_none();
    edge && (shape.trail || shape.pointed && side.between + side.beyond > 0)
}

/// Whether a line stands behind so many signs of an interface that what is out there is the page's: one before or after all prose,
/// more where prose follows. Of such lines, 99 in 100 are chrome on the development pages that are articles, and in the mixed ones.
fn is_among_chrome(block: &Evidence<'_>) -> bool {
    let side = &block.outskirts;
    let edge = block.place.zone != Zone::Middle;
    let behind = side.between > 0 && (edge || side.between >= SIGNS || side.between + side.beyond > SIGNS);
    let behind = behind && !side.has_rest() && !side.is_sparse();
    let shape = &block.own.shape;
    let plain = !shape.row && !shape.code && !shape.pause && block.tongue.foreign != Foreign::Sure;
    let plain = plain && !may_be_title(block) && !is_contact(block);
    behind && plain && !is_sentence(block) && !block.quotation.any()
}

/// Whether a line of a text may name the person or firm to turn to: close to an address, and behind few signs of an interface, such
/// as the word for contact and that for mail. The foot of a page has more.
fn is_contact(block: &Evidence<'_>) -> bool {
    let few = block.outskirts.distance > 0 && block.outskirts.between < SIGNS;
    block.own.layout.is_none() && few && block.neighbours.address
}

/// Whether a line says itself that it is chrome: a phrase that no author writes, a network, a copyright line.
fn is_told_chrome(own: Own<'_>) -> bool {
    own.phrase.hit().is_some_and(|hit| hit.risk == Risk::Hard) || own.is_network() || own.shape.copyright
}

/// Whether a line before the article may be its title although an interface stands between: the nearest to it, or one that
/// shares words with it.
fn may_be_title(block: &Evidence<'_>) -> bool {
    let long = block.own.measure.length >= TITLE_LENGTH;
    let shared = block.vocabulary.is_some_and(|share| share > TITLE_SHARE);
    block.place.zone == Zone::Head && (block.outskirts.leads || long && shared)
}

/// Letters of a line that is long for a menu. Of the lines before the article that have as many and share words with it, half of
/// those of the development pages are titles; of the shorter ones hardly any.
const TITLE_LENGTH: f32 = 20.5;
/// Share of a title's words that the prose uses.
const TITLE_SHARE: f32 = 0.34;

/// Different signs of an interface between a line and the article that leave no doubt.
const SIGNS: u32 = 3;

/// Whether a block is a sentence of the page's language.
fn is_sentence(block: &Evidence<'_>) -> bool {
    block.own.measure.units >= SENTENCE_UNITS && block.tongue.margin < CLEARLY_OWN
}

/// Blocks from the article at which an ordinary word that interfaces use is one of theirs.
const APART: u32 = 3;

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
    let shown = own.kind == BlockKind::Title && own.layout.is_some() && own.link_density < 0.5;
    (shown && own.fault.is_none() && !is_template(block)).then_some(SHOWN_TITLE)
}

/// Why a block should stay whatever else its evidence weighs.
pub(crate) fn protects(block: &Evidence<'_>) -> Option<Objection> {
    let own = block.own;
    if is_broken(block) || is_template(block) || is_babel(block) || is_pointer(block) {
        return None;
    }
    if block.wrapped && own.layout.is_none() && own.phrase.hit().is_none() {
        return Some(Objection::Piece);
    }
    if own.is_stamp() {
        if own.shape.code && block.neighbours.code > 0 {
            return Some(Objection::CodeLine);
        }
        if is_dated_heading(block) {
            return Some(Objection::ToldDate);
        }
        let dated = block.outskirts.distance == 0 && block.is_in_series();
        return dated.then_some(Objection::DatedEntries);
    }
    let sentence = is_sentence(block);
    let at_home =
        own.region == Region::Main && own.layout.as_ref().is_none_or(|layout| is_text_of_article(own, layout));
    if sentence && own.phrase.hit().is_none() && at_home && own.link_density < 0.5 {
        return Some(Objection::OwnSentence);
    }
    if is_told(block) {
        return Some(Objection::ToldDate);
    }
    if own.phrase.hit().is_none() && !own.shape.copyright {
        if own.shape.year_in_brackets || own.shape.bibliographic {
            return Some(Objection::Bibliography);
        }
        if own.shape.two_scripts && own.stamp.is_none() && own.phrase.words < PLAIN {
            return Some(Objection::NameInScripts);
        }
        if own.shape.attribution && own.stamp.is_none() && own.phrase.words < PLAIN {
            return Some(Objection::NameAfterDash);
        }
        if own.shape.organisation && own.layout.is_none() && own.stamp.is_none() && !own.shape.terminal {
            return Some(Objection::Organisation);
        }
        if is_list_of_names(block) {
            return Some(Objection::NamesAmongNames);
        }
    }
    if own.shape.clock && block.run.clocks >= CLOCKS && own.phrase.hit().is_none() {
        return Some(Objection::ScheduleLine);
    }
    if is_title(block) {
        return Some(Objection::MayBeTitle);
    }
    if is_lone_heading(block) {
        return Some(Objection::LoneHeading);
    }
    if own.layout.is_none() && block.neighbours.echoed {
        return Some(Objection::TakenUp);
    }
    if own.layout.is_none() && own.shape.locator && own.phrase.hit().is_none() && own.stamp.is_none() {
        return Some(Objection::BareAddress);
    }
    if is_contact(block) && !is_told_chrome(own) {
        return Some(Objection::Contact);
    }
    if own.shape.scores && own.stamp.is_none() && own.phrase.hit().is_none() {
        return Some(Objection::Scores);
    }
    if own.timed && own.phrase.hit().is_none() {
        return Some(Objection::AgendaItem);
    }
    if own.shape.code {
        return Some(Objection::CodeLine);
    }
    if own.layout.is_none() && own.fault.is_none() && own.phrase.hit().is_none() && block.neighbours.is_in_listing() {
        return Some(Objection::Listing);
    }
    if own.layout.is_none() && block.values >= ENTRIES && block.place.zone == Zone::Middle {
        return Some(Objection::Entry);
    }
    if own.phrase.hit().is_none() && (block.quotation.inside || is_told_sentence(block)) {
        return Some(Objection::InQuotation);
    }
    None
}

/// Other values of a label that make entries of the lines that have it.
const ENTRIES: u32 = 3;

/// Whether a sentence in another language stands between paragraphs and holds next to no word of an interface: of ten, the mixed
/// pages quote nine.
fn is_told_sentence(block: &Evidence<'_>) -> bool {
    let (own, zone) = (block.own, block.place.zone);
    let sentence = own.shape.terminal && own.measure.units >= TOLD_UNITS;
    sentence && zone == Zone::Middle && own.phrase.words < TOLD_WORDS && own.layout.is_none()
}

/// Words of a sentence that is told.
const TOLD_UNITS: f32 = 5.0;
/// Share of interface words below which a sentence in another language tells something.
const TOLD_WORDS: f32 = 0.34;

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

/// Whether a block may be the title of a text: the line above its prose, not surely foreign and no phrase of interfaces.
fn is_title(block: &Evidence<'_>) -> bool {
    (block.place.zone == Zone::Head && block.place.distance == 1 || block.outskirts.leads)
        && !matches!(block.tongue.foreign, Foreign::Sure | Foreign::Unknown)
        && block.own.phrase.hit().is_none()
        && block.own.stamp.is_none()
        && block.own.layout.is_none()
        && block.own.measure.units >= TITLE_UNITS
}

/// Whether a word that interfaces use may be a heading or an answer: of the page's language, with no chrome around.
fn is_lone_heading(block: &Evidence<'_>) -> bool {
    let common = block.own.phrase.whole.is_some_and(|hit| hit.risk > Risk::Hard);
    common
        && block.own.measure.digits == 0
        && block.tongue.foreign != Foreign::Sure
        && block.run.junk == 0
        && block.outskirts.distance < APART
        && block.own.link_density < 0.5
        && block.own.region == Region::Main
}

/// Whether a block is one of several foreign names or addresses, between the author's lines or on a side of the article where
/// nothing else says that it is an interface. Words that their language knows all of are no name: "Current Issue".
fn is_list_of_names(block: &Evidence<'_>) -> bool {
    let own = block.own;
    let named = block.tongue.other.is_none_or(|lang| !own.scores.known.contains(lang));
    let plain = named && own.phrase.words < PLAIN && block.segment.phrases == 0.0 && !own.is_network();
    let among = block.segment.length >= 2 && block.run.phrases == 0.0 && block.run.stamps == 0.0;
    let side = &block.outskirts;
    let quiet = block.place.zone == Zone::Middle || side.between + side.beyond == 0;
    own.shape.proper && plain && among && quiet
}
