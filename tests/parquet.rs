//! Tables in and out: columns of every type come out as they went in, and bad files fail alone.
#![cfg(all(feature = "parquet", unix))]

mod common;

use std::{
    fs::{self, File},
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
};

use arrow_array::{Array, ArrayRef, Int32Array, RecordBatch, builder::*, cast::AsArray, types::*};
use arrow_schema::{DataType, Field, Schema, TimeUnit};
use common::{ARTICLE, polyscrub, tree};
use parquet::{
    arrow::{ArrowWriter, arrow_reader::ParquetRecordBatchReaderBuilder},
    basic::{Compression, GzipLevel, ZstdLevel},
    file::{
        metadata::{ColumnChunkMetaData, KeyValue, ParquetMetaData, ParquetMetaDataReader, ParquetMetaDataWriter},
        properties::{WriterProperties, WriterVersion},
    },
};
use polyscrub::{
    source::{self, Fields, InputFormat, Limits},
    user::UserFields,
};
use serde_json::{Value, json};

/// A table of one row group for each batch.
fn table(batches: &[RecordBatch], properties: WriterProperties) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batches[0].schema(), Some(properties)).unwrap();
    for batch in batches {
        writer.write(batch).unwrap();
        writer.flush().unwrap();
    }
    writer.close().unwrap();
    bytes
}

fn plain(batches: &[RecordBatch]) -> Vec<u8> {
    table(batches, WriterProperties::builder().build())
}

fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, array)| (name, array, true))).unwrap()
}

fn strings(values: &[Option<&str>]) -> ArrayRef {
    Arc::new(values.iter().copied().collect::<arrow_array::StringArray>())
}

fn large(values: &[Option<&str>]) -> ArrayRef {
    Arc::new(values.iter().copied().collect::<arrow_array::LargeStringArray>())
}

/// The whole of a table.
fn read(path: &Path) -> RecordBatch {
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    let schema = Arc::clone(builder.schema());
    let batches: Vec<RecordBatch> = builder.build().unwrap().map(Result::unwrap).collect();
    arrow_select::concat::concat_batches(&schema, &batches).unwrap()
}

fn column<'b>(batch: &'b RecordBatch, name: &str) -> &'b ArrayRef {
    batch.column_by_name(name).unwrap()
}

fn texts(batch: &RecordBatch, name: &str) -> Vec<String> {
    let array = column(batch, name);
    (0..array.len()).map(|index| arrow_cast::display::array_value_to_string(array, index).unwrap()).collect()
}

fn told(batch: &RecordBatch, field: &str) -> Vec<String> {
    let array = column(batch, "polyscrub").as_struct().column_by_name(field).unwrap();
    (0..array.len()).map(|index| arrow_cast::display::array_value_to_string(array, index).unwrap()).collect()
}

