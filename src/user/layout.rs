//! The shape of a table: its columns as they come out, and what its file says of itself.

use arrow_schema::{FieldRef, Metadata};
use parquet::{file::metadata::KeyValue, schema::types::TypePtr};

/// What a column is filled from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The cleaned text.
    Text,
    /// A column of the rows, by its number among those that they carry.
    Carried(usize),
}

/// A column that comes out.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// What it is filled from.
    pub part: Part,
    /// Its type as the file declares it.
    pub field: FieldRef,
    /// Its type as it is held in memory: the same, but strings and bytes are views, whatever the file calls them.
    pub held: FieldRef,
    /// Its type in the file, where it came in.
    pub stored: Option<TypePtr>,
}

/// The shape of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// What the file calls its schema.
    pub name: String,
    /// The columns that come out, in order.
    pub columns: Vec<Column>,
    /// What the file says of itself, by keys.
    pub metadata: Vec<KeyValue>,
    /// What it says of itself to readers that know Arrow.
    pub notes: Metadata,
    /// The number of the identifier among the carried columns.
    pub id: Option<usize>,
}

impl Eq for Layout {}
