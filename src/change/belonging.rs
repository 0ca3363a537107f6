//! Which clause a thing belongs to: what comes in and what was done is told by Điều. Read from the
//! registers, so that what is deleted still has its place.

use super::document::Document;
use crate::model::field::FieldSource as _;
use crate::model::{
    Activity, BudgetLine, Dependency, Evidence, Exemption, House, Id, Indicator, IndicatorValue,
    Note, Pair, Path, Payment, SchoolItem, Value,
};

/// How far a chain of references is followed: a payment of a line of an activity of a clause is four.
const FAR: usize = 8;

impl Document {
    /// The clause that a thing belongs to; `None` for what belongs to the whole, such as units and
    /// plans, and for what is not there. Of a deleted thing the one that it belonged to.
    #[must_use]
    pub fn clause_of(&self, on: &Path) -> Option<Id> {
        let mut at = on.clone();
        for _ in 0..FAR {
            at = self.holder(&at)?;
            if at.kind() == CLAUSE {
                return Some(Id::from(at.id()));
            }
        }
        None
    }

    /// The article (Điều) of that clause; 0 for what belongs to the whole programme.
    #[must_use]
    pub fn article_of(&self, on: &Path) -> u8 {
        let clause = self.clause_of(on);
        clause.map_or(0, |c| self.programme().text.article_of(c.as_str()))
    }

    /// What a thing directly belongs to.
    fn holder(&self, on: &Path) -> Option<Path> {
        let value = |key: &str| self.log().view(on.as_str())?.value(key).cloned();
        let text =
            |value: Option<Value>| value.as_ref().and_then(Value::as_text).map(str::to_owned);
        let named = |kind: &str, key: &str| text(value(key)).map(|id| Path::new(kind, &id));
        let clause = |id: Option<String>| {
            let id = id.filter(|id| self.programme().text.get(id).is_some());
            id.map(|id| Path::new(CLAUSE, &id))
        };
        let within = |key: &str, member: &str| text(value(key)?.get(member).cloned());
        match on.kind() {
            Activity::KIND => clause(within(Activity::PLACE, "in")),
            Indicator::KIND => self.whatever(&text(value(Indicator::OF))?),
            IndicatorValue::KIND => named(Indicator::KIND, IndicatorValue::INDICATOR),
            BudgetLine::KIND => clause(within(BudgetLine::KEY, "clause"))
                .or_else(|| named(Activity::KIND, BudgetLine::ACTIVITY)),
            Payment::KIND => named(BudgetLine::KIND, Payment::LINE)
                .or_else(|| named(Activity::KIND, Payment::ACTIVITY)),
            Evidence::KIND => self.whatever(&text(value(Evidence::OF))?),
            Note::KIND => self.whatever(&text(value(Note::OF))?),
            Exemption::KIND => clause(text(value(Exemption::CLAUSE))),
            House::KIND => named(BudgetLine::KIND, House::LINE)
                .or_else(|| named(Activity::KIND, House::ACTIVITY)),
            SchoolItem::KIND => named(BudgetLine::KIND, SchoolItem::LINE)
                .or_else(|| named(Activity::KIND, SchoolItem::ACTIVITY)),
            Pair::KIND => clause(text(value(Pair::CLAUSE))),
            Dependency::KIND => named(Activity::KIND, Dependency::AFTER)
                .or_else(|| named(Activity::KIND, Dependency::BEFORE)),
            // A kind of a newer program tells its clause under this key, or none that is understood.
            _ => clause(text(value("clause"))),
        }
    }

    /// What an id names, where it may name several kinds.
    fn whatever(&self, id: &str) -> Option<Path> {
        if self.programme().text.get(id).is_some() {
            return Some(Path::new(CLAUSE, id));
        }
        let kinds = [
            Activity::KIND,
            Payment::KIND,
            House::KIND,
            BudgetLine::KIND,
            Indicator::KIND,
        ];
        let mut paths = kinds.iter().map(|kind| Path::new(kind, id));
        paths.find(|path| self.log().entity(path.as_str()).is_some())
    }
}

/// Stands for a kind where a chain has come to a clause.
const CLAUSE: &str = "clauses";
