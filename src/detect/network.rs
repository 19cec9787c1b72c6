//! Networks and services by name: how much of a text names them.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::lexicon::{is_plain, word_hashes};

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

/// Whether a name that is no ordinary word may be in a text.
pub(super) fn may_name(text: &str, words: &[u32]) -> bool {
    !is_plain(text) || words.iter().any(|word| NAMES[1].contains(word))
}

/// Whether a word may be a name: one in ASCII is put in lower case only then.
fn may_be_name(word: &str, hashes: &mut Vec<u32>) -> bool {
    hashes.clear();
    word_hashes(word, hashes);
    !word.is_ascii() || hashes.iter().any(|hash| NAMES[0].contains(hash))
}

/// The share of a text's words that name networks.
pub(super) fn networks(text: &str) -> f32 {
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
