//! Names of elements as numbers, so that the rules of parsing compare numbers. The names that rules or extraction ask for
//! have numbers of their own; others get one in the order they turn up.

use std::collections::HashMap;

use super::attributes::is_space;

/// The name of an element, in lower case whatever the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in super::super) struct Tag(u16);

macro_rules! tags {
    ($($name:ident $text:literal),* $(,)?) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[allow(dead_code, reason = "some names are common and no rule asks for them")]
        #[repr(u16)]
        enum Number { $($name),* }

        #[allow(dead_code, reason = "some names are common and no rule asks for them")]
        impl Tag { $(pub(super) const $name: Self = Self(Number::$name as u16);)* }

        /// The names that have numbers of their own, after the empty one.
        pub(super) const NAMES: &[&str] = &[$($text),*];
    };
}

#[rustfmt::skip]
tags! {
    // The name of what is no HTML element.
    NONE "",
    A "a", ABBR "abbr", ADDRESS "address", ANNOTATION "annotation", ANNOTATION_XML "annotation-xml", APPLET "applet",
    AREA "area", ARTICLE "article", ASIDE "aside", AUDIO "audio", B "b", BASE "base", BASEFONT "basefont", BDI "bdi",
    BDO "bdo", BGSOUND "bgsound", BIG "big", BLOCKQUOTE "blockquote", BODY "body", BR "br", BUTTON "button",
    CANVAS "canvas", CAPTION "caption", CENTER "center", CITE "cite", CODE "code", COL "col", COLGROUP "colgroup",
    DATA "data", DATALIST "datalist", DD "dd", DEL "del", DESC "desc", DETAILS "details", DFN "dfn", DIALOG "dialog",
    DIR "dir", DIV "div", DL "dl", DT "dt", EM "em", EMBED "embed", FIELDSET "fieldset", FIGCAPTION "figcaption",
    FIGURE "figure", FONT "font", FOOTER "footer", FOREIGNOBJECT "foreignobject", FORM "form", FRAME "frame",
    FRAMESET "frameset", G "g", H1 "h1", H2 "h2", H3 "h3", H4 "h4", H5 "h5", H6 "h6", HEAD "head", HEADER "header",
    HGROUP "hgroup", HR "hr", HTML "html", I "i", IFRAME "iframe", IMAGE "image", IMG "img", INPUT "input", INS "ins",
    ISINDEX "isindex", KBD "kbd", KEYGEN "keygen", LABEL "label", LEGEND "legend", LI "li", LINK "link",
    LISTING "listing", MAIN "main", MALIGNMARK "malignmark", MAP "map", MARK "mark", MARQUEE "marquee", MATH "math",
    MENU "menu", META "meta", METER "meter", MGLYPH "mglyph", MI "mi", MN "mn", MO "mo", MS "ms", MTEXT "mtext",
    NAV "nav", NOBR "nobr", NOEMBED "noembed", NOFRAMES "noframes", NOSCRIPT "noscript", OBJECT "object", OL "ol",
    OPTGROUP "optgroup", OPTION "option", OUTPUT "output", P "p", PARAM "param", PATH "path", PICTURE "picture",
    PLAINTEXT "plaintext", PRE "pre", PROGRESS "progress", Q "q", RB "rb", RP "rp", RT "rt", RTC "rtc", RUBY "ruby",
    S "s", SAMP "samp", SCRIPT "script", SEARCH "search", SECTION "section", SELECT "select", SLOT "slot",
    SMALL "small", SOURCE "source", SPAN "span", STRIKE "strike", STRONG "strong", STYLE "style", SUB "sub",
    SUMMARY "summary", SUP "sup", SVG "svg", TABLE "table", TBODY "tbody", TD "td", TEMPLATE "template",
    TEXTAREA "textarea", TFOOT "tfoot", TH "th", THEAD "thead", TIME "time", TITLE "title", TR "tr", TRACK "track",
    TT "tt", U "u", UL "ul", USE "use", VAR "var", VIDEO "video", WBR "wbr", XMP "xmp",
}

impl Tag {
    /// How many names have numbers of their own.
    pub(super) const KNOWN: usize = NAMES.len();

    /// The place of a name among [`Tag::KNOWN`], or one beyond.
    pub(super) fn index(self) -> usize {
        self.0.into()
    }
}

