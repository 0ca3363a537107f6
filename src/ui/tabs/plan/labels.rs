//! The column at the left: heads that fold, activities with the seals of who leads.

use super::{Later, State, follow, names, texts};
use crate::insight::timeline::{Dates, Head, Row, Work};
use crate::model::{Activity, Id};
use crate::text::date;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::parts;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::elide;
use crate::ui::widgets::seal::{SealSize, SealState, paint_seal};
use chrono::NaiveDate;
use eframe::egui::{
    Align, CursorIcon, Painter, Rect, Sense, Stroke, Ui, WidgetInfo, accesskit, pos2, vec2,
};

/// Draws the label of a row whose lines are so high.
pub(super) fn show(
    ui: &Ui,
    view: &View<'_>,
    state: &mut State,
    (row, height): (&Row, f32),
    rect: Rect,
    commands: &mut Commands,
) {
    match row {
        Row::Head(head) => show_head(ui, view, state, head, rect),
        Row::Work(work) => show_work(ui, view, state, work, (rect, height), commands),
    }
}

fn show_head(ui: &Ui, view: &View<'_>, state: &mut State, head: &Head, rect: Rect) {
    let p = &Tokens::of(ui).palette;
    let t = texts(view);
    let (article, title, seals) = names::group(view, &head.group);
    let response = ui.interact(
        rect,
        ui.scope_id().with(("head", &head.group)),
        Sense::CLICK,
    );
    let selected = state.head.as_ref() == Some(&head.group);
    if response.hovered() {
        ui.painter().rect_filled(rect, 0, p.hover);
    }
    let whole = match title.is_empty() {
        true => article.clone(),
        false => format!("{article}, {title}"),
    };
    let name = t.head_name(&whole, head.done, head.all);
    response.widget_info(|| WidgetInfo::selected(accesskit::Role::Row, true, selected, &name));
    response
        .ctx
        .accesskit_node_builder(response.id, |node| node.set_expanded(!head.folded));
    let painter = ui.painter();
    let caret = if head.folded {
        Icon::CaretRight
    } else {
        Icon::CaretDown
    };
    if head.all > 0 {
        caret.paint(
            painter,
            pos2(rect.left() + 15.0, rect.center().y),
            12.0,
            p.text2,
        );
    }
    let count = if head.all == 0 {
        "—".to_owned()
    } else {
        format!("{}/{}", head.done, head.all)
    };
    let right = rect.right() - 18.0;
    let at = Rect::from_min_max(pos2(rect.left(), rect.top()), pos2(right, rect.bottom()));
    let number = elide::text_in(
        painter,
        at,
        Align::Max,
        Role::SecondaryBold,
        &count,
        p.text2,
    );
    let mut end = number.left() - 8.0;
    if head.folded && head.overdue > 0 {
        // A folded row still shows that something below it is late.
        let late = head.overdue.to_string();
        let at = Rect::from_min_max(rect.min, pos2(end, rect.bottom()));
        let number = elide::text_in(
            painter,
            at,
            Align::Max,
            Role::SecondaryBold,
            &late,
            p.overdue,
        );
        Icon::Warning.paint(
            painter,
            pos2(number.left() - 9.0, rect.center().y),
            13.0,
            p.overdue,
        );
        end = number.left() - 20.0;
    }
    let mut begin = rect.left() + 26.0;
    let step = SealSize::Small.points() + 1.0;
    for style in &seals {
        paint_seal(
            painter,
            pos2(begin + step / 2.0, rect.center().y),
            SealSize::Small,
            style,
            SealState::Agreed,
            Tokens::of(ui),
        );
        begin += step;
    }
    if !seals.is_empty() {
        begin += 5.0;
    }
    let words = Rect::from_min_max(pos2(begin, rect.top()), pos2(end, rect.bottom()));
    let strong = elide::text_in(
        painter,
        words,
        Align::Min,
        Role::SecondaryBold,
        &article,
        p.text,
    );
    let rest = Rect::from_min_max(pos2(strong.right() + 10.0, rect.top()), words.max);
    let galley = elide::line(painter, Role::Secondary, &title, p.text2, rest.width());
    let cut = galley.elided;
    elide::paint(painter, rest, Align::Min, galley);
    if selected {
        edge(ui, rect);
    }
    let response = if cut {
        response.on_hover_text(&title)
    } else {
        response
    };
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        if ui.input(|input| input.modifiers.command) {
            state.later = Some(Later::FoldAll(!head.folded));
        } else {
            state.fold(&head.group, !head.folded);
        }
        state.head = Some(head.group.clone());
    }
}

