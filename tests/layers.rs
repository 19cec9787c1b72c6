//! Which module may use which: the table of the design, held against every path in the sources that leaves its module.
//! Data flows one way, so a module uses only what stands above it.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Each module with those it may use, all of which stand above it.
const LAYERS: &[(&str, &[&str])] = &[
    ("span", &[]),
    ("lang", &[]),
    ("date", &[]),
    ("kind", &[]),
    ("user", &[]),
    ("declared", &["date"]),
    ("page", &["declared", "span", "lang"]),
    ("decode", &[]),
    ("identify", &["lang", "page", "span"]),
    ("settings", &["identify", "kind", "lang"]),
    ("extract", &["date", "declared", "page", "settings", "span"]),
    ("reader", &["decode", "extract", "page", "settings"]),
    ("stamp", &["date", "lang", "span"]),
    ("lexicon", &["identify", "kind", "lang", "span"]),
    ("census", &[]),
    ("detect", &["census", "identify", "lang", "lexicon", "page", "span", "stamp"]),
    ("decide", &["detect", "kind", "lang", "lexicon", "page", "settings", "stamp"]),
    ("apply", &["page", "span"]),
    ("cleaned", &["date", "decide", "declared", "decode", "identify", "kind", "lang", "span"]),
    ("rescue", &["detect", "page"]),
    ("sieve", &["decide", "detect", "kind", "page"]),
    ("standing", &["cleaned", "detect", "identify", "lang", "page", "settings"]),
    (
        "rounds",
        &[
            "apply", "census", "cleaned", "decide", "detect", "extract", "identify", "kind", "page", "rescue",
            "settings", "sieve", "standing",
        ],
    ),
    (
        "cleaner",
        &[
            "apply", "census", "cleaned", "date", "decide", "declared", "detect", "identify", "kind", "lang",
            "lexicon", "page", "reader", "rounds", "settings", "span", "stamp",
        ],
    ),
    ("outcome", &["census", "cleaned", "settings", "user"]),
    ("tally", &["cleaned", "kind", "lang", "outcome"]),
    ("report", &["cleaned", "cleaner", "decide", "date", "declared", "kind", "lang", "outcome", "tally"]),
    ("source", &["decode", "page", "user"]),
    (
        "sink",
        &["cleaned", "date", "decide", "declared", "decode", "identify", "kind", "lang", "outcome", "page", "user"],
    ),
    ("survey", &["census", "outcome", "sink"]),
    (
        "run",
        &[
            "census", "cleaned", "cleaner", "kind", "outcome", "reader", "settings", "sink", "source", "survey",
            "tally", "user",
        ],
    ),
    ("eval", &["reader", "run", "settings", "span"]),
    (
        "cli",
        &[
            "census", "decode", "eval", "extract", "identify", "kind", "lang", "lexicon", "outcome", "reader",
            "report", "run", "sink", "source", "survey", "tally", "user",
        ],
    ),
];

/// Modules whose tests, inside their files, need one more to make their examples.
const IN_TESTS: [(&str, &str); 2] = [("apply", "extract"), ("sink", "span")];

/// The roots of the library and the program, which name every module.
const ROOTS: [&str; 2] = ["lib", "main"];

/// A use of one module by another.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    from: String,
    to: String,
    place: String,
}

fn sources() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut open, mut found) = (vec![root], Vec::new());
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|own| own == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The module that a file is, from the top: `extract/html/mod.rs` is `extract`, `html`.
fn module(relative: &Path) -> Vec<String> {
    let mut parts: Vec<String> =
        relative.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    parts
}

