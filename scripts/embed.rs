//! The build script: lists the data files of `corpora/` in a table that the library includes, so that a new
//! language is a new file and nothing else.

use std::{env, fs, io, path::Path};

/// Folders whose files are built in: the ending of the files, and the name of the table they become.
const FOLDERS: [(&str, &str, &str); 3] =
    [("corpora/lexicons", "tsv", "LEXICONS"), ("corpora/words", "txt", "WORDS"), ("corpora/stamps", "tsv", "STAMPS")];

fn main() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    for (folder, ending, table) in FOLDERS {
        println!("cargo::rerun-if-changed={folder}");
        let source = table_source(&Path::new(&root).join(folder), ending, table)?;
        fs::write(Path::new(&out).join(format!("{}.rs", table.to_lowercase())), source)?;
    }
    Ok(())
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
