//! Markup that is quadratic or worse for some parser. What is asserted are counts of nodes, and depths; that it ends within
//! the patience of whoever runs the tests, shows the rest.

use super::{
    super::tree::{NONE, ROOT, Tree},
    gate::DEPTH,
    parse,
};

/// How often the repeated parts are repeated.
const TIMES: usize = 100_000;

/// What overlapping formatting may multiply to, in nodes for each byte: text and tags have one for at least three bytes.
const NODES_PER_BYTE: f64 = 1.0;

/// What is free of that.
const FREE_NODES: f64 = 20_000.0;

fn nodes(tree: &Tree<'_>) -> usize {
    tree.descendants(ROOT).count()
}

fn texts(tree: &Tree<'_>) -> usize {
    tree.descendants(ROOT).map(|id| tree.text(id).matches('x').count()).sum()
}

/// How deep the nodes nest, and what every tree keeps to.
fn check(markup: &str, tree: &Tree<'_>) {
    let most = markup.len() as f64 * NODES_PER_BYTE + FREE_NODES;
    assert!((nodes(tree) as f64) < most, "{} nodes of {} bytes", nodes(tree), markup.len());
    let mut depths = vec![0];
    for id in tree.descendants(ROOT) {
        let parent = tree.node(id).parent;
        let depth = depths.get(parent as usize).copied().unwrap_or_default() + 1;
        depths.resize(depths.len().max(id as usize + 1), 0);
        depths[id as usize] = depth;
        // A form may be closed while what is in it stays open, so that two elements stand for one that is open.
        assert!(depth <= 2 * DEPTH + 8, "{depth}");
    }
}

fn parsed(markup: &str) -> Tree<'_> {
    let tree = parse(markup, true);
    check(markup, &tree);
    tree
}

#[test]
fn whatever_is_repeated_costs_what_is_linear_and_loses_no_text() {
    #[rustfmt::skip]
    let parts = [
        "<div>x", "<ul><li>x", "<b><p>x", "<p>x", "<table>x<td>", "<a href=x><div>x", "<nobr><p>x", "<i><b><u><s><p>x</i></b>",
        "<table><tr><td>x", "<dl><dd>x", "<select><option>x", "<svg><foreignObject>x", "<math><mi>x", "<object></div>x",
        "<div><object></div>x", "<template>x", "<form><div></form>x", "<ruby><rt><rb>x", "<table><caption><b>x", "</p>x",
        "<b></b>x", "<button>x", "<font a=1><p>x", "<table><tr><td colspan=4000000000>x", "<span><b></span>x", "<svg><g>x",
    ];
    for part in parts {
        let markup = part.repeat(TIMES / 10);
        assert_eq!(texts(&parsed(&markup)), TIMES / 10, "{part}");
    }
}

#[test]
fn deep_elements_are_flattened() {
    for part in ["<div>", "<ul><li>", "<x-y>", "<svg>", "<b>", "<table><tr><td>"] {
        let markup = part.repeat(TIMES) + "x";
        assert_eq!(texts(&parsed(&markup)), 1, "{part}");
    }
    let names: String = (0..TIMES).map(|n| format!("<x{n}>")).collect();
    assert_eq!(texts(&parsed(&(names + "x"))), 1);
}

#[test]
fn a_deep_stack_is_searched_no_further_than_it_is_deep() {
    for (part, inside) in [("<p>x</p>", "<span>"), ("<li>x", "<span>"), ("</x-z>x", "<x-y>"), ("<b>x</b>", "<div>")] {
        let markup = inside.repeat(DEPTH - 8) + &part.repeat(TIMES);
        assert_eq!(texts(&parsed(&markup)), TIMES, "{part}");
    }
}

#[test]
fn a_foster_parent_is_found_at_once() {
    let markup = format!("<table>{}", "x<b>y</b>".repeat(TIMES));
    let tree = parsed(&markup);
    assert_eq!((nodes(&tree), texts(&tree)), (3 * TIMES + 4, TIMES));
}

#[test]
fn paragraphs_are_one_node_each() {
    let markup = "<p>".repeat(10 * TIMES);
    assert_eq!(nodes(&parsed(&markup)), 10 * TIMES + 3);
}

#[test]
fn attributes_that_nobody_reads_leave_nothing() {
    let attributes = |count: usize| (0..count).map(|n| format!(" a{n}=1")).collect::<String>();
    let markup = format!("<p{} class=c>x", attributes(TIMES / 2));
    let tree = parsed(&markup);
    assert_eq!((nodes(&tree), tree.attributes.len()), (5, 1));
    let markup: String = (0..TIMES / 10).map(|n| format!("<html a{n}=1 class=c id=i>")).collect();
    let tree = parsed(&markup);
    assert_eq!((nodes(&tree), tree.listed(html(&tree)).len()), (3, 2));
    // The attributes of a start tag are read twice at most, however many tags are like it.
    let value = "v".repeat(TIMES / 10);
    let markup = format!("<font color={value}>").repeat(1_000);
    assert!(nodes(&parsed(&markup)) <= DEPTH + 2);
}

fn html(tree: &Tree<'_>) -> super::super::tree::Attributes {
    match &tree.node(tree.node(ROOT).first).data {
        super::super::tree::Data::Element(named) => named.attributes,
        _ => Default::default(),
    }
}

#[test]
fn formatting_that_multiplies_is_stopped() {
    let fonts: String = (0..600).map(|n| format!("<p><font a={n}></p>")).collect();
    let markup = fonts + &"<p>x</p>".repeat(TIMES);
    assert_eq!(texts(&parsed(&markup)), TIMES);
    let many: String = (0..480).map(|n| format!("<b class={n}>")).collect();
    let markup = many + "<p>" + &"</b><b class=q>x".repeat(TIMES / 10);
    assert_eq!(texts(&parsed(&markup)), TIMES / 10);
}

#[test]
fn long_texts_are_one_node_and_not_copied() {
    for (unit, decoded) in [("x", ""), ("<", ""), ("x & y < z ", ""), ("\0", ""), ("&amp;", "&"), ("x\0", "x")] {
        let times = 20_000_000 / unit.len() / 10;
        let markup = unit.repeat(times);
        let tree = parsed(&markup);
        assert_eq!(nodes(&tree), if unit == "\0" { 3 } else { 4 }, "{unit}");
        assert_eq!(tree.buffer.len(), decoded.len() * times, "{unit}");
    }
}

#[test]
fn what_is_never_closed_is_read_once() {
    for part in [
        "<!--",
        "<![CDATA[",
        "<a b='",
        "<script><!--",
        "<title>",
        "<textarea></textare",
        "<!doctype",
        "<?",
        "</",
        "<a ",
        "<a b=",
        "<style></styl",
        "<!--<script>",
        "&",
        "&#",
        "&#x",
        "&CounterClockwise",
        "<svg><![CDATA[",
        "<p =",
        "<p/",
        "<plaintext>",
    ] {
        parsed(&part.repeat(TIMES));
    }
    assert_eq!(parsed("").node(ROOT).next, NONE);
}
