//! The rows of a table as records, a few at a time, one row group after the other. One that is damaged is told, and the next
//! one read.

use std::{borrow::Cow, sync::Arc};

use arrow_array::{Array, ArrayRef, BinaryViewArray, RecordBatch, StringViewArray, cast::AsArray};
use arrow_schema::DataType;
use parquet::arrow::arrow_reader::ParquetRecordBatchReader;

use super::{STEP_ROWS, Table, caught, columns::Group, digits, pages::Budget, read_error, shape::Shape};
use crate::{
    source::{
        Limits,
        error::{ReadError, RecordError, RecordProblem},
        record::{Record, RecordContent},
    },
    user::{Row, Rows, UserFields},
};

/// Bytes that are read at once, as far as the averages of a row group tell.
const STEP_BYTES: u64 = 8 << 20;

/// Reads rows.
pub(super) struct Records {
    table: Table,
    shape: Shape,
    limit: u64,
    budget: Budget,
    /// The row group to come.
    next: usize,
    open: Option<Open>,
    step: Option<Step>,
    /// The number of the row delivered last, from 1.
    number: u64,
    /// That of the last row of the row group, as it says.
    last: u64,
}

/// A row group that is being read.
struct Open {
    reader: ParquetRecordBatchReader,
    /// Its bytes in the file.
    packed: u64,
}

/// The rows in memory.
struct Step {
    text: Option<Pages>,
    html: Option<Pages>,
    rows: Arc<Rows>,
    at: usize,
}

/// A column of pages.
enum Pages {
    Text(StringViewArray),
    Bytes(BinaryViewArray),
}

/// A page in a column.
#[derive(Clone, Copy)]
enum Page<'p> {
    Text(&'p str),
    Bytes(&'p [u8]),
}

impl Records {
    pub(super) fn new(table: Table, shape: Shape, limits: Limits) -> Self {
        let budget = Budget::default();
        Self { table, shape, limit: limits.page, budget, next: 0, open: None, step: None, number: 0, last: 0 }
    }

    /// The next rows; `None` behind the last.
    fn read(&mut self) -> Option<Result<Step, ReadError>> {
        loop {
            let Some(open) = &mut self.open else {
                self.last = self.number.saturating_add(self.rows()?);
                match caught(|| self.group()) {
                    Ok(open) => self.open = Some(open),
                    Err(error) => return Some(Err(error)),
                }
                continue;
            };
            let granted = self.budget.renew(open.packed);
            let step = caught(|| {
                let batch = open.reader.next().transpose().map_err(|error| read_error(error.into()))?;
                let taken = granted.saturating_sub(self.budget.left());
                batch.map(|batch| step(&batch, &self.shape, taken)).transpose()
            });
            match step {
                Ok(None) if self.number < self.last => {
                    return Some(Err(ReadError::Parquet("rows are missing".to_owned())));
                }
                Ok(None) => self.leave(),
                other => return other.transpose(),
            }
        }
    }

    /// Leaves a row group. Its rows count as many as it said, whether they came or not.
    fn leave(&mut self) {
        self.open = None;
        self.number = self.number.max(self.last);
        self.next += 1;
    }

    /// How many rows the row group to come says it has; `None` behind the last.
    fn rows(&self) -> Option<u64> {
        self.table.metadata.row_groups().get(self.next).map(|group| size(group.num_rows()))
    }

    fn group(&self) -> Result<Open, ReadError> {
        let Table { file, length, metadata, .. } = &self.table;
        let own = metadata.row_group(self.next);
        let packed = size(own.compressed_size()).min(*length);
        let average = size(own.total_byte_size()).checked_div(size(own.num_rows())).unwrap_or(0).max(1);
        let step = usize::try_from(STEP_BYTES / average).unwrap_or(STEP_ROWS).clamp(1, STEP_ROWS);
        self.budget.renew(packed);
        let group = Group {
            file: Arc::clone(file),
            length: *length,
            metadata: Arc::clone(metadata),
            index: self.next,
            budget: self.budget.clone(),
        };
        let reader = ParquetRecordBatchReader::try_new_with_row_groups(&self.shape.levels, &group, step, None);
        Ok(Open { reader: reader.map_err(read_error)?, packed })
    }

    fn record(&mut self) -> Option<Record> {
        let step = self.step.as_mut().filter(|step| step.at < step.rows.batch.num_rows())?;
        let index = step.at;
        step.at += 1;
        self.number += 1;
        let user = UserFields::Row(Row { rows: Arc::clone(&step.rows), index });
        let [text, html] = [&step.text, &step.html].map(|column| column.as_ref().and_then(|column| column.page(index)));
        let url = self.shape.url.and_then(|url| step.rows.batch.columns().get(url));
        Some(Record {
            number: self.number,
            id: user.id().map(Cow::into_owned).filter(|id| !id.is_null()),
            url: url.and_then(|url| string(url, index)),
            content: content(text, html, self.limit),
            value: user,
            replaced: 0,
        })
    }
}

impl Iterator for Records {
    type Item = Result<Record, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(record) = self.record() {
                return Some(Ok(record));
            }
            let number = self.number.saturating_add(1);
            match self.read()? {
                Ok(step) => self.step = Some(step),
                Err(error) => {
                    let lost = self.last.saturating_sub(self.number);
                    self.leave();
                    return Some(Err(RecordError { number, problem: RecordProblem::Read(of_rows(error, lost)) }));
                }
            }
        }
    }
}

