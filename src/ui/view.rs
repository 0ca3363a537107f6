//! What a tab is given: an immutable view of the document and all that follows from it.
//!
//! A tab is `fn(ui, &View, &mut State, &mut Commands)`: it reads, and never changes the document; what
//! the user does goes into [`Commands`](super::commands::Commands), which the app carries out after
//! the frame.

use super::tokens::{PartyColour, Tone};
use super::widgets::seal::{SealShape, SealStyle};
use crate::change::{Document, Seen};
use crate::codec::embedded::Template;
use crate::edit::{Caution, Context, Edit, Refusal, plan};
use crate::insight::{Insight, YearFilter};
use crate::model::{self, ALL_PARTIES, Clause, Id, Node, Party, Path, Programme};
use crate::text::strings::Lang;
use crate::text::strings::houses::Houses;
use crate::text::strings::vocabulary::Vocabulary;
use chrono::NaiveDate;
use std::borrow::Cow;

/// What is selected: shown in the inspector, marked in every tab.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Selection {
    /// Nothing.
    #[default]
    Nothing,
    /// An activity.
    Activity(Id),
    /// A clause of the text.
    Clause(Id),
    /// An annual plan.
    Plan(Id),
    /// A budget line.
    Line(Id),
    /// An annex.
    Annex(Id),
    /// A house of a poor household.
    House(Id),
    /// An item that a school site is given.
    SchoolItem(Id),
}

/// Why the document cannot be edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadOnly {
    /// The user chose Chỉ xem.
    ViewOnly,
    /// The file was made by a newer program.
    Newer,
    /// The file came from a temporary place and has no place of its own yet.
    NoPlace,
    /// The file is open elsewhere, and the user has not said that it shall be edited here.
    Elsewhere,
    /// It is an earlier version, shown for viewing.
    Past,
}

/// A tab of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tab {
    /// Tổng quan.
    #[default]
    Overview,
    /// Điều n.
    Article(u8),
    /// Kế hoạch năm.
    Plan,
    /// Ngân sách.
    Budget,
    /// Phụ lục.
    Annexes,
    /// Nhật ký.
    Journal,
}

/// The immutable view that every tab draws from.
pub struct View<'a> {
    /// The document.
    pub document: &'a Document,
    /// What follows from it.
    pub insight: &'a Insight,
    /// The day.
    pub today: NaiveDate,
    /// The years that are shown.
    pub years: YearFilter,
    /// The language of the window.
    pub lang: Lang,
    /// Why nothing can be edited, where that is so.
    pub read_only: Option<ReadOnly>,
    /// What is selected.
    pub selection: &'a Selection,
    /// Whether the names of poor households and their hamlets are shown: one switch for the whole
    /// window, off at first ([`Command::ShowNames`](super::commands::Command::ShowNames)). It is the only
    /// one: what shows the programme to an audience draws from a view in which it is off unless the
    /// presenter turns it on, and hides by it what every tab, field and search hides.
    pub names: bool,
    /// Makes ids and characters that were never used before.
    pub fresh: &'a dyn Fn() -> String,
}

