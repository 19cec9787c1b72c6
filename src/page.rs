//! A page after extraction: its text, and the blocks that the text consists of.

pub use crate::declared::Declared;
use crate::span::Span;

/// What a block is on the page. Plain text knows only [`BlockKind::Paragraph`] and what its marks show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The page's title, as the page itself shows it.
    Title,
    /// A heading, `<h1>` to `<h6>`.
    Heading,
    /// A paragraph, or any run of text that nothing else describes.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// One row of a table; its cells are separated by tabs and stand or fall together.
    Cell,
    /// Part of a quotation, `<blockquote>` or `<q>`.
    Quote,
    /// Preformatted text or code.
    Code,
}

/// The part of the page a block stands in, by its elements and their roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Region {
    /// The content, and whatever no other region claims.
    Main,
    /// A menu.
    Nav,
    /// The head of the page.
    Header,
    /// The foot of the page.
    Footer,
    /// Beside the content.
    Aside,
    /// A form.
    Form,
}

/// One block: the unit that is kept or cut.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Its text, without the separators around it.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub region: Region,
    /// The share of its characters inside links, 0 to 1.
    pub link_density: f32,
    /// The element around it, an index into [`Page::elements`]; 0 for plain text.
    pub element: u32,
}

/// An element of a document with text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Element {
    /// The element around it, which stands before it in the list; itself for the outermost.
    pub parent: u32,
    /// What it is called, an index into [`Page::callings`].
    pub calling: u32,
    /// Its place among those of its name in the element that holds it, from 1.
    pub ordinal: u32,
}

/// What an element is called. Those that are called the same share it: documents have many elements, and few kinds of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calling {
    /// A part of [`Page::names`]: its tag in angle brackets, its role after `role=`, and the words of its class and id in lower
    /// case, separated by spaces. Empty for `<html>` and `<body>`.
    pub names: Span,
    /// A hash of its name and classes: elements of one form have the same.
    pub form: u32,
}

/// How a page's text came about; it tells how blocks behave once their neighbours are cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The decoded file as it is: blocks can be found again in any part of it.
    Text,
    /// Text made from a document tree.
    Html,
}

/// A page's text with marks: the same blocks as in the plain text, written as Markdown or with the targets of links.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// The text.
    pub text: String,
    /// Where each block is in it, with its marks; only line ends are between them, and the marks of plain lists or of quotations that go on.
    pub spans: Vec<Span>,
}

/// A page: text, and the blocks in it, sorted and disjoint.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The plain text, which is what is judged. Offsets refer to it, or to what is [`written`](Self::written) in its place.
    pub text: String,
    /// The blocks, by position. Bytes between blocks are separators (white space, list marks).
    pub blocks: Vec<Block>,
    /// The elements with text in them, outermost first; empty for plain text.
    pub elements: Vec<Element>,
    /// What the elements are called.
    pub callings: Vec<Calling>,
    /// The names of the elements.
    pub names: String,
    /// Where the text came from.
    pub origin: Origin,
    /// What the document declares.
    pub declared: Declared,
    /// The text with marks, where it is wanted so: it is what is cut and written out.
    pub written: Option<Written>,
}

impl Page {
    /// The extracted text: with marks where they are wanted, else the plain one.
    #[must_use]
    pub fn extracted(&self) -> &str {
        self.written.as_ref().map_or(&self.text, |written| &written.text)
    }

    /// Where a block is in the extracted text.
    #[must_use]
    pub fn span(&self, index: usize) -> Span {
        let written = self.written.as_ref().and_then(|written| written.spans.get(index).copied());
        written.or_else(|| self.blocks.get(index).map(|block| block.span)).unwrap_or(Span::new(0, 0))
    }

    /// The text of a block.
    #[must_use]
    pub fn block_text(&self, block: &Block) -> &str {
        block.span.of(&self.text)
    }

    /// The names that an element is called by; `""` for none.
    #[must_use]
    pub fn names_of(&self, element: &Element) -> &str {
        self.callings.get(element.calling as usize).map_or("", |calling| calling.names.of(&self.names))
    }

    /// The place of a block in the document, by the elements around it that are no part of a line: `html/body/div[2]/p[3]`; empty
    /// for plain text. Made when asked for: written down for every block, it takes more than the text of a page of short ones.
    #[must_use]
    pub fn path(&self, block: &Block) -> String {
        // The outermost is the document itself, which has no name.
        let (mut index, mut steps) = (block.element, Vec::new());
        while let Some(element) = self.elements.get(index as usize).filter(|element| element.parent < index) {
            if steps.len() == STEPS {
                steps.push("…".to_owned());
                break;
            }
            steps.push(self.step(element));
            index = element.parent;
        }
        steps.reverse();
        steps.join("/")
    }

    /// One step of a path. The elements that are called nothing are `<html>`, which stands in the document, and `<body>`.
    fn step(&self, element: &Element) -> String {
        let tag = self.names_of(element).strip_prefix('<').and_then(|names| names.split_once('>')).map(|(tag, _)| tag);
        let tag = tag.unwrap_or(if element.parent == 0 { "html" } else { "body" });
        if element.ordinal > 1 { format!("{tag}[{}]", element.ordinal) } else { tag.to_owned() }
    }
}

/// Steps of a path at most, the innermost; `…` stands for those left out. Pages of frameworks nest about 30 deep, and the last half
/// is what tells blocks apart.
const STEPS: usize = 16;
