//! How often a detector names the right language, by language and length class.

use std::collections::BTreeMap;

use crate::{
    code::LATIN,
    csv::{Csv, percent},
    detector::Answer,
    metric::macro_accuracy,
    row::Row,
};

/// Strings and right answers by length class and language.
#[derive(Debug, Default)]
pub struct Accuracy(BTreeMap<(String, String), (usize, usize)>);

impl Accuracy {
    /// Counts answers.
    pub fn of(rows: &[Row], answers: &[Answer]) -> Self {
        let mut counts = Self::default();
        for (row, answer) in rows.iter().zip(answers) {
            let (right, strings) = counts.0.entry((row.bucket.clone(), row.language.clone())).or_default();
            *right += usize::from(answer.language == row.language);
            *strings += 1;
        }
        counts
    }

    /// The share of right answers in a length class, over the languages that `wanted` holds, each weighing the same.
    pub fn share(&self, bucket: &str, wanted: impl Fn(&str) -> bool) -> f64 {
        let own = self.0.iter().filter(|(key, _)| key.0 == bucket && wanted(&key.1));
        macro_accuracy(&own.map(|(_, count)| *count).collect::<Vec<_>>())
    }

    /// Columns of [`Self::write`].
    pub const COLUMNS: [&'static str; 6] = ["detector", "language", "bucket", "strings", "right", "percent"];

    /// Adds a row for every language and length class, then those of all languages, and of all in Latin letters.
    pub fn write(&self, detector: &str, out: &mut Csv) {
        for ((bucket, language), &(right, strings)) in &self.0 {
            let share = percent(macro_accuracy(&[(right, strings)]));
            out.row(&[&detector, language, bucket, &strings, &right, &share]);
        }
        let mut buckets: Vec<&str> = self.0.keys().map(|key| key.0.as_str()).collect();
        buckets.dedup();
        for bucket in buckets {
            out.row(&[&detector, &"all", &bucket, &"", &"", &percent(self.share(bucket, |_| true))]);
            let latin = self.share(bucket, |language| LATIN.contains(&language));
            out.row(&[&detector, &"latin", &bucket, &"", &"", &percent(latin)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_weighs_the_same() {
        let row = |language: &str| Row { language: language.into(), bucket: "ui12".into(), text: String::new() };
        let answer = |language: &str| Answer { language: language.into(), margins: Vec::new() };
        let rows = ["de", "en", "en", "ja"].map(row);
        let counts = Accuracy::of(&rows, &["de", "en", "de", "und"].map(answer));
        assert_eq!(counts.share("ui12", |_| true), 0.5);
        assert_eq!(counts.share("ui12", |language| LATIN.contains(&language)), 0.75);
        assert_eq!(counts.share("sent", |_| true), 0.0);
    }
}
