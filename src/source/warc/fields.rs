//! Header lines, of an archive's record and of HTTP alike: read as they come, however they are damaged.

use std::io::BufRead;

use super::{super::error::ReadError, marker, stream::Stream};

/// Header lines above this are no header. Servers accept 8 to 32 KiB; the longest addresses and cookies fit.
pub(super) const HEAD_BYTES: usize = 64 << 10;

/// How header lines ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// With an empty line.
    Blank,
    /// Where no more of them may be read.
    Full,
    /// With the archive.
    Archive,
    /// At a line that begins another record.
    Marker,
}

/// Reads header lines up to an empty one, `most` bytes at most. Lines that continue one before are joined to it.
///
/// # Errors
/// What reading runs into.
pub(super) fn read<R: BufRead>(stream: &mut Stream<R>, most: usize) -> Result<(Vec<u8>, End), ReadError> {
    let mut head = Vec::new();
    loop {
        let start = head.len();
        stream.line(&mut head, most - start)?;
        let line = &head[start..];
        if start > 0 && marker::is_at(line) {
            stream.put_back(line);
            head.truncate(start);
            return Ok((head, End::Marker));
        }
        match line {
            b"\n" | b"\r\n" => return Ok((head, End::Blank)),
            [.., b'\n'] if head.len() < most => {}
            _ => {
                let end = if head.len() == most { End::Full } else { End::Archive };
                return Ok((head, end));
            }
        }
        if matches!(head[start], b' ' | b'\t') {
            join(&mut head[..start]);
        }
    }
}

/// Makes the line end that the lines so far end with white space.
fn join(lines: &mut [u8]) {
    lines.iter_mut().rev().take_while(|byte| matches!(byte, b'\r' | b'\n')).for_each(|byte| *byte = b' ');
}

/// Names and values. Lines without a colon are left out.
pub(super) fn fields(head: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    head.split(|&byte| byte == b'\n').filter_map(|line| {
        let colon = memchr::memchr(b':', line)?;
        Some((line[..colon].trim_ascii(), line[colon + 1..].trim_ascii()))
    })
}
