//! Prints the features of every line of line-labelled gold (JSONL on stdin), for `scripts/train.py`: one JSON object a
//! document, `{"id", "primary", "found", "lines": [[label, reason, foreign, lang, [feature, ...], text, settled by a rule,
//! [number on how it is written, ...]], ...]}`.

use std::io::{BufRead, BufWriter, Write};

use anyhow::Result;
use polyscrub::{Cleaner, Format, KindSet, Settings};
use serde_json::{Value, json};

fn main() -> Result<()> {
    // Nothing is cut, so that the features are those of the first round.
    let cleaner = Cleaner::new(Settings { kinds: KindSet::NONE, ..Settings::default() })?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for row in std::io::stdin().lock().lines() {
        let document: Value = serde_json::from_str(&row?)?;
        let lines: Vec<&Value> = document["lines"].as_array().into_iter().flatten().collect();
        let separator = document["sep"].as_str().unwrap_or("\n");
        let texts: Vec<&str> = lines.iter().filter_map(|line| line["text"].as_str()).collect();
        let explanation = cleaner.explain(texts.join(separator).as_bytes(), Format::Text);
        let mut rows = Vec::new();
        let mut offset = 0;
        for (line, text) in lines.iter().zip(&texts) {
            let end = offset + text.len();
            let block =
                explanation.blocks.iter().find(|block| (offset..end).contains(&(block.block.span.start as usize)));
            let names: Vec<&str> = block.into_iter().flat_map(|block| &block.features).map(|one| one.name()).collect();
            let settled = block.is_some_and(|block| block.settled);
            let numbers: Vec<f32> =
                block.into_iter().flat_map(|block| &block.facts).map(|&(_, number)| number).collect();
            let [label, reason, foreign, lang] = ["label", "reason", "foreign", "lang"].map(|key| &line[key]);
            rows.push(json!([label, reason, foreign, lang, names, text, settled, numbers]));
            offset = end + separator.len();
        }
        let found = explanation.cleaned.language.map(|guess| guess.language.code());
        writeln!(
            out,
            "{}",
            json!({"id": document["id"], "primary": document["primary"], "found": found, "lines": rows})
        )?;
    }
    Ok(())
}
