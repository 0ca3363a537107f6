//! The axis of time above the chart, its lines over it, and the label of today.

use super::{Layout, State, texts};
use crate::insight::timeline::{AxisUnit, Grouping, Scale, Tick};
use crate::text::date;
use crate::ui::icons::Icon;
use crate::ui::inspector::menu;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::{elide, paint};
use chrono::Datelike as _;
use eframe::egui::{
    Align, CursorIcon, Popup, Rect, Sense, Stroke, Ui, WidgetInfo, accesskit, pos2, vec2,
};

/// The lines of the axis over the height of the chart.
pub(super) fn grid(ui: &Ui, scale: Scale, chart: Rect) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let painter = ui.painter().with_clip_rect(chart.intersect(ui.clip_rect()));
    for tick in scale.ticks(chart.width()) {
        let x = (chart.left() + tick.from).round() - 0.5;
        let year = tick.date.ordinal() == 1;
        let ink = if year || tick.strong {
            p.line_strong
        } else {
            p.grid
        };
        painter.vline(x, chart.y_range(), Stroke::new(tokens.stroke.hairline, ink));
    }
}

/// The axis with the corner beside it and today's label on it.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, layout: &Layout) {
    let Some(scale) = state.scale else { return };
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let t = texts(view);
    let left = layout.body.left();
    let right = left + layout.label;
    let corner = Rect::from_min_max(
        pos2(left, layout.bands.top()),
        pos2(right, layout.bands.bottom()),
    );
    ui.painter().rect_filled(corner, 0, p.panel);
    let words = corner.shrink2(vec2(14.0, 12.0));
    let upper = Rect::from_min_size(words.min, vec2(words.width(), 18.0));
    elide::text_in(
        ui.painter(),
        upper,
        Align::Min,
        Role::CardTitle,
        t.title(),
        p.text,
    );
    let lower = Rect::from_min_max(pos2(words.left(), words.bottom() - 16.0), words.max);
    elide::text_in(
        ui.painter(),
        lower,
        Align::Min,
        Role::Label,
        t.corner(),
        p.text3,
    );
    let head = Rect::from_min_max(
        pos2(left, layout.axis.top()),
        pos2(right, layout.axis.bottom()),
    );
    ui.painter()
        .rect_filled(head.union(layout.axis), 0, p.panel);
    let inner = head.shrink2(vec2(14.0, 0.0));
    let unit = match scale.unit() {
        AxisUnit::Year => t.unit_year(),
        AxisUnit::Quarter => t.unit_quarter(),
        AxisUnit::Month => t.unit_month(),
        AxisUnit::Week => t.unit_week(),
        AxisUnit::Day => t.unit_day(),
    };
    let unit = elide::text_in(ui.painter(), inner, Align::Max, Role::Label, unit, p.text3);
    let words = Rect::from_min_max(inner.min, pos2(unit.left() - 6.0, inner.bottom()));
    grouping(ui, view, state, words);

    let painter = ui.painter().with_clip_rect(layout.axis);
    for tick in scale.ticks(layout.axis.width()) {
        let cell = Rect::from_min_max(
            pos2(layout.axis.left() + tick.from, layout.axis.top()),
            pos2(layout.axis.left() + tick.to, layout.axis.bottom()),
        );
        let x = cell.left().round() - 0.5;
        let ink = if tick.strong { p.line_strong } else { p.grid };
        painter.vline(x, cell.y_range(), Stroke::new(tokens.stroke.hairline, ink));
        elide::text_in(
            &painter,
            cell,
            Align::Center,
            Role::Label,
            &tick_name(view, &tick),
            p.text2,
        );
    }
    let line = Stroke::new(tokens.stroke.hairline, p.line);
    ui.painter().hline(
        left..=layout.axis.right(),
        layout.bands.bottom() - 0.5,
        line,
    );
    ui.painter()
        .hline(left..=layout.axis.right(), layout.axis.bottom() - 0.5, line);
    today_label(ui, view, scale, layout.axis);
}

/// By what the rows stand together: words with a caret that open the choice.
fn grouping(ui: &mut Ui, view: &View<'_>, state: &mut State, rect: Rect) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let t = texts(view);
    let name = |grouping: Grouping| match grouping {
        Grouping::Article => t.rows_head(),
        Grouping::Lead => t.rows_by_lead(),
        Grouping::Party => t.rows_by_party(),
        Grouping::Plan => t.rows_by_plan(),
    };
    let words = name(state.choice.grouping);
    let width = elide::width(ui.painter(), Role::Label, words) + 20.0;
    let rect = rect.with_max_x(rect.right().min(rect.left() + width));
    let response = ui.interact(
        rect.expand2(vec2(4.0, 2.0)),
        ui.scope_id().with("grouping"),
        Sense::click(),
    );
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Button, true, t.grouping(words)));
    let ink = if response.hovered() { p.text } else { p.text2 };
    let at = rect.with_max_x(rect.right() - 14.0);
    let at = elide::text_in(ui.painter(), at, Align::Min, Role::Label, words, ink);
    let caret = pos2(at.right() + 9.0, rect.center().y);
    Icon::CaretDown.paint(ui.painter(), caret, 10.0, ink);
    paint::focus_ring_if(ui, &response, tokens.radius.chip);
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    Popup::menu(&response).width(240.0).show(|ui| {
        for grouping in Grouping::ALL {
            let chosen = grouping == state.choice.grouping;
            if menu::choice(ui, None, name(grouping), chosen, None) {
                state.group_by(grouping);
            }
        }
        menu::separator(ui);
        for (words, folded) in [(t.fold_all(), true), (t.unfold_all(), false)] {
            if menu::item(ui, None, words, None) {
                state.fold_all(folded);
            }
        }
    });
}

fn tick_name(view: &View<'_>, tick: &Tick) -> String {
    let t = texts(view);
    let at = tick.date;
    let wide = tick.to - tick.from;
    match tick.unit {
        AxisUnit::Year => at.year().to_string(),
        AxisUnit::Quarter => match at.month() {
            1..=3 => "I",
            4..=6 => "II",
            7..=9 => "III",
            _ => "IV",
        }
        .to_owned(),
        AxisUnit::Month if wide >= 62.0 => t.month_long(at.month()),
        AxisUnit::Month => t.month_short(at.month()),
        AxisUnit::Week => date::format_short(at),
        AxisUnit::Day if at.day() == 1 && wide >= 36.0 => date::format_short(at),
        AxisUnit::Day => at.day().to_string(),
    }
}

fn today_label(ui: &Ui, view: &View<'_>, scale: Scale, axis: Rect) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let x = axis.left() + scale.x_mid(view.today);
    if x < axis.left() || x > axis.right() {
        return;
    }
    let words = texts(view).today(&date::format_short(view.today));
    let galley = elide::line(
        ui.painter(),
        Role::SecondaryBold,
        &words,
        p.on_accent,
        f32::INFINITY,
    );
    let width = galley.size().x + 12.0;
    let left = (x - width / 2.0).clamp(
        axis.left() + 2.0,
        (axis.right() - width - 2.0).max(axis.left()),
    );
    let rect = Rect::from_min_size(
        pos2(left, axis.top() + 3.0),
        vec2(width, axis.height() - 6.0),
    );
    let rect = paint::snap(ui.painter(), rect);
    ui.painter().vline(
        x.round(),
        rect.bottom()..=axis.bottom(),
        Stroke::new(tokens.stroke.today, p.accent),
    );
    ui.painter().rect_filled(rect, tokens.radius.chip, p.accent);
    elide::paint(ui.painter(), rect, Align::Center, galley);
}
