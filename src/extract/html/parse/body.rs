//! Start tags in the body.

use super::{
    super::tree::{NONE, Vocabulary},
    builder::Builder,
    mode::{Flow, Mode},
    raw::Kind,
    set::{self, Named as _, Scope},
    tag::Tag,
    tokenizer::Start,
};

impl Builder<'_> {
    #[rustfmt::skip]
    pub(super) fn start_in_body(&mut self, start: Start) -> Flow {
        match start.tag {
            Tag::A | Tag::B | Tag::BIG | Tag::CODE | Tag::EM | Tag::FONT | Tag::I | Tag::NOBR | Tag::S | Tag::SMALL
            | Tag::STRIKE | Tag::STRONG | Tag::TT | Tag::U => self.start_formatting(start),
            Tag::ADDRESS | Tag::ARTICLE | Tag::ASIDE | Tag::BLOCKQUOTE | Tag::CENTER | Tag::DETAILS | Tag::DIALOG
            | Tag::DIR | Tag::DIV | Tag::DL | Tag::FIELDSET | Tag::FIGCAPTION | Tag::FIGURE | Tag::FOOTER | Tag::HEADER
            | Tag::HGROUP | Tag::MAIN | Tag::MENU | Tag::NAV | Tag::OL | Tag::P | Tag::SEARCH | Tag::SECTION
            | Tag::SUMMARY | Tag::UL => self.start_block(start),
            Tag::LI | Tag::DD | Tag::DT => self.start_item(start),
            Tag::AREA | Tag::BR | Tag::EMBED | Tag::IMG | Tag::KEYGEN | Tag::WBR => self.start_void(start),
            Tag::IMAGE => self.start_void(Start { tag: Tag::IMG, ..start }),
            Tag::PARAM | Tag::SOURCE | Tag::TRACK => return self.put(start),
            Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => self.start_heading(start),
            Tag::INPUT | Tag::SELECT | Tag::OPTION | Tag::OPTGROUP | Tag::BUTTON | Tag::TEXTAREA | Tag::FORM
            | Tag::HR => self.start_control(start),
            Tag::SCRIPT | Tag::STYLE | Tag::TEMPLATE | Tag::TITLE | Tag::BASE | Tag::BASEFONT | Tag::BGSOUND
            | Tag::LINK | Tag::META | Tag::NOFRAMES => return self.start_in_head(start),
            Tag::TABLE => self.start_table(start),
            Tag::PRE | Tag::LISTING => {
                self.start_block(start);
                (self.skip_line, self.frameset_ok) = (true, false);
            }
            Tag::PLAINTEXT => {
                self.start_block(start);
                self.tokenizer.plain = true;
            }
            Tag::XMP | Tag::IFRAME | Tag::NOEMBED => self.start_raw(start),
            Tag::NOSCRIPT if self.scripting => self.start_raw(start),
            Tag::SVG => self.start_foreign(start, Vocabulary::Svg),
            Tag::MATH => self.start_foreign(start, Vocabulary::MathMl),
            Tag::RB | Tag::RTC | Tag::RP | Tag::RT => self.start_ruby(start),
            Tag::APPLET | Tag::MARQUEE | Tag::OBJECT => {
                self.start_other(start);
                self.formatting.mark();
                self.frameset_ok = false;
            }
            Tag::HTML | Tag::BODY => self.merge(start),
            Tag::FRAMESET => self.start_late_frameset(start),
            Tag::CAPTION | Tag::COL | Tag::COLGROUP | Tag::FRAME | Tag::HEAD | Tag::TBODY | Tag::TD | Tag::TFOOT | Tag::TH
            | Tag::THEAD | Tag::TR => {}
            _ => self.start_other(start),
        }
        Flow::Done
    }

    fn start_other(&mut self, start: Start) {
        self.reconstruct();
        self.open(start);
    }

    fn start_void(&mut self, start: Start) {
        self.reconstruct();
        self.put(start);
        self.frameset_ok = false;
    }

    /// Closes a paragraph, where one is open.
    pub(super) fn close_paragraph(&mut self) {
        if self.stack.has_in(Scope::Button, Tag::P) {
            self.close(Tag::P);
        }
    }

    /// Closes an element that is open, and those in it that may lack their end tag.
    pub(super) fn close(&mut self, tag: Tag) {
        self.stack.close_while(&mut self.tree, |html| html != tag && set::is_implied(html));
        self.stack.close_until(&mut self.tree, |html| html == tag);
    }

    fn start_block(&mut self, start: Start) {
        self.close_paragraph();
        self.open(start);
    }

    fn start_heading(&mut self, start: Start) {
        self.close_paragraph();
        if set::is_heading(self.stack.current().html()) {
            self.pop();
        }
        self.open(start);
    }

    fn start_item(&mut self, start: Start) {
        self.frameset_ok = false;
        let alike = |html| if start.tag == Tag::LI { html == Tag::LI } else { matches!(html, Tag::DD | Tag::DT) };
        let ends = |html| set::is_special(html) && !matches!(html, Tag::ADDRESS | Tag::DIV | Tag::P);
        let mut inner = self.stack.iter().rev().map(|open| open.html());
        if let Some(found) = inner.find(|&html| alike(html) || ends(html)).filter(|&html| alike(html)) {
            self.close(found);
        }
        self.start_block(start);
    }

    fn start_table(&mut self, start: Start) {
        if !self.quirks {
            self.close_paragraph();
        }
        self.open(start);
        (self.frameset_ok, self.mode) = (false, Mode::InTable);
    }

    fn start_raw(&mut self, start: Start) {
        if start.tag == Tag::XMP {
            self.close_paragraph();
            self.reconstruct();
        }
        self.frameset_ok &= !matches!(start.tag, Tag::XMP | Tag::IFRAME);
        self.raw(start, Kind::Raw);
    }

    fn start_ruby(&mut self, start: Start) {
        if self.stack.has_in(Scope::Default, Tag::RUBY) {
            let stays = |html| html == Tag::RTC && matches!(start.tag, Tag::RP | Tag::RT);
            self.stack.close_while(&mut self.tree, |html| set::is_implied(html) && !stays(html));
        }
        self.open(start);
    }

    fn start_control(&mut self, start: Start) {
        let in_select = self.stack.has_in(Scope::Default, Tag::SELECT);
        match start.tag {
            Tag::FORM => return self.start_form(start),
            Tag::TEXTAREA => {
                (self.skip_line, self.frameset_ok) = (true, false);
                return self.raw(start, Kind::Escapable);
            }
            Tag::HR => return self.start_rule(start),
            Tag::INPUT | Tag::SELECT if in_select => {
                self.stack.close_until(&mut self.tree, |html| html == Tag::SELECT);
                if start.tag == Tag::SELECT {
                    return;
                }
            }
            Tag::BUTTON if self.stack.has_in(Scope::Default, Tag::BUTTON) => {
                self.stack.close_while(&mut self.tree, set::is_implied);
                self.stack.close_until(&mut self.tree, |html| html == Tag::BUTTON);
            }
            Tag::OPTION | Tag::OPTGROUP => self.close_options(start.tag, in_select),
            _ => {}
        }
        self.reconstruct();
        if start.tag == Tag::INPUT {
            self.put(start);
        } else {
            self.open(start);
        }
        let counts = match start.tag {
            Tag::INPUT => self.frameset_ok && !self.is_hidden_input(start),
            tag => !matches!(tag, Tag::OPTION | Tag::OPTGROUP),
        };
        self.frameset_ok &= !counts;
    }

    /// What a further choice closes.
    fn close_options(&mut self, tag: Tag, in_select: bool) {
        if in_select {
            let stays = |html| html == Tag::OPTGROUP && tag == Tag::OPTION;
            self.stack.close_while(&mut self.tree, |html| set::is_implied(html) && !stays(html));
        } else if self.stack.current().html() == Tag::OPTION {
            self.pop();
        }
    }

    fn start_rule(&mut self, start: Start) {
        self.close_paragraph();
        if self.stack.has_in(Scope::Default, Tag::SELECT) {
            self.stack.close_while(&mut self.tree, set::is_implied);
        }
        self.put(start);
        self.frameset_ok = false;
    }

    fn start_form(&mut self, start: Start) {
        let in_template = self.stack.has(Tag::TEMPLATE);
        if self.form != NONE && !in_template {
            return;
        }
        self.close_paragraph();
        let form = self.open(start);
        if !in_template {
            self.form = form;
        }
    }

    /// Whether an `<input>` is not shown.
    pub(super) fn is_hidden_input(&self, start: Start) -> bool {
        let attributes = self.tokenizer.attributes(start);
        attributes.iter().any(|(name, value)| name == "type" && value.eq_ignore_ascii_case("hidden"))
    }

    /// A second `<html>` or `<body>`: the first takes the attributes that it lacks.
    fn merge(&mut self, start: Start) {
        let element = self.stack.at(usize::from(start.tag == Tag::BODY));
        if self.stack.has(Tag::TEMPLATE) || element.html() != start.tag {
            return;
        }
        self.frameset_ok &= start.tag != Tag::BODY;
        self.tree.merge(element.id, start.kept);
    }

    fn start_late_frameset(&mut self, start: Start) {
        let body = self.stack.at(1);
        if self.frameset_ok && self.stack.len() > 1 && body.html() == Tag::BODY {
            self.tree.detach(body.id);
            self.stack.truncate(&mut self.tree, 1);
            self.open(start);
            self.mode = Mode::InFrameset;
        }
    }
}
