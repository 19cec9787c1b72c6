//! A census for people to read: the blocks of each site that repeat most.

use std::{cmp::Reverse, path::Path};

use crate::census::{Key, LEAST_PAGES, Seen};

use super::{error::SurveyError, load::open, merge::Merge};

/// Blocks that are collected before the least of them are thrown out, where few are asked for.
const LEAST_ROOM: usize = 64;

/// A site, and its most repeated blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownSite {
    /// Its name, as it came in: it may hold any character.
    pub name: String,
    /// Its pages.
    pub pages: u32,
    /// Blocks on [`LEAST_PAGES`] pages or more.
    pub repeated: u64,
    /// Of these, those on most pages, the most repeated first, as many as were asked for.
    pub blocks: Vec<ShownBlock>,
}

/// A block of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownBlock {
    /// Its key.
    pub key: Key,
    /// The pages that carry it.
    pub seen: Seen,
    /// The start of its text on one of the pages, without control characters; empty where no single survey has met it often
    /// enough.
    pub sample: String,
}

/// The sites of a census, in the order of their names. It ends after an error.
pub struct Show {
    merge: Option<Merge>,
    top: usize,
}

/// Opens the union of files, to show so many blocks of each site. Memory does not grow with the files.
///
/// # Errors
/// Where a file cannot be read, or is not a whole census. What is wrong within a shard only comes up when it is read.
pub fn show<P: AsRef<Path>>(paths: &[P], top: usize) -> Result<Show, SurveyError> {
    Ok(Show { merge: Some(open(paths)?), top })
}

impl Iterator for Show {
    type Item = Result<ShownSite, SurveyError>;

    fn next(&mut self) -> Option<Self::Item> {
        let site = read_site(self.merge.as_mut()?, self.top).transpose();
        if !matches!(site, Some(Ok(_))) {
            self.merge = None;
        }
        site
    }
}

fn read_site(merge: &mut Merge, top: usize) -> Result<Option<ShownSite>, SurveyError> {
    let Some((name, pages)) = merge.next_site()? else { return Ok(None) };
    let mut site = ShownSite { name: name.to_owned(), pages, repeated: 0, blocks: Vec::new() };
    let room = top.saturating_mul(2).max(LEAST_ROOM);
    let mut least = LEAST_PAGES;
    while let Some((key, seen, sample)) = merge.next_block()? {
        if key.is_pair() {
            continue;
        }
        site.repeated += u64::from(seen.pages >= LEAST_PAGES);
        if seen.pages < least {
            continue;
        }
        // Files come from anywhere, and control characters would reach a terminal.
        let sample = String::from_utf8_lossy(sample).replace(char::is_control, "");
        site.blocks.push(ShownBlock { key, seen, sample });
        if site.blocks.len() >= room {
            keep(&mut site.blocks, top);
            least = site.blocks.last().map_or(least, |last| last.seen.pages);
        }
    }
    keep(&mut site.blocks, top);
    Ok(Some(site))
}

fn keep(blocks: &mut Vec<ShownBlock>, top: usize) {
    blocks.sort_unstable_by_key(|block| (Reverse(block.seen.pages), block.key));
    blocks.truncate(top);
}
