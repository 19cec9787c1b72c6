//! Months and signs in wrongly decoded text: a chunk is put back into the bytes it came from and read again in other
//! encodings, and only a word of the tables is believed.

use std::cell::RefCell;

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GBK, KOI8_R, SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1250, WINDOWS_1251,
    WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256,
};

use rustc_hash::FxHashSet;

use super::{
    fold::fold_key,
    lex,
    names::{MAX_MONTH_CHARS, Names},
    role::Role,
};
use crate::lang::Lang;

/// Encodings that UTF-8 was taken for.
const MISTAKEN: [&Encoding; 4] = [WINDOWS_1252, WINDOWS_1250, WINDOWS_1251, GBK];
/// Encodings that were taken for Western European.
const LOST: [&Encoding; 14] = [
    UTF_8,
    WINDOWS_1251,
    WINDOWS_1250,
    KOI8_R,
    WINDOWS_1254,
    WINDOWS_1256,
    WINDOWS_1253,
    WINDOWS_1255,
    GBK,
    EUC_JP,
    SHIFT_JIS,
    EUC_KR,
    BIG5,
    WINDOWS_874,
];
/// Chunks longer than this are no month.
const MAX_CHUNK_CHARS: usize = 48;
/// So many chunks of a text are tried.
const MAX_CHUNKS: usize = 8;

/// A character that mojibake consists of, or that stands for one that was lost. `Р` and `С` lead the letters of UTF-8
/// taken for Windows-1251; the Han signs are those of UTF-8 taken for GBK.
fn is_marker(c: char) -> bool {
    matches!(c, '?' | '\u{80}'..='\u{24f}' | '\u{2c6}'..='\u{2dd}' | '\u{2013}'..='\u{2122}' | 'Р' | 'С' | '\u{fffd}')
        || ('\u{9000}'..='\u{9fff}').contains(&c)
}

/// Whether a day and a year have only question marks between them: a month that was lost altogether.
pub(super) fn is_lost_month(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (Some(day), Some(month), Some(year), None) = (words.next(), words.next(), words.next(), words.next()) else {
        return false;
    };
    let number = |word: &str, digits| word.len() <= digits && word.parse::<u16>().is_ok();
    number(day, 2)
        && number(year, 4)
        && month.chars().count() > 2
        && month.chars().all(|c| matches!(c, '?' | '\u{fffd}'))
}

/// Whether the text has characters that wrong decoding leaves behind.
pub(super) fn is_suspect(text: &str) -> bool {
    let marked = if text.is_ascii() { text.contains('?') } else { text.contains(is_marker) };
    marked && text.bytes().any(|byte| byte.is_ascii_digit())
}

