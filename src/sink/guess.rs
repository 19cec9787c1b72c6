//! Identified languages as rows, for people (TSV) and programs (JSON Lines): one for a page, a line or a span.

use serde_json::Value;

use crate::{
    identify::{Guess, Identification},
    lang::Lang,
};

/// The code of what has no language, as ISO 639 has it.
pub const UNDETERMINED: &str = "und";

/// Decimals of a probability.
const PROBABILITY: usize = 4;
/// Decimals of a margin, which is in nats.
const MARGIN: usize = 2;

/// The form of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Form {
    /// Columns, separated by tabs, without a head.
    #[default]
    Tsv,
    /// One JSON object a line.
    Jsonl,
}

/// The codes of languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Codes {
    /// ISO 639-1, or 639-3 for a language that has none.
    #[default]
    Short,
    /// ISO 639-3.
    Long,
}

impl Codes {
    /// The code of a language, [`UNDETERMINED`] for none.
    #[must_use]
    pub fn of(self, language: Option<Lang>) -> &'static str {
        match (self, language) {
            (_, None) => UNDETERMINED,
            (Self::Short, Some(lang)) => lang.code(),
            (Self::Long, Some(lang)) => lang.long_code(),
        }
    }
}

/// How rows are written, and what is told of a text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    /// The form.
    pub form: Form,
    /// The codes.
    pub codes: Codes,
    /// How many of the likeliest languages are told; 0 or 1 for just the first.
    pub top: usize,
    /// The language that a margin is told to.
    pub against: Option<Lang>,
}

impl Style {
    /// Starts a row at the end of `out`.
    pub fn row<'o>(&self, out: &'o mut Vec<u8>) -> Row<'o> {
        let empty = match self.form {
            Form::Tsv => out.len(),
            Form::Jsonl => {
                out.push(b'{');
                out.len()
            }
        };
        Row { out, form: self.form, empty }
    }

    /// What a text is in: its language, and what else is to be told.
    pub fn tell(&self, row: &mut Row<'_>, text: &Identification) {
        self.tell_as(row, text.language(), text.probability(), text);
    }

    /// The same, where the language was found otherwise than from this text alone.
    pub fn tell_as(&self, row: &mut Row<'_>, language: Option<Lang>, probability: f32, text: &Identification) {
        row.text("language", self.codes.of(language));
        row.decimal("probability", probability, PROBABILITY);
        if let Some(against) = self.against {
            row.decimal("margin", text.margin(against), MARGIN);
        }
        if self.top > 1 {
            self.tell_top(row, &text.ranked(self.top));
        }
    }

    /// The likeliest languages: a list in JSON; in TSV, the pairs after the first, as many in each row.
    fn tell_top(&self, row: &mut Row<'_>, ranked: &[Guess]) {
        let pair = |guess: Option<&Guess>| {
            (self.codes.of(guess.map(|guess| guess.language)), guess.map_or(0.0, |guess| guess.probability))
        };
        if self.form == Form::Tsv {
            for index in 1..self.top {
                let (code, probability) = pair(ranked.get(index));
                row.text("", code);
                row.decimal("", probability, PROBABILITY);
            }
            return;
        }
        row.key("top");
        row.out.push(b'[');
        for (index, guess) in ranked.iter().enumerate() {
            let (code, probability) = pair(Some(guess));
            row.out.extend_from_slice(if index == 0 { b"{" } else { b",{" });
            let mut inner = Row { empty: row.out.len(), out: row.out, form: Form::Jsonl };
            inner.text("language", code);
            inner.decimal("probability", probability, PROBABILITY);
            row.out.push(b'}');
        }
        row.out.push(b']');
    }

    /// The row of line `number`, of the source that is named. In TSV the line comes last, as it is, tabs and all.
    pub fn line(&self, out: &mut Vec<u8>, number: u64, source: Option<&str>, text: &Identification, line: &str) {
        let mut row = self.row(out);
        row.noted("line", number);
        self.tell(&mut row, text);
        if let Some(source) = source {
            row.text("source", source);
        }
        row.rest("text", line);
        row.end();
    }
}

