//! The frame of the window around the tabs: top bar, navigation, status bar, inspector, search.

pub mod nav;
pub mod regions;
pub mod search;
pub mod status_bar;
pub mod top_bar;

use crate::insight::Insight;
use crate::text::strings::Lang;
use crate::text::strings::shell::Shell;
use crate::ui::commands::{Command, Commands};
use crate::ui::tokens::{Density, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::{inspector, tabs};
use eframe::egui::{
    self, Context, Frame, Id, LayerId, Margin, Order, Popup, Rect, Stroke, Ui, UiBuilder, pos2,
};
use regions::{Place, Region, Step};

/// What the frame remembers between frames.
#[derive(Default)]
pub struct State {
    /// The search field and its results.
    pub search: search::State,
    /// The width of the inspector, dragged by the user, in points.
    pub inspector_width: Option<f32>,
    /// F6 was pressed: the focus is to go to another region.
    step: Option<Step>,
}

impl State {
    /// Moves the focus to another region, at the end of the frame that follows.
    pub fn step(&mut self, ctx: &Context, step: Step) {
        Popup::close_all(ctx);
        self.step = Some(step);
        ctx.request_repaint();
    }
}

/// All that is remembered between frames.
pub struct Memory<'a> {
    /// By the frame.
    pub frame: &'a mut State,
    /// By the tabs.
    pub tabs: &'a mut tabs::States,
    /// By the inspector.
    pub inspector: &'a mut inspector::States,
}

/// What the frame shows besides the document.
pub struct Facts<'a> {
    /// The name of the file, or that there is none.
    pub file_name: &'a str,
    /// The whole path, for a tooltip.
    pub file_path: &'a str,
    /// The size of the file in bytes, where there is one.
    pub file_len: Option<u64>,
    /// How the document stands to its file.
    pub saved: top_bar::Saved<'a>,
    /// What undo would do; the reason where it cannot.
    pub can_undo: bool,
    /// Whether the last merge can be taken back.
    pub can_take_back: bool,
    /// What redo would do; the reason where it cannot.
    pub can_redo: bool,
    /// Who edits: name and party id.
    pub author: &'a str,
    /// The id of the author's party; none for Chỉ xem.
    pub party: Option<&'a str>,
    /// The zoom in percent.
    pub zoom_percent: i64,
}

/// Draws the whole window of an open document.
pub fn show(
    ui: &mut Ui,
    view: &View<'_>,
    tab: crate::ui::view::Tab,
    facts: &Facts<'_>,
    memory: Memory<'_>,
    commands: &mut Commands,
) {
    let Memory {
        frame: state,
        tabs: tab_states,
        inspector: inspector_states,
    } = memory;
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let window = ui.max_rect();
    let density = Density::for_height(window.height());
    let rail = window.width() < tokens.breakpoint.rail_width;
    let narrow = window.width() < tokens.breakpoint.narrow_width;
    ui.painter().rect_filled(window, 0, p.bg);

    let top = density.pick(tokens.size.top_bar, tokens.size.top_bar_compact);
    let bottom = tokens.size.status_bar;
    let nav_width = if rail {
        tokens.size.nav_rail
    } else {
        tokens.size.nav_width
    };
    let (head, rest) = split_top(window, top);
    let (rest, foot) = split_bottom(rest, bottom);
    let nav_rect = Rect::from_min_max(rest.min, pos2(rest.left() + nav_width, rest.bottom()));
    let mut content = Rect::from_min_max(pos2(nav_rect.right(), rest.top()), rest.max);

    let selected = *view.selection != Selection::Nothing;
    let width = state
        .inspector_width
        .unwrap_or(tokens.size.inspector_width)
        .clamp(tokens.size.inspector_min, tokens.size.inspector_max);
    let mut inspector_rect = Rect::NOTHING;
    if selected {
        inspector_rect =
            Rect::from_min_max(pos2(content.right() - width, content.top()), content.max);
        if !narrow {
            content.max.x = inspector_rect.left();
        }
    }

    let line = Stroke::new(tokens.stroke.hairline, p.line);
    area(ui, "nav", nav_rect, |ui| {
        ui.painter().rect_filled(nav_rect, 0, p.panel);
        ui.painter()
            .vline(nav_rect.right() - 0.5, nav_rect.y_range(), line);
        nav::show(ui, view, tab, facts, rail, density, commands);
    });
    area(ui, "content", content, |ui| {
        tabs::show(ui, tab, view, tab_states, commands)
    });
    let overlay = LayerId::new(Order::Middle, Id::unique("inspector-overlay"));
    if selected {
        let mut draw = |ui: &mut Ui| {
            ui.painter().rect_filled(inspector_rect, 0, p.panel);
            ui.painter()
                .vline(inspector_rect.left() + 0.5, inspector_rect.y_range(), line);
            inspector::show(ui, view, inspector_states, commands);
        };
        if narrow {
            // Over the content, as there is no room beside it.
            egui::Area::new(overlay.id)
                .fixed_pos(inspector_rect.min)
                .order(overlay.order)
                .show(ui.ctx(), |ui| {
                    ui.set_clip_rect(inspector_rect);
                    let mut inner = ui.new_child(UiBuilder::new().max_rect(inspector_rect));
                    draw(&mut inner);
                    ui.allocate_rect(inspector_rect, egui::Sense::hover());
                });
        } else {
            area(ui, "inspector", inspector_rect, |ui| draw(ui));
            resize(ui, inspector_rect, state);
        }
    }
    area(ui, "status", foot, |ui| {
        ui.painter().rect_filled(foot, 0, p.panel);
        ui.painter().hline(foot.x_range(), foot.top() + 0.5, line);
        status_bar::show(ui, view, facts, commands);
    });
    area(ui, "top", head, |ui| {
        ui.painter().rect_filled(head, 0, p.panel);
        ui.painter()
            .hline(head.x_range(), head.bottom() - 0.5, line);
        top_bar::show(ui, view, facts, &mut state.search, commands);
    });
    if let Some(step) = state.step.take() {
        let place = |region, rect, wanted| Place {
            region,
            rect,
            head: 0.0,
            layer: ui.layer_id(),
            wanted,
        };
        let mut places = vec![
            place(Region::Top, head, Vec::new()),
            place(Region::Navigation, nav_rect, vec![nav::tab_id(tab)]),
            place(
                Region::Content,
                content,
                tabs::cursors(tab, view, tab_states),
            ),
        ];
        if selected {
            let mut inspector = place(Region::Inspector, inspector_rect, Vec::new());
            inspector.head = inspector::pieces::HEAD;
            if narrow {
                inspector.layer = overlay;
            }
            places.push(inspector);
        }
        places.push(place(Region::Status, foot, Vec::new()));
        regions::step(ui.ctx(), &places, step);
    }
}

