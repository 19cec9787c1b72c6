//! On how many pages of its site a block stands.

use crate::census::{self, Key, Keyer, SiteView, zones};

use super::{
    own::Own,
    place::{Places, Zone},
    view::View,
};

/// The share of a site's pages that the template has printed a block on for sure: what authors repeat, such as a quotation, a poem or a
/// formula, is on a tenth of a site's pages at most; what a section's template prints, on a third.
const COMMON: f32 = 0.2;
/// Standard deviations that the share of pages seen may be too high by: of ten pages, three may be chance.
const DEVIATIONS: f32 = 1.0;

/// The share of the pages that carry a block on which it stands in the same third as here. A title that other pages list below their
/// texts is no part of the template where it stands above its own.
const IN_PLACE: f32 = 0.15;

/// The pages of a site that carry a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spread {
    /// Pages that carry it.
    pub pages: u32,
    /// Of these, pages where it stands in the same third as here.
    pub in_place: u32,
    /// Pages of the site.
    pub of: u32,
    /// Whether the same block stands before it on as many pages as make a template.
    pub follows: bool,
}

impl Spread {
    /// The share of the site's pages that carry it, as it is at least.
    pub(crate) fn share(self) -> f32 {
        least(self.pages, self.of)
    }

    /// Whether the site's template prints it here.
    pub(crate) fn is_common(self) -> bool {
        self.share() >= COMMON && self.in_place as f32 >= self.pages as f32 * IN_PLACE
    }
}

/// The lower bound of Wilson's interval (1927) for a share: few pages prove less than many.
fn least(pages: u32, of: u32) -> f32 {
    let of = of.max(1) as f32;
    let (share, z) = (pages as f32 / of, DEVIATIONS);
    let middle = share + z * z / (2.0 * of);
    let half = z * (share * (1.0 - share) / of + z * z / (4.0 * of * of)).max(0.0).sqrt();
    (middle - half) / (1.0 + z * z / of)
}

/// The spreads of a page's blocks; none for those on fewer pages than a census holds.
pub(crate) fn spreads<'t>(texts: impl Iterator<Item = &'t str> + Clone, site: SiteView<'_>) -> Vec<Option<Spread>> {
    let (mut keyer, mut before) = (Keyer::default(), None::<Key>);
    let of = site.pages();
    let mut spread = |text, zone| {
        let key = keyer.key(text)?;
        let pair = before.replace(key).map(|before| before.followed_by(key));
        let seen = site.seen(key)?;
        let follows = pair.and_then(|pair| site.seen(pair)).is_some_and(|pair| least(pair.pages, of) >= COMMON);
        let in_place = match zone {
            census::Zone::Head => seen.head,
            census::Zone::Middle => seen.pages.saturating_sub(seen.head).saturating_sub(seen.tail),
            census::Zone::Tail => seen.tail,
        };
        Some(Spread { pages: seen.pages, in_place, of, follows })
    };
    texts.clone().zip(zones(texts)).map(|(text, zone)| spread(text, zone)).collect()
}

/// How a block stands in what the site's template prints.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Template {
    /// Common blocks that stand together here as they do on other pages, itself included; 0 for one that is not common.
    pub together: u32,
    /// Whether some that stand together lie between it and the prose, on a side of it.
    pub behind: bool,
}

/// The templates of all blocks; none where no census tells.
#[derive(Debug)]
pub(crate) struct Templates(Vec<Template>);

impl Templates {
    /// The templates in a view.
    pub(crate) fn of(view: &View<'_>, places: &Places) -> Self {
        if !view.has_site() {
            return Self(Vec::new());
        }
        let owns: Vec<Own<'_>> = view.owns().collect();
        let mut all = Vec::with_capacity(owns.len());
        let linked = |own: &Own<'_>| own.spread.is_some_and(|spread| spread.follows);
        for stretch in owns.chunk_by(|a, b| a.is_common() && b.is_common() && linked(b)) {
            let common = stretch.first().is_some_and(|own| own.is_common());
            let together = if common { stretch.len() as u32 } else { 0 };
            all.extend(stretch.iter().map(|_| Template { together, behind: false }));
        }
        let zones = (0..places.len()).map(|index| places.zone(index));
        let head = zones.clone().take_while(|&zone| zone == Zone::Head).count();
        let tail = zones.rev().take_while(|&zone| zone == Zone::Tail).count();
        go_out(&mut all, (0..head).rev());
        go_out(&mut all, places.len() - tail..places.len());
        Self(all)
    }

    /// The template of a block.
    pub(crate) fn at(&self, index: usize) -> Template {
        self.0.get(index).copied().unwrap_or_default()
    }
}

/// Goes along one side of the prose, from it outwards.
fn go_out(all: &mut [Template], side: impl Iterator<Item = usize>) {
    let mut behind = false;
    for index in side {
        all[index].behind = behind;
        behind |= all[index].together >= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_pages_prove_less_than_many() {
        let common = |pages, of| Spread { pages, in_place: pages, of, follows: false }.is_common();
        assert!(common(3, 3) && common(13, 40) && common(300, 1000) && common(4, 10));
        assert!(!common(3, 10) && !common(7, 40) && !common(150, 1000) && !common(0, 0));
    }
}
