//! A row of a table. It is held by its number in a piece of the table, so nothing of it is copied before it is written.

use std::sync::Arc;

use arrow_array::{Array, RecordBatch};
use serde_json::{Map, Value};

use super::{ID, cell, layout::Layout};

/// A piece of a table: the columns that its rows carry besides their page.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    /// The carried columns.
    pub batch: RecordBatch,
    /// The shape of the table.
    pub layout: Arc<Layout>,
    /// The bytes that were unpacked for it, near enough; those of pages that pieces share are counted with the first.
    pub bytes: u64,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The piece it belongs to.
    pub rows: Arc<Rows>,
    /// Its number there, from 0.
    pub index: usize,
}

impl Row {
    /// Its identifier; null counts where it is in the column of that name.
    pub(super) fn id(&self) -> Option<Value> {
        let batch = &self.rows.batch;
        let value = |array: &dyn Array| cell::json(array, self.index);
        let named = || batch.column_by_name(ID).map(|array| value(array));
        let own = self.rows.layout.id.and_then(|column| batch.columns().get(column)).map(|array| value(array));
        own.filter(|id| !id.is_null()).or_else(named)
    }

    /// Its share of the memory that the piece keeps.
    pub(super) fn size(&self) -> u64 {
        self.rows.bytes / (self.rows.batch.num_rows() as u64).max(1)
    }

    /// Its fields as JSON, in the order of the columns.
    pub(super) fn json(&self) -> Map<String, Value> {
        let batch = &self.rows.batch;
        let schema = batch.schema_ref();
        let cells = schema.fields().iter().zip(batch.columns());
        let mut fields: Map<String, Value> =
            cells.map(|(field, array)| (field.name().clone(), cell::json(array, self.index))).collect();
        if let Some(id) = self.id() {
            fields.insert(ID.into(), id);
        }
        fields
    }
}
