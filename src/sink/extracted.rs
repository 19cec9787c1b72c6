//! `--keep-extracted`: the text before cutting, mirrored as the cleaned text is, so that every offset can be looked at.

use std::path::Path;

use crate::sink::{
    WriteError,
    tree::{Side, TreeSink},
};

/// A sink that writes extracted text below `root`.
///
/// # Errors
/// Where the directory cannot be written to.
pub fn extracted(root: &Path) -> Result<TreeSink, WriteError> {
    TreeSink::new(root, Side::Extracted, false)
}
