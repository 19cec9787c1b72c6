//! Flags to settings and a plan, with everything checked before the first page.

use std::{
    fs,
    io::{self, IsTerminal, Read},
    path::{Path, PathBuf},
};

use polyscrub::{
    Cleaner, Kind, KindSet, Lang, Profile, Settings, Writing,
    run::{
        choice::Choice,
        intake::Reading,
        plan::{self, Input, Plan, Refused},
    },
    source::{Fields, Filters, InputFormat, Limits, PatternError, Walk},
};

use super::{
    args::{self, CutArgs, Foreign, InputArgs, RunArgs, TextArgs, TextForm},
    term,
};

const KINDS: &str = "`polyscrub rules` lists the kinds";
const LANGS: &str = "languages are written as `de` or `deu`";
const GLOBS: &str = "globs are written as in a .gitignore, and quoted: '*.pdf', 'drafts/'";
const LEXICON: &str = "a lexicon is a file `xx.tsv` (or `xx=FILE`) of `concept<TAB>risk<TAB>phrase`";

/// A cleaner with the settings of the flags.
pub(crate) fn cleaner(cut: &CutArgs, text: &TextArgs, encoding: &str, no_repair: bool) -> Result<Cleaner, Refused> {
    Cleaner::new(settings(cut, text, encoding, no_repair)?).map_err(|bad| Refused::new(bad.to_string(), LEXICON))
}

fn settings(cut: &CutArgs, text: &TextArgs, encoding: &str, no_repair: bool) -> Result<Settings, Refused> {
    Ok(Settings {
        primary: if cut.primary == "auto" { None } else { Some(lang(&cut.primary)?) },
        languages: cut.languages.iter().map(|code| lang(code)).collect::<Result<_, _>>()?,
        clean_foreign: cut.foreign_pages == Foreign::Keep,
        detector: cut.detector,
        profile: match (cut.careful, cut.eager) {
            (true, _) => Profile::Careful,
            (_, true) => Profile::Eager,
            _ => Profile::Default,
        },
        kinds: kinds(cut)?,
        encoding: self::encoding(encoding)?,
        repair: !no_repair,
        writing: Writing {
            markdown: text.format == TextForm::Markdown,
            links: text.links,
            tables: text.tables || !text.no_tables,
        },
        comments: text.with_comments,
        keep_phrases: cut.keep_phrases.as_deref().map_or(Ok(Vec::new()), phrases)?,
        lexicons: cut.lexicon.iter().map(|spec| lexicon(spec)).collect::<Result<_, _>>()?,
    })
}

/// The language of a code.
pub(crate) fn lang(code: &str) -> Result<Lang, Refused> {
    code.parse().map_err(|error: polyscrub::lang::UnknownLang| Refused::new(error.to_string(), LANGS))
}

fn kinds(cut: &CutArgs) -> Result<KindSet, Refused> {
    let parse = |names: &[String]| -> Result<Vec<Kind>, Refused> {
        let kind = |name: &String| {
            name.parse().map_err(|error: polyscrub::kind::UnknownKind| Refused::new(error.to_string(), KINDS))
        };
        names.iter().map(kind).collect()
    };
    let selected = parse(&cut.select)?;
    let all = if selected.is_empty() { KindSet::ALL } else { selected.into_iter().collect() };
    Ok(parse(&cut.ignore)?.into_iter().fold(all, KindSet::without))
}

/// The encoding of a label of the web; none for `auto`.
pub(crate) fn encoding(label: &str) -> Result<Option<&'static encoding_rs::Encoding>, Refused> {
    if label == "auto" {
        return Ok(None);
    }
    let found = encoding_rs::Encoding::for_label(label.as_bytes());
    let unknown =
        || Refused::new(format!("unknown encoding `{label}`"), "labels are those of the web: utf-8, windows-1251");
    found.map(Some).ok_or_else(unknown)
}

fn read_text(path: &Path, hint: &str) -> Result<String, Refused> {
    fs::read_to_string(path).map_err(|error| Refused::new(format!("cannot read `{}`: {error}", path.display()), hint))
}

