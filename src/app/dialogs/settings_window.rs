//! The dialog of the settings: what is changed there holds at once.

use crate::app::App;
use crate::store::settings::{Language, Theme};
use crate::text::strings::Lang;
use crate::ui::dialogs::settings;
use crate::ui::first_run::PartyChoice;
use crate::ui::tokens::{self, Motion};
use eframe::egui::Context;

impl App {
    /// The settings: what is changed there holds at once.
    pub(super) fn show_settings(&mut self, ctx: &Context, state: &mut settings::State) -> bool {
        let parties = match &self.workspace {
            Some(w) => PartyChoice::of(w.document.programme()),
            None => PartyChoice::of(crate::codec::embedded::new_document("settings").programme()),
        };
        let values = settings::Values {
            side: self.settings.side.as_deref().map(Into::into),
            author: self.settings.author.clone(),
            lang: self.lang(),
            theme: match self.settings.theme {
                Theme::System => settings::Theme::System,
                Theme::Light => settings::Theme::Light,
                Theme::Dark => settings::Theme::Dark,
            },
            zoom: (ctx.zoom_factor() * 100.0).round() as u16,
            autosave: self.settings.autosave,
            reduced_motion: self.settings.reduced_motion,
        };
        let outcome = settings::show(ctx, &parties, &values, state);
        if let Some(new) = outcome.changed {
            self.settings.language = match new.lang {
                Lang::Vi => Language::Vi,
                Lang::En => Language::En,
            };
            self.settings.theme = match new.theme {
                settings::Theme::System => Theme::System,
                settings::Theme::Light => Theme::Light,
                settings::Theme::Dark => Theme::Dark,
            };
            self.settings.zoom = f32::from(new.zoom) / 100.0;
            self.settings.autosave = new.autosave;
            if self.settings.reduced_motion != new.reduced_motion {
                self.settings.reduced_motion = new.reduced_motion;
                let motion = if new.reduced_motion {
                    Motion::Off
                } else {
                    Motion::On
                };
                tokens::apply(ctx, motion);
            }
            self.apply_settings(ctx);
            if new.side != values.side || new.author != values.author {
                self.set_author(new.side.map(|s| s.to_string()), new.author);
            }
            self.keep_settings();
        }
        outcome.open
    }
}
