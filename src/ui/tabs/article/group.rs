//! The head of a clause in the list of activities, and the strip of years of a yearly commitment.

use crate::insight::{Coverage, Met, YearFilter};
use crate::model::{Clause, Id};
use crate::text::date;
use crate::text::money::format_dong;
use crate::text::strings::article::Article;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::money_text;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::seal::{SealSize, SealState, paint_seal};
use crate::ui::widgets::{card, elide, paint};
use chrono::Datelike as _;
use eframe::egui::{Align, CursorIcon, Rect, Sense, Stroke, Ui, WidgetInfo, accesskit, pos2, vec2};

/// The height of the strip of years, in points.
pub(super) const STRIP: f32 = 62.0;

/// Draws the head of a clause: anchor, short title, and at the right what the text asks of it.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, clause: &Id, rect: Rect, commands: &mut Commands) {
    let Some(clause) = view.programme().text.get(clause.as_str()) else {
        return;
    };
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let selected = *view.selection == Selection::Clause(clause.id.clone());
    let response = ui.interact(
        rect,
        ui.scope_id().with(("group", clause.id.as_str())),
        Sense::click(),
    );
    let fill = match (selected, response.hovered()) {
        (true, _) => p.accent_soft,
        (false, true) => p.hover,
        (false, false) => p.panel,
    };
    ui.painter().rect_filled(rect, 0, fill);
    card::divider(ui, rect);
    if selected {
        let edge = pos2(rect.left() + tokens.stroke.selected_edge, rect.bottom());
        ui.painter()
            .rect_filled(Rect::from_min_max(rect.min, edge), 0, p.accent);
    }
    let inner = rect.shrink2(vec2(12.0, 0.0));
    let anchor = view.anchor(clause);
    let title = view.short_title(clause);
    let drawn = elide::text_in(
        ui.painter(),
        inner,
        Align::Min,
        Role::ClauseAnchor,
        &anchor,
        p.accent,
    );
    let mut right = inner.right();
    right = completeness(
        ui,
        view,
        clause,
        Rect::from_min_max(inner.min, pos2(right, inner.bottom())),
    );
    let words = Rect::from_min_max(
        pos2(drawn.right() + 8.0, inner.top()),
        pos2(right - 10.0, inner.bottom()),
    );
    let width = elide::width(ui.painter(), Role::CardTitle, &title);
    right = aside(ui, view, clause, words, width);
    let words = Rect::from_min_max(words.min, pos2(right, words.bottom()));
    let galley = elide::line(ui.painter(), Role::CardTitle, &title, p.text, words.width());
    let cut = galley.elided;
    elide::paint(ui.painter(), words, Align::Min, galley);
    let name = format!("{} {title}", view.words().article(&anchor));
    response.widget_info(|| WidgetInfo::selected(accesskit::Role::Button, true, selected, &name));
    if response.has_focus() {
        paint::focus_ring(ui, rect.shrink(4.0), 2);
    }
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    let response = if cut {
        response.on_hover_text(&title)
    } else {
        response
    };
    if response.clicked() {
        commands.push(Command::Select(Selection::Clause(clause.id.clone())));
    }
}

/// How complete the content is by Điều 1.2, at the right end of `rect`. Returns where it begins.
fn completeness(ui: &Ui, view: &View<'_>, clause: &Clause, rect: Rect) -> f32 {
    let Some(coverage) = view.insight.coverage.get(&clause.id) else {
        return rect.right();
    };
    if coverage.activities == 0 {
        return rect.right();
    }
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let met = coverage.met();
    let text = format!("{met}/6");
    let ink = if coverage.is_complete() {
        p.done
    } else {
        p.text2
    };
    let drawn = elide::text_in(
        ui.painter(),
        rect,
        Align::Max,
        Role::SecondaryStrong,
        &text,
        ink,
    );
    let bar = Rect::from_center_size(pos2(drawn.left() - 18.0, rect.center().y), vec2(24.0, 4.0));
    paint::meter(ui.painter(), bar, Some(met as f32 / 6.0), ink, tokens);
    let hit = Rect::from_min_max(
        pos2(bar.left() - 2.0, rect.top()),
        pos2(rect.right(), rect.bottom()),
    );
    let response = ui.interact(
        hit,
        ui.scope_id().with(("complete", clause.id.as_str())),
        Sense::hover(),
    );
    let words = Article(view.lang);
    response.widget_info(|| {
        WidgetInfo::labeled(accesskit::Role::Label, true, words.complete_name(met))
    });
    response.on_hover_text(missing(view, coverage));
    hit.left()
}

