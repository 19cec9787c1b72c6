//! Messages of broken programs: PHP warnings, database errors, stack traces, unrendered templates.

/// How such a message starts, in lower case.
const STARTS: &[&str] = &[
    "warning: ",
    "notice: ",
    "fatal error: ",
    "parse error: ",
    "deprecated: ",
    "strict standards: ",
    "php warning",
    "php notice",
    "php fatal",
    "php deprecated",
    "catchable fatal error",
    "recoverable fatal error",
    "uncaught ",
    "traceback (most recent",
    "stack trace:",
    "thrown in /",
    "mysql error",
    "sql error",
    "sqlstate[",
    "error executing query",
    "you have an error in your sql",
    "ora-0",
    "microsoft ole db",
    "microsoft vbscript",
    "server error in '/",
    "exception in thread",
    "[function.",
    "call stack",
    "undefined index",
    "undefined variable",
    "undefined offset",
    "wordpress database error",
    "liquid error",
    "object reference not set",
    "illegal string offset",
    "jwarning",
    "xdebug",
];
/// What shows that a start is a message and not a sentence.
const WITNESSES: &[&str] = &[
    ".php",
    "on line ",
    "in /",
    "in c:\\",
    "()",
    "::",
    "mysql",
    "sqlstate",
    "line:",
    "<b>",
    "stack trace",
    "syntax to use near",
    "exception",
    "expects parameter",
    "failed to open stream",
    "headers already sent",
    "should be compatible",
    "undefined",
    "referenceerror",
    "jdatabase",
    "jparameter",
    "file(s)",
    "errno",
    "traceback",
    "database error",
    "vbscript",
    "ole db",
    "ora-",
    "error '8",
];
/// Characters that are looked at for a message.
const HEAD: usize = 400;
/// How the trace of a Python program starts.
const TRACEBACK: &str = "traceback";
/// How a line of such a trace starts.
const FILE: &str = "file \"";
/// Placeholders that a template should have filled: marks that no author types.
const TEMPLATES: &[(&str, &str)] =
    &[("{{", "}}"), ("{%", "%}"), ("<%", "%>"), ("[[+", "]]"), ("%%", "%%"), ("#{", "}"), ("${", "}")];
/// Letters of a block that may be a template; longer ones are texts about templates.
const LONGEST_TEMPLATE: usize = 120;

/// What a broken program left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A message that a server prints into its pages; no author writes one as a line.
    Message,
    /// A placeholder or a trace, which texts about programs show as well.
    Sample,
}

/// The kind of fault that a block is, if it is one.
pub(crate) fn fault(text: &str) -> Option<Fault> {
    let longer = || text.char_indices().nth(HEAD).map(|(end, _)| &text[..end]);
    let head = if text.len() > HEAD { longer().unwrap_or(text) } else { text };
    let head = head.trim_start_matches(['(', '!', ')', ' ', '*', '\u{26a0}', '|']);
    // Next to no block starts like a message, so that only those that do are put in lower case.
    let started = STARTS.iter().any(|start| starts_with(head, start));
    let (trace, server) = (starts_with(head, TRACEBACK) || starts_with(head, FILE), head.starts_with('#'));
    let head = if started || trace || server { head.to_ascii_lowercase() } else { String::new() };
    let started = started && WITNESSES.iter().any(|witness| head.contains(witness));
    let sample = head.starts_with(TRACEBACK) || is_trace(&head) || is_template(text);
    let message = (started && !sample) || is_server_trace(&head);
    if message { Some(Fault::Message) } else { sample.then_some(Fault::Sample) }
}

/// Whether a text starts with one in lower case, whatever its own case in ASCII.
fn starts_with(text: &str, start: &str) -> bool {
    let (text, start) = (text.as_bytes(), start.as_bytes());
    let alike = |first: &u8| first.to_ascii_lowercase() == start[0];
    text.first().is_some_and(alike) && text.get(..start.len()).is_some_and(|text| text.eq_ignore_ascii_case(start))
}

/// A line of a PHP trace: `#3 /www/lib/page.php(102): run()`.
fn is_server_trace(head: &str) -> bool {
    head.starts_with('#') && head.contains(".php(") && head.contains("): ")
}

/// A line of a Python trace: `File "x.py", line 3`.
fn is_trace(head: &str) -> bool {
    head.starts_with(FILE) && head.contains("\", line ")
}

/// A placeholder and next to nothing else.
fn is_template(text: &str) -> bool {
    if text.len() > LONGEST_TEMPLATE {
        return false;
    }
    let text = text.trim();
    text.starts_with(['{', '<', '[', '%', '#', '$'])
        && TEMPLATES.iter().any(|(open, close)| {
            let inner = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
            inner.is_some_and(|inner| inner.trim().len() > 1 && !inner.contains(open))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_told_from_sentences() {
        let message = |text| fault(text) == Some(Fault::Message);
        assert!(message("Warning: include(top.php): failed to open stream in /www/site/page.php on line 12"));
        assert!(message("Strict Standards: Declaration of Menu::show() should be compatible with Page::show()"));
        assert!(message("#3 /www/lib/page.php(102): Page->run()"));
        assert_eq!(fault("{{ article.date }}"), Some(Fault::Sample));
        assert_eq!(fault("Warning: the bridge is closed to lorries until further notice."), None);
        assert_eq!(fault("Notice: members meet on Monday."), None);
    }
}
