//! What holds for every census: its keys, the counts whatever the memory, the union of files, and that no damage goes unnoticed.

use std::{collections::BTreeMap, fs, path::Path};

use polyscrub::{
    census::{Census, Key, Keyer, LEAST_PAGES, PageKeys, Seen, Zone, zones},
    survey::{Damage, ShownSite, Survey, SurveyError, load, merge, shards, show},
};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// Cases of each property that makes files.
const FILES: u32 = 40;

/// Cases of each property of keys.
const KEYS: u32 = 2000;

/// Memory for everything that is made here.
const AMPLE: u64 = 1 << 24;

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

const LONG: &str =
    "The council met on Tuesday and decided, after a long debate, that the old mill by the weir will be repaired.";

/// A page of a site: lines that other pages have too, around a paragraph or none, and one line of its own.
#[derive(Debug, Clone)]
struct Scraped {
    site: String,
    lines: Vec<String>,
}

impl Scraped {
    fn keys(&self) -> PageKeys {
        PageKeys::of(self.lines.iter().map(String::as_str), &mut Keyer::default())
    }
}

/// Letters for a number: digits are masked.
fn spelled(mut number: usize) -> String {
    let mut word = String::from("own ");
    loop {
        word.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
        if number == 0 {
            return word;
        }
    }
}

/// Lines that many pages have.
const COMMON: &[&str] = &["Home", "Share on Facebook", "Imprint", "Über uns", "Next  page", "第 12 页", "HOME"];

fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(COMMON).prop_map(|line| line.to_string()),
        2 => (0..9u32).prop_map(|number| format!("{number} comments")),
        2 => Just(LONG.to_owned()),
        1 => Just("12:45".to_owned()),
    ]
}

/// Pages of which no two are copies.
fn pages(most: usize) -> impl Strategy<Value = Vec<Scraped>> {
    let site = prop::sample::select(vec!["a.example", "b.example", "a.example/blog", ""]);
    let page = (site, prop::collection::vec(line(), 0..8), any::<prop::sample::Index>());
    prop::collection::vec(page, 1..most).prop_map(|pages| {
        let own = |(number, (site, mut lines, place)): (usize, (&str, Vec<String>, prop::sample::Index))| {
            lines.insert(place.index(lines.len() + 1), spelled(number));
            Scraped { site: site.to_owned(), lines }
        };
        pages.into_iter().enumerate().map(own).collect()
    })
}

fn survey(pages: &[Scraped], memory: u64, out: &Path) {
    let scratch = tempfile::tempdir().unwrap();
    let mut survey = Survey::new(memory, scratch.path());
    for page in pages {
        survey.add(&page.site, &page.keys()).unwrap();
    }
    let counts = survey.finish(out).unwrap();
    assert_eq!(counts.pages + counts.copies, pages.len() as u64);
    let held: u64 = shards(out).unwrap().iter().map(|shard| shard.counts.pages).sum();
    assert_eq!(held, counts.pages);
    assert_eq!(fs::read_dir(scratch.path()).unwrap().count(), 0, "scratch files are left");
}

/// Counts, as simply as they can be made.
fn counted(pages: &[Scraped]) -> BTreeMap<String, (u32, BTreeMap<Key, Seen>)> {
    let mut sites: BTreeMap<String, (u32, BTreeMap<Key, Seen>)> = BTreeMap::new();
    for page in pages {
        let (count, blocks) = sites.entry(page.site.clone()).or_default();
        *count += 1;
        let (mut met, mut before): (_, Option<Key>) = (BTreeMap::new(), None);
        for (line, zone) in page.lines.iter().zip(zones(page.lines.iter().map(String::as_str))) {
            let Some(key) = Key::of(line) else { continue };
            met.entry(key).or_insert(zone);
            if let Some(before) = before.replace(key) {
                met.entry(before.followed_by(key)).or_insert(zone);
            }
        }
        for (key, zone) in met {
            let seen = blocks.entry(key).or_default();
            seen.pages += 1;
            seen.head += u32::from(zone == Zone::Head);
            seen.tail += u32::from(zone == Zone::Tail);
        }
    }
    sites
}

