//! Small marks: status chips, the note badge, count badges, the sample-data tag.

use eframe::egui::{
    Align, Color32, CursorIcon, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    accesskit, pos2, vec2,
};

use super::{elide, paint};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens, Tone};

/// How a chip is set off from its background.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ChipFrame {
    /// Icon and word only: the normal case.
    #[default]
    Plain,
    /// A soft fill: exceptions.
    Filled,
    /// A dashed outline: something is missing.
    Dashed,
}

/// An icon and a word, 20 points high.
#[derive(Debug, Clone, Copy)]
pub struct StatusChip<'a> {
    /// The shape that says it before the colour does.
    pub icon: Icon,
    /// The word, with days where there are any.
    pub text: &'a str,
    /// The colour's meaning.
    pub tone: Tone,
    /// The frame.
    pub frame: ChipFrame,
    /// Fewer words for the same, where there is too little room.
    pub short: Option<&'a str>,
}

impl<'a> StatusChip<'a> {
    /// A chip without a frame.
    pub fn new(icon: Icon, text: &'a str, tone: Tone) -> Self {
        Self {
            icon,
            text,
            tone,
            frame: ChipFrame::Plain,
            short: None,
        }
    }

    /// The same with a frame.
    pub fn frame(mut self, frame: ChipFrame) -> Self {
        self.frame = frame;
        self
    }

    /// The same with fewer words for where there is too little room.
    pub fn short(mut self, short: Option<&'a str>) -> Self {
        self.short = short;
        self
    }

    /// Puts the chip into the layout, cut off with "…" where it does not fit.
    pub fn show(self, ui: &mut Ui) -> Response {
        let tokens = Tokens::of(ui);
        let colours = tokens.palette.tone(self.tone);
        let padding = if self.frame == ChipFrame::Plain {
            0.0
        } else {
            7.0
        };
        let (icon, gap) = (14.0, 4.0);
        let room = ui.available_width() - 2.0 * padding - icon - gap;
        let line = |text| elide::line(ui.painter(), Role::StatusChip, text, colours.fg, room);
        let mut galley = line(self.text);
        let elided = galley.elided;
        if let (true, Some(short)) = (elided, self.short) {
            galley = line(short);
        }
        let size = vec2(
            (galley.size().x + icon + gap + 2.0 * padding).ceil(),
            tokens.size.chip,
        );
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let radius = tokens.radius.chip;
        match self.frame {
            ChipFrame::Plain => {}
            ChipFrame::Filled => {
                ui.painter().rect_filled(rect, radius, colours.soft);
            }
            ChipFrame::Dashed => dashed(ui, rect),
        }
        let inner = rect.shrink2(vec2(padding, 0.0));
        paint::icon_left(ui.painter(), inner, self.icon, icon, colours.fg);
        let words = Rect::from_min_max(pos2(inner.left() + icon + gap, inner.top()), inner.max);
        elide::paint(ui.painter(), words, Align::Min, galley);
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, self.text));
        if elided {
            response.on_hover_text(self.text)
        } else {
            response
        }
    }
}

fn dashed(ui: &Ui, rect: Rect) {
    let tokens = Tokens::of(ui);
    let stroke = Stroke::new(tokens.stroke.hairline, tokens.palette.ctl);
    let radius = f32::from(tokens.radius.chip);
    paint::dashed_rect(ui.painter(), rect, radius, stroke, tokens.stroke.dash_empty);
}

/// A dashed tag: an icon and a word, such as the one on invented data.
pub fn dashed_tag(ui: &mut Ui, icon: Icon, text: &str) -> Response {
    let tokens = Tokens::of(ui);
    let ink = tokens.palette.text2;
    let galley = elide::line(ui.painter(), Role::BadgeCount, text, ink, f32::INFINITY);
    let size = vec2((galley.size().x + 32.0).ceil(), tokens.size.chip);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    dashed(ui, rect);
    let inner = rect.shrink2(vec2(7.0, 0.0));
    paint::icon_left(ui.painter(), inner, icon, 12.0, ink);
    elide::paint(ui.painter(), inner, Align::Max, galley);
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, text));
    response
}

/// Opens a note: an icon and "1 lưu ý" on the colour of notes. The target is 28 high.
pub fn note_badge(ui: &mut Ui, text: &str, open: bool) -> Response {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let galley = elide::line(ui.painter(), Role::BadgeCount, text, p.soon, f32::INFINITY);
    let size = vec2((galley.size().x + 33.0).ceil(), tokens.size.min_target);
    let (target, response) = ui.allocate_exact_size(size, Sense::click());
    let rect = paint::snap(
        ui.painter(),
        Rect::from_center_size(target.center(), vec2(size.x, tokens.size.chip)),
    );
    let line = if open || response.hovered() {
        p.soon_line
    } else {
        p.soon_soft
    };
    paint::boxed(ui.painter(), rect, tokens.radius.chip, p.soon_soft, line);
    let inner = rect.shrink2(vec2(7.0, 0.0));
    paint::icon_left(ui.painter(), inner, Icon::Note, 13.0, p.soon);
    elide::paint(ui.painter(), inner, Align::Max, galley);
    if response.has_focus() {
        paint::focus_ring(ui, rect, tokens.radius.chip);
    }
    response
        .widget_info(|| WidgetInfo::selected(accesskit::Role::Button, ui.is_enabled(), open, text));
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// What a count counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Badge {
    /// Overdue: an outlined square.
    Overdue,
    /// Other warnings: round.
    Warning,
    /// Anything else: round and grey.
    Plain,
}

/// A number in a small square or disc. `name` says what is counted.
pub fn count_badge(ui: &mut Ui, badge: Badge, count: &str, name: &str) -> Response {
    let width = count_badge_width(ui, count);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 18.0), Sense::hover());
    paint_count_badge(ui, rect, badge, count);
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, name));
    response.on_hover_text(name)
}

/// The width of the badge with this number.
pub fn count_badge_width(ui: &Ui, count: &str) -> f32 {
    (elide::width(ui.painter(), Role::BadgeCount, count) + 11.0)
        .max(18.0)
        .ceil()
}

/// Paints the badge in `rect`, about 18 points high.
pub fn paint_count_badge(ui: &Ui, rect: Rect, badge: Badge, count: &str) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let painter = ui.painter();
    let rect = paint::snap(painter, rect);
    let (ink, fill): (Color32, Color32) = match badge {
        Badge::Overdue => (p.overdue, p.overdue_soft),
        Badge::Warning => (p.soon, p.soon_soft),
        Badge::Plain => (p.text2, p.idle_soft),
    };
    if badge == Badge::Overdue {
        let rect = Rect::from_center_size(rect.center(), rect.size() - Vec2::new(0.0, 2.0));
        paint::boxed(painter, rect, tokens.radius.chip, fill, ink);
    } else {
        let round = rect.height() / 2.0;
        let stroke = Stroke::NONE;
        painter.rect(rect, round, fill, stroke, StrokeKind::Inside);
    }
    elide::text_in(
        painter,
        rect.expand2(vec2(4.0, 0.0)),
        Align::Center,
        Role::BadgeCount,
        count,
        ink,
    );
}
