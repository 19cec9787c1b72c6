//! What a word can mean in a stamp. A word may play several parts; the parser takes the one that fits its place.

/// One part that a word can play.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Month,
    Jalali,
    Hijri,
    Weekday,
    Label,
    Modifier,
    By,
    Source,
    Bit,
    Unit,
    AgoBefore,
    AgoAfter,
    One,
    Now,
    JustNow,
    TimeWord,
    HalfDay,
    Era,
    YearMark,
    MonthMark,
    DayMark,
    Prefix,
    HourMark,
    Particle,
    Zone,
    Ordinal,
    Life,
    Cite,
    Placeholder,
}

/// Names of the roles in `corpora/stamps/*.tsv`.
const NAMES: [(&str, Role); 29] = [
    ("month", Role::Month),
    ("jalali", Role::Jalali),
    ("hijri", Role::Hijri),
    ("weekday", Role::Weekday),
    ("label", Role::Label),
    ("modifier", Role::Modifier),
    ("by", Role::By),
    ("source", Role::Source),
    ("bit", Role::Bit),
    ("unit", Role::Unit),
    ("ago-before", Role::AgoBefore),
    ("ago-after", Role::AgoAfter),
    ("one", Role::One),
    ("now", Role::Now),
    ("just-now", Role::JustNow),
    ("time-word", Role::TimeWord),
    ("ampm", Role::HalfDay),
    ("era", Role::Era),
    ("year-mark", Role::YearMark),
    ("month-mark", Role::MonthMark),
    ("day-mark", Role::DayMark),
    ("prefix", Role::Prefix),
    ("hour-mark", Role::HourMark),
    ("particle", Role::Particle),
    ("zone", Role::Zone),
    ("ordinal", Role::Ordinal),
    ("life", Role::Life),
    ("cite", Role::Cite),
    ("placeholder", Role::Placeholder),
];

impl Role {
    /// The role of a name.
    pub(super) fn parse(name: &str) -> Option<Self> {
        NAMES.iter().find(|row| row.0 == name).map(|row| row.1)
    }
}

/// A set of roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Roles(u32);

impl Roles {
    /// The set of these roles.
    pub(super) const fn of(roles: &[Role]) -> Self {
        let (mut bits, mut i) = (0, 0);
        while i < roles.len() {
            bits |= 1 << roles[i] as u32;
            i += 1;
        }
        Self(bits)
    }

    pub(super) fn insert(&mut self, role: Role) {
        self.0 |= 1 << role as u32;
    }

    pub(super) fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u32) != 0
    }

    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}
