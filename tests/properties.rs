//! What holds for every page, whatever stands on it: the promises that users and scripts build on.

#[path = "common/pages.rs"]
mod pages;

use std::sync::LazyLock;

use polyscrub::{
    Cleaned, Cleaner, Format, Identifier, Kind, KindSet, Lang, Settings,
    run::restore::{Piece, restore},
};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

/// Pages that each property is tried on; the whole file takes less than a minute without optimisation.
const PAGES: u32 = 400;

static IDENTIFIER: LazyLock<Identifier> = LazyLock::new(Identifier::new);

static CLEANER: LazyLock<Cleaner> = LazyLock::new(|| cleaner(Settings::default()));

/// Cleaners that ask for languages: English or German only, and one or the other done with pages in others.
static ASKED: LazyLock<[Cleaner; 4]> = LazyLock::new(|| {
    let english = || Settings { primary: Lang::parse("en"), ..Settings::default() };
    let either =
        || Settings { languages: ["en", "de"].into_iter().filter_map(Lang::parse).collect(), ..Settings::default() };
    [
        cleaner(english()),
        cleaner(either()),
        cleaner(Settings { clean_foreign: true, ..english() }),
        cleaner(Settings { clean_foreign: true, ..either() }),
    ]
});

fn cleaner(settings: Settings) -> Cleaner {
    Cleaner::new(settings).expect("the built-in lexicons are readable")
}

/// Failures become cases of their own below, so none are written beside the sources.
fn quick() -> ProptestConfig {
    ProptestConfig { cases: PAGES, failure_persistence: None, ..ProptestConfig::default() }
}

fn format() -> impl Strategy<Value = Format> {
    prop::sample::select(&[Format::Auto, Format::Text, Format::Html])
}

/// Holds a result against everything that is promised of removals.
fn check(cleaned: &Cleaned) -> Result<(), TestCaseError> {
    let (text, removals) = (&cleaned.extracted, &cleaned.removals);
    let (mut at, mut rest) = (0, String::new());
    for removal in removals {
        let (start, end) = (removal.span.start as usize, removal.span.end as usize);
        prop_assert!(at <= start && start < end && end <= text.len(), "{at} {:?}", removal.span);
        prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{:?}", removal.span);
        let (block, span) = (removal.block, removal.span);
        prop_assert!(span.start <= block.start && block.end <= span.end && !block.is_empty(), "{block:?} in {span:?}");
        let around = text[start..block.start as usize].chars().chain(text[block.end as usize..end].chars());
        prop_assert!(is_separator(around), "more than the block went: {:?}", &text[start..end]);
        prop_assert!((0.5..=1.0).contains(&removal.confidence), "{}", removal.confidence);
        rest.push_str(&text[at..start]);
        at = end;
    }
    rest.push_str(&text[at..]);
    prop_assert_eq!(&rest, &cleaned.text);
    let mut bytes = text.bytes();
    prop_assert!(cleaned.text.bytes().all(|wanted| bytes.any(|byte| byte == wanted)), "not a subsequence");
    let piece = |removal: &polyscrub::Removal| Piece {
        start: removal.span.start as usize,
        end: removal.span.end as usize,
        text: removal.span.of(text).to_owned(),
    };
    let pieces: Vec<Piece> = removals.iter().map(piece).collect();
    let restored = restore(&cleaned.text, &pieces, Some(text.chars().count() as u64));
    prop_assert_eq!(restored.as_deref(), Ok(text.as_str()));
    Ok(())
}

/// Whether nothing but separators stands there: white space, list marks, bars between cells.
fn is_separator(mut around: impl Iterator<Item = char>) -> bool {
    around.all(|c| !c.is_alphanumeric())
}

