//! What the document's outline says of a block: what stands in the same box, how much of it is linked, what the boxes are
//! called, and where the page keeps its prose. Computed once a page; plain text has none.

use rustc_hash::FxHashMap;

use crate::page::{BlockKind, Element, Hint, Hints, Origin, Page, Region};

use super::own::Own;

/// Letters of a paragraph that is prose, if little of it is linked.
const PROSE_LENGTH: f32 = 80.0;
/// Letters of a block that says something.
const SOLID_LENGTH: f32 = 30.0;
/// Share of links above which a block is no prose.
const PROSE_LINKS: f32 = 0.3;
/// Share of links above which a block is a link.
const LINKED: f32 = 0.5;
/// Share of the page's prose that its innermost common box holds.
const ROOT_SHARE: f32 = 0.6;
/// Share of the page's letters from which on a box is the page, whatever it is called.
const WHOLE_SHARE: f32 = 0.5;
/// Share of the page's prose that the content, and the articles, have at least; with less, their names mean nothing.
/// Page builders call every paragraph a widget, and shops every teaser an article.
const BELIEVED_SHARE: f32 = 0.3;
/// Blocks that make a box, and a wide one.
const BOX: u32 = 4;
/// See [`BOX`].
const WIDE_BOX: u32 = 16;
/// Blocks looked at to each side.
const REACH: usize = 3;

/// Where a block stands in its document.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Layout {
    /// The part of the page it stands in, where the page's names can be believed.
    pub region: Region,
    /// Whether it is a paragraph by itself.
    pub prose: bool,
    /// What the boxes around it are called, those that hold most of the page left out.
    pub hints: Hints,
    /// Whether it is in `<main>` or `<article>`; `None` where the page has neither with prose in it.
    pub article: Option<bool>,
    /// Whether it is in the innermost box with most of the prose; `None` where no box has.
    pub root: Option<bool>,
    /// The smallest box around it with several blocks.
    pub near: Share,
    /// The smallest one with many.
    pub wide: Share,
    /// Share of links among the blocks before and after.
    pub around: f32,
    /// Whether the block before, and the one after, is prose.
    pub beside: (bool, bool),
    /// Blocks to the nearest prose; `u32::MAX` without any.
    pub distance: u32,
    /// Whether it stands before the first, or after the last prose.
    pub before: bool,
    /// See `before`.
    pub after: bool,
    /// Whether it stands before the title; `None` without a title.
    pub above_title: Option<bool>,
    /// Blocks of the same form, it included.
    pub alike: u32,
    /// How much prose the page has, in letters.
    pub page_prose: f32,
    /// Whether it is a heading, or looks like one, and what follows is none.
    pub leads: Option<bool>,
}

/// What a box holds, as shares of its letters.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Share {
    /// In links.
    pub links: f32,
    /// In prose.
    pub prose: f32,
}

/// Letters and blocks of a box.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    letters: f32,
    linked: f32,
    prose: f32,
    blocks: u32,
}

impl Sum {
    fn add(&mut self, other: Self) {
        self.letters += other.letters;
        self.linked += other.linked;
        self.prose += other.prose;
        self.blocks += other.blocks;
    }

    fn share(self) -> Share {
        let letters = self.letters.max(1.0);
        Share { links: self.linked / letters, prose: self.prose / letters }
    }
}

fn is_prose(own: &Own) -> bool {
    own.measure.length >= PROSE_LENGTH && own.link_density < PROSE_LINKS
}

/// The layouts of all blocks; `blocks` are those of the page. Empty for plain text.
pub(crate) fn layouts(page: &Page, blocks: &[&Own]) -> Vec<Layout> {
    if page.origin == Origin::Text || blocks.len() != page.blocks.len() {
        return Vec::new();
    }
    let sums: Vec<Sum> = blocks.iter().map(|own| sum(own)).collect();
    let outline = Outline::of(page, &sums);
    let forms = forms(page);
    let of_content = blocks.iter().zip(&sums).filter(|pair| pair.0.region == Region::Main).map(|pair| pair.1.prose);
    let believed = of_content.sum::<f32>() >= BELIEVED_SHARE * outline.whole.prose;
    let prose: Vec<bool> = blocks.iter().map(|own| is_prose(own)).collect();
    let distances = distances(&prose);
    let (first, last) = (prose.iter().position(|&is| is), prose.iter().rposition(|&is| is));
    let title = blocks.iter().position(|own| own.kind == BlockKind::Title);
    let at = |index: usize, list: &[bool]| list.get(index).copied().unwrap_or(false);
    (0..blocks.len())
        .map(|index| {
            let element = page.blocks[index].element as usize;
            let mut place = outline.places.get(element).copied().unwrap_or_default();
            let mut region = blocks[index].region;
            if place.root && !believed {
                (region, place.hints) = (Region::Main, place.hints.without(Hint::Chrome));
            }
            Layout {
                region,
                prose: prose[index],
                hints: place.hints,
                article: outline.has_article.then_some(place.article),
                root: outline.root.map(|_| place.root),
                near: place.near,
                wide: place.wide,
                around: around(&sums, index),
                beside: (index > 0 && prose[index - 1], at(index + 1, &prose)),
                distance: distances[index],
                before: first.is_some_and(|first| index < first),
                after: last.is_some_and(|last| index > last),
                above_title: title.map(|title| index < title),
                alike: forms.get(&form(page, index)).copied().unwrap_or_default(),
                page_prose: outline.whole.prose,
                leads: leads(blocks, index),
            }
        })
        .collect()
}

