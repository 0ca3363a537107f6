//! The parties' agreements to the joint plan (Điều 7.3) or to an annex (Điều 7.2): each with its document
//! and date, and whether it is still to what stands.

use super::super::edit_field::{checked, date_text, parse_date, read_only_reason};
use super::super::pieces::{FormField, section as section_head};
use crate::edit::Edit;
use crate::insight::plan_history::recorded_by;
use crate::insight::plans::AgreementStanding;
use crate::model::{Agreement, Id, Party, Path, Value};
use crate::text::strings::agreements::Agreements as Words;
use crate::text::strings::errors::Errors;
use crate::text::strings::plan::Plan as Texts;
use crate::text::strings::plans::Plans;
use crate::ui::commands::{Ask, Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::parts;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::{IconButton, PushButton};
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{TextField, field_row, message_line};
use crate::ui::widgets::seal::{SealSize, SealState, seal};
use eframe::egui::{
    Align, CursorIcon, Id as UiId, Layout, Rect, Sense, Ui, WidgetInfo, accesskit, pos2, vec2,
};

/// What is agreed to.
#[derive(Clone, Copy)]
pub(in crate::ui::inspector) struct Subject<'a, 'v> {
    pub view: &'a View<'v>,
    /// The plan or the annex.
    pub to: &'a Id,
    /// Which of the two: the field of the agreement that names it.
    pub key: &'static str,
    /// Why no agreement to it can be removed, where that is so.
    pub fixed: Option<&'static str>,
}

impl Subject<'_, '_> {
    fn words(self) -> Words {
        Words::of(self.view.lang, self.key == Agreement::ANNEX)
    }

    const fn texts(self) -> Texts {
        Texts(self.view.lang)
    }
}

/// An agreement that is being recorded.
#[derive(Debug)]
pub(in crate::ui::inspector) struct Form {
    party: Id,
    document: FormField,
    date: FormField,
    note: FormField,
    /// Why it was refused, where no field says it.
    sentence: Option<String>,
}

impl Form {
    fn new(party: &Id) -> Self {
        Self {
            party: party.clone(),
            document: FormField::default(),
            date: FormField::default(),
            note: FormField::default(),
            sentence: None,
        }
    }
}

/// Shows each party's seal.
pub(in crate::ui::inspector) fn show(
    ui: &mut Ui,
    section: Subject<'_, '_>,
    form: &mut Option<Form>,
    commands: &mut Commands,
) {
    let (view, t) = (section.view, section.words());
    let parties = view.programme().parties_in_order();
    let given = |party: &Party| view.insight.agreements.latest(section.to, &party.id);
    let agreed = parties
        .iter()
        .filter(|p| {
            parts::agreement_seal(view, given(p).map(|g| &g.agreement)) == SealState::Agreed
        })
        .count();
    section_head(
        ui,
        t.agreements(),
        &section.texts().agreed_by(agreed, parties.len()),
    );
    for party in parties {
        ui.push_id(party.id.as_str(), |ui| {
            let last = given(party).map(|g| g.agreement.clone());
            let agreement = last.and_then(|id| view.programme().agreements.get(&id));
            if let Some(given) = agreement {
                show_given(ui, section, party, given, form, commands);
            }
            if form.as_ref().is_some_and(|form| form.party == party.id) {
                record(ui, section, party, form, commands);
            } else if agreement.is_none() {
                show_missing(ui, section, party, form);
            }
        });
    }
}

fn show_given(
    ui: &mut Ui,
    section: Subject<'_, '_>,
    party: &Party,
    given: &Agreement,
    form: &mut Option<Form>,
    commands: &mut Commands,
) {
    let (view, t) = (section.view, section.words());
    let p = &Tokens::of(ui).palette;
    let s = Plans(view.lang);
    let standing = view.insight.agreement_standing(view.document, &given.id);
    let changed = standing == AgreementStanding::Changed;
    ui.horizontal(|ui| {
        ui.set_min_height(40.0);
        let style = view.seal(party);
        let (state, name) = if changed {
            (SealState::Pending, t.changed_seal(&party.short_name))
        } else {
            (SealState::Agreed, t.agreed_seal(&party.short_name))
        };
        seal(ui, SealSize::Medium, &style, state, &name);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let remove = t.remove_of(&party.short_name);
            if IconButton::new(Icon::Trash, &remove)
                .disabled(read_only_reason(view).or(section.fixed))
                .show(ui)
                .clicked()
            {
                commands.edit(Edit::Delete {
                    on: Path::new(Agreement::KIND, given.id.as_str()),
                });
            }
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add_space(3.0);
                let first = if given.document.is_empty() {
                    party.name.as_str().into()
                } else {
                    view.shown(&given.document)
                };
                let first = elide::plain(ui, Role::Body, &first, p.text);
                let entry = recorded_by(
                    view.document,
                    &Path::new(Agreement::KIND, given.id.as_str()),
                );
                let mut more = view.shown(&given.note).into_owned();
                if let Some(entry) = entry {
                    let at = entry.at.format("%H:%M %d/%m/%Y").to_string();
                    let line = s.recorded_by(&entry.by.name, &at);
                    more = if more.is_empty() {
                        line
                    } else {
                        format!("{more}\n{line}")
                    };
                }
                if !more.is_empty() {
                    first.on_hover_text(more);
                }
                let mut second = format!("{}  {}", party.short_name, date_text(given.date));
                let all = view.insight.agreements.all(section.to, &party.id).len();
                if all > 1 {
                    second = format!("{}, {}", second.trim(), s.earlier(all - 1));
                }
                elide::plain(ui, Role::Secondary, second.trim(), p.text2);
            });
        });
    });
    if changed {
        if chip(ui, t, party) {
            commands.push(Command::Ask(Ask::AgreementChanges {
                agreement: given.id.clone(),
            }));
        }
        let name = t.renew_of(&party.short_name);
        let open = form.as_ref().is_some_and(|form| form.party == party.id);
        if !open
            && PushButton::link(t.renew())
                .name(&name)
                .disabled(read_only_reason(view))
                .show(ui)
                .clicked()
        {
            *form = Some(Form::new(&party.id));
        }
    } else if standing == AgreementStanding::Unknown {
        message_line(ui, Icon::Info, t.unknown_standing(), p.text3);
    }
}

