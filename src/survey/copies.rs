//! Which pages have been counted, so that copies are not: a mark of each in memory, as long as there is room.

use std::{collections::HashSet, mem::size_of};

use xxhash_rust::xxh3::xxh3_64_with_seed;

/// Bytes of a mark in the set, with the byte that the set notes beside it.
const MARK_BYTES: usize = size_of::<u64>() + 1;

/// What a page is to those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Met {
    /// Unlike all of its site.
    New,
    /// The same as one of them.
    Copy,
    /// Unlike those that have a mark; it has none itself.
    Unchecked,
}

/// The marks of pages.
pub(super) struct Copies {
    /// With a random seed: the marks are as somebody's pages will have them.
    marks: HashSet<u64>,
    room: usize,
}

impl Copies {
    /// Marks in so many bytes.
    pub(super) fn new(room: usize) -> Self {
        Self { marks: HashSet::new(), room }
    }

    /// Takes a page of a site.
    pub(super) fn take(&mut self, site: &str, fingerprint: u64) -> Met {
        let mark = xxh3_64_with_seed(site.as_bytes(), fingerprint);
        if self.marks.contains(&mark) {
            return Met::Copy;
        }
        let is_full = self.marks.len() == self.marks.capacity();
        // While the set grows, the old one and the new one of twice the size are there.
        if is_full && 3 * self.bytes() > self.room {
            return Met::Unchecked;
        }
        self.marks.insert(mark);
        Met::New
    }

    /// Bytes of the set: of eight places, it takes seven.
    fn bytes(&self) -> usize {
        self.marks.capacity() / 7 * 8 * MARK_BYTES
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_found_while_there_is_room() {
        let mut copies = Copies::new(10_000);
        assert_eq!((copies.take("a", 1), copies.take("a", 1), copies.take("b", 1)), (Met::New, Met::Copy, Met::New));
        let met: Vec<Met> = (2..5000).map(|page| copies.take("a", page)).collect();
        assert_eq!((met[0], met[4997]), (Met::New, Met::Unchecked));
        assert_eq!((copies.take("a", 2), copies.take("a", 4999)), (Met::Copy, Met::Unchecked));
        assert!(copies.bytes() <= 10_000 && copies.marks.len() > 300);
    }
}