fn lines(bytes: &[u8]) -> Vec<Value> {
    String::from_utf8_lossy(bytes).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A page that loses its last two lines.
fn page(number: usize) -> String {
    format!("{ARTICLE}\nDer Fischer zählt heute {number} Boote.\n\nShare on Facebook\n\nAll rights reserved\n")
}

const ROWS: usize = 40;

/// A column of each type that might not survive a way through JSON.
fn of_all_types() -> RecordBatch {
    let pages: Vec<String> = (0..ROWS).map(page).collect();
    let some = |index: usize| index % 5 != 3;
    let mut list = ListBuilder::new(Int32Builder::new());
    let mut tags = MapBuilder::new(None, StringBuilder::new(), Int64Builder::new());
    let mut kinds = StringDictionaryBuilder::<Int32Type>::new();
    let mut hash = FixedSizeBinaryBuilder::new(4);
    let mut vector = FixedSizeListBuilder::new(Float32Builder::new(), 2);
    for index in 0..ROWS {
        list.append_option(some(index).then(|| [Some(1), None, i32::try_from(index).ok()]));
        tags.keys().append_value("batch");
        tags.values().append_value(7);
        tags.append(some(index)).unwrap();
        kinds.append_value(if index % 2 == 0 { "news" } else { "blog" });
        hash.append_value([0, 255, 10, u8::try_from(index).unwrap()]).unwrap();
        vector.values().append_slice(&[0.5, 1.5]);
        vector.append(some(index));
    }
    let numbers = || (0..ROWS as i64).map(|index| some(index as usize).then_some(index));
    let times: arrow_array::TimestampMicrosecondArray = numbers().collect();
    let days: arrow_array::Date32Array = numbers().map(|day| day.map(|day| day as i32)).collect();
    let sums: arrow_array::Decimal128Array = numbers().map(|sum| sum.map(|sum| i128::from(sum) * 101)).collect();
    let ratios = numbers().map(|ratio| ratio.map(|ratio| if ratio % 2 == 0 { f64::NAN } else { 1.0 / ratio as f64 }));
    let bytes = (0..ROWS).map(|index| some(index).then_some(b"\0\xff\xfe".as_slice()));
    let inner: ArrayRef = Arc::new(list.finish_cloned());
    let nested = vec![(Arc::new(Field::new("inner", inner.data_type().clone(), true)), inner)];
    batch(vec![
        ("id", large(&(0..ROWS).map(|_| Some("one")).collect::<Vec<_>>())),
        ("list", Arc::new(list.finish())),
        ("nested", Arc::new(arrow_array::StructArray::from(nested))),
        ("text", large(&pages.iter().map(|page| Some(page.as_str())).collect::<Vec<_>>())),
        ("time", Arc::new(times.with_timezone("Europe/Vienna"))),
        ("day", Arc::new(days)),
        ("sum", Arc::new(sums.with_precision_and_scale(30, 2).unwrap())),
        ("bytes", Arc::new(bytes.collect::<arrow_array::BinaryArray>())),
        ("hash", Arc::new(hash.finish())),
        ("ratio", Arc::new(ratios.collect::<arrow_array::Float64Array>())),
        ("kind", Arc::new(kinds.finish())),
        ("vector", Arc::new(vector.finish())),
        ("tags", Arc::new(tags.finish())),
        ("small", Arc::new((0..ROWS as u8).map(Some).collect::<arrow_array::UInt8Array>())),
        ("flag", Arc::new((0..ROWS).map(|index| Some(index % 2 == 0)).collect::<arrow_array::BooleanArray>())),
    ])
}

#[test]
fn columns_of_any_type_come_out_as_they_went_in() {
    let folder = tempfile::tempdir().unwrap();
    let whole = of_all_types();
    let halves = [whole.slice(0, 23), whole.slice(23, ROWS - 23)];
    let written = [
        WriterProperties::builder()
            .set_key_value_metadata(Some(vec![KeyValue::new("license".to_owned(), "CC0".to_owned())]))
            .build(),
        WriterProperties::builder()
            .set_writer_version(WriterVersion::PARQUET_2_0)
            .set_dictionary_enabled(false)
            .set_compression(Compression::GZIP(GzipLevel::default()))
            .set_data_page_row_count_limit(7)
            .build(),
        WriterProperties::builder().set_compression(Compression::LZ4_RAW).build(),
        WriterProperties::builder().set_compression(Compression::SNAPPY).build(),
    ];
    for (number, properties) in written.into_iter().enumerate() {
        let (from, to) = (folder.path().join(format!("{number}.parquet")), folder.path().join("out.parquet"));
        fs::write(&from, table(&halves, properties)).unwrap();
        polyscrub().arg("clean").arg(&from).arg("-o").arg(&to).assert().code(0);
        let (before, after) = (read(&from), read(&to));
        assert_eq!(&before.schema().fields()[..], &after.schema().fields()[..before.num_columns()]);
        assert_eq!(after.schema().fields().last().unwrap().name(), "polyscrub");
        for (name, array) in
            before.schema().fields().iter().zip(before.columns()).filter(|pair| pair.0.name() != "text")
        {
            // By their bits: a number that is none equals nothing.
            assert_eq!(&array.to_data(), &column(&after, name.name()).to_data(), "{name} of {number}");
        }
        let expected = |index| format!("{ARTICLE}\nDer Fischer zählt heute {index} Boote.\n");
        assert_eq!(texts(&after, "text"), (0..ROWS).map(expected).collect::<Vec<_>>());
        assert_eq!(told(&after, "status"), vec!["cleaned"; ROWS]);
        assert_eq!(told(&after, "language"), vec!["de"; ROWS]);
        let metadata = ParquetMetaDataReader::new().parse_and_finish(&File::open(&to).unwrap()).unwrap();
        let keys = metadata.file_metadata().key_value_metadata().unwrap();
        assert_eq!(
            keys.iter().any(|entry| entry.key == "license" && entry.value.as_deref() == Some("CC0")),
            number == 0
        );
    }
}

#[test]
fn a_table_is_cleaned_as_lines_are() {
    let folder = tempfile::tempdir().unwrap();
    let whole = of_all_types();
    let pages = texts(&whole, "text");
    let shard: String = pages.iter().map(|page| format!("{}\n", json!({ "id": "one", "text": page }))).collect();
    let from = folder.path().join("in");
    tree(&from, &[("a.parquet", &plain(&[whole])), ("b.jsonl", shard.as_bytes())]);
    let records = lines(&polyscrub().args(["clean", "--to", "jsonl", "-q"]).arg(&from).output().unwrap().stdout);
    let (rows, objects) = records.split_at(ROWS);
    assert_eq!(objects.len(), ROWS);
    for (row, object) in rows.iter().zip(objects) {
        assert_eq!((&row["text"], &row["polyscrub"]), (&object["text"], &object["polyscrub"]));
    }
    let outs = ["1", "4"].map(|threads| {
        let out = folder.path().join(threads);
        polyscrub().args(["clean", "-q", "--threads", threads]).arg(&from).arg("-o").arg(&out).assert().code(0);
        fs::read(out.join("a.parquet")).unwrap()
    });
    assert!(outs[0] == outs[1], "the number of threads changes nothing");
    let again = read(&folder.path().join("1/a.parquet"));
    assert_eq!(texts(&again, "text"), objects.iter().map(|line| line["text"].as_str().unwrap()).collect::<Vec<_>>());
}

#[test]
fn a_row_becomes_json_where_that_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.parquet");
    fs::write(&path, plain(&[of_all_types()])).unwrap();
    let records = lines(&polyscrub().args(["clean", "-q"]).arg(&path).output().unwrap().stdout);
    let mut row = records[1].clone();
    let keys: Vec<String> = row.as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys[..5], ["id", "text", "source", "list", "nested"]);
    for key in ["text", "source", "polyscrub"] {
        row.as_object_mut().unwrap().remove(key);
    }
    let expected = json!({
        "id": "one", "list": [1, null, 1], "nested": {"inner": [1, null, 1]}, "time": "1970-01-01T00:00:00.000001Z",
        "day": "1970-01-02", "sum": "1.01", "bytes": "00fffe", "hash": "00ff0a01", "ratio": 1.0, "kind": "blog",
        "vector": [0.5, 1.5], "tags": {"batch": 7}, "small": 1, "flag": false,
    });
    assert_eq!(row, expected);
    assert_eq!(
        (&records[2]["ratio"], &records[3]["list"], &records[3]["tags"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
    let records =
        lines(&polyscrub().args(["clean", "-q"]).write_stdin(fs::read(&path).unwrap()).output().unwrap().stdout);
    assert_eq!((records.len(), &records[1]["sum"]), (ROWS, &json!("1.01")));
}

#[test]
fn pages_may_be_in_columns_of_many_types() {
    let folder = tempfile::tempdir().unwrap();
    let (from, out) = (folder.path().join("in"), folder.path().join("out"));
    let html = ["<p>Der Fluss ist breit.</p>", " "].map(Some);
    let views: arrow_array::StringViewArray =
        ["Der Fluss ist breit.", "Das Tal ist eng."].map(Some).into_iter().collect();
    let mut words = StringDictionaryBuilder::<Int8Type>::new();
    words.append_value("Der Fluss ist breit.");
    words.append_null();
    let bytes = arrow_array::BinaryArray::from(vec![b"Der Fluss ist breit.".as_slice(), b"Stra\xdfe und Gr\xfc\xdfe"]);
    let ids = || strings(&[Some("x"), None]);
    let tables = [
        ("bytes.parquet", batch(vec![("id", ids()), ("text", Arc::new(bytes))])),
        (
            "html.parquet",
            batch(vec![("id", ids()), ("html", large(&html)), ("n", Arc::new(Int32Array::from(vec![1, 2])))]),
        ),
        ("views.parquet", batch(vec![("text", Arc::new(views)), ("polyscrub", ids()), ("html", strings(&html))])),
        ("words.parquet", batch(vec![("text", Arc::new(words.finish()))])),
    ];
    fs::create_dir(&from).unwrap();
    for (name, batch) in &tables {
        fs::write(from.join(name), plain(std::slice::from_ref(batch))).unwrap();
    }
    polyscrub().args(["clean", "-q"]).arg(&from).arg("-o").arg(&out).assert().code(0);
    let names =
        |batch: &RecordBatch| batch.schema().fields().iter().map(|field| field.name().clone()).collect::<Vec<_>>();
    let read = |name: &str| read(&out.join(name));
    let cleaned = read("bytes.parquet");
    assert_eq!(column(&cleaned, "text").data_type(), &DataType::Binary);
    assert_eq!(column(&cleaned, "text").as_binary::<i32>().value(1), "Straße und Grüße".as_bytes());
    let cleaned = read("html.parquet");
    assert_eq!(names(&cleaned), ["id", "text", "n", "polyscrub"], "the text takes the place of the HTML");
    assert_eq!(
        (texts(&cleaned, "text"), texts(&cleaned, "id")),
        (vec!["Der Fluss ist breit.\n".into(), String::new()], vec!["x".into(), String::new()])
    );
    assert_eq!(told(&cleaned, "reason"), ["", "no-text"]);
    let cleaned = read("views.parquet");
    assert_eq!(names(&cleaned), ["text", "polyscrub"], "what an earlier run told makes way");
    assert_eq!(texts(&cleaned, "text"), ["Der Fluss ist breit.", "Das Tal ist eng."]);
    let cleaned = read("words.parquet");
    assert_eq!(texts(&cleaned, "text"), ["Der Fluss ist breit.", ""]);
    assert!(column(&cleaned, "text").is_valid(1), "a null text is an empty one");
    let kept = folder.path().join("kept.parquet");
    polyscrub()
        .args(["clean", "-q", "--keep-html"])
        .arg(from.join("html.parquet"))
        .arg("-o")
        .arg(&kept)
        .assert()
        .code(0);
    assert_eq!(names(&self::read(&kept)), ["id", "text", "html", "n", "polyscrub"]);
}

#[test]
fn any_records_make_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let (from, out) = (folder.path().join("in"), folder.path().join("out.parquet"));
    let shard = b"{\"id\":7,\"url\":\"http://a.example/\",\"text\":\"Das Tal ist eng.\",\"n\":[1,2.50]}\nnot json\n{\"text\":null}\n";
    tree(&from, &[("a.txt", ARTICLE.as_bytes()), ("b.jsonl", shard)]);
    polyscrub().args(["clean", "-q", "--to", "parquet"]).arg(&from).arg("-o").arg(&out).assert().code(3);
    let cleaned = read(&out);
    let names: Vec<_> = cleaned.schema().fields().iter().map(|field| field.name().clone()).collect();
    assert_eq!(names, ["id", "text", "source", "url", "polyscrub", "fields"]);
    assert_eq!(texts(&cleaned, "id"), ["a.txt", "7", "", "b.jsonl#3"]);
    assert!(column(&cleaned, "id").is_null(2), "a line that is not JSON has no name");
    assert_eq!(texts(&cleaned, "text"), [ARTICLE, "Das Tal ist eng.", "", ""]);
    assert_eq!(texts(&cleaned, "source"), ["a.txt", "b.jsonl", "b.jsonl", "b.jsonl"]);
    assert_eq!(texts(&cleaned, "url"), ["", "http://a.example/", "", ""]);
    assert_eq!(texts(&cleaned, "fields"), ["", "{\"n\":[1,2.50]}", "", ""]);
    assert_eq!(told(&cleaned, "status"), ["cleaned", "cleaned", "failed", "emptied"]);
    assert_eq!(told(&cleaned, "flags"), ["[]", "[no-primary]", "[]", "[no-primary]"]);
}

#[test]
fn rows_may_be_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("a.parquet"), folder.path().join("out.parquet"));
    let texts_in = ["Das Tal ist eng.", "", "Der Fluss ist breit.", "Hm.", "", "Der Weg ist weit."].map(Some);
    let numbers: ArrayRef = Arc::new(Int32Array::from_iter_values(0..6));
    fs::write(&from, plain(&[batch(vec![("text", strings(&texts_in)), ("n", numbers)])])).unwrap();
    let flags = ["clean", "-q", "--drop-empty", "--min-chars", "5"];
    polyscrub().args(flags).arg(&from).arg("-o").arg(&to).assert().code(0);
    assert_eq!(texts(&read(&to), "n"), ["0", "2", "5"]);
    polyscrub().args(["clean", "-q", "--max-page-size", "18"]).arg(&from).arg("-o").arg(&to).assert().code(0);
    assert_eq!(texts(&read(&to), "text"), ["Das Tal ist eng.", "", "", "Hm.", "", "Der Weg ist weit."]);
    assert_eq!(told(&read(&to), "reason"), ["", "no-text", "too-large", "", "no-text", ""]);
}

