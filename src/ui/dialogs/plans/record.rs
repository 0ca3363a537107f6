//! "Ghi nhận kế hoạch đã ban hành": a plan of an earlier year, recorded after the fact in one step
//! with its agreements (DOMAIN.md §1: 2022–2023).

use crate::edit::{Edit, RecordedAgreement, RecordedPlan, Refusal};
use crate::insight::year_of;
use crate::model::{Id, PlanScope, PlanState, PlanStatus};
use crate::text::strings::errors::Errors;
use crate::text::strings::plan::Plan as Texts;
use crate::text::strings::plans::Plans;
use crate::ui::commands::{Command, Commands};
use crate::ui::dialogs::body_height;
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::{full_name, read_only_reason};
use crate::ui::inspector::pieces::FormField;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::check::checkbox;
use crate::ui::widgets::dialog::{Dialog, footer};
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{TextField, message_line};
use crate::ui::widgets::seal::{SealSize, SealState, seal};
use crate::ui::widgets::segmented::segmented;
use eframe::egui::{Align, Context, Id as UiId, ScrollArea, Ui, vec2};
use std::collections::BTreeMap;

/// The states that a recorded plan may have reached.
const REACHED: [PlanState; 4] = [
    PlanState::Issued,
    PlanState::InEffect,
    PlanState::Reviewed,
    PlanState::Closed,
];

/// What the dialog remembers between frames.
#[derive(Debug)]
pub struct State {
    year: i32,
    party: Option<Id>,
    title: Option<FormField>,
    number: FormField,
    date: FormField,
    leader: FormField,
    reached: PlanState,
    /// Document and date of each party's agreement.
    agreements: BTreeMap<Id, (FormField, FormField)>,
    reason: FormField,
    /// Parties lack an agreement, so a reason is asked for.
    lacking: Option<String>,
    take: bool,
    sentence: Option<String>,
}

impl State {
    /// The form for a year: of a party's own plan, or of the joint one.
    #[must_use]
    pub fn of(year: i32, party: Option<Id>) -> Self {
        Self {
            year,
            party,
            title: None,
            number: FormField::default(),
            date: FormField::default(),
            leader: FormField::default(),
            reached: PlanState::Reviewed,
            agreements: BTreeMap::new(),
            reason: FormField::default(),
            lacking: None,
            take: true,
            sentence: None,
        }
    }
}

/// The activities of the year that stand in no plan.
fn loose(view: &View<'_>, year: i32) -> Vec<Id> {
    let activities = view.programme().activities.values();
    activities
        .filter(|a| a.plan.is_none() && year_of(a) == Some(year))
        .map(|a| a.id.clone())
        .collect()
}

/// Shows the form. Returns whether it stays open.
pub fn show(ctx: &Context, view: &View<'_>, state: &mut State, commands: &mut Commands) -> bool {
    let s = Plans(view.lang);
    let t = Texts(view.lang);
    let owner = state
        .party
        .as_ref()
        .and_then(|id| view.programme().parties.get(id));
    let suggested = owner.map_or_else(
        || t.title_joint(state.year),
        |party| t.title_party(state.year, &party.name),
    );
    let title = state
        .title
        .get_or_insert_with(|| FormField::with(suggested));
    let loose = if state.party.is_none() {
        loose(view, state.year)
    } else {
        Vec::new()
    };
    let (mut go, mut give_up) = (false, false);
    let head = owner.map_or_else(
        || s.record_title(state.year),
        |party| s.record_title_of(state.year, &party.name),
    );
    let dialog = Dialog::new("record plan", &head, s.give_up())
        .width(560.0)
        .stays();
    let outcome = dialog.show(ctx, |ui| {
        let p = &Tokens::of(ui).palette;
        elide::paragraph(ui, Role::Secondary, s.record_text(), p.text2);
        ScrollArea::vertical()
            .max_height(body_height(ctx, 540.0))
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 6.0;
                row(ui, s.next_name(), |ui| {
                    title.show(ui, TextField::new(id("title"), s.next_name()).boxed());
                });
                row(ui, s.record_number(), |ui| {
                    let field = TextField::new(id("number"), s.record_number()).boxed();
                    state.number.show(ui, field);
                });
                row(ui, s.record_date(), |ui| {
                    let field = TextField::new(id("date"), s.record_date());
                    state.date.show(ui, field.hint(t.date_hint()).boxed());
                });
                row(ui, s.record_leader(), |ui| {
                    let field = TextField::new(id("leader"), s.record_leader()).boxed();
                    state.leader.show(ui, field);
                });
                row(ui, s.record_state(), |ui| {
                    let labels = REACHED.map(|is| view.words().plan_state(is));
                    let at = REACHED.iter().position(|is| *is == state.reached);
                    let chosen = segmented(ui, s.record_state(), &labels, at.unwrap_or(usize::MAX));
                    if let Some(is) = chosen.and_then(|at| REACHED.get(at)) {
                        state.reached = *is;
                    }
                });
                if state.party.is_none() {
                    agreements(ui, view, &mut state.agreements);
                }
                if let Some(words) = &state.lacking {
                    message_line(ui, Icon::Warning, words, p.soon);
                    row(ui, s.reason(), |ui| {
                        let field = TextField::new(id("reason"), s.reason()).rows(2).boxed();
                        state.reason.show(ui, field);
                    });
                }
                if !loose.is_empty() {
                    let words = s.record_take(loose.len());
                    if checkbox(ui, state.take, &words, None).clicked() {
                        state.take = !state.take;
                    }
                }
                if let Some(sentence) = &state.sentence {
                    message_line(ui, Icon::WarningCircle, sentence, p.overdue);
                }
            });
        footer(ui, |ui| {
            go = PushButton::primary(s.record_do())
                .disabled(read_only_reason(view))
                .show(ui)
                .clicked();
            give_up = PushButton::new(s.give_up()).show(ui).clicked();
        });
    });
    if go && hand_over(view, state, loose, commands) {
        return false;
    }
    !(give_up || outcome.closed)
}

