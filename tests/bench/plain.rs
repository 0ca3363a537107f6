//! The same file as plain typed structs, read and written by serde_json with nothing else done: the
//! yardstick. What a change sets may be anything and is a `Value`, as a plain program would have it.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

macro_rules! structs {
    ($($name:ident { $($field:ident: $ty:ty,)* })*) => {
        $(#[derive(Deserialize, Serialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $(#[serde(default, skip_serializing_if = "Option::is_none")] pub $field: Option<$ty>,)*
        })*
    };
}

type Table<T> = BTreeMap<String, T>;

structs! {
    Format { name: String, version: i64, min_reader: i64, }
    Period { from: i32, to: i32, }
    Programme {
        title: String, number: String, signed_on: String, basis: String, period: Period,
        in_force_until: String, soon_days: i64, sample_today: String,
    }
    Clause {
        id: String, parent: String, node: String, article: i64, clause: i64, point: i64, marker: String,
        title: String, text: String, kind: String, needs_plan: bool, plan_basis: String, tracked: bool,
        note: String, yearly_commitment: i64, suffix: String,
    }
    Place { r#in: String, key: String, }
    Signer { authority: String, name: String, office: String, title: String, }
    Party {
        name: String, short_name: String, letters: String, shape: String, colour: String,
        focal_unit: String, signer: Signer, place: Place,
    }
    Unit {
        name: String, short_name: String, party: String, level: String, valid_from: String,
        valid_to: String, legal_basis: String, continued_by: String,
    }
    Status { is: String, on: String, why: String, reason: String, comment: String, }
    Plan {
        year: i32, scope: String, party: String, unit: String, title: String, state: Status,
        number: String, issued_on: String, leader: String, replaces: String, note: String,
    }
    Agreement {
        plan: String, annex: String, party: String, document: String, date: String, note: String,
    }
    Annex {
        number: String, title: String, text: String, clauses: Vec<String>, signed_on: String,
        in_force_on: String, note: String,
    }
    Activity {
        title: String, place: Place, status: Status, lead: String, coordinating: Vec<String>,
        benefiting: Vec<String>, beneficiary: String, year: i32, start: String, due: String,
        milestone: bool, plan: String, series: String, carried_from: String,
    }
    Indicator { of: String, name: String, unit: String, place: Place, }
    IndicatorValue { indicator: String, year: i32, baseline: f64, target: f64, actual: f64, }
    LineKey { year: i32, clause: String, source: String, payer: String, }
    BudgetLine {
        key: LineKey, name: String, activity: String, committed: i64, estimate: i64, allocated: i64,
        carried_over: i64, cancelled: i64, note: String, carried_from: String,
    }
    Money { amount: i64, source: String, year: i32, }
    Payment {
        line: String, activity: String, kind: String, money: Money, date: String, document: String,
        payee: String, note: String,
    }
    Evidence { of: String, name: String, title: String, sha256: String, date: String, }
    Note {
        of: String, kind: String, date: String, text: String, figure: String, document: String,
        amount_dong: i64,
    }
    Decision { by: String, on: String, why: String, exempt: bool, reason: String, date: String, }
    Exemption { clause: String, decision: Decision, }
    House {
        household: String, hamlet: String, commune: String, work: String, year: i32, support: i64,
        source: String, started_on: String, handed_over_on: String, line: String, activity: String,
    }
    SchoolItem {
        school: String, site: String, commune: String, year: i32, item: String, quantity: f64,
        measure: String, value_dong: i64, source: String, delivered_on: String, line: String,
        activity: String,
    }
    Pair { clause: String, helping: String, helped: String, since: String, content: String, }
    Recipient { text: String, unit: String, place: Place, }
    Series { title: String, }
    Dependency { before: String, after: String, }
    Moment { name: String, note: String, }
    Genesis { template: String, version: i64, values: Table<Value>, }
    By { party: String, name: String, }
    Session { by: By, at: String, app: String, }
    Change {
        id: String, t: u32, on: String, op: String, f: String, e: String, to: Value, over: Vec<String>,
        saw: Vec<String>, g: u32, undoes: String,
    }
    File {
        format: Format, doc_id: String, joined: Vec<String>, programme: Programme, clauses: Vec<Clause>,
        parties: Table<Party>, units: Table<Unit>, plans: Table<Plan>, agreements: Table<Agreement>,
        activities: Table<Activity>, indicators: Table<Indicator>,
        indicator_values: Table<IndicatorValue>, budget_lines: Table<BudgetLine>,
        payments: Table<Payment>, evidence: Table<Evidence>, notes: Table<Note>,
        exemptions: Table<Exemption>, houses: Table<House>, school_items: Table<SchoolItem>,
        annexes: Table<Annex>, pairs: Table<Pair>,
        recipients: Table<Recipient>, series: Table<Series>, dependencies: Table<Dependency>,
        moments: Table<Moment>, genesis: Genesis, sessions: Table<Session>, changes: Vec<Change>,
        cuts: Vec<Value>, thin: Table<Value>,
    }
}

/// The text as structs.
pub fn read(text: &str) -> File {
    serde_json::from_str(text).expect("the structs know every member of the file")
}

/// The structs as text.
pub fn write(file: &File) -> String {
    serde_json::to_string(file).expect("plain data can be written")
}

/// Whether the structs hold all that the text holds (figures with a point may lose their zeros).
pub fn says_the_same(file: &File, text: &str) -> bool {
    let ours: Value = serde_json::from_str(&write(file)).expect("our own text");
    let theirs: Value = serde_json::from_str(text).expect("JSON");
    same(&ours, &theirs)
}

fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(k, v)| b.get(k).is_some_and(|w| same(v, w)))
        }
        _ => a == b,
    }
}