#[test]
fn a_table_without_rows_stays_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let (from, out) = (folder.path().join("in"), folder.path().join("out"));
    let empty = batch(vec![("id", strings(&[])), ("text", strings(&[]))]);
    tree(&from, &[("none.parquet", &plain(&[empty]))]);
    polyscrub().args(["clean", "-q"]).arg(&from).arg("-o").arg(&out).assert().code(0);
    let cleaned = read(&out.join("none.parquet"));
    assert_eq!((cleaned.num_rows(), cleaned.num_columns()), (0, 3));
    assert_eq!(fs::read(out.join("pages.jsonl")).unwrap(), b"");
}

/// Cleans a directory of one good table and `files`; returns the exit code, and status and reason by page.
fn run(files: &[(&str, &[u8])]) -> (i32, Vec<(String, String, String)>) {
    let folder = tempfile::tempdir().unwrap();
    let (from, out) = (folder.path().join("in"), folder.path().join("out"));
    tree(&from, files);
    tree(
        &from,
        &[(
            "good.parquet",
            &plain(&[batch(vec![("id", strings(&[Some("good")])), ("text", strings(&[Some(ARTICLE)]))])]),
        )],
    );
    // Memory is bounded as users bound it: whoever believes a file that says it takes two gigabytes ends here.
    let program = assert_cmd::cargo::cargo_bin("polyscrub");
    let script = "ulimit -v 2000000; exec \"$@\"";
    let mut command = Command::new("sh");
    command.args(["-c", script, "sh"]).arg(program).args(["clean", "-q", "--no-config", "--threads", "1"]).arg(&from);
    let code = command.arg("-o").arg(&out).stderr(Stdio::null()).status().unwrap().code().unwrap();
    assert_eq!(texts(&read(&out.join("good.parquet")), "text"), [ARTICLE]);
    let rows = lines(&fs::read(out.join("pages.jsonl")).unwrap());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let rows = rows.iter().map(|row| (text(&row["page"]), text(&row["status"]), text(&row["reason"])));
    (code, rows.filter(|row| row.0 != "good").collect())
}

