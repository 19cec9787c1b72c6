//! Stretches of words with the same mark: which of them Markdown would read as such, and which is outside of which.

use std::ops::Range;

use super::{
    mark::Inline,
    tree::{Id, NONE},
};

/// Words for which the same holds, without the white space at their end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'t> {
    /// Where they are in the page's text.
    pub(super) start: usize,
    pub(super) text: &'t str,
    /// White space behind them.
    pub(super) space: &'t str,
    pub(super) inline: Inline,
}

/// A mark around words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Link(Id),
    Strong,
    Emphasis,
}

impl Mark {
    /// Whether it holds.
    pub(super) fn is_in(self, inline: Inline) -> bool {
        match self {
            Self::Link(id) => inline.link == id,
            Self::Strong => inline.strong,
            Self::Emphasis => inline.emphasis,
        }
    }
}

/// A kind of mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Link,
    Strong,
    Emphasis,
}

const KINDS: [Kind; 3] = [Kind::Link, Kind::Strong, Kind::Emphasis];

impl Kind {
    fn mark(self, inline: Inline) -> Option<Mark> {
        match self {
            Self::Link => (inline.link != NONE).then_some(Mark::Link(inline.link)),
            Self::Strong => inline.strong.then_some(Mark::Strong),
            Self::Emphasis => inline.emphasis.then_some(Mark::Emphasis),
        }
    }

    fn clear(self, inline: &mut Inline) {
        match self {
            Self::Link => inline.link = NONE,
            Self::Strong => inline.strong = false,
            Self::Emphasis => inline.emphasis = false,
        }
    }

    /// The stretches of this kind, in order.
    fn stretches(self, pieces: &[Piece<'_>]) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for (index, piece) in pieces.iter().enumerate().filter(|(_, piece)| self.mark(piece.inline).is_some()) {
            match found.last_mut().filter(|last| last.end == index) {
                Some(last) if self.mark(pieces[index - 1].inline) == self.mark(piece.inline) => last.end += 1,
                _ => found.push(index..index + 1),
            }
        }
        found
    }
}

/// Takes emphasis off where it would not be read as such, or would cross another mark: the words count more than their form.
pub(super) fn settle(pieces: &mut [Piece<'_>], text: &str) {
    for kind in [Kind::Strong, Kind::Emphasis] {
        unless(pieces, kind, |pieces, stretch| is_read(&pieces[stretch.clone()], text));
    }
    for (kind, other) in [(Kind::Strong, Kind::Link), (Kind::Emphasis, Kind::Link), (Kind::Emphasis, Kind::Strong)] {
        let others = other.stretches(pieces);
        unless(pieces, kind, |_, stretch| !crosses(stretch, &others));
    }
}

/// Takes a kind of mark off the stretches that are not as wanted.
fn unless(pieces: &mut [Piece<'_>], kind: Kind, wanted: impl Fn(&[Piece<'_>], &Range<usize>) -> bool) {
    for stretch in kind.stretches(pieces) {
        if !wanted(pieces, &stretch) {
            pieces[stretch].iter_mut().for_each(|piece| kind.clear(&mut piece.inline));
        }
    }
}

/// Whether one of the others begins or ends within a stretch, and does not lie in it.
fn crosses(stretch: &Range<usize>, others: &[Range<usize>]) -> bool {
    let at = |place: usize| {
        others.get(others.partition_point(|other| other.end <= place)).filter(|other| other.contains(&place))
    };
    let within = |other: &Range<usize>| stretch.start <= other.start && other.end <= stretch.end;
    let around = |other: &Range<usize>| other.start <= stretch.start && stretch.end <= other.end;
    [stretch.start, stretch.end - 1].into_iter().filter_map(at).any(|other| !within(other) && !around(other))
}

/// Whether marks around a stretch are read as such for certain: white space is outside of them, or a word begins or ends inside. Between
/// other signs CommonMark may take one that opens for one that closes.
fn is_read(stretch: &[Piece<'_>], text: &str) -> bool {
    let (Some(first), Some(last)) = (stretch.first(), stretch.last()) else { return false };
    let before = text[..first.start].chars().next_back();
    let after = text[last.start + last.text.len()..].chars().next();
    // A link around all of it is outside of the marks; any other puts its bracket in the place of the word.
    let linked = stretch.iter().any(|piece| piece.inline.link != first.inline.link);
    let word = |piece: &Piece<'_>, sign: Option<char>| {
        let bare = !piece.inline.code && (piece.inline.link == NONE || !linked);
        bare && sign.is_some_and(char::is_alphanumeric)
    };
    (word(first, first.text.chars().next()) || before.is_none_or(char::is_whitespace))
        && (word(last, last.text.chars().next_back()) || after.is_none_or(char::is_whitespace))
}

/// Where the stretch of each piece ends, by kind.
#[derive(Debug)]
pub(super) struct Ends([Vec<usize>; 3]);

impl Ends {
    pub(super) fn of(pieces: &[Piece<'_>]) -> Self {
        Self(KINDS.map(|kind| {
            let mut ends = vec![0; pieces.len()];
            kind.stretches(pieces).into_iter().for_each(|stretch| ends[stretch.clone()].fill(stretch.end));
            ends
        }))
    }

    /// The marks of a piece, outermost first: what lasts longer is outside.
    pub(super) fn marks(&self, index: usize, inline: Inline) -> Vec<Mark> {
        let marks = KINDS.iter().zip(&self.0).filter_map(|(kind, ends)| Some((ends[index], kind.mark(inline)?)));
        let mut marks: Vec<(usize, Mark)> = marks.collect();
        marks.sort_by_key(|mark| std::cmp::Reverse(mark.0));
        marks.into_iter().map(|mark| mark.1).collect()
    }
}
