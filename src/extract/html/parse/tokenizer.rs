//! Markup to tokens: text between tags, tags with the attributes that extraction reads, and what is neither. Text is not
//! copied unless it has to be decoded.

use memchr::{memchr, memchr2, memmem};
use xxhash_rust::xxh3::Xxh3Default;

use super::{
    super::{
        attribute::Name,
        tree::{self, Part, Tree},
    },
    attributes::{Attributes, End},
    comment, doctype,
    entity::{self, Nul, Place},
    raw::{self, Kind},
    tag::Tag,
};

/// What starts text without references, where it may.
const CDATA: &str = "<![CDATA[";

/// A piece of markup.
#[derive(Debug, Clone, Copy)]
pub(super) enum Token {
    Text(Part),
    Start(Start),
    End(Tag),
    /// A comment, an instruction, or anything else that is not shown.
    Comment,
    /// A declaration of the document's type, and whether it is one that browsers take for very old.
    Doctype {
        quirks: bool,
    },
    /// The end of the markup.
    Eof,
}

/// A start tag.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    pub(super) tag: Tag,
    /// Whether it ends in `/>`.
    pub(super) closing: bool,
    /// The attributes that extraction reads.
    pub(super) kept: tree::Attributes,
    /// Where its attributes start in the markup, 0 where it has none.
    pub(super) attributes: u32,
}

impl Start {
    /// A tag that is not in the markup.
    pub(super) fn implied(tag: Tag) -> Self {
        Self { tag, closing: false, kept: tree::Attributes::default(), attributes: 0 }
    }
}

/// Reads tokens from where it stands.
#[derive(Debug)]
pub(super) struct Tokenizer<'s> {
    pub(super) markup: &'s str,
    at: usize,
    /// Whether there are NULs anywhere, which nearly no page has.
    nul: bool,
    /// Whether all that follows is text, after `<plaintext>`.
    pub(super) plain: bool,
}

impl<'s> Tokenizer<'s> {
    pub(super) fn new(markup: &'s str) -> Self {
        let nul = memchr(0, markup.as_bytes()).is_some();
        Self { markup, at: 0, nul, plain: false }
    }

    /// How much was read, in bytes.
    pub(super) fn read(&self) -> usize {
        self.at
    }

    /// Whether the markup has NULs.
    pub(super) fn has_nul(&self) -> bool {
        self.nul
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.markup.as_bytes().get(self.at + ahead).copied()
    }

