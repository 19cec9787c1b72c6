//! The attributes that extraction reads. Others are parsed, and not kept.

/// An attribute that extraction reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    AriaHidden,
    /// `name`.
    Called,
    Class,
    Content,
    Datetime,
    Hidden,
    Href,
    Hreflang,
    HttpEquiv,
    Id,
    Itemprop,
    Lang,
    Property,
    Rel,
    Role,
    Start,
    Style,
    Type,
}

impl Name {
    /// The attribute of a name in lower case.
    pub(super) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "aria-hidden" => Self::AriaHidden,
            "class" => Self::Class,
            "content" => Self::Content,
            "datetime" => Self::Datetime,
            "hidden" => Self::Hidden,
            "href" => Self::Href,
            "hreflang" => Self::Hreflang,
            "http-equiv" => Self::HttpEquiv,
            "id" => Self::Id,
            "itemprop" => Self::Itemprop,
            "lang" | "xml:lang" => Self::Lang,
            "name" => Self::Called,
            "property" => Self::Property,
            "rel" => Self::Rel,
            "role" => Self::Role,
            "start" => Self::Start,
            "style" => Self::Style,
            "type" => Self::Type,
            _ => return None,
        })
    }
}
