//! What the structures of a Parquet file hold, field by field (Apache's `parquet.thrift`, format 2.12). The library reads a field it knows as what
//! it should be, whatever kind the file gives it, and what follows as something else; so a description is walked through first, and every
//! field has to be of its kind.

use super::thrift::{Kind, Thrift};

/// The fields of a structure by their numbers. Others are passed as what they say to be.
type Fields = &'static [(i64, Value)];

/// What a field should be.
enum Value {
    Truth,
    Byte,
    Number,
    Double,
    Binary,
    Struct(Fields),
    List(&'static Value),
}

use Value::{Binary, Byte, Double, List, Number, Struct, Truth};

/// The description of the whole file, at its end.
static FILE: Fields = &[
    (1, Number),
    (2, List(&Struct(ELEMENT))),
    (3, Number),
    (4, List(&Struct(ROW_GROUP))),
    (5, List(&Struct(PAIR))),
    (6, Binary),
    (7, List(&Struct(&[(1, Struct(&[]))]))),
];

const ELEMENT: Fields = &[
    (1, Number),
    (2, Number),
    (3, Number),
    (4, Binary),
    (5, Number),
    (6, Number),
    (7, Number),
    (8, Number),
    (9, Number),
    (10, Struct(LOGICAL)),
];

/// One of these kinds of value: decimals, times of day, instants, whole numbers, variants, places on a plane and on the globe have more to say.
const LOGICAL: Fields = &[
    (5, Struct(&[(1, Number), (2, Number)])),
    (7, Struct(TIME)),
    (8, Struct(TIME)),
    (10, Struct(&[(1, Byte), (2, Truth)])),
    (16, Struct(&[(1, Byte)])),
    (17, Struct(&[(1, Binary)])),
    (18, Struct(&[(1, Binary), (2, Number)])),
];
const TIME: Fields = &[(1, Truth), (2, Struct(&[(1, Struct(&[])), (2, Struct(&[])), (3, Struct(&[]))]))];

const ROW_GROUP: Fields = &[
    (1, List(&Struct(CHUNK))),
    (2, Number),
    (3, Number),
    (4, List(&Struct(&[(1, Number), (2, Truth), (3, Truth)]))),
    (5, Number),
    (6, Number),
    (7, Number),
];

const CHUNK: Fields =
    &[(1, Binary), (2, Number), (3, Struct(COLUMN)), (4, Number), (5, Number), (6, Number), (7, Number), (9, Binary)];

const COLUMN: Fields = &[
    (1, Number),
    (2, List(&Number)),
    (3, List(&Binary)),
    (4, Number),
    (5, Number),
    (6, Number),
    (7, Number),
    (8, List(&Struct(PAIR))),
    (9, Number),
    (10, Number),
    (11, Number),
    (12, Struct(STATISTICS)),
    (13, List(&Struct(&[(1, Number), (2, Number), (3, Number)]))),
    (14, Number),
    (15, Number),
    (16, Struct(&[(1, Number), (2, List(&Number)), (3, List(&Number))])),
    (17, Struct(&[(1, Struct(BOX)), (2, List(&Number))])),
];

const BOX: Fields =
    &[(1, Double), (2, Double), (3, Double), (4, Double), (5, Double), (6, Double), (7, Double), (8, Double)];

const PAIR: Fields = &[(1, Binary), (2, Binary)];

const STATISTICS: Fields = &[
    (1, Binary),
    (2, Binary),
    (3, Number),
    (4, Number),
    (5, Binary),
    (6, Binary),
    (7, Truth),
    (8, Truth),
    (9, Number),
];

/// The head of a page: of data, of an index, of a dictionary, or of data as newer writers lay it out.
static PAGE: Fields = &[
    (1, Number),
    (2, Number),
    (3, Number),
    (4, Number),
    (5, Struct(&[(1, Number), (2, Number), (3, Number), (4, Number), (5, Struct(STATISTICS))])),
    (6, Struct(&[])),
    (7, Struct(&[(1, Number), (2, Number), (3, Truth)])),
    (8, Struct(DATA_2)),
];
const DATA_2: Fields = &[
    (1, Number),
    (2, Number),
    (3, Number),
    (4, Number),
    (5, Number),
    (6, Number),
    (7, Truth),
    (8, Struct(STATISTICS)),
];

/// Whether bytes begin with the description of a file, all of it and nothing but what it should be.
pub(super) fn is_file(bytes: &[u8]) -> bool {
    walk(&mut Thrift(bytes), FILE).is_some()
}

/// Whether bytes begin with the head of a page, all of it and nothing but what it should be.
pub(super) fn is_page(bytes: &[u8]) -> bool {
    walk(&mut Thrift(bytes), PAGE).is_some()
}

fn walk(thrift: &mut Thrift<'_>, fields: Fields) -> Option<()> {
    let mut last = 0;
    while let Some(field) = thrift.field(last)? {
        last = field.id;
        match fields.iter().find(|known| known.0 == field.id) {
            Some((_, value)) => value.pass(thrift, field.kind)?,
            None => thrift.skip(field.kind)?,
        }
    }
    Some(())
}

impl Value {
    /// Passes a value that the file says to be of a kind, as deep as the structures above lie in each other.
    fn pass(&self, thrift: &mut Thrift<'_>, kind: Kind) -> Option<()> {
        match (self, kind) {
            (Truth, Kind::True | Kind::False)
            | (Byte, Kind::Byte)
            | (Number, Kind::Number)
            | (Double, Kind::Double)
            | (Binary, Kind::Binary) => thrift.skip(kind),
            (Struct(fields), Kind::Struct) => walk(thrift, fields),
            (List(value), Kind::List) => {
                let (kind, count) = thrift.list()?;
                (0..count).try_for_each(|_| value.pass(thrift, kind))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_have_to_be_of_their_kind() {
        // A version, a schema of nothing, the number of rows, and a field that nobody knows.
        assert!(is_file(&[0x15, 2, 0x19, 0x0c, 0x16, 0, 0xf8, 1, b'x', 0]));
        // A list where the version should be: the library reads its head as a number, and what follows as other fields.
        assert!(!is_file(&[0x19, 0x16, 0x74, 0]));
        assert!(!is_file(&[0x15, 2, 0x1c, 0, 0]), "a structure where the schema should be");
        assert!(!is_file(&[0x15, 2, 0x19, 0x15, 2, 0]), "a schema of numbers");
    }

    #[test]
    fn heads_of_pages_are_told() {
        let head = [0x15, 0, 0x15, 2, 0x15, 2, 0x2c, 0x15, 6, 0x15, 0, 0x15, 6, 0x15, 6, 0x1c, 0x18, 1, b'a', 0, 0, 0];
        assert!(is_page(&head) && !is_page(&head[..head.len() - 1]));
        // The same with a list where the statistics should be.
        assert!(!is_page(&[&head[..15], &[0x19, 0x15, 2, 0, 0]].concat()));
    }
}
