//! `polyscrub restore`: a cleaned page, a file of records, or a mirrored directory, back to the extracted text. The removals
//! file is in the order of the run, and so are records, so both are read once, side by side.

use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use polyscrub::{
    outcome::Packing,
    run::{
        intake,
        plan::{Refused, check_empty},
        removed::{Page, Pages},
        restore::restore as put_back,
    },
    sink::{
        file::{Draft, append},
        tree,
    },
    source::{self, Content, InputFormat, Limits, ReadError},
    user,
};
use serde_json::{Map, Value};

use super::{Error, args::RestoreArgs, code, term};

/// How often a shard's name can have been extended to keep it apart from other output.
const EXTENDED: usize = 3;

/// Why there is nothing to restore in a table: its rows do not tell which page they are.
const NO_TABLES: &str = "tables are not restored";

struct Restorer<'a> {
    args: &'a RestoreArgs,
    pages: Pages<BufReader<File>>,
    failed: u64,
}

pub(crate) fn restore(args: &RestoreArgs) -> Result<u8, Error> {
    let missing = |path: &Path, error: io::Error| {
        let hint = "`polyscrub clean PAGES -o CLEANED --removals F` writes both";
        Refused::new(format!("`{}`: {error}", path.display()), hint)
    };
    let file = File::open(&args.removals).map_err(|error| missing(&args.removals, error))?;
    let meta = fs::metadata(&args.cleaned).map_err(|error| missing(&args.cleaned, error))?;
    let mut restorer = Restorer { args, pages: Pages::new(BufReader::new(file)), failed: 0 };
    if meta.is_dir() {
        check_empty(&args.out, args.overwrite)?;
        restorer.directory()?;
    } else {
        restorer.single()?;
    }
    Ok(if restorer.failed > 0 { code::FAILED } else { code::DONE })
}

