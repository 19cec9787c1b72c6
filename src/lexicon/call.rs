//! Calls: sentences by which a page asks its readers to subscribe, sign in or share, and notices of the site. They are phrases of which only
//! parts are given, with the slot `{any}` for all words between and behind, and brackets for words one of which stands there:
//! "(Subscribe|Sign up) {any} newsletter {any}".

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::{
    Hit,
    fold::fold,
    words::{first_hash, word_hashes},
};

/// Stands for any words, or none.
pub(super) const ANY: &str = "{any}";
/// Stands for a number.
const NUMBER: &str = "{n}";

/// Ways to read what stands between two slots at most: each is kept. The built-in calls have 675.
const MOST_WAYS: usize = 1000;

/// What opens quotations.
const QUOTES: [char; 10] = ['"', '“', '”', '„', '«', '‘', '\'', '‹', '「', '『'];

/// All calls, and how they start, by the hash of the first word. A run meets few of them, so they are read when that word is met.
#[derive(Debug, Default)]
pub(super) struct Calls {
    calls: Vec<Line>,
    by_word: FxHashMap<u32, Openings>,
}

/// A call as it stands in its lexicon.
#[derive(Debug)]
struct Line {
    phrase: Box<str>,
    hit: Hit,
    call: OnceLock<Call>,
}

/// Stands for the second word of what has but one.
const NONE: u32 = 0;

/// How calls start that have the first word in common.
#[derive(Debug, Default)]
struct Openings {
    /// Which calls these are, by their places among all.
    lines: Vec<u32>,
    /// How they start, by the hash of the second word, or [`NONE`]: many a first word starts hundreds of calls.
    by_word: OnceLock<FxHashMap<u32, Vec<Opening>>>,
}

/// How a call may start.
#[derive(Debug)]
struct Opening {
    /// Its words in hashes: most texts are told from it by them.
    words: Vec<u32>,
    text: String,
    /// The place of the call among all.
    line: u32,
}

impl Calls {
    /// Adds a phrase that has the slot.
    pub(super) fn add(&mut self, phrase: &str, hit: Hit) {
        let line = self.calls.len() as u32;
        for word in first_words(phrase) {
            let lines = &mut self.by_word.entry(word).or_default().lines;
            if lines.last() != Some(&line) {
                lines.push(line);
            }
        }
        self.calls.push(Line { phrase: phrase.into(), hit, call: OnceLock::new() });
    }

    /// The call that a text with these words is. What somebody says is none.
    pub(super) fn find(&self, text: &str, words: &[u32]) -> Option<Hit> {
        let first = words.first()?;
        let openings = self.by_word.get(first)?;
        let by_word = openings.by_word.get_or_init(|| self.openings(*first, &openings.lines));
        let seconds = words.get(1).copied().into_iter().chain([NONE]);
        let starting = seconds.filter_map(|word| by_word.get(&word)).flatten();
        let mut opened = starting.filter(|opening| words.starts_with(&opening.words)).peekable();
        opened.peek()?;
        if text.trim_start().starts_with(QUOTES) {
            return None;
        }
        let folded = fold(text);
        opened.find_map(|opening| {
            let line = &self.calls[opening.line as usize];
            let rest = behind(&folded, &opening.text)?;
            line.call.get_or_init(|| Call::read(&line.phrase)).goes_on(rest).then_some(line.hit)
        })
    }

    /// How these calls start, where this is their first word.
    fn openings(&self, first: u32, lines: &[u32]) -> FxHashMap<u32, Vec<Opening>> {
        let mut openings: FxHashMap<u32, Vec<Opening>> = FxHashMap::default();
        for &line in lines {
            for text in parts(&self.calls[line as usize].phrase).next().into_iter().flatten() {
                let mut words = Vec::new();
                word_hashes(&text, &mut words);
                if words.first() == Some(&first) {
                    let second = words.get(1).copied().unwrap_or(NONE);
                    openings.entry(second).or_default().push(Opening { words, text, line });
                }
            }
        }
        openings
    }
}

/// What may stand at one place of a call, folded.
type Part = Vec<String>;

/// What follows the start of a call.
#[derive(Debug)]
struct Call {
    /// Its parts, in order.
    parts: Vec<Part>,
    /// Whether the last part ends the text.
    ends: bool,
}

impl Call {
    fn read(phrase: &str) -> Self {
        Self { parts: parts(phrase).skip(1).collect(), ends: !phrase.trim_end().ends_with(ANY) }
    }

    /// Whether what follows its opening in a text has its parts.
    fn goes_on(&self, rest: &str) -> bool {
        let Some((last, between)) = self.parts.split_last() else { return !self.ends || rest.is_empty() };
        let rest = between.iter().try_fold(rest, |rest, part| after(rest, part));
        rest.is_some_and(|rest| if self.ends { ends_with(rest, last) } else { after(rest, last).is_some() })
    }
}

