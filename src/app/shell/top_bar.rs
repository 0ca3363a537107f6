//! The top bar: mark, name, parties, how the document is saved; years; search; the menu.

use super::{Facts, ask, search, texts};
use crate::insight::YearFilter;
use crate::text::strings::Lang;
use crate::text::strings::safe::Safe;
use crate::text::strings::sending::Sending;
use crate::ui::actions::Action;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::{ButtonKind, IconButton, PushButton};
use crate::ui::widgets::seal::{SealSize, SealState, paint_seal};
use crate::ui::widgets::segmented::segmented;
use crate::ui::widgets::{elide, paint};
use eframe::egui::{
    self, Align, Layout, Popup, PopupCloseBehavior, Rect, Ui, UiBuilder, pos2, vec2,
};

/// How the document stands to its file.
#[derive(Clone, Copy, Debug)]
pub enum Saved<'a> {
    /// Everything is in the file, since this time of day.
    At(&'a str),
    /// Everything is in the file.
    Yes,
    /// There are changes that the file does not hold.
    No,
    /// There is no file yet.
    NoFile,
    /// It is being written.
    Now,
    /// The last save failed.
    Failed,
}

/// Draws the top bar.
pub fn show(
    ui: &mut Ui,
    view: &View<'_>,
    facts: &Facts<'_>,
    state: &mut search::State,
    commands: &mut Commands,
) {
    let rect = ui.max_rect();
    let tokens = Tokens::of(ui);
    let t = texts(view.lang);
    let wide = rect.width() >= 1200.0;
    let left_width = if wide { 324.0 } else { 250.0 };
    let left = Rect::from_min_max(rect.min, pos2(rect.left() + left_width, rect.bottom()));
    title(ui, left, view, facts);

    let mut right = ui.new_child(
        UiBuilder::new()
            .max_rect(Rect::from_min_max(
                pos2(left.right(), rect.top()),
                rect.max - vec2(12.0, 0.0),
            ))
            .layout(Layout::right_to_left(Align::Center))
            .id_salt("top-right"),
    );
    right.spacing_mut().item_spacing.x = 8.0;
    menu(&mut right, view, facts.can_take_back, commands);
    if wide {
        export(&mut right, view, commands);
        let share = PushButton::new(Sending(view.lang).share()).icon(Icon::ShareNetwork);
        if share.tooltip("Ctrl+Shift+G").show(&mut right).clicked() {
            ask(commands, Action::Send);
        }
    }
    let saved = matches!(facts.saved, Saved::At(_) | Saved::Yes | Saved::Now);
    let save = PushButton::new(Action::Save.text(view.lang))
        .icon(Icon::FloppyDisk)
        .tooltip("Ctrl+S");
    let save = if saved {
        save
    } else {
        save.kind(ButtonKind::Primary)
    };
    if view.read_only.is_none() && save.show(&mut right).clicked() {
        ask(commands, Action::Save);
    }
    let redo = IconButton::new(Icon::ArrowUUpRight, Action::Redo.text(view.lang)).keys("Ctrl+Y");
    let redo = if facts.can_redo {
        redo
    } else {
        redo.disabled(Some(t.nothing_to_redo_short()))
    };
    if redo.show(&mut right).clicked() {
        ask(commands, Action::Redo);
    }
    let undo = IconButton::new(Icon::ArrowUUpLeft, Action::Undo.text(view.lang)).keys("Ctrl+Z");
    let undo = if facts.can_undo {
        undo
    } else {
        undo.disabled(Some(t.nothing_to_undo_short()))
    };
    if undo.show(&mut right).clicked() {
        ask(commands, Action::Undo);
    }
    let middle = Rect::from_min_max(
        pos2(left.right() + 8.0, rect.top()),
        pos2(right.cursor().right() - 4.0, rect.bottom()),
    );
    let mut bar = ui.new_child(
        UiBuilder::new()
            .max_rect(middle)
            .layout(Layout::left_to_right(Align::Center))
            .id_salt("top-middle"),
    );
    years(&mut bar, view, commands);
    bar.add_space(6.0);
    let room = bar.available_width();
    if room > 120.0 {
        search::show(&mut bar, view, room.min(520.0), state, commands);
    }
    let _ = tokens;
}

