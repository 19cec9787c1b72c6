//! Decides on a page until nothing more is cut: each cut changes what stands around the other blocks, so the decision
//! repeats on what survived. That is what makes cleaning the cleaned change nothing.

use crate::{
    apply,
    census::SiteView,
    cleaned::Flag,
    decide::{Model, Verdict, decide},
    detect::{Facts, Foreign, Layout, Own, Tongue, Tools, View, is_prose, is_readers, observe, spreads},
    extract,
    identify::Primary,
    page::{Origin, Page},
    rescue::Rescue,
    settings::Settings,
    sieve::{self, Sieve},
    standing::{Asked, Fit, Standing},
};

/// Rounds after which a page that still changes is left whole; all but a few pages in a thousand settle in three.
const MOST_ROUNDS: u8 = 4;

/// Why a block stays that the user named.
const KEPT: &str = "a phrase to keep";
/// Why a block of a reader's comment stays.
const READERS: &str = "what a reader wrote";
/// Why all blocks of a page stay.
const WHOLE: &str = "the page is left whole";

/// What was decided on a page.
#[derive(Debug)]
pub(crate) struct Decided {
    /// One entry a block of the page.
    pub blocks: Vec<Block>,
    /// The page's language in the last round.
    pub primary: Option<Primary>,
    /// What a reader should know.
    pub flags: Vec<Flag>,
    /// What the outline says of each block of a document.
    pub facts: Vec<Facts>,
}

/// What was decided on a block.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub verdict: Verdict,
    pub tongue: Tongue,
    /// The round that cut it, from 1; 0 for a block that stays.
    pub round: u8,
    /// How much the outline of the document speaks for cutting it, in nats.
    pub outline: Option<f32>,
}

/// How to decide.
#[derive(Debug)]
pub(crate) struct Judge<'a> {
    pub tools: &'a Tools,
    pub model: &'a Model,
    pub settings: &'a Settings,
}

/// Blocks of the page that stand together as one in a later round: wrapped lines may join once a line between is gone.
struct Piece {
    first: usize,
    last: usize,
    own: Own,
}

