//! The chunked transfer coding, undone. Crawlers often store bodies without it, and keep the header that says so.

/// The digits of the largest length; some servers pad theirs with zeros to eight.
const DIGITS: usize = 16;

/// Whether a body is in chunks: a length, as many bytes, and a line end or the end. `cut` where the body is known to end
/// early.
pub(super) fn is_chunked(body: &[u8], cut: bool) -> bool {
    match head(body) {
        Some((0, rest)) => rest.trim_ascii().is_empty(),
        Some((length, rest)) if length < rest.len() => line_end(&rest[length..]).is_some(),
        Some((length, rest)) => cut || length == rest.len(),
        None => false,
    }
}

/// Takes the lengths out of a body, in place. Whatever is behind a damaged one stays as it is.
pub(super) fn undo(body: &mut Vec<u8>) {
    let (mut from, mut to) = (0, 0);
    while from < body.len() {
        let rest = &body[from..];
        let Some((length, data)) = head(rest) else {
            body.copy_within(from.., to);
            to += body.len() - from;
            break;
        };
        if length == 0 {
            break;
        }
        let (start, length) = (body.len() - data.len(), length.min(data.len()));
        let after = &data[length..];
        from = body.len() - line_end(after).unwrap_or(after).len();
        body.copy_within(start..start + length, to);
        to += length;
    }
    body.truncate(to);
}

/// The length of the next chunk, and what follows the line it is on.
fn head(body: &[u8]) -> Option<(usize, &[u8])> {
    let digits = body.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
    if digits == 0 || digits > DIGITS {
        return None;
    }
    let length = usize::from_str_radix(std::str::from_utf8(&body[..digits]).ok()?, 16).ok()?;
    let end = memchr::memchr(b'\n', body)?;
    let extension = body[digits..end].trim_ascii();
    (extension.is_empty() || extension.starts_with(b";")).then(|| (length, &body[end + 1..]))
}

fn line_end(rest: &[u8]) -> Option<&[u8]> {
    rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str, cut: bool) -> String {
        let mut bytes = body.as_bytes().to_vec();
        if is_chunked(&bytes, cut) {
            undo(&mut bytes);
        }
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn chunks_of_all_writings_are_joined() {
        assert_eq!(read("4\r\nWiki\r\n5\r\npedia\r\n0\r\n\r\n", false), "Wikipedia");
        assert_eq!(read("0000000A;name=value\r\n0123456789\r\n00000000\r\n\r\n", false), "0123456789");
        assert_eq!(read("4 \nWiki\n0\n", false), "Wiki");
        assert_eq!(read("0\r\n\r\n", false), "");
        assert_eq!(read("4\r\nWiki", false), "Wiki");
        assert_eq!(read("4\r\nWiki\r\n", false), "Wiki");
    }

    #[test]
    fn what_is_not_in_chunks_stays() {
        for body in
            ["<html>", "", "12\r\n", "dead\r\nbeef", "fff page\r\n", "add\nup", "0\n1\n2\n", "11111111111111111\r\n"]
        {
            assert_eq!(read(body, false), body);
        }
    }

    #[test]
    fn nothing_is_lost_behind_damage() {
        assert_eq!(read("4\r\nWiki\r\nxyz\r\npedia", false), "Wikixyz\r\npedia");
        assert_eq!(read("4\r\nWiki\r\n9\r\npedia", false), "Wikipedia");
        assert_eq!(read("9\r\npedia", true), "pedia");
        assert_eq!(read("4\r\nWikipedia\r\n", false), "4\r\nWikipedia\r\n");
    }
}
