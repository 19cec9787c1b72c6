//! Bytes to text: nothing is lost on the way that is not counted, and every repair can be undone.

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, ISO_2022_JP, KOI8_U, REPLACEMENT, SHIFT_JIS, UTF_8, UTF_16BE,
    UTF_16LE, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1255, X_USER_DEFINED,
};
use polyscrub::decode::{Decoded, Options, decode, is_binary};

/// What the user, or else the transport, may have named; most first bytes name nothing.
const NAMED: [&Encoding; 18] = [
    UTF_8,
    WINDOWS_1250,
    WINDOWS_1251,
    WINDOWS_1252,
    WINDOWS_1255,
    WINDOWS_874,
    KOI8_U,
    SHIFT_JIS,
    EUC_JP,
    ISO_2022_JP,
    EUC_KR,
    GBK,
    GB18030,
    BIG5,
    UTF_16LE,
    UTF_16BE,
    REPLACEMENT,
    X_USER_DEFINED,
];
/// The most bytes of UTF-8 that one byte of any encoding becomes: U+FFFD, and what windows-1252 has for `€`.
const MOST_BYTES: usize = 3;

/// The first byte chooses the options: whether markup is read, and the encoding that is named, and by whom.
pub fn check(input: &[u8]) {
    let Some((&first, bytes)) = input.split_first() else { return };
    let number = usize::from(first >> 1);
    let encoding = NAMED.get(number).copied();
    let transport = NAMED.iter().chain(&NAMED).nth(number).copied().filter(|_| encoding.is_none());
    let options = Options { encoding, transport, repair: false, markup: first & 1 == 1 };
    let plain = decode(bytes, options);
    check_plain(bytes, encoding, &plain);
    check_repairs(&plain, &decode(bytes, Options { repair: true, ..options }));
    let _ = is_binary(bytes);
}

/// What decoding gives before anything is repaired.
fn check_plain(bytes: &[u8], encoding: Option<&Encoding>, plain: &Decoded) {
    let text = &plain.text;
    assert!(plain.repairs.is_empty());
    assert!(text.len() <= bytes.len() * MOST_BYTES, "{} bytes became {}", bytes.len(), text.len());
    assert!(plain.replaced <= text.matches('\u{fffd}').count(), "{} replaced", plain.replaced);
    let wide_or_escaped = bytes.contains(&0) || bytes.contains(&0x1b);
    if let Some(valid) = std::str::from_utf8(bytes).ok().filter(|_| encoding.is_none() && !wide_or_escaped) {
        assert_eq!(text, valid.strip_prefix('\u{feff}').unwrap_or(valid));
        assert_eq!((plain.encoding, plain.replaced), ("UTF-8", 0));
    }
}

/// The repairs are in order and apart, and putting back what stood there gives the text before them.
fn check_repairs(plain: &Decoded, repaired: &Decoded) {
    assert_eq!((plain.encoding, plain.replaced), (repaired.encoding, repaired.replaced));
    let (mut undone, mut at) = (String::with_capacity(plain.text.len()), 0);
    for repair in &repaired.repairs {
        let start = repair.start as usize;
        assert!(at <= start && repair.before.len() > repair.after.len() && !repair.after.is_empty(), "{repair:?}");
        assert!(repaired.text[start..].starts_with(&repair.after), "{repair:?}");
        undone.push_str(&repaired.text[at..start]);
        undone.push_str(&repair.before);
        at = start + repair.after.len();
    }
    undone.push_str(&repaired.text[at..]);
    assert_eq!(undone, plain.text);
    if plain.text.is_ascii() {
        assert!(repaired.repairs.is_empty());
    }
    let again = decode(repaired.text.as_bytes(), Options { encoding: Some(UTF_8), repair: true, ..Options::default() });
    let body = repaired.text.strip_prefix('\u{feff}').unwrap_or(&repaired.text);
    assert_eq!(again.text, body, "repaired text is repaired again");
}
