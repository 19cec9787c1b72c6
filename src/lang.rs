//! One code for a language, shared by every detector, lexicon and record.

use std::{fmt, str::FromStr};

use serde::{Serialize, Serializer};

/// A language this project knows by name. Compares and hashes as one byte.
///
/// ```
/// use polyscrub::Lang;
/// let german: Lang = "deu".parse().unwrap();
/// assert_eq!(german.code(), "de");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(u8);

struct Row {
    short: &'static str,
    long: &'static str,
    name: &'static str,
}

impl Row {
    const fn new(short: &'static str, long: &'static str, name: &'static str) -> Self {
        Self { short, long, name }
    }
}

/// How many languages, from the first of the table on, have n-gram weights; the others are told by their script.
pub const SCORED: usize = 75;

/// ISO 639-1, ISO 639-3, English name. The first [`SCORED`] are those of the n-gram table, in its order:
/// Latin script, Cyrillic, others, so that languages that share n-grams are neighbours.
const TABLE: &[Row] = &[
    Row::new("af", "afr", "Afrikaans"),
    Row::new("sq", "sqi", "Albanian"),
    Row::new("az", "aze", "Azerbaijani"),
    Row::new("eu", "eus", "Basque"),
    Row::new("bs", "bos", "Bosnian"),
    Row::new("ca", "cat", "Catalan"),
    Row::new("hr", "hrv", "Croatian"),
    Row::new("cs", "ces", "Czech"),
    Row::new("da", "dan", "Danish"),
    Row::new("nl", "nld", "Dutch"),
    Row::new("en", "eng", "English"),
    Row::new("eo", "epo", "Esperanto"),
    Row::new("et", "est", "Estonian"),
    Row::new("fi", "fin", "Finnish"),
    Row::new("fr", "fra", "French"),
    Row::new("lg", "lug", "Ganda"),
    Row::new("de", "deu", "German"),
    Row::new("hu", "hun", "Hungarian"),
    Row::new("is", "isl", "Icelandic"),
    Row::new("id", "ind", "Indonesian"),
    Row::new("ga", "gle", "Irish"),
    Row::new("it", "ita", "Italian"),
    Row::new("la", "lat", "Latin"),
    Row::new("lv", "lav", "Latvian"),
    Row::new("lt", "lit", "Lithuanian"),
    Row::new("ms", "msa", "Malay"),
    Row::new("mi", "mri", "Maori"),
    Row::new("nb", "nob", "Bokmal"),
    Row::new("nn", "nno", "Nynorsk"),
    Row::new("pl", "pol", "Polish"),
    Row::new("pt", "por", "Portuguese"),
    Row::new("ro", "ron", "Romanian"),
    Row::new("sn", "sna", "Shona"),
    Row::new("sk", "slk", "Slovak"),
    Row::new("sl", "slv", "Slovene"),
    Row::new("so", "som", "Somali"),
    Row::new("st", "sot", "Sotho"),
    Row::new("es", "spa", "Spanish"),
    Row::new("sw", "swa", "Swahili"),
    Row::new("sv", "swe", "Swedish"),
    Row::new("tl", "tgl", "Tagalog"),
    Row::new("ts", "tso", "Tsonga"),
    Row::new("tn", "tsn", "Tswana"),
    Row::new("tr", "tur", "Turkish"),
    Row::new("vi", "vie", "Vietnamese"),
    Row::new("cy", "cym", "Welsh"),
    Row::new("xh", "xho", "Xhosa"),
    Row::new("yo", "yor", "Yoruba"),
    Row::new("zu", "zul", "Zulu"),
    Row::new("be", "bel", "Belarusian"),
    Row::new("bg", "bul", "Bulgarian"),
    Row::new("kk", "kaz", "Kazakh"),
    Row::new("mk", "mkd", "Macedonian"),
    Row::new("mn", "mon", "Mongolian"),
    Row::new("ru", "rus", "Russian"),
    Row::new("sr", "srp", "Serbian"),
    Row::new("uk", "ukr", "Ukrainian"),
    Row::new("ar", "ara", "Arabic"),
    Row::new("fa", "fas", "Persian"),
    Row::new("ur", "urd", "Urdu"),
    Row::new("he", "heb", "Hebrew"),
    Row::new("el", "ell", "Greek"),
    Row::new("hy", "hye", "Armenian"),
    Row::new("ka", "kat", "Georgian"),
    Row::new("hi", "hin", "Hindi"),
    Row::new("mr", "mar", "Marathi"),
    Row::new("bn", "ben", "Bengali"),
    Row::new("pa", "pan", "Punjabi"),
    Row::new("gu", "guj", "Gujarati"),
    Row::new("ta", "tam", "Tamil"),
    Row::new("te", "tel", "Telugu"),
    Row::new("th", "tha", "Thai"),
    Row::new("ja", "jpn", "Japanese"),
    Row::new("ko", "kor", "Korean"),
    Row::new("zh", "zho", "Chinese"),
    Row::new("am", "amh", "Amharic"),
    Row::new("my", "mya", "Burmese"),
    Row::new("km", "khm", "Khmer"),
    Row::new("kn", "kan", "Kannada"),
    Row::new("ml", "mal", "Malayalam"),
    Row::new("si", "sin", "Sinhala"),
    Row::new("or", "ori", "Odia"),
    Row::new("lo", "lao", "Lao"),
    Row::new("bo", "bod", "Tibetan"),
    Row::new("dv", "div", "Dhivehi"),
    Row::new("gl", "glg", "Galician"),
    Row::new("jv", "jav", "Javanese"),
    Row::new("ne", "nep", "Nepali"),
    Row::new("tk", "tuk", "Turkmen"),
    Row::new("uz", "uzb", "Uzbek"),
    Row::new("yi", "yid", "Yiddish"),
    Row::new("mt", "mlt", "Maltese"),
];

