//! One spelling for all spellings: lower case, without accents and invisible marks, digits as ASCII, so that names are
//! found in capitals, in any digits and behind character references. Every byte remembers where it came from.

use memchr::memchr2;

/// Text as the lexer reads it.
pub(super) struct Folded {
    /// The folded text; its decimal digits are all ASCII.
    pub(super) text: String,
    /// For each folded byte the byte of the original it came from, and the original's length at the end.
    origin: Vec<u32>,
    /// Whether escapes had to be undone, or digits of two systems are mixed.
    pub(super) mangled: bool,
}

/// Characters that are neither seen nor needed: bidi controls, joiners, accents and vowel points.
fn is_skipped(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}' | '\u{61c}' | '\u{640}'
        | '\u{64b}'..='\u{655}' | '\u{670}' | '\u{93c}' | '\u{9bc}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// The first digit of each decimal system of Unicode that web pages use.
const ZEROS: [char; 26] = [
    '\u{660}', '\u{6f0}', '\u{7c0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}', '\u{be6}', '\u{c66}',
    '\u{ce6}', '\u{d66}', '\u{de6}', '\u{e50}', '\u{ed0}', '\u{f20}', '\u{1040}', '\u{1090}', '\u{17e0}', '\u{1810}',
    '\u{19d0}', '\u{1a80}', '\u{1b50}', '\u{1bb0}', '\u{1c40}', '\u{1c50}',
];

/// The first byte of the first digit beyond ASCII, and of all that is behind it.
const EASTERN: u8 = 0xD9;

/// Whether no decimal digit of a text is beyond ASCII, as a look at its bytes tells of most texts.
pub(super) fn is_western(text: &str) -> bool {
    // Without an end to the loop as soon as one is found, many bytes are compared at once.
    !text.bytes().fold(false, |found, byte| found | (byte >= EASTERN))
}

/// The value of a decimal digit of any system.
pub(super) fn digit(c: char) -> Option<u8> {
    if c.is_ascii() {
        return c.to_digit(10).and_then(|d| u8::try_from(d).ok());
    }
    if ('\u{ff10}'..='\u{ff19}').contains(&c) {
        return u8::try_from(u32::from(c) - 0xff10).ok();
    }
    if !('\u{660}'..'\u{1c5a}').contains(&c) {
        return None;
    }
    let after = ZEROS.partition_point(|zero| *zero <= c);
    let zero = *ZEROS.get(after.checked_sub(1)?)?;
    u8::try_from(u32::from(c) - u32::from(zero)).ok().filter(|value| *value < 10)
}

/// Punctuation and letters that have a plainer twin.
fn plain(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        '\u{2010}' | '\u{2011}' | '\u{2212}' | '\u{5be}' => '-',
        '\u{2012}' | '\u{2014}' | '\u{2015}' | '〜' => '–',
        '‘' | '’' | 'ʼ' | '´' | '׳' | '`' | '′' => '\'',
        '،' | '、' | '፣' | '՝' => ',',
        '॰' | '。' => '.',
        '·' | '⋅' | '∙' | '‧' | '・' | '●' | '▪' | '◦' | '‣' | '►' | '»' | '›' => '•',
        '│' | '¦' | '‖' => '|',
        '【' | '〔' => '[',
        '】' | '〕' => ']',
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        'ς' => 'σ',
        'ı' => 'i',
        _ => c,
    }
}

/// Calls `out` with each character that `c` becomes.
pub(super) fn fold_char(c: char, mut out: impl FnMut(char)) {
    if c.is_ascii() {
        return out(c.to_ascii_lowercase());
    }
    if let Some(value) = digit(c) {
        return out(char::from(b'0' + value));
    }
    let c = plain(c);
    if matches!(c, '\u{ac00}'..='\u{d7a3}' | '\u{4e00}'..='\u{9fff}' | '\u{3040}'..='\u{30ff}') {
        return out(c);
    }
    if matches!(c, '\u{e00}'..='\u{10ff}' | '\u{1200}'..='\u{1dff}' | '\u{2000}'..='\u{20cf}' | '\u{2190}'..='\u{a63f}')
    {
        if !is_skipped(c) {
            out(c);
        }
        return;
    }
    for lower in c.to_lowercase() {
        unicode_normalization::char::decompose_canonical(lower, |piece| {
            if !is_skipped(piece) {
                out(plain(piece));
            }
        });
    }
}

/// A name of the tables as the folded text would spell it, without the dots at its end.
pub(super) fn fold_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    name.trim().chars().for_each(|c| fold_char(c, |f| key.push(f)));
    key.truncate(key.trim_end_matches('.').len());
    key
}

