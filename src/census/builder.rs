//! Makes a census from counts, within a bound of memory.

use std::mem::size_of;

use super::{
    floor::Floor,
    key::Key,
    seen::Seen,
    table::{Block, Census, Site, name_hash},
};

/// Takes sites, each followed by its blocks, and holds those on most pages.
///
/// ```
/// use polyscrub::census::{Builder, Key, Seen, Zone};
///
/// let key = Key::of("Share on Facebook").ok_or("no letters")?;
/// let mut builder = Builder::default();
/// builder.site("news.example", 40);
/// builder.block(key, Seen { pages: 38, head: 0, tail: 38 });
/// let census = builder.finish();
/// let site = census.site("news.example").ok_or("no such site")?;
/// assert_eq!((site.pages(), site.seen(key).map(|seen| seen.tail)), (40, Some(38)));
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone)]
pub struct Builder {
    memory: u64,
    floor: Floor,
    sites: Vec<Site>,
    blocks: Vec<Block>,
    /// Whether the last site was admitted, so that its blocks may be.
    open: bool,
}

impl Default for Builder {
    /// Without a bound.
    fn default() -> Self {
        Self::new(u64::MAX)
    }
}

impl Builder {
    /// A builder that holds at most `memory` bytes of sites and blocks, and three quarters of that in the end; the rest is what
    /// waits to be thrown out.
    #[must_use]
    pub fn new(memory: u64) -> Self {
        let floor = Floor::new(memory / 4 * 3);
        Self { memory, floor, sites: Vec::new(), blocks: Vec::new(), open: false }
    }

    /// The next site and its pages. Each may come once.
    pub fn site(&mut self, name: &str, pages: u32) {
        self.open = self.floor.admit(pages, size_of::<Site>());
        if self.open {
            let end = self.blocks.len();
            self.sites.push(Site { name: name_hash(name), pages, start: end, end });
            self.make_room();
        }
    }

    /// The next block of the last site. Each may come once, on no more pages than the site has.
    pub fn block(&mut self, key: Key, seen: Seen) {
        let Some(site) = self.sites.last_mut().filter(|_| self.open) else { return };
        let seen = Seen { pages: seen.pages.min(site.pages), ..seen };
        if self.floor.admit(seen.pages, size_of::<Block>()) {
            self.blocks.push(Block::new(key, seen));
            site.end = self.blocks.len();
            self.make_room();
        }
    }

    /// Throws out what has come to lie below the floor, once it is a quarter of the memory, so that few passes are made.
    fn make_room(&mut self) {
        let bytes = self.sites.len() * size_of::<Site>() + self.blocks.len() * size_of::<Block>();
        if bytes as u64 > self.memory {
            self.sift();
        }
    }

    fn sift(&mut self) {
        let floor = self.floor.pages();
        let mut kept = 0;
        for site in &mut self.sites {
            let start = kept;
            for place in site.start..site.end {
                if u64::from(self.blocks[place].seen.pages) >= floor {
                    self.blocks[kept] = self.blocks[place];
                    kept += 1;
                }
            }
            (site.start, site.end) = (start, kept);
        }
        self.blocks.truncate(kept);
        self.open &= self.sites.last().is_some_and(|site| u64::from(site.pages) >= floor);
        // A site has no fewer pages than its blocks, so these went before it.
        self.sites.retain(|site| u64::from(site.pages) >= floor);
    }

    /// The census.
    #[must_use]
    pub fn finish(mut self) -> Census {
        self.sift();
        for site in &self.sites {
            let blocks = &mut self.blocks[site.start..site.end];
            if !blocks.is_sorted_by_key(Block::key) {
                blocks.sort_unstable_by_key(Block::key);
            }
        }
        self.sites.sort_by_key(|site| site.name);
        self.sites.dedup_by_key(|site| site.name);
        self.sites.shrink_to_fit();
        self.blocks.shrink_to_fit();
        Census { sites: self.sites, blocks: self.blocks, floor: self.floor.pages() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(pages: u32) -> Seen {
        Seen { pages, head: 1, tail: 0 }
    }

    #[test]
    fn sites_keep_their_blocks_apart() {
        let mut builder = Builder::default();
        for (name, pages) in [("b", 9), ("a", 7), ("few", 2)] {
            builder.site(name, pages);
            builder.block(Key(5), on(pages));
            builder.block(Key(1), on(3));
            builder.block(Key(u64::MAX), on(2));
        }
        let census = builder.finish();
        assert_eq!((census.sites(), census.blocks(), census.floor()), (2, 4, 3));
        let (a, b) = (census.site("a").unwrap(), census.site("b").unwrap());
        assert_eq!((a.pages(), a.seen(Key(5)), a.seen(Key(1))), (7, Some(on(7)), Some(on(3))));
        assert_eq!((b.pages(), b.seen(Key(5)), b.seen(Key(u64::MAX))), (9, Some(on(9)), None));
        assert!(census.site("few").is_none() && census.site("c").is_none());
        assert!(Census::default().site("a").is_none());
    }

    #[test]
    fn what_is_on_the_floor_or_above_is_held() {
        let all: Vec<(u64, u32)> = (0..2000).map(|n| (n, 3 + (n * 7919 % 500) as u32)).collect();
        for memory in [0, 500, 5000, 20_000, u64::MAX] {
            let mut builder = Builder::new(memory);
            for (site, part) in all.chunks(100).enumerate() {
                builder.site(&site.to_string(), 1000);
                part.iter().for_each(|(key, pages)| builder.block(Key(*key), on(*pages)));
            }
            let census = builder.finish();
            for (place, (key, pages)) in all.iter().enumerate() {
                let site = census.site(&(place / 100).to_string());
                let held = site.and_then(|site| site.seen(Key(*key)));
                assert_eq!(held, (u64::from(*pages) >= census.floor()).then_some(on(*pages)));
            }
            let bytes = census.sites() * size_of::<Site>() + census.blocks() * size_of::<Block>();
            assert!(bytes as u64 <= memory && (census.floor() > 3) == (memory < u64::MAX));
        }
    }

    #[test]
    fn the_order_of_sites_does_not_matter() {
        let build = |sites: &mut dyn Iterator<Item = u32>| {
            let mut builder = Builder::new(4000);
            for site in sites {
                builder.site(&site.to_string(), 600);
                (0..50).for_each(|key| builder.block(Key(key), on(3 + (site * 31 + key as u32 * 17) % 500)));
            }
            let census = builder.finish();
            (census.floor(), census.sites(), census.blocks())
        };
        assert_eq!(build(&mut (0..40)), build(&mut (0..40).rev()));
    }

    #[test]
    fn all_threads_share_a_census() {
        fn shared<T: Send + Sync>(_: &T) {}
        shared(&Census::default());
    }

    #[test]
    fn blocks_are_small() {
        assert_eq!(size_of::<Block>(), 20);
    }
}
