//! Pages out of bytes, so that fuzzing mixes lines instead of letters: three bytes are a line and what follows it.

use std::{path::Path, sync::LazyLock};

use super::lines::{self, NAMES, SENTENCES};

/// The phrases of all lexicons, with their slots filled. This is compiled in the project and in a package below it.
static PHRASES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    folders.filter(|folder| folder.join("corpora").is_dir()).take(1).flat_map(lines::phrases).collect()
});

/// What ends a line of text.
const ENDS: [&str; 8] = ["\n", "\n\n", "\n\n", "\r\n", " \n", "\n \n\n", "\t\n  ", " "];
/// Elements a line can stand in.
const TAGS: [&str; 16] = [
    "p",
    "p",
    "div",
    "li",
    "h2",
    "td",
    "a href=x",
    "nav",
    "pre",
    "blockquote",
    "footer",
    "article",
    "ul",
    "table",
    "b",
    "span",
];
/// Phrases that one byte after another tells apart.
const PHRASE_STEP: usize = 256;
/// Lines that are no text of a language.
const ODD: [&str; 12] = ["", "|", "- ", "» ", "# ", "> ", "0", "12345", "\u{a0}", "…", "[1]", "{{ title }}"];

/// A page of text.
pub(super) fn text(bytes: &[u8]) -> String {
    let mut text = String::new();
    for &[what, which, end] in bytes.as_chunks::<3>().0 {
        push_line(&mut text, what, which);
        text.push_str(ENDS[usize::from(end) % ENDS.len()]);
    }
    text
}

/// A document of lines in elements, which are not always closed.
pub(super) fn markup(bytes: &[u8]) -> String {
    let mut text = "<html><body>".to_owned();
    for &[what, which, end] in bytes.as_chunks::<3>().0 {
        let tag = TAGS[usize::from(end) % TAGS.len()];
        text.push_str(&format!("<{tag}>"));
        push_line(&mut text, what, which);
        if end & 0x80 == 0 {
            text.push_str(&format!("</{}>", tag.split(' ').next().unwrap_or(tag)));
        }
    }
    text
}

/// One line, chosen by two bytes: half of them phrases, the others sentences, stamps, names and odd things.
fn push_line(text: &mut String, what: u8, which: u8) {
    let which = usize::from(which);
    match what {
        0..=59 => {
            let sentences = SENTENCES[usize::from(what) % SENTENCES.len()];
            let first = sentences[which % sentences.len()];
            text.push_str(first);
            if what >= 48 {
                text.push_str(&wrapped(sentences[which / sentences.len() % sentences.len()], which));
            }
        }
        60..=79 => text.push_str(&stamp(usize::from(what - 60), which)),
        80..=87 => text.push_str(NAMES[which % NAMES.len()]),
        88..=95 => text.push_str(ODD[which % ODD.len()]),
        _ => text.push_str(&PHRASES[(usize::from(what - 96) * PHRASE_STEP + which) % PHRASES.len()]),
    }
}

/// A sentence whose lines break at a column, as mail prints it.
fn wrapped(sentence: &str, which: usize) -> String {
    let (width, mut text, mut column) = (42 + which % 48, " ".to_owned(), 1);
    for word in sentence.split(' ') {
        let length = word.chars().count();
        let fits = column + 1 + length <= width;
        text.push(if fits { ' ' } else { '\n' });
        column = if fits { column + 1 + length } else { length };
        text.push_str(word);
    }
    text
}

/// A date or time in one of the forms that pages have.
fn stamp(form: usize, which: usize) -> String {
    let (year, month, day) = (1990 + which % 40, 1 + which % 12, 1 + which % 31);
    let (hour, minute) = (which % 24, which % 60);
    match form {
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
        11 => format!("{hour:02}:{minute:02} The ferry leaves"),
        12 => format!("{which}"),
        _ => format!("{hour:02}:{minute:02}"),
    }
}
