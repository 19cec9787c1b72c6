//! Lints the data files: every lexicon of interface phrases and every list of words of dates. A new language is a new
//! file; this says what is wrong with it.

use std::{
    collections::{HashMap, HashSet},
    fs,
    path::Path,
};

use polyscrub::{
    Kind, Lang,
    lexicon::{Risk, fold, parse},
};
use unicode_normalization::is_nfc;

/// The file that says what the concepts are for.
const CONCEPTS: &str = "concepts";
/// Languages that have to be served well, and the phrases that takes.
const SERVED: (usize, usize) = (25, 80);
/// The file with words of every language.
const MANY: &str = "mul";

/// The roles a word can play, as the program reads them.
const ROLES: &str = include_str!("../src/stamp/role.rs");

/// The `.tsv` files of a folder of `corpora`: name without extension, text.
fn files(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora").join(folder);
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let tables = paths.into_iter().filter(|path| path.extension().is_some_and(|own| own == "tsv"));
    let read = |path: &Path| fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    tables.map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), read(&path))).collect()
}

/// What is wrong with the form of a file, whatever is in it.
fn form(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (index, line) in text.split_terminator('\n').enumerate() {
        if !is_nfc(line) {
            found.push((index + 1, "not in NFC".to_owned()));
        }
        if line.contains(['\r', '\u{feff}']) {
            found.push((index + 1, "a carriage return or byte order mark".to_owned()));
        }
        if !line.starts_with('#') && line.split('\t').any(|column| column.is_empty() || column.trim() != column) {
            found.push((index + 1, "an empty column, or white space around one".to_owned()));
        }
    }
    found
}

/// Phrases that the matcher cannot tell from one before them in the file.
fn repeated(text: &str) -> Vec<(usize, String)> {
    let (mut seen, mut found) = (HashMap::new(), Vec::new());
    let rows = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    for (index, phrase) in rows.filter_map(|(index, line)| Some((index, line.split('\t').nth(2)?))) {
        let form = fold(&phrase.replace("{n}", "0").replace("{name}", " slotname ").replace("{date}", " slotdate "));
        if let Some(before) = seen.insert(form, index + 1) {
            found.push((index + 1, format!("`{phrase}` stands in line {before} already")));
        }
    }
    found
}

/// What is wrong with the lines of a list of words of dates.
fn words(text: &str) -> Vec<(usize, String)> {
    let rows = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    rows.filter_map(|(index, line)| Some((index + 1, word(line).err()?))).collect()
}

fn word(line: &str) -> Result<(), String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let (role, value) = match *columns.as_slice() {
        [role, _] => (role, None),
        [role, _, value] => (role, Some(value.parse::<u16>().map_err(|_| format!("`{value}` is no number"))?)),
        _ => return Err(format!("{} columns instead of role, word, value", columns.len())),
    };
    if !roles().any(|known| known == role) {
        return Err(format!("unknown role `{role}`"));
    }
    match value {
        _ if !["month", "jalali"].contains(&role) => Ok(()),
        Some(month) if (1..=12).contains(&month) => Ok(()),
        _ => Err("a month without its number".to_owned()),
    }
}

fn roles() -> impl Iterator<Item = &'static str> {
    ROLES.lines().filter_map(|line| Some(line.trim().strip_prefix("(\"")?.split_once("\", Role::")?.0))
}

/// The lexicons of languages.
fn lexicons() -> Vec<(String, String)> {
    let mut lexicons = files("lexicons");
    lexicons.retain(|(name, _)| name != CONCEPTS);
    lexicons
}

/// The words in a column of a file of `corpora`, folded.
fn column(path: &Path, column: usize) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| fold(line.split('\t').nth(column).unwrap_or_else(|| panic!("{}: {line}", path.display()))))
        .collect()
}

/// What is an ordinary word or a name somewhere: function words, names, and words of `collisions/words.tsv`; without the
/// exceptions.
fn ordinary() -> HashSet<String> {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let functions = fs::read_dir(corpora.join("words")).unwrap().map(|entry| entry.unwrap().path());
    let mut words: HashSet<String> = functions.flat_map(|path| column(&path, 0)).collect();
    words.extend(column(&corpora.join("collisions/names.txt"), 0));
    words.extend(column(&corpora.join("collisions/words.tsv"), 1));
    for word in column(&corpora.join("collisions/exceptions.tsv"), 0) {
        assert!(words.remove(&word), "collisions/exceptions.tsv: `{word}` is no name and no ordinary word");
    }
    words
}

/// The phrases of one word: line, folded word, risk.
fn alone(text: &str) -> Vec<(usize, String, Risk)> {
    let rows = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.contains('{'));
    let entries = rows.flat_map(|(index, line)| parse(line).unwrap().into_iter().map(move |entry| (index + 1, entry)));
    let words = entries.map(|(line, entry)| (line, fold(entry.phrase), entry.risk));
    words.filter(|(_, word, _)| !word.contains(' ')).collect()
}

/// Phrases of one word that count for more than a headword and are ordinary words.
fn colliding(text: &str, ordinary: &HashSet<String>) -> Vec<(usize, String)> {
    let rows = alone(text).into_iter().filter(|(_, word, risk)| *risk < Risk::Headword && ordinary.contains(word));
    rows.map(|(line, word, _)| (line, format!("`{word}` is a name or an ordinary word; its risk is headword")))
        .collect()
}

