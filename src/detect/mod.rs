//! Evidence: what speaks for and against each block, one kind a file. Nothing here decides.

mod comment;
mod extent;
mod fault;
mod marks;
mod measure;
mod neighbours;
mod network;
mod nominee;
mod outline;
mod own;
mod phrase;
mod place;
mod quotation;
mod record;
mod repetition;
mod run;
mod segment;
mod series;

mod shape;
mod sign;
mod spread;
mod stamp;
mod stanza;
mod tongue;
mod view;
mod vocabulary;
mod wrap;

pub(crate) use comment::{in_comments, is_readers};
pub(crate) use extent::Outskirts;
pub(crate) use fault::Fault;
pub(crate) use neighbours::Neighbours;
pub(crate) use nominee::Nominee;
pub(crate) use outline::{Fact, Facts, Naming, is_prose, outline};
pub(crate) use own::{Layout, Own, Tools};
pub(crate) use place::{Place, Zone};
pub(crate) use quotation::Quotation;
pub(crate) use run::Run;
pub(crate) use segment::Segment;

pub(crate) use spread::{Template, spreads};
pub(crate) use tongue::{Foreign, Tongue};
pub(crate) use view::{View, primary_of};

/// All evidence on one block, in one round.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Evidence<'p> {
    /// What it is by itself.
    pub own: &'p Own,
    /// Its language beside the page's.
    pub tongue: Tongue,
    /// Where it stands.
    pub place: Place,
    /// Where it stands towards the article as a whole.
    pub outskirts: Outskirts,
    /// The share of its words that the page's prose uses.
    pub vocabulary: Option<f32>,
    /// How well the page's second languages fit it.
    pub nominee: Nominee,
    /// The run of unfinished lines it stands in.
    pub run: Run,
    /// The foreign stretch it stands in.
    pub segment: Segment,
    /// Whether it belongs to a stanza.
    pub stanza: bool,
    /// Whether it is a piece of a sentence of the block before or after it.
    pub wrapped: bool,
    /// Whether it belongs to a quotation.
    pub quotation: Quotation,
    /// How many others of its form there are: stamps in the article, templates and traces on the page.
    pub series: u32,
    /// How many other values the page has for its label.
    pub values: u32,
    /// What stands right beside it.
    pub neighbours: Neighbours,
    /// How often the page prints it.
    pub repeated: u32,
    /// How it stands in what the site's template prints.
    pub template: Template,
}

/// Others of a form that make a series, of dated entries or of lines of programs.
const SERIES: u32 = 3;

impl Evidence<'_> {
    /// Whether it is one of several of its form.
    pub(crate) fn is_in_series(&self) -> bool {
        self.series >= SERIES
    }
}

/// The evidence on every block of a view; `texts` are the blocks' texts.
pub(crate) fn observe<'p>(view: &View<'p>, texts: &[&str]) -> Vec<Evidence<'p>> {
    let places = place::places(view);
    let templates = spread::templates(view, &places);
    let outskirts = extent::outskirts(view, &places, &templates);
    let vocabulary = vocabulary::shares(view, &places);
    let nominees = nominee::nominees(view, &places);
    let runs = run::runs(view);
    let segments = segment::segments(view, &places);
    let stanzas = stanza::stanzas(view, &places);
    let wraps = wrap::wraps(view, texts);
    let quotations = quotation::quotations(texts);
    let series = series::series(view, &outskirts);
    let values = record::records(view, texts);
    let neighbours = neighbours::neighbours(view, &places);
    let repeated = repetition::repetitions(view);
    (0..view.blocks.len())
        .map(|index| Evidence {
            own: view.blocks[index],
            tongue: view.tongues[index],
            place: places[index],
            outskirts: outskirts[index],
            vocabulary: vocabulary[index],
            nominee: nominees[index],
            run: runs[index],
            segment: segments[index],
            stanza: stanzas[index],
            wrapped: wraps[index],
            quotation: quotations[index],
            series: series[index],
            values: values[index],
            neighbours: neighbours[index],
            repeated: repeated[index],
            template: templates[index],
        })
        .collect()
}
