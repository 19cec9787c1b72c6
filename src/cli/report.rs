//! `polyscrub report`.

use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
};

use polyscrub::{
    Kind, Lang,
    outcome::Status,
    report::{self, By, Table},
    run::plan::Refused,
    tally::{Site, Tally},
};
use serde::Deserialize;

use super::{
    Error,
    args::{ByArg, ReportArgs, Shape, TextArgs},
    code, put, resolve,
    run::{go, heed_signals},
};

pub(crate) fn report(args: &ReportArgs) -> Result<u8, Error> {
    if let Some(path) = &args.removals {
        show(&past(path)?, args)?;
        return Ok(code::DONE);
    }
    let cleaner = resolve::cleaner(&args.cut, &TextArgs::default(), &args.input.encoding, args.input.no_repair)?;
    let choice = resolve::choice(&args.cut, 0, &args.run);
    let plan = resolve::plan("report", &args.input, false, choice, args.run.threads)?;
    let (ended, code) = go(&plan, &cleaner, Vec::new(), &args.run, &heed_signals()?, None)?;
    show(&ended.tally, args)?;
    Ok(code)
}

fn show(tally: &Tally, args: &ReportArgs) -> Result<(), Error> {
    let by: Vec<By> = if args.by.is_empty() { By::ALL.to_vec() } else { args.by.iter().map(|by| facet(*by)).collect() };
    let breakdowns = by.iter().map(|by| report::breakdown(tally, *by, args.top));
    let whole = args.by.is_empty().then(|| report::totals(tally));
    let tables: Vec<Table> = whole.into_iter().chain(breakdowns).collect();
    put(&match args.format {
        Shape::Json => report::json::render(&tables),
        Shape::Csv => report::csv::render(&tables),
        Shape::Table => tables.iter().map(report::table::render).collect::<Vec<_>>().join("\n"),
    })
}

fn facet(by: ByArg) -> By {
    match by {
        ByArg::Status => By::Status,
        ByArg::Primary => By::Primary,
        ByArg::Kind => By::Kind,
        ByArg::Language => By::Language,
        ByArg::Site => By::Site,
        ByArg::Phrase => By::Phrase,
    }
}

/// A line of a removals file: of a page, or of a removal.
#[derive(Debug, Deserialize)]
struct Line {
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    chars_in: u64,
    #[serde(default)]
    chars_out: u64,
    #[serde(default)]
    repairs: Vec<serde::de::IgnoredAny>,
    #[serde(default)]
    site: String,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    text: String,
    #[serde(default)]
    date: Option<String>,
}

/// The tally of a past run. What a removals file does not hold (bytes, reasons) stays zero.
fn past(path: &Path) -> Result<Tally, Refused> {
    let hint = "`polyscrub clean --removals F` writes such a file";
    let refuse = |why: String| Refused::new(format!("cannot read `{}`: {why}", path.display()), hint);
    let file = BufReader::new(File::open(path).map_err(|error| refuse(error.to_string()))?);
    let (mut tally, mut site, mut fresh) = (Tally::default(), String::new(), true);
    for line in file.lines() {
        let line = line.map_err(|error| refuse(error.to_string()))?;
        let line: Line = serde_json::from_str(&line).map_err(|error| refuse(error.to_string()))?;
        let language = line.language.as_deref().and_then(Lang::parse);
        if let Some(status) = Status::ALL.into_iter().find(|status| Some(status.name()) == line.status.as_deref()) {
            *tally.pages.entry((status, None)).or_default() += 1;
            if matches!(status, Status::Cleaned | Status::Emptied) {
                *tally.primaries.entry(language).or_default() += 1;
            }
            tally.repairs += line.repairs.len() as u64;
            let counts = Site { pages: 1, chars_in: line.chars_in, chars_out: line.chars_out, ..Site::default() };
            tally.count_site(&line.site, counts);
            (site, fresh) = (line.site, true);
        } else if let Some(kind) = line.kind.as_deref().and_then(|kind| kind.parse::<Kind>().ok()) {
            let removed = tally.count_removal(kind, language, &line.text, &line.text);
            tally.count_site(&site, Site { removed, ..Site::default() });
            tally.dates += u64::from(line.date.is_some());
            tally.touched += u64::from(std::mem::take(&mut fresh));
        } else {
            return Err(refuse("a line is neither of a page nor of a removal".to_owned()));
        }
    }
    Ok(tally)
}
