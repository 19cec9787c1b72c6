//! The blocks in memory: a list, looked up by a hash of site and key, and sorted where it stands when it is written out.

use std::{
    hash::{BuildHasher, RandomState},
    mem::size_of,
};

use crate::census::{Key, Seen, Zone};

use super::{
    index::Index,
    texts::{Place, Texts},
};

/// 2^64 divided by the golden ratio: multiplying by it spreads neighbours far apart.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
/// Bytes of a block with its sample and its part of the index, as most are.
const USUAL_BYTES: usize = 96;
/// Blocks that room is made for at first: 128 MiB.
const MOST_RESERVED: usize = 1 << 22;

/// A block of a site.
pub(super) struct Block {
    pub(super) site: u32,
    pub(super) key: Key,
    pub(super) seen: Seen,
    pub(super) sample: Place,
}

/// Blocks and their counts.
pub(super) struct Blocks {
    list: Vec<Block>,
    index: Index,
    /// The most that there have been: their bytes are still there.
    most: usize,
    reserve: usize,
    /// Keys are as somebody's pages will have them, so where they go must not be foreseen. What is written does not depend on it.
    seed: u64,
}

impl Blocks {
    /// None, in no memory. With the first comes room for as many as fill so many bytes: what is not used of it costs nothing,
    /// but lists that move as they grow leave holes.
    pub(super) fn new(bytes: usize) -> Self {
        let reserve = (bytes / USUAL_BYTES).min(MOST_RESERVED);
        Self { list: Vec::new(), index: Index::default(), most: 0, reserve, seed: RandomState::new().hash_one(SPREAD) }
    }

    /// Counts a block on a page, whose sample may be added to `texts`. `None` where they are full.
    pub(super) fn add(&mut self, site: u32, key: Key, zone: Zone, sample: &str, texts: &mut Texts) -> Option<()> {
        let seed = self.seed;
        self.index.make_room(self.list.iter().map(|block| hash(block.site, block.key, seed)));
        let is_it = |number: usize| self.list[number].key == key && self.list[number].site == site;
        match self.index.find(hash(site, key, seed), is_it) {
            Ok(number) => self.list[number].add(zone, sample, texts),
            Err(place) => {
                u32::try_from(self.list.len() + 1).ok()?;
                let sample = texts.add(sample)?;
                self.index.insert(place);
                if self.list.is_empty() {
                    self.list.reserve(self.reserve);
                }
                self.list.push(Block { site, key, seen: Seen::once(zone), sample });
                self.most = self.most.max(self.list.len());
                Some(())
            }
        }
    }

    /// The blocks in the order of their sites, by the ranks of these, and of their keys. The ranks take the place of the sites'
    /// numbers, and nothing can be added before all is forgotten.
    pub(super) fn sorted(&mut self, ranks: &[u32]) -> &[Block] {
        for block in &mut self.list {
            block.site = ranks[block.site as usize];
        }
        self.list.sort_unstable_by_key(|block| (block.site, block.key));
        &self.list
    }

    /// Forgets the blocks and keeps their memory.
    pub(super) fn clear(&mut self) {
        self.list.clear();
        self.index.clear();
    }

    /// Bytes of the blocks that are there.
    pub(super) fn used(&self) -> usize {
        self.list.len() * size_of::<Block>()
    }

    /// Bytes that have been taken.
    pub(super) fn resident(&self) -> usize {
        self.most * size_of::<Block>() + self.index.resident()
    }

    /// Bytes that the next block adds to them.
    pub(super) fn needs(&self) -> usize {
        let list = if self.list.len() < self.most { 0 } else { size_of::<Block>() };
        list + self.index.needs()
    }
}

impl Block {
    /// Counts a page. Of the samples the least is kept, so that the order of pages does not matter.
    fn add(&mut self, zone: Zone, sample: &str, texts: &mut Texts) -> Option<()> {
        if sample.as_bytes() < texts.get(self.sample) {
            self.sample = texts.add(sample)?;
        }
        self.seen = self.seen.and(Seen::once(zone));
        Some(())
    }
}

fn hash(site: u32, key: Key, seed: u64) -> u64 {
    let mixed = key.0 ^ u64::from(site).wrapping_mul(SPREAD) ^ seed;
    let product = u128::from(mixed) * u128::from(SPREAD);
    (product >> 64) as u64 ^ product as u64
}
