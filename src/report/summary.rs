//! The few lines that end a run over many pages.

use crate::{
    outcome::Status,
    report::{By, Cell, breakdown, share, table::thousands},
    tally::Tally,
};

/// How many kinds, languages and the like the summary names.
const NAMED: usize = 3;

/// The summary, a line each: pages, characters, most frequent kinds, languages, what was not cleaned.
#[must_use]
pub fn summary(tally: &Tally) -> Vec<String> {
    let removed = tally.removed();
    let mut lines = vec![pages(tally)];
    let percent = share(removed.chars, tally.chars_in) * 100.0;
    lines.push(format!(
        "{} of {} characters cut ({percent:.1} %), {} removals on {} pages",
        thousands(removed.chars),
        thousands(tally.chars_in),
        thousands(removed.pieces),
        thousands(tally.touched)
    ));
    for (label, by) in [("most cut", By::Kind), ("languages", By::Primary)] {
        let names = leading(tally, by);
        if !names.is_empty() {
            lines.push(format!("{label}: {names}"));
        }
    }
    let reasons = tally.pages.iter().filter(|(key, _)| matches!(key.0, Status::Skipped | Status::Failed));
    lines.extend(reasons.map(|((status, reason), pages)| {
        let why = reason.map_or("", |reason| reason.meaning());
        format!("{status}: {} ({why})", thousands(*pages))
    }));
    lines
}

fn pages(tally: &Tally) -> String {
    let parts = Status::ALL.map(|status| format!("{} {status}", thousands(tally.pages_with(status))));
    format!("{} pages: {}", thousands(tally.pages_in()), parts.join(", "))
}

/// The leading rows of a breakdown, `share 31, legal 12`.
fn leading(tally: &Tally, by: By) -> String {
    let row = |row: &Vec<Cell>| match (row.first(), row.get(1)) {
        (Some(Cell::Text(name)), Some(Cell::Number(number))) => Some(format!("{name} {}", thousands(*number))),
        _ => None,
    };
    breakdown(tally, by, NAMED).rows.iter().filter_map(row).collect::<Vec<_>>().join(", ")
}
