//! How well a text fits each language.

use crate::lang::{Lang, LangSet, SCORED};

use super::name::curbed;

/// Weights are counted in eighths of a nat, so that sums are exact.
pub(crate) const PER_NAT: f32 = 8.0;

/// What a text scored in each language: a sum of log-probability ratios, so that differences between two
/// languages are meaningful and single values are not.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// Eighths of a nat, by [`Lang::index`].
    pub(crate) nats: [i32; SCORED],
    /// How many letters were scored.
    pub(crate) letters: u32,
    /// The language of a script that only one language uses, where the table knows none of the letters.
    pub(crate) script: Option<Lang>,
    /// The languages that are written in the script of the letters; no other can be it.
    pub(crate) written: LangSet,
    /// The languages that have every one of the words for their own, in interfaces or as function words.
    pub(crate) known: LangSet,
    /// Whether the text has the form of a name: capitalised words and nothing else.
    pub(crate) name: bool,
}

/// What a letter of a script that one language has to itself is worth, in nats; letters of the table's languages
/// are worth two to four.
const SCRIPT_LETTER: f32 = 3.0;

impl Default for Scores {
    fn default() -> Self {
        Self {
            nats: [0; SCORED],
            letters: 0,
            script: None,
            written: LangSet::default(),
            known: LangSet::ALL,
            name: false,
        }
    }
}

impl Scores {
    /// How many letters were scored; 0 means that nothing is known.
    #[must_use]
    pub fn letters(&self) -> u32 {
        self.letters
    }

    /// The score of a language in nats; 0 for a language without weights.
    #[must_use]
    pub fn of(&self, lang: Lang) -> f32 {
        if self.script == Some(lang) {
            return SCRIPT_LETTER * self.letters as f32;
        }
        self.nats.get(lang.index()).map_or(0.0, |&eighths| eighths as f32 / PER_NAT)
    }

    /// The best language among those that `allowed` holds and that are written in the script of the letters, with its score in
    /// nats. The first wins a tie.
    pub fn best_of(&self, allowed: impl Fn(Lang) -> bool) -> Option<(Lang, f32)> {
        if let Some(lang) = self.script.filter(|&lang| allowed(lang)) {
            return Some((lang, self.of(lang)));
        }
        let (mut best, mut most) = (None, i64::MIN);
        for (lang, &eighths) in Lang::scored().zip(&self.nats) {
            if i64::from(eighths) > most && self.written.contains(lang) && allowed(lang) {
                (best, most) = (Some(lang), i64::from(eighths));
            }
        }
        best.map(|lang| (lang, most as f32 / PER_NAT))
    }

    /// The same among the languages of a set, of which few are in it: only those are looked at.
    pub(crate) fn best_among(&self, set: LangSet) -> Option<(Lang, f32)> {
        if let Some(lang) = self.script.filter(|&lang| set.contains(lang)) {
            return Some((lang, self.of(lang)));
        }
        let (mut best, mut most) = (None, i32::MIN);
        for lang in set.and(self.written).langs() {
            if let Some(&eighths) = self.nats.get(lang.index())
                && (best.is_none() || eighths > most)
            {
                (best, most) = (Some(lang), eighths);
            }
        }
        best.map(|lang| (lang, most as f32 / PER_NAT))
    }

    /// How much better the best language that `other` holds fits than the best that `home` holds, in nats, and which it is;
    /// none where no other is written in this script. A name counts for next to nothing. `None` where nothing is known.
    pub fn lead(&self, other: impl Fn(Lang) -> bool, home: impl Fn(Lang) -> bool) -> Option<(Option<Lang>, f32)> {
        if self.is_blank() {
            return None;
        }
        Some(self.lead_over(self.best_of(home).map_or(0.0, |best| best.1), other))
    }

    /// The same over a score that is known, where anything is.
    pub(crate) fn lead_over(&self, base: f32, other: impl Fn(Lang) -> bool) -> (Option<Lang>, f32) {
        let Some((lang, score)) = self.best_of(&other) else { return (None, -base) };
        if !self.name {
            return (Some(lang), score - base);
        }
        let worded = self.best_of(|lang| other(lang) && self.known.contains(lang));
        let lead = curbed(score - base, worded.map(|best| best.1 - base));
        (worded.filter(|best| best.1 - base >= lead).map_or(Some(lang), |best| Some(best.0)), lead)
    }

    /// Adds what some letters are worth.
    pub(crate) fn add(&mut self, sums: &[i16]) {
        self.nats.iter_mut().zip(sums).for_each(|(nats, sum)| *nats += i32::from(*sum));
    }

    /// Adds what is expected of each language before anything is read.
    pub(crate) fn expect(&mut self, prior: &[i32; SCORED]) {
        for (own, prior) in self.nats.iter_mut().zip(prior) {
            *own += prior;
        }
    }

    /// Whether no language scored anything: no letters, or only letters that no language here uses.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.script.is_none() && self.nats.iter().all(|&eighths| eighths == 0)
    }
}
