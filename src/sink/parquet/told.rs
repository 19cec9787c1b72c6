//! The column `polyscrub`: what became of each row, with the fields that the object of that name has in JSON records.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, StructArray,
    builder::{ArrayBuilder, Float64Builder, Int32Builder, Int64Builder, ListBuilder, StringBuilder},
};
use arrow_schema::{ArrowError, DataType, Field, Fields};

use crate::{
    outcome::{Outcome, Reason},
    sink::metadata::Metadata,
};

/// Builds the column.
#[derive(Debug)]
pub(super) struct Told {
    schema: Int32Builder,
    status: StringBuilder,
    reason: StringBuilder,
    language: StringBuilder,
    probability: Float64Builder,
    encoding: StringBuilder,
    chars_in: Int64Builder,
    chars_out: Int64Builder,
    dates: ListBuilder<StringBuilder>,
    title: StringBuilder,
    author: StringBuilder,
    date: StringBuilder,
    modified: StringBuilder,
    url: StringBuilder,
    site: StringBuilder,
    description: StringBuilder,
    declared_language: StringBuilder,
    alternates: ListBuilder<StringBuilder>,
    flags: ListBuilder<StringBuilder>,
}

/// The name that Parquet has for an element of a list.
fn element() -> Arc<Field> {
    Arc::new(Field::new("element", DataType::Utf8, false))
}

fn strings() -> ListBuilder<StringBuilder> {
    ListBuilder::new(StringBuilder::new()).with_field(element())
}

impl Default for Told {
    fn default() -> Self {
        Self {
            schema: Int32Builder::new(),
            status: StringBuilder::new(),
            reason: StringBuilder::new(),
            language: StringBuilder::new(),
            probability: Float64Builder::new(),
            encoding: StringBuilder::new(),
            chars_in: Int64Builder::new(),
            chars_out: Int64Builder::new(),
            dates: strings(),
            title: StringBuilder::new(),
            author: StringBuilder::new(),
            date: StringBuilder::new(),
            modified: StringBuilder::new(),
            url: StringBuilder::new(),
            site: StringBuilder::new(),
            description: StringBuilder::new(),
            declared_language: StringBuilder::new(),
            alternates: strings(),
            flags: strings(),
        }
    }
}

impl Told {
    /// The fields, in order.
    pub(super) fn fields() -> Fields {
        let list = DataType::List(element());
        Fields::from(vec![
            Field::new("schema", DataType::Int32, false),
            Field::new("status", DataType::Utf8, false),
            Field::new("reason", DataType::Utf8, true),
            Field::new("language", DataType::Utf8, true),
            Field::new("probability", DataType::Float64, true),
            Field::new("encoding", DataType::Utf8, true),
            Field::new("chars_in", DataType::Int64, false),
            Field::new("chars_out", DataType::Int64, false),
            Field::new("dates", list.clone(), false),
            Field::new("title", DataType::Utf8, true),
            Field::new("flags", list.clone(), false),
            Field::new("author", DataType::Utf8, true),
            Field::new("date", DataType::Utf8, true),
            Field::new("modified", DataType::Utf8, true),
            Field::new("url", DataType::Utf8, true),
            Field::new("site", DataType::Utf8, true),
            Field::new("description", DataType::Utf8, true),
            Field::new("declared_language", DataType::Utf8, true),
            Field::new("alternates", list, false),
        ])
    }

    /// Takes a record in.
    pub(super) fn push(&mut self, outcome: &Outcome) {
        let told = Metadata::of(outcome);
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        self.schema.append_value(told.schema.into());
        self.status.append_value(told.status.name());
        self.reason.append_option(told.reason.map(Reason::name));
        self.language.append_option(told.language.map(crate::lang::Lang::code));
        self.probability.append_option(told.probability);
        self.encoding.append_option(told.encoding);
        self.chars_in.append_value(count(told.chars_in));
        self.chars_out.append_value(count(told.chars_out));
        self.dates.append_value(told.dates.iter().map(Some));
        self.flags.append_value(told.flags.iter().map(Some));
        let declared = told.declared;
        self.title.append_option(declared.title);
        self.author.append_option(declared.author);
        self.date.append_option(declared.date);
        self.modified.append_option(declared.modified);
        self.url.append_option(declared.url);
        self.site.append_option(declared.site);
        self.description.append_option(declared.description);
        self.declared_language.append_option(declared.declared_language);
        self.alternates.append_value(declared.alternates.iter().map(Some));
    }

    /// The column of what was taken in, which is empty then.
    pub(super) fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        let builders: [&mut dyn ArrayBuilder; 19] = [
            &mut self.schema,
            &mut self.status,
            &mut self.reason,
            &mut self.language,
            &mut self.probability,
            &mut self.encoding,
            &mut self.chars_in,
            &mut self.chars_out,
            &mut self.dates,
            &mut self.title,
            &mut self.flags,
            &mut self.author,
            &mut self.date,
            &mut self.modified,
            &mut self.url,
            &mut self.site,
            &mut self.description,
            &mut self.declared_language,
            &mut self.alternates,
        ];
        let columns = builders.into_iter().map(ArrayBuilder::finish).collect();
        Ok(Arc::new(StructArray::try_new(Self::fields(), columns, None)?))
    }
}
