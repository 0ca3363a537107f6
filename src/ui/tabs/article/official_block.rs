//! One piece of the official text: its anchor in the gutter, its words with the source's emphasis,
//! and the notes that explain its oddities.

use super::amended::Amendments;
use crate::model::clause::{plain, runs};
use crate::model::{Clause, Id, Node};
use crate::text::strings::article::Article;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::menu;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::{chip, paint};
use eframe::egui::{
    Align, Color32, CursorIcon, Galley, Rect, Sense, Ui, UiBuilder, WidgetInfo, accesskit, pos2,
    text::LayoutJob, vec2,
};
use std::collections::HashSet;
use std::sync::Arc;

/// Where the text begins beside the gutter, in points.
const GUTTER: f32 = 58.0;
/// Free at the right of the text, in points.
const RIGHT: f32 = 14.0;

/// What is drawn.
pub(super) struct Block<'a> {
    pub view: &'a View<'a>,
    pub clause: &'a Clause,
    pub selected: bool,
    /// It shall be scrolled to.
    pub scroll: bool,
    /// What annexes in force say stands below it.
    pub consolidated: bool,
}

/// The text as it stands, with its mark: what is shown and read out.
pub(super) fn official_words(clause: &Clause) -> String {
    let text = plain(&clause.text);
    if clause.marker.is_empty() {
        text
    } else {
        format!("{} {text}", clause.marker)
    }
}

/// Draws a piece of the text.
pub(super) fn block(
    ui: &mut Ui,
    block: &Block<'_>,
    open_notes: &mut HashSet<Id>,
    commands: &mut Commands,
) {
    let Block {
        view,
        clause,
        selected,
        scroll,
        consolidated,
    } = *block;
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let full = ui.available_width();
    let centred = clause.node == Node::Part || is_capitals(clause);
    let left = if centred { RIGHT } else { GUTTER };
    let width = (full - left - RIGHT).max(40.0);
    let galley = ui.painter().layout_job(job(clause, width, centred, p.text));
    let notes: Vec<&str> = clause
        .note
        .lines()
        .filter(|l| !l.trim().is_empty())
        .collect();
    let open = !notes.is_empty() && open_notes.contains(&clause.id);
    let callout = open.then(|| callout_of(ui, view, &notes, full - GUTTER - RIGHT));
    let room = full - GUTTER - RIGHT;
    let amended = Amendments::of(ui, view, clause, consolidated, room);
    let below = match (&callout, notes.is_empty()) {
        (Some(galley), _) => galley.size().y + 16.0 + 6.0,
        (None, false) => tokens.size.min_target,
        (None, true) => 0.0,
    };
    let amended_height = amended.height();
    let below = below + amended_height;
    let pad = if clause.node == Node::Article {
        4.0
    } else {
        6.0
    };
    let size = vec2(full, galley.size().y + below + 2.0 * pad);
    let selectable = clause.article != 0;
    let sense = if selectable {
        Sense::click()
    } else {
        Sense::hover()
    };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    if scroll {
        ui.scroll_to_rect(rect.expand2(vec2(0.0, 8.0)), None);
    }
    if selected {
        ui.painter().rect_filled(rect, 0, p.accent_soft);
        let edge = pos2(rect.left() + tokens.stroke.selected_edge, rect.bottom());
        ui.painter()
            .rect_filled(Rect::from_min_max(rect.min, edge), 0, p.accent);
    } else if selectable && response.hovered() {
        ui.painter().rect_filled(rect, 0, p.hover);
    }
    let at = if centred {
        pos2(rect.center().x, rect.top() + pad)
    } else {
        pos2(rect.left() + left, rect.top() + pad)
    };
    let bottom = rect.top() + pad + galley.size().y;
    ui.painter().galley(at, galley, p.text);
    let words = official_words(clause);
    let role = if clause.node == Node::Article {
        accesskit::Role::Heading
    } else {
        accesskit::Role::Paragraph
    };
    response.widget_info(|| WidgetInfo::selected(role, true, selected, &words));
    if response.has_focus() {
        paint::focus_ring(ui, rect.shrink(4.0), 2);
    }
    let response = if selectable {
        response.on_hover_cursor(CursorIcon::PointingHand)
    } else {
        response
    };
    if response.clicked() {
        commands.push(Command::Select(Selection::Clause(clause.id.clone())));
    }
    let strings = Article(view.lang);
    response.context_menu(|ui| {
        // Entries fill what they are given, and a menu is given much.
        ui.set_width(200.0);
        if menu::item(ui, Some(Icon::Copy), strings.copy_text(), None) {
            commands.push(Command::Copy(words.clone()));
        }
    });
    if selectable && !matches!(clause.node, Node::Paragraph) {
        anchor(
            ui,
            view,
            clause,
            selected,
            pos2(rect.left() + 6.0, rect.top() + pad),
            commands,
        );
    }
    let text_left = rect.left() + GUTTER;
    amended.show(ui, view, clause, pos2(text_left, bottom), room, commands);
    let bottom = bottom + amended_height;
    if notes.is_empty() {
        return;
    }
    let toggled = match callout {
        Some(galley) => {
            let size = vec2(full - GUTTER - RIGHT, galley.size().y + 16.0);
            let rect = Rect::from_min_size(pos2(text_left, bottom + 6.0), size);
            callout_at(ui, view, clause, &notes, rect, galley)
        }
        None => {
            let rect = Rect::from_min_size(
                pos2(text_left, bottom),
                vec2(full - GUTTER, tokens.size.min_target),
            );
            let mut child = ui.new_child(
                UiBuilder::new()
                    .id_salt(("note", clause.id.as_str()))
                    .max_rect(rect),
            );
            let text = if notes.len() == 1 {
                strings.notes_one().to_owned()
            } else {
                strings.notes(notes.len())
            };
            chip::note_badge(&mut child, &text, false).clicked()
        }
    };
    if toggled && !open_notes.remove(&clause.id) {
        open_notes.insert(clause.id.clone());
    }
}

