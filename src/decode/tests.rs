use encoding_rs::{GBK, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};
use proptest::prelude::*;

use super::*;

const PLAIN: Options = Options { encoding: None, transport: None, repair: true, markup: false };
const MARKUP: Options = Options { encoding: None, transport: None, repair: true, markup: true };
const RUSSIAN: &str = "Сегодня утром в город приехали гости, и мы долго говорили о погоде.";

fn utf16(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

fn read(bytes: &[u8], options: Options) -> (String, &'static str) {
    let decoded = decode(bytes, options);
    (decoded.text, decoded.encoding)
}

#[test]
fn marks_name_the_encoding_and_go() {
    assert_eq!(read(b"\xef\xbb\xbfh\xc3\xa9", PLAIN), ("hé".to_owned(), "UTF-8"));
    assert_eq!(read(b"\xff\xfeh\0i\0", PLAIN), ("hi".to_owned(), "UTF-16LE"));
    assert_eq!(read(b"\xfe\xff\0h\0i", PLAIN), ("hi".to_owned(), "UTF-16BE"));
    assert_eq!(read(b"\xff\xfe\0\0h\0\0\0", PLAIN), ("h".to_owned(), "UTF-32LE"));
    assert_eq!(read(b"\0\0\xfe\xff\0\0\0h", PLAIN), ("h".to_owned(), "UTF-32BE"));
    assert_eq!(read(b"\xef\xbb\xbf", PLAIN), (String::new(), "UTF-8"));
}

#[test]
fn wide_text_needs_no_mark() {
    for text in ["A plain line.\nAnother one.\n", "Voilà, un café", RUSSIAN, "今日は良い天気です。\nBBC 2021 12:30\n"]
    {
        assert_eq!(read(&utf16(text, false), PLAIN), (text.to_owned(), "UTF-16LE"));
        assert_eq!(read(&utf16(text, true), PLAIN), (text.to_owned(), "UTF-16BE"));
        assert!(!is_binary(&utf16(text, false)));
    }
}

#[test]
fn nuls_in_text_stay() {
    let text = "one\0two three four five, and much more of it\0";
    assert_eq!(read(text.as_bytes(), PLAIN), (text.to_owned(), "UTF-8"));
    assert!(!is_binary(text.as_bytes()));
}

/// What fuzzing found once: `Â` and a no-break space in UTF-8 are a letter of one block in UTF-16.
#[test]
fn text_with_nuls_and_whole_characters_of_utf8_is_utf8() {
    let text = "\u{a0}".repeat(60) + "300\0\x000P\0<object>Б";
    assert_eq!(read(text.as_bytes(), PLAIN), (text, "UTF-8"));
}

#[test]
fn legacy_text_is_guessed() {
    assert_eq!(read(&WINDOWS_1251.encode(RUSSIAN).0, PLAIN), (RUSSIAN.to_owned(), "windows-1251"));
    let japanese = "これは日本語の文章です。天気がいいから散歩しましょう。";
    assert_eq!(read(&SHIFT_JIS.encode(japanese).0, PLAIN), (japanese.to_owned(), "Shift_JIS"));
    assert_eq!(read(b"caf\xe9 au lait", PLAIN), ("café au lait".to_owned(), "windows-1252"));
}

#[test]
fn declarations_are_read_in_markup_only() {
    let page = |head: &str| [head.as_bytes(), &GBK.encode("<p>今天").0].concat();
    for head in [
        "<meta charset=gbk>",
        "<META http-equiv='Content-Type' content='text/html; charset=GB2312'>",
        "<?xml version='1.0' encoding='gbk'?>",
    ] {
        assert_eq!(decode(&page(head), MARKUP).encoding, "GBK", "{head}");
    }
    assert_ne!(decode(b"<meta charset=koi8-r> \xe9t\xe9", PLAIN).encoding, "KOI8-R");
    assert_ne!(decode(b"<!-- <meta charset=koi8-r> --> caf\xe9", MARKUP).encoding, "KOI8-R");
}

#[test]
fn wrong_declarations_are_ignored() {
    let page =
        |charset: &str| [format!("<meta charset={charset}>").as_bytes(), &WINDOWS_1251.encode(RUSSIAN).0].concat();
    for charset in ["utf-8", "utf-16", "iso-8859-1", "gibberish"] {
        assert_eq!(decode(&page(charset), MARKUP).encoding, "windows-1251", "{charset}");
    }
    assert_eq!(decode("<meta charset=iso-8859-1>été".as_bytes(), MARKUP).encoding, "UTF-8");
}

#[test]
fn damage_is_replaced_and_counted() {
    let mut bytes = "größer und schöner, für alle über Öl".as_bytes().to_vec();
    bytes.insert(10, 0xff);
    let decoded = decode(&bytes, PLAIN);
    assert_eq!((decoded.encoding, decoded.replaced), ("UTF-8", 1));
    assert!(decoded.text.contains('\u{fffd}'));
}

#[test]
fn the_users_label_wins() {
    let options = Options { encoding: Some(WINDOWS_1252), markup: true, ..Options::default() };
    assert_eq!(read("é".as_bytes(), options), ("Ã©".to_owned(), "windows-1252"));
}

#[test]
fn data_is_no_text() {
    for data in [
        &b"\x89PNG\r\n\x1a\n\0\0"[..],
        b"%PDF-1.7\n",
        b"PK\x03\x04\x14\0",
        b"GIF89a\x10\0\x10\0",
        b"\x7fELF\x02\x01",
        b"MZ\x90\0\x03\0",
        &[7; 100],
    ] {
        assert!(is_binary(data), "{data:?}");
    }
    for text in ["MZ is a band", "GIF89a is an old format", "", "RIFF", "Hello\n"] {
        assert!(!is_binary(text.as_bytes()), "{text}");
    }
}

#[test]
fn the_encoding_of_the_transport_goes_before_the_declared_one_where_it_fits() {
    let (bytes, _, _) =
        encoding_rs::KOI8_R.encode("<meta charset=windows-1251><p>Река широкая и холодная, лодок мало.");
    let by = |transport| decode(&bytes, Options { transport, ..MARKUP }).encoding;
    assert_eq!(by(Some(encoding_rs::KOI8_R)), "KOI8-R");
    assert_eq!(by(None), "windows-1251");
    assert_eq!(by(Some(UTF_8)), "windows-1251");
}

proptest! {
    #[test]
    fn valid_utf8_is_itself(text in "[^\u{feff}\u{0}\u{1b}]{0,200}") {
        let options = Options { markup: true, ..Options::default() };
        let decoded = decode(text.as_bytes(), options);
        prop_assert_eq!(decoded.text, text);
    }

    #[test]
    fn any_bytes_decode(bytes in prop::collection::vec(any::<u8>(), 0..400), markup: bool) {
        let decoded = decode(&bytes, Options { repair: true, markup, ..Options::default() });
        prop_assert!(decoded.repairs.iter().all(|repair| decoded.text[repair.start as usize..].starts_with(&repair.after)));
        let _ = is_binary(&bytes);
    }
}
