//! The neighbours of a block: what the lines right beside it are, where that tells a heading, a term or a line of a listing from
//! a button of the same words.

use super::{credit::is_label, own::Own, place::Places, tongue::Foreign, view::View};

/// Lines on either side in which code makes a listing of a block among them.
const LISTING: usize = 2;
/// Lines on either side of an address that may belong to the person or firm whose it is.
const CONTACT: usize = 3;
/// Letters of a heading at least that the next line takes up.
const TAKEN_UP: usize = 4;
/// Letters of a term, or of a heading, at most.
const SHORT: f32 = 60.0;

/// What stands right beside a block.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Neighbours {
    /// The line before ends with a colon.
    pub announced: bool,
    /// The line before says that a name follows: "Written by".
    pub signed: bool,
    /// Prose of the page's language follows at once.
    pub heads: bool,
    /// Between two sentences, the one after the next and the one before the last as short as this: a term and what it means, by turns.
    pub term: bool,
    /// The next line begins with the words of this one: a heading, and the first sentence below it.
    pub echoed: bool,
    /// One of the next two lines is a stamp: the date below a title, or below the name of who wrote it.
    pub dated: bool,
    /// One of the lines within [`CONTACT`] is an address of the web or of mail.
    pub address: bool,
    /// How many of the lines within [`LISTING`] are code.
    pub code: u32,
    /// Lines of code on the page.
    pub page_code: u32,
}

/// Lines of code that make a page one about programs. An article that shows a command or a listing has fewer.
const PROGRAMS: u32 = 5;

impl Neighbours {
    /// Whether it stands beside code on a page about programs: the name of a language above a listing, a comment, what it prints.
    pub(crate) fn is_in_listing(&self) -> bool {
        self.code > 0 && self.page_code >= PROGRAMS
    }
}

/// How much of what neighbours are asked about is on a page: most pages have no code and no addresses, and none has to be looked for there.
pub(crate) struct Neighbourhood {
    code: u32,
    addresses: bool,
}

impl Neighbourhood {
    /// That of a view.
    pub(crate) fn of(view: &View<'_>) -> Self {
        Self {
            code: view.owns().filter(|own| own.shape.code && own.fault.is_none()).count() as u32,
            addresses: view.owns().any(|own| own.shape.locator),
        }
    }

    /// The neighbours of a block.
    pub(crate) fn at(&self, view: &View<'_>, places: &Places, index: usize) -> Neighbours {
        let at = |offset: isize| {
            index.checked_add_signed(offset).filter(|&other| other < view.len()).map(|other| view.own(other))
        };
        let told = |block: Option<Own<'_>>| block.is_some_and(|own| own.shape.terminal && own.measure.units >= 4.0);
        let short = |block: Option<Own<'_>>| block.is_some_and(|own| !own.shape.terminal && own.measure.length < SHORT);
        let here = short(at(0));
        let beside = |reach: usize| near(index, reach, view.len()).map(|other| view.own(other).shape);
        let code = if self.code == 0 { 0 } else { beside(LISTING).filter(|shape| shape.code).count() as u32 };
        Neighbours {
            announced: at(-1).is_some_and(|own| own.shape.colon),
            signed: here && index > 0 && is_signature(view, index - 1),
            heads: here && index + 1 < view.len() && places.is_anchor(index + 1),
            term: here && told(at(1)) && told(at(-1)) && (short(at(-2)) || short(at(2))),
            echoed: here && index + 1 < view.len() && is_taken_up(view.text(index), view.text(index + 1)),
            dated: [at(1), at(2)].into_iter().flatten().any(|own| own.is_stamp()),
            address: self.addresses && beside(CONTACT).any(|shape| shape.locator),
            code,
            page_code: self.code,
        }
    }
}

/// Whether a block says in a language that the page's reader understands that a name follows.
fn is_signature(view: &View<'_>, index: usize) -> bool {
    view.own(index).credit && view.tongue(index).foreign != Foreign::Sure && is_label(view.text(index))
}

/// The other blocks of `count` within `reach` of one.
pub(crate) fn near(index: usize, reach: usize, count: usize) -> impl Iterator<Item = usize> {
    (index.saturating_sub(reach)..(index + reach + 1).min(count)).filter(move |&other| other != index)
}

/// Whether a longer text begins with the words of a heading, whatever the case.
fn is_taken_up(heading: &str, text: &str) -> bool {
    let (heading, text) = (heading.trim(), text.trim_start());
    let mut rest = text.chars();
    let same = heading.chars().all(|c| rest.next().is_some_and(|d| c == d || c.to_lowercase().eq(d.to_lowercase())));
    let apart = rest.next().is_some_and(|next| !next.is_alphanumeric());
    same && apart && heading.chars().filter(|c| c.is_alphabetic()).count() >= TAKEN_UP
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_taken_up_by_a_text_that_begins_with_its_words() {
        assert!(is_taken_up("Tableau", "Tableau is a program that draws."));
        assert!(is_taken_up("the Mill", "The mill was sold."));
        assert!(
            !is_taken_up("Share", "Shares fell.")
                && !is_taken_up("Share", "Share")
                && !is_taken_up("FAQ", "FAQ and more")
        );
    }
}
