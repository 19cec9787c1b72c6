//! Codes of languages: which the strings are in, which of them share a script, and which count as one.

/// The languages of the strings: ISO 639-1, and 639-3 as whatlang and whichlang write it.
pub const LANGUAGES: [(&str, &str); 34] = [
    ("ar", "ara"),
    ("bg", "bul"),
    ("ca", "cat"),
    ("cs", "ces"),
    ("da", "dan"),
    ("de", "deu"),
    ("el", "ell"),
    ("en", "eng"),
    ("es", "spa"),
    ("fa", "pes"),
    ("fi", "fin"),
    ("fr", "fra"),
    ("he", "heb"),
    ("hi", "hin"),
    ("hr", "hrv"),
    ("hu", "hun"),
    ("id", "ind"),
    ("it", "ita"),
    ("ja", "jpn"),
    ("ko", "kor"),
    ("nb", "nob"),
    ("nl", "nld"),
    ("pl", "pol"),
    ("pt", "por"),
    ("ro", "ron"),
    ("ru", "rus"),
    ("sk", "slk"),
    ("sl", "slv"),
    ("sv", "swe"),
    ("th", "tha"),
    ("tr", "tur"),
    ("uk", "ukr"),
    ("vi", "vie"),
    ("zh", "cmn"),
];

/// Those in Latin letters.
pub const LATIN: [&str; 22] = [
    "en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "tr", "id", "sv", "fi", "hu", "ro", "da", "nb", "sk", "ca",
    "hr", "sl", "vi",
];
/// Those in Cyrillic letters.
pub const CYRILLIC: [&str; 3] = ["ru", "uk", "bg"];

/// Languages that count as another one.
const KIN: [(&str, &str); 5] = [("ms", "id"), ("bs", "hr"), ("sr", "hr"), ("srp", "hr"), ("nn", "nb")];

/// What a detector answers where it knows nothing.
pub const NONE: &str = "und";

/// The code that an answer counts as.
pub fn counted(code: &str) -> &str {
    let short = LANGUAGES.iter().find(|language| language.1 == code).map_or(code, |language| language.0);
    KIN.iter().find(|kin| kin.0 == short).map_or(short, |kin| kin.1)
}

/// The languages of the strings that are written in the same letters, where those are several languages' letters.
pub fn script_of(code: &str) -> &'static [&'static str] {
    match code {
        code if LATIN.contains(&code) => &LATIN,
        code if CYRILLIC.contains(&code) => &CYRILLIC,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kin_and_long_codes_count_as_one() {
        for (answer, code) in [("sr", "hr"), ("srp", "hr"), ("hrv", "hr"), ("pes", "fa"), ("ms", "id"), ("xho", "xho")]
        {
            assert_eq!(counted(answer), code);
        }
    }

    #[test]
    fn scripts_hold_languages_of_the_strings() {
        assert!(LATIN.iter().chain(&CYRILLIC).all(|code| LANGUAGES.iter().any(|language| language.0 == *code)));
        assert!(script_of("ja").is_empty());
    }
}
