//! The strip above the preview that tells of rows that are recorded already, and what may be done with
//! them.

use super::matching::{Filter, Matching};
use crate::import::preview::Does;
use crate::text::strings::import_window::ImportWindow as Texts;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::task::row;
use crate::ui::widgets::{card, elide};
use eframe::egui::{Rect, Ui, pos2, vec2};

/// Its height, in points.
const HEIGHT: f32 = 40.0;

/// Draws it below the bar of filters, where there is something to tell. Returns what lies above the rows.
pub(super) fn show(ui: &mut Ui, t: Texts, matching: &mut Matching, bar: Rect) -> Rect {
    let known = matching.count(Filter::Known);
    let preview = matching.preview();
    let otherwise = preview.map_or(0, |p| p.count(Does::KnownOtherwise));
    let (taken, update) = (matching.choices().taken.len(), matching.choices().update);
    let words = match (known, otherwise) {
        _ if taken > 0 => t.known_taken(taken),
        _ if update => t.known_updated().to_owned(),
        (0, _) => return bar,
        (known, 0) => t.known_note(known),
        (known, otherwise) => t.known_note_otherwise(known, otherwise),
    };
    let p = &Tokens::of(ui).palette;
    let strip = Rect::from_min_max(bar.left_bottom(), pos2(bar.right(), bar.bottom() + HEIGHT));
    ui.painter().rect_filled(strip, 0, p.panel);
    card::divider(ui, strip);
    let inner = strip.shrink2(vec2(12.0, 0.0));
    let mut end = row(ui, inner, "import-known-do", true);
    if taken > 0 {
        if PushButton::new(t.known_not_taken())
            .small()
            .show(&mut end)
            .clicked()
        {
            matching.take_known(false);
        }
    } else {
        if known > 0
            && PushButton::new(&t.take_known(known))
                .small()
                .show(&mut end)
                .clicked()
        {
            matching.take_known(true);
        }
        if update {
            if PushButton::new(t.known_not_updated())
                .small()
                .show(&mut end)
                .clicked()
            {
                matching.update_known(false);
            }
        } else if otherwise > 0
            && PushButton::new(&t.update_known(otherwise))
                .small()
                .show(&mut end)
                .clicked()
        {
            matching.update_known(true);
        }
    }
    let left = end.min_rect().left().min(inner.right()) - 12.0;
    let place = Rect::from_min_max(inner.min, pos2(left, inner.bottom()));
    let mut said = row(ui, place, "import-known", false);
    Icon::Info.show(&mut said, 16.0, p.text2);
    elide::plain(&mut said, Role::Secondary, &words, p.text);
    Rect::from_min_max(bar.min, strip.max)
}
