//! Phím tắt: the keys of every action, and those of lists and fields.

use crate::text::strings::Lang;
use crate::text::strings::dialogs::Dialogs;
use crate::ui::actions::Action;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::{elide, paint};
use eframe::egui::{Align, Context, Rect, ScrollArea, Ui, WidgetInfo, accesskit, pos2, vec2};

/// Height of a line, in points.
const LINE: f32 = 28.0;

/// Shows the keys. Returns whether the dialog stays open.
pub fn show(ctx: &Context, lang: Lang) -> bool {
    let t = Dialogs(lang);
    let actions: Vec<(String, &str)> = Action::ALL
        .iter()
        .filter_map(|action| {
            let keys = plain(&ctx.format_shortcut(&action.keys()?));
            match action {
                // One line for the seven articles.
                Action::GoArticle1 => Some((format!("{keys}…7"), t.keys_articles())),
                Action::GoArticle2
                | Action::GoArticle3
                | Action::GoArticle4
                | Action::GoArticle5
                | Action::GoArticle6
                | Action::GoArticle7 => None,
                _ => Some((keys, action.text(lang))),
            }
        })
        .collect();
    let wheel = format!("Ctrl+{}", t.key_wheel());
    let sideways = format!("Shift+{}", t.key_wheel());
    let more: Vec<(String, &str)> = [
        ("↑ ↓", t.keys_row()),
        ("← →", t.keys_fold()),
        ("Enter", t.keys_details()),
        ("Space", t.keys_toggle()),
        ("Esc", t.keys_restore()),
        (wheel.as_str(), t.keys_zoom()),
        (sideways.as_str(), t.keys_sideways()),
    ]
    .into_iter()
    .map(|(keys, text)| (keys.to_owned(), text))
    .collect();
    let plan: Vec<(String, &str)> = [
        ("Shift+← →", t.keys_move()),
        ("Ctrl+Shift+← →", t.keys_due()),
        ("Alt+Shift+← →", t.keys_start()),
        ("Shift+↑ ↓", t.keys_reach()),
        ("Ctrl+A", t.keys_all()),
        ("T", t.keys_today()),
        ("M", t.keys_urgent()),
        ("+ −", t.keys_time()),
    ]
    .into_iter()
    .map(|(keys, text)| (keys.to_owned(), text))
    .collect();
    let budget: Vec<(String, &str)> = [
        ("F2, Enter", t.keys_edit_cell()),
        ("0…9", t.keys_type_over()),
        ("Enter ↓, Tab →", t.keys_next_cell()),
        ("Shift+↑ ↓ ← →", t.keys_block()),
        ("Ctrl+A", t.keys_table()),
        ("Ctrl+C", t.keys_copy_block()),
        ("Ctrl+V", t.keys_paste_block()),
        ("Delete", t.keys_clear_block()),
        ("Home, End", t.keys_row_ends()),
        ("Ctrl+Home, Ctrl+End", t.keys_corners()),
    ]
    .into_iter()
    .map(|(keys, text)| (keys.to_owned(), text))
    .collect();
    let dialog = Dialog::new("keys", t.keys(), t.close()).width(640.0);
    let outcome = dialog.show(ctx, |ui| {
        let most = super::body_height(ctx, 520.0);
        ScrollArea::vertical()
            .id_salt("keys")
            .max_height(most)
            .min_scrolled_height(most)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                columns(ui, &actions);
                ui.add_space(10.0);
                elide::plain(
                    ui,
                    Role::CardTitle,
                    t.keys_more(),
                    Tokens::of(ui).palette.text,
                );
                ui.add_space(4.0);
                columns(ui, &more);
                ui.add_space(10.0);
                elide::plain(
                    ui,
                    Role::CardTitle,
                    t.keys_plan(),
                    Tokens::of(ui).palette.text,
                );
                ui.add_space(4.0);
                ui.push_id("plan", |ui| columns(ui, &plan));
                ui.add_space(10.0);
                elide::plain(
                    ui,
                    Role::CardTitle,
                    t.keys_budget(),
                    Tokens::of(ui).palette.text,
                );
                ui.add_space(4.0);
                ui.push_id("budget", |ui| columns(ui, &budget));
            });
    });
    !outcome.closed
}

/// The keys as they stand on a keyboard: signs rather than their names.
fn plain(keys: &str) -> String {
    keys.replace("Plus", "+")
        .replace("Minus", "−")
        .replace("Comma", ",")
}

/// The keys in two columns, read from top to bottom.
fn columns(ui: &mut Ui, list: &[(String, &str)]) {
    let p = &Tokens::of(ui).palette;
    let count = if ui.available_width() < 520.0 { 1 } else { 2 };
    let rows = list.len().div_ceil(count);
    let (_id, all) = ui.allocate_space(vec2(ui.available_width(), rows as f32 * LINE));
    let width = all.width() / count as f32;
    for (nth, (keys, text)) in list.iter().enumerate() {
        let at = all.min + vec2((nth / rows) as f32 * width, (nth % rows) as f32 * LINE);
        let line = Rect::from_min_size(at, vec2(width - 20.0, LINE));
        paint::keycap(
            ui.painter(),
            pos2(line.left(), line.center().y),
            keys,
            p.text2,
            p.line_strong,
            p.panel,
        );
        let words = line.with_min_x(line.left() + 104.0);
        elide::text_in(ui.painter(), words, Align::Min, Role::Body, text, p.text);
        let response = ui.interact(
            line,
            ui.scope_id().with(("key", nth)),
            eframe::egui::Sense::hover(),
        );
        response.widget_info(|| {
            WidgetInfo::labeled(accesskit::Role::Label, true, format!("{text}: {keys}"))
        });
    }
}
