//! The n-gram table: for each character n-gram, what it adds to the score of each language.
//!
//! Computed by `scripts/model-builder` from the models of lingua (Apache-2.0, see NOTICE). Layout, little endian:
//! the magic `PSNG1\0\0\0`, the number of buckets as `u32`, one `u32` offset a bucket and one past the end, then
//! the rows. A row is a 16-bit fingerprint, a header byte, and weights: below 128 the header counts pairs of
//! (language, weight); from 128 on it is 128 plus the length of a run of weights, after the first language's index.
//! Weights are `i8` in quarter nats.

use std::sync::OnceLock;

use crate::lang::SCORED;

use super::scores::Scores;

/// The table as committed, compressed with zstd.
static PACKED: &[u8] = include_bytes!("table.zst");
/// First bytes of the unpacked table.
const MAGIC: &[u8; 8] = b"PSNG1\0\0\0";
/// An upper bound of the unpacked size, bytes.
const MAX_SIZE: usize = 32 << 20;
/// Bytes before the offsets.
const HEAD: usize = 12;
/// Header bit of a row whose weights stand for a run of neighbouring languages.
const DENSE: u8 = 128;
/// Characters to an n-gram at most.
const ORDERS: usize = 5;
/// Letters after which shorter n-grams do: the scores are far apart by then, and the table is large.
const WELL_KNOWN: u32 = 40;
/// Characters to an n-gram at most from there on.
const SHORT_ORDERS: usize = 3;

/// The unpacked table. Immutable; shared by all threads.
#[derive(Debug)]
pub(crate) struct Table {
    bytes: Vec<u8>,
    buckets: u64,
}

/// The built-in table, unpacked at the first call (about 20 ms).
pub(crate) fn built_in() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| Table::unpack(PACKED).unwrap_or_else(Table::empty))
}

impl Table {
    /// Unpacks a table; `None` where the bytes are none.
    fn unpack(packed: &[u8]) -> Option<Self> {
        let bytes = zstd::bulk::decompress(packed, MAX_SIZE).ok()?;
        let buckets = u32::from_le_bytes(bytes.get(8..HEAD)?.try_into().ok()?);
        let valid = bytes.starts_with(MAGIC) && buckets > 0 && bytes.len() > HEAD + 4 * (buckets as usize + 1);
        valid.then_some(Self { bytes, buckets: u64::from(buckets) })
    }

    /// A table that knows nothing: every score is 0.
    fn empty() -> Self {
        Self { bytes: vec![0; HEAD + 8], buckets: 1 }
    }

    /// Adds the n-grams that end at the last letter of `word`, shortest first, until one is not in the table.
    /// Letters are in lower case, and of one script group.
    pub(crate) fn add(&self, word: &[char], scores: &mut Scores) {
        let mut hash = 0;
        let orders = if scores.letters < WELL_KNOWN { ORDERS } else { SHORT_ORDERS };
        for &letter in word.iter().rev().take(orders) {
            hash = step(hash, letter);
            let Some(row) = self.row(hash) else { return };
            row.add_to(scores);
        }
    }

    fn row(&self, hash: u64) -> Option<Row<'_>> {
        let bucket = (((hash & 0xFFFF_FFFF) * self.buckets) >> 32) as usize;
        let fingerprint = ((hash >> 48) as u16).to_le_bytes();
        let offsets: [u8; 8] = self.bytes.get(HEAD + 4 * bucket..HEAD + 4 * bucket + 8)?.try_into().ok()?;
        let offsets = u64::from_le_bytes(offsets);
        let (start, end) = ((offsets & 0xFFFF_FFFF) as usize, (offsets >> 32) as usize);
        let rows = HEAD + 4 * (self.buckets as usize + 1);
        let mut rest = self.bytes.get(rows + start..rows + end)?;
        while let [low, high, header, payload @ ..] = rest {
            let length = if *header >= DENSE { usize::from(header - DENSE) + 1 } else { 2 * usize::from(*header) };
            let (payload, after) = payload.split_at_checked(length)?;
            if [*low, *high] == fingerprint {
                return Some(Row { header: *header, payload });
            }
            rest = after;
        }
        None
    }
}

/// One step of the hash over the letters of an n-gram, last letter first.
fn step(hash: u64, letter: char) -> u64 {
    let mixed = (hash ^ letter as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ mixed >> 32
}

struct Row<'t> {
    header: u8,
    payload: &'t [u8],
}

impl Row<'_> {
    fn add_to(&self, scores: &mut Scores) {
        if self.header >= DENSE {
            let [low, weights @ ..] = self.payload else { return };
            let targets = scores.nats.get_mut(usize::from(*low)..).unwrap_or_default();
            for (target, weight) in targets.iter_mut().zip(weights) {
                *target += i32::from(weight.cast_signed());
            }
        } else {
            for pair in self.payload.chunks_exact(2) {
                if let Some(target) = scores.nats.get_mut(usize::from(pair[0])) {
                    *target += i32::from(pair[1].cast_signed());
                }
            }
        }
    }
}

const _: () = assert!(SCORED < DENSE as usize);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_table_unpacks() {
        let table = built_in();
        assert!(table.buckets > 1000);
        assert!(table.row(step(0, 'e')).is_some());
    }

    #[test]
    fn a_broken_table_is_refused() {
        assert!(Table::unpack(b"nothing").is_none());
        assert!(Table::empty().row(step(0, 'e')).is_none());
    }
}
