//! The shape of a block: punctuation and marks that tell sentences, names, lists and code apart.

use super::{
    code::is_code,
    credit::is_rights,
    marks::Marks,
    measure::Measure,
    organisation::is_organisation,
    pointer::{is_bar, is_pointed, is_trail},
};

/// Whether a character ends a sentence, in any script.
#[rustfmt::skip]
fn is_terminal(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '．' | '।' | '॥' | '؟' | '۔' | '։' | '።' | '᠃' | '၊' | '။' | '។' | '༎')
}

/// Whether a character may follow the end of a sentence.
fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '“' | '«' | '」' | '』' | ')' | ']' | '）' | '】' | '*' | '_')
}

/// Whether a character shows an unfinished line: verse, a list, a salutation.
fn is_pause(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '،' | '؛' | '，' | '、' | '；' | '：' | '–' | '—' | '-')
}

/// Whether a character is a mark before a list item.
#[rustfmt::skip]
fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '·' | '*' | '-' | '–' | '—' | '►' | '▪' | '●' | '○' | '■' | '»' | '›' | '>' | '→' | '✓' | '✔' | '|' | '▶'
        | '◦' | '‣' | '※' | '◆' | '★' | '#' | '+')
}

/// Words for cookies; those with case also at the start of a sentence.
const COOKIES: &[&str] = &["ookie", "ооки", "куки", "クッキー", "쿠키", "کوکی", "כוגיות", "कुकी", "คุกกี้", "குக்கீ"];

/// Facts about a block's form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(crate) struct Shape {
    /// Ends like a sentence.
    pub terminal: bool,
    /// Ends with a comma, colon or dash.
    pub pause: bool,
    /// Ends with a colon.
    pub colon: bool,
    /// Starts with a list mark.
    pub bullet: bool,
    /// Starts with a reference mark or number: `[1]`, `1.`, `a)`.
    pub reference: bool,
    /// Starts with a dash and goes on with capitalised words: an attribution.
    pub attribution: bool,
    /// Has a year in brackets at its end: a work.
    pub year_in_brackets: bool,
    /// Looks like code or a command.
    pub code: bool,
    /// Holds a copyright mark, and is no credit.
    pub copyright: bool,
    /// Opens with a copyright mark, a year close behind it: the line of a site's own rights.
    pub rights: bool,
    /// Two to five capitalised words and no more.
    pub name: bool,
    /// Holds two table bars or a tab.
    pub row: bool,
    /// Holds a decimal figure, a percentage or an amount.
    pub figure: bool,
    /// Two scripts, one of them in brackets.
    pub two_scripts: bool,
    /// Holds an e-mail address or a web address.
    pub address: bool,
    /// A web address, a mail address, a reader's handle or a path, and at most a label before it.
    pub locator: bool,
    /// Pairs of numbers, as of a game: `Quarters: 21-18, 40-44`.
    pub scores: bool,
    /// A number with one decimal, as of a test: `4.9`. Clock times have two.
    pub mark: bool,
    /// No letter and no digit.
    pub symbols_only: bool,
    /// Speaks of cookies, in any of the scripts that have a word for them.
    pub cookies: bool,
    /// Every word that has case starts in upper case, digits and brackets aside: names, places, addresses.
    pub proper: bool,
    /// An entry of a bibliography: an ISBN, or a year after two commas.
    pub bibliographic: bool,
    /// A clock time, and words after it.
    pub clock: bool,
    /// Only characters of private use: the glyphs of an icon font.
    pub icons: bool,
    /// The name of a body: a ministry, an institute.
    pub organisation: bool,
    /// A trail of pages.
    pub trail: bool,
    /// A menu in one line.
    pub bar: bool,
    /// Beside an arrow to another page.
    pub pointed: bool,
    /// Only marks that separate items of menus.
    pub separator: bool,
    /// Digits and a few words: an amount, a version, a score.
    pub number_and_word: bool,
    /// The same, the number first.
    pub amount: bool,
}