fn row(page: &str, status: &str, reason: &str) -> (String, String, String) {
    (page.to_owned(), status.to_owned(), reason.to_owned())
}

/// Ten rows in each of three row groups.
fn three_groups(properties: WriterProperties) -> Vec<u8> {
    let group = |number: usize| {
        let ids: Vec<String> = (0..10).map(|index| format!("{number}-{index}")).collect();
        let pages: Vec<String> = (0..10).map(|index| page(number * 10 + index)).collect();
        let strings =
            |values: &[String]| self::strings(&values.iter().map(|value| Some(value.as_str())).collect::<Vec<_>>());
        batch(vec![("id", strings(&ids)), ("text", strings(&pages))])
    };
    table(&[group(0), group(1), group(2)], properties)
}

#[test]
fn bad_files_fail_and_the_others_are_cleaned() {
    let whole = three_groups(WriterProperties::builder().build());
    let mut broken = whole.clone();
    let end = broken.len() - 8;
    let size = u32::from_le_bytes(broken[end..end + 4].try_into().unwrap()) as usize;
    broken[end - size..end].fill(0xa5);
    let mut endless = whole.clone();
    endless[end..end + 4].fill(0x7f);
    let other =
        plain(&[batch(vec![("body", strings(&[Some("Satz.")])), ("text", Arc::new(Int32Array::from(vec![1])))])]);
    let (code, rows) = run(&[
        ("a.parquet", &whole[..whole.len() / 2]),
        ("b.parquet", &broken),
        ("c.parquet", &endless),
        ("d.parquet", &other),
        ("e.parquet", b"PAR1\x15\x02\0\0\0\0PAR1"),
    ]);
    assert_eq!(code, 3);
    let expected = [
        row("a.parquet", "failed", "truncated"),
        row("b.parquet", "failed", "truncated"),
        row("c.parquet", "failed", "truncated"),
        row("d.parquet", "failed", "no-field"),
        row("e.parquet", "failed", "truncated"),
    ];
    assert_eq!(rows, expected);
}

