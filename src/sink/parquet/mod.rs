//! A Parquet file being written. Rows are handed over a few at a time, and no row group grows beyond what fits into memory.

mod own;
mod schema;
mod told;

use std::{io, mem, path::PathBuf, sync::Arc};

use arrow_array::{
    Array, ArrayRef, RecordBatch, UInt32Array,
    builder::{ArrayBuilder, StringViewBuilder},
};
use arrow_schema::{DataType, SchemaRef};
use arrow_select::take::take;
use parquet::{arrow::ArrowWriter, errors::ParquetError};

use crate::{
    outcome::{Outcome, Packing},
    sink::{WriteError, file::Draft},
    user::{Layout, Part, Rows, UserFields},
};
use own::Own;
use told::Told;

/// Bytes of text, and rows, that are handed over at once.
const PENDING_BYTES: usize = 4 << 20;
const PENDING_ROWS: usize = 1024;

/// The columns of a table.
#[derive(Debug, Clone)]
pub enum Columns {
    /// Those of the table that comes in, in their order and of their types, and one that tells what became of each row. The
    /// text is the cleaned one. A record that is no row of that table is left out.
    Mirror(Arc<Layout>),
    /// `id`, `text`, `source`, `url`, what became of each record, and all other fields in one of JSON.
    Own {
        /// The name of the field that holds the address.
        url: String,
    },
}

/// A table being written under a temporary name.
pub struct ParquetDraft {
    writer: ArrowWriter<Out>,
    schema: SchemaRef,
    path: PathBuf,
    form: Form,
    text: StringViewBuilder,
    told: Told,
    /// Bytes of the text that is pending.
    pending: usize,
}

/// The file, as the library writes to it.
struct Out(Draft);

impl io::Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).map_err(|error| error.source)?;
        Ok(bytes.len())
    }

    /// Nothing has to be seen of a file before it is finished.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What is pending besides the text.
enum Form {
    Mirror(Mirror),
    Own(Box<Own>),
}

/// Rows of a table that came in: some of one piece of it.
struct Mirror {
    layout: Arc<Layout>,
    rows: Option<Arc<Rows>>,
    taken: Vec<u32>,
}

impl ParquetDraft {
    /// Starts a table at `path`.
    ///
    /// # Errors
    /// Where the file cannot be made, or a column is of a type that cannot be written.
    pub fn new(path: impl Into<PathBuf>, columns: Columns) -> Result<Self, WriteError> {
        Self::over(Draft::new(path, Packing::Plain)?, columns)
    }

    /// The same in a file that was started.
    ///
    /// # Errors
    /// Where a column is of a type that cannot be written.
    pub fn over(draft: Draft, columns: Columns) -> Result<Self, WriteError> {
        let path = draft.path().to_owned();
        let (schema, options) = schema::of(&columns).map_err(|error| unsuited(&path, error))?;
        let writer = ArrowWriter::try_new_with_options(Out(draft), Arc::clone(&schema), options);
        let writer = writer.map_err(|error| failed(&path, error))?;
        let form = match columns {
            Columns::Mirror(layout) => Form::Mirror(Mirror { layout, rows: None, taken: Vec::new() }),
            Columns::Own { url } => Form::Own(Box::new(Own::new(url))),
        };
        Ok(Self { writer, schema, path, form, text: StringViewBuilder::new(), told: Told::default(), pending: 0 })
    }

    /// Writes a record with its text.
    ///
    /// # Errors
    /// As the system says.
    pub fn write(&mut self, outcome: &Outcome, text: &str) -> Result<(), WriteError> {
        if let Form::Mirror(mirror) = &self.form {
            let Some(UserFields::Row(row)) = &outcome.record else { return Ok(()) };
            if mirror.rows.as_ref().is_some_and(|rows| !Arc::ptr_eq(rows, &row.rows)) {
                self.hand_over()?;
            }
        }
        match &mut self.form {
            Form::Mirror(mirror) => mirror.push(outcome),
            Form::Own(own) => own.push(outcome),
        }
        self.text.append_value(text);
        self.told.push(outcome);
        self.pending += text.len();
        if self.pending >= PENDING_BYTES || self.text.len() >= PENDING_ROWS { self.hand_over() } else { Ok(()) }
    }

