//! What the head of an HTTP answer says of its body.

use super::{coding::Coding, fields::fields, media::Media};

/// The head of an answer; with nothing in it where there is none.
#[derive(Debug, Default)]
pub(super) struct Http {
    /// The status; `None` where it is no number.
    pub(super) status: Option<u16>,
    pub(super) media: Media,
    /// Whether the body is said to be in chunks.
    pub(super) chunked: bool,
    /// The codings of the body, in the order they were applied.
    pub(super) codings: Vec<Coding>,
}

/// What an answer begins with.
pub(super) const START: &[u8] = b"HTTP/";

impl Http {
    pub(super) fn parse(lines: &[u8]) -> Self {
        let (mut http, mut media) = (Self { status: status(lines), ..Self::default() }, None);
        for (name, value) in fields(lines) {
            match name.to_ascii_lowercase().as_slice() {
                b"content-type" if !value.is_empty() => drop(media.get_or_insert(value)),
                b"transfer-encoding" => {
                    let value = value.to_ascii_lowercase();
                    http.chunked |= memchr::memmem::find(&value, b"chunked").is_some();
                    http.codings.extend(Coding::parse(&value));
                }
                b"content-encoding" => {
                    let before = Coding::parse(value);
                    http.codings.splice(..0, before);
                }
                _ => {}
            }
        }
        http.media = Media::parse(media.unwrap_or_default());
        http
    }

    /// Whether another head follows: of a server that first says that it goes on.
    pub(super) fn is_interim(&self) -> bool {
        self.status.is_some_and(|status| (100..200).contains(&status))
    }

    /// Whether the server gave what it was asked for.
    pub(super) fn is_success(&self) -> bool {
        self.status.is_none_or(|status| (200..300).contains(&status))
    }
}

fn status(lines: &[u8]) -> Option<u16> {
    let line = lines.split(|&byte| byte == b'\n').next()?;
    let code = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).nth(1)?;
    std::str::from_utf8(code).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{super::media::Kind, *};

    #[test]
    fn answers_are_read_however_they_are_written() {
        let http = Http::parse(
            b"HTTP/1.1  200\nserver: \xe9\nCONTENT-type:text/html\nContent-Type: image/png\nno colon\n\
            Transfer-Encoding: gzip, Chunked\nContent-Encoding: br\n",
        );
        assert_eq!((http.status, http.media.kind, http.chunked), (Some(200), Kind::Html, true));
        assert_eq!(http.codings, [Coding::Brotli, Coding::Gzip]);
        assert!(http.is_success() && !http.is_interim());
    }

    #[test]
    fn a_status_is_a_number() {
        for (line, status) in
            [("HTTP/2 404 Not Found", Some(404)), ("HTTP/1.0 OK", None), ("HTTP/1.1", None), ("", None)]
        {
            assert_eq!(Http::parse(line.as_bytes()).status, status, "{line}");
        }
    }
}
