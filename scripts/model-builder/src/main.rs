//! Computes the n-gram table of `polyscrub::identify` from the language models that lingua publishes, and from the words of
//! interfaces that `words.py` counts.
//!
//! lingua's score of a text is a sum of conditional log-probabilities of character n-grams, so the models of all languages
//! merge into one table of weights. Usage, from this folder:
//!
//! ```text
//! python3 words.py target/words.tsv
//! cargo fetch --locked && cargo run --release --locked -- 8.0 target/words.tsv ../../src/identify/table.zst
//! ```
//!
//! `model-builder probe STRINGS.tsv OUT` prints what `fit.py` fits on. The first argument is about the size of the compressed table in megabytes. The result is the same, bit for bit, on every run.
//! No running text is read.

mod frequency;
mod gram;
mod models;
mod pack;
mod probe;
mod select;
mod tuning;
mod weigh;
mod words;

use std::{env, fs, path::Path};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["probe", strings, out] => probe::probe(&models::load()?, strings, out),
        [megabytes, words, out] => build(megabytes.parse()?, words, out),
        _ => anyhow::bail!("usage: model-builder MEGABYTES WORDS.tsv OUT.zst, or model-builder probe STRINGS.tsv OUT"),
    }
}

/// Computes the table and writes it.
fn build(megabytes: f64, words: &str, out: &str) -> Result<()> {
    // Costs of rows are counted in hundredths of a byte.
    let budget = (megabytes * 1e8) as usize;
    let mut words = words::rows(words)?;
    eprintln!("{} words weighed", words.len());
    let spent: usize = words.iter().map(pack::row_bytes).sum();
    let grams = weigh::rows(&models::load()?);
    eprintln!("{} n-grams weighed", grams.len());
    let mut kept = select::best(grams, budget.saturating_sub(spent));
    eprintln!("{} n-grams kept", kept.len());
    kept.append(&mut words);
    let packed = pack::pack(&kept)?;
    fs::write(out, &packed).with_context(|| format!("cannot write {out}"))?;
    let digest = Sha256::digest(&packed).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let name = Path::new(out).file_name().and_then(|name| name.to_str()).unwrap_or(out);
    fs::write(format!("{out}.sha256"), format!("{digest}  {name}\n"))?;
    eprintln!("{} rows, {} bytes compressed, sha256 {digest}", kept.len(), packed.len());
    Ok(())
}