/// Holds a census against the simple counts.
fn check(census: &Census, pages: &[Scraped]) -> Result<(), TestCaseError> {
    let mut sites = 0;
    for (name, (count, blocks)) in counted(pages) {
        let site = census.site(&name);
        prop_assert_eq!(site.map(|site| site.pages()), (u64::from(count) >= census.floor()).then_some(count));
        sites += usize::from(site.is_some());
        for (key, seen) in blocks {
            let held = site.and_then(|site| site.seen(key));
            prop_assert_eq!(held, (u64::from(seen.pages) >= census.floor()).then_some(seen), "{:?}", name);
        }
    }
    prop_assert_eq!(census.sites(), sites);
    Ok(())
}

fn shown(paths: &[&Path]) -> Vec<ShownSite> {
    show(paths, usize::MAX).unwrap().map(Result::unwrap).collect()
}

/// A directory with the census of each part.
fn surveyed(parts: &[&[Scraped]]) -> (tempfile::TempDir, Vec<std::path::PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = (0..parts.len()).map(|part| folder.path().join(format!("{part}.census"))).collect();
    parts.iter().zip(&paths).for_each(|(part, path)| survey(part, AMPLE, path));
    (folder, paths)
}

proptest! {
    #![proptest_config(cases(FILES))]

    #[test]
    fn counts_are_the_same_whatever_the_memory(pages in pages(60), memory in prop_oneof![0..20_000u64, 0..200_000u64]) {
        let folder = tempfile::tempdir().unwrap();
        let (large, small) = (folder.path().join("large"), folder.path().join("small"));
        survey(&pages, AMPLE, &large);
        survey(&pages, memory, &small);
        check(&load(&[&small], AMPLE).unwrap(), &pages)?;
        prop_assert_eq!(shown(&[&large]), shown(&[&small]));
        let unchecked = shards(&small).unwrap()[0].counts.unchecked;
        prop_assert_eq!(unchecked == 0, fs::read(&large).unwrap() == fs::read(&small).unwrap(), "{} unchecked", unchecked);
    }

    #[test]
    fn counts_are_the_same_in_any_shards(pages in pages(60), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..4)) {
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(pages.len())).collect();
        cuts.sort_unstable();
        let mut rest = &pages[..];
        let mut parts = Vec::new();
        for cut in cuts.into_iter().rev() {
            let (before, after) = rest.split_at(cut);
            parts.push(after);
            rest = before;
        }
        parts.push(rest);
        let (_folder, paths) = surveyed(&parts);
        check(&load(&paths, AMPLE).unwrap(), &pages)?;
    }

    #[test]
    fn the_order_of_pages_does_not_matter(pages in pages(40), seed in any::<u64>()) {
        let mut other = pages.clone();
        other.sort_by_key(|page| page.lines.iter().fold(seed, |sum, line| sum.rotate_left(7) ^ line.len() as u64));
        let (_folder, paths) = surveyed(&[&pages, &other]);
        prop_assert_eq!(fs::read(&paths[0]).unwrap(), fs::read(&paths[1]).unwrap());
    }

    #[test]
    fn merging_is_a_union(one in pages(12), two in pages(12), three in pages(12)) {
        let (folder, paths) = surveyed(&[&one, &two, &three]);
        let [a, b, c] = [0, 1, 2].map(|place: usize| paths[place].as_path());
        let place = |name: &str| folder.path().join(name);
        let merged = |inputs: &[&Path], name: &str| {
            merge(inputs, &place(name)).unwrap();
            fs::read(place(name)).unwrap()
        };
        let all = merged(&[a, b, c], "abc");
        merged(&[a, b], "ab");
        merged(&[c, b], "cb");
        prop_assert_eq!(&all, &merged(&[&place("ab"), c], "(ab)c"));
        prop_assert_eq!(&all, &merged(&[a, &place("cb")], "a(cb)"));
        prop_assert_eq!(&all, &merged(&[c, a, b, a, &place("cb"), &place("abc")], "twice"));
        prop_assert_eq!(fs::read(a).unwrap(), merged(&[a], "a"));
        prop_assert_eq!(shown(&[a, b, c, c]), shown(&[&place("abc")]));
        prop_assert_eq!(all, merged(&[&place("abc"), b], "abc"));
    }

    #[test]
    fn what_memory_cannot_hold_is_what_repeats_least(pages in pages(60), memory in 0..600u64) {
        let half = pages.len() / 2;
        let (_folder, paths) = surveyed(&[&pages[..half], &pages[half..]]);
        let census = load(&paths, memory).unwrap();
        check(&census, &pages)?;
        prop_assert_eq!(census.floor(), load(&[&paths[1], &paths[0]], memory).unwrap().floor());
        prop_assert!(24 * census.sites() as u64 + 20 * census.blocks() as u64 <= memory);
    }

    #[test]
    fn no_damage_goes_unnoticed(pages in pages(20), at in any::<prop::sample::Index>(), bits in 1..=255u8, cut in any::<bool>()) {
        let half = pages.len() / 2;
        let (folder, paths) = surveyed(&[&pages[..half], &pages[half..]]);
        let path = folder.path().join("both");
        merge(&paths, &path).unwrap();
        let mut bytes = fs::read(&path).unwrap();
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] ^= bits }
        fs::write(&path, bytes).unwrap();
        let out = folder.path().join("out");
        let is_damage = |error: Option<SurveyError>| matches!(error, Some(SurveyError::Damaged { .. }));
        prop_assert!(is_damage(load(&[&path], AMPLE).err()));
        prop_assert!(is_damage(merge(&[&path], &out).err()) && !out.exists());
        let end = show(&[&path], 3).map(|sites| sites.filter_map(Result::err).count());
        prop_assert!(end.is_err() || matches!(end, Ok(1)));
    }

    #[test]
    fn any_bytes_are_no_census(bytes in prop::collection::vec(any::<u8>(), 0..200), start in any::<bool>()) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bytes");
        let magic: &[u8] = if start { b"polyscrub census 1\n" } else { b"" };
        fs::write(&path, [magic, &bytes].concat()).unwrap();
        prop_assert!(shards(&path).is_err() || load(&[&path], AMPLE).is_ok_and(|census| census.sites() == 0));
    }
}

