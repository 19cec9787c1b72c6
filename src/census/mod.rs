//! What repeats on a site: on how many of its pages each block of text stands, and where on them. Pure; `survey` keeps
//! it on disk.
//!
//! A site is whatever pages are counted together under one name: a host, a directory. [`PageKeys`] are the blocks of one page
//! without their texts, and a [`Census`] is what many of them amount to.

pub mod builder;
mod digit;
mod floor;
pub mod key;
pub mod page;
pub mod seen;
pub mod table;

pub use builder::Builder;
pub use key::{Key, Keyer};
pub use page::{PageKeys, SAMPLE_CHARS};
pub use seen::{Seen, Zone, zones};
pub use table::{Census, SiteView};

/// Pages that a block stands on at least to be held in a [`Census`]: two pages may be one article printed twice.
pub const LEAST_PAGES: u32 = 3;

/// Bytes of a site's name that count; what is longer is cut there, wherever a name comes in. The longest path of Linux.
pub const NAME_BYTES: usize = 4096;

/// A site's name as far as it counts.
#[must_use]
pub fn site_name(name: &str) -> &str {
    let longest = name.len().min(NAME_BYTES);
    let end = (0..=longest).rev().find(|end| name.is_char_boundary(*end)).unwrap_or(0);
    &name[..end]
}