impl<'a> View<'a> {
    /// What the document says now.
    #[must_use]
    pub fn programme(&self) -> &'a Programme {
        self.document.programme()
    }

    /// The words of states, kinds and roles in the language of the window.
    #[must_use]
    pub const fn words(&self) -> Vocabulary {
        Vocabulary(self.lang)
    }

    /// Whether this is sample data: every view says so.
    #[must_use]
    pub fn is_sample(&self) -> bool {
        self.programme().header.sample_today.is_some()
    }

    /// Whether the window speaks English.
    #[must_use]
    pub fn english(&self) -> bool {
        self.lang == Lang::En
    }

    /// A text of the data as it may be shown: without the names of households while they are hidden.
    /// For all that a user typed and that may name one: titles, notes, payees, papers.
    #[must_use]
    pub fn shown<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.names {
            return Cow::Borrowed(text);
        }
        self.insight
            .people
            .hide(text, Houses(self.lang).name_hidden())
    }

    /// A new id for an entity.
    #[must_use]
    pub fn fresh_id(&self) -> Id {
        Id::from((self.fresh)().as_str())
    }

    /// What an edit needs to know besides the document.
    #[must_use]
    pub fn context(&self) -> Context {
        let random: String = (self.fresh)()
            .to_lowercase()
            .chars()
            .rev()
            .take(5)
            .collect();
        Context {
            today: self.today,
            random,
        }
    }

    /// Checks an edit without carrying it out, so that a field can keep what was typed and say why.
    ///
    /// # Errors
    /// The rule that forbids it.
    pub fn check(&self, edit: &Edit) -> Result<Vec<Caution>, Refusal> {
        plan(self.document, edit, &self.context()).map(|planned| planned.cautions)
    }

    /// The heads of a field as shown now: to be kept when an edit begins (FILE.md §1 rule 5).
    #[must_use]
    pub fn seen(&self, on: &Path, key: &str) -> Seen {
        Seen::Heads(self.document.log().heads(on.as_str(), Some((key, None))))
    }

    /// The seal of a party.
    #[must_use]
    pub fn seal(&self, party: &Party) -> SealStyle {
        seal_style(self.programme(), party)
    }

    /// The seal of the party with this id.
    #[must_use]
    pub fn seal_of(&self, party: &str) -> Option<SealStyle> {
        self.programme().parties.get(party).map(|p| self.seal(p))
    }

    /// The seals of a lead unit: its party's, or every party's where all lead together.
    #[must_use]
    pub fn lead_seals(&self, lead: Option<&Id>) -> Vec<SealStyle> {
        match lead {
            None => Vec::new(),
            Some(id) if *id == ALL_PARTIES => self
                .programme()
                .parties_in_order()
                .into_iter()
                .map(|p| self.seal(p))
                .collect(),
            Some(id) => self
                .programme()
                .party_of(id)
                .or_else(|| self.programme().parties.get(id))
                .map(|p| self.seal(p))
                .into_iter()
                .collect(),
        }
    }

    /// The name of a unit, short where it has a short one; of a party likewise.
    #[must_use]
    pub fn unit_name(&self, id: &Id) -> String {
        if *id == ALL_PARTIES {
            return self.words().all_parties_lead().to_owned();
        }
        let p = self.programme();
        if let Some(unit) = p.units.get(id) {
            return if unit.short_name.is_empty() {
                unit.name.clone()
            } else {
                unit.short_name.clone()
            };
        }
        p.parties.get(id).map_or_else(
            || self.words().unknown_unit(id.as_str()),
            |party| party.short_name.clone(),
        )
    }

    /// How a clause is cited, without the word Điều: `5.1`, `2.2 gạch 1`.
    #[must_use]
    pub fn anchor(&self, clause: &Clause) -> String {
        match clause.node {
            Node::Point if clause.point > 0 => self.words().dash(&clause.anchor(), clause.point),
            _ => clause.anchor(),
        }
    }

    /// How the clause with this id is cited in a narrow column: `Đ5.1`, in English `5.1`.
    #[must_use]
    pub fn short_anchor(&self, clause: &str) -> String {
        let sign = if self.english() { "" } else { "Đ" };
        self.programme()
            .text
            .get(clause)
            .map_or_else(String::new, |c| format!("{sign}{}", c.anchor()))
    }

    /// A short title of a clause: the template's where it has one.
    #[must_use]
    pub fn short_title(&self, clause: &Clause) -> String {
        let known = Template::embedded().short_title(clause.id.as_str(), self.english());
        known.map_or_else(|| clause.title.clone(), str::to_owned)
    }

    /// The tone of a standing, for its icon and word; exceptions alone are coloured.
    #[must_use]
    pub const fn tone(standing: crate::insight::Standing) -> Tone {
        super::parts::standing_tone(standing)
    }
}

/// The seal of a party of a programme.
#[must_use]
pub fn seal_style(programme: &Programme, party: &Party) -> SealStyle {
    let shape = match party.shape {
        Some(model::SealShape::Water) => SealShape::Circle,
        Some(model::SealShape::Diamond) => SealShape::Diamond,
        Some(model::SealShape::Hexagon) => SealShape::Hexagon,
        Some(model::SealShape::Stone) | None => SealShape::Stone,
    };
    let index = programme
        .parties_in_order()
        .iter()
        .position(|p| p.id == party.id)
        .unwrap_or(0);
    let mut style = SealStyle::for_party(index, party.letters.clone());
    style.shape = shape;
    style.colour = match party.colour.as_str() {
        "vl" => PartyColour::Terracotta,
        "ct" => PartyColour::Teal,
        _ => style.colour,
    };
    style
}
