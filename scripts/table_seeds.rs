//! Writes seeds for the fuzz target `parquet`: `table_seeds tests/fuzz/seeds/parquet`. Tables of three rows, one for each way to
//! pack or to lay out a column. What is written by hand there (`made`, `cut`) stays, and so does what was found (`truths`, `wide_sum`).

use std::{fs, path::PathBuf, sync::Arc};

use anyhow::{Result, bail};
use arrow_array::{ArrayRef, RecordBatch, builder::*, types::*};
use arrow_schema::Schema;
use parquet::{
    arrow::{ArrowWriter, arrow_writer::ArrowWriterOptions},
    basic::{Compression, Encoding, GzipLevel, ZstdLevel},
    file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesBuilder, WriterVersion},
};

const PAGES: [Option<&str>; 3] = [Some("Der Fluss ist breit."), None, Some("Der Fluss ist kalt.\n\nShare on Facebook")];
const ROWS: usize = PAGES.len();
/// What a file ends with, and its target puts there itself: the length of its footer, and a mark.
const TAIL: usize = 8;
/// The first bytes of a seed: a file without its end, and no limit; see the `check` of the target.
const HEAD: [u8; 2] = [2, 0];

fn main() -> Result<()> {
    let folders: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [folder] = &folders[..] else { bail!("table_seeds FOLDER") };
    fs::create_dir_all(folder)?;
    for (name, column) in columns()? {
        let batch = RecordBatch::try_from_iter_with_nullable([("text", text(), true), ("note", column, true)])?;
        fs::write(folder.join(format!("column_{name}")), seed(&[batch], properties())?)?;
    }
    let batch = RecordBatch::try_from_iter_with_nullable([("id", ids(), true), ("text", text(), true)])?;
    for (name, properties) in packings() {
        fs::write(folder.join(format!("packed_{name}")), seed(std::slice::from_ref(&batch), properties)?)?;
    }
    let html = RecordBatch::try_from_iter_with_nullable([("html", html(), true), ("url", ids(), true)])?;
    fs::write(folder.join("html"), seed(&[html], properties())?)?;
    Ok(fs::write(folder.join("groups"), seed(&[batch.slice(0, 2), batch.slice(2, 1)], properties())?)?)
}

/// Without what would make most of a small file.
fn properties() -> WriterPropertiesBuilder {
    WriterProperties::builder().set_statistics_enabled(EnabledStatistics::None).set_created_by(String::new())
}

fn packings() -> Vec<(&'static str, WriterPropertiesBuilder)> {
    let plain = || properties().set_dictionary_enabled(false);
    let newer = || plain().set_writer_version(WriterVersion::PARQUET_2_0);
    vec![
        ("snappy", properties().set_compression(Compression::SNAPPY)),
        ("gzip", plain().set_compression(Compression::GZIP(GzipLevel::default()))),
        ("gzip_newer", newer().set_compression(Compression::GZIP(GzipLevel::default()))),
        ("zstd", plain().set_compression(Compression::ZSTD(ZstdLevel::default()))),
        ("lz4", plain().set_compression(Compression::LZ4_RAW)),
        ("plain", plain()),
        ("newer", newer()),
        ("lengths", newer().set_encoding(Encoding::DELTA_LENGTH_BYTE_ARRAY)),
        ("prefixes", newer().set_encoding(Encoding::DELTA_BYTE_ARRAY)),
        ("indexed", properties().set_statistics_enabled(EnabledStatistics::Page).set_data_page_row_count_limit(1)),
    ]
}

fn text() -> ArrayRef {
    Arc::new(PAGES.into_iter().collect::<arrow_array::StringArray>())
}

fn html() -> ArrayRef {
    Arc::new(PAGES.iter().map(|page| page.map(str::as_bytes)).collect::<arrow_array::BinaryArray>())
}

fn ids() -> ArrayRef {
    Arc::new(arrow_array::StringArray::from(vec!["a", "b", "c"]))
}

