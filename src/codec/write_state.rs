//! Writing the state part of a document: readable, pretty-printed, in a stable order; and finding out
//! that a text is exactly that.

use super::write::{key, ordered};
use crate::change::register::EntityLog;
use crate::change::{ChangeList, Snapshot};
use crate::model::id::PROGRAMME;
use crate::model::{KINDS, Path, Value};
use smallvec::SmallVec;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The entities that stand in the state part, by the places of their kinds in the file.
pub(super) type Kinds<'a> = BTreeMap<(usize, &'a str), Vec<(&'a Path, &'a EntityLog)>>;

/// Writes the state part; returns the kinds that stand in it.
pub(super) fn write_state<'a>(out: &mut String, document: &'a Snapshot) -> BTreeSet<&'a str> {
    out.push_str(",\n");
    key(out, PROGRAMME);
    write_programme(out, document);
    out.push_str(",\n");
    key(out, "clauses");
    out.push('[');
    for (i, clause) in document.envelope().clauses.iter().enumerate() {
        out.push_str(if i > 0 { ",\n" } else { "\n" });
        ordered(
            out,
            clause,
            &[
                "id", "parent", "node", "article", "clause", "point", "marker", "title", "text",
            ],
        );
    }
    out.push(']');
    let kinds = kinds(document);
    for ((_, kind), entities) in &kinds {
        out.push_str(",\n");
        key(out, kind);
        write_kind(out, document.changes(), kind, entities, |_| true);
    }
    kinds.into_keys().map(|(_, kind)| kind).collect()
}

/// Whether some texts are exactly what [`write_state`] gives for the members of these names, and these
/// are all that it gives: then nothing in them was edited by hand, and they need not be read.
pub(super) fn is_state(members: &BTreeMap<&str, &str>, document: &Snapshot) -> bool {
    let mut own = String::new();
    write_programme(&mut own, document);
    if members.get(PROGRAMME).is_none_or(|text| *text != own) {
        return false;
    }
    let kinds = kinds(document);
    let known = |name: &str| name == PROGRAMME || kinds.keys().any(|(_, kind)| *kind == name);
    if !members.keys().all(|name| known(name)) {
        return false;
    }
    kinds.iter().all(|((_, kind), entities)| {
        let Some(mut rest) = members.get(kind).copied() else {
            return entities.is_empty();
        };
        own.clear();
        let same = write_kind(&mut own, document.changes(), kind, entities, |own| {
            let found = rest.strip_prefix(&**own);
            own.clear();
            found.inspect(|left| rest = left).is_some()
        });
        same && rest == own
    })
}

/// The entities that stand in the state part.
pub(super) fn kinds(document: &Snapshot) -> Kinds<'_> {
    let mut kinds = Kinds::new();
    // They come in the order of their paths, so those of one kind come together.
    let mut last: (&str, Vec<(&Path, &EntityLog)>) = ("", Vec::new());
    for (path, entity) in document.shown_entities() {
        if path.kind() != last.0 {
            let (kind, entities) = std::mem::replace(&mut last, (path.kind(), Vec::new()));
            kinds.insert((rank(kind), kind), entities);
        }
        last.1.push((path, entity));
    }
    kinds.insert((rank(last.0), last.0), last.1);
    kinds.remove(&(rank(""), ""));
    for info in KINDS.iter().filter(|k| k.kind != PROGRAMME) {
        kinds.entry((rank(info.kind), info.kind)).or_default();
    }
    kinds
}

/// The place of a kind in the file: those that this version knows in their order, then the others.
fn rank(kind: &str) -> usize {
    KINDS
        .iter()
        .position(|k| k.kind == kind)
        .unwrap_or(KINDS.len())
}

fn write_programme(out: &mut String, document: &Snapshot) {
    let fields = document.fields(PROGRAMME);
    write_fields(out, &Order::of(PROGRAMME), &fields, "");
}

/// Writes the entities of a kind. After each of them `go_on` is asked, which may empty what was written
/// so far. Returns whether all were written.
fn write_kind(
    out: &mut String,
    changes: &ChangeList,
    kind: &str,
    entities: &[(&Path, &EntityLog)],
    mut go_on: impl FnMut(&mut String) -> bool,
) -> bool {
    let order = Order::of(kind);
    let mut fields = Vec::new();
    out.push('{');
    for (i, (path, entity)) in entities.iter().enumerate() {
        out.push_str(if i > 0 { ",\n  " } else { "\n  " });
        key(out, path.id());
        entity.state_into(changes, &mut fields);
        write_fields(out, &order, &fields, "  ");
        if !go_on(out) {
            return false;
        }
    }
    out.push_str(if entities.is_empty() { "}" } else { "\n}" });
    true
}

/// The order of the fields of a kind in the file: those that this version knows as the model declares
/// them, then the others in byte order.
struct Order {
    /// The known fields in byte order, with their places.
    known: Vec<(&'static str, usize)>,
}

impl Order {
    fn of(kind: &str) -> Self {
        let info = KINDS.iter().find(|k| k.kind == kind);
        let fields = info.map(|k| k.fields).unwrap_or_default();
        let mut known: Vec<(&str, usize)> = fields
            .iter()
            .enumerate()
            .map(|(place, (name, ..))| (*name, place))
            .collect();
        known.sort_unstable();
        Self { known }
    }

    /// The places of fields among each other; the fields are in byte order.
    fn places(&self, fields: &[(&str, Cow<'_, Value>)]) -> SmallVec<[(usize, usize); 24]> {
        let mut known = self.known.iter().peekable();
        let mut places: SmallVec<[(usize, usize); 24]> = SmallVec::new();
        for (i, (name, _)) in fields.iter().enumerate() {
            let mut place = self.known.len();
            while let Some((candidate, at)) = known.next_if(|(candidate, _)| *candidate <= *name) {
                if candidate == name {
                    place = *at;
                }
            }
            places.push((place, i));
        }
        places.sort_unstable();
        places
    }
}

/// The fields of an entity, one a line; they come in byte order.
fn write_fields(out: &mut String, order: &Order, fields: &[(&str, Cow<'_, Value>)], indent: &str) {
    out.push('{');
    let places = order.places(fields);
    let in_order = places.iter().filter_map(|(_, i)| fields.get(*i));
    for (i, (name, value)) in in_order.enumerate() {
        out.push_str(if i > 0 { ",\n" } else { "\n" });
        out.push_str(indent);
        out.push_str("  ");
        key(out, name);
        ordered(
            out,
            value,
            &["is", "amount", "in", "from", "year", "clause"],
        );
    }
    if !fields.is_empty() {
        out.push('\n');
        out.push_str(indent);
    }
    out.push('}');
}
