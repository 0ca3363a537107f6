//! From cells to edits: what a row makes, and what it changes.

use super::field::Field;
use super::lookup::Lookup;
use super::preview::{Wrong, kind};
use crate::edit::{Context, Edit};
use crate::model::hash::HashMap;
use crate::model::{
    Activity, ActivityStatus, BudgetLine, Figure, House, Id, LineKey, Meta, Path, Payment,
    PaymentMoney, Place, Programme, Progress, SchoolItem, Value, order,
};
use crate::report::sheets::{Key, List};
use std::collections::{BTreeMap, BTreeSet};

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

pub(super) type Fields = BTreeMap<Key, Field>;
pub(super) type Made = Result<Vec<Edit>, (Option<Key>, Wrong)>;

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
        let mut edits = match self.list {
            List::Lines => self.change_line(id, &on, fields)?,
            List::Payments => self.change_payment(id, &on, fields)?,
            List::Houses | List::Schools => Vec::new(),
            List::Activities => self.change_activity(id, &on, fields)?,
        };
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

    fn change_line(&self, id: &Id, on: &Path, fields: &Fields) -> Made {
        let line = self.programme().budget_lines.get(id);
        let line = line.ok_or((None, Wrong::Row))?;
        let mut key = line.key.clone();
        line_key(&mut key, fields);
        let blocked = is_contested(&line.meta, BudgetLine::KEY);
        let both = (&line.key, &key);
        whole(on, BudgetLine::KEY, blocked, both, || key.value()).map_err(|wrong| (None, wrong))
    }

    fn change_payment(&self, id: &Id, on: &Path, fields: &Fields) -> Made {
        let payment = self.programme().payments.get(id);
        let payment = payment.ok_or((None, Wrong::Row))?;
        let mut money = payment.money.clone();
        payment_money(&mut money, fields);
        let of_amount = |wrong| (Some(Key::Amount), wrong);
        let both = (&payment.money, &money);
        let blocked = matches!(money.amount, Figure::Conflict(_));
        let edits = whole(on, Payment::MONEY, blocked, both, || money.value());
        let edits = edits.map_err(of_amount)?;
        if !edits.is_empty() && money.amount.is_empty() {
            return Err(of_amount(Wrong::Missing(Key::Amount)));
        }
        Ok(edits)
    }

    fn change_activity(&self, id: &Id, on: &Path, fields: &Fields) -> Made {
        let activity = self.programme().activities.get(id);
        let activity = activity.ok_or((None, Wrong::Row))?;
        let mut status = activity.status.clone();
        activity_status(&mut status, fields);
        let both = (&activity.status, &status);
        let blocked = is_contested(&activity.meta, Activity::STATUS);
        let edits = whole(on, Activity::STATUS, blocked, both, || status.value());
        let mut edits = edits.map_err(|wrong| (Some(Key::State), wrong))?;
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
        Ok(edits)
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

fn is_contested(meta: &Meta, register: &str) -> bool {
    meta.contested.iter().any(|key| key == register)
}

/// The edit of a register that holds several cells of a row: none where it stays as it is; refused where
/// `blocked`, as what is recorded is in conflict.
fn whole<T: PartialEq>(
    on: &Path,
    register: &str,
    blocked: bool,
    (before, after): (&T, &T),
    value: impl FnOnce() -> Value,
) -> Result<Vec<Edit>, Wrong> {
    if before == after {
        return Ok(Vec::new());
    }
    if blocked {
        return Err(Wrong::InConflict);
    }
    Ok(vec![Edit::set(on, register, value())])
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
