//! The line below the preview that tells what is wrong, one after the other, by row and column.

use super::matching::Matching;
use crate::import::sentences;
use crate::text::strings::import_window::ImportWindow as Texts;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens, Tone};
use crate::ui::view::View;
use crate::ui::widgets::button::{IconButton, PushButton};
use crate::ui::widgets::elide;
use crate::ui::widgets::task::row;
use eframe::egui::{Key, Modifiers, Rect, Sense, Stroke, Ui, WidgetInfo, accesskit, pos2, vec2};

/// Its height, in points.
pub(super) const HEIGHT: f32 = 52.0;

/// Draws it at the foot of the card.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, matching: &mut Matching, rect: Rect) {
    let t = Texts(view.lang);
    let tokens = Tokens::of(ui);
    let colours = tokens.palette.tone(Tone::Overdue);
    let count = matching.preview().map_or(0, |p| p.problems.len());
    let problem = matching.preview().and_then(|p| p.problems.get(matching.at));
    let Some(problem) = problem else { return };
    let sentence = sentences::problem(problem, view.lang, |id| view.unit_name(id));
    ui.painter().rect_filled(rect, 0, colours.soft);
    let line = Stroke::new(tokens.stroke.hairline, colours.line);
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, line);
    let inner = rect.shrink2(vec2(tokens.size.card_padding, 0.0));
    let mut end = row(ui, inner, "import-errors", true);
    let (mut on, mut back) = (false, false);
    if count > 1 {
        on = PushButton::new(t.next_error())
            .icon(Icon::ArrowDown)
            .keycap("F8")
            .small()
            .show(&mut end)
            .clicked();
        back = IconButton::new(Icon::ArrowUp, t.previous_error())
            .keys("Shift+F8")
            .framed()
            .show(&mut end)
            .clicked();
    }
    let left = end.min_rect().left().min(inner.right()) - 12.0;
    let words = Rect::from_min_max(inner.min, pos2(left, inner.bottom()));
    let mut words = row(ui, words, "import-error", false);
    Icon::Warning.show(&mut words, 16.0, colours.fg);
    let at = t.error_of(matching.at + 1, count);
    elide::plain(&mut words, Role::SecondaryBold, &at, colours.fg);
    let room = words.available_rect_before_wrap();
    let galley = elide::lines(
        ui.painter(),
        Role::Body,
        &sentence,
        tokens.palette.text,
        room.width(),
    );
    let response = ui.interact(room, ui.scope_id().with("import-sentence"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Alert, true, &sentence));
    if response.clicked() {
        matching.show_problem();
    }
    let painter = ui.painter().with_clip_rect(room.intersect(ui.clip_rect()));
    let y = room.center().y - galley.size().y.min(room.height()) / 2.0;
    if galley.rows.len() > 2 {
        response.on_hover_text(&sentence);
    }
    painter.galley(pos2(room.left(), y), galley, tokens.palette.text);
    let keys = ui.input_mut(|i| {
        // The longer chord first: the shorter one matches it too.
        let back = i.consume_key(Modifiers::SHIFT, Key::F8);
        (i.consume_key(Modifiers::NONE, Key::F8), back)
    });
    if on || keys.0 {
        matching.step(true);
    } else if back || keys.1 {
        matching.step(false);
    }
}
