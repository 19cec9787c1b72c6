//! Which sites and blocks are held when memory does not suffice for all: those on most pages, whatever order they come in.

use super::LEAST_PAGES;

/// Page counts below this have a bucket each; above, 64 buckets make each doubling, so that a floor is at most 1.6 % too high.
const SINGLE: u32 = 1 << SINGLE_BITS;
const SINGLE_BITS: u32 = 12;
const PART_BITS: u32 = 6;
const BUCKETS: usize = (SINGLE + (32 - SINGLE_BITS) * (1 << PART_BITS)) as usize;

/// Admits what stands on enough pages, and raises the mark when too much has been admitted. Where it ends does not depend on the
/// order: it only rises when what lies above does not fit.
#[derive(Debug, Clone)]
pub(super) struct Floor {
    room: u64,
    /// Bytes of what has been admitted and is not below the mark.
    held: u64,
    /// Bytes admitted, by the number of pages.
    buckets: Vec<u64>,
    lowest: usize,
}

impl Floor {
    /// Room for so many bytes.
    pub(super) fn new(room: u64) -> Self {
        Self { room, held: 0, buckets: vec![0; BUCKETS], lowest: bucket(LEAST_PAGES) }
    }

    /// The least number of pages that is admitted; one more than any page count where nothing is.
    pub(super) fn pages(&self) -> u64 {
        start(self.lowest)
    }

    /// Whether something on so many pages is admitted; then it takes so many bytes, and others may have to go.
    pub(super) fn admit(&mut self, pages: u32, bytes: usize) -> bool {
        let bucket = bucket(pages);
        if bucket < self.lowest {
            return false;
        }
        self.buckets[bucket] += bytes as u64;
        self.held += bytes as u64;
        while self.held > self.room {
            self.held -= self.buckets[self.lowest];
            self.lowest += 1;
        }
        bucket >= self.lowest
    }
}

fn bucket(pages: u32) -> usize {
    if pages < SINGLE {
        return pages as usize;
    }
    let doublings = pages.ilog2() - SINGLE_BITS;
    let part = (pages >> (pages.ilog2() - PART_BITS)) - (1 << PART_BITS);
    (SINGLE + (doublings << PART_BITS) + part) as usize
}

/// The least number of pages in a bucket.
fn start(bucket: usize) -> u64 {
    let Some(above) = (bucket as u64).checked_sub(u64::from(SINGLE)) else { return bucket as u64 };
    let (doublings, part) = (above >> PART_BITS, above & ((1 << PART_BITS) - 1));
    ((1 << PART_BITS) + part) << (doublings + u64::from(SINGLE_BITS - PART_BITS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_are_in_order_and_leave_no_gap() {
        for index in 0..BUCKETS {
            let first = u32::try_from(start(index)).unwrap();
            assert_eq!(bucket(first), index);
            assert!(first == 0 || bucket(first - 1) == index - 1);
        }
        assert_eq!((bucket(u32::MAX), start(BUCKETS)), (BUCKETS - 1, 1 << 32));
    }

    #[test]
    fn those_on_fewest_pages_go_first() {
        let mut floor = Floor::new(30);
        assert!(!floor.admit(2, 10) && floor.admit(5, 10) && floor.admit(3, 10) && floor.admit(9, 10));
        assert_eq!((floor.pages(), floor.held), (3, 30));
        assert!(floor.admit(4, 10) && !floor.admit(3, 10));
        assert_eq!((floor.pages(), floor.held), (4, 30));
        assert!(!floor.admit(4, 10));
        assert_eq!((floor.pages(), floor.held), (5, 20));
    }

    #[test]
    fn nothing_fits_nowhere() {
        let mut floor = Floor::new(0);
        assert!(!floor.admit(7, 1) && !floor.admit(u32::MAX, 1) && !floor.admit(u32::MAX, 1));
        assert_eq!((floor.pages(), floor.held), (1 << 32, 0));
    }
}
