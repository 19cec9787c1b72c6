//! What a page says of itself, in whatever form, and that no form of it harms.

use polyscrub::{
    Cleaner, Format, Settings, Writing,
    declared::{Declared, Source},
    reader::{RawPage, Reader},
};
use proptest::prelude::*;

fn declared(markup: &str) -> Declared {
    let reader = Reader { encoding: None, repair: false, writing: Writing::default() };
    reader.read(RawPage::new(markup.as_bytes(), Format::Html)).page.declared
}

/// Author, date and the source of each.
fn told(markup: &str) -> (String, String, Option<Source>) {
    let declared = declared(markup);
    let source = declared.date.as_ref().map(|date| date.source);
    let date = declared.date.map(|date| date.value.to_string()).unwrap_or_default();
    (declared.author.map(|author| author.value).unwrap_or_default(), date, source)
}

const LD: &str = r#"<script type="application/ld+json">{"@type":"NewsArticle","author":[{"name":"Ida Brook"},"Per Lund"],
    "datePublished":"2021-03-04T23:30:00-05:00","dateModified":"2021-04-05","publisher":{"name":"The Kettle"}}</script>"#;

#[test]
fn the_most_trusted_statement_counts() {
    let meta = r#"<meta name="author" content="Somebody"><meta name="date" content="2020-01-02">"#;
    let graph = r#"<meta property="article:published_time" content="2020-02-03T04:05:06Z">"#;
    let body = r#"<article><a rel="author">By Somebody Else</a><time datetime="2019-01-02">long ago</time></article>"#;
    let (ida, somebody) = ("Ida Brook; Per Lund".to_owned(), "Somebody".to_owned());
    assert_eq!(told(&[meta, LD, graph, body].concat()), (ida, "2021-03-04".to_owned(), Some(Source::JsonLd)));
    assert_eq!(
        told(&[meta, graph, body].concat()),
        (somebody.clone(), "2020-02-03".to_owned(), Some(Source::OpenGraph))
    );
    assert_eq!(told(&[meta, body].concat()), (somebody, "2020-01-02".to_owned(), Some(Source::Meta)));
    assert_eq!(told(body), ("Somebody Else".to_owned(), "2019-01-02".to_owned(), Some(Source::Time)));
}

#[test]
fn a_page_says_where_it_is_and_in_which_languages() {
    let markup = format!(
        "<html lang='nl'><head><link rel=canonical href=https://a.example/2021/03/05/thee><meta property=og:site_name content=Anders>\
         <link rel=alternate hreflang=de href=/de><link rel=alternate hreflang=nl href=/nl><link rel=alternate hreflang=de href=/d>\
         <meta name=description content=' Over  thee. '>{LD}"
    );
    let declared = declared(&markup);
    let value =
        |stated: Option<polyscrub::declared::Stated<String>>| stated.map(|stated| stated.value).unwrap_or_default();
    assert_eq!(declared.alternates, ["de", "nl"]);
    assert_eq!(declared.language.as_deref(), Some("nl"));
    assert_eq!(
        (value(declared.url), value(declared.site)),
        ("https://a.example/2021/03/05/thee".to_owned(), "The Kettle".to_owned())
    );
    assert_eq!(value(declared.description), "Over thee.");
    assert_eq!(declared.modified.map(|day| day.value.to_string()).as_deref(), Some("2021-04-05"));
    assert_eq!(
        declared.date.map(|day| day.value.to_string()).as_deref(),
        Some("2021-03-05"),
        "the day of the address, which is beside it"
    );
}

#[test]
fn nothing_is_guessed() {
    for markup in [
        "<meta name=date content=05/06/2021>",
        "<meta name=date content=1970-01-01><meta name=author content=https://a.example/ida>",
        "<div class=comment><time datetime=2021-03-04>x</time><span class=author>Ida</span></div>",
        "<article><time datetime=2021-03-04></time><time datetime=2021-03-05></time><time datetime=2021-03-06></time>\
         <time datetime=2021-03-07></time></article>",
        r#"<script type="application/ld+json">[{"@type":"Article","headline":"a","datePublished":"2021-03-04"},
            {"@type":"Article","headline":"b","datePublished":"2021-03-05"}]</script>"#,
        "<script>{\"@type\":\"Article\",\"datePublished\":\"2021-03-04\"}</script>",
    ] {
        assert_eq!(told(markup), (String::new(), String::new(), None), "{markup}");
    }
}

/// A day that only a reader of its language knows is read with its words, and never in an order that the page's language suggests.
#[test]
fn days_in_words_are_read_by_the_cleaner() {
    let date = |meta: &str| {
        let markup =
            format!("<html lang=de><meta name=date content='{meta}'><p>Der Fluss liegt am Morgen noch lange im Nebel.");
        let cleaned = Cleaner::new(Settings::default()).unwrap().clean(markup.as_bytes(), Format::Html);
        cleaned.declared.date.map(|date| date.value.to_string()).unwrap_or_default()
    };
    assert_eq!(date("4. März 2021"), "2021-03-04");
    assert_eq!(date("March 4, 2021"), "2021-03-04");
    assert_eq!(date("04.05.2021"), "");
}

/// The scripts, their values and their marks in any order.
const PARTS: [&str; 34] = [
    "<script type=application/ld+json>",
    "</script>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "{",
    "}",
    "[",
    "]",
    "\"@type\":",
    "\"Article\"",
    "\"@graph\":",
    "\"author\":",
    "\"name\":",
    "\"datePublished\":",
    "\"2021-03-04\"",
    "\"@id\":",
    "\"#a\"",
    ",",
    "\"",
    "\\",
    "\\u0000",
    "\n",
    "null",
    "1e999",
    "<meta name=author content='",
    "<meta property=article:published_time content='",
    "'>",
    "<time datetime=",
    ">",
    "<link rel=canonical href=",
    "<span itemprop=author>",
    "é",
];

proptest! {
    #[test]
    fn any_metadata_is_taken(parts in prop::collection::vec(prop::sample::select(PARTS.to_vec()), 0..80)) {
        declared(&parts.concat());
    }
}

#[test]
fn floods_of_metadata_are_bounded() {
    let deep = "[".repeat(200_000);
    let graph =
        (0..20_000).map(|n| format!("{{\"@type\":\"Article\",\"@id\":\"#{n}\"}}")).collect::<Vec<_>>().join(",");
    let times = "<time datetime=2021-03-04>x</time>".repeat(20_000);
    let links: String = (0..20_000).map(|n| format!("<link rel=alternate hreflang=x{n} href=/>")).collect();
    let nested = format!("{}<span itemprop=author>x", "<div class=a>".repeat(5_000)).repeat(3);
    for flood in [
        format!("<script type=application/ld+json>{deep}</script>"),
        format!("<script type=application/ld+json>[{graph}]</script>"),
        "<script type=application/ld+json>{\"@type\":\"Article\"}</script>".repeat(20_000),
        times,
        nested,
    ] {
        declared(&flood);
    }
    assert!(declared(&links).alternates.len() < 1_000);
    let long = format!(
        "<meta name=author content='{}'><meta name=description content='{}'>",
        "x".repeat(1 << 20),
        "y".repeat(1 << 20)
    );
    let declared = declared(&long);
    assert_eq!(declared.author, None);
    assert!(declared.description.is_some_and(|description| description.value.len() < 2_000));
}
