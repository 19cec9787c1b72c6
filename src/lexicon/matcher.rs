//! All phrases of all languages, ready to be looked up.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lang::{Lang, LangSet};

use super::{
    LEXICONS, WORDS,
    call::{ANY, Calls},
    concept::{Concept, FILE},
    fold::{NUMBER, fold, keeps_words},
    parse::{Entry, ParseError, Risk, parse},
    phrases::Phrases,
    words::{first_hash, word_hashes},
};

/// Words that a `{name}` slot takes at most.
const NAME_WORDS: usize = 5;
/// Words that a `{title}` slot takes at most.
const TITLE_WORDS: usize = 24;
/// Words that a `{date}` slot takes at most.
const DATE_WORDS: usize = 9;
/// The slots of words, and how many each takes at most.
const SLOTS: [(&str, usize); 3] = [("{name}", NAME_WORDS), ("{title}", TITLE_WORDS), ("{date}", DATE_WORDS)];
/// Folded bytes above which no phrase is looked for.
const LONGEST: usize = 400;

/// A phrase found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// What it is for.
    pub concept: Concept,
    /// How often authors use it; the hardest of the languages that have it.
    pub risk: Risk,
    /// The languages that have it.
    pub langs: LangSet,
    /// Whether pages set it in the middle of what they are about as well: a button, a call, another article. So it is no sign that their text
    /// is over.
    pub inset: bool,
}

/// A phrase with a slot: what stands before it and after it, folded.
#[derive(Debug)]
struct Template {
    /// Whether a colon stands between it and the slot, without which its words are any author's: "Next: {name}", "Next steps".
    colon: bool,
    before: String,
    after: String,
    words: usize,
    hit: Hit,
}

/// Templates that are found by the same word.
#[derive(Debug, Default)]
struct Templates {
    /// What stands next to the slot of each.
    edges: Vec<Edge>,
    list: Vec<Template>,
}

/// The letters next to the slot of a template, and where they are in a text that it matches. Some first words open hundreds of templates,
/// and this turns nearly all away: side by side, so that nothing is waited for.
#[derive(Debug, Clone, Copy)]
struct Edge {
    /// The last byte of what stands before the slot, if anything does, and its place.
    before: Option<(u8, u16)>,
    /// The first byte of what stands after it, and its distance from the end.
    after: Option<(u8, u16)>,
}

impl Edge {
    /// That of a template with this before and after its slot.
    fn of(before: &str, after: &str) -> Self {
        let place = |bytes: usize| u16::try_from(bytes).unwrap_or(u16::MAX);
        Self {
            before: before.bytes().last().map(|last| (last, place(before.len() - 1))),
            after: after.bytes().next().map(|first| (first, place(after.len()))),
        }
    }

    /// Whether the bytes next to the slot are right.
    fn fits(self, folded: &[u8]) -> bool {
        let is_last = |(last, place): (u8, u16)| folded.get(usize::from(place)) == Some(&last);
        let at = |back: u16| folded.len().checked_sub(usize::from(back)).and_then(|at| folded.get(at));
        self.before.is_none_or(is_last) && self.after.is_none_or(|(first, back)| at(back) == Some(&first))
    }
}

/// What is known of a word.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Word {
    /// The languages whose interface phrases hold it.
    pub(crate) langs: LangSet,
    /// The languages that have it for a function word.
    pub(crate) functions: LangSet,
    /// How many phrases hold it.
    phrases: u32,
}

impl Word {
    /// Whether it stands in many phrases.
    pub(crate) fn is_common(&self) -> bool {
        self.phrases >= COMMON
    }
}

/// The interface phrases of all languages.
#[derive(Debug, Default)]
pub struct Lexicon {
    phrases: Phrases,
    /// Templates by the hash of their first own word, or of their last where they start with the slot.
    templates: FxHashMap<u32, Templates>,
    /// Words by their hashes.
    words: FxHashMap<u32, Word>,
    /// Hashes of the words of headings of other articles that no author writes.
    headings: FxHashSet<u32>,
    /// Phrases of which only parts are given.
    calls: Calls,
}

