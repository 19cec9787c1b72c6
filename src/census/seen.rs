//! Where blocks stand on their pages, and how often.

/// A part of a page, told from how long its texts are: what a page says is not known while a census is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    /// The first third.
    Head,
    /// The second third.
    Middle,
    /// The last third.
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
    let mut thirds = Thirds::default();
    let middles: Vec<usize> = texts.into_iter().map(|text| thirds.take(text)).collect();
    middles.into_iter().map(|middle| thirds.zone(middle)).collect()
}

/// The thirds of a page by the bytes of its texts, found while its blocks come by.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Thirds {
    bytes: usize,
}

impl Thirds {
    /// Takes the next block, and tells the place of its middle.
    pub(super) fn take(&mut self, text: &str) -> usize {
        let middle = self.bytes + text.len() / 2;
        self.bytes += text.len();
        middle
    }

    /// The zone of a place, once all blocks have been taken.
    pub(super) fn zone(&self, middle: usize) -> Zone {
        match middle.saturating_mul(3) / self.bytes.max(1) {
            0 => Zone::Head,
            1 => Zone::Middle,
            _ => Zone::Tail,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str =
        "The council met on Tuesday and decided, after a long debate, that the old mill by the weir will be repaired.";

    #[test]
    fn zones_are_thirds_of_the_text() {
        use Zone::{Head, Middle, Tail};
        assert_eq!(zones(["Home", "News", LONG, "Share", LONG, "Imprint"]), [Head, Head, Head, Middle, Tail, Tail]);
        assert_eq!(zones(["Home", LONG, "Imprint"]), [Head, Middle, Tail]);
        assert_eq!(zones(["Home", "Imprint", "Terms"]), [Head, Middle, Tail]);
        assert_eq!(zones([]), []);
    }

    #[test]
    fn counts_stop_at_the_end() {
        let all = Seen { pages: u32::MAX, head: u32::MAX - 1, tail: 1 };
        assert_eq!(all.and(Seen::once(Zone::Head)), Seen { pages: u32::MAX, head: u32::MAX, tail: 1 });
        assert_eq!(all.and(Seen::once(Zone::Tail)).tail, 2);
    }
}
