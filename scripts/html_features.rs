//! Prints the features of every block of HTML pages (JSONL on stdin, with `id` and `html`), for `scripts/train_html.py`: one
//! JSON object a page, `{"id", "flags", "blocks": [[text, [feature, ...], objection], ...]}`.

use std::io::{BufRead, BufWriter, Write};

use anyhow::Result;
use polyscrub::{Cleaner, Format, KindSet, Settings};
use serde_json::{Value, json};

fn main() -> Result<()> {
    // Nothing is cut, so that the features are those of the first round.
    let cleaner = Cleaner::new(Settings { kinds: KindSet::NONE, ..Settings::default() })?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for row in std::io::stdin().lock().lines() {
        let record: Value = serde_json::from_str(&row?)?;
        let markup = record["html"].as_str().unwrap_or_default();
        let explanation = cleaner.explain(markup.as_bytes(), Format::Html);
        let blocks: Vec<Value> = explanation
            .blocks
            .iter()
            .map(|block| {
                let names: Vec<&str> = block.features.iter().map(|feature| feature.name()).collect();
                let objection = block
                    .spared
                    .filter(|reason| !reason.starts_with("next to nothing") && !reason.starts_with("its kind"));
                json!([explanation.page.block_text(&block.block), names, objection])
            })
            .collect();
        let flags: Vec<&str> = explanation.cleaned.flags.iter().map(|flag| flag.name()).collect();
        writeln!(out, "{}", json!({"id": record["id"], "flags": flags, "blocks": blocks}))?;
    }
    Ok(())
}
