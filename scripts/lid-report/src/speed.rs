//! What a string costs each detector, on one thread.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use crate::{csv::Csv, detector::Detector, metric::median, row::Row};

/// Length classes that are timed.
pub const BUCKETS: [&str; 4] = ["ui12", "ui35", "uisent", "sent"];
/// Strings of a class.
const STRINGS: usize = 600;
/// Rounds that count, after one that warms up.
const ROUNDS: usize = 7;
/// A measurement takes at least so long: the strings are asked again until it does.
const LEAST: Duration = Duration::from_millis(30);

/// Microseconds a string, by detector and class. Rounds are interleaved, so that a machine that slows down slows all of
/// them; the median round counts.
pub fn measure(detectors: &[(&str, &dyn Detector)], rows: &[Row], out: &mut Csv) {
    for bucket in BUCKETS {
        let texts = sample(rows, bucket);
        let mut rounds = vec![Vec::new(); detectors.len()];
        for round in 0..=ROUNDS {
            for (own, (_, detector)) in rounds.iter_mut().zip(detectors) {
                let micros = micros(*detector, &texts);
                if round > 0 {
                    own.push(micros);
                }
            }
        }
        for (own, (name, _)) in rounds.into_iter().zip(detectors) {
            out.row(&[name, &bucket, &format!("{:.3}", median(own))]);
        }
    }
}

/// Columns of [`measure`].
pub const COLUMNS: [&str; 3] = ["detector", "bucket", "microseconds"];

/// Strings of a class, evenly spread over its rows and so over the languages.
fn sample<'r>(rows: &'r [Row], bucket: &str) -> Vec<&'r str> {
    let own: Vec<&str> = rows.iter().filter(|row| row.bucket == bucket).map(|row| row.text.as_str()).collect();
    let count = own.len().min(STRINGS);
    (0..count).map(|place| own[place * own.len() / count]).collect()
}

fn micros(detector: &dyn Detector, texts: &[&str]) -> f64 {
    let (start, mut passes) = (Instant::now(), 0);
    while passes == 0 || start.elapsed() < LEAST {
        texts.iter().for_each(|text| drop(black_box(detector.language(text))));
        passes += 1;
    }
    start.elapsed().as_secs_f64() * 1e6 / (passes * texts.len().max(1)) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_come_from_all_over() {
        let row = |place: usize| Row { language: "en".into(), bucket: "ui12".into(), text: place.to_string() };
        let rows: Vec<Row> = (0..10 * STRINGS).map(row).collect();
        let texts = sample(&rows, "ui12");
        assert_eq!((texts.len(), texts[1]), (STRINGS, "10"));
        assert!(sample(&rows, "sent").is_empty());
    }
}
