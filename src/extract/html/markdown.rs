//! Blocks with their marks: headings, lists, quotations, code, tables. The blocks are those of the plain text, one by one, so
//! that what is judged there is cut here.

use std::{collections::HashMap, ops::Range};

use super::{
    attribute::Name,
    escape::{Around, Place},
    inline::{self, Form, longest_run},
    mark::{NestKind, Nests, Note},
    target::Base,
    tree::{Id, NONE, Tree},
};
use crate::{
    page::{Block, BlockKind, Written},
    settings::Writing,
    span::Span,
};

/// Deepest heading of Markdown.
const DEEPEST_HEADING: u8 = 6;

/// Longest name of a language that code is in, in bytes.
const LONGEST_LANGUAGE: usize = 24;

/// The plain text of a page, with what was noted of it.
pub(super) struct Plain<'p> {
    pub(super) tree: &'p Tree,
    pub(super) text: &'p str,
    pub(super) blocks: &'p [Block],
    pub(super) levels: &'p [u8],
    pub(super) notes: &'p [Note],
    pub(super) nests: &'p Nests,
}

/// Writes a page as asked for.
pub(super) fn write(plain: &Plain<'_>, writing: Writing, base: &Base) -> Written {
    let targets = if writing.links { targets(plain, base) } else { HashMap::new() };
    let form = Form { markdown: writing.markdown, targets: &targets };
    let marked = vec![false; plain.nests.len()];
    let mut page = Pen {
        plain,
        form,
        marked,
        text: String::with_capacity(plain.text.len()),
        spans: Vec::with_capacity(plain.blocks.len()),
    };
    for index in 0..plain.blocks.len() {
        page.block(index);
    }
    if !page.text.is_empty() {
        page.text.push('\n');
    }
    Written { text: page.text, spans: page.spans }
}

/// Where the links of a page lead.
fn targets(plain: &Plain<'_>, base: &Base) -> HashMap<Id, String> {
    let links = plain.notes.iter().flat_map(|note| &note.runs).map(|run| run.inline.link).filter(|&link| link != NONE);
    let mut targets = HashMap::new();
    for link in links {
        if !targets.contains_key(&link)
            && let Some(target) = plain.tree.attribute(link, Name::Href).and_then(|href| base.target(href))
        {
            targets.insert(link, target);
        }
    }
    targets
}

struct Pen<'p> {
    plain: &'p Plain<'p>,
    form: Form<'p>,
    /// Which items have their mark.
    marked: Vec<bool>,
    text: String,
    spans: Vec<Span>,
}

