//! The table of all words that can stand in a stamp: month and weekday names of every glibc locale, and what
//! `corpora/stamps` adds to them.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasherDefault, Hasher},
};

use pure_rust_locales::{Locale, locale_match};

use super::{
    fold::fold_key,
    lex::unspaced,
    locales::LOCALES,
    role::{Role, Roles},
};
use crate::lang::Lang;

include!(concat!(env!("OUT_DIR"), "/stamps.rs"));

/// Stands for "no language of ours" in a table of bytes.
const NO_LANG: u8 = u8::MAX;
/// Stands for several languages.
const MANY_LANGS: u8 = u8::MAX - 1;
/// Names of locales outside [`Lang`] must have this many characters: shorter ones are words of other languages.
const MIN_RARE_CHARS: usize = 4;

/// Where at least so many languages know a month name, and so few of them differ, the page's language is not needed.
const MIN_VOTES: usize = 5;
/// See [`MIN_VOTES`].
const MAX_DISSENT: usize = 1;
/// Characters of a name of a month at most, for [`Names::only_month`].
pub(super) const MAX_MONTH_CHARS: usize = 14;
/// Room for all keys, so that the tables never grow.
const CAPACITY: usize = 12_000;

/// The keys come from the program itself, so a fast hash needs no secret.
type Hashing = BuildHasherDefault<Fast>;

/// Multiply and rotate over words of eight bytes, as rustc hashes its tables.
#[derive(Default)]
struct Fast(u64);

impl Hasher for Fast {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks();
        words.iter().for_each(|word| self.add(u64::from_le_bytes(*word)));
        if !rest.is_empty() {
            self.add(rest.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(byte.into());
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

impl Fast {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x0517_cc1b_7272_20a9);
    }
}

fn table() -> HashMap<Box<str>, Entry, Hashing> {
    HashMap::with_capacity_and_hasher(CAPACITY, Hashing::default())
}

/// What is known of one word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    /// The parts it can play.
    pub(super) roles: Roles,
    /// The months it names, bit 1 to 12.
    months: u16,
    /// The number that belongs to an era, a month of another calendar, or half of the day.
    pub(super) value: u16,
    /// The language it belongs to.
    lang: u8,
    id: u32,
}

/// All names, by folded spelling.
pub(super) struct Names {
    entries: HashMap<Box<str>, Entry, Hashing>,
    /// The first word of every key (its first character where words are not spaced).
    starts: HashSet<Box<str>, Hashing>,
    /// The first word of every phrase that can open a text without digits.
    phrases: HashSet<Box<str>, Hashing>,
    /// The names that mean one month, and which, by the number of their characters.
    months: Vec<Vec<(Box<str>, u16)>>,
    /// Month by language, for names that mean different months: (entry, language, month).
    disputed: Vec<(u32, u8, u8)>,
}

/// Month and weekday lists of one locale.
type Lists = ([&'static [&'static str]; 2], [&'static [&'static str]; 2], [Option<&'static [&'static str]>; 2]);

fn lists(locale: Locale) -> Lists {
    (
        [locale_match!(locale => LC_TIME::MON), locale_match!(locale => LC_TIME::ABMON)],
        [locale_match!(locale => LC_TIME::DAY), locale_match!(locale => LC_TIME::ABDAY)],
        [locale_match!(locale => LC_TIME::ALT_MON), locale_match!(locale => LC_TIME::AB_ALT_MON)],
    )
}

impl Names {
    pub(super) fn new() -> Self {
        let mut names = Self {
            entries: table(),
            starts: HashSet::with_capacity_and_hasher(CAPACITY, Hashing::default()),
            phrases: HashSet::default(),
            months: vec![Vec::new(); MAX_MONTH_CHARS + 1],
            disputed: Vec::new(),
        };
        names.add_files();
        names.add_locales();
        names.disputed.sort_unstable();
        names.disputed.dedup();
        for (key, entry) in names.entries.iter().filter(|(_, entry)| entry.months.count_ones() == 1) {
            if let Some(alike) = names.months.get_mut(key.chars().count()) {
                alike.push((key.clone(), entry.months));
            }
        }
        names
    }

