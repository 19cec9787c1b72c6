//! UTF-16 and UTF-32 without a byte order mark, told by where the NULs stand; and UTF-32, which encoding_rs lacks.

/// The order of bytes in a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// The low byte first.
    Little,
    /// The high byte first.
    Big,
}

/// A wide encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wide {
    /// UTF-16.
    Utf16(Order),
    /// UTF-32.
    Utf32(Order),
}

/// Bytes looked at; a page shows its encoding in its first few lines.
const SAMPLE: usize = 4096;
/// Least share of units in the ASCII range, in percent: spaces, line ends and digits exist in any script's text.
const ASCII_PERCENT: usize = 1;
/// Fewest ASCII units: below it the share says nothing.
const ASCII_UNITS: usize = 2;
/// The share of units, in percent, that the most frequent high bytes have to cover: alphabets lie in one or two blocks of 256.
const BLOCK_PERCENT: usize = 90;
/// How many high bytes may make up that share.
const BLOCKS: usize = 4;

/// The wide encoding that the bytes are in, where no other reading is possible.
pub(super) fn detect(bytes: &[u8]) -> Option<Wide> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if !sample.contains(&0) {
        return None;
    }
    [Order::Little, Order::Big]
        .into_iter()
        .find_map(|order| is_utf32(sample, order).then_some(Wide::Utf32(order)))
        .or_else(|| [Order::Little, Order::Big].into_iter().find(|&o| is_utf16(sample, o)).map(Wide::Utf16))
}

/// Decodes UTF-32 and counts what was malformed.
pub(super) fn decode32(bytes: &[u8], order: Order) -> (String, usize) {
    let mut replaced = usize::from(!bytes.len().is_multiple_of(4));
    let mut text: String = bytes
        .as_chunks::<4>()
        .0
        .iter()
        .map(|&unit| {
            char::from_u32(unit32(unit, order)).unwrap_or_else(|| {
                replaced += 1;
                '\u{fffd}'
            })
        })
        .collect();
    if !bytes.len().is_multiple_of(4) {
        text.push('\u{fffd}');
    }
    (text, replaced)
}

fn unit32(unit: [u8; 4], order: Order) -> u32 {
    match order {
        Order::Little => u32::from_le_bytes(unit),
        Order::Big => u32::from_be_bytes(unit),
    }
}

fn is_utf32(sample: &[u8], order: Order) -> bool {
    let units = sample.as_chunks::<4>().0;
    !units.is_empty() && units.iter().all(|&unit| char::from_u32(unit32(unit, order)).is_some_and(is_text))
}

/// Sane under this order, with some ASCII, and either no UTF-8 at all or ASCII alone, in few blocks of 256. Where bytes above
/// 0x7f make whole characters of UTF-8, that is what it is.
fn is_utf16(sample: &[u8], order: Order) -> bool {
    let units: Vec<u16> = sample
        .as_chunks::<2>()
        .0
        .iter()
        .map(|&unit| if order == Order::Little { u16::from_le_bytes(unit) } else { u16::from_be_bytes(unit) })
        .collect();
    let ascii = units.iter().filter(|&&unit| (1..0x80).contains(&unit)).count();
    if ascii < ASCII_UNITS || ascii * 100 < units.len() * ASCII_PERCENT || !is_sane(&units) {
        return false;
    }
    match whole_utf8(sample) {
        None => true,
        Some(text) => text.is_ascii() && is_in_few_blocks(&units),
    }
}

/// Whether every unit decodes to a character of text; a surrogate cut off by the sample's end is none.
fn is_sane(units: &[u16]) -> bool {
    let cut = units.last().is_some_and(|unit| (0xd800..0xdc00).contains(unit));
    let units = &units[..units.len() - usize::from(cut)];
    char::decode_utf16(units.iter().copied()).all(|unit| unit.is_ok_and(is_text))
}

/// Whether a character occurs in text: no control, no private use, no noncharacter.
fn is_text(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{85}');
    !control
        && !matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{f0000}'..)
        && (c as u32) & 0xfffe != 0xfffe
}

fn is_in_few_blocks(units: &[u16]) -> bool {
    let mut counts = [0usize; 256];
    for unit in units {
        counts[usize::from(unit >> 8)] += 1;
    }
    // In text of one byte a character, the high bytes would be ASCII letters.
    let printable: usize = counts[0x21..0x7f].iter().sum();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let covered: usize = counts[..BLOCKS].iter().sum();
    covered * 100 >= units.len() * BLOCK_PERCENT && printable * 2 < units.len()
}

/// The sample as UTF-8, without a character that its end cuts off; nothing where it is none.
fn whole_utf8(sample: &[u8]) -> Option<&str> {
    match std::str::from_utf8(sample) {
        Ok(text) => Some(text),
        Err(error) if error.error_len().is_some() => None,
        Err(error) => std::str::from_utf8(&sample[..error.valid_up_to()]).ok(),
    }
}
