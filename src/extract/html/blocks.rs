//! The walk through the document, with its own stack: which element opens what, and where it ends again.

use super::{
    attribute::Name,
    element::{self, Display},
    mark::{Inline, NestKind, Nests},
    names::Names,
    namesakes::Namesakes,
    region::{Classes, Place},
    tree::{Data, Id, NONE, ROOT, Tree},
    writer::{Style, Writer},
};
use crate::{
    page::{BlockKind, Calling, Element, Region},
    settings::Writing,
};

/// Largest number of an item: Markdown reads nine digits.
const LARGEST_NUMBER: u32 = 999_999_999;

/// What holds for everything in an element.
#[derive(Clone, Copy)]
struct Context {
    place: Place,
    style: Style,
    preformatted: bool,
    /// In a table of data.
    data: bool,
    /// In a row of such a table: nothing there starts a block.
    row: bool,
    /// In a control: choices there share a block.
    control: bool,
}

impl Context {
    fn new() -> Self {
        let style = Style {
            kind: BlockKind::Paragraph,
            region: Region::Main,
            level: 0,
            item: NONE,
            group: NONE,
            link: false,
            element: 0,
            inline: Inline::PLAIN,
            nest: 0,
            code: NONE,
        };
        let place = Place { region: Region::Main, content: false };
        Self { place, style, preformatted: false, data: false, row: false, control: false }
    }
}

/// An element whose children are being walked.
struct Frame<'a> {
    name: &'a str,
    /// Its place among its namesakes.
    ordinal: u32,
    children: Namesakes<'a>,
    child: Id,
    context: Context,
    display: Display,
    id: Id,
    /// Its place among the elements with text, once it has any.
    element: Option<u32>,
}

/// What a walk has found.
pub(super) struct Walked {
    pub(super) writer: Writer,
    /// The elements that the text is in.
    pub(super) elements: Vec<Element>,
    /// What the elements are called.
    pub(super) callings: Vec<Calling>,
    /// The names in it.
    pub(super) names: String,
    /// The lists and quotations that it is in, where marks are wanted.
    pub(super) nests: Nests,
}

/// Walks a document. `fallback` takes what stands in `<noscript>` as well.
pub(super) fn walk(tree: &Tree, fallback: bool, writing: Writing) -> Walked {
    let (writer, elements, nests) = (Writer::new(writing.has_marks()), Vec::new(), Nests::new());
    let walked = Walked { writer, elements, callings: Vec::new(), names: String::new(), nests };
    let (names, classes, frames) = (Names::default(), Classes::default(), Vec::new());
    let mut walk = Walk { tree, fallback, writing, walked, names, classes, frames, after_link: false };
    walk.push(ROOT, ("", 1), Context::new(), Display::Block);
    walk.run();
    let (callings, names) = walk.names.finish();
    Walked { callings, names, ..walk.walked }
}

struct Walk<'a> {
    tree: &'a Tree<'a>,
    fallback: bool,
    writing: Writing,
    walked: Walked,
    names: Names,
    classes: Classes,
    frames: Vec<Frame<'a>>,
    after_link: bool,
}

impl<'a> Walk<'a> {
    fn run(&mut self) {
        while let Some(frame) = self.frames.last_mut() {
            let (child, context) = (frame.child, frame.context);
            if child == NONE {
                let display = frame.display;
                let link = frame.name == "a" && context.style.link;
                self.frames.pop();
                self.boundary(display);
                self.after_link = link;
                continue;
            }
            frame.child = self.tree.node(child).next;
            match self.tree.node(child).data {
                Data::Text(..) => self.text(child, context),
                Data::Element(..) => self.enter(child, context),
                Data::Other => {}
            }
        }
    }

    fn text(&mut self, id: Id, context: Context) {
        let text = self.tree.text(id);
        let mut context = context;
        if !text.trim_ascii().is_empty() {
            context.style.element = self.element();
        }
        if context.preformatted {
            self.walked.writer.raw(text, context.style);
        } else {
            self.walked.writer.fold(text, context.style);
        }
        self.after_link = false;
    }

    /// The innermost open element that is a block, as one of those with text.
    fn element(&mut self) -> u32 {
        let is_block = |frame: &Frame<'_>| frame.display != Display::Inline;
        let known = self.frames.iter().rposition(|frame| is_block(frame) && frame.element.is_some());
        let mut parent = known.and_then(|index| self.frames[index].element);
        for frame in self.frames.iter_mut().skip(known.map_or(0, |index| index + 1)).filter(|frame| is_block(frame)) {
            let own = u32::try_from(self.walked.elements.len()).unwrap_or(u32::MAX);
            let calling = self.names.read(self.tree, frame.id);
            self.walked.elements.push(Element { parent: parent.unwrap_or(own), calling, ordinal: frame.ordinal });
            frame.element = Some(own);
            parent = frame.element;
        }
        parent.unwrap_or(0)
    }

