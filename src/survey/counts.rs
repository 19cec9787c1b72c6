//! The numbers that stand at the head of a shard.

use std::ops::AddAssign;

/// What a survey counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Counts {
    /// Pages that count.
    pub pages: u64,
    /// Pages left out as copies of others of their site.
    pub copies: u64,
    /// Of the pages that count, those that were not held against all others, as memory for that had run out: some may be copies.
    pub unchecked: u64,
    /// Sites.
    pub sites: u64,
    /// Different blocks, summed over sites.
    pub blocks: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        let sums = self.numbers().into_iter().zip(other.numbers());
        let mut sums = sums.map(|(a, b)| a.saturating_add(b));
        *self = Self::from_numbers(std::array::from_fn(|_| sums.next().unwrap_or_default()));
    }
}

impl Counts {
    /// In the order of the file.
    pub(super) fn numbers(self) -> [u64; 5] {
        [self.pages, self.copies, self.unchecked, self.sites, self.blocks]
    }

    pub(super) fn from_numbers([pages, copies, unchecked, sites, blocks]: [u64; 5]) -> Self {
        Self { pages, copies, unchecked, sites, blocks }
    }
}
