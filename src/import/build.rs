//! From cells to edits: what a row makes, and what it changes.

use super::book::Raw;
use super::lookup::{self, Lookup};
use super::preview::{Wrong, kind};
use super::value;
use crate::edit::{Context, Edit};
use crate::model::field::{date_value, ref_value};
use crate::model::hash::HashMap;
use crate::model::{
    Activity, ActivityStatus, BudgetLine, Decimal, Figure, FundingSource, House, HouseWork, Id,
    LineKey, Path, Payment, PaymentKind, PaymentMoney, Place, Programme, Progress, SchoolItem,
    Value, order,
};
use crate::report::sheets::{Key, List};
use crate::report::table::Cell;
use crate::text::strings::Lang;
use crate::text::strings::vocabulary::Vocabulary;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The value of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// Nothing: what is recorded is taken away.
    Empty,
    Text(String),
    Year(i32),
    Money(i64),
    Number(Decimal),
    Day(NaiveDate),
    Unit(Id),
    Units(BTreeSet<Id>),
    Clause(Id),
    Line(Id),
    Activity(Id),
    Plan(Id),
    Source(FundingSource),
    Kind(PaymentKind),
    Work(HouseWork),
    State(Progress),
    Yes(bool),
}

impl Field {
    /// Reads the cell of a column.
    pub(super) fn read(
        of: &Lookup<'_>,
        list: List,
        key: Key,
        raw: &Raw,
        scale: i64,
    ) -> Result<Self, Wrong> {
        let text = || value::words(raw);
        if raw.is_empty() {
            return Ok(match key {
                Key::Coordinating | Key::Benefiting => Self::Units(BTreeSet::new()),
                Key::Milestone => Self::Yes(false),
                _ => Self::Empty,
            });
        }
        Ok(match key {
            Key::Year => value::year(raw)?.map_or(Self::Empty, Self::Year),
            Key::Committed
            | Key::Estimate
            | Key::Allocated
            | Key::CarriedOver
            | Key::Cancelled
            | Key::Amount
            | Key::Support
            | Key::Value => value::money(raw, scale)?.map_or(Self::Empty, Self::Money),
            Key::Quantity => value::number(raw)?.map_or(Self::Empty, Self::Number),
            Key::Date
            | Key::StartedOn
            | Key::HandedOverOn
            | Key::Start
            | Key::Due
            | Key::StateDay => value::day(raw)?.map_or(Self::Empty, Self::Day),
            Key::Payer => Self::Unit(of.unit(&text()?)?),
            Key::Commune => Self::Unit(of.commune(&text()?)?),
            Key::Lead if is_unassigned(&text()?) => Self::Empty,
            Key::Lead => Self::Unit(of.unit(&text()?)?),
            Key::Coordinating | Key::Benefiting => Self::Units(match raw {
                Raw::Text(text) => of.units(text)?,
                _ => of.units(&text()?)?,
            }),
            Key::Clause => Self::Clause(of.clause(&text()?)?),
            Key::Source | Key::HouseSource => Self::Source(lookup::source(&text()?)?),
            Key::Kind => Self::Kind(lookup::payment(&text()?)?),
            Key::Work => Self::Work(lookup::work(&text()?)?),
            Key::State => Self::State(lookup::progress(&text()?)?),
            Key::Line => Self::Line(of.line(&text()?)?),
            Key::Activity if list != List::Activities => Self::Activity(of.activity(&text()?)?),
            Key::Plan => Self::Plan(of.plan(&text()?)?),
            Key::Milestone => Self::Yes(value::yes(raw)?),
            _ => Self::Text(text()?),
        })
    }

