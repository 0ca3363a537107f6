//! Nhập từ Excel: a table comes in, over the whole window. On the left what it is and what its columns
//! hold, on the right what each row would do; below, one button that takes it in as one step.
//!
//! - `matching` — the choices, and the preview that follows from them; `working` — finding it;
//! - `setup` — the left side; `rows` — the table on the right; `known` — the strip for rows
//!   that are recorded already; `errors` — the line that tells what is wrong.
//!
//! Nothing is recorded before the button is pressed, and nothing while anything is wrong with a row that
//! is to be taken in.

mod errors;
mod known;
mod matching;
mod rows;
mod setup;
mod working;

#[cfg(test)]
mod tests;

use crate::import::book::{self, Book, Unreadable, Watch};
use crate::import::sentences;
use crate::text::strings::errors::Errors;
use crate::text::strings::import_window::ImportWindow as Texts;
use crate::text::visible::visible;
use crate::ui::actions::Action;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens, Tone};
use crate::ui::view::View;
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::chip::{ChipFrame, StatusChip};
use crate::ui::widgets::dialog::{Dialog, footer};
use crate::ui::widgets::task::{Places, Task, row};
use crate::ui::widgets::{elide, paint};
use eframe::egui::{Context, Rect, Sense, Ui, WidgetInfo, accesskit, pos2, vec2};
use matching::Matching;
use std::sync::Arc;

/// What the task remembers between frames.
#[derive(Debug)]
pub struct State {
    /// The name of the file; none for what was pasted.
    file: Option<String>,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    /// It is being read.
    Reading(Arc<Watch>),
    /// It could not be read, for this reason.
    Failed(String),
    /// It is no table that can be read.
    Unreadable(Unreadable),
    Ready(Box<Matching>),
}

impl State {
    /// A file that is being read.
    #[must_use]
    pub fn reading(file: &str, watch: Arc<Watch>) -> Self {
        Self {
            file: Some(visible(file).into_owned()),
            stage: Stage::Reading(watch),
        }
    }

    /// A table that was copied.
    #[must_use]
    pub fn pasted(text: &str) -> Self {
        let stage = match book::pasted(text) {
            Ok(book) => Stage::Ready(Box::new(Matching::of(book))),
            Err(why) => Stage::Unreadable(why),
        };
        Self { file: None, stage }
    }

    /// Whether this is what waits for the file that is read under this watch.
    #[must_use]
    pub fn waits_for(&self, watch: &Arc<Watch>) -> bool {
        matches!(&self.stage, Stage::Reading(own) if Arc::ptr_eq(own, watch))
    }

    /// The file was read.
    pub fn take(&mut self, book: Book) {
        self.stage = Stage::Ready(Box::new(Matching::of(book)));
    }

    /// The file was not read, for a reason that is a sentence already.
    pub fn fail(&mut self, why: String) {
        self.stage = Stage::Failed(why);
    }

    /// The file is no table that can be read.
    pub fn refuse(&mut self, why: Unreadable) {
        self.stage = Stage::Unreadable(why);
    }
}

/// Shows the task. Returns whether it stays open.
pub fn show(ctx: &Context, view: &View<'_>, state: &mut State, commands: &mut Commands) -> bool {
    let t = Texts(view.lang);
    match &mut state.stage {
        Stage::Reading(watch) => {
            let file = state.file.as_deref().unwrap_or_default();
            let open = reading(ctx, t, file, watch);
            if !open {
                watch.stop();
            }
            open
        }
        Stage::Failed(why) => failed(ctx, t, why, commands),
        Stage::Unreadable(why) => {
            let why = sentences::unreadable(why, view.lang);
            failed(ctx, t, &why, commands)
        }
        Stage::Ready(matching) => {
            let aside = match &state.file {
                Some(file) => t.of_file(file, matching.book.sheets.len()),
                None => t.pasted().to_owned(),
            };
            ready(ctx, view, matching, &aside, commands)
        }
    }
}

fn reading(ctx: &Context, t: Texts, file: &str, watch: &Watch) -> bool {
    let mut stop = false;
    let title = t.reading(file);
    let outcome = Dialog::new("import reading", &title, t.stop())
        .stays()
        .show(ctx, |ui| {
            let tokens = Tokens::of(ui);
            let p = &tokens.palette;
            elide::paragraph(ui, Role::Secondary, t.nothing_yet(), p.text2);
            let size = vec2(ui.available_width(), 8.0);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            bar(ui, rect, watch.done());
            footer(ui, |ui| {
                stop = PushButton::new(t.stop()).show(ui).clicked();
            });
        });
    ctx.request_repaint_after(std::time::Duration::from_millis(80));
    !(stop || outcome.closed)
}

/// How far something is.
fn bar(ui: &Ui, rect: Rect, done: f32) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    paint::boxed(ui.painter(), rect, tokens.radius.bar, p.idle_soft, p.line);
    let wide = rect.width() * done.clamp(0.02, 1.0);
    let done = Rect::from_min_size(rect.min, vec2(wide, rect.height()));
    ui.painter().rect_filled(done, tokens.radius.bar, p.accent);
}

