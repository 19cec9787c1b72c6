//! What an interface phrase is for, and the kind of removal that follows from it.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::kind::Kind;

use super::LEXICONS;

/// The name of the file that lists the concepts, among the lexicons.
pub(crate) const FILE: &str = "concepts";

/// One purpose of interface phrases, such as `back-to-top`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Concept {
    /// Its name in lexicon files.
    pub name: &'static str,
    /// The kind of a removal that it explains.
    pub kind: Kind,
}

impl Concept {
    /// The concept of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        concepts().get(name).copied()
    }

    /// Whether its phrases stand above other articles.
    #[must_use]
    pub fn is_related(self) -> bool {
        self.kind == Kind::Related
    }

    /// Whether its phrases may stand before another article in the same line: "Read also: How the mill was sold".
    pub(crate) fn is_heading(self) -> bool {
        HEADINGS.contains(&self.name) || self.is_button()
    }

    /// Whether such phrases are buttons as well, so that only a colon makes them headings: "Read more: How the mill was sold".
    pub(crate) fn is_button(self) -> bool {
        BUTTONS.contains(&self.name)
    }

    /// Every concept, by name.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut all: Vec<Self> = concepts().values().copied().collect();
        all.sort_by_key(|concept| concept.name);
        all
    }
}

/// The concepts of such phrases.
const HEADINGS: [&str; 2] = ["read-also", "related"];
/// The concepts of those that are buttons as well.
const BUTTONS: [&str; 2] = ["read-more", "up-next"];

fn concepts() -> &'static FxHashMap<&'static str, Concept> {
    static CONCEPTS: OnceLock<FxHashMap<&'static str, Concept>> = OnceLock::new();
    CONCEPTS.get_or_init(|| {
        let text = LEXICONS.iter().find(|file| file.0 == FILE).map_or("", |file| file.1);
        let rows = text.lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|row| {
            let (name, rest) = row.split_once('\t')?;
            let kind = rest.split('\t').next()?.parse().ok()?;
            Some((name, Concept { name, kind }))
        })
        .collect()
    })
}
