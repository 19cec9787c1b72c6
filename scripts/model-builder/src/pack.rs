//! The bytes of the table. `src/identify/table.rs` is the reader and describes the layout.

use crate::weigh::Row;

/// Rows a bucket holds on average.
const LOAD: usize = 4;
/// Bytes of offsets that each row costs.
const OFFSET_BYTES: usize = 4 / LOAD;
/// Header bit of a row whose weights stand for a run of neighbouring languages.
const DENSE: u8 = 128;

/// What a row costs in the table.
pub fn row_bytes(row: &Row) -> usize {
    payload(row).len() + 2 + OFFSET_BYTES
}

/// Header and weights, in the shorter of two forms: pairs of language and weight, or a run.
fn payload(row: &Row) -> Vec<u8> {
    let weights = &row.weights;
    let (Some(&(low, _)), Some(&(high, _))) = (weights.first(), weights.last()) else { return vec![0] };
    let run = usize::from(high - low) + 1;
    if run + 1 < 2 * weights.len() && run < 128 {
        let mut bytes = vec![DENSE | run as u8, low];
        bytes.resize(2 + run, 0);
        for &(lang, weight) in weights {
            bytes[2 + usize::from(lang - low)] = weight as u8;
        }
        return bytes;
    }
    let pairs = weights.iter().flat_map(|&(lang, weight)| [lang, weight as u8]);
    [weights.len() as u8].into_iter().chain(pairs).collect()
}

/// One step of the hash, as in the reader.
fn step(hash: u64, letter: char) -> u64 {
    let mixed = (hash ^ letter as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ mixed >> 32
}

/// The table: magic, number of buckets, offsets, rows.
pub fn pack(rows: &[Row]) -> Vec<u8> {
    let buckets = (rows.len() / LOAD).max(1);
    let mut placed: Vec<(usize, u16, &Row)> = rows
        .iter()
        .map(|row| {
            let hash = row.gram.backwards().fold(0, step);
            let bucket = ((hash & 0xFFFF_FFFF) * buckets as u64 >> 32) as usize;
            (bucket, (hash >> 48) as u16, row)
        })
        .collect();
    // The likeliest rows come first in their bucket: `rows` is sorted by importance, the sort is stable.
    placed.sort_by_key(|&(bucket, ..)| bucket);
    let mut offsets: Vec<u32> = Vec::with_capacity(buckets + 1);
    let mut bytes: Vec<u8> = Vec::new();
    for (bucket, fingerprint, row) in placed {
        offsets.resize(offsets.len().max(bucket + 1), bytes.len() as u32);
        bytes.extend(fingerprint.to_le_bytes());
        bytes.extend(payload(row));
    }
    offsets.resize(buckets + 1, bytes.len() as u32);
    let mut table = b"PSNG1\0\0\0".to_vec();
    table.extend((buckets as u32).to_le_bytes());
    table.extend(offsets.iter().flat_map(|offset| offset.to_le_bytes()));
    table.extend(bytes);
    table
}
