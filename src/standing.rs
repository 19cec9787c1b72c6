//! What kind of page it is, before any block is looked at: how it fits the languages asked for, and whether it is left whole.

use crate::{
    cleaned::Flag,
    detect::{Blocks, primary_of},
    identify::{Primary, given},
    lang::{Lang, LangSet},
    page::Origin,
    settings::{Profile, Settings},
};

/// Share of the vote that the second language of a page in two languages has at least; text quoted at length has less.
const BILINGUAL_SHARE: f32 = 0.35;

/// The languages that the user asked for; none for whatever a page is in.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Asked {
    /// The page's language, without a vote.
    pub primary: Option<Lang>,
    /// The only languages considered; empty for all.
    pub languages: LangSet,
}

impl Asked {
    fn of(settings: &Settings) -> Self {
        Self { primary: settings.primary, languages: settings.languages.iter().copied().collect() }
    }

    /// The set of them; empty for all.
    fn set(self) -> LangSet {
        self.primary.map_or(self.languages, |lang| LangSet::default().with(lang))
    }

    /// How a page fits whose blocks, with all languages allowed, have voted so.
    fn fit(self, voted: Option<&Primary>) -> Fit {
        let asked = self.set();
        let Some(voted) = voted.filter(|voted| voted.sure && !asked.is_empty() && !voted.kin.intersects(asked)) else {
            return Fit::Own;
        };
        let second = second(voted).is_some_and(|second| second.kin().intersects(asked));
        if second { Fit::Half } else { Fit::Foreign }
    }
}

/// How a page fits what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fit {
    /// It is in a language asked for, or in none for sure.
    Own,
    /// A language asked for comes second, with much of the page.
    Half,
    /// It is wholly in another language.
    Foreign,
}

/// How a page is treated in a round; with foreign menus gone, it may show a language that it did not show before.
#[derive(Debug)]
pub(crate) struct Standing {
    /// How it fits what was asked for.
    pub fit: Fit,
    /// What its blocks are held against: what was asked for, or nothing where the page is foreign.
    pub asked: Asked,
    /// The language that they voted for, among those asked for.
    voted: Option<Primary>,
    /// Whether nothing may be cut.
    pub whole: bool,
    /// How sure a cut has to be.
    pub profile: Profile,
    /// What a reader should know.
    pub flags: Vec<Flag>,
}

impl Standing {
    /// The standing of a page of these blocks.
    pub(crate) fn of(blocks: &Blocks<'_>, settings: &Settings) -> Self {
        let mut asked = Asked::of(settings);
        // Where nothing was asked for, one vote is enough.
        let free = if asked.set().is_empty() { None } else { primary_of(blocks, LangSet::default()) };
        let fit = asked.fit(free.as_ref());
        if fit == Fit::Foreign {
            asked = Asked::default();
        }
        let voted = primary_of(blocks, asked.languages);
        let sure = voted.filter(|primary| primary.sure);
        let two = asked.primary.is_none() && sure.as_ref().and_then(second).is_some();
        let bilingual = fit == Fit::Half || two;
        let mut standing = Self { fit, asked, voted, whole: bilingual, profile: settings.profile, flags: Vec::new() };
        if fit == Fit::Foreign {
            standing.flags.push(Flag::OtherLanguage);
            standing.whole |= !settings.clean_foreign;
        }
        if bilingual {
            standing.flags.push(Flag::Bilingual);
        }
        if sure.is_none() && asked.primary.is_none() {
            standing.flags.push(Flag::NoPrimary);
            // A document has its outline to go by, which is in no language.
            if blocks.page.origin == Origin::Text {
                (standing.whole, standing.profile) = (true, Profile::Careful);
            }
        }
        standing
    }
}

impl Standing {
    /// The page's language: the one that was asked for, or else that its blocks voted for.
    pub(crate) fn primary(&self) -> Option<Primary> {
        self.asked.primary.map(given).or(self.voted)
    }
}

/// The second language of a page in two.
fn second(voted: &Primary) -> Option<Lang> {
    voted.second.filter(|second| second.1 > BILINGUAL_SHARE).map(|second| second.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang(code: &str) -> Lang {
        Lang::parse(code).unwrap()
    }

    fn voted(first: &str, second: Option<(&str, f32)>, sure: bool) -> Primary {
        let first = lang(first);
        let second = second.map(|(code, share)| (lang(code), share));
        Primary { lang: first, kin: first.kin(), share: 0.6, second, sure }
    }

    fn asked(primary: &str, languages: &[&str]) -> Asked {
        Asked { primary: Lang::parse(primary), languages: languages.iter().map(|code| lang(code)).collect() }
    }

    #[test]
    fn only_a_sure_vote_makes_a_page_foreign() {
        let english = asked("en", &[]);
        assert_eq!(english.fit(Some(&voted("de", None, true))), Fit::Foreign);
        assert_eq!(english.fit(Some(&voted("de", None, false))), Fit::Own);
        assert_eq!(english.fit(Some(&voted("en", None, true))), Fit::Own);
        assert_eq!(english.fit(None), Fit::Own);
        assert_eq!(Asked::default().fit(Some(&voted("de", None, true))), Fit::Own);
    }

    #[test]
    fn the_primary_language_goes_before_the_list() {
        let german = Some(voted("de", None, true));
        assert_eq!(asked("", &["en", "fr"]).fit(german.as_ref()), Fit::Foreign);
        assert_eq!(asked("", &["en", "de"]).fit(german.as_ref()), Fit::Own);
        assert_eq!(asked("en", &["en", "de"]).fit(german.as_ref()), Fit::Foreign);
    }

    #[test]
    fn languages_too_close_to_call_are_not_foreign() {
        assert_eq!(asked("nn", &[]).fit(Some(&voted("nb", None, true))), Fit::Own);
        assert_eq!(asked("", &["sr"]).fit(Some(&voted("hr", None, true))), Fit::Own);
    }

    #[test]
    fn much_of_a_language_asked_for_makes_half_a_page() {
        let english = asked("en", &[]);
        assert_eq!(english.fit(Some(&voted("de", Some(("en", 0.4)), true))), Fit::Half);
        assert_eq!(english.fit(Some(&voted("de", Some(("en", 0.2)), true))), Fit::Foreign);
        assert_eq!(english.fit(Some(&voted("de", Some(("fr", 0.4)), true))), Fit::Foreign);
    }
}
