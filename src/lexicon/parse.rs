//! Reads a lexicon file: `concept<TAB>risk<TAB>phrase`, one a line; lines that start with `#` are comments. What stands below the line
//! `#! whole` is known as a whole only: its words are no vocabulary of interfaces.

use std::borrow::Cow;

use super::{
    call::{self, ANY},
    concept::Concept,
};

/// How often a phrase stands in an author's own text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Risk {
    /// Hardly ever: nobody writes "Accept all cookies" as a line of an article.
    Hard,
    /// Sometimes, as a short heading.
    Soft,
    /// Often: an ordinary word, which counts only with other evidence.
    Headword,
}

/// One phrase of a lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'f> {
    /// What the phrase is for.
    pub concept: Concept,
    /// How often authors use it.
    pub risk: Risk,
    /// The phrase, with its slots `{n}`, `{name}`, `{title}`, `{date}`, `{any}`.
    pub phrase: &'f str,
    /// Whether its words say nothing by themselves, since they are everybody's.
    pub whole: bool,
}

/// Above the phrases that are known as a whole only.
const WHOLE: &str = "#! whole";

/// A line of a lexicon that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct ParseError {
    /// The number of the line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

/// The entries of a lexicon file.
///
/// # Errors
///
/// The first line that is not three columns, or names an unknown concept, risk or slot.
pub fn parse(text: &str) -> Result<Vec<Entry<'_>>, ParseError> {
    let mut entries = Vec::new();
    let mut whole = false;
    for (index, line) in text.lines().enumerate() {
        whole |= line.trim_end() == WHOLE;
        if !line.trim().is_empty() && !line.starts_with('#') {
            let read = entry(line, whole).map_err(|reason| ParseError { line: index + 1, reason });
            entries.push(read?);
        }
    }
    Ok(entries)
}

fn entry(line: &str, whole: bool) -> Result<Entry<'_>, String> {
    let mut columns = line.split('\t');
    let (Some(concept), Some(risk), Some(phrase), None) =
        (columns.next(), columns.next(), columns.next(), columns.next())
    else {
        return Err(format!("{} columns instead of concept, risk, phrase", line.split('\t').count()));
    };
    let concept = Concept::parse(concept).ok_or_else(|| format!("unknown concept `{concept}`"))?;
    let risk = match risk {
        "hard" => Risk::Hard,
        "soft" => Risk::Soft,
        "headword" => Risk::Headword,
        other => return Err(format!("unknown risk `{other}`; it is hard, soft or headword")),
    };
    check(phrase).map(|()| Entry { concept, risk, phrase, whole })
}

/// What phrases may leave open.
const SLOTS: [&str; 5] = ["{n}", "{name}", "{title}", "{date}", ANY];

/// Whether the slots of a phrase are known, and something stands beside them.
fn check(phrase: &str) -> Result<(), String> {
    let slotted = |text: &str| text.bytes().any(|byte| matches!(byte, b'{' | b'}'));
    let rest = if slotted(phrase) { unslotted(phrase)? } else { Cow::Borrowed(phrase) };
    if !rest.chars().any(char::is_alphabetic) {
        return Err("a phrase needs letters of its own".to_owned());
    }
    Ok(())
}

/// What a phrase has beside its slots.
fn unslotted(phrase: &str) -> Result<Cow<'_, str>, String> {
    let rest = SLOTS.iter().fold(phrase.to_owned(), |rest, slot| rest.replace(slot, ""));
    if rest.contains(['{', '}']) {
        return Err("unknown slot; slots are {n}, {name}, {title}, {date} and {any}".to_owned());
    }
    if phrase.contains(ANY) {
        call::check(phrase)?;
    }
    Ok(Cow::Owned(rest))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_call_that_cannot_be_matched_is_refused() {
        let reads = |phrase: &str| parse(&format!("newsletter\thard\t{phrase}")).is_ok();
        for phrase in ["Subscribe {any}", "(Subscribe|Sign up) {any} ({n} letters|inbox) {any}", "Read also ({name})"] {
            assert!(reads(phrase), "{phrase}");
        }
        for phrase in [
            "{any} newsletter",
            "Subscribe {any} {name}",
            "(Subscribe {any}",
            "Subscribe ((now)|here) {any}",
            "Get) {any} (",
        ] {
            assert!(!reads(phrase), "{phrase}");
        }
        assert!(reads(&format!("{}{{any}}", "(a|b) ".repeat(9))) && !reads(&format!("{}{{any}}", "(a|b) ".repeat(40))));
    }
}
