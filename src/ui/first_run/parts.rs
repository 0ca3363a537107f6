//! The cards of the start page: sides, actions, recent files.

use super::{Begin, FirstRun, FirstRunOutcome, Side, State};
use crate::text::visible::visible;
use crate::ui::actions::Action;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::button::IconButton;
use crate::ui::widgets::card::Card;
use crate::ui::widgets::field::error_line;
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::seal::{SealSize, SealState, SealStyle, paint_seal};
use crate::ui::widgets::{elide, paint};
use eframe::egui::{
    Align, Color32, CursorIcon, Layout, Rect, Response, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, accesskit, pos2, vec2,
};
use std::path::Path;

/// Height of the card of a side, and of an action, in points.
const SIDE: f32 = 74.0;
const ACTION: f32 = 60.0;

/// The name of a file as shown: hostile characters in it are made visible.
fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| {
        visible(&name.to_string_lossy()).into_owned()
    })
}

/// Two lines of text beside each other's left edge.
fn two_lines(ui: &Ui, rect: Rect, upper: &str, lower: &str, ink: Color32, second: Color32) {
    let middle = rect.center().y;
    let line =
        |y: f32| Rect::from_min_max(pos2(rect.left(), y - 10.0), pos2(rect.right(), y + 10.0));
    elide::text_in(
        ui.painter(),
        line(middle - 9.0),
        Align::Min,
        Role::CardTitle,
        upper,
        ink,
    );
    elide::text_in(
        ui.painter(),
        line(middle + 9.0),
        Align::Min,
        Role::Secondary,
        lower,
        second,
    );
}

