//! Cleaned pages as JSON Lines: `id`, `text`, `source`, the user's other fields as they were, then ours.

use serde_json::{Map, Value, json};

use crate::{
    outcome::{Outcome, Reason},
    sink::{
        Sink, WriteError,
        file::Stream,
        metadata::{Metadata, line},
    },
    user::{KEY, UserFields},
};

/// The record of an outcome.
#[must_use]
pub fn record(outcome: &Outcome, text: &str) -> Value {
    let mut fields = Map::new();
    let user = outcome.record.as_ref().map(UserFields::json);
    let user = user.as_deref();
    let id = user.and_then(|user| user.get("id")).cloned();
    let id = if outcome.reason == Some(Reason::NotJson) { Value::Null } else { id.unwrap_or(json!(outcome.page)) };
    fields.insert("id".into(), id);
    fields.insert("text".into(), json!(text));
    let source = user.and_then(|user| user.get("source")).cloned();
    fields.insert("source".into(), source.unwrap_or(json!(outcome.origin.source)));
    for (key, value) in user.into_iter().flatten() {
        if !fields.contains_key(key) && key != KEY {
            fields.insert(key.clone(), value.clone());
        }
    }
    fields.insert(KEY.into(), serde_json::to_value(Metadata::of(outcome)).unwrap_or_default());
    Value::Object(fields)
}

/// Writes one record for each outcome.
pub struct JsonlSink<'o> {
    out: Stream<'o>,
    drop_empty: bool,
}

impl<'o> JsonlSink<'o> {
    /// A sink that writes to `out`, leaving out records without text where `drop_empty` is set.
    #[must_use]
    pub fn new(out: Stream<'o>, drop_empty: bool) -> Self {
        Self { out, drop_empty }
    }
}

impl Sink for JsonlSink<'_> {
    fn take(&mut self, outcome: &Outcome) -> Result<(), WriteError> {
        if is_left_out(outcome, self.drop_empty) {
            return Ok(());
        }
        self.out.write(&line(&record(outcome, outcome.text())))
    }

    fn finish(self: Box<Self>, whole: bool) -> Result<(), WriteError> {
        self.out.finish(whole)
    }
}

/// Whether an outcome has no place in the output: too short, or empty where that was asked to be dropped.
pub(crate) fn is_left_out(outcome: &Outcome, drop_empty: bool) -> bool {
    outcome.reason == Some(Reason::TooShort) || (drop_empty && outcome.text().trim().is_empty())
}
