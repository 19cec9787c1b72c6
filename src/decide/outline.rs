//! What the outline of a document says of a block: small trees of questions about its place, whose answers are summed. A block is where it is
//! for more than one reason at once (few links in a box that holds the prose; many in a box of cards on a page without any), which a
//! table of weights cannot tell.

use crate::detect::{Fact, Facts};

use super::Share;

/// The trees, a line each step: its number from the root of its tree, then the fact that is asked for, the value up to which the
/// answer leads to the first of two steps, and those; or what the answer adds, in hundredths of a nat, above 0 for chrome.
/// Written by `scripts/train_html.py`.
const TABLE: &str = include_str!("outline.tsv");

/// Hundredths of a nat, in which answers are counted, so that sums are exact.
const PER_NAT: f32 = 100.0;

/// One step of a tree.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    Ask { fact: Fact, limit: f32, below: u16, above: u16 },
    Add(i16),
}

/// Answers of a tree at most.
const ANSWERS: usize = 8;
/// Blocks that are judged together.
const LANES: usize = 32;

/// A tree as it is asked of many blocks at once: all its questions, whose order does not matter. Each that is answered with a value
/// above its limit rules out the answers on its other side, and the first answer left is that of the tree. So nothing depends on
/// what was asked before, and one instruction asks for four blocks (a walk from step to step takes more than twice as many).
#[derive(Debug, Default)]
struct Tree {
    questions: Vec<Question>,
    answers: [i16; ANSWERS],
}

#[derive(Debug, Clone, Copy)]
struct Question {
    fact: u8,
    limit: f32,
    /// The answers that a value above the limit rules out, a bit each; as wide as the facts, so that four fit into one register.
    out: u32,
}

/// One fact of some blocks.
type Lane = [f32; LANES];

/// All trees, one behind the other.
#[derive(Debug)]
pub(crate) struct Trees {
    steps: Vec<Step>,
    roots: Vec<u16>,
    trees: Vec<Tree>,
}

impl Default for Trees {
    fn default() -> Self {
        Self::read(TABLE)
    }
}

impl Trees {
    /// Reads a table. A tree with a line that is no step is cut short there, and answers beyond [`ANSWERS`] count nothing; a test
    /// holds that there are none.
    fn read(table: &str) -> Self {
        let mut trees = Self { steps: Vec::new(), roots: Vec::new(), trees: Vec::new() };
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let Some((number, rest)) = line.split_once('\t') else { continue };
            let at = u16::try_from(trees.steps.len()).unwrap_or(u16::MAX);
            if number == "0" {
                trees.roots.push(at);
            }
            let root = trees.roots.last().copied().unwrap_or_default();
            trees.steps.push(step(rest, root, at).unwrap_or(Step::Add(0)));
        }
        trees.trees = trees.roots.iter().map(|&root| Tree::of(&trees.steps, root)).collect();
        trees
    }

    /// How much the outline speaks for cutting each block, in nats; below 0 for keeping it.
    pub(crate) fn nats(&self, mut blocks: impl Iterator<Item = Facts>) -> Vec<f32> {
        let mut nats = Vec::with_capacity(blocks.size_hint().0);
        let mut lanes: Box<[Lane; Fact::ALL.len()]> = Box::new([[0.0; LANES]; Fact::ALL.len()]);
        loop {
            let mut some = 0;
            for facts in blocks.by_ref().take(LANES) {
                lanes.iter_mut().zip(facts).for_each(|(lane, fact)| lane[some] = fact);
                some += 1;
            }
            let mut sums = [0; LANES];
            self.trees.iter().for_each(|tree| tree.add_to(&mut sums, lanes.as_slice()));
            nats.extend(sums.iter().take(some).map(|&sum| sum as f32 / PER_NAT));
            if some < LANES {
                return nats;
            }
        }
    }

    /// What the tree at `root` adds; `ask` is told the facts on the way.
    fn walk(&self, root: u16, facts: &Facts, mut ask: impl FnMut(Fact)) -> i16 {
        let mut at = root;
        // Steps lead onwards only, so this ends.
        loop {
            match self.steps.get(usize::from(at)) {
                Some(&Step::Ask { fact, limit, below, above }) => {
                    ask(fact);
                    at = if facts[fact as usize] <= limit { below } else { above };
                }
                Some(&Step::Add(nats)) => return nats,
                None => return 0,
            }
        }
    }

    /// What each fact had to do with that, heaviest first: the answer of a tree is shared by all that it asked.
    pub(crate) fn shares(&self, facts: &Facts) -> Vec<Share> {
        let mut sums = [0.0_f32; Fact::ALL.len()];
        for &root in &self.roots {
            let mut asked = Vec::with_capacity(4);
            let nats = f32::from(self.walk(root, facts, |fact| asked.push(fact))) / PER_NAT;
            asked.iter().for_each(|&fact| sums[fact as usize] += nats / asked.len() as f32);
        }
        let mut shares: Vec<Share> =
            Fact::ALL.iter().map(|&fact| Share { name: fact.name(), nats: sums[fact as usize] }).collect();
        shares.retain(|share| share.nats != 0.0);
        shares.sort_by(|a, b| b.nats.abs().total_cmp(&a.nats.abs()).then(a.name.cmp(b.name)));
        shares
    }
}

