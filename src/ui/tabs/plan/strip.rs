//! The strip below the header: what the filter hides, and what a comparison found. It is there only
//! while there is something to say.

use super::{State, compare, filter, texts};
use crate::insight::timeline::Filter;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::elide;
use eframe::egui::{Align, Layout as UiLayout, Rect, Stroke, Ui, UiBuilder, vec2};

/// Whether there is anything to say.
pub(super) fn is_shown(state: &State) -> bool {
    !state.choice.filter.is_off() || state.compare.is_on()
}

/// Draws the strip.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, rect: Rect) {
    if rect.height() < 1.0 {
        return;
    }
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    ui.painter().rect_filled(rect, 0, p.surface);
    let line = Stroke::new(tokens.stroke.hairline, p.line);
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, line);
    let inner = rect.shrink2(vec2(tokens.size.content_padding, 0.0));
    let mut ui = ui.new_child(
        UiBuilder::new()
            .id_salt("plan strip")
            .max_rect(inner)
            .layout(UiLayout::left_to_right(Align::Center)),
    );
    ui.spacing_mut().item_spacing.x = 8.0;
    let t = texts(view);
    let both = !state.choice.filter.is_off() && state.compare.is_on();
    if !state.choice.filter.is_off() {
        Icon::Funnel.show(&mut ui, 14.0, p.text2);
        let hidden = state.rows.as_ref().map_or(0, |rows| rows.hidden);
        let words = t.filter_shows(&filter::words(view, &state.choice.filter));
        let room = if both { 0.34 } else { 0.6 } * inner.width();
        elide::label(&mut ui, Role::Secondary, &words, p.text, room);
        let count = format!("· {}", t.filter_hidden(hidden));
        elide::label(&mut ui, Role::Secondary, &count, p.text2, 160.0);
        let clear = PushButton::link(t.filter_clear()).name(t.filter_clear_all());
        if clear.show(&mut ui).clicked() {
            state.choice.filter = Filter::default();
        }
        if both {
            ui.add_space(12.0);
        }
    }
    if state.compare.is_on() {
        compare::legend(&mut ui, view, state);
    }
}
