//! Dialogs that only tell: keyboard, about, what is wrong in the data. Each returns whether it was
//! closed.

use crate::insight::Problem;
use crate::model::{Id, Path, Programme};
use crate::app::shell::top_bar::key_text;
use crate::text::strings::Lang;
use crate::text::strings::files::Files;
use crate::text::strings::findings::Findings;
use crate::ui::actions::Action;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::Selection;
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::dialog::{Dialog, footer};
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::{elide, paint};
use eframe::egui::{self, Align, Context, Rect, ScrollArea, Sense, Ui, pos2, vec2};

fn close_button(ui: &mut Ui, t: Files) -> bool {
    footer(ui, |ui| PushButton::primary(t.close()).show(ui).clicked())
}

/// The keyboard, from the table of actions.
pub fn keys(ctx: &Context, lang: Lang) -> bool {
    let t = Files(lang);
    let outcome = Dialog::new("keys", t.keys_title(), t.close()).width(520.0).show(ctx, |ui| {
        let p = &Tokens::of(ui).palette;
        let height = (ui.ctx().content_rect().height() - 260.0).max(160.0);
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for action in Action::ALL {
                let Some(keys) = action.keys() else { continue };
                let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
                let label = Rect::from_min_max(rect.min, pos2(rect.right() - 150.0, rect.bottom()));
                elide::text_in(ui.painter(), label, Align::Min, Role::Body, action.text(lang), p.text);
                let text = key_text(&keys);
                let width = paint::keycap_width(ui.painter(), &text);
                let at = pos2(rect.right() - width - 12.0, rect.center().y);
                paint::keycap(ui.painter(), at, &text, p.text2, p.line_strong, p.surface);
            }
        });
        elide::paragraph(ui, Role::Secondary, t.keys_rows(), p.text2);
        close_button(ui, t)
    });
    outcome.closed || outcome.inner
}

/// About the program.
pub fn about(ctx: &Context, lang: Lang) -> bool {
    let t = Files(lang);
    let outcome = Dialog::new("about", t.about_title(), t.close()).width(460.0).show(ctx, |ui| {
        let p = &Tokens::of(ui).palette;
        elide::paragraph(ui, Role::BodyStrong, &t.about_version(env!("CARGO_PKG_VERSION")), p.text);
        elide::paragraph(ui, Role::Body, t.about_text(), p.text);
        elide::paragraph(ui, Role::Secondary, t.about_fonts(), p.text2);
        close_button(ui, t)
    });
    outcome.closed || outcome.inner
}

/// What is wrong in the data; a press on a line leads to its place.
pub fn problems(ctx: &Context, lang: Lang, programme: &Programme, list: &[Problem], commands: &mut Commands) -> bool {
    let t = Files(lang);
    let mut gone = false;
    let outcome = Dialog::new("problems", t.problems_title(), t.close()).width(640.0).show(ctx, |ui| {
        let p = &Tokens::of(ui).palette;
        let head = if list.is_empty() { t.no_problems().to_owned() } else { t.problems_found(list.len()) };
        elide::paragraph(ui, Role::Body, &head, p.text2);
        let height = (ui.ctx().content_rect().height() - 280.0).max(120.0);
        let row = 32.0;
        ScrollArea::vertical().max_height(height).show_rows(ui, row, list.len(), |ui, range| {
            for index in range {
                let Some(problem) = list.get(index) else { continue };
                let text = Findings(lang).problem(problem, programme);
                let id = egui::Id::unique(("problem", index));
                let output = ListRow::new(&text, row).show(ui, id, |ui| {
                    ui.horizontal_centered(|ui| {
                        Icon::Warning.show(ui, 14.0, p.soon);
                        elide::label(ui, Role::Body, &text, p.text, ui.available_width());
                    });
                });
                if output.response.clicked()
                    && let Some(selection) = place_of(problem)
                {
                    commands.push(Command::Reveal(selection));
                    gone = true;
                }
            }
        });
        close_button(ui, t)
    });
    outcome.closed || outcome.inner || gone
}

fn place_of(problem: &Problem) -> Option<Selection> {
    let on: &Path = match problem {
        Problem::BadField { on, .. }
        | Problem::Dangling { on, .. }
        | Problem::EndBeforeStart { on }
        | Problem::Cycle { on }
        | Problem::Conflict { on, .. }
        | Problem::KeptByEdit { on }
        | Problem::KeptByReference { on }
        | Problem::SameLine { on, .. } => on,
        Problem::History(_) | Problem::Unread(_) => return None,
    };
    let id = Id::from(on.id());
    match on.kind() {
        "activities" => Some(Selection::Activity(id)),
        "plans" => Some(Selection::Plan(id)),
        "budget_lines" => Some(Selection::Line(id)),
        _ => None,
    }
}
