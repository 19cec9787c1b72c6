//! End tags in the body.

use super::{
    super::tree::NONE,
    builder::Builder,
    mode::{Flow, Mode},
    set::{self, Named as _, Scope},
    tag::Tag,
    tokenizer::Start,
};

impl Builder<'_> {
    #[rustfmt::skip]
    pub(super) fn end_in_body(&mut self, tag: Tag) -> Flow {
        match tag {
            Tag::A | Tag::B | Tag::BIG | Tag::CODE | Tag::EM | Tag::FONT | Tag::I | Tag::NOBR | Tag::S | Tag::SMALL
            | Tag::STRIKE | Tag::STRONG | Tag::TT | Tag::U => self.adopt(tag),
            Tag::ADDRESS | Tag::ARTICLE | Tag::ASIDE | Tag::BLOCKQUOTE | Tag::BUTTON | Tag::CENTER | Tag::DETAILS
            | Tag::DIALOG | Tag::DIR | Tag::DIV | Tag::DL | Tag::FIELDSET | Tag::FIGCAPTION | Tag::FIGURE | Tag::FOOTER
            | Tag::HEADER | Tag::HGROUP | Tag::LISTING | Tag::MAIN | Tag::MENU | Tag::NAV | Tag::OL | Tag::PRE
            | Tag::SEARCH | Tag::SECTION | Tag::SELECT | Tag::SUMMARY | Tag::UL => self.end_block(tag),
            Tag::LI => self.end_item(tag, Scope::List),
            Tag::DD | Tag::DT => self.end_item(tag, Scope::Default),
            Tag::P => self.end_paragraph(),
            Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => self.end_heading(),
            Tag::FORM => self.end_form(),
            Tag::BR => return self.start_in_body(Start::implied(Tag::BR)),
            Tag::BODY | Tag::HTML => return self.end_document(tag),
            Tag::TEMPLATE => return self.end_in_head(tag),
            Tag::APPLET | Tag::MARQUEE | Tag::OBJECT => {
                if self.end_block(tag) {
                    self.formatting.clear_to_marker(&mut self.tree);
                }
                true
            }
            _ => self.end_other(tag),
        };
        Flow::Done
    }

    /// Whether there was one to end.
    fn end_block(&mut self, tag: Tag) -> bool {
        let found = self.stack.has_in(Scope::Default, tag);
        if found {
            self.stack.close_while(&mut self.tree, set::is_implied);
            self.stack.close_until(&mut self.tree, |html| html == tag);
        }
        found
    }

    fn end_item(&mut self, tag: Tag, scope: Scope) -> bool {
        let found = self.stack.has_in(scope, tag);
        if found {
            self.close(tag);
        }
        found
    }

    fn end_paragraph(&mut self) -> bool {
        if !self.stack.has_in(Scope::Button, Tag::P) {
            self.open(Start::implied(Tag::P));
        }
        self.close(Tag::P);
        true
    }

    fn end_heading(&mut self) -> bool {
        let found = self.stack.finds(Scope::Default, |open| set::is_heading(open.html()));
        if found {
            self.stack.close_while(&mut self.tree, set::is_implied);
            self.stack.close_until(&mut self.tree, set::is_heading);
        }
        found
    }

    fn end_form(&mut self) -> bool {
        if self.stack.has(Tag::TEMPLATE) {
            return self.end_block(Tag::FORM);
        }
        let form = std::mem::replace(&mut self.form, NONE);
        if form == NONE || !self.stack.finds(Scope::Default, |open| open.id == form) {
            return false;
        }
        self.stack.close_while(&mut self.tree, set::is_implied);
        if let Some(index) = self.stack.position(form) {
            self.stack.remove(&mut self.tree, index);
        }
        true
    }

    fn end_document(&mut self, tag: Tag) -> Flow {
        if !self.stack.has_in(Scope::Default, Tag::BODY) {
            return Flow::Done;
        }
        self.mode = Mode::AfterBody;
        if tag == Tag::HTML { Flow::Again } else { Flow::Done }
    }

    /// The end of an element without rules of its own. Whether there was one to end.
    pub(super) fn end_other(&mut self, tag: Tag) -> bool {
        if !self.stack.has(tag) {
            return false;
        }
        let inner = self.stack.iter().enumerate().rev();
        let found = inner.map(|(index, open)| (index, open.html())).find(|row| row.1 == tag || set::is_special(row.1));
        let Some((index, _)) = found.filter(|row| row.1 == tag) else { return false };
        self.stack.truncate(&mut self.tree, index);
        true
    }

    pub(super) fn end_after_body(&mut self, tag: Tag) -> Flow {
        if self.mode == Mode::AfterBody && tag == Tag::HTML {
            self.mode = Mode::AfterAfterBody;
            return Flow::Done;
        }
        self.mode = Mode::InBody;
        Flow::Again
    }

    pub(super) fn start_after_body(&mut self, start: Start) -> Flow {
        if start.tag == Tag::HTML {
            return self.start_in_body(start);
        }
        self.mode = Mode::InBody;
        Flow::Again
    }

    pub(super) fn start_in_frameset(&mut self, start: Start) -> Flow {
        match (start.tag, self.mode) {
            (Tag::HTML, _) => self.start_in_body(start),
            (Tag::NOFRAMES, _) => self.start_in_head(start),
            (Tag::FRAMESET, Mode::InFrameset) => {
                self.open(start);
                Flow::Done
            }
            (Tag::FRAME, Mode::InFrameset) => self.put(start),
            _ => Flow::Done,
        }
    }

    pub(super) fn end_in_frameset(&mut self, tag: Tag) -> Flow {
        match (tag, self.mode) {
            (Tag::FRAMESET, Mode::InFrameset) if self.stack.len() > 1 => {
                self.pop();
                if self.stack.current().html() != Tag::FRAMESET {
                    self.mode = Mode::AfterFrameset;
                }
            }
            (Tag::HTML, Mode::AfterFrameset) => self.mode = Mode::AfterAfterFrameset,
            _ => {}
        }
        Flow::Done
    }
}
