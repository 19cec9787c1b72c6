//! The list of active formatting elements: those that go on in the next paragraph where their end tag is missing.

use super::{
    super::tree::{Data, Id, Tree},
    tag::Tag,
    tokenizer::Start,
};

/// Longest list. What is opened beyond is an element like others. No page seen lists fifty.
const LONGEST: usize = 512;

/// How many elements with the same name and attributes the list holds ("Noah's Ark": browsers agreed on three).
const ALIKE: usize = 3;

/// An entry of the list.
#[derive(Debug, Clone, Copy)]
pub(super) enum Entry {
    /// The start of a cell, caption or object, out of which formatting does not go on.
    Marker,
    /// An element, the tag it was made from, and a hash of that tag's attributes once it was asked for.
    Element(Id, Start, Option<u64>),
}

impl Entry {
    fn is(&self, wanted: Id) -> bool {
        matches!(self, Self::Element(id, ..) if *id == wanted)
    }
}

/// The list. Elements of the tree are told when they enter and leave it.
#[derive(Debug, Default)]
pub(super) struct Formatting {
    entries: Vec<Entry>,
}

impl Formatting {
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn get(&self, index: usize) -> Option<Entry> {
        self.entries.get(index).copied()
    }

    /// The place of an element.
    pub(super) fn position(&self, tree: &Tree<'_>, id: Id) -> Option<usize> {
        if !is_listed(tree, id) {
            return None;
        }
        self.entries.iter().rposition(|entry| entry.is(id))
    }

    /// The last element of that name after the last marker, and its place.
    pub(super) fn last(&self, tag: Tag) -> Option<(usize, Id, Start)> {
        self.elements().find(|element| element.2.tag == tag)
    }

    /// The elements after the last marker, last first.
    fn elements(&self) -> impl Iterator<Item = (usize, Id, Start)> {
        self.entries.iter().enumerate().rev().map_while(|(index, entry)| match entry {
            Entry::Element(id, start, _) => Some((index, *id, *start)),
            Entry::Marker => None,
        })
    }

    pub(super) fn mark(&mut self) {
        if self.entries.len() < LONGEST {
            self.entries.push(Entry::Marker);
        }
    }

    /// Forgets all up to the last marker, and the marker.
    pub(super) fn clear_to_marker(&mut self, tree: &mut Tree<'_>) {
        while let Some(Entry::Element(id, ..)) = self.entries.pop() {
            list(tree, id, false);
        }
    }

    /// Adds an element.
    pub(super) fn push(&mut self, tree: &mut Tree<'_>, id: Id, start: Start) {
        if self.entries.len() < LONGEST {
            self.entries.push(Entry::Element(id, start, None));
            list(tree, id, true);
        }
    }

    pub(super) fn insert(&mut self, tree: &mut Tree<'_>, index: usize, id: Id, start: Start) {
        self.entries.insert(index.min(self.entries.len()), Entry::Element(id, start, None));
        list(tree, id, true);
    }

    pub(super) fn remove(&mut self, tree: &mut Tree<'_>, index: usize) {
        if let Entry::Element(id, ..) = self.entries.remove(index) {
            list(tree, id, false);
        }
    }

    /// Puts an element in the place of the one it was made from.
    pub(super) fn replace(&mut self, tree: &mut Tree<'_>, index: usize, by: Id) {
        if let Some(Entry::Element(id, ..)) = self.entries.get_mut(index) {
            list(tree, *id, false);
            *id = by;
            list(tree, by, true);
        }
    }

    /// The entries from which on none is open: they are to be opened again.
    pub(super) fn closed(&self, tree: &Tree<'_>) -> usize {
        let goes_on = |entry: &Entry| !matches!(entry, Entry::Element(id, ..) if !is_open(tree, *id));
        self.entries.iter().rposition(goes_on).map_or(0, |index| index + 1)
    }

    /// Makes room for another element like `start`: the earliest of three goes. `hash` is of a tag's attributes.
    pub(super) fn make_room(&mut self, tree: &mut Tree<'_>, start: Start, hash: impl Fn(Start) -> u64) {
        let named = self.elements().filter(|element| element.2.tag == start.tag).count();
        if named < ALIKE {
            return;
        }
        let (wanted, mut alike, mut earliest) = (hash(start), 0, 0);
        for (index, entry) in self.entries.iter_mut().enumerate().rev() {
            let Entry::Element(_, other, known) = entry else { break };
            if other.tag == start.tag && *known.get_or_insert_with(|| hash(*other)) == wanted {
                (alike, earliest) = (alike + 1, index);
            }
        }
        if alike >= ALIKE {
            self.remove(tree, earliest);
        }
    }
}

fn is_listed(tree: &Tree<'_>, id: Id) -> bool {
    matches!(&tree.node(id).data, Data::Element(named) if named.listed)
}

/// Whether an element is open.
pub(super) fn is_open(tree: &Tree<'_>, id: Id) -> bool {
    matches!(&tree.node(id).data, Data::Element(named) if named.open)
}

fn list(tree: &mut Tree<'_>, id: Id, listed: bool) {
    if let Some(named) = tree.named_mut(id) {
        named.listed = listed;
    }
}