impl Folded {
    /// Folds a text and undoes percent escapes and character references of separators and accented letters.
    pub(super) fn new(raw: &str) -> Self {
        let mut folded =
            Self { text: String::with_capacity(raw.len()), origin: Vec::with_capacity(raw.len() + 1), mangled: false };
        if raw.is_ascii() && memchr2(b'%', b'&', raw.as_bytes()).is_none() {
            folded.add_plain(raw);
        } else {
            folded.add_any(raw);
        }
        folded.origin.push(u32::try_from(raw.len()).unwrap_or(u32::MAX));
        folded
    }

    /// Adds ASCII without escapes: most texts, at half of the work; at a tenth where every character is one of the folded text.
    fn add_plain(&mut self, raw: &str) {
        let bytes = raw.as_bytes();
        let doubled = bytes.windows(2).fold(false, |found, pair| found | (pair == b"  "));
        if !doubled && !bytes.contains(&b'\r') {
            self.text = raw.to_ascii_lowercase();
            self.origin.extend(0..u32::try_from(raw.len()).unwrap_or(u32::MAX));
            return;
        }
        let mut before = 0;
        for (at, byte) in (0..).zip(raw.bytes()) {
            let piece = if byte == b'\r' { b' ' } else { byte.to_ascii_lowercase() };
            if piece != b' ' || before != b' ' {
                self.text.push(char::from(piece));
                self.origin.push(at);
            }
            before = piece;
        }
    }

    fn add_any(&mut self, raw: &str) {
        let (mut at, mut foreign, mut western) = (0, false, false);
        while let Some(c) = raw[at..].chars().next() {
            if matches!(c, '%' | '&')
                && let Some((plain, length)) = unescape(&raw[at..])
            {
                self.push(plain, at);
                self.mangled = true;
                at += length;
                continue;
            }
            foreign |= matches!(c, '\u{660}'..='\u{1c5a}') && digit(c).is_some();
            western |= c.is_ascii_digit();
            self.add(c, at);
            at += c.len_utf8();
        }
        self.mangled |= foreign && western;
    }

    fn add(&mut self, c: char, at: usize) {
        fold_char(c, |piece| {
            let piece = if piece == '\r' { ' ' } else { piece };
            if piece != ' ' || !self.text.ends_with(' ') {
                self.push(piece, at);
            }
        });
    }

    fn push(&mut self, c: char, at: usize) {
        self.text.push(c);
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        (0..c.len_utf8()).for_each(|_| self.origin.push(at));
    }

    /// The byte of the original that a folded byte came from.
    pub(super) fn origin(&self, byte: usize) -> usize {
        self.origin.get(byte).or(self.origin.last()).map_or(0, |at| *at as usize)
    }
}

/// Endings of character references for accented letters: the letter before them is the folded letter.
const ACCENTS: [&str; 9] = ["uml;", "acute;", "grave;", "circ;", "tilde;", "cedil;", "ring;", "caron;", "slash;"];

/// The character that an escape at the start of `text` stands for, and the bytes it takes.
fn unescape(text: &str) -> Option<(char, usize)> {
    let bytes = text.as_bytes();
    match bytes.first()? {
        b'%' => {
            let code = u8::from_str_radix(text.get(1..3)?, 16).ok()?;
            matches!(code, b' ' | b'+' | b',' | b'-' | b'/' | b':').then_some((char::from(code), 3))
        }
        b'&' => {
            let mut name = &text[1..];
            while let Some(rest) = name.strip_prefix("amp;") {
                name = rest;
            }
            let used = text.len() - name.len();
            if name.starts_with("nbsp;") {
                return Some((' ', used + 5));
            }
            if let Some(number) = name.strip_prefix('#') {
                let end = number.bytes().take(6).position(|b| b == b';')?;
                let c = number[..end].parse().ok().and_then(char::from_u32)?;
                return c.is_ascii_graphic().then_some((c, used + end + 2));
            }
            let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
            let ending = ACCENTS.iter().find(|ending| name[1..].starts_with(**ending))?;
            Some((letter.to_ascii_lowercase(), used + 1 + ending.len()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn western_text_has_no_digit_beyond_ascii() {
        for c in ('\u{80}'..=char::MAX).filter(|&c| digit(c).is_some()) {
            assert!(!is_western(&format!("für {c}")), "{c}");
        }
        assert!(is_western("Größe 3"));
    }

    #[test]
    fn plain_text_is_folded_as_any_text() {
        let every: String = (0..0x80u8).map(char::from).filter(|c| !matches!(c, '%' | '&')).collect();
        for text in ["Posted  on\r\n3 May", "Posted on\n3 May", " ", "  a  B\r \rc ", "", every.as_str()] {
            let empty = || Folded { text: String::new(), origin: Vec::new(), mangled: false };
            let (mut fast, mut slow) = (empty(), empty());
            fast.add_plain(text);
            slow.add_any(text);
            assert_eq!((fast.text, fast.origin, fast.mangled), (slow.text, slow.origin, slow.mangled), "{text}");
        }
    }
}
