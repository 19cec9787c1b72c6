//! Golden cases: small marked pages in `corpora/cases`, written by people who need no Rust.
//!
//! The runner takes the marks off, cleans the page, and holds what went against what was marked. The notation is explained
//! in `corpora/cases/README.md`. `UPDATE_CASES=1 cargo test --test cases` rewrites the marks to what happens now, so that a
//! change is reviewed in the diff.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use polyscrub::{Cleaned, Cleaner, Format, Kind, Lang, Removal, Settings, Span, decide::Grounds};

/// What stands between the head of a case and its page.
const RULE: &str = "---";
/// The keys of a head, each once.
const KEYS: [&str; 3] = ["about", "primary", "from"];
/// The key of a case that is not met yet, with the reason. It has to be taken out once the case is met.
const OPEN: &str = "open: ";
/// How the reason begins where all lines come out right, and only their kind does not: the lines are held nonetheless.
const OPEN_KIND: &str = "open: kind";

/// Below this many languages the cases would no longer speak for a tool that claims more than fifty.
const LANGUAGES: usize = 20;

/// What a mark says of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// No mark: the line stays.
    Plain,
    /// `⟪keep: …⟫`: the line stays although it looks like chrome.
    Keep,
    /// `⟦kind: …⟧`: the line goes.
    Cut(Kind),
    /// Only part of the line went; never written in a case.
    Torn(Kind),
}

impl Mark {
    /// Whether the line goes, whatever its kind.
    fn is_cut(self) -> bool {
        matches!(self, Self::Cut(_))
    }
}

/// One line of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    mark: Mark,
    text: String,
}

/// One case file.
#[derive(Debug)]
struct Case {
    path: PathBuf,
    head: String,
    lines: Vec<Line>,
}

impl Case {
    /// The page without marks.
    fn input(&self) -> String {
        let mut text: String = self.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
        text.push('\n');
        text
    }

    /// What the cleaner makes of the page, in the notation of the case.
    fn outcome(&self, cleaner: &Cleaner) -> Result<Vec<Line>, String> {
        let cleaned = cleaner.clean(self.input().as_bytes(), Format::Text);
        let mut start = 0;
        let mut lines = Vec::new();
        for line in &self.lines {
            let end = start + line.text.len();
            let mark =
                mark_of(&cleaned, start, end).unwrap_or(if line.mark == Mark::Keep { Mark::Keep } else { Mark::Plain });
            lines.push(Line { mark, text: line.text.clone() });
            start = end + 1;
        }
        agree(&cleaned, &lines).map(|()| lines)
    }
}

/// The mark that the removals give to the bytes `start..end`.
fn mark_of(cleaned: &Cleaned, start: usize, end: usize) -> Option<Mark> {
    let touching = |block: std::ops::Range<usize>| block.start < end && start < block.end;
    let removal = cleaned.removals.iter().find(|removal| touching(removal.block.range()))?;
    let block = removal.block.range();
    let whole = block.start <= start && end <= block.end;
    Some(if whole { Mark::Cut(removal.kind) } else { Mark::Torn(removal.kind) })
}

/// Holds the cleaned text against the lines that no removal touches.
fn agree(cleaned: &Cleaned, lines: &[Line]) -> Result<(), String> {
    let stays = |line: &&Line| matches!(line.mark, Mark::Plain | Mark::Keep) && !line.text.trim().is_empty();
    let told: Vec<_> = lines.iter().filter(stays).map(|line| line.text.as_str()).collect();
    let torn = lines.iter().any(|line| matches!(line.mark, Mark::Torn(_)));
    let left: Vec<_> = cleaned.text.lines().filter(|line| !line.trim().is_empty()).collect();
    if torn || told == left { Ok(()) } else { Err("the cleaned text is not the page minus its removals".to_owned()) }
}