#[test]
fn a_damaged_row_group_is_told_and_the_next_one_read() {
    let mut bytes =
        three_groups(WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default())).build());
    let metadata = ParquetMetaDataReader::decode_metadata(&footer(&bytes)).unwrap();
    let (start, length) = metadata.row_group(1).column(1).byte_range();
    bytes[start as usize..(start + length) as usize].fill(0xee);
    let (code, rows) = run(&[("a.parquet", &bytes)]);
    let mut expected: Vec<_> = (0..10).map(|index| row(&format!("0-{index}"), "cleaned", "")).collect();
    expected.push(row("a.parquet#11", "failed", "truncated"));
    expected.extend((0..10).map(|index| row(&format!("2-{index}"), "cleaned", "")));
    assert_eq!((code, rows), (3, expected));
}

fn footer(bytes: &[u8]) -> Vec<u8> {
    let end = bytes.len() - 8;
    let size = u32::from_le_bytes(bytes[end..end + 4].try_into().unwrap()) as usize;
    bytes[end - size..end].to_vec()
}

/// The file with another footer.
fn with_footer(bytes: &[u8], change: impl Fn(ParquetMetaData) -> ParquetMetaData) -> Vec<u8> {
    let footer = footer(bytes);
    let metadata = change(ParquetMetaDataReader::decode_metadata(&footer).unwrap());
    let mut out = bytes[..bytes.len() - 8 - footer.len()].to_vec();
    ParquetMetaDataWriter::new(&mut out, &metadata).finish().unwrap();
    out
}

