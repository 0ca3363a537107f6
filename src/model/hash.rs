//! Hash tables for the ids and keys of a document: with a hash that is quick on short texts and
//! begins anew in every run, so that no file can be made to slow them down.

use foldhash::fast::RandomState;
use std::collections;

/// A [`std::collections::HashMap`] with a quick hash.
pub type HashMap<K, V> = collections::HashMap<K, V, RandomState>;

/// A [`std::collections::HashSet`] with a quick hash.
pub type HashSet<T> = collections::HashSet<T, RandomState>;
