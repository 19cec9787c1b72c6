//! What a block is by itself. Computed once a page: rounds of decisions only change what stands around it.

use crate::{
    identify::{Score, Scores},
    lexicon::{Lexicon, word_hashes},
    page::{Block, BlockKind, Page, Region},
    stamp::{Stamp, StampClass, Stamps},
};

use super::{
    fault::{Fault, fault},
    measure::Measure,
    outline::Naming,
    phrase::{Phrase, phrase},
    shape::Shape,
    spread::Spread,
    stamp::is_strong,
};

/// Letters that are scored of a block: scores of longer texts say nothing new. With 80 all figures are the same, with 40 the F1 of the
/// development pages falls by 0.004.
const SCORED_LETTERS: usize = 60;
/// Bytes of a word and the space behind it in menus, rounded down, so that the list of words seldom grows.
const WORD_BYTES: usize = 4;
/// Words by which two blocks start alike.
const START_WORDS: usize = 4;

/// The evidence of a block alone.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Own {
    pub kind: BlockKind,
    pub region: Region,
    pub link_density: f32,
    pub measure: Measure,
    pub scores: Scores,
    pub shape: Shape,
    pub phrase: Phrase,
    pub stamp: Option<Stamp>,
    /// Whether it ends with a duration in brackets, as the items of an agenda do.
    pub timed: bool,
    /// What a broken program left in it.
    pub fault: Option<Fault>,
    /// Hashes of its words.
    pub words: Vec<u32>,
    /// A hash of its first words, digits masked out.
    pub start: u32,
    /// A hash of all its words.
    pub whole: u32,
    /// Where it stands in its document, if it has one.
    pub layout: Option<Layout>,
    /// On how many pages of its site it stands, where a census tells.
    pub spread: Option<Spread>,
}

/// What the outline of its document says of a block.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Layout {
    /// How much it speaks for cutting the block, in nats; below 0 for keeping it.
    pub nats: f32,
    /// Whether the block is a paragraph by itself.
    pub prose: bool,
    /// Whether it stands in a box that is called comments.
    pub comments: bool,
    /// Whether the page has an article beside those: without one, what readers wrote is what the page is about.
    pub below_article: bool,
}

/// What blocks are looked up in.
#[derive(Debug)]
pub(crate) struct Tools {
    pub naming: Naming,
    pub scorer: Box<dyn Score>,
    pub lexicon: Lexicon,
    pub stamps: Stamps,
}

fn words(text: &str) -> Vec<u32> {
    let mut words = Vec::with_capacity(text.len() / WORD_BYTES + 1);
    word_hashes(text, &mut words);
    words
}

/// Whether a text ends with a duration in brackets: "Discussion (30 min)".
fn ends_with_duration(text: &str, stamps: &Stamps) -> bool {
    let inner = text.trim_end_matches('.').strip_suffix([')', '）']).and_then(|start| start.rsplit_once(['(', '（']));
    let class = inner.and_then(|(_, inner)| stamps.read(inner, None)).map(|stamp| stamp.class);
    class == Some(StampClass::NumberUnit)
}

impl Own {
    /// Looks at one block.
    pub(crate) fn of(page: &Page, block: &Block, tools: &Tools) -> Self {
        let text = page.block_text(block);
        let measure = Measure::of(text);
        let words = words(text);
        let combine = |hash: u32, &word: &u32| hash.rotate_left(5) ^ word;
        Self {
            kind: block.kind,
            region: block.region,
            link_density: block.link_density,
            measure,
            scores: tools.scorer.score(text, SCORED_LETTERS),
            shape: Shape::of(text, &measure),
            phrase: phrase(text, &words, &tools.lexicon, &tools.stamps),
            stamp: tools.stamps.read(text, None),
            timed: ends_with_duration(text, &tools.stamps),
            fault: fault(text),
            start: words.iter().take(START_WORDS).fold(0, combine),
            whole: words.iter().fold(measure.visible, combine),
            words,
            layout: None,
            spread: None,
        }
    }

    /// Looks only at what tells the kind of a block; the rest is left out.
    pub(crate) fn of_kind(page: &Page, block: &Block, tools: &Tools) -> Self {
        let text = page.block_text(block);
        let words = words(text);
        Self {
            kind: block.kind,
            region: block.region,
            link_density: block.link_density,
            measure: Measure::of(text),
            scores: Scores::default(),
            shape: Shape::of_kind(text),
            phrase: phrase(text, &words, &tools.lexicon, &tools.stamps),
            stamp: tools.stamps.read(text, None),
            timed: false,
            fault: fault(text),
            start: 0,
            whole: 0,
            words: Vec::new(),
            layout: None,
            spread: None,
        }
    }

    /// Whether the block as a whole is a date, a time, or another stamp.
    pub(crate) fn is_stamp(&self) -> bool {
        self.stamp.as_ref().is_some_and(|stamp| is_strong(stamp.class))
    }

    /// Whether the site's template prints it.
    pub(crate) fn is_common(&self) -> bool {
        self.spread.is_some_and(Spread::is_common)
    }

    /// Whether it names networks and little else.
    pub(crate) fn is_network(&self) -> bool {
        self.phrase.networks > 0.9
    }
}
