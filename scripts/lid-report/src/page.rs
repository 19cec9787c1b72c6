//! "Is this string in another language than the page?": how well a detector's margins tell, by the page's language.

use crate::{
    code::{CYRILLIC, LATIN, script_of},
    csv::{Csv, percent},
    detector::Answer,
    metric::{auc, recall_at, share_above, threshold},
    row::{FITTED, REPORTED, Row},
};

/// The languages a page may be in, and so the margins that are asked for of each string.
pub fn languages() -> Vec<&'static str> {
    LATIN.into_iter().chain(CYRILLIC).collect()
}

/// The margins of strings to a page in one language.
#[derive(Debug)]
pub struct Page {
    /// Margins of the strings in other languages of its script.
    foreign: Vec<f64>,
    /// Margins of the strings in its own.
    own: Vec<f64>,
}

/// Share of the page's own strings that may be taken for foreign.
const RATE: f64 = 0.01;

impl Page {
    /// Of a page in `language`, the strings of a length class, and of these the ones in languages that `against` holds.
    /// `place` is where among the margins its own is.
    pub fn of(rows: &[Row], answers: &[Answer], place: usize, language: &str, bucket: &str, against: &[&str]) -> Self {
        let mut page = Self { foreign: Vec::new(), own: Vec::new() };
        for (row, answer) in rows.iter().zip(answers).filter(|pair| pair.0.bucket == bucket) {
            if row.language == language {
                page.own.push(answer.margins[place]);
            } else if against.contains(&row.language.as_str()) {
                page.foreign.push(answer.margins[place]);
            }
        }
        page
    }

    /// The share of foreign strings that are told where one in a hundred of the page's own is lost.
    pub fn recall(&self) -> f64 {
        recall_at(&self.foreign, &self.own, RATE)
    }

    /// The margin above which that hundredth lies.
    pub fn threshold(&self) -> f64 {
        threshold(&self.own, RATE)
    }

    /// Columns of [`Self::write`].
    pub const COLUMNS: [&'static str; 10] =
        ["detector", "page", "against", "bucket", "foreign", "own", "recall_at_0", "false_at_0", "recall_at_1", "auc"];

    /// Adds a row.
    pub fn write(&self, detector: &str, language: &str, against: &str, bucket: &str, out: &mut Csv) {
        let [recall, wrong] = [&self.foreign, &self.own].map(|margins| percent(share_above(margins, 0.0)));
        let counts = [self.foreign.len(), self.own.len()];
        let auc = format!("{:.4}", auc(&self.foreign, &self.own));
        let at_one = percent(self.recall());
        out.row(&[&detector, &language, &against, &bucket, &counts[0], &counts[1], &recall, &wrong, &at_one, &auc]);
    }
}

/// Adds a row for each page language and length class, against all other languages of its script.
pub fn write(detector: &str, rows: &[Row], answers: &[Answer], out: &mut Csv) {
    for (place, language) in languages().into_iter().enumerate() {
        for bucket in REPORTED.into_iter().chain(FITTED) {
            let page = Page::of(rows, answers, place, language, bucket, script_of(language));
            page.write(detector, language, "script", bucket, out);
        }
    }
}

/// The shares of names that are called foreign on an English page, at the threshold of the shortest strings: of foreign names,
/// and of English ones.
pub fn names(rows: &[Row], answers: &[Answer], names: &[Row], own: &[Answer]) -> [f64; 2] {
    let english = languages().iter().position(|&language| language == "en").unwrap_or_default();
    let threshold = Page::of(rows, answers, english, "en", REPORTED[0], script_of("en")).threshold();
    [false, true].map(|home| {
        let chosen = names.iter().zip(own).filter(|pair| (pair.0.language == "en") == home);
        share_above(&chosen.map(|pair| pair.1.margins[english]).collect::<Vec<_>>(), threshold)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_languages_asked_for_are_foreign() {
        let row = |language: &str| Row { language: language.into(), bucket: "ui12".into(), text: String::new() };
        let answer = |margin: f64| Answer { language: String::new(), margins: vec![margin] };
        let (rows, answers) = (["en", "de", "ru", "en"].map(row), [0.0, 3.0, 9.0, 2.0].map(answer));
        let page = Page::of(&rows, &answers, 0, "en", "ui12", &["de"]);
        assert_eq!((page.foreign.as_slice(), page.own.as_slice()), ([3.0].as_slice(), [0.0, 2.0].as_slice()));
        assert_eq!((page.threshold(), page.recall()), (2.0, 1.0));
    }
}
