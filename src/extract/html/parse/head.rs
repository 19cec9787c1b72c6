//! Tags before the body.

use super::{
    builder::Builder,
    mode::{Flow, Mode},
    raw::Kind,
    set,
    tag::Tag,
    tokenizer::Start,
};

impl Builder<'_> {
    pub(super) fn start_before_html(&mut self, start: Start) -> Flow {
        if start.tag != Tag::HTML {
            return self.advance();
        }
        self.root(start);
        Flow::Done
    }

    pub(super) fn start_before_head(&mut self, start: Start) -> Flow {
        match start.tag {
            Tag::HTML => self.start_in_body(start),
            Tag::HEAD => {
                self.head = self.open(start);
                self.mode = Mode::InHead;
                Flow::Done
            }
            _ => self.advance(),
        }
    }

    pub(super) fn end_before_head(&mut self, tag: Tag) -> Flow {
        match tag {
            Tag::HEAD | Tag::BODY | Tag::HTML | Tag::BR => self.advance(),
            _ => Flow::Done,
        }
    }

    pub(super) fn start_in_head(&mut self, start: Start) -> Flow {
        match start.tag {
            Tag::HTML => return self.start_in_body(start),
            Tag::BASE | Tag::BASEFONT | Tag::BGSOUND | Tag::LINK | Tag::META => return self.put(start),
            Tag::TITLE => self.raw(start, Kind::Escapable),
            Tag::NOSCRIPT if !self.scripting => {
                self.open(start);
                self.mode = Mode::InHeadNoscript;
            }
            Tag::NOFRAMES | Tag::STYLE | Tag::NOSCRIPT => self.raw(start, Kind::Raw),
            Tag::SCRIPT => self.raw(start, Kind::Script),
            Tag::TEMPLATE => self.open_template(start),
            Tag::HEAD => {}
            _ => return self.advance(),
        }
        Flow::Done
    }

    pub(super) fn end_in_head(&mut self, tag: Tag) -> Flow {
        match tag {
            Tag::HEAD => {
                self.advance();
                Flow::Done
            }
            Tag::BODY | Tag::HTML | Tag::BR => self.advance(),
            Tag::TEMPLATE => {
                if self.stack.has(Tag::TEMPLATE) {
                    self.stack.close_while(&mut self.tree, set::is_implied_thoroughly);
                    self.close_template();
                }
                Flow::Done
            }
            _ => Flow::Done,
        }
    }

    fn open_template(&mut self, start: Start) {
        self.formatting.mark();
        self.frameset_ok = false;
        self.mode = Mode::InTemplate;
        self.templates.push(Mode::InTemplate);
        self.open(start);
    }

    /// Closes the innermost template.
    pub(super) fn close_template(&mut self) {
        self.stack.close_until(&mut self.tree, |html| html == Tag::TEMPLATE);
        self.formatting.clear_to_marker(&mut self.tree);
        self.templates.pop();
        self.mode = self.mode_of_stack();
    }

    /// The mode that the open elements ask for.
    pub(super) fn mode_of_stack(&self) -> Mode {
        use super::set::Named as _;
        for (index, open) in self.stack.iter().enumerate().rev() {
            match open.html() {
                Tag::TD | Tag::TH if index > 0 => return Mode::InCell,
                Tag::TR => return Mode::InRow,
                Tag::TBODY | Tag::THEAD | Tag::TFOOT => return Mode::InTableBody,
                Tag::CAPTION => return Mode::InCaption,
                Tag::COLGROUP => return Mode::InColumnGroup,
                Tag::TABLE => return Mode::InTable,
                Tag::TEMPLATE => return self.templates.last().copied().unwrap_or(Mode::InBody),
                Tag::HEAD if index > 0 => return Mode::InHead,
                Tag::BODY => return Mode::InBody,
                Tag::FRAMESET => return Mode::InFrameset,
                Tag::HTML if self.head == super::super::tree::NONE => return Mode::BeforeHead,
                Tag::HTML => return Mode::AfterHead,
                _ => {}
            }
        }
        Mode::InBody
    }

    pub(super) fn start_in_head_noscript(&mut self, start: Start) -> Flow {
        match start.tag {
            Tag::HTML => self.start_in_body(start),
            Tag::BASEFONT | Tag::BGSOUND | Tag::LINK | Tag::META | Tag::NOFRAMES | Tag::STYLE => {
                self.start_in_head(start)
            }
            Tag::HEAD | Tag::NOSCRIPT => Flow::Done,
            _ => self.advance(),
        }
    }

    pub(super) fn end_in_head_noscript(&mut self, tag: Tag) -> Flow {
        match tag {
            Tag::NOSCRIPT => {
                self.advance();
                Flow::Done
            }
            Tag::BR => self.advance(),
            _ => Flow::Done,
        }
    }

    pub(super) fn start_after_head(&mut self, start: Start) -> Flow {
        match start.tag {
            Tag::HTML => self.start_in_body(start),
            Tag::BODY => {
                self.open(start);
                (self.frameset_ok, self.mode) = (false, Mode::InBody);
                Flow::Done
            }
            Tag::FRAMESET => {
                self.open(start);
                self.mode = Mode::InFrameset;
                Flow::Done
            }
            #[rustfmt::skip]
            Tag::BASE | Tag::BASEFONT | Tag::BGSOUND | Tag::LINK | Tag::META | Tag::NOFRAMES | Tag::SCRIPT | Tag::STYLE
            | Tag::TEMPLATE | Tag::TITLE => self.start_in_closed_head(start),
            Tag::HEAD => Flow::Done,
            _ => self.advance(),
        }
    }

    /// What belongs into the head goes there, though it was closed.
    fn start_in_closed_head(&mut self, start: Start) -> Flow {
        let head = super::stack::Open::new(self.head, Tag::HEAD, super::super::tree::Vocabulary::Html);
        self.stack.push(&mut self.tree, head);
        let flow = self.start_in_head(start);
        if let Some(index) = self.stack.position(self.head) {
            self.stack.remove(&mut self.tree, index);
        }
        flow
    }

    pub(super) fn end_after_head(&mut self, tag: Tag) -> Flow {
        match tag {
            Tag::TEMPLATE => self.end_in_head(tag),
            Tag::BODY | Tag::HTML | Tag::BR => self.advance(),
            _ => Flow::Done,
        }
    }
}
