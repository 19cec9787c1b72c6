//! Where blocks stand on their pages, and how often: before the prose, after it, or neither.

use super::prose::is_prose;

/// A part of a page, told from its texts alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    /// Before the first long block of prose.
    Head,
    /// Between the two, them included; everything on a page without long prose.
    Middle,
    /// After the last one.
    Tail,
}

/// The pages of a site that carry a block. Counts stop at [`u32::MAX`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Seen {
    /// Pages that carry it.
    pub pages: u32,
    /// Of these, pages where it stands in the head first.
    pub head: u32,
    /// Of these, pages where it stands in the tail first.
    pub tail: u32,
}

impl Seen {
    /// One page, where it stands there first.
    #[must_use]
    pub fn once(zone: Zone) -> Self {
        Self { pages: 1, head: u32::from(zone == Zone::Head), tail: u32::from(zone == Zone::Tail) }
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            pages: self.pages.saturating_add(other.pages),
            head: self.head.saturating_add(other.head),
            tail: self.tail.saturating_add(other.tail),
        }
    }
}

/// The zone of each block of a page, from the blocks' texts in the order of the page.
#[must_use]
pub fn zones<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<Zone> {
    let mut prose = Prose::default();
    let count = texts.into_iter().inspect(|text| prose.take(text)).count();
    (0..count).map(|place| prose.zone(place)).collect()
}

/// Where the prose of a page starts and ends, found while its blocks come by.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Prose {
    taken: usize,
    ends: Option<(usize, usize)>,
}

impl Prose {
    /// Takes the next block.
    pub(super) fn take(&mut self, text: &str) {
        if is_prose(text) {
            let first = self.ends.map_or(self.taken, |ends| ends.0);
            self.ends = Some((first, self.taken));
        }
        self.taken += 1;
    }

    /// The zone of a block by its place, once all have been taken.
    pub(super) fn zone(&self, place: usize) -> Zone {
        match self.ends {
            Some((first, _)) if place < first => Zone::Head,
            Some((_, last)) if place > last => Zone::Tail,
            _ => Zone::Middle,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str =
        "The council met on Tuesday and decided, after a long debate, that the old mill by the weir will be repaired.";

    #[test]
    fn zones_lie_around_the_prose() {
        use Zone::{Head, Middle, Tail};
        assert_eq!(
            zones(["Home", LONG, "Share", LONG, "Imprint", "Contact"]),
            [Head, Middle, Middle, Middle, Tail, Tail]
        );
        assert_eq!(zones(["Home", LONG, "Imprint"]), [Head, Middle, Tail]);
        assert_eq!(zones(["Home", "Imprint"]), [Middle, Middle]);
        assert_eq!(zones([]), []);
    }

    #[test]
    fn counts_stop_at_the_end() {
        let all = Seen { pages: u32::MAX, head: u32::MAX - 1, tail: 1 };
        assert_eq!(all.and(Seen::once(Zone::Head)), Seen { pages: u32::MAX, head: u32::MAX, tail: 1 });
        assert_eq!(all.and(Seen::once(Zone::Tail)).tail, 2);
    }
}
