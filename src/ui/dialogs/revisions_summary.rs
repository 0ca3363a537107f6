//! What a saved version holds and how it differs from what is open: used by the list of saved versions, and where
//! the file on disk was changed by others.

use crate::text::strings::Lang;
use crate::text::strings::revisions::Revisions;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::empty::EmptyState;
use crate::ui::widgets::{card, elide};
use eframe::egui::{Align, Rect, ScrollArea, Sense, Ui, WidgetInfo, accesskit, pos2, vec2};

/// What would become of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Becomes {
    /// It would be there again.
    Added,
    /// It would be there no more.
    Removed,
    /// Some of it would be otherwise.
    Changed,
}

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// In which way.
    pub becomes: Becomes,
    /// What: its kind and name.
    pub title: String,
    /// Each field that differs, as "Thời hạn: 30/09/2024 → 31/10/2024".
    pub details: Vec<String>,
}

/// How many there are of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The kind.
    pub kind: String,
    /// In the version.
    pub there: usize,
    /// In what is open.
    pub here: usize,
}

/// What a version holds and how it differs from what is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Who changed it last, and when; a claim of the file. Empty where it does not say.
    pub by: String,
    /// How many there are of the kinds that count.
    pub counts: Vec<Count>,
    /// What differs.
    pub lines: Vec<Line>,
    /// How many more differ than are listed.
    pub more: usize,
}

/// The height of the first line of an entry, in points.
const TITLE: f32 = 22.0;
/// The height of each further line.
const DETAIL: f32 = 18.0;

/// Draws it in the room there is: the counts, then the list, which scrolls. `heading` says what the list is of.
pub fn show(ui: &mut Ui, lang: Lang, heading: &str, summary: &Summary, height: f32) {
    let t = Revisions(lang);
    let p = &Tokens::of(ui).palette;
    let top = ui.cursor().top();
    if !summary.by.is_empty() {
        elide::plain(ui, Role::Secondary, &t.by(&summary.by), p.text2);
    }
    counts(ui, lang, &summary.counts);
    ui.add_space(6.0);
    elide::plain(ui, Role::CardTitle, heading, p.text);
    if summary.lines.is_empty() {
        EmptyState {
            icon: Icon::CheckCircle,
            title: t.same(),
            text: "",
            action: None,
        }
        .show(ui);
        return;
    }
    let room = (height - (ui.cursor().top() - top)).max(60.0);
    ScrollArea::vertical()
        .id_salt("differences")
        .max_height(room)
        .min_scrolled_height(room)
        .auto_shrink([false, false])
        .show_viewport(ui, |ui, seen| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let origin = ui.min_rect().min;
            let width = ui.available_width();
            let mut y = 0.0;
            for line in &summary.lines {
                let height = TITLE + DETAIL * line.details.len() as f32 + 5.0;
                // Only what is in view is drawn; the rest keeps its room.
                if y + height >= seen.top() && y <= seen.bottom() {
                    let rect = Rect::from_min_size(origin + vec2(0.0, y), vec2(width, height));
                    entry(ui, rect, lang, line);
                }
                y += height;
            }
            if summary.more > 0 {
                let rect = Rect::from_min_size(origin + vec2(0.0, y), vec2(width, TITLE));
                let text = t.more(summary.more);
                elide::text_in(
                    ui.painter(),
                    rect,
                    Align::Min,
                    Role::Secondary,
                    &text,
                    p.text2,
                );
                y += TITLE;
            }
            ui.allocate_space(vec2(width, y));
        });
}

/// "Việc 52 · Dòng ngân sách 31": what the version holds, with what is open where it differs.
fn counts(ui: &mut Ui, lang: Lang, counts: &[Count]) {
    let t = Revisions(lang);
    let p = &Tokens::of(ui).palette;
    let parts: Vec<String> = counts
        .iter()
        .map(|c| {
            if c.here == c.there {
                t.count(&c.kind, c.there)
            } else {
                t.count_differs(&c.kind, c.there, c.here)
            }
        })
        .collect();
    if !parts.is_empty() {
        elide::paragraph(ui, Role::Body, &parts.join(" · "), p.text);
    }
}

fn entry(ui: &mut Ui, rect: Rect, lang: Lang, line: &Line) {
    let t = Revisions(lang);
    let p = &Tokens::of(ui).palette;
    let (icon, ink, word) = match line.becomes {
        Becomes::Added => (Icon::Plus, p.done, t.added()),
        Becomes::Removed => (Icon::Minus, p.overdue, t.removed()),
        Becomes::Changed => (Icon::PencilSimple, p.text2, t.changed()),
    };
    let response = ui.interact(
        rect,
        ui.scope_id().with(("entry", rect.top().to_bits())),
        Sense::hover(),
    );
    let name =
        std::iter::once(format!("{word}: {}", line.title)).chain(line.details.iter().cloned());
    let name = name.collect::<Vec<_>>().join("; ");
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::ListItem, true, &name));
    let middle = rect.top() + TITLE / 2.0 + 1.0;
    icon.paint(ui.painter(), pos2(rect.left() + 9.0, middle), 14.0, ink);
    let left = rect.left() + 24.0;
    let title = Rect::from_min_max(
        pos2(left, rect.top() + 1.0),
        pos2(rect.right() - 12.0, rect.top() + TITLE),
    );
    elide::text_in(
        ui.painter(),
        title,
        Align::Min,
        Role::BodyStrong,
        &line.title,
        p.text,
    );
    for (nth, detail) in line.details.iter().enumerate() {
        let top = rect.top() + TITLE + DETAIL * nth as f32;
        let at = Rect::from_min_max(pos2(left, top), pos2(rect.right() - 12.0, top + DETAIL));
        elide::text_in(
            ui.painter(),
            at,
            Align::Min,
            Role::Secondary,
            detail,
            p.text2,
        );
    }
    card::divider(ui, rect);
    response.on_hover_text(name);
}
