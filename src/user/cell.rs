//! A cell of a table as JSON. What JSON has no type for becomes a string: days and times as ISO 8601, decimals with all their
//! digits, bytes in hexadecimal. Numbers that JSON does not know (not a number, infinity) become null.

use arrow_array::{Array, ArrayRef, cast::AsArray, make_array, types::*};
use arrow_cast::display::array_value_to_string;
use arrow_schema::DataType;
use serde_json::{Map, Value};

/// The cell of a column. It recurses over the nesting of the type, which the reader bounds.
pub(super) fn json(array: &dyn Array, index: usize) -> Value {
    if array.is_null(index) {
        return Value::Null;
    }
    match array.data_type() {
        DataType::Null => Value::Null,
        DataType::Boolean => array.as_boolean().value(index).into(),
        DataType::Int8 => array.as_primitive::<Int8Type>().value(index).into(),
        DataType::Int16 => array.as_primitive::<Int16Type>().value(index).into(),
        DataType::Int32 => array.as_primitive::<Int32Type>().value(index).into(),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(index).into(),
        DataType::UInt8 => array.as_primitive::<UInt8Type>().value(index).into(),
        DataType::UInt16 => array.as_primitive::<UInt16Type>().value(index).into(),
        DataType::UInt32 => array.as_primitive::<UInt32Type>().value(index).into(),
        DataType::UInt64 => array.as_primitive::<UInt64Type>().value(index).into(),
        DataType::Float16 => f32::from(array.as_primitive::<Float16Type>().value(index)).into(),
        DataType::Float32 => array.as_primitive::<Float32Type>().value(index).into(),
        DataType::Float64 => array.as_primitive::<Float64Type>().value(index).into(),
        DataType::Utf8 => array.as_string::<i32>().value(index).into(),
        DataType::LargeUtf8 => array.as_string::<i64>().value(index).into(),
        DataType::Utf8View => array.as_string_view().value(index).into(),
        DataType::List(_) => list(&array.as_list::<i32>().value(index)),
        DataType::LargeList(_) => list(&array.as_list::<i64>().value(index)),
        DataType::FixedSizeList(..) => list(&array.as_fixed_size_list().value(index)),
        DataType::Struct(fields) => {
            let names = fields.iter().map(|field| field.name().clone());
            names.zip(array.as_struct().columns().iter().map(|column| json(column, index))).collect()
        }
        DataType::Map(..) => map(&array.as_map().value(index)),
        _ => text(array, index).into(),
    }
}

fn list(items: &ArrayRef) -> Value {
    (0..items.len()).map(|index| json(items, index)).collect()
}

/// Keys that are no strings are written as such.
fn map(entries: &arrow_array::StructArray) -> Value {
    let mut fields = Map::new();
    if let [keys, values] = entries.columns() {
        for index in 0..entries.len() {
            fields.insert(text(keys, index), json(values, index));
        }
    }
    Value::Object(fields)
}

/// A value that cannot be shown is none.
fn text(array: &dyn Array, index: usize) -> String {
    let shown = match array.data_type() {
        // The time is kept in UTC, whatever zone is named, and zones are known by offset only.
        DataType::Timestamp(unit, Some(_)) => {
            let utc = DataType::Timestamp(*unit, Some("+00:00".into()));
            let data = array.to_data().into_builder().data_type(utc).build();
            data.and_then(|data| array_value_to_string(&make_array(data), index))
        }
        _ => array_value_to_string(array, index),
    };
    shown.unwrap_or_default()
}
