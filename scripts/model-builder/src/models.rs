//! Where the models are, and what is in them.

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Context, Result, ensure};
use fst::Map;

/// How much a language weighs when n-grams are chosen, in three classes after how much of the web is written in it. Set by
/// hand: languages that a scrape meets often get the bytes.
const COMMON: f64 = 1.0;
/// Met now and then.
const UNCOMMON: f64 = 0.5;
/// Hardly ever met.
const RARE: f64 = 0.2;

/// Name of lingua's crate, script group, weight and code of each language, in the order of `polyscrub::lang`.
#[rustfmt::skip]
pub const LANGUAGES: [(&str, Script, f64, &str); 75] = {
    use Script::{Cyrillic as C, Latin as L, Other as O};
    [
        ("afrikaans", L, UNCOMMON, "af"),
        ("albanian", L, UNCOMMON, "sq"),
        ("azerbaijani", L, UNCOMMON, "az"),
        ("basque", L, UNCOMMON, "eu"),
        ("bosnian", L, UNCOMMON, "bs"),
        ("catalan", L, COMMON, "ca"),
        ("croatian", L, COMMON, "hr"),
        ("czech", L, COMMON, "cs"),
        ("danish", L, COMMON, "da"),
        ("dutch", L, COMMON, "nl"),
        ("english", L, COMMON, "en"),
        ("esperanto", L, RARE, "eo"),
        ("estonian", L, COMMON, "et"),
        ("finnish", L, COMMON, "fi"),
        ("french", L, COMMON, "fr"),
        ("ganda", L, RARE, "lg"),
        ("german", L, COMMON, "de"),
        ("hungarian", L, COMMON, "hu"),
        ("icelandic", L, UNCOMMON, "is"),
        ("indonesian", L, COMMON, "id"),
        ("irish", L, UNCOMMON, "ga"),
        ("italian", L, COMMON, "it"),
        ("latin", L, RARE, "la"),
        ("latvian", L, COMMON, "lv"),
        ("lithuanian", L, COMMON, "lt"),
        ("malay", L, UNCOMMON, "ms"),
        ("maori", L, RARE, "mi"),
        ("bokmal", L, COMMON, "nb"),
        ("nynorsk", L, UNCOMMON, "nn"),
        ("polish", L, COMMON, "pl"),
        ("portuguese", L, COMMON, "pt"),
        ("romanian", L, COMMON, "ro"),
        ("shona", L, RARE, "sn"),
        ("slovak", L, COMMON, "sk"),
        ("slovene", L, COMMON, "sl"),
        ("somali", L, RARE, "so"),
        ("sotho", L, RARE, "st"),
        ("spanish", L, COMMON, "es"),
        ("swahili", L, UNCOMMON, "sw"),
        ("swedish", L, COMMON, "sv"),
        ("tagalog", L, UNCOMMON, "tl"),
        ("tsonga", L, RARE, "ts"),
        ("tswana", L, RARE, "tn"),
        ("turkish", L, COMMON, "tr"),
        ("vietnamese", L, COMMON, "vi"),
        ("welsh", L, UNCOMMON, "cy"),
        ("xhosa", L, RARE, "xh"),
        ("yoruba", L, RARE, "yo"),
        ("zulu", L, RARE, "zu"),
        ("belarusian", C, UNCOMMON, "be"),
        ("bulgarian", C, COMMON, "bg"),
        ("kazakh", C, UNCOMMON, "kk"),
        ("macedonian", C, UNCOMMON, "mk"),
        ("mongolian", C, UNCOMMON, "mn"),
        ("russian", C, COMMON, "ru"),
        ("serbian", C, COMMON, "sr"),
        ("ukrainian", C, COMMON, "uk"),
        ("arabic", O, COMMON, "ar"),
        ("persian", O, COMMON, "fa"),
        ("urdu", O, UNCOMMON, "ur"),
        ("hebrew", O, COMMON, "he"),
        ("greek", O, COMMON, "el"),
        ("armenian", O, UNCOMMON, "hy"),
        ("georgian", O, UNCOMMON, "ka"),
        ("hindi", O, COMMON, "hi"),
        ("marathi", O, UNCOMMON, "mr"),
        ("bengali", O, UNCOMMON, "bn"),
        ("punjabi", O, UNCOMMON, "pa"),
        ("gujarati", O, UNCOMMON, "gu"),
        ("tamil", O, UNCOMMON, "ta"),
        ("telugu", O, UNCOMMON, "te"),
        ("thai", O, COMMON, "th"),
        ("japanese", O, COMMON, "ja"),
        ("korean", O, COMMON, "ko"),
        ("chinese", O, COMMON, "zh"),
    ]
};

/// The groups among which n-grams are never shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    Latin,
    Cyrillic,
    Other,
}

impl Script {
    /// The group of a letter; the scorer in `src/identify/letters.rs` draws the same lines.
    pub fn of(letter: char) -> Self {
        match letter as u32 {
            0x41..=0x24F | 0x1E00..=0x1EFF | 0x2C60..=0x2C7F | 0xA720..=0xA7FF | 0xFB00..=0xFB06 => Self::Latin,
            0x400..=0x52F | 0x1C80..=0x1C8F | 0x2DE0..=0x2DFF | 0xA640..=0xA69F => Self::Cyrillic,
            _ => Self::Other,
        }
    }
}

/// One language's map from n-gram to `f64` bits of ln P(last character | the others).
pub type Model = Map<Vec<u8>>;

/// Reads the models of all languages out of cargo's registry.
pub fn load() -> Result<Vec<Model>> {
    let output = Command::new("cargo").args(["metadata", "--format-version", "1", "--locked"]).output()?;
    ensure!(output.status.success(), "cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().context("cargo metadata names no packages")?;
    let folder = |name: &str| {
        let wanted = format!("lingua-{name}-language-model");
        let package = packages.iter().find(|package| package["name"] == wanted.as_str());
        let manifest = package.and_then(|package| package["manifest_path"].as_str());
        manifest.map(|path| PathBuf::from(path).with_file_name("models/ngrams.fst")).context(wanted)
    };
    LANGUAGES
        .iter()
        .map(|(name, ..)| {
            let path = folder(name)?;
            let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
            Ok(Map::new(bytes)?)
        })
        .collect()
}
