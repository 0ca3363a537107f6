//! Gộp bản nhận: what another copy would do to what is open, over the whole window, before anything is done.
//! On the left what comes in by itself, each of it to be declined; on the right what must be decided; below,
//! one button that does it, and says how much stays open (FILE.md §1 rules 13–19, §5).
//!
//! - `state` — what is declined and chosen; `asks` — what is to be decided; `words` — how it is told;
//! - `results` — what is counted before and after;
//! - `head` — whose copy it is, and how the two go together; `incoming`, `conflicts`, `offers` — the two sides;
//! - `plain` — the small windows before and beside: reading, failed, nothing new, joining.

mod asks;
mod conflicts;
mod head;
mod incoming;
pub(in crate::ui::dialogs) mod offers;
mod plain;
mod results;
pub mod state;
pub mod words;

#[cfg(test)]
mod tests;

use crate::merge::Relation;
use crate::text::strings::receive::Receive;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens, Tone};
use crate::ui::view::View;
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::chip::{ChipFrame, StatusChip};
use crate::ui::widgets::elide;
use crate::ui::widgets::task::{Places, Task, row};
use eframe::egui::{Context, Rect, Ui, pos2};
pub use state::{Origin, Read, Ready, Totals};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use words::Words;

/// How far reading is, and whether it is still wanted; shared with the worker.
#[derive(Debug, Default)]
pub struct Watch {
    step: AtomicU8,
    stopped: AtomicBool,
}

impl Watch {
    /// The worker compares now.
    pub fn comparing(&self) {
        self.step.store(1, Ordering::Relaxed);
    }

    /// Nobody waits for it any more.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether nobody waits for it any more.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    fn is_comparing(&self) -> bool {
        self.step.load(Ordering::Relaxed) > 0
    }
}

/// Why there is no preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// The sentence.
    pub why: String,
    /// It may be opened on its own.
    pub apart: bool,
    /// It is only big: it may be read all the same.
    pub big: bool,
}

/// What the task remembers between frames.
#[derive(Debug)]
pub struct State {
    file: String,
    origin: Origin,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    Reading(Arc<Watch>),
    Failed(Failed),
    Ready(Box<Ready>),
}

/// What the user wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing yet.
    Stay,
    /// To leave.
    Close,
    /// To apply what was chosen.
    Apply,
    /// Another file.
    Other,
    /// To open the file on its own.
    Apart,
    /// To read it although it is big.
    Big,
    /// Nothing comes in from the disk: saving goes on.
    GoOn,
}

impl State {
    /// A copy that is being read.
    #[must_use]
    pub fn reading(file: &str, origin: Origin, watch: Arc<Watch>) -> Self {
        Self {
            file: crate::text::visible::visible(file).into_owned(),
            origin,
            stage: Stage::Reading(watch),
        }
    }

    /// Whether this is what waits for what is read under this watch.
    #[must_use]
    pub fn waits_for(&self, watch: &Arc<Watch>) -> bool {
        matches!(&self.stage, Stage::Reading(own) if Arc::ptr_eq(own, watch))
    }

    /// It was read and compared.
    pub fn take(&mut self, read: Read, side: Option<&str>, refused: Option<String>) {
        let mut ready = Ready::of(read, self.origin, side);
        ready.refused = refused;
        self.stage = Stage::Ready(Box::new(ready));
    }

    /// It cannot be merged.
    pub fn fail(&mut self, failed: Failed) {
        self.stage = Stage::Failed(failed);
    }

    /// What was chosen, once it was read.
    #[must_use]
    pub const fn ready(&self) -> Option<&Ready> {
        match &self.stage {
            Stage::Ready(ready) => Some(ready),
            _ => None,
        }
    }

    /// It is being applied, or was not for a reason.
    pub fn applying(&mut self, applying: bool, refused: Option<String>) {
        if let Stage::Ready(ready) = &mut self.stage {
            ready.applying = applying;
            ready.refused = refused;
        }
    }
}

/// Shows the task.
pub fn show(ctx: &Context, view: &View<'_>, state: &mut State) -> Outcome {
    let t = Receive(view.lang);
    match &mut state.stage {
        Stage::Reading(watch) => {
            let title = if watch.is_comparing() {
                t.comparing().to_owned()
            } else {
                t.reading(&state.file)
            };
            let share = if watch.is_comparing() { 0.6 } else { 0.2 };
            if plain::waiting(ctx, t, &title, share, true) {
                Outcome::Stay
            } else {
                watch.stop();
                Outcome::Close
            }
        }
        Stage::Failed(failed) => plain::failed(ctx, t, failed),
        Stage::Ready(ready) if ready.applying => {
            plain::waiting(ctx, t, t.merging(), 0.8, false);
            Outcome::Stay
        }
        Stage::Ready(ready) if !ready.joins => plain::join(ctx, t, ready),
        Stage::Ready(ready) if ready.is_trivial() => plain::nothing_new(ctx, view, ready),
        Stage::Ready(ready) => task(ctx, view, ready, &state.file),
    }
}

