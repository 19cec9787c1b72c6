//! Merging of files: their shards, each once.

use std::{cell::RefCell, io, path::Path, rc::Rc};

use crate::sink::{WriteError, file::Draft};

use super::{
    counts::Counts,
    error::SurveyError,
    list::{self, Located},
    load::union,
    shard::{self, Tee},
};

/// Merges census files into one, which may be one of them. Tells what it holds; sites that several surveys met count as often.
///
/// In whatever order and grouping files are merged, and however often, the bytes are the same. Every shard is checked while it
/// is copied.
///
/// # Errors
/// Where a file cannot be read or is not a whole census, or the result cannot be written. What stood there before stays then.
pub fn merge<P: AsRef<Path>>(inputs: &[P], out: &Path) -> Result<Counts, SurveyError> {
    let shards = union(inputs)?;
    let draft = Rc::new(RefCell::new(list::start(out, shards.len())?));
    let mut counts = Counts::default();
    for shard in &shards {
        draft.borrow_mut().write(&shard.head.to_bytes())?;
        copy(shard, &draft)?;
        counts += shard.head.counts;
    }
    let draft = Rc::into_inner(draft).map(RefCell::into_inner);
    draft.map_or(Ok(()), |draft| draft.finish(true))?;
    Ok(counts)
}

/// Copies the packed bytes of a shard while they are read to their end.
fn copy(shard: &Located, draft: &Rc<RefCell<Draft>>) -> Result<(), SurveyError> {
    let draft = Rc::clone(draft);
    let wrap = |error: WriteError| io::Error::new(error.source.kind(), error);
    let tee: Tee = Box::new(move |bytes| draft.borrow_mut().write(bytes).map_err(wrap));
    shard::open(&shard.path, shard.start, shard.head, Some(tee))?.check()
}
