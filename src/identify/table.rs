//! The table of weights: for each character n-gram, and for each known word of interfaces, what it adds to the score of each
//! language.
//!
//! Computed by `scripts/model-builder` from the models of lingua and the translations of three programs (all under the Apache
//! License 2.0, see NOTICE). As committed, little endian: the magic `PSNG2\0\0\0`, the number of buckets as `u32`, then six
//! columns, each with its length, its length compressed, and a zstd frame: rows to a bucket, fingerprints, headers, languages
//! (in pairs, as steps from the one before), weights of runs, weights of pairs. Unpacked, the columns are woven into rows: a fingerprint, a header and weights. A header below 128 counts pairs of
//! (language, weight); from 128 on it is 128 plus the length of a run of weights, after the first language's index. Weights are
//! `i8` in eighths of a nat.

use std::{io::Read, sync::OnceLock};

use zstd::stream::read::Decoder;

use crate::lang::{Lang, LangSet, SCORED};

use super::scores::Scores;

/// The table as committed.
static PACKED: &[u8] = include_bytes!("table.zst");
/// First bytes of the table.
const MAGIC: &[u8; 8] = b"PSNG2\0\0\0";
/// An upper bound of the unpacked size, bytes.
const MAX_SIZE: usize = 30 << 20;
/// Header bit of a row whose weights stand for a run of neighbouring languages.
const DENSE: u8 = 128;
/// Stands before the first letter of a word. The model builder uses the same three characters.
pub(crate) const START: char = '\u{1}';
/// Stands behind the last letter of a word.
pub(crate) const END: char = '\u{2}';
/// Stands for "this is a whole word" before its letters.
const WHOLE: char = '\u{3}';
/// Characters to an n-gram at most, boundaries of words among them.
pub(crate) const ORDERS: usize = 5;
/// Letters after which shorter n-grams do: the scores are far apart by then, and the table is large.
const WELL_KNOWN: u32 = 40;
/// Characters to an n-gram at most from there on.
const SHORT_ORDERS: usize = 3;

/// The unpacked table. Immutable; shared by all threads.
#[derive(Debug)]
pub(crate) struct Table {
    /// Where the rows of each bucket start, and where the last ones end.
    offsets: Vec<u32>,
    rows: Vec<u8>,
}

/// The built-in table, unpacked at the first call (about 40 ms).
pub(crate) fn built_in() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| Table::unpack(PACKED).unwrap_or_else(Table::empty))
}

impl Table {
    /// Unpacks a table; `None` where the bytes are none.
    fn unpack(packed: &[u8]) -> Option<Self> {
        let (buckets, mut rest) = number(packed.strip_prefix(MAGIC)?)?;
        let mut columns = [const { Column::EMPTY }; 6];
        for column in &mut columns {
            (*column, rest) = Column::open(rest)?;
        }
        let size = columns[1..].iter().map(|column| column.length).sum::<usize>();
        (buckets > 0 && columns[0].length == buckets && size <= MAX_SIZE).then_some(())?;
        let [mut counts, prints, headers, langs, runs, pairs] = columns;
        let mut loom = Loom { prints, headers, langs, runs, pairs, rows: Vec::with_capacity(size) };
        let mut offsets = Vec::with_capacity(buckets + 1);
        for _ in 0..buckets {
            offsets.push(u32::try_from(loom.rows.len()).ok()?);
            for _ in 0..counts.byte()? {
                loom.row()?;
            }
        }
        offsets.push(u32::try_from(loom.rows.len()).ok()?);
        Some(Self { offsets, rows: loom.rows })
    }

    /// A table that knows nothing: every score is 0.
    fn empty() -> Self {
        Self { offsets: vec![0, 0], rows: Vec::new() }
    }

    /// Adds the n-grams that end at the last character of `word`, shortest first, until one is not in the table. Letters are
    /// in lower case, of one script group, and between [`START`] and [`END`]. False where the table has not even the letter.
    pub(crate) fn add(&self, word: &[char], scores: &mut Scores) -> bool {
        let mut hash = 0;
        let orders = if scores.letters < WELL_KNOWN { ORDERS } else { SHORT_ORDERS };
        for (place, &letter) in word.iter().rev().take(orders).enumerate() {
            hash = step(hash, letter);
            if letter == END {
                continue;
            }
            match self.row(hash) {
                Some(row) => row.add_to(scores),
                None => return place > 0,
            }
        }
        true
    }

    /// Adds a whole word, and tells which languages have it for their own.
    pub(crate) fn add_word(&self, word: WordHash, scores: &mut Scores) -> LangSet {
        let Some(row) = self.row(word.0) else { return LangSet::default() };
        row.add_to(scores);
        row.languages()
    }

    fn row(&self, hash: u64) -> Option<Row<'_>> {
        let buckets = self.offsets.len() as u64 - 1;
        let bucket = (((hash & 0xFFFF_FFFF) * buckets) >> 32) as usize;
        let fingerprint = (hash >> 56) as u8;
        let &[start, end] = self.offsets.get(bucket..bucket + 2)? else { return None };
        let mut rest = self.rows.get(start as usize..end as usize)?;
        while let [print, header, payload @ ..] = rest {
            let length = payload_length(*header);
            let (payload, after) = payload.split_at_checked(length)?;
            if *print == fingerprint {
                return Some(Row { header: *header, payload });
            }
            rest = after;
        }
        None
    }
}

