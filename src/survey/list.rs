//! The file of a census around its shards: the first line, and the list of them.

use std::{
    fs::File,
    io::{self, BufReader, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use crate::{outcome::Packing, sink::file::Draft};

use super::{
    counts::Counts,
    error::{Damage, SurveyError, corrupt},
    shard::{Head, read_long},
};

/// The first line, up to its format.
const MAGIC: &str = "polyscrub census ";
/// The only format yet.
const FORMAT: &str = "1";
/// Characters of a later format's name that are read.
const FORMAT_CHARS: usize = 16;
/// Shards of a file: five megabytes of heads.
const MOST_SHARDS: u64 = 1 << 16;

/// A shard as its file describes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// A hash of its content: shards with the same are the same.
    pub id: u128,
    /// What it holds.
    pub counts: Counts,
}

/// The shards of a census file, in order; their contents are not read.
///
/// # Errors
/// Where the file cannot be read, or is no census.
pub fn shards(path: &Path) -> Result<Vec<Shard>, SurveyError> {
    let located = list(path)?;
    Ok(located.iter().map(|shard| Shard { id: shard.head.id, counts: shard.head.counts }).collect())
}

/// A shard, and where its content is.
#[derive(Debug, Clone)]
pub(super) struct Located {
    pub(super) head: Head,
    pub(super) path: PathBuf,
    pub(super) start: u64,
}

/// The shards of a file.
pub(super) fn list(path: &Path) -> Result<Vec<Located>, SurveyError> {
    read_list(path).map_err(|error| SurveyError::reading(path, error))
}

fn read_list(path: &Path) -> io::Result<Vec<Located>> {
    let mut input = BufReader::new(File::open(path)?);
    let length = input.seek(SeekFrom::End(0))?;
    input.rewind()?;
    read_magic(&mut input)?;
    let count = read_long(&mut input)?;
    if count > MOST_SHARDS {
        return Err(Damage::TooMany { limit: MOST_SHARDS }.into());
    }
    let mut shards: Vec<Located> = Vec::new();
    for _ in 0..count {
        let head = Head::read(&mut input)?;
        let start = input.stream_position()?;
        let end = start.checked_add(head.packed).filter(|end| *end <= length).ok_or(Damage::Truncated)?;
        if shards.last().is_some_and(|before| before.head.id >= head.id) {
            return Err(corrupt("its shards are not in order"));
        }
        shards.push(Located { head, path: path.to_owned(), start });
        input.seek(SeekFrom::Start(end))?;
    }
    if input.stream_position()? == length { Ok(shards) } else { Err(corrupt("something follows its last shard")) }
}

fn read_magic(input: &mut impl Read) -> io::Result<()> {
    let mut magic = [0; MAGIC.len()];
    match input.read_exact(&mut magic) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Err(Damage::Alien.into()),
        other => other?,
    }
    if magic != *MAGIC.as_bytes() {
        return Err(Damage::Alien.into());
    }
    let mut format = String::new();
    loop {
        let mut byte = [0];
        input.read_exact(&mut byte)?;
        match byte[0] {
            b'\n' if format == FORMAT => return Ok(()),
            b'\n' => return Err(Damage::Newer(format).into()),
            byte if byte.is_ascii_graphic() && format.len() < FORMAT_CHARS => format.push(char::from(byte)),
            _ => return Err(Damage::Alien.into()),
        }
    }
}

/// Starts a file with so many shards.
pub(super) fn start(path: &Path, shards: usize) -> Result<Draft, SurveyError> {
    let shards = shards as u64;
    if shards > MOST_SHARDS {
        return Err(SurveyError::Damaged { path: path.to_owned(), damage: Damage::TooMany { limit: MOST_SHARDS } });
    }
    let mut draft = Draft::new(path, Packing::Plain)?;
    draft.write(format!("{MAGIC}{FORMAT}\n").as_bytes())?;
    draft.write(&shards.to_le_bytes())?;
    Ok(draft)
}
