//! Which cleaned pages are written: some are skipped for what they turned out to be.

use crate::{
    cleaned::{Cleaned, Flag},
    outcome::Reason,
};

/// What a cleaned page has to be to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choice {
    /// Pages with fewer characters left are skipped; 0 for none.
    pub min_chars: usize,
    /// Whether pages wholly in another language than asked for are skipped.
    pub skip_foreign: bool,
}

impl Choice {
    /// Why a page is skipped, if it is.
    #[must_use]
    pub fn refusal(self, page: &Cleaned) -> Option<Reason> {
        if self.skip_foreign && page.flags.contains(&Flag::OtherLanguage) {
            return Some(Reason::OtherLanguage);
        }
        let short = self.min_chars > 0 && page.text.trim().chars().nth(self.min_chars - 1).is_none();
        short.then_some(Reason::TooShort)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str, flags: &[Flag]) -> Cleaned {
        Cleaned { flags: flags.to_vec(), ..Cleaned::untouched(text.to_owned(), "UTF-8") }
    }

    #[test]
    fn everything_is_written_unless_asked_otherwise() {
        let all = Choice::default();
        assert_eq!(all.refusal(&page("", &[Flag::OtherLanguage])), None);
    }

    #[test]
    fn short_pages_are_counted_without_white_space_around() {
        let choice = Choice { min_chars: 3, ..Choice::default() };
        assert_eq!(choice.refusal(&page(" äöü\n", &[])), None);
        assert_eq!(choice.refusal(&page(" äö \n", &[])), Some(Reason::TooShort));
    }

    #[test]
    fn only_wholly_foreign_pages_are_foreign() {
        let choice = Choice { min_chars: 9, skip_foreign: true };
        let foreign = [Flag::OtherLanguage, Flag::Bilingual];
        assert_eq!(choice.refusal(&page("kurz", &foreign)), Some(Reason::OtherLanguage));
        assert_eq!(choice.refusal(&page("lang genug", &[Flag::Bilingual])), None);
        assert_eq!(choice.refusal(&page("lang genug", &[Flag::NoPrimary])), None);
    }
}
