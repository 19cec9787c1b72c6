//! The compact encoding of Thrift, which the parts of a Parquet file are described in, as far as it takes to check a
//! description before it is believed. Nothing is allocated by what a file declares, and nothing recurses.

/// Structures within structures; Parquet's own lie at most seven deep.
const DEPTH: usize = 32;
/// Bytes of the longest number: 64 bits, 7 a byte.
const NUMBER_BYTES: usize = 10;

/// The type of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A truth value, which has no bytes of its own in a structure: it is told by the kind of its field.
    True,
    False,
    Byte,
    /// A whole number of any width.
    Number,
    Double,
    Binary,
    /// A list or a set.
    List,
    Map,
    Struct,
}

impl Kind {
    fn of(code: u8) -> Option<Self> {
        Some(match code {
            1 => Self::True,
            2 => Self::False,
            3 => Self::Byte,
            4..=6 => Self::Number,
            7 => Self::Double,
            8 => Self::Binary,
            9 | 10 => Self::List,
            11 => Self::Map,
            12 => Self::Struct,
            _ => return None,
        })
    }

    /// That of the values of a list or a map.
    fn of_many(code: u8) -> Option<Self> {
        Self::of(code).filter(|kind| !matches!(kind, Self::True | Self::False))
    }
}

/// A field of a structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) id: i64,
    pub(super) kind: Kind,
}

/// Something that is being skipped.
enum Open {
    Struct,
    /// Values of one kind, so many to go.
    List(Kind, usize),
    /// Keys and values by turns, so many to go.
    Map([Kind; 2], usize),
}

/// Reads values. `None` from any of its methods means that the bytes are no such encoding, or end too early.
pub(super) struct Thrift<'b>(pub(super) &'b [u8]);

