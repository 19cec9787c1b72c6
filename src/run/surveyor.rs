//! A run that counts what repeats instead of cleaning: workers make the keys of each page, and the sink adds them up in input order.

use std::{io, path::PathBuf};

use crate::{
    census::{Keyer, PageKeys},
    cleaned::Cleaned,
    outcome::Outcome,
    reader::{RawPage, Read, Reader},
    run::{Clean, Made},
    sink::{Sink, WriteError},
    survey::{Counts, Survey, SurveyError},
};

/// Reads pages for a survey.
#[derive(Debug)]
pub struct Surveyor(pub Reader);

impl Clean for Surveyor {
    fn clean(&self, raw: RawPage<'_>) -> Made {
        let read = self.0.read(raw);
        let texts = read.page.blocks.iter().map(|block| read.page.block_text(block));
        let keys = PageKeys::of(texts, &mut Keyer::default());
        let Read { page, encoding, .. } = read;
        Made { cleaned: Cleaned::untouched(page.text, encoding), keys: Some(keys) }
    }
}

/// Adds up the keys of pages.
pub struct SurveySink<'o> {
    survey: Option<Survey>,
    out: PathBuf,
    done: &'o mut Option<Result<Counts, SurveyError>>,
}

impl<'o> SurveySink<'o> {
    /// A sink that writes the census `out` in the end, and says in `done` how that went.
    pub fn new(survey: Survey, out: PathBuf, done: &'o mut Option<Result<Counts, SurveyError>>) -> Self {
        Self { survey: Some(survey), out, done }
    }
}

impl Sink for SurveySink<'_> {
    /// A page that no site is known of says nothing of any.
    fn take(&mut self, outcome: &Outcome) -> Result<(), WriteError> {
        let (Some(survey), Some(keys)) = (&mut self.survey, &outcome.keys) else { return Ok(()) };
        if outcome.mined.is_empty() {
            return Ok(());
        }
        survey.add(&outcome.mined, keys).map_err(|error| WriteError::new(&self.out, io::Error::other(error)))
    }

    fn finish(mut self: Box<Self>, whole: bool) -> Result<(), WriteError> {
        if let Some(survey) = self.survey.take().filter(|_| whole) {
            *self.done = Some(survey.finish(&self.out));
        }
        Ok(())
    }
}