    /// As it stands in tables.
    pub(super) fn shown(&self, of: &Lookup<'_>) -> String {
        let words = Vocabulary(Lang::Vi);
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => crate::report::names::one_line(text),
            Self::Year(year) => year.to_string(),
            Self::Money(amount) => crate::text::money::format_dong(*amount),
            Self::Number(number) => number.format(),
            Self::Day(day) => crate::text::date::format(*day),
            Self::Unit(id) => of.directory.unit(id),
            Self::Units(ids) => {
                let names: Vec<String> = ids.iter().map(|id| of.directory.unit(id)).collect();
                names.join("; ")
            }
            Self::Clause(id) => {
                let names = crate::report::names::Names {
                    programme: of.programme,
                    lang: Lang::Vi,
                };
                let clause = of.programme.text.get(id.as_str());
                clause.map(|c| names.cite(c)).unwrap_or_default()
            }
            Self::Line(id) => of.directory.line(id),
            Self::Activity(id) => match of.directory.activity(id) {
                Cell::Text(name) => name,
                _ => String::new(),
            },
            Self::Plan(id) => of.directory.plan(id),
            Self::Source(source) => words.source(Some(*source)).to_owned(),
            Self::Kind(kind) => words.payment(*kind).to_owned(),
            Self::Work(work) => words.house_work(*work).to_owned(),
            Self::State(state) => words.progress(*state).to_owned(),
            Self::Yes(true) => crate::text::strings::tables::Tables(Lang::Vi)
                .yes()
                .to_owned(),
            Self::Yes(false) => String::new(),
        }
    }

    /// Its value in a register.
    fn value(&self) -> Value {
        match self {
            Self::Empty => Value::Null,
            Self::Text(text) => Value::text_or_null(text),
            Self::Year(year) => Value::Int(i64::from(*year)),
            Self::Money(amount) => Value::Int(*amount),
            Self::Number(number) => Value::number(&number.to_json()),
            Self::Day(day) => date_value(Some(*day)),
            Self::Unit(id)
            | Self::Clause(id)
            | Self::Line(id)
            | Self::Activity(id)
            | Self::Plan(id) => ref_value(Some(id)),
            Self::Units(ids) if ids.is_empty() => Value::Null,
            Self::Units(ids) => {
                Value::List(ids.iter().map(|id| Value::text(id.as_str())).collect())
            }
            Self::Source(source) => source.value(),
            Self::Kind(kind) => kind.value(),
            Self::Work(work) => work.value(),
            Self::State(state) => state.value(),
            Self::Yes(yes) => Value::Bool(*yes),
        }
    }

    fn id(&self) -> Option<Id> {
        match self {
            Self::Unit(id)
            | Self::Clause(id)
            | Self::Line(id)
            | Self::Activity(id)
            | Self::Plan(id) => Some(id.clone()),
            _ => None,
        }
    }

    const fn year(&self) -> Option<i32> {
        match self {
            Self::Year(year) => Some(*year),
            _ => None,
        }
    }

    const fn source(&self) -> Option<FundingSource> {
        match self {
            Self::Source(source) => Some(*source),
            _ => None,
        }
    }

    const fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(*day),
            _ => None,
        }
    }
}

fn is_unassigned(text: &str) -> bool {
    [Lang::Vi, Lang::En].iter().any(|lang| {
        crate::text::fold::fold(text) == crate::text::fold::fold(Vocabulary(*lang).unassigned())
    })
}

