//! Where the models are, and what is in them.

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Context, Result, ensure};
use fst::Map;

/// Name of lingua's crate and the script group of the language, in the order of `polyscrub::lang`.
pub const LANGUAGES: [(&str, Script); 75] = {
    use Script::{Cyrillic as C, Latin as L, Other as O};
    [
        ("afrikaans", L), ("albanian", L), ("azerbaijani", L), ("basque", L), ("bosnian", L), ("catalan", L), ("croatian", L),
        ("czech", L), ("danish", L), ("dutch", L), ("english", L), ("esperanto", L), ("estonian", L), ("finnish", L),
        ("french", L), ("ganda", L), ("german", L), ("hungarian", L), ("icelandic", L), ("indonesian", L), ("irish", L),
        ("italian", L), ("latin", L), ("latvian", L), ("lithuanian", L), ("malay", L), ("maori", L), ("bokmal", L),
        ("nynorsk", L), ("polish", L), ("portuguese", L), ("romanian", L), ("shona", L), ("slovak", L), ("slovene", L),
        ("somali", L), ("sotho", L), ("spanish", L), ("swahili", L), ("swedish", L), ("tagalog", L), ("tsonga", L),
        ("tswana", L), ("turkish", L), ("vietnamese", L), ("welsh", L), ("xhosa", L), ("yoruba", L), ("zulu", L),
        ("belarusian", C), ("bulgarian", C), ("kazakh", C), ("macedonian", C), ("mongolian", C), ("russian", C),
        ("serbian", C), ("ukrainian", C), ("arabic", O), ("persian", O), ("urdu", O), ("hebrew", O), ("greek", O),
        ("armenian", O), ("georgian", O), ("hindi", O), ("marathi", O), ("bengali", O), ("punjabi", O), ("gujarati", O),
        ("tamil", O), ("telugu", O), ("thai", O), ("japanese", O), ("korean", O), ("chinese", O),
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
        .map(|(name, _)| {
            let path = folder(name)?;
            let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
            Ok(Map::new(bytes)?)
        })
        .collect()
}
