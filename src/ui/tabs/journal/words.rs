//! A change as it reads: what it is about, and what of it became what.

use super::reading::Key;
use crate::change::log::Ix;
use crate::change::{ChangeId, Origin, What};
use crate::insight::journal::{Deed, Entry, Line, line};
use crate::insight::versions::REFERRED;
use crate::model::field::FieldSource as _;
use crate::model::{Activity, House, Id, Map, Path, Value};
use crate::text::difference::{Fate, words};
use crate::text::strings::fields::Fields;
use crate::text::strings::findings::Findings;
use crate::text::strings::journal::Journal as Texts;
use crate::text::visible::visible;
use crate::ui::dialogs::problems;
use crate::ui::view::{Selection, View};
use std::collections::HashMap;
use std::rc::Rc;

/// How many rows are remembered; more than a screen shows by far.
const MOST: usize = 1_000;

/// A change, ready to be drawn.
#[derive(Debug)]
pub(super) struct Told {
    /// The change as the history tells it.
    pub line: Line,
    /// The clause in short: "Đ5.1".
    pub anchor: String,
    /// What it is about.
    pub name: String,
    /// The field, with what of it where it is a set: "Phối hợp: thêm Phòng Dân tộc".
    pub label: String,
    /// What stood there.
    pub old: String,
    /// What stands there since.
    pub new: String,
    /// When, to the minute.
    pub time: String,
    /// Who.
    pub by: String,
    /// Their party.
    pub party: String,
    /// Its step takes another back.
    pub is_undo: bool,
    /// Its step was taken back.
    pub is_undone: bool,
}

impl Told {
    /// The change in one sentence, for copying and for screen readers.
    pub(super) fn sentence(&self, texts: Texts) -> String {
        let mut what = self.about(texts);
        if self.is_undo {
            what = format!("{what} ({})", texts.undo_mark());
        }
        if self.is_undone {
            what = format!("{what} ({})", texts.undone_mark());
        }
        let anchor = match self.anchor.as_str() {
            "" => String::new(),
            anchor => format!("{anchor} "),
        };
        texts.row(
            &self.time,
            &self.by,
            &format!("{anchor}{}, {what}", self.name),
        )
    }

    fn about(&self, texts: Texts) -> String {
        match (&self.line.what, self.line.deed) {
            (What::Existence, deed) => texts.deed(deed).to_owned(),
            (What::Element(..), _) => self.label.clone(),
            (What::Field(_), _) => format!("{}: {} → {}", self.label, self.old, self.new),
        }
    }
}

/// Rows as they read, kept while nothing that they follow from changes.
#[derive(Debug, Default)]
pub(super) struct Memory {
    key: Key,
    told: HashMap<Ix, Rc<Told>>,
}

impl Memory {
    /// Forgets what was told of another document, in another language, or with names hidden otherwise.
    pub(super) fn keep_for(&mut self, key: &Key) {
        if self.key != *key || self.told.len() > MOST {
            self.key = key.clone();
            self.told.clear();
        }
    }

    /// How many are remembered, for tests.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.told.len()
    }

    /// A change as it reads.
    pub(super) fn told(
        &mut self,
        view: &View<'_>,
        entry: &Entry,
        ix: Ix,
        is_undone: impl Fn(&ChangeId) -> bool,
    ) -> Option<Rc<Told>> {
        if let Some(told) = self.told.get(&ix) {
            return Some(told.clone());
        }
        let told = Rc::new(tell(view, entry, ix, is_undone)?);
        self.told.insert(ix, told.clone());
        Some(told)
    }
}

fn tell(
    view: &View<'_>,
    entry: &Entry,
    ix: Ix,
    is_undone: impl Fn(&ChangeId) -> bool,
) -> Option<Told> {
    let change = view.document.log().get(ix)?;
    let line = line(view.document, change);
    let t = Texts(view.lang);
    let (label, old, new) = became(view, &line);
    Some(Told {
        anchor: anchor(view, &line),
        name: subject(view, &line.on),
        label,
        old,
        new,
        time: entry
            .at
            .map(|at| at.format("%H:%M").to_string())
            .unwrap_or_default(),
        by: t.author(entry.origin, &entry.by.name),
        party: if entry.origin == Origin::Session {
            entry.by.party.clone()
        } else {
            String::new()
        },
        is_undo: change.show.undoes.is_some(),
        is_undone: is_undone(&change.group_id()),
        line,
    })
}

