//! Computes the n-gram table of `polyscrub::identify` from the language models that lingua publishes.
//!
//! lingua's score of a text is a sum of conditional log-probabilities of character n-grams, so the models of
//! all languages merge into one table of weights. Usage, from this folder:
//!
//! ```text
//! cargo fetch && cargo run --release -- 10.0 ../../src/identify/table.zst
//! ```
//!
//! The first argument is the size of the uncompressed table in megabytes. The result is the same, bit for bit,
//! on every run. No training text is read.

mod models;
mod pack;
mod select;
mod weigh;

use std::{env, fs, path::Path};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// zstd level of the committed table: the highest without extra memory for the reader.
const LEVEL: i32 = 19;

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [megabytes, out] = arguments.as_slice() else { anyhow::bail!("usage: model-builder MEGABYTES OUT.zst") };
    let budget = (megabytes.parse::<f64>()? * 1e6) as usize;
    let rows = weigh::rows(&models::load()?);
    eprintln!("{} n-grams weighed", rows.len());
    let kept = select::best(rows, budget);
    eprintln!("{} n-grams kept", kept.len());
    let table = pack::pack(&kept);
    let packed = zstd::bulk::compress(&table, LEVEL)?;
    fs::write(out, &packed).with_context(|| format!("cannot write {out}"))?;
    let digest = Sha256::digest(&packed).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let name = Path::new(out).file_name().and_then(|name| name.to_str()).unwrap_or(out);
    fs::write(format!("{out}.sha256"), format!("{digest}  {name}\n"))?;
    eprintln!("{} bytes, {} compressed, sha256 {digest}", table.len(), packed.len());
    Ok(())
}