fn task(ctx: &Context, view: &View<'_>, ready: &mut Ready, file: &str) -> Outcome {
    let t = Receive(view.lang);
    // The words hold on to the copy, not to what is chosen.
    let read = ready.read.clone();
    let words = Words::of(view, &read);
    let title = match (ready.origin, &ready.from) {
        (Origin::Disk, _) => t.title_disk().to_owned(),
        (Origin::Journal, _) => t.title_journal().to_owned(),
        (Origin::Copy, Some(from)) => t.title_from(&view.unit_name(from)),
        (Origin::Copy, None) => t.title().to_owned(),
    };
    let aside = head::about(&words, ready, file);
    let over = ready.leaving || ready.texts;
    let task = Task::new("receive", &title, &aside, t.cancel());
    let outcome = task.show(ctx, |ui, places| {
        head::graph(ui, &words, ready, places.head);
        if !over {
            conflicts::keys(ui, ready);
        }
        body(ui, &words, ready, places);
        foot(ui, &words, ready, places.foot)
    });
    let mut result = outcome.inner;
    // Esc closes the topmost layer only.
    if (outcome.closed || result == Outcome::Close) && !over {
        result = Outcome::Close;
        if ready.has_choices() {
            ready.leaving = true;
            result = Outcome::Stay;
        }
    }
    if over {
        if result == Outcome::Close {
            result = Outcome::Stay;
        }
        if ready.texts {
            plain::texts(ctx, &words, ready);
        } else if plain::leaving(ctx, t, ready) {
            result = Outcome::Close;
        }
    }
    result
}

fn body(ui: &mut Ui, words: &Words<'_>, ready: &mut Ready, places: Places) {
    let mut rect = places.body;
    let differs = ready.read.preview.text.len();
    if differs > 0 {
        let bar = rect.with_max_y(rect.top() + 32.0);
        rect.min.y = bar.bottom() + 8.0;
        let mut line = row(ui, bar, "text differs", false);
        let told = words.t.text_differs(differs);
        let chip = StatusChip::new(Icon::Warning, &told, Tone::Overdue);
        chip.frame(ChipFrame::Filled).show(&mut line);
        if PushButton::link(words.t.text_see())
            .show(&mut line)
            .clicked()
        {
            ready.texts = true;
        }
    }
    let gap = 14.0;
    let left = (rect.width() * 0.34).clamp(330.0, 520.0);
    let split = rect.left() + left;
    let left = Rect::from_min_max(rect.min, pos2(split, rect.bottom()));
    let right = Rect::from_min_max(pos2(split + gap, rect.top()), rect.max);
    incoming::show(ui, words, ready, left);
    let mut right = right;
    if right.height() > 460.0
        && let Some((before, after)) = &ready.read.totals
    {
        let rect = right.with_min_y(right.bottom() - results::HEIGHT);
        right.max.y = rect.top() - 10.0;
        results::show(ui, words, before, after, rect);
    }
    conflicts::show(ui, words, ready, right);
}

/// What will be done, and the buttons.
fn foot(ui: &mut Ui, words: &Words<'_>, ready: &Ready, rect: Rect) -> Outcome {
    let t = words.t;
    let mut result = Outcome::Stay;
    let open = ready.open();
    let mut right = row(ui, rect, "receive foot right", true);
    let joins = ready.read.preview.relation == Relation::JoinableSameTemplate;
    let label = match open {
        0 if joins => t.apply_join().to_owned(),
        0 => t.apply().to_owned(),
        open => t.apply_open(open),
    };
    let button = PushButton::primary(&label).icon(Icon::GitMerge);
    if button.show(&mut right).clicked() {
        result = Outcome::Apply;
    }
    if PushButton::new(t.cancel()).show(&mut right).clicked() {
        result = Outcome::Close;
    }
    let end = right.min_rect().left() - 16.0;
    let left = Rect::from_min_max(rect.min, pos2(end, rect.bottom()));
    let mut left = row(ui, left, "receive foot left", false);
    left.spacing_mut().item_spacing.x = 14.0;
    let p = &Tokens::of(&left).palette;
    if let Some(refused) = &ready.refused {
        let chip = StatusChip::new(Icon::Warning, refused, Tone::Overdue);
        chip.frame(ChipFrame::Filled).show(&mut left);
        return result;
    }
    if open > 0 {
        let told = t.still_open(open);
        StatusChip::new(Icon::WarningCircle, &told, Tone::Soon).show(&mut left);
    } else if !ready.asks.is_empty() {
        StatusChip::new(Icon::CheckCircle, t.all_decided(), Tone::Done).show(&mut left);
    }
    let will = t.will(ready.taken(), ready.chosen());
    let more = if open > 0 {
        t.will_open()
    } else {
        t.one_undo()
    };
    let will = format!("{will} {more}");
    elide::plain(&mut left, Role::Secondary, &will, p.text2);
    result
}
