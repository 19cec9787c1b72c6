//! What an element does to the text in it: whether it is shown, and whether it starts a block.

use super::{
    attribute::Name,
    tree::{Id, Tree},
};

/// How an element is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Display {
    /// Not at all.
    Hidden,
    /// Within a line.
    Inline,
    /// As a block of its own.
    Block,
    /// As a heading of this level.
    Heading(u8),
    /// As a list of items.
    List,
    /// As an item of a list.
    Item,
    /// As a quotation.
    Quote,
    /// With its white space.
    Preformatted,
    /// As a table.
    Table,
    /// As a row of a table.
    Row,
    /// As a cell of a row.
    Cell,
    /// As a control of a form: a block of its own, even inside a line.
    Control,
    /// As one of the choices of a control.
    Choice,
    /// As the end of a line.
    Break,
}

impl Display {
    /// How this element is laid out. `fallback` shows `<noscript>`, for pages that have next to nothing else.
    pub(super) fn of(tree: &Tree, id: Id, fallback: bool) -> Self {
        let display = Self::named(tree.name(id), fallback);
        let foreign =
            || tree.name(id).is_empty() && matches!(tree.local_name(id), "svg" | "annotation" | "annotation-xml");
        if display == Self::Hidden || is_hidden(tree, id) || foreign() { Self::Hidden } else { display }
    }

    #[rustfmt::skip]
    fn named(name: &str, fallback: bool) -> Self {
        match name {
            "script" | "style" | "template" | "head" | "title" | "iframe" | "object" | "embed" | "applet" | "noframes"
            | "noembed" | "textarea" | "datalist" | "audio" | "video" | "canvas" | "meta" | "link"
            | "rp" | "rt" => Self::Hidden,
            "noscript" if !fallback => Self::Hidden,
            "br" => Self::Break,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "ul" | "ol" | "menu" | "dir" => Self::List,
            "li" => Self::Item,
            "blockquote" => Self::Quote,
            "pre" | "listing" | "xmp" | "plaintext" => Self::Preformatted,
            "table" => Self::Table,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "button" | "label" | "select" => Self::Control,
            "option" | "optgroup" => Self::Choice,
            "address" | "article" | "aside" | "body" | "caption" | "center" | "dd" | "details" | "dialog" | "div" | "dl"
            | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "header" | "hgroup" | "hr" | "html"
            | "legend" | "main" | "nav" | "noscript" | "p" | "search" | "section" | "summary" | "tbody" | "tfoot"
            | "thead" => Self::Block,
            _ => Self::Inline,
        }
    }
}

/// Whether an element says that it is not shown. What holds a whole page is believed not to mean it: scripts show it.
fn is_hidden(tree: &Tree, id: Id) -> bool {
    if matches!(tree.name(id), "html" | "body" | "main" | "article") {
        return false;
    }
    let hidden = tree.attribute(id, Name::Hidden).is_some_and(|value| !value.eq_ignore_ascii_case("until-found"));
    let hidden = hidden && !tree.attribute(id, Name::Id).is_some_and(is_streamed);
    // Icon fonts spell an icon's name.
    let icon = tree.name(id) == "i" && tree.attribute(id, Name::AriaHidden) == Some("true");
    hidden || icon || tree.attribute(id, Name::Style).is_some_and(displays_none)
}

/// Whether an id is that of a part that React's server sent late: hidden, until a script moves it to where it belongs.
fn is_streamed(id: &str) -> bool {
    id.strip_prefix("S:")
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn displays_none(style: &str) -> bool {
    let declarations = style.split(';').filter_map(|declaration| declaration.split_once(':'));
    declarations.map(|(name, value)| (name.trim(), value.trim())).any(|(name, value)| {
        let value = value.strip_suffix("!important").unwrap_or(value).trim();
        name.eq_ignore_ascii_case("display") && value.eq_ignore_ascii_case("none")
    })
}

/// Blocks in one cell from which on a table lays out a page: `<p>`, `<br>`, innermost `<div>`.
const CELL_BLOCKS: [(&str, u8); 3] = [("p", 2), ("br", 3), ("div", 3)];

/// Whether a table lays out a page instead of holding data: its cells hold tables, lists, headings or several paragraphs.
pub(super) fn is_layout(tree: &Tree, table: Id) -> bool {
    if matches!(tree.attribute(table, Name::Role), Some("presentation" | "none")) {
        return true;
    }
    let mut counts = [0_u8; CELL_BLOCKS.len()];
    tree.descendants(table).any(|id| {
        let name = tree.name(id);
        match name {
            "td" | "th" => counts = [0; CELL_BLOCKS.len()],
            "table" | "ul" | "ol" | "dl" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "pre" | "form"
            | "article" | "section" | "hr" => return true,
            "div" if tree.node(id).first == super::tree::NONE || tree.name(tree.node(id).first) == "div" => {}
            _ => {
                if let Some(index) = CELL_BLOCKS.iter().position(|row| row.0 == name) {
                    counts[index] += 1;
                    return counts[index] >= CELL_BLOCKS[index].1;
                }
            }
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_display_of_none_hides() {
        assert!(displays_none("color: red; DISPLAY : none !important"));
        assert!(!displays_none("display:block; x-display:none"));
    }
}