fn title(ui: &mut Ui, rect: Rect, view: &View<'_>, facts: &Facts<'_>) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let t = texts(view.lang);
    let middle = rect.center().y;
    paint::logo(
        ui.painter(),
        pos2(rect.left() + 13.0, middle - 11.0),
        22.0,
        p.panel,
        p,
    );
    let x = rect.left() + 63.0;
    let header = &view.programme().header;
    let name = if header.period.to > 0 {
        t.programme_until(header.period.to)
    } else {
        header.title.clone()
    };
    let top = Rect::from_min_max(pos2(x, middle - 20.0), pos2(rect.right(), middle));
    elide::text_in(
        ui.painter(),
        top,
        Align::Min,
        Role::CardTitle,
        &name,
        p.text,
    );
    ui.interact(top, ui.scope_id().with("title"), egui::Sense::hover())
        .on_hover_text(&header.title);

    let mut x = x;
    let y = middle + 10.0;
    for party in view.programme().parties_in_order() {
        let style = view.seal(party);
        paint_seal(
            ui.painter(),
            pos2(x + 5.0, y),
            SealSize::Tiny,
            &style,
            SealState::Agreed,
            tokens,
        );
        x += 15.0;
        let width = elide::width(ui.painter(), Role::Secondary, &party.short_name);
        let at = Rect::from_min_max(pos2(x, y - 8.0), pos2(x + width + 1.0, y + 8.0));
        elide::text_in(
            ui.painter(),
            at,
            Align::Min,
            Role::Secondary,
            &party.short_name,
            p.text2,
        );
        x += width + 10.0;
    }
    let (icon, text, ink) = match (view.read_only, facts.saved) {
        (Some(crate::ui::view::ReadOnly::ViewOnly), _) => {
            (Some(Icon::Eye), t.view_only().to_owned(), p.text2)
        }
        (Some(crate::ui::view::ReadOnly::Newer), _) => {
            (Some(Icon::Eye), t.newer_file().to_owned(), p.text2)
        }
        (Some(crate::ui::view::ReadOnly::NoPlace), _) => {
            (Some(Icon::Eye), t.no_place().to_owned(), p.soon)
        }
        (Some(crate::ui::view::ReadOnly::Elsewhere), _) => (
            Some(Icon::Eye),
            Safe(view.lang).read_elsewhere().to_owned(),
            p.soon,
        ),
        (Some(crate::ui::view::ReadOnly::Past), _) => (
            Some(Icon::Eye),
            Safe(view.lang).read_past().to_owned(),
            p.soon,
        ),
        (None, Saved::At(time)) => (Some(Icon::CheckBold), t.saved_at(time), p.text2),
        (None, Saved::Yes) => (Some(Icon::CheckBold), t.saved().to_owned(), p.text2),
        (None, Saved::No) => (None, t.not_saved().to_owned(), p.soon),
        (None, Saved::NoFile) => (None, t.not_saved_yet().to_owned(), p.text2),
        (None, Saved::Now) => (None, t.saving().to_owned(), p.text2),
        (None, Saved::Failed) => (Some(Icon::Warning), t.save_failed().to_owned(), p.overdue),
    };
    let dot = Rect::from_min_max(pos2(x - 4.0, y - 8.0), pos2(x + 4.0, y + 8.0));
    elide::text_in(ui.painter(), dot, Align::Min, Role::Secondary, "·", p.text3);
    x += 6.0;
    if let Some(icon) = icon {
        icon.paint(
            ui.painter(),
            pos2(x + 7.0, y),
            14.0,
            if matches!(icon, Icon::CheckBold) {
                p.done
            } else {
                ink
            },
        );
        x += 17.0;
    }
    let at = Rect::from_min_max(pos2(x, y - 8.0), pos2(rect.right(), y + 8.0));
    // In a narrow window the mark alone stands for the word, which the tooltip keeps.
    if icon.is_none() || elide::width(ui.painter(), Role::Secondary, &text) <= at.width() {
        elide::text_in(ui.painter(), at, Align::Min, Role::Secondary, &text, ink);
    }
    let at = at.with_min_x(at.left() - if icon.is_some() { 17.0 } else { 0.0 });
    let response = ui.interact(at, ui.scope_id().with("saved"), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Status, true, &text));
    response.on_hover_ui(|ui| {
        elide::plain(ui, Role::Secondary, &text, p.text);
        if !facts.file_path.is_empty() {
            elide::plain(ui, Role::Secondary, facts.file_path, p.text2);
        }
    });
}

