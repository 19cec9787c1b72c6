//! The page as the contract wants it, and markup that is quadratic for some parser, in small.

use proptest::prelude::*;

use super::extract;
use crate::page::{BlockKind, Page, Region};

fn text(markup: &str) -> String {
    extract(markup).text
}

fn kinds(page: &Page) -> Vec<(BlockKind, &str)> {
    page.blocks.iter().map(|block| (block.kind, page.block_text(block))).collect()
}

/// Blocks are sorted, disjoint, trimmed and not empty; between them is only white space and list marks.
fn check(page: &Page) {
    let mut end = 0;
    for block in &page.blocks {
        let span = block.span.range();
        assert!(span.start >= end && span.start < span.end);
        let between = &page.text[end..span.start];
        assert!(between.chars().all(|c| c.is_whitespace() || c == '-'), "{between:?}");
        let text = page.text.get(span.clone()).unwrap();
        assert!(!text.trim().is_empty() && text.trim_end() == text);
        assert!((0.0..=1.0).contains(&block.link_density));
        end = span.end;
    }
    let tail = if page.blocks.is_empty() { "" } else { "\n" };
    assert_eq!(&page.text[end..], tail);
    assert!(!page.text.starts_with('\n'));
}

#[test]
fn blocks_lists_and_tables_are_set_as_the_contract_says() {
    let page = "<h1>Tea</h1><p>Pour  the\n water.<br>Wait.</p><ul><li>green<ul><li>sencha</ul><li>black</ul>\
        <table><tr><th>Sort<th>Minutes<tr><td>green<td>2</table><pre>a  b\n  c\n</pre>";
    let expected =
        "Tea\n\nPour the water.\nWait.\n\n- green\n- sencha\n- black\n\nSort\tMinutes\ngreen\t2\n\na  b\n  c\n";
    assert_eq!(text(page), expected);
    check(&extract(page));
}

#[test]
fn an_item_has_one_mark_and_lists_of_their_own_are_apart() {
    let page = "<ul><li><p>one</p><p>more</p><li>two</ul><ol><li>three</ol>";
    assert_eq!(text(page), "- one\n\nmore\n\n- two\n\n- three\n");
}

#[test]
fn inline_elements_do_not_split_words_and_neighbouring_links_do() {
    assert_eq!(text("<p>un<b>believ</b>able <i> x</i> y"), "unbelievable x y\n");
    assert_eq!(text("<a href=1>Home</a><a href=2>About</a>"), "Home About\n");
}

#[test]
fn two_line_breaks_end_a_block() {
    let page = extract("<div>one<br>two<br> <br>three<br></div>four");
    assert_eq!(page.text, "one\ntwo\n\nthree\n\nfour\n");
    assert_eq!(page.blocks.len(), 3);
}

#[test]
fn kinds_follow_the_elements() {
    let page =
        extract("<h2>Head</h2><blockquote><p>Said</p></blockquote><pre>x=1</pre><li>Item<table><tr><td>Cell</table>");
    let expected = [
        (BlockKind::Heading, "Head"),
        (BlockKind::Quote, "Said"),
        (BlockKind::Code, "x=1"),
        (BlockKind::ListItem, "Item"),
        (BlockKind::Cell, "Cell"),
    ];
    assert_eq!(kinds(&page), expected);
}

#[test]
fn preformatted_text_is_code_whatever_stands_in_it() {
    for inner in ["blockquote", "h2", "li", "p"] {
        assert_eq!(kinds(&extract(&format!("<pre>\n <{inner}> x = 1;\n\n  y"))), [(BlockKind::Code, " x = 1;\n\n  y")]);
    }
}

#[test]
fn the_heading_that_shows_the_title_is_the_title() {
    let page = extract("<title>How bees dance | Hive News</title><h1>Hive News</h1><h2>How bees dance</h2><p>They do.");
    let expected =
        [(BlockKind::Heading, "Hive News"), (BlockKind::Title, "How bees dance"), (BlockKind::Paragraph, "They do.")];
    assert_eq!(kinds(&page), expected);
    let page = extract("<title>Other</title><h1>First</h1><h1>Second</h1>");
    assert_eq!(kinds(&page), [(BlockKind::Title, "First"), (BlockKind::Heading, "Second")]);
    assert_eq!(text("<title>Not shown</title><p>x"), "x\n");
}

