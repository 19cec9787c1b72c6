//! The path of one page: bytes, text, blocks, evidence, verdicts, cleaned text.

use std::{sync::Arc, thread};

use rustc_hash::FxHashSet;

use crate::{
    apply,
    census::Census,
    cleaned::{Cleaned, Flag, Guess, Removal},
    date::Date,
    decide::{Feature, Grounds, Model, Share},
    declared::{Declared, Source, state},
    detect::{Fact, Facts, Foreign, Naming, Outline, Proportions, Tools},
    kind::Kind,
    lang::Lang,
    lexicon::{Lexicon, ParseError},
    page::{Block, BlockKind, Origin, Page},
    reader::{RawPage, Read, Reader},
    rounds::{self, Decided, Judge},
    settings::{Format, Settings},
    span::Span,
    stamp::Stamps,
};

/// Everything that is made once and then only read: settings, lexicons, language weights. Shared by all threads.
#[derive(Debug)]
pub struct Cleaner {
    settings: Settings,
    tools: Tools,
    model: Arc<Model>,
    census: Arc<Census>,
}

/// A user's lexicon that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the lexicon for `{lang}`: {error}")]
pub struct BadLexicon {
    /// The language of the lexicon.
    pub lang: Lang,
    /// The first line that is wrong.
    pub error: ParseError,
}

impl Cleaner {
    /// A cleaner with these settings.
    ///
    /// # Errors
    ///
    /// A lexicon of the user's that cannot be read.
    pub fn new(settings: Settings) -> Result<Self, BadLexicon> {
        // Each takes some tens of milliseconds, which a single page would wait for.
        let (lexicon, scorer, stamps) = thread::scope(|scope| {
            let scorer = scope.spawn(|| settings.detector.scorer());
            let lexicon = Lexicon::new(&settings.lexicons);
            (lexicon, scorer.join().unwrap_or_else(|_| settings.detector.scorer()), Stamps::new())
        });
        let lexicon = lexicon.map_err(|(lang, error)| BadLexicon { lang, error })?;
        let tools = Tools { naming: Naming::default(), scorer, lexicon, stamps };
        Ok(Self { settings, tools, model: Arc::default(), census: Arc::default() })
    }

    /// The same with a census: what a site prints on many pages is told from what its authors write. It speaks of pages of which the
    /// [site](RawPage::site) is known.
    #[must_use]
    pub fn with_census(self, census: Arc<Census>) -> Self {
        Self { census, ..self }
    }

    /// Cleans a page. Any bytes give a result; nothing here fails.
    #[must_use]
    pub fn clean(&self, bytes: &[u8], format: Format) -> Cleaned {
        self.clean_page(RawPage::new(bytes, format))
    }

    /// The same for a page of which more is known than its bytes.
    #[must_use]
    pub fn clean_page(&self, raw: RawPage<'_>) -> Cleaned {
        self.pass(raw).0
    }

    /// Cleans a page and tells, for every block, what spoke for and against cutting it.
    #[must_use]
    pub fn explain(&self, bytes: &[u8], format: Format) -> Explanation {
        self.explain_page(RawPage::new(bytes, format))
    }

    /// The same for a page of which more is known than its bytes.
    #[must_use]
    pub fn explain_page(&self, raw: RawPage<'_>) -> Explanation {
        let (cleaned, page, decided) = self.pass(raw);
        Explanation { cleaned, blocks: self.explained(&page, &decided), page }
    }

    /// The whole path of a page, with what was decided on its blocks.
    fn pass(&self, raw: RawPage<'_>) -> (Cleaned, Page, Decided) {
        let reader =
            Reader { encoding: self.settings.encoding, repair: self.settings.repair, writing: self.settings.writing };
        let Read { mut page, marks, encoding, replaced, repairs } = reader.read(raw);
        let decided = self.judge().decide(&page, self.census.site(raw.site));
        let cut: Vec<bool> = decided.blocks.iter().map(|block| block.verdict.cut).collect();
        page.written = marks.map(|marks| marks.write(&page, &cut));
        let spans = apply::spans(&page, &cut);
        let removals = self.removals(&page, &decided, &spans);
        let mut flags = decided.flags.clone();
        if replaced > 0 {
            flags.push(Flag::Replaced);
        }
        let dates = dates(&removals);
        let mut declared = page.declared.clone();
        if page.origin == Origin::Html {
            self.date(&mut declared, &removals, &page);
        }
        let cleaned = Cleaned {
            text: apply::without(page.extracted(), &spans),
            extracted: page.extracted().to_owned(),
            language: decided.primary.map(|primary| Guess { language: primary.lang, probability: primary.share }),
            encoding,
            repairs,
            dates,
            declared,
            removals,
            flags,
        };
        (cleaned, page, decided)
    }

