//! Three machines that edit one document and mail it to each other, in every way that goes wrong: twice, in
//! any order, old copies, restored backups, cloned machines, hand edits, shortened histories, forged
//! copies. A history is made from a seed, so that one that fails can be run again alone.

use super::*;
use dong_hanh::change::{Cut, CutKind, Document, Knows, Op};
use dong_hanh::merge::{Choice, Decision, Preview, Receipt, What, open_conflicts};
use dong_hanh::model::field::FieldSource;
use std::collections::{BTreeMap, BTreeSet};

mod rules;

const NAMES: [&str; 3] = ["a", "b", "c"];
const PATHS: [&str; 8] = [
    "programme",
    "units/u.a",
    "units/u.b",
    "activities/a1",
    "activities/a2",
    "houses/n1",
    "payments/p1",
    "vehicles/v1",
];

/// A small generator of numbers (SplitMix64): the same on every machine.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())]
    }
}

/// What a history may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Everybody is honest and no machine is cloned.
    Honest,
    /// Machines are cloned, and go on in one session.
    Cloned,
    /// Copies are forged on the way.
    Hostile,
}

/// What happened, to be counted.
#[derive(Clone, Debug, Default)]
pub struct Counts(pub BTreeMap<&'static str, usize>);

impl Counts {
    fn add(&mut self, what: &'static str) {
        *self.0.entry(what).or_default() += 1;
    }

    pub fn join(&mut self, other: &Self) {
        for (what, count) in &other.0 {
            *self.0.entry(what).or_default() += count;
        }
    }
}

type State = Vec<(String, Vec<(String, String)>)>;

/// A write with what its author knew then.
struct Written {
    id: String,
    knew: Knows,
}

pub struct World {
    kind: Kind,
    dice: Dice,
    machines: [Document; 3],
    sessions: usize,
    /// Copies that were mailed, and states that were given up for a backup.
    copies: Vec<String>,
    written: Vec<Written>,
    /// What a machine said at its named moments.
    moments: Vec<(Cut, State)>,
    pub counts: Counts,
}

impl World {
    pub fn new(seed: u64, kind: Kind) -> Self {
        let start = open_clean(SMALL);
        let mut world = Self {
            kind,
            dice: Dice::new(seed),
            machines: [start.clone(), start.clone(), start],
            sessions: 0,
            copies: vec![SMALL.to_owned()],
            written: Vec::new(),
            moments: Vec::new(),
            counts: Counts::default(),
        };
        for who in 0..3 {
            world.begin(who);
        }
        world
    }

    fn begin(&mut self, who: usize) {
        self.sessions += 1;
        begin(&mut self.machines[who], NAMES[who], self.sessions);
    }

    /// Makes a history of so many steps and proves what must hold at its end.
    pub fn run(&mut self, steps: usize) {
        for _ in 0..steps {
            let who = self.dice.roll(3);
            self.step(who);
            self.check(who);
        }
        self.finish();
    }

    fn step(&mut self, who: usize) {
        match self.dice.roll(32) {
            0..=11 => self.commit(who),
            12 => self.undo(who, true),
            13 => self.undo(who, false),
            14 => self.reopen(who),
            15..=18 => self.mail(who),
            19 | 20 => self.receive(who, false),
            21 | 22 => self.receive(who, true),
            23 => self.old_copy(who),
            24 => self.restore(who),
            25 | 26 => self.hand(who),
            27 => self.compact(who),
            28 => self.cut(who),
            29 => self.go_back(who),
            _ => match self.kind {
                Kind::Honest => self.commit(who),
                Kind::Cloned => self.clone_machine(who),
                Kind::Hostile => self.forge(who),
            },
        }
    }

    fn ops(&mut self, who: usize) -> Vec<Op> {
        let count = 1 + self.dice.roll(3);
        (0..count).map(|_| self.op(who)).collect()
    }

    /// A plain field that is in conflict.
    fn contested(&mut self, who: usize) -> Option<(Path, String)> {
        let mut open = open_conflicts(&self.machines[who]);
        open.retain(|(on, f)| {
            on.as_str().contains('/') && ["title", "name", "support"].contains(&&**f)
        });
        (!open.is_empty()).then(|| open.swap_remove(self.dice.roll(open.len())))
    }

    fn op(&mut self, who: usize) -> Op {
        if self.dice.roll(4) == 0
            && let Some((on, f)) = self.contested(who)
        {
            self.counts.add("conflicts settled");
            return Op::set(
                &on,
                &f,
                Value::text(format!("dàn xếp {}", self.dice.roll(4))),
            );
        }
        let on = Path::from(self.dice.pick(&PATHS));
        let v = self.dice.roll(4);
        let (reference, path) = [
            ("a1", "activities/a1"),
            ("a2", "activities/a2"),
            ("p1", "payments/p1"),
            ("v1", "vehicles/v1"),
        ][v];
        let known = self.machines[who].log().entity(path).is_some();
        let reference = if known { reference } else { "x" };
        let text = |prefix: &str| Value::text(format!("{prefix}{v}"));
        match self.dice.roll(12) {
            0 | 1 => Op::New {
                on,
                to: [
                    ("title".into(), text("mới ")),
                    (
                        "tags".into(),
                        Value::List(vec!["x".into(), reference.into()]),
                    ),
                    ("support".into(), Value::Int(v as i64)),
                ]
                .into(),
            },
            2 => Op::Del { on },
            3 => Op::Alive { on },
            4 | 5 => Op::Put {
                on,
                f: "tags".into(),
                e: self.dice.pick(&["x", "y", reference]).into(),
                to: self.dice.roll(2) == 0,
            },
            _ => {
                let money =
                    || Value::map([("amount", Value::Int(v as i64)), ("year", Value::Int(2024))]);
                let (f, to) = match self.dice.roll(7) {
                    0 => ("title", text("tên ")),
                    1 => ("support", Value::Int(v as i64)),
                    2 => ("lead", reference.into()),
                    3 => ("money", money()),
                    4 => ("name", text("gọi ")),
                    5 => ("tags", Value::List(vec![reference.into()])),
                    _ => ("title", Value::Null),
                };
                Op::set(&on, f, to)
            }
        }
    }

    fn note(&mut self, who: usize, knew: Knows, group: &Group) {
        let ids = self.machines[who].records(group);
        self.written.extend(ids.iter().map(|c| Written {
            id: c.id.to_string(),
            knew: knew.clone(),
        }));
    }

    fn commit(&mut self, who: usize) {
        let ops = self.ops(who);
        let knew = self.machines[who].knows();
        let before = self.machines[who].clone();
        let lives = ops
            .iter()
            .all(|op| matches!(op, Op::Del { .. } | Op::Alive { .. }));
        if let Some(group) = self.machines[who].commit(ops, 1) {
            rules::assert_written(&before, &self.machines[who].records(&group), lives);
            self.note(who, knew, &group);
            self.counts.add("edits");
            if self.dice.roll(5) == 0 {
                self.undo(who, true);
            }
        }
    }

    fn undo(&mut self, who: usize, back: bool) {
        let d = &mut self.machines[who];
        let (before, knew, then) = (text(d), d.knows(), d.clone());
        let mut own = stack(d, NAMES[who]);
        let step = if back {
            own.next_undo()
        } else {
            own.next_redo()
        };
        let bearer = step.map(|s| s.bearer.clone());
        let done = if back { own.undo(d, 1) } else { own.redo(d, 1) };
        match done {
            Some(Ok(group)) => {
                if self.kind == Kind::Honest {
                    rules::assert_taken_back(&then, d, &bearer.unwrap());
                }
                self.note(who, knew, &group);
                self.counts.add("undos and redos");
            }
            // What is refused leaves no trace.
            Some(Err(_)) | None => assert_eq!(text(d), before),
        }
    }

    fn reopen(&mut self, who: usize) {
        let last = self.machines[who].session_id().unwrap().to_owned();
        if self.dice.roll(3) == 0 {
            // Chance gives the same session once more: it goes on behind what it wrote.
            self.machines[who] = open_clean(&text(&self.machines[who]));
            let number = last.get(2..).and_then(|n| n.parse().ok()).unwrap();
            begin(&mut self.machines[who], NAMES[who], number);
            assert_eq!(self.machines[who].session_id(), Some(&*last));
            self.counts.add("sessions drawn twice");
            return;
        }
        self.machines[who] = open_clean(&text(&self.machines[who]));
        self.begin(who);
        self.counts.add("restarts");
    }

    /// Another machine takes in this one's copy, or the same copy twice.
    fn mail(&mut self, who: usize) {
        let to = self.dice.roll(3);
        let copy = text(&self.machines[who]);
        for _ in 0..=self.dice.roll(2) {
            self.machines[to].unite_with(&open_clean(&copy).snapshot());
        }
        self.copies.push(copy);
        self.begin(to);
        self.counts.add("mails");
    }

    /// A copy is received through the preview, with decisions or without; sometimes it is taken back.
    fn receive(&mut self, who: usize, decide: bool) {
        let from = self.dice.roll(3);
        let theirs = open_clean(&text(&self.machines[from]));
        let before = text(&self.machines[who]);
        let shown_before = state(&self.machines[who].snapshot());
        let knew = self.machines[who].knows();
        let preview = Preview::of(&self.machines[who], &theirs);
        assert_eq!(
            text(&self.machines[who]),
            before,
            "a preview touches nothing"
        );
        let decisions = if decide {
            self.decisions(&preview)
        } else {
            Vec::new()
        };
        self.sessions += 1;
        let receipt = Receipt {
            session_id: format!("s{}{:03}", NAMES[who], self.sessions),
            session: Session {
                by: author(NAMES[who]),
                at: format!("2024-06-01T08:00:{:02}+07:00", self.sessions % 60),
                ..Default::default()
            },
            from: Some(NAMES[from].to_owned()),
        };
        let d = &mut self.machines[who];
        let applied = preview.apply(d, &decisions, &receipt).unwrap();
        assert_eq!(d.session_id(), Some(&*receipt.session_id), "a new session");
        if decisions.is_empty() {
            assert_told(&preview, &shown_before, &state(&d.snapshot()));
        }
        let settled = preview.conflicts.iter().filter(|i| decide && !i.in_deleted);
        for item in settled.filter(|i| !i.mine.is_open() && !i.theirs.is_open()) {
            if let What::Field(f) = &item.what {
                let view = d.log().view(item.on.as_str()).unwrap();
                let values = FieldSource::values(&view, f);
                assert!(
                    values.len() <= 1,
                    "{} {f} is still open: {values:?}",
                    item.on
                );
            }
        }
        if let Some(group) = &applied.group {
            let mut knew = knew.clone();
            knew.unite(&theirs.knows());
            self.note(who, knew, &group.clone());
        }
        self.counts.add("receipts through the preview");
        assert!(applied.can_take_back(&self.machines[who]));
        if self.dice.roll(4) == 0 {
            // Taken back by going to the revision before: what was decided goes with it.
            let kept = self.written.len() - applied.group.map_or(0, |g| g.changes.len());
            self.written.truncate(kept);
            self.machines[who] = open_clean(&before);
            self.begin(who);
            self.counts.add("receipts taken back");
        } else {
            let mut later = self.machines[who].clone();
            if later
                .commit(vec![Op::set(&"programme".into(), "basis", "sau")], 1)
                .is_some()
            {
                assert!(
                    !applied.can_take_back(&later),
                    "something was written since"
                );
            }
        }
    }

    fn decisions(&mut self, preview: &Preview) -> Vec<Decision> {
        let mut decisions = Vec::new();
        for item in &preview.conflicts {
            let choice = match self.dice.roll(3) {
                0 => Choice::Mine,
                1 if item.may_be_both => Choice::Both,
                _ => Choice::Theirs,
            };
            decisions.push(Decision {
                on: item.on.clone(),
                what: item.what.clone(),
                choice,
            });
        }
        for item in &preview.incoming {
            if self.dice.roll(3) == 0 {
                decisions.push(Decision {
                    on: item.on.clone(),
                    what: item.what.clone(),
                    choice: Choice::Mine,
                });
            }
        }
        for kept in &preview.kept {
            if self.dice.roll(2) == 0 {
                decisions.push(Decision {
                    on: kept.on.clone(),
                    what: What::Existence,
                    choice: if self.dice.roll(2) == 0 {
                        Choice::Mine
                    } else {
                        Choice::Theirs
                    },
                });
            }
        }
        decisions
    }

    /// A copy that was mailed long ago comes in, once more or late.
    fn old_copy(&mut self, who: usize) {
        let copy = self.copies[self.dice.roll(self.copies.len())].clone();
        self.machines[who].unite_with(&open_clean(&copy).snapshot());
        self.begin(who);
        self.counts.add("old copies");
    }

    /// A machine goes back to a backup. What it gives up is still somewhere, and comes in at the end.
    fn restore(&mut self, who: usize) {
        let backup = self.copies[self.dice.roll(self.copies.len())].clone();
        self.copies.push(text(&self.machines[who]));
        self.machines[who] = open_clean(&backup);
        self.begin(who);
        self.counts.add("backups restored");
    }

    fn hand(&mut self, who: usize) {
        let contested = self.contested(who).filter(|_| self.dice.roll(2) == 0);
        let before = &self.machines[who];
        let (by_hand, typed_in) = by_hand(&text(before), &mut self.dice, contested);
        let shown: BTreeSet<String> = before
            .log()
            .entities()
            .keys()
            .filter_map(|p| before.log().view(p.as_str()))
            .flat_map(|v| {
                let keys: Vec<_> = v.state().into_iter().map(|(k, _)| k.to_owned()).collect();
                let mut heads: Vec<_> = v.all_shown_heads();
                heads.extend(keys.iter().flat_map(|k| v.shown_heads(k, None)));
                heads
            })
            .map(|r| r.to_string())
            .collect();
        let (one, two) = (open(&by_hand), open(&by_hand));
        assert_eq!(
            text(&one.document),
            text(&two.document),
            "every machine finds the same"
        );
        let knew = before.knows();
        if let Some((on, f, value)) = typed_in {
            // Beside what else is in conflict, which it is not over.
            let view = one.document.log().view(&on).unwrap();
            let values = FieldSource::values(&view, &f);
            let there = values.iter().any(|v| v.canonical() == value);
            assert!(there, "what a hand wrote is lost: {value} in {values:?}");
        }
        rules::assert_over_shown(before, &one.hand_edits);
        for change in &one.hand_edits {
            let is_field = change.field().is_some();
            for over in change.over.iter().filter(|_| is_field) {
                let is_genesis = over.starts_with('g');
                assert!(
                    is_genesis || shown.contains(&**over),
                    "a hand is over what it saw only"
                );
            }
        }
        self.written.extend(one.hand_edits.iter().map(|c| Written {
            id: c.id.to_string(),
            knew: knew.clone(),
        }));
        self.machines[who] = one.document;
        self.begin(who);
        self.counts.add("hand edits");
    }

    /// The history is shortened: nothing that is said now or was said at a named moment changes, and a
    /// whole copy brings everything back.
    fn compact(&mut self, who: usize) {
        let d = &self.machines[who];
        let before = state(&d.snapshot());
        let dropped = d.would_drop();
        let mut short = d.compacted();
        assert_eq!(state(&short.snapshot()), before);
        for cut in d.cuts() {
            let then = |d: &Document| state(&d.at(&cut.knows).snapshot());
            assert_eq!(then(&short), then(d), "at the moment {}", cut.id);
        }
        let thin = |d: &Document| d.log().changes().iter().filter(|c| c.is_thin()).count();
        assert_eq!(thin(&short), thin(d) + dropped.records);
        assert_eq!(text(&united(&short, d)), text(&united(d, &short)));
        let same = |d: &Document| {
            let d = united(d, d);
            state(&d.snapshot())
        };
        assert_eq!(same(&united(&short, d)), before);
        assert_eq!(thin(&united(&short, d)), thin(d), "full beats thin");
        short = open_clean(&text(&short));
        // What is not kept anywhere else stays in the attic.
        self.copies.push(text(d));
        self.machines[who] = short;
        self.begin(who);
        self.counts.add("histories shortened");
    }

    fn cut(&mut self, who: usize) {
        let d = &mut self.machines[who];
        let kind = [CutKind::Sent, CutKind::Baseline][self.dice.roll(2)];
        let cut = Cut {
            id: format!("cut{}", self.moments.len()).as_str().into(),
            kind,
            at: "2024-05-05T08:00:00+07:00".into(),
            of: None,
            to: Some("b".into()),
            knows: d.knows(),
            digest: String::new(),
            extra: Map::new(),
        };
        d.keep_cuts([cut.value()]);
        self.moments.push((cut, state(&d.snapshot())));
        self.counts.add("named moments");
    }

    /// Goes back to a version, written as changes.
    fn go_back(&mut self, who: usize) {
        let d = &mut self.machines[who];
        let Some(cut) = d.cuts().into_iter().next() else {
            return;
        };
        let knew = d.knows();
        let then = d.at(&cut.knows);
        if let Some(group) = d.restore(&then, 1) {
            self.note(who, knew, &group);
            self.counts.add("returns to a version");
        }
    }

    /// A machine is cloned while a session is open, and both go on in it.
    fn clone_machine(&mut self, who: usize) {
        let mut ghost = self.machines[who].clone();
        let knew = ghost.knows();
        let ops = self.ops(who);
        if let Some(group) = ghost.commit(ops, 1) {
            self.written
                .extend(ghost.records(&group).iter().map(|c| Written {
                    id: c.id.to_string(),
                    knew: knew.clone(),
                }));
        }
        self.copies.push(text(&ghost));
        self.commit(who);
        self.counts.add("machines cloned");
    }

    /// A copy is forged: other contents of known ids, lists of what nobody saw, rings.
    fn forge(&mut self, who: usize) {
        let from = self.dice.roll(3);
        let mut forged: serde_json::Value =
            serde_json::from_str(&text(&self.machines[from])).unwrap();
        let ids: Vec<String> = (0..3)
            .flat_map(|m| self.machines[m].log().changes().iter())
            .filter(|c| !c.show.genesis)
            .map(|c| c.id.to_string())
            .collect();
        if ids.is_empty() {
            return;
        }
        let dice = &mut self.dice;
        let changes = forged["changes"].as_array_mut().unwrap();
        for n in 0..=dice.roll(3) {
            let id = match dice.roll(3) {
                // Another content of a known id.
                0 => ids[dice.roll(ids.len())].clone(),
                _ => format!("evil{}:{}", self.sessions, n + 1),
            };
            let over: Vec<&String> = (0..dice.roll(4))
                .map(|_| &ids[dice.roll(ids.len())])
                .collect();
            let on = PATHS[dice.roll(PATHS.len())];
            let f = ["title", "support", "lead", "name"][dice.roll(4)];
            let to = dice.roll(3);
            let record = serde_json::json!({"id": id, "on": on, "f": f, "to": to, "over": over});
            if !changes
                .iter()
                .any(|c| c["id"] == record["id"] && *c == record)
            {
                changes.push(record);
            }
        }
        // A ring of two that are over each other.
        if dice.roll(2) == 0 {
            let (a, b) = (
                format!("ring{}:1", self.sessions),
                format!("ring{}:2", self.sessions),
            );
            for (id, over, to) in [(&a, &b, "vòng 1"), (&b, &a, "vòng 2")] {
                let over = [over, &ids[dice.roll(ids.len())]];
                changes.push(serde_json::json!(
                    {"id": id, "on": "units/u.a", "f": "name", "to": to, "over": over}
                ));
            }
        }
        let forged = serde_json::to_string(&forged).unwrap();
        // Its state part does not say what its history says: it is read like any other file.
        let forged = open(&forged).document;
        let before = state(&self.machines[who].snapshot());
        let preview = Preview::of(&self.machines[who], &forged);
        self.machines[who].unite_with(&forged.snapshot());
        assert_told(&preview, &before, &state(&self.machines[who].snapshot()));
        self.copies.push(text(&forged));
        self.begin(who);
        self.counts.add("forged copies");
    }

    /// What stands in the file is what the rules give, and the typed view agrees with it.
    fn check(&self, who: usize) {
        let d = &self.machines[who];
        let text = text(d);
        assert_eq!(codec::verify(&text, &d.snapshot()), Ok(()));
        assert_eq!(oracle::written(&text), oracle::state(&text), "{text}");
        let again = open_clean(&text);
        assert_eq!(support_text(&again), text, "byte-stable");
        assert_eq!(typed(&again), typed(d));
        if self.kind == Kind::Honest {
            assert_eq!(again.log().problems(), []);
        }
    }

    fn finish(&mut self) {
        let [a, b, c] = &self.machines;
        let all = text(&united(&united(a, b), c));
        assert_eq!(text(&united(&united(c, b), a)), all);
        assert_eq!(text(&united(a, &united(b, c))), all);
        assert_eq!(text(&united(b, &united(c, a))), all);
        let whole = open_clean(&all);
        assert_eq!(text(&united(&whole, &whole)), all);
        assert_eq!(text(&united(&whole, a)), all);
        assert_eq!(oracle::written(&all), oracle::state(&all));
        // Everything that ever left a machine, in two orders.
        let copies: Vec<Document> = self.copies.iter().map(|c| open_clean(c)).collect();
        let mut everything = whole.clone();
        copies.iter().for_each(|c| {
            everything.unite_with(&c.snapshot());
        });
        let mut backwards = copies[0].clone();
        copies.iter().rev().chain([&whole]).for_each(|c| {
            backwards.unite_with(&c.snapshot());
        });
        assert_eq!(text(&backwards), text(&everything));
        assert_eq!(
            oracle::written(&text(&everything)),
            oracle::state(&text(&everything))
        );
        self.nothing_is_lost(&everything);
        if self.kind == Kind::Honest {
            for (cut, said) in &self.moments {
                assert_eq!(
                    &state(&everything.at(&cut.knows).snapshot()),
                    said,
                    "{}",
                    cut.id
                );
            }
        }
    }

    /// Every write is present; and where it is no head, something stands on it whose author knew it.
    fn nothing_is_lost(&self, everything: &Document) {
        let log = everything.log();
        let knew: BTreeMap<&str, &Knows> = self
            .written
            .iter()
            .map(|w| (w.id.as_str(), &w.knew))
            .collect();
        let there: BTreeSet<&str> = log.changes().iter().map(|c| &*c.id).collect();
        for written in &self.written {
            assert!(
                there.contains(written.id.as_str()),
                "{} is lost",
                written.id
            );
        }
        if self.kind != Kind::Honest {
            return;
        }
        for (path, entity) in log.entities().iter() {
            let registers = entity.fields.iter().map(|(k, r)| (Some(k), r));
            for (key, register) in registers.chain([(None, &entity.existence)]) {
                for ix in register
                    .all
                    .iter()
                    .filter(|ix| !register.heads.contains(ix))
                {
                    let change = log.get(*ix).unwrap();
                    let mut others = register.all.iter().filter_map(|o| log.get(*o));
                    let seen = others.any(|o| {
                        o.over.iter().any(|r| log.find(r) == Some(*ix))
                            && knew
                                .get(&*o.id)
                                .is_none_or(|k| k.holds(change) || same_group(o, change))
                    });
                    assert!(seen, "{} of {path} {key:?} is hidden unseen", change.id);
                }
            }
        }
    }
}

fn same_group(a: &Change, b: &Change) -> bool {
    a.group_id() == b.group_id()
}

fn support_text(d: &Document) -> String {
    text(d)
}

/// Every value that is shown otherwise than before is told by the preview (rule 19).
fn assert_told(preview: &Preview, before: &State, after: &State) {
    let told: BTreeSet<(&str, Option<&str>)> = preview
        .incoming
        .iter()
        .chain(&preview.conflicts)
        .map(|i| (i.on.as_str(), i.what.field()))
        .chain(preview.kept.iter().map(|k| (k.on.as_str(), None)))
        .collect();
    let index = |s: &State| -> BTreeMap<(String, String), String> {
        let fields = s.iter().flat_map(|(on, fields)| {
            fields
                .iter()
                .map(move |(f, v)| ((on.clone(), f.clone()), v.clone()))
        });
        fields.collect()
    };
    let (old, new) = (index(before), index(after));
    for ((on, f), value) in &old {
        if new.get(&(on.clone(), f.clone())) != Some(value) {
            let is_told = told.contains(&(on, Some(f))) || told.contains(&(on, None));
            // What was deleted before and is shown for a reference goes with the reference.
            let gone = !after.iter().any(|(o, _)| o == on);
            assert!(is_told || gone, "{on}.{f} was {value} and is not told");
        }
    }
}

/// Changes a text as a hand would: a field's value, a key, an element, an entity.
/// With it, the field that a value was typed into.
fn by_hand(
    text: &str,
    dice: &mut Dice,
    contested: Option<(Path, String)>,
) -> (String, Option<(String, String, String)>) {
    let mut v: serde_json::Value = serde_json::from_str(text).unwrap();
    if let Some((on, f)) = contested {
        let (kind, id) = on.as_str().split_once('/').unwrap();
        let value = serde_json::json!(format!("tay {}", dice.roll(9)));
        v[kind][id][&f] = value.clone();
        let typed_in = Some((on.to_string(), f, value.to_string()));
        return (serde_json::to_string_pretty(&v).unwrap(), typed_in);
    }
    let kind = dice.pick(&["units", "activities", "houses", "payments", "vehicles"]);
    if !v[kind].is_object() {
        v[kind] = serde_json::json!({});
    }
    let entities = v[kind].as_object_mut().unwrap();
    let count = entities.len().max(1);
    let id = entities.keys().nth(dice.roll(count)).cloned();
    let mut typed_in = None;
    match (dice.roll(7), id) {
        (0, _) | (_, None) => {
            let fields = serde_json::json!({"title": "bằng tay", "tags": ["x", "y"]});
            entities.insert(format!("tay{}", dice.roll(9)), fields);
        }
        (1, Some(id)) => {
            entities.remove(&id);
        }
        (2, Some(id)) => {
            entities[&id].as_object_mut().unwrap().remove("title");
        }
        (3, Some(id)) => entities[&id]["tags"] = serde_json::json!(["tay", "x"]),
        (4, Some(id)) => {
            entities[&id].as_object_mut().unwrap().remove("tags");
        }
        (n, Some(id)) => {
            let (f, value) = match n {
                5 => ("support", serde_json::json!(dice.roll(9))),
                _ => ("title", serde_json::json!(format!("tay {}", dice.roll(9)))),
            };
            typed_in = Some((format!("{kind}/{id}"), f.to_owned(), value.to_string()));
            entities[&id][f] = value;
        }
    }
    (serde_json::to_string_pretty(&v).unwrap(), typed_in)
}
