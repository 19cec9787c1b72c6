//! What an element is called: its tag, its role, and the words of its class and id. Words of authors of templates, so they are
//! only noted here, and weighed later.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{
    attribute::Name,
    tree::{Id, Tree},
};
use crate::{page::Calling, span::Span};

/// Longest class or id that is read, in bytes; longer ones are generated.
const LONGEST: usize = 512;
/// Letters of a word at least.
const SHORTEST: usize = 2;

/// What a document's elements are called: those that are called the same share it.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// All names, words separated by spaces.
    text: String,
    /// What there is, in the order in which it came.
    callings: Vec<Calling>,
    /// Which of it an element is called, by tag, role, class and id.
    known: FxHashMap<u64, u32>,
}

impl Names {
    /// What an element is called, as an index into what [`Names::finish`] gives.
    pub(super) fn read(&mut self, tree: &Tree, id: Id) -> u32 {
        let tag = tree.local_name(id);
        let called = |name| tree.attribute(id, name).filter(|value| value.len() <= LONGEST).unwrap_or_default();
        let (role, class, own) = (called(Name::Role), called(Name::Class), called(Name::Id));
        let parts = [tag, role, class, own];
        *self.known.entry(hash(&parts)).or_insert_with(|| {
            self.callings.push(Calling { names: write(&mut self.text, &parts), form: form(tag, class) });
            u32::try_from(self.callings.len() - 1).unwrap_or(u32::MAX)
        })
    }

    /// What there is, and the text that its spans refer to.
    pub(super) fn finish(self) -> (Vec<Calling>, String) {
        (self.callings, self.text)
    }
}

fn hash(parts: &[&str; 4]) -> u64 {
    parts.iter().fold(0, |hash: u64, part| {
        hash.rotate_left(17).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ xxhash_rust::xxh3::xxh3_64(part.as_bytes())
    })
}

/// Writes the names of one element, each word once.
fn write(text: &mut String, [tag, role, class, own]: &[&str; 4]) -> Span {
    let start = text.len();
    if !matches!(*tag, "html" | "body") {
        ["<", tag, ">"].iter().for_each(|part| text.push_str(part));
        if !role.is_empty() {
            text.push_str(" role=");
            text.push_str(role.split_whitespace().next().unwrap_or_default());
        }
        let mut there = Vec::new();
        for word in words(class).chain(words(own)) {
            push(text, &mut there, word);
        }
    }
    Span::new(start, text.len())
}

/// Adds a word in lower case and without an `s` at its end, unless it is among those that are there. No word is like a tag in its brackets
/// or a role behind its sign.
fn push(text: &mut String, there: &mut Vec<Range<usize>>, word: &str) {
    let singular = word.strip_suffix(['s', 'S']).filter(|stem| stem.len() >= SHORTEST).unwrap_or(word);
    let is_it = |other: &Range<usize>| {
        other.len() == singular.len() && text.as_bytes()[other.clone()].eq_ignore_ascii_case(singular.as_bytes())
    };
    if singular.len() >= SHORTEST && !there.iter().any(is_it) {
        text.push(' ');
        let from = text.len();
        text.push_str(singular);
        text[from..].make_ascii_lowercase();
        there.push(from..text.len());
    }
}

/// The words of a value, also those joined as `postBody`.
fn words(value: &str) -> impl Iterator<Item = &str> {
    let mut rest = value;
    std::iter::from_fn(move || {
        let start = rest.bytes().position(|byte| byte.is_ascii_alphabetic())?;
        let mut before = b' ';
        let ends = |byte: u8| {
            let joint = before.is_ascii_lowercase() && byte.is_ascii_uppercase();
            before = byte;
            joint || !byte.is_ascii_alphabetic()
        };
        let end = rest.bytes().skip(start).position(ends).map_or(rest.len(), |length| start + length);
        let word = rest.get(start..end)?;
        rest = rest.get(end..)?;
        Some(word)
    })
}

/// A hash of name and classes; digits count for nothing, since templates number what is alike.
fn form(tag: &str, class: &str) -> u32 {
    let bytes = tag.bytes().chain([b' ']).chain(class.bytes().filter(|byte| !byte.is_ascii_digit()));
    bytes.fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_taken_apart_and_lose_their_plural() {
        let mut text = String::new();
        let span = write(&mut text, &["div", "main", "postBody entry-meta2 Comments x", "comment-list"]);
        assert_eq!(span.of(&text), "<div> role=main post body entry meta comment list");
        assert_eq!(form("li", "item item-1"), form("li", "item item-27"));
    }
}
