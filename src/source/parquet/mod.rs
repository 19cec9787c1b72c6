//! Parquet files to records. A table is read a few rows at a time, whatever it says of its size; its other columns stay as
//! they are, and go from table to table without being looked at.

mod columns;
mod delta;
mod digits;
mod footer;
mod grammar;
mod pages;
mod rows;
mod shape;
mod thrift;

use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use arrow_schema::SchemaRef;
use parquet::{
    arrow::parquet_to_arrow_schema,
    basic::Compression,
    errors::ParquetError,
    file::metadata::{ParquetMetaData, ParquetMetaDataReader, RowGroupMetaData},
};

use super::{Fields, Limits, Shard, error::ReadError};

/// Rows that are read at once, at most: what they take besides their text is little, and sixteen of 64 MiB fit into memory.
const STEP_ROWS: usize = 16;
/// What a file ends with: the length of its footer, and a mark.
const TAIL: u64 = 8;
const MARK: &[u8] = b"PAR1";
/// The mark of a file with a footer in cipher.
const SECRET: &[u8] = b"PARE";
/// Bytes of the longest footer; a thousand columns in a thousand row groups stay below.
const FOOTER_BYTES: u64 = 128 << 20;

/// An opened table.
pub struct Table {
    file: Arc<File>,
    length: u64,
    metadata: Arc<ParquetMetaData>,
    /// Its columns as the file declares them.
    schema: SchemaRef,
}

/// Opens a table: its footer is read, and nothing else.
///
/// # Errors
/// Where it is no Parquet file, or not whole.
pub(super) fn open(file: File) -> Result<Table, ReadError> {
    caught(|| {
        let (length, footer) = footer(&file)?;
        footer::check(&footer).map_err(|why| ReadError::Parquet(why.to_owned()))?;
        let metadata = ParquetMetaDataReader::decode_metadata(&footer).map_err(read_error)?;
        let own = metadata.file_metadata();
        let (shape, keys) = (own.schema_descr(), own.key_value_metadata());
        // What a file says of its types besides the types is a hint, and may be wrong.
        let schema = parquet_to_arrow_schema(shape, keys).or_else(|_| parquet_to_arrow_schema(shape, None));
        let schema = Arc::new(schema.map_err(read_error)?);
        Ok(Table { file: Arc::new(file), length, metadata: Arc::new(metadata), schema })
    })
}

/// The length of a file, and its footer.
fn footer(mut file: &File) -> Result<(u64, Vec<u8>), ReadError> {
    let wrong = |why: &str| ReadError::Parquet(why.to_owned());
    let length = file.seek(SeekFrom::End(0))?;
    let before = length.checked_sub(TAIL).ok_or_else(|| wrong("it is too short"))?;
    file.seek(SeekFrom::Start(before))?;
    let mut tail = [0; TAIL as usize];
    file.read_exact(&mut tail)?;
    let [a, b, c, d, mark @ ..] = tail;
    if mark == SECRET {
        return Err(ReadError::ParquetKind("in cipher"));
    }
    if mark != MARK {
        return Err(wrong("its end is missing"));
    }
    let size = u64::from(u32::from_le_bytes([a, b, c, d]));
    let start = before.checked_sub(size).ok_or_else(|| wrong("its end is broken"))?;
    if size > FOOTER_BYTES {
        return Err(wrong("its description is too long"));
    }
    file.seek(SeekFrom::Start(start))?;
    let mut footer = Vec::new();
    file.take(size).read_to_end(&mut footer)?;
    Ok((length, footer))
}

/// Runs a part of the library. Where a file is broken in a way that it does not expect, it panics.
fn caught<T>(work: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    let broken = |_| Err(ReadError::Parquet("its parts do not fit together".to_owned()));
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(broken)
}

/// An error of the library: one of the system where it carries that, else what is wrong with the file.
fn read_error(error: ParquetError) -> ReadError {
    match error {
        ParquetError::External(inner) => match inner.downcast::<std::io::Error>() {
            Ok(system) if system.raw_os_error().is_some() => (*system).into(),
            Ok(own) => ReadError::Parquet(own.to_string()),
            Err(other) => ReadError::Parquet(other.to_string()),
        },
        ParquetError::General(why) | ParquetError::EOF(why) | ParquetError::ArrowError(why) => ReadError::Parquet(why),
        other => ReadError::Parquet(other.to_string()),
    }
}

impl Table {
    /// Its rows as records.
    ///
    /// # Errors
    /// Where none of the columns holds pages, or they are packed in a way that is not known.
    pub(super) fn shard(self, fields: &Fields, keep_html: bool, limits: Limits) -> Result<Shard, ReadError> {
        let mut chunks = self.metadata.row_groups().iter().flat_map(RowGroupMetaData::columns);
        if chunks.any(|chunk| matches!(chunk.compression(), Compression::BROTLI(_) | Compression::LZO)) {
            return Err(ReadError::ParquetKind("packed by Brotli or LZO"));
        }
        let shape = shape::Shape::of(&self, fields, keep_html)?;
        let layout = Arc::clone(&shape.layout);
        let records = rows::Records::new(self, shape, limits);
        Ok(Shard { layout: Some(layout), records: Box::new(records) })
    }
}
