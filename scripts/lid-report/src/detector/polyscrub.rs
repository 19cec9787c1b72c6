//! polyscrub, as a library offers it.

use ::polyscrub::{Identifier, Lang};

use super::{Answer, Detector};
use crate::code::{NONE, counted};

struct Polyscrub(Identifier);

pub(super) fn load(candidates: &[&str]) -> Box<dyn Detector> {
    let languages = candidates.iter().filter_map(|code| Lang::parse(code));
    Box::new(Polyscrub(Identifier::new().with_languages(languages)))
}

impl Detector for Polyscrub {
    fn answer(&self, text: &str, pages: &[&str]) -> Answer {
        let found = self.0.identify(text);
        let margin = |page: &&str| Lang::parse(page).map_or(0.0, |page| f64::from(found.margin(page)));
        let language = counted(found.language().map_or(NONE, Lang::code)).to_owned();
        Answer { language, margins: pages.iter().map(margin).collect() }
    }

    fn language(&self, text: &str) -> Option<String> {
        self.0.identify(text).language().map(|language| language.code().to_owned())
    }
}
