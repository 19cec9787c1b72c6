//! The settings of a run that change its output, by the names of their flags: what a run has to have in common with the one
//! that it takes up.

use std::{fs, path::Path};

use polyscrub::run::position::Terms;
use serde_json::{Value, json};
use xxhash_rust::xxh3::xxh3_128;

use super::args::CleanArgs;

/// The settings of `clean`.
pub(super) fn terms(args: &CleanArgs) -> Terms {
    let (input, text, cut, output) = (&args.input, &args.text, &args.cut, &args.output);
    let rows: Vec<(&str, Value)> = vec![
        ("polyscrub", json!(env!("CARGO_PKG_VERSION"))),
        ("--input", json!(format!("{:?}", input.input).to_lowercase())),
        ("--text-field", json!(input.text_field)),
        ("--html-field", json!(input.html_field)),
        ("--id-field", json!(input.id_field)),
        ("--url-field", json!(input.url_field)),
        ("--ext", json!(input.ext)),
        ("--exclude", json!(input.exclude)),
        ("--shard", json!(input.shard.map(|shard| shard.to_string()))),
        ("--max-page-size", json!(input.max_page_size)),
        ("--encoding", json!(input.encoding)),
        ("--no-repair", json!(input.no_repair)),
        ("--format", json!(format!("{:?}", text.format).to_lowercase())),
        ("--links", json!(text.links)),
        ("--no-tables", json!(text.no_tables)),
        ("--with-comments", json!(text.with_comments)),
        ("--select", json!(cut.select)),
        ("--ignore", json!(cut.ignore)),
        ("--careful", json!(cut.careful)),
        ("--eager", json!(cut.eager)),
        ("--keep-phrases", contents(cut.keep_phrases.as_deref())),
        ("--lexicon", cut.lexicon.iter().map(|spec| lexicon(spec)).collect()),
        ("--census", args.mining.census.iter().map(|file| contents(Some(file))).collect()),
        ("--survey", json!(args.mining.survey)),
        ("--primary", json!(cut.primary)),
        ("--languages", json!(cut.languages)),
        ("--foreign-pages", json!(format!("{:?}", cut.foreign_pages).to_lowercase())),
        ("--detector", json!(cut.detector.name())),
        ("--to", json!(output.to.map(|to| format!("{to:?}").to_lowercase()))),
        ("--shard-size", json!(output.shard_size)),
        ("--removals", json!(output.removals.is_some())),
        ("--keep-extracted", json!(output.keep_extracted.is_some())),
        ("--drop-empty", json!(output.drop_empty)),
        ("--min-chars", json!(output.min_chars)),
        ("--keep-html", json!(output.keep_html)),
    ];
    rows.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn lexicon(spec: &str) -> Value {
    let path = spec.split_once('=').map_or(spec, |parts| parts.1);
    json!([spec, contents(Some(Path::new(path)))])
}

/// A file by what is in it: its name says nothing.
fn contents(path: Option<&Path>) -> Value {
    let bytes = path.and_then(|path| fs::read(path).ok());
    json!(bytes.map(|bytes| format!("{:032x}", xxh3_128(&bytes))))
}