/// Bytes behind a header.
fn payload_length(header: u8) -> usize {
    if header >= DENSE { usize::from(header - DENSE) + 1 } else { 2 * usize::from(header) }
}

/// A `u32` at the start of `bytes`, and what is behind it.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (number, rest) = bytes.split_first_chunk()?;
    Some((u32::from_le_bytes(*number) as usize, rest))
}

/// A compressed column, read from its start.
struct Column<'p> {
    bytes: Vec<u8>,
    /// How much of `bytes` was taken.
    taken: usize,
    decoder: Option<Decoder<'p, &'p [u8]>>,
    length: usize,
}

impl<'p> Column<'p> {
    const EMPTY: Self = Self { bytes: Vec::new(), taken: 0, decoder: None, length: 0 };
    /// Bytes unpacked at a time: all columns together stay far below the size of the table.
    const PIECE: usize = 1 << 15;

    /// The column at the start of `packed`, and what is behind it.
    fn open(packed: &'p [u8]) -> Option<(Self, &'p [u8])> {
        let (length, rest) = number(packed)?;
        let (compressed, rest) = number(rest)?;
        let (frame, rest) = rest.split_at_checked(compressed)?;
        let decoder = Decoder::with_buffer(frame).ok()?;
        Some((Self { bytes: vec![0; Self::PIECE], taken: Self::PIECE, decoder: Some(decoder), length }, rest))
    }

    /// The next `count` bytes, of which there are at most 255.
    fn take(&mut self, count: usize) -> Option<&[u8]> {
        if self.taken + count > self.bytes.len() {
            self.refill()?;
        }
        let taken = self.bytes.get(self.taken..self.taken + count)?;
        self.taken += count;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|bytes| bytes[0])
    }

    /// Moves what is left to the front and reads on behind it.
    fn refill(&mut self) -> Option<()> {
        let left = self.bytes.len() - self.taken;
        self.bytes.copy_within(self.taken.., 0);
        self.taken = 0;
        self.bytes.resize(Self::PIECE, 0);
        let mut filled = left;
        while filled < Self::PIECE {
            match self.decoder.as_mut()?.read(&mut self.bytes[filled..]).ok()? {
                0 => break,
                read => filled += read,
            }
        }
        self.bytes.truncate(filled);
        Some(())
    }
}

/// Weaves columns into rows.
struct Loom<'p> {
    prints: Column<'p>,
    headers: Column<'p>,
    langs: Column<'p>,
    runs: Column<'p>,
    pairs: Column<'p>,
    rows: Vec<u8>,
}

impl Loom<'_> {
    fn row(&mut self) -> Option<()> {
        let header = self.headers.byte()?;
        self.rows.extend([self.prints.byte()?, header]);
        if header >= DENSE {
            self.rows.push(self.langs.byte()?);
            self.rows.extend_from_slice(self.runs.take(usize::from(header - DENSE))?);
        } else {
            let langs = self.langs.take(usize::from(header))?;
            let weights = self.pairs.take(usize::from(header))?;
            let langs = langs.iter().scan(0u8, |lang, step| {
                *lang = lang.wrapping_add(*step);
                Some(*lang)
            });
            self.rows.extend(langs.zip(weights).flat_map(|(lang, &weight)| [lang, weight]));
        }
        Some(())
    }
}

/// One step of the hash over characters.
fn step(hash: u64, letter: char) -> u64 {
    let mixed = (hash ^ letter as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ mixed >> 32
}

/// The hash of a word, letter by letter, first one first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordHash(u64);

impl WordHash {
    /// The hash of no letters.
    pub(crate) fn new() -> Self {
        Self(step(0, WHOLE))
    }

    /// With one more letter, in lower case.
    pub(crate) fn with(self, letter: char) -> Self {
        Self(step(self.0, letter))
    }
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

    /// The languages that have a weight.
    fn languages(&self) -> LangSet {
        let langs =
            |indices: &mut dyn Iterator<Item = usize>| indices.filter(|&index| index < SCORED).map(Lang::at).collect();
        if self.header >= DENSE {
            let [low, weights @ ..] = self.payload else { return LangSet::default() };
            let own = weights.iter().enumerate().filter(|(_, weight)| **weight != 0);
            langs(&mut own.map(|(place, _)| usize::from(*low) + place))
        } else {
            langs(&mut self.payload.chunks_exact(2).map(|pair| usize::from(pair[0])))
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
        assert!(table.offsets.len() > 1000);
        assert!(table.row(step(0, 'e')).is_some());
    }

    #[test]
    fn a_broken_table_is_refused() {
        assert!(Table::unpack(b"nothing").is_none());
        assert!(Table::unpack(&PACKED[..PACKED.len() / 2]).is_none());
        assert!(Table::empty().row(step(0, 'e')).is_none());
    }
}