/// About how many words they have.
const VOCABULARY: usize = 32 << 10;
/// Words of a phrase whose words are interface vocabulary; those of whole sentences are everybody's.
const LABEL_WORDS: usize = 6;
/// Phrases that a word stands in before it counts as common interface vocabulary.
const COMMON: u32 = 12;

impl Lexicon {
    /// The built-in phrases, with the user's.
    ///
    /// # Errors
    ///
    /// The first unreadable line, and the language of its file.
    pub fn new(user: &[(Lang, String)]) -> Result<Self, (Lang, ParseError)> {
        let mut lexicon = Self { phrases: Phrases::new(), ..Self::default() };
        lexicon.words.reserve(VOCABULARY);
        let built_in = LEXICONS.iter().filter(|file| file.0 != FILE);
        let built_in = built_in.filter_map(|&(name, text)| Some((Lang::parse(name)?, text)));
        let user = user.iter().map(|(lang, text)| (*lang, text.as_str()));
        for &(name, text) in WORDS {
            Lang::parse(name).into_iter().for_each(|lang| lexicon.add_functions(text, lang));
        }
        for (lang, text) in built_in.chain(user) {
            for entry in parse(text).map_err(|error| (lang, error))? {
                lexicon.add(&entry, lang);
            }
        }
        Ok(lexicon)
    }

    fn add(&mut self, entry: &Entry<'_>, lang: Lang) {
        let hit =
            Hit { concept: entry.concept, risk: entry.risk, langs: LangSet::default().with(lang), inset: entry.whole };
        let slotted = entry.phrase.bytes().any(|byte| byte == b'{');
        if slotted && entry.phrase.contains(ANY) {
            self.calls.add(entry.phrase, Hit { inset: true, ..hit });
            return;
        }
        let phrase = if slotted { Cow::Owned(entry.phrase.replace("{n}", "0")) } else { Cow::Borrowed(entry.phrase) };
        let slot = SLOTS.iter().copied().find(|slot| slotted && phrase.contains(slot.0));
        let bare = match slot {
            Some((slot, _)) => Cow::Owned(phrase.replace(slot, " ")),
            None => Cow::Borrowed(&*phrase),
        };
        let words = hashes(&bare);
        match slot {
            Some((slot, words)) => self.add_template(&phrase, slot, words, hit),
            // Folding keeps the words of most phrases.
            None if keeps_words(&phrase) => self.phrases.add(&phrase, whole(&words), hit),
            None => self.phrases.add(&phrase, whole(&hashes(&fold(&phrase))), hit),
        }
        if words.len() > LABEL_WORDS {
            return;
        }
        if hit.risk == Risk::Hard && hit.concept.is_heading() {
            self.headings.insert(whole(&words));
        }
        if entry.whole {
            return;
        }
        for word in words {
            let word = self.words.entry(word).or_default();
            word.langs = word.langs.with(lang);
            word.phrases += 1;
        }
    }

    fn add_functions(&mut self, text: &str, lang: Lang) {
        let mut words = Vec::new();
        text.lines().filter(|line| !line.starts_with('#')).for_each(|line| word_hashes(line, &mut words));
        for word in words {
            let word = self.words.entry(word).or_default();
            word.functions = word.functions.with(lang);
        }
    }

    fn add_template(&mut self, phrase: &str, slot: &str, words: usize, hit: Hit) {
        let Some((before, after)) = phrase.split_once(slot) else { return };
        let colon = before.trim_end().ends_with(is_colon);
        let (before, after) =
            (fold(before), fold(&SLOTS.iter().fold(after.to_owned(), |rest, slot| rest.replace(slot.0, " "))));
        if let Some(key) = template_key(&before, &after) {
            let templates = self.templates.entry(key).or_default();
            templates.edges.push(Edge::of(&before, &after));
            templates.list.push(Template { colon, before, after, words, hit });
        }
    }

