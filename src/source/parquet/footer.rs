//! The footer of a Parquet file, looked over before the library reads it: that one recurses over the schema and allocates
//! by the counts in it, and would end the process over a few bytes that lie.

use super::{
    grammar::is_file,
    thrift::{Field, Kind, Thrift},
};

/// The field of the footer that lists the schema.
const SCHEMA: i64 = 2;
/// The fields of an element of the schema: its type, the length of its values, its name, and how many elements it holds.
const TYPE: i64 = 1;
const LENGTH: i64 = 2;
const NAME: i64 = 4;
const CHILDREN: i64 = 5;

/// The type of values that all have one length.
const FIXED: i64 = 7;

/// Elements within elements: a list of records of lists takes eight, and nobody nests ten of those.
const DEPTH: usize = 64;
/// Bytes of the paths of all columns together: a thousand columns have some ten thousand.
const PATH_BYTES: usize = 64 << 20;
/// Bytes of a row in columns of fixed length, which are filled where there is no value: hashes and decimals have some tens.
const FIXED_BYTES: usize = 1 << 20;

/// Looks a footer over.
///
/// # Errors
/// What is wrong with it.
pub(super) fn check(footer: &[u8]) -> Result<(), &'static str> {
    if !is_file(footer) {
        return Err(BROKEN);
    }
    let mut thrift = Thrift(footer);
    let mut last = 0;
    while let Some(field) = thrift.field(last).ok_or(BROKEN)? {
        last = field.id;
        match field {
            Field { id: SCHEMA, kind: Kind::List } => schema(&mut thrift)?,
            Field { kind, .. } => thrift.skip(kind).ok_or(BROKEN)?,
        }
    }
    Ok(())
}

const BROKEN: &str = "its description is broken";

/// An element of the schema.
#[derive(Debug, Default)]
struct Element {
    name: usize,
    fixed: usize,
    children: usize,
}

fn schema(thrift: &mut Thrift<'_>) -> Result<(), &'static str> {
    let (kind, count) = thrift.list().ok_or(BROKEN)?;
    // What is open at the moment: elements to come, and bytes of the path.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let (mut paths, mut fixed) = (0_usize, 0_usize);
    for left in (0..count).rev() {
        let element = element(thrift, kind).ok_or(BROKEN)?;
        while open.last().is_some_and(|outer| outer.0 == 0) {
            open.pop();
        }
        let outer = open.last_mut().map_or(0, |outer| {
            outer.0 -= 1;
            outer.1
        });
        let path = outer.saturating_add(element.name);
        (paths, fixed) = (paths.saturating_add(path), fixed.saturating_add(element.fixed));
        if element.children > left {
            return Err(BROKEN);
        }
        open.push((element.children, path));
        if open.len() > DEPTH {
            return Err("its columns are nested too deeply");
        }
    }
    if paths > PATH_BYTES {
        return Err("the names of its columns are too long");
    }
    if fixed > FIXED_BYTES { Err("its columns of fixed length are too wide") } else { Ok(()) }
}

fn element(thrift: &mut Thrift<'_>, kind: Kind) -> Option<Element> {
    let (mut element, mut last, mut of_fixed) = (Element::default(), 0, false);
    if kind != Kind::Struct {
        return None;
    }
    let size = |number: i64| usize::try_from(number).unwrap_or(0);
    while let Some(field) = thrift.field(last)? {
        last = field.id;
        match field {
            Field { id: NAME, kind: Kind::Binary } => element.name = thrift.binary()?,
            Field { id: TYPE, kind: Kind::Number } => of_fixed = thrift.number()? == FIXED,
            Field { id: LENGTH, kind: Kind::Number } => element.fixed = size(thrift.number()?),
            Field { id: CHILDREN, kind: Kind::Number } => element.children = size(thrift.number()?),
            Field { kind, .. } => thrift.skip(kind)?,
        }
    }
    // Some writers give a length to values of any.
    element.fixed *= usize::from(of_fixed);
    Some(element)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(mut number: u64, bytes: &mut Vec<u8>) {
        while number >= 0x80 {
            bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        bytes.push(number as u8);
    }

    /// A footer with a schema of these elements: type, length, name, and elements within.
    fn footer(elements: &[(Option<u64>, u64, &str, u64)]) -> Vec<u8> {
        let mut bytes = vec![0x15, 2, 0x19, 0xfc];
        number(elements.len() as u64, &mut bytes);
        for (kind, length, name, children) in elements {
            let before = kind.map_or(0x48, |kind| {
                bytes.extend([0x15, kind as u8 * 2, 0x15]);
                number(length * 2, &mut bytes);
                0x28
            });
            bytes.push(before);
            number(name.len() as u64, &mut bytes);
            bytes.extend(name.as_bytes());
            if *children > 0 {
                bytes.push(0x15);
                number(children * 2, &mut bytes);
            }
            bytes.push(0);
        }
        bytes.extend([0x16, 0, 0x19, 0x0c, 0]);
        bytes
    }

    const TEXT: (Option<u64>, u64, &str, u64) = (Some(6), 0, "text", 0);

    #[test]
    fn tables_pass() {
        assert_eq!(check(&footer(&[(None, 0, "table", 2), TEXT, (Some(7), 32, "hash", 0)])), Ok(()));
        let nested = [(None, 0, "table", 2), (None, 0, "a", 1), (None, 0, "list", 1), TEXT, TEXT];
        assert_eq!(check(&footer(&nested)), Ok(()));
        let wide: Vec<_> = [(None, 0, "table", 5000)].into_iter().chain([TEXT; 5000]).collect();
        assert_eq!(check(&footer(&wide)), Ok(()));
        assert_eq!(
            check(&footer(&[(None, 0, "table", 1), (Some(6), 1 << 30, "text", 0)])),
            Ok(()),
            "a length of nothing"
        );
    }

    #[test]
    fn schemas_that_lie_are_refused() {
        let deep: Vec<_> = [(None, 0, "a", 1)].into_iter().cycle().take(200_000).chain([TEXT]).collect();
        assert_eq!(check(&footer(&deep)), Err("its columns are nested too deeply"));
        assert_eq!(check(&footer(&[(None, 0, "table", 1 << 30), TEXT])), Err(BROKEN));
        assert_eq!(
            check(&footer(&[(None, 0, "table", 1), (Some(7), 1 << 30, "hash", 0)])),
            Err("its columns of fixed length are too wide")
        );
        let name = "n".repeat(1 << 20);
        let long: Vec<_> =
            [(None, 0, "table", 1), (None, 0, name.as_str(), 100)].into_iter().chain([TEXT; 100]).collect();
        assert_eq!(check(&footer(&long)), Err("the names of its columns are too long"));
        let whole = footer(&[(None, 0, "table", 1), TEXT]);
        assert!((0..whole.len()).all(|end| check(&whole[..end]) == Err(BROKEN)));
    }
}
