//! The column at the left: heads that fold, activities with the seals of who leads.

use super::{State, texts};
use crate::insight::timeline::{Head, Row};
use crate::model::Id;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::parts;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::elide;
use crate::ui::widgets::seal::{SealSize, SealState, paint_seal};
use eframe::egui::{Align, CursorIcon, Rect, Sense, Ui, WidgetInfo, accesskit, pos2, vec2};

/// Draws one label.
pub(super) fn show(
    ui: &Ui,
    view: &View<'_>,
    state: &mut State,
    row: &Row,
    rect: Rect,
    commands: &mut Commands,
) {
    match row {
        Row::Head(head) => show_head(ui, view, state, head, rect),
        Row::Work { id, .. } => show_work(ui, view, state, id, rect, commands),
    }
}

fn show_head(ui: &Ui, view: &View<'_>, state: &mut State, head: &Head, rect: Rect) {
    let p = &Tokens::of(ui).palette;
    let t = texts(view);
    let clause = view
        .programme()
        .text
        .articles()
        .find(|c| c.article == head.article);
    let (article, title) = clause.map_or_else(
        || (t.loose().to_owned(), String::new()),
        |clause| {
            (
                view.words().article(&clause.anchor()),
                view.short_title(clause),
            )
        },
    );
    let response = ui.interact(
        rect,
        ui.scope_id().with(("head", head.article)),
        Sense::CLICK,
    );
    let selected =
        matches!((view.selection, clause), (Selection::Clause(id), Some(c)) if *id == c.id);
    if response.hovered() {
        ui.painter().rect_filled(rect, 0, p.hover);
    }
    let name = t.head_name(&article, &title, head.done, head.all);
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
    let words = Rect::from_min_max(
        pos2(rect.left() + 26.0, rect.top()),
        pos2(end, rect.bottom()),
    );
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
    if state.head == Some(head.article) {
        edge(ui, rect);
    }
    let response = if cut {
        response.on_hover_text(&title)
    } else {
        response
    };
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        state.fold(head.article, !head.folded);
        state.head = Some(head.article);
    }
}

fn show_work(
    ui: &Ui,
    view: &View<'_>,
    state: &mut State,
    id: &Id,
    rect: Rect,
    commands: &mut Commands,
) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let Some(activity) = view.programme().activities.get(id) else {
        return;
    };
    let selected = *view.selection == Selection::Activity(id.clone());
    let response = ui.interact(
        rect,
        ui.scope_id().with(("work", id.as_str())),
        Sense::CLICK,
    );
    if response.hovered() && !selected {
        ui.painter().rect_filled(rect, 0, p.hover);
    }
    let name = parts::activity_name(view, activity);
    response.widget_info(|| WidgetInfo::selected(accesskit::Role::Row, true, selected, &name));
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
    let words = Rect::from_min_max(rect.min + vec2(column, 0.0), rect.max - vec2(8.0, 0.0));
    let (role, ink) = if selected {
        (Role::BodyStrong, p.text)
    } else {
        (Role::Body, p.text)
    };
    let galley = elide::line(painter, role, &activity.title, ink, words.width());
    let cut = galley.elided;
    elide::paint(painter, words, Align::Min, galley);
    if selected {
        edge(ui, rect);
    }
    let response = if cut {
        response.on_hover_text(&activity.title)
    } else {
        response
    };
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        state.head = None;
        commands.push(Command::Select(Selection::Activity(id.clone())));
    }
}

/// The edge of what the keys stand on.
fn edge(ui: &Ui, rect: Rect) {
    let tokens = Tokens::of(ui);
    let right = rect.left() + tokens.stroke.selected_edge;
    let edge = Rect::from_min_max(rect.min, pos2(right, rect.bottom()));
    ui.painter().rect_filled(edge, 0, tokens.palette.accent);
}
