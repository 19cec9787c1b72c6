//! Interface vocabulary: whether a block is a known phrase, how much of it is interface words, network names.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::lexicon::{Hit, Lexicon, Risk, is_plain, word_hashes};

use super::stamp::is_stamp;
use crate::stamp::Stamps;

/// Names of networks and services that share bars consist of, in lower case. They are no evidence alone.
const NETWORKS: &[&str] = &[
    "facebook",
    "twitter",
    "x",
    "linkedin",
    "xing",
    "whatsapp",
    "telegram",
    "instagram",
    "youtube",
    "pinterest",
    "reddit",
    "tumblr",
    "flickr",
    "vimeo",
    "mastodon",
    "bluesky",
    "threads",
    "tiktok",
    "snapchat",
    "viber",
    "skype",
    "messenger",
    "vk",
    "vkontakte",
    "ok",
    "odnoklassniki",
    "livejournal",
    "line",
    "kakao",
    "kakaotalk",
    "kakaostory",
    "naver",
    "band",
    "weibo",
    "wechat",
    "weixin",
    "qq",
    "qzone",
    "douban",
    "pocket",
    "flipboard",
    "digg",
    "delicious",
    "stumbleupon",
    "google",
    "rss",
    "email",
    "mail",
    "e",
    "print",
    "sms",
    "feedly",
    "disqus",
    "soundcloud",
    "spotify",
    "medium",
    "github",
    "hatena",
    "mixi",
    "gab",
    "gmail",
    "yahoo",
    "buffer",
    "evernote",
    "wykop",
    "nk",
    "meneame",
    "tuenti",
    "myspace",
    "plus",
    "discord",
    "twitch",
    "app",
    "store",
    "play",
    "news",
    "copy",
    "link",
    "feed",
    "atom",
    "pdf",
    "permalink",
    "вконтакте",
    "одноклассники",
    "твиттер",
    "фейсбук",
    "微信",
    "微博",
    "人人网",
    "豆瓣",
    "ツイート",
    "はてなブックマーク",
    "ライン",
    "카카오톡",
    "페이스북",
    "트위터",
    "네이버",
    "밴드",
    "فيسبوك",
    "تويتر",
    "واتساب",
    "تلگرام",
    "فیسبوک",
    "توییتر",
];
/// Of these, the names that are ordinary words too: a share name needs one that is not.
const ORDINARY: &[&str] = &[
    "x",
    "ok",
    "line",
    "band",
    "e",
    "print",
    "mail",
    "plus",
    "app",
    "store",
    "play",
    "news",
    "copy",
    "link",
    "threads",
    "pocket",
    "buffer",
    "feed",
    "atom",
    "medium",
    "messenger",
    "pdf",
    "google",
    "sms",
];
/// The hashes of the names in ASCII, and of those that are no ordinary words.
static NAMES: LazyLock<[FxHashSet<u32>; 2]> = LazyLock::new(|| {
    let hashes = |names: &mut dyn Iterator<Item = &&str>| {
        let mut hashes = Vec::new();
        names.filter(|name| name.is_ascii()).for_each(|name| word_hashes(name, &mut hashes));
        hashes.into_iter().collect()
    };
    [hashes(&mut NETWORKS.iter()), hashes(&mut NETWORKS.iter().filter(|name| !ORDINARY.contains(name)))]
});

/// Whether a character separates the parts of a mixed line.
#[rustfmt::skip]
fn is_separator(c: char) -> bool {
    matches!(c, '|' | '·' | '•' | '—' | '»' | '›' | '/' | '\t' | '\n' | '‧' | '∙' | '⋅' | '¦' | '｜' | '‒' | '–' | '►')
}

/// Whether a character ends a sentence of a line; each may be a phrase.
fn is_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | ':' | '。' | '！' | '？' | '：')
}

/// Share of a line's letters in known sentences that makes it one of them.
const MOSTLY: f32 = 0.6;
/// Bytes above which a block is not looked at part by part.
const LONGEST: usize = 300;

/// Bytes of a share bar at most: beyond it, names of networks are mentions.
const LONGEST_BAR: usize = 150;

/// What interface vocabulary a block holds.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Phrase {
    /// The phrase that the block is as a whole.
    pub whole: Option<Hit>,
    /// The hardest phrase among the parts of a mixed line.
    pub part: Option<Hit>,
    /// The share of letters and digits in parts that are phrases, stamps or networks.
    pub covered: f32,
    /// The share of words that are interface words of any language, function words left out.
    pub words: f32,
    /// The same for words that many phrases hold.
    pub common: f32,
    /// The share of words that name networks, 0 where only ordinary words do.
    pub networks: f32,
}

