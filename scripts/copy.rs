//! Reads records and writes them again as `clean` does, on one thread and without cleaning: what is left is what reading and
//! writing cost. `copy INPUT OUTPUT`, each JSONL, plain or compressed, or Parquet, as its name or content says. A module of
//! `io_share.py`.

use std::{env, path::PathBuf};

use anyhow::{Context, Result, ensure};
use polyscrub::{
    Cleaned,
    outcome::Packing,
    reader::RawPage,
    run::{Clean, Made, batch, choice::Choice, intake::Reading, plan, signal::Stop},
    sink::{
        Sink,
        file::{Draft, Stream},
        jsonl::JsonlSink,
        table::TableSink,
    },
    source::{Fields, Filters, InputFormat, Limits},
};

/// A cleaner that cuts nothing. It copies the text twice, as the other one does.
struct Nothing;

impl Clean for Nothing {
    fn clean(&self, raw: RawPage<'_>) -> Made {
        Cleaned::untouched(String::from_utf8_lossy(raw.bytes).into_owned(), "UTF-8").into()
    }
}

fn main() -> Result<()> {
    let paths: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [input, output] = &paths[..] else { anyhow::bail!("copy INPUT OUTPUT") };
    let reading =
        Reading { form: InputFormat::Auto, fields: Fields::default(), limits: Limits::default(), keep_html: false };
    let inputs = plan::inputs(std::slice::from_ref(input))?;
    let (filters, choice) = (Filters::default(), Choice::default());
    let plan = plan::Plan { inputs, reading, filters, shard: None, choice, threads: 1 };
    let sink: Box<dyn Sink> = match output.extension().and_then(|ending| ending.to_str()) {
        Some("parquet") => {
            let draft = Draft::new(output, Packing::Plain)?;
            Box::new(TableSink::new(draft, true, "url".to_owned(), false))
        }
        Some("zst") => Box::new(JsonlSink::new(Stream::file(output, Packing::Zstd)?, false)),
        _ => Box::new(JsonlSink::new(Stream::file(output, Packing::Plain)?, false)),
    };
    let ended = batch::run(&plan, &Nothing, vec![sink], &mut (), &Stop::default(), None).context("no threads")?;
    ensure!(ended.stopped.is_none() && ended.is_balanced(), "{:?}", ended.stopped);
    Ok(())
}
