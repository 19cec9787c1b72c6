//! Tags in captions and columns of tables, and in templates, whose content may be part of a table.

use super::{
    builder::Builder,
    mode::{Flow, Mode},
    set::{self, Named as _, Scope},
    tag::Tag,
    tokenizer::Start,
};

impl Builder<'_> {
    pub(super) fn start_in_caption(&mut self, start: Start) -> Flow {
        match start.tag {
            #[rustfmt::skip]
            Tag::CAPTION | Tag::COL | Tag::COLGROUP | Tag::TBODY | Tag::TD | Tag::TFOOT | Tag::TH | Tag::THEAD | Tag::TR => {
                if self.close_caption() { Flow::Again } else { Flow::Done }
            },
            _ => self.start_in_body(start),
        }
    }

    #[rustfmt::skip]
    pub(super) fn end_in_caption(&mut self, tag: Tag) -> Flow {
        match tag {
            Tag::TABLE if self.close_caption() => Flow::Again,
            Tag::CAPTION => {
                self.close_caption();
                Flow::Done
            }
            Tag::TABLE | Tag::BODY | Tag::COL | Tag::COLGROUP | Tag::HTML | Tag::TBODY | Tag::TD | Tag::TFOOT | Tag::TH
            | Tag::THEAD | Tag::TR => Flow::Done,
            _ => self.end_in_body(tag),
        }
    }

    /// Whether there was a caption to close.
    fn close_caption(&mut self) -> bool {
        let found = self.stack.has_in(Scope::Table, Tag::CAPTION);
        if found {
            self.stack.close_while(&mut self.tree, set::is_implied);
            self.stack.close_until(&mut self.tree, |html| html == Tag::CAPTION);
            self.formatting.clear_to_marker(&mut self.tree);
            self.mode = Mode::InTable;
        }
        found
    }

    pub(super) fn start_in_columns(&mut self, start: Start) -> Flow {
        match start.tag {
            Tag::HTML => self.start_in_body(start),
            Tag::COL => self.put(start),
            Tag::TEMPLATE => self.start_in_head(start),
            _ => self.leave_columns(),
        }
    }

    pub(super) fn end_in_columns(&mut self, tag: Tag) -> Flow {
        match tag {
            Tag::COLGROUP => {
                self.leave_columns();
                Flow::Done
            }
            Tag::COL => Flow::Done,
            Tag::TEMPLATE => self.end_in_head(tag),
            _ => self.leave_columns(),
        }
    }

    fn leave_columns(&mut self) -> Flow {
        if self.stack.current().html() != Tag::COLGROUP {
            return Flow::Done;
        }
        self.pop();
        self.mode = Mode::InTable;
        Flow::Again
    }

    /// The first tag in a template tells what the template is a part of.
    #[rustfmt::skip]
    pub(super) fn start_in_template(&mut self, start: Start) -> Flow {
        let mode = match start.tag {
            Tag::BASE | Tag::BASEFONT | Tag::BGSOUND | Tag::LINK | Tag::META | Tag::NOFRAMES | Tag::SCRIPT | Tag::STYLE
            | Tag::TEMPLATE | Tag::TITLE => return self.start_in_head(start),
            Tag::CAPTION | Tag::COLGROUP | Tag::TBODY | Tag::TFOOT | Tag::THEAD => Mode::InTable,
            Tag::COL => Mode::InColumnGroup,
            Tag::TR => Mode::InTableBody,
            Tag::TD | Tag::TH => Mode::InRow,
            _ => Mode::InBody,
        };
        self.templates.pop();
        self.templates.push(mode);
        self.mode = mode;
        Flow::Again
    }
}
