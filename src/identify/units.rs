//! A text cut into words, for telling where one language ends and the next begins. Each unit is a word with what stands around
//! it, so that units cover the text; what joins it to the word before says how likely the language changes there.

use super::letters::{Group, is_letter, stands_alone};

/// Letters after which a word without an end, as of a script without spaces, is cut.
const LONGEST: u32 = 24;

/// What stands between a word and the one before, from the closest joint to the loosest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Joint {
    /// Nothing, or marks without space: parts of one word.
    Part,
    /// A space.
    Word,
    /// A comma, a bracket, a quotation mark, a dash.
    Clause,
    /// Letters of another script.
    Script,
    /// The end of a sentence.
    Sentence,
    /// The end of a line.
    Line,
}

/// One word and what belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    /// Bytes of the text, from the end of the unit before.
    pub start: usize,
    /// One past its last byte; the marks and the space behind the word belong to it.
    pub end: usize,
    /// How it is joined to the unit before; [`Joint::Line`] for the first.
    pub joint: Joint,
}

/// Letters that form words together.
type Kind = (Group, bool);

fn kind(letter: char) -> Kind {
    (Group::of(letter), stands_alone(letter))
}

/// The units of a text, from its first byte to its last. A text without letters is one unit; an empty one has none.
pub(super) struct Units<'t> {
    text: &'t str,
    at: usize,
    joint: Joint,
}

impl<'t> Units<'t> {
    /// The units of `text` from byte `at` on, where a unit starts.
    pub(super) fn new(text: &'t str, at: usize, joint: Joint) -> Self {
        Self { text, at, joint }
    }
}

impl Iterator for Units<'_> {
    type Item = Unit;

    fn next(&mut self) -> Option<Unit> {
        let (start, joint) = (self.at, self.joint);
        let mut word: Option<(Kind, u32)> = None;
        let mut gap = Gap::default();
        for (offset, c) in self.text[start..].char_indices() {
            let at = start + offset;
            if !is_letter(c) {
                gap.push(c, at);
                continue;
            }
            match word {
                None => word = Some((kind(c), 1)),
                Some((own, count)) if gap.is_empty() && own == kind(c) && count < LONGEST => {
                    word = Some((own, count + 1))
                }
                Some((own, _)) => {
                    self.joint = gap.joint(own != kind(c));
                    self.at = gap.split(at);
                    return Some(Unit { start, end: self.at, joint });
                }
            }
            gap = Gap::default();
        }
        self.at = self.text.len();
        (start < self.at).then_some(Unit { start, end: self.at, joint })
    }
}

/// What stands between two words.
#[derive(Debug, Clone, Copy, Default)]
struct Gap {
    any: bool,
    space: bool,
    clause: bool,
    stop: bool,
    line: bool,
    /// Where the rest after the last line end, or else after the last space, starts.
    after: Option<usize>,
}

impl Gap {
    fn push(&mut self, c: char, at: usize) {
        self.any = true;
        let line = matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}');
        if line || (c.is_whitespace() && !self.line) {
            self.after = Some(at + c.len_utf8());
        }
        self.line |= line;
        self.space |= c.is_whitespace();
        self.stop |= is_stop(c);
        self.clause |= is_clause(c);
    }

    fn is_empty(&self) -> bool {
        !self.any
    }

    /// Where the next word's unit starts, whose first letter is at `at`: a mark before a word belongs to it.
    fn split(&self, at: usize) -> usize {
        self.after.unwrap_or(at)
    }

    fn joint(&self, other_script: bool) -> Joint {
        if self.line {
            Joint::Line
        } else if self.stop && (self.space || other_script) || self.is_wide_stop() {
            Joint::Sentence
        } else if other_script {
            Joint::Script
        } else if self.clause {
            Joint::Clause
        } else if self.space {
            Joint::Word
        } else {
            Joint::Part
        }
    }

    /// Scripts without spaces have none after a stop either.
    fn is_wide_stop(&self) -> bool {
        self.stop && !self.space && self.clause
    }
}

/// Marks that end a sentence. Those of scripts without spaces count as ends of clauses too: no space has to follow.
pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔' | '።' | '।' | '॥' | '։') || is_wide(c)
}

fn is_wide(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '．' | '｡' | '။' | '។' | '།')
}

fn is_clause(c: char) -> bool {
    let mark = matches!(
        c,
        ',' | ';'
            | ':'
            | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '<'
            | '>'
            | '"'
            | '/'
            | '|'
            | '\t'
            | '='
            | '·'
            | '•'
            | '،'
            | '؛'
    );
    let wide =
        matches!(c, '、' | '，' | '；' | '：' | '「' | '」' | '『' | '』' | '《' | '》' | '（' | '）' | '【' | '】');
    mark || wide || is_wide(c) || matches!(c, '«' | '»' | '„' | '“' | '”' | '‹' | '›' | '‚' | '‘' | '–' | '—')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str) -> Vec<(&str, Joint)> {
        Units::new(text, 0, Joint::Line).map(|unit| (&text[unit.start..unit.end], unit.joint)).collect()
    }

    #[test]
    fn units_cover_the_text() {
        for text in ["", " ", "12:45", "a", " a b ", "x\n\n- y, „z“ 3.", "Hello世界。你好", "\u{301}e\u{301}"]
        {
            assert_eq!(units(text).iter().map(|unit| unit.0).collect::<String>(), text);
        }
    }

    #[test]
    fn joints_are_what_stands_between() {
        use Joint::{Clause, Line, Part, Script, Sentence, Word};
        assert_eq!(
            units("One two, „three“ don't.\n- Four five. Six мир世界。你"),
            [
                ("One ", Line),
                ("two, ", Word),
                ("„three“ ", Clause),
                ("don'", Clause),
                ("t.\n", Part),
                ("- Four ", Line),
                ("five. ", Word),
                ("Six ", Sentence),
                ("мир", Script),
                ("世界。", Script),
                ("你", Sentence),
            ]
        );
    }

    #[test]
    fn a_word_without_end_is_cut() {
        let text = "あ".repeat(1000);
        assert!(units(&text).iter().all(|unit| unit.0.chars().count() <= LONGEST as usize));
    }
}
