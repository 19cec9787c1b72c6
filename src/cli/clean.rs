//! `polyscrub clean`.

use std::{
    io::{self, BufWriter},
    sync::Arc,
};

use polyscrub::{
    census::Census,
    report::{summary::summary, table::thousands},
    run::{
        Ended, Stopped,
        entry::Counts,
        folder::{self, COUNTED, Opened, Start},
        plan::{Input, Plan, Refused, check_apart, check_empty},
    },
};

use super::{
    Error,
    args::{CleanArgs, OutputArgs},
    code, resolve,
    run::{go, heed_signals},
    survey::{census, check_census},
    target::{Target, sinks, target},
    term,
    terms::terms,
};

pub(crate) fn clean(args: &CleanArgs) -> Result<u8, Error> {
    let cleaner = resolve::cleaner(&args.cut, &args.text, &args.input.encoding, args.input.no_repair)?;
    let choice = resolve::choice(&args.cut, args.output.min_chars, &args.run);
    let plan = resolve::plan("clean", &args.input, args.output.keep_html, choice, args.run.threads)?;
    let target = target(&plan, &args.output)?;
    check(&plan, target, &args.output)?;
    check_census(&args.mining.census)?;
    let stop = heed_signals()?;
    let folder = match folder(&plan, target, args)? {
        Some(Opened::Finished(records)) => return Ok(nothing_left(records, args)),
        Some(Opened::Run(folder)) => Some(folder),
        None => None,
    };
    let counted = folder.as_ref().map(|folder| folder.work.path(COUNTED));
    let census = match census(&args.mining, &plan, &args.input, &args.run, counted, &stop)? {
        Ok(census) => census,
        Err(code) => return Ok(code),
    };
    let cleaner = cleaner.with_census(Arc::clone(&census));
    let mut stdout = BufWriter::new(io::stdout().lock());
    let sinks = sinks(target, &plan, &args.output, folder.as_deref(), &mut stdout)?;
    let (ended, code) = go(&plan, &cleaner, sinks, &args.run, &stop, folder)?;
    let closed = matches!(&ended.stopped, Some(Stopped::Unwritable(error)) if error.is_closed_pipe());
    if !args.run.quiet && !args.output.check && !closed {
        conclude(&plan, &ended, &args.output);
        if !args.mining.census.is_empty() {
            note_strangers(&ended, &census);
        }
    }
    if code == code::DONE && args.output.check && ended.tally.touched > 0 {
        return Ok(code::WOULD_CUT);
    }
    Ok(code)
}

/// Everything that can be refused is refused here, before anything is written.
fn check(plan: &Plan, target: Target, output: &OutputArgs) -> Result<(), Refused> {
    for out in [&output.out, &output.removals, &output.keep_extracted].into_iter().flatten() {
        check_apart(&plan.inputs, out)?;
    }
    if output.resume && !target.is_folder() {
        let message = "`--resume` finishes what was broken off in an output directory, and there is none";
        return Err(Refused::new(message, "a run to a file or a pipe starts anew"));
    }
    let overwrite = output.overwrite || output.resume;
    output.keep_extracted.as_deref().map_or(Ok(()), |out| check_empty(out, overwrite))
}

/// The output directory, where there is one.
fn folder(plan: &Plan, target: Target, args: &CleanArgs) -> Result<Option<Opened>, Refused> {
    let Some(root) = args.output.out.as_deref().filter(|_| target.is_folder()) else { return Ok(None) };
    let start = match (args.output.resume, args.output.overwrite) {
        (true, _) => Start::Resume,
        (_, true) => Start::Overwrite,
        _ => Start::New,
    };
    folder::open(root, start, &terms(args), plan, matches!(target, Target::Parts(_))).map(Some)
}

/// The end of a run that had come to its end before.
fn nothing_left(records: Counts, args: &CleanArgs) -> u8 {
    if !args.run.quiet {
        term::say(&format!("nothing left to do: {} pages were done before", thousands(records.sum())));
    }
    if records.failed > 0 { code::FAILED } else { code::DONE }
}

/// A census of other sites cleans nothing, and looks as if there were nothing to clean.
fn note_strangers(ended: &Ended, census: &Census) {
    if ended.tally.sites.iter().all(|(name, _)| census.site(name).is_none()) {
        let hint = "`polyscrub census show` names those that it knows";
        term::say(&format!("warning: no page is of a site with three pages or more in the census; {hint}"));
    }
}

/// The last words: a line for one page, a summary for many.
fn conclude(plan: &Plan, ended: &Ended, output: &OutputArgs) {
    let tally = &ended.tally;
    if !plan.is_many() && tally.pages_in() <= 1 {
        let Some(Input::File(path, _)) = plan.inputs.first() else { return };
        if tally.touched > 0 {
            let (removed, name) = (tally.removed(), path.display());
            let (pieces, chars, all) = (thousands(removed.pieces), thousands(removed.chars), thousands(tally.chars_in));
            term::say(&format!(
                "{name}: {pieces} removals, {chars} of {all} characters · `polyscrub explain {name}` shows why"
            ));
        }
        return;
    }
    if ended.before.sum() > 0 {
        term::say(&format!("{} pages were done before; of the rest:", thousands(ended.before.sum())));
    }
    summary(tally).iter().for_each(|line| term::say(line));
    for (what, path) in [("cleaned text", &output.out), ("removals", &output.removals)] {
        if let (Some(path), false, None) = (path, output.dry_run || output.diff, &ended.stopped) {
            term::say(&format!("{what}: {}", path.display()));
        }
    }
}
