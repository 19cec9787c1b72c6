//! `polyscrub survey`, and the survey that `clean --survey` makes first.

use std::{
    env,
    path::{Path, PathBuf},
    sync::Arc,
};

use polyscrub::{
    Writing,
    census::Census,
    reader::Reader,
    report::table::thousands,
    run::{
        Ended, batch,
        choice::Choice,
        plan::{Input, Plan, Refused, check_apart},
        signal::Stop,
        surveyor::{SurveySink, Surveyor},
    },
    survey::{self, Counts, Survey, SurveyError},
};

use super::{
    Error,
    args::{InputArgs, MiningArgs, RunArgs, SurveyArgs},
    progress::Progress,
    resolve,
    run::{cannot_start, exit_code, heed_signals},
    term,
};

pub(crate) fn survey(args: &SurveyArgs) -> Result<u8, Error> {
    let plan = resolve::plan("survey", &args.input, false, Choice::default(), args.run.threads)?;
    check_apart(&plan.inputs, &args.out)?;
    let stop = heed_signals()?;
    let mut watch = Progress::new(&args.run, plan.is_many());
    let (ended, counts) = count(&plan, &args.input, args.memory, &args.out, &mut watch, &stop)?;
    watch.finish();
    if let Some(counts) = counts.filter(|_| !args.run.quiet) {
        tell(&counts, &args.out);
    }
    Ok(exit_code(&ended))
}

fn tell(counts: &Counts, out: &Path) {
    let [pages, copies, sites, blocks] = [counts.pages, counts.copies, counts.sites, counts.blocks].map(thousands);
    let left_out = if counts.copies > 0 { format!(" ({copies} copies left out)") } else { String::new() };
    term::say(&format!("{pages} pages of {sites} sites{left_out}, {blocks} different blocks: {}", out.display()));
    if counts.unchecked > 0 {
        let unchecked = thousands(counts.unchecked);
        term::say(&format!("warning: {unchecked} pages may be copies of others (more `--memory` finds out)"));
    }
}

/// Counts all pages of a plan into the census file `out`.
fn count(
    plan: &Plan,
    input: &InputArgs,
    memory: u64,
    out: &Path,
    watch: &mut Progress,
    stop: &Stop,
) -> Result<(Ended, Option<Counts>), Error> {
    let reader =
        Reader { encoding: resolve::encoding(&input.encoding)?, repair: !input.no_repair, writing: Writing::default() };
    let scratch = out.parent().filter(|folder| folder.is_dir()).map_or_else(env::temp_dir, Path::to_owned);
    let mut done = None;
    let sink = SurveySink::new(Survey::new(memory, &scratch), out.to_owned(), &mut done);
    let surveyor = Surveyor(reader);
    let ended = batch::run(plan, &surveyor, vec![Box::new(sink)], watch, stop, None).map_err(cannot_start)?;
    Ok((ended, done.transpose().map_err(failed)?))
}

/// The census that the flags ask for, and where that took a survey that was stopped, its exit code.
pub(super) fn census(
    mining: &MiningArgs,
    plan: &Plan,
    input: &InputArgs,
    run: &RunArgs,
    work: Option<PathBuf>,
    stop: &Stop,
) -> Result<Result<Arc<Census>, u8>, Error> {
    let mut files = mining.census.clone();
    let scratch = tempfile::tempdir().map_err(cannot_start)?;
    if mining.survey {
        if plan.inputs.contains(&Input::Stdin) {
            let hint = "`polyscrub survey` counts a file or directory, `--census` uses the counts";
            return Err(Refused::new("standard input cannot be read twice, as `--survey` has to", hint).into());
        }
        let file = work.unwrap_or_else(|| scratch.path().join("site.census"));
        // A run that is taken up goes on with what was counted then.
        if !file.is_file() {
            let mut watch = Progress::counting(run, plan.is_many());
            let (ended, _) = count(plan, input, mining.memory, &file, &mut watch, stop)?;
            watch.finish();
            if ended.stopped.is_some() {
                return Ok(Err(exit_code(&ended)));
            }
        }
        files.push(file);
    }
    load(&files, mining.memory, run).map(Ok)
}

/// Refuses what is no census, before anything is written.
pub(super) fn check_census(files: &[PathBuf]) -> Result<(), Error> {
    files.iter().try_for_each(|file| survey::shards(file).map(drop)).map_err(failed)
}

/// The census of files.
pub(super) fn load(files: &[PathBuf], memory: u64, run: &RunArgs) -> Result<Arc<Census>, Error> {
    if files.is_empty() {
        return Ok(Arc::default());
    }
    let census = survey::load(files, memory).map_err(failed)?;
    if census.floor() > u64::from(polyscrub::census::LEAST_PAGES) && !run.quiet {
        let floor = census.floor();
        term::say(&format!(
            "warning: what stands on fewer than {floor} pages of a site is left out (more `--memory` holds it)"
        ));
    }
    Ok(Arc::new(census))
}

/// A census that cannot be read is refused; one that cannot be written stops the run.
pub(super) fn failed(error: SurveyError) -> Error {
    match error {
        SurveyError::Write(error) => error.into(),
        other => Refused::new(other.to_string(), "`polyscrub survey PAGES -o site.census` writes one").into(),
    }
}
