//! Pages for properties: sentences of our own in six languages, mixed with phrases of the lexicons, stamps, numbers,
//! names, blank lines, wrapped paragraphs and noise. What they look like matters more than what they say.

#[path = "lines.rs"]
mod lines;

use std::{path::Path, sync::LazyLock};

use proptest::{prelude::*, sample::select};

use lines::{NAMES, SENTENCES};

/// The phrases of all lexicons, with their slots filled.
static PHRASES: LazyLock<Vec<String>> = LazyLock::new(|| lines::phrases(Path::new(env!("CARGO_MANIFEST_DIR"))));

fn phrase() -> impl Strategy<Value = String> {
    any::<prop::sample::Index>().prop_map(|index| index.get(&PHRASES).clone())
}

fn stamp() -> impl Strategy<Value = String> {
    let parts = (1990..2030, 1..=12, 1..=31, 0..24, 0..60, 0..12);
    parts.prop_map(|(year, month, day, hour, minute, form)| match form {
        0 => format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z"),
        1 => format!("{day:02}.{month:02}.{year} {hour:02}:{minute:02} Uhr"),
        2 => format!("Posted on March {day}, {year} at {hour}:{minute:02}"),
        3 => format!("Publié le {day}/{month:02}/{year}"),
        4 => format!("Опубликовано {day} мая {year}"),
        5 => format!("Dodano: {day} maja {year}, {hour}:{minute:02}"),
        6 => format!("{year}年{month}月{day}日 {hour}:{minute:02}"),
        7 => format!("vor {day} Tagen"),
        8 => format!("{minute} minutes ago"),
        9 => format!("{day:02}{month:02}{year}{hour:02}{minute:02}"),
        10 => format!("Mar{day}2{year} {hour}:{minute:02}am Mon"),
        _ => format!("{hour:02}:{minute:02}"),
    })
}

/// A paragraph whose lines break at a column, as mail and text browsers print it.
fn wrapped(language: usize) -> impl Strategy<Value = String> {
    (prop::collection::vec(select(&SENTENCES[language]), 1..4), 42..90_usize).prop_map(|(sentences, width)| {
        let (mut text, mut column) = (String::new(), 0);
        for word in sentences.iter().flat_map(|sentence| sentence.split(' ')) {
            let length = word.chars().count();
            if column > 0 {
                let fits = column + 1 + length <= width;
                text.push(if fits { ' ' } else { '\n' });
                column = if fits { column + 1 } else { 0 };
            }
            text.push_str(word);
            column += length;
        }
        text
    })
}

/// A line, or a few, of a page whose author writes in one language and whose site speaks another.
fn line(author: usize, site: usize) -> impl Strategy<Value = String> {
    prop_oneof![
        5 => select(&SENTENCES[author]).prop_map(str::to_owned),
        1 => select(&SENTENCES[site]).prop_map(str::to_owned),
        6 => phrase(),
        3 => stamp(),
        1 => (0..100_000_u32).prop_map(|number| number.to_string()),
        1 => select(&NAMES).prop_map(str::to_owned),
        2 => wrapped(author),
        1 => wrapped(site),
        1 => "\\PC{0,40}",
        1 => "[ \t\u{a0}]{0,3}",
        1 => (select(&["- ", "» ", "# ", "> ", "  ", "| "]), phrase()).prop_map(|(mark, phrase)| format!("{mark}{phrase}")),
        1 => (phrase(), phrase()).prop_map(|(one, other)| format!("{one} | {other}")),
    ]
}

/// A page's lines, each a block by itself or a paragraph.
pub(crate) fn lines() -> impl Strategy<Value = Vec<String>> {
    (0..SENTENCES.len(), 0..SENTENCES.len())
        .prop_flat_map(|(author, site)| prop::collection::vec(line(author, site), 0..24))
}

/// A page of text: lines, and what stands between them.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let ends = select(&["\n", "\n", "\n\n", "\n\n", "\r\n", " \n", "\n \n\n", "\t\n  "]);
    (lines(), prop::collection::vec(ends, 24))
        .prop_map(|(lines, ends)| lines.iter().zip(ends).map(|(line, end)| format!("{line}{end}")).collect())
}

/// A document: lines in elements that are not always closed.
pub(crate) fn markup() -> impl Strategy<Value = String> {
    let tags =
        select(&["p", "div", "li", "h2", "td", "a href=x", "nav", "pre", "blockquote", "script", "footer", "!--"]);
    (lines(), prop::collection::vec((tags, any::<bool>()), 24)).prop_map(|(lines, tags)| {
        let element = |(line, (tag, closed)): (&String, (&str, bool))| {
            let close = if closed { format!("</{}>", tag.split(' ').next().unwrap_or(tag)) } else { String::new() };
            format!("<{tag}>{line}{close}")
        };
        format!("<html><body>{}", lines.iter().zip(tags).map(element).collect::<String>())
    })
}