#[test]
fn a_document_declares_title_and_language() {
    let declared = extract("<html lang=' pt-BR '><title> A \n b </title><p>x").declared;
    assert_eq!((declared.title.as_deref(), declared.language.as_deref()), (Some("A b"), Some("pt-BR")));
    let declared = extract("<meta property=og:title content='Shared'><p>x").declared;
    assert_eq!((declared.title.as_deref(), declared.language), (Some("Shared"), None));
}

#[test]
fn what_is_not_shown_is_left_out() {
    let page = "<script>a</script><style>b</style><svg><text>c</text></svg><p hidden>d</p><p style='display: none'>e</p>\
        <template>f</template><textarea>g</textarea><noscript>h</noscript><p>shown</p>";
    assert_eq!(text(page), "shown\n");
    assert_eq!(text("<body style='display:none'><p>kept</p>"), "kept\n");
    assert_eq!(text("<body><noscript><p>no scripts</p></noscript><div id=root></div>"), "no scripts\n");
}

#[test]
fn regions_come_from_names_roles_and_classes() {
    let page = extract(
        "<div class='site-header'>a</div><div role=navigation>b</div><div class=has-sidebar>c</div><main><p>d</p>\
         <header>e</header><div class=site-menu>f</div><div class=share>g</div></main><footer>h</footer>\
         <aside>i<main>j</main></aside><form>k<button>l</button></form>",
    );
    let regions: Vec<_> = page.blocks.iter().map(|block| block.region).collect();
    use Region::{Aside, Footer, Form, Header, Main, Nav};
    assert_eq!(regions, [Header, Nav, Main, Main, Main, Main, Aside, Footer, Aside, Main, Form, Form]);
}

#[test]
fn a_form_around_the_page_is_no_form() {
    let page = format!("<form>{}</form>", "<p>x</p>".repeat(400));
    assert!(extract(&page).blocks.iter().all(|block| block.region == Region::Main));
}

#[test]
fn layout_tables_are_walked_as_blocks() {
    let page = "<table><tr><td><p>one</p><p>two</p><td><table><tr><td>a<td>b</table></table>";
    assert_eq!(text(page), "one\n\ntwo\n\na\tb\n");
    assert_eq!(text("<table><tr><td><td>x<td><td><p>y<br>z</p><td></table>"), "x\t\ty z\n");
}

#[test]
fn choices_of_a_control_share_a_block() {
    let page = extract("<p>Pick <select><option>red<option>blue</select><label>Name</label><input value=no>");
    let blocks: Vec<_> = page.blocks.iter().map(|block| (block.region, page.block_text(block))).collect();
    assert_eq!(blocks, [(Region::Main, "Pick"), (Region::Form, "red blue"), (Region::Form, "Name")]);
}

#[test]
fn links_are_weighed_and_places_told() {
    let page = extract("<div></div><div><p>x</p><p>ab <a href=1>cd</a><a>ef</a></p></div>");
    let block = &page.blocks[1];
    assert!((block.link_density - 1.0 / 3.0).abs() < 1e-6);
    assert_eq!(page.path(block), "html/body/div[2]/p[2]");
    let deep = extract(&("<div>".repeat(30) + "x"));
    assert_eq!(deep.path(&deep.blocks[0]), format!("…/{}", ["div"; 16].join("/")));
}

