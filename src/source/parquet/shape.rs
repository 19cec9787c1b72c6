//! Which columns of a table are read, and which of them its rows carry on.

use std::sync::Arc;

use arrow_schema::{DataType, Field, FieldRef, Fields as Schema};
use parquet::{
    arrow::{FieldLevels, ProjectionMask, parquet_to_arrow_field_levels},
    schema::types::SchemaDescriptor,
};

use super::{Table, caught, read_error};
use crate::{
    source::{Fields, error::ReadError},
    user::{Column, KEY, Layout, Part},
};

/// How rows are read.
pub(super) struct Shape {
    /// The columns that are read.
    pub(super) levels: FieldLevels,
    /// The places of the page among those.
    pub(super) text: Option<usize>,
    pub(super) html: Option<usize>,
    /// The places of the columns that are carried.
    pub(super) carried: Vec<usize>,
    /// The place of the address among the carried ones.
    pub(super) url: Option<usize>,
    /// What comes out.
    pub(super) layout: Arc<Layout>,
}

impl Shape {
    /// The shape of a table.
    ///
    /// # Errors
    /// Where no column of the names that were asked for holds strings or bytes.
    pub(super) fn of(table: &Table, fields: &Fields, keep_html: bool) -> Result<Self, ReadError> {
        let held: Schema = table.schema.fields().iter().map(|field| in_memory(field)).collect();
        let place = |name: &str| held.iter().position(|field| field.name() == name);
        let page = |name: &str| place(name).filter(|place| is_page(held[*place].data_type()));
        let (text, html) = (page(&fields.text), page(&fields.html).filter(|html| Some(*html) != place(&fields.text)));
        if text.is_none() && html.is_none() {
            return Err(ReadError::NoColumn { text: fields.text.clone(), html: fields.html.clone() });
        }
        let is_carried = |place: usize| {
            let name = held[place].name();
            name != KEY && *name != fields.text && (keep_html || Some(place) != html)
        };
        let read: Vec<usize> =
            (0..held.len()).filter(|place| is_carried(*place) || [text, html].contains(&Some(*place))).collect();
        let carried: Vec<usize> = read.iter().copied().filter(|place| is_carried(*place)).collect();
        let among = |places: &[usize], wanted: Option<usize>| places.iter().position(|place| Some(*place) == wanted);
        let levels = levels(descriptor(table), &read, &held)?;
        let layout = Layout {
            id: among(&carried, place(&fields.id)),
            ..layout(table, &held, &carried, place(&fields.text).or(html), &fields.text)
        };
        Ok(Self {
            levels,
            text: among(&read, text),
            html: among(&read, html),
            url: among(&carried, place(&fields.url)),
            carried: carried.iter().filter_map(|place| among(&read, Some(*place))).collect(),
            layout: Arc::new(layout),
        })
    }
}

fn descriptor(table: &Table) -> &SchemaDescriptor {
    table.metadata.file_metadata().schema_descr()
}

fn levels(schema: &SchemaDescriptor, read: &[usize], held: &Schema) -> Result<FieldLevels, ReadError> {
    let mask = ProjectionMask::roots(schema, read.iter().copied());
    caught(|| parquet_to_arrow_field_levels(schema, mask, Some(held)).map_err(read_error))
}

/// What comes out: the carried columns in their order, and the text in its place, or in that of the HTML.
fn layout(table: &Table, held: &Schema, carried: &[usize], text: Option<usize>, name: &str) -> Layout {
    let stored = descriptor(table).root_schema();
    let column = |part: Part, place: usize| Column {
        part,
        field: Arc::clone(&table.schema.fields()[place]),
        held: Arc::clone(&held[place]),
        stored: stored.get_fields().get(place).cloned(),
    };
    let mut columns = Vec::with_capacity(held.len());
    for place in 0..held.len() {
        if Some(place) == text {
            let own = held[place].name() == name && is_page(held[place].data_type());
            columns.push(if own { column(Part::Text, place) } else { added(name) });
        }
        if let Some(number) = carried.iter().position(|own| *own == place) {
            columns.push(column(Part::Carried(number), place));
        }
    }
    let metadata = table.metadata.file_metadata().key_value_metadata().cloned().unwrap_or_default();
    let notes = table.schema.metadata().clone();
    Layout { name: stored.name().to_owned(), columns, metadata, notes, id: None }
}

/// A column of text where there was none.
fn added(name: &str) -> Column {
    let field = Arc::new(Field::new(name, DataType::Utf8, false));
    let held = Arc::new(Field::new(name, DataType::Utf8View, false));
    Column { part: Part::Text, field, held, stored: None }
}

fn is_page(held: &DataType) -> bool {
    matches!(held, DataType::Utf8View | DataType::BinaryView)
}

/// A column as it is held in memory: strings and bytes as views, so that one value in a million rows is in memory once;
/// dictionaries as what they stand for; lists of fixed length as any other, since a null in one takes its whole length. It
/// recurses over the nesting of types, which is bounded when the footer is read.
fn in_memory(field: &Field) -> FieldRef {
    Arc::new(field.clone().with_data_type(viewed(field.data_type())))
}

fn viewed(own: &DataType) -> DataType {
    match own {
        DataType::Utf8 | DataType::LargeUtf8 => DataType::Utf8View,
        DataType::Binary | DataType::LargeBinary => DataType::BinaryView,
        DataType::Dictionary(_, value) => viewed(value),
        DataType::List(item) | DataType::FixedSizeList(item, _) => DataType::List(in_memory(item)),
        DataType::LargeList(item) => DataType::LargeList(in_memory(item)),
        DataType::Struct(fields) => DataType::Struct(fields.iter().map(|field| in_memory(field)).collect()),
        DataType::Map(entries, sorted) => DataType::Map(in_memory(entries), *sorted),
        other => other.clone(),
    }
}
