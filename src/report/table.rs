//! Tables for a terminal: 80 columns, numbers to the right, thousands set apart.

use comfy_table::{CellAlignment, ContentArrangement, Table as Grid, presets};

use crate::report::{Cell, Table};

/// The width a table fits in: the terminal that everybody has.
const WIDTH: u16 = 80;

/// A table as text, with a heading and the remark.
#[must_use]
pub fn render(table: &Table) -> String {
    let mut grid = Grid::new();
    grid.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH);
    grid.set_header(table.columns.iter().map(|name| name.replace('_', " ")));
    for row in &table.rows {
        grid.add_row(row.iter().map(show));
    }
    for (index, column) in grid.column_iter_mut().enumerate() {
        if table.rows.iter().any(|row| !matches!(row.get(index), Some(Cell::Text(_)))) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let body: String = grid.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    let note = table.note.as_ref().map_or(String::new(), |note| format!(" ({note})\n"));
    format!("{body}{note}")
}

fn show(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => thousands(*number),
        Cell::Share(share) => format!("{:.1} %", share * 100.0),
    }
}

/// A number with its thousands set apart, `12 480`.
#[must_use]
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([0, 999, 1000, 1_234_567].map(thousands), ["0", "999", "1 000", "1 234 567"]);
    }

    #[test]
    fn no_line_is_wider_than_a_terminal() {
        let rows = vec![vec![Cell::Text("w ".repeat(200)), Cell::Number(1_000)]];
        let text = render(&Table { name: "t", columns: vec!["phrase", "times"], rows, note: None });
        assert!(text.lines().all(|line| line.chars().count() <= usize::from(WIDTH)), "{text}");
        assert!(text.contains("1 000"));
    }
}