fn anchor(view: &View<'_>, line: &Line) -> String {
    let clause = line.clause.as_ref();
    clause.map_or_else(String::new, |id| view.short_anchor(id.as_str()))
}

/// The field of a change, what stood there and what stands there since.
fn became(view: &View<'_>, line: &Line) -> (String, String, String) {
    let (fields, t) = (Fields(view.lang), Texts(view.lang));
    let kind = line.on.kind();
    match &line.what {
        What::Existence => {
            let first = line.new.as_map().map(|to| in_short(view, kind, to));
            let deed = t.deed(line.deed).to_owned();
            (deed, String::new(), first.unwrap_or_default())
        }
        What::Element(f, e) => {
            let (field, element) = (fields.field(kind, f), name_of(view, e));
            let label = match line.deed {
                Deed::TookOut => t.took_out(&field, &element),
                _ => t.put_in(&field, &element),
            };
            (label, String::new(), String::new())
        }
        What::Field(f) => {
            let old = if line.old.is_empty() && line.old_is_gone {
                t.gone_value().to_owned()
            } else if line.old.len() > 1 {
                let all: Vec<String> = line.old.iter().map(|v| value(view, kind, f, v)).collect();
                fields.several(&all.join(" / "))
            } else {
                let first = line.old.first().unwrap_or(&Value::Null);
                value(view, kind, f, first)
            };
            (fields.field(kind, f), old, value(view, kind, f, &line.new))
        }
    }
}

/// A value of a field as people read it, on one line; names of households only where they are shown.
pub(in crate::ui) fn value(view: &View<'_>, kind: &str, key: &str, value: &Value) -> String {
    if is_hidden(view, kind, key) && !value.is_null() {
        return Texts(view.lang).hidden().to_owned();
    }
    let programmes = [view.programme()];
    let mut text = Fields(view.lang).value(&programmes, kind, key, value);
    if let Some(name) = value
        .as_text()
        .filter(|id| *id == text)
        .and_then(|id| name_of_gone(view, id))
    {
        text = name;
    }
    let text = view.shown(&text);
    match text.contains('\n') {
        true => text.split_whitespace().collect::<Vec<_>>().join(" "),
        false => text.into_owned(),
    }
}

/// Whether a field holds a name that is not shown now.
pub(in crate::ui) fn is_hidden(view: &View<'_>, kind: &str, key: &str) -> bool {
    !view.names && kind == House::KIND && matches!(key, House::HOUSEHOLD | House::HAMLET)
}

/// What a field is called.
pub(in crate::ui) fn field(view: &View<'_>, kind: &str, key: &str) -> String {
    Fields(view.lang).field(kind, key)
}

/// What an element of a set names.
pub(in crate::ui) fn name_of(view: &View<'_>, id: &str) -> String {
    let name = Fields(view.lang).named(&[view.programme()], id);
    if name == id
        && let Some(name) = name_of_gone(view, id)
    {
        return view.shown(&name).into_owned();
    }
    view.shown(&name).into_owned()
}

/// What was called by this id, where nothing is any more: its history still knows.
fn name_of_gone(view: &View<'_>, id: &str) -> Option<String> {
    let log = view.document.log();
    let mut all = REFERRED.iter().filter_map(|kind| {
        let entity = log.view(&format!("{kind}/{id}"))?;
        NAMES.iter().find_map(|key| {
            let text = entity.value(key)?.as_text().map(one_line)?;
            (!text.is_empty()).then_some(text)
        })
    });
    all.next()
}

/// The fields that may name a thing, the most telling first.
const NAMES: [&str; 8] = [
    "short_name",
    "title",
    "name",
    "document",
    "text",
    "content",
    "item",
    "reason",
];

