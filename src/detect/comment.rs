//! What readers wrote below a document, for those who want to keep it.

use super::own::Own;
use crate::page::{BlockKind, Page, Region};

/// Words by which templates call the boxes of readers' comments.
const COMMENTS: [&str; 8] =
    ["comment", "commentlist", "disqu", "reply", "replie", "respond", "discussion", "kommentar"];
/// Words by which they call lists of other pages, some of which have comments.
const RELATED: [&str; 4] = ["related", "recommended", "popular", "recent"];
/// Share of links above which a block is a button or a name that leads elsewhere.
const LINKED: f32 = 0.5;
/// Share of the page from which on a box is the page, whatever it is called.
const WHOLE: f32 = 0.8;

/// Which blocks of a document stand in a box that is called comments.
pub(crate) fn in_comments(page: &Page) -> Vec<bool> {
    let mut sizes = vec![0_u32; page.elements.len()];
    for block in &page.blocks {
        if let Some(size) = sizes.get_mut(block.element as usize) {
            *size += block.span.len() as u32;
        }
    }
    for index in (0..sizes.len()).rev() {
        let parent = page.elements[index].parent as usize;
        if parent < index {
            sizes[parent] += sizes[index];
        }
    }
    let whole: usize = page.blocks.iter().map(|block| block.span.len()).sum();
    // Parents stand before their children.
    let mut boxes: Vec<(bool, bool)> = Vec::with_capacity(sizes.len());
    let called: Vec<(bool, bool)> = page.callings.iter().map(|calling| called(calling.names.of(&page.names))).collect();
    for (index, element) in page.elements.iter().enumerate() {
        let (comments, related) = boxes.get(element.parent as usize).copied().unwrap_or_default();
        let called = called.get(element.calling as usize).copied().unwrap_or_default();
        let part = (sizes[index] as f32) < WHOLE * whole as f32;
        boxes.push((comments || part && called.0, related || called.1));
    }
    let is_in = |element: u32| boxes.get(element as usize).is_some_and(|&(comments, related)| comments && !related);
    page.blocks.iter().map(|block| is_in(block.element)).collect()
}

/// Whether names are those of boxes of comments, and of lists of other pages.
fn called(names: &str) -> (bool, bool) {
    // By bytes: to look for the end of each of a few letters with the search of long texts takes three times as long.
    let words = || names.as_bytes().split(|&byte| byte == b' ');
    let any = |known: &[&str]| words().any(|word| known.iter().any(|known| known.as_bytes() == word));
    (any(&COMMENTS), any(&RELATED))
}

/// Whether a block of such a box is the text of a comment, or a line of one, and no part of the interface around it. The name of who
/// wrote it looks like a short comment, and stays.
pub(crate) fn is_readers(own: Own<'_>) -> bool {
    let boxed = own.layout.is_some_and(|layout| layout.comments);
    let plain = boxed && own.region != Region::Form && own.link_density <= LINKED && own.kind != BlockKind::Heading;
    plain && !own.is_stamp() && own.phrase.hit().is_none() && own.fault.is_none()
}
