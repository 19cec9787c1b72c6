//! The gate before the tree builder: elements that nest too deep are left out, and their text stays. So every search among
//! the open elements ends soon, and a page costs what is linear in its length.

use std::collections::HashMap;

use super::{
    super::tree::Vocabulary,
    builder::Builder,
    mode::Flow,
    set::{self, Named as _},
    tag::Tag,
    tokenizer::Start,
};

/// Deepest nesting that is followed (DESIGN). Browsers stop at 512 as well.
pub(super) const DEPTH: usize = 512;

/// What is done with an element that nests too deep.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deep {
    /// It holds no elements, so it may stay.
    Stays,
    /// It goes; its end tag is expected.
    Goes,
    /// It goes; its end tag may be missing, and harms nothing.
    GoesOpen,
    /// It goes without a trace: its text runs on.
    RunsOn,
}

impl Deep {
    #[rustfmt::skip]
    fn of(tag: Tag) -> Self {
        match tag {
            Tag::BR | Tag::HR | Tag::IMG | Tag::INPUT | Tag::META | Tag::LINK | Tag::BASE | Tag::WBR | Tag::SCRIPT | Tag::STYLE
            | Tag::TEXTAREA | Tag::TITLE | Tag::XMP | Tag::IFRAME | Tag::NOEMBED | Tag::NOFRAMES | Tag::NOSCRIPT | Tag::HTML
            | Tag::BODY => Self::Stays,
            Tag::A | Tag::ABBR | Tag::B | Tag::BIG | Tag::BDI | Tag::BDO | Tag::CITE | Tag::CODE | Tag::EM | Tag::FONT | Tag::I
            | Tag::KBD | Tag::MARK | Tag::NOBR | Tag::Q | Tag::S | Tag::SMALL | Tag::SPAN | Tag::STRIKE | Tag::STRONG | Tag::SUB
            | Tag::SUP | Tag::TIME | Tag::TT | Tag::U | Tag::VAR => Self::RunsOn,
            Tag::P | Tag::LI | Tag::DD | Tag::DT | Tag::OPTION | Tag::OPTGROUP | Tag::TR | Tag::TD | Tag::TH | Tag::TBODY
            | Tag::THEAD | Tag::TFOOT => Self::GoesOpen,
            _ => Self::Goes,
        }
    }
}

/// How many end tags are to be swallowed, since their start tags were.
#[derive(Debug, Default)]
pub(super) struct Gate {
    held: HashMap<Tag, u32>,
}

impl Gate {
    fn hold(&mut self, tag: Tag) {
        *self.held.entry(tag).or_default() += 1;
    }

    /// Whether an end tag belongs to a start tag that was swallowed.
    fn release(&mut self, tag: Tag) -> bool {
        let count = self.held.get_mut(&tag).filter(|count| **count > 0);
        count.map(|count| *count -= 1).is_some()
    }

    /// Forgets what was swallowed, and the memory that it took.
    fn clear(&mut self) {
        if !self.held.is_empty() {
            *self = Self::default();
        }
    }
}

impl Builder<'_> {
    /// The tag that is let through: this one, a line break in its place, or none.
    pub(super) fn admit(&mut self, start: Start) -> Option<Start> {
        if self.stack.len() < DEPTH {
            self.gate.clear();
            return Some(start);
        }
        let foreign = self.stack.current().vocabulary() != Vocabulary::Html;
        let deep = Deep::of(start.tag);
        if deep == Deep::Stays || (foreign && set::is_breakout(start.tag)) {
            return Some(start);
        }
        if deep != Deep::GoesOpen && !(foreign && start.closing) {
            self.gate.hold(start.tag);
        }
        // What takes its place, so that the text around it does not run together.
        (deep != Deep::RunsOn && !foreign).then(|| Start::implied(Tag::BR))
    }

    /// Whether an end tag is let through.
    pub(super) fn admit_end(&mut self, tag: Tag) -> bool {
        if self.gate.held.is_empty() || Deep::of(tag) == Deep::Stays || !self.gate.release(tag) {
            return true;
        }
        let foreign = self.stack.current().vocabulary() != Vocabulary::Html;
        if Deep::of(tag) != Deep::RunsOn && !foreign {
            while self.start_in_mode(Start::implied(Tag::BR)) == Flow::Again {}
        }
        false
    }
}