proptest! {
    #![proptest_config(quick())]

    #[test]
    fn text_minus_removals_is_what_is_left(text in pages::text(), format in format()) {
        check(&CLEANER.clean(text.as_bytes(), format))?;
    }

    #[test]
    fn documents_keep_the_promises_too(text in pages::markup()) {
        check(&CLEANER.clean(text.as_bytes(), Format::Auto))?;
    }

    #[test]
    fn any_bytes_give_a_result(bytes in prop::collection::vec(any::<u8>(), 0..400), format in format()) {
        check(&CLEANER.clean(&bytes, format))?;
    }

    #[test]
    fn damaged_pages_give_a_result(
        text in prop_oneof![pages::text(), pages::markup()],
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        format in format(),
    ) {
        let mut bytes = text.into_bytes();
        for (index, byte) in damage.into_iter().filter(|_| !bytes.is_empty()).collect::<Vec<_>>() {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        check(&CLEANER.clean(&bytes, format))?;
    }

    #[test]
    fn cleaning_the_cleaned_changes_nothing(text in pages::text()) {
        let once = CLEANER.clean(text.as_bytes(), Format::Text);
        let twice = CLEANER.clean(once.text.as_bytes(), Format::Text);
        prop_assert_eq!(&once.text, &twice.text, "{:?}", twice.removals);
    }

    #[test]
    fn nor_does_it_where_pages_may_be_foreign(text in pages::text(), asked in 0..ASKED.len()) {
        let cleaner = &ASKED[asked];
        let once = cleaner.clean(text.as_bytes(), Format::Text);
        let twice = cleaner.clean(once.text.as_bytes(), Format::Text);
        prop_assert_eq!(&once.text, &twice.text, "{:?}", twice.removals);
        check(&once)?;
    }

    #[test]
    fn same_input_same_output(text in pages::text(), format in format()) {
        static OTHER: LazyLock<Cleaner> = LazyLock::new(|| cleaner(Settings::default()));
        prop_assert_eq!(CLEANER.clean(text.as_bytes(), format), OTHER.clean(text.as_bytes(), format));
    }
}

/// Strings of any characters, and of what pages are made of.
fn string() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), pages::text(), "[a-zа-яčß .,!?\\n“”]{0,80}", "[一-龥ぁ-ん。a-z ]{0,80}"]
}

fn languages() -> impl Strategy<Value = Vec<Lang>> {
    prop::collection::vec(prop::sample::select(Lang::scored().collect::<Vec<_>>()), 0..5)
}

proptest! {
    #![proptest_config(quick())]

    #[test]
    fn any_string_is_identified(text in string(), languages in languages(), against in languages()) {
        let identifier = IDENTIFIER.clone().with_languages(languages.iter().copied());
        for found in [identifier.identify(&text), identifier.identify_page(&text)] {
            let ranked = found.ranked(usize::MAX);
            prop_assert!((0.0..=1.0).contains(&found.probability()));
            prop_assert!(ranked.iter().map(|guess| guess.probability).sum::<f32>() <= 1.0001);
            prop_assert!(ranked.iter().all(|guess| languages.is_empty() || languages.contains(&guess.language)));
            prop_assert_eq!(ranked.first().map(|guess| guess.language), found.language());
            prop_assert_eq!(found.language().is_none(), found.probability() == 0.0);
            for lang in &against {
                let margin = found.margin(*lang);
                prop_assert!(margin.is_finite() && (found.language().is_some() || margin == 0.0), "{}", margin);
            }
        }
    }

    #[test]
    fn spans_cover_any_string(text in string(), languages in languages()) {
        let identifier = IDENTIFIER.clone().with_languages(languages.iter().copied());
        let spans = identifier.spans(&text);
        let mut end = 0;
        for span in &spans {
            prop_assert_eq!(span.span.start as usize, end);
            prop_assert!(!span.span.is_empty() && text.is_char_boundary(span.span.end as usize));
            prop_assert!((0.0..=1.0).contains(&span.probability));
            let allowed = |lang: Lang| languages.is_empty() || languages.contains(&lang);
            prop_assert!(span.language.is_none_or(allowed));
            end = span.span.end as usize;
        }
        prop_assert_eq!(end, text.len());
        prop_assert!(spans.windows(2).all(|pair| pair[0].language != pair[1].language));
        prop_assert_eq!(identifier.spans(&text), spans);
    }
}

proptest! {
    // Each page needs a cleaner of its own here, which is what takes the time.
    #![proptest_config(ProptestConfig { cases: PAGES / 10, ..quick() })]

    #[test]
    fn phrases_to_keep_are_kept(lines in pages::lines()) {
        let text = lines.join("\n\n");
        let removals = CLEANER.clean(text.as_bytes(), Format::Text).removals;
        let keep: Vec<String> = removals.iter().step_by(2).map(|removal| removal.block.of(&text).to_uppercase()).collect();
        let fold = |text: &str| text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        let folded: Vec<String> = keep.iter().map(|phrase| fold(phrase)).collect();
        let cleaned = cleaner(Settings { keep_phrases: keep, ..Settings::default() }).clean(text.as_bytes(), Format::Text);
        for removal in &cleaned.removals {
            prop_assert!(!folded.contains(&fold(removal.block.of(&text))), "{:?}", removal.block.of(&text));
        }
        check(&cleaned)?;
    }

    #[test]
    fn only_selected_kinds_are_cut(text in pages::text(), chosen in prop::collection::vec(any::<bool>(), 12)) {
        let kinds: KindSet = Kind::all().zip(chosen).filter(|pair| pair.1).map(|pair| pair.0).collect();
        let cleaned = cleaner(Settings { kinds, ..Settings::default() }).clean(text.as_bytes(), Format::Text);
        for removal in &cleaned.removals {
            prop_assert!(kinds.contains(removal.kind), "{}", removal.kind);
        }
        check(&cleaned)?;
    }
}

