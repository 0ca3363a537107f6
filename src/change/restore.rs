//! "Go back to this version" (FILE.md §1 rule 17): an earlier state is written as changes over what is there now,
//! as one group. The history stays whole, and one undo takes it back.

use super::commit::{Group, Op, Write};
use super::document::Document;
use super::log::Log;
use super::record::{Act, ChangeRef, FieldKey};
use super::register::{Register, element_in, value_in};
use super::view::{EntityView, Life};
use crate::model::id::PROGRAMME;
use crate::model::{Path, Value, is_money};
use std::collections::BTreeSet;

impl Document {
    /// Makes the document say what `past` says, as one group of ordinary changes: this document as it was
    /// ([`super::Past::at`]), or a saved version, whose history may hold what this one does not, as it was put aside
    /// before another copy was opened or put together from a damaged file. What was in conflict is so again. A
    /// value that was dropped when the history was shortened (rule 18) is not known: what stands there stays.
    /// `None` where nothing differs, or nothing can be written.
    pub fn restore(&mut self, past: &Self, t: u32) -> Option<Group> {
        let mut writes = Vec::new();
        let mut ops = Vec::new();
        let logs = [past.log(), self.log()];
        let paths: BTreeSet<&Path> = logs.iter().flat_map(|l| l.entities().keys()).collect();
        for path in paths {
            let is_programme = path.as_str() == PROGRAMME;
            let [then, now] = logs.map(|log| log.view(path.as_str()));
            let [lived, lives] = [then, now]
                .map(|view| is_programme || view.is_some_and(|v| v.life() != Life::Dead));
            match (then, now) {
                _ if !lived => {
                    if lives {
                        ops.push(Op::Del { on: path.clone() });
                    }
                    continue;
                }
                (Some(then), None) if !is_programme => {
                    ops.push(made_anew(path, then));
                    continue;
                }
                (_, Some(now)) if !is_programme && now.life() != Life::Alive => {
                    ops.push(Op::Alive { on: path.clone() });
                }
                _ => {}
            }
            let entities = logs.map(|log| log.entity(path.as_str()));
            let keys = entities.iter().flatten();
            let keys: BTreeSet<&FieldKey> = keys.flat_map(|e| e.fields.keys()).collect();
            for key in keys {
                let [then, now] = entities.map(|e| e?.register(Some(key)));
                self.say_again((past, then), now, (path, key), &mut writes);
            }
        }
        self.commit_after(writes, ops, t)
    }

    /// The changes that make a register say what it said.
    fn say_again(
        &self,
        (past, then): (&Self, Option<&Register>),
        now: Option<&Register>,
        (on, key): (&Path, &FieldKey),
        out: &mut Vec<Write>,
    ) {
        let wanted = said(past.log(), then, key);
        let (Some(wanted), present) = (wanted, said(self.log(), now, key)) else {
            return;
        };
        if present.as_ref() == Some(&wanted) {
            return;
        }
        let heads = now.map(|r| &r.heads[..]).unwrap_or_default();
        let over = heads.iter().map(|ix| self.log().reference(*ix));
        let over: Vec<ChangeRef> = over.collect();
        for to in wanted {
            let (f, e) = key.clone();
            let act = match e {
                Some(e) => Act::Element {
                    f,
                    e,
                    to: to.as_bool().unwrap_or(false),
                },
                None => Act::Set { f, to },
            };
            out.push(Write {
                on: on.clone(),
                act,
                over: over.clone(),
            });
        }
    }
}

/// What the heads of a register say, each value once; of none, that it is unset. `None` where a value was dropped.
fn said(log: &Log, register: Option<&Register>, key: &FieldKey) -> Option<Vec<Value>> {
    let heads = register.map(|r| &r.heads[..]).unwrap_or_default();
    let heads: Vec<_> = heads.iter().filter_map(|ix| log.get(*ix)).collect();
    if heads.iter().any(|change| change.is_thin()) {
        return None;
    }
    let value = |change: &_| match &key.1 {
        Some(e) => Value::Bool(element_in(change, &key.0, e)),
        None => value_in(change, &key.0).clone(),
    };
    let mut values: Vec<Value> = heads.into_iter().map(|change| value(change)).collect();
    if values.is_empty() {
        let out = key.1.is_some();
        values.push(if out { Value::Bool(false) } else { Value::Null });
    }
    values.sort_by_cached_key(Value::canonical);
    values.dedup();
    Some(values)
}