fn show_work(
    ui: &Ui,
    view: &View<'_>,
    state: &mut State,
    work: &Work,
    (rect, height): (Rect, f32),
    commands: &mut Commands,
) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let is_selected = |id: &Id| *view.selection == Selection::Activity(id.clone());
    let here = work.ids.iter().find(|id| is_selected(id));
    let shown = here.or_else(|| work.current(view.insight));
    let gone = || {
        state
            .compare
            .removed()
            .iter()
            .find(|a| Some(&a.id) == shown)
    };
    let activity = match shown.and_then(|id| view.programme().activities.get(id)) {
        Some(activity) => activity.clone(),
        None => match gone() {
            Some(activity) => activity.clone(),
            None => return,
        },
    };
    let activity = &activity;
    let selected = here.is_some();
    let first = work.ids.first().map_or("", |id| id.as_str());
    let response = ui.interact(rect, ui.scope_id().with(("work", first)), Sense::CLICK);
    if response.hovered() && !selected {
        ui.painter().rect_filled(rect, 0, p.hover);
    }
    let title = view.shown(work.title.as_ref().unwrap_or(&activity.title));
    let title = &*title;
    let name = match &work.title {
        Some(series) => texts(view).series_name(
            &view.shown(series),
            work.ids.len(),
            &parts::activity_name(view, activity),
        ),
        None => parts::activity_name(view, activity),
    };
    response.widget_info(|| WidgetInfo::selected(accesskit::Role::Row, true, selected, &name));
    // The words stand on the first line of the row.
    let whole = rect;
    let rect = Rect::from_min_size(rect.min, vec2(rect.width(), height.min(rect.height())));
    let painter = ui.painter();
    let seals = view.lead_seals(activity.lead.as_ref());
    let step = SealSize::Small.points() + 1.0;
    // Seals end where the titles begin; more than two push the title on.
    let column = (54.0_f32).max(6.0 + step * seals.len() as f32 + 4.0);
    let mut x = rect.left() + column - 5.0 - step * seals.len() as f32 + step / 2.0;
    if seals.len() == 1 {
        x = rect.left() + 33.0;
    }
    for style in &seals {
        paint_seal(
            painter,
            pos2(x, rect.center().y),
            SealSize::Small,
            style,
            SealState::Agreed,
            tokens,
        );
        x += step;
    }
    if activity.lead.is_none() {
        Icon::UserMinus.paint(
            painter,
            pos2(rect.left() + 33.0, rect.center().y),
            16.0,
            p.text3,
        );
    }
    let mut words = Rect::from_min_max(rect.min + vec2(column, 0.0), rect.max - vec2(8.0, 0.0));
    if !work.removed
        && let Some(left) = was(painter, state, activity, rect, tokens)
    {
        words.max.x = left - 6.0;
    }
    let (role, ink) = if selected {
        (Role::BodyStrong, p.text)
    } else if work.removed {
        (Role::Body, p.text3)
    } else {
        (Role::Body, p.text)
    };
    let galley = elide::line(painter, role, title, ink, words.width());
    let cut = galley.elided;
    let at = elide::paint(painter, words, Align::Min, galley);
    if work.removed {
        let line = Stroke::new(1.0, p.text3);
        painter.hline(at.x_range(), at.center().y, line);
    }
    if selected && state.head.is_none() {
        edge(ui, whole);
    }
    let response = if cut {
        response.on_hover_text(title)
    } else {
        response
    };
    if !work.removed {
        if response.secondary_clicked() {
            commands.push(Command::Select(Selection::Activity(activity.id.clone())));
        }
        follow::context_menu(&response, view, state, &activity.id, commands);
    }
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        let modifiers = ui.input(|input| input.modifiers);
        if !work.removed {
            state.later = Some(Later::Click(activity.id.clone(), modifiers));
        }
    }
}

/// The date that differs from the moment that is compared with: the old one struck, above the new
/// one. Returns where they begin.
fn was(
    painter: &Painter,
    state: &State,
    activity: &Activity,
    rect: Rect,
    tokens: &Tokens,
) -> Option<f32> {
    let compared = state.compare.ready()?;
    let (start, due) = compared.comparison.moved.get(&activity.id)?;
    let now = Dates::of(activity);
    // The deadline, where it moved; else the first day.
    let (old, new) = if *due == now.due {
        (*start, now.start)
    } else {
        (*due, now.due)
    };
    let p = &tokens.palette;
    let words = |day: Option<NaiveDate>| day.map_or_else(|| "—".to_owned(), date::format_short);
    let half = Rect::from_min_max(
        pos2(rect.right() - 44.0, rect.top()),
        pos2(rect.right() - 8.0, rect.center().y),
    );
    let upper = elide::text_in(
        painter,
        half.translate(vec2(0.0, 1.0)),
        Align::Max,
        Role::Label,
        &words(old),
        p.text3,
    );
    painter.hline(upper.x_range(), upper.center().y, Stroke::new(1.0, p.text3));
    let below = half.translate(vec2(0.0, half.height() - 1.0));
    let lower = elide::text_in(painter, below, Align::Max, Role::Label, &words(new), p.text);
    Some(upper.left().min(lower.left()))
}

/// The edge of what the keys stand on.
fn edge(ui: &Ui, rect: Rect) {
    let tokens = Tokens::of(ui);
    let right = rect.left() + tokens.stroke.selected_edge;
    let edge = Rect::from_min_max(rect.min, pos2(right, rect.bottom()));
    ui.painter().rect_filled(edge, 0, tokens.palette.accent);
}
