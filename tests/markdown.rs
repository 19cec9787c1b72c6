//! HTML as Markdown: what is written for each element, and that a reader of Markdown finds in it the words of the page and no others.

use polyscrub::{
    Cleaner, Format, Settings, Writing, apply,
    page::{Page, Written},
    reader::{RawPage, Reader},
};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, TagEnd};

const MARKDOWN: Writing = Writing { markdown: true, links: false, tables: true };
const LINKED: Writing = Writing { markdown: true, links: true, tables: true };

/// A page as it is written where these of its blocks are to go.
fn page_without(markup: &str, writing: Writing, cut: &[bool]) -> Page {
    let reader = Reader { encoding: None, repair: false, writing };
    let mut read = reader.read(RawPage::new(markup.as_bytes(), Format::Html));
    read.page.written = read.marks.map(|marks| marks.write(&read.page, cut));
    read.page
}

fn page(markup: &str, writing: Writing) -> Page {
    page_without(markup, writing, &[])
}

fn written(markup: &str, writing: Writing) -> String {
    page(markup, writing).extracted().to_owned()
}

/// The words that a reader of Markdown sees, and how many marks of each name.
fn seen(markdown: &str) -> String {
    let mut text = String::new();
    for event in
        Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS)
    {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) | Event::Start(_) => {}
            Event::End(_) => text.push(' '),
            other => panic!("{other:?} in {markdown:?}"),
        }
    }
    text
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of the plain text; a list's marks are no words.
fn plain(page: &Page) -> String {
    let blocks: Vec<_> = page.blocks.iter().map(|block| words(page.block_text(block))).collect();
    words(&blocks.join(" "))
}

#[test]
fn every_element_has_its_marks() {
    let markup = r#"<h1>Tea</h1><p>Pour <b>hot</b> <i>water</i> on <code>leaves</code>.<br>Wait.</p>
        <blockquote><p>Slowly.</p><p>Still slower.</p></blockquote>
        <ul><li>green<ul><li>sencha</li></ul></li><li><p>black</p><p>strong</p></li></ul><ol start="3"><li>pour<li>drink</ol>
        <pre><code class="language-sh">if  x
  fi</code></pre><table><tr><th>Sort<th>Minutes<tr><td>a|b<td></table><h3>End</h3>"#;
    let expected = "# Tea\n\nPour **hot** *water* on `leaves`.  \nWait.\n\n> Slowly.\n>\n> Still slower.\n\n\
        - green\n  - sencha\n- black\n\n  strong\n\n3. pour\n4. drink\n\n```sh\nif  x\n  fi\n```\n\n\
        | Sort | Minutes |\n| --- | --- |\n| a\\|b |  |\n\n### End\n";
    assert_eq!(written(markup, MARKDOWN), expected);
}

/// Found by the properties below: a line that ends with a bar, and an item that is one, were read as the head of a table.
#[test]
fn a_bar_in_an_item_makes_no_table() {
    let markup = "<ul>word|<li>|<p>";
    assert_eq!(words(&seen(&written(markup, MARKDOWN))), plain(&page(markup, MARKDOWN)));
}

#[test]
fn links_have_their_targets_in_text_and_markdown() {
    let markup = r#"<head><link rel=canonical href="https://a.example/x/y"></head><p>See <a href="/one?a=(b)">the <b>first</b></a>,
        <a href="two">second</a> and <a href="\#top">top</a>!<a href="https://b.example/">there</a></p>"#
        .replace('\\', "");
    let markdown =
        "See [the **first**](https://a.example/one?a=%28b%29), [second](two) and top\\![there](https://b.example/)\n";
    assert_eq!(written(&markup, LINKED), markdown);
    let text = "See [the first](https://a.example/one?a=%28b%29), [second](two) and top![there](https://b.example/)\n";
    assert_eq!(written(&markup, Writing { links: true, ..Writing::default() }), text);
    assert_eq!(written(&markup, MARKDOWN), "See the **first**, second and top!there\n");
}

