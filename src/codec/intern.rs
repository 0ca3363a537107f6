//! Texts that repeat often in a file are kept once: keys, and the paths of entities.

use crate::model::Path;
use crate::model::hash::HashSet;
use crate::model::map::Key;

/// The keys and paths that were read from one text. The same text is the same key, so keys of one
/// interner are equal where their places in memory are.
#[derive(Default)]
pub(super) struct Interner {
    texts: HashSet<Key>,
    paths: HashSet<Path>,
}

impl Interner {
    /// With room for the paths in a history of this many bytes: to grow a large table costs more.
    pub fn for_history(bytes: usize) -> Self {
        let mut intern = Self::default();
        intern.paths.reserve(bytes / 512);
        intern
    }

    /// The key of a text.
    pub fn text(&mut self, text: &str) -> Key {
        if let Some(found) = self.texts.get(text) {
            return found.clone();
        }
        let made: Key = text.into();
        self.texts.insert(made.clone());
        made
    }

    /// The path of a text.
    pub fn path(&mut self, text: &str) -> Path {
        if let Some(found) = self.paths.get(text) {
            return found.clone();
        }
        let made = Path::from(text);
        self.paths.insert(made.clone());
        made
    }
}
