//! Formatting that overlaps other elements: opening it again in the next block, and the adoption agency, by which
//! `<b><p>x</b>y</p>` makes two elements of one.

use super::{
    super::tree::{Id, NONE, Vocabulary},
    builder::Builder,
    formatting::{Entry, is_open},
    gate::DEPTH,
    set::{self, Named as _, Scope},
    stack::Open,
    tag::Tag,
    tokenizer::Start,
};

/// How often one end tag is dealt with (the HTML standard).
const ROUNDS: usize = 8;

/// How many formatting elements between the ends of an overlap are kept (the HTML standard).
const INNER: usize = 3;

/// Bytes of markup for each element that is made without a tag of its own, and how many are free. Where formatting overlaps
/// it multiplies; real pages stay far below, so whoever reaches this gets no more of it.
const BYTES_PER_COPY: usize = 4;
const FREE_COPIES: usize = 1 << 14;

/// Where an element goes in the list of formatting elements.
enum Bookmark {
    Replace,
    After(Id),
}

impl Builder<'_> {
    /// Whether as many elements were made without a tag as the markup allows.
    fn is_spent(&self) -> bool {
        self.copies > FREE_COPIES + self.tokenizer.read() / BYTES_PER_COPY
    }

    /// Opens formatting elements again that end tags of blocks have closed.
    pub(super) fn reconstruct(&mut self) {
        match self.formatting.len().checked_sub(1).and_then(|last| self.formatting.get(last)) {
            Some(Entry::Element(id, ..)) if !is_open(&self.tree, id) => {}
            _ => return,
        }
        if self.is_spent() {
            return;
        }
        for index in self.formatting.closed(&self.tree)..self.formatting.len() {
            let Some(Entry::Element(_, start, _)) = self.formatting.get(index) else { return };
            if self.stack.len() >= DEPTH {
                return;
            }
            let id = self.open(start);
            self.formatting.replace(&mut self.tree, index, id);
            self.copies += 1;
        }
    }

    /// The start of a formatting element.
    pub(super) fn start_formatting(&mut self, start: Start) {
        if start.tag == Tag::A {
            self.close_link();
        }
        self.reconstruct();
        if start.tag == Tag::NOBR && self.stack.has_in(Scope::Default, Tag::NOBR) {
            self.adopt(Tag::NOBR);
            self.reconstruct();
        }
        let Self { formatting, tree, tokenizer, .. } = self;
        formatting.make_room(tree, start, |start| tokenizer.hash(start));
        let id = self.open(start);
        self.formatting.push(&mut self.tree, id, start);
    }

    /// Links do not nest.
    fn close_link(&mut self) {
        let Some((_, link, _)) = self.formatting.last(Tag::A) else { return };
        self.adopt(Tag::A);
        if let Some(index) = self.formatting.position(&self.tree, link) {
            self.formatting.remove(&mut self.tree, index);
        }
        if is_open(&self.tree, link)
            && let Some(index) = self.stack.position(link)
        {
            self.stack.remove(&mut self.tree, index);
        }
    }

    /// The end of a formatting element. Whether there was one to end.
    pub(super) fn adopt(&mut self, tag: Tag) -> bool {
        let current = self.stack.current();
        if current.html() == tag && self.formatting.position(&self.tree, current.id).is_none() {
            self.pop();
            return true;
        }
        for _ in 0..ROUNDS {
            if self.is_spent() {
                return self.end_other(tag);
            }
            let Some((entry, id, start)) = self.formatting.last(tag) else { return self.end_other(tag) };
            let open = if is_open(&self.tree, id) { self.stack.position(id) } else { None };
            let Some(index) = open else {
                self.formatting.remove(&mut self.tree, entry);
                return false;
            };
            if !self.stack.finds(Scope::Default, |open| open.id == id) {
                return false;
            }
            let Some(block) = (index..self.stack.len()).find(|&at| set::is_special(self.stack.at(at).html())) else {
                self.stack.truncate(&mut self.tree, index);
                self.formatting.remove(&mut self.tree, entry);
                return true;
            };
            self.adopt_once((index, id, start), block);
        }
        true
    }

    /// One round: what overlaps `block` ends before it, and a copy of it starts in it.
    fn adopt_once(&mut self, (index, id, start): (usize, Id, Start), block: usize) {
        let furthest = self.stack.at(block);
        let ancestor = self.stack.at(index.saturating_sub(1));
        let (last, bookmark) = self.adopt_inner(index, block, furthest.id);
        self.tree.detach(last);
        let (parent, next) = self.place(ancestor);
        self.tree.insert(parent, next, last);
        let copy = self.copy(start);
        self.move_children(furthest.id, copy.id);
        self.tree.insert(furthest.id, NONE, copy.id);
        self.enlist(bookmark, (id, start), copy.id);
        if let Some(index) = self.stack.position(id) {
            self.stack.remove(&mut self.tree, index);
        }
        if let Some(index) = self.stack.position(furthest.id) {
            self.stack.insert(&mut self.tree, index + 1, copy);
        }
    }

    /// Puts what was moved into copies of the formatting elements between. Gives the outermost, and the place for the list.
    fn adopt_inner(&mut self, index: usize, block: usize, furthest: Id) -> (Id, Bookmark) {
        let (mut last, mut bookmark) = (furthest, Bookmark::Replace);
        for (count, at) in (index + 1..block).rev().enumerate() {
            let node = self.stack.at(at);
            let listed = self.formatting.position(&self.tree, node.id);
            let entry = listed.and_then(|entry| Some((entry, self.formatting.get(entry)?)));
            let Some((entry, Entry::Element(_, start, _))) = entry.filter(|_| count < INNER) else {
                if let Some(entry) = listed {
                    self.formatting.remove(&mut self.tree, entry);
                }
                self.stack.remove(&mut self.tree, at);
                continue;
            };
            let copy = self.copy(start).id;
            self.stack.replace(&mut self.tree, at, copy);
            self.formatting.replace(&mut self.tree, entry, copy);
            if last == furthest {
                bookmark = Bookmark::After(copy);
            }
            self.tree.detach(last);
            self.tree.insert(copy, NONE, last);
            last = copy;
        }
        (last, bookmark)
    }

    fn copy(&mut self, start: Start) -> Open {
        self.copies += 1;
        self.create(start, Vocabulary::Html)
    }

    fn move_children(&mut self, from: Id, to: Id) {
        let mut child = self.tree.node(from).first;
        while child != NONE {
            let next = self.tree.node(child).next;
            self.tree.detach(child);
            self.tree.insert(to, NONE, child);
            child = next;
        }
    }

    /// Puts the copy into the list in the place of the element.
    fn enlist(&mut self, bookmark: Bookmark, (id, start): (Id, Start), copy: Id) {
        let Some(old) = self.formatting.position(&self.tree, id) else { return };
        let after = match bookmark {
            Bookmark::Replace => None,
            Bookmark::After(previous) => self.formatting.position(&self.tree, previous),
        };
        match after {
            None => self.formatting.replace(&mut self.tree, old, copy),
            Some(previous) => {
                self.formatting.insert(&mut self.tree, previous + 1, copy, start);
                self.formatting.remove(&mut self.tree, old);
            }
        }
    }
}
