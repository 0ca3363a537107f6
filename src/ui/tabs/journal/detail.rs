//! A change in full, below its row: a text with the words that went and came, else both values whole;
//! who and when to the second.

use super::words::{self, Told};
use crate::change::What;
use crate::insight::journal::Journal;
use crate::model::Value;
use crate::text::difference::{Fate, words as differences};
use crate::text::strings::journal::Journal as Texts;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use eframe::egui::{Color32, Rect, Stroke, Ui, WidgetInfo, accesskit, pos2, text::LayoutJob};

/// The room above and below it, in points.
const AIR: f32 = 6.0;
/// More first fields are not shown.
const FIELDS: usize = 14;

/// Draws it at the head of `room`. Returns how much room it takes.
pub(super) fn show(
    ui: &Ui,
    view: &View<'_>,
    journal: Option<&Journal>,
    entry: usize,
    told: &Told,
    room: Rect,
) -> f32 {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let mut jobs = content(view, told, tokens);
    if let Some(entry) = journal.and_then(|journal| journal.entries.get(entry)) {
        let line = foot(view, told, entry.at, &entry.first);
        jobs.push(job(&line, Role::Secondary, p.text3));
    }
    let edge = Stroke::new(2.0, p.accent_line);
    let left = room.left() + 12.0;
    let mut y = room.top() + AIR - 2.0;
    let mut spoken = String::new();
    for mut job in jobs {
        job.wrap.max_width = (room.right() - left).max(40.0);
        if !spoken.is_empty() {
            spoken.push_str(". ");
        }
        spoken.push_str(&job.text);
        let galley = ui.painter().layout_job(job);
        let height = galley.size().y;
        ui.painter()
            .galley(pos2(left, y), galley, Color32::PLACEHOLDER);
        y += height + 3.0;
    }
    ui.painter().vline(
        room.left() + 2.0,
        eframe::egui::Rangef::new(room.top() + 2.0, y),
        edge,
    );
    let id = ui.scope_id().with("detail");
    let rect = Rect::from_min_max(room.min, pos2(room.right(), y));
    let response = ui.interact(rect, id, eframe::egui::Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, &spoken));
    (y - room.top() + AIR).ceil()
}

fn job(text: &str, role: Role, ink: Color32) -> LayoutJob {
    LayoutJob::single_section(text.to_owned(), role.format(ink))
}

fn content(view: &View<'_>, told: &Told, tokens: &Tokens) -> Vec<LayoutJob> {
    let p = &tokens.palette;
    let t = Texts(view.lang);
    let kind = told.line.on.kind();
    let pair = |label: &str, value: &str| {
        let mut job = LayoutJob::default();
        job.append(&format!("{label}: "), 0.0, Role::Body.format(p.text2));
        job.append(value, 0.0, Role::Body.format(p.text));
        job
    };
    match &told.line.what {
        What::Existence => {
            let Some(to) = told.line.new.as_map() else {
                return vec![job(&told.name, Role::Body, p.text)];
            };
            let fields = words::first_fields(view, kind, to);
            fields
                .iter()
                .take(FIELDS)
                .map(|(label, value)| pair(label, value))
                .collect()
        }
        What::Element(..) => vec![job(&told.label, Role::Body, p.text)],
        What::Field(f) => {
            let texts = match (told.line.old.as_slice(), &told.line.new) {
                ([Value::Text(old)], Value::Text(new))
                    if is_prose(old, new) && !words::is_hidden(view, kind, f) =>
                {
                    Some((old, new))
                }
                _ => None,
            };
            match texts {
                Some((old, new)) => vec![in_words(&told.label, old, new, tokens)],
                None => vec![
                    pair(&format!("{} · {}", told.label, t.before()), &told.old),
                    pair(&format!("{} · {}", told.label, t.after()), &told.new),
                ],
            }
        }
    }
}

/// Whether two texts are sentences, not ids, days or words of a list.
fn is_prose(old: &str, new: &str) -> bool {
    old.split_whitespace().nth(1).is_some() || new.split_whitespace().nth(1).is_some()
}

/// A text with the words that went and came.
fn in_words(label: &str, old: &str, new: &str, tokens: &Tokens) -> LayoutJob {
    let p = &tokens.palette;
    let mut job = LayoutJob::default();
    job.append(&format!("{label}: "), 0.0, Role::Body.format(p.text2));
    for piece in differences(old, new) {
        let mut format = Role::Body.format(p.text);
        match piece.fate {
            Fate::Same => {}
            Fate::Removed => {
                format.color = p.overdue;
                format.strikethrough = Stroke::new(1.0, p.overdue);
            }
            Fate::Added => {
                format.color = p.done;
                format.underline = Stroke::new(1.0, p.done);
            }
        }
        // What goes and comes stands apart, though no space was between.
        let text = crate::text::visible::visible(&piece.text);
        let mut text = text.into_owned();
        if piece.fate == Fate::Removed && !text.ends_with(char::is_whitespace) {
            text.push(' ');
        }
        job.append(&text, 0.0, format);
    }
    job
}

/// Who, when, with which version of the program; a claim of the computer.
fn foot(
    view: &View<'_>,
    told: &Told,
    at: Option<chrono::DateTime<chrono::FixedOffset>>,
    first: &str,
) -> String {
    let t = Texts(view.lang);
    let party = view.programme().parties.get(told.party.as_str());
    let session = first
        .split_once(':')
        .and_then(|(id, _)| view.document.sessions.get(id));
    let version = session.map(|s| s.app.trim()).filter(|v| !v.is_empty());
    [
        Some(told.by.clone()),
        party.map(|p| p.name.clone()),
        at.map(|at| {
            let day = crate::text::date::format(at.date_naive());
            format!("{} {day}", at.format("%H:%M:%S"))
        }),
        version.map(|v| t.app_version(&crate::text::visible::visible(v))),
        Some(t.as_noted().to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(" · ")
}
