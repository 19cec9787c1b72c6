//! SVG and MathML: what is theirs, what may stand in them, and what ends them.

use super::{
    super::tree::Vocabulary,
    builder::Builder,
    mode::Flow,
    set::{self, Named as _},
    tag::Tag,
    tokenizer::Start,
};

impl Builder<'_> {
    pub(super) fn is_foreign_text(&self) -> bool {
        let current = self.stack.current();
        current.vocabulary() != Vocabulary::Html && !set::is_integration(&current) && !current.annotates
    }

    pub(super) fn is_foreign_start(&self, tag: Tag) -> bool {
        let current = self.stack.current();
        if current.vocabulary() == Vocabulary::Html || set::is_svg_html(&current) || current.annotates {
            return false;
        }
        let math_text = set::is_math_text(&current) && !matches!(tag, Tag::MGLYPH | Tag::MALIGNMARK);
        let annotation = current.vocabulary() == Vocabulary::MathMl && current.tag() == Tag::ANNOTATION_XML;
        let picture = annotation && tag == Tag::SVG;
        !(math_text || picture)
    }

    /// `<svg>` or `<math>`.
    pub(super) fn start_foreign(&mut self, start: Start, vocabulary: Vocabulary) {
        self.reconstruct();
        self.open_foreign(start, vocabulary);
    }

    fn open_foreign(&mut self, start: Start, vocabulary: Vocabulary) {
        let mut open = self.make(start, vocabulary);
        if start.closing {
            return;
        }
        let annotation = vocabulary == Vocabulary::MathMl && start.tag == Tag::ANNOTATION_XML;
        open.annotates = annotation && self.says_html(start);
        self.stack.push(&mut self.tree, open);
    }

    /// Whether an annotation says that it holds HTML.
    fn says_html(&self, start: Start) -> bool {
        let is_html =
            |value: &str| ["text/html", "application/xhtml+xml"].iter().any(|html| value.eq_ignore_ascii_case(html));
        self.tokenizer.attributes(start).iter().any(|(name, value)| name == "encoding" && is_html(value))
    }

    pub(super) fn start_in_foreign(&mut self, start: Start) -> Flow {
        if set::is_breakout(start.tag) || (start.tag == Tag::FONT && self.has_looks(start)) {
            self.leave_foreign();
            return self.start_in_mode(start);
        }
        let vocabulary = self.stack.current().vocabulary();
        self.open_foreign(start, vocabulary);
        Flow::Done
    }

    /// Whether a `<font>` is one of HTML.
    fn has_looks(&self, start: Start) -> bool {
        self.tokenizer.attributes(start).iter().any(|(name, _)| matches!(name.as_str(), "color" | "face" | "size"))
    }

    /// Closes what is not HTML and may not hold it.
    fn leave_foreign(&mut self) {
        while self.stack.len() > 0 {
            let current = self.stack.current();
            if current.vocabulary() == Vocabulary::Html || set::is_integration(&current) {
                return;
            }
            self.pop();
        }
    }

    pub(super) fn end_in_foreign(&mut self, tag: Tag) -> Flow {
        if matches!(tag, Tag::BR | Tag::P) {
            self.leave_foreign();
            return self.end_in_mode(tag);
        }
        for index in (1..self.stack.len()).rev() {
            let open = self.stack.at(index);
            if index + 1 < self.stack.len() && open.vocabulary() == Vocabulary::Html {
                return self.end_in_mode(tag);
            }
            if open.tag() == tag {
                self.stack.truncate(&mut self.tree, index);
                return Flow::Done;
            }
        }
        Flow::Done
    }
}