/// Longest name that fits into a [`Key`].
const LONGEST: usize = 16;

/// A name of at most [`LONGEST`] bytes in lower case, packed.
type Key = u128;

/// Places of the hash table, a power of two, four times as many as names.
const PLACES: usize = 1024;

/// Spreads keys over the table: the golden ratio, as is usual for hashing by multiplication.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// For each place of the hash table, the number of a name; 0 for none.
static TABLE: [u8; PLACES] = table();

/// The packed names.
static KEYS: [Key; NAMES.len()] = keys();

const fn keys() -> [Key; NAMES.len()] {
    let mut keys = [0; NAMES.len()];
    let mut number = 0;
    while number < NAMES.len() {
        let (bytes, mut at) = (NAMES[number].as_bytes(), 0);
        while at < bytes.len() {
            keys[number] = keys[number] << 8 | bytes[at] as Key;
            at += 1;
        }
        number += 1;
    }
    keys
}

const fn table() -> [u8; PLACES] {
    assert!(NAMES.len() <= u8::MAX as usize);
    let (keys, mut table) = (keys(), [0; PLACES]);
    let mut number = 1;
    while number < keys.len() {
        let mut place = place(keys[number]);
        while table[place] != 0 {
            place = (place + 1) % PLACES;
        }
        table[place] = number as u8;
        number += 1;
    }
    table
}

const fn place(key: Key) -> usize {
    let folded = (key as u64) ^ ((key >> 64) as u64).rotate_left(29);
    (folded.wrapping_mul(SPREAD) >> (64 - PLACES.trailing_zeros())) as usize
}

fn known(key: Key) -> Option<Tag> {
    let mut at = place(key);
    loop {
        match TABLE[at] {
            0 => return None,
            number if KEYS[usize::from(number)] == key => return Some(Tag(number.into())),
            _ => at = (at + 1) % PLACES,
        }
    }
}

/// The names of one document.
#[derive(Debug, Default)]
pub(in super::super) struct Names {
    others: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u16>,
}

impl Names {
    /// The tag of the name at the start of `markup`, and its length.
    pub(super) fn read(&mut self, markup: &str) -> (Tag, usize) {
        let (mut key, mut length): (Key, usize) = (0, 0);
        for byte in markup.bytes() {
            if is_space(byte) || matches!(byte, b'/' | b'>') {
                break;
            }
            key = key << 8 | Key::from(byte.to_ascii_lowercase());
            length += 1;
        }
        match known(key) {
            Some(tag) if length <= LONGEST => (tag, length),
            _ => (self.other(&markup[..length]), length),
        }
    }

    /// The tag of a name that has no number yet. Names that are too many all get the last one.
    fn other(&mut self, name: &str) -> Tag {
        let name = name.to_ascii_lowercase().replace('\0', "\u{fffd}");
        if let Some(&number) = self.numbers.get(&*name) {
            return Tag(number);
        }
        let Ok(number) = u16::try_from(NAMES.len() + self.others.len()) else { return Tag(u16::MAX) };
        self.others.push(name.as_str().into());
        self.numbers.insert(name.into(), number);
        Tag(number)
    }

    /// The name of a tag, in lower case.
    pub(in super::super) fn name(&self, tag: Tag) -> &str {
        let other = || self.others.get(tag.index() - NAMES.len()).map_or("", |name| name);
        NAMES.get(tag.index()).copied().unwrap_or_else(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_name_is_found_in_any_case() {
        let mut names = Names::default();
        for (number, name) in NAMES.iter().enumerate().skip(1) {
            let tag = names.read(&format!("{}>", name.to_ascii_uppercase())).0;
            assert_eq!((tag.index(), names.name(tag)), (number, *name));
            assert!(name.len() <= LONGEST, "{name}");
        }
    }

    #[test]
    fn other_names_are_kept() {
        let mut names = Names::default();
        let tags = ["X-y", "x-z", "x-Y", "a-very-long-name-of-an-element-p", "p\0"].map(|name| names.read(name).0);
        assert_eq!(
            tags.map(|tag| names.name(tag)),
            ["x-y", "x-z", "x-y", "a-very-long-name-of-an-element-p", "p\u{fffd}"]
        );
        for number in 0..70_000 {
            names.read(&format!("x{number}"));
        }
        assert_eq!(names.name(tags[0]), "x-y");
    }
}
