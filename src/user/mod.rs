//! The user's fields: what a record holds besides its page. They come out as they went in, so a row of a table is not made
//! into JSON on its way to another table.

#[cfg(feature = "parquet")]
mod cell;
#[cfg(feature = "parquet")]
mod layout;
#[cfg(feature = "parquet")]
mod row;

use std::borrow::Cow;

use serde_json::{Map, Value};

#[cfg(feature = "parquet")]
pub use layout::{Column, Layout, Part};
#[cfg(feature = "parquet")]
pub use row::{Row, Rows};

/// The key that holds everything polyscrub says of a record. A field of this name that comes in is of an earlier run, and
/// makes way.
pub const KEY: &str = "polyscrub";

/// The field of a record's name in what is written.
const ID: &str = "id";

/// The shape of a table. This program was built without tables, so there is none.
#[cfg(not(feature = "parquet"))]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {}

/// The user's fields of one record.
#[derive(Debug, Clone, PartialEq)]
pub enum UserFields {
    /// Of a JSON object.
    Json(Map<String, Value>),
    /// Of a row of a table.
    #[cfg(feature = "parquet")]
    Row(Row),
}

impl UserFields {
    /// The identifier, whatever its type.
    #[must_use]
    pub fn id(&self) -> Option<Cow<'_, Value>> {
        match self {
            Self::Json(fields) => fields.get(ID).map(Cow::Borrowed),
            #[cfg(feature = "parquet")]
            Self::Row(row) => row.id().map(Cow::Owned),
        }
    }

    /// The identifier as the name of a page; none where it is null.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        self.id().as_deref().and_then(name)
    }

    /// The bytes that a row keeps in memory besides its page, near enough; an object is not measured.
    #[must_use]
    pub fn size(&self) -> u64 {
        match self {
            Self::Json(_) => 0,
            #[cfg(feature = "parquet")]
            Self::Row(row) => row.size(),
        }
    }

    /// All of them as JSON, which a row is made into here and not before.
    #[must_use]
    pub fn json(&self) -> Cow<'_, Map<String, Value>> {
        match self {
            Self::Json(fields) => Cow::Borrowed(fields),
            #[cfg(feature = "parquet")]
            Self::Row(row) => Cow::Owned(row.json()),
        }
    }
}

/// An identifier as the name of a page; none where it is null.
#[must_use]
pub fn name(id: &Value) -> Option<String> {
    match id {
        Value::String(id) => Some(id.clone()),
        Value::Null => None,
        other => Some(other.to_string()),
    }
}
