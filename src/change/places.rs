//! Places of changes in the log: of most registers there is one.

use super::log::Ix;
use std::fmt;
use std::ops::Deref;

/// Places of changes in the log, in the order in which they came. One needs no memory of its own, as
/// a large document has a million registers and most were written once.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Places(Few);

#[derive(Clone, Default, PartialEq, Eq)]
enum Few {
    #[default]
    None,
    One([Ix; 1]),
    // Two pointers to follow, but half the size in every register.
    #[expect(
        clippy::box_collection,
        reason = "a vector would double the size of the usual case"
    )]
    Many(Box<Vec<Ix>>),
}

impl Places {
    /// Adds one at the end.
    pub fn push(&mut self, ix: Ix) {
        match &mut self.0 {
            Few::None => self.0 = Few::One([ix]),
            Few::One([first]) => self.0 = Few::Many(Box::new(vec![*first, ix])),
            Few::Many(many) => many.push(ix),
        }
    }
}

impl From<Ix> for Places {
    fn from(ix: Ix) -> Self {
        Self(Few::One([ix]))
    }
}

impl FromIterator<Ix> for Places {
    fn from_iter<I: IntoIterator<Item = Ix>>(places: I) -> Self {
        let mut all = Self::default();
        for ix in places {
            all.push(ix);
        }
        all
    }
}

impl Deref for Places {
    type Target = [Ix];
    fn deref(&self) -> &[Ix] {
        match &self.0 {
            Few::None => &[],
            Few::One(one) => one,
            Few::Many(many) => many,
        }
    }
}

impl<'a> IntoIterator for &'a Places {
    type Item = &'a Ix;
    type IntoIter = std::slice::Iter<'a, Ix>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Debug for Places {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_list_and_small() {
        for n in 0..5 {
            let places: Places = (0..n).collect();
            assert!(places.iter().copied().eq(0..n), "{places:?}");
        }
        assert_eq!(*Places::from(7), [7]);
        assert_eq!(size_of::<Places>(), 2 * size_of::<usize>());
    }
}