fn phrases(path: &Path) -> Result<Vec<String>, Refused> {
    let text = read_text(path, "a file of phrases holds one a line")?;
    Ok(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

fn lexicon(spec: &str) -> Result<(Lang, String), Refused> {
    let (code, path) = match spec.split_once('=') {
        Some((code, path)) => (code.to_owned(), PathBuf::from(path)),
        None => {
            let path = PathBuf::from(spec);
            (path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), path)
        }
    };
    let unknown = |_| Refused::new(format!("lexicon `{spec}`: `{code}` is no language"), LEXICON);
    let lang = code.parse::<Lang>().map_err(unknown)?;
    let text = read_text(&path, LEXICON)?;
    let bad = |error| Refused::new(format!("bad lexicon `{}`, {error}", path.display()), LEXICON);
    polyscrub::lexicon::parse(&text).map_err(bad)?;
    Ok((lang, text))
}

/// Which cleaned pages are written.
pub(crate) fn choice(cut: &CutArgs, min_chars: usize, run: &RunArgs) -> Choice {
    let asked = cut.primary != "auto" || !cut.languages.is_empty();
    if cut.foreign_pages != Foreign::Tag && !asked && !run.quiet {
        term::say("warning: `--foreign-pages` does nothing without `--primary` or `--languages`");
    }
    Choice { min_chars, skip_foreign: cut.foreign_pages == Foreign::Skip }
}

/// How input is read.
pub(crate) fn reading(input: &InputArgs, keep_html: bool) -> Reading {
    Reading {
        form: form(input.input),
        fields: Fields {
            text: input.text_field.clone(),
            html: input.html_field.clone(),
            id: input.id_field.clone(),
            url: input.url_field.clone(),
        },
        limits: Limits { page: input.max_page_size, ..Limits::default() },
        keep_html,
    }
}

pub(crate) fn form(form: args::Form) -> InputFormat {
    match form {
        args::Form::Auto => InputFormat::Auto,
        args::Form::Text => InputFormat::Text,
        args::Form::Html => InputFormat::Html,
        args::Form::Jsonl => InputFormat::Jsonl,
        args::Form::Warc => InputFormat::Warc,
        args::Form::Parquet => InputFormat::Parquet,
    }
}

/// The plan of a verb that takes paths.
pub(crate) fn plan(
    verb: &str,
    input: &InputArgs,
    keep_html: bool,
    choice: Choice,
    threads: usize,
) -> Result<Plan, Refused> {
    let inputs = plan::inputs(&paths(verb, input)?)?;
    let filters = Filters { extensions: input.ext.clone(), exclude: input.exclude.clone() };
    for input in &inputs {
        if let Input::Directory(root, _) = input {
            let bad = |error: PatternError| Refused::new(error.to_string(), GLOBS);
            Walk::new(root, &filters).map_err(bad)?;
        }
    }
    Ok(Plan { inputs, reading: reading(input, keep_html), filters, shard: input.shard, choice, threads })
}

fn paths(verb: &str, input: &InputArgs) -> Result<Vec<PathBuf>, Refused> {
    let mut paths = input.paths.clone();
    if let Some(list) = &input.files_from {
        paths.extend(listed(list)?);
        return Ok(paths);
    }
    if !paths.is_empty() {
        return Ok(paths);
    }
    if io::stdin().is_terminal() {
        let hint = format!("`polyscrub {verb} page.html` for one page, `polyscrub {verb} pages/ -o cleaned/` for many");
        let hint = if verb == "clean" { hint } else { hint.replace(" -o cleaned/", "") };
        return Err(Refused::new("no input", &hint));
    }
    Ok(vec![PathBuf::from("-")])
}

fn listed(list: &Path) -> Result<Vec<PathBuf>, Refused> {
    let mut bytes = Vec::new();
    let read = match list.to_str() {
        Some("-") => io::stdin().read_to_end(&mut bytes),
        _ => fs::File::open(list).and_then(|mut file| file.read_to_end(&mut bytes)),
    };
    read.map_err(|error| Refused::new(format!("cannot read `{}`: {error}", list.display()), "one path a line"))?;
    Ok(bytes
        .split(|byte| *byte == b'\n')
        .map(|line| line.trim_ascii_end())
        .filter(|line| !line.is_empty())
        .map(path)
        .collect())
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    std::ffi::OsStr::from_bytes(bytes).into()
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
}
