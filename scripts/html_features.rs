//! Prints what is known of every block of HTML pages (JSONL on stdin, with `id` and `html`), for `scripts/train_html.py`: one JSON
//! object a page, with the names of the facts, the elements as pairs of parent and names, and the blocks.

use std::io::{BufRead, BufWriter, Write};

use anyhow::Result;
use polyscrub::{Cleaner, Explained, Format, KindSet, Settings, page::Page};
use serde_json::{Value, json};

fn main() -> Result<()> {
    // Nothing is cut, so that the features are those of the first round.
    let cleaner = Cleaner::new(Settings { kinds: KindSet::NONE, ..Settings::default() })?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for row in std::io::stdin().lock().lines() {
        let record: Value = serde_json::from_str(&row?)?;
        let markup = record["html"].as_str().unwrap_or_default();
        let explanation = cleaner.explain(markup.as_bytes(), Format::Html);
        let page = &explanation.page;
        let blocks: Vec<Value> = explanation.blocks.iter().map(|block| self::block(page, block)).collect();
        let elements: Vec<Value> =
            page.elements.iter().map(|element| json!([element.parent, page.names_of(element)])).collect();
        let facts: Vec<&str> =
            explanation.blocks.first().into_iter().flat_map(|block| &block.facts).map(|fact| fact.0).collect();
        let row = json!({"id": record["id"], "facts": facts, "elements": elements, "blocks": blocks});
        writeln!(out, "{row}")?;
    }
    Ok(())
}

/// One block: what it says, where it stands, what speaks for and against it.
fn block(page: &Page, block: &Explained) -> Value {
    let names: Vec<&str> = block.features.iter().map(|feature| feature.name()).collect();
    let facts: Vec<f32> = block.facts.iter().map(|fact| fact.1).collect();
    let outline: f32 = block.outline.iter().map(|share| share.nats).sum();
    json!({
        "text": page.block_text(&block.block), "element": block.block.element, "features": names, "facts": facts,
        "outline": outline, "spared": block.spared, "settled": block.settled,
    })
}
