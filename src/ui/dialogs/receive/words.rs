//! What the task says of what comes in and of conflicts: names, values, who and when.

use super::asks::{Offer, Side, shape};
use super::state::{Group, Origin, Read, Ready};
use crate::change::{Claim, Document, What};
use crate::merge::{IncomingKind, Item};
use crate::model::field::{FieldSource as _, Shape};
use crate::model::{Map, Path, Programme, Value};
use crate::text::date;
use crate::text::people::People;
use crate::text::strings::Lang;
use crate::text::strings::fields::Fields;
use crate::text::strings::findings::Findings;
use crate::text::strings::houses::Houses;
use crate::text::strings::merge::Merge;
use crate::text::strings::receive::Receive;
use crate::text::visible::visible;
use crate::ui::icons::Icon;
use crate::ui::view::View;
use chrono::{DateTime, Datelike as _, FixedOffset};
use std::borrow::Cow;

/// The words of one task: the programmes that know the names, and the language.
pub struct Words<'a> {
    /// What is open.
    pub view: &'a View<'a>,
    /// The table.
    pub t: Receive,
    mine: &'a Document,
    theirs: &'a Document,
    /// Whom the copy names.
    people: Option<&'a People>,
}

/// What something was and becomes, in a row of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// What of it: a field, or that it is new.
    pub what: String,
    /// What it was; empty where that is not to be told.
    pub before: String,
    /// What it becomes.
    pub after: String,
}

impl<'a> Words<'a> {
    /// The words for a copy.
    #[must_use]
    pub fn of(view: &'a View<'a>, read: &'a Read) -> Self {
        Self {
            view,
            t: Receive(view.lang),
            mine: view.document,
            theirs: &read.theirs,
            people: Some(&read.people),
        }
    }

    /// The words for what is open alone.
    #[must_use]
    pub fn alone(view: &'a View<'a>) -> Self {
        Self {
            view,
            t: Receive(view.lang),
            mine: view.document,
            theirs: view.document,
            people: None,
        }
    }