/// What a change is about: its title where it has one; else its kind and what it belongs to. Of what is
/// deleted too.
pub(in crate::ui) fn subject(view: &View<'_>, on: &Path) -> String {
    let findings = Findings(view.lang);
    let t = Texts(view.lang);
    let kind = findings.kind(on.kind());
    if *on == Path::programme() {
        return kind;
    }
    if let Some(link) = view.programme().dependencies.get(on.id()) {
        let name = |id: &Option<Id>| id.as_ref().map(|id| name_of(view, id.as_str()));
        if let Some((before, after)) = name(&link.before).zip(name(&link.after)) {
            return t.link(&before, &after);
        }
    }
    if on.kind() == House::KIND {
        // A household is not named: it may be hidden.
        let there = view.programme().houses.contains_key(on.id());
        let name = there.then(|| findings.name(on, view.programme()));
        return name.unwrap_or(kind);
    }
    let entity = view.document.log().view(on.as_str());
    let text = |key: &str| {
        let value = entity.as_ref()?.value(key)?;
        let text = value.as_text()?.trim();
        (!text.is_empty()).then(|| one_line(&view.shown(text)))
    };
    if let Some(name) = NAMES.iter().find_map(|key| text(key)) {
        return match on.kind() {
            Activity::KIND => name,
            _ => findings.one_named(&kind, &name),
        };
    }
    let owner = match problems::reveal(view, on) {
        Some(Selection::Clause(id)) => Some(name_of(view, id.as_str())),
        Some(selection) => path_of(&selection)
            .filter(|owner| owner != on)
            .map(|owner| subject(view, &owner)),
        None => None,
    };
    match owner {
        Some(owner) => t.within(&kind, &owner),
        None if on.kind() == Activity::KIND => t.untitled(&kind),
        None => kind,
    }
}

/// The entity that is selected.
#[must_use]
pub fn path_of(selection: &Selection) -> Option<Path> {
    let path = |kind: &str, id: &Id| Some(Path::new(kind, id.as_str()));
    match selection {
        Selection::Nothing | Selection::Clause(_) => None,
        Selection::Activity(id) => path(Activity::KIND, id),
        Selection::Plan(id) => path("plans", id),
        Selection::Line(id) => path("budget_lines", id),
        Selection::Annex(id) => path("annexes", id),
        Selection::House(id) => path(House::KIND, id),
        Selection::SchoolItem(id) => path("school_items", id),
    }
}

fn one_line(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    visible(&text).into_owned()
}

/// The first fields of what was made, each with its name.
pub(super) fn first_fields(view: &View<'_>, kind: &str, to: &Map) -> Vec<(String, String)> {
    let fields = Fields(view.lang);
    to.iter()
        .filter(|(_, v)| !v.is_null())
        .map(|(key, v)| (fields.field(kind, key), value(view, kind, key, v)))
        .collect()
}

/// What was made in a few words: what is not its name, nor where it belongs.
fn in_short(view: &View<'_>, kind: &str, to: &Map) -> String {
    const SHOWN: usize = 3;
    const ELSEWHERE: [&str; 12] = [
        "place",
        "of",
        "activity",
        "line",
        "series",
        "plan",
        "annex",
        "indicator",
        "before",
        "after",
        "sha256",
        "clause",
    ];
    let told = |key: &str| !NAMES.contains(&key) && !ELSEWHERE.contains(&key);
    let all = to.iter().filter(|(key, v)| told(key) && !v.is_null());
    let all = all.take(SHOWN).map(|(key, v)| {
        let (field, value) = (field(view, kind, key), value(view, kind, key, v));
        format!("{field}: {value}")
    });
    all.collect::<Vec<_>>().join(" · ")
}

/// Two long texts from where they begin to differ, so that a line shows it.
pub(super) fn from_the_difference(old: &str, new: &str) -> Option<(String, String)> {
    const LONG: usize = 36;
    if old.chars().count() < LONG && new.chars().count() < LONG {
        return None;
    }
    let pieces = words(old, new);
    let first = pieces.first().filter(|p| p.fate == Fate::Same)?;
    let same = first.text.trim_end();
    let shared: Vec<&str> = same.split_whitespace().collect();
    // Two words stay, to tell where one is.
    let kept = shared.len().saturating_sub(2);
    if kept < 3 {
        return None;
    }
    let rest = |text: &str| {
        let words: Vec<&str> = text.split_whitespace().skip(kept).collect();
        format!("… {}", words.join(" "))
    };
    Some((rest(old), rest(new)))
}
