//! Banners: something is wrong and stays said until it is solved.

use eframe::egui::{
    self, Align, CornerRadius, Frame, Layout, Margin, Stroke, Ui, WidgetInfo, accesskit,
};

use super::button::PushButton;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens, Tone};

/// A banner with up to a few actions.
#[derive(Debug, Clone, Copy)]
pub struct Banner<'a> {
    /// The shape that says it before the colour does.
    pub icon: Icon,
    /// The colour's meaning.
    pub tone: Tone,
    /// What happened.
    pub title: &'a str,
    /// More, or what to do.
    pub text: &'a str,
    /// Words of the buttons, the main one first.
    pub actions: &'a [&'a str],
}

impl Banner<'_> {
    /// Puts the banner into the layout over the whole width. Returns the action pressed.
    pub fn show(self, ui: &mut Ui) -> Option<usize> {
        let tokens = Tokens::of(ui);
        let colours = tokens.palette.tone(self.tone);
        let mut pressed = None;
        let frame = Frame::new()
            .fill(colours.soft)
            .stroke(Stroke::new(tokens.stroke.hairline, colours.line))
            .corner_radius(CornerRadius::same(tokens.radius.card))
            .inner_margin(Margin::symmetric(12, 4));
        let response = frame
            .show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                ui.horizontal(|ui| {
                    ui.set_min_height(tokens.size.button_small);
                    self.icon.show(ui, 16.0, colours.fg);
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        for (index, words) in self.actions.iter().enumerate().rev() {
                            let button = match index {
                                0 => PushButton::new(words),
                                _ => PushButton::quiet(words),
                            };
                            if button.small().show(ui).clicked() {
                                pressed = Some(index);
                            }
                        }
                        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                            self.words(ui, colours.fg);
                        });
                    });
                });
            })
            .response;
        let name = format!("{} {}", self.title, self.text);
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Alert, true, name.trim()));
        pressed
    }

    /// The title and the text as one paragraph, so that they wrap together.
    fn words(&self, ui: &mut Ui, ink: egui::Color32) {
        let p = &Tokens::of(ui).palette;
        let mut job = egui::text::LayoutJob::default();
        job.append(self.title, 0.0, Role::CardTitle.format(ink));
        if !self.text.is_empty() {
            job.append(self.text, 9.0, Role::Body.format(p.text2));
        }
        ui.add(egui::Label::new(job).wrap());
    }
}
