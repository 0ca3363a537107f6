//! The official text of a Điều at the left of its tab: verbatim, locked, on the colour of paper.

use super::current_clause;
use super::official_block::{Block, block};
use crate::model::clause::plain;
use crate::model::{Clause, Id, Node};
use crate::text::strings::annexes::Annexes as Texts;
use crate::text::strings::article::Article;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::{card, check, elide, paint};
use eframe::egui::{
    self, Align, CursorIcon, Layout, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo,
    accesskit, pos2, vec2,
};
use std::collections::HashSet;

/// What the pane remembers between frames.
#[derive(Debug, Default)]
pub(super) struct State {
    /// The clauses whose notes are open.
    pub open_notes: HashSet<Id>,
    /// The parts of the frame (head and end of the document) that are folded.
    folded: HashSet<&'static str>,
    /// The consolidated reading: the text of annexes in force stands below what they amend.
    pub consolidated: bool,
}

/// Draws the pane.
pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    article: u8,
    state: &mut State,
    moved: bool,
    commands: &mut Commands,
) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let words = Article(view.lang);
    ui.painter().rect_filled(ui.max_rect(), 0, p.paper);
    let amended = view.insight.annexes.touches(view.programme(), article);
    let switch = if amended { switch_width(ui, view) } else { 0.0 };
    let head = locked(ui, words.locked(), switch);
    if amended {
        reading(ui, view, head, &mut state.consolidated);
    }
    let consolidated = amended && state.consolidated;
    ScrollArea::vertical()
        .id_salt(("official", article))
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.add_space(8.0);
            let text = &view.programme().text;
            let heading = text.articles().find(|c| c.article == article);
            let first_article = text.articles().next().map(|c| c.article);
            let last_article = text.articles().last().map(|c| c.article);
            let current = current_clause(view);
            let mut draw = |ui: &mut Ui, clause: &Clause| {
                let selected = current == Some(&clause.id);
                let block_of = Block {
                    view,
                    clause,
                    selected,
                    scroll: selected && moved,
                    consolidated,
                };
                block(ui, &block_of, &mut state.open_notes, commands);
            };
            // The frame of the document is read where it stands: before the first article.
            if Some(article) == first_article && fold(ui, "front", words.front(), &mut state.folded)
            {
                for clause in text.all().iter().filter(|c| c.node == Node::Document) {
                    draw(ui, clause);
                }
            }
            if let Some(part) = heading.and_then(|h| h.parent.as_ref()) {
                let first = text
                    .articles()
                    .find(|c| c.parent.as_ref() == Some(part))
                    .map(|c| c.article);
                if first == Some(article) {
                    let part_of = |c: &&Clause| {
                        c.node == Node::Part && (c.id == *part || c.parent.as_ref() == Some(part))
                    };
                    for clause in text.all().iter().filter(part_of) {
                        draw(ui, clause);
                    }
                    ui.add_space(4.0);
                }
            }
            for clause in text.of_article(article) {
                draw(ui, clause);
            }
            if Some(article) == last_article && fold(ui, "back", words.back(), &mut state.folded) {
                let back = |c: &&Clause| matches!(c.node, Node::Signature | Node::Recipient);
                for clause in text.all().iter().filter(back) {
                    draw(ui, clause);
                }
            }
            related(ui, view, article, commands);
            ui.add_space(24.0);
        });
}

/// The head of the pane: a lock, and that nothing here can be edited.
///
/// `right` points are left free at its right end.
fn locked(ui: &mut Ui, text: &str, right: f32) -> Rect {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let size = vec2(ui.available_width(), tokens.row.table_header);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    Icon::Lock.paint(
        ui.painter(),
        pos2(rect.left() + 20.0, rect.center().y),
        13.0,
        p.text2,
    );
    let words = Rect::from_min_max(
        pos2(rect.left() + 31.0, rect.top()),
        pos2(rect.right() - right, rect.bottom()),
    );
    elide::text_in(
        ui.painter(),
        words,
        Align::Min,
        Role::Secondary,
        text,
        p.text2,
    );
    card::divider(ui, rect);
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, text));
    rect
}

/// The room of the switch, in points.
fn switch_width(ui: &Ui, view: &View<'_>) -> f32 {
    elide::width(ui.painter(), Role::Body, Texts(view.lang).consolidated()) + 42.0
}

