//! What a run is to do, with every question answered: which inputs, where each goes, and whether output may go there.

use std::{
    collections::{HashMap, HashSet},
    ffi::OsStr,
    fs, io, iter,
    path::{Component, Path, PathBuf},
    sync::Arc,
};

use crate::{
    outcome::{Origin, Packing, Reason},
    run::{
        choice::Choice,
        intake::{Reading, unreadable},
        journal::MANIFEST,
        shard::Shard,
    },
    sink::{
        file::append,
        tree::{self, RECORDS},
        work::WORK,
    },
    source::{self, Content, Filters, Found, InputFormat, Limits, Version, Walk},
};

/// A setting that cannot be followed, and what to do about it. Nothing has been written.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Refused {
    /// What is wrong.
    pub message: String,
    /// The command or flag that mends it.
    pub hint: Option<String>,
}

impl Refused {
    /// A refusal.
    pub fn new(message: impl Into<String>, hint: &str) -> Self {
        Self { message: message.into(), hint: (!hint.is_empty()).then(|| hint.to_owned()) }
    }
}

/// One input as the user gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file, and its place below an output directory.
    File(PathBuf, PathBuf),
    /// A directory, and the place of its content below an output directory.
    Directory(PathBuf, PathBuf),
}

/// One thing to do.
#[derive(Debug)]
pub struct Task {
    /// What it is called, and where its output goes.
    pub origin: Arc<Origin>,
    /// Which version of it.
    pub version: Version,
    /// What to do.
    pub work: Work,
}

/// What a task is about.
#[derive(Debug)]
pub enum Work {
    /// To read standard input.
    Stdin,
    /// To read a file.
    File(PathBuf),
    /// To say why something is no file to read.
    Lost(Reason, Option<String>),
}

/// A run.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Where pages come from, in order.
    pub inputs: Vec<Input>,
    /// How they are read.
    pub reading: Reading,
    /// Which files of a directory are taken.
    pub filters: Filters,
    /// Which of the inputs are taken; `None` for all.
    pub shard: Option<Shard>,
    /// Which cleaned pages are written.
    pub choice: Choice,
    /// Worker threads; 0 for one a core.
    pub threads: usize,
}

impl Plan {
    /// Everything there is to do, in order. Directories are walked as the iterator goes.
    pub fn tasks(&self) -> impl Iterator<Item = Task> {
        let all = self.inputs.iter().flat_map(|input| self.tasks_of(input)).zip(0..);
        all.filter(|(_, index)| self.shard.is_none_or(|shard| shard.takes(*index))).map(|(task, _)| task)
    }

    fn tasks_of<'p>(&'p self, input: &'p Input) -> Box<dyn Iterator<Item = Task> + 'p> {
        match input {
            Input::Stdin => Box::new(iter::once(stdin())),
            Input::File(path, place) => Box::new(iter::once(named(path, place))),
            Input::Directory(root, place) => {
                // Globs were compiled once when the plan was checked: a failure here cannot happen, and means no files.
                let Ok(mut walk) = Walk::new(root, &self.filters) else { return Box::new(iter::empty()) };
                // What another run keeps in its working folder is no page of anybody.
                let work = root.join(WORK);
                Box::new(iter::from_fn(move || {
                    let found = walk.by_ref().find(|found| !found.path().starts_with(&work))?;
                    Some(below(root, place, found, &walk))
                }))
            }
        }
    }

    /// Whether the run has more than one page by nature.
    #[must_use]
    pub fn is_many(&self) -> bool {
        self.inputs.len() > 1 || matches!(self.inputs.first(), Some(Input::Directory(..)))
    }
}

fn origin(source: String, place: PathBuf) -> Arc<Origin> {
    Arc::new(Origin { source, place, ..Origin::default() })
}

