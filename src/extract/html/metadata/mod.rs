//! What a document says of itself: one walk gathers the statements, and of several on one thing the most trusted counts
//! (the order of [`Source`]).

mod day;
mod json_ld;
mod meta;
mod node;
mod wording;

use rustc_hash::FxHashSet;

use super::{
    super::head,
    attribute::Name,
    tree::{Id, NONE, ROOT, Tree},
};
use crate::{
    date::Date,
    declared::{Declared, Source, state},
};
use json_ld::{Role, Thing};

/// Elements of one kind that are looked at: what the page says of itself stands before what its readers say.
const MOST: u32 = 64;

/// Languages that a document may exist in; sites of translations have about a hundred.
const MOST_ALTERNATES: usize = 256;

/// Longest tag of a language, in bytes; registered ones stay below it.
const LONGEST_LANGUAGE: usize = 35;

/// Longest class or id that is read, in bytes; longer ones are generated.
const LONGEST_CLASS: usize = 512;

/// Longest piece of a name or a line that is read, in bytes.
const LONGEST_TEXT: usize = 1024;

/// Longest address, in bytes; what is longer carries data.
const LONGEST_ADDRESS: usize = 2048;

/// Longest text that is a date, in bytes.
const LONGEST_DATE: usize = 64;

/// Different days in the text of a document beyond which it is a list of others.
const MOST_DAYS: usize = 3;

/// Most elements around one that are looked at.
const AROUND: usize = 64;

/// Words of classes and ids whose elements speak of something else than the document.
const OTHERS: [&str; 8] = ["comment", "related", "sidebar", "widget", "teaser", "recommend", "popular", "footer"];

/// Classes of elements that hold the name of an author and little else.
const BYLINES: [&str; 10] = [
    "byline",
    "author",
    "author-name",
    "byline-name",
    "byline__name",
    "author__name",
    "post-author",
    "entry-author",
    "article-author",
    "article__author",
];

/// What the document says of itself.
pub(super) fn declared(tree: &Tree) -> Declared {
    let mut gathering = Gathering {
        tree,
        declared: Declared::default(),
        scripts: Vec::new(),
        language: None,
        shared: None,
        times: Vec::new(),
        looked: [0; 3],
    };
    for id in tree.descendants(ROOT) {
        gathering.look(id);
    }
    gathering.finish()
}

/// What is known so far.
struct Gathering<'t> {
    tree: &'t Tree<'t>,
    declared: Declared,
    scripts: Vec<&'t str>,
    /// The language, from elsewhere than the root.
    language: Option<String>,
    /// The title that is meant for others to show.
    shared: Option<String>,
    /// The days that readers see, as machines read them.
    times: Vec<&'t str>,
    /// Elements looked at: microdata, times, names of authors.
    looked: [u32; 3],
}