/// The register of a column that has one of its own.
const fn register(list: List, key: Key) -> Option<&'static str> {
    Some(match (list, key) {
        (List::Lines, Key::Name) => BudgetLine::NAME,
        (List::Lines, Key::Activity) => BudgetLine::ACTIVITY,
        (List::Lines, Key::Committed) => BudgetLine::COMMITTED,
        (List::Lines, Key::Estimate) => BudgetLine::ESTIMATE,
        (List::Lines, Key::Allocated) => BudgetLine::ALLOCATED,
        (List::Lines, Key::CarriedOver) => BudgetLine::CARRIED_OVER,
        (List::Lines, Key::Cancelled) => BudgetLine::CANCELLED,
        (List::Lines, Key::Note) => BudgetLine::NOTE,
        (List::Payments, Key::Line) => Payment::LINE,
        (List::Payments, Key::Activity) => Payment::ACTIVITY,
        (List::Payments, Key::Kind) => Payment::KIND_OF,
        (List::Payments, Key::Date) => Payment::DATE,
        (List::Payments, Key::Document) => Payment::DOCUMENT,
        (List::Payments, Key::Payee) => Payment::PAYEE,
        (List::Payments, Key::Note) => Payment::NOTE,
        (List::Houses, Key::Household) => House::HOUSEHOLD,
        (List::Houses, Key::Hamlet) => House::HAMLET,
        (List::Houses, Key::Commune) => House::COMMUNE,
        (List::Houses, Key::Work) => House::WORK,
        (List::Houses, Key::Year) => House::YEAR,
        (List::Houses, Key::Support) => House::SUPPORT,
        (List::Houses, Key::HouseSource) => House::SOURCE,
        (List::Houses, Key::StartedOn) => House::STARTED_ON,
        (List::Houses, Key::HandedOverOn) => House::HANDED_OVER_ON,
        (List::Houses, Key::Line) => House::LINE,
        (List::Houses, Key::Activity) => House::ACTIVITY,
        (List::Schools, Key::School) => SchoolItem::SCHOOL,
        (List::Schools, Key::Site) => SchoolItem::SITE,
        (List::Schools, Key::Commune) => SchoolItem::COMMUNE,
        (List::Schools, Key::Item) => SchoolItem::ITEM,
        (List::Schools, Key::Measure) => SchoolItem::MEASURE,
        (List::Schools, Key::Quantity) => SchoolItem::QUANTITY,
        (List::Schools, Key::Value) => SchoolItem::VALUE_DONG,
        (List::Schools, Key::HouseSource) => SchoolItem::SOURCE,
        (List::Schools, Key::HandedOverOn) => SchoolItem::DELIVERED_ON,
        (List::Schools, Key::Year) => SchoolItem::YEAR,
        (List::Schools, Key::Line) => SchoolItem::LINE,
        (List::Schools, Key::Activity) => SchoolItem::ACTIVITY,
        (List::Activities, Key::Title) => Activity::TITLE,
        (List::Activities, Key::Lead) => Activity::LEAD,
        (List::Activities, Key::Beneficiary) => Activity::BENEFICIARY,
        (List::Activities, Key::Year) => Activity::YEAR,
        (List::Activities, Key::Start) => Activity::START,
        (List::Activities, Key::Due) => Activity::DUE,
        (List::Activities, Key::Milestone) => Activity::MILESTONE,
        (List::Activities, Key::Plan) => Activity::PLAN,
        (List::Activities, Key::Coordinating) => Activity::COORDINATING,
        (List::Activities, Key::Benefiting) => Activity::BENEFITING,
        _ => return None,
    })
}

type Fields = BTreeMap<Key, Field>;
type Made = Result<Vec<Edit>, (Option<Key>, Wrong)>;

/// Makes the edits of rows, one after the other.
pub(super) struct Builder<'a, 'b> {
    lookup: &'a Lookup<'a>,
    list: List,
    context: &'a Context,
    fresh: &'b mut dyn FnMut() -> Id,
    /// The last place of each clause, as new activities follow each other.
    last: HashMap<Id, Option<String>>,
    /// What the rows bring to each column of amounts.
    sums: BTreeMap<Key, i128>,
}

impl<'a, 'b> Builder<'a, 'b> {
    pub(super) fn new(
        lookup: &'a Lookup<'a>,
        list: List,
        context: &'a Context,
        fresh: &'b mut dyn FnMut() -> Id,
    ) -> Self {
        Self {
            lookup,
            list,
            context,
            fresh,
            last: HashMap::default(),
            sums: BTreeMap::new(),
        }
    }

