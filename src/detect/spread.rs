//! On how many pages of its site a block stands.

use crate::census::{Keyer, SiteView};

use super::view::View;

/// The share of a site's pages that the template has printed a block on for sure: what authors repeat, such as a quotation, a poem or a
/// formula, is on a tenth of a site's pages at most; what a section's template prints, on a third.
const COMMON: f32 = 0.2;
/// Standard deviations that the share of pages seen may be too high by: of ten pages, three may be chance.
const DEVIATIONS: f32 = 1.0;

/// The pages of a site that carry a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spread {
    /// Pages that carry it.
    pub pages: u32,
    /// Pages of the site.
    pub of: u32,
}

impl Spread {
    /// The share of the site's pages that carry it, as it is at least: the lower bound of Wilson's interval (1927), so that few pages
    /// prove less than many.
    pub(crate) fn share(self) -> f32 {
        let of = self.of.max(1) as f32;
        let (share, z) = (self.pages as f32 / of, DEVIATIONS);
        let middle = share + z * z / (2.0 * of);
        let half = z * (share * (1.0 - share) / of + z * z / (4.0 * of * of)).max(0.0).sqrt();
        (middle - half) / (1.0 + z * z / of)
    }

    /// Whether the site's template prints it.
    pub(crate) fn is_common(self) -> bool {
        self.share() >= COMMON
    }
}

/// The spreads of a page's blocks; none for those on fewer pages than a census holds.
pub(crate) fn spreads<'t>(texts: impl Iterator<Item = &'t str>, site: SiteView<'_>) -> Vec<Option<Spread>> {
    let mut keyer = Keyer::default();
    let of = site.pages();
    let pages = |text| Some(site.seen(keyer.key(text)?)?.pages);
    texts.map(pages).map(|pages| pages.map(|pages| Spread { pages, of })).collect()
}

/// How many common blocks stand together around each block, itself included; 0 for one that is not common.
pub(crate) fn together(view: &View<'_>) -> Vec<u32> {
    let mut lengths = Vec::with_capacity(view.blocks.len());
    for stretch in view.blocks.chunk_by(|a, b| a.is_common() == b.is_common()) {
        let common = stretch.first().is_some_and(|own| own.is_common());
        let length = if common { stretch.len() as u32 } else { 0 };
        lengths.extend(stretch.iter().map(|_| length));
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_pages_prove_less_than_many() {
        let common = |pages, of| Spread { pages, of }.is_common();
        assert!(common(3, 3) && common(13, 40) && common(300, 1000) && common(4, 10));
        assert!(!common(3, 10) && !common(7, 40) && !common(150, 1000) && !common(0, 0));
    }
}