impl Phrase {
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
pub(crate) fn phrase(text: &str, words: &[u32], lexicon: &Lexicon, stamps: &Stamps) -> Phrase {
    let (share, common) = vocabulary(words, lexicon);
    let mut phrase = Phrase { whole: lexicon.find_worded(text, words), words: share, common, ..Phrase::default() };
    if text.len() <= LONGEST {
        let look = Look { lexicon, stamps, named: may_name(text, words) };
        if text.len() <= LONGEST_BAR {
            phrase.networks = look.networks(text);
        }
        if phrase.whole.is_none() && text.contains(is_separator) {
            (phrase.part, phrase.covered) = look.parts(text.split(is_separator));
        }
        if phrase.hit().is_none() && text.contains(is_end) && look.has_phrase(text.split_inclusive(is_end)) {
            let (part, covered) = look.parts(text.split_inclusive(is_end));
            phrase.part = part.filter(|_| covered >= MOSTLY);
        }
    }
    phrase
}

/// Whether a name that is no ordinary word may be in a text.
fn may_name(text: &str, words: &[u32]) -> bool {
    !is_plain(text) || words.iter().any(|word| NAMES[1].contains(word))
}

/// Whether a word may be a name: one in ASCII is put in lower case only then.
fn may_be_name(word: &str, hashes: &mut Vec<u32>) -> bool {
    hashes.clear();
    word_hashes(word, hashes);
    !word.is_ascii() || hashes.iter().any(|hash| NAMES[0].contains(hash))
}

/// The share of words that interfaces use, and of those that many of their phrases hold. Function words say nothing: the
/// verse of a poem has them as well. Where there are no others, they count after all.
fn vocabulary(words: &[u32], lexicon: &Lexicon) -> (f32, f32) {
    // Content words, those of them that interfaces use, and that many phrases hold; then the same two of all words.
    let (mut content, mut telling, mut often, mut known, mut common) = (0usize, 0usize, 0usize, 0usize, 0usize);
    for &hash in words {
        let word = lexicon.word(hash);
        let tells = !word.langs.without(word.functions).is_empty();
        content += usize::from(tells || word.functions.is_empty());
        telling += usize::from(tells);
        often += usize::from(tells && word.is_common());
        known += usize::from(!word.langs.is_empty());
        common += usize::from(word.is_common());
    }
    let share = |part: usize, all: usize| part as f32 / all.max(1) as f32;
    if content > 0 {
        (share(telling, content), share(often, content))
    } else {
        (share(known, words.len()), share(common, words.len()))
    }
}

/// The share of a text's words that name networks.
fn networks(text: &str) -> f32 {
    let (mut all, mut named, mut sure) = (0usize, 0usize, false);
    let mut hashes = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        all += 1;
        if !may_be_name(word, &mut hashes) {
            continue;
        }
        let lower = word.to_lowercase();
        if NETWORKS.contains(&lower.as_str()) {
            named += 1;
            sure |= !ORDINARY.contains(&lower.as_str());
        }
    }
    if sure { named as f32 / all as f32 } else { 0.0 }
}

impl Look<'_> {
    fn networks(&self, text: &str) -> f32 {
        if self.named { networks(text) } else { 0.0 }
    }

    /// The phrase that a part is, unless it is an ordinary word.
    fn find(&self, part: &str, words: &mut Vec<u32>) -> Option<Hit> {
        words.clear();
        word_hashes(part, words);
        self.lexicon.find_worded(part, words).filter(|hit| hit.risk < Risk::Headword)
    }

    /// Whether any part is a phrase. Stamps among parts matter only then.
    fn has_phrase<'t>(&self, mut parts: impl Iterator<Item = &'t str>) -> bool {
        let mut words = Vec::new();
        parts.any(|part| self.find(part, &mut words).is_some())
    }

    /// The hardest phrase among the parts, and the share of letters in explained parts.
    fn parts<'t>(&self, parts: impl Iterator<Item = &'t str>) -> (Option<Hit>, f32) {
        let (mut best, mut explained, mut all) = (None::<Hit>, 0usize, 0usize);
        let mut words = Vec::new();
        for part in parts {
            let size = part.chars().filter(|c| c.is_alphanumeric()).count();
            all += size;
            let hit = self.find(part, &mut words);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_rule_networks_out_are_right() {
        let texts = NETWORKS.iter().flat_map(|name| {
            [
                name.to_string(),
                name.to_uppercase(),
                format!("a1 {name}-b"),
                format!("{name}2"),
                format!("x{name}"),
                format!("К {name}"),
                format!("“{name}” »"),
            ]
        });
        for text in texts {
            let mut words = Vec::new();
            word_hashes(&text, &mut words);
            assert!(may_name(&text, &words) || networks(&text) == 0.0, "{text}");
        }
        assert_eq!(networks("Facebook Twitter Line river"), 0.75);
    }
}
