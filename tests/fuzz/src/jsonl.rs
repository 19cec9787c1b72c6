//! JSONL to records: the same ones however the bytes arrive, each line by itself, and none above the limit.

use std::io::BufRead;

use polyscrub::source::{Fields, Limits, Record, RecordContent, RecordError, RecordProblem, Records};
use serde_json::{Map, Value};

use super::chunks::Chunks;

/// Bytes before the input proper: four chunk sizes, then the limit.
const HEAD: usize = 5;
/// What a unit of the limit's byte stands for, in bytes: lines of a few hundred bytes are below it or above.
const LIMIT_UNIT: u64 = 8;
/// A limit that no input reaches.
const NO_LIMIT: u64 = u64::MAX;

type Found = Result<Record, RecordError>;

/// The first bytes are the sizes of the chunks, in turn, and the limit; 0 for none.
pub fn check(input: &[u8]) {
    let Some((head, bytes)) = input.split_first_chunk::<HEAD>() else { return };
    let [sizes @ .., limit] = head;
    let limit = if *limit == 0 { NO_LIMIT } else { u64::from(*limit) * LIMIT_UNIT };
    let whole = read(bytes, limit);
    assert_eq!(whole, read(Chunks::new(bytes, sizes), limit));
    assert_eq!(whole, by_line(bytes, limit));
    whole.iter().flatten().for_each(check_record);
    check_values(bytes, &whole);
}

fn read(reader: impl BufRead, limit: u64) -> Vec<Found> {
    Records::new(reader, Fields::default(), Limits { page: limit, total: None }).collect()
}

/// Every line read by itself: what one says is nothing to the others.
fn by_line(bytes: &[u8], limit: u64) -> Vec<Found> {
    let mut found = Vec::new();
    for (line, number) in bytes.split(|&byte| byte == b'\n').zip(1..) {
        // A byte order mark is skipped on the first line only.
        let alone = if number == 1 { line.to_vec() } else { [b"\n", line].concat() };
        for record in read(&alone[..], limit) {
            found.push(match record {
                Ok(record) => Ok(Record { number, ..record }),
                Err(error) => Err(RecordError { number, ..error }),
            });
        }
        let too_large = line.len() as u64 > limit;
        let told = RecordError { number, problem: RecordProblem::TooLarge { limit } };
        assert_eq!(found.last() == Some(&Err(told)), too_large, "line {number} of {} bytes", line.len());
    }
    found
}

/// What is taken out of the record is nothing in it.
fn check_record(record: &Record) {
    let taken = match record.content {
        RecordContent::Text(_) => "text",
        RecordContent::Html(_) => "html",
        RecordContent::Missing => return,
        RecordContent::Raw { .. } | RecordContent::NoPage | RecordContent::TooLarge => {
            panic!("lines of JSON have none of these: {record:?}")
        }
    };
    assert_eq!(record.value.json().get(taken), Some(&Value::Null));
}

/// The fields of lines that need no mending, as the JSON parser gives them.
fn check_values(bytes: &[u8], found: &[Found]) {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let lines: Vec<&str> = text.split('\n').collect();
    for record in found.iter().flatten() {
        let number = usize::try_from(record.number).unwrap_or(usize::MAX);
        let Some(line) = lines.get(number - 1) else { continue };
        let Ok(expected) = serde_json::from_str::<Map<String, Value>>(line.trim_start_matches('\u{feff}')) else {
            continue;
        };
        assert_eq!(record.replaced, 0);
        assert_eq!(restored(record), expected);
    }
}

/// The fields with the content back in its place.
fn restored(record: &Record) -> Map<String, Value> {
    let mut value = record.value.json().into_owned();
    match &record.content {
        RecordContent::Text(text) => value.insert("text".to_owned(), text.clone().into()),
        RecordContent::Html(html) => value.insert("html".to_owned(), html.clone().into()),
        _ => None,
    };
    value
}
