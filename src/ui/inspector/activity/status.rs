//! The state of an activity: six words, of which some ask for a reason or a day.

use super::Section;
use crate::edit::Edit;
use crate::insight::Standing;
use crate::model::{Activity, ActivityStatus, Path, Progress};
use crate::text::date;
use crate::ui::commands::Commands;
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::{
    Drafts, Spec, checked, date_text, parse_date, read_only_reason,
};
use crate::ui::inspector::menu;
use crate::ui::inspector::pieces::{FormField, ValueButton, menu_under};
use crate::ui::inspector::who;
use crate::ui::parts;
use crate::ui::tabs::article::carry_over;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::chip::{ChipFrame, StatusChip};
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{CommitBy, TextField, field_row};
use eframe::egui::{self, Align, Layout, Ui, vec2};

/// A state that waits for its reason.
#[derive(Debug)]
pub(super) struct Form {
    to: Progress,
    reason: FormField,
    /// The field shall take the focus.
    fresh: bool,
}

/// The icon of a stored state.
const fn icon(is: Progress) -> Icon {
    match is {
        Progress::NotStarted => Icon::Circle,
        Progress::InProgress => Icon::CircleHalf,
        Progress::Done => Icon::CheckCircle,
        Progress::Paused => Icon::PauseCircle,
        Progress::CarriedOver => Icon::ArrowRight,
        Progress::NotDoing => Icon::X,
    }
}

/// Draws the state with what follows from it.
pub(super) fn show(
    ui: &mut Ui,
    section: &Section<'_, '_>,
    form: &mut Option<Form>,
    drafts: &mut Drafts,
    commands: &mut Commands,
) {
    let Section {
        view,
        activity,
        on,
        words,
    } = *section;
    let p = &Tokens::of(ui).palette;
    let is = activity.status.is;
    let word = view.words().progress(is);
    let standing = view.insight.standing(&activity.id);
    let row = vec2(ui.available_width(), 28.0);
    ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
        let name = format!("{}: {word}", words.status());
        let width = elide::width(ui.painter(), Role::Body, word) + 56.0;
        let response = ui
            .allocate_ui(vec2(width, 28.0), |ui| {
                let tone = p.tone(parts::standing_tone(plain_standing(is))).fg;
                let button = ValueButton {
                    icon: Some((icon(is), tone)),
                    boxed: true,
                    disabled: read_only_reason(view),
                    ..ValueButton::new(&name, word)
                };
                button.show(ui)
            })
            .inner;
        who::on_field(&response, view, section.on, Activity::STATUS, commands);
        menu_under(&response, |ui| choose(ui, section, form, commands));
        let (chip, frame) = match standing {
            Standing::Overdue { .. } | Standing::Soon { .. } | Standing::DoneLate { .. } => (
                Some(parts::standing_text(view.words(), standing)),
                ChipFrame::Filled,
            ),
            _ if activity.lead.is_none() && standing.is_open() => (
                Some(view.words().unassigned().to_owned()),
                ChipFrame::Dashed,
            ),
            _ => (None, ChipFrame::Plain),
        };
        if let Some(text) = chip {
            let icon = match standing {
                Standing::Overdue { .. } => Icon::Warning,
                Standing::Soon { .. } => Icon::Clock,
                Standing::DoneLate { .. } => Icon::WarningCircle,
                _ => Icon::UserMinus,
            };
            let short = match standing {
                Standing::Overdue { days, .. } => Some(words.late_by(days)),
                _ => None,
            };
            StatusChip::new(icon, &text, parts::standing_tone(standing))
                .frame(frame)
                .short(short.as_deref())
                .show(ui);
        }
    });
    if let Some(asked) = form {
        match reason_form(ui, section, asked) {
            Answer::Open => {}
            Answer::Cancel => *form = None,
            Answer::Set(edit) => {
                commands.edit(edit);
                *form = None;
            }
        }
        return;
    }
    // The day and the reason are parts of one register with the state.
    let dated = matches!(is, Progress::Done | Progress::Paused);
    if dated {
        let label = if is == Progress::Done {
            words.done_on()
        } else {
            words.since()
        };
        field_row(ui, label, |ui| {
            let spec = Spec {
                part: "on",
                hint: words.date_hint(),
                ..Spec::new(on, Activity::STATUS, label)
            };
            let parse = |typed: &str| {
                let day = parse_date(view.lang, typed)?;
                let on = day.as_text().and_then(date::parse_iso);
                Ok(ActivityStatus {
                    on,
                    ..activity.status.clone()
                }
                .value())
            };
            drafts.field(
                ui,
                view,
                spec,
                &date_text(activity.status.on),
                parse,
                commands,
            );
        });
    }
    if !activity.status.reason.is_empty() || matches!(is, Progress::Paused | Progress::NotDoing) {
        field_row(ui, words.reason(), |ui| {
            let rows = if activity.status.reason.chars().count() > 26 {
                2
            } else {
                1
            };
            let spec = Spec {
                part: "reason",
                rows,
                ..Spec::new(on, Activity::STATUS, words.reason())
            };
            let parse = |typed: &str| {
                let reason = typed.trim().to_owned();
                Ok(ActivityStatus {
                    reason,
                    ..activity.status.clone()
                }
                .value())
            };
            drafts.field(ui, view, spec, &activity.status.reason, parse, commands);
        });
    }
}

