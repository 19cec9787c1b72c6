//! What the document's outline says of its blocks: how much stands in the same box, how much of that is linked, what the boxes are
//! called, what looks alike. Needs no word of the text; plain text has none.

mod boxes;
mod fact;
mod naming;

use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

pub(crate) use fact::{Fact, Facts};
pub(crate) use naming::Naming;

use crate::page::{Block, BlockKind, Page, Region};
use boxes::{Part, Sum, parent};
use naming::Said;

/// Letters of a paragraph that is prose, if little of it is linked.
const PROSE_LENGTH: f32 = 80.0;
/// Share of links above which a block is no prose.
const PROSE_LINKS: f32 = 0.3;
/// Blocks to each side that are next to one.
const REACH: usize = 5;
/// Bytes of a text that no two places of a page have by chance.
const COPY: usize = 40;
/// Said of a page without a title, and of a block without a neighbour.
const NO_TITLE: f32 = -999.0;
/// See [`NO_TITLE`].
const NO_BLOCK: f32 = -1.0;

/// The outline of a document. It is kept in little more than its elements and tells the facts of a block when asked: those of all blocks
/// together take a multiple of the page.
pub(crate) struct Outline<'p> {
    page: &'p Page,
    /// The letters of each block.
    letters: Vec<f32>,
    parts: Vec<Part>,
    whole: Sum,
    said: Vec<Said>,
    forms: Forms,
    title: Option<usize>,
}

impl<'p> Outline<'p> {
    /// The outline of a page with elements.
    pub(crate) fn of(page: &'p Page, naming: &Naming) -> Self {
        let letters: Vec<f32> = page.blocks.iter().map(|block| letters(page.block_text(block))).collect();
        let sums = page.blocks.iter().zip(&letters).map(|(block, &letters)| sum(block, letters));
        let (parts, whole) = boxes::parts(page, sums.clone());
        let said = naming::said(page, &parts, naming);
        let forms = Forms::of(page, sums);
        let title = page.blocks.iter().position(|block| block.kind == BlockKind::Title);
        Self { page, letters, parts, whole, said, forms, title }
    }

    /// The facts of all blocks, in order.
    pub(crate) fn facts(&self) -> impl Iterator<Item = Facts> {
        let (mut before, mut seen) = (0.0, FxHashSet::default());
        self.page.blocks.iter().enumerate().map(move |(index, block)| {
            let mut facts: Facts = [0.0; Fact::ALL.len()];
            let mut set = |fact: Fact, value: f32| facts[fact as usize] = value;
            let text = self.page.block_text(block);
            set(Fact::Copies, if text.len() >= COPY && !seen.insert(xxh3_64(text.as_bytes())) { 1.0 } else { 0.0 });
            set(Fact::Position, before / self.whole.letters.max(1.0));
            self.itself(index, &mut set);
            self.along(index, &mut set);
            let element = block.element as usize;
            names(self.said.get(element), &mut set);
            self.boxed(element, &mut set);
            self.forms.tell(self.page, element, self.whole, &mut set);
            before += self.letters[index];
            facts
        })
    }

    /// What a block is.
    fn itself(&self, index: usize, set: &mut impl FnMut(Fact, f32)) {
        let block = &self.page.blocks[index];
        set(Fact::Letters, self.letters[index]);
        set(Fact::Links, block.link_density);
        set(Fact::Capitals, capitals(self.page.block_text(block)));
        set(Fact::Region, region(block.region));
        set(Fact::Kind, kind(block.kind));
    }

    /// Where it stands along the page.
    fn along(&self, index: usize, set: &mut impl FnMut(Fact, f32)) {
        let blocks = &self.page.blocks;
        set(Fact::Page, self.whole.letters);
        set(Fact::PageProse, self.whole.inner_prose());
        set(Fact::PageLinks, self.whole.links());
        set(Fact::FromTitle, self.title.map_or(NO_TITLE, |title| index as f32 - title as f32));
        set(Fact::ToEnd, (blocks.len() - index) as f32);
        let links =
            |index: Option<usize>| index.and_then(|index| blocks.get(index)).map_or(NO_BLOCK, |b| b.link_density);
        set(Fact::Before, links(index.checked_sub(1)));
        set(Fact::After, links(Some(index + 1)));
        set(Fact::Around, self.around(index));
    }

    fn around(&self, index: usize) -> f32 {
        let near = index.saturating_sub(REACH)..(index + REACH + 1).min(self.letters.len());
        let mut total = Sum::default();
        let blocks = self.page.blocks[near.clone()].iter().zip(&self.letters[near]);
        blocks.for_each(|(block, &letters)| total.add(sum(block, letters)));
        total.links()
    }

