//! What an identifier says of one text. Holds the scores and no verdict: which language, how likely, and by how much are
//! questions to it.

use crate::lang::{Lang, LangSet, SCORED};

use super::{name::curbed, probability::temperature, scores::Scores};

/// A language and how likely it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guess {
    /// The language.
    pub language: Lang,
    /// Its probability, 0 to 1.
    pub probability: f32,
}

/// The languages that a text may be in. A plain value: nothing in it is allocated.
///
/// ```
/// let identifier = polyscrub::Identifier::new();
/// let text = identifier.identify("Der Zug nach Köln fährt heute von Gleis drei ab.");
/// assert_eq!(text.language().map(|lang| lang.code()), Some("de"));
/// assert!(text.probability() > 0.9);
/// assert!(text.margin("en".parse().unwrap()) > 0.0 && text.margin("de".parse().unwrap()) < 0.0);
/// assert_eq!(identifier.identify("12:45").language(), None);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Identification {
    /// Nats, by [`Lang::index`].
    nats: [f32; SCORED],
    /// The languages of the table that the letters can be of; none where there is nothing to go by.
    written: LangSet,
    /// The languages that know all of the words, where the text has the form of a name.
    name: Option<LangSet>,
    /// The language of a script that only one language uses, with its nats.
    script: Option<(Lang, f32)>,
    letters: u32,
    allowed: LangSet,
}

impl Identification {
    /// Of a text of which nothing is known yet; `allowed` holds the candidates, or nothing where all are.
    pub(super) fn new(allowed: LangSet) -> Self {
        Self { nats: [0.0; SCORED], written: LangSet::default(), name: None, script: None, letters: 0, allowed }
    }

    /// Of a text with these scores.
    pub(super) fn of(scores: &Scores, allowed: LangSet) -> Self {
        let mut text = Self { letters: scores.letters(), ..Self::new(allowed) };
        text.script = scores.best_of(|lang| lang.index() >= SCORED);
        if text.script.is_none() && !scores.is_blank() {
            text.written = scores.written;
            text.name = scores.name.then_some(scores.known);
            Lang::scored().zip(&mut text.nats).for_each(|(lang, nats)| *nats = scores.of(lang));
        }
        text
    }

    /// Adds a piece as a vote: `most` nats for the language that fits it best, less for one that fits less well. No piece
    /// outvotes several others then, and a letter counts the same in every script.
    pub(super) fn with_vote(mut self, piece: &Self, most: f32) -> Self {
        self.letters += piece.letters;
        let best = piece.best(|_| true).map_or(0.0, |best| best.1);
        let vote = |nats: f32| (most - best + nats).max(0.0);
        let votes =
            Lang::scored().zip(self.nats.iter_mut().zip(piece.nats)).filter(|row| piece.written.contains(row.0));
        votes.for_each(|(_, (nats, more))| *nats += vote(more));
        self.written = self.written.or(piece.written);
        if let Some((lang, nats)) = piece.script {
            self.add_script(lang, vote(nats));
        }
        self
    }

    /// Adds a piece in a script of one language. Of several such languages the one with most is kept.
    fn add_script(&mut self, lang: Lang, nats: f32) {
        let sum = nats + self.script.filter(|script| script.0 == lang).map_or(0.0, |script| script.1);
        if self.script.is_none_or(|script| script.0 == lang || script.1 < sum) {
            self.script = Some((lang, sum));
        }
    }

    /// The language that fits best; `None` where there is nothing to go by: no letters, or none that a candidate uses.
    #[must_use]
    pub fn language(&self) -> Option<Lang> {
        self.best(|_| true).map(|best| best.0)
    }

    /// The probability of that language among the candidates, 0 to 1; 0 where there is none.
    #[must_use]
    pub fn probability(&self) -> f32 {
        self.best(|_| true).map_or(0.0, |best| self.weigh(best.1, best.1))
    }

    /// The probability of one language among the candidates, 0 to 1; 0 for one that is none of them.
    #[must_use]
    pub fn probability_of(&self, lang: Lang) -> f32 {
        let own = self.candidates().find(|candidate| candidate.0 == lang);
        self.best(|_| true).zip(own).map_or(0.0, |(best, own)| self.weigh(own.1, best.1))
    }

    /// At most `k` languages, the likeliest first; empty where there is nothing to go by. Languages too close to call share
    /// the probability between them, so the first may be sure of its kind and unsure of itself.
    #[must_use]
    pub fn ranked(&self, k: usize) -> Vec<Guess> {
        let Some((_, most)) = self.best(|_| true) else { return Vec::new() };
        let mut guesses: Vec<(Lang, f32)> = self.candidates().collect();
        guesses.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        guesses.truncate(k);
        let total = self.total(most);
        let weight = |nats: f32| ((nats - most) * temperature(self.letters)).exp() / total;
        guesses.into_iter().map(|(language, nats)| Guess { language, probability: weight(nats) }).collect()
    }

