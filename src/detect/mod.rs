//! Evidence: what speaks for and against each block, one kind a file. Nothing here decides.

mod blocks;
mod card;
mod code;
mod comment;
mod credit;
mod extent;
mod fault;
mod marks;
mod measure;
mod neighbours;
mod network;
mod nominee;
mod organisation;
mod outline;
mod own;
mod phrase;
mod place;
mod pointer;
mod proportions;
mod quotation;
mod record;
mod related;
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
mod wording;
mod wordings;
mod wrap;

pub(crate) use blocks::{Blocks, Piece};
pub(crate) use comment::{in_comments, is_readers};
use extent::Stands;
pub(crate) use extent::{Outskirts, TITLE_UNITS};
pub(crate) use fault::Fault;
use neighbours::Neighbourhood;
pub(crate) use neighbours::{Neighbours, near};
pub(crate) use nominee::Nominee;
use nominee::Nominees;
pub(crate) use outline::{Fact, Facts, Naming, Outline};
pub(crate) use own::{Layout, Layouts, Own};
use place::Places;
pub(crate) use place::{Place, Zone};
pub(crate) use proportions::{Numbers, Proportions};
pub(crate) use quotation::Quotation;
use record::Records;
pub(crate) use related::LONGEST_HEADLINE;
use related::Lists;
use repetition::Repetitions;
pub(crate) use run::Run;
use run::Runs;
pub(crate) use segment::Segment;
use segment::Segments;
use series::Series;
use spread::Templates;
pub(crate) use spread::{Template, spreads};
pub(crate) use tongue::{Foreign, Tongue};
use vocabulary::Vocabulary;

pub(crate) use view::{View, primary_of};
pub(crate) use wording::{Tools, Wording};
pub(crate) use wordings::{Said, Wordings};

use crate::lexicon::Risk;

/// All evidence on one block, in one round.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Evidence<'p> {
    /// What it is by itself.
    pub own: Own<'p>,
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
    /// The risk of the heading of other articles that it stands under.
    pub related: Option<Risk>,
    /// Whether it stands in a row of cards with other articles.
    pub card: bool,
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

/// What was observed in a view. Kept by stretches and in small numbers; the evidence of a block is put together when it is asked for, since
/// that of all blocks together takes a multiple of the page.
pub(crate) struct Observed<'v, 'p> {
    view: &'v View<'p>,
    places: Places,
    templates: Templates,
    stands: Stands,
    vocabulary: Vocabulary,
    nominees: Nominees,
    runs: Runs,
    segments: Segments,
    stanzas: Vec<bool>,
    wraps: Vec<bool>,
    quotations: Vec<Quotation>,
    series: Series,
    records: Records,
    neighbourhood: Neighbourhood,
    lists: Lists,
    repetitions: Repetitions,
}

impl<'v, 'p> Observed<'v, 'p> {
    /// Looks at a view.
    pub(crate) fn of(view: &'v View<'p>) -> Self {
        let places = Places::of(view);
        let templates = Templates::of(view, &places);
        let stands = Stands::of(view, &places, &templates);
        Self {
            view,
            vocabulary: Vocabulary::of(view, &places),
            nominees: Nominees::of(view, &places),
            runs: Runs::of(view),
            segments: Segments::of(view, &places),
            stanzas: stanza::stanzas(view, &places),
            wraps: wrap::wraps(view),
            quotations: quotation::quotations(view.len(), |index| view.text(index)),
            series: Series::of(view, &stands),
            records: Records::of(view),
            neighbourhood: Neighbourhood::of(view),
            lists: Lists::of(view),
            repetitions: Repetitions::of(view),
            places,
            templates,
            stands,
        }
    }

    /// What the numbers on the lines of a text are taken from; all else is let go.
    pub(crate) fn into_proportions(self) -> Proportions {
        Proportions::of(self.view, self.vocabulary, self.places)
    }

    /// The evidence on a block.
    pub(crate) fn at(&self, index: usize) -> Evidence<'p> {
        let (view, own) = (self.view, self.view.own(index));
        let outskirts = self.stands.at(index);
        Evidence {
            own,
            tongue: view.tongue(index),
            place: self.places.at(index),
            outskirts,
            vocabulary: self.vocabulary.share(view.words(index), self.places.is_anchor(index)),
            nominee: self.nominees.at(view, index),
            run: self.runs.at(view, index),
            segment: self.segments.at(index),
            stanza: self.stanzas[index],
            wrapped: self.wraps[index],
            quotation: self.quotations[index],
            series: self.series.at(own, outskirts.distance == 0),
            values: self.records.at(index),
            neighbours: self.neighbourhood.at(view, &self.places, index),
            related: self.lists.at(index),
            card: self.places.is_card(index),
            repeated: self.repetitions.at(own),
            template: self.templates.at(index),
        }
    }
}
