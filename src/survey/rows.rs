//! Reads what [`super::writer`] writes, and holds it against what can have been written.

use std::io::{self, BufRead, BufReader, Read};

use crate::census::{Key, LEAST_PAGES, NAME_BYTES, SAMPLE_CHARS, Seen};

use super::{
    Detail,
    error::corrupt,
    number::read_number,
    writer::{ALL_HEAD, ALL_MIDDLE, ALL_TAIL, PLACE_BITS},
};

/// Bytes of a sample; no character has more than four.
const SAMPLE_BYTES: usize = 4 * SAMPLE_CHARS;

/// The sites and blocks of one stream, in order.
pub(super) struct Rows {
    input: BufReader<Box<dyn Read>>,
    detail: Detail,
    name: String,
    pages: u32,
    key: Option<Key>,
    seen: Seen,
    sample: Vec<u8>,
    at: At,
}

/// Where reading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Start,
    InSite,
    AfterSite,
    End,
}

impl Rows {
    /// Reads a stream through a buffer of so many bytes.
    pub(super) fn new(input: Box<dyn Read>, detail: Detail, buffer: usize) -> Self {
        let input = BufReader::with_capacity(buffer, input);
        let (name, sample) = (String::new(), Vec::new());
        Self { input, detail, name, pages: 0, key: None, seen: Seen::default(), sample, at: At::Start }
    }

    /// Goes on to the next site; `false` at the end, which is held to be the end.
    pub(super) fn next_site(&mut self) -> io::Result<bool> {
        while self.next_block()? {}
        if self.at == At::End {
            return Ok(false);
        }
        let Some(length) = read_number(&mut self.input)?.checked_sub(1) else {
            self.at = At::End;
            return if self.input.fill_buf()?.is_empty() {
                Ok(false)
            } else {
                Err(corrupt("something follows its end"))
            };
        };
        let name = self.read_bytes(length, NAME_BYTES, Vec::new())?;
        let name = String::from_utf8(name).map_err(|_| corrupt("a site's name is not UTF-8"))?;
        let before = std::mem::replace(&mut self.name, name);
        if self.at != At::Start && self.name <= before {
            return Err(corrupt("its sites are not in order"));
        }
        self.pages = self.read_count()?;
        if self.pages == 0 && self.detail == Detail::Repeated {
            return Err(corrupt("a site has no pages"));
        }
        (self.at, self.key) = (At::InSite, None);
        Ok(true)
    }

    /// Goes on to the next block of the site; `false` after the last.
    pub(super) fn next_block(&mut self) -> io::Result<bool> {
        if self.at != At::InSite {
            return Ok(false);
        }
        let first = read_number(&mut self.input)?;
        if first == 0 {
            self.at = At::AfterSite;
            return Ok(false);
        }
        self.seen = self.read_seen(first)?;
        let mut key = [0; 8];
        self.input.read_exact(&mut key)?;
        let key = Key(u64::from_be_bytes(key));
        if self.key.is_some_and(|before| before >= key) {
            return Err(corrupt("its blocks are not in order"));
        }
        self.key = Some(key);
        self.sample.clear();
        if self.detail == Detail::All || self.seen.pages >= LEAST_PAGES {
            let (length, bytes) = (read_number(&mut self.input)?, std::mem::take(&mut self.sample));
            self.sample = self.read_bytes(length, SAMPLE_BYTES, bytes)?;
        }
        Ok(true)
    }

    fn read_seen(&mut self, first: u64) -> io::Result<Seen> {
        let pages = u32::try_from(first >> PLACE_BITS).map_err(|_| corrupt("a count is too large"))?;
        let (head, tail) = match first & ((1 << PLACE_BITS) - 1) {
            ALL_HEAD => (pages, 0),
            ALL_TAIL => (0, pages),
            ALL_MIDDLE => (0, 0),
            _ => (self.read_count()?, self.read_count()?),
        };
        let above = if self.detail == Detail::Repeated { self.pages } else { u32::MAX };
        if pages == 0 || pages > above || head > pages || tail > pages {
            return Err(corrupt("a block stands on more pages than there are"));
        }
        Ok(Seen { pages, head, tail })
    }

    fn read_count(&mut self) -> io::Result<u32> {
        u32::try_from(read_number(&mut self.input)?).map_err(|_| corrupt("a count is too large"))
    }

