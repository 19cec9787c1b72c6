//! `<meta>` elements: which of their many names say what.

use super::{day::day, wording};
use crate::declared::{Declared, Source, state};

/// What a name of a `<meta>` is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Author,
    Date,
    Description,
    Language,
    Modified,
    Site,
    Url,
}

/// Names of `<meta>`, in lower case, with what they are about and who uses them.
#[rustfmt::skip]
const NAMES: [(&str, Field, Source); 59] = [
    ("article:published_time", Field::Date, Source::OpenGraph), ("og:article:published_time", Field::Date, Source::OpenGraph),
    ("og:published_time", Field::Date, Source::OpenGraph), ("article:published", Field::Date, Source::OpenGraph),
    ("dc.date", Field::Date, Source::DublinCore), ("dc.date.issued", Field::Date, Source::DublinCore),
    ("dc.date.created", Field::Date, Source::DublinCore), ("dcterms.issued", Field::Date, Source::DublinCore),
    ("dcterms.date", Field::Date, Source::DublinCore), ("dcterms.created", Field::Date, Source::DublinCore),
    ("dc:date", Field::Date, Source::DublinCore), ("dcterms.available", Field::Date, Source::DublinCore),
    ("citation_publication_date", Field::Date, Source::Meta), ("citation_date", Field::Date, Source::Meta),
    ("citation_online_date", Field::Date, Source::Meta), ("parsely-pub-date", Field::Date, Source::Meta),
    ("sailthru.date", Field::Date, Source::Meta), ("date", Field::Date, Source::Meta), ("pubdate", Field::Date, Source::Meta),
    ("pub_date", Field::Date, Source::Meta), ("publishdate", Field::Date, Source::Meta),
    ("publish-date", Field::Date, Source::Meta), ("publish_date", Field::Date, Source::Meta),
    ("publication_date", Field::Date, Source::Meta), ("published_date", Field::Date, Source::Meta),
    ("datepublished", Field::Date, Source::Meta), ("article.published", Field::Date, Source::Meta),
    ("published_time", Field::Date, Source::Meta), ("published-date", Field::Date, Source::Meta),
    ("published", Field::Date, Source::Meta), ("bt:pubdate", Field::Date, Source::Meta),
    ("cxenseparse:recs:publishtime", Field::Date, Source::Meta), ("date.release", Field::Date, Source::Meta),
    ("article:modified_time", Field::Modified, Source::OpenGraph), ("og:updated_time", Field::Modified, Source::OpenGraph),
    ("dcterms.modified", Field::Modified, Source::DublinCore), ("dc.date.modified", Field::Modified, Source::DublinCore),
    ("last-modified", Field::Modified, Source::Meta), ("lastmod", Field::Modified, Source::Meta),
    ("datemodified", Field::Modified, Source::Meta), ("article.updated", Field::Modified, Source::Meta),
    ("article:author", Field::Author, Source::OpenGraph), ("og:article:author", Field::Author, Source::OpenGraph),
    ("dc.creator", Field::Author, Source::DublinCore), ("dcterms.creator", Field::Author, Source::DublinCore),
    ("author", Field::Author, Source::Meta), ("parsely-author", Field::Author, Source::Meta),
    ("sailthru.author", Field::Author, Source::Meta), ("citation_author", Field::Author, Source::Meta),
    ("og:site_name", Field::Site, Source::OpenGraph), ("application-name", Field::Site, Source::Meta),
    ("description", Field::Description, Source::Meta), ("og:description", Field::Description, Source::OpenGraph),
    ("dc.description", Field::Description, Source::DublinCore), ("og:url", Field::Url, Source::OpenGraph),
    ("content-language", Field::Language, Source::Meta), ("og:locale", Field::Language, Source::OpenGraph),
    ("dc.language", Field::Language, Source::DublinCore), ("dcterms.language", Field::Language, Source::DublinCore),
];

/// Longest name there is in [`NAMES`], in bytes.
const LONGEST: usize = 28;

/// Takes in what a `<meta>` of this name says.
pub(super) fn read(name: &str, content: &str, declared: &mut Declared, language: &mut Option<String>) {
    if name.len() > LONGEST {
        return;
    }
    let name = name.trim().to_ascii_lowercase();
    let Some(&(_, field, source)) = NAMES.iter().find(|row| row.0 == name) else { return };
    match field {
        Field::Author => state(&mut declared.author, source, wording::author(content)),
        Field::Date => super::date(declared, source, content),
        Field::Modified => state(&mut declared.modified, source, day(content)),
        Field::Site => state(&mut declared.site, source, wording::line(content)),
        Field::Description => state(&mut declared.description, source, wording::line(content)),
        Field::Url => state(&mut declared.url, source, super::address(content)),
        Field::Language => *language = language.take().or_else(|| wording::line(content)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_lower_case_and_fit() {
        assert!(NAMES.iter().all(|row| row.0 == row.0.to_ascii_lowercase() && row.0.len() <= LONGEST));
        assert!(NAMES.iter().any(|row| row.0.len() == LONGEST));
    }
}
