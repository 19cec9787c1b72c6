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
    page::{BlockKind, Page, Written},
    settings::Writing,
    span::Span,
};

/// Deepest heading of Markdown.
const DEEPEST_HEADING: u8 = 6;

/// Longest name of a language that code is in, in bytes.
const LONGEST_LANGUAGE: usize = 24;

/// What a page's text is marked by, once it is known what of it stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    writing: Writing,
    /// One a block.
    levels: Vec<u8>,
    /// One a block.
    notes: Vec<Note>,
    nests: Nests,
    /// Where links lead.
    targets: HashMap<Id, String>,
    /// The languages of code.
    languages: HashMap<Id, String>,
}

impl Marks {
    /// Of a document of which a walk has noted this.
    pub(super) fn new(
        tree: &Tree,
        writing: Writing,
        base: &Base,
        (levels, notes, nests): (Vec<u8>, Vec<Note>, Nests),
    ) -> Self {
        let target = |link: Id| base.target(tree.attribute(link, Name::Href)?);
        let links = notes.iter().flat_map(|note| &note.runs).map(|run| run.inline.link);
        let targets = if writing.links { told(links, target) } else { HashMap::new() };
        let languages = told(notes.iter().map(|note| note.code), |code| language(tree, code).map(str::to_owned));
        Self { writing, levels, notes, nests, targets, languages }
    }

    /// Writes a page with its marks. `cut` tells the blocks that go: no block that stays takes its mark, its place in a list or the head of
    /// its table from one of them, so what is left is sound.
    #[must_use]
    pub fn write(&self, page: &Page, cut: &[bool]) -> Written {
        let form = Form { markdown: self.writing.markdown, targets: &self.targets };
        let fresh = || Side { marked: vec![false; self.nests.len()], before: None };
        let (text, spans) = (String::with_capacity(page.text.len()), Vec::with_capacity(page.blocks.len()));
        let mut pen = Pen { marks: self, page, form, kept: fresh(), all: fresh(), text, spans };
        for index in 0..page.blocks.len().min(self.notes.len()) {
            pen.block(index, cut.get(index).copied().unwrap_or_default());
        }
        if !pen.text.is_empty() {
            pen.text.push('\n');
        }
        Written { text: pen.text, spans: pen.spans }
    }
}

/// What is told of elements, each asked once.
fn told(elements: impl Iterator<Item = Id>, tell: impl Fn(Id) -> Option<String>) -> HashMap<Id, String> {
    let mut told: HashMap<Id, Option<String>> = HashMap::new();
    for id in elements.filter(|&id| id != NONE) {
        told.entry(id).or_insert_with(|| tell(id));
    }
    told.into_iter().filter_map(|(id, told)| Some((id, told?))).collect()
}

/// What was written last, of the blocks that stay or of all.
struct Side {
    /// Which items have their mark.
    marked: Vec<bool>,
    /// The block before.
    before: Option<usize>,
}

struct Pen<'p> {
    marks: &'p Marks,
    page: &'p Page,
    form: Form<'p>,
    kept: Side,
    all: Side,
    text: String,
    spans: Vec<Span>,
}