/// Draws into a part of the window, clipped to it.
fn area(ui: &mut Ui, name: &str, rect: Rect, draw: impl FnOnce(&mut Ui)) {
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(name));
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    draw(&mut child);
}

fn split_top(rect: Rect, height: f32) -> (Rect, Rect) {
    let y = rect.top() + height;
    (
        Rect::from_min_max(rect.min, pos2(rect.right(), y)),
        Rect::from_min_max(pos2(rect.left(), y), rect.max),
    )
}

fn split_bottom(rect: Rect, height: f32) -> (Rect, Rect) {
    let y = rect.bottom() - height;
    (
        Rect::from_min_max(rect.min, pos2(rect.right(), y)),
        Rect::from_min_max(pos2(rect.left(), y), rect.max),
    )
}

/// The left edge of the inspector can be dragged.
fn resize(ui: &Ui, inspector: Rect, state: &mut State) {
    let tokens = Tokens::of(ui);
    let edge = Rect::from_min_max(
        pos2(inspector.left() - 3.0, inspector.top()),
        pos2(inspector.left() + 3.0, inspector.bottom()),
    );
    // By pointer alone: nothing that the focus could rest on.
    let response = ui.interact(edge, Id::unique("inspector-edge"), egui::Sense::DRAG);
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::ResizeHorizontal);
    }
    if response.dragged() {
        let width = inspector.width() - response.drag_delta().x;
        state.inspector_width =
            Some(width.clamp(tokens.size.inspector_min, tokens.size.inspector_max));
    }
}

/// A popup menu's frame in our look.
pub fn popup_frame(ui: &Ui) -> Frame {
    let tokens = Tokens::of(ui);
    Frame::new()
        .fill(tokens.palette.raised)
        .stroke(Stroke::new(
            tokens.stroke.hairline,
            tokens.palette.line_strong,
        ))
        .corner_radius(tokens.radius.popover)
        .inner_margin(Margin::same(6))
}

/// Marks for the navigation: what is overdue and what else asks for attention in an article.
#[must_use]
pub fn marks(insight: &Insight, view: &View<'_>, article: u8) -> (usize, usize) {
    let overdue = insight
        .progress
        .iter()
        .find(|a| a.article == article)
        .map_or(0, |a| a.overdue());
    let unassigned = insight
        .attention
        .iter()
        .filter(|a| match a {
            crate::insight::Attention::Unassigned { activity } => view
                .programme()
                .activities
                .get(activity)
                .and_then(|a| a.place.parent.as_ref())
                .is_some_and(|c| view.programme().text.article_of(c.as_str()) == article),
            _ => false,
        })
        .count();
    (overdue, unassigned)
}

/// The texts of the frame.
#[must_use]
pub const fn texts(lang: Lang) -> Shell {
    Shell(lang)
}

/// Asks for an action.
pub(super) fn ask(commands: &mut Commands, action: crate::ui::actions::Action) {
    commands.push(Command::Do(action));
}