/// The page in the notation of cases.
fn notation(lines: &[Line]) -> String {
    let mut out = String::new();
    for line in lines {
        let _ = match line.mark {
            Mark::Plain => writeln!(out, "{}", line.text),
            Mark::Keep => writeln!(out, "⟪keep: {}⟫", line.text),
            Mark::Cut(kind) => writeln!(out, "⟦{kind}: {}⟧", line.text),
            Mark::Torn(kind) => writeln!(out, "⟦{kind}, only in part: {}⟧", line.text),
        };
    }
    out
}

/// Reads one line; says what is wrong with its mark.
fn read_line(line: &str) -> Result<Line, String> {
    let marks = line.chars().filter(|sign| "⟦⟧⟪⟫".contains(*sign)).count();
    if marks == 0 {
        return Ok(Line { mark: Mark::Plain, text: line.to_owned() });
    }
    let cut = line.strip_prefix('⟦').and_then(|rest| rest.strip_suffix('⟧'));
    let keep = line.strip_prefix('⟪').and_then(|rest| rest.strip_suffix('⟫'));
    let inside = cut.or(keep).ok_or("a mark must stand around a whole line")?;
    if marks > 2 {
        return Err("marks must not be nested, and one line bears one mark".to_owned());
    }
    let (name, text) = inside.split_once(": ").ok_or("a mark is `⟦kind: text⟧` or `⟪keep: text⟫`")?;
    if text.trim().is_empty() {
        return Err("an empty mark".to_owned());
    }
    let mark = match (cut.is_some(), name) {
        (true, name) => Mark::Cut(name.parse::<Kind>().map_err(|error| error.to_string())?),
        (false, "keep") => Mark::Keep,
        (false, name) => return Err(format!("`⟪{name}: …⟫` is no mark; what stays is marked `⟪keep: …⟫`")),
    };
    Ok(Line { mark, text: text.to_owned() })
}

/// What is wrong with a head, if anything.
fn lint_head(head: &[&str]) -> Vec<String> {
    let value = |key: &str| head.iter().find_map(|line| line.strip_prefix(key)?.strip_prefix(": ")).map(str::trim);
    let mut faults = Vec::new();
    for key in KEYS {
        if value(key).is_none_or(str::is_empty) {
            faults.push(format!("`{key}:` is missing"));
        }
    }
    if let Some(code) = value("primary").filter(|code| code.parse::<Lang>().is_err()) {
        faults.push(format!("`{code}` is no language that polyscrub knows"));
    }
    faults
}

/// Reads a case; every fault comes with its file and line.
fn read_case(path: &Path, text: &str) -> Result<Case, Vec<String>> {
    let at = |line: usize, fault: &str| format!("{}:{line}: {fault}", path.display());
    let rows: Vec<&str> = text.lines().collect();
    let Some(rule) = rows.iter().position(|row| *row == RULE) else {
        return Err(vec![at(1, "no `---` between head and page")]);
    };
    let mut faults: Vec<String> = lint_head(&rows[..rule]).iter().map(|fault| at(1, fault)).collect();
    let mut lines = Vec::new();
    for (index, row) in rows.iter().enumerate().skip(rule + 1) {
        match read_line(row) {
            Ok(line) => lines.push(line),
            Err(fault) => faults.push(at(index + 1, &fault)),
        }
    }
    if lines.iter().all(|line| line.mark.is_cut() || line.text.is_empty()) {
        faults.push(at(rule + 1, "nothing of this page would stay"));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(Case { path: path.to_owned(), head: rows[..=rule].join("\n"), lines })
}

/// All case files below `folder`, sorted.
fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut folders = vec![folder.to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of cases").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "case") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// Every case, or every fault.
fn read_all() -> Result<Vec<Case>, Vec<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut cases, mut faults) = (Vec::new(), Vec::new());
    for path in walk(&root.join("corpora/cases")) {
        let text = fs::read_to_string(&path).expect("a readable case");
        match read_case(path.strip_prefix(root).unwrap_or(&path), &text) {
            Ok(case) => cases.push(case),
            Err(found) => faults.extend(found),
        }
    }
    if faults.is_empty() { Ok(cases) } else { Err(faults) }
}