impl Pen<'_> {
    fn block(&mut self, index: usize) {
        let gap = self.gap(index);
        self.text.push_str(&gap);
        let start = self.text.len();
        let body = if self.form.markdown { self.marks(index) } else { self.plain(index) };
        if self.form.markdown {
            self.nested(index, &body);
        } else {
            self.text.push_str(&body);
        }
        self.spans.push(Span::new(start, self.text.len()));
    }

    /// What stands before a block: the line ends of the plain text and, there, its mark.
    fn gap(&self, index: usize) -> String {
        let Some(before) = index.checked_sub(1) else {
            return if self.form.markdown { String::new() } else { self.mark(0, 0).to_owned() };
        };
        let end = self.plain.blocks[before].span.end as usize;
        let tight = !self.separator(index, end).starts_with("\n\n");
        if !self.form.markdown {
            return format!("{}{}", if tight { "\n" } else { "\n\n" }, self.mark(index, end));
        }
        if tight && self.starts_line(index) { "\n".to_owned() } else { format!("\n{}\n", self.common(index)) }
    }

    /// The marks of an empty line between a block and the one before it: a quotation around both goes on.
    fn common(&self, index: usize) -> String {
        let around = |index: usize| self.plain.nests.around(self.plain.notes[index].nest);
        let (before, own) = (around(index - 1), around(index));
        let both = before.iter().zip(&own).take_while(|pair| pair.0 == pair.1).map(|pair| *pair.1);
        let marks: String = both.map(|nest| self.plain.nests.get(nest).kind.further()).collect();
        marks.trim_end().to_owned()
    }

    fn separator(&self, index: usize, from: usize) -> &str {
        self.plain.text.get(from..self.plain.blocks[index].span.start as usize).unwrap_or_default()
    }

    fn mark(&self, index: usize, from: usize) -> &'static str {
        if self.separator(index, from).ends_with("- ") { "- " } else { "" }
    }

    /// Whether a block is taken for one of its own although no blank line is before it: a further row, or a new item. A list that does
    /// not start with 1 is no list right behind words.
    fn starts_line(&self, index: usize) -> bool {
        if self.is_row(index, self.plain.notes[index].group) && !self.is_first(index) {
            return true;
        }
        let nests = self.plain.nests;
        let before = nests.around(self.plain.notes[index - 1].nest);
        let numbered = |nest: u32| matches!(nests.get(nest).kind, NestKind::Numbered(_));
        let follows =
            |nest: u32| before.iter().any(|&other| numbered(other) && nests.get(other).outer == nests.get(nest).outer);
        let around = nests.around(self.plain.notes[index].nest);
        let first =
            around.into_iter().find(|&nest| !self.marked[nest as usize] && nests.get(nest).kind != NestKind::Quote);
        first.is_some_and(|nest| match nests.get(nest).kind {
            NestKind::Numbered(number) => number == 1 || follows(nest),
            _ => true,
        })
    }

    fn plain(&self, index: usize) -> String {
        let mut body = String::new();
        self.words(&mut body, index, self.plain.blocks[index].span.range(), Place::Lines);
        body
    }

    /// Writes a part of the text of a block. Code is no place for links.
    fn words(&self, out: &mut String, index: usize, part: Range<usize>, place: Place) {
        let text = self.plain.text;
        if self.plain.blocks[index].kind == BlockKind::Code {
            out.push_str(text.get(part).unwrap_or_default());
            return;
        }
        let around = Around::new(text, part.clone(), place);
        inline::write(out, around, part, &self.plain.notes[index].runs, self.form);
    }

    /// The text of a block with the marks of its kind.
    fn marks(&self, index: usize) -> String {
        let block = &self.plain.blocks[index];
        let span = block.span.range();
        let mut body = String::new();
        match block.kind {
            BlockKind::Heading | BlockKind::Title => {
                let level = self.plain.levels[index].clamp(1, DEEPEST_HEADING);
                body.push_str(&"#".repeat(level.into()));
                body.push(' ');
                self.words(&mut body, index, span, Place::Line);
                // Signs at the end would be taken for a mark that closes.
                if body.ends_with('#') && !body.ends_with("\\#") {
                    body.insert(body.len() - 1, '\\');
                }
            }
            BlockKind::Code => return self.code(index),
            BlockKind::Cell => return self.row(index),
            _ => self.words(&mut body, index, span, Place::Lines),
        }
        body
    }

    fn code(&self, index: usize) -> String {
        let text = self.plain.blocks[index].span.of(self.plain.text);
        let fence = "`".repeat(longest_run(text).max(2) + 1);
        let language = language(self.plain.tree, self.plain.notes[index].code).unwrap_or_default();
        format!("{fence}{language}\n{text}\n{fence}")
    }

    /// A row, and the rule below it where it is the first of its table.
    fn row(&self, index: usize) -> String {
        let mut body = String::from("|");
        for part in self.cells(index) {
            body.push(' ');
            self.words(&mut body, index, part, Place::Cell);
            body.push_str(" |");
        }
        let columns = self.columns(index);
        body.push_str(&"  |".repeat(columns.saturating_sub(self.cells(index).len())));
        if self.is_first(index) {
            body.push_str("\n|");
            body.push_str(&" --- |".repeat(columns));
        }
        body
    }

    /// Where the cells of a row are.
    fn cells(&self, index: usize) -> Vec<Range<usize>> {
        let span = self.plain.blocks[index].span.range();
        let mut starts = self.plain.notes[index].cells.clone();
        if starts.first() != Some(&span.start) {
            starts.insert(0, span.start);
        }
        starts.retain(|&start| start <= span.end);
        let ends = starts.iter().skip(1).copied().chain([span.end]);
        starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
    }

    fn is_row(&self, index: usize, group: Id) -> bool {
        self.plain.blocks.get(index).is_some_and(|block| block.kind == BlockKind::Cell)
            && self.plain.notes[index].group == group
    }

    fn is_first(&self, index: usize) -> bool {
        index == 0 || !self.is_row(index - 1, self.plain.notes[index].group)
    }

    /// The cells that the first row of a table needs: as many as the longest has.
    fn columns(&self, index: usize) -> usize {
        let group = self.plain.notes[index].group;
        if !self.is_first(index) {
            return 0;
        }
        let rows = (index..self.plain.blocks.len()).take_while(|&row| self.is_row(row, group));
        rows.map(|row| self.cells(row).len()).max().unwrap_or_default()
    }

    /// Writes a block behind the marks of what it is nested in; every further line is set in as the first.
    fn nested(&mut self, index: usize, body: &str) {
        let (mut first, mut further) = (String::new(), String::new());
        for nest in self.plain.nests.around(self.plain.notes[index].nest) {
            let kind = self.plain.nests.get(nest).kind;
            let fresh = kind == NestKind::Quote || !std::mem::replace(&mut self.marked[nest as usize], true);
            first.push_str(&if fresh { kind.mark() } else { kind.further() });
            further.push_str(&kind.further());
        }
        for (number, line) in body.split('\n').enumerate() {
            let lead = if number == 0 { &first } else { &further };
            if number > 0 {
                self.text.push('\n');
            }
            self.text.push_str(if line.is_empty() { lead.trim_end() } else { lead });
            self.text.push_str(line);
        }
    }
}

/// The language that the class of preformatted text, or of the code in it, names.
fn language(tree: &Tree, pre: Id) -> Option<&str> {
    if pre == NONE {
        return None;
    }
    let first = tree.node(pre).first;
    let classes = [pre, first].into_iter().filter(|&id| id != NONE).filter_map(|id| tree.attribute(id, Name::Class));
    let mut words = classes.flat_map(str::split_ascii_whitespace);
    let language = words.find_map(|word| word.strip_prefix("language-").or_else(|| word.strip_prefix("lang-")))?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '#' | '_' | '.');
    (!language.is_empty() && language.len() <= LONGEST_LANGUAGE && language.chars().all(plain)).then_some(language)
}