/// Makes an entity that this history does not know. Money in conflict has no value then, as nobody has chosen.
fn made_anew(path: &Path, then: EntityView<'_>) -> Op {
    let fields = then.state().into_iter();
    let fields = fields.filter(|(key, value)| {
        let map = value.as_map().filter(|m| is_money(key) && m.len() == 1);
        map.is_none_or(|m| !m.contains_key("conflict"))
    });
    Op::New {
        on: path.clone(),
        to: fields.map(|(k, v)| (k.into(), v.into_owned())).collect(),
    }
}

#[cfg(test)]
mod tests {
    use crate::change::{Author, Document, Op, Session, UndoStack};
    use crate::codec::{self, embedded};
    use crate::model::{Path, Value};

    fn document() -> Document {
        let mut d = embedded::sample_document("d");
        d.begin_session("s1", Session::default());
        d
    }

    /// The state part of the file: all that the document says.
    fn state(d: &Document) -> String {
        let text = codec::write(&d.snapshot());
        let end = text.find("\"genesis\"").unwrap();
        text[..end].to_owned()
    }

    #[test]
    fn everything_goes_back_as_one_step_and_one_undo_takes_it_back() {
        let mut d = document();
        let past = d.clone();
        let ids: Vec<String> = past
            .programme()
            .activities
            .keys()
            .map(ToString::to_string)
            .collect();
        let path = |n: usize| Path::new("activities", &ids[n]);
        let with = |title: &str| [("title".into(), Value::text(title))].into_iter().collect();
        let house = past.programme().houses.keys().next().unwrap().to_string();
        let ops = vec![
            Op::set(&Path::programme(), "title", "Khác"),
            Op::set(&path(0), "title", "Khác"),
            Op::set(&path(0), "due", Value::Null),
            Op::set(&path(1), "coordinating", Value::Null),
            Op::Put {
                on: path(2),
                f: "coordinating".into(),
                e: "u.them".into(),
                to: true,
            },
            Op::Del { on: path(3) },
            Op::Del {
                on: Path::new("houses", &house),
            },
            Op::New {
                on: Path::new("activities", "moi"),
                to: with("Mới"),
            },
        ];
        d.commit(ops, 1).unwrap();
        let changed = state(&d);
        assert_ne!(changed, state(&past));
        let before = d.log().changes().len();
        let group = d.restore(&past, 2).unwrap();
        assert_eq!(state(&d), state(&past));
        assert_eq!(
            d.log().changes().len(),
            before + group.changes.len(),
            "nothing is taken away"
        );
        assert_eq!(d.restore(&past, 3), None, "it is there already");
        let mut stack = UndoStack::of(&d, &Author::default());
        stack.undo(&mut d, 4).unwrap().unwrap();
        assert_eq!(state(&d), changed);
    }

    #[test]
    fn an_entity_that_this_history_does_not_know_is_made_and_money_in_conflict_comes_back() {
        let base = document();
        let line = base
            .programme()
            .budget_lines
            .keys()
            .next()
            .unwrap()
            .to_string();
        let line = Path::new("budget_lines", &line);
        let (mut one, mut two) = (base.clone(), base.clone());
        one.begin_session("one", Session::default());
        two.begin_session("two", Session::default());
        one.commit(vec![Op::set(&line, "committed", 1_000_000)], 1);
        two.commit(vec![Op::set(&line, "committed", 2_000_000)], 1);
        one.unite_with(&two.snapshot());
        let past = one.clone();
        assert!(state(&past).contains("\"conflict\": [1000000, 2000000]"));
        one.begin_session("later", Session::default());
        one.commit(vec![Op::set(&line, "committed", 2_000_000)], 1);
        one.restore(&past, 2).unwrap();
        assert_eq!(state(&one), state(&past));

        // Another copy, from before `one` made anything: entities are made anew.
        let mut other = embedded::new_document("d");
        other.begin_session("s9", Session::default());
        other.restore(&base, 1).unwrap();
        assert_eq!(other.programme().activities, base.programme().activities);
    }

    #[test]
    fn a_value_that_shortening_dropped_is_not_taken_for_none() {
        let mut d = document();
        let id = d.programme().activities.keys().next().unwrap().to_string();
        let on = Path::new("activities", &id);
        for title in ["Một", "Hai"] {
            d.commit(vec![Op::set(&on, "title", title)], 1).unwrap();
        }
        let known = d.knows();
        d.commit(vec![Op::set(&on, "title", "Ba")], 1).unwrap();
        let mut whole = d.clone();
        whole.restore(&whole.at(&known), 2).unwrap();
        let title = |d: &Document| {
            d.programme().activities[&crate::model::Id::from(&*id)]
                .title
                .clone()
        };
        assert_eq!(title(&whole), "Hai");
        let mut short = d.compacted();
        short.begin_session("s2", Session::default());
        assert_eq!(short.restore(&short.at(&known), 2), None);
        assert_eq!(title(&short), "Ba");
    }
}
