//! What the text of a block says by itself, wherever it stands: looked at once for all blocks of a page that say the same. Menus
//! repeat, and a page of nothing but short blocks has few different ones.

use rustc_hash::FxHashMap;

use crate::{
    identify::{Score, Scores},
    lexicon::{Lexicon, word_hashes},
    stamp::{Stamp, StampClass, Stamps},
};

use super::{
    fault::{Fault, fault},
    marks::Marks,
    measure::Measure,
    outline::Naming,
    phrase::{Phrase, phrase},
    shape::Shape,
    stamp::is_strong,
};

/// Letters that are scored of a block: scores of longer texts say nothing new. With 80 all figures are the same, with 40 the F1 of the
/// development pages falls by 0.004.
const SCORED_LETTERS: usize = 60;
/// Bytes of a word and the space behind it in menus, rounded down, so that the list of words seldom grows.
const WORD_BYTES: usize = 4;
/// Words by which two blocks start alike.
const START_WORDS: usize = 4;
/// Bytes of a text above which it is not looked for among those seen: what is longer seldom comes again.
const LONGEST: usize = 200;

/// The evidence of a text alone.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Wording {
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
}

/// What texts are looked up in.
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

impl Wording {
    /// Looks at one text.
    pub(crate) fn of(text: &str, tools: &Tools) -> Self {
        let (measure, marks) = (Measure::of(text), Marks::of(text));
        let words = words(text);
        let combine = |hash: u32, &word: &u32| hash.rotate_left(5) ^ word;
        Self {
            measure,
            scores: tools.scorer.score(text, SCORED_LETTERS),
            shape: Shape::of(text, &measure, &marks),
            phrase: phrase(text, &words, &marks, &tools.lexicon, &tools.stamps),
            stamp: tools.stamps.read(text, None),
            timed: ends_with_duration(text, &tools.stamps),
            fault: fault(text),
            start: words.iter().take(START_WORDS).fold(0, combine),
            whole: words.iter().fold(measure.visible, combine),
            words,
        }
    }

    /// Looks only at what tells the kind of a block; the rest is left out.
    pub(crate) fn of_kind(text: &str, tools: &Tools) -> Self {
        let (words, marks) = (words(text), Marks::of(text));
        Self {
            measure: Measure::of(text),
            scores: Scores::default(),
            shape: Shape::of_kind(text, &marks),
            phrase: phrase(text, &words, &marks, &tools.lexicon, &tools.stamps),
            stamp: tools.stamps.read(text, None),
            timed: false,
            fault: fault(text),
            start: 0,
            whole: 0,
            words: Vec::new(),
        }
    }

    /// Whether the text as a whole is a date, a time, or another stamp.
    pub(crate) fn is_stamp(&self) -> bool {
        self.stamp.as_ref().is_some_and(|stamp| is_strong(stamp.class))
    }

    /// Whether it names networks and little else.
    pub(crate) fn is_network(&self) -> bool {
        self.phrase.networks > 0.9
    }
}

/// The wordings of a page, each once.
#[derive(Debug)]
pub(crate) struct Wordings<'p> {
    list: Vec<Wording>,
    /// Where the wordings of short texts are.
    known: FxHashMap<&'p str, u32>,
}

/// Wordings for which there is room from the start. They are large, so the list should seldom grow; few pages say more.
const ROOM: usize = 1024;

impl<'p> Wordings<'p> {
    /// Room for the wordings of so many texts.
    pub(crate) fn new(texts: usize) -> Self {
        Self { list: Vec::with_capacity(texts.min(ROOM)), known: FxHashMap::default() }
    }

    /// The wording of a text of the page, by its number.
    pub(crate) fn of(&mut self, text: &'p str, tools: &Tools) -> u32 {
        if text.len() > LONGEST {
            return self.add(text, tools);
        }
        if let Some(&known) = self.known.get(text) {
            return known;
        }
        let number = self.add(text, tools);
        self.known.insert(text, number);
        number
    }

    /// The wording of a text that is none of the page, such as one of joined lines.
    pub(crate) fn add(&mut self, text: &str, tools: &Tools) -> u32 {
        self.list.push(Wording::of(text, tools));
        (self.list.len() - 1) as u32
    }

    /// All of them, by number.
    pub(crate) fn list(&self) -> &[Wording] {
        &self.list
    }
}

#[cfg(test)]
mod tests {
    use crate::identify::NgramScorer;

    use super::*;

    #[test]
    fn what_says_the_same_is_looked_at_once() {
        let (lexicon, scorer) = (Lexicon::new(&[]).unwrap(), Box::new(NgramScorer::new()));
        let tools = Tools { naming: Naming::default(), scorer, lexicon, stamps: Stamps::new() };
        let long = "The mill by the river was sold last week. ".repeat(5);
        let texts = ["Share", "3 May", "Share", &long, "share", &long, "Share"];
        let mut wordings = Wordings::new(texts.len());
        let numbers = texts.map(|text| wordings.of(text, &tools));
        assert_eq!(numbers, [0, 1, 0, 2, 3, 4, 0]);
        for (text, number) in texts.into_iter().zip(numbers) {
            assert_eq!(wordings.list()[number as usize], Wording::of(text, &tools), "{text}");
        }
    }
}