fn years(ui: &mut Ui, view: &View<'_>, commands: &mut Commands) {
    let t = texts(view.lang);
    let years: Vec<i32> = view.programme().header.period.years().collect();
    if years.is_empty() {
        return;
    }
    let whole = view.words().whole_period();
    let labels: Vec<String> = std::iter::once(whole.to_owned())
        .chain(years.iter().map(i32::to_string))
        .collect();
    let selected = match view.years {
        YearFilter::All => 0,
        YearFilter::Year(y) => years.iter().position(|x| *x == y).map_or(0, |i| i + 1),
    };
    // More years than a row holds, or a narrow window: a list.
    if labels.len() > 7 || ui.available_width() < 430.0 {
        let current = labels.get(selected).map_or(whole, String::as_str);
        let button = PushButton::new(current)
            .trailing(Icon::CaretDown)
            .name(t.years())
            .show(ui);
        Popup::menu(&button).show(|ui| {
            for (i, label) in labels.iter().enumerate() {
                if ui.selectable_label(i == selected, label).clicked() {
                    commands.push(Command::Years(filter(&years, i)));
                }
            }
        });
        return;
    }
    let names: Vec<&str> = labels.iter().map(String::as_str).collect();
    if let Some(chosen) = segmented(ui, t.years(), &names, selected) {
        commands.push(Command::Years(filter(&years, chosen)));
    }
}

fn filter(years: &[i32], index: usize) -> YearFilter {
    index
        .checked_sub(1)
        .and_then(|i| years.get(i))
        .map_or(YearFilter::All, |y| YearFilter::Year(*y))
}

/// "Xuất": what leaves the program, for others.
fn export(ui: &mut Ui, view: &View<'_>, commands: &mut Commands) {
    let button = PushButton::new(texts(view.lang).export())
        .icon(Icon::Export)
        .show(ui);
    Popup::menu(&button)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .show(|ui| {
            ui.set_width(MENU_WIDTH);
            ui.spacing_mut().item_spacing.y = 0.0;
            for action in [
                Action::ExportTables,
                Action::ExportA4,
                Action::ExportA3,
                Action::ExportShown,
                Action::ExportCalendar,
            ] {
                menu_item(ui, action, view, commands);
            }
        });
}

/// The width of a column of the menu, in points.
const MENU_WIDTH: f32 = 264.0;
/// What is left of the texts of the menu, in points.
const MENU_PADDING: f32 = 8.0;
/// The height of a row of the menu, in points.
const MENU_ROW: f32 = 28.0;

