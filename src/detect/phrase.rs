//! Interface vocabulary: whether a block is a known phrase, how much of it is interface words, network names.

use crate::{
    lang::LangSet,
    lexicon::{Hit, Lexicon, Risk, word_hashes},
    stamp::Stamps,
};

use super::{
    marks::Marks,
    network::{may_name, networks},
    stamp::is_stamp,
};

/// Whether a character separates the parts of a mixed line.
#[rustfmt::skip]
fn is_separator(c: char) -> bool {
    matches!(c, '|' | '·' | '•' | '—' | '»' | '›' | '/' | '\t' | '\n' | '‧' | '∙' | '⋅' | '¦' | '｜' | '‒' | '–' | '►')
}

/// Those of ASCII.
const SEPARATORS: &[u8] = b"|/\t\n";

/// Whether a character ends a sentence of a line; each may be a phrase.
fn is_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | ':' | '。' | '！' | '？' | '：')
}

/// Those of ASCII.
const ENDS: &[u8] = b".!?:";

/// Share of a line's letters in known sentences that makes it one of them.
const MOSTLY: f32 = 0.6;
/// Bytes above which a block is not looked at part by part.
const LONGEST: usize = 300;
/// Bytes above which it is no call: notices of what a site earns and stores are that long.
const LONGEST_CALL: usize = 600;

/// The share of interface words from which on a line may be several phrases that nothing sets apart.
const JOINED_WORDS: f32 = 0.34;
/// Words of such a line at most.
const MOST_JOINED: usize = 14;
/// Phrases in a row that no author writes.
const SEVERAL: usize = 3;
/// Words of one of its phrases at most.
const JOINED_LENGTH: usize = 6;

/// Bytes of a share bar at most: beyond it, names of networks are mentions.
const LONGEST_BAR: usize = 150;

/// What interface vocabulary a block holds.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Phrase {
    /// The phrase that the block is as a whole.
    pub whole: Option<Hit>,
    /// The hardest phrase among the parts of a mixed line.
    pub part: Option<Hit>,
    /// Whether it is several phrases in a row, which no author writes.
    pub row: bool,
    /// The share of letters and digits in parts that are phrases, stamps or networks.
    pub covered: f32,
    /// The share of words that are interface words of one language, whichever has most, function words left out.
    pub words: f32,
    /// The same for words that many phrases hold.
    pub common: f32,
    /// The share of words that name networks, 0 where only ordinary words do.
    pub networks: f32,
}

/// Share of interface words below which a line has none to speak of.
const PLAIN: f32 = 0.34;

impl Phrase {
    /// Whether next to none of its words are an interface's.
    pub(crate) fn is_plain(&self) -> bool {
        self.words < PLAIN
    }

    /// The phrase that explains the block, as a whole or in part.
    pub(crate) fn hit(&self) -> Option<Hit> {
        self.whole.or(self.part)
    }
}

/// What a line is looked up with.
struct Look<'a> {
    lexicon: &'a Lexicon,
    stamps: &'a Stamps,
    /// Whether names of networks may be in it.
    named: bool,
}

/// Looks a block up.
pub(crate) fn phrase(text: &str, words: &[u32], marks: &Marks, lexicon: &Lexicon, stamps: &Stamps) -> Phrase {
    let (share, common) = vocabulary(words, lexicon);
    let whole = match heading(text) {
        Some(heading) => find(lexicon, heading, &mut Vec::new()),
        None => lexicon.find_worded(text, words),
    };
    let mut phrase = Phrase { whole, words: share, common, ..Phrase::default() };
    if text.len() <= LONGEST_CALL {
        phrase.whole = whole.or_else(|| lexicon.find_call(text, words));
    }
    if text.len() <= LONGEST {
        phrase.whole = phrase.whole.or_else(|| announced(text, words, lexicon));
        let look = Look { lexicon, stamps, named: may_name(text, words) };
        if text.len() <= LONGEST_BAR {
            phrase.networks = look.networks(text);
        }
        if phrase.whole.is_none() && marks.has_kind(text, SEPARATORS, is_separator) {
            (phrase.part, phrase.covered) = look.parts(text.split(is_separator), Look::find);
        }
        if phrase.hit().is_none() && marks.has_kind(text, ENDS, is_end) {
            let (part, covered) = look.sentences(text.split_inclusive(is_end));
            phrase.part = part.filter(|_| covered >= MOSTLY);
        }
        if phrase.hit().is_none() && share > JOINED_WORDS && (2..=MOST_JOINED).contains(&words.len()) {
            (phrase.whole, phrase.part) = look.joined(text);
            phrase.row = phrase.whole.is_some();
            if phrase.hit().is_some() {
                phrase.covered = 1.0;
            }
        }
    }
    phrase
}

