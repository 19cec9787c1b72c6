//! Dates and times: what is found lies in the line, a day that is given exists, and the digits are counted right.

use std::sync::LazyLock;

use polyscrub::{
    Date, Lang,
    stamp::{Stamp, Stamps},
};

static STAMPS: LazyLock<Stamps> = LazyLock::new(Stamps::new);

/// Languages by number, so that the first byte can choose one; what is above them is no language.
static LANGUAGES: LazyLock<Vec<Lang>> = LazyLock::new(|| Lang::all().collect());

/// The first byte chooses the page's language. Each line is read, and the whole as one block.
pub fn check(input: &[u8]) {
    let Some((&first, bytes)) = input.split_first() else { return };
    let page = LANGUAGES.get(usize::from(first)).copied();
    let text = String::from_utf8_lossy(bytes);
    for line in text.lines() {
        check_line(line, page);
    }
    check_line(&text, page);
}

fn check_line(line: &str, page: Option<Lang>) {
    let found = STAMPS.read(line, page);
    assert_eq!(found, STAMPS.read(line, page));
    let Some(stamp) = found else { return };
    check_stamp(line, &stamp);
}

fn check_stamp(line: &str, stamp: &Stamp) {
    let (start, end) = (stamp.span.start as usize, stamp.span.end as usize);
    assert!(start < end && end <= line.len(), "{stamp:?} in {line:?}");
    assert!(line.is_char_boundary(start) && line.is_char_boundary(end), "{stamp:?} in {line:?}");
    assert!(
        stamp.residue_letters as usize <= line.len() && stamp.digits as usize <= line.len(),
        "{stamp:?} in {line:?}"
    );
    if let Some(date) = stamp.date {
        assert_eq!(day(&date.to_string()), Some(date), "{stamp:?} in {line:?}");
    }
}

/// The day that an ISO date names, if there is such a day.
fn day(iso: &str) -> Option<Date> {
    let mut parts = iso.split('-');
    let year = parts.next()?.parse().ok()?;
    let (month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    ((1..=9999).contains(&year) && (1..=days).contains(&day) && parts.next().is_none())
        .then(|| Date::new(year, month, day))?
}