/// Markup that is quadratic or worse for some parser, in small; none of its text may be lost.
#[test]
fn hazards_keep_their_text() {
    const TIMES: usize = 2_000;
    let repeated = [
        "<div>x",
        "<ul><li>x",
        "<blockquote>x",
        "<b><p>x",
        "<table>x<td>",
        "<p>x",
        "<a href=1>x",
        "<sup>x",
        "<dl><dd>x",
        "<select><option>x",
        "<svg></svg><table><b>x",
        "<b><i></b></i>x",
        "<table><tr><td>x",
        "<font a=1><p>x",
        "<button>x",
        "<table><form><tr><td>x",
        "<nobr><div>x",
        "<x-y>x",
        "</p>x",
        "<li>x",
        "<p><font a=1>x</p>",
        "<table><tr><td colspan=4000000000>x</table>",
    ];
    for part in repeated {
        let page = extract(&part.repeat(TIMES));
        check(&page);
        assert_eq!(page.text.matches('x').count(), TIMES, "{part}");
    }
}

#[test]
fn deep_elements_are_flattened_and_what_follows_them_is_not() {
    let page = extract(&format!("{}<p>a<p>b{}<p class=x>c<p>d", "<div>".repeat(1_000), "</div>".repeat(1_000)));
    assert_eq!(page.text, "a\nb\n\nc\n\nd\n");
    assert!(page.blocks.iter().all(|block| page.path(block).len() < 200));
    assert_eq!([page.path(&page.blocks[1]), page.path(&page.blocks[2])], ["html/body/p", "html/body/p[2]"]);
}

#[test]
fn formatting_that_multiplies_is_stopped() {
    let fonts: String = (0..500).map(|n| format!("<p><font a={n}></p>")).collect();
    let page = fonts + &"<p>x</p>".repeat(500);
    let tree = super::parse::parse(&page, true);
    assert!(tree.descendants(super::tree::ROOT).count() < 100_000);
    assert_eq!(text(&page).matches('x').count(), 500);
}

#[test]
fn a_foster_parent_keeps_the_order() {
    let page = format!("<table>{}</table>z", "x<b>y</b>".repeat(1_000));
    let expected = "xy".repeat(1_000) + "\n\nz\n";
    assert_eq!(text(&page), expected);
}

#[test]
fn long_tokens_stay_whole() {
    let long = "x".repeat(300_000);
    assert_eq!(text(&long), format!("{long}\n"));
    assert_eq!(text(&"&amp;".repeat(5_000)), "&".repeat(5_000) + "\n");
    assert_eq!(text(&"<".repeat(5_000)), "<".repeat(5_000) + "\n");
    assert_eq!(text(&"\0".repeat(5_000)), "");
    let many: String = (0..5_000).map(|n| format!(" a{n}=1")).collect();
    assert_eq!(text(&format!("<p{many}>x")), "x\n");
}

proptest! {
    #[test]
    fn any_string_gives_a_sound_page(markup in any::<String>()) {
        check(&extract(&markup));
    }

    #[test]
    fn any_soup_gives_a_sound_page(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "<p>", "</p>", "<div class=nav>", "</div>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "</table>",
                "<b>", "</b>", "<a href=x>", "</a>", "<pre>", "</pre>", "<br>", "<h1>", "</h1>", "<select>", "<option>",
                "<svg>", "<math>", "<template>", "</template>", "<form>", "<button>", "<!--", "-->", "<blockquote>", "&amp;",
                "<noscript>", "<title>", "</title>", "<frameset>", "<body>", "<caption>", "<script>", "</script>",
                "word", " ", "\u{a0}", "\u{200b}", "\n", "é中", "- ", "\0", "<",
            ]),
            0..60,
        )
    ) {
        check(&extract(&parts.concat()));
    }
}

#[test]
fn a_declared_title_is_found_outside_of_headings() {
    let page = |body: &str| extract(&format!("<title>Am Ufer - Bote</title><body>{body}<p>Ein Satz."));
    let titles = |page: &Page| {
        let titles = page.blocks.iter().filter(|block| block.kind == BlockKind::Title);
        titles.map(|block| page.block_text(block).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(titles(&page("<h1>Der Bote</h1><ul><li><a href=a>Am Ufer</a></ul><div>Am Ufer</div>")), ["Am Ufer"]);
    assert_eq!(titles(&page("<h1>Der Bote</h1><div>Am Fluss</div>")), ["Der Bote"]);
    assert_eq!(titles(&page("<div>Am Ufer</div><h3>Am ufer</h3>")), ["Am ufer"]);
}
