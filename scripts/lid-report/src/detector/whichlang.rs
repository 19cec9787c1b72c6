//! whichlang, of 16 languages. It tells a language for every string, and no score.

use ::whichlang::detect_language;

use super::{Answer, Detector};
use crate::code::counted;

struct Whichlang;

pub(super) fn load(_: &[&str]) -> Box<dyn Detector> {
    Box::new(Whichlang)
}

impl Detector for Whichlang {
    fn answer(&self, text: &str, pages: &[&str]) -> Answer {
        let language = counted(detect_language(text).three_letter_code()).to_owned();
        let margins = pages.iter().map(|page| if language == *page { -1.0 } else { 1.0 }).collect();
        Answer { language, margins }
    }

    fn language(&self, text: &str) -> Option<String> {
        Some(detect_language(text).three_letter_code().to_owned())
    }
}