    /// Reads the bytes of a text whose length is claimed, into those of one before.
    fn read_bytes(&mut self, length: u64, limit: usize, mut bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        let length = usize::try_from(length).ok().filter(|length| *length <= limit);
        bytes.clear();
        bytes.resize(length.ok_or_else(|| corrupt("a text is too long"))?, 0);
        self.input.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    /// The site's name.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The site's pages.
    pub(super) fn pages(&self) -> u32 {
        self.pages
    }

    /// The block's key; `None` before the first block of a site.
    pub(super) fn key(&self) -> Option<Key> {
        self.key
    }

    /// The block's counts.
    pub(super) fn seen(&self) -> Seen {
        self.seen
    }

    /// The block's sample; empty where there is none.
    pub(super) fn sample(&self) -> &[u8] {
        &self.sample
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::{super::writer::Writer, *};

    fn seen(pages: u32, head: u32, tail: u32) -> Seen {
        Seen { pages, head, tail }
    }

    /// What comes out of a stream: sites with their pages, blocks with all they have.
    fn read(bytes: &[u8], detail: Detail) -> io::Result<Vec<String>> {
        let mut rows = Rows::new(Box::new(Cursor::new(bytes.to_vec())), detail, 16);
        let mut found = Vec::new();
        while rows.next_site()? {
            found.push(format!("{} {}", rows.name(), rows.pages()));
            while rows.next_block()? {
                let Seen { pages, head, tail } = rows.seen();
                let sample = String::from_utf8_lossy(rows.sample()).into_owned();
                found.push(format!("{:x} {pages} {head} {tail} {sample}", rows.key().map_or(0, |key| key.0)));
            }
        }
        Ok(found)
    }

    fn written(detail: Detail) -> Vec<u8> {
        let mut writer = Writer::new(Vec::new(), detail);
        writer.site("", 1).unwrap();
        writer.site("a.example", 300).unwrap();
        let blocks = [seen(1, 1, 0), seen(2, 0, 0), seen(3, 0, 3), seen(300, 7, 200), seen(3, 1, 0)];
        for (key, seen) in (1..).zip(blocks) {
            writer.block(Key(key << 56), seen, "Über uns".as_bytes()).unwrap();
        }
        writer.site("b.example", 2).unwrap();
        writer.block(Key(u64::MAX), seen(2, 0, 0), b"Home").unwrap();
        writer.finish().unwrap().0
    }

    #[test]
    fn what_is_written_is_read() {
        let expected = [
            " 1",
            "a.example 300",
            "100000000000000 1 1 0 ",
            "200000000000000 2 0 0 ",
            "300000000000000 3 0 3 Über uns",
            "400000000000000 300 7 200 Über uns",
            "500000000000000 3 1 0 Über uns",
            "b.example 2",
            "ffffffffffffffff 2 0 0 ",
        ];
        assert_eq!(read(&written(Detail::Repeated), Detail::Repeated).unwrap(), expected);
        let all = read(&written(Detail::All), Detail::All).unwrap();
        assert_eq!(
            (all.len(), all[2].as_str(), all[8].as_str()),
            (9, "100000000000000 1 1 0 Über uns", "ffffffffffffffff 2 0 0 Home")
        );
    }

    #[test]
    fn sites_can_be_passed_over() {
        let mut rows = Rows::new(Box::new(Cursor::new(written(Detail::All))), Detail::All, 16);
        let mut names = Vec::new();
        while rows.next_site().unwrap() {
            names.push(rows.name().to_owned());
        }
        assert_eq!(names, ["", "a.example", "b.example"]);
        assert!(!rows.next_site().unwrap() && !rows.next_block().unwrap());
    }

    #[test]
    fn hostile_bytes_are_read_to_an_end() {
        for detail in [Detail::All, Detail::Repeated] {
            let bytes = written(detail);
            for at in 0..bytes.len() {
                assert!(read(&bytes[..at], detail).is_err(), "{at}");
                for change in [1, 0x7f, 0x80, 0xff] {
                    let mut bytes = bytes.clone();
                    bytes[at] ^= change;
                    // A count or a letter may be another; that is what hashes are for.
                    assert!(read(&bytes, detail).map_or(0, |found| found.len()) < 40);
                }
            }
        }
    }

    #[test]
    fn what_cannot_have_been_written_is_damage() {
        let key = [9; 8];
        let site = |pages: u8, block: &[u8]| [&[2, b'a', pages], block, &[0, 0]].concat();
        let block = |first: &[u8]| site(9, &[first, &key].concat());
        assert!(read(&block(&[4]), Detail::Repeated).is_ok());
        let wrong = [
            // On no page, on more pages than the site has, in the head of more pages than it is on, in the tail.
            block(&[2]),
            block(&[40]),
            block(&[11, 3, 0]),
            block(&[11, 0, 3]),
            // On more pages than can be counted.
            block(&[0xff, 0xff, 0xff, 0xff, 0xff, 1]),
            // No pages; the same key twice; the same site twice; a name, a sample that are too long; no UTF-8.
            site(0, &[]),
            site(9, &[&[4][..], &key, &[4], &key].concat()),
            [&site(9, &[])[..4], &site(9, &[])].concat(),
            [&[0xff, 0xff, 0xff, 0xff, 0x0f, b'a'][..], &[b'a'; 100]].concat(),
            site(9, &[&[12][..], &key, &[0xff, 0xff, 0x7f], &[b'a'; 100]].concat()),
            vec![2, 0xff, 9, 0, 0],
            // Something after the end.
            [&site(9, &[])[..], &[0]].concat(),
        ];
        for bytes in wrong {
            let error = read(&bytes, Detail::Repeated).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::InvalidData, "{bytes:?}: {error}");
        }
    }
}
