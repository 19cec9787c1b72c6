//! Decides on a page until nothing more is cut: each cut changes what stands around the other blocks, so the decision
//! repeats on what survived. That is what makes cleaning the cleaned change nothing.

use crate::{
    apply,
    census::SiteView,
    cleaned::Flag,
    decide::{Decision, Features, Ledger, Model, UNSELECTED, Verdict, of_outline},
    detect::{Blocks, Foreign, Numbers, Observed, Piece, Tongue, Tools, View, Wordings, is_readers, spreads},
    extract,
    identify::Primary,
    kind::Kind,
    page::{Origin, Page},
    rescue::Rescue,
    settings::Settings,
    sieve::{Settled, Sieve},
    standing::{Fit, Standing},
};

/// Rounds after which a page that still changes is left whole; all but a few pages in a hundred settle in three. With four, seven of the 1,300 texts
/// that extractors leave did not.
const MOST_ROUNDS: u8 = 8;
/// Rounds on a document. Its outline stays as it is whatever is cut, so there is little to be learned from later ones; and each asks for more than
/// the one before, because the F1 that is to be expected of what is left is higher.
const DOCUMENT_ROUNDS: u8 = 1;

/// Why a block stays that the user named.
const KEPT: &str = "a phrase to keep";
/// Why a block of a reader's comment stays.
const READERS: &str = "what a reader wrote";
/// Why all blocks of a page stay.
const WHOLE: &str = "the page is left whole";
/// Why a block comes back.
const RESCUED: &str = "without it, next to nothing of the page's text would be left";

/// What was decided on a page.
#[derive(Debug)]
pub(crate) struct Decided {
    /// One entry a block of the page.
    pub blocks: Vec<Block>,
    /// What their verdicts refer to.
    pub ledger: Ledger,
    /// How much the outline of a document speaks for cutting each, in nats; empty for plain text.
    pub outline: Vec<f32>,
    /// The page's language in the last round.
    pub primary: Option<Primary>,
    /// What a reader should know.
    pub flags: Vec<Flag>,
}

/// What was decided on a block.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block {
    pub verdict: Verdict,
    pub tongue: Tongue,
    /// The round that cut it, from 1; 0 for a block that stays.
    pub round: u8,
}

impl Block {
    /// One that is not decided on yet.
    const OPEN: Self = Self {
        verdict: Verdict {
            probability: 0.0,
            features: Features::NONE,
            settled: false,
            chain: 0.0,
            kind: Kind::Navigation,
            spared: None,
            cut: false,
        },
        tongue: Tongue::UNKNOWN,
        round: 0,
    };

    /// Lets it stay.
    fn keep(&mut self) {
        (self.verdict.cut, self.round) = (false, 0);
    }
}

/// How to decide.
#[derive(Debug)]
pub(crate) struct Judge<'a> {
    pub tools: &'a Tools,
    pub model: &'a Model,
    pub settings: &'a Settings,
}

/// A page on its way through the rounds.
struct Course<'p> {
    page: &'p Page,
    /// The folded lines that the user keeps.
    keep: Vec<String>,
    blocks: Vec<Block>,
    ledger: Ledger,
}

