//! Giới thiệu: name, version, the licences of the fonts.

use crate::text::strings::Lang;
use crate::text::strings::dialogs::Dialogs;
use crate::text::strings::shell::Shell;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::{elide, paint};
use eframe::egui::{Align, Context, Rect, pos2, vec2};

/// Shows it. Returns whether it stays open.
pub fn show(ctx: &Context, lang: Lang) -> bool {
    let t = Dialogs(lang);
    let outcome = Dialog::new("about", t.about(), t.close())
        .width(460.0)
        .show(ctx, |ui| {
            let p = &Tokens::of(ui).palette;
            let (_id, rect) = ui.allocate_space(vec2(ui.available_width(), 44.0));
            paint::logo(ui.painter(), rect.min, rect.height(), p.raised, p);
            let left = rect.left() + paint::logo_width(rect.height()) + 16.0;
            let line = |top: f32, height: f32| {
                Rect::from_min_max(pos2(left, top), pos2(rect.right(), top + height))
            };
            let name = Shell(lang).app_name();
            elide::text_in(
                ui.painter(),
                line(rect.top(), 24.0),
                Align::Min,
                Role::PageTitle,
                name,
                p.text,
            );
            let version = t.about_version(env!("CARGO_PKG_VERSION"));
            elide::text_in(
                ui.painter(),
                line(rect.top() + 24.0, 18.0),
                Align::Min,
                Role::Secondary,
                &version,
                p.text2,
            );
            elide::paragraph(ui, Role::Body, t.about_text(), p.text);
            ui.add_space(4.0);
            elide::plain(ui, Role::CardTitle, t.about_fonts(), p.text);
            let icons = t.about_icons("Phosphor");
            let fonts = [
                ("IBM Plex Sans", t.about_ofl()),
                ("Tinos", t.about_ofl()),
                (icons.as_str(), t.about_mit()),
            ];
            ui.spacing_mut().item_spacing.y = 2.0;
            for (font, licence) in fonts {
                elide::plain(ui, Role::Body, &format!("{font} · {licence}"), p.text2);
            }
        });
    !outcome.closed
}
