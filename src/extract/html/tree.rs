//! The document as a flat vector of nodes. Text and values are places in the markup, or in a buffer beside it where they had
//! to be decoded. Nothing is reference counted and nothing recurses, so a hostile page costs what an honest page of its
//! size costs.

use std::borrow::Cow;

use super::{
    attribute::Name,
    parse::{Names, Tag},
};

/// The place of a node in the vector.
pub(super) type Id = u32;

/// No node.
pub(super) const NONE: Id = Id::MAX;

/// About how many bytes of markup make a node on the development pages, so that the vector seldom grows.
const NODE_BYTES: usize = 48;

/// The document node.
pub(super) const ROOT: Id = 0;

/// A part of the markup, or beyond its end of the buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Part {
    pub(super) start: u32,
    pub(super) end: u32,
}

/// What an element's name is a name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vocabulary {
    Html,
    Svg,
    MathMl,
}

/// What the tree knows of an element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    pub(super) tag: Tag,
    pub(super) vocabulary: Vocabulary,
    /// Whether the parser has it open.
    pub(super) open: bool,
    /// Whether the parser has it in its list of formatting elements.
    pub(super) listed: bool,
    pub(super) attributes: Attributes,
}

/// The attributes of an element: a range of [`Tree::attributes`].
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Attributes {
    pub(super) first: u32,
    pub(super) count: u8,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Data {
    /// The document.
    Other,
    /// An element.
    Element(Named),
    /// Text.
    Text(Part),
}

/// One node and its neighbours.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) parent: Id,
    pub(super) first: Id,
    pub(super) next: Id,
    last: Id,
    previous: Id,
    pub(super) data: Data,
}

/// A document.
#[derive(Debug)]
pub(super) struct Tree<'s> {
    /// The markup, without carriage returns.
    pub(super) markup: Cow<'s, str>,
    /// What was decoded.
    pub(super) buffer: String,
    pub(super) names: Names,
    /// The attributes that extraction reads, one element after the other.
    pub(super) attributes: Vec<(Name, Part)>,
    nodes: Vec<Node>,
}

impl<'s> Tree<'s> {
    /// A document of this markup, with nothing in it yet.
    pub(super) fn new(markup: Cow<'s, str>) -> Self {
        let (buffer, names, attributes) = (String::new(), Names::default(), Vec::new());
        let nodes = Vec::with_capacity(markup.len() / NODE_BYTES);
        let mut tree = Self { markup, buffer, names, attributes, nodes };
        tree.add(Data::Other);
        tree
    }