/// The switch of the consolidated reading (Bản hợp nhất), at the right end of the head.
fn reading(ui: &mut Ui, view: &View<'_>, head: Rect, consolidated: &mut bool) {
    let t = Texts(view.lang);
    let mut right = ui.new_child(
        UiBuilder::new()
            .id_salt("reading")
            .max_rect(head.with_max_x(head.right() - 8.0))
            .layout(Layout::right_to_left(Align::Center)),
    );
    let switch = check::checkbox(&mut right, *consolidated, t.consolidated(), None);
    if switch.on_hover_text(t.consolidated_hint()).clicked() {
        *consolidated = !*consolidated;
    }
}

/// The head of a part of the frame that can be folded. Returns whether it is open.
fn fold(ui: &mut Ui, key: &'static str, text: &str, folded: &mut HashSet<&'static str>) -> bool {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let size = vec2(ui.available_width(), tokens.size.min_target);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if response.clicked() && !folded.remove(key) {
        folded.insert(key);
    }
    let open = !folded.contains(key);
    let ink = if response.hovered() { p.text } else { p.text2 };
    let caret = if open {
        Icon::CaretDown
    } else {
        Icon::CaretRight
    };
    caret.paint(
        ui.painter(),
        pos2(rect.left() + 20.0, rect.center().y),
        11.0,
        ink,
    );
    let words = Rect::from_min_max(pos2(rect.left() + 31.0, rect.top()), rect.max);
    elide::text_in(
        ui.painter(),
        words,
        Align::Min,
        Role::SecondaryStrong,
        text,
        ink,
    );
    if response.has_focus() {
        paint::focus_ring(ui, rect.shrink(4.0), 2);
    }
    response.widget_info(|| WidgetInfo::selected(accesskit::Role::Button, true, open, text));
    response.on_hover_cursor(CursorIcon::PointingHand);
    open
}

/// Excerpts of the clauses that bear on every content: what 1.2 asks, and 7.3 on the yearly plan.
fn related(ui: &mut Ui, view: &View<'_>, article: u8, commands: &mut Commands) {
    let text = &view.programme().text;
    let contents = article > 1 && !super::items::speaks_of_plans(view, article);
    let found: Vec<&Clause> = ["d1.k2", "d7.k3"]
        .iter()
        .filter_map(|id| text.get(id))
        .collect();
    if !contents || found.is_empty() {
        return;
    }
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let words = Article(view.lang);
    ui.add_space(16.0);
    let (_id, rect) = ui.allocate_space(vec2(ui.available_width(), 26.0));
    ui.painter().hline(
        rect.shrink2(vec2(14.0, 0.0)).x_range(),
        rect.top() + 0.5,
        Stroke::new(tokens.stroke.hairline, p.line),
    );
    let head = Rect::from_min_max(pos2(rect.left() + 14.0, rect.top() + 8.0), rect.max);
    elide::text_in(
        ui.painter(),
        head,
        Align::Min,
        Role::Secondary,
        words.related(),
        p.text2,
    );
    for clause in found {
        let shown = format!("{} {}", clause.marker, plain(&clause.text));
        let left = ui.cursor().left() + 58.0;
        let width = ui.available_width() - 58.0 - 14.0;
        let mut job = egui::text::LayoutJob::single_section(
            shown.trim().to_owned(),
            Role::OfficialExcerpt.format(p.text2),
        );
        job.wrap = egui::text::TextWrapping {
            max_width: width,
            max_rows: 2,
            ..Default::default()
        };
        let galley = ui.painter().layout_job(job);
        let size = vec2(ui.available_width(), galley.size().y.max(20.0) + 8.0);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let anchor = view.anchor(clause);
        let gutter =
            Rect::from_min_size(pos2(rect.left() + 12.0, rect.top() + 3.0), vec2(44.0, 18.0));
        let ink = if response.hovered() {
            p.accent
        } else {
            p.text2
        };
        elide::text_in(
            ui.painter(),
            gutter,
            Align::Min,
            Role::ClauseAnchor,
            &anchor,
            ink,
        );
        ui.painter()
            .galley(pos2(left, rect.top() + 3.0), galley, p.text2);
        if response.has_focus() {
            paint::focus_ring(ui, rect.shrink(4.0), 2);
        }
        let name = words.go_to(&view.words().article(&anchor));
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Link, true, &name));
        let response = response
            .on_hover_cursor(CursorIcon::PointingHand)
            .on_hover_text(name);
        if response.clicked() {
            commands.push(Command::Reveal(Selection::Clause(clause.id.clone())));
        }
    }
}
