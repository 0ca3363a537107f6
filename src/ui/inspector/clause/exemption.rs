//! Whether a content needs no plan (Điều 6.1, third dash): a recorded decision with who, when and
//! why. The default is that it needs one (Điều 1.2).

use crate::codec::embedded::Template;
use crate::edit::Edit;
use crate::model::{Clause, Decision};
use crate::text::strings::article::Article;
use crate::ui::commands::Commands;
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::{checked, date_text, read_only_reason};
use crate::ui::inspector::pieces::{self, FormField};
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{CommitBy, TextField, error_line, field_row, message_line};
use eframe::egui::{self, Ui};

/// A decision that is being written.
#[derive(Debug, Default)]
pub(super) struct Form {
    by: FormField,
    on: FormField,
    reason: FormField,
    /// The decision that no plan is needed, or that this is taken back.
    exempt: bool,
    fresh: bool,
    error: Option<String>,
}

/// Draws the decision, or what may be decided.
pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    clause: &Clause,
    form: &mut Option<Form>,
    commands: &mut Commands,
) {
    let words = Article(view.lang);
    let p = &Tokens::of(ui).palette;
    pieces::section(ui, words.exemption(), "");
    let recorded = view.programme().exemption(&clause.id).map(|e| &e.decision);
    match recorded {
        None => {
            elide::paragraph(ui, Role::Body, words.exemption_default(), p.text);
        }
        Some(decision) => {
            let text = if decision.exempt {
                words.exemption_is()
            } else {
                words.exemption_withdrawn()
            };
            elide::paragraph(ui, Role::Body, text, p.text);
            let on = date_text(decision.on);
            for (label, value) in [
                (words.exemption_by(), &decision.by),
                (words.exemption_on(), &on),
                (words.exemption_why(), &decision.reason),
            ] {
                if !value.is_empty() {
                    elide::paragraph(ui, Role::Secondary, &format!("{label}: {value}"), p.text2);
                }
            }
        }
    }
    let exempt = recorded.is_some_and(|d| d.exempt);
    let locked = read_only_reason(view);
    match form {
        None => {
            if recorded.is_none() && Template::embedded().suggests_exemption(clause.id.as_str()) {
                message_line(ui, Icon::Lightbulb, words.exemption_suggest(), p.text2);
            }
            let label = if exempt {
                words.exemption_withdraw()
            } else {
                words.exemption_start()
            };
            if PushButton::link(label).disabled(locked).show(ui).clicked() {
                *form = Some(Form {
                    by: FormField::with(
                        view.document
                            .author()
                            .map(|a| a.name.clone())
                            .unwrap_or_default(),
                    ),
                    on: FormField::with(date_text(Some(view.today))),
                    exempt: !exempt,
                    fresh: true,
                    ..Form::default()
                });
            }
        }
        Some(open) => {
            if decide(ui, view, clause, open, commands) {
                *form = None;
            }
        }
    }
}

/// Draws the form. Returns whether it is done with.
fn decide(
    ui: &mut Ui,
    view: &View<'_>,
    clause: &Clause,
    form: &mut Form,
    commands: &mut Commands,
) -> bool {
    let words = Article(view.lang);
    let id = |key: &str| egui::Id::unique(("exemption", key, clause.id.as_str()));
    let fresh = std::mem::take(&mut form.fresh);
    let mut submit = false;
    let mut cancel = false;
    ui.add_space(4.0);
    let fields: [(&str, &str, &str, &mut FormField); 3] = [
        ("by", words.exemption_by(), "", &mut form.by),
        ("on", words.exemption_on(), words.date_hint(), &mut form.on),
        ("reason", words.exemption_why(), "", &mut form.reason),
    ];
    for (key, label, hint, field) in fields {
        field_row(ui, label, |ui| {
            let out = field.show(ui, TextField::new(id(key), label).hint(hint).boxed());
            if fresh && key == "reason" {
                out.response.request_focus();
            }
            submit |= out.left == Some(CommitBy::Enter);
            cancel |= out.cancelled;
        });
    }
    if let Some(error) = &form.error {
        error_line(ui, error);
    }
    ui.horizontal(|ui| {
        submit |= PushButton::primary(words.record())
            .small()
            .show(ui)
            .clicked();
        cancel |= PushButton::quiet(words.cancel()).small().show(ui).clicked();
    });
    if !submit {
        return cancel;
    }
    form.error = None;
    let Ok(on) = form.on.day(view.lang) else {
        return false;
    };
    let decision = Decision {
        exempt: form.exempt,
        by: form.by.text().trim().to_owned(),
        on,
        reason: form.reason.text().trim().to_owned(),
    };
    let edit = Edit::Exempt {
        clause: clause.id.clone(),
        decision,
    };
    match checked(view, &edit) {
        Ok(_) => {
            commands.edit(edit);
            true
        }
        Err(sentence) => {
            form.error = Some(sentence);
            false
        }
    }
}