    /// The phrase that a text is, as a whole. Bullets, punctuation and counts around it do not matter.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Hit> {
        self.find_folded(text, |folded| whole(&hashes(folded)))
    }

    /// The same for a text of which the words are known: most are told from every phrase by them.
    pub(crate) fn find_worded(&self, text: &str, words: &[u32]) -> Option<Hit> {
        let key = |folded: &str| if keeps_words(text) { whole(words) } else { whole(&hashes(folded)) };
        if self.may_find(text, words) { self.find_folded(text, key) } else { None }
    }

    /// Whether a text may be a phrase. Folding keeps the words of most texts as they are: so a phrase has the same, and a template is
    /// found by one of them, the first or the last where no number touches it, or by a number.
    fn may_find(&self, text: &str, words: &[u32]) -> bool {
        let opens = |word: &u32| self.templates.contains_key(word);
        if !keeps_words(text) || self.phrases.has(whole(words)) {
            return true;
        }
        if text.bytes().any(|byte| byte.is_ascii_digit()) {
            return has_number_at_end(text) && opens(&u32::from(NUMBER)) || words.iter().any(opens);
        }
        words.first().is_some_and(opens) || words.last().is_some_and(opens)
    }

    /// The phrase that a text is; `key` hashes the words of what it is folded to.
    fn find_folded(&self, text: &str, key: impl Fn(&str) -> u32) -> Option<Hit> {
        if text.len() > LONGEST {
            return None;
        }
        let folded = fold(text);
        let bare = folded.trim_matches([NUMBER, ' ']);
        self.phrases.find(&folded, bare, key(&folded)).or_else(|| self.find_template(&folded, text))
    }

    fn find_template(&self, folded: &str, text: &str) -> Option<Hit> {
        let ends = [folded.split(' ').next(), folded.rsplit(' ').next()];
        let mut best: Option<Hit> = None;
        for templates in ends.into_iter().flatten().filter_map(|word| self.templates.get(&key(word)?)) {
            let fits = |edge: &Edge| edge.fits(folded.as_bytes());
            let candidates = templates.edges.iter().zip(&templates.list).filter(|pair| fits(pair.0)).map(|pair| pair.1);
            for template in candidates.filter(|template| template.matches(folded) && template.suits(text)) {
                if best.is_none_or(|hit| template.hit.risk < hit.risk) {
                    best = Some(template.hit);
                }
            }
        }
        best
    }

    /// The call that a text with these words is: a request to subscribe, sign in or share, whatever else it says.
    pub(crate) fn find_call(&self, text: &str, words: &[u32]) -> Option<Hit> {
        self.calls.find(text, words)
    }

    /// Whether a text with these words may start with a heading of other articles.
    pub(crate) fn heads(&self, words: &[u32]) -> bool {
        (1..=words.len().min(LABEL_WORDS)).any(|count| self.headings.contains(&whole(&words[..count])))
    }

    /// What is known of a word, by its hash.
    pub(crate) fn word(&self, hash: u32) -> Word {
        self.words.get(&hash).copied().unwrap_or_default()
    }
}

fn hashes(text: &str) -> Vec<u32> {
    let mut words = Vec::with_capacity(2 * LABEL_WORDS);
    word_hashes(text, &mut words);
    words
}

/// Whether the first or the last of the words and numbers of a text without other digits than those of ASCII starts with one.
fn has_number_at_end(text: &str) -> bool {
    let mut parts = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let is_number = |part: Option<&str>| part.is_some_and(|part| part.starts_with(|c: char| c.is_ascii_digit()));
    is_number(parts.next()) || is_number(parts.next_back())
}

/// A mark between a label and what it labels.
fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：' | '·' | '|' | '»' | '›' | '>' | '→' | '–' | '—' | '-' | '\n')
}

/// One hash of all words of a text.
fn whole(words: &[u32]) -> u32 {
    words.iter().fold(0, |hash: u32, word| (hash.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B9))
}

