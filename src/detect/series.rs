//! Series: how many others of its form stand on the page. Lists of events date each entry; texts about programs show several
//! templates and traces.

use rustc_hash::FxHashMap;

use super::{extent::Stands, fault::Fault, own::Own, view::View};

/// The name that templates and traces go by here.
const SAMPLE: &str = "sample";

/// What makes a block one of a series: the class of a stamp in the article, or a template or trace anywhere.
fn form(own: Own<'_>, inside: bool) -> Option<&'static str> {
    let sample = own.fault == Some(Fault::Sample);
    let stamp = own.stamp.as_ref().filter(|_| inside && own.is_stamp()).map(|stamp| stamp.class.name());
    if sample { Some(SAMPLE) } else { stamp }
}

/// How many blocks of each form there are.
#[derive(Debug)]
pub(crate) struct Series(FxHashMap<&'static str, u32>);

impl Series {
    /// The series in a view.
    pub(crate) fn of(view: &View<'_>, stands: &Stands) -> Self {
        let mut counts: FxHashMap<&'static str, u32> = FxHashMap::default();
        for name in (0..view.len()).filter_map(|index| form(view.own(index), stands.distance(index) == 0)) {
            *counts.entry(name).or_default() += 1;
        }
        Self(counts)
    }

    /// How many others of a block's form there are; 0 for what can be in no series.
    pub(crate) fn at(&self, own: Own<'_>, inside: bool) -> u32 {
        form(own, inside).and_then(|name| self.0.get(name)).map_or(0, |count| count - 1)
    }
}
