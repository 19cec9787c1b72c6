//! Scores a cleaner on line-labelled data, from the spans it removed: which part of each gold line survived.
//!
//! The figures agree with those that the aligning scorer of the development data gives for the cleaned text; nothing has
//! to be aligned here, since removals are spans.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use crate::{reader::RawPage, run::Clean, settings::Format, span::Span};

/// A line counts as dropped when less than this share of it survives; as the scorer of the data has it.
const SURVIVES: f64 = 0.5;

/// One document of line-labelled data.
#[derive(Debug, Deserialize)]
pub struct Gold {
    /// Its identifier.
    #[serde(default)]
    pub id: String,
    /// Its primary language.
    #[serde(default)]
    pub primary: String,
    /// What its lines are joined by.
    #[serde(default = "newline")]
    pub sep: String,
    /// Its lines.
    pub lines: Vec<GoldLine>,
}

fn newline() -> String {
    "\n".to_owned()
}

/// A line and what should become of it.
#[derive(Debug, Deserialize)]
pub struct GoldLine {
    /// The line.
    pub text: String,
    /// What should become of it.
    pub label: Label,
    /// Its language; `un` for none.
    #[serde(default)]
    pub lang: String,
    /// What it is.
    #[serde(default)]
    pub reason: String,
    /// Where it stands.
    #[serde(default)]
    pub pos: String,
    /// Whether its language is another than the document's.
    #[serde(default)]
    pub foreign: bool,
}

/// What should become of a line. The order is that in which equal lines are credited with survivors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Label {
    /// It should stay.
    Keep,
    /// Either is right.
    Opt,
    /// It should go.
    Drop,
}

impl GoldLine {
    /// Whether the task is specified for it: foreign, a stamp, or without a language.
    fn is_core(&self) -> bool {
        self.foreign
            || matches!(self.reason.as_str(), "timestamp" | "docid" | "cookie" | "tech-error")
            || (self.lang == "un" && self.reason != "ui-primary")
    }
}

/// Lines and characters, counted for precision, recall and damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Dropped, as they should be.
    pub dropped: u64,
    /// Dropped, and should have stayed.
    pub lost: u64,
    /// Kept, and should have gone.
    pub missed: u64,
    /// Kept, as they should be.
    pub kept: u64,
    /// Characters that should stay.
    pub keep_chars: u64,
    /// Of these, characters that went.
    pub lost_chars: u64,
}

impl Counts {
    /// The share of dropped lines that should have gone; 1 where none was dropped.
    #[must_use]
    pub fn precision(&self) -> f64 {
        ratio(self.dropped, self.dropped + self.lost, 1.0)
    }

    /// The share of the lines that should have gone and went; 1 where there were none.
    #[must_use]
    pub fn recall(&self) -> f64 {
        ratio(self.dropped, self.dropped + self.missed, 1.0)
    }

    /// The harmonic mean of both.
    #[must_use]
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }

    /// The share of characters that should have stayed and went.
    #[must_use]
    pub fn damage(&self) -> f64 {
        ratio(self.lost_chars, self.keep_chars, 0.0)
    }

    fn add(&mut self, label: Label, chars: u64, survived: u64) {
        let dropped = (survived as f64) < SURVIVES * chars as f64;
        match (label, dropped) {
            (Label::Drop, true) => self.dropped += 1,
            (Label::Drop, false) => self.missed += 1,
            (_, true) => self.lost += 1,
            (_, false) => self.kept += 1,
        }
        if label == Label::Keep {
            self.keep_chars += chars;
            self.lost_chars += chars - survived;
        }
    }
}

fn ratio(part: u64, whole: u64, empty: f64) -> f64 {
    if whole == 0 { empty } else { part as f64 / whole as f64 }
}

/// What scores can be broken down by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// Foreign, in the primary language, or in none; lines to drop.
    Foreign,
    /// What a line to drop is.
    Reason,
    /// Where the line stands.
    Pos,
    /// What a line to keep is.
    Keep,
    /// The primary language of the document.
    Lang,
}

/// The scores of a cleaner.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Score {
    /// Documents.
    pub documents: u64,
    /// Documents where exactly the right lines went.
    pub perfect: u64,
    /// Documents with nothing to drop.
    pub clean: u64,
    /// Of these, documents that lost something.
    pub clean_damaged: u64,
    /// All lines.
    pub total: Counts,
    /// Lines by facet and value.
    pub by: BTreeMap<(Facet, String), Counts>,
}