/// A file that the user named. Links are followed here: the user meant it.
fn named(path: &Path, place: &Path) -> Task {
    let origin = origin(name(path), place.to_owned());
    match fs::metadata(path) {
        Ok(meta) if meta.is_file() => Task { origin, version: Version::from(&meta), work: Work::File(path.to_owned()) },
        Ok(_) => lost(origin, Reason::Special, None),
        Err(error) => unread(origin, &error),
    }
}

fn below(root: &Path, place: &Path, found: Found, walk: &Walk) -> Task {
    let of = |path: &Path| {
        let below = place.join(path.strip_prefix(root).unwrap_or(path));
        let source = name(&below);
        let source = if source.is_empty() { name(root) } else { source };
        let below = if place.as_os_str().is_empty() { free_name(root, &below, walk) } else { below };
        origin(source, below)
    };
    match found {
        Found::File(path, version) => Task { origin: of(&path), version, work: Work::File(path) },
        Found::Special(path) => lost(of(&path), Reason::Special, None),
        Found::Unreadable(path, error) => unread(of(&path), &error),
    }
}

fn stdin() -> Task {
    Task { origin: origin("-".into(), PathBuf::from("-")), version: Version::default(), work: Work::Stdin }
}

fn lost(origin: Arc<Origin>, reason: Reason, detail: Option<String>) -> Task {
    Task { origin, version: Version::default(), work: Work::Lost(reason, detail) }
}

fn unread(origin: Arc<Origin>, error: &io::Error) -> Task {
    lost(origin, unreadable(error.kind()), Some(error.to_string()))
}

