//! Lists of other articles: the heading that says so, and the headlines below it.

use crate::lexicon::Risk;

use super::{own::Own, view::View};

/// Letters of a headline at most. What is longer is prose, or as good as prose.
pub(crate) const LONGEST_HEADLINE: f32 = 160.0;
/// Words of a sentence that ends a list. Headlines that end like a sentence have fewer, and teasers that are cut off end otherwise.
const SENTENCE_UNITS: f32 = 11.5;

/// Under which heading of such a list each block stands, by the risk of the heading, with nothing of an article between.
#[derive(Debug)]
pub(crate) struct Lists(Vec<Option<Risk>>);

impl Lists {
    /// Those of a view.
    pub(crate) fn of(view: &View<'_>) -> Self {
        let mut open = None;
        let stand = |own: Own<'_>| {
            let head = heads(own);
            open = head.or(open.filter(|_| !is_prose(own)));
            if head.is_some() { None } else { open }
        };
        Self(view.owns().map(stand).collect())
    }

    /// The risk of the heading that a block stands under.
    pub(crate) fn at(&self, index: usize) -> Option<Risk> {
        self.0[index]
    }
}

/// The risk of a phrase that is a heading of such a list; an ordinary word is none.
fn heads(own: Own<'_>) -> Option<Risk> {
    let hit = own.phrase.whole.filter(|hit| hit.concept.is_related() && hit.risk < Risk::Headword)?;
    Some(hit.risk)
}

/// Whether a block ends a list of headlines.
fn is_prose(own: Own<'_>) -> bool {
    own.measure.length > LONGEST_HEADLINE || own.shape.terminal && own.measure.units > SENTENCE_UNITS
}