/// Whether a phrase with the slot for any words can be matched.
///
/// # Errors
///
/// How a call is written, if this is not.
pub(super) fn check(phrase: &str) -> Result<(), String> {
    let rest = phrase.replace(ANY, "").replace(NUMBER, "");
    let brackets: String = phrase.chars().filter(|c| matches!(c, '(' | ')')).collect();
    let ways = |part| pieces(part).map(Iterator::count).fold(1, usize::saturating_mul);
    let few = phrase.split(ANY).all(|part| ways(part) <= MOST_WAYS);
    if few && !rest.contains('{') && !phrase.starts_with(ANY) && brackets.replace("()", "").is_empty() {
        return Ok(());
    }
    Err(format!(
        "a call has no slots but {NUMBER} and {ANY}, does not start with {ANY}, closes its brackets, and has no more than {MOST_WAYS} ways to read what stands between two slots"
    ))
}

/// The pieces of what stands between two slots, each with the choices there: one outside of brackets, and those within.
fn pieces(part: &str) -> impl Iterator<Item = impl Iterator<Item = &str> + Clone> {
    part.split(['(', ')']).enumerate().map(|(index, piece)| {
        // Every second piece stands in brackets.
        let most = if index % 2 == 1 { usize::MAX } else { 1 };
        piece.splitn(most, '|')
    })
}

/// The hashes of the words that a call may start with, without reading all ways to start: those of its first pieces, up to one of which every
/// choice has a word.
fn first_words(phrase: &str) -> Vec<u32> {
    let opening = phrase.split(ANY).next().unwrap_or_default().replace(NUMBER, "0");
    let mut words = Vec::new();
    for choices in pieces(&opening) {
        words.extend(choices.clone().filter_map(first_hash));
        if choices.map(first_hash).all(|word| word.is_some()) {
            break;
        }
    }
    words
}

/// The parts of a call, in order.
fn parts(phrase: &str) -> impl Iterator<Item = Part> {
    phrase.split(ANY).map(|text| part(&text.replace(NUMBER, "0"))).filter(|part| !part.is_empty())
}

/// What stands between two slots: every way to choose in each of its pieces.
fn part(text: &str) -> Part {
    let ways = pieces(text).fold(vec![String::new()], |ways, choices| {
        ways.iter().flat_map(|way| choices.clone().map(move |choice| format!("{way}{choice}"))).collect()
    });
    ways.iter().map(|way| fold(way)).filter(|way| !way.is_empty()).collect()
}

/// What follows the words of a part at the start of a text.
fn behind<'t>(text: &'t str, part: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(part)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix(' ') }
}

/// What follows the first place in a text where a part stands.
fn after<'t>(text: &'t str, part: &Part) -> Option<&'t str> {
    let starts = std::iter::once(0).chain(text.match_indices(' ').map(|(index, _)| index + 1));
    starts.map(|start| &text[start..]).find_map(|text| part.iter().find_map(|way| behind(text, way)))
}

/// Whether a text ends with a part.
fn ends_with(text: &str, part: &Part) -> bool {
    let before = |way: &String| text.strip_suffix(way.as_str());
    part.iter().filter_map(before).any(|before| before.is_empty() || before.ends_with(' '))
}

#[cfg(test)]
mod tests {
    use super::super::{Lexicon, word_hashes};
    use crate::lang::Lang;

    /// Holds that the calls find some texts, and not the others.
    fn hold(calls: &[&str], found: &[&str], others: &[&str]) {
        let rows: String = calls.iter().map(|call| format!("newsletter\thard\t{call}\n")).collect();
        let lexicon = Lexicon::new(&[(Lang::ENGLISH, rows)]).unwrap();
        for text in found.iter().chain(others) {
            let mut words = Vec::new();
            word_hashes(text, &mut words);
            assert_eq!(lexicon.find_call(text, &words).is_some(), found.contains(text), "{text}");
        }
    }

    #[test]
    fn a_call_starts_with_its_first_part_and_holds_the_others() {
        hold(
            &["Zubscribe {any} newsletter {any}", "Zoin {any} newsletters"],
            &[
                "Zubscribe to the River Newsletter, and hear of floods first!",
                "» Zubscribe: newsletter",
                "Zoin newsletters, and the River Newsletters",
            ],
            &[
                "Readers zubscribe to the newsletter",
                "Zubscribers of a newsletter that nobody reads",
                "Zoin those who write newsletters for a living",
                "Zubscribe to the newsletters",
                "“Zubscribe to my newsletter”, he said to the river.",
            ],
        );
    }

    #[test]
    fn brackets_hold_what_may_stand_at_a_place() {
        hold(
            &[
                "(Zet|Zeceive) (our|the) news {any} (inbox|mail box) {any} (free|at once)",
                "(|Zust) (zwo|three) letters {any}",
            ],
            &[
                "Zet our news in your inbox, for free",
                "Zeceive the news from the mill in your mail box at once",
                "Zwo letters a day",
                "Zust three letters a day",
            ],
            &[
                "Zet our inbox for free",
                "Zet the news in your mailbox for free",
                "Zet news in your inbox for free",
                "Zet the news in your inbox for free or not",
                "Zust letters a day",
            ],
        );
    }
}