    /// The language.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.view.lang
    }

    fn programmes(&self) -> [&Programme; 2] {
        [self.mine.programme(), self.theirs.programme()]
    }

    /// A text of mine or theirs as it may be shown: without names of households while they are hidden.
    #[must_use]
    pub fn shown<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mine = self.view.shown(text);
        match self.people {
            Some(people) if !self.view.names && people.are_in(&mine) => {
                let instead = Houses(self.lang()).name_hidden();
                Cow::Owned(people.hide(&mine, instead).into_owned())
            }
            _ => mine,
        }
    }

    /// What an entity is called. What has no name of its own is called after what it belongs to.
    #[must_use]
    pub fn title(&self, on: &Path) -> String {
        self.shown(&self.called(on)).into_owned()
    }

    fn called(&self, on: &Path) -> String {
        let findings = Findings(self.lang());
        if *on == Path::programme() {
            return findings.the_programme().to_owned();
        }
        let kind = findings.kind(on.kind());
        let named = Fields(self.lang()).named(&self.programmes(), on.id());
        if named != visible(on.id()) {
            return match on.kind() {
                "activities" | "plans" | "units" | "parties" | "annexes" => named,
                _ => self.t.of_kind(&kind, &named),
            };
        }
        let owner = [
            "of",
            "activity",
            "line",
            "indicator",
            "clause",
            "plan",
            "annex",
            "after",
        ];
        let of = [self.mine, self.theirs].into_iter().find_map(|d| {
            let view = d.log().view(on.as_str())?;
            let mut keys = owner.iter();
            keys.find_map(|key| view.value(key)?.as_text().map(str::to_owned))
        });
        match of {
            Some(of) => {
                let name = Fields(self.lang()).named(&self.programmes(), &of);
                self.t.of_kind(&kind, &name)
            }
            None => Merge(self.lang()).name(on, &self.programmes()),
        }
    }

    /// What a field is called; with its element, where it is one of a set.
    #[must_use]
    pub fn field(&self, on: &Path, what: &What) -> String {
        let f = Fields(self.lang());
        match what {
            What::Existence => String::new(),
            What::Field(key) => f.field(on.kind(), key),
            What::Element(key, element) => {
                let named = f.named(&self.programmes(), element);
                let named = self.shown(&named);
                self.t.settle_element(&f.field(on.kind(), key), &named)
            }
        }
    }

    /// A value as people read it; names of poor households only where they are shown.
    #[must_use]
    pub fn value(&self, on: &Path, what: &What, value: &Value) -> String {
        match what {
            What::Element(..) if value.as_bool() == Some(true) => self.t.in_list().to_owned(),
            What::Element(..) => self.t.not_in_list().to_owned(),
            What::Existence => String::new(),
            What::Field(key) => self.of_field(on.kind(), key, value),
        }
    }

    fn of_field(&self, kind: &str, key: &str, value: &Value) -> String {
        let secret = kind == "houses" && matches!(key, "household" | "hamlet");
        if secret && !self.view.names && !value.is_null() {
            return Houses(self.lang()).hidden().to_owned();
        }
        let text = Fields(self.lang()).value(&self.programmes(), kind, key, value);
        self.shown(&text).into_owned()
    }

    fn of_values<'v>(
        &self,
        kind: &str,
        key: &str,
        values: impl Iterator<Item = &'v Value>,
    ) -> String {
        let all: Vec<String> = values.map(|v| self.of_field(kind, key, v)).collect();
        match all.as_slice() {
            [] => Fields(self.lang()).nothing().to_owned(),
            all => all.join(" / "),
        }
    }

    /// What something that comes in was and becomes.
    #[must_use]
    pub fn change(&self, item: &Item) -> Change {
        let kind = item.on.kind();
        let named = Findings(self.lang()).kind(kind);
        let alone = |what: String| Change {
            what,
            ..Change::default()
        };
        match (&item.what, item.kind) {
            (What::Existence, IncomingKind::Deleted) => alone(self.t.deleted_one().to_owned()),
            (What::Existence, IncomingKind::Restored) => alone(self.t.restored_one().to_owned()),
            (What::Existence, _) => Change {
                what: self.t.new_one(&named),
                before: String::new(),
                after: self.told(kind, &item.fields),
            },
            (What::Element(key, element), of) => {
                let f = Fields(self.lang());
                let (field, element) = (f.field(kind, key), f.named(&self.programmes(), element));
                let element = self.shown(&element);
                alone(match of {
                    IncomingKind::Leaves => self.t.leaves(&field, &element),
                    _ => self.t.joins(&field, &element),
                })
            }
            (What::Field(key), _) => Change {
                what: Fields(self.lang()).field(kind, key),
                before: self.of_values(kind, key, item.mine.values()),
                after: self.of_values(kind, key, item.after.values()),
            },
        }
    }

    /// The two or three things that tell most of an entity that is new.
    fn told(&self, kind: &str, fields: &Map) -> String {
        const TELLING: [&str; 12] = [
            "due", "estimate", "money", "support", "value", "date", "actual", "target", "year",
            "number", "lead", "text",
        ];
        let f = Fields(self.lang());
        let mut parts = Vec::new();
        for key in TELLING {
            if let Some(value) = fields.get(key).filter(|v| !v.is_null()) {
                parts.push(format!(
                    "{} {}",
                    f.field(kind, key),
                    self.of_field(kind, key, value)
                ));
            }
        }
        parts.truncate(2);
        parts.join(", ")
    }

    /// Who, and when: "Phạm Văn Sơn · 17/08/2024 15:02".
    #[must_use]
    pub fn who(&self, claim: &Claim) -> String {
        let name = Merge(self.lang()).who(claim.origin, &claim.by, None);
        match claim.at {
            Some(at) => format!("{name} · {}", self.moment(at)),
            None => name,
        }
    }

    /// A moment; without its year where that is this year.
    #[must_use]
    pub fn moment(&self, at: DateTime<FixedOffset>) -> String {
        let day = at.date_naive();
        if day.year() == self.view.today.year() {
            format!("{} {}", date::format_short(day), at.format("%H:%M"))
        } else {
            format!("{} {}", date::format(day), at.format("%H:%M"))
        }
    }

    /// All who set something.
    #[must_use]
    pub fn all_who<'c>(&self, claims: impl Iterator<Item = &'c Claim>) -> String {
        let mut all: Vec<String> = claims.map(|c| self.who(c)).collect();
        all.dedup();
        all.join("; ")
    }

    /// What a group is called, and the rest of its name.
    #[must_use]
    pub fn group(&self, group: &Group) -> (String, String) {
        match group {
            Group::Article(n) => {
                let mut articles = self.view.programme().text.articles();
                let title = articles.find(|a| a.article == *n);
                let title = title.map(|c| self.view.short_title(c)).unwrap_or_default();
                (Merge(self.lang()).article(*n), title)
            }
            Group::Kind(kind) if kind == "programme" => (
                Merge(self.lang()).whole_programme().to_owned(),
                String::new(),
            ),
            Group::Kind(kind) => (Findings(self.lang()).kind(kind), String::new()),
        }
    }

    /// Whose a value is.
    #[must_use]
    pub fn side(&self, ready: &Ready, side: Side) -> String {
        match side {
            // What an earlier session left is mine as well, and the journal holds all that the file holds.
            Side::Mine | Side::Both if ready.origin == Origin::Journal => {
                self.t.of_file().to_owned()
            }
            Side::Mine => self.t.mine().to_owned(),
            Side::Both => self.t.of_both().to_owned(),
            Side::Theirs => match ready.origin {
                Origin::Disk => self.t.of_disk().to_owned(),
                Origin::Journal => self.t.of_journal().to_owned(),
                Origin::Copy => match &ready.from {
                    Some(from) => self.t.of_them(&self.view.unit_name(from)),
                    None => self.t.of_copy().to_owned(),
                },
            },
        }
    }

    /// Their side in the graph.
    #[must_use]
    pub fn them(&self, ready: &Ready) -> String {
        match ready.origin {
            Origin::Disk => self.t.disk().to_owned(),
            Origin::Journal => self.t.journal().to_owned(),
            Origin::Copy => match &ready.from {
                Some(from) => self.view.unit_name(from),
                None => self.t.copy().to_owned(),
            },
        }
    }

    /// Why only one of the values can stay, or what keeping both does.
    #[must_use]
    pub fn why_one(&self, item: &Item, offers: &[Offer]) -> &'static str {
        if item.may_be_both {
            return self.t.why_text();
        }
        if offers.len() > 2 {
            return self.t.why_more();
        }
        let What::Field(key) = &item.what else {
            return self.t.why_set();
        };
        match (shape(item.on.kind(), key), &**key) {
            (_, "status" | "state") => self.t.why_state(),
            (_, "money") | (Some(Shape::Money), _) => self.t.why_money(),
            (Some(Shape::Date | Shape::Year), _) => self.t.why_date(),
            (Some(Shape::Text), _) => self.t.only_text(),
            _ => self.t.why_one(),
        }
    }
}

