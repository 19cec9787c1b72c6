//! Words to text and blocks: separators, list marks, folded white space.

use super::{
    mark::{Inline, Note, Run},
    tree::{Id, NONE},
};
use crate::{
    page::{Block, BlockKind, Region},
    span::Span,
};

/// What a list item starts with (CONTRACT).
const MARK: &str = "- ";

/// Where a word may be broken at the end of a line: no part of the text.
const SOFT_HYPHEN: char = '\u{ad}';

/// White space, but none of ASCII by the rules of HTML.
const VERTICAL_TAB: u8 = 0x0B;

/// What the text being written belongs to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) kind: BlockKind,
    pub(super) region: Region,
    /// The level of the heading, 0 for none.
    pub(super) level: u8,
    /// The list item around it.
    pub(super) item: Id,
    /// The outermost list, or the table of data: its blocks are on lines of their own without a blank one between.
    pub(super) group: Id,
    /// Whether it is in a link.
    pub(super) link: bool,
    /// The element around it, among those with text.
    pub(super) element: u32,
    /// The marks it has within its line.
    pub(super) inline: Inline,
    /// The lists and quotations around it.
    pub(super) nest: u32,
    /// The preformatted element around it.
    pub(super) code: Id,
}

struct Open {
    start: usize,
    visible: usize,
    linked: usize,
    style: Style,
}

/// What stands between two words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    None,
    Space,
    Tab(u16),
    Line,
}

/// Collects a page's text.
pub(super) struct Writer {
    text: String,
    blocks: Vec<Block>,
    levels: Vec<u8>,
    open: Option<Open>,
    gap: Gap,
    marked: Id,
    group: Id,
    /// One a block, where marks are wanted.
    notes: Option<Vec<Note>>,
    /// Cells of the row before its first word.
    cells: usize,
}

impl Writer {
    /// A writer that notes marks or does not.
    pub(super) fn new(notes: bool) -> Self {
        let (text, blocks, levels) = (String::new(), Vec::new(), Vec::new());
        let notes = notes.then(Vec::new);
        Self { text, blocks, levels, open: None, gap: Gap::None, marked: NONE, group: NONE, notes, cells: 0 }
    }

    /// Writes text with its white space folded.
    pub(super) fn fold(&mut self, text: &str, style: Style) {
        if text.starts_with(char::is_whitespace) {
            self.space();
        }
        // White space of ASCII, which most texts are, is found without decoding. The vertical tab is the one that only the other reading knows.
        if text.is_ascii() && !text.as_bytes().contains(&VERTICAL_TAB) {
            self.fold_ascii(text, style);
        } else {
            self.fold_any(text, style);
        }
        if !text.ends_with(char::is_whitespace) && !text.is_empty() {
            self.gap = Gap::None;
        }
    }

    /// Words with single spaces between them are written as they stand: half of the work of writing them one by one.
    fn fold_ascii(&mut self, text: &str, style: Style) {
        let bytes = text.as_bytes();
        // Such a stretch of words, and how many of its characters show.
        let (mut start, mut end, mut visible) = (0, 0, 0);
        for (at, byte) in bytes.iter().enumerate() {
            if byte.is_ascii_whitespace() {
                continue;
            }
            if at != end && (at != end + 1 || bytes[end] != b' ') || visible == 0 {
                if visible > 0 {
                    self.word(&text[start..end], visible, style);
                }
                (start, visible) = (at, 0);
            }
            (visible, end) = (visible + 1, at + 1);
        }
        if visible > 0 {
            self.word(&text[start..end], visible, style);
        }
    }

    fn fold_any(&mut self, text: &str, style: Style) {
        let hyphenated = text.contains(SOFT_HYPHEN);
        for word in text.split_whitespace() {
            if self.open.is_none() && word.chars().all(is_invisible) {
                continue;
            }
            let visible = word.chars().count();
            if hyphenated {
                self.word("", visible, style);
                word.split(SOFT_HYPHEN).for_each(|part| self.text.push_str(part));
            } else {
                self.word(word, visible, style);
            }
        }
    }

    /// Writes a word, or some with single spaces between them, of so many visible characters.
    fn word(&mut self, word: &str, visible: usize, style: Style) {
        self.start(style);
        self.count(visible, style.link);
        self.note(style.inline);
        self.text.push_str(word);
        self.gap = Gap::Space;
    }

    /// Writes text as it stands.
    pub(super) fn raw(&mut self, text: &str, style: Style) {
        let mut text = text;
        if self.open.is_none() {
            let Some(first) = text.find(|c: char| !c.is_whitespace() && !is_invisible(c)) else { return };
            text = &text[text[..first].rfind(['\n', '\r']).map_or(0, |line| line + 1)..];
        }
        self.start(style);
        self.count(text.chars().filter(|c| !c.is_whitespace()).count(), style.link);
        self.note(style.inline);
        self.text.push_str(text);
    }