    fn programme(&self) -> &'a Programme {
        self.lookup.programme
    }

    /// The amounts of a row, for the columns' sums.
    fn count(&mut self, fields: &Fields) {
        for (key, field) in fields {
            if let Field::Money(amount) = field {
                *self.sums.entry(*key).or_default() += i128::from(*amount);
            }
        }
    }

    /// Columns of amounts that could not be added up with what is recorded.
    pub(super) fn too_much(&self, programme: &Programme) -> Vec<Key> {
        let recorded = |key: Key| -> i128 {
            let lines = |figure: fn(&BudgetLine) -> &Figure| -> i128 {
                let lines = programme.budget_lines.values();
                lines
                    .filter_map(|l| figure(l).known())
                    .map(i128::from)
                    .sum()
            };
            match key {
                Key::Committed => lines(|l| &l.committed),
                Key::Estimate => lines(|l| &l.estimate),
                Key::Allocated => lines(|l| &l.allocated),
                Key::CarriedOver => lines(|l| &l.carried_over),
                Key::Cancelled => lines(|l| &l.cancelled),
                Key::Amount => {
                    let payments = programme.payments.values();
                    payments
                        .filter_map(|p| p.money.amount.known())
                        .map(i128::from)
                        .sum()
                }
                Key::Value => {
                    let items = programme.school_items.values();
                    items
                        .filter_map(|i| i.value_dong.known())
                        .map(i128::from)
                        .sum()
                }
                _ => {
                    let houses = programme.houses.values();
                    houses
                        .filter_map(|h| h.support.known())
                        .map(i128::from)
                        .sum()
                }
            }
        };
        let sums = self.sums.iter();
        sums.filter(|(key, sum)| **sum + recorded(**key) > i128::from(i64::MAX))
            .map(|(key, _)| *key)
            .collect()
    }

    /// What changes on something that is there.
    pub(super) fn change(&mut self, id: &Id, fields: &Fields) -> Made {
        self.count(fields);
        let on = Path::new(kind(self.list), id.as_str());
        let mut edits = Vec::new();
        match self.list {
            List::Lines => self.change_line(id, &on, fields, &mut edits)?,
            List::Payments => self.change_payment(id, &on, fields, &mut edits)?,
            List::Houses | List::Schools => {}
            List::Activities => self.change_activity(id, &on, fields, &mut edits)?,
        }
        for (key, field) in fields {
            if let Some(register) = register(self.list, *key) {
                match field {
                    Field::Units(wanted) => self.members(id, &on, register, wanted, &mut edits),
                    field => edits.push(Edit::set(&on, register, field.value())),
                }
            }
        }
        Ok(edits)
    }

    fn members(
        &self,
        id: &Id,
        on: &Path,
        register: &str,
        wanted: &BTreeSet<Id>,
        edits: &mut Vec<Edit>,
    ) {
        let none = BTreeSet::new();
        let activity = self.programme().activities.get(id);
        let now = activity.map_or(&none, |a| {
            if register == Activity::COORDINATING {
                &a.coordinating
            } else {
                &a.benefiting
            }
        });
        let member = |element: &Id, present| Edit::Member {
            on: on.clone(),
            key: register.to_owned(),
            element: element.as_str().to_owned(),
            present,
        };
        edits.extend(wanted.difference(now).map(|id| member(id, true)));
        edits.extend(now.difference(wanted).map(|id| member(id, false)));
    }

    fn change_line(
        &self,
        id: &Id,
        on: &Path,
        fields: &Fields,
        edits: &mut Vec<Edit>,
    ) -> Result<(), (Option<Key>, Wrong)> {
        let Some(line) = self.programme().budget_lines.get(id) else {
            return Err((None, Wrong::Row));
        };
        let mut key = line.key.clone();
        line_key(&mut key, fields);
        if key != line.key {
            if line.meta.contested.iter().any(|k| k == BudgetLine::KEY) {
                return Err((None, Wrong::InConflict));
            }
            edits.push(Edit::set(on, BudgetLine::KEY, key.value()));
        }
        Ok(())
    }

    fn change_payment(
        &self,
        id: &Id,
        on: &Path,
        fields: &Fields,
        edits: &mut Vec<Edit>,
    ) -> Result<(), (Option<Key>, Wrong)> {
        let Some(payment) = self.programme().payments.get(id) else {
            return Err((None, Wrong::Row));
        };
        let mut money = payment.money.clone();
        payment_money(&mut money, fields);
        if money != payment.money {
            if matches!(money.amount, Figure::Conflict(_)) {
                return Err((Some(Key::Amount), Wrong::InConflict));
            }
            if money.amount.is_empty() {
                return Err((Some(Key::Amount), Wrong::Missing(Key::Amount)));
            }
            edits.push(Edit::set(on, Payment::MONEY, money.value()));
        }
        Ok(())
    }

    fn change_activity(
        &mut self,
        id: &Id,
        on: &Path,
        fields: &Fields,
        edits: &mut Vec<Edit>,
    ) -> Result<(), (Option<Key>, Wrong)> {
        let Some(activity) = self.programme().activities.get(id) else {
            return Err((None, Wrong::Row));
        };
        let mut status = activity.status.clone();
        activity_status(&mut status, fields);
        if status != activity.status {
            if activity
                .meta
                .contested
                .iter()
                .any(|k| k == Activity::STATUS)
            {
                return Err((Some(Key::State), Wrong::InConflict));
            }
            edits.push(Edit::set(on, Activity::STATUS, status.value()));
        }
        match fields.get(&Key::Clause) {
            Some(Field::Clause(clause)) => {
                let siblings = self.programme().activities_of(clause);
                let after = siblings
                    .last()
                    .map(|a| a.id.clone())
                    .filter(|last| last != id);
                edits.push(Edit::Move {
                    activity: id.clone(),
                    clause: clause.clone(),
                    after,
                });
            }
            Some(_) => return Err((Some(Key::Clause), Wrong::Missing(Key::Clause))),
            None => {}
        }
        Ok(())
    }

    /// What a row that is not there yet makes.
    pub(super) fn make(&mut self, mut fields: Fields) -> Made {
        self.count(&fields);
        for key in required(self.list) {
            if matches!(fields.get(key), None | Some(Field::Empty)) {
                return Err((Some(*key), Wrong::Missing(*key)));
            }
        }
        // A name that is only the clause's title is none of its own.
        if let (Some(Field::Text(name)), Some(Field::Clause(clause))) =
            (fields.get(&Key::Name), fields.get(&Key::Clause))
            && self
                .lookup
                .is_title_of(clause, &crate::report::names::one_line(name))
        {
            fields.remove(&Key::Name);
        }
        let id = (self.fresh)();
        let on = Path::new(kind(self.list), id.as_str());
        let mut values: Vec<(&'static str, Value)> = Vec::new();
        match self.list {
            List::Lines => {
                let mut key = LineKey::default();
                line_key(&mut key, &fields);
                values.push((BudgetLine::KEY, key.value()));
            }
            List::Payments => {
                // What the row leaves out is that of its line, as where a payment is entered by hand.
                let line = fields.get(&Key::Line).and_then(Field::id);
                let line = line.and_then(|id| self.programme().budget_lines.get(&id));
                let mut money = PaymentMoney {
                    amount: Figure::Empty,
                    source: line.and_then(|l| l.key.source),
                    year: line.and_then(|l| l.key.year),
                };
                payment_money(&mut money, &fields);
                values.push((Payment::MONEY, money.value()));
            }
            List::Houses | List::Schools => {}
            List::Activities => {
                if let Some(Field::Clause(clause)) = fields.get(&Key::Clause) {
                    let place = self.next_place(clause.clone());
                    values.push((Activity::PLACE, place.value()));
                }
                let mut status = ActivityStatus::new(Progress::NotStarted);
                activity_status(&mut status, &fields);
                if status != ActivityStatus::new(Progress::NotStarted) {
                    values.push((Activity::STATUS, status.value()));
                }
            }
        }
        for (key, field) in &fields {
            if let Some(register) = register(self.list, *key)
                && *field != Field::Yes(false)
            {
                values.push((register, field.value()));
            }
        }
        Ok(vec![Edit::create(&on, values)])
    }

    /// The place behind the last activity of a clause, and behind those that were made before.
    fn next_place(&mut self, clause: Id) -> Place {
        let programme = self.programme();
        let last = self.last.entry(clause.clone()).or_insert_with(|| {
            let siblings = programme.activities_of(&clause);
            siblings.last().map(|a| a.place.key.clone())
        });
        let key = order::between(last.as_deref(), None, 0, &self.context.random);
        *last = Some(key.clone());
        Place {
            parent: Some(clause),
            key,
        }
    }
}

