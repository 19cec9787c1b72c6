//! Small trees of questions about a block, whose answers are summed: for what a table of weights cannot tell, where one piece of
//! evidence changes what another means.

/// Hundredths of a nat, in which answers are counted, so that sums are exact.
const PER_NAT: f32 = 100.0;

/// One step of a tree; a fact is told by its place among those that are asked for at all.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    Ask { fact: u8, limit: f32, below: u16, above: u16 },
    Add(i16),
}

/// Answers of a tree at most.
const ANSWERS: usize = 16;
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

/// What is known of a block.
pub(super) trait Row {
    /// One fact, by its place in the list of names.
    fn fact(&self, place: usize) -> f32;
}

/// All trees of a table, one behind the other.
#[derive(Debug)]
pub(super) struct Trees {
    steps: Vec<Step>,
    roots: Vec<u16>,
    trees: Vec<Tree>,
    /// The facts that are asked for, by their place in the list of all.
    asked: Vec<usize>,
}

impl Trees {
    /// Reads a table, a line each step: its number from the root of its tree, then the name of the fact that is asked for, the value up
    /// to which the answer leads to the first of two steps, and those; or what the answer adds, in hundredths of a nat, above 0 for
    /// chrome. A tree with a line that is no step is cut short there, and answers beyond [`ANSWERS`] count nothing; tests
    /// hold that there are none.
    pub(super) fn read(table: &str, names: &[&str]) -> Self {
        let mut trees = Self { steps: Vec::new(), roots: Vec::new(), trees: Vec::new(), asked: Vec::new() };
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let Some((number, rest)) = line.split_once('\t') else { continue };
            let at = u16::try_from(trees.steps.len()).unwrap_or(u16::MAX);
            if number == "0" {
                trees.roots.push(at);
            }
            let root = trees.roots.last().copied().unwrap_or_default();
            let step = step(rest, root, at, |name| trees.place(names, name));
            trees.steps.push(step.unwrap_or(Step::Add(0)));
        }
        trees.trees = trees.roots.iter().map(|&root| Tree::of(&trees.steps, root)).collect();
        trees
    }

    /// The place of a fact among those asked for, where it is put if it is not there yet.
    fn place(&mut self, names: &[&str], name: &str) -> Option<u8> {
        let fact = names.iter().position(|&known| known == name)?;
        let place = self.asked.iter().position(|&asked| asked == fact).unwrap_or_else(|| {
            self.asked.push(fact);
            self.asked.len() - 1
        });
        u8::try_from(place).ok()
    }

    /// How much the answers speak for cutting each block, in nats; below 0 for keeping it.
    pub(super) fn nats<R: Row>(&self, mut blocks: impl Iterator<Item = R>) -> Vec<f32> {
        let mut nats = Vec::with_capacity(blocks.size_hint().0);
        let mut lanes: Vec<Lane> = vec![[0.0; LANES]; self.asked.len()];
        loop {
            let mut some = 0;
            for block in blocks.by_ref().take(LANES) {
                lanes.iter_mut().zip(&self.asked).for_each(|(lane, &asked)| lane[some] = block.fact(asked));
                some += 1;
            }
            let mut sums = [0; LANES];
            if some > 0 {
                self.trees.iter().for_each(|tree| tree.add_to(&mut sums, &lanes));
            }
            nats.extend(sums.iter().take(some).map(|&sum| sum as f32 / PER_NAT));
            if some < LANES {
                return nats;
            }
        }
    }

    /// What the tree at `root` adds; `ask` is told the facts on the way.
    fn walk(&self, root: u16, block: &impl Row, mut ask: impl FnMut(usize)) -> i16 {
        let mut at = root;
        // Steps lead onwards only, so this ends.
        loop {
            match self.steps.get(usize::from(at)) {
                Some(&Step::Ask { fact: place, limit, below, above }) => {
                    let asked = self.asked[usize::from(place)];
                    ask(asked);
                    at = if block.fact(asked) <= limit { below } else { above };
                }
                Some(&Step::Add(nats)) => return nats,
                None => return 0,
            }
        }
    }

    /// What each fact had to do with the sum for one block, in nats: the answer of a tree is shared by all that it asked.
    pub(super) fn shares(&self, facts: usize, block: &impl Row) -> Vec<f32> {
        let mut sums = vec![0.0_f32; facts];
        for &root in &self.roots {
            let mut asked = Vec::with_capacity(4);
            let nats = f32::from(self.walk(root, block, |fact| asked.push(fact))) / PER_NAT;
            asked.iter().for_each(|&fact| sums[fact] += nats / asked.len() as f32);
        }
        sums
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
                    tree.questions.push(Question { fact, limit, out: 0 });
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

fn step(line: &str, root: u16, at: u16, place: impl FnOnce(&str) -> Option<u8>) -> Option<Step> {
    let fields: Vec<&str> = line.split('\t').collect();
    match fields[..] {
        [nats] => Some(Step::Add(nats.parse().ok()?)),
        [fact, limit, below, above] => {
            let [below, above] =
                [below, above].map(|number| number.parse::<u16>().ok().and_then(|n| root.checked_add(n)));
            let (below, above) = (below?, above?);
            (below > at && above > at).then_some(())?;
            Some(Step::Ask { fact: place(fact)?, limit: limit.parse().ok()?, below, above })
        }
        _ => None,
    }
}

/// Whether every line of a table is a step of a tree that can be asked.
#[cfg(test)]
pub(super) fn hold(table: &str, names: &[&str]) {
    let mut root = 0;
    for (at, line) in table.lines().filter(|line| !line.starts_with('#')).enumerate() {
        let (number, rest) = line.split_once('\t').expect(line);
        let at = u16::try_from(at).expect("so many steps");
        root = if number == "0" { at } else { root };
        assert_eq!(number.parse(), Ok(at - root), "{line}");
        let known = |name: &str| names.contains(&name).then_some(0);
        assert!(step(rest, root, at, known).is_some(), "{line}");
    }
    let trees = Trees::read(table, names);
    assert!(trees.asked.len() <= usize::from(u8::MAX), "{} facts", trees.asked.len());
    assert!(!trees.trees.is_empty() && trees.trees.iter().all(|tree| tree.questions.len() < ANSWERS));
    let end = trees.steps.len();
    for step in &trees.steps {
        if let Step::Ask { below, above, .. } = *step {
            assert!(usize::from(below) < end && usize::from(above) < end);
        }
    }
    // Many blocks at once are answered as one by one.
    let blocks = some_facts(1003, names.len());
    let walk =
        |block: &Vec<f32>| trees.roots.iter().map(|&root| i32::from(trees.walk(root, block, |_| ()))).sum::<i32>();
    let walked: Vec<f32> = blocks.iter().map(|block| walk(block) as f32 / PER_NAT).collect();
    assert_eq!(trees.nats(blocks.into_iter()), walked);
}

#[cfg(test)]
impl Row for Vec<f32> {
    fn fact(&self, place: usize) -> f32 {
        self[place]
    }
}

/// Numbers that look like facts, and are the same every time.
#[cfg(test)]
fn some_facts(blocks: usize, facts: usize) -> Vec<Vec<f32>> {
    const SIZES: [f32; 8] = [-999.0, -1.0, 0.0, 0.2, 1.0, 5.0, 60.0, 4000.0];
    let mut state = 1_u32;
    let mut fact = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        SIZES[(state >> 16) as usize % SIZES.len()] * (state >> 24) as f32 / 128.0
    };
    (0..blocks).map(|_| (0..facts).map(|_| fact()).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_summed_and_shared_among_what_was_asked() {
        let names = ["letters", "links"];
        let trees = Trees::read("0\tlinks\t0.5\t1\t2\n1\t-100\n2\tletters\t20\t3\t4\n3\t200\n4\t50\n0\t7\n", &names);
        let blocks = [vec![0.0, 0.0], vec![20.0, 1.0]];
        assert_eq!(trees.shares(2, &blocks[1]), [1.0, 1.0]);
        assert_eq!(trees.nats(blocks.into_iter()), [-0.93, 2.07]);
        assert!(trees.nats(std::iter::empty::<Vec<f32>>()).is_empty());
    }

    #[test]
    fn steps_that_lead_back_are_none() {
        let any = |_: &str| Some(0);
        assert_eq!(step("links\t0.5\t0\t2", 0, 0, any), None);
        assert_eq!(step("links\t0.5\t1", 0, 0, any), None);
        assert_eq!(step("none\t0.5\t1\t2", 0, 0, |_| None), None);
    }
}
