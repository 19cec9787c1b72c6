//! A text line by line, whatever its length, in any encoding: memory holds a chunk and the longest line. Lines are lines
//! here, whatever they look like: no markup is read, nothing is repaired, nothing is left out.

use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding, UTF_8};

use crate::decode::{self, Options};

use super::error::{LineError, LineProblem, ReadError};

/// Bytes of the longest byte order mark.
const MARK: usize = 4;
/// Bytes read at once.
const CHUNK: usize = 64 << 10;

/// Reads lines. Each one counts: blank ones, and a last one without a line end. `\n` and `\r\n` end a line.
///
/// ```
/// let mut lines = polyscrub::source::TextLines::new(&b"caf\xe9\r\n\nOK"[..], None, 1 << 20);
/// assert_eq!(lines.next_line(), Some(Ok("café")));
/// assert_eq!(lines.next_line(), Some(Ok("")));
/// assert_eq!(lines.next_line(), Some(Ok("OK")));
/// assert_eq!(lines.next_line(), None);
/// ```
pub struct TextLines<R> {
    reader: R,
    /// The encoding that the user names.
    named: Option<&'static Encoding>,
    /// Decodes what comes; `None` while all of it was ASCII and any encoding will do.
    decoder: Option<Decoder>,
    chunk: Vec<u8>,
    /// Decoded text. What is before `at` was delivered; before `searched` there is no line end.
    text: String,
    at: usize,
    searched: usize,
    /// The number of the line delivered last, from 1.
    line: u64,
    limit: usize,
    /// Whether the rest of the line that is read is too much.
    skipping: bool,
    ended: bool,
    failed: Option<ReadError>,
}

impl<R: Read> TextLines<R> {
    /// The lines of `reader`, which has `encoding` or one that is told from the content; a byte order mark overrides both.
    /// Lines above `limit` bytes of UTF-8 are left out.
    pub fn new(reader: R, encoding: Option<&'static Encoding>, limit: u64) -> Self {
        Self {
            reader,
            named: encoding,
            decoder: None,
            chunk: Vec::new(),
            text: String::new(),
            at: 0,
            searched: 0,
            line: 0,
            limit: usize::try_from(limit).unwrap_or(usize::MAX),
            skipping: false,
            ended: false,
            failed: None,
        }
    }

    /// Whether the next line is at hand, so that nothing has to be waited for.
    #[must_use]
    pub fn has_line(&self) -> bool {
        memchr::memchr(b'\n', &self.text.as_bytes()[self.searched..]).is_some()
    }

    /// The number of the line delivered last, from 1.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The next line, without its end.
    ///
    /// # Errors
    /// [`LineProblem::TooLarge`], after which the next line follows; [`LineProblem::Read`], after which nothing does.
    #[allow(clippy::should_implement_trait)]
    pub fn next_line(&mut self) -> Option<Result<&str, LineError>> {
        let end = loop {
            match memchr::memchr(b'\n', &self.text.as_bytes()[self.searched..]) {
                Some(found) => break self.searched + found,
                None if self.ended => break self.text.len(),
                None => self.fill(),
            }
        };
        let (start, last) = (self.at, end == self.text.len());
        if last && start == end && !self.skipping {
            let error = self.failed.take()?;
            return Some(Err(LineError { line: self.line + 1, problem: LineProblem::Read(error) }));
        }
        self.at = if last { end } else { end + 1 };
        self.searched = self.at;
        self.line += 1;
        if std::mem::take(&mut self.skipping) || end - start > self.limit {
            let problem = LineProblem::TooLarge { limit: self.limit as u64 };
            return Some(Err(LineError { line: self.line, problem }));
        }
        let line = &self.text[start..end];
        Some(Ok(if last { line } else { line.strip_suffix('\r').unwrap_or(line) }))
    }

    /// Reads and decodes more, after what is left of the text.
    fn fill(&mut self) {
        self.text.drain(..self.at);
        self.at = 0;
        if self.text.len() > self.limit {
            self.skipping = true;
            self.text.clear();
        }
        self.searched = self.text.len();
        self.read_chunk();
        if self.decoder.is_none() {
            self.choose();
        }
        match &mut self.decoder {
            Some(decoder) => decode_into(decoder, &self.chunk, self.ended, &mut self.text),
            // Nothing but ASCII so far.
            None => self.text.push_str(&String::from_utf8_lossy(&self.chunk)),
        }
        self.chunk.clear();
    }

