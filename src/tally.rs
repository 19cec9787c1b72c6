//! Counts that add up. Adding is exact and the same in any order and grouping, apart from [`Phrases`], which is exact
//! until it is full and then off by at most [`Phrases::slack`].

use std::{
    collections::{BTreeMap, HashMap},
    ops::{Add, AddAssign},
};

use crate::{
    cleaned::Removal,
    kind::Kind,
    lang::Lang,
    outcome::{Outcome, Reason, Status},
};

/// How many sites are counted by name: enough for any directory a person reads a table of, some hundred kilobytes.
pub const SITE_CAP: usize = 10_000;

/// How many phrases are held: about 6 MB at [`PHRASE_CHARS`].
pub const PHRASE_CAP: usize = 1 << 15;

/// Characters of a phrase that are kept; two phrases that agree that far are one.
pub const PHRASE_CHARS: usize = 80;

/// The name that sites beyond [`SITE_CAP`] go by.
pub const OTHER_SITES: &str = "(others)";

/// Pieces and their characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// How many.
    pub pieces: u64,
    /// Unicode characters in them.
    pub chars: u64,
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.pieces += other.pieces;
        self.chars += other.chars;
    }
}

/// What is counted for one site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Site {
    /// Pages of any status.
    pub pages: u64,
    /// Characters of extracted text.
    pub chars_in: u64,
    /// Characters of cleaned text.
    pub chars_out: u64,
    /// Removals.
    pub removed: Count,
}

impl AddAssign for Site {
    fn add_assign(&mut self, other: Self) {
        self.pages += other.pages;
        self.chars_in += other.chars_in;
        self.chars_out += other.chars_out;
        self.removed += other.removed;
    }
}

/// Sites by name: the first [`SITE_CAP`] names in byte order, and the rest together. That choice does not depend on the
/// order in which sites turn up, so sums stay exact.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sites {
    named: BTreeMap<String, Site>,
    others: Site,
}

impl Sites {
    /// Every site with its counts, by name; the rest last, as [`OTHER_SITES`].
    pub fn iter(&self) -> impl Iterator<Item = (&str, Site)> {
        let others = (self.others != Site::default()).then_some((OTHER_SITES, self.others));
        self.named.iter().map(|(name, site)| (name.as_str(), *site)).chain(others)
    }

    fn add(&mut self, name: &str, site: Site) {
        if let Some(held) = self.named.get_mut(name) {
            *held += site;
        } else if self.named.len() == SITE_CAP && self.named.last_key_value().is_some_and(|last| name > last.0.as_str())
        {
            self.others += site;
        } else {
            self.named.insert(name.to_owned(), site);
            self.evict();
        }
    }

    fn evict(&mut self) {
        while self.named.len() > SITE_CAP {
            if let Some((_, site)) = self.named.pop_last() {
                self.others += site;
            }
        }
    }
}

/// The most frequent removed phrases, in bounded memory: a Misra-Gries summary (Agarwal et al., Mergeable Summaries,
/// 2012). Counts are exact while at most [`PHRASE_CAP`] different phrases were seen; after that a count may be too
/// low, by no more than [`Phrases::slack`], and phrases rarer than that may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phrases {
    counts: HashMap<(Kind, String), u64>,
    slack: u64,
}

impl Phrases {
    /// By how much a count may be too low; 0 while all are exact.
    #[must_use]
    pub fn slack(&self) -> u64 {
        self.slack
    }

    /// The `top` most frequent: phrase, kind, times; ties by phrase.
    #[must_use]
    pub fn top(&self, top: usize) -> Vec<(&str, Kind, u64)> {
        let mut rows: Vec<_> =
            self.counts.iter().map(|((kind, phrase), times)| (phrase.as_str(), *kind, *times)).collect();
        rows.sort_unstable_by(|a, b| b.2.cmp(&a.2).then(a.0.cmp(b.0)).then(a.1.cmp(&b.1)));
        rows.truncate(top);
        rows
    }