fn id(key: &str) -> UiId {
    UiId::unique(("record plan", key))
}

/// A label beside its field.
fn row(ui: &mut Ui, label: &str, field: impl FnOnce(&mut Ui)) {
    let p = &Tokens::of(ui).palette;
    ui.horizontal_top(|ui| {
        let (_id, rect) = ui.allocate_space(vec2(130.0, 28.0));
        let align = Align::Min;
        elide::text_in(ui.painter(), rect, align, Role::Secondary, label, p.text2);
        ui.vertical(field);
    });
}

fn agreements(ui: &mut Ui, view: &View<'_>, all: &mut BTreeMap<Id, (FormField, FormField)>) {
    let p = &Tokens::of(ui).palette;
    let s = Plans(view.lang);
    let t = Texts(view.lang);
    ui.add_space(2.0);
    elide::plain(ui, Role::SecondaryBold, s.record_agreements(), p.text);
    for party in view.programme().parties_in_order() {
        let (document, date) = all.entry(party.id.clone()).or_default();
        let given = !document.text().trim().is_empty();
        let state = if given {
            SealState::Agreed
        } else {
            SealState::Pending
        };
        let key = |part: &str| UiId::unique(("record plan", party.id.as_str(), part));
        ui.horizontal_top(|ui| {
            let (words, width) = (s.record_document_of(&party.short_name), 128.0);
            ui.vertical(|ui| {
                ui.add_space(5.0);
                let name = if given {
                    s.agreed_seal(&party.short_name)
                } else {
                    s.pending_seal(&party.short_name)
                };
                seal(ui, SealSize::Medium, &view.seal(party), state, &name);
            });
            ui.vertical(|ui| {
                ui.set_width((ui.available_width() - width - 8.0).max(120.0));
                let field = TextField::new(key("document"), &words);
                document.show(ui, field.hint(s.record_document_hint()).boxed());
            });
            ui.vertical(|ui| {
                let words = s.record_date_of(&party.short_name);
                let field = TextField::new(key("date"), &words);
                date.show(ui, field.hint(t.date_hint()).boxed());
            });
        });
    }
}

/// Records the plan. Returns whether it was taken; otherwise the form says why not.
fn hand_over(view: &View<'_>, state: &mut State, loose: Vec<Id>, commands: &mut Commands) -> bool {
    let s = Plans(view.lang);
    state.sentence = None;
    let Ok(issued_on) = state.date.day(view.lang) else {
        return false;
    };
    let mut given = Vec::new();
    for (party, (document, date)) in &mut state.agreements {
        let Ok(date_of) = date.day(view.lang) else {
            return false;
        };
        let text = document.text().trim().to_owned();
        if text.is_empty() {
            if date_of.is_some() {
                document.reject(s.record_document_missing());
                return false;
            }
            continue;
        }
        given.push(RecordedAgreement {
            id: view.fresh_id(),
            party: party.clone(),
            document: text,
            date: date_of,
        });
    }
    let plan = view.fresh_id();
    let text = |field: &FormField| field.text().trim().to_owned();
    let edit = Edit::RecordPlan(Box::new(RecordedPlan {
        plan: plan.clone(),
        scope: if state.party.is_some() {
            PlanScope::Party
        } else {
            PlanScope::Joint
        },
        party: state.party.clone(),
        unit: None,
        year: state.year,
        title: state.title.as_ref().map(text).unwrap_or_default(),
        number: text(&state.number),
        issued_on,
        leader: text(&state.leader),
        agreements: given,
        activities: if state.take { loose } else { Vec::new() },
        state: PlanStatus {
            is: state.reached,
            on: issued_on,
            comment: text(&state.reason),
        },
    }));
    match view.check(&edit) {
        Ok(_) => {
            commands.edit(edit);
            commands.push(Command::Select(Selection::Plan(plan)));
            true
        }
        Err(refusal) => {
            let name = |id: &Id| full_name(view, id);
            let sentence = Errors(view.lang).refusal(&refusal, name);
            match refusal {
                Refusal::NumberOrDateMissing { number: true, .. } => state.number.reject(sentence),
                Refusal::NumberOrDateMissing { .. } => state.date.reject(sentence),
                Refusal::AgreementMissing { parties, .. } if state.lacking.is_none() => {
                    let names = Errors(view.lang).list(&parties, name);
                    state.lacking = Some(s.missing(&names));
                }
                Refusal::AgreementMissing { .. } => state.reason.reject(sentence),
                _ => state.sentence = Some(sentence),
            }
            false
        }
    }
}
