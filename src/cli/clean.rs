//! `polyscrub clean`.

use std::{
    io::{self, BufWriter, Write},
    path::Path,
};

use polyscrub::{
    outcome::{Packing, Status},
    report::{summary::summary, table::thousands},
    run::{
        Clean, Ended, Stopped, batch,
        plan::{Input, Plan, Refused, check_apart, check_empty},
        signal::Stop,
    },
    sink::{
        Sink,
        diff::DiffSink,
        extracted::extracted,
        file::{Draft, Stream},
        jsonl::JsonlSink,
        removals::RemovalsSink,
        table::TableSink,
        text::TextSink,
        tree::{Side, TreeSink},
    },
    source::ReadError,
};

use super::{
    Error,
    args::{CleanArgs, OutputArgs, RunArgs, To},
    code,
    progress::Progress,
    resolve, term,
};

/// Where the main output goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Nothing,
    Diff,
    Text,
    Records,
    Table,
    Tree,
}

pub(crate) fn clean(args: &CleanArgs) -> Result<u8, Error> {
    let cleaner = resolve::cleaner(&args.cut, &args.input.encoding, args.input.no_repair)?;
    let choice = resolve::choice(&args.cut, args.output.min_chars, &args.run);
    let plan = resolve::plan("clean", &args.input, args.output.keep_html, choice, args.run.threads)?;
    let target = target(&plan, &args.output)?;
    check(&plan, target, &args.output)?;
    let stop = heed_signals()?;
    let mut stdout = BufWriter::new(io::stdout().lock());
    let sinks = sinks(target, &plan, &args.output, &mut stdout)?;
    let (ended, code) = go(&plan, &cleaner, sinks, &args.run, &stop)?;
    let closed = matches!(&ended.stopped, Some(Stopped::Unwritable(error)) if error.is_closed_pipe());
    if !args.run.quiet && !args.output.check && !closed {
        conclude(&plan, &ended, &args.output);
    }
    if code == code::DONE && args.output.check && ended.tally.touched > 0 {
        return Ok(code::WOULD_CUT);
    }
    Ok(code)
}

/// What the flags and the input make of the output.
fn target(plan: &Plan, output: &OutputArgs) -> Result<Target, Refused> {
    if output.diff {
        return Ok(Target::Diff);
    }
    if output.check || output.dry_run {
        return Ok(Target::Nothing);
    }
    let folder = |out: &Path| out.is_dir() || out.as_os_str().to_string_lossy().ends_with('/');
    let out = output.out.as_deref();
    match output.to {
        Some(To::Jsonl) => return Ok(Target::Records),
        Some(To::Parquet) => return table(out.filter(|out| !folder(out))),
        None if !plan.is_many() && out.is_some_and(|out| is_table(out) && !folder(out)) => return table(out),
        _ => {}
    }
    match &output.out {
        Some(out) if plan.is_many() || folder(out) => Ok(Target::Tree),
        None if plan.is_many() => {
            let name = match plan.inputs.first() {
                Some(Input::Directory(path, _)) => format!("`{}` is a directory", path.display()),
                _ => "there are several inputs".to_owned(),
            };
            let hint =
                "add `-o cleaned/`, or `--to jsonl` to stream records, or `--dry-run` to see only what would be cut";
            Err(Refused::new(format!("{name}, so cleaned pages need a place to go"), hint))
        }
        _ => Ok(Target::Text),
    }
}

/// Whether a name is that of a Parquet file.
fn is_table(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("parquet"))
}

/// A table, where one can be written.
fn table(out: Option<&Path>) -> Result<Target, Refused> {
    if !cfg!(feature = "parquet") {
        let hint = "build it with `--features parquet`, or write `--to jsonl`";
        return Err(Refused::new(ReadError::NoParquet.to_string(), hint));
    }
    match out {
        Some(out) if out != Path::new("-") => Ok(Target::Table),
        _ => Err(Refused::new("a Parquet table is a file of its own", "name it: `-o cleaned.parquet`")),
    }
}

/// Everything that can be refused is refused here, before anything is written.
fn check(plan: &Plan, target: Target, output: &OutputArgs) -> Result<(), Refused> {
    for out in [&output.out, &output.removals, &output.keep_extracted].into_iter().flatten() {
        check_apart(&plan.inputs, out)?;
    }
    if let (Target::Tree, Some(out)) = (target, &output.out) {
        check_empty(out, output.overwrite)?;
    }
    output.keep_extracted.as_deref().map_or(Ok(()), |out| check_empty(out, output.overwrite))
}