/// "Đã thay đổi sau khi thống nhất": a shape, words and amber; pressed it lists the changes.
pub(crate) fn changed_chip(ui: &mut Ui, view: &View<'_>, party: &Party) -> bool {
    chip(ui, Words::of(view.lang, false), party)
}

fn chip(ui: &mut Ui, s: Words, party: &Party) -> bool {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let words = elide::width(ui.painter(), Role::SecondaryStrong, s.changed_after());
    let width = (words + 50.0).min(ui.available_width());
    let (rect, response) =
        ui.allocate_exact_size(vec2(width, tokens.size.min_target), Sense::click());
    let body = rect.shrink2(vec2(0.0, 3.0));
    let fill = if response.hovered() {
        p.hover
    } else {
        p.soon_soft
    };
    crate::ui::widgets::paint::boxed(ui.painter(), body, tokens.radius.chip, fill, p.soon_line);
    crate::ui::widgets::paint::focus_ring_if(ui, &response, tokens.radius.chip);
    let middle = rect.center().y;
    Icon::Warning.paint(ui.painter(), pos2(rect.left() + 14.0, middle), 13.0, p.soon);
    Icon::CaretRight.paint(
        ui.painter(),
        pos2(rect.right() - 12.0, middle),
        11.0,
        p.soon,
    );
    let room = Rect::from_min_max(
        pos2(rect.left() + 26.0, rect.top()),
        pos2(rect.right() - 20.0, rect.bottom()),
    );
    elide::text_in(
        ui.painter(),
        room,
        Align::Min,
        Role::SecondaryStrong,
        s.changed_after(),
        p.soon,
    );
    let name = s.changed_open(&party.short_name);
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Button, true, &name));
    response
        .on_hover_cursor(CursorIcon::PointingHand)
        .on_hover_text(&name)
        .clicked()
}