/// The lines of `expected` and `actual` that differ by `differs`, both in the notation.
fn differences(case: &Case, actual: &[Line], differs: fn(Mark, Mark) -> bool) -> Option<String> {
    let wrong = |(want, got): &(&Line, &Line)| differs(want.mark, got.mark);
    let (want, got): (Vec<_>, Vec<_>) =
        case.lines.iter().zip(actual).filter(wrong).map(|(want, got)| (want.clone(), got.clone())).unzip();
    let show = || format!("{}\n  marked:\n{}  now:\n{}", case.path.display(), notation(&want), notation(&got));
    (!want.is_empty()).then(show)
}

impl Case {
    /// Whether the case says that it is not met yet.
    fn is_open(&self) -> bool {
        self.head.lines().any(|line| line.starts_with(OPEN))
    }

    /// Whether only the kinds of this case are not met yet.
    fn is_open_by_kind(&self) -> bool {
        self.head.lines().any(|line| line.starts_with(OPEN_KIND))
    }
}

/// Runs every case that `held` takes and gathers what differs.
fn failures(held: fn(&Case) -> bool, differs: fn(Mark, Mark) -> bool) -> (usize, Vec<String>) {
    let cases = read_all().unwrap_or_else(|faults| panic!("{}", faults.join("\n")));
    let cleaner = cleaner();
    let failed = cases.iter().filter(|case| held(case)).filter_map(|case| match case.outcome(&cleaner) {
        Ok(lines) => differences(case, &lines, differs),
        Err(fault) => Some(format!("{}: {fault}", case.path.display())),
    });
    (cases.len(), failed.collect())
}

fn assert_none(what: &str, (total, failed): (usize, Vec<String>)) {
    assert!(failed.is_empty(), "{} of {total} cases {what}:\n\n{}", failed.len(), failed.join("\n"));
}

/// Writes the marks that the cleaner gives now into every case whose marks differ.
fn update() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cleaner = cleaner();
    for case in read_all().unwrap_or_else(|faults| panic!("{}", faults.join("\n"))) {
        let lines = case.outcome(&cleaner).unwrap_or_else(|fault| panic!("{}: {fault}", case.path.display()));
        let torn = lines.iter().any(|line| matches!(line.mark, Mark::Torn(_)));
        assert!(!torn, "{}: a line went only in part, which no mark can say", case.path.display());
        if lines != case.lines {
            fs::write(root.join(&case.path), format!("{}\n{}", case.head, notation(&lines))).expect("a writable case");
        }
    }
}