proptest! {
    #![proptest_config(cases(KEYS))]

    #[test]
    fn keys_do_not_tell_case_spelling_and_space(text in text()) {
        let key = Key::of(&text);
        prop_assert_eq!(key, Key::of(&text.replace('İ', "i").to_lowercase()));
        prop_assert_eq!(key, Key::of(&text.to_ascii_uppercase()));
        prop_assert_eq!(key, Key::of(&text.nfkc().collect::<String>()));
        prop_assert_eq!(key, Key::of(&text.nfd().collect::<String>()));
        prop_assert_eq!(key, Key::of(&format!("\n {} \t", text.replace(' ', "\u{a0}\r\n"))));
    }

    #[test]
    fn keys_do_not_tell_numbers(parts in prop::collection::vec((text(), number(), number()), 0..4)) {
        let with = |pick: fn(&(String, String, String)) -> String| parts.iter().map(pick).collect::<String>();
        let (one, other) = (with(|part| format!("{}{}", part.0, part.1)), with(|part| format!("{}{}", part.0, part.2)));
        prop_assert_eq!(Key::of(&one), Key::of(&other), "{:?} {:?}", one, other);
    }

    #[test]
    fn only_texts_with_letters_have_keys(text in any::<String>()) {
        prop_assert_eq!(Key::of(&text).is_some(), text.nfkc().any(char::is_alphabetic));
    }

    #[test]
    fn keys_of_other_texts_differ(one in "[a-zä]{1,6}( [a-z]{1,5}){0,3}", two in "[a-zä]{1,6}( [a-z]{1,5}){0,3}") {
        prop_assert_eq!(one == two, Key::of(&one) == Key::of(&two));
    }
}

