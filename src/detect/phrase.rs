//! Interface vocabulary: whether a block is a known phrase, how much of it is interface words, network names.

use crate::lexicon::{Hit, Lexicon, Risk};

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
/// What separates the parts of a mixed line.
const SEPARATORS: &[char] = &['|', '·', '•', '—', '»', '›', '/', '\t', '\n', '‧', '∙', '⋅', '¦', '｜', '‒', '–', '►'];
/// What ends the sentences of a line, which may each be a phrase.
const ENDS: &[char] = &['.', '!', '?', ':', '。', '！', '？', '：'];
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

/// Looks a block up.
pub(crate) fn phrase(text: &str, words: &[u32], lexicon: &Lexicon, stamps: &Stamps) -> Phrase {
    let (words, common) = vocabulary(words, lexicon);
    let mut phrase = Phrase { whole: lexicon.find(text), words, common, ..Phrase::default() };
    if text.len() <= LONGEST {
        if text.len() <= LONGEST_BAR {
            phrase.networks = networks(text);
        }
        if phrase.whole.is_none() && text.contains(SEPARATORS) {
            (phrase.part, phrase.covered) = parts(text.split(SEPARATORS), lexicon, stamps);
        }
        if phrase.hit().is_none() && text.contains(ENDS) {
            let (part, covered) = parts(text.split_inclusive(ENDS), lexicon, stamps);
            phrase.part = part.filter(|_| covered >= MOSTLY);
        }
    }
    phrase
}

/// The share of words that interfaces use, and of those that many of their phrases hold. Function words say nothing: the
/// verse of a poem has them as well. Where there are no others, they count after all.
fn vocabulary(words: &[u32], lexicon: &Lexicon) -> (f32, f32) {
    // Content words, those of them that interfaces use, and that many phrases hold; then the same two of all words.
    let (mut content, mut telling, mut often, mut known, mut common) = (0usize, 0usize, 0usize, 0usize, 0usize);
    for &word in words {
        let (langs, function) = (lexicon.word(word), lexicon.function(word));
        let tells = !langs.without(function).is_empty();
        let is_common = !langs.is_empty() && lexicon.is_common(word);
        content += usize::from(tells || function.is_empty());
        telling += usize::from(tells);
        often += usize::from(tells && is_common);
        known += usize::from(!langs.is_empty());
        common += usize::from(is_common);
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
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        all += 1;
        let lower = word.to_lowercase();
        if NETWORKS.contains(&lower.as_str()) {
            named += 1;
            sure |= !ORDINARY.contains(&lower.as_str());
        }
    }
    if sure { named as f32 / all as f32 } else { 0.0 }
}

/// The hardest phrase among the parts, and the share of letters in explained parts.
fn parts<'t>(parts: impl Iterator<Item = &'t str>, lexicon: &Lexicon, stamps: &Stamps) -> (Option<Hit>, f32) {
    let (mut best, mut explained, mut all) = (None::<Hit>, 0usize, 0usize);
    for part in parts {
        let size = part.chars().filter(|c| c.is_alphanumeric()).count();
        all += size;
        let hit = lexicon.find(part).filter(|hit| hit.risk < Risk::Headword);
        if let Some(hit) = hit
            && best.is_none_or(|known| hit.risk < known.risk)
        {
            best = Some(hit);
        }
        if hit.is_some() || networks(part) > 0.9 || is_stamp(part, stamps) {
            explained += size;
        }
    }
    (best, explained as f32 / all.max(1) as f32)
}