    /// The files come first: where they and a locale outside our languages differ, the files hold.
    fn add_files(&mut self) {
        for (stem, text) in STAMPS {
            let lang = Lang::parse(stem).map_or(NO_LANG, byte);
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                let mut columns = line.split('\t');
                let (Some(role), Some(word)) = (columns.next().and_then(Role::parse), columns.next()) else { continue };
                let value = columns.next().and_then(|v| v.parse().ok()).unwrap_or(0);
                self.add(word, role, value, lang);
            }
        }
    }

    fn add_locales(&mut self) {
        let mut seen = HashSet::<_, Hashing>::default();
        for code in LOCALES {
            let Ok(locale) = code.parse::<Locale>() else { continue };
            let lang = Lang::parse(code).map_or(NO_LANG, byte);
            let (months, days, other) = lists(locale);
            for list in months.into_iter().chain(other.into_iter().flatten()) {
                if seen.insert((lang, list)) {
                    self.add_list(list, Role::Month, lang);
                }
            }
            for list in days {
                if seen.insert((lang, list)) {
                    self.add_list(list, Role::Weekday, lang);
                }
            }
        }
    }

    fn add_list(&mut self, list: &[&str], role: Role, lang: u8) {
        for (number, name) in (1..).zip(list) {
            let rare = lang == NO_LANG && name.chars().count() < MIN_RARE_CHARS;
            if !rare && name.chars().next().is_some_and(char::is_alphabetic) {
                self.add(name, role, number, lang);
            }
        }
    }

    fn add(&mut self, word: &str, role: Role, value: u16, lang: u8) {
        let key = fold_key(word);
        // A single word such as "now" is also a label of lists and players; a phrase is not.
        let vague = role == Role::JustNow && !key.contains([' ', '-', '\'']) && !key.starts_with(unspaced);
        let role = if vague { Role::Now } else { role };
        if key.is_empty() {
            return;
        }
        let id = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let entry = match self.entries.get_mut(key.as_str()) {
            Some(entry) => entry,
            None => {
                let first = first_part(&key);
                if !self.starts.contains(first) {
                    self.starts.insert(first.into());
                }
                let opens = matches!(role, Role::Label | Role::Now | Role::JustNow | Role::AgoBefore);
                if opens && first.len() < key.len() && !self.phrases.contains(first) {
                    self.phrases.insert(first.into());
                }
                let fresh = Entry { roles: Roles::default(), months: 0, value: 0, lang, id };
                self.entries.entry(key.into_boxed_str()).or_insert(fresh)
            }
        };
        if role == Role::Month && lang == NO_LANG && entry.months != 0 {
            return;
        }
        entry.roles.insert(role);
        if role == Role::By && word.contains(' ') {
            entry.roles.insert(Role::Label);
        }
        if entry.lang != lang && lang != NO_LANG {
            entry.lang = if entry.lang == NO_LANG { lang } else { MANY_LANGS };
        }
        if role == Role::Month {
            entry.months |= 1 << value.min(15);
            self.disputed.push((entry.id, lang, u8::try_from(value).unwrap_or(0)));
        } else if value != 0 && role != Role::Weekday {
            entry.value = value;
        }
    }

    /// What is known of a folded spelling.
    pub(super) fn get(&self, key: &str) -> Option<Entry> {
        self.entries.get(key).copied()
    }

    /// Whether a text without digits can be a stamp if this is its first word, and `first` the part by which keys are
    /// found: an article alone opens too many sentences.
    pub(super) fn opens(&self, first: &str, word: &str) -> bool {
        const OPENERS: Roles = Roles::of(&[
            Role::Label,
            Role::Modifier,
            Role::Now,
            Role::JustNow,
            Role::AgoBefore,
            Role::AgoAfter,
            Role::Weekday,
            Role::Unit,
            Role::One,
            Role::By,
        ]);
        match self.get(word) {
            Some(entry) if !first.starts_with(unspaced) => entry.roles.meets(OPENERS) || self.phrases.contains(first),
            _ => self.starts(first),
        }
    }

    /// Whether any name begins with this word.
    pub(super) fn starts(&self, word: &str) -> bool {
        self.starts.contains(word)
    }

    /// The month a name means in one of these languages, or in all.
    pub(super) fn month(&self, entry: Entry, langs: &[Option<Lang>]) -> Option<u32> {
        if entry.months.count_ones() == 1 {
            return Some(entry.months.trailing_zeros());
        }
        let from = self.disputed.partition_point(|row| row.0 < entry.id);
        let rows = self.disputed[from..].iter().take_while(|row| row.0 == entry.id);
        let own = |lang: &Lang| rows.clone().find(|row| row.1 == byte(*lang)).map(|row| u32::from(row.2));
        langs.iter().flatten().find_map(own).or_else(|| {
            let total = rows.clone().count();
            let votes = |month: u8| rows.clone().filter(|row| row.2 == month).count();
            let month = (1..=12).max_by_key(|month| votes(*month))?;
            (total >= MIN_VOTES && total - votes(month) <= MAX_DISSENT).then_some(u32::from(month))
        })
    }

    /// The only month whose name fits a word of so many characters, at most [`MAX_MONTH_CHARS`], some of them unreadable, which
    /// `fits` tells.
    pub(super) fn only_month(&self, chars: usize, fits: impl Fn(&str) -> bool) -> Option<&str> {
        let mut found = self.months.get(chars)?.iter().filter(|(key, _)| fits(key));
        let (key, month) = found.next()?;
        found.all(|other| other.1 == *month).then_some(key)
    }
}

impl Entry {
    pub(super) fn has(self, role: Role) -> bool {
        self.roles.has(role)
    }

    /// The language, where the word belongs to one only.
    pub(super) fn lang(self) -> Option<Lang> {
        (self.lang < MANY_LANGS).then(|| Lang::at(usize::from(self.lang)))
    }
}

fn byte(lang: Lang) -> u8 {
    u8::try_from(lang.index()).unwrap_or(NO_LANG)
}

/// The part of a key by which a text is told from one that cannot begin with a name.
pub(super) fn first_part(key: &str) -> &str {
    let Some(first) = key.chars().next() else { return key };
    if unspaced(first) {
        return &key[..first.len_utf8()];
    }
    let end = key.find(|c: char| !super::lex::is_letter(c)).unwrap_or(key.len());
    &key[..end.max(first.len_utf8())]
}
