//! The bytes of the table. `src/identify/table.rs` is the reader and describes the layout.

use anyhow::Result;

use crate::gram::WHOLE;
use crate::weigh::{Key, Row};

/// Rows a bucket holds on average.
const LOAD: usize = 2;
/// Header bit of a row whose weights stand for a run of neighbouring languages.
const DENSE: u8 = 128;
/// zstd level: the highest without extra memory for the reader.
const LEVEL: i32 = 19;
/// Shortest repetition that is looked for: shorter ones save nothing in columns like these, and cost the reader time.
const MIN_MATCH: u32 = 7;
/// Parts of the table, which the reader unpacks side by side.
const SHARDS: usize = 4;
/// ln of the window that the reader keeps of a column, bytes.
const WINDOW_LOG: u32 = 17;

/// What a row costs once it is compressed, about, in hundredths of a byte: fingerprint, place and header, then each weight.
/// Measured on a packed table.
pub fn row_bytes(row: &Row) -> usize {
    170 + 110 * row.weights.len()
}

/// A row's header and its languages and weights, in the shorter of two forms: pairs, or a run.
fn payload(weights: &[(u8, i8)]) -> (u8, Vec<u8>, Vec<u8>) {
    let (Some(&(low, _)), Some(&(high, _))) = (weights.first(), weights.last()) else { return (0, vec![], vec![]) };
    let run = usize::from(high - low) + 1;
    if run + 1 < 2 * weights.len() && run < usize::from(DENSE) {
        let mut values = vec![0; run];
        for &(lang, weight) in weights {
            values[usize::from(lang - low)] = weight.cast_unsigned();
        }
        return (DENSE | run as u8, vec![low], values);
    }
    let steps = weights.iter().scan(0, |before, weight| Some(weight.0 - std::mem::replace(before, weight.0)));
    let langs = steps.collect();
    (weights.len() as u8, langs, weights.iter().map(|weight| weight.1.cast_unsigned()).collect())
}

/// One step of the hash, as in the reader.
fn step(hash: u64, letter: char) -> u64 {
    let mixed = (hash ^ letter as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ mixed >> 32
}

/// n-grams are hashed from their last character on, words from their first.
fn hash(key: &Key) -> u64 {
    match key {
        Key::Gram(gram) => gram.backwards().fold(0, step),
        Key::Word(word) => word.chars().fold(step(0, WHOLE), step),
    }
}

/// The part of the table that a row belongs to.
fn shard(hash: u64) -> usize {
    (hash >> 40) as usize % SHARDS
}

/// A part of the table in columns: rows to a bucket, fingerprints, headers, languages (of pairs, the steps from one to the next), weights
/// of runs, weights of pairs. Columns of one kind each compress better than rows.
fn columns(rows: &[(u64, &Row)], buckets: usize) -> [Vec<u8>; 6] {
    let bucket = |hash: u64| (((hash & 0xFFFF_FFFF) * buckets as u64) >> 32) as usize;
    let mut placed: Vec<(usize, u8, &Row)> =
        rows.iter().map(|&(hash, row)| (bucket(hash), (hash >> 56) as u8, row)).collect();
    // The likeliest rows come first in their bucket: `rows` is sorted by importance, the sort is stable.
    placed.sort_by_key(|&(bucket, ..)| bucket);
    let mut columns: [Vec<u8>; 6] = Default::default();
    columns[0] = vec![0; buckets];
    for (bucket, fingerprint, row) in placed {
        let (header, langs, weights) = payload(&row.weights);
        columns[0][bucket] += 1;
        columns[1].push(fingerprint);
        columns[2].push(header);
        columns[3].extend(langs);
        columns[if header >= DENSE { 4 } else { 5 }].extend(weights);
    }
    columns
}

/// The table as it is committed.
pub fn pack(rows: &[Row]) -> Result<Vec<u8>> {
    let hashed: Vec<(u64, &Row)> = rows.iter().map(|row| (hash(&row.key), row)).collect();
    let mut packed = b"PSNG3\0\0\0".to_vec();
    for part in 0..SHARDS {
        let rows: Vec<(u64, &Row)> = hashed.iter().filter(|row| shard(row.0) == part).copied().collect();
        let buckets = (rows.len() / LOAD).max(1);
        let mut bytes = (buckets as u32).to_le_bytes().to_vec();
        for column in columns(&rows, buckets) {
            let frame = compress(&column)?;
            bytes.extend((column.len() as u32).to_le_bytes());
            bytes.extend((frame.len() as u32).to_le_bytes());
            bytes.extend(frame);
        }
        packed.extend((bytes.len() as u32).to_le_bytes());
        packed.extend(bytes);
    }
    Ok(packed)
}

fn compress(column: &[u8]) -> Result<Vec<u8>> {
    let mut compressor = zstd::bulk::Compressor::new(LEVEL)?;
    compressor.set_parameter(zstd::zstd_safe::CParameter::WindowLog(WINDOW_LOG))?;
    compressor.set_parameter(zstd::zstd_safe::CParameter::MinMatch(MIN_MATCH))?;
    Ok(compressor.compress(column)?)
}