impl<'t> Gathering<'t> {
    fn attribute(&self, id: Id, name: Name) -> Option<&'t str> {
        self.tree.attribute(id, name)
    }

    fn look(&mut self, id: Id) {
        match self.tree.name(id) {
            "" => return,
            "html" if self.declared.language.is_none() => {
                let language = self.attribute(id, Name::Lang).map(str::trim);
                self.declared.language = language.filter(|code| !code.is_empty()).map(str::to_owned);
            }
            "title" if self.declared.title.is_none() => self.declared.title = wording::line(&self.text(id)),
            "meta" => self.meta(id),
            "link" => self.link(id),
            "script" => self.scripts.extend(
                Some(self.tree.node(id).first).filter(|&child| child != NONE).map(|child| self.tree.text(child)),
            ),
            "time" => self.time(id),
            _ => {}
        }
        if let Some(property) = self.attribute(id, Name::Itemprop) {
            self.property(id, property);
        }
        self.byline(id);
    }

    fn meta(&mut self, id: Id) {
        let Some(content) = self.attribute(id, Name::Content) else { return };
        if self.attribute(id, Name::Property) == Some("og:title") && self.shared.is_none() {
            self.shared = wording::line(content);
        }
        for name in [Name::Property, Name::Called, Name::HttpEquiv] {
            let name = self.attribute(id, name).unwrap_or_default();
            meta::read(name, content, &mut self.declared, &mut self.language);
        }
    }

    fn link(&mut self, id: Id) {
        let (Some(rel), Some(target)) = (self.attribute(id, Name::Rel), self.attribute(id, Name::Href)) else { return };
        let is = |word: &str| rel.split_ascii_whitespace().any(|own| own.eq_ignore_ascii_case(word));
        if is("canonical") {
            state(&mut self.declared.url, Source::Link, address(target));
        }
        let Some(language) = self.attribute(id, Name::Hreflang).map(str::trim).filter(|_| is("alternate")) else {
            return;
        };
        let known = &mut self.declared.alternates;
        let fits = (1..=LONGEST_LANGUAGE).contains(&language.len());
        if fits && known.len() < MOST_ALTERNATES && !known.iter().any(|one| one == language) {
            known.push(language.to_owned());
        }
    }

    /// Takes in what microdata says, unless it is of something beside the document.
    fn property(&mut self, id: Id, property: &str) {
        if !matches!(property, "datePublished" | "dateModified" | "author") || self.is_past(0) || self.is_beside(id) {
            return;
        }
        let value = self.attribute(id, Name::Content).or_else(|| self.attribute(id, Name::Datetime));
        let value = value.map_or_else(|| self.text(id), |value| head(value, LONGEST_TEXT).to_owned());
        let declared = &mut self.declared;
        match property {
            "datePublished" => date(declared, Source::Microdata, &value),
            "dateModified" => state(&mut declared.modified, Source::Microdata, day::day(&value)),
            _ => state(&mut declared.author, Source::Microdata, wording::byline(&value)),
        }
    }

    /// Takes in a `<time>` that stands in the document's own text.
    fn time(&mut self, id: Id) {
        let Some(value) = self.attribute(id, Name::Datetime) else { return };
        if self.is_past(1) || self.is_beside(id) {
            return;
        }
        let class = head(self.attribute(id, Name::Class).unwrap_or_default(), LONGEST_CLASS).to_ascii_lowercase();
        let changed = class.contains("updated") || class.contains("modified");
        if changed && !class.contains("published") {
            state(&mut self.declared.modified, Source::Time, day::day(value));
        } else {
            self.times.push(value);
        }
    }

    /// Takes in the name of an author that readers see.
    fn byline(&mut self, id: Id) {
        let rel =
            self.attribute(id, Name::Rel).is_some_and(|rel| rel.split_ascii_whitespace().any(|word| word == "author"));
        let class = self.attribute(id, Name::Class).unwrap_or_default();
        let called =
            || class.split_ascii_whitespace().any(|word| BYLINES.iter().any(|name| word.eq_ignore_ascii_case(name)));
        if !(rel || called()) || self.is_past(2) || self.is_beside(id) {
            return;
        }
        let source = if rel { Source::RelAuthor } else { Source::Byline };
        let name = wording::byline(&self.text(id));
        state(&mut self.declared.author, source, name);
    }

    /// Whether enough elements of a kind were looked at.
    fn is_past(&mut self, kind: usize) -> bool {
        self.looked[kind] += 1;
        self.looked[kind] > MOST
    }

    /// Whether an element is of something beside the document: a comment, a teaser, the foot.
    fn is_beside(&self, id: Id) -> bool {
        let parent = |&id: &Id| Some(self.tree.node(id).parent).filter(|&parent| parent != NONE);
        let of_others = |value: &str| {
            let value = head(value, LONGEST_CLASS).to_ascii_lowercase();
            OTHERS.iter().any(|word| value.contains(word))
        };
        std::iter::successors(Some(id), parent).take(AROUND).any(|id| {
            let name = self.tree.name(id);
            let named =
                || [Name::Class, Name::Id].into_iter().filter_map(|name| self.attribute(id, name)).any(of_others);
            matches!(name, "aside" | "footer" | "nav") || !matches!(name, "html" | "body") && named()
        })
    }

    /// The text in an element, as far as a name or a line may go.
    fn text(&self, id: Id) -> String {
        let texts = self.tree.descendants(id).map(|id| head(self.tree.text(id), LONGEST_TEXT)).take(MOST as usize);
        texts.collect::<Vec<_>>().join(" ")
    }

    fn finish(mut self) -> Declared {
        self.declared.title = self.declared.title.or(self.shared);
        let things = json_ld::things(self.scripts.iter().copied());
        let mut declared = self.declared;
        let days: FxHashSet<Date> = self.times.iter().filter_map(|time| day::day(time)).collect();
        if let (Some(first), true) = (self.times.first(), days.len() <= MOST_DAYS) {
            date(&mut declared, Source::Time, first);
        }
        declared.language = declared.language.or(self.language);
        let own = own(&things, &declared);
        for thing in own {
            take(thing, &mut declared);
        }
        if let Some(site) = things.iter().find(|thing| thing.role == Role::Site) {
            state(&mut declared.site, Source::JsonLd, site.name.clone());
        }
        settle(&mut declared);
        declared
    }
}

