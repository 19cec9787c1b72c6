//! Decimals with more digits than their column declares. The library reads them, and writes what is left of them where they are cut to size:
//! so a table that has one is damaged there.

use arrow_array::{Array, RecordBatch, cast::AsArray, make_array, types::*};
use arrow_schema::{ArrowError, DataType};

/// Whether all decimals of a piece have no more digits than their columns declare; lists and structures are looked into.
///
/// # Errors
/// That of the library, which names the first that has more.
pub(super) fn check(batch: &RecordBatch) -> Result<(), ArrowError> {
    batch.columns().iter().try_for_each(|column| of_array(column))
}

fn of_array(array: &dyn Array) -> Result<(), ArrowError> {
    match array.data_type() {
        DataType::Decimal32(digits, _) => array.as_primitive::<Decimal32Type>().validate_decimal_precision(*digits),
        DataType::Decimal64(digits, _) => array.as_primitive::<Decimal64Type>().validate_decimal_precision(*digits),
        DataType::Decimal128(digits, _) => array.as_primitive::<Decimal128Type>().validate_decimal_precision(*digits),
        DataType::Decimal256(digits, _) => array.as_primitive::<Decimal256Type>().validate_decimal_precision(*digits),
        nested if nested.is_nested() => {
            let data = array.to_data();
            data.child_data().iter().try_for_each(|child| of_array(&make_array(child.clone())))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{ArrayRef, Decimal128Array, StructArray};
    use arrow_schema::{Field, Fields};

    use super::*;

    #[test]
    fn a_decimal_has_no_more_digits_than_its_column_declares() {
        let column = |value: i128| -> ArrayRef {
            Arc::new(Decimal128Array::from(vec![Some(value), None]).with_precision_and_scale(4, 2).unwrap())
        };
        let within = |column: ArrayRef| -> ArrayRef {
            let field = Field::new("sum", column.data_type().clone(), true);
            Arc::new(StructArray::new(Fields::from(vec![field]), vec![column], None))
        };
        let holds = |column: ArrayRef| check(&RecordBatch::try_from_iter([("note", column)]).unwrap()).is_ok();
        assert!(holds(column(1234)) && holds(within(column(1234))));
        assert!(!holds(column(12345)) && !holds(within(column(-12345))));
    }
}
