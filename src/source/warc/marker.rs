//! What every record begins with, at the start of a line: `WARC/` and a version. Found again where a length was wrong.

/// The bytes of a marker.
pub(super) const LENGTH: usize = 7;
/// A marker with the line end before it, but for the last two bytes, which vary.
const PATTERN: &[u8] = b"\nWARC/";
/// The same with these two.
const WHOLE: usize = LENGTH + 1;

/// Whether a marker stands here. Versions are 0.17, 0.18, 1.0 and 1.1.
pub(super) fn is_at(bytes: &[u8]) -> bool {
    matches!(bytes, [b'W', b'A', b'R', b'C', b'/', b'0' | b'1', b'.', ..])
}

/// Looks for a marker in bytes that come in pieces.
pub(super) struct Marker {
    /// What of a marker the pieces so far end with.
    seen: [u8; WHOLE],
    length: usize,
}

impl Marker {
    /// Begins where a line begins.
    pub(super) fn at_line_start() -> Self {
        Self { length: 1, ..Self::within_line() }
    }

    /// Begins where no line does.
    pub(super) fn within_line() -> Self {
        Self { seen: *b"\nWARC/1.", length: 0 }
    }

    /// Where the first marker ends in the next piece; the next search begins behind it.
    pub(super) fn find(&mut self, piece: &[u8]) -> Option<usize> {
        let mut at = 0;
        while self.length > 0 && at < piece.len() {
            at += 1;
            if self.step(piece[at - 1]) {
                return Some(at);
            }
        }
        for found in memchr::memmem::find_iter(&piece[at..], PATTERN) {
            let end = at + found + WHOLE;
            if end <= piece.len() && is_at(&piece[end - LENGTH..]) {
                self.seen.copy_from_slice(&piece[end - WHOLE..end]);
                return Some(end);
            }
        }
        for &byte in &piece[at.max(piece.len().saturating_sub(LENGTH))..] {
            self.step(byte);
        }
        None
    }

    /// The marker that was found.
    pub(super) fn found(&self) -> &[u8] {
        &self.seen[1..]
    }

    /// Whether a marker ends with this byte.
    fn step(&mut self, byte: u8) -> bool {
        let fits = match self.length {
            6 => matches!(byte, b'0' | b'1'),
            7 => byte == b'.',
            length => byte == PATTERN[length],
        };
        if fits {
            self.seen[self.length] = byte;
            self.length = (self.length + 1) % WHOLE;
            return self.length == 0;
        }
        self.length = usize::from(byte == b'\n');
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(text: &[u8], size: usize) -> Vec<usize> {
        let (mut marker, mut found, mut passed) = (Marker::at_line_start(), Vec::new(), 0);
        for mut piece in text.chunks(size) {
            while let Some(end) = marker.find(piece) {
                assert!(is_at(marker.found()));
                found.push(passed + end);
                (piece, passed) = (&piece[end..], passed + end);
            }
            passed += piece.len();
        }
        found
    }

    #[test]
    fn markers_are_found_in_pieces_of_any_size() {
        let text = b"WARC/1.0\n WARC/1.0\n\nWARC/2.0\nWARC\nWARC/0.18\r\nWARC/1.1\nWARC/1";
        for size in 1..text.len() {
            assert_eq!(ends(text, size), [7, 41, 52], "{size}");
        }
    }
}
