//! `--keep-extracted`: the text before cutting, mirrored as the cleaned text is, so that every offset can be looked at.

use std::{path::Path, sync::Arc};

use crate::{
    outcome::{Origin, Outcome},
    sink::{Sink, WriteError, tree::TreeSink, work::WorkFolder},
};

/// Writes extracted text.
pub struct ExtractedSink {
    tree: TreeSink,
    work: WorkFolder,
}

impl ExtractedSink {
    /// A sink that writes below `root`.
    ///
    /// # Errors
    /// Where the directory cannot be written to.
    pub fn new(root: &Path) -> Result<Self, WriteError> {
        let work = WorkFolder::new(root)?;
        Ok(Self { tree: TreeSink::new(root, work.clone(), None, false), work })
    }
}

impl Sink for ExtractedSink {
    fn begin(&mut self, origin: &Arc<Origin>) -> Result<(), WriteError> {
        self.tree.begin(origin)
    }

    fn take(&mut self, outcome: &Outcome) -> Result<(), WriteError> {
        self.tree.take(outcome)
    }

    fn end_input(&mut self) -> Result<(), WriteError> {
        self.tree.end_input()
    }

    /// The working folder goes in any case: there is nothing in it that a later run would go on with.
    fn finish(self: Box<Self>, whole: bool) -> Result<(), WriteError> {
        let done = Box::new(self.tree).finish(whole);
        self.work.remove()?;
        done
    }
}