/// A picture of what changes.
#[must_use]
pub fn icon(item: &Item) -> Icon {
    let of_kind = |kind: &str| match kind {
        "evidence" => Icon::Paperclip,
        "notes" => Icon::Note,
        "payments" | "budget_lines" => Icon::Money,
        "units" | "parties" => Icon::Buildings,
        "houses" => Icon::HouseLine,
        "agreements" => Icon::Handshake,
        "plans" => Icon::CalendarBlank,
        "annexes" => Icon::Files,
        _ => Icon::Plus,
    };
    match (&item.what, item.kind) {
        (What::Existence, IncomingKind::Deleted) => Icon::Trash,
        (What::Existence, IncomingKind::Restored) => Icon::ArrowUUpLeft,
        (What::Existence, _) => of_kind(item.on.kind()),
        (What::Element(..), IncomingKind::Leaves) => Icon::UserMinus,
        (What::Element(..), _) => Icon::UserPlus,
        (What::Field(key), _) => match (shape(item.on.kind(), key), &**key) {
            (_, "status" | "state") => Icon::CheckCircleOutline,
            (_, "money") | (Some(Shape::Money), _) => Icon::Money,
            (Some(Shape::Date | Shape::Year), _) => Icon::CalendarBlank,
            (Some(Shape::Ref), _) => Icon::UserPlus,
            _ => Icon::PencilSimple,
        },
    }
}
