//! The files below a directory, sorted by name, links not followed. Iterative: depth costs memory for open levels only.

use std::{
    ffi::{OsStr, OsString},
    fs, io,
    path::{Path, PathBuf},
};

use ignore::overrides::{Override, OverrideBuilder};

use super::{error::PatternError, version::Version};

/// Which files of a directory are taken. Never applied to a file that the user names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// Only names with one of these endings, in any case, before or after `.gz` or `.zst`; empty for all.
    pub extensions: Vec<String>,
    /// Not these, as in a `.gitignore`: `*.css` at any depth, `/drafts/**` below the directory.
    pub exclude: Vec<String>,
}

/// What a walk comes by.
#[derive(Debug)]
pub enum Found {
    /// A regular file.
    File(PathBuf, Version),
    /// A link, pipe, socket or device.
    Special(PathBuf),
    /// Something that the system did not let us look at.
    Unreadable(PathBuf, io::Error),
}

impl Found {
    /// Its path.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::File(path, _) | Self::Special(path) | Self::Unreadable(path, _) => path,
        }
    }
}

/// A walk below one directory: all it holds, hidden files too.
#[derive(Debug)]
pub struct Walk {
    extensions: Vec<String>,
    exclude: Override,
    /// The directory to begin with, until it is visited.
    root: Option<PathBuf>,
    levels: Vec<Level>,
}

/// An open directory.
#[derive(Debug)]
struct Level {
    folder: PathBuf,
    /// What it holds, in order.
    names: Vec<OsString>,
    /// How many of them were visited.
    at: usize,
}

impl Walk {
    /// A walk below `root`, which may be a link to a directory.
    ///
    /// # Errors
    /// A pattern that cannot be read. Trouble with files and directories comes from the iterator.
    pub fn new(root: &Path, filters: &Filters) -> Result<Self, PatternError> {
        let exclude = overrides(root, &filters.exclude)?;
        let extensions = filters.extensions.iter().map(|own| own.trim_start_matches('.').to_lowercase()).collect();
        Ok(Self { extensions, exclude, root: Some(root.to_owned()), levels: Vec::new() })
    }

    /// Whether the directory of what was found last held something of this name when it was opened.
    #[must_use]
    pub fn lists(&self, name: &OsStr) -> bool {
        let names = self.levels.last().map_or(&[][..], |level| &level.names);
        names.binary_search_by(|own| own.as_os_str().cmp(name)).is_ok()
    }

    /// The next path to visit; within, `None` where a directory is done.
    fn step(&mut self) -> Option<Option<PathBuf>> {
        if let Some(root) = self.root.take() {
            return Some(Some(root));
        }
        let level = self.levels.last_mut()?;
        let name = level.names.get(level.at);
        level.at += 1;
        Some(name.map(|name| level.folder.join(name)))
    }

    fn visit(&mut self, path: PathBuf) -> Option<Found> {
        let meta = match fs::symlink_metadata(&path) {
            Ok(meta) => meta,
            Err(error) => return Some(Found::Unreadable(path, error)),
        };
        // The root itself may be a link: the user named it.
        let directory = meta.is_dir() || (self.levels.is_empty() && path.is_dir());
        if self.exclude.matched(&path, directory).is_ignore() {
            return None;
        }
        if directory {
            return self.open(path);
        }
        if !has_extension(&path, &self.extensions) {
            return None;
        }
        Some(if meta.is_file() { Found::File(path, Version::from(&meta)) } else { Found::Special(path) })
    }

    fn open(&mut self, path: PathBuf) -> Option<Found> {
        match sorted(&path) {
            Ok(names) => {
                self.levels.push(Level { folder: path, names, at: 0 });
                None
            }
            Err(error) => Some(Found::Unreadable(path, error)),
        }
    }
}

impl Iterator for Walk {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            match self.step()? {
                Some(path) => {
                    if let Some(found) = self.visit(path) {
                        return Some(found);
                    }
                }
                None => drop(self.levels.pop()),
            }
        }
    }
}

/// The names in a directory. Sorted without what is before them, which takes a tenth of the time that paths take.
fn sorted(folder: &Path) -> io::Result<Vec<OsString>> {
    let names = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name()));
    let mut names = names.collect::<io::Result<Vec<_>>>()?;
    names.sort_unstable();
    Ok(names)
}

/// Overrides are patterns of what to take; with an exclamation mark before it, of what to leave.
fn overrides(base: &Path, exclude: &[String]) -> Result<Override, PatternError> {
    let mut builder = OverrideBuilder::new(base);
    for glob in exclude {
        let wrong = |reason: String| PatternError { glob: glob.clone(), reason };
        if glob.starts_with('!') || glob.trim().is_empty() {
            return Err(wrong("a pattern is neither empty nor begins with an exclamation mark".to_owned()));
        }
        builder.add(&format!("!{glob}")).map_err(|error| wrong(error.to_string()))?;
    }
    builder.build().map_err(|error| PatternError { glob: exclude.join(", "), reason: error.to_string() })
}

/// Whether the name ends in one of the extensions, `page.html.gz` in `gz`, `html.gz` and `html`.
fn has_extension(path: &Path, extensions: &[String]) -> bool {
    if extensions.is_empty() {
        return true;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let plain = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    let ends = |name: &str, own: &str| name.strip_suffix(own).is_some_and(|stem| stem.ends_with('.'));
    extensions.iter().any(|own| ends(&name, own) || ends(plain, own))
}
