//! Scripts of JSON-LD in the words of schema.org: what they say of articles and pages. They are written by plug-ins and by
//! hand, so whatever is broken in one is passed over.

use rustc_hash::FxHashMap;

use super::{
    day::day,
    node::{Key, Node},
    wording,
};
use crate::date::Date;

/// Bytes of JSON-LD that are read of a page; the longest seen on the development pages has a quarter of it.
const MOST_BYTES: usize = 1 << 20;

/// Things that are looked at in one script: an article with all that belongs to it is a dozen.
const MOST_THINGS: usize = 4096;

/// What a thing is to the page it stands on, nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// A text with an author and a date.
    Article,
    /// The page itself.
    Page,
    /// The site.
    Site,
}

/// What is said of one thing.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Thing {
    pub(super) role: Role,
    pub(super) name: Option<String>,
    pub(super) addresses: Vec<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<Date>,
    pub(super) publisher: Option<String>,
    pub(super) language: Option<String>,
}

/// The things that the scripts of a page speak of, in order.
pub(super) fn things<'s>(scripts: impl Iterator<Item = &'s str>) -> Vec<Thing> {
    let (mut found, mut left) = (Vec::new(), MOST_BYTES);
    for script in scripts {
        let Some(rest) = left.checked_sub(script.len()) else { continue };
        left = rest;
        let nodes = parse(script);
        let names = names(&nodes);
        found.extend(objects(&nodes).filter_map(|object| thing(object, &names)));
    }
    found
}

/// The values of a script, up to the first that is broken.
fn parse(script: &str) -> Vec<Node> {
    let script = bare(script);
    let nodes = read(script);
    let raw = |c: char| c.is_control();
    // Line ends within strings are the commonest fault.
    if nodes.is_empty() && script.contains(raw) { read(&script.replace(raw, " ")) } else { nodes }
}

fn read(script: &str) -> Vec<Node> {
    serde_json::Deserializer::from_str(script).into_iter::<Node>().map_while(Result::ok).collect()
}

/// A script without the comments and CDATA marks that old pages wrap scripts in.
fn bare(script: &str) -> &str {
    let mut script = script.trim();
    while let Some(rest) =
        ["<!--", "//", "/*", "*/", "<![CDATA[", "\u{feff}"].iter().find_map(|mark| script.strip_prefix(mark))
    {
        script = rest.trim_start();
    }
    script
}

/// All objects, also those in lists and graphs.
fn objects(nodes: &[Node]) -> impl Iterator<Item = &Node> {
    let mut open: Vec<&Node> = nodes.iter().rev().collect();
    std::iter::from_fn(move || {
        loop {
            match open.pop()? {
                Node::List(items) => open.extend(items.iter().rev()),
                object @ Node::Object(_) => {
                    let inner = [Key::MainEntityOfPage, Key::MainEntity, Key::Graph];
                    open.extend(inner.into_iter().filter_map(|key| object.get(key)));
                    return Some(object);
                }
                Node::Text(_) | Node::Other => {}
            }
        }
    })
    .take(MOST_THINGS)
}

/// The names of things that others refer to by their identifier.
fn names(nodes: &[Node]) -> FxHashMap<&str, &str> {
    objects(nodes).filter_map(|object| Some((object.get(Key::Id)?.text()?, object.get(Key::Name)?.text()?))).collect()
}

fn thing(object: &Node, names: &FxHashMap<&str, &str>) -> Option<Thing> {
    let role = object.get(Key::Type)?.items().iter().filter_map(Node::text).filter_map(role).min()?;
    let text = |key| object.get(key).and_then(Node::text);
    let list = |key| object.get(key).map(Node::items).unwrap_or_default().iter();
    let page = object.get(Key::MainEntityOfPage);
    let page = page.and_then(|page| page.get(Key::Id).or(Some(page))).and_then(Node::text);
    Some(Thing {
        role,
        name: text(Key::Headline).or(text(Key::Name)).and_then(wording::line),
        addresses: [text(Key::Url), text(Key::Id), page].into_iter().flatten().map(str::to_owned).collect(),
        authors: list(Key::Author).filter_map(|node| wording::author(called(node, names)?)).collect(),
        published: text(Key::Published).map(str::to_owned),
        modified: text(Key::Modified).and_then(day),
        publisher: list(Key::Publisher).find_map(|node| wording::line(called(node, names)?)),
        language: text(Key::Language).map(str::to_owned),
    })
}

