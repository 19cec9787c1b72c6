//! Series: how many others of its form stand on the page. Lists of events date each entry; texts about programs show several
//! templates and traces.

use rustc_hash::FxHashMap;

use super::{extent::Outskirts, fault::Fault, own::Own, view::View};

/// The name that templates and traces go by here.
const SAMPLE: &str = "sample";

/// What makes a block one of a series: the class of a stamp in the article, or a template or trace anywhere.
fn form(own: &Own, inside: bool) -> Option<&'static str> {
    let sample = own.fault == Some(Fault::Sample);
    let stamp = own.stamp.as_ref().filter(|_| inside && own.is_stamp()).map(|stamp| stamp.class.name());
    if sample { Some(SAMPLE) } else { stamp }
}

/// For each block, how many others of its form there are; 0 for what can be in no series.
pub(crate) fn series(view: &View<'_>, outskirts: &[Outskirts]) -> Vec<u32> {
    let form = |index: usize| form(view.blocks[index], outskirts[index].distance == 0);
    let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
    for name in (0..view.blocks.len()).filter_map(form) {
        *counts.entry(name).or_default() += 1;
    }
    (0..view.blocks.len()).map(|index| form(index).map_or(0, |name| counts[name] - 1)).collect()
}
