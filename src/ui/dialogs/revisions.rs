//! "Các bản đã lưu": the earlier versions that this machine keeps, by day, with what each holds and how it differs
//! from what is open; to look at, to copy elsewhere, to restore.

use super::revisions_summary::{self, Summary};
use crate::text::strings::Lang;
use crate::text::strings::revisions::Revisions;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::dialog::{Dialog, footer};
use crate::ui::widgets::elide;
use crate::ui::widgets::empty::EmptyState;
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::table::group_head;
use eframe::egui::{self, Align, Context, Key, Rect, ScrollArea, Ui, pos2, vec2};

/// Why a version is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A save replaced it.
    BeforeSave,
    /// It was sent to the partner.
    Sent,
    /// It came from the partner.
    Received,
    /// It was agreed on.
    Agreed,
    /// It was put aside: before the file on disk was opened again, or a damaged file.
    Aside,
}

impl Why {
    /// In words.
    #[must_use]
    pub const fn text(self, lang: Lang) -> &'static str {
        let t = Revisions(lang);
        match self {
            Self::BeforeSave => t.before_save(),
            Self::Sent => t.sent(),
            Self::Received => t.received(),
            Self::Agreed => t.agreed(),
            Self::Aside => t.aside(),
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::BeforeSave => Icon::FloppyDisk,
            Self::Sent => Icon::PaperPlaneTilt,
            Self::Received => Icon::Tray,
            Self::Agreed => Icon::SealCheck,
            Self::Aside => Icon::FirstAidKit,
        }
    }
}

/// A version in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The day, as it stands above the versions of that day.
    pub day: String,
    /// The time of the day.
    pub time: String,
    /// Why it is kept.
    pub why: Why,
    /// Its size, in words.
    pub size: String,
}

/// What is known of the chosen version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Preview {
    /// None is chosen.
    #[default]
    Nothing,
    /// It is being read.
    Reading,
    /// What it holds.
    Ready(Box<Summary>),
    /// Why it cannot be read.
    Failed(String),
}

/// What the dialog shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The versions, newest first; `None` while they are being listed.
    pub entries: Option<Vec<Entry>>,
    /// Why they could not be listed.
    pub failed: Option<String>,
    /// The chosen one.
    pub chosen: Option<usize>,
    /// What is known of it.
    pub preview: Preview,
    /// Why nothing can be restored, where that is so.
    pub locked: Option<&'static str>,
}

/// What was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Another version was chosen.
    Choose(usize),
    /// Look at it, for viewing only.
    View,
    /// Save a copy of it elsewhere.
    Copy,
    /// Write it as changes.
    Restore,
    /// Close the dialog.
    Close,
}

/// Width of the list, in points.
const LIST: f32 = 330.0;
/// Height of a version in the list.
const ROW: f32 = 34.0;
/// Height of both columns, where the window has the room.
const HEIGHT: f32 = 430.0;

/// Draws the dialog.
pub fn show(ctx: &Context, lang: Lang, state: &State) -> Option<Answer> {
    let t = Revisions(lang);
    let mut answer = None;
    let outcome = Dialog::new("revisions", t.title(), t.close())
        .width(940.0)
        .show(ctx, |ui| {
            let p = &Tokens::of(ui).palette;
            elide::paragraph(ui, Role::Secondary, t.explained(), p.text2);
            let height = super::body_height(ctx, HEIGHT) - 30.0;
            let size = vec2(ui.available_width(), height);
            let (_, rect) = ui.allocate_space(size);
            match &state.entries {
                None => {
                    let (title, text) = match &state.failed {
                        Some(failed) => (t.list_failed(), failed.as_str()),
                        None => (t.listing(), ""),
                    };
                    empty(ui, rect, Icon::Hourglass, title, text);
                }
                Some(entries) if entries.is_empty() => {
                    empty(
                        ui,
                        rect,
                        Icon::ClockCounterClockwise,
                        t.none(),
                        t.none_text(),
                    );
                }
                Some(entries) => {
                    let list = rect.with_max_x(rect.left() + LIST);
                    answer = self::list(ui, list, lang, entries, state.chosen);
                    let stroke = egui::Stroke::new(1.0, p.line);
                    ui.painter()
                        .vline(list.right() + 8.0, rect.y_range(), stroke);
                    let right = rect.with_min_x(list.right() + 20.0);
                    preview(ui, right, lang, state);
                }
            }
            footer(ui, |ui| {
                let ready = matches!(state.preview, Preview::Ready(_));
                let waits = (!ready).then(|| t.choose_first());
                let restore = PushButton::primary(t.restore()).icon(Icon::ClockCounterClockwise);
                if restore.disabled(waits.or(state.locked)).show(ui).clicked() {
                    answer = Some(Answer::Restore);
                }
                let view = PushButton::new(t.view()).icon(Icon::Eye);
                if view.disabled(waits).show(ui).clicked() {
                    answer = Some(Answer::View);
                }
                // A copy of its bytes can be had of what cannot be read too.
                let none = state.chosen.is_none().then(|| t.choose_first());
                let copy = PushButton::new(t.copy()).icon(Icon::DownloadSimple);
                if copy.disabled(none).show(ui).clicked() {
                    answer = Some(Answer::Copy);
                }
            });
        });
    answer.or_else(|| outcome.closed.then_some(Answer::Close))
}

