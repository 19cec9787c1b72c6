//! Asks every detector every string, in one process: `lid-report DATA_DIR OUT_DIR`.
//!
//! `DATA_DIR` has `lid_dev.tsv.gz` (language, length class, text) and `lid_names_dev.tsv` (names). Writes `accuracy.csv`,
//! `pages.csv`, `names.csv` and `speed.csv`; but for the last, they are the same on every run.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use lid_report::{
    accuracy::Accuracy,
    csv::{Csv, percent},
    detector::{Answer, Detector, ENTRIES, Entry},
    page::{self, Page},
    row::{self, FITTED, REPORTED, Row},
    speed,
};

/// Pages on which only some languages are expected, and so are the only candidates: the page's first.
const EXPECTED: [&[&str]; 2] = [&["de", "en"], &["ru", "uk", "bg"]];

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1).map(PathBuf::from);
    let mut next = || arguments.next().context("usage: lid-report DATA_DIR OUT_DIR");
    let (data, out) = (next()?, next()?);
    let rows = row::read(&data.join("lid_dev.tsv.gz"))?;
    let names = row::read(&data.join("lid_names_dev.tsv"))?;
    let mut tables = Tables::new();
    for entry in ENTRIES {
        eprintln!("{}", entry.name);
        tables.add(entry, &rows, &names);
    }
    let loaded: Vec<(&str, Box<dyn Detector>)> = ENTRIES.iter().map(|entry| (entry.name, entry.load())).collect();
    let timed: Vec<(&str, &dyn Detector)> = loaded.iter().map(|(name, detector)| (*name, &**detector)).collect();
    eprintln!("speed");
    speed::measure(&timed, &rows, &mut tables.speed);
    tables.write(&out)
}

struct Tables {
    accuracy: Csv,
    pages: Csv,
    names: Csv,
    speed: Csv,
}

impl Tables {
    fn new() -> Self {
        Self {
            accuracy: Csv::new(&Accuracy::COLUMNS),
            pages: Csv::new(&Page::COLUMNS),
            names: Csv::new(&["detector", "foreign_called_foreign", "english_called_foreign"]),
            speed: Csv::new(&speed::COLUMNS),
        }
    }

    fn add(&mut self, entry: &Entry, rows: &[Row], names: &[Row]) {
        let detector = entry.load();
        let answers = ask(&*detector, rows, &page::languages());
        Accuracy::of(rows, &answers).write(entry.name, &mut self.accuracy);
        page::write(entry.name, rows, &answers, &mut self.pages);
        let own = ask(&*detector, names, &page::languages());
        let [foreign, english] = page::names(rows, &answers, names, &own).map(percent);
        self.names.row(&[&entry.name, &foreign, &english]);
        if entry.candidates.is_empty() {
            self.add_expected(entry, rows);
        }
    }

    /// The pages on which only some languages are expected.
    fn add_expected(&mut self, entry: &Entry, rows: &[Row]) {
        for expected in EXPECTED {
            let own: Vec<Row> = rows.iter().filter(|row| expected.contains(&row.language.as_str())).cloned().collect();
            let answers = ask(&*(entry.load)(expected), &own, &expected[..1]);
            for bucket in REPORTED.into_iter().chain(FITTED) {
                let page = Page::of(&own, &answers, 0, expected[0], bucket, expected);
                page.write(entry.name, expected[0], &expected[1..].join("+"), bucket, &mut self.pages);
            }
        }
    }

    fn write(&self, out: &Path) -> Result<()> {
        let tables =
            [("accuracy", &self.accuracy), ("pages", &self.pages), ("names", &self.names), ("speed", &self.speed)];
        tables.into_iter().try_for_each(|(name, table)| table.write(&out.join(format!("{name}.csv"))))
    }
}

fn ask(detector: &dyn Detector, rows: &[Row], pages: &[&str]) -> Vec<Answer> {
    rows.iter().map(|row| detector.answer(&row.text, pages)).collect()
}
