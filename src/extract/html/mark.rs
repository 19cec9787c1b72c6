//! What the writer notes beside the words, where the text is to be written with marks: which words are emphasised, code or in
//! a link, where cells begin, which lists and quotations a block stands in.

use super::tree::{Id, NONE};

/// What holds for a word within its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Inline {
    /// `<strong>`, `<b>`.
    pub(super) strong: bool,
    /// `<em>`, `<i>`.
    pub(super) emphasis: bool,
    /// `<code>` and its like.
    pub(super) code: bool,
    /// The link around it.
    pub(super) link: Id,
}

impl Inline {
    /// Plain words.
    pub(super) const PLAIN: Self = Self { strong: false, emphasis: false, code: false, link: NONE };

    /// What holds inside an element of this name.
    pub(super) fn inside(self, name: &str) -> Self {
        match name {
            "strong" | "b" => Self { strong: true, ..self },
            "em" | "i" => Self { emphasis: true, ..self },
            "code" | "kbd" | "samp" | "tt" => Self { code: true, ..self },
            _ => self,
        }
    }
}

/// From a place in the text on, something else holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) start: usize,
    pub(super) inline: Inline,
}

/// What is noted of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    /// The first starts with the block.
    pub(super) runs: Vec<Run>,
    /// Where each cell of a row starts.
    pub(super) cells: Vec<usize>,
    /// What it is nested in.
    pub(super) nest: u32,
    /// The table or list it belongs to.
    pub(super) group: Id,
    /// The element of preformatted text, which may name the language of its code.
    pub(super) code: Id,
}

/// Lists and quotations around blocks. The first stands for none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Nests(Vec<Nest>);

/// Deepest nesting that is written. Deeper blocks stand on the level above: every line repeats what it is nested in.
const DEEPEST: u32 = 8;

/// One list item or quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Nest {
    /// What it is in.
    pub(super) outer: u32,
    /// How it is marked.
    pub(super) kind: NestKind,
    depth: u32,
}

/// How a nested block is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NestKind {
    /// Not at all.
    Root,
    /// As a quotation.
    Quote,
    /// As an item.
    Item,
    /// As an item with its number.
    Numbered(u32),
}

impl NestKind {
    /// What stands before the first line.
    pub(super) fn mark(self) -> String {
        match self {
            Self::Root => String::new(),
            Self::Quote => "> ".to_owned(),
            Self::Item => "- ".to_owned(),
            Self::Numbered(number) => format!("{number}. "),
        }
    }

    /// What stands before every further line.
    pub(super) fn further(self) -> String {
        if self == Self::Quote { self.mark() } else { " ".repeat(self.mark().len()) }
    }
}

impl Nests {
    pub(super) fn new() -> Self {
        Self(vec![Nest { outer: 0, kind: NestKind::Root, depth: 0 }])
    }

    /// One more in `outer`.
    pub(super) fn add(&mut self, outer: u32, kind: NestKind) -> u32 {
        let depth = self.get(outer).depth + 1;
        if depth > DEEPEST {
            return outer;
        }
        let own = u32::try_from(self.0.len()).unwrap_or(outer);
        self.0.push(Nest { outer, kind, depth });
        own
    }

    /// How many there are, with the first.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// One of them.
    pub(super) fn get(&self, nest: u32) -> Nest {
        self.0.get(nest as usize).copied().unwrap_or(Nest { outer: 0, kind: NestKind::Root, depth: 0 })
    }

    /// Those around a block, outermost first.
    pub(super) fn around(&self, nest: u32) -> Vec<u32> {
        let outer = |&nest: &u32| Some(self.get(nest).outer).filter(|_| nest != 0);
        let mut around: Vec<u32> = std::iter::successors(Some(nest), outer).filter(|&nest| nest != 0).collect();
        around.reverse();
        around
    }
}
