//! The open elements, innermost last, with a count by name, so that the search for one that is not open costs nothing.

use super::{
    super::tree::{Id, ROOT, Tree, Vocabulary},
    set::{Named, Scope},
    tag::Tag,
};

/// An open element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    pub(super) id: Id,
    tag: Tag,
    vocabulary: Vocabulary,
    /// Whether it is an `<annotation-xml>` that says it holds HTML.
    pub(super) annotates: bool,
}

impl Open {
    pub(super) fn new(id: Id, tag: Tag, vocabulary: Vocabulary) -> Self {
        Self { id, tag, vocabulary, annotates: false }
    }
}

impl Named for Open {
    fn tag(&self) -> Tag {
        self.tag
    }

    fn vocabulary(&self) -> Vocabulary {
        self.vocabulary
    }
}

/// The open elements. Those of the tree are told when they open and close.
#[derive(Debug)]
pub(super) struct Stack {
    open: Vec<Open>,
    /// How many HTML elements of each known name are open; names without a number share the last place.
    counts: [u32; Tag::KNOWN + 1],
}

impl Stack {
    pub(super) fn new() -> Self {
        Self { open: Vec::new(), counts: [0; Tag::KNOWN + 1] }
    }

    /// The innermost element. The document where none is open.
    pub(super) fn current(&self) -> Open {
        self.open.last().copied().unwrap_or(Open::new(ROOT, Tag::NONE, Vocabulary::Html))
    }

    pub(super) fn len(&self) -> usize {
        self.open.len()
    }

    /// The element at that place from the root; the innermost where there are fewer.
    pub(super) fn at(&self, index: usize) -> Open {
        self.open.get(index).copied().unwrap_or_else(|| self.current())
    }

    /// The elements from the root on.
    pub(super) fn iter(&self) -> std::slice::Iter<'_, Open> {
        self.open.iter()
    }

    /// The place of a node.
    pub(super) fn position(&self, id: Id) -> Option<usize> {
        self.open.iter().rposition(|open| open.id == id)
    }

    /// Whether an HTML element of this name may be open; for known names, whether it is.
    pub(super) fn has(&self, tag: Tag) -> bool {
        self.counts[tag.index().min(Tag::KNOWN)] > 0
    }

    /// Whether an HTML element of this name is open in a scope.
    pub(super) fn has_in(&self, scope: Scope, tag: Tag) -> bool {
        self.has(tag) && self.finds(scope, |open| open.html() == tag)
    }

    /// Whether there is such an element in a scope.
    pub(super) fn finds(&self, scope: Scope, is_wanted: impl Fn(&Open) -> bool) -> bool {
        let mut inner = self.open.iter().rev();
        inner.find_map(|open| if is_wanted(open) { Some(true) } else { scope.ends_at(open).then_some(false) })
            == Some(true)
    }

    fn count(&mut self, open: &Open) -> &mut u32 {
        &mut self.counts[open.html().index().min(Tag::KNOWN)]
    }

    pub(super) fn push(&mut self, tree: &mut Tree<'_>, open: Open) {
        self.insert(tree, self.open.len(), open);
    }

    pub(super) fn insert(&mut self, tree: &mut Tree<'_>, index: usize, open: Open) {
        self.open.insert(index, open);
        *self.count(&open) += 1;
        mark(tree, open.id, true);
    }

    pub(super) fn pop(&mut self, tree: &mut Tree<'_>) -> Option<Open> {
        let open = self.open.pop()?;
        *self.count(&open) -= 1;
        mark(tree, open.id, false);
        Some(open)
    }

    pub(super) fn remove(&mut self, tree: &mut Tree<'_>, index: usize) {
        let open = self.open.remove(index);
        *self.count(&open) -= 1;
        mark(tree, open.id, false);
    }

    /// Puts another element of the same name in the place of one.
    pub(super) fn replace(&mut self, tree: &mut Tree<'_>, index: usize, id: Id) {
        if let Some(open) = self.open.get_mut(index) {
            mark(tree, open.id, false);
            open.id = id;
            mark(tree, id, true);
        }
    }

    /// Closes all but the `length` outermost elements.
    pub(super) fn truncate(&mut self, tree: &mut Tree<'_>, length: usize) {
        while self.open.len() > length {
            self.pop(tree);
        }
    }

    /// Closes elements while the innermost is one of these.
    pub(super) fn close_while(&mut self, tree: &mut Tree<'_>, is_one: impl Fn(Tag) -> bool) {
        while self.open.last().is_some_and(|open| is_one(open.html())) {
            self.pop(tree);
        }
    }

    /// Closes elements until one of these is closed.
    pub(super) fn close_until(&mut self, tree: &mut Tree<'_>, is_one: impl Fn(Tag) -> bool) {
        while let Some(open) = self.pop(tree) {
            if is_one(open.html()) {
                break;
            }
        }
    }
}

fn mark(tree: &mut Tree<'_>, id: Id, open: bool) {
    if let Some(named) = tree.named_mut(id) {
        named.open = open;
    }
}