fn sinks<'o>(
    target: Target,
    plan: &Plan,
    output: &OutputArgs,
    stdout: &'o mut dyn Write,
) -> Result<Vec<Box<dyn Sink + 'o>>, Refused> {
    let mut sinks: Vec<Box<dyn Sink + 'o>> = Vec::new();
    let out = output.out.as_deref();
    match target {
        Target::Nothing => {}
        Target::Diff => sinks.push(Box::new(DiffSink::new(Stream::Open(stdout)))),
        Target::Text => {
            sinks.push(Box::new(TextSink::new(stream(out, stdout)?, output.to.is_none(), output.drop_empty)))
        }
        Target::Records => sinks.push(Box::new(JsonlSink::new(stream(out, stdout)?, output.drop_empty))),
        Target::Table => {
            let draft = Draft::new(out.unwrap_or(Path::new("-")), Packing::Plain).map_err(refused)?;
            let url = plan.reading.fields.url.clone();
            sinks.push(Box::new(TableSink::new(draft, !plan.is_many(), url, output.drop_empty)));
        }
        Target::Tree => {
            let root = out.unwrap_or(Path::new("."));
            sinks.push(Box::new(TreeSink::new(root, Side::Cleaned, output.drop_empty).map_err(refused)?));
        }
    }
    if matches!(target, Target::Nothing | Target::Diff) {
        return Ok(sinks);
    }
    if let Some(path) = &output.removals {
        sinks.push(Box::new(RemovalsSink::new(Stream::file(path, Packing::Plain).map_err(refused)?)));
    }
    if let Some(path) = &output.keep_extracted {
        sinks.push(Box::new(extracted(path).map_err(refused)?));
    }
    Ok(sinks)
}

/// Standard output, or the file that was named.
pub(super) fn stream<'o>(out: Option<&Path>, stdout: &'o mut dyn Write) -> Result<Stream<'o>, Refused> {
    match out.filter(|path| *path != Path::new("-")) {
        Some(path) => Ok(Stream::file(path, packing(path)).map_err(refused)?),
        None => Ok(Stream::Open(stdout)),
    }
}

/// The compression that a name asks for.
fn packing(path: &Path) -> Packing {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("gz") => Packing::Gzip,
        Some("zst") => Packing::Zstd,
        _ => Packing::Plain,
    }
}

fn refused(error: polyscrub::sink::WriteError) -> Refused {
    Refused::new(error.to_string(), "choose a place that can be written to")
}

/// Signals are heeded from here on: before the first file is made, so that none is left without a word.
pub(super) fn heed_signals() -> Result<Stop, Refused> {
    Stop::on_signals().map_err(cannot_start)
}

fn cannot_start(error: io::Error) -> Refused {
    Refused::new(format!("cannot start: {error}"), "try fewer `--threads`")
}

/// Runs a plan and tells the exit code.
pub(super) fn go<'r>(
    plan: &'r Plan,
    cleaner: &'r impl Clean,
    sinks: Vec<Box<dyn Sink + 'r>>,
    run: &RunArgs,
    stop: &Stop,
) -> Result<(Ended, u8), Error> {
    let mut watch = Progress::new(run, plan.is_many());
    let ended = batch::run(plan, cleaner, sinks, &mut watch, stop).map_err(cannot_start)?;
    watch.finish();
    let code = exit_code(&ended);
    Ok((ended, code))
}

pub(super) fn exit_code(ended: &Ended) -> u8 {
    match &ended.stopped {
        Some(Stopped::Interrupted) => {
            term::error("interrupted; every page in place is whole", None);
            return code::INTERRUPTED;
        }
        Some(Stopped::Terminated) => {
            term::error("stopped by SIGTERM; every page in place is whole", None);
            return code::STOPPED;
        }
        Some(Stopped::Unwritable(error)) if error.is_closed_pipe() => return code::DONE,
        Some(Stopped::Unwritable(error)) => {
            term::error(&error.to_string(), Some("free some space, or write elsewhere, and run it again"));
            return code::STOPPED;
        }
        None => {}
    }
    if !ended.is_balanced() {
        term::error("some records are not accounted for; this is a bug in polyscrub", None);
        return code::STOPPED;
    }
    if ended.tally.pages_with(Status::Failed) > 0 { code::FAILED } else { code::DONE }
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
    summary(tally).iter().for_each(|line| term::say(line));
    for (what, path) in [("cleaned text", &output.out), ("removals", &output.removals)] {
        if let (Some(path), false, None) = (path, output.dry_run || output.diff, &ended.stopped) {
            term::say(&format!("{what}: {}", path.display()));
        }
    }
}
