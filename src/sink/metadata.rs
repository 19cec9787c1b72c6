//! What is told of each page: the `polyscrub` object of a record, and the lines of `pages.jsonl`.

use serde::Serialize;

use crate::{
    date::Date,
    declared::{Declared, Stated},
    lang::Lang,
    outcome::{Outcome, Reason, SCHEMA, Status},
    sink::{Sink, WriteError, file::Stream},
};

/// The metadata of a page.
#[derive(Debug, Serialize)]
pub struct Metadata<'a> {
    pub(super) schema: u8,
    pub(super) status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<Reason>,
    pub(super) language: Option<Lang>,
    pub(super) probability: Option<f64>,
    pub(super) encoding: Option<&'static str>,
    pub(super) chars_in: usize,
    pub(super) chars_out: usize,
    pub(super) dates: Vec<String>,
    #[serde(flatten)]
    pub(super) declared: Told<'a>,
    pub(super) flags: Vec<&'static str>,
}

impl<'a> Metadata<'a> {
    /// The metadata of an outcome.
    #[must_use]
    pub fn of(outcome: &'a Outcome) -> Self {
        let cleaned = outcome.cleaned.as_ref();
        let guess = cleaned.and_then(|cleaned| cleaned.language);
        Self {
            schema: SCHEMA,
            status: outcome.status,
            reason: outcome.reason,
            language: guess.map(|guess| guess.language),
            probability: guess.map(|guess| rounded(guess.probability)),
            encoding: cleaned.map(|cleaned| cleaned.encoding),
            chars_in: cleaned.map_or(0, |cleaned| cleaned.extracted.chars().count()),
            chars_out: cleaned.map_or(0, |cleaned| cleaned.text.chars().count()),
            dates: cleaned.map(|cleaned| cleaned.dates.iter().map(ToString::to_string).collect()).unwrap_or_default(),
            declared: cleaned.map(|cleaned| Told::of(&cleaned.declared)).unwrap_or_default(),
            flags: cleaned.map(|cleaned| cleaned.flags.iter().map(|flag| flag.name()).collect()).unwrap_or_default(),
        }
    }
}

/// What a document says of itself, as far as it does.
#[derive(Debug, Default, Serialize)]
pub(super) struct Told<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) author: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) site: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) declared_language: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(super) alternates: &'a [String],
}

impl<'a> Told<'a> {
    fn of(declared: &'a Declared) -> Self {
        let text = |stated: &'a Option<Stated<String>>| stated.as_ref().map(|stated| stated.value.as_str());
        let day = |stated: &Option<Stated<Date>>| stated.as_ref().map(|stated| stated.value.to_string());
        Self {
            title: declared.title.as_deref(),
            author: text(&declared.author),
            date: day(&declared.date),
            modified: day(&declared.modified),
            url: text(&declared.url),
            site: text(&declared.site),
            description: text(&declared.description),
            declared_language: declared.language.as_deref(),
            alternates: &declared.alternates,
        }
    }
}

/// A probability or weight for a record: three decimals, so that it reads well and does not hang on the last bit.
#[must_use]
pub fn rounded(value: f32) -> f64 {
    (f64::from(value) * 1000.0).round() / 1000.0
}

/// A value as one line of JSON. Nothing that is written here can fail to become JSON.
pub(crate) fn line(value: &impl Serialize) -> Vec<u8> {
    let mut line = serde_json::to_vec(value).unwrap_or_default();
    line.push(b'\n');
    line
}

#[derive(Serialize)]
struct Row<'a> {
    page: &'a str,
    source: &'a str,
    #[serde(flatten)]
    metadata: Metadata<'a>,
}

/// Writes `pages.jsonl`.
pub struct MetadataSink<'o> {
    out: Stream<'o>,
}

impl<'o> MetadataSink<'o> {
    /// A sink that writes to `out`.
    #[must_use]
    pub fn new(out: Stream<'o>) -> Self {
        Self { out }
    }
}

impl Sink for MetadataSink<'_> {
    fn take(&mut self, outcome: &Outcome) -> Result<(), WriteError> {
        let row = Row { page: &outcome.page, source: &outcome.origin.source, metadata: Metadata::of(outcome) };
        self.out.write(&line(&row))
    }

    fn flush(&mut self) -> Result<(), WriteError> {
        self.out.flush()
    }

    fn length(&self) -> Option<u64> {
        self.out.length()
    }

    fn finish(self: Box<Self>, whole: bool) -> Result<(), WriteError> {
        self.out.finish(whole)
    }
}
