//! A damaged file: what of it is whole, what is to be entered again, and which version to go on with.

use crate::text::strings::Lang;
use crate::text::strings::files::Files;
use crate::text::strings::safe::Safe;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::dialog::{Dialog, footer};
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::{card, elide};
use eframe::egui::{
    self, Align, Color32, Context, Frame, Margin, Rect, ScrollArea, Ui, pos2, vec2,
};

/// A version to go on with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// When it was put away, or that it is what can be read of the file itself.
    pub time: String,
    /// Why it is kept.
    pub why: String,
    /// How many activities it has.
    pub count: String,
    /// What is whole in it.
    pub intact: Vec<String>,
    /// What is to be entered again, or looked at.
    pub again: Vec<String>,
    /// How many more of these there are.
    pub more: usize,
    /// A word on where doubtful values come from; may be empty.
    pub note: String,
}

/// What the dialog shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The name of the file.
    pub file: String,
    /// What is wrong with it, in sentences.
    pub sentence: String,
    /// The versions, the best first.
    pub choices: Vec<Choice>,
    /// The chosen one.
    pub chosen: usize,
}

/// What was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Another version was chosen.
    Choose(usize),
    /// Go on with the chosen one.
    Open,
    /// Copy what is wrong.
    CopyError,
    /// Show the folder of the damaged file.
    Folder,
    /// Close the dialog.
    Close,
}

/// The height of a version in the list, in points.
const ROW: f32 = 32.0;
/// The height of a line of what is whole.
const LINE: f32 = 22.0;

/// Draws the dialog.
pub fn show(ctx: &Context, lang: Lang, state: &State) -> Option<Answer> {
    let t = Safe(lang);
    let mut answer = None;
    let outcome = Dialog::new("rescue", t.rescue_title(), Files(lang).cancel())
        .width(640.0)
        .stays()
        .show(ctx, |ui| {
            let p = &Tokens::of(ui).palette;
            ui.horizontal_top(|ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(40.0, 40.0), egui::Sense::hover());
                ui.painter().circle_filled(rect.center(), 20.0, p.soon_soft);
                Icon::FirstAidKit.paint(ui.painter(), rect.center(), 20.0, p.soon);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    elide::plain(ui, Role::BodyStrong, &state.file, p.text);
                    elide::paragraph(ui, Role::Secondary, &state.sentence, p.text2);
                    elide::paragraph(ui, Role::Secondary, t.rescue_safe(), p.text2);
                });
            });
            let most = super::body_height(ctx, 470.0) - 110.0;
            ScrollArea::vertical()
                .id_salt("rescue")
                .max_height(most)
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    if let Some(choice) = state.choices.get(state.chosen) {
                        columns(ui, lang, choice);
                    }
                    ui.add_space(4.0);
                    elide::plain(ui, Role::CardTitle, t.choose_rescue(), p.text);
                    ui.spacing_mut().item_spacing.y = 0.0;
                    for (nth, choice) in state.choices.iter().enumerate() {
                        if row(ui, nth, choice, nth == state.chosen) {
                            answer = Some(Answer::Choose(nth));
                        }
                    }
                });
            footer(ui, |ui| {
                if PushButton::primary(t.go_on_with()).show(ui).clicked() {
                    answer = Some(Answer::Open);
                }
                if PushButton::new(Files(lang).not_now()).show(ui).clicked() {
                    answer = Some(Answer::Close);
                }
                ui.with_layout(egui::Layout::left_to_right(Align::Center), |ui| {
                    let folder = PushButton::quiet(t.open_folder()).icon(Icon::FolderOpen);
                    if folder.show(ui).clicked() {
                        answer = Some(Answer::Folder);
                    }
                    let copy = PushButton::quiet(t.copy_error()).icon(Icon::Copy);
                    if copy.show(ui).clicked() {
                        answer = Some(Answer::CopyError);
                    }
                });
            });
        });
    answer.or_else(|| outcome.closed.then_some(Answer::Close))
}

/// What is whole, and what is to be entered again.
fn columns(ui: &mut Ui, lang: Lang, choice: &Choice) {
    let t = Safe(lang);
    let p = &Tokens::of(ui).palette;
    Frame::new()
        .fill(p.panel)
        .corner_radius(Tokens::of(ui).radius.card)
        .inner_margin(Margin::symmetric(12, 8))
        .show(ui, |ui| {
            ui.columns(2, |columns| {
                let [left, right] = columns else { return };
                left.spacing_mut().item_spacing.y = 0.0;
                right.spacing_mut().item_spacing.y = 0.0;
                elide::plain(left, Role::SecondaryBold, t.intact(), p.text2);
                for line in &choice.intact {
                    mark(left, Icon::CheckCircle, p.done, line);
                }
                elide::plain(right, Role::SecondaryBold, t.again(), p.text2);
                if choice.again.is_empty() {
                    mark(right, Icon::CheckCircle, p.done, t.nothing_lost());
                }
                for line in &choice.again {
                    mark(right, Icon::WarningCircle, p.soon, line);
                }
                if choice.more > 0 {
                    elide::plain(right, Role::Secondary, &t.more(choice.more), p.text2);
                }
                if !choice.note.is_empty() {
                    elide::paragraph(right, Role::Secondary, &choice.note, p.text2);
                }
            });
        });
}

fn mark(ui: &mut Ui, icon: Icon, ink: Color32, text: &str) {
    let p = &Tokens::of(ui).palette;
    ui.horizontal(|ui| {
        ui.set_min_height(LINE);
        ui.spacing_mut().item_spacing.x = 6.0;
        icon.show(ui, 14.0, ink);
        elide::plain(ui, Role::Body, text, p.text);
    });
}

fn row(ui: &mut Ui, nth: usize, choice: &Choice, selected: bool) -> bool {
    let p = &Tokens::of(ui).palette;
    let name = format!("{}, {}, {}", choice.time, choice.why, choice.count);
    let id = ui.scope_id().with(("rescue", nth));
    let row = ListRow::new(&name, ROW).padding(10.0).selected(selected);
    let output = row.show(ui, id, |ui| {
        let rect = ui.max_rect();
        let painter = ui.painter();
        let disc = pos2(rect.left() + 8.0, rect.center().y);
        let stroke = if selected { p.accent } else { p.line_strong };
        painter.circle_stroke(disc, 7.0, egui::Stroke::new(1.5, stroke));
        if selected {
            painter.circle_filled(disc, 4.0, p.accent);
        }
        let time = Rect::from_min_max(
            pos2(rect.left() + 26.0, rect.top()),
            pos2(rect.left() + 210.0, rect.bottom()),
        );
        elide::text_in(
            painter,
            time,
            Align::Min,
            Role::BodyStrong,
            &choice.time,
            p.text,
        );
        let count = rect.with_min_x(rect.right() - 80.0);
        elide::text_in(
            painter,
            count,
            Align::Max,
            Role::Secondary,
            &choice.count,
            p.text2,
        );
        let why = rect
            .with_min_x(time.right() + 8.0)
            .with_max_x(count.left() - 8.0);
        elide::text_in(painter, why, Align::Min, Role::Body, &choice.why, p.text2);
        card::divider(ui, rect);
    });
    output.response.clicked()
}