/// The things that are the document, those that say most of it first: what has its address or its title, else the only
/// article. A page that lists articles is none of them.
fn own<'t>(things: &'t [Thing], declared: &Declared) -> Vec<&'t Thing> {
    let of = |role: Role| things.iter().filter(move |thing| thing.role == role);
    let here = |thing: &&Thing| {
        let address = declared.url.as_ref().map(|url| bare(&url.value));
        let titled =
            thing.name.as_deref().zip(declared.title.as_deref()).is_some_and(|(name, title)| title.contains(name));
        titled || address.is_some_and(|address| thing.addresses.iter().any(|own| bare(own) == address))
    };
    let single = of(Role::Article).count() == 1;
    let articles = of(Role::Article).filter(|thing| single || here(thing));
    articles.chain(of(Role::Page)).collect()
}

/// Takes over what is said of the document.
fn take(thing: &Thing, declared: &mut Declared) {
    let author = (!thing.authors.is_empty()).then(|| thing.authors.join("; "));
    state(&mut declared.author, Source::JsonLd, author);
    if let Some(published) = &thing.published {
        date(declared, Source::JsonLd, published);
    }
    state(&mut declared.modified, Source::JsonLd, thing.modified);
    state(&mut declared.site, Source::JsonLd, thing.publisher.clone());
    declared.language = declared.language.take().or_else(|| thing.language.clone());
}

/// Takes over a day of publication, or how it is written where only a reader of its language can tell.
fn date(declared: &mut Declared, source: Source, text: &str) {
    match day::day(text) {
        Some(day) => state(&mut declared.date, source, Some(day)),
        None if text.len() <= LONGEST_DATE => state(&mut declared.dated, source, wording::line(text)),
        None => {}
    }
}

/// Settles the day by the one that the address holds: a moment told in another zone may be that of the day beside it.
fn settle(declared: &mut Declared) {
    let Some(day) = declared.url.as_ref().and_then(|url| day::in_address(&url.value)) else { return };
    match &mut declared.date {
        Some(known) if known.value.is_beside(day) => known.value = day,
        Some(_) => {}
        None => state(&mut declared.date, Source::Address, Some(day)),
    }
}

/// An address without what differs between writings of the same: scheme, `www.`, fragment, the slash at the end.
fn bare(address: &str) -> &str {
    let address = address.split('#').next().unwrap_or_default();
    let address = address.split_once("://").map_or(address, |parts| parts.1);
    address.strip_prefix("www.").unwrap_or(address).trim_end_matches('/')
}

/// An address of the web as it is written, if it is a whole one.
fn address(text: &str) -> Option<String> {
    let text = text.trim();
    let scheme = text.split_once("://")?.0;
    let web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let whole = web && text.len() <= LONGEST_ADDRESS && !text.contains(|c: char| c.is_whitespace() || c.is_control());
    whole.then(|| text.to_owned())
}
