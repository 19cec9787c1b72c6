//! Credits: whose a picture or a text is. They stand where the picture stood, belong to what its caption says, and are no foot of a site.

use crate::lexicon::{Hit, Risk};

use super::{marks::Marks, phrase::Phrase};

/// The concept of phrases that say whose a picture is, or where it is from.
const PICTURE: &str = "photo-credit";
/// The concept of phrases that say who wrote, of which those that are no author's button count.
const WRITER: &str = "posted-by";
/// Bytes of a credit at most; with a caption before it, it is the caption of a picture.
const LONGEST: usize = 300;
/// Signs that something is somebody's.
const SIGNS: [&str; 2] = ["©", "(c)"];

/// Whether a line says whose a picture or a text is: "© Anne Morel", "Mill at dawn © Anne Morel", "Photo: Anne Morel". The line of a site's
/// own rights has a year, the word copyright, or words of an interface.
pub(super) fn is_credit(text: &str, marks: &Marks, phrase: &Phrase) -> bool {
    let told = |hit: Hit| hit.concept.name == PICTURE || hit.concept.name == WRITER && hit.risk > Risk::Hard;
    match phrase.hit() {
        _ if text.len() > LONGEST => false,
        Some(hit) => told(hit) && is_named(text),
        None => {
            (marks.beyond || marks.has(b'(')) && is_signed(text) && !(phrase.words > PLAIN && has_words(text, MENU))
        }
    }
}

/// Whether a name follows: behind a colon, or as several words.
fn is_named(text: &str) -> bool {
    match text.split_once([':', '：', '=', '／', '՝', '៖']) {
        Some((_, name)) => name.contains(char::is_alphabetic),
        None => has_words(text, NAMED),
    }
}

/// Whether a text has so many words or more.
fn has_words(text: &str, count: usize) -> bool {
    text.split_whitespace().nth(count - 1).is_some()
}

/// Words of a credit without a colon.
const NAMED: usize = 3;
/// Words of a line that may be a foot with a menu: "© The Mill About Terms".
const MENU: usize = 5;
/// Share of interface words above which it is one.
const PLAIN: f32 = 0.34;

/// Whether a text has such a sign before a name, and no year behind it.
fn is_signed(text: &str) -> bool {
    let Some((before, name)) = SIGNS.iter().find_map(|sign| text.split_once(sign)) else { return false };
    let named = name.chars().filter(|c| c.is_alphabetic()).nth(1).is_some();
    named && !has_word(before, COPYRIGHT) && !has_word(name, COPYRIGHT) && !has_year(name)
}

/// What sites say of themselves.
const COPYRIGHT: &str = "copyright";

fn has_word(text: &str, word: &str) -> bool {
    text.split_whitespace().any(|part| part.eq_ignore_ascii_case(word))
}

/// Whether a text holds a year that is not the end of a date in numbers.
fn has_year(text: &str) -> bool {
    let digits = |c: char| c.is_ascii_digit();
    text.match_indices(digits).any(|(start, _)| {
        let (before, rest) = text.split_at(start);
        let number = &rest[..rest.find(|c| !digits(c)).unwrap_or(rest.len())];
        number.len() == 4
            && (number.starts_with("19") || number.starts_with("20"))
            && !before.ends_with(['.', '/', '-'])
            && !before.ends_with(digits)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_needs_a_name() {
        assert!(is_named("Photo: Anne Morel") && is_named("Photo by Morel"));
        assert!(!is_named("Author") && !is_named("Image credit") && !is_named("Author(s):"));
    }

    #[test]
    fn credits_are_told_from_the_rights_of_a_site() {
        for text in [
            "© Anne Morel",
            "Mill at dawn © Anne Morel/River Pictures",
            "(c) Anne Morel, 31.05.2013",
            "3/28 photos © Morel",
        ] {
            assert!(is_signed(text), "{text}");
        }
        for text in [
            "© 2019 The Mill",
            "© The Mill 2004-2020",
            "© Copyright The Mill",
            "Copyright © The Mill",
            "©",
            "a) or b)",
            "© 2019",
        ] {
            assert!(!is_signed(text), "{text}");
        }
    }
}
