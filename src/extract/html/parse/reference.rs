//! What html5ever makes of a page, and what we do, as text to be compared.

use std::{
    borrow::Cow,
    cell::{Ref, RefCell},
    fmt::Write as _,
};

use html5ever::{
    Attribute, QualName, TokenizerResult,
    interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink},
    local_name, ns,
    tendril::StrTendril,
    tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts},
    tree_builder::{TreeBuilder, TreeBuilderOpts},
};

use super::super::{
    attribute::Name,
    tree::{Data, Id, NONE, ROOT, Tree, Vocabulary},
};

/// One line a node, indented by its depth: html5ever's tree.
pub(super) fn expected(markup: &str, scripting: bool) -> String {
    let options = TreeBuilderOpts { scripting_enabled: scripting, drop_doctype: true, ..Default::default() };
    let builder = Quiet { builder: TreeBuilder::new(Sink::new(), options) };
    // html5ever would take a byte order mark from the start of whatever it is fed.
    let tokenizer = Tokenizer::new(builder, TokenizerOpts { discard_bom: false, ..Default::default() });
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(markup.strip_prefix('\u{feff}').unwrap_or(markup)));
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.builder.sink.dump()
}

/// The same of our tree.
pub(super) fn found(tree: &Tree<'_>) -> String {
    let mut dump = Dump::default();
    let (mut at, mut depth) = (tree.node(ROOT).first, 0);
    while at != NONE {
        match &tree.node(at).data {
            Data::Element(named) => {
                let vocabulary = ["", "svg ", "math "][named.vocabulary as usize];
                let attributes = tree.listed(named.attributes).iter();
                let attributes = attributes.map(|attribute| (attribute.0, tree.part(attribute.1)));
                assert!(matches!(named.vocabulary, Vocabulary::Html | Vocabulary::Svg | Vocabulary::MathMl));
                dump.element(depth, vocabulary, tree.local_name(at), attributes);
            }
            // Those of JSON-LD are kept, which the reference does not.
            Data::Text(_) if tree.local_name(tree.node(at).parent) == "script" => {}
            Data::Text(part) => dump.text(depth, tree.part(*part)),
            Data::Other => {}
        }
        (at, depth) = after(tree, at, depth);
    }
    dump.finish()
}

fn after(tree: &Tree<'_>, id: Id, depth: usize) -> (Id, usize) {
    let (mut at, mut depth) = (id, depth);
    if tree.node(at).first != NONE {
        return (tree.node(at).first, depth + 1);
    }
    while at != ROOT && tree.node(at).next == NONE {
        (at, depth) = (tree.node(at).parent, depth.saturating_sub(1));
    }
    (tree.node(at).next, depth)
}

/// Writes lines; neighbouring texts become one.
#[derive(Default)]
struct Dump {
    out: String,
    text: Option<(usize, String)>,
}

impl Dump {
    fn element<'a>(
        &mut self,
        depth: usize,
        vocabulary: &str,
        name: &str,
        attributes: impl Iterator<Item = (Name, &'a str)>,
    ) {
        self.flush();
        let _ = write!(self.out, "{:depth$}<{vocabulary}{}", "", name.to_ascii_lowercase());
        for (name, value) in attributes {
            let _ = write!(self.out, " {name:?}={value:?}");
        }
        self.out.push_str(">\n");
    }

    fn text(&mut self, depth: usize, text: &str) {
        if self.text.as_ref().is_some_and(|before| before.0 != depth) {
            self.flush();
        }
        self.text.get_or_insert_default().1.push_str(text);
        if let Some(before) = &mut self.text {
            before.0 = depth;
        }
    }

    fn flush(&mut self) {
        if let Some((depth, text)) = self.text.take().filter(|before| !before.1.is_empty()) {
            let _ = writeln!(self.out, "{:depth$}{text:?}", "");
        }
    }

    fn finish(mut self) -> String {
        self.flush();
        self.out
    }
}

/// A node of the reference.
#[derive(Default)]
struct Node {
    parent: Option<usize>,
    children: Vec<usize>,
    name: Option<QualName>,
    attributes: Vec<Attribute>,
    text: String,
    integrates: bool,
}

/// Keeps parse errors from the tree builder, which takes them for tokens: `<pre></>` would keep the line feed after it.
struct Quiet {
    builder: TreeBuilder<usize, Sink>,
}

