//! A census on disk: pages are counted within a bound of memory, the counts go to a file, and files are merged, loaded and
//! shown.
//!
//! ```
//! use polyscrub::{
//!     census::{Key, Keyer, PageKeys},
//!     survey::{Survey, load},
//! };
//!
//! # let folder = tempfile::tempdir()?;
//! # let (scratch, path) = (folder.path(), folder.path().join("site.census"));
//! let mut survey = Survey::new(256 << 20, scratch);
//! let mut keyer = Keyer::default();
//! for own in ["The weir is repaired.", "A barge has run aground.", "The mill opens on Sunday."] {
//!     survey.add("news.example", &PageKeys::of(["Home", own, "Share on Facebook"], &mut keyer))?;
//! }
//! survey.finish(&path)?;
//!
//! let census = load(&[&path], 64 << 20)?;
//! let site = census.site("news.example").ok_or("no such site")?;
//! let seen = Key::of("share on facebook").and_then(|key| site.seen(key));
//! assert_eq!((site.pages(), seen.map(|seen| seen.pages)), (3, Some(3)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The file
//!
//! A census is a set of *shards*, one from each survey, so that merging is a union: in whatever order and grouping files are
//! merged, and however often, the bytes are the same. A shard's id is a hash of its content. The same pages surveyed again make
//! the same shard, in any order, but for the sample where copies differ in it.
//!
//! ```text
//! file    = "polyscrub census 1\n", number of shards, shards in order of their ids
//! shard   = id, bytes packed, check, pages, copies, unchecked, sites, blocks, then the content as one frame of zstd
//! content = sites in order of their names, 0
//! site    = 1 + length of its name, its name, its pages, its blocks in order of their keys, 0
//! block   = pages × 4 + place, [head, tail,] key, and on 3 pages or more: length of a sample, the sample
//! ```
//!
//! Outside of the content, numbers have 64 bits, little-endian; the id has 128 and is XXH3 of the content as it was before
//! packing, followed by the numbers from `pages` on; the check is XXH3 of the packed bytes, in 64 bits. Within, numbers are
//! LEB128, except for keys: 64 bits, big-endian. The place of a block is 0 where it stands on all its pages in the head first,
//! 1 where in the tail, 2 where in neither; 3 is anything else, and the two counts follow.
//!
//! What a file says of lengths is never believed: each is held against a limit of its own, and memory does not grow with a
//! file.
//!
//! # What the counts mean
//!
//! They are exact whatever the memory. Copies of a page (same site, same keys in the same order) count once in a survey;
//! between surveys they are not looked for. Where the marks of the pages outgrow a quarter of the memory, later pages may be
//! copies of each other: [`Counts::unchecked`] says how many, so no count is too high by more than that.

mod blocks;
mod copies;
mod counts;
mod error;
mod hashed;
mod index;
mod list;
mod load;
mod memory;
mod merge;
mod number;
mod rows;
mod runs;
mod shard;
mod show;
mod sites;
mod surveyor;
mod texts;
mod union;
mod writer;

pub use counts::Counts;
pub use error::{Damage, SurveyError};
pub use list::{Shard, shards};
pub use load::load;
pub use show::{Show, ShownBlock, ShownSite, show};
pub use surveyor::Survey;
pub use union::merge;

/// Streams that are merged at a time: more go through files in between. Each keeps a file open and a buffer, a shard also a
/// window.
const FAN_IN: usize = 32;

/// How much a stream's content says of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// A sample of every block, and parts of sites: what is in the middle of being counted.
    All,
    /// Samples of what repeats, and whole sites: a shard.
    Repeated,
}