/// Columns that a row carries beside its page.
fn columns() -> Result<Vec<(&'static str, ArrayRef)>> {
    let mut list = ListBuilder::new(Int32Builder::new());
    let mut lists = ListBuilder::new(ListBuilder::new(StringBuilder::new()));
    let mut tags = MapBuilder::new(None, StringBuilder::new(), Int64Builder::new());
    let mut kinds = StringDictionaryBuilder::<Int32Type>::new();
    let mut hash = FixedSizeBinaryBuilder::new(4);
    let mut vector = FixedSizeListBuilder::new(Float32Builder::new(), 2);
    for row in 0..ROWS {
        let is_there = row != 1;
        list.append_option(is_there.then_some([Some(1), None, Some(3)]));
        lists.values().append_value([Some("a"), None]);
        lists.append(is_there);
        tags.keys().append_value("k");
        tags.values().append_value(7);
        tags.append(is_there)?;
        kinds.append_value(if is_there { "news" } else { "blog" });
        hash.append_value([0, 255, 10, 1])?;
        vector.values().append_slice(&[0.5, 1.5]);
        vector.append(is_there);
    }
    let numbers = || (0..ROWS as i64).map(|row| (row != 1).then_some(row));
    let times: arrow_array::TimestampMicrosecondArray = numbers().collect();
    let sums: arrow_array::Decimal128Array = numbers().map(|sum| sum.map(i128::from)).collect();
    let days: arrow_array::Date32Array = numbers().map(|day| day.and_then(|day| day.try_into().ok())).collect();
    let inner: ArrayRef = Arc::new(list.finish_cloned());
    let nested = RecordBatch::try_from_iter_with_nullable([("inner", inner, true)])?;
    Ok(vec![
        ("list", Arc::new(list.finish())),
        ("lists", Arc::new(lists.finish())),
        ("map", Arc::new(tags.finish())),
        ("dictionary", Arc::new(kinds.finish())),
        ("hash", Arc::new(hash.finish())),
        ("vector", Arc::new(vector.finish())),
        ("nested", Arc::new(arrow_array::StructArray::from(nested))),
        ("time", Arc::new(times.with_timezone("Europe/Vienna"))),
        ("day", Arc::new(days)),
        ("sum", Arc::new(sums.with_precision_and_scale(30, 2)?)),
        ("number", Arc::new(numbers().collect::<arrow_array::Int64Array>())),
        ("small", Arc::new(arrow_array::UInt8Array::from(vec![1, 2, 3]))),
        ("flag", Arc::new(arrow_array::BooleanArray::from(vec![true, false, true]))),
        ("ratio", Arc::new(arrow_array::Float64Array::from(vec![0.5, f64::NAN, -0.0]))),
    ])
}

/// A table of one row group for each batch, as the target takes it.
fn seed(batches: &[RecordBatch], properties: WriterPropertiesBuilder) -> Result<Vec<u8>> {
    let schema = batches.first().map_or_else(|| Arc::new(Schema::empty()), RecordBatch::schema);
    let options = ArrowWriterOptions::new().with_properties(properties.build());
    // What is said of types besides the types is long; without it, dictionaries and zones of time are none.
    let is_told = schema.fields().iter().any(|field| {
        matches!(field.data_type(), arrow_schema::DataType::Dictionary(..) | arrow_schema::DataType::Timestamp(..))
    });
    let mut file = Vec::new();
    let mut writer = ArrowWriter::try_new_with_options(&mut file, schema, options.with_skip_arrow_metadata(!is_told))?;
    for batch in batches {
        writer.write(batch)?;
        writer.flush()?;
    }
    writer.close()?;
    let tail = file.split_off(file.len() - TAIL);
    let footer: usize = tail.iter().take(4).rev().fold(0, |length, byte| length << 8 | usize::from(*byte));
    let start = u16::try_from(file.len() - footer)?;
    Ok([&HEAD[..], &start.to_le_bytes(), &file].concat())
}
