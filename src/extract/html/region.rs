//! The part of the page that an element opens: by its name, its ARIA role, and the words of its class and id.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::{
    attribute::Name,
    tree::{Id, Tree},
};
use crate::page::Region;

/// Nodes below a form from which on it is no form, but the page itself: some frameworks wrap every page in one.
/// A long sign-up form has about two hundred.
const FORM_ELEMENTS: usize = 300;

/// Nodes below a button or label from which on it is a trick of style around a whole menu.
const CONTROL_ELEMENTS: usize = 20;

/// Longest class or id that is read, in bytes; longer ones are generated.
const LONGEST: usize = 512;

/// Words of a class or id, and the region they name.
#[rustfmt::skip]
const WORDS: [(&str, Region); 37] = [
    ("nav", Region::Nav), ("navbar", Region::Nav), ("navigation", Region::Nav), ("menu", Region::Nav),
    ("submenu", Region::Nav), ("breadcrumb", Region::Nav), ("breadcrumbs", Region::Nav), ("pagination", Region::Nav),
    ("pager", Region::Nav), ("toolbar", Region::Nav), ("topbar", Region::Header), ("header", Region::Header),
    ("masthead", Region::Header), ("banner", Region::Header), ("footer", Region::Footer), ("colophon", Region::Footer),
    ("copyright", Region::Footer), ("imprint", Region::Footer), ("sidebar", Region::Aside), ("widget", Region::Aside),
    ("widgets", Region::Aside), ("related", Region::Aside), ("share", Region::Aside), ("sharing", Region::Aside),
    ("sharedaddy", Region::Aside), ("social", Region::Aside), ("cookie", Region::Aside), ("cookies", Region::Aside),
    ("consent", Region::Aside), ("newsletter", Region::Form), ("advertisement", Region::Aside), ("promo", Region::Aside),
    ("search", Region::Form), ("searchform", Region::Form), ("login", Region::Form), ("signup", Region::Form),
    ("respond", Region::Form),
];

/// Words that make a class one of layout or content, whatever else is in it: `content-sidebar-wrap` holds the page.
#[rustfmt::skip]
const NEUTRAL: [&str; 20] = [
    "content", "main", "article", "post", "entry", "page", "wrap", "wrapper", "container", "layout", "has", "with", "no",
    "row", "col", "section", "inner", "outer", "grid", "body",
];

/// Where an element's content stands, given where the element stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// The part of the page.
    pub(super) region: Region,
    /// Whether inside `<main>` or `<article>`, where only whole class names count.
    pub(super) content: bool,
}

impl Place {
    /// The place of what is in element `id`, which itself stands in `self`.
    pub(super) fn inside(self, tree: &Tree, id: Id, classes: &mut Classes) -> Self {
        let name = tree.name(id);
        let role = tree.attribute(id, Name::Role).unwrap_or_default();
        match (name, role) {
            ("html" | "body", _) => self,
            ("main", _) | (_, "main") => Self { region: Region::Main, content: true },
            ("article", _) | (_, "article") => Self { content: self.region == Region::Main, ..self },
            _ => {
                match self.named(tree, id, name).or_else(|| of_role(role)).or_else(|| classes.region(self, tree, id)) {
                    Some(region) => Self { region, ..self },
                    None => self,
                }
            }
        }
    }

    fn named(self, tree: &Tree, id: Id, name: &str) -> Option<Region> {
        match name {
            "nav" => Some(Region::Nav),
            "header" if self.may_be_head() => Some(Region::Header),
            "footer" => Some(Region::Footer),
            "aside" => Some(Region::Aside),
            "search" | "select" => Some(Region::Form),
            "button" | "label" if tree.descendants(id).nth(CONTROL_ELEMENTS).is_none() => Some(Region::Form),
            "form" if tree.descendants(id).nth(FORM_ELEMENTS).is_none() => Some(Region::Form),
            _ => None,
        }
    }

    /// The region that the words of a class and an id name.
    fn classed(self, values: [&str; 2]) -> Option<Region> {
        let tokens = values.into_iter().flat_map(str::split_ascii_whitespace);
        let mut regions = tokens.filter_map(|token| if self.content { word(token) } else { parts(token) });
        regions.find(|&region| region != Region::Header || self.may_be_head())
    }

