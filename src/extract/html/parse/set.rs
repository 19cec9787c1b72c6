//! The sets of elements that the rules of parsing speak of, by the names the HTML standard has for them.

use super::{super::tree::Vocabulary, tag::Tag};

/// A name with its vocabulary, as an open element has it.
pub(super) trait Named {
    /// The name.
    fn tag(&self) -> Tag;

    /// What it is a name of.
    fn vocabulary(&self) -> Vocabulary;

    /// The name of an HTML element, [`Tag::NONE`] for others.
    fn html(&self) -> Tag {
        if self.vocabulary() == Vocabulary::Html { self.tag() } else { Tag::NONE }
    }
}

/// Which elements end the search for an open one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Default,
    List,
    Button,
    Table,
}

impl Scope {
    /// Whether the search ends at this element.
    #[rustfmt::skip]
    pub(super) fn ends_at(self, element: &impl Named) -> bool {
        let html = element.html();
        match self {
            Self::Table => matches!(html, Tag::HTML | Tag::TABLE | Tag::TEMPLATE),
            Self::List if matches!(html, Tag::OL | Tag::UL) => true,
            Self::Button if html == Tag::BUTTON => true,
            _ => matches!(html, Tag::APPLET | Tag::CAPTION | Tag::HTML | Tag::TABLE | Tag::TD | Tag::TH | Tag::MARQUEE
                | Tag::OBJECT | Tag::SELECT | Tag::TEMPLATE) || is_integration(element),
        }
    }
}

/// Whether an element of another vocabulary may hold HTML.
pub(super) fn is_integration(element: &impl Named) -> bool {
    is_math_text(element) || is_svg_html(element)
}

/// Whether an element of MathML holds text.
pub(super) fn is_math_text(element: &impl Named) -> bool {
    element.vocabulary() == Vocabulary::MathMl
        && matches!(element.tag(), Tag::MI | Tag::MO | Tag::MN | Tag::MS | Tag::MTEXT)
}

/// Whether an element of SVG holds HTML.
pub(super) fn is_svg_html(element: &impl Named) -> bool {
    element.vocabulary() == Vocabulary::Svg && matches!(element.tag(), Tag::FOREIGNOBJECT | Tag::DESC | Tag::TITLE)
}

/// Elements whose end tag may be left out.
pub(super) fn is_implied(html: Tag) -> bool {
    #[rustfmt::skip]
    let implied = matches!(html, Tag::DD | Tag::DT | Tag::LI | Tag::OPTION | Tag::OPTGROUP | Tag::P | Tag::RB | Tag::RP
        | Tag::RT | Tag::RTC);
    implied
}

/// As [`is_implied`], and the parts of tables.
#[rustfmt::skip]
pub(super) fn is_implied_thoroughly(html: Tag) -> bool {
    is_implied(html) || matches!(html, Tag::CAPTION | Tag::COLGROUP | Tag::TBODY | Tag::TD | Tag::TFOOT | Tag::TH
        | Tag::THEAD | Tag::TR)
}

/// Headings.
pub(super) fn is_heading(html: Tag) -> bool {
    matches!(html, Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6)
}

/// Elements that are neither formatting nor ordinary.
#[rustfmt::skip]
pub(super) fn is_special(html: Tag) -> bool {
    is_heading(html) || matches!(html, Tag::ADDRESS | Tag::APPLET | Tag::AREA | Tag::ARTICLE | Tag::ASIDE | Tag::BASE
        | Tag::BASEFONT | Tag::BGSOUND | Tag::BLOCKQUOTE | Tag::BODY | Tag::BR | Tag::BUTTON | Tag::CAPTION | Tag::CENTER
        | Tag::COL | Tag::COLGROUP | Tag::DD | Tag::DETAILS | Tag::DIR | Tag::DIV | Tag::DL | Tag::DT | Tag::EMBED
        | Tag::FIELDSET | Tag::FIGCAPTION | Tag::FIGURE | Tag::FOOTER | Tag::FORM | Tag::FRAME | Tag::FRAMESET | Tag::HEAD
        | Tag::HEADER | Tag::HGROUP | Tag::HR | Tag::HTML | Tag::IFRAME | Tag::IMG | Tag::INPUT | Tag::ISINDEX | Tag::LI
        | Tag::LINK | Tag::LISTING | Tag::MAIN | Tag::MARQUEE | Tag::MENU | Tag::META | Tag::NAV | Tag::NOEMBED
        | Tag::NOFRAMES | Tag::NOSCRIPT | Tag::OBJECT | Tag::OL | Tag::P | Tag::PARAM | Tag::PLAINTEXT | Tag::PRE
        | Tag::SCRIPT | Tag::SECTION | Tag::SELECT | Tag::SOURCE | Tag::STYLE | Tag::SUMMARY | Tag::TABLE | Tag::TBODY
        | Tag::TD | Tag::TEMPLATE | Tag::TEXTAREA | Tag::TFOOT | Tag::TH | Tag::THEAD | Tag::TITLE | Tag::TR | Tag::TRACK
        | Tag::UL | Tag::WBR | Tag::XMP)
}

/// Elements between which nothing but parts of a table may stand.
pub(super) fn is_table_part(html: Tag) -> bool {
    matches!(html, Tag::TABLE | Tag::TBODY | Tag::TFOOT | Tag::THEAD | Tag::TR)
}

/// Cells.
pub(super) fn is_cell(html: Tag) -> bool {
    matches!(html, Tag::TD | Tag::TH)
}

/// Start tags that belong to no part of SVG or MathML, and end it.
#[rustfmt::skip]
pub(super) fn is_breakout(tag: Tag) -> bool {
    is_heading(tag) || matches!(tag, Tag::B | Tag::BIG | Tag::BLOCKQUOTE | Tag::BODY | Tag::BR | Tag::CENTER | Tag::CODE
        | Tag::DD | Tag::DIV | Tag::DL | Tag::DT | Tag::EM | Tag::EMBED | Tag::HEAD | Tag::HR | Tag::I | Tag::IMG | Tag::LI
        | Tag::LISTING | Tag::MENU | Tag::META | Tag::NOBR | Tag::OL | Tag::P | Tag::PRE | Tag::RUBY | Tag::S | Tag::SMALL
        | Tag::SPAN | Tag::STRONG | Tag::STRIKE | Tag::SUB | Tag::SUP | Tag::TABLE | Tag::TT | Tag::U | Tag::UL | Tag::VAR)
}
