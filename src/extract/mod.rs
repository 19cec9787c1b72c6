//! Text to blocks: one file a format. What the blocks are worth is for later stages to say.

pub mod html;
pub mod text;

use crate::{page::Page, settings::Format};

/// How much of a text is looked at to tell its format, in bytes. Doctype and root element stand at the head of a page,
/// after comments at most.
const SNIFF: usize = 4096;

/// What only a document of markup has near its start.
const ROOTS: [&str; 4] = ["<!doctype html", "<html", "<head>", "<body"];

/// What a fragment of markup that starts with a tag has near its start.
const TAGS: [&str; 7] = ["</p>", "</div>", "</a>", "</h1>", "</ul>", "</table>", "<br"];

/// Splits a page into blocks. Any text gives a page; [`Format::Auto`] is told from the content.
#[must_use]
pub fn extract(text: &str, format: Format) -> Page {
    match format {
        Format::Html => html::extract(text),
        Format::Auto if is_markup(text) => html::extract(text),
        Format::Auto | Format::Text => text::extract(text.to_owned()),
    }
}

/// Whether a text is HTML, by its first 4 KiB: prose about HTML is not.
#[must_use]
pub fn is_markup(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let head = head(text, SNIFF);
    if !head.starts_with('<') {
        return false;
    }
    let head = head.to_ascii_lowercase();
    ROOTS.iter().chain(&TAGS).any(|tag| head.contains(tag))
}

/// The longest start of a text that has at most `most` bytes.
fn head(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|&end| text.is_char_boundary(end));
    end.and_then(|end| text.get(..end)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Origin;

    #[test]
    fn auto_tells_markup_from_prose() {
        assert_eq!(extract("<!-- x -->\n<HTML><body>a", Format::Auto).origin, Origin::Html);
        assert_eq!(extract("<p>a</p>", Format::Auto).origin, Origin::Html);
        assert_eq!(extract("The <html> element is the root.", Format::Auto).origin, Origin::Text);
        assert_eq!(extract("<3 this </p> is not a tag", Format::Text).origin, Origin::Text);
    }
}