/// Runs a check over all files and fails with every fault, by file and line.
fn lint(folder: &str, files: &[(String, String)], check: impl Fn(&str, &str) -> Vec<(usize, String)>) {
    let faults = files.iter().flat_map(|(name, text)| {
        let faults = check(name, text).into_iter();
        faults.map(move |(line, fault)| format!("corpora/{folder}/{name}.tsv:{line}: {fault}"))
    });
    let faults: Vec<String> = faults.collect();
    assert!(!files.is_empty() && faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_file_is_in_form() {
    for folder in ["lexicons", "stamps"] {
        lint(folder, &files(folder), |_, text| form(text));
    }
}

#[test]
fn every_file_is_named_by_a_language() {
    let code = |name: &str| Lang::parse(name).is_some_and(|lang| lang.code() == name) || name == CONCEPTS;
    lint("lexicons", &files("lexicons"), |name, _| if code(name) { vec![] } else { vec![(0, "no language".into())] });
    let code = |name: &str| name == MANY || name.len() <= 3 && name.bytes().all(|byte| byte.is_ascii_lowercase());
    lint("stamps", &files("stamps"), |name, _| if code(name) { vec![] } else { vec![(0, "no language".into())] });
}

#[test]
fn every_phrase_is_readable_and_stands_once() {
    let lexicons = lexicons();
    lint("lexicons", &lexicons, |_, text| {
        parse(text).err().map(|error| (error.line, error.reason)).into_iter().collect()
    });
    lint("lexicons", &lexicons, |_, text| repeated(text));
}

#[test]
fn names_and_ordinary_words_are_headwords() {
    let ordinary = ordinary();
    lint("lexicons", &lexicons(), |_, text| colliding(text, &ordinary));
}

/// The program takes the harder of two risks, whatever the page's language.
#[test]
fn no_word_is_hard_here_and_a_headword_there() {
    let lexicons = lexicons();
    let words = lexicons.iter().flat_map(|(_, text)| alone(text));
    let hard: HashSet<String> = words.filter(|(_, _, risk)| *risk == Risk::Hard).map(|(_, word, _)| word).collect();
    lint("lexicons", &lexicons, |_, text| {
        let rows = alone(text).into_iter().filter(|(_, word, risk)| *risk == Risk::Headword && hard.contains(word));
        rows.map(|(line, word, _)| (line, format!("`{word}` is hard in another language"))).collect()
    });
}

#[test]
fn enough_languages_have_enough_phrases() {
    let lexicons = lexicons();
    let sizes = lexicons.iter().map(|file| parse(&file.1).unwrap().len());
    let (languages, phrases) = SERVED;
    let served = sizes.filter(|size| *size >= phrases).count();
    assert!(served >= languages, "{served} languages have {phrases} phrases");
}

#[test]
fn every_concept_has_a_kind() {
    let mut concepts = files("lexicons");
    concepts.retain(|(name, _)| name == CONCEPTS);
    let fault = |line: &str| match line.split('\t').collect::<Vec<_>>()[..] {
        [_, kind, _] => kind.parse::<Kind>().err().map(|error| error.to_string()),
        _ => Some("not concept, kind, meaning".to_owned()),
    };
    lint("lexicons", &concepts, |_, text| {
        let rows = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
        rows.filter_map(|(index, line)| Some((index + 1, fault(line)?))).collect()
    });
}

#[test]
fn every_word_of_dates_has_a_role() {
    assert!(roles().count() > 10, "the table of roles was not found");
    lint("stamps", &files("stamps"), |_, text| words(text));
}

#[test]
fn function_words_are_words() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora/words");
    let mut languages = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let code = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(Lang::parse(&code).is_some_and(|lang| lang.code() == code), "{code}.txt: no language");
        let text = fs::read_to_string(&path).unwrap();
        let words: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
        for (index, word) in words.iter().enumerate() {
            let alone = !word.is_empty() && !word.contains(char::is_whitespace) && is_nfc(word);
            assert!(alone && !words[..index].contains(word), "{code}.txt: `{word}`");
        }
        languages += 1;
    }
    assert!(languages >= 60, "{languages} languages have function words");
}

#[test]
fn faults_are_found() {
    assert_eq!(form("# x\na\t b\nu\u{308}\tb\n").iter().map(|fault| fault.0).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(repeated("home\tsoft\tStart\nhome\thard\t» START «\nhome\tsoft\tEnd\n").len(), 1);
    let ordinary = HashSet::from([fold("Lisa"), fold("İlan")]);
    let lines =
        "# x\nadd\tsoft\tLisa\nadd\theadword\tLisa\nadd\thard\tLisa {n}\nadd\thard\tilan\nadd\thard\tAdd Lisa\n";
    assert_eq!(colliding(lines, &ordinary).iter().map(|fault| fault.0).collect::<Vec<_>>(), [2, 5]);
    assert_eq!(words("month\tmai\t5\nmonth\tmai\nlabels\tmai\nunit\ttag\tx\n").len(), 3);
}
