//! Identification as a library offers it: made once, shared by all threads, asked any text.

use std::sync::Arc;

use crate::lang::{Lang, LangSet, SCORED};

use super::{
    Detector,
    identification::Identification,
    sample::{Sample, WHOLE, pieces, prose},
    scorer::Score,
};

/// Names the language of texts. Immutable; a copy shares everything with its original.
///
/// ```
/// use polyscrub::{Identifier, Lang};
///
/// let identifier = Identifier::new();
/// let text = identifier.identify("Gisteren is de nieuwe brug geopend.");
/// assert_eq!(text.language(), Lang::parse("nl"));
/// for guess in text.ranked(3) {
///     println!("{} {:.2}", guess.language, guess.probability);
/// }
///
/// // Where only some languages occur, naming them helps with short texts most.
/// let languages = ["de", "en"].into_iter().filter_map(Lang::parse);
/// let narrow = Identifier::new().with_languages(languages);
/// assert_eq!(narrow.identify("Foto").language(), Lang::parse("de"));
///
/// // A text in several languages.
/// let spans = identifier.spans("The shop is closed on Mondays. Der Laden ist montags geschlossen.");
/// let codes: Vec<_> = spans.iter().filter_map(|span| span.language).map(Lang::code).collect();
/// assert_eq!(codes, ["en", "de"]);
/// ```
#[derive(Debug, Clone)]
pub struct Identifier {
    scorer: Arc<dyn Score>,
    allowed: LangSet,
}

/// Languages that have a script to themselves and are told by it, without weights.
const BY_SCRIPT: [&str; 10] = ["am", "my", "km", "kn", "ml", "si", "or", "lo", "bo", "dv"];

/// Nats that a piece of a long text gives to the language that fits it best. Languages as far behind get none; those that are
/// closer, as its next of kin are, get a part.
const VOTE: f32 = 40.0;

impl Identifier {
    /// An identifier with the built-in table, of all languages. The first in a process unpacks the table, which takes some
    /// 30 ms.
    #[must_use]
    pub fn new() -> Self {
        Self::with_detector(Detector::default())
    }

    /// An identifier with another scorer.
    #[must_use]
    pub fn with_detector(detector: Detector) -> Self {
        Self { scorer: detector.scorer().into(), allowed: LangSet::default() }
    }

    /// The same, with only these languages as candidates; none for all. A text that none of them can be in, by its
    /// script, then has no language.
    #[must_use]
    pub fn with_languages(self, languages: impl IntoIterator<Item = Lang>) -> Self {
        Self { allowed: languages.into_iter().collect(), ..self }
    }

    /// Whether a language can be named at all: some that lexicons know cannot.
    #[must_use]
    pub fn can_name(lang: Lang) -> bool {
        lang.index() < SCORED || BY_SCRIPT.contains(&lang.code())
    }

    /// The language of a text, however short, taken as it is. Any string is a text. Nothing is allocated.
    ///
    /// A long text is judged on pieces from all over it, so the time is bounded and a foreign head does not decide.
    #[must_use]
    pub fn identify(&self, text: &str) -> Identification {
        if text.len() <= WHOLE { self.score(text, WHOLE) } else { self.poll(pieces(text)) }
    }

    /// The main language of a page's text: by the lines of it that are long enough to be prose, where it has any, so that
    /// a menu in another language does not count. The pieces come from all over the page.
    #[must_use]
    pub fn identify_page(&self, text: &str) -> Identification {
        match prose(text) {
            Some(lines) => self.poll(lines),
            None => self.identify(text),
        }
    }

    /// The candidates; empty for all.
    pub(super) fn allowed(&self) -> LangSet {
        self.allowed
    }

    /// Lets each piece of a long text vote.
    fn poll<'t>(&self, sample: Sample<impl Iterator<Item = (&'t str, f32)>>) -> Identification {
        let none = Identification::new(self.allowed);
        sample
            .pieces
            .fold(none, |text, (piece, weight)| text.with_vote(&self.score(piece, sample.letters), VOTE * weight))
    }

    fn score(&self, text: &str, letters: usize) -> Identification {
        Identification::of(&self.scorer.score(text, letters), self.allowed)
    }
}

impl Default for Identifier {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_of_one_language_can_be_named() {
        for (code, text) in [("am", "ሰላም"), ("km", "សួស្តី"), ("ml", "നമസ്കാരം"), ("dv", "ހެލޯ"), ("bo", "བོད་ཡིག")]
        {
            let lang = Lang::parse(code).unwrap();
            assert!(Identifier::can_name(lang));
            assert_eq!(Identifier::new().identify(text).language(), Some(lang), "{text}");
        }
        assert!(!Identifier::can_name(Lang::parse("gl").unwrap()));
    }

    #[test]
    fn candidates_of_another_script_are_no_answer() {
        let narrow = Identifier::new().with_languages(["de", "en"].into_iter().filter_map(Lang::parse));
        assert_eq!(narrow.identify("Привет, как дела?").language(), None);
        assert_eq!(narrow.identify("Привет, как дела?").margin(Lang::parse("de").unwrap()), 0.0);
    }

    #[test]
    fn a_foreign_head_does_not_decide() {
        let head = "Skip to content. Share this page with your friends. Subscribe to our newsletter. ".repeat(6);
        let body =
            "Der Fluss führt in diesem Frühjahr wenig Wasser, und die Fähre fährt nur noch am Morgen. ".repeat(20);
        let language = Identifier::new().identify(&format!("{head}{body}")).language();
        assert_eq!(language, Lang::parse("de"));
    }

    #[test]
    fn a_menu_does_not_name_the_page() {
        let menu = "Home\nSearch\nSubscribe\nContact us\nPrivacy policy\nTerms of service\n".repeat(3);
        let page =
            format!("{menu}Op de basisschool begint de rekenles op dinsdag niet met een boek maar met laarzen.\n");
        assert_eq!(Identifier::new().identify_page(&page).language(), Lang::parse("nl"));
    }
}