impl Restorer<'_> {
    fn fail(&mut self, page: &str, why: &str) {
        self.failed += 1;
        term::say(&format!("warning: {page}: {why} (page failed)"));
    }

    fn peek(&mut self) -> Result<Option<&Page>, Refused> {
        let path = self.args.removals.display();
        self.pages.peek().map_err(|why| Refused::new(format!("cannot read `{path}`: {why}"), ""))
    }

    fn next(&mut self) -> Result<Option<Page>, Refused> {
        self.peek()?;
        Ok(self.pages.take())
    }

    /// One file: records, or a page.
    fn single(&mut self) -> Result<(), Error> {
        let path = self.args.cleaned.clone();
        // A page whose text happens to be JSON is still a page: its removals file knows it by the file's name.
        let opened =
            source::open(&path, InputFormat::Auto, Limits::default()).map_err(|trouble| refused(&path, &trouble))?;
        if opened.content == Content::Parquet {
            let hint = "`clean --keep-extracted DIR` writes the text before cutting, of tables as well";
            return Err(Refused::new(format!("`{}` is a Parquet table: {NO_TABLES}", path.display()), hint).into());
        }
        if opened.content == Content::Jsonl {
            return self.shard(None, &path, &self.args.out.clone());
        }
        match self.next()? {
            Some(page) => self.page(&path, &self.args.out.clone(), &page),
            None => Err(Refused::new("there is no page in the removals file", "").into()),
        }
    }

    /// A mirrored directory: the removals tell which file comes next.
    fn directory(&mut self) -> Result<(), Error> {
        while let Some(page) = self.peek()?.cloned() {
            let named = append(Path::new(&page.source), tree::SUFFIX);
            let shard = self.shard_place(&page.source);
            if page.page == page.source && (self.args.cleaned.join(&named).is_file() || shard.is_none()) {
                self.next()?;
                if page.is_text() {
                    self.page(&self.args.cleaned.join(&named), &self.args.out.join(&named), &page)?;
                }
            } else if let Some(place) = shard {
                self.shard(Some(&page.source), &self.args.cleaned.join(&place), &self.args.out.join(&place))?;
                while self.peek()?.is_some_and(|next| next.source == page.source) {
                    self.next()?;
                }
            } else {
                self.next()?;
                if page.is_text() {
                    self.fail(&page.page, "its cleaned text is not there");
                }
            }
        }
        Ok(())
    }

    /// Where the shard of a source was put: under its name, or under one that `clean` extended. Names that only records of an
    /// archive have come before those that both have: `clean` puts nothing else there.
    fn shard_place(&self, source: &str) -> Option<PathBuf> {
        let extended = (1..EXTENDED).map(|times| tree::RECORDS.repeat(times));
        let endings = [Packing::Gzip, Packing::Zstd].map(archived).into_iter().chain(extended);
        let names = endings.map(|ending| append(Path::new(source), &ending));
        std::iter::once(PathBuf::from(source)).chain(names).find(|name| {
            name != Path::new(tree::PAGES)
                && self.args.cleaned.join(name).is_file()
                && !self.is_of_another(name, source)
        })
    }

    /// Whether a file of records has the name of a source, but came of an archive with a shorter one.
    fn is_of_another(&self, name: &Path, source: &str) -> bool {
        let ours =
            Path::new(source) == name && Packing::ALL.iter().any(|packing| source.ends_with(&archived(*packing)));
        let first = || first_record(&self.args.cleaned.join(name));
        let Some(record) = ours.then(first).flatten() else { return false };
        let archive = record.get("source").and_then(Value::as_str).unwrap_or_default();
        Packing::ALL.iter().any(|packing| append(Path::new(archive), &archived(*packing)) == name)
    }

    fn page(&mut self, from: &Path, to: &Path, page: &Page) -> Result<(), Error> {
        let text = match fs::read_to_string(from) {
            Ok(text) => text,
            Err(error) => {
                self.fail(&page.page, &error.to_string());
                return Ok(());
            }
        };
        match put_back(&text, &page.pieces, Some(page.chars_in)) {
            Ok(extracted) => {
                let mut draft = Draft::new(to, Packing::Plain)?;
                draft.write(extracted.as_bytes())?;
                draft.finish(true)?;
            }
            Err(mismatch) => self.fail(&page.page, &mismatch.to_string()),
        }
        Ok(())
    }

    /// A file of records; `source` where only pages of that source belong to it.
    fn shard(&mut self, source: Option<&str>, from: &Path, to: &Path) -> Result<(), Error> {
        let opened =
            source::open(from, InputFormat::Jsonl, Limits::default()).map_err(|trouble| refused(from, &trouble))?;
        // Read as lines, a table is no text.
        if opened.content == Content::Binary {
            self.fail(&from.display().to_string(), NO_TABLES);
            return Ok(());
        }
        let mut draft = Draft::new(to, intake::packing(opened.compression))?;
        for line in opened.reader.split(b'\n') {
            match line {
                Ok(bytes) => {
                    draft.write(&self.record(&bytes, source)?)?;
                    draft.write(b"\n")?;
                }
                Err(error) => {
                    self.fail(&from.display().to_string(), &error.to_string());
                    break;
                }
            }
        }
        Ok(draft.finish(true)?)
    }

    /// A record with its text restored. What was not cleaned stays as it is.
    fn record(&mut self, line: &[u8], source: Option<&str>) -> Result<Vec<u8>, Error> {
        let Ok(mut record) = serde_json::from_slice::<Map<String, Value>>(line) else {
            self.fail("a record", "not a JSON object");
            return Ok(line.to_vec());
        };
        let name = record.get("id").and_then(user::name);
        let status = record.get("polyscrub").and_then(|ours| ours.get("status")).and_then(Value::as_str);
        let (Some(name), Some("cleaned" | "emptied")) = (name, status) else { return Ok(line.to_vec()) };
        let text = record.get("text").and_then(Value::as_str).unwrap_or_default().to_owned();
        match self.page_of(&name, text.chars().count() as u64, source)? {
            None => self.fail(&name, "its removals are not there"),
            Some(page) => match put_back(&text, &page.pieces, Some(page.chars_in)) {
                Ok(extracted) => drop(record.insert("text".into(), extracted.into())),
                Err(mismatch) => self.fail(&name, &mismatch.to_string()),
            },
        }
        Ok(serde_json::to_vec(&record).unwrap_or_else(|_| line.to_vec()))
    }

    /// The next page of this name and length; those before it were left out of the records.
    fn page_of(&mut self, name: &str, chars: u64, source: Option<&str>) -> Result<Option<Page>, Error> {
        while let Some(page) = self.peek()? {
            if source.is_some_and(|source| page.source != source) {
                return Ok(None);
            }
            let found = page.page == name && page.chars_out == chars && page.is_text();
            let page = self.next()?;
            if found {
                return Ok(page);
            }
        }
        Ok(None)
    }
}

/// What the name of an archive is extended by.
fn archived(packing: Packing) -> String {
    [tree::RECORDS, packing.ending()].concat()
}

fn first_record(path: &Path) -> Option<Map<String, Value>> {
    let opened = source::open(path, InputFormat::Jsonl, Limits::default()).ok()?;
    let mut line = Vec::new();
    opened.reader.take(Limits::default().page).read_until(b'\n', &mut line).ok()?;
    serde_json::from_slice(&line).ok()
}

fn refused(path: &Path, error: &ReadError) -> Refused {
    Refused::new(format!("cannot read `{}`: {error}", path.display()), "name what `clean` wrote")
}
