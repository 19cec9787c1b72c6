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

/// All trees, one behind the other.
#[derive(Debug)]
pub(crate) struct Trees {
    steps: Vec<Step>,
    roots: Vec<u16>,
}

impl Default for Trees {
    fn default() -> Self {
        Self::read(TABLE)
    }
}

impl Trees {
    /// Reads a table. A tree with a line that is no step is cut short there; a test holds that there is none.
    fn read(table: &str) -> Self {
        let mut trees = Self { steps: Vec::new(), roots: Vec::new() };
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let Some((number, rest)) = line.split_once('\t') else { continue };
            let at = u16::try_from(trees.steps.len()).unwrap_or(u16::MAX);
            if number == "0" {
                trees.roots.push(at);
            }
            let root = trees.roots.last().copied().unwrap_or_default();
            trees.steps.push(step(rest, root, at).unwrap_or(Step::Add(0)));
        }
        trees
    }

    /// How much the outline speaks for cutting a block, in nats; below 0 for keeping it.
    pub(crate) fn nats(&self, facts: &Facts) -> f32 {
        let sum: i32 = self.roots.iter().map(|&root| i32::from(self.walk(root, facts, |_| ()))).sum();
        sum as f32 / PER_NAT
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

fn step(line: &str, root: u16, at: u16) -> Option<Step> {
    let fields: Vec<&str> = line.split('\t').collect();
    match fields[..] {
        [nats] => Some(Step::Add(nats.parse().ok()?)),
        [fact, limit, below, above] => {
            let fact = *Fact::ALL.iter().find(|known| known.name() == fact)?;
            let [below, above] = [below, above].map(|number| number.parse::<u16>().ok().and_then(|n| root.checked_add(n)));
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
        let end = trees.steps.len();
        for step in &trees.steps {
            if let Step::Ask { below, above, .. } = *step {
                assert!(usize::from(below) < end && usize::from(above) < end);
            }
        }
    }

    #[test]
    fn answers_are_summed_and_shared_among_what_was_asked() {
        let trees = Trees::read("0\tlinks\t0.5\t1\t2\n1\t-100\n2\tletters\t20\t3\t4\n3\t200\n4\t50\n0\t7\n");
        let mut facts: Facts = [0.0; Fact::ALL.len()];
        assert_eq!(trees.nats(&facts), -0.93);
        facts[Fact::Links as usize] = 1.0;
        facts[Fact::Letters as usize] = 20.0;
        assert_eq!(trees.nats(&facts), 2.07);
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