impl Judge<'_> {
    /// Decides on a page, of a site that a census may know.
    pub(crate) fn decide(&self, page: &Page, site: Option<SiteView<'_>>) -> Decided {
        let mut sieve = Sieve::of(page, self.model, &self.tools.naming);
        if self.settings.comments {
            sieve.leave_comments();
        }
        let keep: Vec<String> = self.settings.keep_phrases.iter().map(|phrase| fold(phrase)).collect();
        let mut cut = vec![false; page.blocks.len()];
        let mut blocks: Vec<Option<Block>> = vec![None; page.blocks.len()];
        for index in (0..page.blocks.len()).filter(|&index| sieve.is_settled(index)) {
            let block = self.settled(page, index, &sieve, &keep);
            cut[index] = block.verdict.cut;
            blocks[index] = Some(block);
        }
        let mut pieces = self.pieces(page, &sieve, site);
        let rescue = match page.origin {
            Origin::Html => Rescue::of(page.blocks.len(), pieces.iter().map(|piece| (piece.first, &piece.own))),
            Origin::Text => Rescue::default(),
        };
        let mut primary = None;
        let (mut flags, mut fit) = (None, None);
        let mut settled = false;
        for round in 1..=MOST_ROUNDS {
            let standing = Standing::of(page, pieces.iter().map(|piece| &piece.own), self.settings);
            // What is left no longer shows for sure that the page is foreign: it would be held against what was asked for.
            if *fit.get_or_insert(standing.fit) == Fit::Foreign && standing.fit == Fit::Own {
                break;
            }
            let Asked { primary: asked, languages: allowed } = standing.asked;
            let texts: Vec<&str> = pieces.iter().map(|piece| text_of(page, piece)).collect();
            let view = View::new(pieces.iter().map(|piece| &piece.own).collect(), asked, allowed);
            let evidence = observe(&view, &texts);
            let verdicts = decide(&view, &evidence, self.model, standing.profile, self.settings.kinds);
            primary = view.has_primary.then_some(view.primary);
            let (mut fresh, before) = (0, cut.clone());
            for ((piece, mut verdict), tongue) in pieces.iter().zip(verdicts).zip(&view.tongues) {
                let foreign = tongue.foreign == Foreign::Sure;
                let comment = self.settings.comments && !foreign && is_readers(&piece.own);
                let spared = match (standing.whole, comment) {
                    (true, _) => Some(WHOLE),
                    (_, true) => Some(READERS),
                    _ => keeps(&keep, text_of(page, piece)).then_some(KEPT),
                };
                if let (true, Some(_)) = (verdict.cut, spared) {
                    (verdict.cut, verdict.spared) = (false, spared);
                }
                let round = if verdict.cut { round } else { 0 };
                fresh += usize::from(verdict.cut);
                for index in (piece.first..=piece.last).filter(|&index| !before[index]) {
                    cut[index] = verdict.cut;
                    let outline = sieve.nats.get(index).copied();
                    blocks[index] = Some(Block { verdict: verdict.clone(), tongue: *tongue, round, outline });
                }
            }
            if round == 1 && standing.whole {
                leave_whole(&mut blocks, &mut cut);
            }
            flags.get_or_insert(standing.flags);
            settled = fresh == 0;
            if settled {
                break;
            }
            let Some(rest) = self.survivors(page, pieces, &cut) else { break };
            pieces = rest;
        }
        let mut flags = flags.unwrap_or_default();
        // A document's cleaned text is cleaned as text, so nothing has to settle for the same outcome.
        if !settled && page.origin == Origin::Text {
            flags.push(Flag::Unsettled);
            blocks.iter_mut().flatten().for_each(|block| (block.verdict.cut, block.round) = (false, 0));
        }
        let mut blocks: Vec<Block> = blocks.into_iter().flatten().collect();
        for index in rescue.back(&cut) {
            if let Some(block) = blocks.get_mut(index) {
                (block.verdict.cut, block.round) = (false, 0);
                block.verdict.spared = Some("without it, next to nothing of the page's text would be left");
            }
        }
        Decided { blocks, primary, flags, facts: sieve.facts }
    }

    /// A block that the outline settles.
    fn settled(&self, page: &Page, index: usize, sieve: &Sieve, keep: &[String]) -> Block {
        let nats = sieve.nats[index];
        let mut verdict = sieve::verdict(page, index, nats, self.tools, self.settings.kinds);
        if verdict.cut && keeps(keep, page.block_text(&page.blocks[index])) {
            (verdict.cut, verdict.spared) = (false, Some(KEPT));
        }
        Block { round: u8::from(verdict.cut), verdict, tongue: Tongue::UNKNOWN, outline: Some(nats) }
    }

    /// What is left to be judged by its words.
    fn pieces(&self, page: &Page, sieve: &Sieve, site: Option<SiteView<'_>>) -> Vec<Piece> {
        let open = (0..page.blocks.len()).filter(|&index| !sieve.is_settled(index));
        let piece = |index: usize| Piece { first: index, last: index, own: self.own(page, index, sieve) };
        // A piece is large, so the list is made as long as it gets.
        let mut pieces: Vec<Piece> = Vec::with_capacity(open.clone().count());
        pieces.extend(open.map(piece));
        if let Some(site) = site {
            let texts = page.blocks.iter().map(|block| page.block_text(block));
            let spreads = spreads(texts, site);
            pieces.iter_mut().for_each(|piece| piece.own.spread = spreads[piece.first]);
        }
        pieces
    }

    fn own(&self, page: &Page, index: usize, sieve: &Sieve) -> Own {
        let mut own = Own::of(page, &page.blocks[index], self.tools);
        if let Some(&nats) = sieve.nats.get(index) {
            let comments = sieve.comments[index];
            let below_article = comments && sieve.article;
            own.layout = Some(Layout { nats, prose: is_prose(&own), comments, below_article });
        }
        own
    }

    /// The pieces that are left, joined where the cleaned text joins them; `None` where it divides one, so that a later
    /// cleaning would see what none of these rounds can.
    fn survivors(&self, page: &Page, pieces: Vec<Piece>, cut: &[bool]) -> Option<Vec<Piece>> {
        let kept: Vec<Piece> = pieces.into_iter().filter(|piece| !cut[piece.first]).collect();
        if page.origin == Origin::Html || kept.is_empty() {
            return Some(kept);
        }
        let spans = apply::spans(page, cut);
        let rest = extract::text::extract(apply::without(&page.text, &spans));
        let mut joined: Vec<Piece> = Vec::with_capacity(rest.blocks.len());
        let mut kept = kept.into_iter().peekable();
        let (mut gone, mut removed) = (spans.iter().peekable(), 0usize);
        let mut place = |piece: &Piece| {
            let start = page.blocks[piece.first].span.start as usize;
            while let Some(span) = gone.next_if(|span| span.start as usize <= start) {
                removed += span.len();
            }
            start - removed
        };
        for block in &rest.blocks {
            let first = kept.next().filter(|piece| place(piece) == block.span.start as usize)?;
            let mut last = first.last;
            while let Some(next) = kept.next_if(|next| place(next) < block.span.end as usize) {
                last = next.last;
            }
            let own = if last == first.last { first.own } else { Own::of(&rest, block, self.tools) };
            joined.push(Piece { first: first.first, last, own });
        }
        Some(joined)
    }
}

/// Takes back what the outline settled.
fn leave_whole(blocks: &mut [Option<Block>], cut: &mut [bool]) {
    for (block, cut) in blocks.iter_mut().zip(cut).filter(|(_, cut)| **cut) {
        *cut = false;
        if let Some(block) = block {
            (block.verdict.cut, block.round, block.verdict.spared) = (false, 0, Some(WHOLE));
        }
    }
}

/// Whether the user said that such a line stays: the text, or a line in it, is one of the folded phrases.
fn keeps(phrases: &[String], text: &str) -> bool {
    let is_one = |text: &str| phrases.contains(&fold(text));
    !phrases.is_empty() && (is_one(text) || text.lines().any(is_one))
}

/// The form in which lines to keep are compared: lower case, single spaces.
fn fold(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The text of a piece, from its first block to its last; what was cut between them is still in it, which matters to
/// nothing but the marks of quotations.
fn text_of<'p>(page: &'p Page, piece: &Piece) -> &'p str {
    let range = page.blocks[piece.first].span.start as usize..page.blocks[piece.last].span.end as usize;
    page.text.get(range).unwrap_or_default()
}