/// A number that should not be negative.
fn size(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// An error that says how many rows it costs.
fn of_rows(error: ReadError, lost: u64) -> ReadError {
    match error {
        ReadError::Parquet(why) => ReadError::Parquet(format!("{why} ({lost} rows are lost)")),
        other => other,
    }
}

/// The rows of a piece for which so many bytes were taken.
fn step(batch: &RecordBatch, shape: &Shape, bytes: u64) -> Result<Step, ReadError> {
    let column = |place: Option<usize>| place.and_then(|place| Pages::of(batch.columns().get(place)?));
    let carried = batch.project(&shape.carried).map_err(|error| read_error(error.into()))?;
    digits::check(&carried).map_err(|error| read_error(error.into()))?;
    let rows = Arc::new(Rows { batch: carried, layout: Arc::clone(&shape.layout), bytes });
    Ok(Step { text: column(shape.text), html: column(shape.html), rows, at: 0 })
}

impl Pages {
    fn of(array: &ArrayRef) -> Option<Self> {
        match array.data_type() {
            DataType::Utf8View => array.as_string_view_opt().cloned().map(Self::Text),
            DataType::BinaryView => array.as_binary_view_opt().cloned().map(Self::Bytes),
            _ => None,
        }
    }

    /// The page of a row; none where it is null.
    fn page(&self, index: usize) -> Option<Page<'_>> {
        match self {
            Self::Text(array) => array.is_valid(index).then(|| Page::Text(array.value(index))),
            Self::Bytes(array) => array.is_valid(index).then(|| Page::Bytes(array.value(index))),
        }
    }
}

impl Page<'_> {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }

    fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::Bytes(bytes) => bytes.trim_ascii().is_empty(),
        }
    }
}

/// The text, or where it is blank or none, the HTML. Where there is neither, the text is empty.
fn content(text: Option<Page<'_>>, html: Option<Page<'_>>, limit: u64) -> RecordContent {
    let html = html.filter(|html| text.is_none_or(|text| text.is_blank() && !html.is_blank()));
    let is_html = html.is_some();
    match html.or(text) {
        Some(page) if page.bytes().len() as u64 > limit => RecordContent::TooLarge,
        Some(Page::Text(page)) if is_html => RecordContent::Html(page.to_owned()),
        Some(Page::Text(page)) => RecordContent::Text(page.to_owned()),
        Some(Page::Bytes(page)) => RecordContent::Raw { bytes: page.to_vec(), html: is_html, transport: None },
        None => RecordContent::Text(String::new()),
    }
}

/// A cell, where it is a string.
fn string(array: &ArrayRef, index: usize) -> Option<String> {
    let strings = array.as_string_view_opt().filter(|strings| strings.is_valid(index))?;
    Some(strings.value(index).to_owned())
}
