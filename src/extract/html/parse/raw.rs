//! Elements that hold text and no markup: where their text ends. In scripts that is not always the next end tag, since
//! they were once wrapped in comments.

use memchr::{memchr, memmem};

use super::attributes::is_space;

/// How an element holds its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// With references, as `<title>`.
    Escapable,
    /// As it stands, as `<style>`.
    Raw,
    /// As it stands, and end tags in comments may count for nothing: `<script>`.
    Script,
}

/// The length of the text of element `name`, from after its start tag to its end tag.
pub(super) fn length(text: &str, name: &str, kind: Kind) -> usize {
    if kind == Kind::Script { script(text) } else { end_tag(text, name) }
}

/// Where the first end tag of that name starts.
fn end_tag(text: &str, name: &str) -> usize {
    let bytes = text.as_bytes();
    memmem::find_iter(bytes, b"</").find(|&at| is_word(bytes, at + 2, name)).unwrap_or(text.len())
}

/// Whether `word` stands there in any case, and nothing that would make it longer.
fn is_word(bytes: &[u8], at: usize, word: &str) -> bool {
    let ends = |byte: u8| is_space(byte) || matches!(byte, b'/' | b'>');
    bytes.get(at..at + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word.as_bytes()))
        && bytes.get(at + word.len()).copied().is_some_and(ends)
}

/// What a script is in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Plain,
    /// In `<!--`.
    Comment,
    /// In `<script>` in `<!--`.
    Inner,
}

fn script(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut state, mut at) = (State::Plain, 0);
    // Where the comment would end; found once for each comment.
    let mut comment_end = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr(b'<', rest)) {
        let tag = at + found;
        if state != State::Plain && comment_end <= tag {
            state = State::Plain;
        }
        at = tag + 1;
        let end_tag = bytes.get(at) == Some(&b'/') && is_word(bytes, at + 1, "script");
        match state {
            State::Plain if text[at..].starts_with("!--") => {
                state = State::Comment;
                // `<!-->` is a whole comment.
                comment_end = memmem::find(&bytes[at + 1..], b"-->").map_or(bytes.len(), |end| at + 1 + end + 3);
            }
            State::Plain | State::Comment if end_tag => return tag,
            State::Comment if is_word(bytes, at, "script") => state = State::Inner,
            State::Inner if end_tag => state = State::Comment,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_tag_is_a_whole_word() {
        assert_eq!(end_tag("a</b></styles></STYLE\n>", "style"), 14);
        assert_eq!(end_tag("a</style", "style"), 8);
    }

    #[test]
    fn comments_in_scripts_hide_end_tags_of_inner_scripts() {
        for (text, rest) in [
            ("a</script>", "</script>"),
            ("<!--a</script>", "</script>"),
            ("<!--<script>a</script>b</script>c", "</script>c"),
            ("<!--<script>a--></script>b</script>", "</script>b</script>"),
            ("<!--><script></script>", "</script>"),
            ("<!--<scripts></script>", "</script>"),
            ("<!--<script></script><script></script>--></script>", "</script>"),
            ("<!--<script>a</script>", ""),
        ] {
            assert_eq!(&text[script(text)..], rest, "{text}");
        }
    }
}
