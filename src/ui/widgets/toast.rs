//! Toasts: something was done, for six seconds, with a way back.

use std::collections::VecDeque;

use eframe::egui::{
    Align, Align2, Area, Context, Frame, Id, Label, Layout, Margin, Order, Stroke, WidgetInfo,
    accesskit, vec2,
};

use super::button::{IconButton, PushButton};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens, Tone};

/// Seconds a toast stays.
const SECONDS: f64 = 6.0;
/// More than this and the oldest goes at once.
const MOST: usize = 3;

/// One message.
#[derive(Debug, Clone)]
pub struct Toast {
    /// What happened, in a sentence.
    pub text: String,
    /// The icon before it.
    pub icon: Icon,
    /// The icon's colour.
    pub tone: Tone,
    /// The words of its buttons, such as "Hoàn tác", the likeliest first.
    pub actions: Vec<String>,
}

/// The messages on screen.
#[derive(Debug, Clone, Default)]
pub struct Toasts {
    /// Each with its number and the second it ends; `None` until first shown.
    queue: VecDeque<(u64, Option<f64>, Toast)>,
    next: u64,
}

impl Toasts {
    /// Adds a message; the number is what [`Self::show`] returns when its button is pressed.
    pub fn push(&mut self, toast: Toast) -> u64 {
        let number = self.next;
        self.next += 1;
        self.queue.push_back((number, None, toast));
        while self.queue.len() > MOST {
            self.queue.pop_front();
        }
        number
    }

    /// Whether nothing is shown.
    pub fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }

    /// Takes the messages away, such as when their way back is no longer open.
    pub fn clear(&mut self) {
        self.queue.clear();
    }

    /// Shows the messages above the bottom edge, `bottom` points from it. `close` names the
    /// button that puts a message away. Returns the number of the one of which a button was
    /// pressed, and which of its buttons. A message does not end while the pointer is on it.
    pub fn show(&mut self, ctx: &Context, bottom: f32, close: &str) -> Option<(u64, usize)> {
        if self.queue.is_empty() {
            return None;
        }
        let now = ctx.input(|input| input.time);
        let mut pressed = None;
        let mut gone = Vec::new();
        let area = Area::new(Id::unique("toasts"))
            .order(Order::Foreground)
            .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -bottom))
            .show(ctx, |ui| {
                for (number, _, toast) in &self.queue {
                    match show_one(ui, toast, close) {
                        Some(Press::Action(which)) => {
                            pressed = Some((*number, which));
                            gone.push(*number);
                        }
                        Some(Press::Close) => gone.push(*number),
                        None => {}
                    }
                }
            });
        let held = area.response.contains_pointer();
        for (number, end, _) in &mut self.queue {
            match end {
                Some(time) if !held && *time <= now => gone.push(*number),
                Some(time) if !held => ctx.request_repaint_after_secs((*time - now) as f32),
                _ => {
                    *end = Some(now + SECONDS);
                    ctx.request_repaint_after_secs(SECONDS as f32);
                }
            }
        }
        self.queue.retain(|(number, ..)| !gone.contains(number));
        pressed
    }
}

/// What the user pressed on a message.
enum Press {
    Action(usize),
    Close,
}

fn show_one(ui: &mut eframe::egui::Ui, toast: &Toast, close: &str) -> Option<Press> {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let mut press = None;
    let response = Frame::new()
        .fill(p.raised)
        .stroke(Stroke::new(tokens.stroke.hairline, p.line_strong))
        .corner_radius(tokens.radius.popover)
        .shadow(ui.visuals().popup_shadow)
        .inner_margin(Margin::symmetric(12, 8))
        .show(ui, |ui| {
            ui.set_width(tokens.size.toast_width);
            ui.horizontal(|ui| {
                ui.set_min_height(tokens.size.button_small);
                toast.icon.show(ui, 16.0, p.tone(toast.tone).fg);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if IconButton::new(Icon::X, close)
                        .icon_size(14.0)
                        .show(ui)
                        .clicked()
                    {
                        press = Some(Press::Close);
                    }
                    for (which, action) in toast.actions.iter().enumerate() {
                        if PushButton::new(action).small().show(ui).clicked() {
                            press = Some(Press::Action(which));
                        }
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let words = Role::Body.text(&toast.text).color(p.text);
                        ui.add(Label::new(words).wrap());
                    });
                });
            });
        })
        .response;
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Status, true, &toast.text));
    press
}

#[cfg(test)]
mod tests {
    use eframe::egui::RawInput;

    use super::*;

    fn toast(text: &str) -> Toast {
        Toast {
            text: text.to_owned(),
            icon: Icon::CheckCircle,
            tone: Tone::Done,
            actions: Vec::new(),
        }
    }

    fn frame(ctx: &Context, toasts: &mut Toasts, time: f64) {
        let input = RawInput {
            time: Some(time),
            ..Default::default()
        };
        let mut output = ctx.run_ui(input, |ui| {
            toasts.show(ui.ctx(), 40.0, "Đóng");
        });
        output.textures_delta.clear();
    }

    #[test]
    fn a_toast_ends_after_six_seconds_and_asks_for_that_frame_alone() {
        let ctx = Context::default();
        crate::ui::install(&ctx, crate::ui::tokens::Motion::Off);
        let mut toasts = Toasts::default();
        toasts.push(toast("Đã lưu"));
        for time in [0.0, 0.1, 5.9] {
            frame(&ctx, &mut toasts, time);
            assert!(!toasts.is_empty(), "{time}");
        }
        frame(&ctx, &mut toasts, 6.3);
        assert!(toasts.is_empty());
    }

    #[test]
    fn the_oldest_gives_way() {
        let mut toasts = Toasts::default();
        let numbers: Vec<u64> = (0..5).map(|n| toasts.push(toast(&n.to_string()))).collect();
        let kept: Vec<u64> = toasts.queue.iter().map(|(number, ..)| *number).collect();
        assert_eq!(kept, numbers[2..]);
    }
}
