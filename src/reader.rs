//! The way in: bytes to a page. What `clean` and `detect` have in common, so that both see the same text.

use encoding_rs::Encoding;

use crate::{
    decode::{self, Decoded, Options},
    extract::{self, html::Marks},
    page::Page,
    settings::{Format, Writing},
};

/// Bytes that are looked at to tell markup from text.
const SNIFF: usize = 4096;

/// How pages are read.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    /// The encoding of every page, overriding what the page says.
    pub encoding: Option<&'static Encoding>,
    /// Whether certain mojibake is repaired while decoding.
    pub repair: bool,
    /// How the text of documents is written.
    pub writing: Writing,
}

/// A page as it comes in.
#[derive(Debug, Clone, Copy)]
pub struct RawPage<'p> {
    /// Its bytes.
    pub bytes: &'p [u8],
    /// What they are.
    pub format: Format,
    /// The encoding that it came with, as in an HTTP header.
    pub transport: Option<&'static Encoding>,
    /// The site that it belongs to, a host or a directory; `""` where that is not known.
    pub site: &'p str,
}

impl<'p> RawPage<'p> {
    /// A page of which no more is known.
    #[must_use]
    pub fn new(bytes: &'p [u8], format: Format) -> Self {
        Self { bytes, format, transport: None, site: "" }
    }
}

/// A page as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// The page: its text, and the blocks it consists of.
    pub page: Page,
    /// What it takes to write the text in the form that is asked for, where that is not the plain one.
    pub marks: Option<Marks>,
    /// The WHATWG name of the encoding.
    pub encoding: &'static str,
    /// How many malformed sequences became U+FFFD.
    pub replaced: usize,
    /// What was repaired while decoding.
    pub repairs: Vec<decode::Repair>,
}

impl Reader {
    /// Reads a page. Any bytes give one.
    ///
    /// ```
    /// use polyscrub::{Format, Writing, reader::{RawPage, Reader}};
    ///
    /// let reader = Reader { encoding: None, repair: true, writing: Writing::default() };
    /// let read = reader.read(RawPage::new(b"<h1>Der Fluss</h1><p>Im Herbst liegt Nebel.</p>", Format::Html));
    /// assert_eq!(read.page.text.trim_end(), "Der Fluss\n\nIm Herbst liegt Nebel.");
    /// ```
    #[must_use]
    pub fn read(&self, raw: RawPage<'_>) -> Read {
        let bytes = raw.bytes;
        let markup = match raw.format {
            Format::Html => true,
            Format::Text => false,
            Format::Auto => extract::is_markup(&String::from_utf8_lossy(&bytes[..bytes.len().min(SNIFF)])),
        };
        let options = Options { encoding: self.encoding, transport: raw.transport, repair: self.repair, markup };
        let Decoded { text, encoding, replaced, repairs } = decode::decode(bytes, options);
        let (page, marks) =
            if markup { extract::html::extract_as(&text, self.writing) } else { (extract::text::extract(text), None) };
        Read { page, marks, encoding, replaced, repairs }
    }
}