/// Properties of pages from which nothing is cut would say nothing.
#[test]
fn most_pages_lose_something_and_most_keep_something() {
    let mut runner = TestRunner::deterministic();
    let results: Vec<Cleaned> = (0..PAGES)
        .map(|_| pages::text().new_tree(&mut runner).expect("no page is refused").current())
        .map(|text| CLEANER.clean(text.as_bytes(), Format::Text))
        .collect();
    let touched = results.iter().filter(|cleaned| !cleaned.removals.is_empty()).count();
    let kept = results.iter().filter(|cleaned| !cleaned.is_emptied()).count();
    let pages = PAGES as usize;
    assert!(touched * 2 > pages && kept * 2 > pages, "{touched} touched, {kept} kept of {pages}");
}

/// What properties found once: with a foreign line gone, the page showed its language, and more of it was foreign.
#[test]
fn a_page_that_shows_its_language_late_settles_at_once() {
    let text = "They laughed about it.\nIt took the council eleven years to agree on the colour of the new bridge.\r\n\
        1990-01-01T00:00:00Z\nIt took the council eleven years to agree on the colour of the new bridge.\r\n\
        The Harbour Gazette\n0\nSylwadau\n\nFleire nyhende\n\
        The old ferry crosses the bay twice a day, and in winter the captain often waits for the last bus.\n\
        The old ferry crosses the bay twice a day, and in winter the captain often waits for the last bus.\n";
    let once = CLEANER.clean(text.as_bytes(), Format::Text);
    assert_eq!(once.text, CLEANER.clean(once.text.as_bytes(), Format::Text).text);
}

/// A paragraph whose lines come together once what stood between them is gone; the cut stays a cut.
#[test]
fn a_line_between_wrapped_lines_is_cut_and_stays_cut() {
    let menu = "Weiterlesen\n\nNach oben\n\nZum Inhalt springen\n\n";
    let text = format!(
        "In spring they carried the boards of the broken wheel up to the barn on\n\
         Auf Facebook teilen\n\
         the hill, where they dried under the roof until the carpenter had time for\n\
         them. Nobody asked what it would cost, for nobody in the valley had money.\n\n\
         {menu}The new wheel turned for the first time on the day of the harvest festival.\n"
    );
    let once = CLEANER.clean(text.as_bytes(), Format::Text);
    let expected = text.replace("Auf Facebook teilen\n", "").replace(menu, "");
    assert_eq!(once.text, expected);
    assert_eq!(CLEANER.clean(once.text.as_bytes(), Format::Text).text, expected);
    let keep_phrases = vec!["auf  FACEBOOK teilen".to_owned()];
    let kept = cleaner(Settings { keep_phrases, ..Settings::default() }).clean(text.as_bytes(), Format::Text);
    assert_eq!(kept.text, text.replace(menu, ""));
}

/// What properties found once: the blank line in a stretch of cut lines has to stay, or paragraphs become one.
#[test]
fn paragraphs_stay_apart_when_what_stood_between_them_goes() {
    let long = "The old ferry crosses the bay twice a day, and in winter the captain often waits for the last bus.\n";
    let text = format!(
        "{long}\n{}\nIt took the council eleven years to agree on\nthe colour of the new bridge. My grandmother\n\
         kept her recipes in a tin box that smelled of\ncinnamon and candle wax. They laughed about\nit.\n\
         Slaan oor na inhoud\nSlaan oor na inhoud\n\n- Show more\r\n{long}",
        long.repeat(5)
    );
    let once = CLEANER.clean(text.as_bytes(), Format::Text);
    assert_eq!(once.text, CLEANER.clean(once.text.as_bytes(), Format::Text).text);
}