    fn add(&mut self, kind: Kind, phrase: &str, times: u64) {
        *self.counts.entry((kind, shorten(phrase))).or_default() += times;
        self.prune();
    }

    /// Once full, takes the count of the middle phrase from all, so that pruning is rare.
    fn prune(&mut self) {
        if self.counts.len() <= PHRASE_CAP {
            return;
        }
        let mut times: Vec<u64> = self.counts.values().copied().collect();
        times.sort_unstable_by(|a, b| b.cmp(a));
        let toll = times[PHRASE_CAP / 2];
        self.counts.retain(|_, count| {
            *count = count.saturating_sub(toll);
            *count > 0
        });
        self.slack += toll;
    }
}

/// A phrase with its white space folded, cut to [`PHRASE_CHARS`].
fn shorten(phrase: &str) -> String {
    let mut short = String::new();
    for word in phrase.split_whitespace() {
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
        if short.len() > 4 * PHRASE_CHARS {
            break;
        }
    }
    short.char_indices().nth(PHRASE_CHARS).map(|(end, _)| short[..end].to_owned()).unwrap_or(short)
}

/// Everything that is counted over pages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Pages by how they ended and why.
    pub pages: BTreeMap<(Status, Option<Reason>), u64>,
    /// Bytes read, after decompression.
    pub bytes_in: u64,
    /// Characters of extracted text.
    pub chars_in: u64,
    /// Characters of cleaned text.
    pub chars_out: u64,
    /// Pages from which something was cut.
    pub touched: u64,
    /// Repairs of mojibake.
    pub repairs: u64,
    /// Days lifted from stamps.
    pub dates: u64,
    /// Removals by kind.
    pub kinds: BTreeMap<Kind, Count>,
    /// Removals by the language of what was removed.
    pub languages: BTreeMap<Option<Lang>, Count>,
    /// Cleaned and emptied pages by primary language.
    pub primaries: BTreeMap<Option<Lang>, u64>,
    /// By site.
    pub sites: Sites,
    /// The most frequent phrases.
    pub phrases: Phrases,
}

impl Tally {
    /// The counts of one page.
    #[must_use]
    pub fn of(outcome: &Outcome) -> Self {
        let mut tally = Self::default();
        tally.count(outcome);
        tally
    }

    /// Adds one page. What is no page is counted, and belongs to no site.
    pub fn count(&mut self, outcome: &Outcome) {
        *self.pages.entry((outcome.status, outcome.reason)).or_default() += 1;
        self.bytes_in += outcome.bytes;
        if outcome.reason == Some(Reason::NoPage) {
            return;
        }
        let mut site = Site { pages: 1, ..Site::default() };
        if let Some(cleaned) = &outcome.cleaned {
            site.chars_in = cleaned.extracted.chars().count() as u64;
            site.chars_out = cleaned.text.chars().count() as u64;
            self.repairs += cleaned.repairs.len() as u64;
            self.dates += cleaned.dates.len() as u64;
            self.touched += u64::from(!cleaned.removals.is_empty());
            *self.primaries.entry(cleaned.language.map(|guess| guess.language)).or_default() += 1;
            for removal in &cleaned.removals {
                site.removed += self.remove(removal, &cleaned.extracted);
            }
        }
        self.count_site(&outcome.site, site);
    }

    fn remove(&mut self, removal: &Removal, extracted: &str) -> Count {
        self.count_removal(removal.kind, removal.language, removal.span.of(extracted), removal.block.of(extracted))
    }

    /// Adds one removal: the bytes that went, and the block in them. Returns what it came to.
    pub fn count_removal(&mut self, kind: Kind, language: Option<Lang>, removed: &str, block: &str) -> Count {
        let count = Count { pieces: 1, chars: removed.chars().count() as u64 };
        *self.kinds.entry(kind).or_default() += count;
        *self.languages.entry(language).or_default() += count;
        self.phrases.add(kind, block, 1);
        count
    }

