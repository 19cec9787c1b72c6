//! The census: counted right whatever the memory, and of files that come from anywhere none harms. A file that is read is
//! merged into itself, shown and loaded alike.

use std::{
    collections::{HashMap, HashSet},
    fs,
    path::Path,
    sync::LazyLock,
};

use polyscrub::{
    census::{Census, Key, Keyer, PageKeys, Seen, Zone},
    survey::{Counts, ShownSite, Survey, load, merge, show},
};
use xxhash_rust::xxh3::{Xxh3Default, xxh3_64};

use super::page;

/// Where files are written; gone with the process.
static FOLDER: LazyLock<tempfile::TempDir> = LazyLock::new(|| tempfile::tempdir().expect("a place for files"));

/// Memory that every input fits into, and memory that hardly any does, in bytes.
const MUCH: u64 = 64 << 20;
/// See [`MUCH`].
const LITTLE: u64 = 2 << 10;
/// Blocks shown of a site; more than any input has.
const TOP: usize = 1 << 16;
/// Divides an input into pages.
const DIVIDER: u8 = 0xff;

/// The first byte chooses: a file as it is, a file whose hashes are right whatever is in it, or pages to be counted.
pub fn check(input: &[u8]) {
    let Some((&what, bytes)) = input.split_first() else { return };
    match what % 4 {
        0 => check_file(bytes),
        1 => check_file(&file(bytes)),
        _ => check_pages(bytes),
    }
}

fn check_file(bytes: &[u8]) {
    let (input, merged) = (FOLDER.path().join("in"), FOLDER.path().join("merged"));
    fs::write(&input, bytes).expect("room for a file");
    let counts = merge(&[&input], &merged);
    let shown = shown(&input);
    let loaded = load(&[&input], MUCH);
    assert_eq!(counts.is_ok(), loaded.is_ok(), "{counts:?} {loaded:?}");
    assert_eq!(shown.is_some(), loaded.is_ok(), "{loaded:?}");
    let (Some(shown), Ok(loaded)) = (shown, loaded) else { return };
    assert_eq!(fs::read(&merged).expect("the merged file"), bytes);
    check_loaded(&shown, &loaded);
    check_loaded(&shown, &load(&[&input, &merged], LITTLE).expect("what could be loaded with more memory"));
}

/// What is shown of a file, or nothing where it is damaged.
fn shown(path: &Path) -> Option<Vec<ShownSite>> {
    show(&[path], TOP).ok()?.collect::<Result<_, _>>().ok()
}

/// A census holds of what is shown all that is on no fewer pages than its floor, and nothing that was not counted.
fn check_loaded(shown: &[ShownSite], census: &Census) {
    assert!(census.floor() >= 3 && census.sites() <= shown.len());
    for site in shown {
        let view = census.site(&site.name);
        let held = u64::from(site.pages) >= census.floor();
        assert_eq!(view.map(|view| view.pages()), held.then_some(site.pages), "{:?}", site.name);
        for block in &site.blocks {
            let held = u64::from(block.seen.pages) >= census.floor();
            let seen = view.and_then(|view| view.seen(block.key));
            assert_eq!(seen, held.then_some(block.seen), "{block:?} of {:?}", site.name);
        }
    }
}

/// A census file of one shard with this content, whose hashes are right.
fn file(content: &[u8]) -> Vec<u8> {
    let packed = zstd::bulk::compress(content, 1).expect("compression in memory");
    let counts = [0_u8; 5 * 8];
    let mut hash = Xxh3Default::new();
    hash.update(content);
    hash.update(&counts);
    let mut file = b"polyscrub census 1\n".to_vec();
    file.extend_from_slice(&1_u64.to_le_bytes());
    file.extend_from_slice(&hash.digest128().to_le_bytes());
    file.extend_from_slice(&(packed.len() as u64).to_le_bytes());
    file.extend_from_slice(&xxh3_64(&packed).to_le_bytes());
    file.extend_from_slice(&counts);
    file.extend_from_slice(&packed);
    file
}

/// Pages of two sites are counted as they are by hand, and alike with little memory, unless there is none left for the marks of pages: then copies
/// count as well, and it says how many pages may be copies.
fn check_pages(bytes: &[u8]) {
    let mut keyer = Keyer::default();
    let texts: Vec<String> = bytes.split(|&byte| byte == DIVIDER).map(page::text).collect();
    let pages: Vec<PageKeys> = texts.iter().map(|text| PageKeys::of(text.lines(), &mut keyer)).collect();
    let (much, little) = (FOLDER.path().join("much"), FOLDER.path().join("little"));
    let all = count(&pages, MUCH, &much);
    let some = count(&pages, LITTLE, &little);
    assert_eq!(all.pages + all.copies, some.pages + some.copies);
    assert!(all.unchecked == 0 && (all.pages..=all.pages + some.unchecked).contains(&some.pages), "{all:?} {some:?}");
    if some.unchecked == 0 {
        assert_eq!(fs::read(&much).expect("a census"), fs::read(&little).expect("the same"));
    }
    let census = load(&[&much], MUCH).expect("what was just written");
    check_counts(&pages, &census);
    check_loaded(&shown(&much).expect("what was just written"), &census);
}

/// The site of a page: every third is of another one.
fn site(place: usize) -> &'static str {
    if place % 3 == 2 { "b.example" } else { "a.example" }
}

fn count(pages: &[PageKeys], memory: u64, out: &Path) -> Counts {
    let mut survey = Survey::new(memory, FOLDER.path());
    for (place, page) in pages.iter().enumerate() {
        survey.add(site(place), page).expect("room for files");
    }
    survey.finish(out).expect("room for a file")
}

fn check_counts(pages: &[PageKeys], census: &Census) {
    let mut met = HashSet::new();
    let mut sites: HashMap<&str, u32> = HashMap::new();
    let mut blocks: HashMap<(&str, Key), Seen> = HashMap::new();
    for (place, page) in pages.iter().enumerate().filter(|(place, page)| met.insert((site(*place), page.fingerprint))) {
        *sites.entry(site(place)).or_default() += 1;
        for &(key, zone) in &page.blocks {
            let seen = blocks.entry((site(place), key)).or_default();
            seen.pages += 1;
            seen.head += u32::from(zone == Zone::Head);
            seen.tail += u32::from(zone == Zone::Tail);
        }
    }
    for (&name, &count) in &sites {
        let view = census.site(name);
        assert_eq!(view.map(|view| view.pages()), (count >= 3).then_some(count));
        for (&(_, key), seen) in blocks.iter().filter(|block| block.0.0 == name) {
            let held = (seen.pages >= 3).then_some(*seen);
            assert_eq!(view.and_then(|view| view.seen(key)), held);
        }
    }
}
