//! The document as a flat vector of nodes, filled by html5ever's tree builder. Nothing is reference counted and nothing
//! recurses, so a hostile page costs what an honest page of its size costs.

use std::{
    borrow::Cow,
    cell::{Cell, Ref, RefCell},
};

use html5ever::{
    Attribute, QualName,
    interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink},
    local_name, ns,
    tendril::StrTendril,
};

use super::attribute::{self, Name};

/// The place of a node in the vector.
pub(super) type Id = u32;

/// No node.
pub(super) const NONE: Id = Id::MAX;

/// The document node.
pub(super) const ROOT: Id = 0;

/// The one node that stands for all comments and instructions; it is in no list of children.
const IGNORED: Id = 1;

/// The type of scripts of JSON-LD; parameters may follow.
const JSON_LD: &str = "application/ld+json";

/// What a node is.
#[derive(Debug)]
pub(super) enum Data {
    /// The document, or what is ignored.
    Other,
    /// An element with the attributes that extraction reads.
    Element(QualName, Vec<(Name, StrTendril)>),
    /// Text, as a range of [`Tree::text`].
    Text(u32, u32),
}

/// One node and its neighbours.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) parent: Id,
    pub(super) first: Id,
    pub(super) next: Id,
    last: Id,
    previous: Id,
    depth: u32,
    pub(super) data: Data,
}

/// A document.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    text: String,
}

impl Tree {
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
            Data::Text(start, end) => self.text.get(start as usize..end as usize).unwrap_or_default(),
            _ => "",
        }
    }

    /// The name of an HTML element, `""` for everything else.
    pub(super) fn name(&self, id: Id) -> &str {
        match &self.node(id).data {
            Data::Element(name, _) if name.ns == ns!(html) => &name.local,
            _ => "",
        }
    }

    /// The name of an element of any vocabulary, `""` for everything else.
    pub(super) fn local_name(&self, id: Id) -> &str {
        match &self.node(id).data {
            Data::Element(name, _) => &name.local,
            _ => "",
        }
    }

    /// An attribute of an element.
    pub(super) fn attribute(&self, id: Id, wanted: Name) -> Option<&str> {
        let Data::Element(_, attributes) = &self.node(id).data else { return None };
        attributes.iter().find(|attribute| attribute.0 == wanted).map(|attribute| &*attribute.1)
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

    fn add(&mut self, data: Data) -> Id {
        let id = Id::try_from(self.nodes.len()).unwrap_or(NONE);
        self.nodes.push(Node { parent: NONE, first: NONE, next: NONE, last: NONE, previous: NONE, depth: 0, data });
        id
    }

    fn detach(&mut self, id: Id) {
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

    /// Puts `child` into `parent` before `next`, or last where that is [`NONE`].
    fn insert(&mut self, parent: Id, next: Id, child: Id) {
        self.detach(child);
        let previous = if next == NONE { self.node(parent).last } else { self.node(next).previous };
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

    /// Puts text there; it joins the text before it where that was the last text written.
    fn insert_text(&mut self, parent: Id, next: Id, text: &str) {
        let offset = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let start = offset(self.text.len());
        self.text.push_str(text);
        let end = offset(self.text.len());
        let previous = if next == NONE { self.node(parent).last } else { self.node(next).previous };
        if previous != NONE
            && let Data::Text(_, stop) = &mut self.node_mut(previous).data
            && *stop == start
        {
            *stop = end;
            return;
        }
        let id = self.add(Data::Text(start, end));
        self.insert(parent, next, id);
    }
}

/// Builds a [`Tree`], and measures what the building costs.
#[derive(Debug)]
pub(super) struct Builder {
    tree: RefCell<Tree>,
    depth: Cell<u32>,
    work: Cell<u64>,
}

impl Builder {
    pub(super) fn new() -> Self {
        let mut tree = Tree::default();
        tree.add(Data::Other);
        tree.add(Data::Other);
        Self { tree: RefCell::new(tree), depth: Cell::new(0), work: Cell::new(0) }
    }

    /// How deep the last insertion was, in elements. Some end tags do not tell, so it may be too deep until the next one.
    pub(super) fn depth(&self) -> u32 {
        self.depth.get()
    }

    /// How many nodes were looked at or moved so far.
    pub(super) fn work(&self) -> u64 {
        self.work.get()
    }

    /// How many nodes there are.
    pub(super) fn nodes(&self) -> usize {
        self.tree.borrow().nodes.len()
    }

    fn count(&self, steps: u64) {
        self.work.set(self.work.get() + steps);
    }

    fn place(&self, parent: Id, next: Id, below: u32, child: NodeOrText<Id>) {
        let mut tree = self.tree.borrow_mut();
        match child {
            NodeOrText::AppendNode(IGNORED) => {}
            NodeOrText::AppendNode(id) => {
                tree.insert(parent, next, id);
                tree.node_mut(id).depth = below + 1;
                self.depth.set(below + 1);
            }
            NodeOrText::AppendText(text) => {
                self.depth.set(below);
                let kept = match tree.local_name(parent) {
                    "script" => is_data(tree.attribute(parent, Name::Type)),
                    name => name != "style",
                };
                if kept {
                    tree.insert_text(parent, next, &text);
                }
            }
        }
    }
}

/// Whether a script is no program, but data that says what the page is.
fn is_data(kind: Option<&str>) -> bool {
    kind.is_some_and(|kind| kind.trim().get(..JSON_LD.len()).is_some_and(|start| start.eq_ignore_ascii_case(JSON_LD)))
}

impl TreeSink for Builder {
    type Handle = Id;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Ref<'a, QualName> {
        self.count(1);
        const UNNAMED: &QualName = &QualName { prefix: None, ns: ns!(), local: local_name!("") };
        Ref::map(self.tree.borrow(), |tree| match &tree.node(*target).data {
            Data::Element(name, _) => name,
            _ => UNNAMED,
        })
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _flags: ElementFlags) -> Id {
        self.count(1);
        self.tree.borrow_mut().add(Data::Element(name, attribute::kept(attrs)))
    }

    fn create_comment(&self, _text: StrTendril) -> Id {
        IGNORED
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Id {
        IGNORED
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        let depth = self.tree.borrow().node(*parent).depth;
        self.place(*parent, NONE, depth, child);
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        if self.tree.borrow().node(*element).parent == NONE {
            self.append(previous, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let (parent, depth) = {
            let tree = self.tree.borrow();
            let node = tree.node(*sibling);
            (node.parent, node.depth)
        };
        // On the builder's stack it lies below the sibling, so it is counted as if it did in the tree.
        if parent != NONE {
            self.place(parent, *sibling, depth, child);
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    fn pop(&self, node: &Id) {
        self.depth.set(self.tree.borrow().node(*node).depth.saturating_sub(1));
    }

    /// Templates are never shown, so their content stays below them.
    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, one: &Id, other: &Id) -> bool {
        self.count(1);
        one == other
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &Id, attrs: Vec<Attribute>) {
        if let Data::Element(_, present) = &mut self.tree.borrow_mut().node_mut(*target).data {
            for (name, value) in attribute::kept(attrs) {
                if !present.iter().any(|attribute| attribute.0 == name) {
                    present.push((name, value));
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.tree.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        let mut tree = self.tree.borrow_mut();
        let mut child = tree.node(*node).first;
        while child != NONE {
            let next = tree.node(child).next;
            tree.insert(*new_parent, NONE, child);
            self.count(1);
            child = next;
        }
    }
}
