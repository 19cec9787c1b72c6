//! The bytes that a text consists of: what is not among them need not be searched for.

/// Which bytes a text has. Most blocks have next to no marks, so one look at all bytes spares most searches: four fifths of the work.
pub(crate) struct Marks {
    seen: [bool; 256],
    /// Whether there is a character beyond ASCII.
    pub(super) beyond: bool,
}

impl Marks {
    /// The bytes of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut seen = [false; 256];
        text.bytes().for_each(|byte| seen[usize::from(byte)] = true);
        Self { seen, beyond: !text.is_ascii() }
    }

    /// Whether a byte is in it.
    pub(super) fn has(&self, byte: u8) -> bool {
        self.seen[usize::from(byte)]
    }

    /// Whether one of some bytes is in it.
    pub(super) fn has_any(&self, bytes: &[u8]) -> bool {
        bytes.iter().any(|&byte| self.has(byte))
    }

    /// Whether a character of a kind, of which some bytes are those of ASCII, is in `text`, which these are the bytes of.
    pub(super) fn has_kind(&self, text: &str, bytes: &[u8], is_one: impl Fn(char) -> bool) -> bool {
        self.has_any(bytes) || self.beyond && text.contains(is_one)
    }

    /// Whether `text`, which these are the bytes of, has `part` in it.
    pub(super) fn find(&self, text: &str, part: &str) -> bool {
        part.bytes().all(|byte| self.has(byte)) && text.contains(part)
    }
}
