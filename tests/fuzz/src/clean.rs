//! The whole way: text minus removals is what is left, the explanation says what was done, and cleaning what was cleaned
//! changes nothing.

use std::sync::OnceLock;

use polyscrub::{
    Cleaned, Cleaner, Explanation, Flag, Format, Lang, Profile, Removal, Settings,
    decode::{Options, decode},
    run::restore::{Piece, restore},
};

use super::{extract::check_page, page};

/// The byte that chooses the first cleaner; it makes seeds readable.
const FIRST: u8 = b'0';

/// A cleaner for each of the settings below, made where it is first asked for: each takes a second.
static CLEANERS: [OnceLock<Cleaner>; 7] = [const { OnceLock::new() }; 7];

/// Settings that change most of what is decided; the default ones for a number above theirs.
fn settings(number: usize) -> Settings {
    let eager = Settings { profile: Profile::Eager, ..Settings::default() };
    let english = Settings { primary: Lang::parse("en"), ..Settings::default() };
    let keep_phrases = vec!["share on facebook".to_owned(), "07:30".to_owned()];
    match number {
        1 => Settings { profile: Profile::Careful, ..Settings::default() },
        2 => eager,
        3 => english,
        4 => Settings { languages: Lang::parse("en").into_iter().chain(Lang::parse("de")).collect(), ..eager },
        5 => Settings { clean_foreign: true, ..english },
        6 => Settings { keep_phrases, ..Settings::default() },
        _ => Settings::default(),
    }
}

fn cleaner(number: usize) -> &'static Cleaner {
    let number = if number < CLEANERS.len() { number } else { 0 };
    CLEANERS[number].get_or_init(|| Cleaner::new(settings(number)).expect("the built-in lexicons are readable"))
}

/// The first byte chooses what the others are, bytes of a page or lines for one; the second the settings, often the default.
pub fn check(input: &[u8]) {
    let &[what, settings, ref bytes @ ..] = input else { return };
    let cleaner = cleaner(usize::from(settings.wrapping_sub(FIRST)));
    match what % 5 {
        0 => check_text(cleaner, bytes),
        1 => check_text(cleaner, page::text(bytes).as_bytes()),
        2 => check_explained(cleaner, bytes, Format::Html),
        3 => check_explained(cleaner, page::markup(bytes).as_bytes(), Format::Html),
        _ => check_explained(cleaner, bytes, Format::Auto),
    }
}

/// Text is settled after one cleaning. For documents that is a figure to be measured and no promise.
fn check_text(cleaner: &Cleaner, bytes: &[u8]) {
    let once = cleaner.explain(bytes, Format::Text);
    check_explanation(&once);
    let once = once.cleaned;
    if is_read_otherwise(&once.text) {
        return;
    }
    let twice = cleaner.clean(once.text.as_bytes(), Format::Text);
    assert_eq!(once.text, twice.text, "of {:?}", once.extracted);
    assert!(!once.flags.contains(&Flag::Unsettled) || once.removals.is_empty());
}

/// Whether the cleaned text, written as UTF-8, is taken for another encoding: one with a NUL for every second byte, or with
/// the escapes of ISO-2022-JP, cannot be told from it.
fn is_read_otherwise(text: &str) -> bool {
    text.contains(['\0', '\x1b']) && decode(text.as_bytes(), Options::default()).encoding != "UTF-8"
}

/// A page with the default settings, cleaned once.
pub(super) fn check_once(bytes: &[u8], format: Format) {
    check_explained(cleaner(0), bytes, format);
}

fn check_explained(cleaner: &Cleaner, bytes: &[u8], format: Format) {
    check_explanation(&cleaner.explain(bytes, format));
}

fn check_explanation(explanation: &Explanation) {
    check_page(&explanation.page);
    check_cleaned(&explanation.cleaned);
    assert_eq!(explanation.page.text, explanation.cleaned.extracted);
    assert_eq!(explanation.page.blocks.len(), explanation.blocks.len());
    let cut = explanation.blocks.iter().filter(|explained| explained.cut);
    let told = cut.map(|explained| (explained.block.span, explained.kind));
    assert!(told.eq(explanation.cleaned.removals.iter().map(|removal| (removal.block, removal.kind))));
    for explained in &explanation.blocks {
        assert_eq!(explained.cut, explained.round > 0, "{explained:?}");
        assert!(explained.probability.is_finite() && explained.margin.is_finite(), "{explained:?}");
        assert!((0.0..=1.0).contains(&explained.probability), "{explained:?}");
    }
}

/// Holds a result against everything that is promised of removals.
fn check_cleaned(cleaned: &Cleaned) {
    let text = &cleaned.extracted;
    let (mut at, mut rest) = (0, String::with_capacity(cleaned.text.len()));
    for removal in &cleaned.removals {
        let (start, end) = (removal.span.start as usize, removal.span.end as usize);
        assert!(at <= start && start < end && end <= text.len(), "{at} {removal:?}");
        assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{removal:?}");
        check_removal(text, removal);
        rest.push_str(&text[at..start]);
        at = end;
    }
    rest.push_str(&text[at..]);
    assert_eq!(rest, cleaned.text);
    let piece = |removal: &Removal| Piece {
        start: removal.span.start as usize,
        end: removal.span.end as usize,
        text: removal.span.of(text).to_owned(),
    };
    let pieces: Vec<Piece> = cleaned.removals.iter().map(piece).collect();
    assert_eq!(restore(&cleaned.text, &pieces, Some(text.chars().count() as u64)).as_ref(), Ok(text));
    assert!(cleaned.dates.iter().all(|date| cleaned.removals.iter().any(|removal| removal.date == Some(*date))));
}

/// A block goes with nothing but separators around it, and with some certainty.
fn check_removal(text: &str, removal: &Removal) {
    let (block, span) = (removal.block.range(), removal.span.range());
    assert!(span.start <= block.start && block.end <= span.end && !block.is_empty(), "{removal:?}");
    let mut around = text[span.start..block.start].chars().chain(text[block.end..span.end].chars());
    assert!(around.all(|c| !c.is_alphanumeric()), "more than the block went: {:?}", &text[span.clone()]);
    assert!((0.5..=1.0).contains(&removal.confidence), "{}", removal.confidence);
}
