//! The counts that are in memory: a table of blocks, looked up by a hash of site and key, and sorted where it stands when it is written out.

use std::{
    hash::{BuildHasher, RandomState},
    io::{self, Write},
    mem::size_of,
};

use crate::census::{Key, Seen, Zone};

use super::{
    names::Names,
    samples::{Place, Samples},
    writer::Writer,
};

/// Places of the index at first.
const FIRST_INDEX: usize = 1 << 10;
/// 2^64 divided by the golden ratio: multiplying by it spreads neighbours far apart.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// A block of a site.
struct Slot {
    key: Key,
    site: u32,
    seen: Seen,
    sample: Place,
}

/// What has been counted since the last run was written.
pub(super) struct Memory {
    names: Names,
    slots: Vec<Slot>,
    /// A slot's number plus one, near where its hash says; 0 is free.
    index: Vec<u32>,
    samples: Samples,
    seed: u64,
}

impl Memory {
    pub(super) fn new() -> Self {
        Self {
            names: Names::default(),
            slots: Vec::new(),
            index: vec![0; FIRST_INDEX],
            samples: Samples::default(),
            // Keys are as somebody's pages will have them, so where they go must not be foreseen. What is written does not depend on it.
            seed: RandomState::new().hash_one(SPREAD),
        }
    }

    /// The number of a site, until the next run is written.
    pub(super) fn site(&mut self, name: &str) -> u32 {
        self.names.number(name)
    }

    /// Counts a page of a site.
    pub(super) fn add_page(&mut self, site: u32) {
        self.names.add_page(site);
    }

    /// Bytes that are taken, and will be when one more block comes.
    pub(super) fn bytes(&self) -> usize {
        let index = if self.is_crowded() { 2 * self.index.len() } else { self.index.len() };
        (self.slots.len() + 1) * size_of::<Slot>()
            + index * size_of::<u32>()
            + self.samples.bytes()
            + self.names.bytes()
    }

    /// Whether nothing has been counted.
    pub(super) fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Counts a block on a page of a site. `false` where not even the numbers of slots suffice.
    pub(super) fn add(&mut self, site: u32, key: Key, zone: Zone, sample: &str) -> bool {
        if self.is_crowded() {
            self.grow();
        }
        let place = self.find(site, key);
        match self.index[place].checked_sub(1) {
            Some(number) => self.add_to(number as usize, zone, sample),
            None => self.add_new(place, site, key, zone, sample),
        }
    }

    fn add_new(&mut self, place: usize, site: u32, key: Key, zone: Zone, sample: &str) -> bool {
        let Ok(number) = u32::try_from(self.slots.len() + 1) else { return false };
        let Some(sample) = self.samples.add(sample) else { return false };
        self.slots.push(Slot { key, site, seen: Seen::once(zone), sample });
        self.index[place] = number;
        true
    }

    /// Of the samples the least is kept, so that the order of pages does not matter.
    fn add_to(&mut self, number: usize, zone: Zone, sample: &str) -> bool {
        let slot = &mut self.slots[number];
        if sample.as_bytes() < self.samples.get(slot.sample) {
            let Some(place) = self.samples.add(sample) else { return false };
            slot.sample = place;
        }
        slot.seen = slot.seen.and(Seen::once(zone));
        true
    }

    /// The place of a block in the index, or the free one where it belongs.
    fn find(&self, site: u32, key: Key) -> usize {
        let mask = self.index.len() - 1;
        let mixed = key.0 ^ u64::from(site).wrapping_mul(SPREAD) ^ self.seed;
        let product = u128::from(mixed) * u128::from(SPREAD | 1);
        let mut place = ((product >> 64) as u64 ^ product as u64) as usize & mask;
        loop {
            match self.index[place].checked_sub(1).map(|number| &self.slots[number as usize]) {
                Some(slot) if slot.key != key || slot.site != site => place = (place + 1) & mask,
                _ => return place,
            }
        }
    }

    /// Whether three quarters of the index are taken.
    fn is_crowded(&self) -> bool {
        4 * self.slots.len() >= 3 * self.index.len()
    }

    fn grow(&mut self) {
        let places = 2 * self.index.len();
        // The old one goes before the new one comes.
        self.index = Vec::new();
        self.index = vec![0; places];
        for (number, slot) in (1..).zip(&self.slots) {
            let place = self.find(slot.site, slot.key);
            self.index[place] = number;
        }
    }

    /// Writes everything in order.
    pub(super) fn write<W: Write>(mut self, writer: &mut Writer<W>) -> io::Result<()> {
        self.index = Vec::new();
        let (sites, ranks) = self.names.sorted();
        for slot in &mut self.slots {
            slot.site = ranks[slot.site as usize];
        }
        self.slots.sort_unstable_by_key(|slot| (slot.site, slot.key));
        let mut slots = self.slots.iter().peekable();
        for (rank, (name, pages)) in (0..).zip(&sites) {
            writer.site(name, *pages)?;
            while let Some(slot) = slots.next_if(|slot| slot.site == rank) {
                writer.block(slot.key, slot.seen, self.samples.get(slot.sample))?;
            }
        }
        Ok(())
    }
}
