//! What verdicts refer to, each kept once: most blocks of a long page are decided for the reasons of another.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Feature;

/// The lists of features, and the reasons to keep a block, that verdicts refer to by number.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    lists: Vec<Arc<[Feature]>>,
    none: Arc<[Feature]>,
    known: FxHashMap<Arc<[Feature]>, u32>,
    reasons: Vec<&'static str>,
}

/// The features of a block, as a number in a [`Ledger`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Features(u32);

/// Why a block stays, as a number in a [`Ledger`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reason(u8);

impl Features {
    /// Of a block that was not looked at.
    pub(crate) const NONE: Self = Self(u32::MAX);
}

impl Ledger {
    /// Writes down features.
    pub(crate) fn enter(&mut self, features: &[Feature]) -> Features {
        if let Some(&known) = self.known.get(features) {
            return Features(known);
        }
        let (list, number): (Arc<[Feature]>, u32) = (features.into(), self.lists.len() as u32);
        self.lists.push(Arc::clone(&list));
        self.known.insert(list, number);
        Features(number)
    }

    /// Writes down a reason. There are a few dozen, all of them in the sources.
    pub(crate) fn reason(&mut self, why: &'static str) -> Reason {
        let found = self.reasons.iter().position(|&known| known == why);
        Reason(found.unwrap_or_else(|| {
            self.reasons.push(why);
            self.reasons.len() - 1
        }) as u8)
    }

    /// The features that a number stands for.
    pub(crate) fn features(&self, features: Features) -> &Arc<[Feature]> {
        self.lists.get(features.0 as usize).unwrap_or(&self.none)
    }

    /// The reason that a number stands for.
    pub(crate) fn why(&self, reason: Reason) -> &'static str {
        self.reasons.get(usize::from(reason.0)).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_down_is_found_again() {
        let mut ledger = Ledger::default();
        let lists: [&[Feature]; 3] = [&Feature::ALL[..2], &[], &Feature::ALL[1..4]];
        let numbers = lists.map(|list| ledger.enter(list));
        assert_eq!(lists.map(|list| ledger.enter(list)), numbers);
        assert_eq!(numbers.map(|number| &**ledger.features(number)), lists);
        assert!(ledger.features(Features::NONE).is_empty());
        let reasons = ["code", "a title"].map(|why| ledger.reason(why));
        assert_eq!(ledger.reason("code"), reasons[0]);
        assert_eq!(reasons.map(|reason| ledger.why(reason)), ["code", "a title"]);
    }
}