impl Shape {
    /// The shape of a block.
    pub(crate) fn of(text: &str, measure: &Measure, marks: &Marks) -> Self {
        let end = text.trim_end_matches(is_closing).trim_end();
        let start = text.trim_start_matches(is_bullet).trim_start();
        // A hyphen is a bullet more often than a dash.
        let dash = text.starts_with(['—', '–', '―', '~']);
        let few = measure.units <= 6.0;
        let number_and_word = measure.digits > 0 && measure.letters > 0 && measure.units <= 4.0;
        let arrows = marks.has(b'>') || marks.has(b'<') || marks.beyond;
        let (trail, pointed) = (arrows && is_trail(text), arrows && is_pointed(text));
        let bar = marks.has(b'|') && is_bar(text);
        let copyright = is_copyright(text, marks);
        Self {
            terminal: end.ends_with(is_terminal) && !end.ends_with("...") || end.ends_with(['!', '?']),
            pause: text.ends_with(is_pause),
            colon: text.ends_with([':', '：']),
            bullet: start.len() < text.len() && !start.is_empty(),
            reference: is_reference(text),
            attribution: dash && few && measure.letters > 2 && measure.capital_share() > 0.5,
            year_in_brackets: measure.digits > 0 && has_year_in_brackets(text),
            code: !trail && !pointed && !bar && is_code(text, measure, marks),
            organisation: is_organisation(text, measure),
            trail,
            bar,
            pointed,
            copyright,
            rights: copyright && measure.digits > 0 && is_rights(start),
            name: (2..=5).contains(&measure.cased)
                && measure.capitalised == measure.cased
                && measure.digits == 0
                && text.chars().any(char::is_lowercase)
                && !text.contains([':', '|', '/', '•', '·']),
            row: marks.has(b'|') && text.matches('|').count() >= 2 || marks.has(b'\t'),
            figure: measure.digits > 0 && is_figure(text),
            two_scripts: marks.beyond && has_two_scripts(text),
            address: marks.has(b'@') && marks.has(b'.') || marks.find(text, "://") || marks.find(text, "www."),
            locator: is_locator(start, marks),
            scores: measure.digits > 0 && has_scores(text),
            mark: measure.digits == 2 && is_mark(text),
            symbols_only: measure.letters == 0 && measure.digits == 0,
            cookies: speaks_of_cookies(text, marks),
            proper: is_proper(text, measure),
            bibliographic: measure.digits > 0 && is_bibliographic(text, measure, marks),
            icons: text.chars().all(|c| c.is_whitespace() || is_private(c)) && text.contains(is_private),
            clock: has_clock(start) && measure.letters > 0,
            separator: text.chars().all(is_separator),
            number_and_word,
            amount: number_and_word && start.starts_with(char::is_numeric),
        }
    }

    /// Of the shape only what tells the kind of a block; the rest is left out.
    pub(crate) fn of_kind(text: &str, marks: &Marks) -> Self {
        Self { copyright: is_copyright(text, marks), cookies: speaks_of_cookies(text, marks), ..Self::default() }
    }
}

/// Pairs of numbers that make scores of them; a date or a range has one.
const SCORES: usize = 2;

/// Whether a text holds pairs of numbers with a dash or a colon between them, and little else.
fn has_scores(text: &str) -> bool {
    let number = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let pair = |word: &&str| word.split_once(['-', '–', ':']).is_some_and(|(one, other)| number(one) && number(other));
    let words =
        || text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')')).filter(|w| !w.is_empty());
    let pairs = words().filter(pair).count();
    pairs >= SCORES && pairs * 2 >= words().count()
}

/// Whether a text is a number of one digit with one decimal.
fn is_mark(text: &str) -> bool {
    matches!(text.as_bytes(), [whole, b'.' | b',', decimal] if whole.is_ascii_digit() && decimal.is_ascii_digit())
}

/// Marks of which an address has one at least.
const PLACE_MARKS: &[u8] = b"/\\@.";

/// Whether a text is an address of the web, of mail, of a reader or of a file, with a label before it or none.
fn is_locator(text: &str, marks: &Marks) -> bool {
    if !marks.has_any(PLACE_MARKS) {
        return false;
    }
    let alone = |part: &str| !part.is_empty() && !part.contains(char::is_whitespace);
    let dotted = |part: &str| part.rsplit_once('.').is_some_and(|(host, end)| host.len() > 1 && end.len() >= 2);
    let place = |part: &str| {
        let path = || part.matches(['/', '\\']).count() >= 2;
        alone(part)
            && (part.contains("://")
                || part.starts_with("www.") && dotted(part)
                || part.contains('@') && dotted(part)
                || is_handle(part)
                || path())
    };
    place(text) || marks.has(b':') && text.split_once(": ").is_some_and(|(_, value)| place(value.trim_start()))
}