/// What a number stands before that numbers a heading: "2. Results" counts nothing, while a page that is counted is written in lower case.
fn heading(text: &str) -> Option<&str> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let heading = text[digits..].strip_prefix(". ").filter(|_| (1..=2).contains(&digits))?;
    Some(heading.trim_start()).filter(|heading| heading.starts_with(char::is_uppercase))
}

/// The heading of other articles that a line starts with, where one of them follows: "Read also: How the mill was sold". Of the lines behind
/// extractors that do, the development pages have seven, all of them chrome.
fn announced(text: &str, words: &[u32], lexicon: &Lexicon) -> Option<Hit> {
    if !lexicon.heads(words) {
        return None;
    }
    let starts = starts(text);
    let most = HEADING_LENGTH.min(starts.len().saturating_sub(TITLE_LENGTH));
    (1..=most).find_map(|count| {
        let (heading, title) = text.split_at(starts[count]);
        let colon = heading.trim_end().ends_with([':', '：']);
        let titled = title.starts_with(char::is_uppercase) && !title.trim_end().ends_with('.');
        let set_off = colon || heading.trim_end().ends_with(['|', '»', '›', '→', '–', '—', '-']);
        let follows = count > 1 && titled;
        if !set_off && !follows {
            return None;
        }
        let hit = find(lexicon, heading, &mut Vec::new())?;
        let stands = !hit.concept.is_button() || colon && titled;
        let announces = hit.risk == Risk::Hard && hit.concept.is_heading() && stands;
        announces.then_some(Hit { inset: true, ..hit })
    })
}

/// Words of such a heading at most, its marks included.
const HEADING_LENGTH: usize = 7;
/// Words of a title behind it at least.
const TITLE_LENGTH: usize = 3;

/// The phrase that a part of a line is.
fn find(lexicon: &Lexicon, part: &str, words: &mut Vec<u32>) -> Option<Hit> {
    words.clear();
    word_hashes(part, words);
    lexicon.find_worded(part, words)
}

/// The share of words that interfaces use, and of those that many of their phrases hold. Function words say nothing: the
/// verse of a poem has them as well. Where there are no others, they count after all.
fn vocabulary(words: &[u32], lexicon: &Lexicon) -> (f32, f32) {
    // Content words, those of them that interfaces use, and that many phrases hold; then the same two of all words.
    let (mut content, mut often, mut known, mut common) = (0usize, 0usize, 0usize, 0usize);
    let mut tongues = Tally::default();
    for &hash in words {
        let word = lexicon.word(hash);
        let telling = word.langs.without(word.functions);
        let tells = !telling.is_empty();
        content += usize::from(tells || word.functions.is_empty());
        tongues.add(telling);
        often += usize::from(tells && word.is_common());
        known += usize::from(!word.langs.is_empty());
        common += usize::from(word.is_common());
    }
    let share = |part: usize, all: usize| part as f32 / all.max(1) as f32;
    if content > 0 {
        (share(tongues.most(), content), share(often, content))
    } else {
        (share(known, words.len()), share(common, words.len()))
    }
}

/// How many words each language has, up to [`Tally::WORDS`]: bit by bit, the languages that have so many at least.
#[derive(Default)]
struct Tally([LangSet; Tally::WORDS]);

impl Tally {
    /// Words counted at most; a longer text is no label.
    const WORDS: usize = 24;

    /// Counts a word of these languages.
    fn add(&mut self, langs: LangSet) {
        let mut more = langs;
        for have in &mut self.0 {
            if more.is_empty() {
                return;
            }
            (*have, more) = (have.or(more), have.and(more));
        }
    }

    /// The words of the language that has most.
    fn most(&self) -> usize {
        self.0.iter().take_while(|have| !have.is_empty()).count()
    }
}