    /// Reads once, behind what is in the chunk.
    fn read_chunk(&mut self) {
        let before = self.chunk.len();
        self.chunk.resize(before + CHUNK, 0);
        let read = loop {
            match self.reader.read(&mut self.chunk[before..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        let length = read.as_ref().copied().unwrap_or_default();
        self.chunk.truncate(before + length);
        self.ended |= length == 0;
        self.failed = self.failed.take().or(read.err().map(ReadError::from));
    }

    /// Chooses the decoder from the first chunk that is not plain ASCII; of bytes that are no UTF-8, from a whole chunk.
    fn choose(&mut self) {
        let first = self.line == 0 && self.text.is_empty();
        while !self.ended && self.chunk.len() < CHUNK && is_unclear(&self.chunk, first) {
            self.read_chunk();
        }
        let plain = self.named.is_none() || self.chunk.is_empty();
        if plain && self.chunk.iter().all(|byte| byte.is_ascii() && !matches!(byte, 0 | 0x1b)) {
            return;
        }
        // A character that is cut at the end is no fault of the encoding.
        let whole = self.chunk.iter().rposition(|&byte| byte == b'\n').map_or(self.chunk.len(), |at| at + 1);
        let sample = if is_utf8(&self.chunk) { &self.chunk[..] } else { &self.chunk[..whole] };
        let options = Options { encoding: self.named, ..Options::default() };
        let name = if is_utf8(sample) && self.named.is_none() && !sample.iter().any(|byte| matches!(byte, 0 | 0x1b)) {
            UTF_8.name()
        } else {
            decode::decode(sample, options).encoding
        };
        match Encoding::for_label(name.as_bytes()) {
            Some(encoding) => self.decoder = Some(encoding.new_decoder_with_bom_removal()),
            None => self.decode_whole(options),
        }
    }

    /// UTF-32, which has no decoder for streams and hardly occurs, is read as a whole.
    fn decode_whole(&mut self, options: Options) {
        while !self.ended && self.chunk.len() <= self.limit {
            self.read_chunk();
        }
        self.ended = true;
        self.text.push_str(&decode::decode(&self.chunk, options).text);
        self.chunk.clear();
    }
}

/// Whether more has to be read to tell the encoding; `first` for the first bytes of all. A line of ASCII is clear, so that
/// somebody who types it is answered at once.
fn is_unclear(bytes: &[u8], first: bool) -> bool {
    let mark = || bytes.first().is_some_and(|byte| matches!(byte, 0xef | 0xfe | 0xff));
    let short = || bytes.len() < MARK && !bytes.ends_with(b"\n");
    !is_utf8(bytes) || bytes.contains(&0) || first && (mark() || short())
}

/// Whether bytes are UTF-8, but for a character that is cut at the end.
fn is_utf8(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).map_or_else(|error| error.error_len().is_none(), |_| true)
}

fn decode_into(decoder: &mut Decoder, bytes: &[u8], last: bool, text: &mut String) {
    text.reserve(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or_default());
    let _ = decoder.decode_to_string(bytes, text, last);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives its bytes in pieces of `size`.
    struct Slow<'b>(&'b [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let length = self.1.min(self.0.len()).min(buffer.len());
            buffer[..length].copy_from_slice(&self.0[..length]);
            self.0 = &self.0[length..];
            Ok(length)
        }
    }

    fn lines(bytes: &[u8], size: usize, limit: u64) -> Vec<String> {
        let mut lines = TextLines::new(Slow(bytes, size), None, limit);
        let mut found = Vec::new();
        while let Some(line) = lines.next_line() {
            found.push(line.map_or_else(|error| format!("{:?}", error.problem), str::to_owned));
        }
        found
    }

    #[test]
    fn every_line_counts_in_pieces_of_any_size() {
        for size in [1, 2, 3, 7, CHUNK] {
            assert_eq!(lines(b"a\n\nb\r\n\r\nlast", size, 99), ["a", "", "b", "", "last"]);
            assert_eq!(lines("Grüße\nпривет\n".as_bytes(), size, 99), ["Grüße", "привет"]);
            assert_eq!(lines(b"a\0b\n\r", size, 99), ["a\0b", "\r"]);
            assert!(lines(b"", size, 99).is_empty());
            assert_eq!(lines(b"\n", size, 99), [""]);
        }
    }

    #[test]
    fn any_encoding_is_read() {
        let (text, utf16): (_, Vec<u8>) = (
            "Grüße aus Köln\nOK\n",
            "\u{feff}Grüße aus Köln\nOK\n".encode_utf16().flat_map(u16::to_le_bytes).collect(),
        );
        let utf32: Vec<u8> = text.chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        for size in [1, 5, CHUNK] {
            for bytes in [&utf16[..], &utf32, &latin, &marked, text.as_bytes()] {
                assert_eq!(lines(bytes, size, 9999), ["Grüße aus Köln", "OK"], "{size} {bytes:?}");
            }
        }
    }

    #[test]
    fn chunks_that_cut_characters_change_no_line() {
        let chinese = "秋天雾气长久地停留在山谷里,渔夫们一直等到看得见对岸。\n十点左右太阳才出来,水面变得明亮。\n";
        let (gbk, mixed) = (encoding_rs::GBK.encode(chinese).0, "é🌊\r\n海\n\u{301}x\n");
        for size in 1..40 {
            assert_eq!(lines(&gbk, size, 999), chinese.lines().collect::<Vec<_>>(), "{size}");
            assert_eq!(lines(mixed.as_bytes(), size, 999), ["é🌊", "海", "\u{301}x"], "{size}");
            assert_eq!(lines("é\n海".as_bytes().split_last().unwrap().1, size, 999), ["é", "\u{fffd}"], "{size}");
        }
    }

    #[test]
    fn an_encoding_is_told_where_it_first_matters() {
        let bytes = ["plain\n".repeat(40_000).as_bytes(), "Straße\n".as_bytes()].concat();
        assert_eq!(lines(&bytes, CHUNK, 99).last().map(String::as_str), Some("Straße"));
        let late = ["plain\n".repeat(40_000).as_bytes(), b"Stra\xdfe in K\xf6ln\n"].concat();
        assert_eq!(lines(&late, CHUNK, 99).last().map(String::as_str), Some("Straße in Köln"));
    }

    #[test]
    fn a_line_above_the_limit_is_told_and_the_next_one_read() {
        let bytes = [&b"short\n"[..], &b"x".repeat(300_000), b"\nnext\n"].concat();
        for size in [1000, CHUNK] {
            assert_eq!(lines(&bytes, size, 100), ["short", "TooLarge { limit: 100 }", "next"]);
        }
    }
}