/// Codes that other tools write for languages we hold under another one.
const ALIASES: &[(&str, &str)] = &[
    ("no", "nb"),
    ("nor", "nb"),
    ("cmn", "zh"),
    ("yue", "zh"),
    ("zht", "zh"),
    ("pes", "fa"),
    ("prs", "fa"),
    ("arb", "ar"),
    ("zsm", "ms"),
    ("zlm", "ms"),
    ("iw", "he"),
    ("in", "id"),
    ("hbs", "hr"),
    ("sh", "hr"),
    ("ekk", "et"),
    ("lvs", "lv"),
    ("swh", "sw"),
    ("fil", "tl"),
    ("khk", "mn"),
    ("als", "sq"),
    ("azj", "az"),
    ("uzn", "uz"),
    ("npi", "ne"),
    ("ory", "or"),
];

impl Lang {
    /// English, which every block is held against.
    pub(crate) const ENGLISH: Self = Self(10);

    /// Every language, in table order.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..TABLE.len()).map(Self::at)
    }

    /// The languages that have n-gram weights.
    pub fn scored() -> impl Iterator<Item = Self> {
        (0..SCORED).map(Self::at)
    }

    /// The language at a row of the table.
    pub(crate) fn at(index: usize) -> Self {
        debug_assert!(index < TABLE.len());
        Self(u8::try_from(index).unwrap_or(u8::MAX))
    }

    /// Its row in the table, below [`SCORED`] for a language with n-gram weights.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// ISO 639-1, or 639-3 for a language without a two-letter code.
    #[must_use]
    pub fn code(self) -> &'static str {
        let row = &TABLE[self.index()];
        if row.short.is_empty() { row.long } else { row.short }
    }

    /// ISO 639-3.
    #[must_use]
    pub fn long_code(self) -> &'static str {
        TABLE[self.index()].long
    }

    /// The English name.
    #[must_use]
    pub fn name(self) -> &'static str {
        TABLE[self.index()].name
    }

    /// The language of a code, ISO 639-1 or -3, with or without a region (`pt-BR`, `zh_Hant`), in any case.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        let primary = code.trim().split(['-', '_']).next()?.to_ascii_lowercase();
        let code = ALIASES.iter().find(|alias| alias.0 == primary).map_or(primary.as_str(), |alias| alias.1);
        let found = TABLE.iter().position(|row| !code.is_empty() && (row.short == code || row.long == code));
        found.map(Self::at)
    }
}

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(code: &str) -> Result<Self, UnknownLang> {
        Self::parse(code).ok_or_else(|| UnknownLang(code.to_owned()))
    }
}

