//! The records of an archive, one after the other. Every step takes bytes or ends; no step takes more memory than a page.

use std::io::BufRead;

use encoding_rs::UTF_8;

use super::{
    Body, WarcRecord,
    block::{Block, Taken, pass_to_marker},
    chunked, coding,
    error::WarcProblem,
    fields::{self, End, HEAD_BYTES},
    head::{Head, WarcKind},
    http::Http,
    marker::{self, Marker},
    media::{Kind, Media},
    stream::Stream,
};
use crate::source::{Content, InputFormat, Limits, RecordError, RecordProblem, sniff};

/// What an ARC file begins with.
pub(super) const ARC: &[u8] = b"filedesc://";
/// Bytes that a payload of no known type is told from.
const SAMPLE: usize = 64 << 10;

/// Reads an archive of Web pages from its decompressed bytes.
pub struct WarcRecords<R> {
    stream: Stream<R>,
    limit: u64,
    number: u64,
    /// Whether what comes next is the rest of a record that was told of.
    lost: bool,
    /// Where reading failed last.
    failed: Option<u64>,
    done: bool,
}

impl<R: BufRead> WarcRecords<R> {
    /// The records of `reader`; a page above `limits.page` is an error of its record.
    pub fn new(reader: R, limits: Limits) -> Self {
        let stream = Stream::new(reader);
        Self { stream, limit: limits.page, number: 0, lost: false, failed: None, done: false }
    }

    /// How many bytes were read twice.
    #[cfg(test)]
    pub(super) fn reread(&self) -> u64 {
        self.stream.reread()
    }

    fn step(&mut self) -> Result<Option<WarcRecord>, WarcProblem> {
        if !self.seek()? {
            return Ok(None);
        }
        let (lines, end) = fields::read(&mut self.stream, HEAD_BYTES)?;
        match end {
            End::Blank => {}
            End::Full => return Err(WarcProblem::LongHead { limit: HEAD_BYTES }),
            End::Marker => return Err(WarcProblem::CutHead),
            End::Archive => return Err(WarcProblem::Truncated),
        }
        let head = Head::parse(&lines);
        let (body, mended) = self.body(&head)?;
        let Head { kind, id, url, date, truncated, .. } = head;
        let kind = kind.unwrap_or(WarcKind::Other);
        Ok(Some(WarcRecord { number: self.number + 1, kind, id, url, date, truncated, mended, body }))
    }

    /// Goes to where the next record begins; false at the end.
    fn seek(&mut self) -> Result<bool, WarcProblem> {
        loop {
            if marker::is_at(self.stream.peek(marker::LENGTH)) {
                self.lost = false;
                return Ok(true);
            }
            if self.stream.load()? == 0 {
                return Ok(false);
            }
            let chunk = self.stream.chunk();
            let blank = chunk.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == 0).count();
            if blank == 0 {
                self.stray()?;
            }
            self.stream.consume(blank);
        }
    }

    /// Passes over what is no record, and tells of it.
    fn stray(&mut self) -> Result<(), WarcProblem> {
        if self.number == 0 && self.stream.peek(ARC.len()).starts_with(ARC) {
            return Err(WarcProblem::Arc);
        }
        let bytes = pass_to_marker(&mut self.stream, &mut Marker::within_line())?;
        if std::mem::take(&mut self.lost) { Ok(()) } else { Err(WarcProblem::Stray { bytes }) }
    }

    /// What the record holds, and whether its length proved wrong.
    fn body(&mut self, head: &Head) -> Result<(Body, bool), WarcProblem> {
        let mut block = Block::new(&mut self.stream, head.length, self.limit);
        let (http, media) = match head.kind {
            Some(WarcKind::Response) if head.http => {
                let http = block.http()?;
                let media = http.media.or(head.identified);
                (http, media)
            }
            Some(WarcKind::Response | WarcKind::Resource | WarcKind::Conversion) => {
                (Http::default(), head.media.or(head.identified))
            }
            _ => (Http::default(), Media { kind: Kind::Other, charset: None }),
        };
        if media.kind == Kind::Other || !http.is_success() {
            return Ok((Body::Other, block.pass()?.mended));
        }
        let Taken { bytes, mended } = block.keep()?;
        let bytes = self.decoded(bytes, &http, head.truncated.is_some())?;
        Ok((body(bytes, media, head.kind), mended))
    }

    fn decoded(&self, mut bytes: Vec<u8>, http: &Http, cut: bool) -> Result<Vec<u8>, WarcProblem> {
        if http.chunked && chunked::is_chunked(&bytes, cut) {
            chunked::undo(&mut bytes);
        }
        coding::undo(bytes, &http.codings, self.limit)
    }

    /// Whether there is anything to be read behind a failure: something was, since the one before.
    fn goes_on(&mut self) -> bool {
        let here = Some(self.stream.fresh());
        std::mem::replace(&mut self.failed, here) != here
    }
}

/// A payload by its type, or where that is not known, by what it looks like.
fn body(bytes: Vec<u8>, media: Media, kind: Option<WarcKind>) -> Body {
    let charset = if kind == Some(WarcKind::Conversion) { media.charset.or(Some(UTF_8)) } else { media.charset };
    let kind = match media.kind {
        Kind::Unknown => match sniff(&bytes[..bytes.len().min(SAMPLE)], None, InputFormat::Auto) {
            Content::Html => Kind::Html,
            Content::Text => Kind::Text,
            _ => Kind::Other,
        },
        known => known,
    };
    match kind {
        Kind::Html => Body::Html { bytes, charset },
        Kind::Text => Body::Text { bytes, charset },
        Kind::Other | Kind::Unknown => Body::Other,
    }
}

impl<R: BufRead> Iterator for WarcRecords<R> {
    type Item = Result<WarcRecord, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let step = self.step().transpose();
        self.done = match &step {
            None | Some(Err(WarcProblem::Arc)) => true,
            Some(Err(WarcProblem::Read(_))) if !self.goes_on() => {
                return {
                    self.done = true;
                    None
                };
            }
            _ => false,
        };
        let step = step?;
        self.number += 1;
        self.lost |= step.is_err();
        Some(step.map_err(|problem| RecordError { number: self.number, problem: RecordProblem::Warc(problem) }))
    }
}
