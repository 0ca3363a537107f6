//! The start page (picture 7): choose a side and give a name, then create from the official text,
//! open a file, or look at the sample; recent files. Pure user interface: what is known is passed in,
//! what the user wants comes back, and the app does it.

mod parts;
#[cfg(test)]
mod tests;

use crate::model::{Id, Programme};
use crate::text::strings::Lang;
use crate::text::strings::dialogs::Dialogs;
use crate::ui::actions::Action;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::seal_style;
use crate::ui::widgets::button::{IconButton, PushButton};
use crate::ui::widgets::field::{TextDraft, TextField, error_line};
use crate::ui::widgets::seal::SealStyle;
use crate::ui::widgets::{elide, paint};
use eframe::egui::{self, Align, Layout, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};
use std::path::PathBuf;

/// Width of the column, in points.
const COLUMN: f32 = 562.0;
/// Height of the page with nothing chosen and no recent files, in points.
const BODY: f32 = 580.0;

/// A side that the user may work for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Side {
    /// A party of the programme.
    Party(Id),
    /// Chỉ xem.
    ViewOnly,
}

/// A party that can be chosen.
#[derive(Clone, Debug)]
pub struct PartyChoice {
    /// Its id.
    pub id: Id,
    /// Its short name: Vĩnh Lộc.
    pub name: String,
    /// Its full name: huyện Vĩnh Lộc.
    pub full_name: String,
    /// Its seal.
    pub seal: SealStyle,
}

impl PartyChoice {
    /// The parties of a programme, in their order.
    #[must_use]
    pub fn of(programme: &Programme) -> Vec<Self> {
        let choice = |p: &crate::model::Party| Self {
            id: p.id.clone(),
            name: p.short_name.clone(),
            full_name: p.name.clone(),
            seal: seal_style(programme, p),
        };
        programme
            .parties_in_order()
            .into_iter()
            .map(choice)
            .collect()
    }
}

/// A file that was opened before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecentFile {
    /// Where it is.
    pub path: PathBuf,
    /// When it was last opened, as shown: `19/08/2024`; may be empty.
    pub opened: String,
    /// It is not there now.
    pub missing: bool,
}

/// What the page remembers between frames.
#[derive(Debug, Default)]
pub struct State {
    /// The chosen side.
    pub side: Option<Side>,
    /// The name as committed.
    pub name: String,
    draft: TextDraft,
    /// The sentence that says what to do first.
    missing: Option<Missing>,
    /// The missing file that was pressed.
    not_there: Option<PathBuf>,
}

/// What must be chosen first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Missing {
    Side,
    Name,
}

/// What the page draws from.
#[derive(Clone, Copy, Debug)]
pub struct FirstRun<'a> {
    /// The language of the window.
    pub lang: Lang,
    /// The parties of the embedded programme.
    pub parties: &'a [PartyChoice],
    /// Recent files, the latest first.
    pub recent: &'a [RecentFile],
}

/// Who works with the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The party; none for Chỉ xem.
    pub side: Option<Id>,
    /// The name as it shall stand in the history; may be empty for Chỉ xem alone.
    pub name: String,
}

/// What the user wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FirstRunOutcome {
    /// A new file from the official text.
    New(Who),
    /// To choose a file.
    Open(Who),
    /// The sample data.
    Sample(Who),
    /// This recent file.
    Recent(Who, PathBuf),
    /// This file off the list.
    Forget(PathBuf),
    /// The other language.
    Language(Lang),
    /// The dark theme, or the light one.
    Dark(bool),
}

/// What may be begun, before it is known who begins it.
#[derive(Clone)]
enum Begin {
    New,
    Open,
    Sample,
    Recent(PathBuf),
}

impl State {
    /// A page that remembers an earlier choice.
    #[must_use]
    pub fn of(side: Option<Side>, name: String) -> Self {
        Self {
            side,
            name,
            ..Self::default()
        }
    }

