//! The changes in the order in which they came, in pieces that snapshots share.

use super::log::Ix;
use super::record::Change;
use std::sync::Arc;

/// How many changes a piece holds. After a snapshot the next edit copies one piece.
const PIECE: usize = 512;

/// A growing list of changes. To clone it costs a few pointers, however long it is: the pieces are
/// shared until one of them is written to.
#[derive(Clone, Debug, Default)]
pub struct ChangeList {
    pieces: Vec<Arc<Vec<Arc<Change>>>>,
    len: usize,
}

impl ChangeList {
    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The change at a place.
    #[must_use]
    pub fn get(&self, ix: Ix) -> Option<&Arc<Change>> {
        let ix = ix as usize;
        self.pieces.get(ix / PIECE)?.get(ix % PIECE)
    }

    /// All of them, in the order in which they came.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<Change>> + Clone {
        self.pieces.iter().flat_map(|piece| piece.iter())
    }

    /// Those from a place on, in that order.
    pub fn iter_from(&self, from: Ix) -> impl Iterator<Item = &Arc<Change>> + Clone {
        let from = from as usize;
        let pieces = self.pieces.iter().skip(from / PIECE);
        pieces.flat_map(|piece| piece.iter()).skip(from % PIECE)
    }

    /// Adds one at the end and returns its place.
    pub(super) fn push(&mut self, change: Arc<Change>) -> Ix {
        // Four thousand million changes are some hundred gigabytes of text: no file is read so far.
        let ix = self.len as Ix;
        match self.pieces.last_mut() {
            Some(piece) if piece.len() < PIECE => Arc::make_mut(piece).push(change),
            _ => self.pieces.push(Arc::new(vec![change])),
        }
        self.len += 1;
        ix
    }

    /// Puts another change at a place; nothing where there is no such place.
    pub(super) fn replace(&mut self, ix: Ix, change: Arc<Change>) {
        let ix = ix as usize;
        if let Some(piece) = self.pieces.get_mut(ix / PIECE)
            && let Some(slot) = Arc::make_mut(piece).get_mut(ix % PIECE)
        {
            *slot = change;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::{Act, Show};
    use crate::model::Path;

    fn change(n: usize) -> Arc<Change> {
        Arc::new(Change {
            id: format!("s:{n}").into(),
            on: Path::programme(),
            act: Act::Alive,
            over: Box::default(),
            show: Show::default(),
        })
    }

    #[test]
    fn it_is_a_list_and_its_clones_stand_still() {
        let mut list = ChangeList::default();
        for n in 0..1500 {
            assert_eq!(list.push(change(n)) as usize, n);
        }
        let before = list.clone();
        list.push(change(1500));
        list.replace(3, change(77));
        assert_eq!((before.len(), list.len()), (1500, 1501));
        assert_eq!(before.iter().count(), 1500);
        assert_eq!(list.iter().count(), 1501);
        assert_eq!(&*before.get(3).unwrap().id, "s:3");
        assert_eq!(&*list.get(3).unwrap().id, "s:77");
        assert_eq!(&*list.get(1500).unwrap().id, "s:1500");
        assert!(list.get(1501).is_none());
        for from in [0, 3, 511, 512, 1400, 1500, 1501, 9999] {
            let rest: Vec<_> = list.iter_from(from).collect();
            assert_eq!(rest, list.iter().skip(from as usize).collect::<Vec<_>>());
        }
        // The pieces that were not written to are the same ones.
        assert!(Arc::ptr_eq(&before.pieces[1], &list.pieces[1]));
    }
}
