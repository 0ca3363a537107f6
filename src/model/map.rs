//! The members of a JSON object, close together in memory.
//!
//! Most objects of a document have two to a dozen members. A sorted list of them is read, compared
//! and dropped quicker than a tree, and the keys, of which there are few different ones, are shared.

use super::value::Value;
use std::sync::Arc;

/// The key of a member.
pub type Key = Arc<str>;

/// The members of a JSON object, in byte order of their keys; each key stands once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map(Vec<(Key, Value)>);

impl Map {
    /// An object without members.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// How many members there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn place(&self, key: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(k, _)| (**k).cmp(key))
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value> {
        let at = self.place(key).ok()?;
        self.0.get(at).map(|(_, value)| value)
    }

    /// The place and the value of a key; looked for at a place and behind it first.
    #[must_use]
    pub fn get_near(&self, from: usize, key: &Key) -> Option<(usize, &Value)> {
        let is_it = |at: usize| {
            let found = self.0.get(at);
            found.is_some_and(|(k, _)| Arc::ptr_eq(k, key) || k == key)
        };
        let near = (from..from + 2).find(|at| is_it(*at));
        let at = near.or_else(|| self.place(key).ok())?;
        self.0.get(at).map(|(_, value)| (at, value))
    }

    /// [`Map::get`] with a key that is as a rule shared with the object: then no text is compared.
    #[must_use]
    pub fn get_shared(&self, key: &Key) -> Option<&Value> {
        let mut first = self.0.iter().take(32);
        let shared = first.find(|(k, _)| Arc::ptr_eq(k, key));
        shared.map_or_else(|| self.get(key), |(_, value)| Some(value))
    }

    /// The value of a key, to be written to.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        let at = self.place(key).ok()?;
        self.0.get_mut(at).map(|(_, value)| value)
    }

    /// Whether a key is there.
    #[must_use]
    pub fn contains_key(&self, key: &str) -> bool {
        self.place(key).is_ok()
    }

    /// Puts a member in; returns the value that stood there.
    ///
    /// In a large object this moves what stands behind it: to make one of many members, collect them.
    pub fn insert(&mut self, key: Key, value: Value) -> Option<Value> {
        if self.0.last().is_none_or(|(last, _)| *last < key) {
            self.0.push((key, value));
            return None;
        }
        match self.place(&key) {
            Ok(at) => self
                .0
                .get_mut(at)
                .map(|(_, old)| std::mem::replace(old, value)),
            Err(at) => {
                self.0.insert(at, (key, value));
                None
            }
        }
    }

    /// The value of a key, put in first where there is none.
    pub fn get_or_insert_with(&mut self, key: &str, value: impl FnOnce() -> Value) -> &mut Value {
        let at = match self.place(key) {
            Ok(at) => at,
            Err(at) => {
                self.0.insert(at, (key.into(), value()));
                at
            }
        };
        &mut self.0[at].1
    }

    /// Takes a member out.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        let at = self.place(key).ok()?;
        Some(self.0.remove(at).1)
    }

    /// Keeps the members that are wanted.
    pub fn retain(&mut self, mut wanted: impl FnMut(&str, &Value) -> bool) {
        self.0.retain(|(key, value)| wanted(key, value));
    }

    /// The members in order.
    pub fn iter(&self) -> Iter<'_> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// The keys in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &Key> + Clone {
        self.0.iter().map(|(key, _)| key)
    }

    /// The values in the order of their keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Value> + Clone {
        self.0.iter().map(|(_, value)| value)
    }
}

/// The members of a [`Map`] in order.
pub type Iter<'a> = std::iter::Map<
    std::slice::Iter<'a, (Key, Value)>,
    fn(&'a (Key, Value)) -> (&'a Key, &'a Value),
>;

impl<'a> IntoIterator for &'a Map {
    type Item = (&'a Key, &'a Value);
    type IntoIter = Iter<'a>;
    fn into_iter(self) -> Iter<'a> {
        self.0.iter().map(|(key, value)| (key, value))
    }
}

impl IntoIterator for Map {
    type Item = (Key, Value);
    type IntoIter = std::vec::IntoIter<(Key, Value)>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl From<Vec<(Key, Value)>> for Map {
    /// Of several values of one key the last stays.
    fn from(mut members: Vec<(Key, Value)>) -> Self {
        if !members.is_sorted_by(|a, b| a.0 < b.0) {
            members.sort_by(|a, b| a.0.cmp(&b.0));
            members.dedup_by(|later, earlier| {
                let same = later.0 == earlier.0;
                if same {
                    std::mem::swap(later, earlier);
                }
                same
            });
        }
        Self(members)
    }
}

impl<const N: usize> From<[(Key, Value); N]> for Map {
    fn from(members: [(Key, Value); N]) -> Self {
        Self::from(Vec::from(members))
    }
}

impl FromIterator<(Key, Value)> for Map {
    fn from_iter<I: IntoIterator<Item = (Key, Value)>>(members: I) -> Self {
        Self::from(members.into_iter().collect::<Vec<_>>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn it_is_a_sorted_map(steps in prop::collection::vec((0u8..4, 0i64..12), 0..80)) {
            let (mut map, mut model) = (Map::new(), BTreeMap::<Key, Value>::new());
            for (n, (what, key)) in (0..).zip(steps) {
                let key: Key = format!("k{key}").into();
                let value = Value::Int(n);
                match what {
                    0 => prop_assert_eq!(map.remove(&key), model.remove(&key)),
                    1 => {
                        let ours = map.get_or_insert_with(&key, || value.clone()).clone();
                        prop_assert_eq!(ours, model.entry(key).or_insert(value).clone());
                    }
                    _ => prop_assert_eq!(map.insert(key.clone(), value.clone()), model.insert(key, value)),
                }
            }
            prop_assert!(map.iter().eq(model.iter()));
            prop_assert_eq!(map.len(), model.len());
            for n in 0..12 {
                let key = format!("k{n}");
                prop_assert_eq!(map.get(&key), model.get(&*key));
                prop_assert_eq!(map.contains_key(&key), model.contains_key(&*key));
            }
        }

        #[test]
        fn collected_members_are_sorted_and_the_last_of_a_key_stays(keys in prop::collection::vec(0u8..10, 0..40)) {
            let members = || (0..).zip(&keys).map(|(n, k)| (Key::from(format!("k{k}")), Value::Int(n)));
            let map: Map = members().collect();
            let model: BTreeMap<Key, Value> = members().collect();
            prop_assert!(map.iter().eq(model.iter()));
        }
    }
}
