use encoding_rs::{Encoding, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};
use proptest::prelude::*;

use super::*;

fn misread(text: &str, encoding: &'static Encoding) -> String {
    encoding.decode_without_bom_handling(text.as_bytes()).0.into_owned()
}

fn repaired(text: &str) -> String {
    let (after, repairs) = repair(text.to_owned());
    check_repairs(text, &after, &repairs);
    after
}

/// Undoing the listed repairs from the back gives the text that came in.
fn check_repairs(before: &str, after: &str, repairs: &[Repair]) {
    let mut undone = after.to_owned();
    for repair in repairs.iter().rev() {
        let start = repair.start as usize;
        undone.replace_range(start..start + repair.after.len(), &repair.before);
    }
    assert_eq!(undone, before);
}

#[test]
fn misread_text_is_repaired() {
    let cases = [
        ("Zusätzliche Fragen für München", WINDOWS_1252),
        ("São Paulo amanhã não", WINDOWS_1252),
        ("l’école d’été – déjà « vue »", WINDOWS_1252),
        ("Österreich", WINDOWS_1252),
        ("ein – zwei… „drei“", WINDOWS_1252),
        ("Привет, мир", WINDOWS_1252),
        ("Tiếng Việt", WINDOWS_1252),
        ("Nice 😀 day", WINDOWS_1252),
        ("日本語の文", WINDOWS_1252),
        ("szukają żółty ślad", WINDOWS_1250),
        ("Привет", WINDOWS_1251),
        ("Что нового — сегодня", WINDOWS_1251),
        ("für Gäste", WINDOWS_1251),
    ];
    for (text, encoding) in cases {
        assert_eq!(repaired(&misread(text, encoding)), text, "{}", encoding.name());
    }
}

#[test]
fn misread_twice_is_repaired() {
    let once = misread("Zusätzliche Größe", WINDOWS_1252);
    assert_eq!(repaired(&misread(&once, WINDOWS_1252)), "Zusätzliche Größe");
}

/// What fuzzing found once: each round made a pair of the next two characters, and there were more rounds to come.
#[test]
fn a_line_without_an_end_to_its_repairs_is_left() {
    let (done, endless) = ("aÃ".to_owned() + &"ƒ".repeat(4), "aÃ".to_owned() + &"ƒ".repeat(40));
    assert_eq!(repaired(&done), "aÃ");
    assert_eq!(repaired(&endless), endless);
    assert_eq!(repaired("für\nfÃ¼r"), "für\nfür");
}

#[test]
fn correct_text_is_left() {
    let cases = [
        "SÃO PAULO, AMANHÃ… e depois",
        "“IRMÔ",
        "«LIBERTÉ» – «ÉTÉ»",
        "„MENÜ“ und „Ä“",
        "été…” é…»\u{a0}!",
        "«está»…dijo",
        "Å\u{a0}gå",
        "À la carte; Ã la",
        "Ăştia, ORAŞ, CÂŞTIGA, MĂŞTI",
        "SPÓŁKA, RÓŻA, CIĘŻKI, ŁÓDŹ",
        "РОССИЯ, СССР… «СССР» Россия",
        "Рёв, РЁБРА, СЁСТРЫ, Сёстры",
        "РІС… ЗРІС… Рік, Річка",
        "В\u{a0}2020 году С\u{a0}днём",
        "Úžasný, ČÍŽEK",
        "BÜRO® CAFÉ™",
        "MANHÃ¹",
        "CHÂU Á, TRẦN",
        "3×½ m",
        "la lettre «Â»",
    ];
    for case in cases {
        assert_eq!(repaired(case), case);
    }
}

#[test]
fn a_repair_names_its_place() {
    let (text, repairs) = repair("é: ZusÃ¤tzliche".to_owned());
    assert_eq!(text, "é: Zusätzliche");
    assert_eq!(repairs, [Repair { start: 7, before: "Ã¤".to_owned(), after: "ä".to_owned() }]);
}