impl Pen<'_> {
    fn block(&mut self, index: usize, cut: bool) {
        let side = if cut { &self.all } else { &self.kept };
        let gap = self.gap(index, side);
        let body = if self.form.markdown { self.marked(index, side) } else { self.plain(index) };
        self.text.push_str(&gap);
        let start = self.text.len();
        if self.form.markdown {
            self.nested(index, cut, &body);
        } else {
            self.text.push_str(&body);
        }
        self.spans.push(Span::new(start, self.text.len()));
        self.all.before = Some(index);
        if !cut {
            self.kept.before = Some(index);
        }
    }

    /// What stands before a block: the line ends of the plain text and, there, its mark.
    fn gap(&self, index: usize, side: &Side) -> String {
        let text =
            |from: u32| Span::new(from as usize, self.page.blocks[index].span.start as usize).of(&self.page.text);
        let before = index.checked_sub(1).map(|before| text(self.page.blocks[before].span.end));
        if !self.form.markdown {
            return before.unwrap_or_else(|| text(0)).to_owned();
        }
        match before {
            None => String::new(),
            Some(gap) if !gap.starts_with("\n\n") && self.starts_line(index, side) => "\n".to_owned(),
            Some(_) => format!("\n{}\n", self.common(index)),
        }
    }

    /// The marks of an empty line between a block and the one before it: a quotation around both goes on.
    fn common(&self, index: usize) -> String {
        let nests = &self.marks.nests;
        let around = |index: usize| nests.around(self.marks.notes[index].nest);
        let (before, own) = (around(index - 1), around(index));
        let both = before.iter().zip(&own).take_while(|pair| pair.0 == pair.1).map(|pair| *pair.1);
        let marks: String = both.map(|nest| nests.get(nest).kind.further()).collect();
        marks.trim_end().to_owned()
    }

    /// Whether a block is taken for one of its own although no blank line is before it: a further row, or a new item. A list that does
    /// not start with 1 is no list right behind words.
    fn starts_line(&self, index: usize, side: &Side) -> bool {
        let (nests, notes) = (&self.marks.nests, &self.marks.notes);
        let Some(before) = side.before else { return false };
        if self.page.blocks[index].kind == BlockKind::Cell && !self.is_first(index, side) {
            return true;
        }
        let before = nests.around(notes[before].nest);
        let numbered = |nest: u32| matches!(nests.get(nest).kind, NestKind::Numbered(_));
        let follows =
            |nest: u32| before.iter().any(|&other| numbered(other) && nests.get(other).outer == nests.get(nest).outer);
        let around = nests.around(notes[index].nest);
        let first =
            around.into_iter().find(|&nest| !side.marked[nest as usize] && nests.get(nest).kind != NestKind::Quote);
        first.is_some_and(|nest| match nests.get(nest).kind {
            NestKind::Numbered(number) => number == 1 || follows(nest),
            _ => true,
        })
    }

    fn plain(&self, index: usize) -> String {
        let mut body = String::new();
        self.words(&mut body, index, self.page.blocks[index].span.range(), Place::Lines);
        body
    }

    /// Writes a part of the text of a block. Code is no place for links.
    fn words(&self, out: &mut String, index: usize, part: Range<usize>, place: Place) {
        let text = self.page.text.as_str();
        if self.page.blocks[index].kind == BlockKind::Code {
            out.push_str(text.get(part).unwrap_or_default());
            return;
        }
        let around = Around::new(text, part.clone(), place);
        inline::write(out, around, part, &self.marks.notes[index].runs, self.form);
    }

    /// The text of a block with the marks of its kind.
    fn marked(&self, index: usize, side: &Side) -> String {
        match self.page.blocks[index].kind {
            BlockKind::Heading | BlockKind::Title => self.heading(index),
            BlockKind::Code => self.code(index),
            BlockKind::Cell => self.row(index, side),
            _ => self.plain(index),
        }
    }

    fn heading(&self, index: usize) -> String {
        let level = self.marks.levels[index].clamp(1, DEEPEST_HEADING);
        let mut body = "#".repeat(level.into()) + " ";
        self.words(&mut body, index, self.page.blocks[index].span.range(), Place::Line);
        // Signs at the end would be taken for a mark that closes.
        if body.ends_with('#') && !body.ends_with("\\#") {
            body.insert(body.len() - 1, '\\');
        }
        body
    }

    fn code(&self, index: usize) -> String {
        let text = self.page.block_text(&self.page.blocks[index]);
        let fence = "`".repeat(longest_run(text).max(2) + 1);
        let language = self.marks.languages.get(&self.marks.notes[index].code).map_or("", String::as_str);
        format!("{fence}{language}\n{text}\n{fence}")
    }

    /// A row, and the rule below it where it is the first of its table.
    fn row(&self, index: usize, side: &Side) -> String {
        let mut body = String::from("|");
        let cells = self.cells(index);
        let missing = if self.is_first(index, side) { self.columns(index).saturating_sub(cells.len()) } else { 0 };
        let columns = cells.len() + missing;
        for part in cells {
            body.push(' ');
            self.words(&mut body, index, part, Place::Cell);
            body.push_str(" |");
        }
        body.push_str(&"  |".repeat(missing));
        if self.is_first(index, side) {
            body.push_str("\n|");
            body.push_str(&" --- |".repeat(columns));
        }
        body
    }

    /// Where the cells of a row are.
    fn cells(&self, index: usize) -> Vec<Range<usize>> {
        let span = self.page.blocks[index].span.range();
        let mut starts = self.marks.notes[index].cells.clone();
        if starts.first() != Some(&span.start) {
            starts.insert(0, span.start);
        }
        starts.retain(|&start| start <= span.end);
        let ends = starts.iter().skip(1).copied().chain([span.end]);
        starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
    }

    fn is_row(&self, index: usize, group: Id) -> bool {
        let row = self.page.blocks.get(index).is_some_and(|block| block.kind == BlockKind::Cell);
        row && self.marks.notes[index].group == group
    }

    /// Whether a row is the first of its table: no row before it that stays or, of one that goes, none at all.
    fn is_first(&self, index: usize, side: &Side) -> bool {
        let group = self.marks.notes[index].group;
        let goes_on = |before: usize| self.is_row(before, group) && self.is_row(index - 1, group);
        side.before.is_none_or(|before| !goes_on(before))
    }

    /// The cells that the first row of a table needs: as many as the longest has.
    fn columns(&self, index: usize) -> usize {
        let group = self.marks.notes[index].group;
        let rows = (index..self.page.blocks.len()).take_while(|&row| self.is_row(row, group));
        rows.map(|row| self.cells(row).len()).max().unwrap_or_default()
    }

    /// Writes a block behind the marks of what it is nested in; every further line is set in as the first.
    fn nested(&mut self, index: usize, cut: bool, body: &str) {
        let (mut first, mut further) = (String::new(), String::new());
        for nest in self.marks.nests.around(self.marks.notes[index].nest) {
            let kind = self.marks.nests.get(nest).kind;
            let known = std::mem::replace(&mut self.all.marked[nest as usize], true);
            let known = if cut { known } else { std::mem::replace(&mut self.kept.marked[nest as usize], true) };
            first.push_str(&if known { kind.further() } else { kind.mark() });
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
fn language<'t>(tree: &'t Tree<'_>, pre: Id) -> Option<&'t str> {
    let first = tree.node(pre).first;
    let classes = [pre, first].into_iter().filter(|&id| id != NONE).filter_map(|id| tree.attribute(id, Name::Class));
    let mut words = classes.flat_map(str::split_ascii_whitespace);
    let language = words.find_map(|word| word.strip_prefix("language-").or_else(|| word.strip_prefix("lang-")))?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '#' | '_' | '.');
    (!language.is_empty() && language.len() <= LONGEST_LANGUAGE && language.chars().all(plain)).then_some(language)
}
