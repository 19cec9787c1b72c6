//! What has to hold for any input, one file a target. Each `check` panics where it does not. The fuzz targets call these,
//! and so does `tests/seeds.rs`, which holds the seeds against them in every run of the tests.

pub mod census;
mod chunks;
pub mod clean;
pub mod decode;
pub mod extract;
pub mod jsonl;
#[path = "../../common/lines.rs"]
mod lines;
pub mod long;
mod page;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod stamps;
pub mod warc;
