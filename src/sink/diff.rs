//! `--diff`: a unified diff from the extracted to the cleaned text. It is read off the removals, so it costs what they do.

use std::fmt::Write as _;

use crate::{
    cleaned::Cleaned,
    outcome::Outcome,
    sink::{Sink, WriteError, file::Stream},
};

/// Lines of context, as `diff -u` has them.
const CONTEXT: usize = 3;

/// Lines `first..last` of the extracted text that became `after`.
struct Change<'c> {
    first: usize,
    last: usize,
    after: Vec<&'c str>,
}

/// The extracted text by lines.
struct Lines<'c> {
    text: Vec<&'c str>,
    /// Where each line ends, in bytes.
    ends: Vec<usize>,
}

impl<'c> Lines<'c> {
    fn of(text: &'c str) -> Self {
        let text: Vec<&str> = text.split_inclusive('\n').collect();
        let ends = text.iter().scan(0, |sum, line| {
            *sum += line.len();
            Some(*sum)
        });
        Self { ends: ends.collect(), text }
    }

    fn start(&self, line: usize) -> usize {
        if line == 0 { 0 } else { self.ends[line - 1] }
    }
}

/// The diff of one page, `""` where nothing was cut.
#[must_use]
pub fn unified(page: &str, cleaned: &Cleaned) -> String {
    let lines = Lines::of(&cleaned.extracted);
    let changes = changes(cleaned, &lines);
    if changes.is_empty() {
        return String::new();
    }
    let mut out = format!("--- {page}\n+++ {page}\n");
    let mut shift = 0;
    for hunk in changes.chunk_by(|a, b| b.first - a.last <= 2 * CONTEXT) {
        shift += write_hunk(&mut out, hunk, &lines, shift);
    }
    out
}

/// The lines that removals touch, in stretches, with what is left of each stretch.
fn changes<'c>(cleaned: &'c Cleaned, lines: &Lines<'_>) -> Vec<Change<'c>> {
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    for span in cleaned.removals.iter().map(|removal| removal.span).filter(|span| !span.is_empty()) {
        let first = lines.ends.partition_point(|end| *end <= span.start as usize);
        let last = 1 + lines.ends.partition_point(|end| *end < span.end as usize);
        match stretches.last_mut() {
            Some(open) if first <= open.1 => open.1 = last,
            _ => stretches.push((first, last)),
        }
    }
    let mut removals = cleaned.removals.iter().map(|removal| removal.span.range()).peekable();
    let mut gone = 0;
    let mut kept_before = |offset: usize| {
        while let Some(range) = removals.next_if(|range| range.end <= offset) {
            gone += range.len();
        }
        offset - gone
    };
    let left = |(first, last): (usize, usize)| {
        let kept = kept_before(lines.start(first))..kept_before(lines.start(last));
        Change { first, last, after: cleaned.text.get(kept).unwrap_or_default().split_inclusive('\n').collect() }
    };
    stretches.into_iter().map(left).collect()
}

/// Writes one hunk; `shift` is how many more lines the cleaned text has had so far. Returns what this hunk adds to it.
fn write_hunk(out: &mut String, hunk: &[Change<'_>], lines: &Lines<'_>, shift: isize) -> isize {
    let (Some(head), Some(tail)) = (hunk.first(), hunk.last()) else { return 0 };
    let (from, to) = (head.first.saturating_sub(CONTEXT), (tail.last + CONTEXT).min(lines.text.len()));
    let grown: isize =
        hunk.iter().map(|change| change.after.len() as isize - (change.last - change.first) as isize).sum();
    let (old, new) = (to - from, (to - from).saturating_add_signed(grown));
    let start = |line: usize, length: usize| if length == 0 { line } else { line + 1 };
    let first_new = from.saturating_add_signed(shift);
    let _ = writeln!(out, "@@ -{},{old} +{},{new} @@", start(from, old), start(first_new, new));
    let mut at = from;
    for change in hunk {
        lines.text[at..change.first].iter().for_each(|line| write_line(out, ' ', line));
        write_change(out, &lines.text[change.first..change.last], &change.after);
        at = change.last;
    }
    lines.text[at..to].iter().for_each(|line| write_line(out, ' ', line));
    grown
}

/// Writes the lines of a change. Cutting only takes away, so a line that is still there is found by walking on; what a
/// cut left of a line stands behind it.
fn write_change(out: &mut String, before: &[&str], after: &[&str]) {
    let mut after = after.iter().peekable();
    let mut changed = Vec::new();
    for line in before {
        if after.peek() == Some(&line) {
            changed.drain(..).for_each(|line| write_line(out, '+', line));
            after.next();
            write_line(out, ' ', line);
        } else {
            write_line(out, '-', line);
            let part = after.next_if(|left| !before.contains(left));
            changed.extend(part.copied());
        }
    }
    changed.into_iter().chain(after.copied()).for_each(|line| write_line(out, '+', line));
}

fn write_line(out: &mut String, mark: char, line: &str) {
    out.push(mark);
    out.push_str(line);
    if !line.ends_with('\n') {
        out.push_str("\n\\ No newline at end of file\n");
    }
}

/// Writes the diffs of pages.
pub struct DiffSink<'o> {
    out: Stream<'o>,
}

impl<'o> DiffSink<'o> {
    /// A sink that writes to `out`.
    #[must_use]
    pub fn new(out: Stream<'o>) -> Self {
        Self { out }
    }
}

impl Sink for DiffSink<'_> {
    fn take(&mut self, outcome: &Outcome) -> Result<(), WriteError> {
        let Some(cleaned) = &outcome.cleaned else { return Ok(()) };
        self.out.write(unified(&outcome.page, cleaned).as_bytes())
    }

    fn finish(self: Box<Self>, whole: bool) -> Result<(), WriteError> {
        self.out.finish(whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{cleaned::Removal, decide::Grounds, kind::Kind, span::Span};

    fn cut(text: &str, ranges: &[(usize, usize)]) -> Cleaned {
        let removals = ranges.iter().map(|range| Removal {
            span: Span::new(range.0, range.1),
            block: Span::new(range.0, range.1),
            kind: Kind::Share,
            language: None,
            confidence: 1.0,
            evidence: Grounds::default(),
            date: None,
        });
        let mut kept = text.to_owned();
        ranges.iter().rev().for_each(|range| kept.replace_range(range.0..range.1, ""));
        let whole = Cleaned::untouched(text.to_owned(), "UTF-8");
        Cleaned { text: kept, removals: removals.collect(), ..whole }
    }

    #[test]
    fn a_removed_line_is_one_minus() {
        let diff = unified("p", &cut("a\nb\nc\n", &[(2, 4)]));
        assert_eq!(diff, "--- p\n+++ p\n@@ -1,3 +1,2 @@\n a\n-b\n c\n");
    }

    #[test]
    fn part_of_a_line_is_minus_and_plus() {
        let diff = unified("p", &cut("xay\n1\n2\n3\n4\n5\n6\n7\nlast", &[(1, 2), (17, 22)]));
        let end = "\\ No newline at end of file\n";
        let context = " 1\n 2\n 3\n 4\n 5\n 6\n";
        let expected = format!("--- p\n+++ p\n@@ -1,9 +1,8 @@\n-xay\n+xy\n{context}-7\n-last\n{end}+7\n{end}");
        assert_eq!(diff, expected);
        assert_eq!(unified("p", &cut("a\n", &[])), "");
    }
}