/// The text with every chunk that can be read as a word of dates replaced by it; `None` where there is none.
pub(super) fn repair(text: &str, names: &Names, page: Option<Lang>) -> Option<String> {
    let mut repaired = String::with_capacity(text.len());
    let (mut found, mut tries, mut rest) = (false, 0, text);
    while let Some(c) = rest.chars().next() {
        let split =
            |c: char| c.is_ascii_whitespace() || c.is_ascii_digit() || matches!(c, '.' | ',' | ':' | '/' | '(' | ')');
        if split(c) {
            repaired.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let end = rest.find(split).unwrap_or(rest.len());
        let (chunk, after) = rest.split_at(end);
        let word = (tries < MAX_CHUNKS).then(|| read(chunk, names, page)).flatten();
        tries += usize::from(chunk.contains(is_marker));
        found |= word.is_some();
        repaired.push_str(word.as_deref().unwrap_or(chunk));
        rest = after;
    }
    found.then_some(repaired)
}

fn read(chunk: &str, names: &Names, page: Option<Lang>) -> Option<String> {
    let chars = chunk.chars().count();
    if !(2..=MAX_CHUNK_CHARS).contains(&chars) || !chunk.contains(is_marker) {
        return None;
    }
    let known = |word: &str| names.get(&fold_key(word)).is_some();
    if known(chunk) {
        return None;
    }
    // ASCII is the same in all encodings.
    let redecoded = if chunk.is_ascii() { None } else { redecode(chunk, names, page) };
    redecoded.or_else(|| wildcard(chunk, chars, names))
}

thread_local! {
    /// Chunks that are a word of dates in no encoding, whatever the page's language. Words with an umlaut are looked at as often as they stand
    /// beside a digit, and each look takes some forty tries; on pages half of which are German, three in four were looked at before.
    static HOPELESS: RefCell<FxHashSet<Box<str>>> = RefCell::default();
}

/// Chunks that are kept at most; then a thread starts anew.
const MOST_HOPELESS: usize = 4096;

fn redecode(chunk: &str, names: &Names, page: Option<Lang>) -> Option<String> {
    if HOPELESS.with_borrow(|hopeless| hopeless.contains(chunk)) {
        return None;
    }
    let word = redecode_anew(chunk, names, page);
    if word.is_none() {
        HOPELESS.with_borrow_mut(|hopeless| {
            if hopeless.len() == MOST_HOPELESS {
                hopeless.clear();
            }
            hopeless.insert(chunk.into());
        });
    }
    word
}

fn redecode_anew(chunk: &str, names: &Names, page: Option<Lang>) -> Option<String> {
    let dated = |word: &str| {
        let entry = names.get(&fold_key(word))?;
        let date = [Role::Month, Role::YearMark, Role::MonthMark, Role::DayMark, Role::Unit, Role::Weekday];
        let fits = page.is_none() || entry.lang().is_none() || entry.lang() == page;
        date.into_iter().any(|role| entry.has(role)).then_some(fits)
    };
    let mut second = None;
    for wrong in MISTAKEN {
        let Some(bytes) = bytes(chunk, wrong) else { continue };
        for right in LOST.iter().filter(|right| wrong == WINDOWS_1252 || **right == UTF_8) {
            let Some(mut word) = right.decode_without_bom_handling_and_without_replacement(&bytes) else { continue };
            if let Some(twice) =
                self::bytes(&word, WINDOWS_1252).and_then(|b| String::from_utf8(b).ok()).filter(|t| *t != word)
            {
                word = twice.into();
            }
            match dated(&word) {
                Some(true) => return Some(word.into_owned()),
                Some(false) => second = second.or(Some(word.into_owned())),
                None => {}
            }
        }
    }
    second
}

/// The bytes of a chunk in an encoding; the C1 controls stand for themselves, as browsers read Latin-1.
fn bytes(chunk: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    let chunk = chunk.trim_end_matches('\u{fffd}');
    let lost = |c: char| matches!(c, '\u{80}'..='\u{9f}').then(|| u8::try_from(u32::from(c)).ok()).flatten();
    if !chunk.contains(|c| lost(c).is_some()) {
        let (encoded, _, failed) = encoding.encode(chunk);
        return (!failed).then(|| complete(encoded.into_owned()));
    }
    let mut out = Vec::with_capacity(chunk.len());
    let mut buffer = [0; 4];
    for c in chunk.chars() {
        if let (Some(byte), true) = (lost(c), encoding != GBK) {
            out.push(byte);
            continue;
        }
        let (encoded, _, failed) = encoding.encode(c.encode_utf8(&mut buffer));
        if failed {
            return None;
        }
        out.extend_from_slice(&encoded);
    }
    Some(complete(out))
}

/// A sign of three bytes whose last was lost in reading pairs: 年, 月 and 日 are told by their first two.
fn complete(mut bytes: Vec<u8>) -> Vec<u8> {
    let last = match bytes[..] {
        [0xe5, 0xb9] => 0xb4,
        [0xe6, 0x9c] => 0x88,
        [0xe6, 0x97] => 0xa5,
        _ => return bytes,
    };
    bytes.push(last);
    bytes
}

/// The only month that fits a word in which some characters are unreadable.
fn wildcard(chunk: &str, chars: usize, names: &Names) -> Option<String> {
    let wild = |c: char| matches!(c, '?' | '\u{fffd}');
    let readable = chunk.chars().filter(|c| !wild(*c)).count();
    if chars > MAX_MONTH_CHARS
        || readable < 2
        || readable == chars
        || !chunk.chars().all(|c| wild(c) || lex::is_letter(c))
    {
        return None;
    }
    let folded: Vec<char> = chunk.chars().flat_map(char::to_lowercase).collect();
    let fits = |key: &str| key.chars().zip(&folded).all(|(a, b)| wild(*b) || a == *b);
    names.only_month(folded.len(), fits).map(str::to_owned)
}