/// Everything that has a name, in five groups with their keys.
fn menu(ui: &mut Ui, view: &View<'_>, merged: bool, commands: &mut Commands) {
    let t = texts(view.lang);
    let button = IconButton::new(Icon::List, t.menu()).framed().show(ui);
    Popup::menu(&button)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .show(|ui| {
            let edit: &[Action] = &[
                Action::Undo,
                Action::Redo,
                Action::TakeBackMerge,
                Action::AddActivity,
                Action::Search,
            ];
            let without: Vec<Action> = edit
                .iter()
                .copied()
                .filter(|a| merged || *a != Action::TakeBackMerge)
                .collect();
            let groups: [(&str, &[Action]); 5] = [
                (
                    t.menu_file(),
                    &[
                        Action::New,
                        Action::Open,
                        Action::Sample,
                        Action::Save,
                        Action::SaveAs,
                        Action::Versions,
                        Action::Send,
                        Action::Receive,
                        Action::ShortenHistory,
                        Action::Import,
                        Action::ExportTables,
                        Action::Close,
                        Action::Quit,
                    ],
                ),
                (t.menu_edit(), &without),
                (
                    t.menu_view(),
                    &[
                        Action::ZoomIn,
                        Action::ZoomOut,
                        Action::ZoomReset,
                        Action::NextRegion,
                        Action::PreviousRegion,
                        Action::ToggleTheme,
                        Action::ToggleLanguage,
                    ],
                ),
                (
                    t.menu_data(),
                    &[Action::Units, Action::Recipients, Action::Problems],
                ),
                (
                    t.menu_help(),
                    &[Action::Settings, Action::Keys, Action::About],
                ),
            ];
            // In a low window the groups stand in two columns, so that all of it fits below the button.
            let room = ui.ctx().content_rect().bottom() - button.rect.bottom() - 24.0;
            let columns: &[&[(&str, &[Action])]] = if room < 918.0 {
                let (left, right) = groups.split_at(2);
                &[left, right]
            } else {
                &[&groups]
            };
            let scroll = egui::ScrollArea::vertical()
                .max_height(room)
                // A menu that opens offers less room than the window has.
                .min_scrolled_height(room);
            scroll.show(ui, |ui| {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 12.0;
                    for column in columns {
                        ui.vertical(|ui| {
                            ui.set_width(MENU_WIDTH);
                            ui.spacing_mut().item_spacing.y = 0.0;
                            for (i, (title, actions)) in column.iter().enumerate() {
                                menu_group(ui, i > 0, title, actions, view, commands);
                            }
                        });
                    }
                });
            });
        });
}

fn menu_group(
    ui: &mut Ui,
    divided: bool,
    title: &str,
    actions: &[Action],
    view: &View<'_>,
    commands: &mut Commands,
) {
    if divided {
        ui.add_space(3.0);
        ui.separator();
        ui.add_space(3.0);
    }
    let p = &Tokens::of(ui).palette;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(MENU_PADDING);
        elide::plain(ui, Role::NavGroup, title, p.text3);
    });
    for action in actions {
        menu_item(ui, *action, view, commands);
    }
}

fn menu_item(ui: &mut Ui, action: Action, view: &View<'_>, commands: &mut Commands) {
    let writes = matches!(
        action,
        Action::Undo
            | Action::Redo
            | Action::AddActivity
            | Action::Save
            | Action::Import
            | Action::Receive
            | Action::TakeBackMerge
    );
    let allowed = !(writes && view.read_only.is_some());
    let text = action.text(view.lang);
    ui.spacing_mut().button_padding = vec2(MENU_PADDING, 0.0);
    ui.spacing_mut().interact_size.y = MENU_ROW;
    let mut button = egui::Button::new(text)
        .min_size(vec2(MENU_WIDTH, MENU_ROW))
        .frame(true)
        .frame_when_inactive(false);
    if let Some(keys) = action.keys() {
        button = button.shortcut_text(key_text(&keys));
    }
    if ui.add_enabled(allowed, button).clicked() {
        ask(commands, action);
    }
}

/// Keys as they stand in menus: `Ctrl+Shift+S`.
#[must_use]
pub fn key_text(keys: &egui::KeyboardShortcut) -> String {
    let m = keys.modifiers;
    let mut text = String::new();
    for (on, name) in [
        (m.command || m.ctrl, "Ctrl+"),
        (m.alt, "Alt+"),
        (m.shift, "Shift+"),
    ] {
        if on {
            text.push_str(name);
        }
    }
    let key = match keys.logical_key {
        egui::Key::Num0 => "0",
        egui::Key::Plus => "+",
        egui::Key::Minus => "-",
        egui::Key::Comma => ",",
        key => {
            text.push_str(key.name().trim_start_matches("Num"));
            return text;
        }
    };
    text.push_str(key);
    text
}

/// The language in its own name, for the switch.
#[must_use]
pub const fn other_language(lang: Lang) -> Lang {
    match lang {
        Lang::Vi => Lang::En,
        Lang::En => Lang::Vi,
    }
}
