//! The attributes that extraction reads, and a cap on how many a tag may have: the tokenizer compares each with all
//! before it, so a tag of 500,000 would take minutes.

use std::borrow::Cow;

use html5ever::{Attribute, tendril::StrTendril};

/// How many attributes a tag may have; no page seen has 100. What exceeds it is cut from the markup.
const MOST: usize = 256;

/// Elements whose content is not markup, so that `<` in it starts no tag.
const RAW: [&str; 9] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"];

/// An attribute that extraction reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    AriaHidden,
    /// `name`.
    Called,
    Class,
    Content,
    Datetime,
    Hidden,
    Href,
    Hreflang,
    HttpEquiv,
    Id,
    Itemprop,
    Lang,
    Property,
    Rel,
    Role,
    Start,
    Style,
    Type,
}

impl Name {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "aria-hidden" => Self::AriaHidden,
            "class" => Self::Class,
            "content" => Self::Content,
            "datetime" => Self::Datetime,
            "hidden" => Self::Hidden,
            "href" => Self::Href,
            "hreflang" => Self::Hreflang,
            "http-equiv" => Self::HttpEquiv,
            "id" => Self::Id,
            "itemprop" => Self::Itemprop,
            "lang" | "xml:lang" => Self::Lang,
            "name" => Self::Called,
            "property" => Self::Property,
            "rel" => Self::Rel,
            "role" => Self::Role,
            "start" => Self::Start,
            "style" => Self::Style,
            "type" => Self::Type,
            _ => return None,
        })
    }
}

/// The attributes worth keeping of those a tag has.
pub(super) fn kept(attributes: Vec<Attribute>) -> Vec<(Name, StrTendril)> {
    let known = |attribute: Attribute| Name::parse(&attribute.name.local).map(|name| (name, attribute.value));
    attributes.into_iter().filter_map(known).collect()
}

/// The markup with no more than [`MOST`] attributes in any tag. Borrows wherever there is nothing to cut.
pub(super) fn capped(markup: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(start) = markup[at..].find('<').map(|found| at + found) {
        let rest = &markup[start..];
        if rest.starts_with("<!--") {
            let Some(end) = rest[2..].find("-->") else { break };
            at = start + 2 + end + "-->".len();
        } else if rest[1..].trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic()) {
            let tag = Tag::scan(rest);
            if let Some(cut) = tag.cut {
                out.push_str(&markup[copied..start + cut]);
                copied = start + tag.end;
            }
            at = start + tag.end;
            at += content(rest, &markup[at..]);
        } else {
            at = start + 1;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(markup);
    }
    out.push_str(&markup[copied..]);
    Cow::Owned(out)
}

/// How much of `after` is the raw content of the element that the tag at the head of `tag` opens.
fn content(tag: &str, after: &str) -> usize {
    let named = |name: &&&str| {
        let word = tag.get(1..=name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
        word && !tag[1 + name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
    };
    let Some(name) = RAW.iter().find(named) else { return 0 };
    let closes =
        |at: &usize| after.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
    after.match_indices("</").map(|found| found.0).find(closes).unwrap_or(after.len())
}

/// Where a tag ends, and where its surplus of attributes starts.
struct Tag {
    end: usize,
    cut: Option<usize>,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Between,
    Name,
    Equals,
    Quoted(u8),
    Bare,
}

impl Tag {
    /// Reads the tag at the start of `text`. `end` is the place of its `>`.
    fn scan(text: &str) -> Self {
        let (mut state, mut count, mut cut) = (State::Name, 0, None);
        for (at, byte) in text.bytes().enumerate() {
            state = match (state, byte) {
                (State::Quoted(quote), byte) if byte == quote => State::Between,
                (State::Quoted(_), _) => state,
                (_, b'>') => return Self { end: at, cut },
                (State::Equals, b'"' | b'\'') => State::Quoted(byte),
                (State::Equals, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c') => State::Equals,
                (State::Equals | State::Bare, byte) if !byte.is_ascii_whitespace() => State::Bare,
                (State::Name | State::Between, b'=') => State::Equals,
                (_, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/') => State::Between,
                (State::Between, _) => {
                    count += 1;
                    if count > MOST && cut.is_none() {
                        cut = Some(at);
                    }
                    State::Name
                }
                _ => State::Name,
            };
        }
        Self { end: text.len(), cut }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_surplus_of_a_tag_is_cut() {
        let many: String = (0..MOST + 9).map(|n| format!(" a{n}='>'")).collect();
        let capped = capped(&format!("x<p{many}>y<b class=c>z")).into_owned();
        assert!(capped.contains(" a255='>' >y<b class=c>z"), "{}", &capped[capped.len() - 60..]);
        assert!(!capped.contains("a256"));
    }

    #[test]
    fn raw_text_and_comments_are_no_tags() {
        let words = "w ".repeat(MOST * 2);
        for page in [
            format!("<script>if (a<b {words}</script><p>x</p>"),
            format!("<!-- <a {words}--><p>x</p>"),
            format!("<STYLE>a<b {words}"),
        ] {
            assert_eq!(capped(&page), page);
        }
    }

    #[test]
    fn a_space_before_a_value_does_not_split_it() {
        let tag = Tag::scan("<a href = \"x>y\" b>");
        assert_eq!(tag.end, "<a href = \"x>y\" b".len());
    }
}