/// A row that is being written. Cells come in the order in which they are added.
#[derive(Debug)]
pub struct Row<'o> {
    out: &'o mut Vec<u8>,
    form: Form,
    /// The length of `out` while the row has no cell.
    empty: usize,
}

impl Row<'_> {
    /// The form of the row.
    #[must_use]
    pub fn form(&self) -> Form {
        self.form
    }

    /// A cell of text. In TSV, control characters in it are spaces.
    pub fn text(&mut self, name: &str, text: &str) {
        self.key(name);
        match self.form {
            Form::Tsv => self.out.extend(text.bytes().map(|byte| if byte.is_ascii_control() { b' ' } else { byte })),
            Form::Jsonl => self.json(text),
        }
    }

    /// The last cell of a row, of text that is no more than a line: written as it is in TSV too.
    pub fn rest(&mut self, name: &str, line: &str) {
        self.key(name);
        match self.form {
            Form::Tsv => self.out.extend_from_slice(line.as_bytes()),
            Form::Jsonl => self.json(line),
        }
    }

    /// A value of the user's.
    pub fn value(&mut self, name: &str, value: &Value) {
        match (self.form, value) {
            (Form::Tsv, Value::String(text)) => self.text(name, text),
            (Form::Tsv, other) => self.text(name, &other.to_string()),
            (Form::Jsonl, value) => {
                self.key(name);
                self.json(value);
            }
        }
    }

    /// A whole number.
    pub fn count(&mut self, name: &str, count: u64) {
        self.key(name);
        self.json(&count);
    }

    /// A number that only programs want: not in TSV.
    pub fn noted(&mut self, name: &str, count: u64) {
        if self.form == Form::Jsonl {
            self.count(name, count);
        }
    }

    /// A number with so many decimals, never a negative zero.
    pub fn decimal(&mut self, name: &str, value: f32, decimals: usize) {
        use std::io::Write;
        self.key(name);
        let scale = 10_f64.powi(i32::try_from(decimals).unwrap_or_default());
        // Writing to a vector cannot fail.
        let _ = write!(self.out, "{:.decimals$}", (f64::from(value) * scale).round() / scale + 0.0);
    }

    /// Ends the row.
    pub fn end(self) {
        self.out.extend_from_slice(match self.form {
            Form::Tsv => b"\n",
            Form::Jsonl => b"}\n",
        });
    }

    /// What stands before a value.
    fn key(&mut self, name: &str) {
        let first = self.out.len() == self.empty;
        match self.form {
            Form::Tsv if first => {}
            Form::Tsv => self.out.push(b'\t'),
            Form::Jsonl => {
                self.out.extend_from_slice(if first { b"\"" } else { b",\"" });
                self.out.extend_from_slice(name.as_bytes());
                self.out.extend_from_slice(b"\":");
            }
        }
    }

    /// A value as JSON, which to a vector, and of what is written here, cannot fail.
    fn json(&mut self, value: &(impl serde::Serialize + ?Sized)) {
        let _ = serde_json::to_writer(&mut *self.out, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(form: Form, write: impl FnOnce(&mut Row<'_>)) -> String {
        let mut out = Vec::new();
        let mut row = Style { form, ..Style::default() }.row(&mut out);
        write(&mut row);
        row.end();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn cells_stand_in_their_order() {
        let write = |row: &mut Row<'_>| {
            row.noted("line", 7);
            row.text("language", "a\tb");
            row.decimal("margin", -0.001, 2);
            row.value("id", &serde_json::json!({"k": 1}));
            row.rest("text", "x\ty\"");
        };
        assert_eq!(written(Form::Tsv, write), "a b\t0.00\t{\"k\":1}\tx\ty\"\n");
        assert_eq!(
            written(Form::Jsonl, write),
            "{\"line\":7,\"language\":\"a\\tb\",\"margin\":0.00,\"id\":{\"k\":1},\"text\":\"x\\ty\\\"\"}\n"
        );
    }
}