    /// Adds the counts of a page or more to a site, and its characters to the whole.
    pub fn count_site(&mut self, name: &str, site: Site) {
        self.chars_in += site.chars_in;
        self.chars_out += site.chars_out;
        self.sites.add(name, site);
    }

    /// All pages that came in.
    #[must_use]
    pub fn pages_in(&self) -> u64 {
        self.pages.values().sum()
    }

    /// Pages that ended so, for whatever reason.
    #[must_use]
    pub fn pages_with(&self, status: Status) -> u64 {
        self.pages.iter().filter(|(key, _)| key.0 == status).map(|(_, pages)| pages).sum()
    }

    /// All removals.
    #[must_use]
    pub fn removed(&self) -> Count {
        let mut sum = Count::default();
        self.kinds.values().for_each(|count| sum += *count);
        sum
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.bytes_in += other.bytes_in;
        self.chars_in += other.chars_in;
        self.chars_out += other.chars_out;
        self.touched += other.touched;
        self.repairs += other.repairs;
        self.dates += other.dates;
        other.pages.into_iter().for_each(|(key, n)| *self.pages.entry(key).or_default() += n);
        other.kinds.into_iter().for_each(|(key, n)| *self.kinds.entry(key).or_default() += n);
        other.languages.into_iter().for_each(|(key, n)| *self.languages.entry(key).or_default() += n);
        other.primaries.into_iter().for_each(|(key, n)| *self.primaries.entry(key).or_default() += n);
        other.sites.named.iter().for_each(|(name, site)| self.sites.add(name, *site));
        self.sites.others += other.sites.others;
        self.phrases.slack += other.phrases.slack;
        other.phrases.counts.into_iter().for_each(|(key, n)| *self.phrases.counts.entry(key).or_default() += n);
        self.phrases.prune();
    }
}

impl Add for Tally {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(rows: std::ops::Range<usize>) -> Tally {
        let mut tally = Tally::default();
        for row in rows {
            let site = Site { pages: 1, chars_in: row as u64, ..Site::default() };
            tally.count_site(&format!("site-{:05}", row * 7919 % 12_000), site);
            tally.count_removal(Kind::Share, Lang::parse("de"), "x", &format!("phrase {}", row % 50));
        }
        tally
    }

    #[test]
    fn sums_do_not_depend_on_order_or_grouping() {
        let (a, b, c) = (tally(0..5_000), tally(5_000..9_000), tally(9_000..13_000));
        let left = (a.clone() + b.clone()) + c.clone();
        assert_eq!(left, a.clone() + (b.clone() + c.clone()));
        assert_eq!(left, c + b + a);
        assert_eq!(left, tally(0..13_000));
        assert_eq!(left.sites.iter().count(), SITE_CAP + 1);
        assert_eq!(left.sites.iter().map(|site| site.1.pages).sum::<u64>(), 13_000);
    }

    #[test]
    fn a_frequent_phrase_survives_any_number_of_rare_ones() {
        let mut phrases = Phrases::default();
        for row in 0..3 * PHRASE_CAP {
            phrases.add(Kind::Share, &format!("rare {row}"), 1);
            phrases.add(Kind::Legal, "often", 1);
        }
        let (phrase, kind, times) = phrases.top(1)[0];
        assert_eq!((phrase, kind), ("often", Kind::Legal));
        assert!(times + phrases.slack() >= 3 * PHRASE_CAP as u64);
        assert!(phrases.counts.len() <= PHRASE_CAP);
    }

    #[test]
    fn long_phrases_are_folded_and_cut() {
        assert_eq!(shorten(" a\n  b "), "a b");
        assert_eq!(shorten(&"ä ".repeat(500)).chars().count(), PHRASE_CHARS);
    }
}
