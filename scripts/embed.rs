//! The build script: lists the data files of `corpora/` in a table that the library includes, so that a new
//! language is a new file and nothing else. It also makes a table of the names of characters in HTML.

use std::{env, fs, io, path::Path};

/// Folders whose files are built in: the ending of the files, and the name of the table they become.
const FOLDERS: [(&str, &str, &str); 3] =
    [("corpora/lexicons", "tsv", "LEXICONS"), ("corpora/words", "txt", "WORDS"), ("corpora/stamps", "tsv", "STAMPS")];

/// The names of character references, and the code points they stand for.
const ENTITIES: &str = "corpora/entities.tsv";

fn main() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    for (folder, ending, table) in FOLDERS {
        println!("cargo::rerun-if-changed={folder}");
        let source = table_source(&Path::new(&root).join(folder), ending, table)?;
        fs::write(Path::new(&out).join(format!("{}.rs", table.to_lowercase())), source)?;
    }
    println!("cargo::rerun-if-changed={ENTITIES}");
    let entities = entities_source(&fs::read_to_string(Path::new(&root).join(ENTITIES))?);
    fs::write(Path::new(&out).join("entities.rs"), entities)
}

/// `static ENTITIES: &[(&str, &str)] = &[(name, characters), ...]`, sorted by name as the file is.
fn entities_source(table: &str) -> String {
    let characters = |codes: &str| codes.split(' ').map(|code| format!("\\u{{{code}}}")).collect::<String>();
    let rows = table.lines().filter_map(|line| line.split_once('\t'));
    let rows: String = rows.map(|(name, codes)| format!("({name:?}, \"{}\"),\n", characters(codes))).collect();
    format!(
        "/// Named character references, sorted by name: name without its `&`, what it stands for.\nstatic ENTITIES: &[(&str, &str)] = &[\n{rows}];\n"
    )
}

/// `static TABLE: &[(&str, &str)] = &[(file stem, file text), ...]`, sorted by name.
fn table_source(folder: &Path, ending: &str, table: &str) -> io::Result<String> {
    let mut files: Vec<_> = fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == ending));
    files.sort();
    let rows: String = files
        .iter()
        .filter_map(|path| Some((path.file_stem()?.to_str()?, path.to_str()?)))
        .map(|(stem, path)| format!("({stem:?}, include_str!({path:?})),\n"))
        .collect();
    Ok(format!(
        "/// The files of the folder: name without extension, text.\npub(crate) static {table}: &[(&str, &str)] = &[\n{rows}];\n"
    ))
}
