//! The path of one page: bytes, text, blocks, evidence, verdicts, cleaned text.

use std::{sync::Arc, thread};

use rustc_hash::FxHashSet;

use crate::{
    apply,
    census::Census,
    cleaned::{Cleaned, Flag, Guess, Removal},
    date::Date,
    decide::{Feature, Model, Share},
    detect::{Fact, Facts, Foreign, Naming, Tools},
    kind::Kind,
    lang::Lang,
    lexicon::{Lexicon, ParseError},
    page::{Block, Page},
    reader::{RawPage, Read, Reader},
    rounds::{Decided, Judge},
    settings::{Format, Settings},
    span::Span,
    stamp::Stamps,
};

/// Everything that is made once and then only read: settings, lexicons, language weights. Shared by all threads.
#[derive(Debug)]
pub struct Cleaner {
    settings: Settings,
    tools: Tools,
    model: Model,
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
        Ok(Self { settings, tools, model: Model::default(), census: Arc::default() })
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
        Explanation { cleaned, blocks: self.explained(&page, decided), page }
    }

    /// The whole path of a page, with what was decided on its blocks.
    fn pass(&self, raw: RawPage<'_>) -> (Cleaned, Page, Decided) {
        let reader = Reader { encoding: self.settings.encoding, repair: self.settings.repair };
        let Read { page, encoding, replaced, repairs } = reader.read(raw);
        let decided = self.judge().decide(&page, self.census.site(raw.site));
        let cut: Vec<bool> = decided.blocks.iter().map(|block| block.verdict.cut).collect();
        let spans = apply::spans(&page, &cut);
        let removals = self.removals(&page, &decided, &spans);
        let mut flags = decided.flags.clone();
        if replaced > 0 {
            flags.push(Flag::Replaced);
        }
        let cleaned = Cleaned {
            text: apply::without(&page.text, &spans),
            extracted: page.text.clone(),
            language: decided.primary.map(|primary| Guess { language: primary.lang, probability: primary.share }),
            encoding,
            repairs,
            dates: dates(&removals),
            title: page.declared.title.clone(),
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
        let cut = page.blocks.iter().zip(&decided.blocks).filter(|pair| pair.1.verdict.cut);
        cut.zip(spans)
            .map(|((block, decided), &span)| Removal {
                span,
                block: block.span,
                kind: decided.verdict.kind,
                language: language(decided.tongue.foreign, decided.tongue.other, primary),
                confidence: decided.verdict.probability,
                evidence: self.model.shares(&decided.verdict.features, decided.outline),
                date: self.tools.stamps.date(page.block_text(block), primary),
            })
            .collect()
    }

    fn explained(&self, page: &Page, decided: Decided) -> Vec<Explained> {
        let primary = decided.primary.map(|primary| primary.lang);
        let facts = decided.facts;
        let blocks = page.blocks.iter().cloned().zip(decided.blocks).enumerate();
        blocks
            .map(|(index, (block, decided))| Explained {
                block,
                cut: decided.verdict.cut,
                kind: decided.verdict.kind,
                probability: decided.verdict.probability,
                language: language(decided.tongue.foreign, decided.tongue.other, primary),
                margin: decided.tongue.margin,
                round: decided.round,
                evidence: self.model.shares(&decided.verdict.features, decided.outline),
                facts: facts.get(index).map(|facts| named(facts)).unwrap_or_default(),
                outline: facts.get(index).map(|facts| self.model.outline_shares(facts)).unwrap_or_default(),
                features: decided.verdict.features,
                spared: decided.verdict.spared,
            })
            .collect()
    }
}

fn named(facts: &Facts) -> Vec<(&'static str, f32)> {
    Fact::ALL.iter().map(|fact| fact.name()).zip(facts.iter().copied()).collect()
}

/// The language of a block: the other one where it is surely foreign, the page's where that fits best.
fn language(foreign: Foreign, other: Option<Lang>, primary: Option<Lang>) -> Option<Lang> {
    match foreign {
        Foreign::Sure => other,
        Foreign::No => primary,
        Foreign::Maybe | Foreign::Unknown => None,
    }
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
    /// The block.
    pub block: Block,
    /// Whether it was cut.
    pub cut: bool,
    /// What it is, if it is chrome.
    pub kind: Kind,
    /// How likely it is chrome, 0 to 1.
    pub probability: f32,
    /// The language of the block, where it has one.
    pub language: Option<Lang>,
    /// How much better another language fits than the page's, in nats.
    pub margin: f32,
    /// The round in which it was cut, from 1; 0 where it was kept.
    pub round: u8,
    /// Every piece of evidence with a weight, heaviest first.
    pub evidence: Vec<Share>,
    /// The numbers by which the outline of its document is judged; empty for plain text.
    pub facts: Vec<(&'static str, f32)>,
    /// What the outline of its document consists of, heaviest first; empty for plain text.
    pub outline: Vec<Share>,
    /// Every piece of evidence, also what weighs nothing.
    pub features: Vec<Feature>,
    /// Why it stays, or would stay whatever the sum.
    pub spared: Option<&'static str>,
}
