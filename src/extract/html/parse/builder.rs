//! The tree builder: takes tokens to the rules of the mode it is in, and puts what they make into the tree.

use super::{
    super::tree::{Data, Id, NONE, Named as Element, Part, Tree, Vocabulary},
    formatting::Formatting,
    gate::Gate,
    mode::{Flow, Mode},
    set::{self, Named},
    stack::{Open, Stack},
    tag::Tag,
    tokenizer::{Start, Token, Tokenizer},
};

/// Builds a tree from markup without carriage returns.
#[derive(Debug)]
pub(super) struct Builder<'s> {
    pub(super) tokenizer: Tokenizer<'s>,
    pub(super) tree: Tree<'s>,
    pub(super) mode: Mode,
    /// The modes of the open templates.
    pub(super) templates: Vec<Mode>,
    pub(super) stack: Stack,
    pub(super) formatting: Formatting,
    pub(super) gate: Gate,
    /// Text in a table, until it is known whether it is all white space.
    pub(super) pending: Vec<Part>,
    pub(super) head: Id,
    pub(super) form: Id,
    /// Whether `<noscript>` holds text.
    pub(super) scripting: bool,
    /// Whether the document's type is an old one.
    pub(super) quirks: bool,
    /// Whether the page may still turn out to be one of frames.
    pub(super) frameset_ok: bool,
    /// Whether a line feed is to be left out, after `<pre>`.
    pub(super) skip_line: bool,
    /// Whether what stands in a table but not in a cell goes before the table.
    pub(super) fostering: bool,
    /// How many elements were made without a tag of their own.
    pub(super) copies: usize,
}

impl<'s> Builder<'s> {
    pub(super) fn new(markup: &'s str, scripting: bool) -> Self {
        Self {
            tokenizer: Tokenizer::new(markup),
            tree: Tree::new(markup.into()),
            mode: Mode::Initial,
            templates: Vec::new(),
            stack: Stack::new(),
            formatting: Formatting::default(),
            gate: Gate::default(),
            pending: Vec::new(),
            head: NONE,
            form: NONE,
            scripting,
            quirks: false,
            frameset_ok: true,
            skip_line: false,
            fostering: false,
            copies: 0,
        }
    }

