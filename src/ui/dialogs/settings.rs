//! Cài đặt: who writes, how the window looks, whether the file is saved by itself. Pure: the values
//! come in, and each change comes back as the new values.

use crate::model::Id;
use crate::text::strings::Lang;
use crate::text::strings::dialogs::Dialogs;
use crate::ui::first_run::PartyChoice;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::check::{checkbox, radio};
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{TextDraft, TextField, field_row, message_line};
use crate::ui::widgets::segmented::segmented;
use eframe::egui::{self, Context, ScrollArea, Ui};

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The zoom steps that are offered, in percent.
pub const ZOOMS: [u16; 7] = [80, 90, 100, 110, 125, 150, 200];

/// What can be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Values {
    /// The party that the user works for; none is Chỉ xem.
    pub side: Option<Id>,
    /// The name that stands in the history.
    pub author: String,
    /// The language of the window.
    pub lang: Lang,
    /// Light or dark.
    pub theme: Theme,
    /// Zoom, in percent.
    pub zoom: u16,
    /// The file is saved by itself.
    pub autosave: bool,
    /// Nothing moves.
    pub reduced_motion: bool,
}

/// What the dialog remembers between frames.
#[derive(Debug, Default)]
pub struct State {
    name: TextDraft,
}

/// What came of a frame.
#[derive(Debug)]
pub struct Outcome {
    /// The new values, where something was changed. They hold at once; nothing waits for a button.
    pub changed: Option<Values>,
    /// Whether the dialog stays open.
    pub open: bool,
}

/// Shows the dialog over the present values. `parties` are those of the open document, or of the
/// embedded programme while none is open.
pub fn show(ctx: &Context, parties: &[PartyChoice], values: &Values, state: &mut State) -> Outcome {
    let t = Dialogs(values.lang);
    let mut new = values.clone();
    let dialog = Dialog::new("settings", t.settings(), t.close())
        .width(500.0)
        .stays();
    let outcome = dialog.show(ctx, |ui| {
        let most = super::body_height(ctx, 520.0);
        ScrollArea::vertical()
            .id_salt("settings")
            .max_height(most)
            .min_scrolled_height(most)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 4.0;
                author(ui, t, parties, values, &mut new, state);
                looks(ui, t, values, &mut new);
                heading(ui, t.settings_files());
                if checkbox(ui, values.autosave, t.settings_autosave(), None).clicked() {
                    new.autosave = !values.autosave;
                }
                elide::paragraph(
                    ui,
                    Role::Secondary,
                    t.settings_autosave_text(),
                    Tokens::of(ui).palette.text2,
                );
            });
    });
    // A name still in its field counts when the dialog closes.
    if outcome.closed
        && let Some(name) = state.name.take()
    {
        new.author = tidy(&name);
    }
    Outcome {
        changed: (new != *values).then_some(new),
        open: !outcome.closed,
    }
}

fn tidy(name: &str) -> String {
    crate::text::fold::nfc(name.trim()).into_owned()
}

fn heading(ui: &mut Ui, text: &str) {
    ui.add_space(8.0);
    elide::plain(ui, Role::CardTitle, text, Tokens::of(ui).palette.text);
}

fn author(
    ui: &mut Ui,
    t: Dialogs,
    parties: &[PartyChoice],
    values: &Values,
    new: &mut Values,
    state: &mut State,
) {
    heading(ui, t.settings_author());
    field_row(ui, t.settings_side(), |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 14.0;
            for party in parties {
                let on = values.side.as_ref() == Some(&party.id);
                if radio(ui, on, &party.full_name, None).clicked() {
                    new.side = Some(party.id.clone());
                }
            }
            if radio(ui, values.side.is_none(), t.first_view_only(), None).clicked() {
                new.side = None;
            }
        });
    });
    field_row(ui, t.first_name(), |ui| {
        let field = TextField::new(egui::Id::unique("settings name"), t.first_name());
        let out = field.hint(t.first_name_hint()).boxed().limit(80).show(
            ui,
            &mut state.name,
            &values.author,
        );
        if let Some(name) = out.committed {
            new.author = tidy(&name);
        }
    });
    let p = &Tokens::of(ui).palette;
    if values.side.is_none() {
        message_line(ui, Icon::Eye, t.settings_view_only_text(), p.text2);
    } else if state
        .name
        .pending()
        .unwrap_or(&values.author)
        .trim()
        .is_empty()
    {
        message_line(ui, Icon::WarningCircle, t.first_give_name(), p.soon);
    }
}

fn looks(ui: &mut Ui, t: Dialogs, values: &Values, new: &mut Values) {
    heading(ui, t.settings_looks());
    field_row(ui, t.settings_language(), |ui| {
        let languages = [Lang::Vi, Lang::En];
        let at = languages
            .iter()
            .position(|l| *l == values.lang)
            .unwrap_or(0);
        // Each language in itself.
        if let Some(chosen) = segmented(ui, t.settings_language(), &["Tiếng Việt", "English"], at)
        {
            new.lang = languages.get(chosen).copied().unwrap_or_default();
        }
    });
    field_row(ui, t.settings_theme(), |ui| {
        let themes = [Theme::System, Theme::Light, Theme::Dark];
        let words = [t.theme_system(), t.theme_light(), t.theme_dark()];
        let at = themes.iter().position(|x| *x == values.theme).unwrap_or(0);
        if let Some(chosen) = segmented(ui, t.settings_theme(), &words, at) {
            new.theme = themes.get(chosen).copied().unwrap_or_default();
        }
    });
    field_row(ui, t.settings_zoom(), |ui| {
        let words = ZOOMS.map(|z| format!("{z}%"));
        let words = words.each_ref().map(String::as_str);
        // A zoom between the steps selects none of them.
        let at = ZOOMS
            .iter()
            .position(|z| *z == values.zoom)
            .unwrap_or(usize::MAX);
        if let Some(zoom) = segmented(ui, t.settings_zoom(), &words, at).and_then(|n| ZOOMS.get(n))
        {
            new.zoom = *zoom;
        }
    });
    if checkbox(ui, values.reduced_motion, t.settings_motion(), None).clicked() {
        new.reduced_motion = !values.reduced_motion;
    }
}
