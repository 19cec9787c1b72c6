//! The table of weights: for each character n-gram, and for each known word of interfaces, what it adds to the score of each
//! language.
//!
//! Computed by `scripts/model-builder` from the models of lingua and the translations of three programs (all under the Apache
//! License 2.0, see NOTICE). As committed, little endian: the magic `PSNG3\0\0\0`, then four shards, each with its length as
//! `u32`. A shard is its number of buckets, then six columns, each with its length, its length compressed, and a zstd frame:
//! rows to a bucket, fingerprints, headers, languages (in pairs, as steps from the one before), weights of runs, weights of
//! pairs. Unpacked, the columns are woven into rows: a fingerprint, a header and weights. A header below 128 counts
//! languages, and as many weights follow them; from 128 on it is 128 plus the length of a run of weights, after the first
//! language's index. Weights are `i8` in eighths of a nat.

use std::{hint::black_box, io::Read, sync::OnceLock, thread};

use zstd::stream::read::Decoder;

use crate::lang::{Lang, LangSet, SCORED};

/// The table as committed.
static PACKED: &[u8] = include_bytes!("table.zst");
/// First bytes of the table.
const MAGIC: &[u8; 8] = b"PSNG3\0\0\0";
/// An upper bound of the unpacked size of a shard, bytes.
const MAX_SIZE: usize = 8 << 20;
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
pub(super) const WELL_KNOWN: u32 = 32;
/// Characters to an n-gram at most from there on.
const SHORT_ORDERS: usize = 3;

/// What some letters add to the score of each language, in the steps of the weights. Narrow, since adding rows is what is left
/// of the time besides waiting for memory; enough for [`NARROW`] letters.
pub(crate) type Sums = [i16; SCORED];

/// Letters whose weights fit into [`Sums`]: each adds a row of at most 127 for each of five orders, and a word one more.
pub(crate) const NARROW: u32 = 32;

const _: () = assert!((NARROW + 2) as usize * (ORDERS + 1) * 127 < i16::MAX as usize);

/// Parts of the table, of which two are unpacked at a time.
const SHARDS: usize = 4;

/// The unpacked table. Immutable; shared by all threads.
#[derive(Debug)]
pub(crate) struct Table {
    shards: [Shard; SHARDS],
}

/// The rows whose hashes have the same two bits.
#[derive(Debug, Default)]
struct Shard {
    /// Where the rows of each bucket start, and where the last ones end.
    offsets: Vec<u32>,
    rows: Vec<u8>,
}

/// The built-in table, unpacked at the first call (about 40 ms of one core, shared by two).
pub(crate) fn built_in() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| Table::unpack(PACKED).unwrap_or_else(Table::empty))
}

impl Table {
    /// Unpacks a table; `None` where the bytes are none.
    fn unpack(packed: &[u8]) -> Option<Self> {
        let mut rest = packed.strip_prefix(MAGIC)?;
        let mut parts = [rest; SHARDS];
        for part in &mut parts {
            let (length, behind) = number(rest)?;
            (*part, rest) = behind.split_at_checked(length)?;
        }
        // Two at a time: more would be faster where there are more cores, but take more memory than the table itself.
        let [first, second, third, fourth] = parts;
        let (ahead, behind) = thread::scope(|scope| {
            let worker = scope.spawn(|| [first, second].map(Shard::unpack));
            let behind = [third, fourth].map(Shard::unpack);
            (worker.join().unwrap_or_default(), behind)
        });
        let ([Some(a), Some(b)], [Some(c), Some(d)]) = (ahead, behind) else { return None };
        Some(Self { shards: [a, b, c, d] })
    }

    /// A table that knows nothing: every score is 0.
    fn empty() -> Self {
        Self { shards: Default::default() }
    }

    /// Adds the n-grams that end at the last character of `word`, shortest first, until one is not in the table. Letters are
    /// in lower case, of one script group, and between [`START`] and [`END`]; `read` says how many were read before. False where
    /// the table has not even the letter.
    pub(crate) fn add(&self, word: &[char], read: u32, sums: &mut Sums) -> bool {
        let orders = if read < WELL_KNOWN { ORDERS } else { SHORT_ORDERS };
        let mut buckets = [Bucket::EMPTY; ORDERS];
        let mut hash = 0;
        let mut count = 0;
        for (bucket, &letter) in buckets.iter_mut().zip(word.iter().rev()).take(orders) {
            hash = step(hash, letter);
            *bucket = self.bucket(hash);
            count += 1;
        }
        // Two thirds of the time goes into waiting for memory: all rows are asked for before the first is used.
        black_box(buckets.map(|bucket| bucket.rows.first().copied()));
        let ended = word.last() == Some(&END);
        for (place, bucket) in buckets.iter().enumerate().take(count).skip(usize::from(ended)) {
            match bucket.row() {
                Some(row) => row.add_to(sums),
                None => return place > 0,
            }
        }
        true
    }

    /// Adds a whole word, and tells which languages have it for their own.
    pub(crate) fn add_word(&self, word: WordHash, sums: &mut Sums) -> LangSet {
        let Some(row) = self.bucket(word.0).row() else { return LangSet::default() };
        row.add_to(sums);
        row.languages()
    }