impl Score {
    /// Cleans a document and adds how it went. With `core`, boilerplate in the primary language is not scored.
    pub fn add(&mut self, gold: &Gold, cleaner: &impl Clean, core: bool) {
        let survived = survivors(gold, cleaner);
        let mut document = Counts::default();
        let mut perfect = true;
        for (line, (chars, survived)) in gold.lines.iter().zip(survived) {
            let scored = line.label != Label::Opt && (line.label == Label::Keep || !core || line.is_core());
            if !scored || chars == 0 {
                continue;
            }
            perfect &= survived == if line.label == Label::Keep { chars } else { 0 };
            document.add(line.label, chars, survived);
            self.total.add(line.label, chars, survived);
            for (facet, value) in facets(gold, line) {
                self.by.entry((facet, value.to_owned())).or_default().add(line.label, chars, survived);
            }
        }
        self.documents += 1;
        self.perfect += u64::from(perfect);
        if document.dropped + document.missed == 0 {
            self.clean += 1;
            self.clean_damaged += u64::from(document.lost_chars > 0);
        }
    }

    /// The share of documents where exactly the right lines went.
    #[must_use]
    pub fn perfect_share(&self) -> f64 {
        ratio(self.perfect, self.documents, 0.0)
    }

    /// The share of documents with nothing to drop that lost something.
    #[must_use]
    pub fn clean_damaged_share(&self) -> f64 {
        ratio(self.clean_damaged, self.clean, 0.0)
    }
}

fn facets<'g>(gold: &'g Gold, line: &'g GoldLine) -> Vec<(Facet, &'g str)> {
    let mut facets = vec![(Facet::Lang, gold.primary.as_str()), (Facet::Pos, line.pos.as_str())];
    if line.label == Label::Keep {
        facets.push((Facet::Keep, &line.reason));
        return facets;
    }
    facets.push((Facet::Reason, &line.reason));
    let foreign = if line.foreign {
        "foreign"
    } else if line.lang == "un" {
        "neutral"
    } else {
        "primary-lang"
    };
    facets.push((Facet::Foreign, foreign));
    facets
}

/// For each line, its characters and how many of them survived, white space aside.
fn survivors(gold: &Gold, cleaner: &impl Clean) -> Vec<(u64, u64)> {
    let texts: Vec<&str> = gold.lines.iter().map(|line| line.text.as_str()).collect();
    let text = texts.join(&gold.sep);
    let cleaned = cleaner.clean(RawPage::new(text.as_bytes(), Format::Text)).cleaned;
    // A byte order mark at the start is no part of the extracted text.
    let shift = text.len().saturating_sub(cleaned.extracted.len());
    let cuts: Vec<Span> = cleaned.removals.iter().map(|removal| removal.span).collect();
    let mut start = 0;
    let mut lines = Vec::with_capacity(texts.len());
    for line in &texts {
        lines.push(survival(line, start, shift, &cuts));
        start += line.len() + gold.sep.len();
    }
    swap_equal(gold, &mut lines);
    lines
}

fn survival(line: &str, start: usize, shift: usize, cuts: &[Span]) -> (u64, u64) {
    let (mut chars, mut survived) = (0, 0);
    for (offset, _) in line.char_indices().filter(|(_, letter)| !is_space(*letter)) {
        let at = (start + offset).saturating_sub(shift);
        let next = cuts.partition_point(|cut| cut.end as usize <= at);
        chars += 1;
        survived += u64::from(cuts.get(next).is_none_or(|cut| at < cut.start as usize));
    }
    (chars, survived)
}

fn is_space(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200b}' | '\u{feff}')
}

/// Equal lines are interchangeable: what survived of any of them is credited to those that should stay first.
fn swap_equal(gold: &Gold, lines: &mut [(u64, u64)]) {
    let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, line) in gold.lines.iter().enumerate() {
        groups.entry(line.text.chars().filter(|letter| !is_space(*letter)).collect()).or_default().push(index);
    }
    for mut group in groups.into_values().filter(|group| group.len() > 1) {
        let mut counts: Vec<u64> = group.iter().map(|index| lines[*index].1).collect();
        counts.sort_unstable_by(|a, b| b.cmp(a));
        group.sort_by_key(|index| (gold.lines[*index].label, *index));
        group.into_iter().zip(counts).for_each(|(index, survived)| lines[index].1 = survived);
    }
}
