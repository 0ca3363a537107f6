//! Rows of lists: a fill under the pointer, a fill and an edge when selected.

use eframe::egui::{
    Align, CursorIcon, Id, Layout, Rect, Response, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, accesskit, pos2, vec2,
};

use super::card;
use crate::ui::tokens::Tokens;

/// A row that can be pressed.
#[derive(Debug, Clone, Copy)]
pub struct ListRow<'a> {
    name: &'a str,
    height: f32,
    selected: bool,
    divider: bool,
    padding: f32,
    draggable: bool,
}

/// What came of showing a row.
#[derive(Debug)]
pub struct RowOutput<R> {
    /// What the body returned.
    pub inner: R,
    /// Of the whole row; things inside it that were pressed do not count as the row's.
    pub response: Response,
}

impl<'a> ListRow<'a> {
    /// A row of `height` points. `name` is read out: status first, then name, then anchor.
    pub fn new(name: &'a str, height: f32) -> Self {
        Self {
            name,
            height,
            selected: false,
            divider: true,
            padding: 12.0,
            draggable: false,
        }
    }

    /// Can be dragged as well as pressed.
    pub fn draggable(mut self, draggable: bool) -> Self {
        self.draggable = draggable;
        self
    }

    /// With the selection's fill and edge.
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// Without the hairline below.
    pub fn no_divider(mut self) -> Self {
        self.divider = false;
        self
    }

    /// Left and right, in points.
    pub fn padding(mut self, points: f32) -> Self {
        self.padding = points;
        self
    }

    /// Puts the row into the layout over the whole width; `id` tells it from other rows.
    /// The body is laid out from left to right in the middle of the row's height.
    pub fn show<R>(self, ui: &mut Ui, id: Id, body: impl FnOnce(&mut Ui) -> R) -> RowOutput<R> {
        let (_auto, rect) = ui.allocate_space(vec2(ui.available_width(), self.height));
        self.at(ui, id, rect, body)
    }

    /// The same in a given place.
    pub fn at<R>(
        self,
        ui: &mut Ui,
        id: Id,
        rect: Rect,
        body: impl FnOnce(&mut Ui) -> R,
    ) -> RowOutput<R> {
        let tokens = Tokens::of(ui);
        let p = &tokens.palette;
        let sense = if self.draggable {
            Sense::click_and_drag()
        } else {
            Sense::click()
        };
        let response = ui.interact(rect, id, sense);
        if self.selected {
            ui.painter().rect_filled(rect, 0, p.accent_soft);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 0, p.hover);
        }
        if self.divider {
            card::divider(ui, rect);
        }
        if self.selected {
            let edge = pos2(rect.left() + tokens.stroke.selected_edge, rect.bottom());
            ui.painter()
                .rect_filled(Rect::from_min_max(rect.min, edge), 0, p.accent);
        }
        response.widget_info(|| {
            WidgetInfo::selected(
                accesskit::Role::Row,
                ui.is_enabled(),
                self.selected,
                self.name,
            )
        });
        // A child that takes no space: the row has its height whatever is inside.
        let mut child = ui.new_child(
            UiBuilder::new()
                .id_salt(id)
                .max_rect(rect.shrink2(vec2(self.padding, 0.0)))
                .layout(Layout::left_to_right(Align::Center)),
        );
        let inner = body(&mut child);
        if response.has_focus() {
            let stroke = Stroke::new(tokens.stroke.focus, p.accent);
            ui.painter()
                .rect_stroke(rect.shrink(1.0), 2, stroke, StrokeKind::Inside);
        }
        RowOutput {
            inner,
            response: response.on_hover_cursor(CursorIcon::PointingHand),
        }
    }
}