impl Tree {
    /// The tree of the steps from `root` on.
    fn of(steps: &[Step], root: u16) -> Self {
        let mut tree = Self::default();
        // Steps to be taken, and the question whose limit is passed on the way to each, if that is why it comes now.
        let (mut open, mut count) = (vec![(root, None)], 0);
        while let Some((at, passed)) = open.pop() {
            if let Some((question, first)) = passed {
                let question: &mut Question = &mut tree.questions[question];
                question.out = bits(count) ^ bits(first);
            }
            match steps.get(usize::from(at)) {
                Some(&Step::Ask { fact, limit, below, above }) => {
                    open.push((above, Some((tree.questions.len(), count))));
                    open.push((below, None));
                    tree.questions.push(Question { fact: fact as u8, limit, out: 0 });
                }
                Some(&Step::Add(nats)) => {
                    tree.answers.iter_mut().skip(count).take(1).for_each(|answer| *answer = nats);
                    count += 1;
                }
                None => count += 1,
            }
        }
        tree
    }

    /// Adds the answer for each of some blocks. Apart from the loop around it, the compiler keeps all lanes in eight registers.
    #[inline(never)]
    fn add_to(&self, sums: &mut [i32; LANES], facts: &[Lane]) {
        let mut left = [u32::MAX; LANES];
        for question in &self.questions {
            let values = &facts[usize::from(question.fact)];
            for (left, &value) in left.iter_mut().zip(values) {
                // All bits above the limit, and none below: without a branch, which the compiler would keep.
                let above = u32::from(value <= question.limit).wrapping_sub(1);
                *left &= !(above & question.out);
            }
        }
        for (sum, left) in sums.iter_mut().zip(left) {
            *sum += i32::from(self.answers[left.trailing_zeros() as usize % ANSWERS]);
        }
    }
}

/// The first `count` answers, a bit each.
fn bits(count: usize) -> u32 {
    (1 << count.min(ANSWERS)) - 1
}

fn step(line: &str, root: u16, at: u16) -> Option<Step> {
    let fields: Vec<&str> = line.split('\t').collect();
    match fields[..] {
        [nats] => Some(Step::Add(nats.parse().ok()?)),
        [fact, limit, below, above] => {
            let fact = *Fact::ALL.iter().find(|known| known.name() == fact)?;
            let [below, above] =
                [below, above].map(|number| number.parse::<u16>().ok().and_then(|n| root.checked_add(n)));
            let (below, above) = (below?, above?);
            (below > at && above > at).then_some(Step::Ask { fact, limit: limit.parse().ok()?, below, above })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_step() {
        let mut root = 0;
        for (at, line) in TABLE.lines().filter(|line| !line.starts_with('#')).enumerate() {
            let (number, rest) = line.split_once('\t').expect(line);
            let at = u16::try_from(at).expect("so many steps");
            root = if number == "0" { at } else { root };
            assert_eq!(number.parse(), Ok(at - root), "{line}");
            assert!(step(rest, root, at).is_some(), "{line}");
        }
        let trees = Trees::default();
        assert!(trees.trees.iter().all(|tree| tree.questions.len() < ANSWERS));
        let end = trees.steps.len();
        for step in &trees.steps {
            if let Step::Ask { below, above, .. } = *step {
                assert!(usize::from(below) < end && usize::from(above) < end);
            }
        }
    }

    /// Numbers that look like facts, and are the same every time.
    fn some_facts(count: usize) -> Vec<Facts> {
        const SIZES: [f32; 8] = [-999.0, -1.0, 0.0, 0.2, 1.0, 5.0, 60.0, 4000.0];
        let mut state = 1_u32;
        let mut fact = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            SIZES[(state >> 16) as usize % SIZES.len()] * (state >> 24) as f32 / 128.0
        };
        (0..count).map(|_| std::array::from_fn(|_| fact())).collect()
    }

    #[test]
    fn many_blocks_are_answered_as_one_by_one() {
        let trees = Trees::default();
        let blocks = some_facts(1003);
        let walk =
            |facts: &Facts| trees.roots.iter().map(|&root| i32::from(trees.walk(root, facts, |_| ()))).sum::<i32>();
        let walked: Vec<f32> = blocks.iter().map(|facts| walk(facts) as f32 / PER_NAT).collect();
        assert_eq!(trees.nats(blocks.iter().copied()), walked);
        assert_eq!(trees.nats(blocks.iter().copied().take(2 * LANES)), walked[..2 * LANES]);
        assert!(trees.nats(std::iter::empty()).is_empty());
    }

    #[test]
    fn answers_are_summed_and_shared_among_what_was_asked() {
        let trees = Trees::read("0\tlinks\t0.5\t1\t2\n1\t-100\n2\tletters\t20\t3\t4\n3\t200\n4\t50\n0\t7\n");
        let mut facts: Facts = [0.0; Fact::ALL.len()];
        assert_eq!(trees.nats(std::iter::once(facts)), [-0.93]);
        facts[Fact::Links as usize] = 1.0;
        facts[Fact::Letters as usize] = 20.0;
        assert_eq!(trees.nats(std::iter::once(facts)), [2.07]);
        let shares = trees.shares(&facts);
        assert_eq!(shares, [Share { name: "letters", nats: 1.0 }, Share { name: "links", nats: 1.0 }]);
    }

    #[test]
    fn steps_that_lead_back_are_none() {
        assert_eq!(step("links\t0.5\t0\t2", 0, 0), None);
        assert_eq!(step("links\t0.5\t1", 0, 0), None);
        assert_eq!(step("none\t0.5\t1\t2", 0, 0), None);
    }
}