    /// How much better the best other candidate fits than `against`, in nats; below 0 where `against` fits best, 0 where
    /// there is nothing to go by. Its next of kin ([`Lang::kin`]) count as `against`, not as others.
    #[must_use]
    pub fn margin(&self, against: Lang) -> f32 {
        if self.language().is_none() {
            return 0.0;
        }
        let kin = against.kin();
        let own =
            Lang::all().filter(|&lang| kin.contains(lang) && self.is_written_in(lang)).map(|lang| self.nats(lang));
        let home = own.reduce(f32::max).unwrap_or_default();
        let lead = |wanted: &dyn Fn(Lang) -> bool| self.best(wanted).map(|best| best.1 - home);
        let all = lead(&|lang| !kin.contains(lang)).unwrap_or(-home);
        let Some(known) = self.name else { return all };
        curbed(all, lead(&|lang| !kin.contains(lang) && known.contains(lang)))
    }

    /// How many letters were looked at.
    #[must_use]
    pub fn letters(&self) -> u32 {
        self.letters
    }

    /// Whether the letters are those of a language, candidate or not.
    pub(super) fn is_written_in(&self, lang: Lang) -> bool {
        self.written.contains(lang) || self.script.is_some_and(|script| script.0 == lang)
    }

    /// The nats of a language; 0 for one that is not written in these letters.
    pub(super) fn nats(&self, lang: Lang) -> f32 {
        let apart = self.script.filter(|script| script.0 == lang).map(|script| script.1);
        apart.unwrap_or_else(|| self.nats.get(lang.index()).copied().unwrap_or_default())
    }

    /// The best candidate that `wanted` holds, with its nats. The first in the order of the table wins a tie.
    pub(super) fn best(&self, wanted: impl Fn(Lang) -> bool) -> Option<(Lang, f32)> {
        let better = |best: (Lang, f32), next: (Lang, f32)| if next.1 > best.1 { next } else { best };
        self.candidates().filter(|candidate| wanted(candidate.0)).reduce(better)
    }

    /// The languages that may be it and are written in these letters, with their nats.
    fn candidates(&self) -> impl Iterator<Item = (Lang, f32)> {
        let scored = Lang::scored().zip(self.nats).filter(|candidate| self.written.contains(candidate.0));
        scored.chain(self.script).filter(|candidate| self.allowed.is_empty() || self.allowed.contains(candidate.0))
    }

    /// The probability that a language has with so many nats, where the best has `most`.
    fn weigh(&self, nats: f32, most: f32) -> f32 {
        ((nats - most) * temperature(self.letters)).exp() / self.total(most)
    }

    /// The sum that probabilities are shares of.
    fn total(&self, most: f32) -> f32 {
        let factor = temperature(self.letters);
        self.candidates().map(|candidate| ((candidate.1 - most) * factor).exp()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Identifier;
    use super::*;

    fn lang(code: &str) -> Lang {
        Lang::parse(code).unwrap()
    }

    #[test]
    fn kin_are_not_others() {
        let text = Identifier::new().identify("Selamat pagi, apa kabar Anda hari ini?");
        let malay = lang("ms").kin();
        assert!(malay.contains(text.language().unwrap()));
        assert!(text.margin(lang("ms")) < 0.0 && text.margin(lang("id")) < 0.0);
        assert_eq!(text.margin(lang("ms")), text.margin(lang("id")));
    }

    #[test]
    fn a_script_of_one_language_is_enough() {
        let text = Identifier::new().identify("ሰላም ለሁላችሁም");
        assert_eq!(text.ranked(3), [Guess { language: lang("am"), probability: 1.0 }]);
        assert!(text.margin(lang("en")) > 0.0 && text.margin(lang("am")) < 0.0);
    }

    #[test]
    fn probabilities_are_shares_of_one() {
        let text = Identifier::new().identify("Foto");
        let ranked = text.ranked(usize::MAX);
        assert!((ranked.iter().map(|guess| guess.probability).sum::<f32>() - 1.0).abs() < 1e-4);
        assert!(ranked.is_sorted_by(|a, b| a.probability >= b.probability));
        assert_eq!(ranked[0].probability, text.probability());
        assert_eq!(ranked[1].probability, text.probability_of(ranked[1].language));
    }
}
