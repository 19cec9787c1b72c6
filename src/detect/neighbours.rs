//! The neighbours of a block: what the lines right beside it are, where that tells a heading, a term or a line of a listing from
//! a button of the same words.

use super::{own::Own, place::Place, view::View};

/// Lines on either side in which code makes a listing of a block among them.
const LISTING: usize = 2;
/// Letters of a term, or of a heading, at most.
const SHORT: f32 = 60.0;

/// What stands right beside a block.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Neighbours {
    /// The line before ends with a colon.
    pub announced: bool,
    /// Prose of the page's language follows at once.
    pub heads: bool,
    /// Between two sentences, the one after the next and the one before the last as short as this: a term and what it means, by turns.
    pub term: bool,
    /// How many of the lines within [`LISTING`] are code.
    pub code: u32,
    /// Lines of code on the page.
    pub page_code: u32,
}

/// Lines of code that make a page one about programs. An article that shows a command or a listing has fewer.
const PROGRAMS: u32 = 10;

impl Neighbours {
    /// Whether it stands beside code on a page about programs: the name of a language above a listing, a comment, what it prints.
    pub(crate) fn is_in_listing(&self) -> bool {
        self.code > 0 && self.page_code >= PROGRAMS
    }
}

/// The neighbours of all blocks.
pub(crate) fn neighbours(view: &View<'_>, places: &[Place]) -> Vec<Neighbours> {
    let page_code = view.blocks.iter().filter(|own| own.shape.code && own.fault.is_none()).count() as u32;
    (0..view.blocks.len()).map(|index| Neighbours { page_code, ..of(view, places, index) }).collect()
}

fn of(view: &View<'_>, places: &[Place], index: usize) -> Neighbours {
    let at = |offset: isize| index.checked_add_signed(offset).and_then(|index| view.blocks.get(index)).copied();
    let (before, after) = (at(-1), at(1));
    let told = |block: Option<&Own>| block.is_some_and(|own| own.shape.terminal && own.measure.units >= 4.0);
    let short = |block: Option<&Own>| block.is_some_and(|own| !own.shape.terminal && own.measure.length < SHORT);
    let listing = index.saturating_sub(LISTING)..(index + LISTING + 1).min(view.blocks.len());
    Neighbours {
        announced: before.is_some_and(|own| own.shape.colon),
        heads: short(Some(view.blocks[index])) && places.get(index + 1).is_some_and(|place| place.anchor),
        term: short(Some(view.blocks[index])) && told(after) && told(before) && (short(at(-2)) || short(at(2))),
        code: listing.filter(|&other| other != index && view.blocks[other].shape.code).count() as u32,
        page_code: 0,
    }
}
