//! gzip member by member. Damage costs its member and no other: an archive is tens of thousands of them, a record each.

use std::io::Read;

use flate2::{Decompress, FlushDecompress, Status};

use super::error::ReadError;

/// What a member begins with: the magic number, and deflate.
const MAGIC: &[u8] = &[0x1f, 0x8b, 8];
/// Compressed bytes read at once.
const INPUT: usize = 64 << 10;
/// The largest window of deflate, 2^15 bytes.
const WINDOW_BITS: u8 = 15;
/// How often, within one input buffer, the search for the next member goes back to where a damaged one began: a truncated
/// member is decoded on into the next one before the damage shows. More would let made-up data be read many times over.
const REWINDS: usize = 8;

/// Reads the members of a stream one after the other. After damage comes an error, then the next member that is found;
/// after a failure of the source, whatever the source gives next.
pub(super) struct Members<R> {
    source: R,
    input: Box<[u8]>,
    at: usize,
    end: usize,
    state: State,
    /// Behind the first byte of the member, as far as it is still in the buffer.
    begun: usize,
    rewinds: usize,
    taken: u64,
    damage: Option<ReadError>,
}

enum State {
    /// Where a member begins, or the stream ends.
    Between,
    Within(Within),
    /// Somewhere behind damage.
    Lost,
}

struct Within {
    inflate: Decompress,
    /// Whether it was only searched for: what has no output was no member.
    found: bool,
}

impl<R: Read> Members<R> {
    pub(super) fn new(source: R) -> Self {
        Self {
            source,
            input: vec![0; INPUT].into_boxed_slice(),
            at: 0,
            end: 0,
            state: State::Between,
            begun: 0,
            rewinds: 0,
            taken: 0,
            damage: None,
        }
    }

    /// How many compressed bytes were used so far.
    pub(super) fn taken(&self) -> u64 {
        self.taken
    }

    /// Leaves the member that is read.
    pub(super) fn leave(&mut self) {
        self.state = State::Lost;
    }

    /// Reads on; 0 bytes are the end.
    ///
    /// # Errors
    /// Damage, once; what the source runs into.
    pub(super) fn read(&mut self, output: &mut [u8]) -> Result<usize, ReadError> {
        if let Some(damage) = self.damage.take() {
            return Err(damage);
        }
        while !output.is_empty() {
            let more = match self.state {
                State::Between => self.begin()?,
                State::Lost => self.search()?,
                State::Within(_) => match self.inflate(output)? {
                    0 => true,
                    produced => return Ok(produced),
                },
            };
            if !more {
                break;
            }
        }
        Ok(0)
    }

    /// Begins the next member; false at the end. Zeros after a member are padding.
    fn begin(&mut self) -> Result<bool, ReadError> {
        loop {
            let rest = self.ahead(MAGIC.len())?;
            if rest.is_empty() {
                return Ok(false);
            }
            if rest.starts_with(MAGIC) {
                self.enter(false);
                return Ok(true);
            }
            let zeros = rest.iter().take_while(|&&byte| byte == 0).count();
            if zeros == 0 {
                self.state = State::Lost;
                return Err(ReadError::Corrupt("data after a gzip member that is none".to_owned()));
            }
            self.take(zeros);
        }
    }

    /// Searches for the beginning of a member; false at the end.
    fn search(&mut self) -> Result<bool, ReadError> {
        loop {
            let rest = self.ahead(MAGIC.len())?;
            if rest.len() < MAGIC.len() {
                return Ok(false);
            }
            if let Some(found) = memchr::memmem::find(rest, MAGIC) {
                self.take(found);
                self.enter(true);
                return Ok(true);
            }
            let passed = rest.len() + 1 - MAGIC.len();
            self.take(passed);
        }
    }

    fn enter(&mut self, found: bool) {
        self.begun = self.at + 1;
        self.state = State::Within(Within { inflate: Decompress::new_gzip(WINDOW_BITS), found });
    }

    /// Decompresses what fits into the output. None may come of a step: the member has ended, or more input is needed.
    fn inflate(&mut self, output: &mut [u8]) -> Result<usize, ReadError> {
        let last = self.ahead(1)?.is_empty();
        let State::Within(member) = &mut self.state else { return Ok(0) };
        let (read, written) = (member.inflate.total_in(), member.inflate.total_out());
        let result = member.inflate.decompress(&self.input[self.at..self.end], output, FlushDecompress::None);
        let (used, produced) = (member.inflate.total_in() - read, member.inflate.total_out() - written);
        let (used, produced) = (usize::try_from(used).unwrap_or(0), usize::try_from(produced).unwrap_or(0));
        self.take(used);
        match result {
            Ok(Status::StreamEnd) => self.state = State::Between,
            Ok(_) if used + produced > 0 => {}
            Ok(_) if last => self.lose(ReadError::Truncated),
            Ok(_) => self.lose(ReadError::Corrupt("gzip that does not go on".to_owned())),
            Err(error) => self.lose(ReadError::Corrupt(error.to_string())),
        }
        match (produced, self.damage.take()) {
            (0, Some(damage)) => Err(damage),
            (_, damage) => {
                self.damage = damage;
                Ok(produced)
            }
        }
    }

