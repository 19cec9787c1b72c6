//! Markup to a tree, by the rules of the HTML standard that browsers follow. One pass, in time and memory linear in the
//! markup: nesting is bounded, and so is everything that is searched.
//!
//! What is left out, since extraction has no use for it: comments, the document's type, the text of scripts and styles,
//! attributes that nobody reads, the capital letters of SVG.

mod adoption;
mod attributes;
mod body;
mod builder;
mod caption;
mod comment;
mod doctype;
mod ends;
mod entity;
mod foreign;
mod formatting;
mod gate;
mod head;
mod mode;
mod raw;
mod set;
mod stack;
mod table;
mod tag;
mod text;
mod tokenizer;

use std::borrow::Cow;

use memchr::memchr;

pub(super) use self::tag::{Names, Tag};
use super::{super::head as start_of, tree::Tree};
use builder::Builder;

/// Longest markup that is read, in bytes; what exceeds it is cut. Places in it and in what is decoded are 32 bits wide.
const LONGEST: usize = 1 << 31;

/// Parses a document. `scripting` tells how `<noscript>` is read: as text where it is on, as markup where it is off.
pub(super) fn parse(markup: &str, scripting: bool) -> Tree<'_> {
    let markup = start_of(markup.strip_prefix('\u{feff}').unwrap_or(markup), LONGEST);
    match without_returns(markup) {
        Cow::Borrowed(markup) => Builder::new(markup, scripting).build(),
        Cow::Owned(markup) => {
            let tree = Builder::new(&markup, scripting).build().over(Cow::Borrowed(""));
            tree.over(Cow::Owned(markup))
        }
    }
}

/// The markup with line feeds for line ends.
fn without_returns(markup: &str) -> Cow<'_, str> {
    if memchr(b'\r', markup.as_bytes()).is_none() {
        return Cow::Borrowed(markup);
    }
    let mut lines = markup.split('\r');
    let mut out = String::with_capacity(markup.len());
    out.push_str(lines.next().unwrap_or_default());
    for line in lines {
        out.push('\n');
        out.push_str(line.strip_prefix('\n').unwrap_or(line));
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod hazards;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod tests;