/// The phrases that the start of a line is made of.
#[derive(Debug, Clone, Copy)]
struct Joined {
    count: usize,
    hardest: Hit,
    /// Whether no author writes any of them.
    all_hard: bool,
}

/// Where the words of a text start.
fn starts(text: &str) -> Vec<usize> {
    let mut before = true;
    let starts =
        text.char_indices().filter(|&(_, c)| std::mem::replace(&mut before, c.is_whitespace()) && !c.is_whitespace());
    starts.map(|(index, _)| index).collect()
}

impl Look<'_> {
    fn networks(&self, text: &str) -> f32 {
        if self.named { networks(text) } else { 0.0 }
    }

    /// The phrase that a part is, unless it is an ordinary word.
    fn find(&self, part: &str, words: &mut Vec<u32>) -> Option<Hit> {
        find(self.lexicon, part, words).filter(|hit| hit.risk < Risk::Headword)
    }

    /// The phrase or the call that a sentence is.
    fn said(&self, sentence: &str, words: &mut Vec<u32>) -> Option<Hit> {
        self.find(sentence, words).or_else(|| self.lexicon.find_call(sentence, words))
    }

    /// The hardest phrase among the sentences of a line, and the share of letters in explained ones. Stamps among them matter only where one
    /// is a phrase.
    fn sentences<'t>(&self, sentences: impl Iterator<Item = &'t str> + Clone) -> (Option<Hit>, f32) {
        let mut words = Vec::new();
        let any = sentences.clone().any(|sentence| self.said(sentence, &mut words).is_some());
        if any { self.parts(sentences, Look::said) } else { (None, 0.0) }
    }

    /// The hardest of the phrases that a line is made of where nothing sets them apart: as a whole if there are [`SEVERAL`] or none that an
    /// author writes, or as a part: "Log in Sign up". Ordinary words make none.
    fn joined(&self, text: &str) -> (Option<Hit>, Option<Hit>) {
        let starts = starts(text);
        let end = |word: usize| starts.get(word).copied().unwrap_or(text.len());
        // For the words before each one, if phrases make them up: as few phrases as can be.
        let mut made: Vec<Option<Joined>> = vec![None; starts.len() + 1];
        let mut words = Vec::new();
        for last in 1..=starts.len() {
            for first in last.saturating_sub(JOINED_LENGTH)..last {
                let before = made[first];
                let count = before.map_or(0, |made| made.count) + 1;
                if first > 0 && before.is_none() || made[last].is_some_and(|known| known.count <= count) {
                    continue;
                }
                let part = &text[starts[first]..end(last)];
                let Some(hit) = self.find(part, &mut words) else { continue };
                let hardest = before.map(|made| made.hardest).filter(|before| before.risk <= hit.risk).unwrap_or(hit);
                let all_hard = before.is_none_or(|made| made.all_hard) && hit.risk == Risk::Hard;
                made[last] = Some(Joined { count, hardest, all_hard });
            }
        }
        match made[starts.len()] {
            Some(made) if made.count >= SEVERAL || made.count > 1 && made.all_hard => {
                (Some(Hit { risk: Risk::Hard, ..made.hardest }), None)
            }
            Some(made) => (None, Some(made.hardest)),
            None => (None, None),
        }
    }

    /// The hardest phrase among the parts, and the share of letters in explained parts.
    fn parts<'t>(
        &self,
        parts: impl Iterator<Item = &'t str>,
        find: impl Fn(&Self, &str, &mut Vec<u32>) -> Option<Hit>,
    ) -> (Option<Hit>, f32) {
        let (mut best, mut explained, mut all) = (None::<Hit>, 0usize, 0usize);
        let mut words = Vec::new();
        for part in parts {
            let size = part.chars().filter(|c| c.is_alphanumeric()).count();
            all += size;
            let hit = find(self, part, &mut words);
            if let Some(hit) = hit
                && best.is_none_or(|known| hit.risk < known.risk)
            {
                best = Some(hit);
            }
            if size > 0 && (hit.is_some() || self.networks(part) > 0.9 || is_stamp(part, self.stamps)) {
                explained += size;
            }
        }
        (best, explained as f32 / all.max(1) as f32)
    }
}
