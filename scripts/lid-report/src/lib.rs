//! Measures detectors of languages on labelled strings, all in the same way: `lid-report` writes what it finds as CSV,
//! `probe` is one detector alone, for its size and memory, and `nats` prints polyscrub's scores for calibration.
//!
//! `scripts/lid_report.sh` runs it all and prints the table.

pub mod accuracy;
pub mod code;
pub mod csv;
pub mod detector;
pub mod metric;
pub mod page;
pub mod row;
pub mod speed;
