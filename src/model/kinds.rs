//! The kinds of entities and their fields: **the one place** where a field is declared.
//!
//! From each declaration come the typed struct, its reader, the keys for edits, and the JSON Schema
//! (`assets/schema`). A field needs no other place but the tab that shows it and its string.

use super::field::{BadField, Field, FieldSource, Shape};
use super::id::Id;
use super::money::Figure;
use super::nested::{
    ActivityStatus, Decision, LineKey, PaymentMoney, Period, Place, PlanStatus, Signer,
};
use super::words::{
    FundingSource, HouseWork, NoteKind, PaymentKind, PlanScope, SealShape, UnitLevel,
};
use crate::text::number::Decimal;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What is known of an entity besides its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// Keys of fields that hold several values, set by editors that had not seen each other.
    pub contested: Vec<String>,
    /// It was deleted, but an edit that the deleter had not seen keeps it alive.
    pub kept_by_edit: bool,
    /// It was deleted, but something alive refers to it.
    pub kept_by_reference: bool,
    /// Fields whose values cannot be read.
    pub bad: Vec<BadField>,
}

/// The keys and shapes of one kind: for the schema and for sweeps.
#[derive(Clone, Copy, Debug)]
pub struct KindInfo {
    /// The kind's key in the file.
    pub kind: &'static str,
    /// Each field: its key, its shape, what it is.
    pub fields: &'static [(&'static str, Shape, &'static str)],
}

/// A kind of entity in the typed model.
pub trait Entity: Sized {
    /// Its keys and shapes.
    const INFO: KindInfo;
    /// Reads an entity from its registers.
    fn read(id: Id, source: &dyn FieldSource) -> Self;
    /// Its id.
    fn id(&self) -> &Id;
    /// What is known of it besides its fields.
    fn meta(&self) -> &Meta;
    /// For the change engine, which knows what keeps a deleted entity alive.
    fn meta_mut(&mut self) -> &mut Meta;
}