    fn judge(&self) -> Judge<'_> {
        Judge { tools: &self.tools, model: &self.model, settings: &self.settings }
    }

    fn removals(&self, page: &Page, decided: &Decided, spans: &[Span]) -> Vec<Removal> {
        let primary = decided.primary.map(|primary| primary.lang);
        let cut = page.blocks.iter().zip(&decided.blocks).enumerate().filter(|pair| pair.1.1.verdict.cut);
        cut.zip(spans)
            .map(|((index, (block, rounds::Block { verdict, tongue, .. })), &span)| Removal {
                span,
                block: page.span(index),
                kind: verdict.kind,
                language: language(tongue.foreign, tongue.other, primary),
                confidence: verdict.probability,
                evidence: Grounds::new(
                    &self.model,
                    decided.ledger.features(verdict.features),
                    verdict.chain,
                    decided.outline.get(index).copied(),
                ),
                date: self.tools.stamps.date(page.block_text(block), primary),
            })
            .collect()
    }

    /// Finds the day of a document that is told to readers only: in metadata, or as the one stamp that was lifted.
    fn date(&self, declared: &mut Declared, removals: &[Removal], page: &Page) {
        if let Some(dated) = &declared.dated {
            // Metadata is in no language for sure, so the order of day and month has to be certain without one.
            let stamp = self.tools.stamps.read(&dated.value, None);
            state(&mut declared.date, dated.source, stamp.and_then(|stamp| stamp.date));
        }
        state(&mut declared.date, Source::Stamp, lifted(removals, page));
    }

    fn explained(&self, page: &Page, decided: &Decided) -> Vec<Explained> {
        let primary = decided.primary.map(|primary| primary.lang);
        let outline = (page.origin == Origin::Html).then(|| Outline::of(page, &self.tools.naming));
        let facts: Vec<Facts> = outline.iter().flat_map(Outline::facts).collect();
        let proportions = if page.origin == Origin::Html { Vec::new() } else { self.judge().proportions(page) };
        let (ledger, nats) = (&decided.ledger, &decided.outline);
        let blocks =
            page.blocks.iter().enumerate().map(|(index, block)| Block { span: page.span(index), ..block.clone() });
        blocks
            .zip(&decided.blocks)
            .enumerate()
            .map(|(index, (block, decided))| Explained {
                block,
                cut: decided.verdict.cut,
                kind: decided.verdict.kind,
                probability: decided.verdict.probability,
                settled: decided.verdict.settled,
                language: language(decided.tongue.foreign, decided.tongue.other, primary),
                margin: decided.tongue.margin,
                round: decided.round,
                evidence: self.model.shares(
                    ledger.features(decided.verdict.features),
                    decided.verdict.chain,
                    nats.get(index).copied(),
                ),
                facts: match (facts.get(index), proportions.get(index)) {
                    (Some(facts), _) => named(Fact::ALL.iter().map(|fact| fact.name()), facts),
                    (_, Some(numbers)) => named(Proportions::NAMES.into_iter(), numbers),
                    _ => Vec::new(),
                },
                outline: facts.get(index).map(|facts| self.model.outline_shares(facts)).unwrap_or_default(),
                features: ledger.features(decided.verdict.features).to_vec(),
                spared: decided.verdict.spared.map(|reason| ledger.why(reason)),
            })
            .collect()
    }
}

fn named(names: impl Iterator<Item = &'static str>, numbers: &[f32]) -> Vec<(&'static str, f32)> {
    names.zip(numbers.iter().copied()).collect()
}

/// The language of a block: the other one where it is surely foreign, the page's where that fits best.
fn language(foreign: Foreign, other: Option<Lang>, primary: Option<Lang>) -> Option<Lang> {
    match foreign {
        Foreign::Sure => other,
        Foreign::No => primary,
        Foreign::Maybe | Foreign::Unknown => None,
    }
}

/// Bytes between a document's title and the stamp that tells when it was written: a line or two of teaser and a byline.
const NEAR_TITLE: usize = 400;
/// Bytes of text that stay behind such a stamp where it is not near the title; behind the one of a foot, next to nothing does.
const BEHIND: usize = 200;

