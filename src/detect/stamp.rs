//! Stamps as evidence: which blocks, and which parts of a mixed line, are one as a whole.

use crate::stamp::{StampClass, Stamps};

/// Whether a class is evidence of chrome by itself. A day without a year may be a heading, and a date among other bits
/// may be the row of a table.
pub(crate) fn is_strong(class: StampClass) -> bool {
    class.is_strong() && !matches!(class, StampClass::MonthDay | StampClass::DateWithBits)
}

/// Whether a part of a line is a stamp as a whole.
pub(crate) fn is_stamp(part: &str, stamps: &Stamps) -> bool {
    stamps.read(part.trim(), None).is_some_and(|stamp| stamp.class.is_strong())
}
