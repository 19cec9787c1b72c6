//! The census that cleaning reads, from files.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use crate::census::{Builder, Census};

use super::{
    FAN_IN,
    error::SurveyError,
    list::{Located, list},
    merge::{Merge, Source},
    runs::Runs,
    shard,
};

/// Bytes of the buffer of each run, where there are more shards than are merged at a time.
const BUFFER: usize = 1 << 15;

/// Loads the union of files: for each block of each site the sums over all their shards, each shard once.
///
/// At most `memory` bytes are held. Where that does not suffice, the blocks on fewest pages are left out, whatever the order of
/// the files, and [`Census::floor`] tells: no block on so many pages is missing. Reading takes about ten megabytes more; more
/// than 32 shards go through files without a name in the system's directory for such.
///
/// # Errors
/// Where a file cannot be read, or is not a whole census.
pub fn load<P: AsRef<Path>>(paths: &[P], memory: u64) -> Result<Census, SurveyError> {
    let mut merge = open(paths)?;
    let mut builder = Builder::new(memory);
    while let Some((name, pages)) = merge.next_site()? {
        builder.site(name, pages);
        while let Some((key, seen, _)) = merge.next_block()? {
            builder.block(key, seen);
        }
    }
    Ok(builder.finish())
}

/// The shards of files, each once, in order. Of shards with one id, which may be packed by different versions of `zstd`, one is
/// chosen by its packed bytes.
pub(super) fn union<P: AsRef<Path>>(paths: &[P]) -> Result<Vec<Located>, SurveyError> {
    let mut shards: BTreeMap<u128, Located> = BTreeMap::new();
    for path in paths {
        for shard in list(path.as_ref())? {
            let order = |shard: &Located| (shard.head.packed, shard.head.check);
            let known = shards.get(&shard.head.id);
            if known.is_none_or(|known| order(&shard) < order(known)) {
                shards.insert(shard.head.id, shard);
            }
        }
    }
    Ok(shards.into_values().collect())
}

/// The shards of files as one stream.
pub(super) fn open<P: AsRef<Path>>(paths: &[P]) -> Result<Merge, SurveyError> {
    let shards = union(paths)?;
    if shards.len() <= FAN_IN {
        return merged(&shards);
    }
    let scratch: PathBuf = std::env::temp_dir();
    let mut runs = Runs::new(&scratch, BUFFER);
    for part in shards.chunks(FAN_IN) {
        runs.join(merged(part)?)?;
    }
    runs.finish()
}

fn merged(shards: &[Located]) -> Result<Merge, SurveyError> {
    let open = |shard: &Located| shard::open(&shard.path, shard.start, shard.head, None);
    let sources: Result<Vec<Source>, SurveyError> = shards.iter().map(open).collect();
    Ok(Merge::new(sources?))
}
