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

/// The steps from the document to where the walk is. Each is written once, for all blocks in it: paths are made for every block, and
/// neighbours share most of theirs.
#[derive(Default)]
pub(super) struct Trail {
    text: String,
    /// Where each step ends in the text, the slash behind it included.
    ends: Vec<usize>,
}

impl Trail {
    /// Forgets all but the first steps.
    pub(super) fn cut(&mut self, steps: usize) {
        if steps < self.ends.len() {
            self.ends.truncate(steps);
            self.text.truncate(self.ends.last().copied().unwrap_or_default());
        }
    }

    /// The path of the innermost of these steps that is a block. Those that are known already are passed over.
    pub(super) fn write<'a, 'b: 'a, I>(&mut self, steps: I) -> Box<str>
    where
        I: ExactSizeIterator<Item = &'a Step<'b>> + DoubleEndedIterator + Clone,
    {
        let depth = steps.len() - steps.clone().rev().take_while(|step| !step.block).count();
        steps.take(depth).skip(self.ends.len()).for_each(|step| self.push(step));
        let Some(end) = depth.checked_sub(1).and_then(|last| self.ends.get(last)) else { return Box::default() };
        let start = depth.checked_sub(STEPS + 1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        let inner = self.text.get(start..end.saturating_sub(1)).unwrap_or_default();
        if start > 0 { ["…/", inner].concat().into() } else { inner.into() }
    }

    fn push(&mut self, step: &Step<'_>) {
        if !step.name.is_empty() {
            self.text.push_str(head(step.name, NAME));
            if step.ordinal > 1 {
                self.text.push('[');
                push_number(&mut self.text, step.ordinal);
                self.text.push(']');
            }
            self.text.push('/');
        }
        self.ends.push(self.text.len());
    }
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
        let path = |steps: &[Step<'_>]| Trail::default().write(steps.iter());
        assert_eq!(&*path(&steps), "div/div[10]/div[2000000019]");
        let deep: Vec<_> = std::iter::repeat_with(|| step(1)).take(STEPS + 1).collect();
        assert_eq!(&*path(&deep[1..]), ["div"; STEPS].join("/"));
        assert_eq!(&*path(&deep), format!("…/{}", ["div"; STEPS].join("/")));
        assert_eq!(&*path(&[]), "");
    }

    #[test]
    fn steps_are_forgotten_where_the_walk_leaves_them() {
        let step = |name, ordinal| Step::new(name, ordinal, true);
        let mut trail = Trail::default();
        let first = [Step::root(), step("body", 1), step("div", 1), step("p", 2)];
        assert_eq!(&*trail.write(first.iter()), "body/div/p[2]");
        trail.cut(5);
        assert_eq!(&*trail.write(first.iter()), "body/div/p[2]");
        trail.cut(2);
        assert_eq!(&*trail.write([Step::root(), step("body", 1), step("ul", 3)].iter()), "body/ul[3]");
    }
}