/// A number as Thrift writes it, in five bytes.
const TWO_GIGABYTES: [u8; 5] = [0xfe, 0xff, 0xff, 0xff, 0x0f];

#[test]
fn what_a_file_says_of_its_size_is_not_believed() {
    let text = batch(vec![("text", strings(&[Some(&"Der Fluss ist breit. ".repeat(20))]))]);
    let small = table(
        &[text],
        WriterProperties::builder().set_dictionary_enabled(false).set_compression(Compression::SNAPPY).build(),
    );
    // The head of the first page: its kind, and what it unpacks to in two bytes.
    assert_eq!((&small[..7], small[8]), (&b"PAR1\x15\0\x15"[..], 6));
    let page = [&small[..7], &TWO_GIGABYTES, &small[9..]].concat();
    let longer = |chunk: &ColumnChunkMetaData| {
        let size = chunk.compressed_size() + 3;
        chunk.clone().into_builder().set_total_compressed_size(size).build().unwrap()
    };
    let page = with_footer(&page, |metadata| {
        let group = metadata.row_group(0).clone();
        let columns = group.columns().iter().map(longer).collect();
        let group = group.into_builder().set_column_metadata(columns).build().unwrap();
        metadata.into_builder().set_row_groups(vec![group]).build()
    });
    let rows = with_footer(&small, |metadata| {
        let group = metadata.row_group(0).clone().into_builder();
        let group = group.set_num_rows(i64::MAX / 2).set_total_byte_size(i64::MAX / 2).build().unwrap();
        metadata.into_builder().set_row_groups(vec![group]).build()
    });
    let chunk = with_footer(&small, |metadata| {
        let group = metadata.row_group(0).clone();
        let column = group.column(0).clone().into_builder().set_total_compressed_size(i64::MAX / 2);
        let column = column.set_num_values(i64::MAX / 2).build().unwrap();
        let group = group.into_builder().set_column_metadata(vec![column]).build().unwrap();
        metadata.into_builder().set_row_groups(vec![group]).build()
    });
    let (code, rows) = run(&[("chunk.parquet", &chunk), ("page.parquet", &page), ("rows.parquet", &rows)]);
    assert_eq!(code, 3);
    assert_eq!(rows.iter().filter(|row| row.1 == "failed").count(), 3, "{rows:?}");
    assert!(rows.contains(&row("page.parquet#1", "failed", "truncated")), "{rows:?}");
    assert!(rows.contains(&row("rows.parquet#1", "cleaned", "")), "what is there is read: {rows:?}");
}