/// What a new row must say.
#[must_use]
pub const fn required(list: List) -> &'static [Key] {
    match list {
        List::Lines => &[Key::Year, Key::Clause],
        List::Payments => &[Key::Kind, Key::Amount],
        List::Houses => &[Key::Year],
        List::Schools => &[Key::Item],
        List::Activities => &[Key::Title],
    }
}

fn line_key(key: &mut LineKey, fields: &Fields) {
    for (of, field) in fields {
        match of {
            Key::Year => key.year = field.year(),
            Key::Clause => key.clause = field.id(),
            Key::Source => key.source = field.source(),
            Key::Payer => key.payer = field.id(),
            _ => {}
        }
    }
}

fn payment_money(money: &mut PaymentMoney, fields: &Fields) {
    for (of, field) in fields {
        match (of, field) {
            (Key::Amount, Field::Money(amount)) => money.amount = Figure::Known(*amount),
            (Key::Amount, _) => money.amount = Figure::Empty,
            (Key::Source, field) => money.source = field.source(),
            (Key::Year, field) => money.year = field.year(),
            _ => {}
        }
    }
}

fn activity_status(status: &mut ActivityStatus, fields: &Fields) {
    for (of, field) in fields {
        match (of, field) {
            (Key::State, Field::State(state)) => status.is = *state,
            (Key::State, _) => status.is = Progress::NotStarted,
            (Key::StateDay, field) => status.on = field.day(),
            (Key::Reason, Field::Text(reason)) => status.reason.clone_from(reason),
            (Key::Reason, _) => status.reason.clear(),
            _ => {}
        }
    }
}
