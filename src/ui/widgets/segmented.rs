//! Choosing one of a few: the joined buttons of the year selector, and the filters of a list.

use eframe::egui::{
    Align, CornerRadius, CursorIcon, Key, Rect, Response, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, accesskit, pos2, vec2,
};

use super::{elide, paint};
use crate::ui::tokens::{Role, Tokens};

/// Joined buttons of which one is on. Returns the index the user chose, if any.
/// `name` says what is chosen; ←→ move the choice while one of them has the focus.
pub fn segmented(ui: &mut Ui, name: &str, labels: &[&str], selected: usize) -> Option<usize> {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let padding = 10.0;
    let widths: Vec<f32> = labels
        .iter()
        .map(|label| (elide::width(ui.painter(), Role::CardTitle, label) + 2.0 * padding).ceil())
        .collect();
    let size = vec2(widths.iter().sum(), tokens.size.button);
    let (rect, group) = ui.allocate_exact_size(size, Sense::hover());
    let rect = paint::snap(ui.painter(), rect);
    group.widget_info(|| WidgetInfo::labeled(accesskit::Role::RadioGroup, true, name));
    let radius = tokens.radius.button;
    paint::boxed(ui.painter(), rect, radius, p.surface, p.line_strong);

    let mut chosen = None;
    let mut focused = None;
    let mut left = rect.left();
    for (index, (label, width)) in labels.iter().zip(&widths).enumerate() {
        let part = Rect::from_min_size(pos2(left, rect.top()), vec2(*width, rect.height()));
        let response = ui.interact(part, group.id.with(index), Sense::click());
        let on = index == selected;
        let inner = part.shrink(1.0);
        let corner = |outer: bool| if outer { radius.saturating_sub(1) } else { 0 };
        let (first, last) = (index == 0, index + 1 == labels.len());
        let corners = CornerRadius {
            nw: corner(first),
            sw: corner(first),
            ne: corner(last),
            se: corner(last),
        };
        if on {
            ui.painter().rect_filled(inner, corners, p.accent_soft);
        } else if response.hovered() {
            ui.painter().rect_filled(inner, corners, p.hover);
        }
        if !last {
            let stroke = Stroke::new(tokens.stroke.hairline, p.line_strong);
            ui.painter()
                .vline(part.right() - 0.5, inner.y_range(), stroke);
        }
        let (role, ink) = if on {
            (Role::CardTitle, p.accent)
        } else {
            (Role::Body, p.text2)
        };
        elide::text_in(ui.painter(), part, Align::Center, role, label, ink);
        if response.has_focus() {
            focused = Some(index);
            let stroke = Stroke::new(tokens.stroke.focus, p.accent);
            ui.painter()
                .rect_stroke(inner, corners, stroke, StrokeKind::Inside);
        }
        response.widget_info(|| {
            WidgetInfo::selected(accesskit::Role::RadioButton, ui.is_enabled(), on, label)
        });
        if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            chosen = Some(index);
        }
        left += width;
    }
    if focused.is_some() {
        let (back, on) = ui.input_mut(|input| {
            let none = eframe::egui::Modifiers::NONE;
            (
                input.consume_key(none, Key::ArrowLeft),
                input.consume_key(none, Key::ArrowRight),
            )
        });
        let target = match (back, on) {
            (true, false) => selected.checked_sub(1),
            (false, true) => Some(selected + 1).filter(|index| *index < labels.len()),
            _ => None,
        };
        if let Some(index) = target {
            ui.memory_mut(|memory| memory.request_focus(group.id.with(index)));
            chosen = Some(index);
        }
    }
    chosen.filter(|index| *index != selected)
}

/// One filter above a list: a word and how many it lets through.
pub fn filter_tab(ui: &mut Ui, label: &str, count: &str, selected: bool) -> Response {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let (role, ink, count_ink) = if selected {
        (Role::SecondaryBold, p.accent, p.accent)
    } else {
        (Role::Secondary, p.text2, p.text2)
    };
    let words = elide::line(ui.painter(), role, label, ink, f32::INFINITY);
    let number = elide::line(ui.painter(), role, count, count_ink, f32::INFINITY);
    // A narrow bar of tabs asks for less air by a smaller padding of buttons.
    let pad = ui.spacing().button_padding.x.min(8.0);
    let gap = if count.is_empty() {
        0.0
    } else {
        pad.clamp(4.0, 6.0)
    };
    let width = (words.size().x + gap + number.size().x + 2.0 * pad).ceil();
    let (rect, response) =
        ui.allocate_exact_size(vec2(width, tokens.size.min_target), Sense::click());
    if selected || response.hovered() {
        let fill = if selected { p.accent_soft } else { p.hover };
        ui.painter().rect_filled(rect, tokens.radius.button, fill);
    }
    let painted = elide::paint(
        ui.painter(),
        rect.shrink2(vec2(pad, 0.0)),
        Align::Min,
        words,
    );
    let rest = Rect::from_min_max(pos2(painted.right() + gap, rect.top()), rect.max);
    elide::paint(ui.painter(), rest, Align::Min, number);
    paint::focus_ring_if(ui, &response, tokens.radius.button);
    let name = format!("{label} {count}");
    response.widget_info(|| {
        WidgetInfo::selected(accesskit::Role::Tab, ui.is_enabled(), selected, name.trim())
    });
    response.on_hover_cursor(CursorIcon::PointingHand)
}

#[cfg(test)]
mod tests {
    use eframe::egui::{self, Event, Modifiers, RawInput};

    use super::*;

    /// Runs frames with these keys, one a frame, and returns what was chosen.
    fn choices(keys: &[Key], mut selected: usize) -> Vec<usize> {
        let ctx = egui::Context::default();
        crate::ui::install(&ctx, crate::ui::tokens::Motion::Off);
        let mut chosen = Vec::new();
        let all = std::iter::once(None).chain(keys.iter().copied().map(Some));
        for key in all {
            let events = key.map(|key| Event::Key {
                key,
                physical_key: None,
                pressed: true,
                repeat: false,
                modifiers: Modifiers::NONE,
            });
            let input = RawInput {
                events: events.into_iter().collect(),
                ..Default::default()
            };
            let mut output = ctx.run_ui(input, |ui| {
                if let Some(index) = segmented(ui, "Năm", &["2022", "2023", "2024"], selected) {
                    selected = index;
                    chosen.push(index);
                }
            });
            output.textures_delta.clear();
        }
        chosen
    }

    #[test]
    fn arrows_move_the_choice_while_it_has_the_focus() {
        assert!(choices(&[Key::ArrowRight], 0).is_empty(), "no focus yet");
        let keys = [
            Key::Tab,
            Key::ArrowRight,
            Key::ArrowRight,
            Key::ArrowRight,
            Key::ArrowLeft,
        ];
        assert_eq!(choices(&keys, 0), [1, 2, 1]);
    }

    #[test]
    fn the_one_that_is_on_is_not_chosen_again() {
        assert!(choices(&[Key::Tab, Key::Space], 0).is_empty());
        assert_eq!(choices(&[Key::Tab, Key::Space], 1), [0]);
    }
}
