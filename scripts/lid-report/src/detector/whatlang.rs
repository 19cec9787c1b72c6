//! whatlang. It tells its best guess with a confidence and nothing of the others.

use ::whatlang::{Detector as Whatlang, Lang};

use super::{Answer, Detector};
use crate::code::{LANGUAGES, NONE, counted};

struct Whatlanguage(Whatlang);

pub(super) fn load(candidates: &[&str]) -> Box<dyn Detector> {
    let wanted = LANGUAGES.iter().filter(|language| candidates.contains(&language.0));
    let list: Vec<Lang> = wanted.filter_map(|language| Lang::from_code(language.1)).collect();
    Box::new(Whatlanguage(if list.is_empty() { Whatlang::new() } else { Whatlang::with_allowlist(list) }))
}

impl Detector for Whatlanguage {
    fn answer(&self, text: &str, pages: &[&str]) -> Answer {
        let found = self.0.detect(text);
        let language = counted(found.as_ref().map_or(NONE, |info| info.lang().code())).to_owned();
        let confidence = found.map_or(0.0, |info| info.confidence());
        let margins = pages.iter().map(|page| if language == *page { -confidence } else { confidence }).collect();
        Answer { language, margins }
    }

    fn language(&self, text: &str) -> Option<String> {
        self.0.detect_lang(text).map(|language| language.code().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_has_all_languages_of_the_strings() {
        assert!(LANGUAGES.iter().all(|language| Lang::from_code(language.1).is_some()));
    }
}
