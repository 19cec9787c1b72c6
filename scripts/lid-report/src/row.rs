//! The labelled strings: rows of language, bucket and text.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
    path::Path,
};

use anyhow::{Context, Result};
use flate2::bufread::GzDecoder;

/// Length classes that figures are given for; nothing was fitted on them.
pub const REPORTED: [&str; 3] = ["ui12", "ui35", "uisent"];
/// Length classes that constants were fitted on.
pub const FITTED: [&str; 3] = ["w1", "w2", "sent"];

/// One string.
#[derive(Debug, Clone)]
pub struct Row {
    /// The language it is in.
    pub language: String,
    /// Its length class.
    pub bucket: String,
    /// The string.
    pub text: String,
}

/// Reads a file of rows, plain or in `.gz`.
pub fn read(path: &Path) -> Result<Vec<Row>> {
    let file = BufReader::new(File::open(path).with_context(|| path.display().to_string())?);
    let packed = path.extension().is_some_and(|ending| ending == "gz");
    let plain: Box<dyn Read> = if packed { Box::new(GzDecoder::new(file)) } else { Box::new(file) };
    BufReader::new(plain).lines().map(|line| row(&line?)).collect()
}

fn row(line: &str) -> Result<Row> {
    let mut columns = line.splitn(3, '\t').map(str::to_owned);
    let mut next = || columns.next().with_context(|| format!("not language, bucket, text: {line}"));
    Ok(Row { language: next()?, bucket: next()?, text: next()? })
}