    fn boxed(&self, element: usize, set: &mut impl FnMut(Fact, f32)) {
        let (parts, whole) = (&self.parts, self.whole);
        let Some(part) = parts.get(element) else { return };
        let share = |sum: Sum| sum.prose / whole.prose.max(1.0);
        let mut up = element;
        for fact in [Fact::Prose1, Fact::Prose2, Fact::Prose3] {
            up = parent(&self.page.elements, up);
            set(fact, share(parts[up].sum));
        }
        set(Fact::Depth, part.depth);
        let [four, sixteen, forty] = part.around.map(|index| parts[index as usize].sum);
        set(Fact::Links4, four.links());
        set(Fact::Mean4, four.mean());
        set(Fact::Prose16, share(sixteen));
        set(Fact::Mean16, sixteen.mean());
        set(Fact::Links40, forty.links());
        set(Fact::Mean40, forty.mean());
        set(Fact::Share40, forty.letters / whole.letters.max(1.0));
        set(Fact::Inner40, forty.inner_prose());
    }
}

fn names(said: Option<&Said>, set: &mut impl FnMut(Fact, f32)) {
    let facts = [Fact::NamesAll, Fact::NamesLeast, Fact::NamesMost, Fact::NamesOwn, Fact::NamesNear, Fact::NamesNext];
    facts.into_iter().zip(said.into_iter().flat_map(Said::nats)).for_each(|(fact, said)| set(fact, said));
}

fn sum(block: &Block, letters: f32) -> Sum {
    let is_prose = letters >= PROSE_LENGTH && block.link_density < PROSE_LINKS;
    let prose = if is_prose { letters } else { 0.0 };
    Sum { letters, linked: letters * block.link_density, prose, blocks: 1.0 }
}

/// First bytes of characters from U+3000 on, which are mostly those of scripts without spaces.
const WIDE: u8 = 0xE3;

fn letters(text: &str) -> f32 {
    let count = |byte: u8| u32::from(byte as i8 >= -0x40) + u32::from(byte >= WIDE);
    text.bytes().map(count).sum::<u32>() as f32
}

fn capitals(text: &str) -> f32 {
    let count = text.bytes().map(|byte| u32::from(byte.is_ascii_uppercase())).sum::<u32>();
    count as f32 / text.len().max(1) as f32
}

fn region(region: Region) -> f32 {
    match region {
        Region::Main => 0.0,
        Region::Nav => 1.0,
        Region::Header => 2.0,
        Region::Footer => 3.0,
        Region::Aside => 4.0,
        Region::Form => 5.0,
    }
}

fn kind(kind: BlockKind) -> f32 {
    match kind {
        BlockKind::Title => 0.0,
        BlockKind::Heading => 1.0,
        BlockKind::Paragraph => 2.0,
        BlockKind::ListItem => 3.0,
        BlockKind::Cell => 4.0,
        BlockKind::Quote => 5.0,
        BlockKind::Code => 6.0,
    }
}

/// Whether a block of a document, of so many letters and such a share of links, is a paragraph by itself.
pub(crate) fn is_prose(length: f32, link_density: f32) -> bool {
    length >= PROSE_LENGTH && link_density < PROSE_LINKS
}

/// What blocks of one form hold together.
struct Forms {
    /// By the element and the two around it, so that the parts of cards differ from each other.
    alike: FxHashMap<u64, Sum>,
    /// By the element alone.
    kin: FxHashMap<u32, Sum>,
}

impl Forms {
    fn of(page: &Page, sums: impl Iterator<Item = Sum>) -> Self {
        let mut forms = Self { alike: FxHashMap::default(), kin: FxHashMap::default() };
        for (block, sum) in page.blocks.iter().zip(sums) {
            let element = block.element as usize;
            forms.alike.entry(form(page, element)).or_default().add(sum);
            if let Some(form) = own_form(page, element) {
                forms.kin.entry(form).or_default().add(sum);
            }
        }
        forms
    }

    fn tell(&self, page: &Page, element: usize, whole: Sum, set: &mut impl FnMut(Fact, f32)) {
        let alike = self.alike.get(&form(page, element)).copied().unwrap_or_default();
        set(Fact::Alike, alike.blocks);
        set(Fact::AlikeShare, alike.letters / whole.letters.max(1.0));
        set(Fact::AlikeProse, alike.inner_prose());
        let kin = own_form(page, element).and_then(|form| self.kin.get(&form)).copied().unwrap_or_default();
        set(Fact::Kin, kin.blocks);
        set(Fact::KinMean, kin.mean());
    }
}

/// The forms of an element and of the two around it.
fn form(page: &Page, mut element: usize) -> u64 {
    let mut hash = 0_u64;
    for _ in 0..3 {
        let Some(found) = own_form(page, element) else { break };
        hash = hash.rotate_left(21) ^ u64::from(found);
        element = parent(&page.elements, element);
    }
    hash
}

fn own_form(page: &Page, element: usize) -> Option<u32> {
    let element = page.elements.get(element)?;
    page.callings.get(element.calling as usize).map(|calling| calling.form)
}