/// Whether a text is the name of a reader, as networks and forums write it: `@anne_m`.
fn is_handle(text: &str) -> bool {
    let name =
        |rest: &str| rest.starts_with(char::is_alphabetic) && rest.chars().all(|c| c.is_alphanumeric() || c == '_');
    text.strip_prefix('@').is_some_and(name)
}

fn is_copyright(text: &str, marks: &Marks) -> bool {
    marks.find(text, "©") || starts_with_ci(text, "(c) ") || starts_with_ci(text, "copyright")
}

fn speaks_of_cookies(text: &str, marks: &Marks) -> bool {
    COOKIES.iter().any(|word| marks.find(text, word))
}

/// Whether a character only separates items of menus.
#[rustfmt::skip]
fn is_separator(c: char) -> bool {
    is_bullet(c)
        || c.is_whitespace()
        || matches!(c, '«' | '‹' | '/' | '<' | '…' | ':' | '×' | '✕' | '✖' | '▲' | '▼' | '↑' | '⇧' | '←' | '☰' | '⋮' | '◄' | '◀'
            | '(' | ')' | '[' | ']')
}

/// Whether a text starts with this, whatever the case of letters of ASCII.
pub(super) fn starts_with_ci(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

fn is_reference(text: &str) -> bool {
    let digits = |s: &str| s.chars().take_while(char::is_ascii_digit).count();
    let after = |n: usize, s: &str, mark: &[char]| n > 0 && n <= 3 && s[n..].starts_with(mark);
    match text.strip_prefix(['[', '(']) {
        Some(inner) => after(digits(inner), inner, &[']', ')']),
        None => {
            let n = digits(text);
            after(n, text, &['.', ')']) && text[n + 1..].starts_with(' ')
        }
    }
}

/// `(…, 1967)` or `(1967)` at the end.
fn has_year_in_brackets(text: &str) -> bool {
    let end = text.trim_end_matches(['.', ',', ';', '*', ' ']);
    let Some(inner) = end.strip_suffix([')', ']', '）']) else { return false };
    let year: Vec<char> = inner.chars().rev().take(5).collect();
    let is_year = year.len() >= 4 && year[..4].iter().all(char::is_ascii_digit) && matches!(year[3], '1' | '2');
    is_year && !year.get(4).is_some_and(char::is_ascii_digit) && inner.contains(['(', '[', '（'])
}

/// Letters below which a word in lower case does not speak against a name: "von", "e. V.".
const PARTICLE: usize = 3;

/// Whether every longer word starts in upper case, of two words or more.
fn is_proper(text: &str, measure: &Measure) -> bool {
    let mut words = text
        .split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’')
        .filter(|word| word.chars().count() > PARTICLE);
    measure.cased >= 2
        && measure.capitalised >= 1
        && measure.units <= 8.0
        && words.all(|word| !word.starts_with(char::is_lowercase))
}

/// A character that Unicode leaves to fonts.
fn is_private(c: char) -> bool {
    matches!(c as u32, 0xE000..=0xF8FF)
}

/// Whether a text starts with a time of day: `9.30 `, `11:00 `, `14h30 `.
fn has_clock(text: &str) -> bool {
    let hour = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[hour..].strip_prefix(['.', ':', 'h']).unwrap_or_default();
    let minute = rest.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&hour) && minute == 2 && rest[minute..].starts_with([' ', '\t', ',', '-', '–', '\u{a0}'])
}

/// An ISBN or the like, a year at the end after two commas or more, or one in brackets after the authors.
fn is_bibliographic(text: &str, measure: &Measure, marks: &Marks) -> bool {
    let named = || ["ISBN", "ISSN", "doi:", "DOI"].iter().any(|mark| marks.find(text, mark));
    let dated = || text.matches(',').count() >= 2 && has_year_of_print(text) || has_year_after_authors(text);
    named() || measure.letters > 12 && marks.has(b',') && dated()
}

