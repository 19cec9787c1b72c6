//! The words of a line with their marks: emphasis, code and links. A mark that Markdown would not read as one where it stands is
//! left out: the words count more than their form.

use std::{collections::HashMap, ops::Range};

use super::{
    escape::{self, Around, Place},
    mark::{Inline, Run},
    stretch::{self, Ends, Mark, Piece},
    tree::{Id, NONE},
};

/// What is written beside the words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form<'f> {
    /// Whether emphasis and code are marked, and signs that look like marks escaped.
    pub(super) markdown: bool,
    /// Where links lead; those that are not in it are not written.
    pub(super) targets: &'f HashMap<Id, String>,
}

/// Writes a part of a block's text. `runs` are those of the block.
pub(super) fn write(out: &mut String, around: Around<'_>, part: Range<usize>, runs: &[Run], form: Form<'_>) {
    let first = runs.partition_point(|run| run.start <= part.start).saturating_sub(1);
    let runs = &runs[first..runs.partition_point(|run| run.start < part.end).max(first)];
    let mut pieces = pieces(around.text, part, runs, form);
    if form.markdown {
        stretch::settle(&mut pieces, around.text);
    }
    let ends = Ends::of(&pieces);
    let mut line = Line { out, around, form, open: Vec::new(), new: true };
    let mut at = 0;
    while at < pieces.len() {
        let inline = pieces[at].inline;
        line.turn(inline, &ends.marks(at, inline));
        let last = if inline.code { pieces[at..].iter().take_while(|piece| piece.inline == inline).count() } else { 1 };
        if inline.code {
            line.code(&pieces[at..at + last])
        } else {
            line.words(pieces[at])
        }
        at += last;
        let next = pieces.get(at).map_or(Inline::PLAIN, |piece| piece.inline);
        line.close(next);
        line.space(pieces[at - 1].space);
    }
}

fn pieces<'t>(text: &'t str, part: Range<usize>, runs: &[Run], form: Form<'_>) -> Vec<Piece<'t>> {
    let ends = runs.iter().skip(1).map(|run| run.start).chain([usize::MAX]);
    let within = runs.iter().zip(ends).filter_map(|(run, end)| {
        let (start, end) = (run.start.max(part.start), end.min(part.end));
        let whole = text.get(start..end).filter(|_| start < end)?;
        let words = whole.trim_end();
        let start = start + words.len() - words.trim_start().len();
        let mut inline = run.inline;
        if !form.targets.contains_key(&inline.link) {
            inline.link = NONE;
        }
        if !form.markdown {
            inline = Inline { link: inline.link, ..Inline::PLAIN };
        } else if inline.code && inline.link != NONE && words.contains(']') {
            // Code hides nothing from who looks for the end of a link.
            inline.code = false;
        } else if inline.code {
            inline = Inline { strong: false, emphasis: false, ..inline };
        }
        Some(Piece { start, text: words.trim_start(), space: "", inline })
    });
    let mut pieces: Vec<Piece<'t>> = within.filter(|piece| !piece.text.is_empty()).collect();
    let starts: Vec<usize> = pieces.iter().skip(1).map(|piece| piece.start).collect();
    for (piece, next) in pieces.iter_mut().zip(starts) {
        piece.space = text.get(piece.start + piece.text.len()..next).unwrap_or_default();
    }
    pieces
}

struct Line<'o, 't> {
    out: &'o mut String,
    around: Around<'t>,
    form: Form<'o>,
    open: Vec<Mark>,
    /// Whether nothing of a line is written yet.
    new: bool,
}

impl Line<'_, '_> {
    /// Opens what holds and is not open.
    fn turn(&mut self, inline: Inline, marks: &[Mark]) {
        self.close(inline);
        for &mark in marks {
            if self.open.contains(&mark) {
                continue;
            }
            match mark {
                Mark::Link(_) => self.open_link(),
                Mark::Strong => self.out.push_str("**"),
                Mark::Emphasis => self.out.push('*'),
            }
            self.open.push(mark);
        }
        self.around.marked = !self.open.is_empty();
    }

    /// A link behind an exclamation mark would be an image.
    fn open_link(&mut self) {
        if self.form.markdown && self.out.ends_with('!') {
            self.out.pop();
            self.out.push_str("\\!");
        }
        self.out.push('[');
        self.around.link = true;
    }

    /// Closes what does not hold any more, with all that was opened in it.
    fn close(&mut self, inline: Inline) {
        let stays = self.open.iter().take_while(|mark| mark.is_in(inline)).count();
        for mark in self.open.split_off(stays).into_iter().rev() {
            match mark {
                Mark::Strong => self.out.push_str("**"),
                Mark::Emphasis => self.out.push('*'),
                Mark::Link(id) => {
                    let target = self.form.targets.get(&id).map_or("", String::as_str);
                    self.out.push_str("](");
                    self.out.push_str(target);
                    self.out.push(')');
                    self.around.link = false;
                }
            }
        }
    }

    fn words(&mut self, piece: Piece<'_>) {
        if !self.form.markdown {
            self.out.push_str(piece.text);
            return;
        }
        let mut start = piece.start;
        for line in piece.text.split('\n') {
            let words = line.trim();
            if !words.is_empty() {
                if start > piece.start {
                    self.space("\n");
                }
                self.line(start + line.len() - line.trim_start().len(), words, piece);
            }
            start += line.len() + 1;
        }
    }

    /// Writes words of one line, which start there in the text.
    fn line(&mut self, start: usize, words: &str, piece: Piece<'_>) {
        let first = self.new && self.around.place != Place::Cell;
        let mark = if first {
            escape::of_line(self.around.text[start..].split('\n').next().unwrap_or_default())
        } else {
            None
        };
        let end = piece.start + piece.text.len();
        for (at, sign) in words.char_indices() {
            // What follows the last word may be a mark.
            let last = sign == '\\' && start + at + 1 == end && (piece.space.is_empty() || self.around.marked);
            let defines = sign == '[' && at == 0 && first && self.around.defines;
            if last || defines || mark == Some(at) || self.around.escapes(start + at, sign) {
                self.out.push('\\');
            }
            self.out.push(sign);
        }
        self.new = false;
    }

    /// Writes a stretch of code between marks that do not occur in it.
    fn code(&mut self, pieces: &[Piece<'_>]) {
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return };
        let text = &self.around.text[first.start..last.start + last.text.len()];
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = if self.around.place == Place::Cell { text.replace('|', "\\|") } else { text };
        let fence = "`".repeat(longest_run(&text) + 1);
        let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
        for part in [fence.as_str(), pad, &text, pad, &fence] {
            self.out.push_str(part);
        }
        self.new = false;
    }

    /// Writes white space between words; the end of a line is one for readers of Markdown only behind two spaces.
    fn space(&mut self, space: &str) {
        if !space.contains('\n') {
            self.out.push_str(if space.is_empty() { "" } else { " " });
        } else if self.around.place != Place::Lines {
            self.out.push(' ');
        } else {
            self.out.push_str(if self.form.markdown { "  \n" } else { "\n" });
            self.new = true;
        }
    }
}

/// The longest run of backticks.
pub(super) fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}