    /// The rows among which that of a hash is, if it is in the table.
    fn bucket(&self, hash: u64) -> Bucket<'_> {
        Bucket { rows: self.shards[(hash >> 40) as usize % SHARDS].rows(hash), fingerprint: (hash >> 56) as u8 }
    }
}

/// The rows of a bucket, and the fingerprint of the one that is looked for.
#[derive(Clone, Copy)]
struct Bucket<'t> {
    rows: &'t [u8],
    fingerprint: u8,
}

impl<'t> Bucket<'t> {
    const EMPTY: Self = Self { rows: &[], fingerprint: 0 };

    /// The row with the fingerprint.
    fn row(&self) -> Option<Row<'t>> {
        let mut rest = self.rows;
        while let [print, header, payload @ ..] = rest {
            let length = payload_length(*header);
            let (payload, after) = payload.split_at_checked(length)?;
            if *print == self.fingerprint {
                return Some(Row { header: *header, payload });
            }
            rest = after;
        }
        None
    }
}

impl Shard {
    fn unpack(packed: &[u8]) -> Option<Self> {
        let (buckets, mut rest) = number(packed)?;
        let mut columns = [const { Column::EMPTY }; 6];
        for column in &mut columns {
            (*column, rest) = Column::open(rest)?;
        }
        let size = columns[1..].iter().map(|column| column.length).sum::<usize>();
        (buckets > 0 && columns[0].length == buckets && size <= MAX_SIZE).then_some(())?;
        let [counts, prints, headers, langs, runs, pairs] = columns;
        let mut loom = Loom { langs, runs, pairs, rows: Vec::with_capacity(size) };
        let (counts, prints, headers) = (counts.all()?, prints.all()?, headers.all()?);
        let mut keys = prints.into_iter().zip(headers);
        let mut offsets = Vec::with_capacity(buckets + 1);
        for count in counts {
            offsets.push(u32::try_from(loom.rows.len()).ok()?);
            for (print, header) in keys.by_ref().take(usize::from(count)) {
                loom.row(print, header)?;
            }
        }
        offsets.push(u32::try_from(loom.rows.len()).ok()?);
        Some(Self { offsets, rows: loom.rows })
    }

    /// The rows of the bucket of a hash.
    fn rows(&self, hash: u64) -> &[u8] {
        let buckets = (self.offsets.len() as u64).saturating_sub(1);
        let bucket = (((hash & 0xFFFF_FFFF) * buckets) >> 32) as usize;
        let Some(&[start, end]) = self.offsets.get(bucket..bucket + 2) else { return &[] };
        self.rows.get(start as usize..end as usize).unwrap_or_default()
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
    const PIECE: usize = 1 << 14;

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

    /// The whole column.
    fn all(self) -> Option<Vec<u8>> {
        let mut bytes = Vec::with_capacity(self.length);
        self.decoder?.read_to_end(&mut bytes).ok()?;
        (bytes.len() == self.length).then_some(bytes)
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
    langs: Column<'p>,
    runs: Column<'p>,
    pairs: Column<'p>,
    rows: Vec<u8>,
}

impl Loom<'_> {
    fn row(&mut self, print: u8, header: u8) -> Option<()> {
        if header >= DENSE {
            let &[low] = self.langs.take(1)? else { return None };
            self.rows.extend_from_slice(&[print, header, low]);
            self.rows.extend_from_slice(self.runs.take(usize::from(header - DENSE))?);
        } else {
            self.rows.extend_from_slice(&[print, header]);
            let mut lang = 0u8;
            for step in self.langs.take(usize::from(header))? {
                lang = lang.wrapping_add(*step);
                self.rows.push(lang);
            }
            self.rows.extend_from_slice(self.pairs.take(usize::from(header))?);
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

    /// Some of its bits, that words are spread by.
    pub(super) fn bits(self) -> u64 {
        self.0
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
    fn add_to(&self, sums: &mut Sums) {
        if self.header >= DENSE {
            let [low, weights @ ..] = self.payload else { return };
            let targets = sums.get_mut(usize::from(*low)..).unwrap_or_default();
            for (target, weight) in targets.iter_mut().zip(weights) {
                *target = target.wrapping_add(i16::from(weight.cast_signed()));
            }
        } else {
            let (langs, weights) = self.payload.split_at(usize::from(self.header));
            for (lang, weight) in langs.iter().zip(weights) {
                if let Some(target) = sums.get_mut(usize::from(*lang)) {
                    *target = target.wrapping_add(i16::from(weight.cast_signed()));
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
            langs(&mut self.payload[..usize::from(self.header)].iter().map(|lang| usize::from(*lang)))
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
        assert!(table.shards.iter().all(|shard| shard.offsets.len() > 1000));
        assert!(table.bucket(step(0, 'e')).row().is_some());
    }

    #[test]
    fn a_broken_table_is_refused() {
        assert!(Table::unpack(b"nothing").is_none());
        assert!(Table::unpack(&PACKED[..PACKED.len() / 2]).is_none());
        assert!(Table::empty().bucket(step(0, 'e')).row().is_none());
    }
}
