//! "Go back to this version" (FILE.md §1 rule 17): an earlier state is written as changes over what is there now,
//! as one group. The history stays whole, and one undo takes it back.

use super::absorb::conflict_edits;
use super::commit::{Group, Op, Seen};
use super::document::Document;
use super::record::{Act, ChangeRef, Key};
use super::view::{EntityView, Life};
use crate::model::id::PROGRAMME;
use crate::model::{Path, Value, is_money};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// One thing to write.
enum Step {
    Op(Op),
    /// Of several values of money in conflict, one.
    Value(Path, Act, Vec<ChangeRef>),
}

impl Document {
    /// Makes the document say what `past`, a saved version of it, says. Unlike [`Document::go_back`] it goes by what
    /// the version says, as its history may hold what this one does not: it was put aside before another copy was
    /// opened, or it was put together from a damaged file. `None` where nothing differs, or nothing can be written.
    pub fn restore(&mut self, past: &Self, t: u32) -> Option<Group> {
        let steps = self.steps_to(past);
        let mut writing = self.begin(t, None)?;
        for step in steps {
            match step {
                Step::Value(on, act, over) => self.put(&mut writing, on, act, over),
                Step::Op(op) => {
                    let on = op.on().clone();
                    for (act, over) in self.acts(op) {
                        self.put(&mut writing, on.clone(), act, over);
                    }
                }
            }
        }
        self.finish(writing)
    }

    fn steps_to(&self, past: &Self) -> Vec<Step> {
        let mut steps = Vec::new();
        let programme = Path::programme();
        self.fields_to(&programme, past.log.view(PROGRAMME), &mut steps);
        for (path, then) in past.shown().filter(|(p, _)| p.as_str() != PROGRAMME) {
            let now = self.log.view(path.as_str());
            // What was deleted then and shown for a reference only is deleted again below.
            if then.life() == Life::Dead {
                continue;
            }
            match now {
                None => {
                    let to = then.state().into_iter();
                    let to = to.map(|(k, v)| (k.into(), settled(k, v.into_owned())));
                    steps.push(Step::Op(Op::New {
                        on: path.clone(),
                        to: to.collect(),
                    }));
                }
                Some(now) => {
                    if now.life() != Life::Alive {
                        steps.push(Step::Op(Op::Alive { on: path.clone() }));
                    }
                    self.fields_to(path, Some(then), &mut steps);
                }
            }
        }
        for (path, now) in self.shown().filter(|(p, _)| p.as_str() != PROGRAMME) {
            let there = past.log.view(path.as_str());
            let there = there.is_some_and(|v| v.life() != Life::Dead);
            if !there && now.life() != Life::Dead {
                steps.push(Step::Op(Op::Del { on: path.clone() }));
            }
        }
        steps
    }

    /// What makes the fields of an entity say what they said.
    fn fields_to(&self, path: &Path, then: Option<EntityView<'_>>, steps: &mut Vec<Step>) {
        let view = self.log.view(path.as_str());
        let now: BTreeMap<&str, Cow<'_, Value>> = view
            .map(|v| v.state().into_iter().collect())
            .unwrap_or_default();
        let then: BTreeMap<&str, Cow<'_, Value>> = then
            .map(|v| v.state().into_iter().collect())
            .unwrap_or_default();
        let gone = now.keys().filter(|k| !then.contains_key(*k)).copied();
        for key in then.keys().copied().chain(gone) {
            let to = then.get(key).map_or(&Value::Null, |v| v);
            if now.get(key).map_or(&Value::Null, |v| v) == to {
                continue;
            }
            if let (Some(wanted), Some(view)) = (conflict(key, to), &view) {
                for (to, over) in conflict_edits(key, &wanted, view) {
                    let f = Key::from(key);
                    steps.push(Step::Value(path.clone(), Act::Set { f, to }, over));
                }
            } else {
                steps.push(Step::Op(Op::Set {
                    on: path.clone(),
                    f: key.to_owned(),
                    to: to.clone(),
                    seen: Seen::Now,
                }));
            }
        }
    }
}

/// The values of money that was in conflict.
fn conflict(key: &str, value: &Value) -> Option<Vec<Value>> {
    let map = value.as_map().filter(|m| is_money(key) && m.len() == 1)?;
    Some(map.get("conflict")?.as_list()?.to_vec())
}

/// The value with which an entity is made anew: of several in conflict none, as nobody has chosen.
fn settled(key: &str, value: Value) -> Value {
    if conflict(key, &value).is_some() {
        Value::Null
    } else {
        value
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
}
