//! A report as one JSON object: a list of rows for each table, numbers as they are.

use serde_json::{Map, Value, json};

use crate::{
    outcome::SCHEMA,
    report::{Cell, Table},
};

/// The tables as an object.
#[must_use]
pub fn render(tables: &[Table]) -> String {
    let mut out = Map::new();
    out.insert("schema".into(), json!(SCHEMA));
    for table in tables {
        let rows = table.rows.iter().map(|row| {
            let cells = table.columns.iter().zip(row).map(|(name, cell)| ((*name).to_owned(), value(cell)));
            Value::Object(cells.collect())
        });
        out.insert(table.name.into(), rows.collect());
    }
    format!("{:#}\n", Value::Object(out))
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Text(text) => json!(text),
        Cell::Number(number) => json!(number),
        Cell::Share(share) => json!(share),
    }
}
