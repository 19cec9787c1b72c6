//! What the document's outline says of its blocks: how much stands in the same box, how much of that is linked, what the boxes are
//! called, what looks alike. Needs no word of the text; plain text has none.

mod boxes;
mod fact;
mod naming;

use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

pub(crate) use fact::{Fact, Facts};
pub(crate) use naming::Naming;

use super::own::Own;
use crate::page::{Block, BlockKind, Page, Region};
use boxes::{Part, Sum};

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

/// The facts of all blocks of a page with elements.
pub(crate) fn outline(page: &Page, naming: &Naming) -> Vec<Facts> {
    let sums: Vec<Sum> = page.blocks.iter().map(|block| sum(page, block)).collect();
    let (parts, whole) = boxes::parts(page, &sums);
    let said = naming::said(page, &parts, naming);
    let forms = Forms::of(page, &parts, &sums);
    let title = page.blocks.iter().position(|block| block.kind == BlockKind::Title);
    let (mut before, mut seen) = (0.0, FxHashSet::default());
    let mut all = Vec::with_capacity(page.blocks.len());
    for (index, block) in page.blocks.iter().enumerate() {
        let mut facts: Facts = [0.0; Fact::ALL.len()];
        let mut set = |fact: Fact, value: f32| facts[fact as usize] = value;
        let (sum, text) = (sums[index], page.block_text(block));
        set(Fact::Letters, sum.letters);
        set(Fact::Links, block.link_density);
        set(Fact::Capitals, capitals(text));
        set(Fact::Region, region(block.region));
        set(Fact::Kind, kind(block.kind));
        set(Fact::Copies, if text.len() >= COPY && !seen.insert(xxh3_64(text.as_bytes())) { 1.0 } else { 0.0 });
        set(Fact::Page, whole.letters);
        set(Fact::PageProse, whole.inner_prose());
        set(Fact::PageLinks, whole.links());
        set(Fact::FromTitle, title.map_or(NO_TITLE, |title| index as f32 - title as f32));
        set(Fact::Position, before / whole.letters.max(1.0));
        set(Fact::ToEnd, (page.blocks.len() - index) as f32);
        let links =
            |index: Option<usize>| index.and_then(|index| page.blocks.get(index)).map_or(NO_BLOCK, |b| b.link_density);
        set(Fact::Before, links(index.checked_sub(1)));
        set(Fact::After, links(Some(index + 1)));
        set(Fact::Around, around(&sums, index));
        let element = block.element as usize;
        names(said.get(element), &mut set);
        boxed(&parts, element, whole, &mut set);
        forms.tell(page, &parts, element, whole, &mut set);
        before += sum.letters;
        all.push(facts);
    }
    all
}

fn names(said: Option<&[f32; 6]>, set: &mut impl FnMut(Fact, f32)) {
    let facts = [Fact::NamesAll, Fact::NamesLeast, Fact::NamesMost, Fact::NamesOwn, Fact::NamesNear, Fact::NamesNext];
    facts.into_iter().zip(said.into_iter().flatten()).for_each(|(fact, &said)| set(fact, said));
}

fn boxed(parts: &[Part], element: usize, whole: Sum, set: &mut impl FnMut(Fact, f32)) {
    let Some(part) = parts.get(element) else { return };
    let share = |sum: Sum| sum.prose / whole.prose.max(1.0);
    let mut up = *part;
    for fact in [Fact::Prose1, Fact::Prose2, Fact::Prose3] {
        up = parts[up.parent];
        set(fact, share(up.sum));
    }
    set(Fact::Depth, part.depth);
    let [four, sixteen, forty] = part.around;
    set(Fact::Links4, four.links());
    set(Fact::Mean4, four.mean());
    set(Fact::Prose16, share(sixteen));
    set(Fact::Mean16, sixteen.mean());
    set(Fact::Links40, forty.links());
    set(Fact::Mean40, forty.mean());
    set(Fact::Share40, forty.letters / whole.letters.max(1.0));
    set(Fact::Inner40, forty.inner_prose());
}

fn sum(page: &Page, block: &Block) -> Sum {
    let letters = letters(page.block_text(block));
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

fn around(sums: &[Sum], index: usize) -> f32 {
    let mut sum = Sum::default();
    sums[index.saturating_sub(REACH)..(index + REACH + 1).min(sums.len())].iter().for_each(|other| sum.add(*other));
    sum.links()
}

/// Whether a block of a document is a paragraph by itself.
pub(crate) fn is_prose(own: &Own) -> bool {
    own.measure.length >= PROSE_LENGTH && own.link_density < PROSE_LINKS
}

/// What blocks of one form hold together.
struct Forms {
    /// By the element and the two around it, so that the parts of cards differ from each other.
    alike: FxHashMap<u64, Sum>,
    /// By the element alone.
    kin: FxHashMap<u32, Sum>,
}

impl Forms {
    fn of(page: &Page, parts: &[Part], sums: &[Sum]) -> Self {
        let mut forms = Self { alike: FxHashMap::default(), kin: FxHashMap::default() };
        for (block, sum) in page.blocks.iter().zip(sums) {
            let element = block.element as usize;
            forms.alike.entry(form(page, parts, element)).or_default().add(*sum);
            if let Some(element) = page.elements.get(element) {
                forms.kin.entry(element.form).or_default().add(*sum);
            }
        }
        forms
    }

    fn tell(&self, page: &Page, parts: &[Part], element: usize, whole: Sum, set: &mut impl FnMut(Fact, f32)) {
        let alike = self.alike.get(&form(page, parts, element)).copied().unwrap_or_default();
        set(Fact::Alike, alike.blocks);
        set(Fact::AlikeShare, alike.letters / whole.letters.max(1.0));
        set(Fact::AlikeProse, alike.inner_prose());
        let kin =
            page.elements.get(element).and_then(|element| self.kin.get(&element.form)).copied().unwrap_or_default();
        set(Fact::Kin, kin.blocks);
        set(Fact::KinMean, kin.mean());
    }
}

/// The forms of an element and of the two around it.
fn form(page: &Page, parts: &[Part], mut element: usize) -> u64 {
    let mut hash = 0_u64;
    for _ in 0..3 {
        let (Some(found), Some(part)) = (page.elements.get(element), parts.get(element)) else { break };
        hash = hash.rotate_left(21) ^ u64::from(found.form);
        element = part.parent;
    }
    hash
}
