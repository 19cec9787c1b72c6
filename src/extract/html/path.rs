//! A block's place in the document, as `html/body/div[2]/p[3]`.

use super::super::head;

/// Steps written at most, the innermost; `…` stands for those left out. Pages of frameworks nest about 30 deep, and the
/// last half is what tells blocks apart.
const STEPS: usize = 16;

/// Bytes of a name written at most; the longest name HTML has is 10 long.
const NAME: usize = 32;

/// Different names counted among siblings; beyond, an element counts as the first of its name.
const NAMES: usize = 32;

/// One element of the path.
pub(super) struct Step<'a> {
    pub(super) name: &'a str,
    ordinal: u32,
    block: bool,
    counts: Vec<(&'a str, u32)>,
}

impl<'a> Step<'a> {
    pub(super) fn new(name: &'a str, ordinal: u32, block: bool) -> Self {
        Self { name, ordinal, block, counts: Vec::new() }
    }

    /// The document, which has no name.
    pub(super) fn root() -> Self {
        Self::new("", 1, false)
    }

    /// Counts a child of this name; gives its place among its namesakes, from 1.
    pub(super) fn count(&mut self, name: &'a str) -> u32 {
        if let Some(found) = self.counts.iter_mut().find(|row| row.0 == name) {
            found.1 += 1;
            return found.1;
        }
        if self.counts.len() < NAMES {
            self.counts.push((name, 1));
        }
        1
    }
}

/// Bytes that an ordinal takes at most, with its brackets and the slash after it.
const ORDINAL: usize = 13;

/// The path of the innermost element that is a block.
pub(super) fn write<'a, 'b: 'a>(steps: impl DoubleEndedIterator<Item = &'a Step<'b>>) -> Box<str> {
    let (mut inner, mut count) = ([("", 0); STEPS], 0);
    for step in steps.rev().skip_while(|step| !step.block).take(STEPS + 2).filter(|step| !step.name.is_empty()) {
        if let Some(place) = inner.get_mut(count) {
            *place = (head(step.name, NAME), step.ordinal);
        }
        count += 1;
    }
    let inner = inner.get(..count).unwrap_or(&inner);
    let mut path = String::with_capacity(inner.iter().map(|step| step.0.len() + ORDINAL).sum());
    path.push_str(if count > STEPS { "…/" } else { "" });
    for &(name, ordinal) in inner.iter().rev() {
        path.push_str(name);
        if ordinal > 1 {
            path.push('[');
            push_number(&mut path, ordinal);
            path.push(']');
        }
        path.push('/');
    }
    path.pop();
    path.into()
}

/// Writes a number that is not 0. Paths are made for every block, and formatting takes as long as all the rest of them.
fn push_number(out: &mut String, number: u32) {
    let mut unit = 10_u32.pow(number.ilog10());
    while unit > 0 {
        out.extend(char::from_digit(number / unit % 10, 10));
        unit /= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_steps_are_written_with_their_ordinals() {
        let step = |ordinal| Step::new("div", ordinal, true);
        let steps = [Step::root(), step(1), step(10), step(2_000_000_019), Step::new("b", 1, false)];
        assert_eq!(&*write(steps.iter()), "div/div[10]/div[2000000019]");
        let deep: Vec<_> = std::iter::repeat_with(|| step(1)).take(STEPS + 1).collect();
        assert_eq!(&*write(deep[1..].iter()), ["div"; STEPS].join("/"));
        assert_eq!(&*write(deep.iter()), format!("…/{}", ["div"; STEPS].join("/")));
    }
}
