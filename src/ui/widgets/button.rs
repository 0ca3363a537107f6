//! Buttons: primary, secondary, quiet, link, danger, and buttons of one icon.

use eframe::egui::{
    Align, Color32, CornerRadius, CursorIcon, Rect, Response, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, accesskit, pos2, vec2,
};

use super::{elide, explain_disabled, paint};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};

/// How much a button stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// The one main action of a view: filled with the accent.
    Primary,
    /// Any other action: an outline.
    #[default]
    Secondary,
    /// An action beside others: no outline until hovered.
    Quiet,
    /// A verb in running text or at the end of a row: accent text.
    Link,
    /// Removes something: an outline with crimson text.
    Danger,
}

/// A button with words on it.
#[derive(Debug, Clone, Copy)]
pub struct PushButton<'a> {
    label: &'a str,
    kind: ButtonKind,
    icon: Option<Icon>,
    trailing: Option<Icon>,
    keycap: Option<&'a str>,
    tooltip: Option<&'a str>,
    disabled: Option<&'a str>,
    name: Option<&'a str>,
    small: bool,
    min_width: f32,
}

impl<'a> PushButton<'a> {
    /// A secondary button.
    pub fn new(label: &'a str) -> Self {
        Self {
            label,
            kind: ButtonKind::Secondary,
            icon: None,
            trailing: None,
            keycap: None,
            tooltip: None,
            disabled: None,
            name: None,
            small: false,
            min_width: 0.0,
        }
    }

    /// The main action of a view.
    pub fn primary(label: &'a str) -> Self {
        Self::new(label).kind(ButtonKind::Primary)
    }

    /// A button without an outline.
    pub fn quiet(label: &'a str) -> Self {
        Self::new(label).kind(ButtonKind::Quiet)
    }

    /// A verb that looks like a link.
    pub fn link(label: &'a str) -> Self {
        Self::new(label).kind(ButtonKind::Link)
    }

    /// How much it stands out.
    pub fn kind(mut self, kind: ButtonKind) -> Self {
        self.kind = kind;
        self
    }

    /// An icon before the words.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// An icon after the words, such as the caret of a menu.
    pub fn trailing(mut self, icon: Icon) -> Self {
        self.trailing = Some(icon);
        self
    }

    /// The keyboard shortcut, shown as a key cap.
    pub fn keycap(mut self, keys: &'a str) -> Self {
        self.keycap = Some(keys);
        self
    }

    /// More words on hover.
    pub fn tooltip(mut self, text: &'a str) -> Self {
        self.tooltip = Some(text);
        self
    }

    /// Cannot be pressed, for this reason; `None` means it can.
    pub fn disabled(mut self, reason: Option<&'a str>) -> Self {
        self.disabled = reason;
        self
    }

    /// A longer name for assistive technology, where the words alone are not clear.
    pub fn name(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }

    /// 28 instead of 30 points high.
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// At least this wide; the words stay in the middle.
    pub fn min_width(mut self, width: f32) -> Self {
        self.min_width = width;
        self
    }

    /// Puts the button into the layout.
    pub fn show(self, ui: &mut Ui) -> Response {
        let tokens = Tokens::of(ui);
        let enabled = self.disabled.is_none() && ui.is_enabled();
        let link = self.kind == ButtonKind::Link;
        let padding = if link { 2.0 } else { 11.0 };
        let gap = 6.0;
        let icon = 16.0;
        let words = elide::width(ui.painter(), Role::Button, self.label);
        let keycap = self
            .keycap
            .map(|keys| paint::keycap_width(ui.painter(), keys));
        let content = words
            + self.icon.map_or(0.0, |_| icon + gap)
            + self.trailing.map_or(0.0, |_| 12.0 + gap)
            + keycap.map_or(0.0, |width| width + gap + 1.0);
        let height = if self.small || link {
            tokens.size.button_small
        } else {
            tokens.size.button
        };
        let most = ui.available_width().max(tokens.size.min_target);
        let width = (content + 2.0 * padding)
            .max(self.min_width)
            .min(most)
            .ceil();
        let sense = if enabled {
            Sense::click()
        } else {
            Sense::hover()
        };
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), sense);
        let rect = paint::snap(ui.painter(), rect);
        let look = self.look(tokens, enabled, &response);

        let radius = tokens.radius.button;
        let stroke = Stroke::new(tokens.stroke.hairline, look.line);
        let corners = CornerRadius::same(radius);
        ui.painter()
            .rect(rect, corners, look.fill, stroke, StrokeKind::Inside);
        let spare = (width - 2.0 * padding - content).max(0.0) / 2.0;
        let mut x = rect.left() + padding + spare;
        let middle = rect.center().y;
        let painter = ui.painter().clone();
        if let Some(shape) = self.icon {
            shape.paint(&painter, pos2(x + icon / 2.0, middle), icon, look.ink);
            x += icon + gap;
        }
        // What the words may take before the things after them.
        let after = content - words - self.icon.map_or(0.0, |_| icon + gap);
        let right = rect.right() - padding - spare - after;
        let text = Rect::from_min_max(pos2(x, rect.top()), pos2(right.max(x), rect.bottom()));
        let galley = elide::line(
            &painter,
            Role::Button,
            self.label,
            look.ink,
            text.width() + 0.5,
        );
        let cut = galley.elided;
        let painted = elide::paint(&painter, text, Align::Min, galley);
        if link && enabled && response.hovered() {
            let y = painted.bottom() - 1.5;
            painter.hline(painted.x_range(), y, Stroke::new(1.0, look.ink));
        }
        x = painted.right() + gap;
        if let Some(shape) = self.trailing {
            shape.paint(&painter, pos2(x + 6.0, middle), 12.0, look.ink);
            x += 12.0 + gap;
        }
        if let Some(keys) = self.keycap {
            let face = Color32::TRANSPARENT;
            paint::keycap(
                &painter,
                pos2(x + 1.0, middle),
                keys,
                look.keys,
                look.key_line,
                face,
            );
        }
        paint::focus_ring_if(ui, &response, radius);
        finish(
            response,
            enabled,
            accesskit::Role::Button,
            self.name.unwrap_or(self.label),
            self.disabled,
            self.tooltip.or(cut.then_some(self.label)),
        )
    }

    fn look(&self, tokens: &Tokens, enabled: bool, response: &Response) -> Look {
        let p = &tokens.palette;
        let over = response.hovered() || response.has_focus();
        if !enabled {
            let bare = matches!(self.kind, ButtonKind::Quiet | ButtonKind::Link);
            let none = Color32::TRANSPARENT;
            return Look {
                fill: if bare { none } else { p.idle_soft },
                line: if bare { none } else { p.line_strong },
                ink: p.text3,
                keys: p.text3,
                key_line: p.line_strong,
            };
        }
        let plain = |ink: Color32| Look {
            fill: if over { p.hover } else { p.surface },
            line: p.line_strong,
            ink,
            keys: p.text3,
            key_line: p.line_strong,
        };
        match self.kind {
            ButtonKind::Primary => {
                let fill = if over { p.accent_hover } else { p.accent };
                Look {
                    fill,
                    line: fill,
                    ink: p.on_accent,
                    keys: p.on_accent,
                    key_line: p.on_accent,
                }
            }
            ButtonKind::Secondary => plain(p.text),
            ButtonKind::Danger => plain(p.overdue),
            ButtonKind::Quiet => Look {
                fill: if over { p.hover } else { Color32::TRANSPARENT },
                line: Color32::TRANSPARENT,
                ..plain(p.text2)
            },
            ButtonKind::Link => Look {
                fill: Color32::TRANSPARENT,
                line: Color32::TRANSPARENT,
                ..plain(p.accent)
            },
        }
    }
}

