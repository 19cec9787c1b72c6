//! A file of flags, one a line, put in after the verb: whatever the command line says comes later and wins.

use std::{ffi::OsString, fs, path::Path};

use polyscrub::run::plan::Refused;

/// The verbs that take the flags of a configuration file.
const VERBS: [&str; 5] = ["clean", "explain", "report", "detect", "eval"];

/// The command line with the flags of `--config` or `$POLYSCRUB_CONFIG` put in.
pub(crate) fn with_file(mut line: Vec<OsString>) -> Result<Vec<OsString>, Refused> {
    let takes = line.get(1).and_then(|verb| verb.to_str()).is_some_and(|verb| VERBS.contains(&verb));
    let named = named(&line);
    if !takes || line.iter().any(|word| word == "--no-config") && named.is_none() {
        return Ok(line);
    }
    let Some(path) = named.or_else(|| std::env::var_os("POLYSCRUB_CONFIG").filter(|path| !path.is_empty())) else {
        return Ok(line);
    };
    let flags = read(Path::new(&path))?;
    line.splice(2..2, flags);
    Ok(line)
}

/// The file that the command line names.
fn named(line: &[OsString]) -> Option<OsString> {
    let words = line.iter().take_while(|word| *word != "--");
    let at = words.clone().position(|word| word == "--config" || word.to_string_lossy().starts_with("--config="))?;
    match line[at].to_str().and_then(|word| word.strip_prefix("--config=")) {
        Some(path) => Some(path.into()),
        None => line.get(at + 1).cloned(),
    }
}

fn read(path: &Path) -> Result<Vec<OsString>, Refused> {
    let text = fs::read_to_string(path).map_err(|error| {
        Refused::new(
            format!("cannot read the configuration `{}`: {error}", path.display()),
            "`--no-config` goes without",
        )
    })?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut flags = Vec::new();
    for line in lines {
        if !line.starts_with('-') {
            let message = format!("`{line}` in `{}` is no flag", path.display());
            return Err(Refused::new(message, "one flag a line, such as `--threads 4`"));
        }
        // `--flag value` and `--flag=value` are both one line.
        match line.split_once(char::is_whitespace) {
            Some((flag, value)) if !flag.contains('=') => flags.extend([flag, value.trim()].map(OsString::from)),
            _ => flags.push(line.into()),
        }
    }
    Ok(flags)
}
