//! The form in which phrases are compared: lower case, digits masked, punctuation and marks as single spaces.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use crate::identify::{is_letter, lower};

/// Stands for any number in a folded text.
pub(crate) const NUMBER: char = '#';

/// Folds a text: NFKC, lower case, every number as `#`, every run of anything else that is no letter as one
/// space, none at the ends. Soft hyphens, joiners and direction marks vanish.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    // ASCII is in every normal form, and asking for it takes as long as folding.
    if text.is_ascii() || is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        push_folded(text.chars(), &mut folded);
    } else {
        push_folded(text.nfkc(), &mut folded);
    }
    let end = folded.trim_end().len();
    folded.truncate(end);
    folded
}

fn push_folded(chars: impl Iterator<Item = char>, folded: &mut String) {
    // A mark between two digits belongs to the number: 1,204.
    let mut mark_in_number = false;
    for c in chars {
        if is_letter(c) {
            folded.push(lower(c));
        } else if c.is_numeric() {
            if mark_in_number {
                folded.pop();
            }
            if !folded.ends_with(NUMBER) {
                folded.push(NUMBER);
            }
        } else if !is_invisible(c) && !folded.is_empty() && !folded.ends_with(' ') {
            mark_in_number = folded.ends_with(NUMBER) && matches!(c, ',' | '.' | '\'' | '’');
            folded.push(' ');
            continue;
        }
        mark_in_number = false;
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c as u32, 0xAD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069 | 0xFE0F | 0xFEFF | 0x300..=0x36F)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sites_vary_is_folded() {
        assert_eq!(fold("» READ more …"), "read more");
        assert_eq!(fold("Comments (12)"), "comments #");
        assert_eq!(fold("1,204 views, 3"), "# views #");
        assert_eq!(fold("E-Mail:"), "e mail");
        assert_eq!(fold("…"), "");
    }
}
