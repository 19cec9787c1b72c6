//! The census as cleaning reads it: a sorted list of sites over a sorted list of blocks each, never changed, shared by all
//! threads.

use super::{LEAST_PAGES, key::Key, seen::Seen, site_name};

use xxhash_rust::xxh3::xxh3_64;

/// What repeats on sites. Empty by default: it knows no site.
#[derive(Debug, Clone)]
pub struct Census {
    pub(super) sites: Vec<Site>,
    pub(super) blocks: Vec<Block>,
    pub(super) floor: u64,
}

/// A site: the hash of its name, its pages, and where its blocks stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site {
    pub(super) name: u64,
    pub(super) pages: u32,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A block of a site: in 20 bytes, as the halves of its key need no alignment to eight.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block {
    key: [u32; 2],
    pub(super) seen: Seen,
}

impl Block {
    pub(super) fn new(key: Key, seen: Seen) -> Self {
        Self { key: [(key.0 >> 32) as u32, key.0 as u32], seen }
    }

    pub(super) fn key(&self) -> Key {
        Key(u64::from(self.key[0]) << 32 | u64::from(self.key[1]))
    }
}

impl Default for Census {
    fn default() -> Self {
        Self { sites: Vec::new(), blocks: Vec::new(), floor: u64::from(LEAST_PAGES) }
    }
}

impl Census {
    /// A site by its name. `None` where it was not counted, or on fewer pages than [`Census::floor`].
    #[must_use]
    pub fn site(&self, name: &str) -> Option<SiteView<'_>> {
        let name = name_hash(name);
        let found = self.sites.binary_search_by_key(&name, |site| site.name).ok()?;
        let Site { pages, start, end, .. } = *self.sites.get(found)?;
        Some(SiteView { pages, blocks: self.blocks.get(start..end)? })
    }

    /// The least number of pages that everything held has: [`LEAST_PAGES`], or more where memory did not suffice. No site and no
    /// block on so many pages is missing. One more than [`u32::MAX`] where nothing could be held.
    #[must_use]
    pub fn floor(&self) -> u64 {
        self.floor
    }

    /// Sites that are held.
    #[must_use]
    pub fn sites(&self) -> usize {
        self.sites.len()
    }

    /// Blocks that are held, of all sites.
    #[must_use]
    pub fn blocks(&self) -> usize {
        self.blocks.len()
    }
}

/// Stands for a site's name. Of two sites that share one by chance, only the first would be held.
pub(super) fn name_hash(name: &str) -> u64 {
    xxh3_64(site_name(name).as_bytes())
}

/// One site of a census.
#[derive(Debug, Clone, Copy)]
pub struct SiteView<'c> {
    pages: u32,
    blocks: &'c [Block],
}

impl SiteView<'_> {
    /// Pages that were counted, copies left out.
    #[must_use]
    pub fn pages(&self) -> u32 {
        self.pages
    }

    /// The pages that carry a block. `None` where they are fewer than [`Census::floor`].
    #[must_use]
    pub fn seen(&self, key: Key) -> Option<Seen> {
        let found = self.blocks.binary_search_by_key(&key, Block::key).ok()?;
        self.blocks.get(found).map(|block| block.seen)
    }
}
