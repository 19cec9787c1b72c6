//! The columns of a table that is made of records of any kind: those that every record has, and one of JSON for the rest.

use std::sync::Arc;

use arrow_array::{ArrayRef, builder::StringViewBuilder};
use arrow_schema::{DataType, Field, FieldRef};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::{
    outcome::{Outcome, Reason},
    user::{KEY, UserFields},
};

/// Builds the columns besides the text.
pub(super) struct Own {
    url_field: String,
    id: StringViewBuilder,
    source: StringViewBuilder,
    url: StringViewBuilder,
    rest: StringViewBuilder,
}

impl Own {
    /// Columns of records whose address is in a field of this name.
    pub(super) fn new(url_field: String) -> Self {
        let builder = StringViewBuilder::new;
        Self { url_field, id: builder(), source: builder(), url: builder(), rest: builder() }
    }

    /// The columns around `told`, in order.
    pub(super) fn fields(told: FieldRef) -> Vec<FieldRef> {
        let field = |name: &str, nullable| Arc::new(Field::new(name, DataType::Utf8View, nullable));
        vec![
            field("id", true),
            field("text", false),
            field("source", false),
            field("url", true),
            told,
            field("fields", true),
        ]
    }

    /// Takes a record in.
    pub(super) fn push(&mut self, outcome: &Outcome) {
        let user = outcome.record.as_ref().map(UserFields::json);
        let string = |key: &str| user.as_ref().and_then(|user| user.get(key)).and_then(Value::as_str);
        let id = user.as_ref().and_then(|user| user.get("id"));
        match id {
            _ if outcome.reason == Some(Reason::NotJson) => self.id.append_null(),
            Some(id) => self.id.append_option(crate::user::name(id)),
            None => self.id.append_value(&outcome.page),
        }
        self.source.append_value(string("source").unwrap_or(&outcome.origin.source));
        self.url.append_option(string(&self.url_field));
        let rest = user.as_ref().map(|user| Rest { user, url_field: &self.url_field });
        let rest = rest.filter(|rest| rest.iter().next().is_some());
        self.rest.append_option(rest.and_then(|rest| serde_json::to_string(&rest).ok()));
    }

    /// The columns of what was taken in, which is nothing then.
    pub(super) fn columns(&mut self, text: ArrayRef, told: ArrayRef) -> Vec<ArrayRef> {
        let done = |builder: &mut StringViewBuilder| -> ArrayRef { Arc::new(builder.finish()) };
        vec![done(&mut self.id), text, done(&mut self.source), done(&mut self.url), told, done(&mut self.rest)]
    }
}

/// The fields that have no column of their own.
struct Rest<'r> {
    user: &'r Map<String, Value>,
    url_field: &'r str,
}

impl Rest<'_> {
    /// An address or source that is no string has found no place in its column.
    fn iter(&self) -> impl Iterator<Item = (&String, &Value)> {
        let has_column = |key: &str, value: &Value| match key {
            "id" | "text" | KEY => true,
            "source" => value.is_string(),
            _ => key == self.url_field && (value.is_string() || value.is_null()),
        };
        self.user.iter().filter(move |(key, value)| !has_column(key, value))
    }
}

impl Serialize for Rest<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}