/// The words of a piece in the source's styles.
fn job(clause: &Clause, width: f32, centred: bool, ink: Color32) -> LayoutJob {
    let base = match clause.node {
        Node::Article => Role::OfficialHeading,
        Node::Part => Role::OfficialPart,
        _ if centred => Role::OfficialHeading,
        _ => Role::OfficialBody,
    };
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    if centred {
        job.halign = Align::Center;
    }
    if !clause.marker.is_empty() {
        job.append(&format!("{} ", clause.marker), 0.0, base.format(ink));
    }
    for run in runs(&clause.text) {
        let role = match (run.bold, run.italic) {
            (false, false) => base,
            (true, false) => Role::OfficialHeading,
            (false, true) => Role::OfficialItalic,
            (true, true) => Role::OfficialBoldItalic,
        };
        job.append(run.text, 0.0, role.format(ink));
    }
    job
}

/// A line of the frame that is all capitals: the kind of the document.
fn is_capitals(clause: &Clause) -> bool {
    let text = plain(&clause.text);
    clause.node == Node::Document
        && text.chars().any(char::is_uppercase)
        && !text.chars().any(char::is_lowercase)
}

/// The anchor in the gutter; a press copies it. A dash stands on a second line.
fn anchor(
    ui: &mut Ui,
    view: &View<'_>,
    clause: &Clause,
    selected: bool,
    at: eframe::egui::Pos2,
    commands: &mut Commands,
) {
    let p = &Tokens::of(ui).palette;
    let whole = view.words().article(&view.anchor(clause));
    // Where the word is too long for the gutter, the number stands alone.
    let fits =
        crate::ui::widgets::elide::width(ui.painter(), Role::ClauseAnchor, &whole) <= GUTTER - 14.0;
    let shown = if clause.node == Node::Article && fits {
        whole.clone()
    } else {
        view.anchor(clause)
    };
    // "2.2 gạch 1" in two lines.
    let shown = if clause.node == Node::Point {
        shown.replacen(' ', "\n", 1)
    } else {
        shown
    };
    let rect = Rect::from_min_size(
        at,
        vec2(GUTTER - 8.0, if shown.contains('\n') { 38.0 } else { 28.0 }),
    );
    let id = ui.scope_id().with(("anchor", clause.id.as_str()));
    let response = ui.interact(rect, id, Sense::click());
    let ink = if selected || response.hovered() {
        p.accent
    } else {
        p.text2
    };
    let mut job = LayoutJob::single_section(shown, Role::ClauseAnchor.format(ink));
    job.wrap.max_width = f32::INFINITY;
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(rect.min + vec2(6.0, 2.5), galley, ink);
    if response.has_focus() {
        paint::focus_ring(ui, rect.shrink(2.0), 2);
    }
    let words = Article(view.lang);
    let name = words.copy_anchor(&whole);
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Button, true, &name));
    let tip = if clause.node == Node::Point {
        format!(
            "{}\n{name}",
            words.point_long(clause.article, clause.number, clause.point)
        )
    } else {
        name.clone()
    };
    let response = response
        .on_hover_cursor(CursorIcon::Copy)
        .on_hover_text(tip);
    if response.clicked() {
        commands.push(Command::Copy(whole));
    }
}

/// The words of the callout: a bold head, then the notes, one paragraph each.
fn callout_of(ui: &Ui, view: &View<'_>, notes: &[&str], width: f32) -> Arc<Galley> {
    let p = &Tokens::of(ui).palette;
    let mut job = LayoutJob::default();
    job.wrap.max_width = (width - 30.0 - 10.0).max(40.0);
    job.append(
        Article(view.lang).note_head(),
        0.0,
        Role::SecondaryBold.format(p.soon),
    );
    for (at, note) in notes.iter().enumerate() {
        let lead = if at == 0 { " " } else { "\n" };
        job.append(
            &format!("{lead}{note}"),
            0.0,
            Role::Secondary.format(p.soon),
        );
    }
    ui.painter().layout_job(job)
}

/// Draws the open callout. Returns whether it was pressed, which closes it.
fn callout_at(
    ui: &Ui,
    view: &View<'_>,
    clause: &Clause,
    notes: &[&str],
    rect: Rect,
    galley: Arc<Galley>,
) -> bool {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let id = ui.scope_id().with(("callout", clause.id.as_str()));
    let response = ui.interact(rect, id, Sense::click());
    let line = if response.hovered() {
        p.soon_line
    } else {
        p.soon_soft
    };
    paint::boxed(ui.painter(), rect, tokens.radius.card, p.soon_soft, line);
    Icon::Note.paint(
        ui.painter(),
        pos2(rect.left() + 16.0, rect.top() + 16.0),
        14.0,
        p.soon,
    );
    ui.painter()
        .galley(pos2(rect.left() + 30.0, rect.top() + 8.0), galley, p.soon);
    if response.has_focus() {
        paint::focus_ring(ui, rect, tokens.radius.card);
    }
    let words = Article(view.lang);
    let name = format!("{} {}", words.note_head(), notes.join(" "));
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Button, true, &name));
    let response = response
        .on_hover_cursor(CursorIcon::PointingHand)
        .on_hover_text(words.note_close());
    response.clicked()
}