impl Judge<'_> {
    /// Decides on a page, of a site that a census may know.
    pub(crate) fn decide(&self, page: &Page, site: Option<SiteView<'_>>) -> Decided {
        let mut sieve = Sieve::of(page, self.model, &self.tools.naming);
        if self.settings.comments {
            sieve.leave_comments();
        }
        let keep = self.settings.keep_phrases.iter().map(|phrase| fold(phrase)).collect();
        let blocks = vec![Block::OPEN; page.blocks.len()];
        let mut course = Course { page, keep, blocks, ledger: Ledger::default() };
        self.settle(&mut course, &sieve);
        let (mut pieces, mut wordings) = self.pieces(page, &sieve);
        let texts = page.blocks.iter().map(|block| page.block_text(block));
        let spreads = site.map(|site| spreads(texts, site)).unwrap_or_default();
        let (mut primary, mut flags, mut fit, mut rescue) = (None, None, None, None);
        let mut settled = false;
        let most = if page.origin == Origin::Text { MOST_ROUNDS } else { DOCUMENT_ROUNDS };
        for round in 1..=most {
            let blocks =
                Blocks { page, pieces: &pieces, wordings: &wordings, layouts: &sieve.layouts, spreads: &spreads };
            rescue.get_or_insert_with(|| Rescue::of(&blocks));
            let standing = Standing::of(&blocks, self.settings);
            // What is left no longer shows for sure that the page is foreign: it would be held against what was asked for.
            if *fit.get_or_insert(standing.fit) == Fit::Foreign && standing.fit == Fit::Own {
                break;
            }
            primary = standing.primary();
            settled = self.round(&mut course, blocks, &standing, round) == 0;
            flags.get_or_insert(standing.flags);
            if settled || round == most {
                break;
            }
            let Some(rest) = Self::survivors(&course, pieces, &mut wordings) else { break };
            pieces = rest;
        }
        let mut flags = flags.unwrap_or_default();
        // A document's cleaned text is cleaned as text, so nothing has to settle for the same outcome.
        if !settled && page.origin == Origin::Text {
            flags.push(Flag::Unsettled);
            course.blocks.iter_mut().for_each(Block::keep);
        }
        course.rescue(&rescue.unwrap_or_default());
        Decided { blocks: course.blocks, ledger: course.ledger, outline: sieve.layouts.nats, primary, flags }
    }

    /// The numbers on how the lines of a text are written, as the first round sees them.
    pub(crate) fn proportions(&self, page: &Page) -> Vec<Numbers> {
        let sieve = Sieve::of(page, self.model, &self.tools.naming);
        let (pieces, wordings) = self.pieces(page, &sieve);
        let blocks = Blocks { page, pieces: &pieces, wordings: &wordings, layouts: &sieve.layouts, spreads: &[] };
        let standing = Standing::of(&blocks, self.settings);
        let view = View::new(blocks, standing.primary(), standing.asked.languages);
        let proportions = Observed::of(&view).into_proportions();
        (0..view.len()).map(|line| proportions.at(&view, line)).collect()
    }

    /// Cuts what the outline settles.
    fn settle(&self, course: &mut Course<'_>, sieve: &Sieve) {
        let page = course.page;
        let mut settled = Settled::new(page, self.tools);
        for index in (0..page.blocks.len()).filter(|&index| sieve.is_settled(index)) {
            let kind = settled.kind(&page.blocks[index]);
            let unselected = (!self.settings.kinds.contains(kind)).then_some(UNSELECTED);
            let kept = || course.keeps(page.block_text(&page.blocks[index])).then_some(KEPT);
            let spared = unselected.or_else(kept).map(|why| course.ledger.reason(why));
            let (probability, cut) = (of_outline(sieve.layouts.nats[index]), spared.is_none());
            let verdict = Verdict { probability, kind, spared, cut, ..Block::OPEN.verdict };
            course.blocks[index] = Block { verdict, tongue: Tongue::UNKNOWN, round: u8::from(cut) };
        }
    }

    /// What is left to be judged by its words, and what it says.
    fn pieces<'p>(&'p self, page: &'p Page, sieve: &Sieve) -> (Vec<Piece>, Wordings<'p>) {
        let open = || (0..page.blocks.len()).filter(|&index| !sieve.is_settled(index));
        let texts = open().map(|index| page.block_text(&page.blocks[index]));
        let (wordings, numbers) = Wordings::of(texts, self.tools);
        let piece = |(index, wording)| Piece { first: index as u32, last: index as u32, wording };
        (open().zip(numbers).map(piece).collect(), wordings)
    }

    /// Decides once on what is left; gives how many were cut.
    fn round(&self, course: &mut Course<'_>, blocks: Blocks<'_>, standing: &Standing, round: u8) -> usize {
        let view = View::new(blocks, standing.primary(), standing.asked.languages);
        let decision = Decision { model: self.model, profile: standing.profile, kinds: self.settings.kinds };
        let verdicts = decision.verdicts(&view, &mut course.ledger);
        let mut fresh = 0;
        for (index, mut verdict) in verdicts.into_iter().enumerate() {
            let tongue = view.tongue(index);
            if verdict.cut {
                let comment = self.settings.comments && tongue.foreign != Foreign::Sure && is_readers(view.own(index));
                let spared = match (standing.whole, comment) {
                    (true, _) => Some(WHOLE),
                    (_, true) => Some(READERS),
                    _ => course.keeps(view.text(index)).then_some(KEPT),
                };
                if let Some(why) = spared {
                    (verdict.cut, verdict.spared) = (false, Some(course.ledger.reason(why)));
                }
            }
            fresh += usize::from(verdict.cut);
            let round = if verdict.cut { round } else { 0 };
            // What was cut before, between joined lines, stays as it was decided.
            let undecided = course.blocks[blocks.pieces[index].blocks()].iter_mut().filter(|block| !block.verdict.cut);
            undecided.for_each(|block| *block = Block { verdict, tongue, round });
        }
        if round == 1 && standing.whole {
            course.leave_whole();
        }
        fresh
    }

    /// The pieces that are left, joined where the cleaned text joins them; `None` where it divides one, so that a later
    /// cleaning would see what none of these rounds can.
    fn survivors(course: &Course<'_>, mut kept: Vec<Piece>, wordings: &mut Wordings<'_>) -> Option<Vec<Piece>> {
        let page = course.page;
        kept.retain(|piece| !course.blocks[piece.first as usize].verdict.cut);
        if page.origin == Origin::Html || kept.is_empty() {
            return Some(kept);
        }
        let cut: Vec<bool> = course.blocks.iter().map(|block| block.verdict.cut).collect();
        let spans = apply::spans(page, &cut);
        let rest = extract::text::extract(apply::without(&page.text, &spans));
        let mut joined: Vec<Piece> = Vec::with_capacity(rest.blocks.len());
        let mut kept = kept.into_iter().peekable();
        let (mut gone, mut removed) = (spans.iter().peekable(), 0usize);
        let mut place = |piece: &Piece| {
            let start = page.blocks[piece.first as usize].span.start as usize;
            while let Some(span) = gone.next_if(|span| span.start as usize <= start) {
                removed += span.len();
            }
            start - removed
        };
        for block in &rest.blocks {
            let mut piece = kept.next().filter(|piece| place(piece) == block.span.start as usize)?;
            let alone = piece.last;
            while let Some(next) = kept.next_if(|next| place(next) < block.span.end as usize) {
                piece.last = next.last;
            }
            if piece.last != alone {
                piece.wording = wordings.join(rest.block_text(block));
            }
            joined.push(piece);
        }
        Some(joined)
    }
}

impl Course<'_> {
    /// Takes back what the outline settled.
    fn leave_whole(&mut self) {
        let whole = self.ledger.reason(WHOLE);
        for block in self.blocks.iter_mut().filter(|block| block.verdict.cut) {
            block.keep();
            block.verdict.spared = Some(whole);
        }
    }

    /// Takes back what a page cannot do without.
    fn rescue(&mut self, rescue: &Rescue) {
        let rescued = self.ledger.reason(RESCUED);
        let cut: Vec<bool> = self.blocks.iter().map(|block| block.verdict.cut).collect();
        for index in rescue.back(&cut) {
            self.blocks[index].keep();
            self.blocks[index].verdict.spared = Some(rescued);
        }
    }

    /// Whether the user said that such a line stays: the text, or a line in it, is one of the folded phrases.
    fn keeps(&self, text: &str) -> bool {
        let is_one = |text: &str| self.keep.contains(&fold(text));
        !self.keep.is_empty() && (is_one(text) || text.lines().any(is_one))
    }
}

/// The form in which lines to keep are compared: lower case, single spaces.
fn fold(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
