//! Segments: neighbouring blocks in other languages than the page's. Verse and lists of works are of one language,
//! end in commas and hold no interface word; menus are the opposite. The best single evidence that was tried.

use crate::lang::{Lang, LangSet};

use super::{place::Place, tongue::Foreign, view::View};

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

/// The segments of all blocks.
pub(crate) fn segments(view: &View<'_>, places: &[Place]) -> Vec<Segment> {
    let inside = |index: usize| view.tongues[index].margin > 0.0 && !places[index].anchor;
    let flags: Vec<bool> = (0..view.blocks.len()).map(inside).collect();
    let mut segments = vec![Segment::default(); flags.len()];
    let mut start = 0;
    for stretch in flags.chunk_by(|a, b| a == b) {
        let range = start..start + stretch.len();
        start = range.end;
        if stretch[0] {
            let mut segment = segment(view, range.clone());
            segment.stamped =
                [range.start.checked_sub(1), Some(range.end)].into_iter().flatten().any(|index| is_stamp(view, index));
            segments[range].fill(segment);
        }
    }
    segments
}

fn is_stamp(view: &View<'_>, index: usize) -> bool {
    view.blocks.get(index).is_some_and(|own| own.is_stamp())
}

fn segment(view: &View<'_>, range: std::ops::Range<usize>) -> Segment {
    let length = range.len() as f32;
    let mut segment = Segment { length: range.len() as u32, ..Segment::default() };
    let mut langs: Vec<(Lang, u32)> = Vec::new();
    let mut sure = LangSet::default();
    for index in range {
        let own = view.blocks[index];
        segment.phrases += f32::from(u8::from(own.phrase.hit().is_some())) / length;
        segment.pauses += f32::from(u8::from(own.shape.pause && !own.shape.colon)) / length;
        segment.sentences += f32::from(u8::from(own.shape.terminal)) / length;
        segment.words += own.phrase.words / length;
        let tongue = &view.tongues[index];
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