const fn plain_standing(is: Progress) -> Standing {
    match is {
        Progress::NotStarted => Standing::NotStarted,
        Progress::InProgress => Standing::InProgress,
        Progress::Done => Standing::Done,
        Progress::Paused => Standing::Paused,
        Progress::CarriedOver => Standing::CarriedOver,
        Progress::NotDoing => Standing::NotDoing,
    }
}

/// The six words.
fn choose(
    ui: &mut Ui,
    section: &Section<'_, '_>,
    form: &mut Option<Form>,
    commands: &mut Commands,
) {
    let Section {
        view, activity, on, ..
    } = *section;
    for is in Progress::ALL.iter().copied() {
        let chosen = activity.status.is == is;
        let carry =
            (is == Progress::CarriedOver && !chosen).then(|| carry_over(view, &activity.id));
        let reason = carry
            .as_ref()
            .and_then(|c| c.as_ref().err())
            .map(String::as_str);
        if !menu::choice(
            ui,
            Some(icon(is)),
            view.words().progress(is),
            chosen,
            reason,
        ) || chosen
        {
            continue;
        }
        *form = None;
        match (is, carry) {
            (Progress::CarriedOver, Some(Ok(edit))) => commands.edit(edit),
            (Progress::Paused | Progress::NotDoing, _) => {
                *form = Some(Form {
                    to: is,
                    reason: FormField::default(),
                    fresh: true,
                });
            }
            (Progress::Done, _) => {
                let status = ActivityStatus {
                    is,
                    on: Some(view.today),
                    reason: String::new(),
                };
                commands.edit(set(section, on, &status));
            }
            _ => commands.edit(set(section, on, &ActivityStatus::new(is))),
        }
    }
}

fn set(section: &Section<'_, '_>, on: &Path, status: &ActivityStatus) -> Edit {
    let seen = section.view.seen(on, Activity::STATUS);
    Edit::Set {
        on: on.clone(),
        key: Activity::STATUS.to_owned(),
        to: status.value(),
        seen,
    }
}

enum Answer {
    Open,
    Cancel,
    Set(Edit),
}

/// Asks for the reason of Tạm dừng or Không thực hiện.
fn reason_form(ui: &mut Ui, section: &Section<'_, '_>, form: &mut Form) -> Answer {
    let Section {
        view,
        activity,
        on,
        words,
    } = *section;
    let name = words.reason_for(view.words().progress(form.to));
    let id = egui::Id::unique(("status reason", activity.id.as_str()));
    ui.add_space(4.0);
    elide::plain(ui, Role::Secondary, &name, Tokens::of(ui).palette.text2);
    let out = form.reason.show(ui, TextField::new(id, &name).boxed());
    if std::mem::take(&mut form.fresh) {
        out.response.request_focus();
    }
    let mut submit = out.left == Some(CommitBy::Enter);
    let mut cancel = out.cancelled;
    ui.horizontal(|ui| {
        submit |= PushButton::primary(words.record())
            .small()
            .show(ui)
            .clicked();
        cancel |= PushButton::quiet(words.cancel()).small().show(ui).clicked();
    });
    if submit {
        let reason = form.reason.text().trim().to_owned();
        let edit = set(
            section,
            on,
            &ActivityStatus {
                is: form.to,
                on: Some(view.today),
                reason,
            },
        );
        match checked(view, &edit) {
            Ok(_) => return Answer::Set(edit),
            Err(sentence) => form.reason.reject(sentence),
        }
    } else if cancel {
        return Answer::Cancel;
    }
    Answer::Open
}