    /// Whether a head here is the page's: that of an article, a menu or a box beside the content is part of it.
    fn may_be_head(self) -> bool {
        !self.content && self.region == Region::Main
    }
}

/// What the classes and ids of a document say of the place of an element that has them. Elements that are called the same are many.
#[derive(Debug, Default)]
pub(super) struct Classes(FxHashMap<u64, Option<Region>>);

impl Classes {
    /// The region that an element's class and id name, given where it stands.
    fn region(&mut self, outer: Place, tree: &Tree, id: Id) -> Option<Region> {
        let called = |name| tree.attribute(id, name).filter(|value| value.len() <= LONGEST).unwrap_or_default();
        let values = [called(Name::Class), called(Name::Id)];
        if values == ["", ""] {
            return None;
        }
        let [class, own] = values.map(|value| xxh3_64(value.as_bytes()));
        let place = u64::from(outer.content) << 1 | u64::from(outer.may_be_head());
        let hash = (class.rotate_left(21) ^ own).rotate_left(21) ^ place;
        *self.0.entry(hash).or_insert_with(|| outer.classed(values))
    }
}

fn of_role(role: &str) -> Option<Region> {
    match role {
        "navigation" | "menu" | "menubar" | "tablist" => Some(Region::Nav),
        "banner" => Some(Region::Header),
        "contentinfo" => Some(Region::Footer),
        "complementary" => Some(Region::Aside),
        "search" | "form" => Some(Region::Form),
        _ => None,
    }
}

fn parts(token: &str) -> Option<Region> {
    let mut region = None;
    for part in token.split(['-', '_']).filter(|part| may_say(part)) {
        if is_neutral(part) {
            return None;
        }
        region = region.or_else(|| word(part));
    }
    region
}

fn is_neutral(part: &str) -> bool {
    NEUTRAL.iter().any(|neutral| part.eq_ignore_ascii_case(neutral))
}

fn word(part: &str) -> Option<Region> {
    let found = || WORDS.iter().find(|row| part.eq_ignore_ascii_case(row.0)).map(|row| row.1);
    may_say(part).then(found).flatten()
}

/// The letters that words of each length start with, a bit each. Most words of classes are told from all of them by that.
const FIRST: [u32; 14] = {
    let (mut first, mut i) = ([0; 14], 0);
    while i < WORDS.len() + NEUTRAL.len() {
        let word = if i < WORDS.len() { WORDS[i].0 } else { NEUTRAL[i - WORDS.len()] };
        first[word.len()] |= letter(word.as_bytes()[0]);
        i += 1;
    }
    first
};

/// The bit of a letter in any case; none for other bytes.
const fn letter(byte: u8) -> u32 {
    if byte.is_ascii_alphabetic() { 1 << (byte.to_ascii_lowercase() - b'a') } else { 0 }
}

/// Whether a part may be one of the words.
fn may_say(part: &str) -> bool {
    let first = part.bytes().next().map_or(0, letter);
    FIRST.get(part.len()).is_some_and(|letters| letters & first != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_class_says_depends_on_where_it_is() {
        let tree = super::super::parse::parse("<div class=header><p class=header>", true);
        let called = |id: &Id| tree.attribute(*id, Name::Class) == Some("header");
        let ids: Vec<Id> = tree.descendants(super::super::tree::ROOT).filter(called).collect();
        let mut classes = Classes::default();
        let main = Place { region: Region::Main, content: false };
        // Twice, so that the second time it is known.
        for id in [ids[0], ids[1], ids[0]] {
            let head = main.inside(&tree, id, &mut classes);
            assert_eq!(head.region, Region::Header);
            let nav = Place { region: Region::Nav, content: false };
            assert_eq!(nav.inside(&tree, id, &mut classes), nav);
        }
    }

    #[test]
    fn words_of_layout_silence_a_class() {
        assert_eq!(parts("site-footer"), Some(Region::Footer));
        assert_eq!(parts("main_menu"), None);
        assert_eq!(parts("content-sidebar-wrap"), None);
        assert_eq!(parts("Menu"), Some(Region::Nav));
        assert_eq!(word("site-footer"), None);
        assert!(WORDS.iter().all(|row| word(row.0) == Some(row.1)));
        assert!(NEUTRAL.iter().all(|neutral| is_neutral(&neutral.to_uppercase())));
    }
}
