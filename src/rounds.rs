//! Decides on a page until nothing more is cut: each cut changes what stands around the other blocks, so the decision
//! repeats on what survived. That is what makes cleaning the cleaned change nothing.

use crate::{
    apply,
    census::SiteView,
    cleaned::Flag,
    decide::{Model, Verdict, decide},
    detect::{Foreign, Own, Tongue, Tools, View, is_comment, layouts, observe, spreads},
    extract,
    identify::Primary,
    page::{Origin, Page},
    rescue::Rescue,
    settings::Settings,
    standing::{Asked, Fit, Standing},
};

/// Rounds after which a page that still changes is left whole; all but a few pages in a thousand settle in three.
const MOST_ROUNDS: u8 = 4;

/// What was decided on a page.
#[derive(Debug)]
pub(crate) struct Decided {
    /// One entry a block of the page.
    pub blocks: Vec<Block>,
    /// The page's language in the last round.
    pub primary: Option<Primary>,
    /// What a reader should know.
    pub flags: Vec<Flag>,
}

/// What was decided on a block.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub verdict: Verdict,
    pub tongue: Tongue,
    /// The round that cut it, from 1; 0 for a block that stays.
    pub round: u8,
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
        let mut pieces: Vec<Piece> = page
            .blocks
            .iter()
            .enumerate()
            .map(|(index, block)| Piece { first: index, last: index, own: Own::of(page, block, self.tools) })
            .collect();
        if let Some(site) = site {
            let texts = page.blocks.iter().map(|block| page.block_text(block));
            let spreads = spreads(texts, site);
            pieces.iter_mut().zip(spreads).for_each(|(piece, spread)| piece.own.spread = spread);
        }
        let layouts = layouts(page, &pieces.iter().map(|piece| &piece.own).collect::<Vec<_>>());
        for (piece, layout) in pieces.iter_mut().zip(layouts) {
            piece.own.region = layout.region;
            piece.own.layout = Some(layout);
        }
        let rescue = match page.origin {
            Origin::Html => Rescue::of(pieces.iter().map(|piece| &piece.own)),
            Origin::Text => Rescue::default(),
        };
        let mut cut = vec![false; page.blocks.len()];
        let mut blocks: Vec<Option<Block>> = vec![None; page.blocks.len()];
        let mut primary = None;
        let keep: Vec<String> = self.settings.keep_phrases.iter().map(|phrase| fold(phrase)).collect();
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
                let comment = self.settings.comments && tongue.foreign != Foreign::Sure && is_comment(&piece.own);
                let spared = match (standing.whole, comment) {
                    (true, _) => Some("the page is left whole"),
                    (_, true) => Some("what a reader wrote"),
                    _ => keeps(&keep, text_of(page, piece)).then_some("a phrase to keep"),
                };
                if let (true, Some(_)) = (verdict.cut, spared) {
                    (verdict.cut, verdict.spared) = (false, spared);
                }
                let round = if verdict.cut { round } else { 0 };
                fresh += usize::from(verdict.cut);
                for index in (piece.first..=piece.last).filter(|&index| !before[index]) {
                    cut[index] = verdict.cut;
                    blocks[index] = Some(Block { verdict: verdict.clone(), tongue: *tongue, round });
                }
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
        Decided { blocks, primary, flags }
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
