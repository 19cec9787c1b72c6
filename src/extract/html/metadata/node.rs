//! JSON as far as metadata needs it: of objects only the fields that say what a page is, so that a catalogue of a megabyte
//! costs its reading and no memory.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, SeqAccess, Visitor},
};

/// A field that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Author,
    Graph,
    Headline,
    Id,
    Language,
    MainEntity,
    MainEntityOfPage,
    Modified,
    Name,
    Published,
    Publisher,
    Type,
    Url,
    Value,
}

impl Key {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "author" | "creator" => Self::Author,
            "@graph" => Self::Graph,
            "headline" => Self::Headline,
            "@id" => Self::Id,
            "inLanguage" => Self::Language,
            "mainEntity" => Self::MainEntity,
            "mainEntityOfPage" => Self::MainEntityOfPage,
            "dateModified" => Self::Modified,
            "name" => Self::Name,
            "datePublished" => Self::Published,
            "publisher" => Self::Publisher,
            "@type" => Self::Type,
            "url" => Self::Url,
            "@value" => Self::Value,
            _ => return None,
        })
    }
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// A string.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// An object.
    Object(Vec<(Key, Node)>),
    /// Anything else.
    Other,
}

impl Node {
    /// A field of an object.
    pub(super) fn get(&self, wanted: Key) -> Option<&Node> {
        let Self::Object(fields) = self else { return None };
        fields.iter().find(|field| field.0 == wanted).map(|field| &field.1)
    }

    /// A value as a list of its own.
    pub(super) fn items(&self) -> &[Node] {
        match self {
            Self::List(items) => items,
            other => std::slice::from_ref(other),
        }
    }

    /// A string, or the string that an object with `@value` is; of a list the first.
    pub(super) fn text(&self) -> Option<&str> {
        let text = |node: &'_ Node| matches!(node, Self::Text(_) | Self::Object(_));
        match self.items().iter().find(|node| text(node))? {
            Self::Text(text) => Some(text),
            object => match object.get(Key::Value)? {
                Self::Text(text) => Some(text),
                _ => None,
            },
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Pruned)
    }
}

struct Pruned;

impl<'de> Visitor<'de> for Pruned {
    type Value = Node;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("any JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Node, E> {
        Ok(Node::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Node, E> {
        Ok(Node::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Node, E> {
        Ok(Node::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        Ok(Node::Other)
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Other)
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut fields: Vec<(Key, Node)> = Vec::new();
        while let Some(Name(name)) = map.next_key()? {
            match name.filter(|key| fields.iter().all(|field| field.0 != *key)) {
                Some(key) => fields.push((key, map.next_value()?)),
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(Node::Object(fields))
    }
}

/// The name of a field, if it is kept.
struct Name(Option<Key>);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Known;
        impl Visitor<'_> for Known {
            type Value = Name;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a name")
            }

            fn visit_str<E>(self, name: &str) -> Result<Name, E> {
                Ok(Name(Key::parse(name)))
            }
        }
        deserializer.deserialize_str(Known)
    }
}