#[test]
fn words_that_look_like_marks_are_escaped_and_others_are_not() {
    for (markup, expected) in [
        ("<p># 1", "\\# 1\n"),
        ("<p>2 * 3 = 6_000, C#", "2 * 3 = 6_000, C#\n"),
        ("<p>a<br>- b<br>1. c", "a  \n\\- b  \n1\\. c\n"),
        ("<p>*not* &lt;b&gt; `this`", "\\*not\\* \\<b> \\`this\\`\n"),
        ("<h2>C #</h2>", "## C \\#\n"),
        ("<li>- dash", "- \\- dash\n"),
        ("<p>un<b>believ</b>able <b>(so)</b>x", "un**believ**able (so)x\n"),
        ("<p><code>a`b</code> <b> c </b>d", "``a`b`` **c** d\n"),
        ("<pre>```</pre>", "````\n```\n````\n"),
    ] {
        assert_eq!(written(markup, MARKDOWN), expected, "{markup}");
    }
}

#[test]
fn tables_can_be_left_out_and_layout_stays() {
    let markup = "<p>before</p><table><tr><td>one<td>two</table><table><tr><td><p>a</p><p>b</p></table>";
    let without = Writing { tables: false, ..Writing::default() };
    assert_eq!(written(markup, Writing::default()), "before\n\none\ttwo\n\na\n\nb\n");
    assert_eq!(written(markup, without), "before\n\na\n\nb\n");
}

#[test]
fn cells_stand_in_their_columns() {
    let markup = "<table><tr><td><td>2020<td>2021<tr><th>tea<td><td>7</table>";
    assert_eq!(written(markup, MARKDOWN), "|  | 2020 | 2021 |\n| --- | --- | --- |\n| tea |  | 7 |\n");
}

/// Sound spans, and the same blocks as without marks.
fn check(markup: &str, writing: Writing, cut: &[bool]) -> Page {
    let (bare, page) = (page(markup, Writing::default()), page_without(markup, writing, cut));
    assert_eq!((&bare.text, &bare.blocks), (&page.text, &page.blocks), "the plain text has no marks");
    let Written { text, spans } = page.written.as_ref().expect("marks");
    assert_eq!(spans.len(), page.blocks.len());
    let mut end = 0;
    for span in spans {
        let between = &text[end..span.start as usize];
        assert!(
            between
                .chars()
                .all(|c| matches!((c, writing.markdown), ('\n', _) | ('>' | ' ', true) | ('-' | ' ', false))),
            "{between:?}"
        );
        assert!(!span.of(text).trim().is_empty());
        end = span.end as usize;
    }
    assert_eq!(&text[end..], if spans.is_empty() { "" } else { "\n" });
    page
}

const PARTS: [&str; 64] = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<ul>",
    "<ol start=7>",
    "<ol>",
    "<li>",
    "</li>",
    "</ul>",
    "</ol>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<code>",
    "</code>",
    "<a href=x>",
    "<a href='/y(z)'>",
    "</a>",
    "<pre>",
    "</pre>",
    "<br>",
    "<h1>",
    "</h1>",
    "<h4>",
    "<blockquote>",
    "</blockquote>",
    "<button>",
    "</button>",
    "word",
    "Ä",
    "中",
    " ",
    "\n",
    "a",
    "1.",
    "1)",
    "-",
    "- ",
    "*",
    "**",
    "_",
    "`",
    "```",
    "#",
    "# ",
    "&gt;",
    "&lt;b&gt;",
    "&amp;amp;",
    "[",
    "](x)",
    "]:",
    "!",
    "|",
    "~",
    "\\",
    "=",
    "(",
    ".",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_reader_of_markdown_finds_the_words_of_the_page(
        parts in prop::collection::vec(prop::sample::select(PARTS.to_vec()), 0..40), links: bool
    ) {
        let page = check(&parts.concat(), if links { LINKED } else { MARKDOWN }, &[]);
        prop_assert_eq!(words(&seen(page.extracted())).replace(' ', ""), plain(&page).replace(' ', ""), "{:?}", page.extracted());
    }

    #[test]
    fn what_is_left_is_sound_whatever_is_cut(
        parts in prop::collection::vec(prop::sample::select(PARTS.to_vec()), 0..40), cut in prop::collection::vec(any::<bool>(), 40)
    ) {
        let page = check(&parts.concat(), MARKDOWN, &cut);
        let cut = &cut[..page.blocks.len()];
        let left = apply::without(page.extracted(), &apply::spans(&page, cut));
        let kept = page.blocks.iter().zip(cut).filter(|pair| !pair.1).map(|pair| page.block_text(pair.0));
        let kept: String = kept.flat_map(str::split_whitespace).collect();
        prop_assert_eq!(words(&seen(&left)).replace(' ', ""), kept, "{:?}", left);
    }

    #[test]
    fn any_string_gives_sound_spans(markup in any::<String>()) {
        check(&markup, LINKED, &[]);
        check(&markup, Writing { links: true, ..Writing::default() }, &[]);
    }
}