    /// The name as typed so far, without blanks at its ends.
    fn typed_name(&self) -> &str {
        self.draft.pending().unwrap_or(&self.name).trim()
    }

    /// Who works with the file, or what must be chosen first.
    fn who(&self) -> Result<Who, Missing> {
        let name = self.typed_name().to_owned();
        match &self.side {
            None => Err(Missing::Side),
            Some(Side::ViewOnly) => Ok(Who { side: None, name }),
            Some(Side::Party(_)) if name.is_empty() => Err(Missing::Name),
            Some(Side::Party(party)) => Ok(Who {
                side: Some(party.clone()),
                name,
            }),
        }
    }

    /// What comes of wanting to begin; explains itself where something is missing.
    fn begin(&mut self, begin: Begin) -> Option<FirstRunOutcome> {
        match self.who() {
            Err(missing) => {
                self.missing = Some(missing);
                None
            }
            Ok(who) => Some(match begin {
                Begin::New => FirstRunOutcome::New(who),
                Begin::Open => FirstRunOutcome::Open(who),
                Begin::Sample => FirstRunOutcome::Sample(who),
                Begin::Recent(path) => FirstRunOutcome::Recent(who, path),
            }),
        }
    }
}

/// Draws the page over the whole area. Returns what the user wants.
pub fn show(ui: &mut Ui, page: &FirstRun<'_>, state: &mut State) -> Option<FirstRunOutcome> {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let t = Dialogs(page.lang);
    let area = ui.available_rect_before_wrap();
    ui.painter().rect_filled(area, 0, p.bg);
    ui.allocate_rect(area, egui::Sense::hover());
    let mut outcome = page.by_key(ui, state);

    let mut child = ui.new_child(UiBuilder::new().max_rect(area));
    ScrollArea::vertical()
        .id_salt("first run")
        .auto_shrink([false, false])
        .show(&mut child, |ui| {
            let width = COLUMN.min(ui.available_width() - 32.0);
            let side = ((ui.available_width() - width) / 2.0).max(0.0);
            ui.spacing_mut().item_spacing.y = 8.0;
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.add_space(side);
                ui.vertical(|ui| {
                    ui.set_width(width);
                    // Somewhat above the middle, as the eye expects; it scrolls where it is too high.
                    let spare = (area.height() - BODY).max(0.0);
                    ui.add_space((spare * 0.4).clamp(14.0, 120.0));
                    page.title(ui);
                    ui.add_space(12.0);
                    heading(ui, t.first_side());
                    page.sides(ui, state);
                    if matches!(state.side, Some(Side::Party(_))) {
                        page.name(ui, state);
                    }
                    if let Some(missing) = state.missing {
                        let sentence = match missing {
                            Missing::Side => t.first_choose_side(),
                            Missing::Name => t.first_give_name(),
                        };
                        let line = error_line(ui, sentence);
                        line.scroll_to_me(None);
                    }
                    ui.add_space(8.0);
                    heading(ui, t.first_start());
                    outcome = page.actions(ui, state).or(outcome.take());
                    ui.add_space(8.0);
                    heading(ui, t.first_recent());
                    outcome = page.recent_files(ui, state).or(outcome.take());
                    ui.add_space(4.0);
                    ui.horizontal(|ui| {
                        ui.spacing_mut().item_spacing.x = 6.0;
                        Icon::Lock.show(ui, 13.0, p.text3);
                        elide::plain(ui, Role::Label, t.first_footnote(), p.text2);
                    });
                    ui.add_space(16.0);
                });
            });
        });
    page.corner(ui, area).or(outcome)
}

/// The head of a part of the page.
fn heading(ui: &mut Ui, text: &str) {
    elide::plain(ui, Role::CardTitle, text, Tokens::of(ui).palette.text);
}