#[test]
fn a_long_line_is_repaired_in_parts() {
    let clean = "größer und schöner ".repeat(5_000);
    assert_eq!(repaired(&misread(&clean, WINDOWS_1252)), clean);
}

/// What fuzzing found once: a line without spaces was cut within a character, and the next repair found the rest of it.
#[test]
fn a_line_without_spaces_is_cut_between_characters() {
    let text = "古い渡し船は一日に二度湾を渡る。".repeat(300);
    let line = misread(&text, WINDOWS_1252);
    assert!(line.len() > 30_000 && !line.contains(' '));
    assert_eq!(repaired(&line), text);
    let commas = misread(&"日本語,".repeat(20_000), WINDOWS_1252);
    assert_eq!(repaired(&commas), "日本語,".repeat(20_000));
    let endless = misread(&text.repeat(10), WINDOWS_1252);
    let around = format!("fÃ¼r {endless},fÃ¼r");
    assert_eq!(repaired(&around), format!("für {endless},für"));
}

/// Words that hold every letter of their languages, in lower case.
const WORDS: &[&str] = &[
    "été",
    "à",
    "ça",
    "voilà",
    "où",
    "forêt",
    "naïve",
    "cœur",
    "não",
    "amanhã",
    "ações",
    "irmã",
    "português",
    "größe",
    "über",
    "straße",
    "mädchen",
    "żółć",
    "ślad",
    "są",
    "źródło",
    "łódź",
    "spółka",
    "příliš",
    "žluťoučký",
    "kůň",
    "úžasný",
    "řeka",
    "ăştia",
    "și",
    "în",
    "câştiga",
    "oraş",
    "țară",
    "işık",
    "ğ",
    "çağ",
    "öğle",
    "å",
    "gå",
    "på",
    "æ",
    "ø",
    "það",
    "þú",
    "ó",
    "nguyễn",
    "tiếng",
    "việt",
    "trần",
    "đường",
    "ő",
    "űr",
    "árvíz",
    "ñ",
    "mañana",
    "está",
    "qué",
    "россия",
    "рёв",
    "сёстры",
    "річка",
    "ріс",
    "сіль",
    "год",
    "с",
    "в",
    "їжа",
    "њега",
    "рђав",
    "джем",
    "ћуприја",
    "ελλάδα",
    "ώρα",
    "שלום",
    "عربي",
    "日本",
    "ไทย",
    "한국",
    "word",
    "a",
];
const MARKS: &[&str] =
    &[" ", "\u{a0}", "…", "»", "«", "“", "”", "„", "’", ", ", "–", "— ", "®", "™ ", "°", "…” ", "»… ", "¹", "."];

/// How a word is written.
fn cased(word: &str, case: u8) -> String {
    let mut chars = word.chars();
    match (case, chars.next()) {
        (0, Some(first)) => first.to_uppercase().chain(chars).collect(),
        (1, _) => word.to_uppercase(),
        _ => word.to_owned(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn correct_words_with_any_marks_are_left(
        tokens in prop::collection::vec((prop::sample::select(WORDS), 0..3_u8, prop::sample::select(MARKS)), 1..8)
    ) {
        let text: String = tokens.iter().map(|(word, case, mark)| cased(word, *case) + mark).collect();
        prop_assert_eq!(repaired(&text), text);
    }

    #[test]
    fn misread_words_come_back(
        words in prop::collection::vec(prop::sample::select(&["größe", "schön", "äpfel", "über", "mañana", "été", "não", "plain"][..]), 1..8)
    ) {
        let text = words.join(" ");
        prop_assert_eq!(repaired(&misread(&text, WINDOWS_1252)), text);
    }

    #[test]
    fn any_text_is_restored_by_its_repairs(text in "[ -~\u{80}-ÿА-џ‘-”€™…ĂĹğ\n]{0,60}") {
        repaired(&text);
    }
}