/// The text without comments: what prose says is no use of a module.
fn code(text: &str) -> String {
    let lines = text.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

/// The first names of a path or of a group of paths: `a::b` has `a`, `{a::{b, c}, d}` has `a` and `d`.
fn heads(rest: &str) -> Vec<String> {
    let Some(group) = rest.strip_prefix('{') else { return vec![name(rest)] };
    let (mut depth, mut names, mut fresh) = (1, Vec::new(), true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => fresh = true,
            _ if depth == 1 && fresh && !c.is_whitespace() => {
                names.push(name(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

fn name(rest: &str) -> String {
    rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Where a path of this start begins and where its start ends.
fn starts(code: &str, start: &str) -> Vec<(usize, usize)> {
    let whole = |at: usize| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
    code.match_indices(start).map(|(at, _)| (at, at + start.len())).filter(|&(at, _)| whole(at)).collect()
}

/// The top-level names that a file's code uses, with the offset of each use; `depth` is how deep its module lies.
fn uses(code: &str, depth: usize) -> Vec<(usize, String)> {
    let inner = code.find("\nmod tests {").unwrap_or(code.len());
    let mut found = [starts(code, "crate::"), starts(code, "polyscrub::")].concat();
    for (at, _) in starts(code, "super::") {
        let ups = code[at..].split("super::").take_while(|piece| piece.is_empty()).count();
        if ups - usize::from(at > inner) >= depth {
            found.push((at, at + ups * "super::".len()));
        }
    }
    let names = found.into_iter().flat_map(|(at, end)| heads(&code[end..]).into_iter().map(move |name| (at, name)));
    names.filter(|(_, name)| name.starts_with(char::is_lowercase)).collect()
}

fn edges() -> BTreeSet<Edge> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut edges = BTreeSet::new();
    for path in sources() {
        let relative = path.strip_prefix(&root).unwrap();
        let module = module(relative);
        if ROOTS.contains(&module[0].as_str()) {
            continue;
        }
        let code = code(&fs::read_to_string(&path).unwrap());
        for (at, to) in uses(&code, module.len()) {
            let line = code[..at].matches('\n').count() + 1;
            let place = format!("src/{}:{line}", relative.display());
            edges.insert(Edge { from: module[0].clone(), to, place });
        }
    }
    edges
}

#[test]
fn the_table_lists_every_module_once_and_runs_upwards() {
    let mut listed = BTreeSet::new();
    for (module, above) in LAYERS {
        for used in *above {
            assert!(listed.contains(used), "`{module}` may use `{used}`, which does not stand above it");
        }
        assert!(listed.insert(module), "`{module}` stands twice");
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let there: BTreeSet<String> =
        sources().iter().map(|path| module(path.strip_prefix(&root).unwrap())[0].clone()).collect();
    let listed = listed.into_iter().copied().chain(ROOTS).map(str::to_owned).collect();
    assert_eq!(there, listed);
}

#[test]
fn modules_use_only_what_the_table_allows() {
    let allows = |edge: &&Edge| {
        let above = LAYERS.iter().find(|row| row.0 == edge.from).map_or(&[][..], |row| row.1);
        edge.from == edge.to || above.contains(&edge.to.as_str()) || IN_TESTS.contains(&(&edge.from, &edge.to))
    };
    let edges = edges();
    assert!(edges.len() > LAYERS.len(), "the sources were not read");
    let wrong: Vec<String> = edges
        .iter()
        .filter(|edge| !allows(edge))
        .map(|edge| format!("{}: `{}` uses `{}`", edge.place, edge.from, edge.to))
        .collect();
    assert!(wrong.is_empty(), "uses that the table of tests/layers.rs does not allow:\n{}", wrong.join("\n"));
}

#[test]
fn uses_are_found_in_any_form() {
    let code = code(
        "use crate::{\n    apply,\n    detect::{Own, View},\n};\n// crate::run\nlet a = crate::page::Page; super::super::tally::x;\n",
    );
    let names: Vec<String> = uses(&code, 2).into_iter().map(|found| found.1).collect();
    assert_eq!(names, ["apply", "detect", "page", "tally"]);
    assert!(uses("use super::Own;\n\nmod tests {\nuse super::super::own;\n}", 2).is_empty());
    assert_eq!(uses("mod x;\nmod tests {\nuse super::super::run;\n}", 1), [(23, "run".to_owned())]);
}

#[test]
fn nothing_goes_over_a_network() {
    for path in sources() {
        let code = code(&fs::read_to_string(&path).unwrap());
        // What opens a connection in the standard library; of the crates we use, none does.
        let sockets = ["TcpStream", "UdpSocket", "ToSocketAddrs", "UnixStream"];
        assert!(!sockets.iter().any(|socket| code.contains(socket)), "{}", path.display());
    }
}
