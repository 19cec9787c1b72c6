//! Segments: neighbouring blocks in other languages than the page's. Verse and lists of works are of one language,
//! end in commas and hold no interface word; menus are the opposite. The best single evidence that was tried.

use std::ops::Range;

use crate::lang::{Lang, LangSet};

use super::{place::Places, tongue::Foreign, view::View};

/// What the segment of a block is like; shares 0 to 1 over all its blocks.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Segment {
    /// Its blocks; 0 for a block that is in none.
    pub length: u32,
    /// Share of known phrases.
    pub phrases: f32,
    /// Share that ends with a comma or dash.
    pub pauses: f32,
    /// Share of the commonest language.
    pub unity: f32,
    /// How many languages its blocks are surely in.
    pub languages: u32,
    /// Whether a stamp stands right before or after it.
    pub stamped: bool,
    /// Share that ends like a sentence.
    pub sentences: f32,
    /// Mean share of interface words.
    pub words: f32,
}

/// The segments of a page, in order, each with where it starts and ends.
#[derive(Debug)]
pub(crate) struct Segments(Vec<(Range<usize>, Segment)>);

impl Segments {
    /// The segments in a view.
    pub(crate) fn of(view: &View<'_>, places: &Places) -> Self {
        let inside = |&index: &usize| view.tongue(index).margin > 0.0 && !places.is_anchor(index);
        let (mut segments, mut index) = (Vec::new(), 0);
        while index < view.len() {
            let length = (index..view.len()).take_while(inside).count();
            if length > 0 {
                let range = index..index + length;
                segments.push((range.clone(), segment(view, range)));
            }
            index += length + 1;
        }
        Self(segments)
    }

    /// The segment of a block.
    pub(crate) fn at(&self, index: usize) -> Segment {
        let found = self.0.get(self.0.partition_point(|found| found.0.end <= index));
        found.filter(|found| found.0.contains(&index)).map_or_else(Segment::default, |found| found.1)
    }
}

fn is_stamp(view: &View<'_>, index: usize) -> bool {
    index < view.len() && view.own(index).is_stamp()
}

fn segment(view: &View<'_>, range: Range<usize>) -> Segment {
    let length = range.len() as f32;
    let stamped =
        [range.start.checked_sub(1), Some(range.end)].into_iter().flatten().any(|index| is_stamp(view, index));
    let mut segment = Segment { length: range.len() as u32, stamped, ..Segment::default() };
    let mut langs: Vec<(Lang, u32)> = Vec::new();
    let mut sure = LangSet::default();
    for index in range {
        let own = view.own(index);
        segment.phrases += f32::from(u8::from(own.phrase.hit().is_some())) / length;
        segment.pauses += f32::from(u8::from(own.shape.pause && !own.shape.colon)) / length;
        segment.sentences += f32::from(u8::from(own.shape.terminal)) / length;
        segment.words += own.phrase.words / length;
        let tongue = view.tongue(index);
        if let Some(lang) = tongue.other.filter(|_| tongue.foreign == Foreign::Sure) {
            sure = sure.with(lang);
        }
        if let Some(lang) = tongue.other {
            match langs.iter_mut().find(|known| known.0 == lang) {
                Some(known) => known.1 += 1,
                None => langs.push((lang, 1)),
            }
        }
    }
    segment.languages = sure.len();
    segment.unity = langs.iter().map(|known| known.1).max().unwrap_or(0) as f32 / length;
    segment
}
