//! Why an edit is refused, and what is told beside one that is carried out. The string tables make a
//! sentence of each.

use crate::insight::annexes::Lacks;
use crate::model::{Id, Path, PlanState};
use chrono::NaiveDate;

/// Why an edit is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A name or title may not be empty.
    Empty {
        /// The field.
        key: String,
    },
    /// The deadline lies before the start.
    DueBeforeStart {
        /// The start.
        start: NaiveDate,
    },
    /// The start lies behind the deadline.
    StartAfterDue {
        /// The deadline.
        due: NaiveDate,
    },
    /// A unit would end before it begins.
    EndBeforeBegin {
        /// The first day.
        begin: NaiveDate,
    },
    /// A house would be handed over before it is begun.
    HandedOverBeforeStart {
        /// Khởi công.
        start: NaiveDate,
    },
    /// A house would be begun after it was handed over.
    StartAfterHandingOver {
        /// Bàn giao.
        end: NaiveDate,
    },
    /// Không thực hiện, Tạm dừng: a reason is needed.
    ReasonNeeded,
    /// A decision by Điều 6.1 needs who, when and why.
    DecisionIncomplete,
    /// The plan cannot go from this state to that.
    MoveNotAllowed {
        /// From.
        from: PlanState,
        /// To.
        to: PlanState,
    },
    /// A return needs a comment.
    CommentNeeded,
    /// Issuing needs the number, the date, or both.
    NumberOrDateMissing {
        /// The number is missing.
        number: bool,
        /// The date is missing.
        date: bool,
    },
    /// The joint plan lacks the agreement of these parties to its content as it stands (Điều 7.3): a
    /// reason is needed.
    AgreementMissing {
        /// The parties that have not agreed.
        parties: Vec<Id>,
        /// The parties that agreed to something else: the content changed since.
        changed: Vec<Id>,
    },
    /// An amount below zero.
    NegativeAmount,
    /// The total would be greater than can be counted.
    TooMuch,
    /// A decision on money without an amount above zero.
    AmountNeeded,
    /// A decision on money with neither its document nor a reason.
    GroundsNeeded,
    /// Nothing can be added to a figure that holds several amounts.
    FigureDisputed {
        /// The figure.
        key: String,
    },
    /// The key of a budget line stands while money is on it.
    LineKeyStands,
    /// A carried-over activity already has its continuation.
    AlreadyCarriedOver,
    /// The year cannot be told, so there is no next one.
    YearUnknown,
    /// The content of the plan, or of any plan, holds values in conflict: nobody can agree to it, and
    /// no moment of it can be kept, before they are settled.
    ContentDisputed {
        /// Each entity with its field.
        spots: Vec<(Path, String)>,
    },
    /// The party agreed to the plan as it stands already.
    AlreadyAgreed {
        /// The party.
        party: Id,
    },
    /// The issued joint plan stands on this agreement.
    AgreementStands {
        /// The party.
        party: Id,
    },
    /// An annex that comes into force needs its number, its title, its text and every party's agreement
    /// to it as it stands; an agreement needs the title and the text that it is to (Điều 7.2).
    AnnexIncomplete {
        /// What it lacks.
        lacks: Lacks,
    },
    /// What is in force is not changed and not deleted: the day on which it comes into force is taken
    /// back first, or another annex is made.
    AnnexInForce {
        /// The annex.
        annex: Id,
    },
    /// The plan has a next version: agree to that one, adjust that one.
    AlreadyAdjusted {
        /// The next version.
        next: Id,
    },
    /// Only a plan that is issued or in effect is adjusted; an earlier one is edited.
    NotIssued,
    /// Neither a start nor a deadline to count from.
    NoDates,
    /// So many ids were given as instances are asked for, and no other number will do.
    IdsWanted {
        /// How many.
        count: usize,
    },
    /// An activity cannot begin after its own end.
    DependsOnItself,
    /// The two are linked already.
    AlreadyLinked,
    /// The link would close a circle.
    DependencyCycle,
    /// It stands as it was recorded; delete it and record it anew.
    Fixed {
        /// The field.
        key: String,
    },
    /// What is to be edited is not there any more.
    Gone,
    /// A value that does not belong into this field.
    WrongValue {
        /// The field.
        key: String,
    },
}

/// Something to tell the user that stops nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caution {
    /// The date lies outside the programme's period.
    OutsidePeriod {
        /// The date.
        date: NaiveDate,
    },
    /// The unit has ended.
    UnitEnded {
        /// The unit.
        unit: Id,
        /// Its last day.
        on: NaiveDate,
    },
    /// The plan is issued though not every party agreed; the reason is recorded.
    IssuedWithoutAgreement {
        /// The parties that have not.
        parties: Vec<Id>,
        /// The parties that agreed to something else: the content changed since.
        changed: Vec<Id>,
    },
    /// Dates, year or plan of activities in an agreed plan changed without a reason: the window asks
    /// for one first ([`needs_reason`](super::needs_reason)).
    WithoutReason {
        /// The activities.
        activities: Vec<Id>,
    },
    /// More is disbursed than estimated or allocated.
    Overspent {
        /// The line.
        line: Id,
        /// By so many đồng.
        by: i64,
    },
    /// More is carried over or cancelled than is left on the line.
    MoreThanLeft {
        /// The line.
        line: Id,
        /// What is left, in đồng, where that is known.
        left: Option<i64>,
    },
    /// The payment lies outside the year of its money.
    PaymentOutsideYear {
        /// The year.
        year: i32,
    },
}
