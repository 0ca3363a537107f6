//! What is said where nothing lies: a quiet year, an empty programme, a filter that hides all.

use super::{State, header, locked, texts, zoom};
use crate::insight::YearFilter;
use crate::insight::timeline::{Filter, Rows, Scale, YearFolds};
use crate::text::strings::plans::Plans;
use crate::ui::commands::{Ask, Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::elide;
use chrono::NaiveDate;
use eframe::egui::text::LayoutJob;
use eframe::egui::{Align, Popup, Rect, Ui, UiBuilder, pos2, vec2};

/// A year without activities says so, quietly, in its own column.
pub(super) fn quiet_years(
    ui: &mut Ui,
    view: &View<'_>,
    (rows, folds): (&Rows, &YearFolds),
    scale: Scale,
    chart: Rect,
    commands: &mut Commands,
) {
    let p = &Tokens::of(ui).palette;
    let t = texts(view);
    let (first, last) = zoom::years(view);
    for year in first..=last {
        let admitted = view.years == YearFilter::All || view.years == YearFilter::Year(year);
        if !admitted || rows.busy_years.contains(&year) || folds.is_folded(year) {
            continue;
        }
        let (Some(from), Some(to)) = (
            NaiveDate::from_ymd_opt(year, 1, 1),
            NaiveDate::from_ymd_opt(year, 12, 31),
        ) else {
            continue;
        };
        let left = (chart.left() + scale.x(from)).max(chart.left());
        let right = (chart.left() + scale.x_end(to)).min(chart.right());
        if right - left < 96.0 {
            continue;
        }
        let column = Rect::from_min_max(
            pos2(left + 8.0, chart.top()),
            pos2(right - 8.0, chart.bottom()),
        );
        let mut job =
            LayoutJob::single_section(t.empty_year(year), Role::SecondaryStrong.format(p.text2));
        job.wrap.max_width = column.width();
        job.halign = Align::Center;
        let words = ui.painter().layout_job(job);
        let size = words.size();
        let top = (column.top() + column.height() * 0.36).round();
        let center = column.center().x;
        let ground = Rect::from_min_size(pos2(center - size.x / 2.0, top + 16.0), size)
            .expand2(vec2(4.0, 0.0));
        ui.painter().rect_filled(ground, 0, p.surface);
        Icon::CalendarBlank.paint(ui.painter(), pos2(center, top), 16.0, p.text3);
        ui.painter()
            .galley(pos2(center, top + 16.0), words, p.text2);
        let planned = view.insight.plans.iter().find(|plans| plans.year == year);
        if view.read_only.is_some() || planned.is_none_or(|plans| plans.joint.is_some()) {
            continue;
        }
        // Recording its plan is where entering a year begins.
        let label = Plans(view.lang).enter_year(year);
        let width = elide::width(ui.painter(), Role::Button, &label) + 8.0;
        let at = Rect::from_min_size(
            pos2(center - width / 2.0, ground.bottom() + 2.0),
            vec2(width, 28.0),
        );
        ui.painter().rect_filled(at, 0, p.surface);
        let mut child = ui.new_child(UiBuilder::new().id_salt(("enter", year)).max_rect(at));
        if PushButton::link(&label).show(&mut child).clicked() {
            commands.push(Command::Ask(Ask::RecordPlan { year, party: None }));
        }
    }
}

/// Nothing at all yet: what will be here, and the way to begin.
pub(super) fn empty(ui: &mut Ui, view: &View<'_>, chart: Rect, commands: &mut Commands) {
    let p = &Tokens::of(ui).palette;
    let t = texts(view);
    let width = (chart.width() - 32.0).clamp(120.0, 380.0);
    let card = Rect::from_min_size(
        pos2(chart.center().x - width / 2.0, chart.top() + 16.0),
        vec2(width, 108.0),
    );
    ui.painter().rect_filled(card, 8, p.surface);
    let mut inner = ui.new_child(
        UiBuilder::new()
            .id_salt("plan empty")
            .max_rect(card)
            .layout(eframe::egui::Layout::top_down(Align::Center)),
    );
    inner.spacing_mut().item_spacing.y = 4.0;
    inner.add_space(8.0);
    Icon::CalendarBlank.show(&mut inner, 20.0, p.text3);
    elide::paragraph(&mut inner, Role::BodyStrong, t.empty_title(), p.text2);
    elide::paragraph(&mut inner, Role::Secondary, t.empty_text(), p.text3);
    let button = PushButton::link(t.add_to_clause())
        .disabled(locked(view))
        .show(&mut inner);
    Popup::menu(&button)
        .width(360.0)
        .show(|ui| header::clauses(ui, view, commands));
}

/// The filter hides everything: says so, and takes it away.
pub(super) fn filtered(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    chart: Rect,
    hidden: usize,
) {
    let p = &Tokens::of(ui).palette;
    let t = texts(view);
    let width = (chart.width() - 32.0).clamp(120.0, 380.0);
    let card = Rect::from_min_size(
        pos2(chart.center().x - width / 2.0, chart.top() + 24.0),
        vec2(width, 108.0),
    );
    ui.painter().rect_filled(card, 8, p.surface);
    let mut inner = ui.new_child(
        UiBuilder::new()
            .id_salt("plan filtered")
            .max_rect(card)
            .layout(eframe::egui::Layout::top_down(Align::Center)),
    );
    inner.spacing_mut().item_spacing.y = 4.0;
    inner.add_space(8.0);
    Icon::Funnel.show(&mut inner, 20.0, p.text3);
    elide::paragraph(&mut inner, Role::BodyStrong, t.filter_nothing(), p.text2);
    elide::paragraph(
        &mut inner,
        Role::Secondary,
        &t.filter_hides(hidden),
        p.text3,
    );
    let clear = PushButton::link(t.filter_clear())
        .name(t.filter_clear_all())
        .show(&mut inner);
    if clear.clicked() {
        state.choice.filter = Filter::default();
    }
}
