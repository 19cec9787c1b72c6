//! Markup into the tree builder, in small chunks, through a gate that keeps its cost linear: what nests too deep is
//! flattened, and so is everything once the page has cost more than any honest page does.

use std::{cell::Cell, cell::RefCell, collections::HashMap};

use html5ever::{
    LocalName, TokenizerResult,
    interface::{Attribute, TreeSink},
    local_name,
    tendril::StrTendril,
    tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts},
    tree_builder::{TreeBuilder, TreeBuilderOpts},
};

use super::{
    super::head,
    attribute,
    tree::{Builder, Id, Tree},
};

/// How much is fed at once, in bytes: the tokenizer's buffer is cut from the front, which costs its length.
const CHUNK: usize = 4096;

/// Deepest nesting that is followed (DESIGN). Browsers stop at 512 as well.
const DEPTH: u32 = 512;

/// Nodes a token may cause. Real pages stay below 2; misnested formatting multiplies.
const NODES_PER_TOKEN: u64 = 8;

/// Looks at the stack of open elements that a token may cause: twice the deepest stack.
const WORK_PER_TOKEN: u64 = 2 * DEPTH as u64;

/// What a page may cost before the two ratios above count.
const ALLOWANCE: u64 = 1 << 16;

/// Parses a document. `scripting` tells how `<noscript>` is read: as text where it is on, as markup where it is off.
pub(super) fn parse(markup: &str, scripting: bool) -> Tree {
    let options = TreeBuilderOpts { scripting_enabled: scripting, drop_doctype: true, ..Default::default() };
    let gate = Gate::new(TreeBuilder::new(Builder::new(), options));
    let tokenizer = Tokenizer::new(gate, TokenizerOpts::default());
    let input = BufferQueue::default();
    let markup = attribute::capped(markup);
    let mut rest = &*markup;
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(head(rest, CHUNK).len());
        input.push_back(StrTendril::from_slice(chunk));
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        rest = after;
    }
    tokenizer.end();
    tokenizer.sink.builder.sink.finish()
}

/// What is done with an element that nests too deep.
#[derive(Clone, Copy, PartialEq)]
enum Deep {
    /// It holds no elements, so it may stay.
    Stays,
    /// It goes; its end tag is expected.
    Goes,
    /// It goes; its end tag may be missing, and harms nothing.
    GoesOpen,
    /// It goes without a trace: its text runs on.
    RunsOn,
}

impl Deep {
    #[rustfmt::skip]
    fn of(name: &str) -> Self {
        match name {
            "br" | "hr" | "img" | "input" | "meta" | "link" | "base" | "wbr" | "script" | "style" | "textarea" | "title"
            | "xmp" | "iframe" | "noembed" | "noframes" | "noscript" | "html" | "body" => Self::Stays,
            "a" | "abbr" | "b" | "big" | "bdi" | "bdo" | "cite" | "code" | "em" | "font" | "i" | "kbd" | "mark" | "nobr"
            | "q" | "s" | "small" | "span" | "strike" | "strong" | "sub" | "sup" | "time" | "tt" | "u" | "var" => Self::RunsOn,
            "p" | "li" | "dd" | "dt" | "option" | "optgroup" | "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" => Self::GoesOpen,
            _ => Self::Goes,
        }
    }
}

/// Stands between tokenizer and tree builder.
struct Gate {
    builder: TreeBuilder<Id, Builder>,
    /// How many end tags are to be swallowed, since their start tags were.
    held: RefCell<HashMap<LocalName, u32>>,
    tokens: Cell<u64>,
    spent: Cell<bool>,
}

impl Gate {
    fn new(builder: TreeBuilder<Id, Builder>) -> Self {
        Self { builder, held: RefCell::default(), tokens: Cell::new(0), spent: Cell::new(false) }
    }

    /// Whether the page has cost too much: then no more elements are opened or closed.
    fn is_spent(&self) -> bool {
        let sink = &self.builder.sink;
        let allowed = |ratio| self.tokens.get().saturating_mul(ratio).saturating_add(ALLOWANCE);
        let over = sink.nodes() as u64 > allowed(NODES_PER_TOKEN) || sink.work() > allowed(WORK_PER_TOKEN);
        self.spent.set(self.spent.get() || over);
        self.spent.get()
    }

    fn tag(&self, tag: Tag, line: u64) -> TokenSinkResult<Id> {
        let deep = Deep::of(&tag.name);
        let spent = self.is_spent();
        let start = tag.kind == TagKind::StartTag;
        if start && !spent && self.builder.sink.depth() < DEPTH {
            self.held.borrow_mut().clear();
            return self.builder.process_token(Token::TagToken(tag), line);
        }
        let passes = deep == Deep::Stays || (!start && !spent && !self.release(&tag.name));
        if passes {
            return self.builder.process_token(Token::TagToken(tag), line);
        }
        if start && matches!(deep, Deep::Goes | Deep::RunsOn) {
            *self.held.borrow_mut().entry(tag.name).or_default() += 1;
        }
        if deep == Deep::RunsOn { TokenSinkResult::Continue } else { self.line_break(line) }
    }

    /// Whether an end tag belongs to a start tag that was swallowed.
    fn release(&self, name: &LocalName) -> bool {
        match self.held.borrow_mut().get_mut(name) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }

    /// What takes the place of a swallowed tag, so that the text around it does not run together.
    fn line_break(&self, line: u64) -> TokenSinkResult<Id> {
        let attrs: Vec<Attribute> = Vec::new();
        let kind = TagKind::StartTag;
        let name = local_name!("br");
        let tag = Tag { kind, name, self_closing: false, attrs, had_duplicate_attributes: false };
        self.builder.process_token(Token::TagToken(tag), line)
    }
}

impl TokenSink for Gate {
    type Handle = Id;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Id> {
        self.tokens.set(self.tokens.get() + 1);
        match token {
            Token::ParseError(_) => TokenSinkResult::Continue,
            Token::TagToken(tag) => self.tag(tag, line),
            other => self.builder.process_token(other, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
