//! The sites in memory: a number for each name, and its pages.

use std::{
    hash::{BuildHasher, RandomState},
    mem::size_of,
};

use super::{
    index::Index,
    texts::{Place, Texts},
};

/// Bytes of a site: in the list, and in the two lists of [`Sites::sorted`].
const SITE_BYTES: usize = size_of::<Site>() + 2 * size_of::<u32>();

struct Site {
    name: Place,
    hash: u32,
    pages: u32,
}

/// Names and their pages.
#[derive(Default)]
pub(super) struct Sites {
    list: Vec<Site>,
    index: Index,
    /// With a random seed: names come from anybody's links.
    state: RandomState,
    /// The most that there have been: their bytes are still there.
    most: usize,
}

impl Sites {
    /// The number of a site, whose name may be added to `texts`. `None` where they are full.
    pub(super) fn number(&mut self, name: &str, texts: &mut Texts) -> Option<u32> {
        self.index.make_room(self.list.iter().map(|site| u64::from(site.hash)));
        let hash = self.state.hash_one(name) as u32;
        let is_it = |number: usize| {
            let site = &self.list[number];
            site.hash == hash && texts.get(site.name) == name.as_bytes()
        };
        let place = match self.index.find(u64::from(hash), is_it) {
            Ok(number) => return u32::try_from(number).ok(),
            Err(place) => place,
        };
        let number = u32::try_from(self.list.len()).ok()?;
        let name = texts.add(name)?;
        self.index.insert(place);
        self.list.push(Site { name, hash, pages: 0 });
        self.most = self.most.max(self.list.len());
        Some(number)
    }

    /// Counts a page of a site.
    pub(super) fn add_page(&mut self, number: u32) {
        if let Some(site) = self.list.get_mut(number as usize) {
            site.pages = site.pages.saturating_add(1);
        }
    }

    /// The name of a site, and its pages.
    pub(super) fn get<'t>(&self, number: u32, texts: &'t Texts) -> (&'t str, u32) {
        let site = self.list.get(number as usize);
        let name = site.and_then(|site| std::str::from_utf8(texts.get(site.name)).ok());
        (name.unwrap_or_default(), site.map_or(0, |site| site.pages))
    }

    /// The numbers of the sites in the order of their names, and the place of each in that order by its number.
    pub(super) fn sorted(&self, texts: &Texts) -> (Vec<u32>, Vec<u32>) {
        let mut order: Vec<u32> = (0..).take(self.list.len()).collect();
        order.sort_unstable_by_key(|number| texts.get(self.list[*number as usize].name));
        let mut ranks = vec![0; order.len()];
        for (rank, number) in (0..).zip(&order) {
            ranks[*number as usize] = rank;
        }
        (order, ranks)
    }

    /// Forgets the sites and keeps their memory.
    pub(super) fn clear(&mut self) {
        self.list.clear();
        self.index.clear();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Bytes of the sites that are there.
    pub(super) fn used(&self) -> usize {
        self.list.len() * SITE_BYTES
    }

    /// Bytes that have been taken.
    pub(super) fn resident(&self) -> usize {
        self.most * SITE_BYTES + self.index.resident()
    }

    /// Bytes that the next site adds to them.
    pub(super) fn needs(&self) -> usize {
        let list = if self.list.len() < self.most { 0 } else { SITE_BYTES };
        list + self.index.needs()
    }
}
