//! Dates and times as pages print them: every row of `data/stamps.tsv`, and that any text at all is handled.

use std::{sync::LazyLock, time::Instant};

use polyscrub::{Lang, stamp::Stamps};
use proptest::prelude::*;

static STAMPS: LazyLock<Stamps> = LazyLock::new(Stamps::new);

/// Undoes `\n`, `\t` and `\u{...}`.
fn unescape(text: &str) -> String {
    let mut out = text.replace("\\n", "\n").replace("\\t", "\t");
    while let Some(start) = out.find("\\u{") {
        let end = start + out[start..].find('}').expect("an escape has an end");
        let code = u32::from_str_radix(&out[start + 3..end], 16).expect("an escape is hexadecimal");
        let c = char::from_u32(code).expect("an escape is a character");
        out.replace_range(start..=end, c.encode_utf8(&mut [0; 4]));
    }
    out
}

#[test]
fn rows_have_their_class_and_day() {
    let mut wrong = Vec::new();
    for row in include_str!("data/stamps.tsv").lines().filter(|row| !row.starts_with('#')) {
        let columns: Vec<_> = row.split('\t').collect();
        let [class, lang, text, iso] = columns[..] else { panic!("four columns: {row}") };
        let stamp = STAMPS.read(&unescape(text), Lang::parse(lang));
        let day = stamp.and_then(|stamp| stamp.date).map_or("-".to_owned(), |date| date.to_string());
        let found = stamp.map_or("none", |stamp| stamp.class.name());
        if (found, day.as_str()) != (class, iso) {
            wrong.push(format!("{row}  is  {found} {day}"));
        }
    }
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_stamp_in_a_line_has_its_own_span() {
    let lang = Lang::parse("de");
    for (text, part) in [
        ("27.02.2018 05:06 Neue Brücke eröffnet", "27.02.2018 05:06"),
        ("Neue Brücke eröffnet (2018-02-27)", "(2018-02-27)"),
        ("14:07 – Die Sitzung geht weiter.", "14:07"),
    ] {
        let stamp = STAMPS.read(text, lang).expect("a stamp");
        assert_eq!(stamp.span.of(text), part);
        assert!(!stamp.class.is_strong());
    }
}

#[test]
fn long_hostile_lines_take_linear_time() {
    for unit in ["1", "1.", "12 Nov ", "in ", "年", "1 day ", "%2F", "&amp;", "?"] {
        let start = Instant::now();
        let _ = STAMPS.read(&unit.repeat(200_000), None);
        assert!(start.elapsed().as_secs() < 2, "{unit}");
    }
}

proptest! {
    #[test]
    fn any_text_is_handled(text in "[0-9./:\\-, \\n\\tA-zÀ-ÿа-яنو年月日時前後ก-ฮ%&;?\u{fffd}\u{200f}]{0,60}|\\PC{0,80}") {
        if let Some(stamp) = STAMPS.read(&text, Lang::parse("de")) {
            prop_assert!(text.get(stamp.span.range()).is_some());
        }
    }
}
