//! Where comments end: with `-->`, `--!>`, or at once.

use memchr::memmem;

/// The length of a comment's content and end, from after its `<!--`. Without an end, all the rest is content.
pub(super) fn length(content: &str) -> usize {
    if content.starts_with('>') {
        return 1;
    }
    if content.starts_with("->") {
        return 2;
    }
    let finder = memmem::Finder::new(b"--");
    let mut at = 0;
    while let Some(found) = content.get(at..).and_then(|rest| finder.find(rest.as_bytes())) {
        at += found;
        let after = content[at..].trim_start_matches('-');
        let end = content.len() - after.len();
        if after.starts_with('>') {
            return end + 1;
        }
        if after.starts_with("!>") {
            return end + 2;
        }
        at = end;
    }
    content.len()
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn comments_end_as_in_browsers() {
        for (content, after) in [
            (">x", "x"),
            ("->x", "x"),
            ("-->x", "x"),
            ("--->x", "x"),
            (" a - b -- c --!- d --!>x", "x"),
            (" <!-- -->x", "x"),
            ("--!x-->y", "y"),
            (" never --", ""),
            ("-!>", ""),
        ] {
            assert_eq!(&content[length(content)..], after, "{content}");
        }
    }
}
