//! How each line of a text is written, where in it it stands, and what it shares with the other lines, in numbers. Headings of an author share
//! words with the prose that headlines of other articles do not; menus are written like no prose.

use rustc_hash::FxHashMap;

use super::{place::Places, view::View, vocabulary::Vocabulary};

/// The numbers on a line, in the order of [`Proportions::NAMES`].
pub(crate) type Numbers = [f32; Proportions::NAMES.len()];

/// The value of a share of nothing.
const NONE: f32 = -1.0;

/// What the numbers on the lines of a view are taken from.
#[derive(Debug)]
pub(crate) struct Proportions {
    vocabulary: Vocabulary,
    places: Places,
    /// How many lines begin with each word that several have.
    starts: FxHashMap<u32, u32>,
    /// Visible characters before each line, and of all.
    before: Vec<u32>,
}

impl Proportions {
    /// Names of the numbers.
    pub(crate) const NAMES: [&str; 9] = [
        "characters",
        "capitals",
        "marks",
        "digits",
        "text-before",
        "starts-alike",
        "echo-of-prose",
        "echo-of-lines",
        "most-echoed",
    ];

    /// Those in a view, of which the words and places are known.
    pub(super) fn of(view: &View<'_>, vocabulary: Vocabulary, places: Places) -> Self {
        let mut starts: FxHashMap<u32, u32> = FxHashMap::default();
        let mut before = Vec::with_capacity(view.len() + 1);
        let mut sum = 0_u32;
        before.push(sum);
        for index in 0..view.len() {
            let first = view.words(index).first().filter(|&&word| vocabulary.is_shared(word));
            first.into_iter().for_each(|&word| *starts.entry(word).or_default() += 1);
            sum = sum.saturating_add(view.own(index).measure.visible);
            before.push(sum);
        }
        Self { vocabulary, places, starts, before }
    }

    /// The numbers on a line.
    pub(crate) fn at(&self, view: &View<'_>, index: usize) -> Numbers {
        let (measure, words) = (view.own(index).measure, view.words(index));
        let visible = measure.visible as f32;
        let marks = measure.visible.saturating_sub(measure.letters + measure.digits) as f32;
        let starts = words.first().map_or(0, |word| self.starts.get(word).copied().unwrap_or(1));
        let echo = self.vocabulary.echo(words, self.places.is_anchor(index));
        [
            visible,
            measure.capital_share(),
            marks / visible.max(1.0),
            measure.digit_share(),
            self.before[index] as f32 / self.before.last().copied().unwrap_or_default().max(1) as f32,
            starts as f32,
            echo.map_or(NONE, |echo| echo.prose),
            echo.map_or(NONE, |echo| echo.lines),
            echo.map_or(NONE, |echo| echo.most as f32),
        ]
    }
}
