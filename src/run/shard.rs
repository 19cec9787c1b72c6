//! Which of the inputs a job of an array takes: every n-th one, so that all jobs together take each once.

use std::{fmt, num::NonZeroU64, str::FromStr};

/// The i-th of n parts of the inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// From 1 to `of`.
    number: u64,
    of: NonZeroU64,
}

/// What is no part of anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a part is written as 1/4 to 4/4")]
pub struct BadShard;

impl Shard {
    /// Whether it takes the input of this index, counted from 0.
    ///
    /// ```
    /// let second: polyscrub::run::shard::Shard = "2/3".parse()?;
    /// assert_eq!((0..7).filter(|&index| second.takes(index)).collect::<Vec<_>>(), [1, 4]);
    /// # Ok::<(), polyscrub::run::shard::BadShard>(())
    /// ```
    #[must_use]
    pub fn takes(self, index: u64) -> bool {
        index % self.of == self.number - 1
    }
}

impl FromStr for Shard {
    type Err = BadShard;

    fn from_str(text: &str) -> Result<Self, BadShard> {
        let (number, of) = text.split_once('/').ok_or(BadShard)?;
        let (number, of): (u64, NonZeroU64) = (number.parse().or(Err(BadShard))?, of.parse().or(Err(BadShard))?);
        if (1..=of.get()).contains(&number) { Ok(Self { number, of }) } else { Err(BadShard) }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.number, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_make_the_whole() {
        let parts: Vec<Shard> = ["1/3", "2/3", "3/3"].iter().map(|text| text.parse().unwrap()).collect();
        assert!((0..20).all(|index| parts.iter().filter(|part| part.takes(index)).count() == 1));
        assert_eq!(parts[1].to_string(), "2/3");
    }

    #[test]
    fn what_is_no_part_is_refused() {
        for text in ["0/3", "4/3", "1/0", "1", "a/b", "-1/3", "1/3/5", ""] {
            assert_eq!(text.parse::<Shard>(), Err(BadShard), "{text}");
        }
    }
}
