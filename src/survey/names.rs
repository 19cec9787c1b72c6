//! The sites in memory: a number for each name, and its pages.

use std::collections::HashMap;

/// Bytes that a site costs beside its name: in the map when it has just grown, in the list of pages, in the two lists of sorting, and what
/// an allocation takes.
const SITE_BYTES: usize = 160;

/// Names and their pages.
#[derive(Default)]
pub(super) struct Names {
    /// With a random seed: names come from anybody's links.
    numbers: HashMap<Box<str>, u32>,
    pages: Vec<u32>,
    bytes: usize,
}

impl Names {
    /// The number of a site.
    pub(super) fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = u32::try_from(self.pages.len()).unwrap_or(u32::MAX);
        self.numbers.insert(name.into(), number);
        self.pages.push(0);
        self.bytes += SITE_BYTES + name.len();
        number
    }

    /// Counts a page of a site.
    pub(super) fn add_page(&mut self, number: u32) {
        if let Some(pages) = self.pages.get_mut(number as usize) {
            *pages = pages.saturating_add(1);
        }
    }

    /// Bytes that are taken, and will be for sorting.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// The sites with their pages in the order of their names, and the place of each in that order by its number.
    pub(super) fn sorted(self) -> (Vec<(Box<str>, u32)>, Vec<u32>) {
        let mut sites: Vec<(Box<str>, u32)> = self.numbers.into_iter().collect();
        sites.sort_unstable();
        let mut ranks = vec![0; sites.len()];
        for (rank, (_, number)) in (0..).zip(&mut sites) {
            let own = *number as usize;
            *number = self.pages.get(own).copied().unwrap_or_default();
            if let Some(place) = ranks.get_mut(own) {
                *place = rank;
            }
        }
        (sites, ranks)
    }
}