/// The colours of a button in its present state.
struct Look {
    fill: Color32,
    line: Color32,
    ink: Color32,
    keys: Color32,
    key_line: Color32,
}

/// A square button of one icon. Its name is the tooltip and what assistive technology reads.
#[derive(Debug, Clone, Copy)]
pub struct IconButton<'a> {
    icon: Icon,
    name: &'a str,
    keys: Option<&'a str>,
    disabled: Option<&'a str>,
    selected: bool,
    framed: bool,
    size: f32,
}

impl<'a> IconButton<'a> {
    /// A button with an icon and the name of what it does.
    pub fn new(icon: Icon, name: &'a str) -> Self {
        Self {
            icon,
            name,
            keys: None,
            disabled: None,
            selected: false,
            framed: false,
            size: 16.0,
        }
    }

    /// The keyboard shortcut, shown in the tooltip.
    pub fn keys(mut self, keys: &'a str) -> Self {
        self.keys = Some(keys);
        self
    }

    /// Cannot be pressed, for this reason; `None` means it can.
    pub fn disabled(mut self, reason: Option<&'a str>) -> Self {
        self.disabled = reason;
        self
    }

    /// Shown as switched on.
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// With an outline, like a secondary button.
    pub fn framed(mut self) -> Self {
        self.framed = true;
        self
    }

    /// Size of the icon in points; the target stays 28.
    pub fn icon_size(mut self, points: f32) -> Self {
        self.size = points;
        self
    }

    /// Puts the button into the layout.
    pub fn show(self, ui: &mut Ui) -> Response {
        let tokens = Tokens::of(ui);
        let p = &tokens.palette;
        let enabled = self.disabled.is_none() && ui.is_enabled();
        let sense = if enabled {
            Sense::click()
        } else {
            Sense::hover()
        };
        let side = tokens.size.min_target;
        let (rect, response) = ui.allocate_exact_size(vec2(side, side), sense);
        let over = enabled && (response.hovered() || response.has_focus());
        let (fill, ink) = match (enabled, self.selected, over) {
            (false, ..) => (Color32::TRANSPARENT, p.text3),
            (true, true, _) => (p.accent_soft, p.accent),
            (true, false, true) => (p.hover, p.text),
            (true, false, false) if self.framed => (p.surface, p.text2),
            (true, false, false) => (Color32::TRANSPARENT, p.text2),
        };
        let line = if self.framed {
            p.line_strong
        } else {
            Color32::TRANSPARENT
        };
        paint::boxed(ui.painter(), rect, tokens.radius.button, fill, line);
        self.icon.paint(ui.painter(), rect.center(), self.size, ink);
        paint::focus_ring_if(ui, &response, tokens.radius.button);
        let tip = self.keys.map_or_else(
            || self.name.to_owned(),
            |keys| format!("{}  {keys}", self.name),
        );
        let (role, name) = (accesskit::Role::Button, self.name);
        finish(response, enabled, role, name, self.disabled, Some(&tip))
    }
}

/// Names the control, and adds its tooltip and pointer.
fn finish(
    response: Response,
    enabled: bool,
    role: accesskit::Role,
    name: &str,
    reason: Option<&str>,
    tooltip: Option<&str>,
) -> Response {
    response.widget_info(|| WidgetInfo::labeled(role, enabled, name));
    match (reason, tooltip) {
        (Some(reason), _) => explain_disabled(response, reason),
        (None, Some(tip)) => response
            .on_hover_text(tip)
            .on_hover_cursor(pointer(enabled)),
        (None, None) => response.on_hover_cursor(pointer(enabled)),
    }
}

fn pointer(enabled: bool) -> CursorIcon {
    if enabled {
        CursorIcon::PointingHand
    } else {
        CursorIcon::NotAllowed
    }
}