/// A path as records name it: `/` between parts, what is not UTF-8 replaced.
fn name(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The place of a file, other than its own name only where a shard of that name would meet another output: `pages.jsonl` or
/// `manifest.jsonl` at the top, `a.txt` beside a page `a`, or `a.warc.jsonl` beside an archive `a.warc`. Such a one is
/// extended by `.jsonl` until it is alone.
fn free_name(root: &Path, below: &Path, walk: &Walk) -> PathBuf {
    let mut place = below.to_owned();
    let page_of = |place: &Path| {
        let text = Path::new(place.to_str()?.strip_suffix(tree::SUFFIX)?);
        // What is not listed is not there, which is told without asking the system.
        text.file_name().filter(|name| walk.lists(name))?;
        Some(root.join(text)).filter(|path| path.is_file())
    };
    let archive_of = |place: &Path| {
        let name = place.to_str()?;
        let name =
            Packing::ALL.iter().find_map(|packing| name.strip_suffix(packing.ending())?.strip_suffix(RECORDS))?;
        let opened = source::open(&root.join(name), InputFormat::Auto, Limits::default()).ok()?;
        (opened.content == Content::Warc).then_some(())
    };
    while [tree::PAGES, MANIFEST].iter().any(|own| place.as_os_str() == *own)
        || page_of(&place).is_some()
        || archive_of(&place).is_some()
        || (place != below && root.join(&place).symlink_metadata().is_ok())
    {
        place = append(&place, RECORDS);
    }
    place
}

/// The inputs that paths stand for. One directory is mirrored from its root; of several paths each keeps its own, so
/// that no two meet.
///
/// # Errors
/// Where a path does not exist, or two stand for the same place or the same input.
pub fn inputs(paths: &[PathBuf]) -> Result<Vec<Input>, Refused> {
    let alone = paths.len() == 1;
    let mut found = Vec::with_capacity(paths.len());
    for path in paths {
        found.push(input(path, alone)?);
    }
    let mut places = HashSet::new();
    for input in &found {
        if let Input::File(path, place) | Input::Directory(path, place) = input
            && !places.insert(place.clone())
        {
            let (place, path) = (place.display(), path.display());
            let message = format!("two inputs would be written to `{place}`, one of them `{path}`");
            return Err(Refused::new(message, "name them by paths that differ, or clean one after the other"));
        }
    }
    for place in &places {
        if let Some(outer) =
            place.ancestors().skip(1).find(|outer| !outer.as_os_str().is_empty() && places.contains(*outer))
        {
            let message = format!("`{}` lies in `{}`, which is named as well", place.display(), outer.display());
            return Err(Refused::new(message, "name each input once"));
        }
    }
    check_once(&found)?;
    Ok(found)
}

/// Checks that nothing is named twice, by whatever paths: its pages would count twice.
fn check_once(inputs: &[Input]) -> Result<(), Refused> {
    let named: Vec<(PathBuf, &Path)> = inputs
        .iter()
        .map(|input| match input {
            Input::Stdin => (PathBuf::from("-"), Path::new("-")),
            Input::File(path, _) | Input::Directory(path, _) => (real(path), path.as_path()),
        })
        .collect();
    let mut firsts: HashMap<&Path, &Path> = HashMap::with_capacity(named.len());
    for (real, path) in &named {
        if let Some(first) = firsts.insert(real, path) {
            let message = format!("`{}` and `{}` are the same input", first.display(), path.display());
            return Err(Refused::new(message, "name each input once"));
        }
    }
    for (real, path) in &named {
        if let Some(outer) = real.ancestors().skip(1).find_map(|outer| firsts.get(outer)) {
            let message = format!("`{}` lies in `{}`, which is named as well", path.display(), outer.display());
            return Err(Refused::new(message, "name each input once"));
        }
    }
    Ok(())
}

fn input(path: &Path, alone: bool) -> Result<Input, Refused> {
    if path == Path::new("-") {
        return Ok(Input::Stdin);
    }
    let meta = fs::metadata(path).map_err(|error| {
        Refused::new(format!("`{}`: {error}", path.display()), "check the path; it is taken from the current directory")
    })?;
    let parts: PathBuf = path.components().filter(|part| matches!(part, Component::Normal(_))).collect();
    if meta.is_dir() {
        return Ok(Input::Directory(path.to_owned(), if alone { PathBuf::new() } else { parts }));
    }
    let place = if alone { PathBuf::from(path.file_name().unwrap_or(OsStr::new("page"))) } else { parts };
    Ok(Input::File(path.to_owned(), place))
}

/// Checks that output at `out` cannot touch any input.
///
/// # Errors
/// Where `out` is an input, lies in one, or holds one.
pub fn check_apart(inputs: &[Input], out: &Path) -> Result<(), Refused> {
    let out_real = real(out);
    for input in inputs {
        let (Input::File(path, _) | Input::Directory(path, _)) = input else { continue };
        let path_real = real(path);
        let inside = match input {
            Input::Directory(..) => out_real.starts_with(&path_real),
            _ => out_real == path_real,
        };
        if inside {
            let message = format!("output `{}` is inside the input `{}`", out.display(), path.display());
            return Err(Refused::new(message, "input is never changed: choose a place outside it"));
        }
        if out.is_dir() && path_real.starts_with(&out_real) {
            let message = format!("input `{}` is inside the output `{}`", path.display(), out.display());
            return Err(Refused::new(message, "input is never changed: choose a place outside it"));
        }
    }
    Ok(())
}

/// A path without links, as far as it exists.
fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for existing in absolute.ancestors() {
        if let (Ok(base), Ok(rest)) = (existing.canonicalize(), absolute.strip_prefix(existing)) {
            return base.join(rest);
        }
    }
    absolute
}

/// Checks that an output directory is new, empty, or given up by the user.
///
/// # Errors
/// Where there is something in it, or it is a file.
pub fn check_empty(out: &Path, overwrite: bool) -> Result<(), Refused> {
    let mut entries = match fs::read_dir(out) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => {
            let message = format!("cannot write to `{}`: {error}", out.display());
            return Err(Refused::new(message, "`-o` names a directory when the input is one"));
        }
    };
    if overwrite || entries.next().is_none() {
        return Ok(());
    }
    let message = format!("`{}` is not empty", out.display());
    Err(Refused::new(message, "`--overwrite` writes over what is there; or choose another directory"))
}
