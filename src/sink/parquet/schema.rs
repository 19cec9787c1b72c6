//! The shape of a table that is written: as Arrow holds it, and as the file declares it.

use std::sync::Arc;

use arrow_schema::{DataType, Field, FieldRef, Schema, SchemaRef};
use parquet::{
    arrow::{
        ARROW_SCHEMA_META_KEY, ArrowSchemaConverter, add_encoded_arrow_schema_to_metadata,
        arrow_writer::ArrowWriterOptions,
    },
    basic::{Compression, ZstdLevel},
    errors::ParquetError,
    file::{
        metadata::KeyValue,
        properties::{EnabledStatistics, WriterProperties},
    },
    schema::types::{ColumnPath, SchemaDescriptor, Type, TypePtr},
};

use super::{Columns, Own, Told};
use crate::user::{KEY, Layout, Part};

/// The usual level of `zstd`.
const ZSTD_LEVEL: i32 = 3;
/// Bytes of a row group in the file: several times as many of text, and all of them in memory until it is full.
const GROUP_BYTES: usize = 32 << 20;

/// The shape of these columns, and how they are written.
pub(super) fn of(columns: &Columns) -> Result<(SchemaRef, ArrowWriterOptions), ParquetError> {
    let told = Arc::new(Field::new(KEY, DataType::Struct(Told::fields()), false));
    match columns {
        Columns::Own { .. } => {
            let schema = Arc::new(Schema::new(Own::fields(told)));
            let options = options(properties("text", Vec::new())?);
            Ok((schema, options))
        }
        Columns::Mirror(layout) => mirror(layout, told),
    }
}

/// The columns that came in, as their file declared them.
fn mirror(layout: &Layout, told: FieldRef) -> Result<(SchemaRef, ArrowWriterOptions), ParquetError> {
    let held = layout.columns.iter().map(|column| Arc::clone(&column.held)).chain([Arc::clone(&told)]);
    let schema = Schema::new(held.collect::<Vec<_>>());
    let text = layout.columns.iter().find(|column| column.part == Part::Text);
    let text = text.map_or("text", |column| column.held.name());
    let (arrow, metadata): (Vec<KeyValue>, _) =
        layout.metadata.iter().cloned().partition(|entry| entry.key == ARROW_SCHEMA_META_KEY);
    let mut properties = properties(text, metadata)?;
    if !arrow.is_empty() {
        let declared = layout.columns.iter().map(|column| Arc::clone(&column.field)).chain([told]);
        let declared = Schema::new_with_metadata(declared.collect::<Vec<_>>(), layout.notes.clone());
        add_encoded_arrow_schema_to_metadata(&declared, &mut properties);
    }
    let stored = stored(layout, &schema)?;
    Ok((Arc::new(schema), options(properties).with_parquet_schema(stored)))
}

fn options(properties: WriterProperties) -> ArrowWriterOptions {
    ArrowWriterOptions::new().with_properties(properties).with_skip_arrow_metadata(true)
}

/// Texts hardly repeat, and nobody asks for the first of them in the order of their bytes.
fn properties(text: &str, metadata: Vec<KeyValue>) -> Result<WriterProperties, ParquetError> {
    let text = ColumnPath::new(vec![text.to_owned()]);
    Ok(WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(ZSTD_LEVEL)?))
        .set_max_row_group_bytes(Some(GROUP_BYTES))
        .set_column_dictionary_enabled(text.clone(), false)
        .set_column_statistics_enabled(text, EnabledStatistics::None)
        .set_created_by(concat!("polyscrub version ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_key_value_metadata((!metadata.is_empty()).then_some(metadata))
        .build())
}

/// The types of the columns in the file: those that came in, except where today's writers put the same values another way (dates
/// in 96 bits, lists without a level of their own).
fn stored(layout: &Layout, schema: &Schema) -> Result<SchemaDescriptor, ParquetError> {
    let made = ArrowSchemaConverter::new().convert(schema)?;
    let came = |place: usize| layout.columns.get(place).and_then(|column| column.stored.clone());
    let all = group(&layout.name, &made, came)?;
    group(&layout.name, &made, |place| came(place).filter(|_| leaves(&all, place) == leaves(&made, place)))
}

/// The columns of `made`, each replaced by another where there is one.
fn group(
    name: &str,
    made: &SchemaDescriptor,
    other: impl Fn(usize) -> Option<TypePtr>,
) -> Result<SchemaDescriptor, ParquetError> {
    let fields = made.root_schema().get_fields().iter().enumerate();
    let fields = fields.map(|(place, field)| other(place).unwrap_or_else(|| Arc::clone(field)));
    let group = Type::group_type_builder(name).with_fields(fields.collect()).build()?;
    Ok(SchemaDescriptor::new(Arc::new(group)))
}

/// How the values of a column are put into the file.
fn leaves(schema: &SchemaDescriptor, root: usize) -> Vec<impl PartialEq + use<>> {
    let places = (0..schema.num_columns()).filter(|leaf| schema.get_column_root_idx(*leaf) == root);
    let leaves = places.map(|leaf| schema.column(leaf));
    leaves.map(|leaf| (leaf.physical_type(), leaf.type_length(), leaf.max_def_level(), leaf.max_rep_level())).collect()
}
