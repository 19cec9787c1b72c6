//! Tables: whatever the bytes, rows in order and none above the limit; what could be read can be written, or is refused, and
//! then reads as before.

use std::{fmt::Debug, io::Cursor, sync::Arc, sync::LazyLock};

use polyscrub::{
    outcome::{Origin, Outcome, Status},
    settings::Format,
    sink::{
        WriteError,
        parquet::{Columns, ParquetDraft},
    },
    source::{Fields, InputFormat, Limits, Record, RecordContent, RecordError, RecordProblem, Shard, open_stream},
    user::UserFields,
};
use serde_json::{Map, json};

/// Where tables are written; gone with the process.
static FOLDER: LazyLock<tempfile::TempDir> = LazyLock::new(|| tempfile::tempdir().expect("a place for files"));

/// Bytes before the input proper: what to do with it, the limit, and where the footer begins.
const HEAD: usize = 4;
/// What a unit of the limit's byte stands for, in bytes: pages are below it or above.
const LIMIT_UNIT: u64 = 8;
/// A limit that no input reaches.
const NO_LIMIT: u64 = u64::MAX;
/// Rows that are looked at. A few bytes can say that a null comes a billion times.
const ROWS: usize = 64;
/// Divides an input into pages.
const DIVIDER: u8 = b'~';

type Found = Result<Record, RecordError>;

/// The first byte chooses: pages that a table is made of, a file as it is, or, more often than those, one whose end is put
/// behind it, so that the footer may have any length.
pub fn check(input: &[u8]) {
    let Some((&[what, limit, start @ ..], bytes)) = input.split_first_chunk::<HEAD>() else { return };
    let limit = if limit == 0 { NO_LIMIT } else { u64::from(limit) * LIMIT_UNIT };
    match what % 4 {
        0 => check_made(bytes),
        1 => check_file(bytes, limit),
        _ => check_file(&ended(bytes, u16::from_le_bytes(start).into()), limit),
    }
}

/// A file whose footer is all from `start` on.
fn ended(bytes: &[u8], start: usize) -> Vec<u8> {
    let length = u32::try_from(bytes.len().saturating_sub(start)).unwrap_or(u32::MAX);
    [bytes, &length.to_le_bytes(), b"PAR1"].concat()
}

fn open(bytes: &[u8], limit: u64) -> Option<Shard> {
    let limits = Limits { page: limit, total: None };
    let opened = open_stream(Cursor::new(bytes.to_vec()), None, InputFormat::Parquet, limits).ok()?;
    // Bytes without the mark of a table are no text either.
    opened.table.as_ref()?;
    opened.records(&Fields::default(), true, limits).ok()
}

fn read(shard: Shard) -> Vec<Found> {
    shard.records.take(ROWS).collect()
}

fn check_file(bytes: &[u8], limit: u64) {
    let Some(mut shard) = open(bytes, NO_LIMIT) else { return };
    let layout = shard.layout.take().expect("the shape of a table");
    let found = read(shard);
    check_numbers(&found);
    let limited = read(open(bytes, limit).expect("what was opened a moment ago"));
    check_limit(&found, &limited, limit);
    let rows: Vec<_> = found.into_iter().flatten().collect();
    let Ok(written) = write(Columns::Mirror(layout), &rows) else { return };
    let again = read(open(&written, NO_LIMIT).expect("a table of our own"));
    assert_eq!(again.len(), rows.len());
    for (before, after) in rows.iter().zip(again) {
        let after = after.expect("a row of our own");
        assert_eq!(page(before), page(&after));
        assert_eq!(before.value.json(), after.value.json());
    }
}

/// Rows are numbered upwards; what is lost is told in its place.
fn check_numbers(found: &[Found]) {
    let mut last = 0;
    for row in found {
        match row {
            Ok(record) => {
                assert!(record.number > last, "{} after {last}", record.number);
                last = record.number;
            }
            Err(error) => {
                assert!(error.number > last, "{error:?} after {last}");
                assert!(matches!(error.problem, RecordProblem::Read(_)), "{error:?}");
            }
        }
    }
}

/// A limit changes nothing but pages above it.
fn check_limit(found: &[Found], limited: &[Found], limit: u64) {
    assert_eq!(found.len(), limited.len());
    for pair in found.iter().zip(limited) {
        let (Ok(record), Ok(limited)) = pair else {
            same(pair.0.as_ref().err(), pair.1.as_ref().err());
            continue;
        };
        same((record.number, &record.id, &record.url), (limited.number, &limited.id, &limited.url));
        let is_above = record.content.size() as u64 > limit;
        same(if is_above { &RecordContent::TooLarge } else { &record.content }, &limited.content);
    }
}

fn same<T: PartialEq + Debug>(one: T, other: T) {
    assert_eq!(one, other);
}

/// The page of a row, as text.
fn page(record: &Record) -> String {
    match &record.content {
        RecordContent::Text(text) | RecordContent::Html(text) => text.clone(),
        RecordContent::Raw { bytes, .. } => String::from_utf8_lossy(bytes).into_owned(),
        other => panic!("rows without a limit are none of these: {other:?}"),
    }
}

/// Pages come out of a table as they went in.
fn check_made(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let made = |(text, number): (&str, u64)| Record {
        number,
        value: UserFields::Json(Map::from_iter([("n".to_owned(), json!(number)), ("url".to_owned(), json!(text))])),
        id: None,
        url: Some(text.to_owned()),
        content: RecordContent::Text(text.to_owned()),
        replaced: 0,
    };
    let rows: Vec<_> = text.split(char::from(DIVIDER)).zip(1..).take(ROWS).map(made).collect();
    let written = write(Columns::Own { url: "url".to_owned() }, &rows).expect("a table of text");
    let found = read(open(&written, NO_LIMIT).expect("a table of our own"));
    assert_eq!(found.len(), rows.len());
    for (before, after) in rows.iter().zip(found) {
        let after = after.expect("a row of our own");
        assert_eq!((&after.content, after.number, &after.url), (&before.content, before.number, &before.url));
    }
}

/// A table of rows, as a run writes it.
fn write(columns: Columns, rows: &[Record]) -> Result<Vec<u8>, WriteError> {
    let path = FOLDER.path().join("written");
    let mut draft = ParquetDraft::new(&path, columns)?;
    for row in rows {
        draft.write(&outcome(row), &page(row))?;
    }
    draft.finish(true)?;
    Ok(std::fs::read(path).expect("a file that was written"))
}

fn outcome(record: &Record) -> Outcome {
    Outcome {
        origin: Arc::new(Origin { source: "a.parquet".to_owned(), shard: true, ..Origin::default() }),
        page: format!("a.parquet#{}", record.number),
        status: Status::Emptied,
        reason: None,
        detail: None,
        bytes: 0,
        site: String::new(),
        mined: String::new(),
        record: Some(record.value.clone()),
        format: Format::Text,
        cleaned: None,
        keys: None,
    }
}