impl Template {
    fn matches(&self, folded: &str) -> bool {
        let Some(rest) = folded.strip_prefix(self.before.as_str()) else { return false };
        let Some(slot) = rest.strip_suffix(self.after.as_str()) else { return false };
        let closed =
            (self.before.is_empty() || slot.starts_with(' ')) && (self.after.is_empty() || slot.ends_with(' '));
        let words = slot.split(' ').filter(|word| !word.is_empty()).count();
        let dated = self.words != DATE_WORDS || slot.contains(NUMBER);
        closed && dated && (1..=self.words).contains(&words)
    }

    /// Whether the marks of a text, which folding takes away, are those that it needs: a title ends like no sentence.
    fn suits(&self, text: &str) -> bool {
        (!self.colon || text.contains(is_colon)) && (self.words != TITLE_WORDS || !text.trim_end().ends_with('.'))
    }
}

/// The word by which a template is found.
fn template_key(before: &str, after: &str) -> Option<u32> {
    let word = if before.is_empty() { after.rsplit(' ').next() } else { before.split(' ').next() };
    key(word?)
}

fn key(word: &str) -> Option<u32> {
    if word.starts_with(NUMBER) {
        return Some(NUMBER as u32);
    }
    first_hash(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        let german = "share-on\thard\tAuf {name} teilen\npage-n\tsoft\tSeite {n} von {n}\nback-to-top\thard\tNach oben\ndate-published\thard\tErschienen am {date}\n";
        Lexicon::new(&[(Lang::parse("de").unwrap(), german.to_owned())]).unwrap()
    }

    #[test]
    fn phrases_match_as_they_are_printed() {
        let lexicon = lexicon();
        let german = Lang::parse("de").unwrap();
        for text in
            ["» NACH OBEN", "Auf Rundbrief teilen", "Seite 3 von 12", "• Nach oben", "Erschienen am 3. Mai 2012"]
        {
            assert!(lexicon.find(text).is_some_and(|hit| hit.langs.contains(german)), "{text}");
        }
        assert!(lexicon.find("Wir gingen nach oben").is_none());
        assert!(lexicon.find("Erschienen am Fluss sind viele Leute.").is_none());
        assert!(lexicon.find("Auf einer langen Reise durch das Land teilen").is_none());
    }

    #[test]
    fn a_title_is_longer_than_a_name_and_ends_like_no_sentence() {
        let lexicon = Lexicon::new(&[(Lang::ENGLISH, "comments\thard\t{n} comments on {title}\n".to_owned())]).unwrap();
        assert!(lexicon.find("3 comments on “How the mill at the old ford was sold”").is_some());
        assert!(lexicon.find("3 comments on how the mill at the old ford was sold came in.").is_none());
    }

    #[test]
    fn what_words_rule_out_is_no_phrase() {
        let lexicon = Lexicon::new(&[]).unwrap();
        let names = ["Lodge", "3", "4 May", "the river", "+", "… 1,2b", "Größe", "٣", "河水", "é\u{301}", "ﬁsh"];
        let built_in = LEXICONS.iter().filter(|file| file.0 != FILE).flat_map(|file| parse(file.1).unwrap());
        for entry in built_in.step_by(7) {
            let phrase = names.iter().map(|name| {
                ["{n}", "{name}", "{title}", "{date}"]
                    .iter()
                    .fold(entry.phrase.to_owned(), |text, slot| text.replace(slot, name))
            });
            for text in
                phrase.flat_map(|text| [format!("» {text}:"), format!("3{text}"), format!("{text} – 1’2"), text])
            {
                assert_eq!(lexicon.find_worded(&text, &hashes(&text)), lexicon.find(&text), "{text}");
            }
        }
        assert!(!lexicon.may_find("Lorry drivers wait", &hashes("Lorry drivers wait")));
    }

    #[test]
    fn a_bad_line_is_named() {
        let error = Lexicon::new(&[(Lang::parse("de").unwrap(), "# x\nno-such\thard\tText\n".to_owned())]).unwrap_err();
        assert_eq!(error.1.line, 2);
    }
}