/// The removals lead from the extracted text to the cleaned one and back, whatever the marks.
#[test]
fn removals_refer_to_the_text_with_its_marks() {
    let paragraph =
        "Wer im Herbst durch die <em>Auen</em> geht, hört zuerst das <a href=\"/w\">Wasser</a> und dann lange nichts.";
    let markup = format!(
        "<html lang=de><body><nav><ul><li><a href=/>Home</a></li><li><a href=/n>News</a></li></ul></nav><main><h1>In den Auen</h1>\
         <p>{paragraph}</p><p><b>Share on Facebook</b></p><h2>Der Pfad</h2><p>{paragraph}</p><blockquote>{paragraph}</blockquote></main>\
         <footer><p><a href=/i>All rights reserved</a></p></footer></body></html>"
    );
    let plain = Cleaner::new(Settings::default()).unwrap().explain(markup.as_bytes(), Format::Html);
    let settings = Settings { writing: LINKED, ..Settings::default() };
    let marked = Cleaner::new(settings).unwrap().explain(markup.as_bytes(), Format::Html);
    let cuts = |explained: &polyscrub::Explanation| explained.blocks.iter().map(|block| block.cut).collect::<Vec<_>>();
    assert_eq!(cuts(&plain), cuts(&marked), "marks change no decision");
    let cleaned = &marked.cleaned;
    assert!(cleaned.text.starts_with("# In den Auen\n\nWer im Herbst durch die *Auen* geht"), "{}", cleaned.text);
    assert!(
        cleaned.text.contains("\n\n## Der Pfad\n\n")
            && cleaned.text.contains("[Wasser](/w)")
            && !cleaned.text.contains("Share")
    );
    let (mut rest, mut at) = (String::new(), 0);
    for removal in &cleaned.removals {
        rest.push_str(&cleaned.extracted[at..removal.span.start as usize]);
        assert!(removal.span.start <= removal.block.start && removal.block.end <= removal.span.end);
        at = removal.span.end as usize;
    }
    rest.push_str(&cleaned.extracted[at..]);
    assert_eq!(rest, cleaned.text);
    assert!(cleaned.removals.iter().any(|removal| removal.block.of(&cleaned.extracted) == "**Share on Facebook**"));
}

/// What would take minutes if any step cost the square of it.
#[test]
fn floods_of_marks_are_written() {
    for part in [
        "<b>x</b><i>y</i>",
        "<b>x",
        "<a href=/x>x</a>",
        "<table><tr>",
        "<td>x",
        "<tr><td>x",
        "<ol><li>x",
        "<blockquote>x",
        "<li>x",
        "x<br>",
        "~ * _ [ ] ",
        "<code>`</code>",
        "<pre>\n\n",
    ] {
        check(&format!("<table><tr>{}", part.repeat(10_000)), LINKED, &[]);
        check(&part.repeat(10_000), LINKED, &[]);
    }
}
