//! The typed model: what the document says now, ready to read. It is built from the registers of
//! the change engine and holds nothing that they do not hold.

use super::clause::OfficialText;
use super::field::FieldSource;
use super::id::{Id, Path};
use super::kinds::{
    Activity, Agreement, Annex, BudgetLine, Dependency, Entity, Evidence, Exemption, Header, House,
    Indicator, IndicatorValue, Moment, Note, Pair, Party, Payment, Plan, Recipient, SchoolItem,
    Series, Unit,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The entities of one kind, by id.
pub type Table<T> = BTreeMap<Id, T>;

/// Why a deleted entity is still there (FILE.md §1 rule 10).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// An edit that the deleter had not seen.
    pub by_edit: bool,
    /// A reference from something alive.
    pub by_reference: bool,
}

macro_rules! tables {
    ($($(#[doc = $doc:literal])* $table:ident: $kind:ident,)*) => {
        /// The programme with all that belongs to it.
        #[derive(Clone, Debug)]
        pub struct Programme {
            /// The programme itself.
            pub header: Header,
            /// The official text.
            pub text: Arc<OfficialText>,
            $($(#[doc = $doc])* pub $table: Table<$kind>,)*
        }

        impl Programme {
            /// An empty programme with its official text.
            #[must_use]
            pub fn new(text: Arc<OfficialText>, header: &dyn FieldSource) -> Self {
                Self { header: Header::read(Id::from("programme"), header), text, $($table: Table::new(),)* }
            }

            /// Takes in the entity at `path` as its registers show it now; removes it where it is
            /// not shown. Kinds that this version does not know are passed over.
            pub fn update(&mut self, path: &Path, source: Option<&dyn FieldSource>, kept: Kept) {
                let id = Id::from(path.id());
                match path.kind() {
                    Header::KIND => if let Some(source) = source {
                        self.header = Header::read(id, source);
                    },
                    $($kind::KIND => match source {
                        Some(source) => {
                            let mut entity = $kind::read(id.clone(), source);
                            entity.meta_mut().kept_by_edit = kept.by_edit;
                            entity.meta_mut().kept_by_reference = kept.by_reference;
                            self.$table.insert(id, entity);
                        }
                        None => { self.$table.remove(&id); }
                    },)*
                    _ => {}
                }
            }

            /// Takes in the entities that are shown, in byte order of their paths, in the place of
            /// those that are there. Kinds that this version does not know are passed over.
            pub fn fill<'a, S: FieldSource>(
                &mut self,
                shown: impl Iterator<Item = (&'a Path, S, Kept)>,
            ) {
                // To make a table of entities in order is quicker than to put them in one by one.
                $(let mut $table: Vec<(Id, $kind)> = Vec::new();)*
                for (path, source, kept) in shown {
                    let id = Id::from(path.id());
                    match path.kind() {
                        $($kind::KIND => {
                            let mut entity = $kind::read(id.clone(), &source);
                            entity.meta_mut().kept_by_edit = kept.by_edit;
                            entity.meta_mut().kept_by_reference = kept.by_reference;
                            $table.push((id, entity));
                        })*
                        _ => {}
                    }
                }
                $(self.$table = $table.into_iter().collect();)*
            }

            /// How many entities there are of each kind that this version knows.
            #[must_use]
            pub fn counts(&self) -> Vec<(&'static str, usize)> {
                vec![$(($kind::KIND, self.$table.len()),)*]
            }

            /// Every entity's path with what is known of it, in the order of the kinds.
            pub fn metas(&self) -> impl Iterator<Item = (&'static str, &Id, &super::kinds::Meta)> {
                std::iter::empty()
                    $(.chain(self.$table.values().map(|e| ($kind::KIND, e.id(), e.meta()))))*
            }
        }
    };
}

tables! {
    /// The parties (bên).
    parties: Party,
    /// The units (đơn vị).
    units: Unit,
    /// The annual plans.
    plans: Plan,
    /// The parties' agreements to plans and annexes.
    agreements: Agreement,
    /// The annexes.
    annexes: Annex,
    /// The activities.
    activities: Activity,
    /// Recurring work.
    series: Series,
    /// Which activity begins after which.
    dependencies: Dependency,
    /// Moments to compare with.
    moments: Moment,
    /// The indicators.
    indicators: Indicator,
    /// The yearly values of indicators.
    indicator_values: IndicatorValue,
    /// The budget lines.
    budget_lines: BudgetLine,
    /// The payments.
    payments: Payment,
    /// Papers and pictures that prove something.
    evidence: Evidence,
    /// Dated notes and evaluations.
    notes: Note,
    /// Decisions on which clauses need no plan.
    exemptions: Exemption,
    /// Houses of poor households.
    houses: House,
    /// What school sites are given.
    school_items: SchoolItem,
    /// Units joined in help.
    pairs: Pair,
    /// Who is sent the programme.
    recipients: Recipient,
}

impl Programme {
    /// The parties in their order.
    #[must_use]
    pub fn parties_in_order(&self) -> Vec<&Party> {
        let mut parties: Vec<&Party> = self.parties.values().collect();
        parties.sort_by(|a, b| (&a.place, &a.id).cmp(&(&b.place, &b.id)));
        parties
    }

    /// The party that a unit belongs to.
    #[must_use]
    pub fn party_of(&self, unit: &Id) -> Option<&Party> {
        self.parties.get(self.units.get(unit)?.party.as_ref()?)
    }

    /// The activities of a clause in their order.
    #[must_use]
    pub fn activities_of(&self, clause: &Id) -> Vec<&Activity> {
        let mut found: Vec<&Activity> = self
            .activities
            .values()
            .filter(|a| a.place.parent.as_ref() == Some(clause))
            .collect();
        found.sort_by(|a, b| (&a.place.key, &a.id).cmp(&(&b.place.key, &b.id)));
        found
    }

    /// The decision on whether a clause needs no plan, where there is one.
    #[must_use]
    pub fn exemption(&self, clause: &Id) -> Option<&Exemption> {
        self.exemptions.get(exemption_id(clause).as_str())
    }
}

/// The id of the decision on a clause: one for each, so that two editors decide on the same one.
#[must_use]
pub fn exemption_id(clause: &Id) -> Id {
    Id::from(format!("x.{clause}").as_str())
}

/// As a lead unit: all parties lead together ("Hai huyện cùng chủ trì").
pub const ALL_PARTIES: &str = "all_parties";