/// Texts without the dot above: `i` with it has no capital but `İ`, whose key is that of `i`.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9 .,:;()äöüÄÖÜßéÉİıςΣΑ-Ωа-яА-Я]{0,40}",
        "[ﬁ①™…ＡＺａ１９ｶﾞ가각漢字かがAaHh\u{301}\u{308}\u{331}\u{316}\u{345} ]{0,20}",
        any::<String>().prop_map(|text| text.replace('\u{307}', "")),
    ]
}

fn number() -> impl Strategy<Value = String> {
    "[0-9]{1,4}|[०-९]{1,3}|[１-９]{1,2}"
}

fn page(site: &str, lines: &[&str]) -> Scraped {
    Scraped { site: site.to_owned(), lines: lines.iter().map(|line| (*line).to_owned()).collect() }
}

/// A census outlives the version that made it: where this fails, all that exist are worthless.
#[test]
fn the_format_never_changes() {
    let lines = |own: usize| ["Home", &spelled(own), LONG, "Imprint", "4 comments"].map(str::to_owned);
    let mut pages: Vec<Scraped> =
        (0..5).map(|own| Scraped { site: "a.example".to_owned(), lines: lines(own)[own / 3..].to_vec() }).collect();
    pages[1].lines.reverse();
    let (_folder, paths) = surveyed(&[&pages]);
    let shards = shards(&paths[0]).unwrap();
    assert_eq!(format!("{:032x}", shards[0].id), "07f9b794a8570629bee26fc8b9d1235f");
    assert_eq!((shards[0].counts.pages, shards[0].counts.sites, shards[0].counts.blocks), (5, 1, 9));
    assert!(fs::read(&paths[0]).unwrap().starts_with(b"polyscrub census 1\n\x01\0\0\0\0\0\0\0"));
}

#[test]
fn no_byte_can_change() {
    let pages: Vec<Scraped> =
        (0..8).map(|own| page(&spelled(own % 2), &["Home", &spelled(own), LONG, "Imprint"])).collect();
    let (folder, paths) = surveyed(&[&pages[..3], &pages[3..]]);
    let path = folder.path().join("both");
    merge(&paths, &path).unwrap();
    let whole = fs::read(&path).unwrap();
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        for bytes in [&bytes, &whole[..at]] {
            fs::write(&path, bytes).unwrap();
            assert!(matches!(load(&[&path], AMPLE), Err(SurveyError::Damaged { .. })), "byte {at} of {}", whole.len());
        }
    }
}

#[test]
fn copies_count_once() {
    let pages = [
        page("a", &["Home", LONG, "Page 1"]),
        page("a", &["HOME", LONG, "Page 2"]),
        page("b", &["Home", LONG, "Page 1"]),
        page("a", &["Home", LONG]),
    ];
    let (_folder, paths) = surveyed(&[&pages]);
    let counts = shards(&paths[0]).unwrap()[0].counts;
    assert_eq!((counts.pages, counts.copies, counts.unchecked), (3, 1, 0));
}

/// Memory that was shaped by one kind of pages has to serve another.
#[test]
fn pages_may_become_longer() {
    let line = |number: usize| format!("{} {}", &"long ".repeat(16 * (number / 9000 % 2)), spelled(number));
    let lines = |own: usize| (0..60).map(|n| line(60 * own + n)).chain(["Home".to_owned()]).collect();
    let pages: Vec<Scraped> = (0..600).map(|own| Scraped { site: "a".to_owned(), lines: lines(own) }).collect();
    let folder = tempfile::tempdir().unwrap();
    let (large, small) = (folder.path().join("large"), folder.path().join("small"));
    survey(&pages, AMPLE, &large);
    survey(&pages, 400_000, &small);
    assert!(fs::read(large).unwrap() == fs::read(small).unwrap());
}