/// A code that names no language of the table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown language `{0}`; languages are written as ISO 639-1 or 639-3 codes, such as `de` or `deu`")]
pub struct UnknownLang(String);

/// Writes [`Lang::code`].
impl fmt::Display for Lang {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

impl Serialize for Lang {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// A set of languages, a bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct LangSet(u128);

const _: () = assert!(TABLE.len() <= 128);

impl LangSet {
    /// Every language.
    pub(crate) const ALL: Self = Self(u128::MAX);

    /// The languages at these rows of the table: from, and up to.
    pub(crate) const fn rows(from: usize, to: usize) -> Self {
        Self((1 << to) - (1 << from))
    }

    /// The set as a number; the empty one is 0.
    pub(crate) const fn bits(self) -> u128 {
        self.0
    }

    /// The set of a number.
    pub(crate) const fn of_bits(bits: u128) -> Self {
        Self(bits)
    }

    /// What is in either.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in this and not in the other.
    pub(crate) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// What is in both.
    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Its languages, in order.
    pub(crate) fn langs(self) -> impl Iterator<Item = Lang> {
        let rest = |bits: &u128| Some(bits & (bits - 1)).filter(|&rest| rest != 0);
        let bits = Some(self.0).filter(|&bits| bits != 0);
        std::iter::successors(bits, rest).map(|bits| Lang::at(bits.trailing_zeros() as usize))
    }

    /// The set with `lang` in it.
    #[must_use]
    pub fn with(self, lang: Lang) -> Self {
        Self(self.0 | 1 << lang.index())
    }

    /// Whether `lang` is in it.
    #[must_use]
    pub fn contains(self, lang: Lang) -> bool {
        self.0 & 1 << lang.index() != 0
    }

    /// Whether the two sets share a language.
    #[must_use]
    pub fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// How many languages it holds.
    #[must_use]
    pub fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its only language, where it has one.
    #[must_use]
    pub fn single(self) -> Option<Lang> {
        (self.0.count_ones() == 1).then(|| Lang::at(self.0.trailing_zeros() as usize))
    }
}

impl FromIterator<Lang> for LangSet {
    fn from_iter<I: IntoIterator<Item = Lang>>(langs: I) -> Self {
        langs.into_iter().fold(Self::default(), Self::with)
    }
}

/// Groups of languages too close to call one foreign on a page in another.
const KIN: &[&[&str]] = &[&["nb", "nn"], &["hr", "bs", "sr"], &["id", "ms"], &["xh", "zu"], &["st", "tn"]];

impl Lang {
    /// The languages that never count as foreign beside this one, itself among them.
    #[must_use]
    pub fn kin(self) -> LangSet {
        let group = KIN.iter().find(|group| group.contains(&self.code()));
        let kin = group.into_iter().flat_map(|group| group.iter()).filter_map(|code| Self::parse(code));
        kin.collect::<LangSet>().with(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_distinct_and_parse_back() {
        for lang in Lang::all() {
            assert_eq!(Lang::parse(lang.code()), Some(lang));
            assert_eq!(Lang::parse(lang.long_code()), Some(lang));
        }
        assert_eq!(Lang::parse("pt-BR"), Lang::parse("por"));
        assert_eq!(Lang::parse("NO"), Lang::parse("nob"));
        assert_eq!(Lang::parse(""), None);
        assert_eq!(Lang::parse("xx"), None);
        assert_eq!(Lang::parse("en"), Some(Lang::ENGLISH));
    }

    #[test]
    fn scored_languages_come_first() {
        assert_eq!(Lang::scored().count(), SCORED);
        assert_eq!(Lang::parse("zh").map(Lang::index), Some(SCORED - 1));
    }
}
