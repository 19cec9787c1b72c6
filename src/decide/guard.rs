//! How likely chrome has to be: the points of the three profiles, and the guard for pages that need nothing.

use crate::settings::Profile;

use super::Verdict;

/// Cut above this probability; the optimum is flat from 0.5 to 0.8, and the author's text is worth more than chrome.
const DEFAULT: f32 = 0.65;
/// The same for `--careful`.
const CAREFUL: f32 = 0.9;
/// The same for `--eager`.
const EAGER: f32 = 0.5;
/// Cut above this probability on a guarded page.
const GUARDED: f32 = 0.94;
/// Expected number of cuts below which a page is guarded.
const FEW: f32 = 2.0;

/// Whether a page has next to nothing to cut, so that what little speaks for cutting is likely chance.
pub(crate) fn is_guarded(verdicts: &[Verdict]) -> bool {
    verdicts.iter().map(|verdict| verdict.probability).sum::<f32>() < FEW
}

/// The probability above which a block of a document is cut: the tree is a witness on its own, so no page is guarded.
/// Fitted on the cross-validated F1 of the development pages (`scripts/train_html.py`): 0.872 (WCXB) and 0.894 (snippets)
/// at 0.6, 0.870 and 0.882 at 0.7.
const DOCUMENT: f32 = 0.6;

/// The probability above which a block is cut, in plain text or in a document.
pub(crate) fn threshold(profile: Profile, guarded: bool, document: bool) -> f32 {
    if document && profile == Profile::Default {
        return DOCUMENT;
    }
    let base = match profile {
        Profile::Careful => CAREFUL,
        Profile::Default => DEFAULT,
        Profile::Eager => EAGER,
    };
    if guarded { base.max(GUARDED) } else { base }
}
