//! The attributes that extraction reads. Others are parsed, and not kept.

/// An attribute that extraction reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    AriaHidden,
    Class,
    Content,
    Hidden,
    Href,
    Id,
    Lang,
    Property,
    Role,
    Style,
}

impl Name {
    /// The attribute of a name in lower case.
    pub(super) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "aria-hidden" => Self::AriaHidden,
            "class" => Self::Class,
            "content" => Self::Content,
            "hidden" => Self::Hidden,
            "href" => Self::Href,
            "id" => Self::Id,
            "lang" | "xml:lang" => Self::Lang,
            "property" => Self::Property,
            "role" => Self::Role,
            "style" => Self::Style,
            _ => return None,
        })
    }
}