#[test]
fn a_value_that_many_rows_share_is_in_memory_once() {
    const SHARED: usize = 300;
    let long = "Der Fluss ist breit. ".repeat(10_000);
    let mut words = StringDictionaryBuilder::<Int32Type>::new();
    (0..SHARED).for_each(|_| words.append_value(&long));
    let pages = strings(&[Some("Satz."); SHARED]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.parquet");
    fs::write(&path, plain(&[batch(vec![("text", pages), ("note", Arc::new(words.finish()))])])).unwrap();
    let opened = source::open(&path, InputFormat::Auto, Limits::default()).unwrap();
    let shard = opened.records(&Fields::default(), false, Limits::default()).unwrap();
    let rows = shard.records.map(|record| {
        let record = record.unwrap();
        let told = record.size();
        match record.value {
            UserFields::Row(row) => (row.rows.batch.get_array_memory_size(), told),
            UserFields::Json(_) => panic!("a row is no JSON"),
        }
    });
    let (held, told): (Vec<usize>, Vec<u64>) = rows.unzip();
    assert_eq!(held.len(), SHARED);
    assert!(held.iter().all(|size| *size < 3 * long.len()), "{held:?}");
    let told: u64 = told.iter().sum();
    assert!((long.len() as u64..2 * long.len() as u64).contains(&told), "what rows share is told once: {told}");
}

#[test]
fn tables_are_told_from_text_and_named_in_refusals() {
    let folder = tempfile::tempdir().unwrap();
    tree(folder.path(), &[("a.txt", b"PAR1 ist keine Tabelle, und das hier ist Text.\n"), ("b.txt", b"Text.\n")]);
    polyscrub()
        .arg("clean")
        .arg(folder.path().join("a.txt"))
        .assert()
        .code(0)
        .stdout("PAR1 ist keine Tabelle, und das hier ist Text.\n");
    let refused = |flags: &[&str]| {
        let output = polyscrub().arg("clean").args(flags).arg(folder.path().join("b.txt")).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(refused(&["--to", "parquet"]).contains("`-o cleaned.parquet`"));
    let output = polyscrub().args(["clean", "--input", "parquet"]).arg(folder.path().join("b.txt")).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8(output.stderr).unwrap().contains("not a whole Parquet file"));
}

#[test]
fn times_without_a_level_of_their_own_keep_their_type() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("a.parquet"), folder.path().join("out.parquet"));
    let kind = DataType::Timestamp(TimeUnit::Millisecond, None);
    let schema = Schema::new(vec![Field::new("text", DataType::Utf8, false), Field::new("time", kind, false)]);
    let times: ArrayRef = Arc::new(arrow_array::TimestampMillisecondArray::from(vec![1_700_000_000_123]));
    let text: ArrayRef = Arc::new(arrow_array::StringArray::from(vec!["Das Tal ist eng."]));
    fs::write(&from, plain(&[RecordBatch::try_new(Arc::new(schema), vec![text, times]).unwrap()])).unwrap();
    polyscrub().args(["clean", "-q"]).arg(&from).arg("-o").arg(&to).assert().code(0);
    let shape = |path: &Path| {
        let metadata = ParquetMetaDataReader::new().parse_and_finish(&File::open(path).unwrap()).unwrap();
        metadata.file_metadata().schema_descr().columns()[..2].to_vec()
    };
    assert_eq!(shape(&from), shape(&to), "also what must not be null stays so");
}