impl FirstRun<'_> {
    const fn text(&self) -> Dialogs {
        Dialogs(self.lang)
    }

    /// Ctrl+N, Ctrl+O and Ctrl+D.
    fn by_key(&self, ui: &Ui, state: &mut State) -> Option<FirstRunOutcome> {
        let keys = [
            (Action::New, Begin::New),
            (Action::Open, Begin::Open),
            (Action::Sample, Begin::Sample),
        ];
        let pressed = keys.into_iter().find(|(action, _)| {
            action
                .keys()
                .is_some_and(|keys| ui.input_mut(|input| input.consume_shortcut(&keys)))
        });
        pressed.and_then(|(_, begin)| state.begin(begin))
    }

    /// The mark, the name of the program, and whose programme it is.
    fn title(&self, ui: &mut Ui) {
        let p = &Tokens::of(ui).palette;
        let height = 50.0;
        let (_id, rect) = ui.allocate_space(vec2(ui.available_width(), height));
        paint::logo(ui.painter(), rect.min, height, p.bg, p);
        let left = rect.left() + paint::logo_width(height) + 22.0;
        let upper = Rect::from_min_max(
            pos2(left, rect.top() - 2.0),
            pos2(rect.right(), rect.top() + 33.0),
        );
        let lower = Rect::from_min_max(
            pos2(left, rect.top() + 30.0),
            pos2(rect.right(), rect.bottom()),
        );
        let name = crate::text::strings::shell::Shell(self.lang).app_name();
        elide::text_in(
            ui.painter(),
            upper,
            Align::Min,
            Role::FirstRunTitle,
            name,
            p.text,
        );
        let names: Vec<String> = self
            .parties
            .iter()
            .map(|party| party.full_name.clone())
            .collect();
        let line = self.text().first_of(&self.text().list(&names));
        elide::text_in(ui.painter(), lower, Align::Min, Role::Body, &line, p.text2);
    }

    fn name(&self, ui: &mut Ui, state: &mut State) {
        let t = self.text();
        ui.horizontal(|ui| {
            let p = &Tokens::of(ui).palette;
            ui.spacing_mut().item_spacing.x = 12.0;
            elide::plain(ui, Role::Body, t.first_name(), p.text2);
            let field = TextField::new(egui::Id::unique("first-run name"), t.first_name());
            let value = state.name.clone();
            let out = field.hint(t.first_name_hint()).boxed().limit(80).show(
                ui,
                &mut state.draft,
                &value,
            );
            if let Some(name) = out.committed {
                state.name = crate::text::fold::nfc(name.trim()).into_owned();
            }
        });
        if state.missing == Some(Missing::Name) && !state.typed_name().is_empty() {
            state.missing = None;
        }
    }

    /// Language and theme, in the upper right corner.
    fn corner(&self, ui: &mut Ui, area: Rect) -> Option<FirstRunOutcome> {
        let rect = Rect::from_min_max(
            area.min + vec2(16.0, 12.0),
            pos2(area.right() - 16.0, area.top() + 44.0),
        );
        let layout = Layout::right_to_left(Align::Center);
        let mut ui = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
        let dark = Tokens::of(&ui).dark;
        let t = self.text();
        let (icon, name) = if dark {
            (Icon::Sun, t.to_light())
        } else {
            (Icon::Moon, t.to_dark())
        };
        let mut outcome = None;
        if IconButton::new(icon, name).show(&mut ui).clicked() {
            outcome = Some(FirstRunOutcome::Dark(!dark));
        }
        // Each language is named in itself, so that it is found by who cannot read the other.
        let (other, word) = match self.lang {
            Lang::Vi => (Lang::En, "English"),
            Lang::En => (Lang::Vi, "Tiếng Việt"),
        };
        let name = Action::ToggleLanguage.text(self.lang);
        if PushButton::quiet(word)
            .icon(Icon::Translate)
            .name(name)
            .small()
            .show(&mut ui)
            .clicked()
        {
            outcome = Some(FirstRunOutcome::Language(other));
        }
        outcome
    }
}