    /// Bytes that the file has by now, near enough: what is pending counts as it is in memory.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        (self.writer.bytes_written() + self.writer.in_progress_size() + self.pending) as u64
    }

    /// Gives the file its final name, or `NAME.partial` where it is not whole.
    ///
    /// # Errors
    /// Where the rest cannot be written or the name cannot be taken; the temporary file is gone then.
    pub fn finish(mut self, whole: bool) -> Result<(), WriteError> {
        self.hand_over()?;
        let draft = self.writer.into_inner().map_err(|error| failed(&self.path, error))?;
        draft.0.finish(whole)
    }

    fn hand_over(&mut self) -> Result<(), WriteError> {
        self.pending = 0;
        if self.text.is_empty() {
            return Ok(());
        }
        let batch = self.batch().map_err(|error| failed(&self.path, error))?;
        self.writer.write(&batch).map_err(|error| failed(&self.path, error))
    }

    /// What is pending, as one piece.
    fn batch(&mut self) -> Result<RecordBatch, ParquetError> {
        let (text, told) = (self.text.finish(), self.told.finish()?);
        let columns = match &mut self.form {
            Form::Own(own) => own.columns(Arc::new(text), told),
            Form::Mirror(mirror) => {
                let bytes: ArrayRef = Arc::new(text.clone().to_binary_view());
                let text: ArrayRef = Arc::new(text);
                mirror.columns(&text, &bytes, told)?
            }
        };
        Ok(RecordBatch::try_new(Arc::clone(&self.schema), columns)?)
    }
}

impl Mirror {
    fn push(&mut self, outcome: &Outcome) {
        if let Some(UserFields::Row(row)) = &outcome.record {
            self.rows.get_or_insert_with(|| Arc::clone(&row.rows));
            self.taken.push(u32::try_from(row.index).unwrap_or(u32::MAX));
        }
    }

    /// The columns in their order, with the text in its place, as strings or as bytes.
    fn columns(&mut self, text: &ArrayRef, bytes: &ArrayRef, told: ArrayRef) -> Result<Vec<ArrayRef>, ParquetError> {
        let (rows, taken) = (self.rows.take(), mem::take(&mut self.taken));
        let carried = rows.as_ref().map_or(&[][..], |rows| rows.batch.columns());
        let mut columns = Vec::with_capacity(self.layout.columns.len() + 1);
        for column in &self.layout.columns {
            columns.push(match column.part {
                Part::Text if *column.held.data_type() == DataType::BinaryView => Arc::clone(bytes),
                Part::Text => Arc::clone(text),
                Part::Carried(number) => {
                    let array = carried.get(number).ok_or_else(|| strange("a column is missing"))?;
                    some(array, &taken)?
                }
            });
        }
        columns.push(told);
        Ok(columns)
    }
}

/// Some rows of a column; those that follow on each other are not copied.
fn some(array: &ArrayRef, taken: &[u32]) -> Result<ArrayRef, ParquetError> {
    let first = taken.first().copied().unwrap_or(0);
    if taken.iter().copied().eq((first..).take(taken.len())) {
        return Ok(array.slice(first as usize, taken.len()));
    }
    Ok(take(array, &UInt32Array::from(taken.to_vec()), None)?)
}

fn strange(why: &str) -> ParquetError {
    ParquetError::General(why.to_owned())
}

/// What the library says, as what the system said where it carries that.
fn failed(path: &std::path::Path, error: ParquetError) -> WriteError {
    let source = match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(system) => *system,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    };
    WriteError::new(path, source)
}

/// A table that cannot be written concerns its pages, and no others.
fn unsuited(path: &std::path::Path, error: ParquetError) -> WriteError {
    WriteError::new(path, io::Error::new(io::ErrorKind::InvalidInput, error))
}
