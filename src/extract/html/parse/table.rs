//! Tags in tables, their rows and cells.

use super::{
    super::tree::NONE,
    builder::Builder,
    mode::{Flow, Mode},
    set::{self, Named as _, Scope},
    tag::Tag,
    tokenizer::Start,
};

/// What rows stand in.
fn is_body_context(html: Tag) -> bool {
    matches!(html, Tag::TBODY | Tag::TFOOT | Tag::THEAD | Tag::TEMPLATE | Tag::HTML)
}

/// What cells stand in.
fn is_row_context(html: Tag) -> bool {
    matches!(html, Tag::TR | Tag::TEMPLATE | Tag::HTML)
}

/// What parts of a table stand in.
fn is_table_context(html: Tag) -> bool {
    matches!(html, Tag::TABLE | Tag::TEMPLATE | Tag::HTML)
}

impl Builder<'_> {
    /// Closes elements down to one of these, which stays open.
    fn close_to(&mut self, is_one: fn(Tag) -> bool) {
        self.stack.close_while(&mut self.tree, |html| !is_one(html));
    }

    /// Opens a part of a table in its context.
    fn open_part(&mut self, context: fn(Tag) -> bool, start: Start, mode: Mode) -> Flow {
        self.close_to(context);
        self.open(start);
        self.mode = mode;
        Flow::Done
    }

    /// Opens the part that the markup left out.
    fn imply_part(&mut self, context: fn(Tag) -> bool, tag: Tag, mode: Mode) -> Flow {
        self.open_part(context, Start::implied(tag), mode);
        Flow::Again
    }

    pub(super) fn start_in_table(&mut self, start: Start) -> Flow {
        match start.tag {
            Tag::CAPTION => {
                self.open_part(is_table_context, start, Mode::InCaption);
                self.formatting.mark();
                Flow::Done
            }
            Tag::COLGROUP => self.open_part(is_table_context, start, Mode::InColumnGroup),
            Tag::COL => self.imply_part(is_table_context, Tag::COLGROUP, Mode::InColumnGroup),
            Tag::TBODY | Tag::TFOOT | Tag::THEAD => self.open_part(is_table_context, start, Mode::InTableBody),
            Tag::TD | Tag::TH | Tag::TR => self.imply_part(is_table_context, Tag::TBODY, Mode::InTableBody),
            Tag::TABLE if self.close_table() => Flow::Again,
            Tag::TABLE => Flow::Done,
            Tag::STYLE | Tag::SCRIPT | Tag::TEMPLATE => self.start_in_head(start),
            Tag::INPUT if self.is_hidden_input(start) => self.put(start),
            Tag::FORM => {
                if self.form == NONE && !self.stack.has(Tag::TEMPLATE) {
                    self.form = self.make(start, super::super::tree::Vocabulary::Html).id;
                }
                Flow::Done
            }
            _ => self.foster(|builder| builder.start_in_body(start)),
        }
    }

    /// Whether there was a table to close.
    fn close_table(&mut self) -> bool {
        let found = self.stack.has_in(Scope::Table, Tag::TABLE);
        if found {
            self.stack.close_until(&mut self.tree, |html| html == Tag::TABLE);
            self.mode = self.mode_of_stack();
        }
        found
    }

    #[rustfmt::skip]
    pub(super) fn end_in_table(&mut self, tag: Tag) -> Flow {
        match tag {
            Tag::TABLE => {
                self.close_table();
                Flow::Done
            }
            Tag::BODY | Tag::CAPTION | Tag::COL | Tag::COLGROUP | Tag::HTML | Tag::TBODY | Tag::TD | Tag::TFOOT | Tag::TH
            | Tag::THEAD | Tag::TR => Flow::Done,
            Tag::TEMPLATE => self.end_in_head(tag),
            _ => self.foster(|builder| builder.end_in_body(tag)),
        }
    }

    pub(super) fn start_in_table_body(&mut self, start: Start) -> Flow {
        match start.tag {
            Tag::TR => self.open_part(is_body_context, start, Mode::InRow),
            Tag::TH | Tag::TD => self.imply_part(is_body_context, Tag::TR, Mode::InRow),
            Tag::CAPTION | Tag::COL | Tag::COLGROUP | Tag::TBODY | Tag::TFOOT | Tag::THEAD => self.leave_table_body(),
            _ => self.start_in_table(start),
        }
    }

    #[rustfmt::skip]
    pub(super) fn end_in_table_body(&mut self, tag: Tag) -> Flow {
        match tag {
            Tag::TBODY | Tag::TFOOT | Tag::THEAD => {
                if self.stack.has_in(Scope::Table, tag) {
                    self.close_part(is_body_context, Mode::InTable);
                }
                Flow::Done
            }
            Tag::TABLE => self.leave_table_body(),
            Tag::BODY | Tag::CAPTION | Tag::COL | Tag::COLGROUP | Tag::HTML | Tag::TD | Tag::TH | Tag::TR => Flow::Done,
            _ => self.end_in_table(tag),
        }
    }

    /// Closes a part of a table, down to its context and with it.
    fn close_part(&mut self, context: fn(Tag) -> bool, mode: Mode) -> Flow {
        self.close_to(context);
        self.pop();
        self.mode = mode;
        Flow::Again
    }

    fn leave_table_body(&mut self) -> Flow {
        // Not in a `<thead>` alone: so html5ever, and it makes no difference in a document.
        let is_outer = |html| matches!(html, Tag::TABLE | Tag::TBODY | Tag::TFOOT);
        if !self.stack.finds(Scope::Table, |open| is_outer(open.html())) {
            return Flow::Done;
        }
        self.close_part(is_body_context, Mode::InTable)
    }

    pub(super) fn start_in_row(&mut self, start: Start) -> Flow {
        match start.tag {
            Tag::TH | Tag::TD => {
                self.open_part(is_row_context, start, Mode::InCell);
                self.formatting.mark();
                Flow::Done
            }
            #[rustfmt::skip]
            Tag::CAPTION | Tag::COL | Tag::COLGROUP | Tag::TBODY | Tag::TFOOT | Tag::THEAD | Tag::TR => self.leave_row(),
            _ => self.start_in_table(start),
        }
    }

    #[rustfmt::skip]
    pub(super) fn end_in_row(&mut self, tag: Tag) -> Flow {
        match tag {
            Tag::TR => {
                self.leave_row();
                Flow::Done
            }
            Tag::TABLE => self.leave_row(),
            Tag::TBODY | Tag::TFOOT | Tag::THEAD if self.stack.has_in(Scope::Table, tag) => self.leave_row(),
            Tag::TBODY | Tag::TFOOT | Tag::THEAD | Tag::BODY | Tag::CAPTION | Tag::COL | Tag::COLGROUP | Tag::HTML | Tag::TD
            | Tag::TH => Flow::Done,
            _ => self.end_in_table(tag),
        }
    }

    fn leave_row(&mut self) -> Flow {
        if !self.stack.has_in(Scope::Table, Tag::TR) {
            return Flow::Done;
        }
        self.close_part(is_row_context, Mode::InTableBody)
    }

    pub(super) fn start_in_cell(&mut self, start: Start) -> Flow {
        match start.tag {
            #[rustfmt::skip]
            Tag::CAPTION | Tag::COL | Tag::COLGROUP | Tag::TBODY | Tag::TD | Tag::TFOOT | Tag::TH | Tag::THEAD | Tag::TR => {
                if !self.stack.finds(Scope::Table, |open| set::is_cell(open.html())) {
                    return Flow::Done;
                }
                self.close_cell(set::is_cell)
            }
            _ => self.start_in_body(start),
        }
    }

    pub(super) fn end_in_cell(&mut self, tag: Tag) -> Flow {
        match tag {
            Tag::TD | Tag::TH => {
                if self.stack.has_in(Scope::Table, tag) {
                    self.close_cell(|html| html == tag);
                }
                Flow::Done
            }
            Tag::TABLE | Tag::TBODY | Tag::TFOOT | Tag::THEAD | Tag::TR => {
                if self.stack.has_in(Scope::Table, tag) {
                    self.close_cell(set::is_cell)
                } else {
                    Flow::Done
                }
            }
            Tag::BODY | Tag::CAPTION | Tag::COL | Tag::COLGROUP | Tag::HTML => Flow::Done,
            _ => self.end_in_body(tag),
        }
    }

    fn close_cell(&mut self, is_one: impl Fn(Tag) -> bool) -> Flow {
        self.stack.close_while(&mut self.tree, set::is_implied);
        self.stack.close_until(&mut self.tree, is_one);
        self.formatting.clear_to_marker(&mut self.tree);
        self.mode = Mode::InRow;
        Flow::Again
    }
}
