//! A removals file, read back page by page.

use std::io::{self, BufRead};

use serde::Deserialize;

use crate::run::restore::Piece;

/// A page of a removals file, with its removals.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// Its name.
    pub page: String,
    /// The file it came from.
    pub source: String,
    /// How it ended.
    pub status: String,
    /// Characters of extracted text.
    pub chars_in: u64,
    /// Characters of cleaned text.
    pub chars_out: u64,
    /// Its removals, in order.
    pub pieces: Vec<Piece>,
}

impl Page {
    /// Whether it has cleaned text.
    #[must_use]
    pub fn is_text(&self) -> bool {
        matches!(self.status.as_str(), "cleaned" | "emptied")
    }
}

#[derive(Debug, Deserialize)]
struct Line {
    page: String,
    #[serde(default)]
    source: String,
    status: Option<String>,
    #[serde(default)]
    chars_in: u64,
    #[serde(default)]
    chars_out: u64,
    #[serde(default)]
    start: usize,
    #[serde(default)]
    end: usize,
    #[serde(default)]
    text: String,
}

/// The pages of a removals file, in the order of the run.
#[derive(Debug)]
pub struct Pages<R> {
    lines: io::Lines<R>,
    /// A page whose removals have not been read.
    open: Option<Page>,
    ahead: Option<Page>,
}

impl<R: BufRead> Pages<R> {
    /// The pages of a file.
    pub fn new(reader: R) -> Self {
        Self { lines: reader.lines(), open: None, ahead: None }
    }

    /// The next page, without taking it; `None` at the end.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn peek(&mut self) -> Result<Option<&Page>, String> {
        if self.ahead.is_none() {
            self.ahead = self.read()?;
        }
        Ok(self.ahead.as_ref())
    }

    /// Takes the page that [`Pages::peek`] has shown.
    pub fn take(&mut self) -> Option<Page> {
        self.ahead.take()
    }

    fn read(&mut self) -> Result<Option<Page>, String> {
        for line in self.lines.by_ref() {
            let line = line.map_err(|error| error.to_string())?;
            let line: Line = serde_json::from_str(&line).map_err(|error| error.to_string())?;
            match (line.status, &mut self.open) {
                (Some(status), open) => {
                    let (page, source) = (line.page, line.source);
                    let (chars_in, chars_out) = (line.chars_in, line.chars_out);
                    let page = Page { page, source, status, chars_in, chars_out, pieces: Vec::new() };
                    if let Some(before) = open.replace(page) {
                        return Ok(Some(before));
                    }
                }
                (None, Some(page)) => page.pieces.push(Piece { start: line.start, end: line.end, text: line.text }),
                (None, None) => return Err("a removal stands before any page".to_owned()),
            }
        }
        Ok(self.open.take())
    }
}