/// What is missing by Điều 1.2, in a sentence.
pub(super) fn missing(view: &View<'_>, coverage: &Coverage) -> String {
    let words = Article(view.lang);
    let list: Vec<String> = coverage
        .parts
        .iter()
        .filter_map(|(what, met)| {
            let name = view.words().requirement(*what);
            match met {
                Met::Full | Met::Exempt => None,
                Met::Missing => Some(name.to_owned()),
                Met::Part { met, of } => Some(format!("{name} ({})", words.met_part(*met, *of))),
            }
        })
        .collect();
    if list.is_empty() {
        words.complete().to_owned()
    } else {
        words.missing(&list.join(", "))
    }
}

/// What the text asks of the clause, right-aligned beside a title of `title` points; left away
/// where there is no room. Returns where the title may reach.
fn aside(ui: &Ui, view: &View<'_>, clause: &Clause, rect: Rect, title: f32) -> f32 {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let words = Article(view.lang);
    let free = rect.width() - title.min(160.0) - 12.0;
    if let Some(e) = view
        .programme()
        .exemption(&clause.id)
        .filter(|e| e.decision.exempt)
    {
        let text = words.no_plan_needed();
        let width = elide::width(ui.painter(), Role::StatusChip, text) + 16.0;
        let chip = Rect::from_center_size(
            pos2(rect.right() - width / 2.0, rect.center().y),
            vec2(width, 20.0),
        );
        ui.painter()
            .rect_filled(chip, tokens.radius.chip, p.idle_soft);
        elide::text_in(
            ui.painter(),
            chip,
            Align::Center,
            Role::StatusChip,
            text,
            p.text2,
        );
        let response = ui.interact(
            chip,
            ui.scope_id().with(("exempt", clause.id.as_str())),
            Sense::hover(),
        );
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, text));
        let on = e.decision.on.map(date::format).unwrap_or_default();
        response.on_hover_text(words.exempt_tip(&e.decision.by, &on, &e.decision.reason));
        return chip.left() - 8.0;
    }
    let text = match clause.yearly_commitment {
        Some(amount) => words.yearly(&format_dong(amount)),
        None if names_no_amount(view, clause) => words.no_amount().to_owned(),
        None if clause.tracked => words.needs_plan().to_owned(),
        None => return rect.right(),
    };
    let of_plan = clause.yearly_commitment.is_none() && !names_no_amount(view, clause);
    let seals = if of_plan {
        seals(ui, view, clause, rect)
    } else {
        rect.right()
    };
    let width = elide::width(ui.painter(), Role::Secondary, &text);
    if width + (rect.right() - seals) > free {
        return seals - 4.0;
    }
    let room = Rect::from_min_max(rect.min, pos2(seals, rect.bottom()));
    let drawn = elide::text_in(
        ui.painter(),
        room,
        Align::Max,
        Role::Secondary,
        &text,
        p.text2,
    );
    drawn.left() - 8.0
}

/// Whether the text names a yearly sum in this article, but not for this clause (Điều 5.2).
fn names_no_amount(view: &View<'_>, clause: &Clause) -> bool {
    let text = &view.programme().text;
    clause.yearly_commitment.is_none()
        && clause.tracked
        && text
            .tracked(clause.article)
            .any(|c| c.yearly_commitment.is_some())
}

