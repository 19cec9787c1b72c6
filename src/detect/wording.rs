//! What the text of a block says by itself, wherever it stands, but for its words and how well they fit each language.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::{
    identify::{Score, Scores},
    lang::LangSet,
    lexicon::{Lexicon, word_hashes},
    stamp::{Stamp, StampClass, Stamps},
};

use super::{
    credit::is_credit,
    fault::{Fault, fault},
    marks::Marks,
    measure::Measure,
    outline::Naming,
    phrase::{Phrase, phrase},
    shape::Shape,
    stamp::is_strong,
};

/// The evidence of a text alone. Short texts that say something else still look alike, so that they share it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Wording {
    pub measure: Measure,
    pub shape: Shape,
    pub phrase: Phrase,
    pub stamp: Option<Stamp>,
    /// Whether it says whose a picture or a text is.
    pub credit: bool,
    /// Whether it ends with a duration in brackets, as the items of an agenda do.
    pub timed: bool,
    /// What a broken program left in it.
    pub fault: Option<Fault>,
    /// The languages that are written in its script.
    pub written: LangSet,
    /// The languages that have every one of its words for their own.
    pub known: LangSet,
    /// Whether it has the form of a name.
    pub name: bool,
}

/// What texts are looked up in.
#[derive(Debug)]
pub(crate) struct Tools {
    pub naming: Naming,
    pub scorer: Box<dyn Score>,
    pub lexicon: Lexicon,
    pub stamps: Stamps,
}

/// Whether a text ends with a duration in brackets: "Discussion (30 min)".
fn ends_with_duration(text: &str, stamps: &Stamps) -> bool {
    let inner = text.trim_end_matches('.').strip_suffix([')', '）']).and_then(|start| start.rsplit_once(['(', '（']));
    let class = inner.and_then(|(_, inner)| stamps.read(inner, None)).map(|stamp| stamp.class);
    class == Some(StampClass::NumberUnit)
}

impl Wording {
    /// Looks at one text, of which the hashes of the words and the scores are known.
    pub(crate) fn of(text: &str, words: &[u32], scores: &Scores, tools: &Tools) -> Self {
        let (measure, marks) = (Measure::of(text), Marks::of(text));
        let phrase = phrase(text, words, &marks, &tools.lexicon, &tools.stamps);
        let stamp = tools.stamps.read(text, None);
        let credit = stamp.is_none_or(|stamp| !is_strong(stamp.class)) && is_credit(text, &marks, &phrase);
        let shape = Shape::of(text, &measure, &marks);
        Self {
            measure,
            shape: Shape { copyright: shape.copyright && !credit, ..shape },
            credit,
            phrase,
            stamp,
            timed: ends_with_duration(text, &tools.stamps),
            fault: fault(text),
            written: scores.written,
            known: scores.known,
            name: scores.name,
        }
    }

    /// Looks only at what tells the kind of a block; the rest is left out.
    pub(crate) fn of_kind(text: &str, tools: &Tools) -> Self {
        let (mut words, marks) = (Vec::new(), Marks::of(text));
        word_hashes(text, &mut words);
        Self {
            measure: Measure::of(text),
            shape: Shape::of_kind(text, &marks),
            credit: false,
            phrase: phrase(text, &words, &marks, &tools.lexicon, &tools.stamps),
            stamp: tools.stamps.read(text, None),
            timed: false,
            fault: fault(text),
            written: LangSet::default(),
            known: LangSet::default(),
            name: false,
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

    /// A number by which it is found again: of what differs most.
    pub(super) fn key(&self) -> u32 {
        let mut hasher = FxHasher::default();
        let Measure { letters, visible, digits, capitalised, cased, .. } = self.measure;
        [letters, visible, digits, capitalised, cased, self.phrase.words.to_bits()].hash(&mut hasher);
        self.shape.hash(&mut hasher);
        self.stamp.map(|stamp| (stamp.class, stamp.date)).hash(&mut hasher);
        hasher.finish() as u32
    }
}
