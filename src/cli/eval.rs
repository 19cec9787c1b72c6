//! `polyscrub eval`.

use std::io::BufRead;

use polyscrub::{
    eval::{Counts, Facet, Gold, Score},
    run::plan::Refused,
    source::{self, InputFormat, Limits},
};

use super::{
    Error,
    args::{EvalArgs, FacetArg, TextArgs},
    code, put, resolve,
};

/// Rows of a breakdown, the largest first; as the scorer of the development data prints.
const ROWS: usize = 40;

pub(crate) fn eval(args: &EvalArgs) -> Result<u8, Error> {
    // Repairs would move the text under the labels.
    let cleaner = resolve::cleaner(&args.cut, &TextArgs::default(), "utf-8", true)?;
    let refuse = |line: usize, why: String| {
        let place = if line == 0 { String::new() } else { format!(" line {line}") };
        Refused::new(format!("cannot read `{}`{place}: {why}", args.gold.display()), "gold is one JSON document a line")
    };
    let opened = source::open(&args.gold, InputFormat::Jsonl, Limits::default());
    let told = |error: source::ReadError| refuse(0, error.to_string());
    let mut score = Score::default();
    for (index, line) in opened.map_err(told)?.reader.lines().enumerate() {
        let line = line.map_err(|error| refuse(index + 1, error.to_string()))?;
        let gold: Gold = serde_json::from_str(&line).map_err(|error| refuse(index + 1, error.to_string()))?;
        score.add(&gold, &cleaner, args.core);
    }
    put(&render(&score, &args.by))?;
    Ok(code::DONE)
}

fn render(score: &Score, by: &[FacetArg]) -> String {
    let total = score.total;
    let mut out = format!(
        "docs {}  perfect {:.3}  P {:.3} R {:.3} F1 {:.3}  damage {:.4}  keep-lines lost {}/{}  clean docs damaged {:.3} of {}\n",
        score.documents,
        score.perfect_share(),
        total.precision(),
        total.recall(),
        total.f1(),
        total.damage(),
        total.lost,
        total.lost + total.kept,
        score.clean_damaged_share(),
        score.clean
    );
    by.iter().for_each(|by| out.push_str(&breakdown(score, *by)));
    out
}

fn breakdown(score: &Score, by: FacetArg) -> String {
    let (facet, name) = match by {
        FacetArg::Foreign => (Facet::Foreign, "foreign"),
        FacetArg::Reason => (Facet::Reason, "reason"),
        FacetArg::Pos => (Facet::Pos, "pos"),
        FacetArg::Keep => (Facet::Keep, "keep"),
        FacetArg::Lang => (Facet::Lang, "lang"),
    };
    let size = |counts: &Counts| counts.dropped + counts.missed + counts.lost + counts.kept;
    let mut rows: Vec<_> =
        score.by.iter().filter(|(key, _)| key.0 == facet).map(|(key, counts)| (&key.1, counts)).collect();
    rows.sort_by(|a, b| size(b.1).cmp(&size(a.1)).then(a.0.cmp(b.0)));
    let rows = rows.into_iter().take(ROWS).map(|(value, counts)| {
        format!(
            "  {value:16} drop {:6} keep {:6}  P {:.3} R {:.3} F1 {:.3} damage {:.4}\n",
            counts.dropped + counts.missed,
            counts.lost + counts.kept,
            counts.precision(),
            counts.recall(),
            counts.f1(),
            counts.damage()
        )
    });
    format!("-- by {name}\n{}", rows.collect::<String>())
}
