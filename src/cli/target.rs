//! Where `clean` writes to: what the flags and the input make of the output, and the sinks for it.

use std::{io::Write, path::Path};

use polyscrub::{
    outcome::Packing,
    run::{
        folder::Folder,
        plan::{Input, Plan, Refused},
    },
    sink::{
        Sink, WriteError,
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

use super::args::{OutputArgs, To};

/// Where the main output goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
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
    pub(super) fn is_folder(self) -> bool {
        matches!(self, Self::Tree | Self::Parts(_))
    }
}

/// What the flags and the input make of the output.
pub(super) fn target(plan: &Plan, output: &OutputArgs) -> Result<Target, Refused> {
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

/// The sinks of a run, the main one first.
pub(super) fn sinks<'o>(
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

fn refused(error: WriteError) -> Refused {
    Refused::new(error.to_string(), "choose a place that can be written to")
}