impl FirstRun<'_> {
    /// One card for each party, and Chỉ xem.
    pub(super) fn sides(&self, ui: &mut Ui, state: &mut State) {
        let t = self.text();
        let gap = 8.0;
        let cards = self.parties.len() + 1;
        let columns = cards
            .min(if ui.available_width() < 480.0 { 2 } else { 3 })
            .max(1);
        let width = (ui.available_width() - gap * (columns - 1) as f32) / columns as f32;
        let rows = cards.div_ceil(columns);
        let height = SIDE * rows as f32 + gap * (rows - 1) as f32;
        let (_id, all) = ui.allocate_space(vec2(ui.available_width(), height));
        let place = |nth: usize| {
            let (x, y) = ((nth % columns) as f32, (nth / columns) as f32);
            Rect::from_min_size(
                all.min + vec2(x * (width + gap), y * (SIDE + gap)),
                vec2(width, SIDE),
            )
        };
        let mut chosen = None;
        for (nth, party) in self.parties.iter().enumerate() {
            let side = Side::Party(party.id.clone());
            let on = state.side.as_ref() == Some(&side);
            if self
                .side(
                    ui,
                    place(nth),
                    (&party.name, &party.full_name),
                    Some(&party.seal),
                    on,
                )
                .clicked()
            {
                chosen = Some(side);
            }
        }
        let on = state.side == Some(Side::ViewOnly);
        let words = (t.first_view_only(), t.first_no_editing());
        if self
            .side(ui, place(self.parties.len()), words, None, on)
            .clicked()
        {
            chosen = Some(Side::ViewOnly);
        }
        if chosen.is_some() {
            state.side = chosen;
            state.missing = None;
        }
    }

    fn side(
        &self,
        ui: &Ui,
        rect: Rect,
        words: (&str, &str),
        seal: Option<&SealStyle>,
        on: bool,
    ) -> Response {
        let tokens = Tokens::of(ui);
        let p = &tokens.palette;
        let rect = paint::snap(ui.painter(), rect);
        let response = ui.interact(rect, ui.scope_id().with(("side", words.0)), Sense::click());
        let fill = if response.hovered() && !on {
            p.hover
        } else {
            p.surface
        };
        let line = if on {
            Stroke::new(tokens.stroke.focus, p.accent)
        } else {
            Stroke::new(tokens.stroke.hairline, p.line_strong)
        };
        ui.painter()
            .rect(rect, tokens.radius.card, fill, line, StrokeKind::Inside);
        let center = pos2(rect.left() + 13.0 + 22.0, rect.center().y);
        match seal {
            Some(style) => paint_seal(
                ui.painter(),
                center,
                SealSize::Huge,
                style,
                SealState::Agreed,
                tokens,
            ),
            None => {
                let square = Rect::from_center_size(center, vec2(44.0, 44.0));
                let stroke = Stroke::new(tokens.stroke.seal_pending, p.ctl);
                paint::dashed_rect(
                    ui.painter(),
                    square,
                    14.0,
                    stroke,
                    tokens.stroke.dash_pending,
                );
                Icon::Eye.paint(ui.painter(), center, 22.0, p.text2);
            }
        }
        let text = Rect::from_min_max(
            pos2(rect.left() + 69.0, rect.top()),
            pos2(rect.right() - 8.0, rect.bottom()),
        );
        two_lines(ui, text, words.0, words.1, p.text, p.text2);
        paint::focus_ring_if(ui, &response, tokens.radius.card);
        response
            .widget_info(|| WidgetInfo::selected(accesskit::Role::RadioButton, true, on, words.0));
        response.on_hover_cursor(CursorIcon::PointingHand)
    }

    /// Create, open, look at the sample.
    pub(super) fn actions(&self, ui: &mut Ui, state: &mut State) -> Option<FirstRunOutcome> {
        let t = self.text();
        let all = [
            (
                Action::New,
                Icon::FileText,
                t.first_new(),
                t.first_new_text(),
                Begin::New,
            ),
            (
                Action::Open,
                Icon::FolderOpen,
                t.first_open(),
                t.first_open_text(),
                Begin::Open,
            ),
            (
                Action::Sample,
                Icon::Flag,
                t.first_sample(),
                t.first_sample_text(),
                Begin::Sample,
            ),
        ];
        let mut outcome = None;
        for (action, icon, title, text, begin) in all {
            let primary = action == Action::New;
            let keys = action
                .keys()
                .map(|keys| ui.ctx().format_shortcut(&keys))
                .unwrap_or_default();
            if Self::action(ui, icon, (title, text), &keys, primary).clicked() {
                outcome = state.begin(begin);
            }
        }
        outcome
    }

    fn action(ui: &mut Ui, icon: Icon, words: (&str, &str), keys: &str, primary: bool) -> Response {
        let tokens = Tokens::of(ui);
        let p = &tokens.palette;
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), ACTION), Sense::click());
        let rect = paint::snap(ui.painter(), rect);
        let over = response.hovered() || response.has_focus();
        let (fill, line, ink, second) = match (primary, over) {
            (true, false) => (p.accent, p.accent, p.on_accent, p.on_accent),
            (true, true) => (p.accent_hover, p.accent_hover, p.on_accent, p.on_accent),
            (false, false) => (p.surface, p.line_strong, p.text, p.text2),
            (false, true) => (p.hover, p.line_strong, p.text, p.text2),
        };
        paint::boxed(ui.painter(), rect, tokens.radius.card, fill, line);
        icon.paint(
            ui.painter(),
            pos2(rect.left() + 27.0, rect.center().y),
            20.0,
            ink,
        );
        let width = paint::keycap_width(ui.painter(), keys);
        let at = pos2(rect.right() - 17.0 - width, rect.center().y);
        let (key_ink, key_line, face) = if primary {
            (p.on_accent, p.on_accent, Color32::TRANSPARENT)
        } else {
            (p.text3, p.line_strong, p.panel)
        };
        paint::keycap(ui.painter(), at, keys, key_ink, key_line, face);
        let text = Rect::from_min_max(
            pos2(rect.left() + 51.0, rect.top()),
            pos2(at.x - 10.0, rect.bottom()),
        );
        two_lines(ui, text, words.0, words.1, ink, second);
        paint::focus_ring_if(ui, &response, tokens.radius.card);
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Button, true, words.0));
        response.on_hover_cursor(CursorIcon::PointingHand)
    }

    /// The files opened before; a place to drop one while there are none.
    pub(super) fn recent_files(&self, ui: &mut Ui, state: &mut State) -> Option<FirstRunOutcome> {
        let t = self.text();
        let tokens = Tokens::of(ui);
        let p = &tokens.palette;
        if self.recent.is_empty() {
            let (_id, rect) = ui.allocate_space(vec2(ui.available_width(), 76.0));
            let stroke = Stroke::new(tokens.stroke.hairline, p.ctl);
            let radius = f32::from(tokens.radius.card);
            paint::dashed_rect(ui.painter(), rect, radius, stroke, tokens.stroke.dash_empty);
            let builder = UiBuilder::new()
                .max_rect(rect)
                .layout(Layout::top_down(Align::Center));
            let mut ui = ui.new_child(builder);
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add_space(18.0);
            let words = elide::plain(&mut ui, Role::Body, t.first_none(), p.text2);
            let icon = pos2(words.rect.left() - 14.0, words.rect.center().y);
            Icon::Tray.paint(ui.painter(), icon, 16.0, p.text2);
            elide::plain(&mut ui, Role::Secondary, t.first_drop(), p.text2);
            return None;
        }
        let mut outcome = None;
        Card::new().show(ui, |ui| {
            for (nth, file) in self.recent.iter().enumerate() {
                let name = file_name(&file.path);
                let folder = file
                    .path
                    .parent()
                    .map(|f| visible(&f.display().to_string()).into_owned())
                    .unwrap_or_default();
                let opened = if file.opened.is_empty() {
                    String::new()
                } else {
                    t.first_opened(&file.opened)
                };
                let aside = if file.missing {
                    t.first_missing().to_owned()
                } else {
                    opened
                };
                let spoken = format!("{name}, {aside}, {folder}");
                let mut row = ListRow::new(&spoken, 46.0);
                if nth + 1 == self.recent.len() {
                    row = row.no_divider();
                }
                let mut forget = false;
                let id = ui.scope_id().with(("recent", nth));
                let output = row.show(ui, id, |ui| {
                    let rect = ui.max_rect();
                    let (icon, ink) = if file.missing {
                        (Icon::Warning, p.soon)
                    } else {
                        (Icon::File, p.text2)
                    };
                    icon.paint(
                        ui.painter(),
                        pos2(rect.left() + 9.0, rect.center().y),
                        18.0,
                        ink,
                    );
                    let layout = Layout::right_to_left(Align::Center);
                    let mut ends = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
                    forget = IconButton::new(Icon::X, &t.first_forget(&name))
                        .icon_size(14.0)
                        .show(&mut ends)
                        .clicked();
                    elide::label(&mut ends, Role::Secondary, &aside, ink, 170.0);
                    let right = ends.min_rect().left() - 8.0;
                    let text = Rect::from_min_max(
                        pos2(rect.left() + 30.0, rect.top()),
                        pos2(right, rect.bottom()),
                    );
                    two_lines(
                        ui,
                        text,
                        &name,
                        &folder,
                        if file.missing { p.text2 } else { p.text },
                        p.text2,
                    );
                });
                let response = output
                    .response
                    .on_hover_text(visible(&file.path.display().to_string()));
                if forget {
                    outcome = Some(FirstRunOutcome::Forget(file.path.clone()));
                } else if response.clicked() && file.missing {
                    state.not_there = Some(file.path.clone());
                } else if response.clicked() {
                    state.not_there = None;
                    outcome = state.begin(Begin::Recent(file.path.clone()));
                }
            }
        });
        let shown = |path: &Path| self.recent.iter().any(|f| f.missing && f.path == path);
        state.not_there.take_if(|path| !shown(path));
        if let Some(path) = &state.not_there {
            error_line(ui, &t.first_missing_text(&file_name(path)));
        }
        outcome
    }
}