    /// Gives the member up. The next one may have begun in the bytes that were taken for this one.
    fn lose(&mut self, damage: ReadError) {
        let State::Within(member) = &self.state else { return };
        if !(member.found && member.inflate.total_out() == 0) {
            self.damage = Some(damage);
        }
        if self.rewinds < REWINDS && self.begun <= self.at {
            self.rewinds += 1;
            self.taken = self.taken.saturating_sub((self.at - self.begun) as u64);
            self.at = self.begun;
        }
        self.state = State::Lost;
    }

    fn take(&mut self, bytes: usize) {
        self.at += bytes;
        self.taken += bytes as u64;
    }

    /// The bytes at hand, at least `least` unless the source ends before.
    fn ahead(&mut self, least: usize) -> Result<&[u8], ReadError> {
        while self.end - self.at < least {
            self.input.copy_within(self.at..self.end, 0);
            (self.begun, self.end) = (self.begun.saturating_sub(self.at), self.end - self.at);
            (self.at, self.rewinds) = (0, 0);
            let read = self.source.read(&mut self.input[self.end..])?;
            if read == 0 {
                break;
            }
            self.end += read;
        }
        Ok(&self.input[self.at..self.end])
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn member(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    /// A text that does not pack to nothing, told from others by its seed.
    fn text(seed: u64) -> Vec<u8> {
        (0..40_000u64).map(|at| b'a' + ((at + seed).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 60) as u8).collect()
    }

    /// All that comes out, in pieces of `size`, and what goes wrong.
    fn read(bytes: &[u8], size: usize) -> (Vec<u8>, Vec<ReadError>) {
        let (mut members, mut buffer) = (Members::new(bytes), vec![0; size]);
        let (mut data, mut errors) = (Vec::new(), Vec::new());
        loop {
            match members.read(&mut buffer) {
                Ok(0) => return (data, errors),
                Ok(length) => data.extend_from_slice(&buffer[..length]),
                Err(error) => errors.push(error),
            }
        }
    }

    fn has(data: &[u8], text: &[u8]) -> bool {
        memchr::memmem::find(data, text).is_some()
    }

    #[test]
    fn members_of_any_length_are_read_in_pieces_of_any_size() {
        let packed = [member(b"one "), member(b""), member(&text(1)), member(b" two"), vec![0; 100]].concat();
        let whole = [b"one ".to_vec(), text(1), b" two".to_vec()].concat();
        for size in [1, 7, 4096, 1 << 20] {
            assert_eq!(read(&packed, size), (whole.clone(), Vec::new()), "{size}");
        }
    }

    #[test]
    fn damage_costs_its_member_only() {
        let (good, mut bad) = (member(&text(1)), member(&text(2)));
        let middle = bad.len() / 2;
        bad[middle..middle + 40].fill(0xff);
        let (data, errors) = read(&[good, bad, member(&text(3)), member(&text(4))].concat(), 4096);
        assert!(has(&data, &text(1)) && has(&data, &text(3)) && has(&data, &text(4)) && !has(&data, &text(2)));
        assert!(matches!(errors[..], [ReadError::Corrupt(_)]), "{errors:?}");
    }

    #[test]
    fn a_wrong_checksum_comes_after_the_data() {
        let mut bad = member(&text(1));
        let at = bad.len() - 8;
        bad[at] ^= 1;
        let (data, errors) = read(&[bad, member(b"next")].concat(), 4096);
        assert_eq!(data, [text(1), b"next".to_vec()].concat());
        assert!(matches!(errors[..], [ReadError::Corrupt(_)]), "{errors:?}");
    }

    #[test]
    fn a_member_that_breaks_off_does_not_take_the_next_one_along() {
        let packed = member(&text(1));
        let (data, errors) = read(&[&packed[..packed.len() / 2], &member(&text(2)), &member(&text(3))].concat(), 4096);
        assert!(has(&data, &text(2)) && has(&data, &text(3)));
        assert!(!errors.is_empty());
        assert_eq!(read(&packed[..packed.len() / 2], 4096).1, [ReadError::Truncated]);
    }

    #[test]
    fn garbage_is_told_once_and_what_follows_it_is_read() {
        let false_starts = b"\x1f\x8b\x08 nor this \x1f\x8b\x08\0\0";
        let garbage = [&b"this is no gzip ".repeat(20_000)[..], false_starts].concat();
        let (data, errors) = read(&[member(b"one "), garbage.clone(), member(&text(2))].concat(), 4096);
        assert!(data.starts_with(b"one ") && data.ends_with(&text(2)));
        assert!(matches!(errors[0], ReadError::Corrupt(_)), "{errors:?}");
        let endless = [&member(b"one ")[..], &false_starts.repeat(20_000)].concat();
        assert!(read(&endless, 4096).0.starts_with(b"one "));
    }

    #[test]
    fn a_member_can_be_left() {
        let packed = [member(&text(1)), member(b"next")].concat();
        let (mut members, mut buffer) = (Members::new(&packed[..]), [0; 100]);
        assert_eq!(members.read(&mut buffer), Ok(100));
        members.leave();
        assert_eq!(members.read(&mut buffer), Ok(4));
        assert!(buffer.starts_with(b"next"));
    }
}
