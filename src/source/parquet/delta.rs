//! Lengths that are written as differences. The library makes room for as many as a page claims to have, and strings that
//! share their beginnings unpack once more, so both are added up here first.

use super::thrift::Thrift;

/// Bits of the widest difference between two lengths.
const WIDTH: usize = 32;
/// Lengths stand in groups of a multiple of these.
const BLOCK: u64 = 128;
const GROUP: u64 = 32;

/// What lengths add up to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sum {
    /// All together.
    pub(super) all: u64,
    /// The longest.
    pub(super) most: u64,
}

/// How many numbers are said to begin here.
pub(super) fn count(bytes: &[u8]) -> Option<u64> {
    head(&mut Thrift(bytes)).map(|head| head.count)
}

struct Head {
    /// Numbers in a group, and groups in a block.
    group: usize,
    groups: usize,
    count: u64,
    first: i64,
}

fn head(bytes: &mut Thrift<'_>) -> Option<Head> {
    let (block, groups, count) = (bytes.unsigned()?, bytes.unsigned()?, bytes.unsigned()?);
    let first = bytes.number()?;
    let group = block.checked_div(groups).filter(|group| *group > 0 && group.is_multiple_of(GROUP))?;
    let even = block.is_multiple_of(BLOCK) && group * groups == block;
    even.then_some(Head { group: group.try_into().ok()?, groups: groups.try_into().ok()?, count, first })
}

/// Adds lengths up, at most `most` of them, and passes them. `None` where they are more, or broken.
pub(super) fn sum(bytes: &mut Thrift<'_>, most: u64) -> Option<Sum> {
    let Head { group, groups, count, first } = head(bytes)?;
    if count > most {
        return None;
    }
    let (mut sum, mut left, mut last) = (Sum::default(), usize::try_from(count).ok()?, i32::try_from(first).ok()?);
    left = left.checked_sub(1).map_or(Some(0), |left| add(&mut sum, last).map(|()| left))?;
    while left > 0 {
        let step = bytes.number()?;
        let widths = bytes.take(groups)?;
        for width in widths.iter().map(|width| usize::from(*width)) {
            if left == 0 {
                break;
            }
            let packed = bytes.take(width.checked_mul(group)? / 8)?;
            for place in 0..group.min(left) {
                // Sums wrap around, as those of the format do.
                #[allow(clippy::cast_possible_truncation)]
                let change = step.wrapping_add(bits(packed, place * width, width)?) as i32;
                last = last.wrapping_add(change);
                add(&mut sum, last)?;
            }
            left -= group.min(left);
        }
    }
    Some(sum)
}

/// Takes a length in; none is negative.
fn add(sum: &mut Sum, length: i32) -> Option<()> {
    let length = u64::try_from(length).ok()?;
    (sum.all, sum.most) = (sum.all + length, sum.most.max(length));
    Some(())
}

/// The number of `width` bits that begins at a bit; the lowest bits come first.
fn bits(packed: &[u8], at: usize, width: usize) -> Option<i64> {
    if width > WIDTH {
        return None;
    }
    let mut number = 0_u64;
    for (place, byte) in packed.iter().skip(at / 8).take((at % 8 + width).div_ceil(8)).enumerate() {
        number |= u64::from(*byte) << (8 * place);
    }
    i64::try_from((number >> (at % 8)) & ((1 << width) - 1)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The second example of the format's description: 7, 5, 3, 1, 2, 3, 4, 5.
    const EXAMPLE: [u8; 18] = [0x80, 1, 4, 8, 14, 3, 2, 0, 0, 0, 0xc0, 0x3f, 0, 0, 0, 0, 0, 0];

    #[test]
    fn lengths_are_added_up_and_passed() {
        let bytes = [&EXAMPLE[..], b"after"].concat();
        let mut thrift = Thrift(&bytes);
        assert_eq!(sum(&mut thrift, 8), Some(Sum { all: 30, most: 7 }));
        assert_eq!(thrift.0, b"after");
        // The first one: 1, 2, 3, 4, 5, without a bit of data.
        assert_eq!(sum(&mut Thrift(&[0x80, 1, 4, 5, 2, 2, 0, 0, 0, 0]), 5), Some(Sum { all: 15, most: 5 }));
        assert_eq!(sum(&mut Thrift(&[0x80, 1, 4, 0, 0]), 0), Some(Sum::default()));
        assert_eq!(count(&bytes), Some(8));
    }

    #[test]
    fn lengths_that_lie_are_none() {
        assert_eq!(sum(&mut Thrift(&EXAMPLE), 7), None, "more than the page has");
        assert_eq!(sum(&mut Thrift(&EXAMPLE[..12]), 8), None, "cut off");
        assert_eq!(sum(&mut Thrift(&[0x80, 1, 4, 2, 2, 5, 0, 0, 0, 0]), 2), None, "below nothing");
        assert_eq!(sum(&mut Thrift(&[0x80, 1, 0, 2, 2]), 2), None, "no groups");
        assert_eq!(sum(&mut Thrift(&[0x80, 1, 3, 2, 2]), 2), None, "groups of no whole size");
    }
}