#[test]
fn pages_beyond_the_room_for_marks_are_told() {
    let pages: Vec<Scraped> = (0..200).map(|own| page("a", &["Home", &spelled(own)])).collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("census");
    survey(&pages, 1000, &path);
    let counts = shards(&path).unwrap()[0].counts;
    assert!(counts.pages == 200 && (1..200).contains(&counts.unchecked), "{counts:?}");
}

#[test]
fn the_most_repeated_blocks_are_shown() {
    let lines = ["Home", "4 comments", "Share", "Imprint"];
    let pages: Vec<Scraped> = (0..100)
        .map(|own| {
            let mut page = page("a", &[&spelled(own)]);
            page.lines
                .extend(lines.iter().enumerate().filter(|(n, _)| own % (n + 1) == 0).map(|line| (*line.1).to_owned()));
            page
        })
        .collect();
    let (_folder, paths) = surveyed(&[&pages]);
    let sites: Vec<ShownSite> = show(&paths, 3).unwrap().map(Result::unwrap).collect();
    assert_eq!((sites.len(), sites[0].pages, sites[0].repeated), (1, 100, 4));
    let rows: Vec<(u32, &str)> =
        sites[0].blocks.iter().map(|block| (block.seen.pages, block.sample.as_str())).collect();
    assert_eq!(rows, [(100, "Home"), (50, "4 comments"), (34, "Share")]);
    assert!(show(&paths, 0).unwrap().all(|site| site.unwrap().blocks.is_empty()));
}

#[test]
fn more_shards_than_are_merged_at_a_time() {
    let pages: Vec<Scraped> = (0..140).map(|own| page("a", &["Home", &spelled(own), &spelled(own / 4)])).collect();
    let parts: Vec<&[Scraped]> = pages.chunks(2).collect();
    let (folder, paths) = surveyed(&parts);
    let census = load(&paths, AMPLE).unwrap();
    check(&census, &pages).unwrap();
    let all = folder.path().join("all");
    assert_eq!(merge(&paths, &all).unwrap().pages, 140);
    assert_eq!(shards(&all).unwrap().len(), 70);
    check(&load(&[&all], AMPLE).unwrap(), &pages).unwrap();
}

#[test]
fn a_survey_of_nothing_is_a_census() {
    let (folder, paths) = surveyed(&[&[], &[page("a", &["Home"])]]);
    assert_eq!(shards(&paths[0]).unwrap(), []);
    assert_eq!(load(&paths[..1], AMPLE).unwrap().floor(), u64::from(LEAST_PAGES));
    let both = folder.path().join("both");
    merge(&paths, &both).unwrap();
    assert_eq!(fs::read(both).unwrap(), fs::read(&paths[1]).unwrap());
}

#[test]
fn other_files_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    let damage = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        match shards(&path) {
            Err(SurveyError::Damaged { damage, .. }) => damage,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(damage(b""), Damage::Alien);
    assert_eq!(damage(b"{\"id\":1,\"text\":\"some record\"}\n"), Damage::Alien);
    assert_eq!(damage(b"polyscrub census 2\n"), Damage::Newer("2".to_owned()));
    assert_eq!(damage(b"polyscrub census 1\n\x01\0\0"), Damage::Truncated);
    assert!(matches!(damage(b"polyscrub census 1\n\xff\xff\xff\xff\0\0\0\0"), Damage::TooMany { .. }));
    assert!(matches!(shards(&folder.path().join("none")), Err(SurveyError::Read { .. })));
}
