//! The cards below the table: the years as bars, the commitment of a clause, the houses.

use super::figures::{self, NO_FIGURE, Unit};
use super::{State, chart, given, new_line};
use crate::insight::budget::CommitmentYear;
use crate::insight::support::Aid;
use crate::model::{Clause, Sum};
use crate::text::number::format_percent;
use crate::text::strings::budget::Budget as Texts;
use crate::text::strings::money::Money;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens, Tone};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::IconButton;
use crate::ui::widgets::card::Card;
use crate::ui::widgets::{elide, paint};
use chrono::Datelike as _;
use eframe::egui::{
    Align, CornerRadius, CursorIcon, Layout, Rect, Sense, Ui, UiBuilder, WidgetInfo, accesskit,
    pos2, vec2,
};

/// The least height of the cards when they stand side by side, in points.
const HEIGHT: f32 = 240.0;

/// The height of the card of school equipment below the others, in points.
const SCHOOLS: f32 = 220.0;

/// Puts the cards side by side where there is room, `rest` points high at least; else over each other.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, rest: f32, commands: &mut Commands) {
    let gap = Tokens::of(ui).size.card_gap;
    ui.spacing_mut().item_spacing.x = 8.0;
    let clauses: Vec<&Clause> = view
        .programme()
        .text
        .all()
        .iter()
        .filter(|c| c.yearly_commitment.is_some())
        .collect();
    let p = view.programme();
    let houses = !(p.houses.is_empty() && clauses.is_empty());
    let schools = !p.school_items.is_empty() || houses;
    let width = ui.available_width();
    let mut shares = vec![343.0];
    shares.extend(clauses.iter().map(|_| 317.0));
    if houses {
        shares.push(440.0);
    }
    let across = width >= 318.0 * shares.len() as f32 + 60.0;
    let height = if across {
        rest.clamp(HEIGHT, 340.0)
    } else {
        220.0
    };
    let total: f32 = shares.iter().sum();
    let room = width - gap * (shares.len() - 1) as f32;
    let origin = ui.cursor().min;
    let mut at = origin;
    let mut lowest = origin.y;
    for (index, share) in shares.iter().enumerate() {
        let wide = if across {
            (room * share / total).floor()
        } else {
            width
        };
        let place = Rect::from_min_size(at, vec2(wide, f32::INFINITY));
        let used = ui
            .scope_builder(
                UiBuilder::new().id_salt(("card", index)).max_rect(place),
                |ui| match (index, clauses.get(index.wrapping_sub(1))) {
                    (0, _) => chart::card(ui, view, &mut state.chart, height, commands),
                    (_, Some(clause)) => commitment(ui, view, state, clause, height, commands),
                    _ => given::card(ui, view, Aid::Houses, state, height, commands),
                },
            )
            .response
            .rect;
        lowest = lowest.max(used.bottom());
        at = if across {
            pos2(at.x + wide + gap, at.y)
        } else {
            pos2(at.x, used.bottom() + gap)
        };
    }
    ui.advance_cursor_after_rect(Rect::from_min_max(origin, pos2(origin.x + width, lowest)));
    if schools {
        ui.add_space(gap);
        given::card(ui, view, Aid::Schools, state, SCHOOLS, commands);
    }
}

/// How a year of the commitment stands: icon, word, tone.
fn standing(view: &View<'_>, year: &CommitmentYear) -> (Icon, String, Tone) {
    let texts = Texts(view.lang);
    match (&year.disbursed, year.missing()) {
        (Sum::Range(..) | Sum::Overflow, _) => (
            Icon::Question,
            texts.commitment_open().to_owned(),
            Tone::Soon,
        ),
        (Sum::Empty, _) if year.year < view.today.year() && !year.entered => (
            Icon::CircleDashed,
            texts.year_not_entered().to_owned(),
            Tone::Idle,
        ),
        (Sum::Empty, _) if !year.entered => (
            Icon::CircleDashed,
            texts.year_not_assigned().to_owned(),
            Tone::Idle,
        ),
        (_, None) => (
            Icon::CheckCircle,
            texts.commitment_met().to_owned(),
            Tone::Done,
        ),
        (_, Some(missing)) => {
            let left =
                crate::text::number::percent_tenths(missing, year.committed).unwrap_or_default();
            let rate = format_percent(left);
            // A whole percentage needs no decimal in running words.
            let rate = rate
                .strip_suffix(",0%")
                .map_or_else(|| rate.clone(), |whole| format!("{whole}%"));
            let tone = if year.year < view.today.year() {
                Tone::Soon
            } else {
                Tone::Doing
            };
            (Icon::CircleHalf, texts.commitment_left(&rate), tone)
        }
    }
}

/// The years for which no line has taken up what the text commits for a clause, with the đồng.
fn open_commitments(view: &View<'_>, clause: &Clause) -> Vec<(i32, i64)> {
    let years = view.insight.budget.years.iter();
    let open = years.flat_map(|y| y.from_text.iter().map(|(id, dong)| (y.year, id, *dong)));
    open.filter(|(_, id, _)| **id == clause.id)
        .map(|(year, _, dong)| (year, dong))
        .collect()
}

