//! Our tree against html5ever's: markups written for it, and markup at random.

use proptest::prelude::*;

use super::{
    parse,
    reference::{expected, found},
    tag::NAMES,
};

/// Markups, one a line. `\n`, `\r`, `\t`, `\f`, `\0` and `\\` stand for what they do in Rust.
const MARKUPS: &str = include_str!("../../../../tests/data/markups.txt");

fn unescaped(line: &str) -> String {
    let mut out = String::new();
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        out.push(match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('n')) => '\n',
            ('\\', Some('r')) => '\r',
            ('\\', Some('t')) => '\t',
            ('\\', Some('f')) => '\x0c',
            ('\\', Some('0')) => '\0',
            ('\\', Some(other)) => other,
            _ => c,
        });
    }
    out
}

/// Both trees of a markup, where they differ.
fn difference(markup: &str) -> Option<String> {
    [true, false].into_iter().find_map(|scripting| {
        let (ours, theirs) = (found(&parse(markup, scripting)), expected(markup, scripting));
        (ours != theirs).then(|| format!("{markup:?}, scripting {scripting}\nhtml5ever:\n{theirs}ours:\n{ours}"))
    })
}

#[test]
fn markups_give_the_trees_that_html5ever_makes() {
    let markups: Vec<_> = MARKUPS.lines().filter(|line| !line.starts_with("# ")).map(unescaped).collect();
    assert!(markups.len() >= 250, "{}", markups.len());
    let differences: Vec<_> = markups.iter().filter_map(|markup| difference(markup)).collect();
    assert!(differences.is_empty(), "{} differ\n{}", differences.len(), differences.join("\n"));
}

/// Where each element is tried: `@` stands for its name.
#[rustfmt::skip]
const CONTEXTS: [&str; 32] = [
    "<@>", "</@>x", "<p>a<@>b</@>c", "<@><p>a</@>b", "<@>a<@>b", "<@>a</@>b</@>c", "<b><@>a</b>b", "<@><b>a</@>b", "<span><@>a</span>b",
    "<li><@>a<li>b", "<dd><@>a<dt>b", "<h1><@>a</h1>b", "<button><@>a<button>b", "<select><@>a</select>b", "<select><option><@>a",
    "<table><@>a</@>b", "<table><tr><@>a", "<table><td><@>a<td>b</table>c", "<table><caption><@>a</caption>b", "<table><colgroup><@>a",
    "<table><td></@>a", "<table><tr></@>a", "<svg><@>a</@>b</svg>c", "<math><mi><@>a</@>b", "<svg><desc><@>a</svg>b", "<svg></@>a",
    "<head><@>a</head>b", "</head><@>a", "<template><@>a</@>b</template>c", "<frameset><@>a", "<@><frameset>", "<ruby><rtc><@>a</ruby>b",
];

#[test]
fn every_element_does_in_every_place_what_html5ever_does() {
    for name in NAMES.iter().skip(1) {
        for context in CONTEXTS {
            let difference = difference(&context.replace('@', name));
            assert_eq!(difference, None, "{}", difference.as_deref().unwrap_or_default());
        }
    }
}

const ELEMENTS: [&str; 66] = [
    "a",
    "a href=x",
    "b",
    "i",
    "nobr",
    "font color=red",
    "p",
    "div class=c",
    "span",
    "h1",
    "h2",
    "ul",
    "ol",
    "li",
    "dl",
    "dd",
    "dt",
    "pre",
    "textarea",
    "title",
    "script",
    "style",
    "table",
    "caption",
    "colgroup",
    "col",
    "tbody",
    "thead",
    "tr",
    "td",
    "th",
    "form",
    "button",
    "select",
    "option",
    "optgroup",
    "input",
    "input type=hidden",
    "hr",
    "br",
    "img",
    "svg",
    "math",
    "foreignObject",
    "mi",
    "annotation-xml",
    "annotation-xml encoding=text/html",
    "mglyph",
    "desc",
    "template",
    "noscript",
    "head",
    "body id=b",
    "html lang=l",
    "frameset",
    "frame",
    "noframes",
    "object",
    "marquee",
    "ruby",
    "rt",
    "rtc",
    "rb",
    "plaintext",
    "iframe",
    "x-y",
];

const OTHERS: [&str; 30] = [
    "x",
    "y z",
    " ",
    "\n",
    "\0",
    "\r\n",
    "&amp;",
    "&ampx",
    "&#x80;",
    "&not",
    "<!-- c -->",
    "<!-->",
    "<!doctype html>",
    "<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 3.2//EN'>",
    "<![CDATA[c]]>",
    "<?php ?>",
    "</>",
    "</ x>",
    "<",
    "<!",
    "&",
    "<!--",
    "-->",
    "<p ",
    "=\"",
    "'",
    ">",
    "/>",
    "\u{feff}",
    "é",
];

fn piece() -> impl Strategy<Value = String> {
    let element = || prop::sample::select(ELEMENTS.to_vec());
    prop_oneof![
        5 => element().prop_map(|tag| format!("<{tag}>")),
        1 => element().prop_map(|tag| format!("<{tag} />")),
        4 => element().prop_map(|tag| format!("</{}>", tag.split(' ').next().unwrap_or_default())),
        3 => prop::sample::select(OTHERS.to_vec()).prop_map(str::to_owned),
    ]
}

/// How many random markups are compared; more by the environment variable that proptest reads.
fn settings() -> ProptestConfig {
    ProptestConfig {
        cases: ProptestConfig::default().cases.max(512),
        max_shrink_iters: 4096,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn random_markup_gives_the_tree_that_html5ever_makes(pieces in prop::collection::vec(piece(), 0..24)) {
        if let Some(difference) = difference(&pieces.concat()) {
            return Err(TestCaseError::fail(difference));
        }
    }
}

/// Real pages are not in the repository: `PAGES=pages.jsonl cargo test --release --lib parse -- --ignored --nocapture`, a record
/// with `html` a line.
#[test]
#[ignore = "needs pages"]
fn real_pages_give_the_trees_that_html5ever_makes() {
    let file = std::env::var("PAGES").expect("PAGES names a file");
    let records = std::fs::read_to_string(file).expect("PAGES can be read");
    let mut differing = 0;
    for (number, line) in records.lines().enumerate() {
        let record: serde_json::Value = serde_json::from_str(line).expect("a line is a record");
        let markup = record["html"].as_str().unwrap_or_default();
        for scripting in [true, false] {
            let (ours, theirs) = (found(&parse(markup, scripting)), expected(markup, scripting));
            let lines = ours.lines().chain([""]).zip(theirs.lines().chain([""])).enumerate();
            if let Some((at, (ours, theirs))) = { lines }.find(|row| row.1.0 != row.1.1) {
                println!(
                    "page {number}, scripting {scripting}, node {at}\n  html5ever: {theirs:.200}\n  ours:      {ours:.200}"
                );
                differing += 1;
            }
        }
    }
    println!("{} pages", records.lines().count());
    assert_eq!(differing, 0);
}
