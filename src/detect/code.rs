//! Whether a line is a program's: code, a command, an entry of settings, or a drawing in letters.

use super::{marks::Marks, measure::Measure};

/// Characters that code has and prose has not.
const CODE_MARKS: &[u8] = b"{};=<>\\$`_|^~";
/// How code and commands start.
#[rustfmt::skip]
const KEYWORDS: [&str; 23] = [
    "SELECT ", "INSERT ", "FROM ", "WHERE ", "GROUP BY ", "ORDER BY ", "HAVING ", "INNER JOIN ", "import ", "#include", "def ", "function ", "return ", "$ ", "sudo ", "git ", "pip ", "npm ", "curl ",
    "for (", "for i in", "<?", "#!/",
];
/// Of which drawings in letters have one at least.
const DRAWN: &[u8] = b"+|";
/// What calls and paths of programs have.
const CALLS: [&str; 5] = ["()", "();", "](", "->", "::"];

/// Whether a text is code or a command.
pub(super) fn is_code(text: &str, measure: &Measure, marks: &Marks) -> bool {
    if measure.visible == 0 || text.len() > 2000 {
        return false;
    }
    let any = CODE_MARKS.iter().any(|&mark| marks.has(mark));
    let count = if any { text.bytes().filter(|byte| CODE_MARKS.contains(byte)).count() } else { 0 };
    let call = CALLS.iter().any(|call| marks.find(text, call));
    let first = text.bytes().next();
    let keyword = KEYWORDS.iter().any(|start| start.bytes().next() == first && text.starts_with(start));
    let dashed = marks.has(b'-') && (is_flagged(text) || is_command(text));
    dashed && !marks.beyond
        || first == Some(b'[') && is_section(text)
        || count as f32 / measure.visible as f32 > 0.12 && count >= 2 && !text.contains("| ")
        || call && (count > 0 || marks.has(b'.') || marks.has(b'('))
        || keyword && (count > 0 || !marks.beyond)
        || marks.has(b'=') && !marks.beyond && (is_assignment(text) || is_setting(text))
        || first == Some(b'"') && is_entry(text)
        || marks.has(b'<') && is_tag(text)
        || is_bracket(text)
        || is_definition(text)
        || marks.has_any(DRAWN) && is_drawing(text)
        || ["#> ", "// ", "/* "].iter().any(|comment| text.starts_with(comment))
        || text.starts_with("{%")
        || is_prompted(text)
}

/// What is typed behind Python's prompt; mails quote with the same sign.
fn is_prompted(text: &str) -> bool {
    text.strip_prefix(">>> ").is_some_and(|typed| typed.contains(['(', '=', '.']) || !typed.contains(' '))
}

/// Whether a text is what ends or begins a part of a program: `}`, `{`, `});`.
fn is_bracket(text: &str) -> bool {
    let only = text.chars().all(|c| matches!(c, '{' | '}' | '(' | ')' | '[' | ']' | ';' | ','));
    only && (text.contains(['{', '}']) || text.ends_with(';'))
}

/// An entry of JSON: a name in quotation marks, a colon, and a value.
fn is_entry(text: &str) -> bool {
    let name = text.strip_prefix('"').and_then(|rest| rest.split_once("\":"));
    name.is_some_and(|(name, _)| !name.is_empty() && !name.contains([' ', '"']))
}

/// A tag of a markup language and nothing around it.
fn is_tag(text: &str) -> bool {
    let inner = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    inner.is_some_and(|inner| inner.starts_with(|c: char| c.is_ascii_lowercase() || c == '/' || c == '!'))
}

/// What opens a class or a block of text, takes a name from a module, or decorates a function.
fn is_definition(text: &str) -> bool {
    let class = text.strip_prefix("class ").and_then(|rest| rest.strip_suffix(':'));
    let import = text.strip_prefix("from ").and_then(|rest| rest.split_once(" import "));
    let decorator = text.strip_prefix('@').filter(|name| name.contains(['_', '(']) && !name.contains(' '));
    let name = |name: &str| !name.is_empty() && !name.contains(' ');
    class.is_some_and(|class| name(class.split('(').next().unwrap_or_default()))
        || import.is_some_and(|(module, _)| name(module))
        || decorator.is_some()
        || text == "\"\"\""
}

/// A line of a drawing in letters: boxes, arrows, and nothing to read.
fn is_drawing(text: &str) -> bool {
    let drawn = |c: char| matches!(c, '+' | '-' | '|' | '_' | '/' | '\\' | '<' | '>' | '=' | '^' | 'v' | ' ');
    (text.contains("+--") || text.contains("--+") || text.contains("|   ")) && text.chars().all(drawn)
}

/// A name, and what is assigned to it.
fn is_assignment(text: &str) -> bool {
    [" = ", " == ", " += "].iter().any(|sign| {
        let target = text.split_once(sign).map_or("", |sides| sides.0);
        let name = target
            .strip_prefix("let ")
            .or(target.strip_prefix("var "))
            .or(target.strip_prefix("const "))
            .unwrap_or(target);
        !name.is_empty() && !name.contains(' ')
    })
}

/// A command in lower case, the last word of which sets something: `netsh set global level=normal`.
fn is_setting(text: &str) -> bool {
    let plain = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b == b'_');
    let (rest, last) = text.rsplit_once(' ').unwrap_or_default();
    rest.split(' ').count() >= 2
        && rest.split(' ').all(plain)
        && last.split_once('=').is_some_and(|(name, value)| plain(name) && !value.is_empty())
}

/// A command with a long option.
fn is_flagged(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase() || c == '$') && text.contains(" --")
}

/// A command with a short option.
fn is_command(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.split(' ').skip(1).any(|word| word.starts_with('-') && word.len() > 1 && !word.starts_with("--"))
}

/// The head of a section of settings.
fn is_section(text: &str) -> bool {
    let section = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    section
        .filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase()))
        .is_some_and(|name| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'.' || b == b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_told_from_prose() {
        let code = |text: &str| is_code(text, &Measure::of(text), &Marks::of(text));
        for text in [
            "let total = rows.len();",
            "$ make install",
            "\"date\": \"2020-01-02\",",
            "<form action=\"/a\">",
            "FROM books",
            "});",
            "// what it does",
            "netsh interface set level=normal",
            "class Box(Base):",
            "from boxes import Box",
            "@computed_field",
            "\"\"\"",
            "+-------+      +-------+",
            "|                 |",
        ] {
            assert!(code(text), "{text}");
        }
        for text in [
            "We left; they stayed.",
            "\"Nobody came\": a play",
            "[...]",
            "//",
            "class dismissed",
            "class action, and what came of it:",
            "from here we import cheese",
            "@anna",
            "a - b",
        ] {
            assert!(!code(text), "{text}");
        }
    }
}
