//! A hash table over a list: the number of each entry stands near where its hash says.

use std::mem::size_of;

/// Places at first.
const FIRST: usize = 1 << 8;

/// Numbers of entries, from 0, in the order in which they came into their list.
#[derive(Default)]
pub(super) struct Index {
    /// A number plus one; 0 is free. As many as a power of two.
    places: Vec<u32>,
    taken: usize,
}

impl Index {
    /// The number of the entry with such a hash that is the one; otherwise the place where it belongs, for [`Self::insert`].
    pub(super) fn find(&self, hash: u64, is_it: impl Fn(usize) -> bool) -> Result<usize, usize> {
        let mask = self.places.len() - 1;
        let mut place = hash as usize & mask;
        loop {
            match self.places[place].checked_sub(1) {
                Some(number) if is_it(number as usize) => return Ok(number as usize),
                Some(_) => place = (place + 1) & mask,
                None => return Err(place),
            }
        }
    }

    /// Notes the next entry at its place.
    pub(super) fn insert(&mut self, place: usize) {
        self.taken += 1;
        self.places[place] = u32::try_from(self.taken).unwrap_or(u32::MAX);
    }

    /// Makes room for the next entry, given the hashes of those that are there. To be called before a search.
    pub(super) fn make_room(&mut self, hashes: impl Iterator<Item = u64>) {
        if !self.is_crowded() {
            return;
        }
        let more = self.more();
        // The old one goes before the new one comes.
        *self = Self::default();
        self.places = vec![0; more];
        for hash in hashes {
            if let Err(place) = self.find(hash, |_| false) {
                self.insert(place);
            }
        }
    }

    /// Whether three quarters of the places are taken.
    fn is_crowded(&self) -> bool {
        4 * self.taken >= 3 * self.places.len()
    }

    fn more(&self) -> usize {
        (2 * self.places.len()).max(FIRST)
    }

    /// Forgets the entries and keeps the places.
    pub(super) fn clear(&mut self) {
        self.places.fill(0);
        self.taken = 0;
    }

    /// Bytes of all places.
    pub(super) fn resident(&self) -> usize {
        self.places.len() * size_of::<u32>()
    }

    /// Bytes that the next entry adds to them.
    pub(super) fn needs(&self) -> usize {
        if self.is_crowded() { (self.more() - self.places.len()) * size_of::<u32>() } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_found_whatever_their_hashes() {
        for hash in [|entry: u64| entry.wrapping_mul(0x9e37_79b9_7f4a_7c15), |entry| entry, |_| 7, |_| u64::MAX] {
            let (mut index, mut list) = (Index::default(), Vec::new());
            for entry in (0..1000).chain(0..1000) {
                index.make_room(list.iter().map(|entry| hash(*entry)));
                match index.find(hash(entry), |number| list[number] == entry) {
                    Ok(number) => assert_eq!((number as u64, list.len()), (entry, 1000)),
                    Err(place) => {
                        index.insert(place);
                        list.push(entry);
                    }
                }
            }
            assert_eq!((index.resident(), index.needs()), (8192, 0));
            index.clear();
            assert!(index.find(hash(1), |_| true).is_err());
        }
    }
}