    /// Reads all the markup.
    pub(super) fn build(mut self) -> Tree<'s> {
        loop {
            let foreign = self.stack.current().vocabulary() != Vocabulary::Html;
            let token = self.tokenizer.next(&mut self.tree, foreign);
            let after_pre = std::mem::take(&mut self.skip_line);
            match token {
                Token::Text(text) => self.text(self.without_line(text, after_pre)),
                Token::Doctype { quirks } => self.doctype(quirks),
                other => {
                    self.flush();
                    match other {
                        Token::Start(start) => self.start(start),
                        Token::End(tag) => self.end(tag),
                        Token::Eof => {
                            self.finish();
                            return self.tree;
                        }
                        _ => {}
                    }
                }
            }
        }
    }

    /// Text without the line feed at its start, where one is to be left out.
    pub(super) fn without_line(&self, text: Part, left_out: bool) -> Part {
        let skipped = u32::from(left_out && self.tree.part(text).starts_with('\n'));
        Part { start: text.start + skipped, ..text }
    }

    fn doctype(&mut self, quirks: bool) {
        if self.mode == Mode::Initial {
            (self.quirks, self.mode) = (quirks, Mode::BeforeHtml);
        }
    }

    /// A start tag, whatever is open.
    pub(super) fn start(&mut self, start: Start) {
        let Some(start) = self.admit(start) else { return };
        while self.start_once(start) == Flow::Again {}
    }

    fn start_once(&mut self, start: Start) -> Flow {
        if self.is_foreign_start(start.tag) { self.start_in_foreign(start) } else { self.start_in_mode(start) }
    }

    pub(super) fn start_in_mode(&mut self, start: Start) -> Flow {
        match self.mode {
            Mode::Initial => self.advance(),
            Mode::BeforeHtml => self.start_before_html(start),
            Mode::BeforeHead => self.start_before_head(start),
            Mode::InHead => self.start_in_head(start),
            Mode::InHeadNoscript => self.start_in_head_noscript(start),
            Mode::AfterHead => self.start_after_head(start),
            Mode::InBody => self.start_in_body(start),
            Mode::InTable => self.start_in_table(start),
            Mode::InCaption => self.start_in_caption(start),
            Mode::InColumnGroup => self.start_in_columns(start),
            Mode::InTableBody => self.start_in_table_body(start),
            Mode::InRow => self.start_in_row(start),
            Mode::InCell => self.start_in_cell(start),
            Mode::InTemplate => self.start_in_template(start),
            Mode::AfterBody | Mode::AfterAfterBody => self.start_after_body(start),
            Mode::InFrameset | Mode::AfterFrameset | Mode::AfterAfterFrameset => self.start_in_frameset(start),
        }
    }

    /// An end tag, whatever is open.
    fn end(&mut self, tag: Tag) {
        if !self.admit_end(tag) {
            return;
        }
        while self.end_once(tag) == Flow::Again {}
    }

    fn end_once(&mut self, tag: Tag) -> Flow {
        let foreign = self.stack.current().vocabulary() != Vocabulary::Html;
        if foreign { self.end_in_foreign(tag) } else { self.end_in_mode(tag) }
    }

    pub(super) fn end_in_mode(&mut self, tag: Tag) -> Flow {
        match self.mode {
            Mode::Initial => self.advance(),
            Mode::BeforeHtml | Mode::BeforeHead => self.end_before_head(tag),
            Mode::InHead => self.end_in_head(tag),
            Mode::InHeadNoscript => self.end_in_head_noscript(tag),
            Mode::AfterHead => self.end_after_head(tag),
            Mode::InBody => self.end_in_body(tag),
            Mode::InTable => self.end_in_table(tag),
            Mode::InCaption => self.end_in_caption(tag),
            Mode::InColumnGroup => self.end_in_columns(tag),
            Mode::InTableBody => self.end_in_table_body(tag),
            Mode::InRow => self.end_in_row(tag),
            Mode::InCell => self.end_in_cell(tag),
            Mode::InTemplate if tag == Tag::TEMPLATE => self.end_in_head(tag),
            Mode::InTemplate => Flow::Done,
            Mode::AfterBody | Mode::AfterAfterBody => self.end_after_body(tag),
            Mode::InFrameset | Mode::AfterFrameset | Mode::AfterAfterFrameset => self.end_in_frameset(tag),
        }
    }

    /// Goes on to the next mode as if the tag that leads there had been in the markup.
    pub(super) fn advance(&mut self) -> Flow {
        match self.mode {
            Mode::Initial => (self.quirks, self.mode) = (true, Mode::BeforeHtml),
            Mode::BeforeHtml => self.root(Start::implied(Tag::HTML)),
            Mode::BeforeHead => {
                self.head = self.open(Start::implied(Tag::HEAD));
                self.mode = Mode::InHead;
            }
            Mode::InHead => {
                self.pop();
                self.mode = Mode::AfterHead;
            }
            Mode::InHeadNoscript => {
                self.pop();
                self.mode = Mode::InHead;
            }
            Mode::AfterHead => {
                self.open(Start::implied(Tag::BODY));
                self.mode = Mode::InBody;
            }
            _ => self.mode = Mode::InBody,
        }
        Flow::Again
    }

    /// Opens the root element.
    pub(super) fn root(&mut self, start: Start) {
        self.open(start);
        self.mode = Mode::BeforeHead;
    }

    /// What is implied at the end of the markup.
    fn finish(&mut self) {
        loop {
            match self.mode {
                Mode::Initial
                | Mode::BeforeHtml
                | Mode::BeforeHead
                | Mode::InHead
                | Mode::InHeadNoscript
                | Mode::AfterHead => {
                    self.advance();
                }
                Mode::AfterBody
                | Mode::AfterAfterBody
                | Mode::InFrameset
                | Mode::AfterFrameset
                | Mode::AfterAfterFrameset => return,
                _ if self.templates.is_empty() || !self.stack.has(Tag::TEMPLATE) => return,
                _ => self.close_template(),
            }
        }
    }

    /// Closes the innermost element.
    pub(super) fn pop(&mut self) {
        self.stack.pop(&mut self.tree);
    }

    /// Where a node is to be put: the parent, and the node it goes before. `target` stands for the innermost open element.
    pub(super) fn place(&self, target: Open) -> (Id, Id) {
        if !self.fostering || !set::is_table_part(target.html()) {
            return (target.id, NONE);
        }
        let mut outer = self.stack.current().id;
        for (index, open) in self.stack.iter().enumerate().rev() {
            match open.html() {
                Tag::TEMPLATE => return (open.id, NONE),
                Tag::TABLE => {
                    let parent = self.tree.node(open.id).parent;
                    let above = self.stack.at(index.saturating_sub(1)).id;
                    return if parent == NONE { (above, NONE) } else { (parent, open.id) };
                }
                _ => outer = open.id,
            }
        }
        (outer, NONE)
    }

    /// Makes an element and puts it where it belongs.
    pub(super) fn make(&mut self, start: Start, vocabulary: Vocabulary) -> Open {
        let open = self.create(start, vocabulary);
        let (parent, next) = self.place(self.stack.current());
        self.tree.insert(parent, next, open.id);
        open
    }

    /// Makes an element that is nowhere yet.
    pub(super) fn create(&mut self, start: Start, vocabulary: Vocabulary) -> Open {
        let element = Element { tag: start.tag, vocabulary, open: false, listed: false, attributes: start.kept };
        Open::new(self.tree.add(Data::Element(element)), start.tag, vocabulary)
    }

    /// Opens an HTML element.
    pub(super) fn open(&mut self, start: Start) -> Id {
        let open = self.make(start, Vocabulary::Html);
        self.stack.push(&mut self.tree, open);
        open.id
    }

    /// Puts an HTML element that holds nothing.
    pub(super) fn put(&mut self, start: Start) -> Flow {
        self.make(start, Vocabulary::Html);
        Flow::Done
    }
}
