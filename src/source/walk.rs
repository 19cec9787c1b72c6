//! The files below a directory, sorted by name, links not followed. Iterative: depth costs memory for open levels only.

use std::{
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
    /// What is still to visit of each open directory, last name first.
    levels: Vec<Vec<PathBuf>>,
}

impl Walk {
    /// A walk below `root`, which may be a link to a directory.
    ///
    /// # Errors
    /// A pattern that cannot be read. Trouble with files and directories comes from the iterator.
    pub fn new(root: &Path, filters: &Filters) -> Result<Self, PatternError> {
        let exclude = overrides(root, &filters.exclude)?;
        let extensions = filters.extensions.iter().map(|own| own.trim_start_matches('.').to_lowercase()).collect();
        Ok(Self { extensions, exclude, levels: vec![vec![root.to_owned()]] })
    }

    fn visit(&mut self, path: PathBuf) -> Option<Found> {
        let meta = match fs::symlink_metadata(&path) {
            Ok(meta) => meta,
            Err(error) => return Some(Found::Unreadable(path, error)),
        };
        // The root itself may be a link: the user named it.
        let directory = meta.is_dir() || (self.levels.len() == 1 && path.is_dir());
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
                self.levels.push(names);
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
            match self.levels.last_mut()?.pop() {
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

/// The entries of a directory, last first.
fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort_unstable_by(|a, b| b.cmp(a));
    Ok(paths)
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
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let plain = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    let ends = |name: &str, own: &str| name.strip_suffix(own).is_some_and(|stem| stem.ends_with('.'));
    extensions.is_empty() || extensions.iter().any(|own| ends(&name, own) || ends(plain, own))
}