impl<'b> Thrift<'b> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// Takes so many bytes.
    pub(super) fn take(&mut self, bytes: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(bytes)?;
        self.0 = rest;
        Some(taken)
    }

    fn pass(&mut self, bytes: usize) -> Option<()> {
        self.take(bytes).map(drop)
    }

    /// A whole number that is not negative.
    pub(super) fn unsigned(&mut self) -> Option<u64> {
        let mut number = 0;
        for place in 0..NUMBER_BYTES {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << (7 * place);
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// A whole number.
    pub(super) fn number(&mut self) -> Option<i64> {
        let coded = self.unsigned()?;
        Some((coded >> 1).cast_signed() ^ -(coded & 1).cast_signed())
    }

    /// The length of a string of bytes, which are passed.
    pub(super) fn binary(&mut self) -> Option<usize> {
        let length = usize::try_from(self.unsigned()?).ok()?;
        self.pass(length)?;
        Some(length)
    }

    /// The kind and number of the values of a list that begins here; each has a byte at least. There is none of truth values: descriptions of
    /// tables have no such list, and the library takes no byte for any of them, so that a few bytes could ask it for thousands of millions.
    pub(super) fn list(&mut self) -> Option<(Kind, usize)> {
        let head = self.byte()?;
        let count = match head >> 4 {
            15 => usize::try_from(self.unsigned()?).ok()?,
            count => usize::from(count),
        };
        // Some writers give no kind where there is no value.
        let kind = if count == 0 { Kind::Byte } else { Kind::of_many(head & 15)? };
        (count <= self.0.len()).then_some((kind, count))
    }

    /// The next field of a structure after the one of number `last`; within, `None` at its end.
    pub(super) fn field(&mut self, last: i64) -> Option<Option<Field>> {
        let head = self.byte()?;
        if head & 15 == 0 {
            return Some(None);
        }
        let kind = Kind::of(head & 15)?;
        let id = match head >> 4 {
            0 => self.number()?,
            step => last.checked_add(i64::from(step))?,
        };
        // The library takes the last 16 bits of a longer one.
        i16::try_from(id).ok()?;
        Some(Some(Field { id, kind }))
    }

    /// Passes the value of a field.
    pub(super) fn skip(&mut self, kind: Kind) -> Option<()> {
        let mut open = Vec::new();
        self.enter(kind, &mut open)?;
        while let Some(last) = open.last_mut() {
            let next = match last {
                Open::Struct => self.field(0)?.map(|field| field.kind),
                Open::List(kind, left) => step(left).map(|_| *kind),
                Open::Map(kinds, left) => step(left).map(|left| kinds[left % 2]),
            };
            match next {
                Some(kind) => self.enter(kind, &mut open)?,
                None => drop(open.pop()),
            }
        }
        Some(())
    }

    fn enter(&mut self, kind: Kind, open: &mut Vec<Open>) -> Option<()> {
        match kind {
            // A truth value is told by its field.
            Kind::True | Kind::False => {}
            Kind::Byte => self.pass(1)?,
            Kind::Number => drop(self.unsigned()?),
            Kind::Double => self.pass(8)?,
            Kind::Binary => drop(self.binary()?),
            Kind::List => {
                let (kind, count) = self.list()?;
                open.push(Open::List(kind, count));
            }
            Kind::Map => open.push(self.map()?),
            Kind::Struct => open.push(Open::Struct),
        }
        (open.len() <= DEPTH).then_some(())
    }

    fn map(&mut self) -> Option<Open> {
        let pairs = usize::try_from(self.unsigned()?).ok()?;
        if pairs == 0 {
            return Some(Open::List(Kind::Byte, 0));
        }
        let kinds = self.byte()?;
        // Counted down, so the value comes where the number left is even.
        let kinds = [Kind::of_many(kinds & 15)?, Kind::of_many(kinds >> 4)?];
        (pairs <= self.0.len()).then_some(Open::Map(kinds, pairs * 2))
    }
}

/// Counts down; what is left then, or `None` where nothing was.
fn step(left: &mut usize) -> Option<usize> {
    *left = left.checked_sub(1)?;
    Some(*left)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skipped(bytes: &[u8], kind: Kind) -> Option<usize> {
        let mut thrift = Thrift(bytes);
        thrift.skip(kind)?;
        Some(bytes.len() - thrift.0.len())
    }

    #[test]
    fn values_of_every_kind_are_passed() {
        assert_eq!(skipped(&[0x80, 0x01, 9], Kind::Number), Some(2));
        assert_eq!(skipped(&[3, b'a', b'b', b'c', 9], Kind::Binary), Some(4));
        assert_eq!(skipped(&[0; 9], Kind::Double), Some(8));
        // Three numbers; no values; a name to a list of one byte, twice.
        assert_eq!(skipped(&[0x35, 2, 4, 6, 9], Kind::List), Some(4));
        assert_eq!(skipped(&[0x00, 9], Kind::List), Some(1));
        assert_eq!(skipped(&[2, 0x89, 1, b'k', 0x13, 1, 1, b'l', 0x13, 2, 9], Kind::Map), Some(10));
        // A truth value, a number, a structure with a name in it, and the end.
        assert_eq!(skipped(&[0x11, 0x15, 4, 0x1c, 0x18, 1, b'n', 0, 0, 9], Kind::Struct), Some(9));
    }

    #[test]
    fn what_cannot_be_is_no_value() {
        let truths: [&[u8]; 2] = [&[0x21, 1, 2], &[0xf1, 2, 1, 2]];
        let cut: [&[u8]; 4] = [&[], &[0x35, 2], &[0xf3, 0xff, 0xff, 0xff, 0xff, 0x0f, 1], &[0x1d, 1]];
        for bytes in cut.into_iter().chain(truths) {
            assert_eq!(skipped(bytes, Kind::List), None, "{bytes:x?}");
        }
        assert_eq!(skipped(&[0xff; 20], Kind::Number), None, "a number without an end");
        assert_eq!(skipped(&[0xff, 0xff, 0xff, 0xff, 0x0f, 1], Kind::Binary), None);
        assert_eq!(skipped(&[0xff, 0xff, 0xff, 0xff, 0x0f, 0x55, 1], Kind::Map), None);
        assert_eq!(skipped(&[1, 0x11, 1, 1], Kind::Map), None, "truth values");
        let lists = [vec![0x19; 100_000], vec![0x03]].concat();
        assert_eq!(skipped(&lists, Kind::List), None, "lists within lists");
    }

    #[test]
    fn fields_are_numbered_by_steps() {
        let mut thrift = Thrift(&[0x15, 2, 0x35, 4, 0x05, 0xc8, 0x01, 6, 0]);
        let mut found = Vec::new();
        let mut last = 0;
        while let Some(field) = thrift.field(last).unwrap() {
            last = field.id;
            found.push((last, thrift.number().unwrap()));
        }
        assert_eq!(found, [(1, 1), (4, 2), (100, 3)]);
    }
}
