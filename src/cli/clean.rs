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
        folder::{self, Folder, Opened, Start},
        journal::Counts,
        plan::{Input, Plan, Refused, check_apart, check_empty},
        signal::Stop,
    },
    sink::{
        Sink,
        diff::DiffSink,
        extracted::ExtractedSink,
        file::{Draft, PARTIAL, Stream, append},
        growing::Growing,
        jsonl::JsonlSink,
        parts::{Form, PartsSink},
        removals::RemovalsSink,
        table::TableSink,
        text::TextSink,
        tree::{PAGES, TreeSink},
    },
    source::ReadError,
};

use super::{
    Error,
    args::{CleanArgs, OutputArgs, RunArgs, To},
    code,
    progress::Progress,
    resolve,
    survey::{census, check_census},
    term,
    terms::terms,
};

/// The census that `--survey` makes, in the working folder.
const COUNTED: &str = "site.census";

/// Where the main output goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Nothing,
    Diff,
    Text,
    Records,
    Table,
    Tree,
    Parts(u64),
}

impl Target {
    /// Whether it is a directory, with a journal and a lock.
    fn is_folder(self) -> bool {
        matches!(self, Self::Tree | Self::Parts(_))
    }
}

pub(crate) fn clean(args: &CleanArgs) -> Result<u8, Error> {
    let cleaner = resolve::cleaner(&args.cut, &args.input.encoding, args.input.no_repair)?;
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
    let cleaner = match census(&args.mining, &plan, &args.input, &args.run, counted, &stop)? {
        Ok(census) => cleaner.with_census(census),
        Err(code) => return Ok(code),
    };
    let mut stdout = BufWriter::new(io::stdout().lock());
    let sinks = sinks(target, &plan, &args.output, folder.as_deref(), &mut stdout)?;
    let (ended, code) = go(&plan, &cleaner, sinks, &args.run, &stop, folder)?;
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
    match (output.shard_size, &output.out) {
        (Some(size), Some(_)) => {
            if output.to == Some(To::Parquet) {
                can_write_tables()?;
            }
            return Ok(Target::Parts(size.max(1)));
        }
        (Some(_), None) => {
            let message = "`--shard-size` makes files, which need a directory";
            return Err(Refused::new(message, "add `-o cleaned/`"));
        }
        (None, _) => {}
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
    can_write_tables()?;
    match out {
        Some(out) if out != Path::new("-") => Ok(Target::Table),
        _ => Err(Refused::new("a Parquet table is a file of its own", "name it: `-o cleaned.parquet`")),
    }
}

fn can_write_tables() -> Result<(), Refused> {
    if cfg!(feature = "parquet") {
        return Ok(());
    }
    let hint = "build it with `--features parquet`, or write `--to jsonl`";
    Err(Refused::new(ReadError::NoParquet.to_string(), hint))
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

fn sinks<'o>(
    target: Target,
    plan: &Plan,
    output: &OutputArgs,
    folder: Option<&Folder>,
    stdout: &'o mut dyn Write,
) -> Result<Vec<Box<dyn Sink + 'o>>, Refused> {
    let mut sinks: Vec<Box<dyn Sink + 'o>> = Vec::new();
    let out = output.out.as_deref();
    match (target, folder, out) {
        (Target::Diff, ..) => sinks.push(Box::new(DiffSink::new(Stream::Open(stdout)))),
        (Target::Text, ..) => {
            sinks.push(Box::new(TextSink::new(stream(out, stdout)?, output.to.is_none(), output.drop_empty)))
        }
        (Target::Records, ..) => sinks.push(Box::new(JsonlSink::new(stream(out, stdout)?, output.drop_empty))),
        (Target::Table, ..) => {
            let draft = Draft::new(out.unwrap_or(Path::new("-")), Packing::Plain).map_err(refused)?;
            let url = plan.reading.fields.url.clone();
            sinks.push(Box::new(TableSink::new(draft, !plan.is_many(), url, output.drop_empty)));
        }
        (Target::Tree, Some(folder), Some(root)) => {
            let pages = folder.work.growing(PAGES, root.join(PAGES), folder.position.length(0)).map_err(refused)?;
            let pages = Some(Stream::Growing(pages));
            sinks.push(Box::new(TreeSink::new(root, folder.work.clone(), pages, output.drop_empty)));
        }
        (Target::Parts(size), Some(folder), Some(root)) => {
            let (parts, url) = (folder.position.parts, plan.reading.fields.url.clone());
            let form = if output.to == Some(To::Parquet) { Form::Parquet { url } } else { Form::Jsonl };
            sinks.push(Box::new(PartsSink::new(root, folder.work.clone(), form, size, parts, output.drop_empty)));
        }
        _ => {}
    }
    if matches!(target, Target::Nothing | Target::Diff) {
        return Ok(sinks);
    }
    if let Some(path) = &output.removals {
        let growing = usize::from(target == Target::Tree);
        let stream = match folder {
            Some(folder) => {
                Growing::open(append(path, PARTIAL), path.clone(), folder.position.length(growing)).map(Stream::Growing)
            }
            None => Stream::file(path, Packing::Plain),
        };
        sinks.push(Box::new(RemovalsSink::new(stream.map_err(refused)?)));
    }
    if let Some(path) = &output.keep_extracted {
        sinks.push(Box::new(ExtractedSink::new(path).map_err(refused)?));
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

pub(super) fn cannot_start(error: io::Error) -> Refused {
    Refused::new(format!("cannot start: {error}"), "try fewer `--threads`")
}

/// Runs a plan and tells the exit code.
pub(super) fn go<'r>(
    plan: &'r Plan,
    cleaner: &'r impl Clean,
    sinks: Vec<Box<dyn Sink + 'r>>,
    run: &RunArgs,
    stop: &Stop,
    folder: Option<Box<Folder>>,
) -> Result<(Ended, u8), Error> {
    let mut watch = Progress::new(run, plan.is_many());
    let (journal, lock) =
        folder.map_or((None, None), |folder| (Some((folder.journal, folder.position)), Some(folder.lock)));
    let ended = batch::run(plan, cleaner, sinks, &mut watch, stop, journal).map_err(cannot_start)?;
    drop(lock);
    watch.finish();
    let code = exit_code(&ended);
    Ok((ended, code))
}

/// What to do about a run that was stopped.
const RESUME: &str = "a run into a directory is finished by the same command with `--resume`";

pub(super) fn exit_code(ended: &Ended) -> u8 {
    match &ended.stopped {
        Some(Stopped::Interrupted) => {
            term::error("interrupted; every page in place is whole", Some(RESUME));
            return code::INTERRUPTED;
        }
        Some(Stopped::Terminated) => {
            term::error("stopped by SIGTERM; every page in place is whole", Some(RESUME));
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
    if ended.tally.pages_with(Status::Failed) + ended.before.failed > 0 { code::FAILED } else { code::DONE }
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
