//! `polyscrub explain`.

use std::{io, path::Path};

use polyscrub::{
    Format, decode,
    extract::html,
    reader::RawPage,
    report::explain::{COLOURED, PLAIN, render},
    run::plan::Refused,
    source::{self, Content, InputFormat, Limits},
};

use super::{Error, args::ExplainArgs, code, put, resolve, survey::load, term};

pub(crate) fn explain(args: &ExplainArgs) -> Result<u8, Error> {
    let cleaner = resolve::cleaner(&args.cut, &args.text, &args.encoding, args.no_repair)?;
    let (bytes, format) = read(&args.file, resolve::form(args.input))?;
    if args.layout {
        return layout(&args.file, &bytes);
    }
    let cleaner = cleaner.with_census(load(&args.census, u64::MAX, &args.run)?);
    let site = args.site.as_deref().unwrap_or_default();
    let explanation = cleaner.explain_page(RawPage { site, ..RawPage::new(&bytes, format) });
    let marks = if term::colour(args.run.color) { COLOURED } else { PLAIN };
    put(&render(&args.file.display().to_string(), &explanation, marks))?;
    Ok(code::DONE)
}

/// Columns of the layout: wide enough that no table is too narrow.
const COLUMNS: usize = 100;

fn layout(file: &Path, bytes: &[u8]) -> Result<u8, Error> {
    let options = decode::Options { repair: true, markup: true, ..decode::Options::default() };
    let rendered = html::render::rendered(&decode::decode(bytes, options).text, COLUMNS);
    let why =
        || Refused::new(format!("`{}` has no layout to show", file.display()), "it is no HTML, or nested too deeply");
    put(&rendered.ok_or_else(why)?)?;
    Ok(code::DONE)
}

fn read(path: &Path, form: InputFormat) -> Result<(Vec<u8>, Format), Refused> {
    let refuse = |why: String| {
        Refused::new(format!("cannot read `{}`: {why}", path.display()), "explain takes one page, as a file or `-`")
    };
    let limits = Limits::default();
    let opened = match path.to_str() {
        Some("-") => source::open_stream(io::stdin(), None, form, limits),
        _ => source::open(path, form, limits),
    };
    let opened = opened.map_err(|error| refuse(error.to_string()))?;
    let format = match opened.content {
        Content::Html => Format::Html,
        Content::Text | Content::Empty => Format::Text,
        Content::Jsonl | Content::Warc | Content::Parquet => return Err(refuse("it holds many pages".to_owned())),
        Content::Binary => return Err(refuse("it is not text".to_owned())),
    };
    Ok((opened.page(limits).map_err(|error| refuse(error.to_string()))?, format))
}