/// The name of a person or organization: a string, or an object with a name or a reference to one.
fn called<'n>(node: &'n Node, names: &FxHashMap<&str, &'n str>) -> Option<&'n str> {
    let referred = || node.get(Key::Id)?.text().and_then(|id| names.get(id).copied());
    match node {
        Node::Text(text) => Some(text.as_str()),
        object => object.get(Key::Name).and_then(Node::text).or_else(referred),
    }
}

/// What a type of schema.org is to a page.
fn role(name: &str) -> Option<Role> {
    let name = name.rsplit(['/', ':', '#']).next().unwrap_or(name);
    match name {
        "WebSite" => Some(Role::Site),
        "Report" | "Recipe" | "HowTo" | "CreativeWork" | "Question" => Some(Role::Article),
        _ if name.ends_with("Article") || name.ends_with("Posting") => Some(Role::Article),
        _ if name.ends_with("Page") => Some(Role::Page),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(script: &str) -> Thing {
        let mut things = things([script].into_iter());
        assert_eq!(things.len(), 1, "{script}");
        things.remove(0)
    }

    #[test]
    fn authors_come_in_many_forms() {
        for author in [
            r#""Ida Brook""#,
            r#"{"@type":"Person","name":"Ida Brook"}"#,
            r#"[{"name":"Ida Brook"}]"#,
            r#"{"name":["Ida Brook"]}"#,
            r#"{"name":{"@value":"By Ida  Brook"}}"#,
        ] {
            let script = format!(r#"{{"@type":"NewsArticle","author":{author}}}"#);
            assert_eq!(one(&script).authors, ["Ida Brook"], "{script}");
        }
        let script = r#"{"@type":"BlogPosting","author":["Ida Brook",{"name":"Per Lund"},{"name":null},7]}"#;
        assert_eq!(one(script).authors, ["Ida Brook", "Per Lund"]);
    }

    #[test]
    fn graphs_are_searched_and_references_followed() {
        let script = r##"{"@context":"https://schema.org","@graph":[{"@type":["Thing","http://schema.org/Article"],
            "datePublished":"2021-03-04T05:06:07Z","author":{"@id":"#p"},"mainEntityOfPage":{"@id":"https://a.example/x"}},
            {"@type":"Person","@id":"#p","name":"Ida Brook"},{"@type":"WebSite","name":"The Kettle"}]}"##;
        let things = things([script].into_iter());
        assert_eq!((things[0].role, things[1].role), (Role::Article, Role::Site));
        assert_eq!(things[0].published.as_deref(), Some("2021-03-04T05:06:07Z"));
        assert_eq!((&*things[0].authors[0], &*things[0].addresses[0]), ("Ida Brook", "https://a.example/x"));
        assert_eq!(things[1].name.as_deref(), Some("The Kettle"));
    }

    #[test]
    fn wrapped_and_broken_scripts_give_what_they_have() {
        let plain = r#"{"@type":"Article","headline":"Tea"}"#;
        for script in [
            format!("<!--\n{plain}\n-->"),
            format!("//<![CDATA[\n{plain}\n//]]>"),
            format!("/*<![CDATA[*/{plain}/*]]>*/"),
            format!("{plain};"),
            plain.replace("Tea", "Tea\n"),
        ] {
            assert_eq!(one(&script).name.as_deref(), Some("Tea"), "{script}");
        }
        for broken in ["", "{", "[{\"@type\":\"Article\"", "\u{0}", "{\"@type\":7}", "7", &"[".repeat(100_000)] {
            assert_eq!(things([broken].into_iter()), [], "{}", &broken[..broken.len().min(20)]);
        }
        let huge = format!("{{\"@type\":\"Article\",\"x\":\"{}\"}}", "y".repeat(MOST_BYTES));
        assert_eq!(things([huge.as_str(), plain].into_iter()).len(), 1);
    }
}
