//! How likely chrome has to be: the points of the three profiles, and the guard for pages that need nothing.

use crate::settings::Profile;

use super::Verdict;
use crate::detect::View;

/// Cut above this probability; the optimum is flat from 0.5 to 0.8, and the author's text is worth more than chrome: with 0.77, fits lost up to
/// 4.2 in 100 of the foreign quotations of the mixed pages, cross-validated, and a tenth more of the lines that readers had called wrongly cut.
const DEFAULT: f32 = 0.8;
/// The same for `--careful`.
const CAREFUL: f32 = 0.9;
/// The same for `--eager`.
const EAGER: f32 = 0.5;
/// Cut above this probability on a guarded page.
const GUARDED: f32 = 0.85;
/// Expected number of cuts below which a page is guarded.
const FEW: f32 = 1.0;

/// Whether a page has next to nothing to cut, so that what little speaks for cutting is likely chance.
pub(crate) fn is_guarded(verdicts: &[Verdict]) -> bool {
    verdicts.iter().map(|verdict| verdict.probability).sum::<f32>() < FEW
}

/// Bounds of the share of content that a block of a document needs to be kept: below the first a whole page would be kept for its
/// menus, above the second next to none. Chosen with [`keep_share`] on cross-validated outlines.
const KEEP: (f32, f32) = (0.2, 0.6);

/// Blocks below which a document is too small for an expectation: there, as in a text, only what is likely chrome goes.
const SMALL: usize = 10;

/// Above which probability blocks are cut.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// On this page.
    pub cut: f32,
    /// If the page was not guarded.
    pub unguarded: f32,
}

impl Limits {
    /// The limits of a page. In a document the tree is a witness on its own, so none is guarded; the limit is where the F1 to be
    /// expected is highest, and lower for a page on which nothing is sure to be content.
    pub(crate) fn of(profile: Profile, guarded: bool, verdicts: &[Verdict], view: &View<'_>) -> Self {
        let document = view.is_document() && view.len() > 0;
        if view.is_document() && view.len() >= SMALL && profile == Profile::Default {
            let letters = view.owns().map(|own| own.measure.length + 1.0);
            let cut = 1.0 - keep_share(letters.zip(verdicts.iter().map(|verdict| 1.0 - verdict.probability)).collect());
            return Self { cut, unguarded: cut };
        }
        let base = match profile {
            Profile::Careful => CAREFUL,
            Profile::Default => DEFAULT,
            Profile::Eager => EAGER,
        };
        Self { cut: if guarded && !document { base.max(GUARDED) } else { base }, unguarded: base }
    }
}

/// How likely content a block has to be for keeping it to raise the F1 that is to be expected of the page, given the size of each
/// block and how likely it is content: half of the highest F1 that can be expected (Lipton, Elkan, Narayanaswamy: Optimal
/// thresholding of classifiers to maximize F1 measure, 2014).
fn keep_share(mut blocks: Vec<(f32, f32)>) -> f32 {
    blocks.sort_by(|a, b| b.1.total_cmp(&a.1));
    let content: f32 = blocks.iter().map(|&(size, share)| size * share).sum();
    let (mut kept, mut right, mut best) = (0.0, 0.0, 0.0_f32);
    for (size, share) in blocks {
        kept += size;
        right += size * share;
        best = best.max(2.0 * right / (kept + content).max(1.0));
    }
    (best / 2.0).clamp(KEEP.0, KEEP.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_sure_content_keeps_what_is_less_likely() {
        assert!(keep_share(vec![(100.0, 0.9), (50.0, 0.1)]) > 0.4);
        // Of the first alone, 30 of 100 letters are expected to be content, and 35 are in all.
        assert!((keep_share(vec![(100.0, 0.3), (50.0, 0.1)]) - 30.0 / 135.0).abs() < 1e-5);
        assert_eq!(keep_share(Vec::new()), KEEP.0);
    }
}
