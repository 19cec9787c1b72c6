//! The kinds of text that can be removed, as users select them and records name them.

use std::{fmt, str::FromStr};

use serde::{Serialize, Serializer};

/// What a removed block was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Text in another language than the page's, of no kind more particular than that.
    Foreign,
    /// Wording of an interface: forms, counters, comment boxes, players.
    UiPhrase,
    /// A date or time that is metadata of the page.
    Timestamp,
    /// A number that a system gave the document, often with a date in it.
    DocumentNumber,
    /// Menus, links, page turners.
    Navigation,
    /// Share bars and the names of networks.
    Share,
    /// Copyright, imprint, terms, theme and host credits.
    Legal,
    /// Cookie notices and their buttons.
    Cookie,
    /// Advertising, newsletters, subscriptions.
    Ad,
    /// Pointers to other pages: related, most read, latest.
    Related,
    /// Messages of broken or missing programs: warnings, stack traces, unrendered templates.
    TechError,
    /// A block that the page, or its site, repeats.
    Repeated,
}

/// Every kind with its name and what it means, in the order of records and reports.
const NAMES: [(Kind, &str, &str); 12] = [
    (Kind::Foreign, "foreign", "text in another language than the page's"),
    (Kind::UiPhrase, "ui-phrase", "wording of an interface: forms, counters, comment boxes, players"),
    (Kind::Timestamp, "timestamp", "a date or time that belongs to the page, not to its text"),
    (Kind::DocumentNumber, "document-number", "a number that a system gave the document"),
    (Kind::Navigation, "navigation", "menus, links, page turners"),
    (Kind::Share, "share", "share bars and names of networks"),
    (Kind::Legal, "legal", "copyright, imprint, terms, credits of themes and hosts"),
    (Kind::Cookie, "cookie", "cookie notices and their buttons"),
    (Kind::Ad, "ad", "advertising, newsletters, subscriptions"),
    (Kind::Related, "related", "pointers to other pages"),
    (Kind::TechError, "tech-error", "messages of broken programs, unrendered templates"),
    (Kind::Repeated, "repeated", "a block that the page or its site repeats"),
];

impl Kind {
    /// Every kind, in the order of reports.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|row| row.0)
    }

    /// The name in flags and records, such as `ui-phrase`.
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES[self as usize].1
    }

    /// What it stands for, in a few words.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        NAMES[self as usize].2
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(name: &str) -> Result<Self, UnknownKind> {
        let found = NAMES.iter().find(|row| row.1 == name);
        found.map(|row| row.0).ok_or_else(|| UnknownKind(name.to_owned()))
    }
}

/// A name that is no kind of removal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown kind of removal `{0}`; `polyscrub rules` lists them")]
pub struct UnknownKind(String);

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// A set of kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KindSet(u16);

impl KindSet {
    /// All kinds.
    pub const ALL: Self = Self((1 << NAMES.len()) - 1);
    /// No kind.
    pub const NONE: Self = Self(0);

    /// The set with `kind` in it.
    #[must_use]
    pub fn with(self, kind: Kind) -> Self {
        Self(self.0 | 1 << kind as u16)
    }

    /// The set without `kind`.
    #[must_use]
    pub fn without(self, kind: Kind) -> Self {
        Self(self.0 & !(1 << kind as u16))
    }

    /// Whether `kind` is in it.
    #[must_use]
    pub fn contains(self, kind: Kind) -> bool {
        self.0 & 1 << kind as u16 != 0
    }
}

impl FromIterator<Kind> for KindSet {
    fn from_iter<I: IntoIterator<Item = Kind>>(kinds: I) -> Self {
        kinds.into_iter().fold(Self::NONE, Self::with)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_the_order_of_the_enum() {
        for (index, kind) in Kind::all().enumerate() {
            assert_eq!(kind as usize, index);
            assert_eq!(kind.name().parse(), Ok(kind));
            assert!(KindSet::ALL.contains(kind) && !KindSet::ALL.without(kind).contains(kind));
        }
    }
}
