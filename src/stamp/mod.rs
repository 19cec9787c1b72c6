//! Dates and times as pages print them, whole or mangled: one line or block of text to what kind of stamp it is.
//! Knows nothing of other blocks; whether a stamp is cut is decided elsewhere.

mod calendar;
mod class;
mod fold;
mod glue;
mod judge;
mod lex;
mod locales;
mod names;
mod order;
mod parse;
mod repair;
mod rest;
mod role;
mod template;

pub use class::{Form, Stamp, StampClass};

use crate::{date::Date, lang::Lang, span::Span};
use fold::Folded;
use lex::Kind;
use names::Names;

/// Longer texts are prose; only their ends can hold a stamp. In bytes; a stamp with labels and authors in a script of
/// three bytes a letter stays below it.
const MAX_BYTES: usize = 600;
/// How much of a longer text is read at its start, in bytes.
const HEAD_BYTES: usize = 160;
/// Texts without a digit are read up to this many bytes: labels and distances in words are short.
const MAX_WORDS_BYTES: usize = 120;
/// Han numerals, and all other signs of East Asia, are from here on.
const HAN: char = '\u{2e80}';

/// The names and words of all locales. Built once; shared by all threads.
pub struct Stamps {
    names: Names,
}

impl Default for Stamps {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Stamps {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Stamps")
    }
}

impl Stamps {
    /// Builds the tables; takes some milliseconds.
    #[must_use]
    pub fn new() -> Self {
        Self { names: Names::new() }
    }

    /// What kind of stamp a line or block is, or holds; `None` where there is nothing of a date or time in it.
    /// `page` is the page's language: it settles the order of day and month where the text does not.
    #[must_use]
    pub fn read(&self, text: &str, page: Option<Lang>) -> Option<Stamp> {
        if !self.may_hold(text) {
            return None;
        }
        if text.len() > MAX_BYTES {
            return self.read_long(text, page);
        }
        let stamp = self.read_short(text, page);
        if stamp.is_some_and(|stamp| stamp.class.is_strong()) {
            return stamp;
        }
        if let Some(rest) = rest::rest(text, stamp) {
            return Some(rest);
        }
        if !repair::is_suspect(text) {
            return stamp;
        }
        self.read_repaired(text, page).or(stamp)
    }

    /// The day that a text names, where it is a stamp or holds one. See [`Stamps::read`].
    #[must_use]
    pub fn date(&self, text: &str, page: Option<Lang>) -> Option<Date> {
        // A day and a year take two digits at least, but for Han numerals.
        let digits = if fold::is_western(text) {
            text.bytes().filter(u8::is_ascii_digit).take(2).count()
        } else {
            text.chars().filter(|&c| fold::digit(c).is_some()).take(2).count()
        };
        let may = digits == 2 || !text.is_ascii() && text.contains(|c| c >= HAN);
        may.then(|| self.read(text, page)).flatten().and_then(|stamp| stamp.date)
    }

    /// The cheap test that turns most lines away: a digit, or a short text that begins with a known word.
    fn may_hold(&self, text: &str) -> bool {
        let digit = |c: char| fold::digit(c).is_some();
        if text.bytes().any(|byte| byte.is_ascii_digit()) || !fold::is_western(text) && text.contains(digit) {
            return true;
        }
        if text.len() > MAX_WORDS_BYTES {
            return false;
        }
        let Some(start) = text.find(char::is_alphanumeric) else { return false };
        if text[..start].contains(['%', '{', '$', '[', '<']) {
            return true;
        }
        let end = text[start..].find(|c: char| !lex::is_letter(c)).map_or(text.len(), |end| start + end);
        let key = fold::fold_key(&text[start..end]);
        template::may_open(&key) || self.names.opens(names::first_part(&key), &key) || han_date(text)
    }

    fn read_short(&self, text: &str, page: Option<Lang>) -> Option<Stamp> {
        let folded = Folded::new(text);
        let mut stamp = self.read_folded(&folded.text, page)?;
        stamp.mangled |= folded.mangled;
        stamp.span = Span::new(folded.origin(stamp.span.range().start), folded.origin(stamp.span.range().end));
        Some(stamp)
    }

    fn read_folded(&self, text: &str, page: Option<Lang>) -> Option<Stamp> {
        let mut tokens = lex::lex(text, &self.names);
        let glued = glue::unglue(&mut tokens, text);
        let lang = page.or_else(|| line_lang(&tokens));
        let items = parse::Parser { tokens: &tokens, names: &self.names, lang, page }.items();
        let mut stamp = judge::Judge { text, tokens: &tokens, items: &items, glued }.stamp();
        if template::is_template(text) {
            let whole = Span::new(0, text.len());
            let form = stamp.and_then(|stamp| stamp.form);
            let date = stamp.and_then(|stamp| stamp.date).filter(|_| text.contains("1970"));
            stamp = Some(Stamp::broken(StampClass::Template, form, date, text, whole));
        }
        stamp
    }

    /// Reads again what wrong decoding spoiled. A repaired text counts only as a whole.
    fn read_repaired(&self, text: &str, page: Option<Lang>) -> Option<Stamp> {
        let start = text.len() - text.trim_start().len();
        let whole = Span::new(start, start + text.trim().len());
        if repair::is_lost_month(text) {
            return Some(Stamp::broken(StampClass::Date, Some(Form::Named), None, text, whole));
        }
        let repaired = repair::repair(text, &self.names, page)?;
        let folded = Folded::new(&repaired);
        let mut stamp = self.read_folded(&folded.text, page).filter(|stamp| stamp.class.is_strong())?;
        stamp.span = whole;
        stamp.mangled = true;
        Some(stamp)
    }

    /// A long text is prose; it may open with a date or time.
    fn read_long(&self, text: &str, page: Option<Lang>) -> Option<Stamp> {
        let mut end = HEAD_BYTES;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let mut stamp = self.read_short(&text[..end], page)?;
        let opens = matches!(stamp.class, StampClass::TimeProse | StampClass::LeadingDate);
        stamp.class = if opens { stamp.class } else { StampClass::DateProse };
        stamp.residue_letters = u32::try_from(text.chars().filter(|c| c.is_alphabetic()).count()).unwrap_or(u32::MAX);
        Some(stamp)
    }
}

/// Whether a text without digits has a date in Han numerals.
fn han_date(text: &str) -> bool {
    text.contains('年') && text.contains('月')
}

/// The only language that the words of a text belong to.
fn line_lang(tokens: &[lex::Token]) -> Option<Lang> {
    let mut langs = tokens.iter().filter_map(|token| match token.kind {
        Kind::Word(entry) => entry.lang(),
        _ => None,
    });
    let first = langs.next()?;
    langs.all(|lang| lang == first).then_some(first)
}
