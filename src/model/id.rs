//! Names of things: entity ids, and paths that name an entity with its kind.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// The id of an entity: a ULID, or a fixed readable name from the template (`d5.k1`, `u.vl`, `vl`).
///
/// Ids are unique in a document over all kinds, and compare as bytes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Id {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for Id {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

/// What a change is about: `kind/id`, or `programme` for the one entity without a kind.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(Arc<str>);

/// The path of the programme itself.
pub const PROGRAMME: &str = "programme";

impl Path {
    /// The path of the entity `id` of `kind`.
    #[must_use]
    pub fn new(kind: &str, id: &str) -> Self {
        if kind == PROGRAMME {
            Self::programme()
        } else {
            Self(format!("{kind}/{id}").into())
        }
    }

    /// The path of the programme.
    #[must_use]
    pub fn programme() -> Self {
        Self(PROGRAMME.into())
    }

    /// The kind: the part before the slash.
    #[must_use]
    pub fn kind(&self) -> &str {
        let kind = self.slash().and_then(|at| self.0.get(..at));
        kind.unwrap_or(&self.0)
    }

    /// The id: the part behind the slash.
    #[must_use]
    pub fn id(&self) -> &str {
        let id = self.slash().and_then(|at| self.0.get(at + 1..));
        id.unwrap_or(&self.0)
    }

    /// The place of the slash. It is near, and so found quickest byte by byte.
    fn slash(&self) -> Option<usize> {
        self.0.bytes().position(|byte| byte == b'/')
    }

    /// The whole path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Path {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl Borrow<str> for Path {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
