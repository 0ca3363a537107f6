//! What of an entity something is about.

use super::record::{FieldKey, Key};

/// What of an entity something is about: its existence, a field, or an element of a set.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// Whether it is there.
    Existence,
    /// A field.
    Field(Key),
    /// An element of a set.
    Element(Key, Key),
}

impl What {
    /// The field, where it is about one.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Existence => None,
            Self::Field(f) | Self::Element(f, _) => Some(f),
        }
    }

    /// The key of its register; `None` is the existence.
    #[must_use]
    pub fn key(&self) -> Option<FieldKey> {
        match self {
            Self::Existence => None,
            Self::Field(f) => Some((f.clone(), None)),
            Self::Element(f, e) => Some((f.clone(), Some(e.clone()))),
        }
    }
}

impl From<Option<&FieldKey>> for What {
    fn from(key: Option<&FieldKey>) -> Self {
        match key {
            None => Self::Existence,
            Some((f, None)) => Self::Field(f.clone()),
            Some((f, Some(e))) => Self::Element(f.clone(), e.clone()),
        }
    }
}
