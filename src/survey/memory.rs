//! What has been counted since the last run was written. Its memory is kept from run to run, so that what the process takes is
//! what is counted here, and does not depend on what an allocator does with what it gets back.

use std::io::{self, Write};

use crate::census::{Key, NAME_BYTES, Zone};

use super::{blocks::Blocks, sites::Sites, texts::Texts, writer::Writer};

/// Sites and blocks in memory.
pub(super) struct Memory {
    sites: Sites,
    blocks: Blocks,
    texts: Texts,
}

impl Memory {
    /// Nothing, which takes no memory yet; it will be about so many bytes.
    pub(super) fn new(bytes: usize) -> Self {
        Self { sites: Sites::default(), blocks: Blocks::new(bytes), texts: Texts::default() }
    }

    /// The number of a site, until the next run is written. `None` where it is full.
    pub(super) fn site(&mut self, name: &str) -> Option<u32> {
        self.sites.number(name, &mut self.texts)
    }

    /// Counts a page of a site.
    pub(super) fn add_page(&mut self, site: u32) {
        self.sites.add_page(site);
    }

    /// Counts a block on a page of a site. `None` where it is full.
    pub(super) fn add_block(&mut self, site: u32, key: Key, zone: Zone, sample: &str) -> Option<()> {
        self.blocks.add(site, key, zone, sample, &mut self.texts)
    }

    /// Whether nothing has been counted, not even a page.
    pub(super) fn is_empty(&self) -> bool {
        self.sites.is_empty()
    }

    /// Bytes that have been taken from the system.
    pub(super) fn resident(&self) -> usize {
        self.sites.resident() + self.blocks.resident() + self.texts.resident()
    }

    /// Bytes that the next block of a site adds to them, at most.
    pub(super) fn needs(&self) -> usize {
        self.sites.needs() + self.blocks.needs() + self.texts.needs(NAME_BYTES)
    }

    /// Whether less than half of what has been taken is in use: pages have come to be of another kind, such as with longer
    /// samples.
    pub(super) fn is_out_of_shape(&self) -> bool {
        let used = self.sites.used() + self.blocks.used() + self.texts.used();
        2 * used < self.resident()
    }

    /// Writes everything in order, and forgets it.
    pub(super) fn write<W: Write>(&mut self, writer: &mut Writer<W>) -> io::Result<()> {
        let (order, ranks) = self.sites.sorted(&self.texts);
        let mut blocks = self.blocks.sorted(&ranks).iter().peekable();
        for (rank, number) in (0..).zip(order) {
            let (name, pages) = self.sites.get(number, &self.texts);
            writer.site(name, pages)?;
            while let Some(block) = blocks.next_if(|block| block.site == rank) {
                writer.block(block.key, block.seen, self.texts.get(block.sample))?;
            }
        }
        self.sites.clear();
        self.blocks.clear();
        self.texts.clear();
        Ok(())
    }
}
