//! Numbers in streams: LEB128, seven bits a byte, the lowest first.

use std::io::{self, BufRead};

use super::error::corrupt;

/// Bits of a number in each byte; the eighth says that more follow.
const BITS: u32 = 7;
const MORE: u8 = 1 << BITS;

/// Adds a number.
pub(super) fn push_number(mut number: u64, out: &mut Vec<u8>) {
    while number >= u64::from(MORE) {
        out.push(number as u8 | MORE);
        number >>= BITS;
    }
    out.push(number as u8);
}

/// Reads a number.
///
/// # Errors
/// Where it does not end, or needs more than 64 bits.
pub(super) fn read_number(input: &mut impl BufRead) -> io::Result<u64> {
    let mut number = 0;
    for shift in (0..u64::BITS).step_by(BITS as usize) {
        let byte = *input.fill_buf()?.first().ok_or(io::ErrorKind::UnexpectedEof)?;
        input.consume(1);
        let bits = u64::from(byte & !MORE);
        if bits << shift >> shift != bits {
            break;
        }
        number |= bits << shift;
        if byte & MORE == 0 {
            return Ok(number);
        }
    }
    Err(corrupt("a number is too large"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        for number in [0, 1, 127, 128, 16_383, 16_384, u64::from(u32::MAX), u64::MAX] {
            let mut bytes = Vec::new();
            push_number(number, &mut bytes);
            assert_eq!(read_number(&mut &bytes[..]).unwrap(), number);
            assert!(read_number(&mut &bytes[..bytes.len() - 1]).is_err());
        }
        assert!(read_number(&mut &[0xff; 20][..]).is_err());
        assert!(read_number(&mut &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2][..]).is_err());
    }
}