    fn rest(&self) -> &'s str {
        self.markup.get(self.at..).unwrap_or_default()
    }

    /// The next token. `foreign` tells that the innermost open element is of SVG or MathML, where there is `<![CDATA[`.
    pub(super) fn next(&mut self, tree: &mut Tree<'_>, foreign: bool) -> Token {
        while self.rest().starts_with("</>") && !self.plain {
            self.at += 3;
        }
        if self.at >= self.markup.len() {
            return Token::Eof;
        }
        if self.plain {
            let text = self.take(self.markup.len());
            return Token::Text(self.without_nul(tree, text));
        }
        if !self.is_markup(self.at) {
            return self.text(tree);
        }
        match self.byte(1) {
            Some(b'!') => self.declaration(foreign),
            Some(b'/') => self.end_tag(tree),
            Some(b'?') => self.bogus(),
            _ => self.start_tag(tree),
        }
    }

    /// Whether something other than text starts there.
    fn is_markup(&self, at: usize) -> bool {
        let byte = |ahead: usize| self.markup.as_bytes().get(at + ahead).copied();
        let second = || byte(1).is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'!' | b'?'));
        byte(0) == Some(b'<') && (second() || (byte(1) == Some(b'/') && byte(2).is_some()))
    }

    fn text(&mut self, tree: &mut Tree<'_>) -> Token {
        let (bytes, mut end, mut refers) = (self.markup.as_bytes(), self.at, false);
        while let Some(found) = bytes.get(end..).and_then(|rest| memchr2(b'<', b'&', rest)) {
            end += found;
            if self.is_markup(end) {
                break;
            }
            refers |= bytes[end] == b'&';
            end += 1;
        }
        let ends = end < bytes.len() && self.is_markup(end);
        let part = self.take(if ends { end } else { bytes.len() });
        Token::Text(if refers { decoded(tree, self.markup, part, Place::Text, Nul::Stays) } else { part })
    }

    /// Goes to `end`; gives what lies before it.
    fn take(&mut self, end: usize) -> Part {
        let start = offset(self.at);
        self.at = end;
        Part { start, end: offset(end) }
    }

    /// The tag of the name that starts there, and where it ends.
    fn name(&self, tree: &mut Tree<'_>, start: usize) -> (Tag, usize) {
        let (tag, length) = tree.names.read(self.markup.get(start..).unwrap_or_default());
        (tag, start + length)
    }

    fn start_tag(&mut self, tree: &mut Tree<'_>) -> Token {
        let (tag, after) = self.name(tree, self.at + 1);
        let first = tree.attributes.len();
        let mut attributes = Attributes::new(self.markup.as_bytes(), after);
        for raw in attributes.by_ref() {
            if let Some(name) = self.known(raw.name, raw.capital)
                && tree.attributes.get(first..).is_some_and(|kept| kept.iter().all(|attribute| attribute.0 != name))
            {
                let value = self.value(tree, raw.value);
                tree.attributes.push((name, value));
            }
        }
        let (end, at) = attributes.end();
        self.at = at;
        if end == End::Open {
            return Token::Eof;
        }
        let count = u8::try_from(tree.attributes.len() - first).unwrap_or(u8::MAX);
        let kept = tree::Attributes { first: offset(first), count };
        Token::Start(Start { tag, closing: end == End::Closing, kept, attributes: offset(after) })
    }

    fn known(&self, name: (usize, usize), capital: bool) -> Option<Name> {
        let name = self.markup.get(name.0..name.1)?;
        if capital { Name::parse(&name.to_ascii_lowercase()) } else { Name::parse(name) }
    }

    /// A value, decoded where it has to be.
    fn value(&self, tree: &mut Tree<'_>, value: (usize, usize)) -> Part {
        let part = Part { start: offset(value.0), end: offset(value.1) };
        let text = self.markup.get(value.0..value.1).unwrap_or_default();
        let plain = memchr(b'&', text.as_bytes()).is_none() && !(self.nul && text.contains('\0'));
        if plain { part } else { decoded(tree, self.markup, part, Place::Attribute, Nul::Replaced) }
    }

    /// All attributes of a start tag, decoded, names in lower case; the first of a name counts.
    pub(super) fn attributes(&self, start: Start) -> Vec<(String, String)> {
        let of = |range: (usize, usize)| self.markup.get(range.0..range.1).unwrap_or_default();
        let raw = match start.attributes {
            0 => Attributes::new(b"", 0),
            at => Attributes::new(self.markup.as_bytes(), at as usize),
        };
        let mut all: Vec<_> = raw.map(|raw| (of(raw.name).to_ascii_lowercase(), of(raw.value))).collect();
        all.sort_by(|one, other| one.0.cmp(&other.0));
        all.dedup_by(|later, earlier| later.0 == earlier.0);
        let decoded = |text: &str| {
            let mut out = String::new();
            entity::decode(text, Place::Attribute, Nul::Replaced, &mut out);
            out
        };
        all.into_iter().map(|(name, value)| (name, decoded(value))).collect()
    }

    /// A hash of all attributes of a start tag, whatever their order.
    pub(super) fn hash(&self, start: Start) -> u64 {
        let mut hash = Xxh3Default::new();
        for (name, value) in self.attributes(start) {
            hash.update(name.as_bytes());
            hash.update(b"=");
            hash.update(value.as_bytes());
            hash.update(b">");
        }
        hash.digest()
    }

    fn end_tag(&mut self, tree: &mut Tree<'_>) -> Token {
        if !self.byte(2).is_some_and(|byte| byte.is_ascii_alphabetic()) {
            return self.bogus();
        }
        let (tag, after) = self.name(tree, self.at + 2);
        if self.close(after) { Token::End(tag) } else { Token::Eof }
    }

    /// Reads the rest of an end tag; tells whether it ends.
    fn close(&mut self, after: usize) -> bool {
        let mut attributes = Attributes::new(self.markup.as_bytes(), after);
        attributes.by_ref().for_each(drop);
        let (end, at) = attributes.end();
        self.at = at;
        end != End::Open
    }

    /// What ends with the next `>`, whatever is in it.
    fn bogus(&mut self) -> Token {
        self.at += memchr(b'>', self.rest().as_bytes()).map_or(self.rest().len(), |end| end + 1);
        Token::Comment
    }

    fn declaration(&mut self, foreign: bool) -> Token {
        let rest = self.rest();
        let after = |word: &str| rest.get(2..2 + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word));
        if let Some(content) = rest.strip_prefix("<!--") {
            self.at += 4 + comment::length(content);
            Token::Comment
        } else if after("doctype") {
            self.bogus();
            let content = rest.get(2 + "doctype".len()..rest.len() - self.rest().len()).unwrap_or_default();
            Token::Doctype { quirks: doctype::is_quirky(content) }
        } else if foreign && rest.starts_with(CDATA) {
            self.at += CDATA.len();
            let end = memmem::find(self.rest().as_bytes(), b"]]>");
            let text = self.take(end.map_or(self.markup.len(), |end| self.at + end));
            self.at += end.map_or(0, |_| 3);
            Token::Text(text)
        } else {
            self.bogus()
        }
    }

    /// The text of an element that holds no markup, up to its end tag, which is read as well.
    pub(super) fn raw(&mut self, tree: &mut Tree<'_>, tag: Tag, kind: Kind) -> Part {
        let length = raw::length(self.rest(), tree.names.name(tag), kind);
        let text = self.take(self.at + length);
        if self.at < self.markup.len() {
            let (_, after) = self.name(tree, self.at + 2);
            self.close(after);
        }
        match kind {
            Kind::Escapable => decoded(tree, self.markup, text, Place::Text, Nul::Replaced),
            Kind::Raw | Kind::Script => self.without_nul(tree, text),
        }
    }

    fn without_nul(&self, tree: &mut Tree<'_>, part: Part) -> Part {
        let text = tree.part(part);
        if !self.nul || !text.contains('\0') {
            return part;
        }
        let text = text.replace('\0', "\u{fffd}");
        tree.write(&text)
    }
}

/// A part of the markup with its references replaced; the part itself where there are none.
fn decoded(tree: &mut Tree<'_>, markup: &str, part: Part, place: Place, nul: Nul) -> Part {
    let text = markup.get(part.start as usize..part.end as usize).unwrap_or_default();
    let start = tree.buffer.len();
    entity::decode(text, place, nul, &mut tree.buffer);
    if tree.buffer.get(start..) == Some(text) {
        tree.buffer.truncate(start);
        return part;
    }
    tree.written(start)
}

fn offset(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
