//! lingua with high accuracy, its models loaded beforehand.

use ::lingua::{Language, LanguageDetector, LanguageDetectorBuilder};

use super::{Answer, Detector};
use crate::code::{NONE, counted};

/// A probability below which none is told from 0, so that its logarithm is a number.
const LEAST: f64 = 1e-300;

struct Lingua(LanguageDetector);

pub(super) fn load(candidates: &[&str]) -> Box<dyn Detector> {
    let wanted = |language: &Language| candidates.is_empty() || candidates.contains(&code(*language).as_str());
    let languages: Vec<Language> = Language::all().into_iter().filter(wanted).collect();
    let mut builder = LanguageDetectorBuilder::from_languages(&languages);
    Box::new(Lingua(builder.with_preloaded_language_models().build()))
}

fn code(language: Language) -> String {
    language.iso_code_639_1().to_string()
}

impl Detector for Lingua {
    fn answer(&self, text: &str, pages: &[&str]) -> Answer {
        let values = self.0.compute_language_confidence_values(text);
        let values: Vec<(String, f64)> = values.into_iter().map(|(language, share)| (code(language), share)).collect();
        let margins = pages.iter().map(|page| margin(&values, page)).collect();
        Answer { language: counted(best(&values)).to_owned(), margins }
    }

    fn language(&self, text: &str) -> Option<String> {
        self.0.detect_language_of(text).map(code)
    }
}

/// The likeliest; none where two are equally likely, as lingua itself decides.
fn best(values: &[(String, f64)]) -> &str {
    match values {
        [first, second, ..] if (first.1 - second.1).abs() < f64::EPSILON => NONE,
        [first, ..] if first.1 > 0.0 => &first.0,
        _ => NONE,
    }
}

/// ln p(best other) - ln p(page's language), its kin counted as the same.
fn margin(values: &[(String, f64)], page: &str) -> f64 {
    let most = |home: bool| {
        let own = values.iter().filter(|value| (counted(&value.0) == page) == home);
        own.map(|value| value.1.max(LEAST)).fold(LEAST, f64::max).ln()
    };
    most(false) - most(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(shares: &[(&str, f64)]) -> Vec<(String, f64)> {
        shares.iter().map(|(code, share)| ((*code).to_owned(), *share)).collect()
    }

    #[test]
    fn margins_are_ratios_of_probabilities() {
        let values = values(&[("ms", 0.5), ("id", 0.25), ("en", 0.25)]);
        assert!((margin(&values, "id") - 0.5_f64.ln()).abs() < 1e-12);
        assert!((margin(&values, "en") - 2.0_f64.ln()).abs() < 1e-12);
    }

    #[test]
    fn equals_are_no_answer() {
        assert_eq!(best(&values(&[("de", 0.5), ("en", 0.5)])), NONE);
        assert_eq!(best(&values(&[("de", 0.0), ("en", 0.0)])), NONE);
        assert_eq!(best(&values(&[("de", 0.6), ("en", 0.4)])), "de");
    }
}
