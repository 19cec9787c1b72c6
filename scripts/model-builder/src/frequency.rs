//! How often a language uses each n-gram, boundaries of words included.
//!
//! lingua's models hold P(last letter | letters before it) of runs of letters, without marks where words begin and end. The
//! boundaries are in them all the same. Multiplied along its prefixes, an n-gram's probabilities give its frequency; and what an
//! n-gram's extensions by one letter leave of its frequency is what stands at a boundary:
//!
//! ```text
//! f(abc END)       = f(abc) - sum over x of f(abcx)
//! f(START abc)     = f(abc) - sum over x of f(xabc)
//! f(START abc END) = f(abc) - sum f(xabc) - sum f(abcx) + sum f(xabcy)
//! ```
//!
//! The models are not pruned, so these are exact: what should be 0 comes out below 1e-15.

use fst::Streamer;
use rustc_hash::FxHashMap as HashMap;

use crate::{
    gram::{END, Gram, ORDERS, START},
    models::{Model, Script},
};

/// Frequencies below this are rounding errors: the rarest n-gram of a model has about 1e-7.
const NOISE: f64 = 1e-9;

/// Frequencies of n-grams, as shares of the letters of a language.
pub struct Frequencies {
    shares: HashMap<Gram, f64>,
    /// Ends of words to a letter.
    ends: f64,
}

impl Frequencies {
    /// The frequencies behind a model; n-grams with letters of other scripts are left out.
    pub fn of(model: &Model, script: Script) -> Self {
        let mut shares: HashMap<Gram, f64> = HashMap::default();
        each_gram(model, |gram, share| spread(gram, share, &mut shares));
        let own = |c: char| matches!(c, START | END) || Script::of(c) == script;
        shares.retain(|gram, share| *share > NOISE && gram.order() <= ORDERS && gram.backwards().all(own));
        let pairs = shares.iter().filter(|(gram, _)| gram.order() == 2 && gram.ends());
        let mut ends: Vec<f64> = pairs.map(|pair| *pair.1).collect();
        ends.sort_by(f64::total_cmp);
        Self { shares, ends: ends.iter().sum() }
    }

    /// Every n-gram with its share.
    pub fn iter(&self) -> impl Iterator<Item = (Gram, f64)> {
        self.shares.iter().map(|(gram, share)| (*gram, *share))
    }

    /// ln P(last character | those before it); `None` where the language never has it.
    pub fn conditional(&self, gram: Gram) -> Option<f64> {
        let boundary = |gram: Gram| gram == Gram::new([START]) || gram == Gram::new([END]);
        let share = |gram: Gram| if boundary(gram) { Some(self.ends) } else { self.shares.get(&gram).copied() };
        let whole = if gram.order() == 1 { 1.0 } else { share(gram.prefix())? };
        Some((share(gram)? / whole).ln().min(0.0))
    }
}

/// Calls back for every n-gram of letters with its frequency. A prefix sorts before its extensions, so probabilities
/// multiply on the way.
fn each_gram(model: &Model, mut heed: impl FnMut(Gram, f64)) {
    let mut stream = model.stream();
    let mut prefixes: Vec<f64> = Vec::new();
    while let Some((bytes, value)) = stream.next() {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        let order = text.chars().count();
        prefixes.truncate(order - 1);
        prefixes.push(prefixes.last().copied().unwrap_or(0.0) + f64::from_bits(value));
        if order <= ORDERS {
            heed(Gram::new(text.chars()), prefixes[order - 1].exp());
        }
    }
}

/// Adds what one n-gram of letters says to the frequencies of itself and of the n-grams with boundaries around it.
fn spread(gram: Gram, share: f64, shares: &mut HashMap<Gram, f64>) {
    let order = gram.order();
    let mut add = |gram: Gram, share: f64| *shares.entry(gram).or_default() += share;
    add(gram, share);
    if order < ORDERS {
        add(gram.then(END), share);
        add(gram.after(START), share);
    }
    if order + 2 <= ORDERS {
        add(gram.after(START).then(END), share);
    }
    if order >= 2 {
        add(gram.prefix().then(END), -share);
        add(gram.suffix().after(START), -share);
    }
    if (2..ORDERS).contains(&order) {
        add(gram.prefix().after(START).then(END), -share);
        add(gram.suffix().after(START).then(END), -share);
    }
    if order >= 3 {
        add(gram.prefix().suffix().after(START).then(END), share);
    }
}