/// Cam kết Điều 5.1: each year of the period against what the text commits.
fn commitment(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    clause: &Clause,
    height: f32,
    commands: &mut Commands,
) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let texts = Texts(view.lang);
    let amount = clause.yearly_commitment.unwrap_or_default();
    let title = texts.commitment_of(&view.anchor(clause));
    let aside = texts.per_year(&Unit::Dong.amount(amount));
    let years = view.insight.budget.commitment(view.programme(), &clause.id);
    let trailing = |ui: &mut Ui| {
        elide::plain(ui, Role::Secondary, &aside, p.text2);
    };
    Card::titled(&title)
        .min_height(height)
        .show_with(ui, trailing, |ui| {
            let top = ui.cursor().top();
            ui.add_space(4.0);
            let words = years
                .iter()
                .map(|y| elide::width(ui.painter(), Role::Secondary, &standing(view, y).1));
            // What no line has taken up yet can be taken up here.
            let open = open_commitments(view, clause);
            let beside = if open.is_empty() { 0.0 } else { 26.0 };
            let word_width = words.fold(74.0, f32::max).min(130.0) + 18.0;
            for year in &years {
                let faint = !view.years.admits(Some(year.year));
                let (rect, response) =
                    ui.allocate_exact_size(vec2(ui.available_width(), 33.0), Sense::CLICK);
                if response.hovered() {
                    ui.painter().rect_filled(rect, 0, p.hover);
                }
                let (icon, word, tone) = standing(view, year);
                let mut inner = rect.shrink2(vec2(tokens.size.card_padding, 0.0));
                inner.max.x -= beside;
                let ink = if faint { p.text3 } else { p.text };
                elide::text_in(
                    ui.painter(),
                    inner,
                    Align::Min,
                    Role::AmountTotal,
                    &year.year.to_string(),
                    ink,
                );
                let right =
                    Rect::from_min_max(pos2(inner.right() - word_width, inner.top()), inner.max);
                let ink = if tone == Tone::Idle {
                    p.text2
                } else {
                    p.tone(tone).fg
                };
                icon.paint(
                    ui.painter(),
                    pos2(right.left() + 7.0, right.center().y),
                    13.0,
                    ink,
                );
                elide::text_in(
                    ui.painter(),
                    right.with_min_x(right.left() + 18.0),
                    Align::Min,
                    Role::Secondary,
                    &word,
                    ink,
                );
                let amount = Unit::Dong.sum(&year.disbursed, view.lang);
                let money = Rect::from_min_max(
                    pos2(inner.left() + 40.0, inner.top()),
                    pos2(right.left() - 8.0, inner.bottom()),
                );
                let (role, ink) = if amount == NO_FIGURE {
                    (Role::Body, p.text3)
                } else {
                    (Role::BodyStrong, p.text)
                };
                let text = elide::text_in(ui.painter(), money, Align::Max, role, &amount, ink);
                let widest = elide::width(ui.painter(), Role::BodyStrong, "100.000.000");
                let end = (money.right() - widest - 10.0).min(text.left() - 10.0);
                let bar = Rect::from_min_max(
                    pos2(inner.left() + 42.0, rect.center().y - 4.0),
                    pos2(end, rect.center().y + 4.0),
                );
                if bar.width() > 16.0 {
                    let share = year.share_tenths().map(|tenths| tenths as f32 / 1000.0);
                    let ink = if tone == Tone::Done { p.done } else { p.accent };
                    paint::meter(ui.painter(), bar, share, ink, tokens);
                }
                response.widget_info(|| {
                    let name = texts.commitment_name(year.year, &amount, &word);
                    WidgetInfo::labeled(accesskit::Role::Button, true, name)
                });
                if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
                    commands.push(Command::Select(Selection::Clause(clause.id.clone())));
                }
                if let Some((_, dong)) = open.iter().find(|(of, _)| *of == year.year) {
                    let place = Rect::from_min_max(
                        pos2(inner.right() + 2.0, rect.top()),
                        pos2(rect.right() - 4.0, rect.bottom()),
                    );
                    let layout = Layout::left_to_right(Align::Center);
                    let salt = ("take up", year.year);
                    let child = UiBuilder::new().id_salt(salt).max_rect(place);
                    let mut child = ui.new_child(child.layout(layout));
                    let name = Money(view.lang).take_up_year(year.year);
                    let button = IconButton::new(Icon::Plus, &name).icon_size(14.0);
                    let locked = figures::locked(view);
                    if button.disabled(locked).show(&mut child).clicked() {
                        let form = new_line::Form::for_text(year.year, &clause.id, *dong);
                        state.new_line = Some(form);
                    }
                }
            }
            ui.add_space(4.0);
            let count = i64::try_from(years.len()).unwrap_or_default();
            let Some(total) = amount.checked_mul(count) else {
                return;
            };
            let note = texts.commitment_note(&Unit::Dong.amount(total));
            let width = ui.available_width();
            let galley = elide::lines(
                ui.painter(),
                Role::Secondary,
                &note,
                p.soon,
                width - 2.0 * tokens.size.card_padding - 22.0,
            );
            let needed = galley.size().y + 18.0;
            let left = height - 2.0 - tokens.size.card_header - (ui.cursor().top() - top);
            if left > needed {
                ui.add_space(left - needed);
            }
            let (rect, response) = ui.allocate_exact_size(vec2(width, needed), Sense::hover());
            let round = tokens.radius.card.saturating_sub(1);
            let corners = CornerRadius {
                nw: 0,
                ne: 0,
                sw: round,
                se: round,
            };
            ui.painter().rect_filled(rect, corners, p.soon_soft);
            let at = pos2(
                rect.left() + tokens.size.card_padding + 7.0,
                rect.top() + 9.0 + Role::Secondary.line() / 2.0,
            );
            Icon::Note.paint(ui.painter(), at, 14.0, p.soon);
            let at = pos2(
                rect.left() + tokens.size.card_padding + 21.0,
                rect.top() + 9.0,
            );
            ui.painter().galley(at, galley, p.soon);
            response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, &note));
        });
}