fn failed(ctx: &Context, t: Texts, why: &str, commands: &mut Commands) -> bool {
    let (mut close, mut other) = (false, false);
    let outcome = Dialog::new("import failed", t.failed_title(), t.close()).show(ctx, |ui| {
        let p = &Tokens::of(ui).palette;
        ui.horizontal_top(|ui| {
            Icon::Warning.show(ui, 20.0, p.overdue);
            ui.vertical(|ui| {
                elide::paragraph(ui, Role::Body, why, p.text);
                elide::paragraph(ui, Role::Secondary, t.failed_safe(), p.text2);
            });
        });
        footer(ui, |ui| {
            other = PushButton::primary(t.other_file()).show(ui).clicked();
            close = PushButton::new(t.understood()).show(ui).clicked();
        });
    });
    if other {
        commands.push(Command::Do(Action::Import));
    }
    !(close || other || outcome.closed)
}

fn ready(
    ctx: &Context,
    view: &View<'_>,
    matching: &mut Matching,
    aside: &str,
    commands: &mut Commands,
) -> bool {
    let t = Texts(view.lang);
    matching.update(ctx, view);
    let task = Task::new("import", t.title(), aside, t.cancel());
    let outcome = task.show(ctx, |ui, places| {
        let mut head = row(ui, places.head, "import-head", true);
        let p = &Tokens::of(&head).palette;
        elide::plain(&mut head, Role::Secondary, t.nothing_yet(), p.text2);
        Icon::Info.show(&mut head, 16.0, p.text2);
        body(ui, view, matching, places);
        // What was typed a moment ago counts when the button is pressed.
        matching.update(ui.ctx(), view);
        foot(ui, view, matching, places.foot, commands)
    });
    // Work of the hand is not lost by a slip of the finger on Esc; the arrow and the button leave.
    match outcome.inner {
        Foot::Stay => !outcome.closed,
        Foot::Leave => false,
    }
}

fn body(ui: &mut Ui, view: &View<'_>, matching: &mut Matching, places: Places) {
    let gap = Tokens::of(ui).size.card_gap;
    let wide = places.body.width() > 1150.0;
    let left = if wide { 408.0 } else { 336.0 };
    let split = places.body.left() + left;
    let left = Rect::from_min_max(places.body.min, pos2(split, places.body.bottom()));
    let right = Rect::from_min_max(pos2(split + gap, places.body.top()), places.body.max);
    setup::show(ui, view, matching, left);
    rows::show(ui, view, matching, right);
}

/// What the foot asked for.
enum Foot {
    Stay,
    Leave,
}

/// What will be recorded, and the buttons.
fn foot(
    ui: &mut Ui,
    view: &View<'_>,
    matching: &mut Matching,
    rect: Rect,
    commands: &mut Commands,
) -> Foot {
    let t = Texts(view.lang);
    let told = matching.told(t);
    let mut result = Foot::Stay;
    let mut right = row(ui, rect, "import-foot-right", true);
    let label = t.import_rows(told.rows);
    let button = PushButton::primary(&label)
        .icon(Icon::DownloadSimple)
        .disabled(told.blocked.as_deref());
    if button.show(&mut right).clicked()
        && let Some(edit) = matching.edit()
    {
        match view.check(&edit) {
            Ok(_) => {
                let words = t.imported(told.rows);
                commands.push(Command::Carry { edit, told: words });
                result = Foot::Leave;
            }
            Err(refusal) => {
                let why = Errors(view.lang).refusal(&refusal, |id| view.unit_name(id));
                matching.refused = Some(t.refused(&why));
            }
        }
    }
    if told.wrong_rows > 0 {
        let words = t.leave_out_errors(told.wrong_rows);
        if PushButton::new(&words).show(&mut right).clicked() {
            matching.leave_out_errors();
        }
    } else if matching.leaves_out() {
        let words = t.take_all_again();
        if PushButton::quiet(words).show(&mut right).clicked() {
            matching.take_all();
        }
    }
    if PushButton::new(t.cancel()).show(&mut right).clicked() {
        result = Foot::Leave;
    }
    let end = right.min_rect().left() - 16.0;
    let left = Rect::from_min_max(rect.min, pos2(end, rect.bottom()));
    let mut left = row(ui, left, "import-foot-left", false);
    let p = &Tokens::of(&left).palette;
    if let Some(done) = matching.working() {
        elide::plain(&mut left, Role::Body, t.looking(), p.text);
        let size = vec2(left.available_width().min(180.0), 8.0);
        let (rect, response) = left.allocate_exact_size(size, Sense::hover());
        response.widget_info(|| {
            WidgetInfo::labeled(accesskit::Role::ProgressIndicator, true, t.looking())
        });
        bar(&left, rect, done);
    } else if let Some(refused) = &matching.refused {
        let chip = StatusChip::new(Icon::Warning, refused, Tone::Overdue);
        chip.frame(ChipFrame::Filled).show(&mut left);
    } else if let Some(errors) = &told.errors {
        let chip = StatusChip::new(Icon::Warning, errors, Tone::Overdue);
        chip.frame(ChipFrame::Filled).show(&mut left);
        elide::plain(&mut left, Role::Secondary, t.errors_left_text(), p.text2);
    } else {
        elide::plain(&mut left, Role::Body, &told.will, p.text);
        if told.rows > 0 {
            elide::plain(&mut left, Role::Secondary, t.one_undo(), p.text2);
        }
    }
    result
}
