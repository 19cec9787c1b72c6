//! What is settled before any weighing: blocks that no author wrote, whatever else their evidence says.

use crate::{
    detect::{Evidence, Fault, Foreign, LONGEST_HEADLINE, Own, TITLE_UNITS, Template, Zone},
    lexicon::{Hit, Risk},
    page::{BlockKind, Region},
    stamp::StampClass,
};

/// Nats by which the page's language has to fit better for a block never to be called foreign interface text.
const CLEARLY_OWN: f32 = -4.0;
/// Words of a sentence.
const SENTENCE_UNITS: f32 = 6.0;
/// Share of a line's letters in known parts that makes it one of them.
const MOSTLY: f32 = 0.5;
/// The probability of what a rule settles.
const SURE: f32 = 0.99;

/// The probability of chrome where a rule settles it.
pub(crate) fn settles(block: &Evidence<'_>) -> Option<f32> {
    (is_broken(block)
        || is_template(block)
        || block.own.shape.icons
        || is_pointer(block)
        || is_related(block)
        || is_known_chrome(block)
        || is_among_chrome(block)
        || is_babel(block)
        || is_below_article(block)
        || is_headline_behind(block)
        || is_rights(block)
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
    let segment = &block.segment;
    let several = segment.languages >= LANGUAGES && segment.stamped;
    several && is_nobodys(block)
}

/// Whether a block is none of the forms in which authors show what is not theirs: a quotation, a row of a table, code.
fn is_nobodys(block: &Evidence<'_>) -> bool {
    !block.quotation.any() && !block.own.shape.row && !block.own.shape.code
}

/// Whether a block is the line of a site's own rights. Of the lines that are, the mixed pages have none to keep.
fn is_rights(block: &Evidence<'_>) -> bool {
    block.own.shape.rights && is_nobodys(block)
}

/// Whether readers wrote it, below an article.
fn is_below_article(block: &Evidence<'_>) -> bool {
    block.own.layout.as_ref().is_some_and(|layout| layout.below_article)
}

/// Whether a program left a block. What texts about programs show as well stays among code and others of its kind.
pub(super) fn is_broken(block: &Evidence<'_>) -> bool {
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
/// word has to stand farther off, and what may be an author's "See also" behind another sign. Within the article it is so for phrases that no
/// author writes.
fn is_known_chrome(block: &Evidence<'_>) -> bool {
    let (own, side) = (block.own, &block.outskirts);
    let whole = own.phrase.whole.is_some_and(|hit| hit.risk == Risk::Hard);
    let article = !side.is_sparse() && !side.has_rest();
    let apart = match own.phrase.hit() {
        Some(_) if own.phrase.row => true,
        Some(hit) if whole && (side.distance > 0 || !counts(own, hit) && block.repeated < 2) => true,
        _ if is_sentence(block) => false,
        Some(hit) if hit.risk == Risk::Headword => side.distance >= APART && side.between > 0 && article,
        Some(hit) if own.phrase.whole.is_some() || own.phrase.covered >= MOSTLY => {
            let heads = hit.concept.is_related() && side.between == 0;
            side.distance > 0 && (hit.risk == Risk::Hard || article && !heads)
        }
        _ => false,
    };
    apart && !own.credit && is_nobodys(block)
}

/// Whether a phrase may count something of an author's list: a call has numbers in whatever it says.
fn counts(own: Own<'_>, hit: Hit) -> bool {
    own.measure.digits > 0 && !(hit.inset && own.measure.units >= CALL_UNITS)
}

/// Words from which on numbers belong to a call; shorter phrases with one are counters ("12 comments", "Show all 14"). Chosen by reading what it
/// lets go behind extractors, seven lines each, all of them calls.
const CALL_UNITS: f32 = 6.0;

/// Whether a line of a text points away from its article, before or after it: a menu in one line, the trail of pages that leads to it, or,
/// where an interface has begun, an arrow to the next. Of the labelled lines that do, on the development pages, all are chrome.
pub(super) fn is_pointer(block: &Evidence<'_>) -> bool {
    let (shape, side) = (&block.own.shape, &block.outskirts);
    let outside = side.distance > 0 && block.own.layout.is_none();
    let edge = block.place.zone != Zone::Middle;
    outside && (shape.bar || edge && shape.trail || shape.pointed && side.between + side.beyond > 0)
}

/// Whether a line of a text belongs to other articles: a headline below a heading that no author writes, behind the article, or one of their
/// cards. Of the labelled lines below such a heading outside of the article, but not before all prose, on the development pages, 997 in 1,000 are
/// chrome; before the article, its own title may be the last of them.
pub(super) fn is_related(block: &Evidence<'_>) -> bool {
    let headed = block.related == Some(Risk::Hard) && is_behind(block) && !block.own.shape.code;
    headed || is_teaser(block)
}

/// Whether a line of a text stands behind the article, and no second part of the article behind it.
fn is_behind(block: &Evidence<'_>) -> bool {
    let side = &block.outskirts;
    side.behind && !side.has_rest() && block.own.layout.is_none()
}

/// Whether a line of a text may be a headline below a heading of other articles that could be an author's, such as "See also", behind the
/// article and other signs of an interface. 95 in 100 of the labelled ones are chrome on the development pages; among the first signs, half.
pub(super) fn may_be_related(block: &Evidence<'_>) -> bool {
    let side = &block.outskirts;
    block.related == Some(Risk::Soft) && is_behind(block) && !side.is_sparse() && side.between >= SIGNS
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

/// Whether a line of a text stands in a row of cards with other articles, below one that is no list itself.
pub(super) fn is_teaser(block: &Evidence<'_>) -> bool {
    block.card && block.outskirts.behind && !block.outskirts.is_sparse()
}

/// Whether a line of a text is the headline of another article: below all prose and behind several signs of an interface, as long as a sentence
/// and without its end. Of 9 such lines that extractors leave and no other rule knows, on the development pages, all are chrome; behind one sign,
/// 24 of 31.
pub(super) fn is_headline_behind(block: &Evidence<'_>) -> bool {
    let (side, own) = (&block.outskirts, block.own);
    let below =
        is_behind(block) && !side.is_sparse() && block.place.zone == Zone::Tail && side.between >= HEADLINE_SIGNS;
    let open = !own.shape.terminal && !own.shape.colon && !own.shape.reference && !block.wrapped;
    below && open && is_sentence(block) && own.measure.length <= LONGEST_HEADLINE && is_nobodys(block) && !own.credit
}

/// Different signs of an interface between the article and the headlines of others below it.
const HEADLINE_SIGNS: u32 = 2;

/// Whether a line of a text may name the person or firm to turn to: close to an address, and behind few signs of an interface, such
/// as the word for contact and that for mail. The foot of a page has more.
pub(super) fn is_contact(block: &Evidence<'_>) -> bool {
    let few = block.outskirts.distance > 0 && block.outskirts.between < SIGNS;
    block.own.layout.is_none() && few && block.neighbours.address
}

/// Whether a line before the article may be its title although an interface stands between: the nearest to it, one that
/// shares words with it, or one above a date.
fn may_be_title(block: &Evidence<'_>) -> bool {
    let long = block.own.measure.length >= TITLE_LENGTH;
    let shared = block.vocabulary.is_some_and(|share| share > TITLE_SHARE);
    let told = block.outskirts.leads || long && shared || is_told_title(block) || is_dated_title(block);
    block.place.zone == Zone::Head && told
}

/// Whether a line of some words stands before the article, which uses nearly all of them, or a part if the line is there twice: as the title of the
/// page, and in the page. Of those that went all the same, the mixed pages have none and the real ones one; of 26 that extractors leave, readers called
/// ten chrome.
pub(super) fn is_told_title(block: &Evidence<'_>) -> bool {
    let least = if block.repeated == 2 { TITLE_SHARE } else { TOLD_SHARE };
    let told = block.own.measure.units >= TITLE_UNITS && block.vocabulary.is_some_and(|share| share > least);
    told && is_plain_head(block)
}

/// Whether a line of several words before the article has a date below it, or below the next line, which may be a byline. Of such lines
/// without a phrase, behind an interface, the development pages have two, of which one is a byline; on made-up sites they are titles.
pub(super) fn is_dated_title(block: &Evidence<'_>) -> bool {
    let measure = &block.own.measure;
    let headline = measure.length >= TITLE_LENGTH && measure.units >= HEADLINE;
    block.neighbours.dated && headline && is_plain_head(block)
}

/// Whether a line of a text stands before the article, and is no menu, no trail of pages and no item of a list.
fn is_plain_head(block: &Evidence<'_>) -> bool {
    let shape = &block.own.shape;
    let plain = !shape.bar && !shape.trail && !shape.bullet;
    block.place.zone == Zone::Head && plain && block.own.layout.is_none()
}

/// Words of a headline above a date.
const HEADLINE: f32 = 4.0;

/// Letters of a line that is long for a menu. Of the lines before the article that have as many and share words with it, half of
/// those of the development pages are titles; of the shorter ones hardly any.
const TITLE_LENGTH: f32 = 20.5;
/// Share of a title's words that the prose uses.
const TITLE_SHARE: f32 = 0.34;
/// The same of a title that the prose tells.
const TOLD_SHARE: f32 = 0.67;

/// Different signs of an interface between a line and the article that leave no doubt.
const SIGNS: u32 = 3;

/// Whether a block is a sentence of the page's language.
pub(super) fn is_sentence(block: &Evidence<'_>) -> bool {
    block.own.measure.units >= SENTENCE_UNITS && block.tongue.margin < CLEARLY_OWN
}

/// Blocks from the article at which an ordinary word that interfaces use is one of theirs.
pub(super) const APART: u32 = 3;