    fn enter(&mut self, id: Id, outer: Context) {
        let name = self.tree.local_name(id);
        let display = Display::of(self.tree, id, self.fallback);
        // Nobody asks for the number of an element within a line.
        let around = self.frames.last_mut().filter(|_| display != Display::Inline);
        let ordinal = around.map_or(1, |frame| frame.children.count(name));
        match display {
            Display::Hidden => return,
            Display::Break if outer.preformatted => return self.walked.writer.raw("\n", outer.style),
            Display::Break if outer.row => return self.walked.writer.space(),
            Display::Break => return self.walked.writer.line(),
            Display::Table if !self.writing.tables && !element::is_layout(self.tree, id) => return,
            _ => {}
        }
        let mut context = self.inside(id, outer, display);
        if self.writing.has_marks() {
            self.mark(id, &mut context.style, (display, ordinal));
        }
        self.before(display, outer);
        if self.after_link && context.style.link && !outer.style.link {
            self.walked.writer.space();
        }
        self.push(id, (name, ordinal), context, display);
    }

    fn push(&mut self, id: Id, (name, ordinal): (&'a str, u32), context: Context, display: Display) {
        let (children, child) = (Namesakes::default(), self.tree.node(id).first);
        self.frames.push(Frame { name, ordinal, children, child, context, display, id, element: None });
    }

    /// What an element changes for everything in it.
    fn inside(&mut self, id: Id, outer: Context, display: Display) -> Context {
        let place = outer.place.inside(self.tree, id, &mut self.classes);
        let mut context = Context { place, ..outer };
        let style = &mut context.style;
        style.region = context.place.region;
        match display {
            Display::Heading(level) => (style.kind, style.level) = (BlockKind::Heading, level),
            Display::Quote => style.kind = BlockKind::Quote,
            Display::Preformatted => (style.kind, context.preformatted) = (BlockKind::Code, true),
            Display::List if style.item == NONE => style.group = id,
            Display::Item => {
                (style.kind, style.item) = (BlockKind::ListItem, id);
                style.group = if style.group == NONE { self.tree.node(id).parent } else { style.group };
            }
            Display::Table => context.data = !element::is_layout(self.tree, id),
            Display::Row if outer.data => {
                context.row = true;
                style.kind = BlockKind::Cell;
                style.group = self.table(id);
            }
            Display::Control => context.control = true,
            Display::Inline => {
                style.link |= self.tree.name(id) == "a" && self.tree.attribute(id, Name::Href).is_some();
            }
            _ => {}
        }
        // Whatever stands in it, preformatted text is one block.
        if context.preformatted {
            context.style.kind = BlockKind::Code;
        }
        context
    }

    /// What an element changes for the marks of everything in it.
    fn mark(&mut self, id: Id, style: &mut Style, (display, ordinal): (Display, u32)) {
        match display {
            Display::Inline => {
                style.inline = style.inline.inside(self.tree.name(id));
                if self.tree.name(id) == "a" && self.tree.attribute(id, Name::Href).is_some() {
                    style.inline.link = id;
                }
            }
            Display::Quote => style.nest = self.walked.nests.add(style.nest, NestKind::Quote),
            Display::Item => style.nest = self.walked.nests.add(style.nest, self.item(id, ordinal)),
            Display::Preformatted => style.code = id,
            _ => {}
        }
    }

    /// The mark of an item, which is the `ordinal`th of its list.
    fn item(&self, id: Id, ordinal: u32) -> NestKind {
        let list = self.tree.node(id).parent;
        if list == NONE || self.tree.name(list) != "ol" {
            return NestKind::Item;
        }
        let first = self.tree.attribute(list, Name::Start).and_then(|start| start.trim().parse().ok()).unwrap_or(1_u32);
        NestKind::Numbered(first.saturating_add(ordinal - 1).min(LARGEST_NUMBER))
    }

    /// The table of a row, at most two elements up: row group, table.
    fn table(&self, row: Id) -> Id {
        let parent = self.tree.node(row).parent;
        if parent == NONE || self.tree.name(parent) == "table" { parent } else { self.tree.node(parent).parent }
    }

    /// What an element's start does to the text before it.
    fn before(&mut self, display: Display, outer: Context) {
        if display == Display::Cell && outer.row {
            self.walked.writer.cell();
        } else {
            self.boundary(display);
        }
    }

    /// What the start and the end of an element do to the text around it. The innermost open frame is the one around it.
    fn boundary(&mut self, display: Display) {
        let Some(outer) = self.frames.last().map(|frame| frame.context) else { return };
        match display {
            Display::Inline | Display::Hidden | Display::Break => {}
            Display::Cell if outer.row => {}
            _ if outer.row => self.walked.writer.space(),
            Display::Choice if outer.control => self.walked.writer.space(),
            _ if outer.preformatted => self.walked.writer.end_line(),
            _ => self.walked.writer.close(),
        }
    }
}
