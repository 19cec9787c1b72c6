//! The attributes of a tag as they stand in the markup, one after the other, up to the end of the tag.

use memchr::memchr;

/// One attribute, as offsets in the markup. Without a value, `value` is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Raw {
    pub(super) name: (usize, usize),
    pub(super) value: (usize, usize),
    /// Whether the name has capital letters.
    pub(super) capital: bool,
}

/// Reads attributes from where the name of a tag ends.
#[derive(Debug, Clone)]
pub(super) struct Attributes<'s> {
    bytes: &'s [u8],
    at: usize,
    end: End,
}

/// How a tag ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Not yet, or never: then it is no tag.
    Open,
    /// With `>`.
    Plain,
    /// With `/>`.
    Closing,
}

impl<'s> Attributes<'s> {
    pub(super) fn new(bytes: &'s [u8], at: usize) -> Self {
        Self { bytes, at, end: End::Open }
    }

    /// How the tag ended, and where what follows it starts. To be asked once there are no more attributes.
    pub(super) fn end(&self) -> (End, usize) {
        (self.end, self.at)
    }

    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while self.byte().is_some_and(is_space) {
            self.at += 1;
        }
    }

    /// Goes to the next attribute. `None` at the end of the tag or of the markup.
    fn start(&mut self) -> Option<()> {
        loop {
            match self.byte()? {
                b'>' => self.end = End::Plain,
                b'/' if self.bytes.get(self.at + 1) == Some(&b'>') => {
                    self.at += 1;
                    self.end = End::Closing;
                }
                b'/' => {}
                byte if is_space(byte) => {}
                _ => return Some(()),
            }
            self.at += 1;
            if self.end != End::Open {
                return None;
            }
        }
    }

    fn name(&mut self) -> ((usize, usize), bool) {
        let start = self.at;
        // An equals sign at its start is part of a name.
        let rest = self.bytes.get(start + 1..).unwrap_or_default();
        let ends = |byte: &u8| is_space(*byte) || matches!(byte, b'/' | b'>' | b'=');
        self.at = start + 1 + rest.iter().position(ends).unwrap_or(rest.len());
        let name = self.bytes.get(start..self.at).unwrap_or_default();
        ((start, self.at), name.iter().any(u8::is_ascii_uppercase))
    }

    fn value(&mut self) -> Option<(usize, usize)> {
        self.skip_space();
        if self.byte() != Some(b'=') {
            return Some((self.at, self.at));
        }
        self.at += 1;
        self.skip_space();
        let start = self.at;
        match self.byte()? {
            b'>' => Some((start, start)),
            quote @ (b'"' | b'\'') => {
                let rest = self.bytes.get(start + 1..).unwrap_or_default();
                // Without its second quote the tag never ends.
                let length = memchr(quote, rest).unwrap_or(rest.len());
                self.at = (start + length + 2).min(self.bytes.len());
                Some((start + 1, start + 1 + length))
            }
            _ => {
                let rest = self.bytes.get(start..).unwrap_or_default();
                let ends = |byte: &u8| is_space(*byte) || *byte == b'>';
                self.at = start + rest.iter().position(ends).unwrap_or(rest.len());
                Some((start, self.at))
            }
        }
    }
}

impl Iterator for Attributes<'_> {
    type Item = Raw;

    fn next(&mut self) -> Option<Raw> {
        if self.end != End::Open {
            return None;
        }
        self.start()?;
        let (name, capital) = self.name();
        let value = self.value()?;
        Some(Raw { name, value, capital })
    }
}

/// White space as HTML has it; line ends are line feeds by now.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\x0c')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(tag: &str) -> (Vec<(&str, &str)>, End, &str) {
        let mut attributes = Attributes::new(tag.as_bytes(), 0);
        let of = |range: (usize, usize)| &tag[range.0..range.1];
        let found = attributes.by_ref().map(|raw| (of(raw.name), of(raw.value))).collect();
        let (end, at) = attributes.end();
        (found, end, &tag[at..])
    }

    #[test]
    fn values_may_be_bare_quoted_or_missing() {
        let found = vec![("a", "1"), ("b", "x>y"), ("c", ""), ("d", "e/"), ("=f", "g")];
        assert_eq!(read(" a = 1 b='x>y' c d=e/ =f=g>z"), (found, End::Plain, "z"));
        assert_eq!(read("/a/ />z"), (vec![("a", "")], End::Closing, "z"));
        assert_eq!(read(" a=>z"), (vec![("a", "")], End::Plain, "z"));
        assert_eq!(read(" a=/>z"), (vec![("a", "/")], End::Plain, "z"));
        assert_eq!(read(" a=\"b\"c>z"), (vec![("a", "b"), ("c", "")], End::Plain, "z"));
    }

    #[test]
    fn a_tag_that_never_ends_is_told() {
        for tag in ["", " ", " a", " a=", " a='", " a='b>", " a=b", "/", " a='b'"] {
            assert_eq!(read(tag).1, End::Open, "{tag}");
        }
    }
}
