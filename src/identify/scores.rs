//! How well a text fits each language.

use crate::lang::{Lang, SCORED};

/// Weights are counted in quarters of a nat, so that sums are exact.
pub(crate) const PER_NAT: f32 = 4.0;

/// What a text scored in each language: a sum of log-probability ratios, so that differences between two
/// languages are meaningful and single values are not.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// Quarter nats, by [`Lang::index`].
    pub(crate) nats: [i32; SCORED],
    /// How many letters were scored.
    pub(crate) letters: u32,
    /// The language of a script that only one language uses, where the table knows none of the letters.
    pub(crate) script: Option<Lang>,
}

/// What a letter of a script that one language has to itself is worth, in nats; letters of the table's languages
/// are worth two to four.
const SCRIPT_LETTER: f32 = 3.0;

impl Default for Scores {
    fn default() -> Self {
        Self { nats: [0; SCORED], letters: 0, script: None }
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
        self.nats.get(lang.index()).map_or(0.0, |&quarters| quarters as f32 / PER_NAT)
    }

    /// The best language among those that `allowed` holds, with its score in nats. The first wins a tie.
    pub fn best_of(&self, allowed: impl Fn(Lang) -> bool) -> Option<(Lang, f32)> {
        if let Some(lang) = self.script.filter(|&lang| allowed(lang)) {
            return Some((lang, self.of(lang)));
        }
        let mut best: Option<(Lang, i32)> = None;
        for (lang, &quarters) in Lang::scored().zip(&self.nats) {
            if best.is_none_or(|(_, most)| quarters > most) && allowed(lang) {
                best = Some((lang, quarters));
            }
        }
        best.map(|(lang, quarters)| (lang, quarters as f32 / PER_NAT))
    }

    /// Whether no language scored anything: no letters, or only letters that no language here uses.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.script.is_none() && self.nats.iter().all(|&quarters| quarters == 0)
    }
}
