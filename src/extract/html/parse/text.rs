//! Text between tags: where it goes, and what it implies.

use super::{
    super::{
        attribute::Name,
        tree::{Part, Vocabulary},
    },
    builder::Builder,
    mode::Mode,
    raw::Kind,
    set::{self, Named},
    tag::Tag,
    tokenizer::Start,
};

impl Builder<'_> {
    pub(super) fn text(&mut self, text: Part) {
        let mut text = text;
        while text.start < text.end {
            if self.is_foreign_text() {
                return self.foreign_text(text);
            }
            match self.mode {
                Mode::InBody | Mode::InCell | Mode::InCaption | Mode::InTemplate => return self.body_text(text),
                Mode::InTable | Mode::InTableBody | Mode::InRow => return self.table_text(text),
                Mode::InFrameset | Mode::AfterFrameset | Mode::AfterAfterFrameset => return self.frameset_text(text),
                _ => text = self.text_outside(text),
            }
        }
    }

    /// Text where only white space belongs: what is left of it in the next mode.
    fn text_outside(&mut self, text: Part) -> Part {
        let (space, rest) = self.split(text, is_white);
        match self.mode {
            Mode::Initial | Mode::BeforeHtml | Mode::BeforeHead => {}
            Mode::AfterBody | Mode::AfterAfterBody => self.body_text(space),
            _ => self.insert_text(space),
        }
        if rest.start == rest.end {
            return rest;
        }
        match self.mode {
            Mode::InColumnGroup if self.stack.current().html() == Tag::COLGROUP => {
                self.pop();
                self.mode = Mode::InTable;
            }
            Mode::InColumnGroup => return self.split(rest, |byte| !is_white(byte)).1,
            _ => {
                self.advance();
            }
        }
        rest
    }

    /// The start of a text that is of such bytes, and the rest.
    fn split(&self, text: Part, is_one: fn(u8) -> bool) -> (Part, Part) {
        let bytes = self.tree.part(text).bytes();
        let middle = text.start + u32::try_from(bytes.take_while(|&byte| is_one(byte)).count()).unwrap_or(u32::MAX);
        (Part { end: middle, ..text }, Part { start: middle, ..text })
    }

    /// Text in the body.
    pub(super) fn body_text(&mut self, text: Part) {
        let text = self.without_nul(text);
        if text.start == text.end {
            return;
        }
        self.reconstruct();
        self.frameset_ok &= self.is_blank(text);
        self.insert_text(text);
    }

    fn is_blank(&self, text: Part) -> bool {
        self.frameset_ok && self.tree.part(text).bytes().all(is_white)
    }

    /// Text without NULs.
    fn without_nul(&mut self, text: Part) -> Part {
        if !self.tokenizer.has_nul() || !self.tree.part(text).contains('\0') {
            return text;
        }
        let text = self.tree.part(text).replace('\0', "");
        self.tree.write(&text)
    }

    /// Text in a table: held back where it does not belong.
    fn table_text(&mut self, text: Part) {
        let text = self.without_nul(text);
        if set::is_table_part(self.stack.current().html()) {
            self.pending.push(text);
        } else {
            self.foster(|builder| builder.body_text(text));
        }
    }

    /// Does something while what does not belong into a table goes before it.
    pub(super) fn foster<T>(&mut self, action: impl FnOnce(&mut Self) -> T) -> T {
        self.fostering = true;
        let done = action(self);
        self.fostering = false;
        done
    }

    /// Puts the text that was held back: white space into the table, anything else before it.
    pub(super) fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let pending = std::mem::take(&mut self.pending);
        let blank = pending.iter().all(|&text| self.tree.part(text).bytes().all(is_white));
        for text in pending {
            if blank {
                self.insert_text(text);
            } else {
                self.foster(|builder| builder.body_text(text));
            }
        }
    }

    fn foreign_text(&mut self, text: Part) {
        self.frameset_ok &= self.frameset_ok && self.tree.part(text).bytes().all(|byte| is_white(byte) || byte == 0);
        let text = if self.tokenizer.has_nul() {
            let replaced = self.tree.part(text).replace('\0', "\u{fffd}");
            self.tree.write(&replaced)
        } else {
            text
        };
        self.insert_text(text);
    }

    /// White space in a set of frames; other text is not shown.
    fn frameset_text(&mut self, text: Part) {
        let mut rest = text;
        while rest.start < rest.end {
            let space;
            (space, rest) = self.split(rest, is_white);
            if self.mode == Mode::AfterAfterFrameset {
                self.body_text(space);
            } else {
                self.insert_text(space);
            }
            rest = self.split(rest, |byte| !is_white(byte)).1;
        }
    }

    /// Puts text where it belongs. That of scripts and styles is not kept, but for data about the page.
    fn insert_text(&mut self, text: Part) {
        let current = self.stack.current();
        if text.start < text.end && !matches!(current.tag(), Tag::SCRIPT | Tag::STYLE) {
            let (parent, next) = self.place(current);
            self.tree.insert_text(parent, next, text);
        }
    }

    /// An element that holds text and no markup, with all of its text.
    pub(super) fn raw(&mut self, start: Start, kind: Kind) {
        let element = self.make(start, Vocabulary::Html);
        let text = self.tokenizer.raw(&mut self.tree, start.tag, kind);
        let after_tag = std::mem::take(&mut self.skip_line);
        let text = self.without_line(text, after_tag);
        let kept = match start.tag {
            Tag::SCRIPT => self.tree.attribute(element.id, Name::Type).is_some_and(is_data),
            tag => tag != Tag::STYLE,
        };
        if text.start < text.end && kept {
            self.tree.insert_text(element.id, super::super::tree::NONE, text);
        }
    }
}

/// The type of scripts of JSON-LD; parameters may follow.
const JSON_LD: &str = "application/ld+json";

/// Whether a script of this type is no program, but data that says what the page is.
pub(super) fn is_data(kind: &str) -> bool {
    kind.trim().get(..JSON_LD.len()).is_some_and(|start| start.eq_ignore_ascii_case(JSON_LD))
}

/// White space in text, where a reference may stand for a carriage return.
fn is_white(byte: u8) -> bool {
    byte.is_ascii_whitespace()
}
