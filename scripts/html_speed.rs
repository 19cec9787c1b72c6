//! Works through HTML pages that are in memory, again and again, so that `html_bench.py` can time it by turns with others.
//!
//! `html_speed PAGES.jsonl` reads records of `set` and `html`, and says `ready`. Then each line on stdin, `extract SET` or `clean SET`, is one
//! round over the pages of a set, on one thread; the answer is how many bytes of text came out. The clock is the caller's.

use std::{
    collections::HashMap,
    fs::File,
    io::{BufRead, BufReader, Write},
};

use anyhow::{Context, Result, bail};
use polyscrub::{Cleaner, Format, Settings, extract};
use serde_json::Value;

/// The pages by the sets they belong to.
type Sets = HashMap<String, Vec<String>>;

fn main() -> Result<()> {
    let path = std::env::args_os().nth(1).context("html_speed PAGES.jsonl")?;
    let sets = read(BufReader::new(File::open(path)?))?;
    let cleaner = Cleaner::new(Settings::default())?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "ready")?;
    for line in std::io::stdin().lock().lines() {
        let bytes = round(&cleaner, &sets, &line?)?;
        writeln!(out, "{bytes}")?;
    }
    Ok(())
}

fn read(file: impl BufRead) -> Result<Sets> {
    let mut sets = Sets::new();
    for row in file.lines() {
        let mut record: Value = serde_json::from_str(&row?)?;
        let (Value::String(set), Value::String(html)) = (record["set"].take(), record["html"].take()) else {
            bail!("a record without `set` and `html`");
        };
        sets.entry(set).or_default().push(html);
    }
    Ok(sets)
}

/// One round, and the bytes of text it gives.
fn round(cleaner: &Cleaner, sets: &Sets, command: &str) -> Result<usize> {
    let (work, set) = command.split_once(' ').context("WORK SET")?;
    let pages = sets.get(set).context("no such set")?;
    let text = |html: &String| match work {
        "extract" => Ok(extract::html::extract(html).text.len()),
        "clean" => Ok(cleaner.clean(html.as_bytes(), Format::Html).text.len()),
        _ => bail!("no such work: {work}"),
    };
    pages.iter().map(text).sum()
}