fn empty(ui: &mut Ui, rect: Rect, icon: Icon, title: &str, text: &str) {
    let at = rect.shrink2(vec2(20.0, 60.0));
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(at).id_salt("empty"));
    EmptyState {
        icon,
        title,
        text,
        action: None,
    }
    .show(&mut child);
}

/// The versions by day; arrows move the choice.
fn list(
    ui: &mut Ui,
    rect: Rect,
    lang: Lang,
    entries: &[Entry],
    chosen: Option<usize>,
) -> Option<Answer> {
    let mut answer = None;
    let (up, down) = ui.input(|i| (i.key_pressed(Key::ArrowUp), i.key_pressed(Key::ArrowDown)));
    let moved = match (chosen, up, down) {
        (None, _, true) => Some(0),
        (Some(n), true, false) => n.checked_sub(1),
        (Some(n), false, true) => Some(n + 1).filter(|n| *n < entries.len()),
        _ => None,
    };
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt("versions"));
    ScrollArea::vertical()
        .id_salt("versions")
        .auto_shrink([false, false])
        .show(&mut child, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let mut day = "";
            for (nth, entry) in entries.iter().enumerate() {
                if entry.day != day {
                    day = &entry.day;
                    group_head(ui, day, "");
                }
                let output = row(ui, lang, nth, entry, chosen == Some(nth));
                if output.clicked() {
                    answer = Some(Answer::Choose(nth));
                }
                if moved == Some(nth) {
                    output.scroll_to_me(None);
                }
            }
        });
    answer.or_else(|| moved.map(Answer::Choose))
}

fn row(ui: &mut Ui, lang: Lang, nth: usize, entry: &Entry, selected: bool) -> egui::Response {
    let p = &Tokens::of(ui).palette;
    let why = entry.why.text(lang);
    let name = format!("{}, {}, {why}, {}", entry.time, entry.day, entry.size);
    let id = ui.scope_id().with(("version", nth));
    let row = ListRow::new(&name, ROW).padding(10.0).selected(selected);
    row.show(ui, id, |ui| {
        let rect = ui.max_rect();
        let painter = ui.painter();
        let time = rect.with_max_x(rect.left() + 46.0);
        elide::text_in(
            painter,
            time,
            Align::Min,
            Role::BodyStrong,
            &entry.time,
            p.text,
        );
        let ink = if entry.why == Why::BeforeSave {
            p.text3
        } else {
            p.accent
        };
        entry.why.icon().paint(
            painter,
            pos2(rect.left() + 58.0, rect.center().y),
            14.0,
            ink,
        );
        let size = rect.with_min_x(rect.right() - 74.0);
        elide::text_in(
            painter,
            size,
            Align::Max,
            Role::Secondary,
            &entry.size,
            p.text2,
        );
        let words = rect
            .with_min_x(rect.left() + 74.0)
            .with_max_x(size.left() - 8.0);
        elide::text_in(painter, words, Align::Min, Role::Body, why, p.text);
    })
    .response
}

fn preview(ui: &mut Ui, rect: Rect, lang: Lang, state: &State) {
    let t = Revisions(lang);
    let p = &Tokens::of(ui).palette;
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt("preview"));
    let ui = &mut child;
    let chosen = state.chosen.and_then(|n| state.entries.as_ref()?.get(n));
    let Some(entry) = chosen else {
        empty(
            ui,
            rect,
            Icon::ClockCounterClockwise,
            t.choose(),
            t.choose_text(),
        );
        return;
    };
    let heading = t.version_of(&entry.time, &entry.day);
    elide::plain(ui, Role::PageTitle, &heading, p.text);
    elide::plain(ui, Role::Secondary, entry.why.text(lang), p.text2);
    match &state.preview {
        Preview::Nothing | Preview::Reading => {
            ui.add_space(24.0);
            elide::plain(ui, Role::Body, t.reading(), p.text2);
        }
        Preview::Failed(text) => {
            ui.add_space(8.0);
            elide::paragraph(ui, Role::Body, text, p.overdue);
        }
        Preview::Ready(summary) => {
            let height = rect.bottom() - ui.cursor().top();
            revisions_summary::show(ui, lang, t.would(), summary, height);
        }
    }
}