fn show_missing(ui: &mut Ui, section: Subject<'_, '_>, party: &Party, form: &mut Option<Form>) {
    let (view, t) = (section.view, section.words());
    let p = &Tokens::of(ui).palette;
    ui.horizontal(|ui| {
        ui.set_min_height(32.0);
        let style = view.seal(party);
        seal(
            ui,
            SealSize::Medium,
            &style,
            SealState::Pending,
            &t.pending_seal(&party.short_name),
        );
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let name = t.record_of(&party.short_name);
            let button = PushButton::link(t.record())
                .name(&name)
                .disabled(read_only_reason(view))
                .show(ui);
            if button.clicked() {
                *form = Some(Form::new(&party.id));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                elide::plain(ui, Role::Secondary, t.not_agreed(), p.text3);
            });
        });
    });
}

/// The form: document and date, then the two ways out. What is wrong stays under its field.
fn record(
    ui: &mut Ui,
    section: Subject<'_, '_>,
    party: &Party,
    form: &mut Option<Form>,
    commands: &mut Commands,
) {
    let (view, words, t) = (section.view, section.words(), section.texts());
    let p = &Tokens::of(ui).palette;
    let Some(open) = form else { return };
    ui.horizontal(|ui| {
        ui.set_min_height(28.0);
        let style = view.seal(party);
        seal(
            ui,
            SealSize::Medium,
            &style,
            SealState::Pending,
            &words.pending_seal(&party.short_name),
        );
        elide::plain(
            ui,
            Role::SecondaryBold,
            &words.record_of(&party.short_name),
            p.text,
        );
    });
    let id = |key: &str| UiId::unique(("agreement", section.to.as_str(), party.id.as_str(), key));
    field_row(ui, t.document(), |ui| {
        open.document.show(
            ui,
            TextField::new(id("document"), t.document())
                .hint(t.document_hint())
                .boxed(),
        );
    });
    field_row(ui, t.date(), |ui| {
        open.date.show(
            ui,
            TextField::new(id("date"), t.date())
                .hint(t.date_hint())
                .boxed(),
        );
    });
    let s = Plans(view.lang);
    field_row(ui, s.note(), |ui| {
        open.note
            .show(ui, TextField::new(id("note"), s.note()).boxed());
    });
    if let Some(sentence) = &open.sentence {
        message_line(ui, Icon::WarningCircle, sentence, p.overdue);
    }
    ui.add_space(4.0);
    let (mut save, mut give_up) = (false, false);
    ui.horizontal(|ui| {
        save = PushButton::primary(t.save())
            .small()
            .disabled(read_only_reason(view))
            .show(ui)
            .clicked();
        give_up = PushButton::quiet(t.cancel()).small().show(ui).clicked();
    });
    if give_up {
        *form = None;
        return;
    }
    if !save {
        return;
    }
    // An agreement without its document says nothing (Điều 7.3, DOMAIN.md §2).
    if open.document.text().trim().is_empty() {
        open.document.reject(Errors(view.lang).empty().to_owned());
        return;
    }
    match parse_date(view.lang, open.date.text()) {
        Err(sentence) => open.date.reject(sentence),
        Ok(Value::Null) => open.date.reject(Errors(view.lang).empty().to_owned()),
        Ok(date) => {
            let edit = Edit::create(
                &Path::new(Agreement::KIND, view.fresh_id().as_str()),
                [
                    (section.key, section.to.as_str().into()),
                    (Agreement::PARTY, party.id.as_str().into()),
                    (Agreement::DOCUMENT, open.document.text().into()),
                    (Agreement::DATE, date),
                    (
                        Agreement::NOTE,
                        Value::text_or_null(open.note.text().trim()),
                    ),
                ],
            );
            match checked(view, &edit) {
                Ok(_) => {
                    commands.edit(edit);
                    *form = None;
                }
                Err(sentence) => open.sentence = Some(sentence),
            }
        }
    }
}
