//! Credits: whose a picture or a text is. They stand where the picture stood, belong to what its caption says, and are no foot of a site.

use crate::lexicon::Risk;

use super::{marks::Marks, phrase::Phrase, shape::starts_with_ci};

/// The concept of phrases that say whose a picture is, or where it is from.
const PICTURE: &str = "photo-credit";
/// The concept of phrases that say who wrote, of which those that a site prints itself do not count.
const WRITER: &str = "posted-by";
/// Bytes of a credit at most; with a caption before it, it is the caption of a picture.
const LONGEST: usize = 300;
/// Signs that something is somebody's.
const SIGNS: [&str; 2] = ["©", "(c)"];

/// Whether a line says whose a picture or a text is, or that the next one does: "© Anne Morel", "Mill at dawn © Anne Morel", "Photo: Anne
/// Morel", "By". The line of a site's own rights has a year, the word copyright, or words of an interface.
pub(super) fn is_credit(text: &str, marks: &Marks, phrase: &Phrase) -> bool {
    match phrase.hit() {
        _ if text.len() > LONGEST => false,
        Some(hit) if hit.concept.name == PICTURE => is_named(text),
        Some(hit) => hit.concept.name == WRITER && hit.risk > Risk::Hard,
        None => (marks.beyond || marks.has(b'(')) && is_signed(text) && (phrase.is_plain() || !has_words(text, MENU)),
    }
}

/// Whether a credit has no name yet, which the next line has: "By", "Written by:".
pub(super) fn is_label(text: &str) -> bool {
    let mut words = text.split_whitespace().filter(|word| word.contains(char::is_alphabetic));
    let last = words.next_back().unwrap_or_default();
    text.trim_end().ends_with([':', '：']) || words.next().is_none() || last.starts_with(char::is_lowercase)
}

/// Whether a name follows: behind a colon, or as several words with nothing that sets any of them off.
fn is_named(text: &str) -> bool {
    is_labelled(text) || has_words(text, NAMED) && !text.contains([':', '-', '–', '—', '|', '·', '»', '›', '>'])
}

/// Whether a name follows behind a colon.
fn is_labelled(text: &str) -> bool {
    text.split_once([':', '：', '=', '／', '՝', '៖']).is_some_and(|(_, name)| name.contains(char::is_alphabetic))
}

/// Whether a text has so many words or more.
fn has_words(text: &str, count: usize) -> bool {
    text.split_whitespace().nth(count - 1).is_some()
}

/// Words of a credit without a colon.
const NAMED: usize = 3;
/// Words of a line that may be a foot with a menu: "© The Mill About Terms".
const MENU: usize = 5;

/// Whether a text has such a sign before a name, and no year behind it.
fn is_signed(text: &str) -> bool {
    let Some((before, name)) = SIGNS.iter().find_map(|sign| text.split_once(sign)) else { return false };
    let named = name.chars().filter(|c| c.is_alphabetic()).nth(1).is_some();
    let firm = !before.contains(char::is_alphabetic) && FIRMS.iter().any(|firm| has_word(name, firm));
    named && !firm && !has_word(before, COPYRIGHT) && !has_word(name, COPYRIGHT) && !has_year(name)
}

/// Whether a text opens with such a sign, or the word copyright, and has a year among its first words: "© 2016 The Mill. All rights reserved."
pub(super) fn is_rights(text: &str) -> bool {
    let opens = starts_with_ci(text, COPYRIGHT) || SIGNS.iter().any(|sign| starts_with_ci(text, sign));
    let end = text.match_indices(' ').nth(YEAR_WORDS).map_or(text.len(), |space| space.0);
    opens && has_year(&text[..end])
}

/// Words in which the year of a copyright line comes.
const YEAR_WORDS: usize = 6;

/// What sites say of themselves.
const COPYRIGHT: &str = "copyright";
/// How the firms are called to which sites belong.
const FIRMS: [&str; 8] = ["Inc", "Ltd", "LLC", "GmbH", "Corp", "Corporation", "Limited", "PLC"];

fn has_word(text: &str, word: &str) -> bool {
    text.split([' ', ',', '.', '\u{a0}']).any(|part| part.eq_ignore_ascii_case(word))
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
    fn rights_open_with_a_sign_and_a_year() {
        assert!(is_rights("© 2016 The Mill. All rights reserved.") && is_rights("Copyright (c) The Mill 2004-2020"));
        assert!(!is_rights("© Anne Morel, who took it when the mill was opened in 2016") && !is_rights("In © 2016"));
    }

    #[test]
    fn a_label_needs_a_name() {
        assert!(is_named("Photo: Anne Morel") && is_named("Photo by Morel"));
        assert!(
            !is_named("Author")
                && !is_named("Image credit")
                && !is_named("» Picture of river")
                && !is_named("Author(s):")
        );
    }

    #[test]
    fn a_label_has_no_name() {
        assert!(is_label("By") && is_label("Written by") && is_label("Text und Fotos:") && is_label("作者"));
        assert!(!is_label("By Anne Morel") && !is_label("Author: Anne Morel"));
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
            "© The Mill, Inc. 11 Ford Street",
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