/// A year at the end, or one between commas, or one before a page: `Torino, 1995, p. 41-77.`, `Torino 1995, p. 41.`
fn has_year_of_print(text: &str) -> bool {
    let is_year =
        |part: &str| part.len() == 4 && part.bytes().all(|c| c.is_ascii_digit()) && part.starts_with(['1', '2']);
    let ends = |part: &str| part.get(part.len().saturating_sub(4)..).is_some_and(is_year);
    let mut parts = text.split(',').map(str::trim);
    ends(text.trim_end_matches(['.', ',', ';']))
        || parts.clone().any(is_year)
        || parts.next_back().is_some_and(is_page) && parts.any(ends)
}

/// `p. 44.`, `pp. 41-77`, `S. 12`: a short word with a full stop, and a number.
fn is_page(text: &str) -> bool {
    let Some((word, number)) = text.split_once('.') else { return false };
    let letters = word.chars().all(char::is_alphabetic) && (1..=PAGE_LETTERS).contains(&word.chars().count());
    let number = number.trim().trim_end_matches('.');
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '-' | '–');
    letters && number.starts_with(|c: char| c.is_ascii_digit()) && number.chars().all(plain)
}

/// Letters of an abbreviated word for page at most.
const PAGE_LETTERS: usize = 3;

/// `Ashworth, P. (1978). `: a name, a comma, and a year in brackets with a full stop after it.
fn has_year_after_authors(text: &str) -> bool {
    let Some(comma) = text.find(',') else { return false };
    text.match_indices('(').any(|(open, _)| {
        let rest = &text[open + 1..];
        let year = rest.bytes().take_while(u8::is_ascii_digit).count();
        let closed = rest[year..].trim_start_matches(|c: char| c.is_ascii_lowercase()).strip_prefix(')');
        year == 4 && comma < open && closed.is_some_and(|rest| rest.starts_with(['.', ',', ':']))
    })
}

/// A text with digits: whether they are a percentage, an amount, or have a comma between them.
fn is_figure(text: &str) -> bool {
    let mut before = ' ';
    let mut separator = false;
    for c in text.chars() {
        if matches!(c, '%' | '€' | '$' | '£' | '¥' | '₽' | '°' | '‰') || separator && c.is_ascii_digit() {
            return true;
        }
        separator = c == ',' && before.is_ascii_digit();
        before = c;
    }
    false
}

fn has_two_scripts(text: &str) -> bool {
    let Some(open) = text.find(['(', '（', '[']) else { return false };
    let latin = |s: &str| s.chars().any(|c| c.is_ascii_alphabetic());
    let other = |s: &str| s.chars().any(|c| c.is_alphabetic() && c as u32 > 0x36F);
    let (outside, inside) = text.split_at(open);
    latin(outside) && !other(outside) && other(inside) && !latin(inside)
        || other(outside) && !latin(outside) && latin(inside) && !other(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> Shape {
        Shape::of(text, &Measure::of(text), &Marks::of(text))
    }

    #[test]
    fn marks_are_seen() {
        assert!(shape("He left.”").terminal && !shape("More...").terminal && shape("彼は去った。").terminal);
        assert!(shape("Le Rivage (Anne Morel, 1967)").year_in_brackets && !shape("Rivage 1967").year_in_brackets);
        assert!(shape("— Anne Morel").attribution && !shape("— and then he left").attribution);
        assert!(shape("[1] A note").reference && shape("12. A note").reference && !shape("1999. A note").reference);
        assert!(shape("Москва (Moskva)").two_scripts && !shape("Москва (столица)").two_scripts);
        assert!(shape("12 %").figure && shape("€ 4").figure && shape("1,5").figure);
        assert!(!shape("% of all").figure && !shape("4.5").figure);
        assert!(shape("Ashworth, P. (1978). Mills of the valley").bibliographic);
        assert!(!shape("(1978). Mills of Ashworth, P. and others").bibliographic);
        assert!(shape("Quarters: 21-18, 40-44, 61:60").scores && !shape("Open 10-12, then from 14-18 again").scores);
        assert!(shape("4.9").mark && shape("3,5").mark && !shape("9.30").mark && !shape("49").mark);
        assert!(shape("https://example.org/a").locator && shape("E-mail: anne@example.org").locator);
        assert!(shape("@anne_m").locator && !shape("@anne m").locator && !shape("@1").locator);
        assert!(!shape("and/or").locator && !shape("Read it at www.example.org today").locator);
        assert!(shape("Anne Morel").name && !shape("Anne and Morel").name);
    }
}
