//! `polyscrub census`: merges census files, and shows what repeats most on each site.

use std::fmt::Write as _;

use polyscrub::{
    report::table::thousands,
    survey::{self, ShownBlock, ShownSite},
};
use serde_json::json;

use super::{
    Error,
    args::{CensusArgs, CensusVerb, MergeArgs, ShowArgs, ShowForm},
    code, put,
    survey::failed,
    term,
};

/// Columns of a number of pages.
const WIDTH: usize = 9;

pub(crate) fn census(args: &CensusArgs) -> Result<u8, Error> {
    match &args.verb {
        CensusVerb::Merge(args) => merge(args),
        CensusVerb::Show(args) => show(args),
    }
}

fn merge(args: &MergeArgs) -> Result<u8, Error> {
    let counts = survey::merge(&args.files, &args.out).map_err(failed)?;
    if !args.quiet {
        let (pages, shards) = (thousands(counts.pages), survey::shards(&args.out).map_err(failed)?.len());
        term::say(&format!("{pages} pages of {shards} surveys: {}", args.out.display()));
    }
    Ok(code::DONE)
}

fn show(args: &ShowArgs) -> Result<u8, Error> {
    for site in survey::show(&args.files, args.top).map_err(failed)? {
        let site = site.map_err(failed)?;
        let wanted = args.site.as_deref().is_none_or(|name| name == site.name);
        if wanted && site.pages >= args.min_pages {
            put(&match args.format {
                ShowForm::Table => table(&site),
                ShowForm::Jsonl => lines(&site),
            })?;
        }
    }
    Ok(code::DONE)
}

/// A site and its blocks for people: pages, share, where, the start of the text.
fn table(site: &ShownSite) -> String {
    let name = site.name.replace(char::is_control, "");
    let mut out =
        format!("{name}: {} pages, {} repeated blocks\n", thousands(site.pages.into()), thousands(site.repeated));
    for block in &site.blocks {
        let percent = f64::from(block.seen.pages) / f64::from(site.pages.max(1)) * 100.0;
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "{:>WIDTH$} {percent:>5.1} %  {:<6}  {}",
            thousands(block.seen.pages.into()),
            place(block),
            block.sample
        );
    }
    out.push('\n');
    out
}

/// Where a block mostly stands.
fn place(block: &ShownBlock) -> &'static str {
    let seen = block.seen;
    let middle = seen.pages.saturating_sub(seen.head).saturating_sub(seen.tail);
    if seen.head >= seen.tail.max(middle) {
        "head"
    } else if seen.tail >= middle {
        "tail"
    } else {
        "middle"
    }
}

/// The same for programs: an object a block.
fn lines(site: &ShownSite) -> String {
    let line = |block: &ShownBlock| {
        let seen = block.seen;
        let row = json!({"site": site.name, "site_pages": site.pages, "pages": seen.pages, "head": seen.head, "tail": seen.tail,
            "key": format!("{:016x}", block.key.0), "text": block.sample});
        format!("{row}\n")
    };
    site.blocks.iter().map(line).collect()
}
