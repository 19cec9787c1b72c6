//! A report as CSV (RFC 4180, but with plain newlines): each table with its header, an empty line between tables.

use crate::report::{Cell, Table};

/// The tables, one after the other.
#[must_use]
pub fn render(tables: &[Table]) -> String {
    let parts: Vec<String> = tables.iter().map(one).collect();
    parts.join("\n")
}

fn one(table: &Table) -> String {
    let header = table.columns.join(",");
    let rows = table.rows.iter().map(|row| row.iter().map(show).collect::<Vec<_>>().join(","));
    std::iter::once(header).chain(rows).map(|line| line + "\n").collect()
}

fn show(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) if text.contains([',', '"', '\n', '\r']) => format!("\"{}\"", text.replace('"', "\"\"")),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Share(share) => share.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_and_quotes_are_quoted() {
        let rows = vec![vec![Cell::Text("a, \"b\"".into()), Cell::Number(1000)]];
        let table = Table { name: "t", columns: vec!["phrase", "times"], rows, note: None };
        assert_eq!(render(&[table]), "phrase,times\n\"a, \"\"b\"\"\",1000\n");
    }
}