#[test]
fn cases_are_well_formed() {
    let faults = read_all().err().unwrap_or_default();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn cases_come_in_many_languages_and_half_of_them_show_what_stays() {
    let cases = read_all().unwrap_or_default();
    let whole = |case: &&Case| !case.lines.iter().any(|line| line.mark.is_cut());
    let spared = |case: &&Case| case.lines.iter().any(|line| line.mark == Mark::Keep);
    let staying = cases.iter().filter(|case| whole(case) || spared(case)).count();
    let primary = |case: &Case| case.head.lines().find_map(|line| line.strip_prefix("primary: ")).map(str::to_owned);
    let languages: BTreeSet<_> = cases.iter().filter_map(primary).collect();
    assert!(languages.len() >= LANGUAGES, "only {languages:?}");
    assert!(staying * 2 >= cases.len(), "only {staying} of {} cases show what must stay", cases.len());
}

#[test]
fn what_is_marked_goes_and_all_else_stays() {
    if std::env::var_os("UPDATE_CASES").is_some() {
        return update();
    }
    let differs = |want: Mark, got: Mark| want.is_cut() != got.is_cut() || matches!(got, Mark::Torn(_));
    let held = |case: &Case| !case.is_open() || case.is_open_by_kind();
    assert_none("cut something else than marked", failures(held, differs));
}

#[test]
fn open_cases_are_still_open() {
    let cleaner = cleaner();
    let cases = read_all().unwrap_or_default();
    let by_line = |want: Mark, got: Mark| want.is_cut() != got.is_cut();
    let by_kind = |want: Mark, got: Mark| want != got;
    let is_met = |case: &Case| {
        let differs = if case.is_open_by_kind() { by_kind } else { by_line };
        case.outcome(&cleaner).is_ok_and(|lines| differences(case, &lines, differs).is_none())
    };
    let met = cases.iter().filter(|case| case.is_open() && is_met(case));
    let met: Vec<_> = met.map(|case| case.path.display().to_string()).collect();
    assert!(met.is_empty(), "these cases are met: take out their `open:` line\n{}", met.join("\n"));
}

#[test]
fn what_goes_is_called_by_its_kind() {
    if std::env::var_os("UPDATE_CASES").is_some() {
        return;
    }
    let differs = |want: Mark, got: Mark| want.is_cut() && got.is_cut() && want != got;
    assert_none("name another kind than marked", failures(|case| !case.is_open(), differs));
}

#[test]
fn faulty_cases_are_refused_with_their_line() {
    let head = "about: a\nprimary: de\nfrom: synthetic\n---\nText\n";
    let faults = |text: &str| read_case(Path::new("x.case"), text).err().unwrap_or_default().join("\n");
    assert_eq!(faults(head), "");
    for (line, part) in [
        ("⟦menu: Home⟧", "x.case:6: unknown kind"),
        ("⟦share: ⟧", "x.case:6: an empty mark"),
        ("See ⟦share: Share⟧", "x.case:6: a mark must stand"),
        ("⟦share: ⟪keep: Share⟫⟧", "x.case:6: marks must not be nested"),
        ("⟪share: Share⟫", "x.case:6: `⟪share: …⟫` is no mark"),
    ] {
        let found = faults(&format!("{head}{line}\n"));
        assert!(found.contains(part), "{line}: {found}");
    }
    assert!(faults("about: a\nprimary: qq\n---\nText\n").contains("`from:` is missing"));
    assert!(faults("about: a\nprimary: qq\n---\nText\n").contains("`qq` is no language"));
    assert!(faults("about: a\n").contains("no `---`"));
}

#[test]
fn a_wrong_cut_is_seen() {
    let text = "about: a\nprimary: de\nfrom: synthetic\n---\nEins\n⟪keep: Zwei⟫\n⟦share: Drei⟧\n";
    let case = read_case(Path::new("x.case"), text).expect("a case");
    let removal = |start, end| Removal {
        span: Span::new(start, end),
        block: Span::new(start, end),
        kind: Kind::Share,
        language: None,
        confidence: 1.0,
        evidence: Grounds::default(),
        date: None,
    };
    let mut cleaned = cleaner().clean(case.input().as_bytes(), Format::Text);
    cleaned.removals = vec![removal(5, 9), removal(10, 12)];
    assert_eq!(mark_of(&cleaned, 0, 4), None);
    assert_eq!(mark_of(&cleaned, 5, 9), Some(Mark::Cut(Kind::Share)));
    assert_eq!(mark_of(&cleaned, 10, 14), Some(Mark::Torn(Kind::Share)));
    cleaned.removals.pop();
    assert!(agree(&cleaned, &case.lines).is_err(), "the text still has what the marks say went");
    cleaned.text = "Eins\nZwei\n".to_owned();
    assert!(agree(&cleaned, &case.lines).is_ok());
    let actual = [Mark::Plain, Mark::Cut(Kind::Share), Mark::Cut(Kind::Legal)];
    let actual: Vec<_> = case.lines.iter().zip(actual).map(|(line, mark)| Line { mark, ..line.clone() }).collect();
    let shown = differences(&case, &actual, |want, got| want.is_cut() != got.is_cut()).unwrap_or_default();
    assert_eq!(shown, "x.case\n  marked:\n⟪keep: Zwei⟫\n  now:\n⟦share: Zwei⟧\n");
}

fn cleaner() -> Cleaner {
    Cleaner::new(Settings::default()).expect("the built-in lexicons are well formed")
}
