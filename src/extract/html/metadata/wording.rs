//! Names and lines of metadata as people would write them: white space folded, entities read, the "by" before a name gone.

/// Longest name of an author that is believed, in bytes. Beyond, it is a biography.
const LONGEST_NAME: usize = 160;

/// Longest line of metadata that is kept, in bytes.
const LONGEST: usize = 1024;

/// Entities that templates leave in JSON and attributes, which are escaped once too often.
const ENTITIES: [(&str, &str); 8] = [
    ("&amp;", "&"),
    ("&quot;", "\""),
    ("&#34;", "\""),
    ("&#39;", "'"),
    ("&#039;", "'"),
    ("&apos;", "'"),
    ("&lt;", "<"),
    ("&gt;", ">"),
];

/// What stands before the name of an author, in lower case.
const BY: [&str; 18] = [
    "by ",
    "by: ",
    "by:",
    "written by ",
    "posted by ",
    "author: ",
    "author:",
    "von ",
    "von: ",
    "autor: ",
    "par ",
    "por ",
    "di ",
    "door ",
    "af ",
    "av ",
    "автор: ",
    "tekst: ",
];

/// A line of metadata, `None` where there is nothing in it.
pub(super) fn line(text: &str) -> Option<String> {
    // White space may be folded, so more is read than is kept.
    let text = super::super::super::head(text, 4 * LONGEST);
    let mut line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.contains('&') {
        // `&amp;` comes last: it is the mark of the others, and one escape is taken off.
        for (entity, sign) in ENTITIES.iter().rev() {
            line = line.replace(entity, sign);
        }
    }
    let cut = super::super::super::head(&line, LONGEST).trim_end();
    (!cut.is_empty()).then(|| cut.to_owned())
}

/// The name of an author: no address, no account, no sentence.
pub(super) fn author(text: &str) -> Option<String> {
    let line = line(text)?;
    let name = BY.iter().find_map(|by| without(&line, by)).unwrap_or(&line);
    let name =
        name.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '·' | '•' | '-' | '–' | ':'));
    let lettered = name.chars().any(char::is_alphabetic);
    let address = name.contains("://") || name.contains('@') || name.starts_with("www.");
    (lettered && !address && name.len() <= LONGEST_NAME).then(|| name.to_owned())
}

/// The name of an author as readers see it, where dates and counters may stand beside it: then it is none.
pub(super) fn byline(text: &str) -> Option<String> {
    author(text).map(|name| name.replace(" ,", ",")).filter(|name| !name.contains(|c: char| c.is_numeric()))
}

/// The text after a start in lower case.
fn without<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(start.len())?;
    (head.to_lowercase() == start).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_are_names() {
        assert_eq!(author(" By  Ida &amp; Per "), Some("Ida & Per".to_owned()));
        assert_eq!(author("Von Ida Brook,"), Some("Ida Brook".to_owned()));
        assert_eq!(author("Byron Ida"), Some("Byron Ida".to_owned()));
        for other in ["https://a.example/ida", "@ida", "ida@a.example", "", "–", "12", &"x".repeat(LONGEST_NAME + 1)]
        {
            assert_eq!(author(other), None, "{other}");
        }
        assert_eq!(byline("Ida Brook , Editor"), Some("Ida Brook, Editor".to_owned()));
        assert_eq!(byline("Ida Brook 21. Jan. 2015"), None);
        assert_eq!(line("a &amp;lt; b"), Some("a &lt; b".to_owned()));
    }
}
