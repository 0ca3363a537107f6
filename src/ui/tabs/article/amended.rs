//! What the annexes in force say of a piece of the official text (Điều 7.2): a badge below it that opens
//! the annex; in the consolidated reading (Bản hợp nhất) the annex's text too, in the type of the
//! program. The official text itself stays as it is.

use crate::model::{Annex, Clause};
use crate::text::date;
use crate::text::strings::annexes::Annexes as Texts;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::paint;
use eframe::egui::{
    CursorIcon, Galley, Rect, Sense, Ui, WidgetInfo, accesskit, pos2, text::LayoutJob, vec2,
};
use std::sync::Arc;

/// Above and below the words of a badge, in points.
const PAD: f32 = 5.0;
/// Before the words, for the icon, in points.
const LEFT: f32 = 28.0;
/// Between two, in points.
const GAP: f32 = 5.0;

/// One annex that amends the piece.
struct Amendment<'a> {
    annex: &'a Annex,
    words: String,
    galley: Arc<Galley>,
}

/// The annexes in force that amend a piece, laid out.
pub(super) struct Amendments<'a>(Vec<Amendment<'a>>);

impl<'a> Amendments<'a> {
    /// Lays them out in a width; with their text where the reading is `consolidated`.
    pub(super) fn of(
        ui: &Ui,
        view: &View<'a>,
        clause: &Clause,
        consolidated: bool,
        width: f32,
    ) -> Self {
        let t = Texts(view.lang);
        let p = &Tokens::of(ui).palette;
        let annexes = view.insight.annexes.amending(&clause.id).iter();
        let annexes = annexes.filter_map(|id| view.programme().annexes.get(id));
        let laid = annexes.map(|annex| {
            let day = annex.in_force_on.map(date::format).unwrap_or_default();
            let name = t.name(&annex.number, &annex.title);
            let mut words = t.badge(&name, &day);
            let mut job = LayoutJob::default();
            job.wrap.max_width = (width - LEFT - 8.0).max(40.0);
            job.append(&words, 0.0, Role::SecondaryStrong.format(p.accent));
            if consolidated {
                job.append(&format!("\n{}", annex.text), 0.0, Role::Body.format(p.text));
                words = format!("{words}. {}", annex.text);
            }
            Amendment {
                annex,
                words,
                galley: ui.painter().layout_job(job),
            }
        });
        Self(laid.collect())
    }

    /// How much room they take, in points.
    pub(super) fn height(&self) -> f32 {
        let all = self.0.iter();
        all.map(|a| a.galley.size().y + 2.0 * PAD + GAP).sum()
    }

    /// Draws them from `top`; a press opens the annex.
    pub(super) fn show(
        self,
        ui: &Ui,
        view: &View<'_>,
        clause: &Clause,
        top: eframe::egui::Pos2,
        width: f32,
        commands: &mut Commands,
    ) {
        let tokens = Tokens::of(ui);
        let p = &tokens.palette;
        let mut y = top.y + GAP;
        for Amendment {
            annex,
            words,
            galley,
        } in self.0
        {
            let size = vec2(width, galley.size().y + 2.0 * PAD);
            let rect = Rect::from_min_size(pos2(top.x, y), size);
            let id = ui
                .scope_id()
                .with(("amended", clause.id.as_str(), annex.id.as_str()));
            let response = ui.interact(rect, id, Sense::click());
            let line = if response.hovered() {
                p.accent
            } else {
                p.accent_soft
            };
            paint::boxed(ui.painter(), rect, tokens.radius.chip, p.accent_soft, line);
            let icon = pos2(rect.left() + 15.0, rect.top() + PAD + 8.5);
            Icon::Files.paint(ui.painter(), icon, 14.0, p.accent);
            let at = pos2(rect.left() + LEFT, rect.top() + PAD);
            ui.painter().galley(at, galley, p.text);
            paint::focus_ring_if(ui, &response, tokens.radius.chip);
            response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Button, true, &words));
            let t = Texts(view.lang);
            let open = t.badge_open(&t.name(&annex.number, &annex.title));
            let response = response
                .on_hover_cursor(CursorIcon::PointingHand)
                .on_hover_text(open);
            if response.clicked() {
                commands.push(Command::Reveal(Selection::Annex(annex.id.clone())));
            }
            y = rect.bottom() + GAP;
        }
    }
}