    /// White space between words.
    pub(super) fn space(&mut self) {
        self.gap = self.gap.max(Gap::Space);
    }

    /// The start of a further cell. What is before the first cell with text is not shown.
    pub(super) fn cell(&mut self) {
        self.gap = match self.gap {
            Gap::Tab(count) => Gap::Tab(count.saturating_add(1)),
            _ => Gap::Tab(1),
        };
        match self.notes.as_mut().and_then(|notes| notes.last_mut()).filter(|_| self.open.is_some()) {
            Some(note) => note.cells.push(self.text.len()),
            None => self.cells = self.cells.saturating_add(1),
        }
    }

    /// Notes the marks of what comes next.
    fn note(&mut self, inline: Inline) {
        let Some(note) = self.notes.as_mut().and_then(|notes| notes.last_mut()) else { return };
        if note.runs.last().is_none_or(|run| run.inline != inline) {
            note.runs.push(Run { start: self.text.len(), inline });
        }
    }

    /// The end of a line; the second in a row ends the block.
    pub(super) fn line(&mut self) {
        if self.gap == Gap::Line {
            self.close();
        } else if self.open.is_some() {
            self.gap = Gap::Line;
        }
    }

    /// The end of a line of preformatted text, where one is open.
    pub(super) fn end_line(&mut self) {
        if self.open.is_some() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// The end of a block.
    pub(super) fn close(&mut self) {
        (self.gap, self.cells) = (Gap::None, 0);
        let Some(open) = self.open.take() else { return };
        self.text.truncate(self.text.trim_end().len());
        let span = Span::new(open.start, self.text.len());
        let link_density = if open.visible == 0 { 0.0 } else { open.linked as f32 / open.visible as f32 };
        let Style { kind, region, level, element, .. } = open.style;
        self.blocks.push(Block { span, kind, region, link_density, element });
        self.levels.push(level);
    }

    /// The text, its blocks, the level of each that is a heading, and what was noted of each.
    pub(super) fn finish(mut self) -> (String, Vec<Block>, Vec<u8>, Vec<Note>) {
        self.close();
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        (self.text, self.blocks, self.levels, self.notes.unwrap_or_default())
    }

    /// Writes what stands before the next word, and starts a block where none is open.
    fn start(&mut self, style: Style) {
        if self.open.is_some() {
            match std::mem::replace(&mut self.gap, Gap::None) {
                Gap::None => {}
                Gap::Space => self.text.push(' '),
                Gap::Tab(count) => self.text.extend(std::iter::repeat_n('\t', count.into())),
                Gap::Line => self.text.push('\n'),
            }
            return;
        }
        let marks = style.item != NONE && style.item != self.marked;
        let continues = style.item != NONE && !marks && style.kind == BlockKind::ListItem;
        let group = if continues { NONE } else { style.group };
        if !self.blocks.is_empty() {
            self.text.push_str(if group != NONE && group == self.group { "\n" } else { "\n\n" });
        }
        if marks {
            self.text.push_str(MARK);
            self.marked = style.item;
        }
        (self.group, self.gap) = (group, Gap::None);
        let cells = std::mem::take(&mut self.cells);
        if let Some(notes) = &mut self.notes {
            let cells = vec![self.text.len(); cells];
            notes.push(Note { runs: Vec::new(), cells, nest: style.nest, group: style.group, code: style.code });
        }
        self.open = Some(Open { start: self.text.len(), visible: 0, linked: 0, style });
    }

    /// Counts characters that show.
    fn count(&mut self, visible: usize, link: bool) {
        if let Some(open) = &mut self.open {
            open.visible += visible;
            open.linked += if link { visible } else { 0 };
        }
    }
}

/// Characters that show nothing and are no white space: joiners, directions, the byte order mark, the soft hyphen.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style = Style {
        kind: BlockKind::Paragraph,
        region: Region::Main,
        level: 0,
        item: NONE,
        group: NONE,
        link: true,
        element: 0,
        inline: Inline::PLAIN,
        nest: 0,
        code: NONE,
    };

    #[test]
    fn plain_text_is_folded_as_any_text() {
        for text in ["", " ", "a", " a  b c\r\n\td e ", "one two", "a \tb", "a\x0cb \n", "  x\x01 y"] {
            let [mut fast, mut slow] = [Writer::new(false), Writer::new(false)];
            fast.fold_ascii(text, STYLE);
            slow.fold_any(text, STYLE);
            assert!(fast.gap == slow.gap, "{text:?}");
            let visible = |writer: &Writer| writer.open.as_ref().map(|open| (open.visible, open.linked));
            assert_eq!(visible(&fast), visible(&slow), "{text:?}");
            assert_eq!(fast.finish().0, slow.finish().0, "{text:?}");
        }
    }
}