    /// The same document over the same markup, held in another way.
    pub(super) fn over(self, markup: Cow<'_, str>) -> Tree<'_> {
        let Self { buffer, names, attributes, nodes, .. } = self;
        Tree { markup, buffer, names, attributes, nodes }
    }

    /// A node of this tree.
    pub(super) fn node(&self, id: Id) -> &Node {
        &self.nodes[id as usize]
    }

    fn node_mut(&mut self, id: Id) -> &mut Node {
        &mut self.nodes[id as usize]
    }

    /// The text of a text node, `""` for others.
    pub(super) fn text(&self, id: Id) -> &str {
        match self.node(id).data {
            Data::Text(part) => self.part(part),
            _ => "",
        }
    }

    /// A part of the markup or the buffer.
    pub(super) fn part(&self, part: Part) -> &str {
        let (start, end) = (part.start as usize, part.end as usize);
        let found = match start.checked_sub(self.beyond()) {
            Some(start) => self.buffer.get(start..end - self.beyond()),
            None => self.markup.get(start..end),
        };
        found.unwrap_or_default()
    }

    /// Where the buffer starts: one byte lies between, so that no part of the markup touches it.
    pub(super) fn beyond(&self) -> usize {
        self.markup.len() + 1
    }

    /// Writes to the buffer.
    pub(super) fn write(&mut self, text: &str) -> Part {
        let start = self.buffer.len();
        self.buffer.push_str(text);
        self.written(start)
    }

    /// What the buffer holds from `start` on.
    pub(super) fn written(&self, start: usize) -> Part {
        let place = |at: usize| u32::try_from(self.beyond() + at).unwrap_or(u32::MAX);
        Part { start: place(start), end: place(self.buffer.len()) }
    }

    /// The name of an HTML element, `""` for everything else.
    pub(super) fn name(&self, id: Id) -> &str {
        match &self.node(id).data {
            Data::Element(named) if named.vocabulary == Vocabulary::Html => self.names.name(named.tag),
            _ => "",
        }
    }

    /// The name of an element of any vocabulary in lower case, `""` for everything else.
    pub(super) fn local_name(&self, id: Id) -> &str {
        match &self.node(id).data {
            Data::Element(named) => self.names.name(named.tag),
            _ => "",
        }
    }

    /// An attribute of an element.
    pub(super) fn attribute(&self, id: Id, wanted: Name) -> Option<&str> {
        let Data::Element(named) = &self.node(id).data else { return None };
        let mut attributes = self.listed(named.attributes).iter();
        attributes.find(|attribute| attribute.0 == wanted).map(|attribute| self.part(attribute.1))
    }

    /// The attributes of a range.
    pub(super) fn listed(&self, range: Attributes) -> &[(Name, Part)] {
        let first = range.first as usize;
        self.attributes.get(first..first + usize::from(range.count)).unwrap_or_default()
    }

    /// The nodes below `top`, in document order.
    pub(super) fn descendants(&self, top: Id) -> impl Iterator<Item = Id> {
        let after = move |id: Id| {
            let mut at = id;
            while at != top && at != NONE {
                let node = self.node(at);
                if node.next != NONE {
                    return Some(node.next);
                }
                at = node.parent;
            }
            None
        };
        let down = move |id: Id| Some(self.node(id).first).filter(|&first| first != NONE);
        std::iter::successors(down(top), move |&id| down(id).or_else(|| after(id)))
    }

    /// Makes a node that is nowhere yet.
    pub(super) fn add(&mut self, data: Data) -> Id {
        let id = Id::try_from(self.nodes.len()).unwrap_or(NONE);
        self.nodes.push(Node { parent: NONE, first: NONE, next: NONE, last: NONE, previous: NONE, data });
        id
    }

    /// What the tree knows of an element, to be changed. `None` for other nodes.
    pub(super) fn named_mut(&mut self, id: Id) -> Option<&mut Named> {
        match &mut self.node_mut(id).data {
            Data::Element(named) => Some(named),
            _ => None,
        }
    }

    /// Gives an element the attributes of a range that it lacks.
    pub(super) fn merge(&mut self, id: Id, more: Attributes) {
        let Some(Named { attributes: present, .. }) = self.named_mut(id).copied() else { return };
        let mut all = self.listed(present).to_vec();
        for &(name, value) in self.listed(more) {
            if all.iter().all(|attribute| attribute.0 != name) {
                all.push((name, value));
            }
        }
        if all.len() == usize::from(present.count) {
            return;
        }
        let first = u32::try_from(self.attributes.len()).unwrap_or(u32::MAX);
        let count = u8::try_from(all.len()).unwrap_or(u8::MAX);
        self.attributes.extend(all);
        if let Some(named) = self.named_mut(id) {
            named.attributes = Attributes { first, count };
        }
    }

    /// Takes a node out of its parent.
    pub(super) fn detach(&mut self, id: Id) {
        let node = self.node_mut(id);
        let (parent, previous, next) = (node.parent, node.previous, node.next);
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
        if previous != NONE {
            self.node_mut(previous).next = next;
        } else if parent != NONE {
            self.node_mut(parent).first = next;
        }
        if next != NONE {
            self.node_mut(next).previous = previous;
        } else if parent != NONE {
            self.node_mut(parent).last = previous;
        }
    }

    /// Puts `child`, which is nowhere, into `parent` before `next`, or last where that is [`NONE`].
    pub(super) fn insert(&mut self, parent: Id, next: Id, child: Id) {
        let previous = self.before(parent, next);
        let node = self.node_mut(child);
        (node.parent, node.previous, node.next) = (parent, previous, next);
        match previous {
            NONE => self.node_mut(parent).first = child,
            _ => self.node_mut(previous).next = child,
        }
        match next {
            NONE => self.node_mut(parent).last = child,
            _ => self.node_mut(next).previous = child,
        }
    }

    /// Puts text there; it joins the text before it where they touch in the markup or the buffer.
    pub(super) fn insert_text(&mut self, parent: Id, next: Id, text: Part) {
        let previous = self.before(parent, next);
        if previous != NONE
            && let Data::Text(before) = &mut self.node_mut(previous).data
            && before.end == text.start
        {
            before.end = text.end;
            return;
        }
        let id = self.add(Data::Text(text));
        self.insert(parent, next, id);
    }

    fn before(&self, parent: Id, next: Id) -> Id {
        if next == NONE { self.node(parent).last } else { self.node(next).previous }
    }
}