/// The day that was lifted from beside a document's title; or else the only one, unless it stands at the foot: that is the day of
/// the last change, or of the site.
fn lifted(removals: &[Removal], page: &Page) -> Option<Date> {
    let title = page.blocks.iter().position(|block| block.kind == BlockKind::Title).map(|index| page.span(index));
    let near = |span: Span| title.is_some_and(|title| (span.start.abs_diff(title.end) as usize) < NEAR_TITLE);
    let dated: Vec<(Span, Date)> = removals.iter().filter_map(|removal| Some((removal.span, removal.date?))).collect();
    if let Some(found) = dated.iter().find(|found| near(found.0)) {
        return Some(found.1);
    }
    let &(first, date) = dated.first()?;
    let gone = removals.iter().filter(|removal| removal.span.start >= first.start).map(|removal| removal.span.len());
    let behind = page.extracted().len().saturating_sub(first.start as usize).saturating_sub(gone.sum());
    (behind >= BEHIND && dated.iter().all(|found| found.1 == date)).then_some(date)
}

/// The days that removals name, in page order, each once.
fn dates(removals: &[Removal]) -> Vec<Date> {
    let mut seen = FxHashSet::default();
    removals.iter().filter_map(|removal| removal.date).filter(|date| seen.insert(*date)).collect()
}

/// A page with the reasons for every decision, cuts and keeps alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The outcome.
    pub cleaned: Cleaned,
    /// The page as extracted.
    pub page: Page,
    /// One entry a block of the page, in order.
    pub blocks: Vec<Explained>,
}

/// One block and what was held for and against it.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// The block, with its place in the extracted text.
    pub block: Block,
    /// Whether it was cut.
    pub cut: bool,
    /// What it is, if it is chrome.
    pub kind: Kind,
    /// How likely it is chrome, 0 to 1.
    pub probability: f32,
    /// Whether a rule says that it is chrome, whatever its evidence weighs.
    pub settled: bool,
    /// The language of the block, where it has one.
    pub language: Option<Lang>,
    /// How much better another language fits than the page's, in nats.
    pub margin: f32,
    /// The round in which it was cut, from 1; 0 where it was kept.
    pub round: u8,
    /// Every piece of evidence with a weight, heaviest first.
    pub evidence: Vec<Share>,
    /// The numbers by which the outline of its document is judged; in plain text, those on how the line is written.
    pub facts: Vec<(&'static str, f32)>,
    /// What the outline of its document consists of, heaviest first; empty for plain text.
    pub outline: Vec<Share>,
    /// Every piece of evidence, also what weighs nothing.
    pub features: Vec<Feature>,
    /// Why it stays, or would stay whatever the sum.
    pub spared: Option<&'static str>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers of one name on the lines of a text.
    fn numbers(lines: &[&str], name: &str) -> Vec<f32> {
        let explained = Cleaner::new(Settings::default()).unwrap().explain(lines.join("\n\n").as_bytes(), Format::Text);
        let named = |block: &Explained| block.facts.iter().find(|fact| fact.0 == name).map(|fact| fact.1);
        explained.blocks.iter().filter_map(named).collect()
    }

    const LINES: [&str; 4] = [
        "Mills of Ostrava",
        "The old mills by the river were sold last week, and nobody in the village knows to whom.",
        "More than one of the mills had been empty since the war, as an old map of the river shows.",
        "More Cheese, 2!",
    ];

    #[test]
    fn a_heading_echoes_in_the_prose() {
        // “Of” and “mills” are in it; “Ostrava” is not.
        assert_eq!(numbers(&LINES, "echo-of-prose")[0], 2.0 / 3.0);
        assert_eq!(numbers(&LINES, "most-echoed")[0], 2.0);
        assert_eq!(numbers(&LINES, "echo-of-lines")[3], 0.5);
        assert_eq!(numbers(&["1999"], "echo-of-prose"), [-1.0]);
    }

    #[test]
    fn a_line_is_written_in_its_own_way() {
        assert_eq!(numbers(&LINES, "characters")[3], 13.0);
        assert_eq!(numbers(&LINES, "capitals")[3], 1.0);
        assert_eq!((numbers(&LINES, "marks")[3], numbers(&LINES, "digits")[3]), (2.0 / 13.0, 1.0 / 13.0));
        assert_eq!(numbers(&LINES, "starts-alike"), [1.0, 1.0, 2.0, 2.0]);
        let before = numbers(&LINES, "text-before");
        assert!(before[0] == 0.0 && before.is_sorted() && before[3] < 1.0);
    }
}
