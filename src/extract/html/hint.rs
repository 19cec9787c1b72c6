//! What classes and ids call an element. Unlike regions, hints are many, weak, and weighed later.

use super::{
    attribute::Name,
    tree::{Id, Tree},
};
use crate::page::{Hint, Hints};

/// Longest class or id that is read, in bytes; longer ones are generated.
const LONGEST: usize = 512;

/// Words of classes and ids, in lower case and without an `s` at the end, by what they hint at.
#[rustfmt::skip]
const WORDS: [(Hint, &[&str]); 9] = [
    (Hint::Content, &["content", "article", "post", "entry", "story", "body", "text", "articlebody", "richtext", "prose",
        "hentry", "markdown", "wysiwyg", "paragraph", "description", "maincontent", "copy", "rte", "lead", "intro"]),
    (Hint::Comments, &["comment", "commentlist", "disqu", "reply", "replie", "respond", "discussion", "feedback", "review"]),
    (Hint::Related, &["related", "recommended", "recommendation", "recommend", "more", "similar", "teaser", "popular",
        "trending", "latest", "recent", "also", "next", "prev", "previou", "outbrain", "taboola", "readmore", "upsell",
        "suggested", "suggestion", "relacionada", "archive", "mostread", "other"]),
    (Hint::Share, &["share", "sharing", "social", "follow", "addthi", "sharedaddy", "sharebar", "shareaholic", "facebook",
        "twitter", "whatsapp", "like", "addtoany"]),
    (Hint::Meta, &["byline", "author", "meta", "date", "time", "timestamp", "posted", "published", "tag", "category",
        "categorie", "breadcrumb", "info", "credit", "caption", "bio", "rating", "postmeta", "postmetadata", "vote",
        "print", "label", "topic", "kicker", "avatar", "source"]),
    (Hint::Promotion, &["ad", "advert", "advertisement", "sponsor", "sponsored", "promo", "promotion", "banner", "cta",
        "shop", "offer", "affiliate", "donate", "campaign", "anzeige", "product"]),
    (Hint::Chrome, &["menu", "nav", "navbar", "navigation", "footer", "header", "sidebar", "widget", "toolbar", "dropdown",
        "modal", "popup", "overlay", "pagination", "pager", "skip", "tab", "secondary", "bottom", "top", "bar", "button",
        "btn", "link", "site", "logo", "brand", "utility", "accordion", "sub", "aside", "tool", "right", "left", "copyright",
        "legal", "disclaimer", "rail", "module", "panel"]),
    (Hint::Request, &["cookie", "consent", "gdpr", "login", "signin", "signup", "register", "subscribe", "subscription",
        "newsletter", "search", "form", "contact", "input", "notice", "alert", "message", "paywall", "optin", "mailchimp"]),
    (Hint::Card, &["card", "tile", "item", "grid", "carousel", "slider", "slide", "swiper", "thumb", "thumbnail", "excerpt",
        "box", "listing", "feature", "gallery", "column", "col", "summary"]),
];

/// The hints of an element, and its form.
pub(super) fn read(tree: &Tree, id: Id) -> (Hints, u32) {
    let name = tree.local_name(id);
    let mut hints = Hints::default();
    if matches!(name, "main" | "article") || matches!(tree.attribute(id, Name::Role), Some("main" | "article")) {
        hints = hints.with(Hint::Article);
    }
    let class = tree.attribute(id, Name::Class).unwrap_or_default();
    if name != "html" && name != "body" {
        let values = [class, tree.attribute(id, Name::Id).unwrap_or_default()];
        for word in values.into_iter().filter(|value| value.len() <= LONGEST).flat_map(words) {
            hints = of_word(word).map_or(hints, |hint| hints.with(hint));
        }
    }
    (hints, form(name, class))
}

fn of_word(word: &str) -> Option<Hint> {
    let singular = word.strip_suffix(['s', 'S']).filter(|stem| stem.len() > 1).unwrap_or(word);
    let listed = |words: &[&str]| words.iter().any(|known| singular.eq_ignore_ascii_case(known));
    WORDS.iter().find(|row| listed(row.1)).map(|row| row.0)
}

/// The words of a value, also those joined as `postBody`.
fn words(value: &str) -> impl Iterator<Item = &str> {
    value.split(|c: char| !c.is_ascii_alphabetic()).flat_map(|token| {
        let mut rest = token;
        std::iter::from_fn(move || {
            let inner = rest
                .as_bytes()
                .windows(2)
                .position(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
            let (word, after) = rest.split_at(inner.map_or(rest.len(), |at| at + 1));
            rest = after;
            (!word.is_empty()).then_some(word)
        })
    })
}

/// A hash of name and classes; digits count for nothing, since templates number what is alike.
fn form(name: &str, class: &str) -> u32 {
    let class = class.get(..class.len().min(LONGEST)).unwrap_or_default();
    let bytes = name.bytes().chain([b' ']).chain(class.bytes().filter(|byte| !byte.is_ascii_digit()));
    bytes.fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_taken_apart_and_lose_their_plural() {
        let found: Vec<&str> = words("postBody entry-meta2 x").collect();
        assert_eq!(found, ["post", "Body", "entry", "meta", "x"]);
        assert_eq!(of_word("Comments"), Some(Hint::Comments));
        assert_eq!(of_word("ads"), Some(Hint::Promotion));
        assert_eq!(of_word("shares"), Some(Hint::Share));
        assert_eq!(form("li", "item item-1"), form("li", "item item-27"));
    }
}
