//! Tables as CSV. No value has a comma: they are codes, names of detectors and numbers.

use std::{fs, path::Path};

use anyhow::{Context, Result};

/// A table being filled.
#[derive(Debug)]
pub struct Csv(String);

impl Csv {
    /// A table with these columns.
    pub fn new(columns: &[&str]) -> Self {
        Self(columns.join(",") + "\n")
    }

    /// Adds a row.
    pub fn row(&mut self, values: &[&dyn std::fmt::Display]) {
        let values: Vec<String> = values.iter().map(ToString::to_string).collect();
        self.0 += &(values.join(",") + "\n");
    }

    /// Writes it.
    pub fn write(&self, path: &Path) -> Result<()> {
        fs::write(path, &self.0).with_context(|| format!("cannot write {}", path.display()))
    }
}

/// A share in per cent, as it is printed.
pub fn percent(share: f64) -> String {
    format!("{:.3}", 100.0 * share)
}