fn sum(own: &Own) -> Sum {
    let letters = own.measure.length;
    let prose = if is_prose(own) { letters } else { 0.0 };
    Sum { letters, linked: letters * own.link_density, prose, blocks: 1 }
}

/// Of a heading, whether text follows it rather than links or another heading of the same kind.
fn leads(blocks: &[&Own], index: usize) -> Option<bool> {
    let heading = matches!(blocks[index].kind, BlockKind::Heading | BlockKind::Title);
    let next =
        || blocks[index + 1..].iter().take(2).any(|own| own.link_density < LINKED && own.measure.length > SOLID_LENGTH);
    heading.then(next)
}

fn around(sums: &[Sum], index: usize) -> f32 {
    let mut sum = Sum::default();
    let range = index.saturating_sub(REACH)..(index + REACH + 1).min(sums.len());
    range.filter(|&other| other != index).for_each(|other| sum.add(sums[other]));
    sum.share().links
}

fn distances(prose: &[bool]) -> Vec<u32> {
    let mut distances = vec![u32::MAX; prose.len()];
    let mut sweep = |order: &mut dyn Iterator<Item = usize>| {
        let mut distance = u32::MAX;
        for index in order {
            distance = if prose[index] { 0 } else { distance.saturating_add(1) };
            distances[index] = distances[index].min(distance);
        }
    };
    sweep(&mut (0..prose.len()));
    sweep(&mut (0..prose.len()).rev());
    distances
}

/// A block's form: those of the element and its two parents, so that the parts of cards differ from each other.
fn form(page: &Page, index: usize) -> u64 {
    let mut element = page.blocks[index].element as usize;
    let mut hash = 0_u64;
    for _ in 0..3 {
        let Some(found) = page.elements.get(element) else { break };
        hash = hash.rotate_left(21) ^ u64::from(found.form);
        element = found.parent as usize;
    }
    hash
}

/// How many blocks there are of each form.
fn forms(page: &Page) -> FxHashMap<u64, u32> {
    let mut forms = FxHashMap::default();
    for index in 0..page.blocks.len() {
        *forms.entry(form(page, index)).or_default() += 1;
    }
    forms
}

/// What is known of an element.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    hints: Hints,
    article: bool,
    root: bool,
    near: Share,
    wide: Share,
}

/// What is known of all elements.
struct Outline {
    places: Vec<Place>,
    root: Option<usize>,
    has_article: bool,
    whole: Sum,
}

impl Outline {
    fn of(page: &Page, blocks: &[Sum]) -> Self {
        let elements = &page.elements;
        let mut sums = vec![Sum::default(); elements.len()];
        let mut whole = Sum::default();
        for (block, sum) in page.blocks.iter().zip(blocks) {
            whole.add(*sum);
            if let Some(total) = sums.get_mut(block.element as usize) {
                total.add(*sum);
            }
        }
        // Parents stand before their children, so one pass back sums up, and one pass forth hands down.
        for index in (0..elements.len()).rev().filter(|&index| parent(elements, index) != index) {
            let sum = sums[index];
            sums[parent(elements, index)].add(sum);
        }
        let holds_most = |sum: &Sum| whole.prose > 0.0 && sum.prose >= ROOT_SHARE * whole.prose;
        let root = sums.iter().rposition(holds_most);
        let is_article = |index: usize| elements[index].hints.has(Hint::Article);
        let mut in_articles = 0.0;
        let mut places: Vec<Place> = Vec::with_capacity(elements.len());
        for (index, element) in elements.iter().enumerate() {
            let sum = sums[index];
            let outer = places.get(parent(elements, index)).copied();
            let big = sum.letters > WHOLE_SHARE * whole.letters;
            let inherited = outer.unwrap_or_default();
            if is_article(index) && !inherited.article {
                in_articles += sum.prose;
            }
            let keep =
                |blocks: u32, share: Share| if sum.blocks >= blocks || outer.is_none() { sum.share() } else { share };
            places.push(Place {
                hints: if big { inherited.hints } else { inherited.hints.and(element.hints) },
                article: inherited.article || is_article(index),
                root: inherited.root || root == Some(index),
                near: keep(BOX, inherited.near),
                wide: keep(WIDE_BOX, inherited.wide),
            });
        }
        let has_article = in_articles > 0.0 && in_articles >= BELIEVED_SHARE * whole.prose;
        Self { places, root, has_article, whole }
    }
}

fn parent(elements: &[Element], index: usize) -> usize {
    (elements[index].parent as usize).min(index)
}
