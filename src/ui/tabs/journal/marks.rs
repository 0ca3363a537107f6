//! The named moments that stand among the changes: sent, received, agreed to, approved, named by the user.

use crate::change::{Cut, CutKind};
use crate::insight::Moment;
use crate::model::Id;
use crate::text::strings::journal::Journal as Texts;
use crate::text::strings::plan::Plan as PlanTexts;
use crate::ui::icons::Icon;
use crate::ui::view::{ReadOnly, View};
use chrono::{DateTime, FixedOffset};

/// A named moment.
#[derive(Debug)]
pub(super) struct Mark {
    /// What tells the document of then.
    pub cut: Cut,
    /// When; `None` where that cannot be read.
    pub at: Option<DateTime<FixedOffset>>,
    /// What it is called.
    pub name: String,
}

impl Mark {
    /// Its shape.
    pub(super) const fn icon(&self) -> Icon {
        match self.cut.kind {
            CutKind::Sent => Icon::PaperPlaneTilt,
            CutKind::Received => Icon::Tray,
            CutKind::Agreement => Icon::Handshake,
            CutKind::Approval => Icon::SealCheck,
            CutKind::PlanVersion => Icon::CalendarCheck,
            CutKind::Annex => Icon::Files,
            CutKind::Baseline => Icon::PushPin,
        }
    }
}

/// All of them, the latest first.
pub(super) fn of(view: &View<'_>) -> Vec<Mark> {
    let known = view.insight.moments(view.document);
    // Of an earlier moment those that came later are not to be told.
    let past = view.read_only == Some(ReadOnly::Past);
    let here = past.then(|| view.document.knows());
    let mut all: Vec<Mark> = view
        .document
        .cuts()
        .into_iter()
        .filter(|cut| here.as_ref().is_none_or(|here| cut.knows.is_within(here)))
        .map(|cut| Mark {
            at: DateTime::parse_from_rfc3339(&cut.at).ok(),
            name: name(view, &cut, known),
            cut,
        })
        .collect();
    all.sort_by(|a, b| (b.at, &b.cut.id).cmp(&(a.at, &a.cut.id)));
    all
}

fn name(view: &View<'_>, cut: &Cut, known: &[Moment]) -> String {
    let t = Texts(view.lang);
    let party = || {
        let id = Id::from(cut.to.as_deref()?);
        let party = view.programme().parties.get(&id)?;
        Some(party.short_name.clone())
    };
    match cut.kind {
        CutKind::Sent => party().map(|p| t.mark_sent(&p)),
        CutKind::Received => party().map(|p| t.mark_received(&p)),
        _ => known
            .iter()
            .find(|m| m.cut.id == cut.id && m.cut.kind == cut.kind)
            .map(|m| PlanTexts(view.lang).moment(&m.name, |id| view.unit_name(id))),
    }
    .unwrap_or_else(|| t.mark_of(cut.kind).to_owned())
}