macro_rules! kinds {
    ($($(#[doc = $doc:literal])* $name:ident $kind:literal {
        $($(#[doc = $fdoc:literal])* $field:ident $upper:ident: $ty:ty,)*
    })*) => {
        $(
            $(#[doc = $doc])*
            #[derive(Clone, Debug, PartialEq, Eq)]
            pub struct $name {
                /// Its id.
                pub id: Id,
                /// What is known of it besides its fields.
                pub meta: Meta,
                $($(#[doc = $fdoc])* pub $field: $ty,)*
            }
            impl $name {
                /// The kind's key in the file.
                pub const KIND: &'static str = $kind;
                $($(#[doc = $fdoc])* pub const $upper: &'static str = stringify!($field);)*
            }
            impl Entity for $name {
                const INFO: KindInfo = KindInfo {
                    kind: $kind,
                    fields: &[$((stringify!($field), <$ty as Field>::SHAPE, concat!($($fdoc),*)),)*],
                };
                fn read(id: Id, source: &dyn FieldSource) -> Self {
                    let mut bad = Vec::new();
                    $(let $field = <$ty as Field>::read(source, stringify!($field)).unwrap_or_else(|found| {
                        bad.push(BadField { key: stringify!($field), found, expected: <$ty as Field>::SHAPE });
                        <$ty as Field>::unset()
                    });)*
                    let contested = source.contested().into_iter().map(str::to_owned).collect();
                    let meta = Meta { contested, bad, ..Meta::default() };
                    Self { id, meta, $($field,)* }
                }
                fn id(&self) -> &Id { &self.id }
                fn meta(&self) -> &Meta { &self.meta }
                fn meta_mut(&mut self) -> &mut Meta { &mut self.meta }
            }
        )*
        /// Every kind, in the order in which they stand in the file.
        pub const KINDS: &[KindInfo] = &[$($name::INFO,)*];
    };
}

kinds! {
    /// The programme itself: one entity without an id of its own.
    Header "programme" {
        /// Its title (trích yếu).
        title TITLE: String,
        /// Its official number; the signed text leaves it blank.
        number NUMBER: String,
        /// The day it was signed; the text gives only the month.
        signed_on SIGNED_ON: Option<NaiveDate>,
        /// What it is based on (căn cứ).
        basis BASIS: String,
        /// The years it plans for.
        period PERIOD: Period,
        /// The last day it is in force; the text says "đến 2025" (Điều 7.1), 31/12 is an assumption.
        in_force_until IN_FORCE_UNTIL: Option<NaiveDate>,
        /// Days before a deadline from which it counts as near; 7 where unset.
        soon_days SOON_DAYS: Option<Days>,
        /// The today of sample data: present only in them, and then every view and export says so.
        sample_today SAMPLE_TODAY: Option<NaiveDate>,
    }
    /// A party (bên) of the programme: a local government. At least two, maybe more.
    Party "parties" {
        /// Its full name: huyện Vĩnh Lộc.
        name NAME: String,
        /// Its short name: Vĩnh Lộc.
        short_name SHORT_NAME: String,
        /// The letters of its seal: VL.
        letters LETTERS: String,
        /// The shape of its seal.
        shape SHAPE: Option<SealShape>,
        /// The key of its colour among the colours of parties.
        colour COLOUR: String,
        /// Its focal unit (đầu mối), which inspects and urges (Điều 6.2).
        focal_unit FOCAL_UNIT: Option<Id>,
        /// Who signed the programme for it.
        signer SIGNER: Signer,
        /// Its place among the parties.
        place PLACE: Place,
    }
    /// A unit (cơ quan, đơn vị) that leads, coordinates, benefits or is told.
    Unit "units" {
        /// Its name, as of its own time.
        name NAME: String,
        /// A short name for narrow columns.
        short_name SHORT_NAME: String,
        /// The party it belongs to.
        party PARTY: Option<Id>,
        /// Its level.
        level LEVEL: Option<UnitLevel>,
        /// The first day it exists.
        valid_from VALID_FROM: Option<NaiveDate>,
        /// The last day it exists.
        valid_to VALID_TO: Option<NaiveDate>,
        /// The legal basis of its beginning or end.
        legal_basis LEGAL_BASIS: String,
        /// The units that take over its duties when it ends (nay thuộc).
        continued_by CONTINUED_BY: BTreeSet<Id>,
    }
    /// An annual plan (kế hoạch năm).
    Plan "plans" {
        /// The year it plans.
        year YEAR: Option<i32>,
        /// Whose plan it is.
        scope SCOPE: Option<PlanScope>,
        /// The party, for a party's, sector's or unit's plan.
        party PARTY: Option<Id>,
        /// The unit, for a sector's or unit's plan.
        unit UNIT: Option<Id>,
        /// Its title.
        title TITLE: String,
        /// Its state, with the reason or comment that the move asked for.
        state STATE: PlanStatus,
        /// Its official number; needed for issuing.
        number NUMBER: String,
        /// The day it was issued; needed for issuing.
        issued_on ISSUED_ON: Option<NaiveDate>,
        /// The leader who directs it (Điều 6.1, second dash).
        leader LEADER: String,
        /// The plan of which it is the next version.
        replaces REPLACES: Option<Id>,
        /// Remarks.
        note NOTE: String,
    }
    /// A party's agreement to a plan (thống nhất, Điều 7.3) or to an annex (nhất trí, Điều 7.2).
    Agreement "agreements" {
        /// The plan.
        plan PLAN: Option<Id>,
        /// The annex, where it is none to a plan.
        annex ANNEX: Option<Id>,
        /// The party that agrees.
        party PARTY: Option<Id>,
        /// The document in which it agrees.
        document DOCUMENT: String,
        /// The date of that document.
        date DATE: Option<NaiveDate>,
        /// Remarks.
        note NOTE: String,
    }
    /// An annex (Phụ lục): what the parties change in the programme or add to it, by agreement in
    /// writing (Điều 7.2). The official text stays as it is; an annex in force is read beside it.
    Annex "annexes" {
        /// Its number: 1, I, 01. Needed for coming into force.
        number NUMBER: String,
        /// What it is about (trích yếu); needed for coming into force.
        title TITLE: String,
        /// What it changes or adds, in its own words; needed for coming into force.
        text TEXT: String,
        /// The pieces of the official text that it amends.
        clauses CLAUSES: BTreeSet<Id>,
        /// The day it was signed.
        signed_on SIGNED_ON: Option<NaiveDate>,
        /// The first day it is in force. Whether it is follows from this and the agreements.
        in_force_on IN_FORCE_ON: Option<NaiveDate>,
        /// Remarks.
        note NOTE: String,
    }
    /// An activity (hoạt động, việc).
    Activity "activities" {
        /// What is done.
        title TITLE: String,
        /// The clause it carries out and its place there.
        place PLACE: Place,
        /// Its state, with the day and the reason.
        status STATUS: ActivityStatus,
        /// The lead unit (chủ trì); unset is "Chưa phân công", never a guess.
        lead LEAD: Option<Id>,
        /// Coordinating units (phối hợp).
        coordinating COORDINATING: BTreeSet<Id>,
        /// Benefiting units (thụ hưởng).
        benefiting BENEFITING: BTreeSet<Id>,
        /// Who else benefits, in words.
        beneficiary BENEFICIARY: String,
        /// The year it belongs to.
        year YEAR: Option<i32>,
        /// The first day.
        start START: Option<NaiveDate>,
        /// The deadline (thời hạn).
        due DUE: Option<NaiveDate>,
        /// A single moment rather than a stretch of time.
        milestone MILESTONE: bool,
        /// The plan it stands in.
        plan PLAN: Option<Id>,
        /// The activity of the year before, of which it is the continuation.
        carried_from CARRIED_FROM: Option<Id>,
        /// The recurring work of which it is one instance.
        series SERIES: Option<Id>,
    }
    /// Recurring work (việc lặp lại): its instances are activities, and share a row of the timeline.
    Series "series" {
        /// What is done each time.
        title TITLE: String,
    }
    /// That one activity begins after another has ended (việc trước – việc sau; finish–start). It
    /// warns where the dates say otherwise, and moves nothing.
    Dependency "dependencies" {
        /// The activity that ends first.
        before BEFORE: Option<Id>,
        /// The activity that begins after it.
        after AFTER: Option<Id>,
    }
    /// A moment that the user named to compare with (mốc so sánh). What the document said then is
    /// told by the cut of the same name (FILE.md §1 rule 14), not stored again.
    Moment "moments" {
        /// Its name.
        name NAME: String,
        /// Remarks.
        note NOTE: String,
    }
    /// An indicator (chỉ tiêu) of a clause or an activity.
    Indicator "indicators" {
        /// The clause or activity it measures.
        of OF: Option<Id>,
        /// Its name.
        name NAME: String,
        /// What it counts in (đơn vị tính).
        unit UNIT: String,
        /// Its place among its siblings.
        place PLACE: Place,
    }
    /// The values of an indicator in one year.
    IndicatorValue "indicator_values" {
        /// The indicator.
        indicator INDICATOR: Option<Id>,
        /// The year.
        year YEAR: Option<i32>,
        /// Where it stood before.
        baseline BASELINE: Option<Decimal>,
        /// What is aimed at (kế hoạch).
        target TARGET: Option<Decimal>,
        /// What was reached (thực hiện).
        actual ACTUAL: Option<Decimal>,
    }
    /// A line of the budget: a year, a clause, a source, a payer.
    BudgetLine "budget_lines" {
        /// What tells it from other lines; stands once money is on it.
        key KEY: LineKey,
        /// A name of its own.
        name NAME: String,
        /// The activity it pays for, if only one.
        activity ACTIVITY: Option<Id>,
        /// Cam kết, in đồng.
        committed COMMITTED: Figure,
        /// Dự toán giao, in đồng.
        estimate ESTIMATE: Figure,
        /// Phân bổ, in đồng.
        allocated ALLOCATED: Figure,
        /// Chuyển nguồn from the year before, in đồng.
        carried_over CARRIED_OVER: Figure,
        /// Hủy dự toán, in đồng.
        cancelled CANCELLED: Figure,
        /// The line of the year before from which its Chuyển nguồn came; what left that line is told
        /// by this, and not stored again.
        carried_from CARRIED_FROM: Option<Id>,
        /// Why: remarks on the whole line.
        note NOTE: String,
    }
    /// Money that moved: tạm ứng, giải ngân, thu hồi, quyết toán.
    Payment "payments" {
        /// The budget line.
        line LINE: Option<Id>,
        /// The activity.
        activity ACTIVITY: Option<Id>,
        /// What it does.
        kind KIND_OF: Option<PaymentKind>,
        /// How much, from which source, of which year: one register.
        money MONEY: PaymentMoney,
        /// The day.
        date DATE: Option<NaiveDate>,
        /// The document (chứng từ).
        document DOCUMENT: String,
        /// Who received it.
        payee PAYEE: String,
        /// Remarks.
        note NOTE: String,
    }
    /// A paper or picture that proves something. The file itself does not travel in the document.
    Evidence "evidence" {
        /// What it proves: an activity, a payment, a house.
        of OF: Option<Id>,
        /// The name of the file, without a folder.
        name NAME: String,
        /// What it is.
        title TITLE: String,
        /// SHA-256 of its bytes, in lower-case hexadecimal.
        sha256 SHA256: String,
        /// The date of the paper.
        date DATE: Option<NaiveDate>,
    }
    /// A dated note or evaluation.
    Note "notes" {
        /// What it is about.
        of OF: Option<Id>,
        /// What it is for.
        kind KIND_OF: Option<NoteKind>,
        /// The day it speaks of.
        date DATE: Option<NaiveDate>,
        /// The text.
        text TEXT: String,
        /// Of a reason or a decision on money: the key of the figure that it speaks of, as the entity
        /// has it (`estimate`). Empty: it speaks of the whole.
        figure FIGURE: String,
        /// Of a decision: its document (số, ký hiệu).
        document DOCUMENT: String,
        /// Of a decision: how much it moved, in đồng. The figure itself stands in its own register.
        amount_dong AMOUNT: Figure,
    }
    /// Whether a clause needs no plan (Điều 6.1, third dash). Its id is the clause's, with `x.` before it.
    Exemption "exemptions" {
        /// The clause.
        clause CLAUSE: Option<Id>,
        /// The decision: who, when, why.
        decision DECISION: Decision,
    }
    /// A house of a poor household (Điều 5.1).
    House "houses" {
        /// The household. Personal: left out of anonymised copies.
        household HOUSEHOLD: String,
        /// The hamlet (thôn). Personal.
        hamlet HAMLET: String,
        /// The commune, as of that time.
        commune COMMUNE: Option<Id>,
        /// New or repaired.
        work WORK: Option<HouseWork>,
        /// The year whose money pays for it.
        year YEAR: Option<i32>,
        /// Mức hỗ trợ, in đồng.
        support SUPPORT: Figure,
        /// Where the money comes from.
        source SOURCE: Option<FundingSource>,
        /// Khởi công.
        started_on STARTED_ON: Option<NaiveDate>,
        /// Bàn giao.
        handed_over_on HANDED_OVER_ON: Option<NaiveDate>,
        /// The budget line that pays for it.
        line LINE: Option<Id>,
        /// The activity it belongs to.
        activity ACTIVITY: Option<Id>,
    }
    /// Something that a school site is given (thiết bị điểm trường, Điều 5.2): one item of one site.
    SchoolItem "school_items" {
        /// The school.
        school SCHOOL: String,
        /// The site of the school (điểm trường lẻ); empty where it is the school itself.
        site SITE: String,
        /// The commune, as of that time.
        commune COMMUNE: Option<Id>,
        /// The year whose money pays for it.
        year YEAR: Option<i32>,
        /// What it is.
        item ITEM: String,
        /// How many.
        quantity QUANTITY: Option<Decimal>,
        /// What they are counted in (đơn vị tính): bộ, chiếc.
        measure MEASURE: String,
        /// What they are worth in all, in đồng.
        value_dong VALUE_DONG: Figure,
        /// Where the money comes from.
        source SOURCE: Option<FundingSource>,
        /// Bàn giao.
        delivered_on DELIVERED_ON: Option<NaiveDate>,
        /// The budget line that pays for it.
        line LINE: Option<Id>,
        /// The activity it belongs to.
        activity ACTIVITY: Option<Id>,
    }
    /// Two units that are joined in help (cặp kết nối, kết nghĩa: Điều 2.2, 4.2).
    Pair "pairs" {
        /// The clause it carries out.
        clause CLAUSE: Option<Id>,
        /// The one unit.
        helping HELPING: Option<Id>,
        /// The other unit.
        helped HELPED: Option<Id>,
        /// The first day.
        since SINCE: Option<NaiveDate>,
        /// What they do together.
        content CONTENT: String,
    }
    /// Who is sent the programme (nơi nhận).
    Recipient "recipients" {
        /// As it stands in the list, without dash and semicolon.
        text TEXT: String,
        /// The unit, where it is one.
        unit UNIT: Option<Id>,
        /// Its place in the list.
        place PLACE: Place,
    }
}

/// A number of days, 0–3650.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days(pub u16);

impl Field for Option<Days> {
    const SHAPE: Shape = Shape::Decimal;
    fn parse(value: &super::value::Value) -> Result<Self, ()> {
        let days = value
            .as_int()
            .and_then(|n| u16::try_from(n).ok())
            .filter(|n| *n <= 3650);
        days.map(|n| Some(Days(n))).ok_or(())
    }
    fn unset() -> Self {
        None
    }
}

/// Whether the register of this key holds money, so that several values have no value
/// (FILE.md §1 rule 8). Fixed by the format: of keys that a newer program brings, those that end
/// in `_dong`.
#[must_use]
pub fn is_money(key: &str) -> bool {
    matches!(
        key,
        "committed" | "estimate" | "allocated" | "carried_over" | "cancelled" | "money" | "support"
    ) || key.ends_with("_dong")
}
