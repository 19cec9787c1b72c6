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

#[cfg(test)]
mod tests {
    use crate::{
        decide::Model,
        detect::{Naming, Tools},
        extract,
        identify::NgramScorer,
        lexicon::Lexicon,
        rounds::Judge,
        settings::Settings,
        stamp::Stamps,
    };

    use super::*;

    /// The numbers of one name on the lines of a text.
    fn numbers(lines: &[&str], name: &str) -> Vec<f32> {
        let (lexicon, scorer) = (Lexicon::new(&[]).unwrap(), Box::new(NgramScorer::new()));
        let tools = Tools { naming: Naming::default(), scorer, lexicon, stamps: Stamps::new() };
        let judge = Judge { tools: &tools, model: &Model::default(), settings: &Settings::default() };
        let page = extract::text::extract(lines.join("\n\n"));
        let place = Proportions::NAMES.iter().position(|&known| known == name).unwrap();
        judge.proportions(&page).into_iter().map(|numbers| numbers[place]).collect()
    }

    const LINES: [&str; 4] = [
        "Mills of Ostrava",
        "The old mills by the river were sold last week, and nobody in the village knows to whom.",
        "More than one of the mills had been empty since the war, as an old map of the river shows.",
        "More Cheese, 2!",
    ];

    #[test]
    fn a_heading_echoes_in_the_prose() {
        // “Of” and “mills” are in it; “Ostrava” is not.
        assert_eq!(numbers(&LINES, "echo-of-prose")[0], 2.0 / 3.0);
        assert_eq!(numbers(&LINES, "most-echoed")[0], 2.0);
        assert_eq!(numbers(&LINES, "echo-of-lines")[3], 0.5);
        assert_eq!(numbers(&["1999"], "echo-of-prose"), [NONE]);
    }

    #[test]
    fn a_line_is_written_in_its_own_way() {
        assert_eq!(numbers(&LINES, "characters")[3], 13.0);
        assert_eq!(numbers(&LINES, "capitals")[3], 1.0);
        assert_eq!((numbers(&LINES, "marks")[3], numbers(&LINES, "digits")[3]), (2.0 / 13.0, 1.0 / 13.0));
        assert_eq!(numbers(&LINES, "starts-alike"), [1.0, 1.0, 2.0, 2.0]);
        let before = numbers(&LINES, "text-before");
        assert!(before[0] == 0.0 && before.is_sorted() && before[3] < 1.0);
    }
}