impl TokenSink for Quiet {
    type Handle = usize;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<usize> {
        match token {
            Token::ParseError(_) => TokenSinkResult::Continue,
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

/// Collects html5ever's tree. Node 0 is the document, node 1 stands for all comments.
struct Sink {
    nodes: RefCell<Vec<Node>>,
}

impl Sink {
    fn new() -> Self {
        Self { nodes: RefCell::new(vec![Node::default(), Node::default()]) }
    }

    fn add(&self, node: Node) -> usize {
        self.nodes.borrow_mut().push(node);
        self.nodes.borrow().len() - 1
    }

    fn place(&self, parent: usize, index: usize, child: NodeOrText<usize>) {
        let id = match child {
            NodeOrText::AppendNode(1) => return,
            NodeOrText::AppendNode(id) => id,
            NodeOrText::AppendText(text) => self.add(Node { text: text.to_string(), ..Node::default() }),
        };
        self.detach(id);
        let mut nodes = self.nodes.borrow_mut();
        let index = index.min(nodes[parent].children.len());
        nodes[parent].children.insert(index, id);
        nodes[id].parent = Some(parent);
    }

    fn index(&self, id: usize) -> Option<(usize, usize)> {
        let nodes = self.nodes.borrow();
        let parent = nodes[id].parent?;
        // Whoever is asked for is mostly near the end.
        Some((parent, nodes[parent].children.iter().rposition(|&child| child == id)?))
    }

    fn detach(&self, id: usize) {
        if let Some((parent, index)) = self.index(id) {
            let mut nodes = self.nodes.borrow_mut();
            nodes[parent].children.remove(index);
            nodes[id].parent = None;
        }
    }

    fn dump(&self) -> String {
        let nodes = self.nodes.borrow();
        let mut dump = Dump::default();
        let mut stack: Vec<(usize, usize)> = nodes[0].children.iter().rev().map(|&id| (id, 0)).collect();
        while let Some((id, depth)) = stack.pop() {
            let node = &nodes[id];
            let parent = node.parent.and_then(|parent| nodes[parent].name.as_ref());
            match &node.name {
                Some(name) => {
                    let vocabulary = match name.ns {
                        ns!(svg) => "svg ",
                        ns!(mathml) => "math ",
                        _ => "",
                    };
                    let mut attributes = node.attributes.iter().filter_map(|attribute| {
                        let prefix =
                            attribute.name.prefix.as_ref().map_or(String::new(), |prefix| format!("{prefix}:"));
                        Some((Name::parse(&format!("{prefix}{}", attribute.name.local))?, &*attribute.value))
                    });
                    let mut first: Vec<(Name, &str)> = Vec::new();
                    for attribute in attributes.by_ref() {
                        if first.iter().all(|earlier| earlier.0 != attribute.0) {
                            first.push(attribute);
                        }
                    }
                    dump.element(depth, vocabulary, &name.local, first.into_iter());
                }
                None if parent.is_some_and(|parent| matches!(&*parent.local, "script" | "style")) => {}
                None => dump.text(depth, &node.text),
            }
            stack.extend(node.children.iter().rev().map(|&child| (child, depth + 1)));
        }
        dump.finish()
    }
}

const UNNAMED: &QualName = &QualName { prefix: None, ns: ns!(), local: local_name!("") };

impl TreeSink for Sink {
    type Handle = usize;
    type Output = Self;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Ref<'a, QualName> {
        Ref::map(self.nodes.borrow(), |nodes| nodes[*target].name.as_ref().unwrap_or(UNNAMED))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> usize {
        let integrates = flags.mathml_annotation_xml_integration_point;
        self.add(Node { name: Some(name), attributes, integrates, ..Node::default() })
    }

    fn create_comment(&self, _text: StrTendril) -> usize {
        1
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> usize {
        1
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        self.place(*parent, usize::MAX, child);
    }

    fn append_based_on_parent_node(&self, element: &usize, previous: &usize, child: NodeOrText<usize>) {
        match self.index(*element) {
            Some((parent, index)) => self.place(parent, index, child),
            None => self.append(previous, child),
        }
    }

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        if let Some((parent, index)) = self.index(*sibling) {
            self.place(parent, index, child);
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, one: &usize, other: &usize) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &usize, attributes: Vec<Attribute>) {
        let present = &mut self.nodes.borrow_mut()[*target].attributes;
        for attribute in attributes {
            if present.iter().all(|known| known.name != attribute.name) {
                present.push(attribute);
            }
        }
    }

    fn remove_from_parent(&self, target: &usize) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        let children = std::mem::take(&mut self.nodes.borrow_mut()[*node].children);
        for child in children {
            self.nodes.borrow_mut()[child].parent = None;
            self.place(*new_parent, usize::MAX, NodeOrText::AppendNode(child));
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &usize) -> bool {
        self.nodes.borrow()[*handle].integrates
    }
}