/// The parties' seals on the joint plan of the year that is shown, else of this year. Returns where
/// they begin.
fn seals(ui: &Ui, view: &View<'_>, clause: &Clause, rect: Rect) -> f32 {
    let year = match view.years {
        YearFilter::Year(year) => year,
        YearFilter::All => view.today.year(),
    };
    let Some(plans) = view.insight.plans.iter().find(|p| p.year == year) else {
        return rect.right();
    };
    let tokens = Tokens::of(ui);
    let words = Article(view.lang);
    let left = rect.right() - 18.0 * plans.seals.len() as f32;
    for (at, seal) in plans.seals.iter().enumerate() {
        let Some(party) = view.programme().parties.get(&seal.party) else {
            continue;
        };
        let center = pos2(left + 18.0 * at as f32 + 10.0, rect.center().y);
        let agreed = seal.agreement.is_some();
        let state = if agreed {
            SealState::Agreed
        } else {
            SealState::Pending
        };
        paint_seal(
            ui.painter(),
            center,
            SealSize::Small,
            &view.seal(party),
            state,
            tokens,
        );
        let hit = Rect::from_center_size(center, vec2(18.0, 18.0));
        let id = ui
            .scope_id()
            .with(("seal", clause.id.as_str(), seal.party.as_str()));
        let name = if agreed {
            words.seal_agreed(&party.name, year)
        } else {
            words.seal_pending(&party.name, year)
        };
        let response = ui.interact(hit, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Image, true, &name));
        response.on_hover_text(name);
    }
    left - 4.0
}

/// Draws the years of a yearly commitment: what was disbursed, and what is left to it.
pub(super) fn strip(ui: &mut Ui, view: &View<'_>, clause: &Id, rect: Rect) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let words = Article(view.lang);
    let years = view.insight.budget.commitment(view.programme(), clause);
    ui.painter().rect_filled(rect, 0, p.panel);
    let width = rect.width() / years.len().max(1) as f32;
    for (at, year) in years.iter().enumerate() {
        let left = rect.left() + width * at as f32;
        let cell = Rect::from_min_max(pos2(left, rect.top()), pos2(left + width, rect.bottom()));
        let now = year.year == view.today.year();
        if now {
            ui.painter().rect_filled(cell, 0, p.surface);
        }
        if at > 0 {
            ui.painter()
                .vline(cell.left(), cell.y_range(), Stroke::new(1.0, p.line));
        }
        let left_over = year.missing();
        let open = !year.entered || (year.disbursed.is_empty() && year.year > view.today.year());
        let (word, icon) = match (open, left_over) {
            (true, _) if year.year > view.today.year() => {
                (words.strip_not_given().to_owned(), None)
            }
            (true, _) => (words.strip_none().to_owned(), None),
            (false, Some(left)) => (
                words.strip_left(&format_dong(left)),
                Some((Icon::CircleHalf, p.doing)),
            ),
            (false, None) if year.disbursed.known().is_none() => {
                (words.strip_open().to_owned(), None)
            }
            (false, None) => (
                words.strip_met().to_owned(),
                Some((Icon::CheckCircle, p.done)),
            ),
        };
        let inner = cell.shrink2(vec2(9.0, 0.0));
        let line = |top: f32, height: f32| {
            Rect::from_min_size(
                pos2(inner.left(), inner.top() + top),
                vec2(inner.width(), height),
            )
        };
        let drawn = elide::text_in(
            ui.painter(),
            line(7.0, 16.0),
            Align::Min,
            Role::Secondary,
            &year.year.to_string(),
            p.text2,
        );
        if let Some((icon, ink)) = icon {
            icon.paint(
                ui.painter(),
                pos2(drawn.right() + 11.0, drawn.center().y),
                12.0,
                ink,
            );
        }
        let amount = money_text(view.lang, &year.disbursed);
        elide::text_in(
            ui.painter(),
            line(22.0, 18.0),
            Align::Min,
            Role::BodyStrong,
            &amount,
            p.text,
        );
        let galley = elide::line(ui.painter(), Role::Label, &word, p.text2, inner.width());
        elide::paint(ui.painter(), line(40.0, 16.0), Align::Min, galley);
        let id = ui.scope_id().with(("strip", clause.as_str(), year.year));
        let response = ui.interact(cell, id, Sense::hover());
        let name = words.strip_name(year.year, &amount, &word);
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, &name));
        response.on_hover_text(name);
    }
    card::divider(ui, rect);
}
